"""Where am I: title and show; how good are the times; find, text, panel."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import HEADER_HEIGHT_PX
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton, Weight
from desktop_app.ui.widgets.timing_chip import TimingChip


class Header(QFrame):
    """Above the text, 52 px high. Says what is shown, never what is heard."""

    back_wanted = Signal()
    timing_wanted = Signal()
    find_wanted = Signal()
    look_wanted = Signal()
    panel_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(HEADER_HEIGHT_PX)
        self._back = PushButton("", Weight.LINK, icon_name="chevron-left")
        self._title = ElidedLabel("", "body", 600)
        self._show = ElidedLabel("", "small", dim=True)
        self.chip = TimingChip()
        self.find_button = IconButton("search", _("Find in this episode"), "Ctrl+F")
        self.look_button = IconButton("a-large-small", _("Text and theme"), size_px=19)
        self.panel_button = IconButton("panel-right", _("Questions and bookmarks"), "Q")
        self.panel_button.setCheckable(True)
        self.setLayout(
            row(
                self._back,
                6,
                (column(self._title, self._show, spacing=0), 1),
                self.chip,
                6,
                self.find_button,
                self.look_button,
                self.panel_button,
                spacing=2,
                margins=(14, 6, 12, 6),
            )
        )
        self._back.hide()
        self._back.clicked.connect(self.back_wanted)
        self.chip.clicked.connect(self.timing_wanted)
        self.find_button.clicked.connect(self.find_wanted)
        self.look_button.clicked.connect(self.look_wanted)
        self.panel_button.clicked.connect(self.panel_wanted)

    def show_recording(self, title: str, details: str) -> None:
        """Say what is shown: its title, and show and date as ``details``."""
        self._title.setText(title)
        self._show.setText(details)
        self._show.setVisible(bool(details))

    def show_back(self, words: str) -> None:
        """Offer the way back, as to “26 results”; nothing to go back to with no words."""
        self._back.say(words)
        self._back.setVisible(bool(words))

    def show_panel(self, is_open: bool) -> None:
        """Say whether the panel beside the text is open."""
        self.panel_button.setChecked(is_open)
