"""Looking for words in the one recording that is shown."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desktop_app.i18n import _, ngettext
from desktop_app.ui.icons import add_field_icon, icon
from desktop_app.ui.theme import HEADER_HEIGHT_PX, font, theme_of
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.widgets.push_button import PushButton, Weight

_ICON_PX = 16


class FindBar(QFrame):
    """Takes the header's place. Stepping never moves the sound; Ctrl+Enter plays from the hit."""

    words_changed = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()
    play_wanted = Signal()
    all_wanted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(HEADER_HEIGHT_PX)
        self.field = QLineEdit()
        self.field.setFont(font("body"))
        self.field.setFixedHeight(34)
        self.field.setMaximumWidth(360)
        self.field.setPlaceholderText(_("Find in this episode"))
        self.field.setAccessibleName(_("Find in this episode"))
        self._glass = add_field_icon(self.field, "search", _("Search"))
        self._glass.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._glass.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self._count = label("", dim=True)
        previous = IconButton("arrow-up", _("Previous place"), "Shift+F3", size_px=17)
        following = IconButton("arrow-down", _("Next place"), "F3", size_px=17)
        everywhere = PushButton(_("All transcripts"), Weight.LINK)
        done = PushButton(_("Done"))
        self.setLayout(
            row(
                (self.field, 1),
                4,
                self._count,
                4,
                previous,
                following,
                None,
                everywhere,
                done,
                spacing=4,
                margins=(18, 6, 16, 6),
            )
        )
        self.field.textChanged.connect(self.words_changed)
        self.field.installEventFilter(self)
        previous.clicked.connect(self.previous_wanted)
        following.clicked.connect(self.next_wanted)
        everywhere.clicked.connect(lambda: self.all_wanted.emit(self.field.text()))
        done.clicked.connect(self.closed)

    @property
    def words(self) -> str:
        return self.field.text()

    @property
    def count_text(self) -> str:
        return self._count.text()

    def open(self, words: str = "") -> None:
        """Take the keyboard; ``words`` replaces what stands in the field."""
        if words:
            self.field.setText(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_count(self, place: int | None, total: int) -> None:
        """Say where one is among the hits: ``place`` counts from 0, None before the first step."""
        if not self.field.text().strip():
            text = ""
        elif not total:
            text = _("No places")
        elif place is None:
            text = ngettext("{n} place", "{n} places", total).format(n=total)
        else:
            text = _("{place} of {total}").format(place=place + 1, total=total)
        self._count.setText(text)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and self._on_field_key(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            colour = theme_of(self.palette()).text2
            self._glass.defaultAction().setIcon(icon("search", colour, _ICON_PX))

    def _on_field_key(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        key, modifiers = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers & Qt.KeyboardModifier.ControlModifier:
                self.play_wanted.emit()
            elif modifiers & Qt.KeyboardModifier.ShiftModifier:
                self.previous_wanted.emit()
            else:
                self.next_wanted.emit()
            return True
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        return False
