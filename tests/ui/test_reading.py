"""Text, panel and header in step with the session; what clicks and keys there do to the sound."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.bookmarks import Passage
from desktop_app.player.null_player import NullPlayer
from desktop_app.transcript.model import Evidence
from desktop_app.ui.notices import Notices
from desktop_app.ui.panels.places_panel import PlacesPanel
from desktop_app.ui.panels.reading_panel import ReadingPanel
from desktop_app.ui.reading import Reading
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.transcript_view import TranscriptView
from desktop_app.ui.widgets.voice_follower import Following
from desktop_app.workflows.opening import KeptPassage
from tests.ui.recordings import make_kept, make_opened, make_question
from tests.ui.widgets.pages import SENTENCE, block_of, point_in, turn_wheel

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
LONG = " / ".join(f"{'AB'[n % 2]}: Number {n}. {SENTENCE * 2}".rstrip() for n in range(6))
QUESTIONS = (
    make_question("What is salt for?", 10_000, 30_000, segment=1),
    make_question("And sugar?", 40_000, 50_000, segment=4),
)


@dataclass
class Table:
    """A text and a panel beside it, on one session."""

    session: Session
    player: NullPlayer
    panel: ReadingPanel
    places: PlacesPanel
    notices: Notices
    reading: Reading

    @property
    def view(self) -> TranscriptView:
        return self.panel.view

    def choose(self, words: str) -> None:
        """Press a button of the panel."""
        next(b for b in self.panel.findChildren(QPushButton) if b.text() == words).click()

    def says(self, words: str) -> bool:
        """Return whether some words stand above the text."""
        return any(words in label.text() for label in self.panel.findChildren(QLabel))

    def click(self, words: str, inside: int = 4) -> None:
        QTest.mouseClick(self.view.viewport(), LEFT, NO_KEY, point_in(self.view, words, inside))


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[Table]:
    player = NullPlayer()
    session = Session(player)
    whole = QWidget()
    qtbot.addWidget(whole)
    whole.resize(1_100, 500)
    panel, places, above = ReadingPanel(), PlacesPanel(), QVBoxLayout()
    layout = QVBoxLayout(whole)
    layout.addLayout(above)
    layout.addWidget(panel)
    notices = Notices(whole, above)
    reading = Reading(session, panel, places, notices)
    panel.view.set_reduced_motion(True)
    whole.show()
    qtbot.waitExposed(whole)
    yield Table(session, player, panel, places, notices, reading)
    places.deleteLater()


# ---- what is on the page -------------------------------------------------------------------------
def test_text_header_questions_and_bookmarks_are_shown(table: Table) -> None:
    kept = make_kept("It slows the yeast.")
    opened = replace(
        make_opened(questions=QUESTIONS), bookmarks=(KeptPassage(kept, Passage(1, 0, 1, 19)),)
    )
    table.session.show(opened)
    assert "It slows the yeast." in table.view.toPlainText()
    assert table.says("Bread")
    assert table.says("The Proving Drawer  ·  1 March 2026")
    assert len(table.places.questions.list.rows_model.rows) == 2
    assert table.places.bookmarks.count == 1


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (Evidence.EXACT, "Exact times"),
        (Evidence.ALIGNED, "Exact times"),
        (Evidence.ESTIMATED, "Rough times"),
    ],
)
def test_the_chip_says_how_good_the_times_are(table: Table, evidence: Evidence, words: str) -> None:
    table.session.show(make_opened(evidence=evidence, error_ms=4_000))
    assert table.panel.header.chip.text().strip() == words
    assert not table.panel.header.chip.isHidden()


def test_a_recording_without_a_text_says_so_and_has_no_chip(table: Table) -> None:
    opened = make_opened()
    table.session.show(replace(opened, transcript=opened.transcript.with_segments(())))
    assert any(
        "This episode has no transcript" in label.text()
        for label in table.view.findChildren(QLabel)
    )
    assert table.panel.header.chip.isHidden()


def test_the_paragraph_being_heard_is_marked(table: Table) -> None:
    table.session.show(make_opened())
    table.session.scrub(12_000)
    assert table.view.current_segment == 1
    table.session.scrub(55_000)
    assert table.view.current_segment is None


def test_the_player_is_asked_to_tell_of_the_next_thing_to_be_marked(table: Table) -> None:
    table.session.show(make_opened())
    table.session.scrub(12_000)
    starts = [s.start_ms for s in table.session.shown.transcript.segments]  # type: ignore[union-attr]
    assert table.player.asked_ms[-1] == min(ms for ms in starts if ms and ms > 12_000)


def test_a_hidden_text_is_told_of_the_voice_once_it_is_seen_again(table: Table) -> None:
    table.session.show(make_opened())
    table.session.scrub(1_000)
    before = table.view.current_segment
    table.panel.hide()
    table.session.scrub(12_000)
    assert table.view.current_segment == before == 0
    table.panel.show()
    assert table.view.current_segment == 1


def test_the_question_being_answered_is_marked_and_its_rest_counts_down(table: Table) -> None:
    table.session.show(make_opened(text=LONG, questions=QUESTIONS))
    assert table.places.questions.current is None
    table.session.scrub(12_000)
    current = table.places.questions.current
    assert current is not None
    assert (current.question.text, current.left) == ("What is salt for?", "18 s left")
    table.session.step(5_000)
    current = table.places.questions.current
    assert current is not None
    assert current.left == "13 s left"


def test_what_was_heard_shows_in_the_list_while_it_plays(table: Table) -> None:
    table.session.show(make_opened(text=LONG, questions=QUESTIONS, position_ms=10_000))
    table.player.play()
    for _tick in range(20):
        table.player.advance(1_000)
    row = table.places.questions.list.rows_model.rows[0]
    assert row.words.endswith(", heard")


def test_more_that_is_known_leaves_reader_and_selection_where_they_are(table: Table) -> None:
    opened = make_opened(text=LONG)
    table.session.show(opened)
    turn_wheel(table.view.viewport(), -4)
    table.session.player.seek(0)
    cursor = table.view.textCursor()
    cursor.setPosition(block_of(table.view, "Number 4.").position())
    cursor.setPosition(cursor.position() + 9, cursor.MoveMode.KeepAnchor)
    table.view.setTextCursor(cursor)
    at = table.view.verticalScrollBar().value()
    kept = KeptPassage(make_kept("Number 1."), Passage(1, 0, 1, 9))
    table.session.renew(replace(opened, bookmarks=(kept,)))
    assert table.places.bookmarks.count == 1
    assert table.view.textCursor().selectedText() == "Number 4."
    assert table.view.verticalScrollBar().value() == at
    assert table.view.following is Following.LET_GO


def test_another_text_starts_at_its_top_and_follows(table: Table) -> None:
    table.session.show(make_opened(text=LONG))
    turn_wheel(table.view.viewport(), -4)
    table.session.show(make_opened("salt", text=LONG))
    assert table.view.verticalScrollBar().value() == 0
    assert table.view.following is Following.NOT_POSSIBLE


# ---- shown and heard -----------------------------------------------------------------------------
def test_another_recording_that_is_heard_is_named(table: Table) -> None:
    table.session.show(make_opened())
    assert not table.panel.is_other_shown
    table.session.show(make_opened("salt"))
    assert table.panel.is_other_shown
    assert table.says("You hear another episode: “Bread”.")
    assert table.view.current_segment is None
    assert table.places.questions.current is None


def test_the_shown_one_can_be_played_instead(table: Table) -> None:
    table.session.show(make_opened())
    table.session.show(make_opened("salt", position_ms=12_000))
    table.choose("Play this one")
    assert not table.panel.is_other_shown
    assert table.player.is_playing()
    assert table.player.position_ms() == 12_000
    assert table.view.current_segment == 1


def test_the_heard_one_can_be_shown_again(table: Table) -> None:
    table.session.show(make_opened())
    table.player.play()
    table.player.advance(12_000)
    table.session.show(make_opened("salt"))
    table.choose("Show that one")
    assert not table.panel.is_other_shown
    assert table.says("Bread")
    assert (table.player.is_playing(), table.player.position_ms()) == (True, 12_000)


# ---- following -----------------------------------------------------------------------------------
def test_the_key_of_the_voice_comes_back_to_it_and_lets_go_again(table: Table) -> None:
    table.session.show(make_opened(text=LONG))
    assert table.view.following is Following.FOLLOWING
    turn_wheel(table.view.viewport(), -2)
    assert table.view.following is Following.LET_GO
    table.reading.follow_voice()
    assert table.view.following is Following.FOLLOWING
    table.reading.follow_voice()
    assert table.view.following is Following.LET_GO


def test_in_another_text_the_key_of_the_voice_shows_what_is_heard(table: Table) -> None:
    table.session.show(make_opened(text=LONG))
    turn_wheel(table.view.viewport(), -2)
    table.session.show(make_opened("salt"))
    table.reading.follow_voice()
    assert table.session.is_shown_heard
    assert table.view.following is Following.FOLLOWING


# ---- the hand ------------------------------------------------------------------------------------
def test_a_click_in_the_text_leaves_the_sound_and_a_double_click_plays(table: Table) -> None:
    table.session.show(make_opened(text=LONG))
    table.click("Number 1.")
    assert (table.player.position_ms(), table.player.is_playing()) == (0, False)
    at = point_in(table.view, "Number 1.", 4)
    QTest.mouseDClick(table.view.viewport(), LEFT, NO_KEY, at)
    assert table.player.is_playing()
    assert table.session.spoken_segment == 1


def test_a_click_on_a_name_moves_the_sound_and_keeps_the_pause(table: Table) -> None:
    table.session.show(make_opened(text=LONG))
    QTest.mouseClick(table.view.viewport(), LEFT, NO_KEY, point_in(table.view, "B", 0))
    assert table.session.spoken_segment == 1
    assert not table.player.is_playing()
    assert table.view.following is Following.FOLLOWING


# ---- questions -----------------------------------------------------------------------------------
def test_a_question_plays_a_little_early_and_follows(table: Table) -> None:
    asked = make_question(error_ms=3_000, start_ms=20_000)
    table.session.show(make_opened(text=LONG, questions=[asked], error_ms=3_000))
    turn_wheel(table.view.viewport(), -4)
    table.reading.play_question(asked)
    assert (table.player.position_ms(), table.player.is_playing()) == (17_000, True)
    assert table.session.moment_ms == 20_000
    assert table.view.following is Following.FOLLOWING


def test_a_question_without_a_time_is_only_shown(table: Table) -> None:
    asked = make_question(start_ms=None, end_ms=None, segment=5)
    table.session.show(make_opened(text=LONG, questions=[asked]))
    table.reading.play_question(asked)
    assert not table.player.is_playing()
    assert table.view.reading_place == (5, 0)


def test_questions_are_gone_through_in_both_directions(table: Table) -> None:
    table.session.show(make_opened(text=LONG, questions=QUESTIONS))
    seen = []
    for by in (1, 1, 1, -1, -1):
        table.reading.step_question(by)
        seen.append(table.session.moment_ms)
    assert seen == [10_000, 40_000, 40_000, 10_000, 10_000]


def test_from_another_recording_the_first_question_is_the_next(table: Table) -> None:
    table.session.show(make_opened(position_ms=50_000))
    table.session.show(make_opened("salt", text=LONG, questions=QUESTIONS))
    table.reading.step_question(1)
    assert table.session.is_shown_heard
    assert table.session.moment_ms == 10_000


def test_the_list_of_questions_can_be_copied_with_its_times(table: Table) -> None:
    table.session.show(make_opened(questions=[*QUESTIONS, make_question("No time?", None, None)]))
    table.reading.copy_questions()
    assert QGuiApplication.clipboard().text() == "0:10 What is salt for?\n0:40 And sugar?"
    assert table.notices.said == "Copied 2 questions"


# ---- paragraphs ----------------------------------------------------------------------------------
def test_paragraphs_are_gone_through_and_repeated(table: Table) -> None:
    table.session.show(make_opened(text=LONG, position_ms=12_000))
    seen = []
    for by in (1, 1, 0, -1, -1, -1, -1):
        table.reading.step_paragraph(by)
        seen.append(table.session.moment_ms)
    assert seen == [20_000, 30_000, 30_000, 20_000, 10_000, 0, 0]


def test_there_is_no_paragraph_after_the_last(table: Table) -> None:
    table.session.show(make_opened(text=LONG, position_ms=55_000))
    table.reading.step_paragraph(1)
    assert table.session.moment_ms == 50_000


def test_breaks_are_stepped_over(table: Table) -> None:
    table.session.show(make_opened(text="A: One. / Break: / B: Two."))
    table.reading.step_paragraph(1)
    assert table.session.moment_ms == 20_000


def test_in_another_text_paragraphs_do_not_move_the_sound(table: Table) -> None:
    table.session.show(make_opened(text=LONG, position_ms=12_000))
    table.session.show(make_opened("salt", text=LONG))
    table.reading.step_paragraph(1)
    assert table.player.position_ms() == 12_000


def test_without_a_recording_the_keys_do_nothing(table: Table) -> None:
    for wish in (
        lambda: table.reading.step_paragraph(1),
        lambda: table.reading.step_question(1),
        table.reading.copy_questions,
        table.reading.follow_voice,
    ):
        wish()
    assert table.player.position_ms() == 0
    assert table.notices.said == ""
