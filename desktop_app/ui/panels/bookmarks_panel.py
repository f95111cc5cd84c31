"""Bookmarks as passages: those of the shown episode, or all of them by episode."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCursor, QKeySequence
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.i18n import _, ngettext
from desktop_app.ui.covers import Pictures, no_pictures
from desktop_app.ui.delegates.bookmark_painter import BookmarkPainter
from desktop_app.ui.delegates.row_delegate import RowAction
from desktop_app.ui.models.bookmark_rows import BookmarkRow, matches
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.filter_field import FilterField
from desktop_app.ui.widgets.label import label, rule
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.passing_menu import PassingMenu
from desktop_app.ui.widgets.push_button import PushButton, Weight
from desktop_app.ui.widgets.tag_chips import TagChips

_FILTER_PX = 390
_INDENT_PX = 34  # of bookmarks below the episode that is named above them
_COLUMN_PX = 860  # of the page; longer lines of quotes are hard to read


class BookmarksPanel(QFrame):
    """A click shows the passage; Enter or a double click plays it. The signals carry Bookmarks.

    With ``is_page`` it has a title and stands in the middle of the window.
    """

    bookmark_chosen = Signal(object)
    bookmark_played = Signal(object)
    note_wanted = Signal(object)
    copy_wanted = Signal(object)
    remove_wanted = Signal(object)
    copy_all_wanted = Signal()

    def __init__(
        self,
        name: str,
        *,
        is_page: bool = False,
        pictures: Pictures = no_pictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if is_page:
            self.setObjectName("page")
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            self.setAccessibleName(name)
        self._rows: list[BookmarkRow | HeadingRow] = []
        self._filter = FilterField(_("Filter quotes, notes and tags"), "list-filter")
        self._filter.textChanged.connect(self._show)
        self.tags = TagChips()
        self.tags.chosen.connect(self._show)
        indent = _INDENT_PX if is_page else 0
        self.list = ListView(name, BookmarkPainter(pictures, indent), _actions())
        self.list.chosen.connect(lambda r: self.bookmark_chosen.emit(r.bookmark))
        self.list.activated_row.connect(lambda r: self.bookmark_played.emit(r.bookmark))
        self.list.glanced.connect(lambda r: self.bookmark_chosen.emit(r.bookmark))
        self.list.delete_wanted.connect(lambda r: self.remove_wanted.emit(r.bookmark))
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self.list.action_chosen.connect(self._on_action_chosen)
        self._foot = ElidedLabel("", "small", dim=True)
        copy = PushButton(_("Copy all as text"), Weight.PLAIN if is_page else Weight.LINK)
        copy.clicked.connect(self.copy_all_wanted)
        full = QWidget()
        full.setLayout(self._page(name, copy) if is_page else self._panel(copy))
        if is_page:
            full.setMaximumWidth(_COLUMN_PX)
        self._empty = EmptyState("bookmark", _("No bookmarks yet"), "")
        self.say_key("B")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentIndex(1)

    def _panel(self, copy: QWidget) -> QVBoxLayout:
        return column(
            row(self._filter, margins=(14, 0, 14, 4)),
            (self.list, 1),
            rule(),
            row((self._foot, 1), copy, margins=(16, 2, 10, 2)),
            spacing=0,
        )

    def _page(self, name: str, copy: QWidget) -> QVBoxLayout:
        self._filter.setMaximumWidth(_FILTER_PX)
        title = label(name, "display", 650)
        return column(
            row(title, None, copy, margins=(14, 0, 14, 0)),
            12,
            row((self._filter, 2), (self.tags, 3), margins=(14, 0, 14, 0)),
            12,
            (self.list, 1),
            spacing=0,
            margins=(18, 20, 18, 0),
        )

    def show_bookmarks(self, rows: list[BookmarkRow | HeadingRow]) -> None:
        """Show bookmarks, with a heading per episode where there are several."""
        if rows != self._rows:
            self._rows = rows
            self.tags.show_tags(tag for r in rows if isinstance(r, BookmarkRow) for tag in r.tags)
            self._show()

    def say_key(self, key: str) -> None:
        """Say where there is nothing yet how a bookmark is made; empty: no key does it."""
        how = _("Select some words in the text and choose “Bookmark” in their menu.")
        if key:
            how = _("Press {key} while you listen, or select some words and press {key}.").format(
                key=QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            )
        words = _("Earmark keeps the words, not only the second.")
        self._empty.say(_("No bookmarks yet"), f"{how} {words}")

    @property
    def count(self) -> int:
        return sum(isinstance(row, BookmarkRow) for row in self._rows)

    def _show(self) -> None:
        words = self._filter.text()
        tag = self.tags.tag
        shown = [
            r
            for r in self._rows
            if isinstance(r, BookmarkRow) and matches(r, words) and (not tag or tag in r.tags)
        ]
        kept = {row.bookmark.recording_id for row in shown}
        keys = {row.key for row in shown}
        self._stack.setCurrentIndex(0 if self._rows else 1)
        self.list.show_rows(
            [
                row
                for row in self._rows
                if (row.recording_id in kept if isinstance(row, HeadingRow) else row.key in keys)
            ]
        )
        foot = ngettext("{n} bookmark", "{n} bookmarks", len(shown)).format(n=len(shown))
        self._foot.setText(foot)

    def _on_action_chosen(self, name: str, chosen: BookmarkRow) -> None:
        match name:
            case "play":
                self.bookmark_played.emit(chosen.bookmark)
            case "copy":
                self.copy_wanted.emit(chosen.bookmark)
            case _:
                self._on_menu_wanted(chosen, QCursor.pos())

    def _on_menu_wanted(self, chosen: BookmarkRow, point: QPoint) -> None:
        kept = chosen.bookmark
        menu = PassingMenu(self)
        menu.addAction(_("Play from here"), lambda: self.bookmark_played.emit(kept))
        menu.addAction(_("Show in the text"), lambda: self.bookmark_chosen.emit(kept))
        menu.addAction(_("Note and tags…"), lambda: self.note_wanted.emit(kept))
        menu.addAction(_("Copy with citation"), lambda: self.copy_wanted.emit(kept))
        menu.addSeparator()
        menu.addAction(_("Delete"), lambda: self.remove_wanted.emit(kept))
        menu.exec(point)


def _actions() -> tuple[RowAction, ...]:
    return (
        RowAction("play", "play", _("Play from here")),
        RowAction("copy", "copy", _("Copy with citation")),
        RowAction("more", "ellipsis", _("More")),
    )
