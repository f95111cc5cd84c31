"""How a message reaches the user: a toast for what was done, a banner for what went wrong."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.toast import Toast

_ROUND_A_BANNER = (24, 12, 24, 10)

Way = tuple[str, Callable[[], object]]  # the words of a button, and what it does


class Notices(QObject):
    """One toast over ``page`` and one banner in ``place``; a new one takes the old one's room."""

    def __init__(self, page: QWidget, place: QVBoxLayout) -> None:
        super().__init__(page)
        self._place = place
        self._banner: Banner | None = None
        self._toast = Toast(page)
        self._toast_way: Callable[[], object] | None = None
        self._toast.action_chosen.connect(self._on_toast_action)

    @property
    def said(self) -> str:
        """The words of the toast on screen, else of the last one."""
        return self._toast.text

    @property
    def banner(self) -> Banner | None:
        return self._banner

    def say(self, text: str, way: Way | None = None, *, icon_name: str = "check") -> None:
        """Say shortly what was done, with one way to act on it."""
        self._toast_way = way[1] if way else None
        tone = "mark" if icon_name == "bookmark" else "ok"
        self._toast.say(text, way[0] if way else "", icon_name=icon_name, tone=tone)

    def fail(self, error: AppError, way: Way | None = None) -> None:
        """Say what went wrong and what to do; it stays until it is closed."""
        self.warn(str(error), error.hint, way)

    def warn(
        self,
        title: str,
        text: str = "",
        way: Way | None = None,
        *,
        leave: Way | None = None,
        icon_name: str = "triangle-alert",
    ) -> None:
        """Show a banner above the page; it pushes the page down and never covers it.

        ``leave`` stands in the place of “Close”; it closes the banner as well.
        """
        self.clear()
        ways = [way] if way else []
        words, then = leave or (_("Close"), lambda: None)
        place_of_leave = len(ways)
        ways.append((words, then))
        banner = Banner(icon_name, title, text, [words for words, _do in ways], primary=bool(way))

        def act(place: int) -> None:
            if place == place_of_leave:
                self.clear()
            ways[place][1]()

        banner.action_chosen.connect(act)
        self._banner = banner
        self._place.setContentsMargins(*_ROUND_A_BANNER)
        self._place.insertWidget(0, banner)

    def move_to(self, place: QVBoxLayout) -> None:
        """Show banners in another place, the one that is on screen included."""
        if place is self._place:
            return
        if self._banner is not None:
            self._place.removeWidget(self._banner)
            self._place.setContentsMargins(0, 0, 0, 0)
            place.setContentsMargins(*_ROUND_A_BANNER)
            place.insertWidget(0, self._banner)
        self._place = place

    def clear(self) -> None:
        """Take the banner away."""
        if self._banner is not None:
            self._place.removeWidget(self._banner)
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
            self._place.setContentsMargins(0, 0, 0, 0)

    def _on_toast_action(self) -> None:
        if self._toast_way is not None:
            self._toast_way()
