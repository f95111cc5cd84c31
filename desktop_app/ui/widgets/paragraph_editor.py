"""Correcting a paragraph where it stands: an editor that lies exactly over its text."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy, QTextEdit, QWidget

from desktop_app.i18n import _, ngettext
from desktop_app.transcript.corrections import Change, changes
from desktop_app.ui.theme import font, theme_of
from desktop_app.ui.widgets.label import label, rule
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton, Weight
from desktop_app.ui.widgets.reading_look import ReadingLook
from desktop_app.ui.widgets.transcript_document import LEADING

ABOVE_PX = 50  # the speaker's row, above the text
BELOW_PX = 100  # what was changed, and the buttons, under it
SIDE_PX = 18  # how far it reaches past the column
_WIDE_PX = 560
_WORDS_SHOWN = 28
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ParagraphEditor(QFrame):
    """Ctrl+Enter saves, Esc leaves everything as it was. The owner places it over the paragraph."""

    save_wanted = Signal()
    save_all_wanted = Signal()  # here, and everywhere else that has the words
    leave_wanted = Signal()
    pin_wanted = Signal()
    patch_wanted = Signal()
    edited = Signal()  # words or speaker are others now
    grown = Signal()  # the text takes more or less room

    def __init__(
        self, was: str, speaker: str | None, names: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.was, self.speaker_was = was, speaker
        self.setObjectName("editor")
        self.setAccessibleName(_("Correct this paragraph"))
        self._text = QTextEdit(self)
        self._text.setObjectName("correction")
        self._text.setAccessibleName(_("Text of this paragraph"))
        self._text.setAcceptRichText(False)
        self._text.setTabChangesFocus(True)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.document().setDocumentMargin(0)
        self._text.installEventFilter(self)
        self._speaker = QComboBox()
        self._speaker.setEditable(True)
        self._speaker.setFont(font("small"))
        self._speaker.setAccessibleName(_("Speaker"))
        self._speaker.setPlaceholderText(_("Speaker"))
        self._speaker.addItems(list(names))
        self._speaker.setEditText(speaker or "")
        self._pin = PushButton(_("Starts now"), icon_name="pin")
        self._change = label("", "small")
        self._change.setTextFormat(Qt.TextFormat.RichText)
        self._change.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._change.setMinimumWidth(1)
        self._alike = label("", "small", dim=True)
        self._all = PushButton("", Weight.LINK)
        self._count = label("", "small", dim=True)
        self._patch = PushButton(_("Save as patch…"), Weight.LINK)
        self._leave = PushButton(_("Cancel"), Weight.LINK)
        self._save = PushButton(_("Save"), Weight.PRIMARY)
        self._explain()
        self._lay_out()
        self._text.setPlainText(was)
        self.show_others(0)
        self.show_count(0)
        self._connect()
        self._on_edited()

    @property
    def text(self) -> str:
        return self._text.toPlainText()

    @property
    def speaker(self) -> str | None:
        return " ".join(self._speaker.currentText().split()) or None

    @property
    def is_changed(self) -> bool:
        return (self.text.strip(), self.speaker) != (self.was, self.speaker_was)

    @property
    def change(self) -> Change | None:
        """The words exchanged last, by where the cursor is; None where no words were."""
        at = self._text.textCursor().position()
        found = changes(self.was, self.text)
        return min(found, key=lambda one: abs(one.end - at), default=None)

    def show_others(self, count: int) -> None:
        """Say how many other paragraphs have the words that were changed here."""
        words = ngettext("{n} more like it", "{n} more like it", count).format(n=count)
        self._alike.setText(words)
        self._all.say(_("Change all {n}").format(n=count + 1))
        self._alike.setVisible(count > 0)
        self._all.setVisible(count > 0)

    def show_count(self, count: int) -> None:
        """Say how many corrections this episode has."""
        kept = _("The original file stays as it is.")
        if count:
            words = ngettext("{n} correction.", "{n} corrections.", count).format(n=count)
            kept = f"{words} {kept}"
        self._count.setText(kept)
        self._has_patch = count > 0
        self._fit_patch()

    def show_pinnable(self, is_pinnable: bool) -> None:
        """Say whether the paragraph can be pinned to what is heard."""
        self._pin.setEnabled(is_pinnable)

    def set_look(self, look: ReadingLook) -> None:
        """Set the text as on the page."""
        self._text.document().setDefaultFont(look.text_font())
        spacing = QTextBlockFormat()
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        spacing.setLineHeight(LEADING, proportional.value)
        cursor = QTextCursor(self._text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)

    def text_height(self) -> int:
        """Return how much room the text takes, in pixels."""
        return round(self._text.document().size().height())

    def begin(self, offset: int) -> None:
        """Take the keyboard, with the cursor at a character."""
        cursor = self._text.textCursor()
        cursor.setPosition(len(self.was[:offset].encode("utf-16-le")) // 2)
        self._text.setTextCursor(cursor)
        self._text.setFocus()

    # ---- events ------------------------------------------------------------------------------
    def event(self, event: QEvent) -> bool:
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self._is_ours(event):
                self.keyPressEvent(event)
                return True
            if event.key() in _ENTER:  # a paragraph is one line
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        elif self._is_ours(event):
            self._on_save()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_patch()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._on_edited()

    # ---- within ------------------------------------------------------------------------------
    def _explain(self) -> None:
        self._pin.setToolTip(_("Pin the start of this paragraph to what you hear now"))
        self._patch.setToolTip(
            _("A small text file with your corrections, to share without the transcript.")
        )
        self._save.setToolTip("Ctrl+Enter")
        self._leave.setToolTip("Esc")

    def _lay_out(self) -> None:
        line = row(self._change, self._alike, self._all, None, spacing=8)
        feet = row(self._count, self._patch, None, self._leave, self._save, spacing=4)
        for button in (self._all, self._patch, self._leave):
            button.setFont(font("small", 500))
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setLayout(
            column(
                row(self._speaker, self._pin, None, spacing=8),
                (self._text, 1),
                line,
                rule(),
                feet,
                spacing=6,
                margins=(SIDE_PX - 2, 10, SIDE_PX - 2, 8),
            )
        )

    def _connect(self) -> None:
        self._text.textChanged.connect(self._on_edited)
        self._text.cursorPositionChanged.connect(self._show_change)
        self._speaker.editTextChanged.connect(self._on_edited)
        self._text.document().documentLayout().documentSizeChanged.connect(
            lambda _size: self.grown.emit()
        )
        self._save.clicked.connect(self._on_save)
        self._all.clicked.connect(self.save_all_wanted)
        self._leave.clicked.connect(self.leave_wanted)
        self._pin.clicked.connect(self.pin_wanted)
        self._patch.clicked.connect(self.patch_wanted)

    def _is_ours(self, event: QKeyEvent) -> bool:
        is_held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return event.key() == Qt.Key.Key_Escape or (is_held and event.key() in _ENTER)

    def _fit_patch(self) -> None:
        self._patch.setVisible(self._has_patch and self.width() > _WIDE_PX)

    def _on_save(self) -> None:
        if self.is_changed and self.text.strip():
            self.save_wanted.emit()
        elif not self.is_changed:
            self.leave_wanted.emit()

    def _on_edited(self) -> None:
        theme = theme_of(self.palette())
        marks = []
        for change in changes(self.was, self.text):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self._text.document())
            units = [
                len(self.text[:at].encode("utf-16-le")) // 2 for at in (change.start, change.end)
            ]
            mark.cursor.setPosition(units[0])
            mark.cursor.setPosition(units[1], QTextCursor.MoveMode.KeepAnchor)
            mark.format.setBackground(QColor(theme.word))
            marks.append(mark)
        self._text.setExtraSelections(marks)
        self._save.setEnabled(self.is_changed and bool(self.text.strip()))
        self._show_change()
        self.edited.emit()

    def _show_change(self) -> None:
        change = self.change
        self._change.setText("" if change is None else _as_markup(change))


def _as_markup(change: Change) -> str:
    was, now = (_shortened(words) for words in (change.was, change.now))
    return " → ".join(part for part in (was and f"<s>{was}</s>", now and f"<b>{now}</b>") if part)


def _shortened(words: str) -> str:
    """Return the beginning of some words as markup."""
    if len(words) > _WORDS_SHOWN:
        words = f"{words[: _WORDS_SHOWN - 1].rstrip()}…"
    return words.replace("&", "&amp;").replace("<", "&lt;")
