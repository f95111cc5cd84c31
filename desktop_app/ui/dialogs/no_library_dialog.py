"""The library cannot be opened: what is wrong, that nothing was changed, and the ways on."""

import traceback
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import theme_of
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton, Weight

_LEAST_WIDTH_PX = 560


class Way(Enum):
    """How to go on without the library that was asked for."""

    AGAIN = "again"
    ELSEWHERE = "elsewhere"  # the folder that was chosen
    BESIDE = "beside"  # a new library
    QUIT = "quit"


class NoLibraryDialog(QDialog):
    """A window of its own: there is no other yet. ``way`` says how it was left.

    ``beside`` is the folder a new library would get.
    """

    def __init__(self, problem: AppError, beside: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way = Way.QUIT
        self.folder: Path | None = None
        self._beside = beside
        self._details = "".join(traceback.format_exception(problem))
        title = _("Your library cannot be opened")
        self.setWindowTitle("Earmark")
        self.setAccessibleName(f"{title}. {problem}")
        self.setMinimumWidth(_LEAST_WIDTH_PX)
        self.setWindowIcon(QIcon(pixmap("ear", theme_of(self.palette()).accent, 64)))
        again = PushButton(_("Try again"), Weight.PRIMARY)
        again.clicked.connect(lambda: self._leave(Way.AGAIN))
        elsewhere = PushButton(_("Choose another folder…"))
        elsewhere.clicked.connect(self._on_elsewhere)
        new = PushButton(_("Start a new library"))
        new.setToolTip(_("In the folder “{folder}”").format(folder=beside))
        new.setAccessibleDescription(new.toolTip())
        new.clicked.connect(lambda: self._leave(Way.BESIDE))
        copy = PushButton(_("Copy details"), Weight.LINK)
        copy.clicked.connect(self._on_copy)
        leave = PushButton(_("Quit"))
        leave.clicked.connect(self.reject)
        about = _("A new library is made in “{folder}”; the one that does not open stays as it is.")
        words = [
            label(title, "title", 600, wrap=True),
            label(str(problem), wrap=True),
            label(problem.hint, dim=True, wrap=True),
            label(about.format(folder=beside), "small", dim=True, wrap=True),
        ]
        for shown in words[1:]:
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words[2].setVisible(bool(problem.hint))
        self.setLayout(
            column(
                *words,
                14,
                row(again, elsewhere, new, None, spacing=8),
                2,
                row(copy, None, leave, spacing=8),
                spacing=8,
                margins=(24, 22, 24, 18),
            )
        )

    def _leave(self, way: Way) -> None:
        self.way = way
        if way is Way.BESIDE:
            self.folder = self._beside
        self.accept()

    def _on_elsewhere(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, _("Choose the folder of a library"), str(self._beside.parent)
        )
        if chosen:
            self.folder = Path(chosen)
            self._leave(Way.ELSEWHERE)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
