"""Bringing files into the library from the window, finding lost audio, removing, exporting."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.errors import AppError
from desktop_app.i18n import _, ngettext
from desktop_app.library import Library
from desktop_app.library.recordings import Recording
from desktop_app.paths import resource
from desktop_app.progress import Progress
from desktop_app.transcript.formats import FORMATS, WRITERS, readable_formats
from desktop_app.ui.file_kinds import (
    USUAL,
    kinds_of_sound,
    kinds_of_text,
    kinds_to_open,
    kinds_to_save,
    named_for,
)
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.notices import Notices
from desktop_app.ui.shelf import Shelf
from desktop_app.workflows.editing import Details, edit_details
from desktop_app.workflows.exporting import export_transcript, write_file
from desktop_app.workflows.import_report import Imported, ImportOptions, ImportReport, Status
from desktop_app.workflows.importing import import_paths

SAMPLE = "sample/bread-questions.mp3"


class Adding(QObject):
    """Files in, files out. Every wish runs off the GUI thread and ends in a notice."""

    opened = Signal(str)  # the id of a recording that was added to be read
    changed = Signal()  # the library was written
    removed = Signal(str)
    refused = Signal(object)  # Failed: the only file that was opened has no transcript in it

    def __init__(
        self, library_jobs: LibraryJobs, shelf: Shelf, notices: Notices, window: QWidget
    ) -> None:
        super().__init__(window)
        self._jobs = library_jobs
        self._shelf = shelf
        self._notices = notices
        self._window = window

    # ---- in ----------------------------------------------------------------------------------
    def choose_files(self) -> None:
        """Ask for files and add them."""
        chosen, _kind = QFileDialog.getOpenFileNames(
            self._window, _("Add audio and transcripts"), "", kinds_to_open()
        )
        if chosen:
            self.add([Path(name) for name in chosen])

    def choose_folder(self) -> None:
        """Ask for a folder and add everything in it."""
        chosen = QFileDialog.getExistingDirectory(self._window, _("Add a folder"))
        if chosen:
            self.add([Path(chosen)])

    def add_sample(self, then: Callable[[str], None] | None = None) -> None:
        """Add the built-in sample and open it."""
        self.add([resource(SAMPLE)], then)

    @Slot(object)
    def add(self, paths: Sequence[Path], then: Callable[[str], None] | None = None) -> None:
        """Add files and folders; the first episode is opened, or handed to ``then``."""

        def done(report: ImportReport) -> None:
            self.changed.emit()
            self._tell(report)
            if report.imported:
                (then or self.opened.emit)(report.imported[0].recording.id)

        self._jobs.run(partial(_import, paths=tuple(paths)), done)

    def find_audio(self, recording_id: str) -> None:
        """Ask where the audio of an episode is, or is now."""
        entry = self._shelf.contents.entry(recording_id)
        is_new = entry is not None and entry.audio_file is None
        title = _("Add the audio") if is_new else _("Find the audio")
        chosen, _kind = QFileDialog.getOpenFileName(self._window, title, "", kinds_of_sound())
        if not chosen:
            return

        def done(_recording: Recording) -> None:
            self._notices.clear()
            self.changed.emit()

        self._jobs.run(partial(_take, recording_id=recording_id, audio=Path(chosen)), done)

    def find_times(self, recording_id: str) -> None:
        """Ask for subtitles or another transcript of an episode, which has better times."""
        self._add_into(recording_id, _("Choose subtitles or a transcript of this episode"))

    def _add_into(self, recording_id: str, title: str) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self._window, title, "", kinds_of_text())
        if not chosen:
            return

        def done(report: ImportReport) -> None:
            self.changed.emit()
            self._tell(report)

        work = partial(_import, paths=(Path(chosen),), into=recording_id)
        self._jobs.run(work, done)

    # ---- out ---------------------------------------------------------------------------------
    def export(self, recording: Recording) -> None:
        """Ask for a file and write the transcript into it, in the format that was chosen."""
        kinds = kinds_to_save()
        start = f"{_safe_name(recording.title)}{WRITERS[USUAL].extension}"
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, _("Export the transcript"), start, kinds.filters, kinds.usual
        )
        if chosen:
            file, format_name = named_for(Path(chosen), kinds.names.get(kind, USUAL))
            self.export_to(recording.id, file, format_name)

    def export_to(self, recording_id: str, file: Path, kind: str) -> None:
        """Write an episode's transcript into a file."""

        def done(lost: tuple[str, ...]) -> None:
            words = _("Saved {file}").format(file=file.name)
            if lost:
                self._notices.warn(words, " ".join(lost))
            else:
                self._notices.say(words)

        self._jobs.run(partial(_export, recording_id=recording_id, file=file, kind=kind), done)

    def remove(self, recording_id: str) -> None:
        """Take an episode out of the library; its files and what the user made of it stay."""
        entry = self._shelf.contents.entry(recording_id)

        def done(paths: tuple[Path, ...]) -> None:
            self.removed.emit(recording_id)
            self.changed.emit()
            title = entry.title if entry else ""
            words = _("Removed “{title}”. Its files and bookmarks are kept.").format(title=title)
            way = (_("Undo"), partial(self.add, paths, lambda _id: None)) if paths else None
            self._notices.say(words, way)

        self._jobs.run(partial(_remove, recording_id=recording_id), done)

    # ---- words -------------------------------------------------------------------------------
    def _tell(self, report: ImportReport) -> None:
        """Say what came of the files: what failed first, else what was added."""
        if len(report.failed) == 1 and not report.imported and report.failed[0].is_no_transcript:
            self._notices.clear()
            self.refused.emit(report.failed[0])
            return
        if report.failed:
            first = report.failed[0]
            rest = len(report.failed) - 1
            more = ngettext("{n} more file failed.", "{n} more files failed.", rest)
            text = " ".join((first.hint, more.format(n=rest) if rest else ""))
            self._notices.fail(AppError(first.message, hint=text.strip()))
            return
        if not report.imported:
            self._notices.warn(
                _("There is nothing to listen to or to read in there."),
                _("Earmark opens audio, and transcripts as {formats}.").format(
                    formats=readable_formats()
                ),
            )
            return
        self._notices.clear()
        fresh = [one for one in report.imported if one.status is not Status.UNCHANGED]
        if len(report.imported) > 1:
            words = ngettext("Added {n} episode", "Added {n} episodes", len(fresh))
            self._notices.say(words.format(n=len(fresh)))
        elif fresh:
            self._tell_one(fresh[0])

    def _tell_one(self, one: Imported) -> None:
        if not one.problems:
            return
        count = ngettext("{n} repair", "{n} repairs", len(one.problems))
        words = _("Opened as {form} · {repairs}").format(
            form=_format_label(one.recording.format), repairs=count.format(n=len(one.problems))
        )
        lines = [
            problem.message
            if problem.line is None
            else _("Line {n}: {message}").format(n=problem.line, message=problem.message)
            for problem in one.problems
        ]
        details = partial(self._notices.warn, words, "\n".join(lines[:12]))
        self._notices.say(words, (_("Details"), details))


def _format_label(name: str | None) -> str:
    """Return what a format is called; a recording without a text is audio."""
    labels = {entry.name: entry.label for entry in FORMATS}
    return labels.get(name or "", name or _("audio"))


def _import(
    library: Library, progress: Progress, *, paths: tuple[Path, ...], into: str | None = None
) -> ImportReport:
    return import_paths(library, paths, ImportOptions(into=into), progress)


def _take(library: Library, _progress: Progress, *, recording_id: str, audio: Path) -> Recording:
    return edit_details(library, recording_id, Details(audio=audio))


def _export(
    library: Library, _progress: Progress, *, recording_id: str, file: Path, kind: str
) -> tuple[str, ...]:
    written = export_transcript(library, recording_id, kind)
    write_file(file, written.text)
    return written.lost


def _remove(library: Library, _progress: Progress, *, recording_id: str) -> tuple[Path, ...]:
    """Remove an episode and return the files it can be read from again."""
    sources = library.recordings.sources.list(recording_id)
    library.recordings.remove(recording_id)
    return tuple(source.path for source in sources if source.path.exists())


def _safe_name(title: str) -> str:
    """Return a title as a file name that every system takes."""
    return "".join("-" if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in title).strip(" .")
