"""The page for a file that was opened and is no transcript: what it is, and three ways on."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import theme_of
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton, Weight

_WIDTH_PX = 520
_ICON_PX = 34


class ProblemPanel(QFrame):
    """Shown when the only file that was opened has no transcript in it."""

    files_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._file = Path()
        self._picture = QLabel()
        self._title = label("", "display", 650, wrap=True)
        self._text = label("", "body", dim=True, wrap=True)
        self._hint = label("", "body", dim=True, wrap=True)
        self.choose = PushButton(_("Choose another file…"), Weight.PRIMARY)
        self.choose.clicked.connect(self.files_wanted)
        show = PushButton(_("Show me the file"))
        show.clicked.connect(self._on_show)
        back = PushButton(_("Back"), Weight.LINK)
        back.clicked.connect(self.back_wanted)
        block = QWidget()
        block.setMaximumWidth(_WIDTH_PX)
        block.setLayout(
            column(
                self._picture,
                8,
                self._title,
                4,
                self._text,
                self._hint,
                14,
                row(self.choose, show, back, None, spacing=8),
                spacing=2,
            )
        )
        self.setLayout(column(None, row(None, (block, 10), None), None, margins=(24, 16, 24, 60)))
        self._tint()

    def show_file(self, file: Path, message: str, hint: str) -> None:
        """Say what the file is instead, and what can be opened."""
        self._file = file
        title = _("There is no transcript in this file")
        self._title.setText(title)
        self._text.setText(message.removeprefix(f"{title}: "))
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(f"{title}. {message}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        colour = theme_of(self.palette()).text2
        self._picture.setPixmap(pixmap("file-question-mark", colour, _ICON_PX, stroke=1.5))

    def _on_show(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))
