"""A themed application, and pages of the usual size."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.transcript.model import Transcript
from desktop_app.ui.theme import LIGHT, apply_theme, theme_of
from desktop_app.ui.widgets.transcript_view import TranscriptView


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> None:
    if theme_of(qapp.palette()) is not LIGHT or not qapp.styleSheet():
        apply_theme(qapp, LIGHT)


@pytest.fixture(autouse=True)
def let_go_of_the_mouse(qapp: QApplication) -> Iterator[None]:
    """Release a button that QTest's double click leaves pressed for all that comes after."""
    yield
    if qapp.mouseButtons():
        nothing = QWidget()
        QTest.mouseRelease(nothing, Qt.MouseButton.LeftButton)
        nothing.deleteLater()


@pytest.fixture
def make_view(qtbot: QtBot) -> Callable[..., TranscriptView]:
    """Return a function that shows a transcript in a view of its own."""

    def make(
        transcript: Transcript, *, width: int = 844, height: int = 500, **more: object
    ) -> TranscriptView:
        view = TranscriptView()
        qtbot.addWidget(view)
        view.resize(width, height)
        view.set_reduced_motion(True)
        view.show()
        view.show_transcript(transcript, **more)  # type: ignore[arg-type]
        qtbot.waitExposed(view)
        return view

    return make
