"""How a message reaches the user: one toast, one banner, each with ways on."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.errors import AppError
from desktop_app.ui.notices import Notices
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.toast import Toast


class Page:
    """A page with room for a banner above it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.widget = QWidget()
        qtbot.addWidget(self.widget)
        self.widget.resize(600, 400)
        layout = QVBoxLayout(self.widget)
        place = QVBoxLayout()
        layout.addLayout(place)
        layout.addStretch(1)
        self.notices = Notices(self.widget, place)
        self.widget.show()

    @property
    def toast(self) -> Toast:
        return self.widget.findChild(Toast)  # type: ignore[return-value]

    @property
    def banners(self) -> list[Banner]:
        QApplication.processEvents()  # what is put into a layout is shown by the event loop
        return [banner for banner in self.widget.findChildren(Banner) if banner.isVisible()]

    def press(self, words: str) -> None:
        (notice,) = [*self.banners, *([self.toast] if self.toast.isVisible() else [])]
        next(b for b in notice.findChildren(QPushButton) if b.text() == words).click()


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    return Page(qtbot)


def test_a_toast_says_what_was_done_and_its_way_does_it(page: Page) -> None:
    done: list[str] = []
    page.notices.say("Bookmark deleted", ("Undo", lambda: done.append("undo")))
    assert page.toast.isVisible()
    assert page.notices.said == page.toast.text == "Bookmark deleted"
    page.press("Undo")
    assert done == ["undo"]
    assert not page.toast.isVisible()


def test_a_new_toast_takes_the_place_and_the_way_of_the_old_one(page: Page) -> None:
    done: list[str] = []
    page.notices.say("Jumped", ("Back", lambda: done.append("back")))
    page.notices.say("Copied with citation")
    assert page.notices.said == "Copied with citation"
    page.toast.action_chosen.emit()
    assert done == []


def test_a_problem_is_said_with_its_hint_and_stays(page: Page) -> None:
    page.notices.fail(AppError("The disk is full.", hint="Free some space and try again."))
    (banner,) = page.banners
    interface = QAccessible.queryAccessibleInterface(banner)
    assert interface.text(QAccessible.Text.Name) == (
        "The disk is full. Free some space and try again."
    )
    assert page.notices.banner is banner


def test_a_new_problem_takes_the_place_of_the_old_one(page: Page) -> None:
    page.notices.warn("One")
    page.notices.warn("Two")
    assert [banner.accessibleName() for banner in page.banners] == ["Two"]


def test_a_banner_can_be_closed(page: Page) -> None:
    page.notices.warn("One", "Text")
    page.press("Close")
    assert page.banners == []
    assert page.notices.banner is None


def test_the_way_of_a_banner_does_what_it_says(page: Page) -> None:
    done: list[str] = []
    page.notices.warn("The audio is gone", "", ("Find it…", lambda: done.append("find")))
    page.press("Find it…")
    assert done == ["find"]


def test_clearing_nothing_is_nothing(page: Page) -> None:
    page.notices.clear()
    assert page.banners == []


def test_a_banner_pushes_the_page_down_and_never_covers_it(page: Page) -> None:
    below = QWidget()
    page.widget.layout().addWidget(below)  # type: ignore[union-attr]
    page.notices.warn("One", "Text")
    page.widget.layout().activate()  # type: ignore[union-attr]
    (banner,) = page.banners
    assert banner.geometry().bottom() < below.geometry().top()
