"""Importing: files become recordings, or are joined to those that are there already."""

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.library import Library
from desktop_app.library.problems import LibraryProblem
from desktop_app.library.recordings import Recording
from desktop_app.library.sources import Role, Source
from desktop_app.progress import Progress
from desktop_app.transcript.formats import Reading
from desktop_app.transcript.page import Page
from desktop_app.workflows.finding_files import Bundle, find_files, is_sound, is_there, role_by_name
from desktop_app.workflows.import_report import (
    Failed,
    Imported,
    ImportOptions,
    ImportReport,
    Skipped,
    Status,
    failure,
)
from desktop_app.workflows.keeping import absolute, keep
from desktop_app.workflows.reading_files import (
    Material,
    as_problems,
    digests_of,
    read_bundle,
    read_notes_file,
)

_LISTED = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s", re.MULTILINE)

log = logging.getLogger(__name__)

_NOTES_SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm")


def import_paths(
    library: Library,
    paths: Sequence[Path],
    options: ImportOptions = ImportOptions(),  # noqa: B008 - frozen
    progress: Progress | None = None,
) -> ImportReport:
    """Import files, and folders with all below them; each episode is kept as soon as it is read.

    A file that cannot be used does not stop the others; a library that cannot be written does.
    Whoever imports brings the search index up to date afterwards.
    """
    progress = progress or Progress()
    if options.into is not None:
        library.recordings.get(options.into)
        bundles, failed, skipped = [_joining(path) for path in paths], [], []
    else:
        found = find_files(paths, progress)
        bundles, failed, skipped = found.bundles, found.failed, found.skipped
    imported: list[Imported] = []
    try:
        for done, bundle in enumerate(bundles):
            progress.step(done / len(bundles), bundle.path.name if bundle.path else "")
            _import(library, _with_options(bundle, options), options, (imported, failed, skipped))
    except LibraryProblem as error:
        if not imported:
            raise
        left = bundles[len(imported) :]
        failed += [failure(rest.path, error) for rest in left if rest.path is not None]
    finally:
        library.database.settle()
    progress.step(1.0)
    return ImportReport(tuple(imported), tuple(failed), tuple(skipped))


def _joining(path: Path) -> Bundle:
    """Return a bundle of one file that joins a recording, and takes nothing beside it along."""
    named = frozenset((path,))
    role = role_by_name(path)
    if role == "notes":
        return Bundle(notes=path, named=named)
    if role == "chapters":
        return Bundle(chapters=path, named=named)
    if is_sound(path):
        return Bundle(audio=path, named=named)
    return Bundle(transcripts=(path,), named=named)


def _with_options(bundle: Bundle, options: ImportOptions) -> Bundle:
    given = [path for path in (options.audio, options.notes, options.chapters) if path is not None]
    return replace(
        bundle,
        audio=options.audio or bundle.audio,
        notes=options.notes or bundle.notes,
        chapters=options.chapters or bundle.chapters,
        named=bundle.named | frozenset(given),
    )


def _import(
    library: Library,
    bundle: Bundle,
    options: ImportOptions,
    lists: tuple[list[Imported], list[Failed], list[Skipped]],
) -> None:
    """Import one bundle and enter what became of it into the lists of the report."""
    imported, failed, skipped = lists
    digests = digests_of(bundle)
    known = (
        library.recordings.get(options.into)
        if options.into is not None
        else known_recording(library, bundle, digests)
    )
    if known is not None and _is_unchanged(library, known, digests, options):
        imported.append(Imported(bundle.path or _any(bundle), known, Status.UNCHANGED))
        return
    material = read_bundle(bundle, digests)
    if options.into is not None:
        material = _notes_instead(library, options.into, material)
    named = [refused for refused in material.refused if refused.path in bundle.named]
    found = [refused for refused in material.refused if refused.path not in bundle.named]
    failed += named
    if not material.files or (named and not _has_named_content(bundle, material)):
        skipped += [Skipped(refused.path, refused.message) for refused in found]
        return
    kept = keep(library, known, material, options)
    problems = (*kept.problems, *as_problems(found))
    path = kept.path or bundle.path or _any(bundle)
    imported.append(Imported(path, kept.recording, kept.status, problems))
    log.info("Import: %s %s", kept.status, kept.recording.id)


def _any(bundle: Bundle) -> Path:
    return bundle.notes or bundle.chapters or Path()


def _has_named_content(bundle: Bundle, material: Material) -> bool:
    """Return whether a file the user named could be read, the ones given by options not counted.

    A transcript that fails does not bring in the audio that lies beside it.
    """
    own = {*bundle.transcripts, bundle.audio} & bundle.named
    return not own or any(file.path in own for file in material.files)


def known_recording(
    library: Library, bundle: Bundle, digests: dict[Path, str | None]
) -> Recording | None:
    """Return the recording that the files of a bundle were read into before, removed or not.

    A file is known by its place; else by its content, when the file of that content is gone from
    where it was (it was moved) or its recording was removed.
    """
    recordings = library.recordings
    for paths, is_audio in ((bundle.transcripts, False), ((bundle.audio,), True)):
        for path in paths:
            if path is None:
                continue
            sources = recordings.sources.at(absolute(path))
            digest = digests.get(path)
            if digest is not None:
                same = recordings.sources.with_content(digest)
                sources = [*sources, *(source for source in same if _may_be_moved(library, source))]
            for source in sorted(sources, key=partial(_precedence, library)):
                if is_audio and _has_another_text(library, source, bundle):
                    continue
                return recordings.get(source.recording_id, even_removed=True)
    return None


def _may_be_moved(library: Library, source: Source) -> bool:
    return library.recordings.is_removed(source.recording_id) or not is_there(source.path)


def _precedence(library: Library, source: Source) -> tuple[bool, bool]:
    """Sort what is in the library first, and of that the recordings that show the file."""
    return library.recordings.is_removed(source.recording_id), source.role is not Role.TRANSCRIPT


def _has_another_text(library: Library, source: Source, bundle: Bundle) -> bool:
    """Return whether an audio file goes with a text of another name than those of the bundle."""
    text = library.recordings.sources.transcript_of(source.recording_id)
    if text is None or not bundle.transcripts:
        return False
    own = absolute(bundle.transcripts[0])
    return (text.parent, text.stem) != (own.parent, own.stem)


def _is_unchanged(
    library: Library,
    known: Recording,
    digests: dict[Path, str | None],
    options: ImportOptions,
) -> bool:
    """Return whether every file was read before as it is now, and no option says anything new."""
    if library.recordings.is_removed(known.id):
        return False
    stored = {source.path: source.digest for source in library.recordings.sources.list(known.id)}
    said = (
        (options.title, known.title),
        (options.show, known.show),
        (options.published, known.published),
        (options.audio and absolute(options.audio), known.audio),
    )
    return all(
        digest is not None and stored.get(absolute(path)) == digest
        for path, digest in digests.items()
    ) and all(wish is None or wish == value for wish, value in said)


def _is_prose(reading: Reading) -> bool:
    """Return whether a text tells neither a time nor who speaks, and is no page."""
    transcript = reading.transcript
    told = transcript.markers or transcript.cues or transcript.speakers or reading.page
    return not told


def _tells_something(page: Page) -> bool:
    """Return whether a text is notes: it has a title, questions, chapters or a list."""
    told = page.title or page.questions or page.chapters
    return bool(told) or len(_LISTED.findall(page.notes)) > 1


def _notes_instead(library: Library, recording_id: str, material: Material) -> Material:
    """Take prose that joins a recording with a text for its show notes.

    So is a text that is no transcript at all, if it tells something.
    """
    if not library.recordings.get(recording_id).segments or material.notes is not None:
        return material
    for text in material.texts:
        if _is_prose(text.reading):
            return replace(material, texts=(), notes=read_notes_file(text.path))
    for refused in material.refused:
        if refused.path.suffix.lower() not in _NOTES_SUFFIXES:
            continue
        try:
            notes = read_notes_file(refused.path)
        except AppError:
            continue
        if _tells_something(notes.page):
            rest = tuple(other for other in material.refused if other != refused)
            return replace(material, notes=notes, refused=rest)
    return material
