"""Which files belong together: those of one folder with the same stem are one episode's."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.audio.probe import is_audio
from desktop_app.i18n import _
from desktop_app.progress import Progress
from desktop_app.transcript.formats import FORMATS, is_transcript
from desktop_app.workflows.import_report import Failed, Skipped

TEXT_SUFFIXES = frozenset(
    (
        *(".md", ".markdown", ".srt", ".vtt", ".webvtt", ".json", ".txt", ".html", ".htm"),
        *(".ttml", ".dfxp", ".lrc", ".sbv", ".ass", ".ssa", ".smi", ".otr", ".eaf", ".textgrid"),
        *(".json3", ".srv3", ".epub"),
    )
)
SOUND_SUFFIXES = frozenset(
    (
        *(".mp3", ".m4a", ".m4b", ".mp4", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wav"),
        *(".aiff", ".aif", ".wma", ".mka", ".mkv", ".webm", ".amr", ".ac3"),
    )
)
_NOTES = re.compile(r"(?P<stem>.+)\.notes\.(?:md|markdown|html?|txt)", re.IGNORECASE)
_CHAPTERS = re.compile(
    r"(?P<stem>.+)\.(?:chapters\.(?:json|txt|xml|psc|vtt)|psc|cue)", re.IGNORECASE
)
# Files that often are something else: beside a recording they count by what is in them.
_OTHER_SUFFIXES = (
    frozenset(ending for entry in FORMATS for ending in entry.extensions) - TEXT_SUFFIXES
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one episode. ``named`` are those the user gave; others were found."""

    transcripts: tuple[Path, ...] = ()
    audio: Path | None = None
    notes: Path | None = None
    chapters: Path | None = None
    named: frozenset[Path] = frozenset()

    @property
    def path(self) -> Path | None:
        """The file that stands for the episode."""
        return self.transcripts[0] if self.transcripts else self.audio


@dataclass(slots=True)
class FoundFiles:
    """All bundles, and the files that belong to none."""

    bundles: list[Bundle] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def is_there(path: Path) -> bool:
    """Return whether a path leads to something; one that may not be asked leads to nothing."""
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises where asking is forbidden


def is_folder(path: Path) -> bool:
    """Return whether a path leads to a folder."""
    return os.path.isdir(path)  # noqa: PTH112 - as above


def find_files(paths: Sequence[Path], progress: Progress) -> FoundFiles:
    """Return what there is to import at ``paths``; folders are searched with all below them.

    A file the user named belongs to a bundle whatever is in it, with the files beside it that
    share its stem. In a folder only audio and what surely is a transcript counts, and any text
    that has the name of an audio file.
    """
    found = FoundFiles()
    seen: set[str] = set()
    for folder, files, named in _folders(paths, found, progress):
        new = [path for path in files if os.path.abspath(path) not in seen]  # noqa: PTH100
        seen.update(os.path.abspath(path) for path in new)  # noqa: PTH100
        progress.step(0.0, str(folder))
        for group in _by_stem(new):
            _sort_out(group, named, found)
    return found


def role_by_name(path: Path) -> str | None:
    """Return ``notes`` or ``chapters`` where a file's name says so."""
    if _NOTES.fullmatch(path.name):
        return "notes"
    return "chapters" if _CHAPTERS.fullmatch(path.name) else None


def is_sound(path: Path) -> bool:
    """Return whether a file is audio, or can only be meant as such by its name."""
    if is_audio(path):
        return True
    return path.suffix.lower() in SOUND_SUFFIXES and not is_transcript(path)


def _folders(
    paths: Sequence[Path], found: FoundFiles, progress: Progress
) -> Iterator[tuple[Path, list[Path], frozenset[Path]]]:
    """Yield folders with their files; for a named file, only those that share its stem."""
    named: dict[Path, list[Path]] = {}
    for path in paths:
        if is_folder(path):
            yield from _below(path, found, progress)
        elif is_there(path) and not path.is_file():
            found.failed.append(
                Failed(
                    path,
                    _("“{name}” is not a file.").format(name=path.name),
                    _("Choose an audio file, a transcript or a folder."),
                )
            )
        else:
            named.setdefault(path.parent, []).append(path)
    for folder, files in named.items():
        stems = {_stem(path) for path in files}
        beside = [path for path in _listed(folder) if _stem(path) in stems and path not in files]
        yield folder, [*files, *(path for path in beside if _may_belong(path))], frozenset(files)


def _below(
    folder: Path, found: FoundFiles, progress: Progress
) -> Iterator[tuple[Path, list[Path], frozenset[Path]]]:
    def unreadable(error: OSError) -> None:
        reason = _("The folder cannot be read.")
        place = Path(error.filename or folder)
        if place == folder:
            hint = _("Check that you are allowed to open it, and that its disk is there.")
            found.failed.append(Failed(folder, reason, hint))
        else:
            found.skipped.append(Skipped(place, reason))

    for place, folders, names in os.walk(folder, onerror=unreadable):
        progress.step(0.0, place)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = [Path(place, name) for name in sorted(names) if not name.startswith(".")]
        yield Path(place), files, frozenset()


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder / name for name in os.listdir(folder))  # noqa: PTH208
    except OSError:
        return []  # the named file itself will say what is wrong


def _may_belong(path: Path) -> bool:
    """Return whether a file beside a named one may be its other half."""
    if not is_there(path) or not path.is_file():
        return False
    if role_by_name(path) is not None or _is_text(path) or is_audio(path):
        return True
    return path.suffix.lower() in _OTHER_SUFFIXES and is_transcript(path)


def _stem(path: Path) -> str:
    special = _NOTES.fullmatch(path.name) or _CHAPTERS.fullmatch(path.name)
    return special["stem"] if special else path.stem


def _by_stem(files: Iterable[Path]) -> list[list[Path]]:
    groups: dict[str, list[Path]] = {}
    for path in files:
        groups.setdefault(_stem(path), []).append(path)
    return list(groups.values())


def _sort_out(group: Sequence[Path], named: frozenset[Path], found: FoundFiles) -> None:
    """Make a bundle of the files of one stem; say what is left over and why."""
    plain = [path for path in group if role_by_name(path) is None]
    sounds = [path for path in plain if _is_sound_here(path, named)]
    texts = [
        path
        for path in plain
        if path not in sounds
        and (path in named or ((sounds or named) and _is_text(path)) or is_transcript(path))
    ]
    rest = [path for path in plain if path not in sounds and path not in texts]
    found.skipped += [Skipped(path, _why_left(path)) for path in rest]
    extra = {}
    for role in ("notes", "chapters"):
        files = [path for path in group if role_by_name(path) == role]
        extra[role] = files[0] if files and (texts or sounds) else None
        for path in files[1:] if extra[role] else files:
            _leave(path, named, found, _("There is no episode beside it that it belongs to."))
    if texts or sounds:
        found.bundles.append(
            Bundle(
                transcripts=tuple(texts),
                audio=sounds[0] if sounds else None,
                notes=extra["notes"],
                chapters=extra["chapters"],
                named=named,
            )
        )
    found.bundles += [Bundle(audio=path, named=named) for path in sounds[1:]]


def _is_sound_here(path: Path, named: frozenset[Path]) -> bool:
    return is_sound(path) if path in named else is_audio(path)


def _is_text(path: Path) -> bool:
    return path.suffix.lower() in TEXT_SUFFIXES


def _leave(path: Path, named: frozenset[Path], found: FoundFiles, reason: str) -> None:
    if path in named:
        hint = _("Import it with --into EPISODE, or together with its transcript or audio.")
        found.failed.append(Failed(path, reason, hint))
    else:
        found.skipped.append(Skipped(path, reason))


def _why_left(path: Path) -> str:
    if not is_there(path):
        return _("It cannot be read.")
    if path.is_file() and path.stat().st_size == 0:
        return _("It is empty.")
    return _("It is no audio and no transcript in a form that is known.")
