"""What hangs below the chip, and the card of what is aligned: words, buttons, room, keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import DARK, LIGHT, apply_theme
from desktop_app.ui.widgets.job_card import Job, JobCard, JobRing
from desktop_app.ui.widgets.timing_popover import Headway, PinRow, Step, Timing, TimingPopover

LONG = "Earmark is matching every sentence to the sound, on this computer. Keep listening. " * 2
STEPS = (Step("toggle", "Pause"), Step("stop", "Stop, keep what is done"))


@pytest.fixture
def popover(qtbot: QtBot) -> TimingPopover:
    chip = QWidget()
    qtbot.addWidget(chip)
    chip.resize(100, 30)
    chip.show()
    made = TimingPopover(chip)
    made.show_timing(Timing("Rough times", "Short."))
    made.hang_below(chip)
    return made


def buttons(of: QWidget) -> dict[str, QPushButton]:
    return {b.accessibleName(): b for b in of.findChildren(QPushButton) if b.isVisibleTo(of)}


def test_it_is_as_high_as_its_words_whatever_it_said_before(
    popover: TimingPopover, qtbot: QtBot
) -> None:
    def fits() -> bool:
        layout = popover.layout()
        return layout is not None and popover.height() == layout.totalHeightForWidth(
            popover.width()
        )

    short = popover.height()
    figures = [("Exact times", "4 of 38 paragraphs, 11 %")] * 3
    popover.show_timing(Timing("Aligning", LONG, figures, "Advice.", STEPS), Headway(0.3, "a", "b"))
    qtbot.waitUntil(lambda: popover.height() > short + 60)
    qtbot.waitUntil(fits)
    popover.show_timing(Timing("Rough times", "Short."))
    qtbot.waitUntil(lambda: popover.height() == short)


def test_a_step_closes_it_and_says_which(popover: TimingPopover) -> None:
    wanted: list[str] = []
    popover.step_wanted.connect(wanted.append)
    popover.show_timing(Timing("Aligning", "Words.", steps=STEPS))
    buttons(popover)["Stop, keep what is done"].click()
    assert wanted == ["stop"]
    assert popover.isHidden()


def test_pins_can_be_gone_to_and_removed_by_keyboard_alone(popover: TimingPopover) -> None:
    wanted: list[str] = []
    removed: list[str] = []
    popover.pin_wanted.connect(wanted.append)
    popover.unpin_wanted.connect(removed.append)
    pins = [PinRow(str(n), f"{n}:00", f"line {n}") for n in range(1, 9)]
    popover.show_timing(Timing("Rough times", "Words.", pins=pins))
    found = buttons(popover)
    assert len(found) == 16
    for _press in range(3):
        QTest.keyClick(QApplication.focusWidget() or popover, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is found["Go to 2:00: line 2"]
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    QTest.keyClick(found["Remove the pin at 2:00"], Qt.Key.Key_Space)
    assert removed == ["2"]
    popover.show_timing(Timing("Rough times", "Words.", pins=[*pins[:1], *pins[2:]]))
    assert QApplication.focusWidget() is buttons(popover)["Remove the pin at 3:00"]
    buttons(popover)["Go to 3:00: line 3"].click()
    assert wanted == ["3"]


def test_the_card_says_how_far_it_is_and_pauses(qtbot: QtBot, qapp: QApplication) -> None:
    card, ring = JobCard(), JobRing()
    pressed: list[str] = []
    card.toggled.connect(lambda: pressed.append("card"))
    ring.clicked.connect(lambda: pressed.append("ring"))
    for made in (card, ring):
        qtbot.addWidget(made)
        made.show_job(Job("Aligning", "Bees", 0.274, "8 min left · 2 waiting"))
        assert not made.isHidden()
    assert card.accessibleName() == "Aligning, Bees, 27 %, 8 min left · 2 waiting"
    assert ring.accessibleName() == f"Pause aligning: {card.accessibleName()}"
    pictures = set()
    for theme in (LIGHT, DARK):
        apply_theme(qapp, theme)
        pictures.add(ring.icon().pixmap(20).toImage().cacheKey())
    assert len(pictures) == 2
    ring.click()
    for made in (card, ring):
        made.show_job(Job("Paused", "Bees", 0.3, is_paused=True))
    assert ring.accessibleName() == "Go on aligning: Paused, Bees, 30 %"
    assert pressed == ["ring"]
    for made in (card, ring):
        made.show_job(None)
        assert made.isHidden()
