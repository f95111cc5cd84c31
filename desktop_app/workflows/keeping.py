"""Keeping what was read of an episode: its names, its text in time, its page, its bookmarks."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.i18n import _
from desktop_app.library import Library
from desktop_app.library.recordings import Origin, Recording
from desktop_app.library.sources import Role, Source
from desktop_app.transcript.clock import Placement, place
from desktop_app.transcript.model import Evidence, Problem, Transcript, told_once
from desktop_app.transcript.page import Page
from desktop_app.workflows.finding_files import is_there
from desktop_app.workflows.import_report import ImportOptions, Status
from desktop_app.workflows.reading_files import Material, ReadText
from desktop_app.workflows.rightness import doubt_of
from desktop_app.workflows.timing import replace_text, replace_times

_PAGE_COPY = "page-copy"
_TIMING_RANK = {Evidence.NONE: 0, Evidence.ESTIMATED: 1, Evidence.ALIGNED: 2, Evidence.EXACT: 2}

Said = tuple[str | None, Origin]


@dataclass(frozen=True, slots=True)
class Kept:
    """The recording as it is now. ``path`` is the file of the text that was taken, if any."""

    recording: Recording
    status: Status
    problems: tuple[Problem, ...]
    path: Path | None


@dataclass(frozen=True, slots=True)
class _Choice:
    """The text that is shown from now on (None: the one there was), and how it was placed."""

    text: ReadText | None
    placement: Placement


def keep(
    library: Library, known: Recording | None, material: Material, options: ImportOptions
) -> Kept:
    """Write what was read into the library, as one change; ``known`` is what it was read into."""
    with library.transaction(durable=False):
        before = _state(library, known)
        recording = _recording(library, known, material, options)
        _keep_pages(library, recording.id, material)
        choice = _choose(library, recording, material)
        problems = _keep_text(library, recording, choice, material)
        _keep_sources(library, recording, material, choice.text)
        recording = library.recordings.get(recording.id)
        after = _state(library, recording)
    status = Status.UNCHANGED if before == after else Status.UPDATED
    return Kept(
        recording=recording,
        status=status if before is not None else Status.ADDED,
        problems=problems,
        path=choice.text.path if choice.text else None,
    )


def absolute(path: Path) -> Path:
    """Return a path from the root, links left as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would follow links


def _state(library: Library, known: Recording | None) -> object:
    """Return all that an import may change, for comparison; None for what is not there."""
    if known is None or library.recordings.is_removed(known.id):
        return None
    recording = library.recordings.get(known.id)
    return replace(recording, revision=0), library.recordings.sources.list(known.id)


def _recording(
    library: Library, known: Recording | None, material: Material, options: ImportOptions
) -> Recording:
    """Return the recording, made or brought back if need be, with all names and its audio."""
    path = _naming_path(material)
    titles, shows, dates = _names(material, options, path if options.into is None else None)
    if known is None:
        recording = library.recordings.add(title=_readable(path.stem))
    elif library.recordings.is_removed(known.id):
        recording = library.recordings.revive(known.id)
    else:
        recording = known
    fields: dict[str, object] = {}
    for name, now, origin, said in (
        ("title", recording.title, recording.title_from, titles),
        ("show", recording.show, recording.show_from, shows),
        ("published", recording.published, recording.published_from, dates),
    ):
        value, value_from = next((one for one in said if one[0]), (None, Origin.FILE))
        if value and origin.yields_to(value_from) and (value, value_from) != (now, origin):
            fields |= {name: value, f"{name}_from": value_from}
    fields |= _audio_fields(recording, material, options)
    return library.recordings.update(recording.id, **fields) if fields else recording


def _naming_path(material: Material) -> Path:
    """Return the file that names the episode: its transcript, else its audio."""
    files = [*material.texts, *([material.audio] if material.audio else []), *material.files]
    return absolute(files[0].path)


def _readable(name: str) -> str:
    """Return a file's name with “�” for bytes that are no text."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _names(
    material: Material, options: ImportOptions, path: Path | None
) -> tuple[Sequence[Said], Sequence[Said], Sequence[Said]]:
    """Return what may be the title, the show and the date, best first."""
    pages: list[Page] = [text.reading.page for text in material.texts if text.reading.page]
    pages += [material.notes.page] if material.notes else []
    facts = material.audio.facts if material.audio else None
    return (
        [
            (options.title, Origin.USER),
            *((page.title, Origin.PAGE) for page in pages),
            (facts.title if facts else None, Origin.TAG),
            (_readable(path.stem) if path else None, Origin.FILE),
        ],
        [
            (options.show, Origin.USER),
            *((page.show, Origin.PAGE) for page in pages),
            ((facts.album or facts.artist) if facts else None, Origin.TAG),
            (_readable(path.parent.name) if path else None, Origin.FILE),
        ],
        [
            (options.published, Origin.USER),
            *((page.published, Origin.PAGE) for page in pages),
            (facts.published if facts else None, Origin.TAG),
        ],
    )


def _audio_fields(
    recording: Recording, material: Material, options: ImportOptions
) -> dict[str, object]:
    """Return the audio to take. One that the user chose yields only to another choice."""
    if material.audio is None:
        return {}
    path = absolute(material.audio.path)
    chosen = options.into is not None or (
        options.audio is not None and absolute(options.audio) == path
    )
    origin = Origin.USER if chosen else Origin.FILE
    there = recording.audio is not None and is_there(recording.audio)
    if there and recording.audio != path and not recording.audio_from.yields_to(origin):
        return {}
    return {"audio": path, "audio_from": origin, "duration_ms": material.audio.facts.duration_ms}


def _keep_pages(library: Library, recording_id: str, material: Material) -> None:
    page = next((text.reading.page for text in material.texts if text.reading.page), None)
    if page is not None:
        library.recordings.set_page(recording_id, Role.PAGE, page)
    if material.notes is not None:
        library.recordings.set_page(recording_id, Role.NOTES, material.notes.page)
    if material.chapters is not None:
        library.recordings.set_chapters(recording_id, material.chapters.chapters)
    elif material.audio is not None and not _has_chapter_file(library, recording_id):
        in_file = material.audio.facts.chapters
        # What the user took from the notes stays, unless the file has chapters of its own.
        if in_file or not library.recordings.pages.answered_offer(recording_id):
            library.recordings.set_chapters(recording_id, in_file)


def _has_chapter_file(library: Library, recording_id: str) -> bool:
    return any(
        source.role is Role.CHAPTERS for source in library.recordings.sources.list(recording_id)
    )


def _choose(library: Library, recording: Recording, material: Material) -> _Choice:
    """Choose the best of the texts that were read and the one there is.

    The file of the present text, read anew, stands for it. Another one takes its place when it is
    as good, a copied page only when it is better.
    """
    placed = [
        _Choice(text, place(text.reading.transcript, recording.duration_ms))
        for text in material.texts
    ]
    best = max(placed, key=_worth, default=None)
    if not recording.segments:
        return best or _Choice(None, Placement(Transcript("")))
    if best is not None and _is_read_anew(library, recording, material):
        return best
    present = library.recordings.unpinned(recording.id)
    now = _Choice(None, place(present, recording.duration_ms))
    if best is None or best.text is None:
        return now
    must_be_better = best.placement.transcript.format == _PAGE_COPY != recording.format
    wins = _worth(best) > _worth(now) if must_be_better else _worth(best) >= _worth(now)
    return best if wins else now


def _is_read_anew(library: Library, recording: Recording, material: Material) -> bool:
    """Return whether the file of the text that is shown is among those read, moved or changed."""
    shown = [
        source
        for source in library.recordings.sources.list(recording.id)
        if source.role is Role.TRANSCRIPT
    ]
    return any(
        absolute(text.path) == source.path or text.digest == source.digest
        for text in material.texts
        for source in shown
    )


def _worth(choice: _Choice) -> tuple[int, bool]:
    """Return how good a text is: by its times first, then by whether it says who speaks."""
    transcript = choice.placement.transcript
    return _TIMING_RANK[transcript.timing], bool(transcript.speakers)


def _keep_text(
    library: Library, recording: Recording, choice: _Choice, material: Material
) -> tuple[Problem, ...]:
    problems: list[Problem] = list(material.audio.facts.problems if material.audio else ())
    transcript = choice.placement.transcript
    if choice.text is not None:
        problems += told_once(choice.text.reading.problems, choice.placement.problems)
        replace_text(library, recording.id, transcript)
    elif transcript.segments:
        before = library.recordings.transcript(recording.id)
        placement = replace_times(library, recording.id)
        if placement.transcript != before:
            problems += placement.problems
    problems += [_not_shown(text) for text in material.texts if text != choice.text]
    doubt = doubt_of(library, recording)
    if doubt is not None:
        problems.append(Problem(None, f"{doubt.message} {doubt.hint}"))
    return tuple(problems)


def _not_shown(text: ReadText) -> Problem:
    return Problem(
        None,
        _(
            "The text of “{name}” is not shown, because the episode has a better one;"
            " what stands around it was taken."
        ).format(name=text.path.name)
        if text.reading.page
        else _("The text of “{name}” is not shown, because the episode has a better one.").format(
            name=text.path.name
        ),
    )


def _keep_sources(
    library: Library, recording: Recording, material: Material, shown: ReadText | None
) -> None:
    sources, recording_id = library.recordings.sources, recording.id
    audio = material.audio
    if audio is not None and absolute(audio.path) != recording.audio:
        audio = None  # the user chose another: this one may be looked at again
    if shown is not None:
        sources.step_back(recording_id)
    for text in material.texts:
        role = Role.TRANSCRIPT if text == shown else Role.SECOND
        sources.keep(Source(recording_id, role, absolute(text.path), text.digest))
    others: Iterable[tuple[Role, Path, str]] = [
        (role, file.path, file.digest)
        for role, file in (
            (Role.AUDIO, audio),
            (Role.NOTES, material.notes),
            (Role.CHAPTERS, material.chapters),
        )
        if file is not None
    ]
    for role, path, digest in others:
        sources.keep(Source(recording_id, role, absolute(path), digest), alone=True)
