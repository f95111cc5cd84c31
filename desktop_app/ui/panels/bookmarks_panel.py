"""Bookmarks as passages: those of the shown episode, or all of them by episode."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QStackedLayout, QWidget

from desktop_app.i18n import _, ngettext
from desktop_app.ui.delegates.bookmark_painter import BookmarkPainter
from desktop_app.ui.models.bookmark_rows import BookmarkRow, matches
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.filter_field import FilterField
from desktop_app.ui.widgets.label import label, rule
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.push_button import PushButton, Weight

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

    def __init__(self, name: str, *, is_page: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if is_page:
            self.setObjectName("page")
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            self.setAccessibleName(name)
        self._rows: list[BookmarkRow | HeadingRow] = []
        self._filter = FilterField(_("Filter quotes, notes and tags"), "list-filter")
        self._filter.textChanged.connect(self._show)
        self.list = ListView(name, BookmarkPainter())
        self.list.chosen.connect(lambda r: self.bookmark_chosen.emit(r.bookmark))
        self.list.activated_row.connect(lambda r: self.bookmark_played.emit(r.bookmark))
        self.list.glanced.connect(lambda r: self.bookmark_chosen.emit(r.bookmark))
        self.list.delete_wanted.connect(lambda r: self.remove_wanted.emit(r.bookmark))
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self._foot = ElidedLabel("", "small", dim=True)
        copy = PushButton(_("Copy all as text"), Weight.LINK)
        copy.clicked.connect(self.copy_all_wanted)
        parts = column(
            row(self._filter, margins=(14, 0, 14, 4)),
            (self.list, 1),
            rule(),
            row((self._foot, 1), copy, margins=(16, 2, 10, 2)),
            spacing=0,
        )
        full = QWidget()
        full.setLayout(parts)
        if is_page:
            full.setMaximumWidth(_COLUMN_PX)
            parts.setContentsMargins(18, 20, 18, 0)
            title = row(label(name, "display", 650), margins=(14, 0, 14, 0))
            parts.insertLayout(0, title)
            parts.insertSpacing(1, 12)
        empty = EmptyState(
            "bookmark",
            _("No bookmarks yet"),
            _(
                "Press B while you listen, or select some words and press B. "
                "Earmark keeps the words, not only the second."
            ),
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(empty)
        self._stack.setCurrentIndex(1)

    def show_bookmarks(self, rows: list[BookmarkRow | HeadingRow]) -> None:
        """Show bookmarks, with a heading per episode where there are several."""
        if rows != self._rows:
            self._rows = rows
            self._show()

    @property
    def count(self) -> int:
        return sum(isinstance(row, BookmarkRow) for row in self._rows)

    def _show(self) -> None:
        words = self._filter.text()
        shown = [r for r in self._rows if isinstance(r, BookmarkRow) and matches(r, words)]
        kept = {row.bookmark.recording_id for row in shown}
        self._stack.setCurrentIndex(0 if self._rows else 1)
        self.list.show_rows(
            [
                row
                for row in self._rows
                if (row.recording_id in kept if isinstance(row, HeadingRow) else row in shown)
            ]
        )
        foot = ngettext("{n} bookmark", "{n} bookmarks", len(shown)).format(n=len(shown))
        self._foot.setText(foot)

    def _on_menu_wanted(self, chosen: BookmarkRow, point: QPoint) -> None:
        kept = chosen.bookmark
        menu = QMenu(self)
        menu.addAction(_("Play from here"), lambda: self.bookmark_played.emit(kept))
        menu.addAction(_("Show in the text"), lambda: self.bookmark_chosen.emit(kept))
        menu.addAction(_("Note and tags…"), lambda: self.note_wanted.emit(kept))
        menu.addAction(_("Copy with citation"), lambda: self.copy_wanted.emit(kept))
        menu.addSeparator()
        menu.addAction(_("Delete"), lambda: self.remove_wanted.emit(kept))
        menu.exec(point)
