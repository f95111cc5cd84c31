"""The pictures of recordings, read from their audio files when a list first wants to paint them."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from desktop_app.audio import tags
from desktop_app.errors import AppError
from desktop_app.jobs import Jobs, Lane
from desktop_app.library.recordings import Entry
from desktop_app.progress import Progress

_SIDE_PX = 128  # twice the largest that is shown
_MOST = 600  # pictures of 64 kB each
_AT_ONCE = 12


class Pictures(Protocol):
    """Where a painter gets the picture of a recording from, None while there is none."""

    def __call__(self, recording_id: str) -> QImage | None: ...


def no_pictures(recording_id: str) -> QImage | None:
    """Know no picture: every recording gets the glyph of its show."""
    return None


class Covers(QObject):
    """Keeps the pictures that were wanted. ``of`` never waits: it starts reading."""

    changed = Signal()  # pictures came in

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._files: dict[str, Path] = {}
        self._kept: dict[str, QImage | None] = {}
        self._wanted: dict[str, Path] = {}
        self._reading: Progress | None = None
        self._is_closed = False

    def close(self) -> None:
        """Start no more reading."""
        self._is_closed = True

    def show_entries(self, entries: Iterable[Entry]) -> None:
        """Take over where the audio of each recording is."""
        files = {entry.id: entry.audio for entry in entries if entry.audio is not None}
        for recording_id, file in files.items():
            if self._files.get(recording_id, file) != file:
                self._kept.pop(recording_id, None)
        self._files = files

    def of(self, recording_id: str) -> QImage | None:
        """Return the picture of a recording, None while it is being read or there is none."""
        if recording_id in self._kept:
            return self._kept[recording_id]
        file = self._files.get(recording_id)
        if file is not None and recording_id not in self._wanted:
            if not self._wanted and self._reading is None:
                QTimer.singleShot(0, self, self._read)
            self._wanted[recording_id] = file
        return None

    def _read(self) -> None:
        batch = dict(list(self._wanted.items())[:_AT_ONCE])
        if not batch or self._reading is not None or self._is_closed:
            return

        def done(pictures: dict[str, QImage | None]) -> None:
            self._reading = None
            for recording_id in batch:
                self._wanted.pop(recording_id, None)
            self._kept.update(pictures)
            while len(self._kept) > _MOST:
                self._kept.pop(next(iter(self._kept)))
            if any(picture is not None for picture in pictures.values()):
                self.changed.emit()
            self._read()

        def failed(_error: AppError) -> None:
            done(dict.fromkeys(batch))

        self._reading = self._jobs.run(
            partial(_read_pictures, batch), lane=Lane.MEDIA, done=done, failed=failed
        )


def _read_pictures(files: dict[str, Path], progress: Progress) -> dict[str, QImage | None]:
    """Return the pictures in audio files, small. Runs on a worker thread; a QImage may."""
    pictures: dict[str, QImage | None] = {}
    for number, (recording_id, file) in enumerate(files.items()):
        progress.step(number / len(files), "")
        pictures[recording_id] = _picture_in(file)
    return pictures


def _picture_in(file: Path) -> QImage | None:
    try:
        content = tags.cover(file)
    except AppError:
        return None
    photo = QImage.fromData(content or b"")
    if photo.isNull():
        return None
    return photo.scaled(
        QSize(_SIDE_PX, _SIDE_PX),
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
