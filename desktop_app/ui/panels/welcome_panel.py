"""The first page: what Earmark is for, and three ways to begin."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import cover, pixmap
from desktop_app.ui.theme import theme_of
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton, Weight

_WIDTH_PX = 680


class WelcomePanel(QFrame):
    """Shown while the library is empty."""

    files_wanted = Signal()
    folder_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, formats: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Welcome"))
        head = label(_("Read along with what you hear"), "display", 650, wrap=True)
        head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        files = PushButton(_("Choose files…"), Weight.PRIMARY)
        files.clicked.connect(self.files_wanted)
        folder = PushButton(_("Choose a folder…"))
        folder.clicked.connect(self.folder_wanted)
        sample = PushButton(_("Open sample"))
        sample.clicked.connect(self.sample_wanted)
        page = QWidget()
        page.setMaximumWidth(_WIDTH_PX)
        page.setLayout(
            column(
                row(None, _Picture("ear"), label("Earmark", "title", 600), None, spacing=8),
                10,
                head,
                20,
                _DropZone(formats, files, folder),
                12,
                _sample_card(sample),
                24,
                row(*((_promise(*words), 1) for words in _promises()), spacing=24),
                spacing=0,
            )
        )
        self.setLayout(column(None, row(None, (page, 10), None), None, margins=(24, 16, 24, 16)))


class _DropZone(QWidget):
    """Says that files may be dropped (anywhere in the window), and offers to choose them."""

    def __init__(self, formats: str, files: PushButton, folder: PushButton) -> None:
        super().__init__()
        self.setAccessibleName(_("Drop audio, transcripts or a folder here, or choose files"))
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = label(_("Drop audio and its transcript here"), "title", 600)
        text = _("Or a whole folder. MP3, M4A, OGG, WAV with {formats}.")
        below = label(text.format(formats=formats), "small", dim=True, wrap=True)
        for words in (title, below):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(
            column(
                self._picture,
                4,
                title,
                below,
                12,
                row(None, files, folder, None, spacing=10),
                spacing=4,
                margins=(20, 24, 20, 24),
            )
        )
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.edge), 1.5, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(theme.side))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 16, 16)

    def _tint(self) -> None:
        accent = theme_of(self.palette()).accent
        self._picture.setPixmap(pixmap("audio-lines", accent, 34, stroke=1.5))


class _Picture(QLabel):
    """An icon in the accent."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        accent = theme_of(self.palette()).accent
        self.setPixmap(pixmap(self._icon_name, accent, 20, stroke=1.6))


def _sample_card(button: PushButton) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    art = label("")
    art.setPixmap(cover(_("The Proving Drawer"), 40))
    about = _("Ask us anything about bread · 5 minutes, rough times")
    words = column(
        label(_("Just looking? Try the sample"), "body", 600),
        label(about, "small", dim=True),
        spacing=1,
    )
    card.setLayout(row(art, (words, 1), button, spacing=12, margins=(14, 12, 14, 12)))
    return card


def _promise(icon_name: str, title: str, text: str) -> QWidget:
    made = QWidget()
    words = label(title, "body", 600, wrap=True)
    below = label(text, "body", dim=True, wrap=True)
    made.setLayout(column(_Picture(icon_name), 4, words, below, None, spacing=2))
    return made


def _promises() -> tuple[tuple[str, str, str], ...]:
    return (
        (
            "book-open",
            _("Read and listen together."),
            _("The text follows the voice. Click any time to jump there."),
        ),
        (
            "text-search",
            _("Find it again."),
            _("Search every word of every episode while you type."),
        ),
        (
            "shield-check",
            _("It stays with you."),
            _("No account, no upload. Earmark works without a network."),
        ),
    )
