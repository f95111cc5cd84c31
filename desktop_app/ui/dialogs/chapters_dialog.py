"""Chapters on a sheet: those that the notes list, to be looked at, or those of the episode."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFrame, QScrollArea, QWidget

from desktop_app.i18n import _, ngettext
from desktop_app.timecode import clock, spoken
from desktop_app.transcript.chapters import Chapter
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import Item, column, row
from desktop_app.ui.widgets.push_button import PushButton, Weight
from desktop_app.ui.widgets.sheet import Sheet

_WIDTH_PX = 520
_EDGE_PX, _BOX_PX = 26, 44
_ROW_PX, _ROUND_PX = 32, 160
_MOST_PX = 640


class OfferDialog(Sheet):
    """The chapters that the notes seem to list. Accepted: take those that are chosen."""

    declined = Signal()

    def __init__(self, offered: Sequence[Chapter], parent: QWidget | None = None) -> None:
        super().__init__(_("Chapters from the notes"), _size(len(offered)), parent)
        self._offered = tuple(offered)
        self._boxes = [QCheckBox() for _chapter in offered]
        for box, chapter in zip(self._boxes, offered, strict=True):
            _name(box, chapter)
            box.setAccessibleName(f"{spoken(chapter.start_ms)}, {chapter.title}")
            box.setChecked(True)
            box.toggled.connect(self._on_toggled)
        hint = _("The notes list these times. Those you choose become chapters of this episode.")
        self._use = PushButton("", Weight.PRIMARY)
        self._use.setDefault(True)
        self._use.clicked.connect(self.accept)
        leave = PushButton(_("Not now"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self._on_declined)
        self.set_content(
            column(
                _head(self, _("Chapters from the notes")),
                row(label(hint, "small", dim=True, wrap=True), margins=(_EDGE_PX, 0, _EDGE_PX, 0)),
                (_area(_("Chapters"), self._boxes), 1),
                row(None, leave, self._use, margins=(_EDGE_PX, 4, _EDGE_PX, 18)),
                spacing=8,
            )
        )
        self._on_toggled()

    @property
    def chosen(self) -> tuple[Chapter, ...]:
        pairs = zip(self._offered, self._boxes, strict=True)
        return tuple(chapter for chapter, box in pairs if box.isChecked())

    def _on_toggled(self, _is_on: bool = True) -> None:
        count = len(self.chosen)
        words = ngettext("Use {n} chapter", "Use {n} chapters", count)
        self._use.say(words.format(n=count))
        self._use.setEnabled(count > 0)

    def _on_declined(self) -> None:
        self.declined.emit()
        self.reject()


class ChaptersDialog(Sheet):
    """The chapters of the episode; one that is chosen plays."""

    chapter_chosen = Signal(object)  # Chapter

    def __init__(self, chapters: Sequence[Chapter], parent: QWidget | None = None) -> None:
        super().__init__(_("Chapters"), _size(len(chapters)), parent)
        buttons = []
        for chapter in chapters:
            button = PushButton("", Weight.LINK)
            _name(button, chapter)
            button.setAccessibleName(
                _("Play {title}, {time}").format(title=chapter.title, time=spoken(chapter.start_ms))
            )
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, chapter=chapter: self._on_chosen(chapter))
            buttons.append(button)
        self.set_content(
            column(_head(self, _("Chapters")), (_area(_("Chapters"), buttons), 1), 14, spacing=8)
        )

    def _on_chosen(self, chapter: Chapter) -> None:
        self.accept()
        self.chapter_chosen.emit(chapter)


def _head(sheet: Sheet, title: str) -> Item:
    close = IconButton("x", _("Close"), "Esc", size_px=16, box_px=28)
    close.clicked.connect(sheet.reject)
    return row(label(title, "title", 600), None, close, margins=(_EDGE_PX, 14, 14, 0))


def _area(name: str, rows: Sequence[QWidget]) -> QScrollArea:
    inside = QWidget()
    inside.setObjectName("inside")
    lines: list[Item] = [row(one, None) for one in rows]
    inside.setLayout(column(*lines, None, spacing=6, margins=(_EDGE_PX, 4, _EDGE_PX, 8)))
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    return area


def _name(button: QAbstractButton, chapter: Chapter) -> None:
    """Write time and title on a button, as much as has room."""
    metrics, room_px = QFontMetrics(button.font()), _WIDTH_PX - 2 * _EDGE_PX - _BOX_PX
    words = f"{clock(chapter.start_ms)}   {chapter.title}"
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room_px)
    button.setText(shown.replace("&", "&&"))  # no letter of it is a short cut
    button.setToolTip(chapter.title if shown != words else "")


def _size(count: int) -> QSize:
    return QSize(_WIDTH_PX, min(_MOST_PX, _ROUND_PX + count * _ROW_PX))
