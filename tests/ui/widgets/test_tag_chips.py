"""Tags as chips: the most used ones, one of which narrows the list."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets.tag_chips import TagChips


def chips(tags: TagChips) -> list[QPushButton]:
    return [chip for chip in tags.findChildren(QPushButton) if not chip.isHidden()]


def test_the_most_used_tags_are_offered(qtbot: QtBot) -> None:
    tags = TagChips()
    qtbot.addWidget(tags)
    tags.show_tags(["a", "b", "b", "c", "d", "e", "f", "b", "c"])
    assert [chip.text() for chip in chips(tags)] == ["b", "c", "a", "d", "e"]


def test_a_tag_is_chosen_and_left_again(qtbot: QtBot) -> None:
    tags = TagChips()
    qtbot.addWidget(tags)
    tags.show_tags(["quote", "boats"])
    first, second = chips(tags)
    with qtbot.waitSignal(tags.chosen):
        first.click()
    second.click()
    assert (tags.tag, first.isChecked()) == ("boats", False)
    second.click()
    assert tags.tag == ""


def test_a_tag_that_nobody_has_any_more_is_left(qtbot: QtBot) -> None:
    tags = TagChips()
    qtbot.addWidget(tags)
    tags.show_tags(["quote"])
    chips(tags)[0].click()
    tags.show_tags([])
    assert tags.tag == ""
