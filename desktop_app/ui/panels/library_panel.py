"""All episodes: first those to go on with, then each as one row."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from desktop_app.i18n import _, ngettext
from desktop_app.ui.covers import Pictures, no_pictures
from desktop_app.ui.delegates.recording_painter import RecordingPainter
from desktop_app.ui.models.recording_rows import Order, RecordingRow, in_order
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.episode_card import EpisodeCard
from desktop_app.ui.widgets.filter_field import FilterField
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.menu_button import MenuButton
from desktop_app.ui.widgets.passing_menu import PassingMenu
from desktop_app.ui.widgets.segmented import Segmented

_ALL, _NOT_HEARD, _NEEDS_ALIGNING = range(3)
_MOST_CARDS = 3
_CARD_PX = 270  # no card is narrower; fewer are shown instead
_CROWDED_PX = 640  # below this the order has no room beside the views


class LibraryPanel(QFrame):
    """One row, one episode, one click to open. Signals carry the recording's id."""

    recording_chosen = Signal(str)
    recording_played = Signal(str)
    toggle_wanted = Signal(str)  # play it, or pause if it is what is heard
    audio_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, pictures: Pictures = no_pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Library"))
        self._pictures = pictures
        self._rows: list[RecordingRow] = []
        self._begun: list[RecordingRow] = []
        self._is_sounding = False
        self._show_name: str | None = None
        self._title = label(_("Library"), "display", 650)
        self._filter = FilterField(_("Filter titles and shows"), "list-filter")
        self._filter.setMaximumWidth(320)
        self._filter.textChanged.connect(self._show)
        self.cards = [self._card(place) for place in range(_MOST_CARDS)]
        self._cards_row = QWidget()
        self._cards_row.setLayout(
            row(*((c, 1) for c in self.cards), spacing=12, margins=(0, 14, 0, 4))
        )
        self._count = label("", "small", dim=True)
        self._views = Segmented([_("All"), _("Not heard"), _("Needs aligning")])
        self._views.setAccessibleName(_("Which episodes"))
        self._views.currentChanged.connect(self._show)
        self._order = Order.NEWEST
        self._orders = MenuButton(_("Order"), [order.words for order in Order], "list-filter")
        self._orders.chosen.connect(self._on_order_chosen)
        self.list = ListView(_("Episodes"), RecordingPainter(pictures))
        self.list.setUniformItemSizes(True)  # else Qt asks for the height of each of 10,000
        self.list.chosen.connect(lambda r: self.recording_chosen.emit(r.recording.id))
        self.list.activated_row.connect(lambda r: self.recording_played.emit(r.recording.id))
        self.list.delete_wanted.connect(lambda r: self.remove_wanted.emit(r.recording.id))
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self._nothing = EmptyState(
            "library", "", _("Change the words of the filter, or show all."), [_("Show all")]
        )
        self._nothing.action_chosen.connect(self._show_all)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        head = label(_("Episodes"), "title", 600)
        self.setLayout(
            column(
                row(self._title, None, (self._filter, 1), margins=(32, 0, 32, 0)),
                row(self._cards_row, margins=(32, 0, 32, 0)),
                12,
                row(
                    head,
                    4,
                    self._count,
                    None,
                    self._views,
                    4,
                    self._orders,
                    margins=(32, 0, 26, 0),
                ),
                8,
                row(self._stack, margins=(14, 0, 14, 0)),
                spacing=0,
                margins=(0, 20, 0, 0),
            )
        )

    def show_recordings(self, rows: list[RecordingRow]) -> None:
        """Show the library's episodes, which come newest first."""
        if rows != self._rows:
            self._rows = rows
            self._show()

    def show_begun(self, rows: list[RecordingRow], *, is_sounding: bool) -> None:
        """Show what to go on with; ``is_sounding`` while what is in the player plays."""
        if (rows, is_sounding) != (self._begun, self._is_sounding):
            self._begun, self._is_sounding = rows, is_sounding
            self._show_cards()

    def show_only(self, show: str | None) -> None:
        """Show the episodes of one show, or of all."""
        self._show_name = show
        self._title.setText(show or _("Library"))
        self._show_cards()
        self._show()

    def show_pictures(self) -> None:
        """Paint again: there are more pictures than before."""
        self.list.viewport().update()
        self._show_cards()

    # ---- within ------------------------------------------------------------------------------
    def _card(self, place: int) -> EpisodeCard:
        card = EpisodeCard()
        card.clicked.connect(
            lambda _on: self.recording_chosen.emit(self._begun[place].recording.id)
        )
        card.play_wanted.connect(lambda: self.toggle_wanted.emit(self._begun[place].recording.id))
        return card

    def _show_cards(self) -> None:
        room = max(1, min(_MOST_CARDS, (self.width() - 64) // _CARD_PX))
        begun = self._begun[:room] if self._show_name is None else []
        for card, one in zip(self.cards, begun, strict=False):
            recording = one.recording
            picture: QImage | None = self._pictures(recording.id)
            card.show_episode(
                recording.title,
                recording.show or "",
                heard=one.heard,
                left=one.left,
                is_sounding=one.is_playing and self._is_sounding,
                picture=picture,
            )
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(begun))
        self._cards_row.setVisible(bool(begun))

    def _show(self) -> None:
        words = self._filter.text().casefold().split()
        view = self._views.currentIndex()
        shown = [
            row
            for row in in_order(self._rows, self._order)
            if (self._show_name is None or row.recording.show == self._show_name)
            and (view == _ALL or self._is_in_view(row, view))
            and (not words or _has_all(row, words))
        ]
        self.list.show_rows(list(shown))
        self._count.setText(str(len(shown)))
        episodes = ngettext("{n} episode", "{n} episodes", len(shown)).format(n=len(shown))
        self._count.setAccessibleName(episodes)
        self._nothing.say(_("No episode here"), _("Change the words of the filter, or show all."))
        self._stack.setCurrentIndex(0 if shown or not self._rows else 1)

    def _is_in_view(self, row: RecordingRow, view: int) -> bool:
        if view == _NOT_HEARD:
            return not row.is_heard
        return view != _NEEDS_ALIGNING or row.needs_aligning

    def _show_all(self) -> None:
        self._filter.clear()
        self._views.setCurrentIndex(_ALL)

    def _on_order_chosen(self, place: int) -> None:
        self._order = list(Order)[place]
        self._show()
        self.list.scrollToTop()

    def _on_menu_wanted(self, chosen: RecordingRow, point: QPoint) -> None:
        recording_id = chosen.recording.id
        menu = PassingMenu(self)
        menu.addAction(_("Open"), lambda: self.recording_chosen.emit(recording_id))
        menu.addAction(_("Play"), lambda: self.recording_played.emit(recording_id))
        has_none = chosen.recording.audio_file is None
        audio = _("Add audio…") if has_none else _("Find its audio…")
        menu.addAction(audio, lambda: self.audio_wanted.emit(recording_id))
        menu.addSeparator()
        menu.addAction(_("Remove from the library"), lambda: self.remove_wanted.emit(recording_id))
        menu.exec(point)

    # ---- Qt's own names ----------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._orders.setVisible(self.width() >= _CROWDED_PX)
        self._show_cards()


def _has_all(row: RecordingRow, words: list[str]) -> bool:
    text = f"{row.recording.title} {row.recording.show or ''}".casefold()
    return all(word in text for word in words)
