"""How many questions each episode has: counted once for each version of it, and kept.

The counts are a cache: the file may be deleted at any time. Finding the questions of a text keeps
Python busy, so ``count_questions`` is for ``processes``.
"""

import json
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.library import open_library
from desktop_app.library.recordings import NoSuchRecording
from desktop_app.paths import Places
from desktop_app.progress import Progress
from desktop_app.workflows.questioning import questions_of

log = logging.getLogger(__name__)

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Count:
    """A number of questions. ``version`` names the text and the edits it was counted with."""

    version: str
    questions: int


def counts_file(places: Places) -> Path:
    """Return where the counts are kept."""
    return places.index.with_name(f"questions-v{_FORMAT}.json")


def version_of(revision: int, edits: Sequence[str]) -> str:
    """Return the version of an episode, from its revision and the ids of its edited questions."""
    return " ".join((str(revision), *edits))


def load_counts(file: Path) -> dict[str, Count]:
    """Return the counts by recording; none where there is no file that can be read."""
    try:
        stored = json.loads(file.read_bytes())
        return {key: Count(str(version), int(n)) for key, (version, n) in stored.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        log.info("The questions are counted anew: %s", error)
        return {}


def save_counts(file: Path, counts: Mapping[str, Count]) -> None:
    """Keep the counts; where that fails they are counted again the next time."""
    scratch = file.with_name(file.name + ".new")
    stored = {key: (count.version, count.questions) for key, count in counts.items()}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_text(json.dumps(stored), "utf-8")
        scratch.replace(file)
    except OSError as error:
        log.info("The numbers of questions cannot be kept: %s", error)


def count_questions(
    places: Places,
    wanted: Sequence[tuple[str, str]],
    for_s: float,
    progress: Progress | None = None,
) -> dict[str, Count]:
    """Return the counts of the recordings wanted (id and version), as many as ``for_s`` allows.

    At least one is counted; the first come first.
    """
    progress = progress or Progress()
    found: dict[str, Count] = {}
    begun = time.monotonic()
    with open_library(places.database, backups=places.backups) as library:
        for recording_id, version in wanted:
            progress.step(len(found) / len(wanted))
            try:
                count = len(questions_of(library, recording_id))
            except NoSuchRecording:  # removed meanwhile
                count = 0
            found[recording_id] = Count(version, count)
            if time.monotonic() - begun > for_s:
                break
    return found
