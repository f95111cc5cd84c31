"""The row of filters under the number of results: who, which show, when, and in what order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import font
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.widgets.push_button import PushButton, Weight
from desktop_app.workflows.searching import Order, Scope

_LONGEST = 16  # letters of a name on a button


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a filter's menu; the one without a value filters nothing."""

    words: str
    value: str | None = None


class FilterButton(PushButton):
    """Says what is chosen and opens the menu of choices."""

    changed = Signal()

    def __init__(self, subject: str, everything: str, parent: QWidget | None = None) -> None:
        super().__init__(everything, Weight.LINK, parent=parent)
        self.setFont(font("small", 500))
        self.setToolTip(subject)
        self._subject = subject
        self._everything = Choice(everything)
        self._choices: tuple[Choice, ...] = ()
        self.chosen = self._everything
        self._menu = QMenu(subject, self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    def offer(self, choices: Iterable[Choice]) -> None:
        """Change what can be chosen; what is chosen stays."""
        self._choices = tuple(choices)

    def choose(self, choice: Choice | None) -> None:
        """Choose one of the choices, or everything."""
        choice = choice or self._everything
        if choice != self.chosen:
            self.chosen = choice
            words = choice.words
            short = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
            self.say(short.replace("&", "&&"))
            self.setAccessibleName(f"{self._subject}: {words}")
            self.changed.emit()

    def _fill(self) -> None:
        self._menu.clear()
        group = QActionGroup(self._menu)
        others = [choice for choice in self._choices if choice != self.chosen]
        chosen = [self.chosen] if self.chosen.value is not None else []
        for choice in (self._everything, *chosen, *others):
            action = self._menu.addAction(choice.words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(choice == self.chosen)
            action.triggered.connect(lambda _on, one=choice: self.choose(one))
            group.addAction(action)


class SearchFilters(QWidget):
    """Narrows a search with the mouse, as ``speaker: show: after: has:bookmark`` do by typing."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Narrow the search"))
        self.speaker = FilterButton(_("Who speaks"), _("Anyone"))
        self.show_name = FilterButton(_("Show"), _("All shows"))
        self.year = FilterButton(_("When"), _("Any time"))
        self.order = FilterButton(_("Order"), _("Best first"))
        self.order.offer([Choice(_("Newest first"), Order.NEWEST.value)])
        self.bookmarked = IconButton(
            "bookmark", _("Only where there is a bookmark"), size_px=16, box_px=28
        )
        self.bookmarked.setCheckable(True)
        self._buttons = (self.speaker, self.show_name, self.year, self.order)
        for button in self._buttons:
            button.changed.connect(self.changed)
        self.bookmarked.toggled.connect(self.changed)
        first = row(self.speaker, self.show_name, self.year, self.bookmarked, spacing=0)
        self.setLayout(row(first, None, self.order, spacing=0))

    def offer_speakers(self, speakers: Sequence[str]) -> None:
        """Change who can be chosen."""
        self.speaker.offer(Choice(name, name) for name in speakers)

    def offer(self, *, shows: Sequence[str], years: Sequence[str]) -> None:
        """Change what can be chosen."""
        self.show_name.offer(Choice(name, name) for name in shows)
        self.year.offer(Choice(year, year) for year in years)

    @property
    def scope(self) -> Scope:
        """What is chosen, without the bookmarks themselves."""
        year = self.year.chosen.value
        return Scope(
            speaker=self.speaker.chosen.value,
            show=self.show_name.chosen.value,
            after=year,
            before=str(int(year) + 1) if year else None,
            has_bookmark=self.bookmarked.isChecked(),
        )

    @property
    def wanted_order(self) -> Order:
        return Order(self.order.chosen.value or Order.BEST.value)

    @property
    def is_narrowed(self) -> bool:
        """Whether something is left out."""
        return self.scope != Scope()

    def reset(self) -> None:
        """Leave nothing out; the order stays."""
        self.blockSignals(True)
        for button in (self.speaker, self.show_name, self.year):
            button.choose(None)
        self.bookmarked.setChecked(False)
        self.blockSignals(False)
