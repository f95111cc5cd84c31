"""The page you read: header or find bar, a line for what is merely true, and the text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.i18n import _
from desktop_app.ui.widgets.find_bar import FindBar
from desktop_app.ui.widgets.header import Header
from desktop_app.ui.widgets.layouts import column
from desktop_app.ui.widgets.strip import Strip
from desktop_app.ui.widgets.transcript_view import TranscriptView

_HEADER, _FIND = 0, 1


class ReadingPanel(QFrame):
    """Header, text, and the strip that says when another episode is heard."""

    play_shown_wanted = Signal()
    show_heard_wanted = Signal()
    relink_wanted = Signal()
    offer_chosen = Signal(int)  # 0: look at what the notes list, 1: not now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.header = Header()
        self.find_bar = FindBar()
        self.view = TranscriptView()
        self._top = QStackedWidget()
        self._top.setFixedHeight(self.header.height())
        self._top.addWidget(self.header)
        self._top.addWidget(self.find_bar)
        ways = [_("Play this one"), _("Show that one")]
        self._other = Strip("headphones", "", ways)
        self._other.action_chosen.connect(self._on_other_chosen)
        self._other.hide()
        self._strips = QVBoxLayout()
        self._strips.setContentsMargins(24, 8, 24, 0)
        self._strips.addWidget(self._other)
        self._unlinked = Strip("pin", "", [_("Link again")])
        self._unlinked.action_chosen.connect(self.relink_wanted)
        self._unlinked.hide()
        self._strips.addWidget(self._unlinked)
        self._offer = Strip("clock", "", [_("Make chapters…"), _("Not now")])
        self._offer.action_chosen.connect(self.offer_chosen)
        self._offer.hide()
        self._strips.addWidget(self._offer)
        self.above_text = QVBoxLayout()  # banners stand here
        self.above_text.setContentsMargins(0, 0, 0, 0)
        parts = (self._top, self.above_text, self._strips, (self.view, 1))
        self.setLayout(column(*parts, spacing=0))

    def take_focus(self) -> None:
        """Give the keyboard to the text, unless the user is typing somewhere."""
        if not isinstance(QApplication.focusWidget(), QLineEdit | QListView):
            self.view.setFocus()

    def show_find(self, is_open: bool) -> None:
        """Put the find bar in the header's place, or the header back."""
        self._top.setCurrentIndex(_FIND if is_open else _HEADER)

    @property
    def is_finding(self) -> bool:
        return self._top.currentIndex() == _FIND

    def show_other(self, title: str | None) -> None:
        """Say that another episode is heard; None: the one you read is."""
        self._other.setVisible(title is not None)
        if title is not None:
            self._other.say(_("You hear another episode: “{title}”.").format(title=title))

    def show_unlinked(self, words: str | None) -> None:
        """Say that the text waits, and at which words; None: it goes along with the sound."""
        self._unlinked.setVisible(words is not None)
        if words is not None:
            self._unlinked.say(_("Unlinked: the text waits at “{words}”").format(words=words))

    @property
    def unlinked_words(self) -> str:
        """What the strip says while the text waits, empty else."""
        return "" if self._unlinked.isHidden() else self._unlinked.accessibleName()

    def show_offer(self, words: str | None) -> None:
        """Say in these words that the notes list times; None: there is nothing to offer."""
        self._offer.setVisible(words is not None)
        if words is not None:
            self._offer.say(words)

    @property
    def offer_words(self) -> str:
        """What the strip about the notes says, empty else."""
        return "" if self._offer.isHidden() else self._offer.accessibleName()

    @property
    def is_other_shown(self) -> bool:
        return not self._other.isHidden()

    def _on_other_chosen(self, place: int) -> None:
        (self.play_shown_wanted, self.show_heard_wanted)[place].emit()
