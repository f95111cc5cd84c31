"""The tour: the real window driven through the main job, step by step, and checked.

Each step does what a user does, then looks at what the widgets really show, prints a line and
keeps a picture. It is how Earmark proves itself on a machine without a screen.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.timecode import clock
from desktop_app.transcript.lookup import segment_at
from desktop_app.ui.actions import Actions
from desktop_app.ui.adding import Adding
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.models.bookmark_rows import BookmarkRow
from desktop_app.ui.models.hit_rows import HitRow
from desktop_app.ui.models.question_rows import QuestionRow
from desktop_app.ui.panels.places_panel import BOOKMARKS
from desktop_app.ui.panels.sidebar_panel import READING
from desktop_app.ui.session import Session, preroll_ms
from desktop_app.ui.widgets.voice_follower import Following
from desktop_app.workflows.opening import OpenRecording

CLOSE_MS = 300  # how near to its goal the sound must land
_PATIENCE_S = 30.0
_LOOK_MS = 10
_QUESTION = 3  # the row that is pressed
_SEARCHED = "flour"
_SIZE = (1280, 820)


class StepFailed(AppError):
    """A step whose outcome is not on the screen. The message says what is there instead."""


@dataclass(slots=True)
class Tourist:
    """The window and what a step must remember for its check."""

    window: MainWindow
    session: Session
    actions: Actions
    adding: Adding
    folder: Path
    started_s: float = 0.0
    landed_ms: int = 0
    goal_ms: int = 0
    goal_segment: int = -1

    @property
    def shown(self) -> OpenRecording:
        """The recording on the page."""
        shown = self.session.shown
        if shown is None:
            raise StepFailed(_("No episode is open."))
        return shown

    @property
    def exported(self) -> Path:
        return self.folder / "bread-questions.md"

    def wait_until(self, is_so: Callable[[], bool], what: str) -> None:
        """Let the window live until something is so."""
        loop, timer = QEventLoop(), QTimer()
        deadline = time.monotonic() + _PATIENCE_S
        timer.timeout.connect(
            lambda: loop.quit() if is_so() or time.monotonic() > deadline else None
        )
        timer.start(_LOOK_MS)
        loop.exec()
        require(is_so(), what)

    def land(self, goal_ms: int, error_ms: int | None, segment: int) -> None:
        """Remember where a jump should have led, and where the sound is right after it."""
        self.goal_ms, self.goal_segment = goal_ms - preroll_ms(error_ms), segment
        self.landed_ms, self.started_s = self.session.player.position_ms(), time.monotonic()

    def check_landing(self) -> str:
        """See that the sound landed on its goal, plays on, and that the paragraph is marked."""
        goal_ms = max(0, self.goal_ms)
        off_ms = abs(self.landed_ms - goal_ms)
        require(
            off_ms <= CLOSE_MS,
            _("The sound landed at {time}.").format(time=clock(self.landed_ms)),
        )
        passed_ms = round((time.monotonic() - self.started_s) * 1_000)
        now_ms = self.session.player.position_ms()
        require(
            goal_ms - CLOSE_MS <= now_ms <= goal_ms + passed_ms + CLOSE_MS,
            _("The sound is at {time} now.").format(time=clock(now_ms)),
        )
        self.wait_until(
            lambda: self.window.reading.view.painted_segment == self.goal_segment,
            _("Another paragraph is marked: {segment}.").format(
                segment=self.window.reading.view.painted_segment
            ),
        )
        return _("at {time}, {n} ms off").format(time=clock(self.landed_ms), n=off_ms)


@dataclass(frozen=True, slots=True)
class Step:
    """What the user does, and what must be seen then: returns a few words on it."""

    name: str
    act: Callable[[Tourist], None]
    check: Callable[[Tourist], str]


def take_tour(
    tourist: Tourist,
    say: Callable[[str], None],
    meddle: Callable[[str, Tourist], None] = lambda _step, _tourist: None,
) -> int:
    """Take all steps; return 0 when each held, 1 at the first that did not.

    Writes one picture per step into the tourist's folder and says a line on each. ``meddle`` is
    called between what is done and what is checked: tests break things there.
    """
    tourist.folder.mkdir(parents=True, exist_ok=True)
    tourist.window.resize(*_SIZE)
    for number, step in enumerate(STEPS, 1):
        try:
            step.act(tourist)
            meddle(step.name, tourist)
            seen = step.check(tourist)
        except StepFailed as failure:
            _picture(tourist, number, step.name)
            say(f"{number}. {step.name}: " + _("FAILED. {reason}").format(reason=failure))
            return 1
        _picture(tourist, number, step.name)
        say(f"{number}. {step.name}: {seen}")
    say(
        _("All {n} steps held. The pictures are in {folder}.").format(
            n=len(STEPS), folder=tourist.folder
        )
    )
    return 0


def require(is_so: bool, otherwise: str) -> None:
    """Raise StepFailed with what is wrong, unless all is well."""
    if not is_so:
        raise StepFailed(otherwise)


def _picture(tourist: Tourist, number: int, name: str) -> None:
    QApplication.sendPostedEvents()
    file = tourist.folder / f"{number:02}-{name.replace(' ', '-')}.png"
    tourist.window.grab().save(str(file))


# ---- the steps ---------------------------------------------------------------------------------
def _open_sample(tourist: Tourist) -> None:
    tourist.adding.add_sample()
    tourist.wait_until(lambda: tourist.session.shown is not None, _("The sample does not open."))


def _see_sample(tourist: Tourist) -> str:
    shown, view = tourist.shown, tourist.window.reading.view
    require(tourist.window.page == READING, _("Another page is in front."))
    spoken = [segment for segment in shown.transcript.segments if segment.is_speech]
    text = view.document().toPlainText()
    missing = [segment for segment in spoken if segment.text not in text]
    require(not missing, _("{n} paragraphs are not on the page.").format(n=len(missing)))
    rows = tourist.window.places.questions.list.rows_model.rows
    require(len(rows) == len(shown.questions) > 0, _("The list of questions is not there."))
    return _("{n} paragraphs, {questions} questions").format(n=len(spoken), questions=len(rows))


def _play(tourist: Tourist) -> None:
    tourist.landed_ms = tourist.session.player.position_ms()
    tourist.actions["play"].trigger()
    tourist.wait_until(
        lambda: tourist.session.player.position_ms() >= tourist.landed_ms + 1_000,
        _("The sound does not move."),
    )


def _see_playing(tourist: Tourist) -> str:
    player, bar = tourist.session.player, tourist.window.player_bar
    require(player.is_playing(), _("The sound has stopped."))
    before_ms = player.position_ms()
    tourist.wait_until(
        lambda: player.position_ms() >= before_ms + 300, _("The sound does not move on.")
    )
    require(
        bar.elapsed_text == clock(player.position_ms()),
        _("The clock says {time}.").format(time=bar.elapsed_text),
    )
    return _("the clock says {time}").format(time=bar.elapsed_text)


def _hear_a_paragraph_begin(tourist: Tourist) -> None:
    """Let the voice run from one paragraph into the next."""
    spoken = [s for s in tourist.shown.transcript.segments if s.is_speech and s.start_ms]
    segment = spoken[len(spoken) // 3]
    tourist.window.reading.view.follow()
    tourist.session.scrub((segment.start_ms or 0) - 1_000)
    tourist.goal_segment = segment.index
    tourist.wait_until(
        lambda: tourist.window.reading.view.painted_segment == segment.index,
        _("The text does not follow."),
    )


def _see_following(tourist: Tourist) -> str:
    view = tourist.window.reading.view
    spoken = segment_at(tourist.shown.transcript.segments, tourist.session.moment_ms)
    require(
        spoken is not None and view.painted_segment == spoken.index == tourist.goal_segment,
        _("Paragraph {n} is marked.").format(n=view.painted_segment),
    )
    require(view.following is Following.FOLLOWING, _("The text has let go."))
    top, height = view.segment_top(tourist.goal_segment), view.viewport().height()
    require(top is not None and 0 <= top < height, _("The paragraph being spoken is not in view."))
    return _("paragraph {n} is marked and in view").format(n=tourist.goal_segment)


def _let_go(tourist: Tourist) -> None:
    """Turn the wheel over the text."""
    view = tourist.window.reading.view
    point = QPointF(view.viewport().rect().center())
    turned = QWheelEvent(
        point,
        QPointF(view.viewport().mapToGlobal(point.toPoint())),
        QPoint(),
        QPoint(0, -480),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), turned)


def _see_let_go(tourist: Tourist) -> str:
    view = tourist.window.reading.view
    require(view.following is Following.LET_GO, _("The text did not let go."))
    tourist.actions["follow"].trigger()
    require(view.following is Following.FOLLOWING, _("The text did not come back."))
    return _("the wheel lets go, F comes back")


def _choose_question(tourist: Tourist) -> None:
    """Press a row of the list of questions."""
    questions = tourist.window.places.questions.list
    index = questions.rows_model.index(_QUESTION)
    questions.scrollTo(index)
    row = questions.rows_model.row(index)
    require(isinstance(row, QuestionRow), _("There is no such question."))
    assert isinstance(row, QuestionRow)
    question = row.question
    point = questions.visualRect(index).center()
    button = Qt.MouseButton.LeftButton
    QTest.mouseClick(questions.viewport(), button, Qt.KeyboardModifier.NoModifier, point)
    tourist.land(question.start_ms or 0, question.error_ms, question.segment or 0)


def _see_question(tourist: Tourist) -> str:
    seen = tourist.check_landing()
    current = tourist.window.places.questions.current
    require(
        current is not None and current.number == _QUESTION + 1,
        _("The list marks another question."),
    )
    return seen


def _search(tourist: Tourist) -> None:
    """Type a word into the search of all transcripts and play the first place."""
    field, results = tourist.window.sidebar.search, tourist.window.results
    tourist.actions["search"].trigger()
    QTest.keyClicks(field, _SEARCHED)
    tourist.wait_until(
        lambda: results.words == _SEARCHED and results.results is not None,
        _("The search does not answer."),
    )
    row = results.list.move_by(1)
    require(isinstance(row, HitRow), _("The search finds nothing."))
    assert isinstance(row, HitRow)
    QTest.keyClick(results.list, Qt.Key.Key_Return)
    tourist.land(row.hit.start_ms or 0, row.hit.error_ms, row.hit.segment)


def _see_search(tourist: Tourist) -> str:
    results = tourist.window.results
    require(not results.isHidden(), _("The results are not there."))
    row = results.list.current_row()
    require(
        isinstance(row, HitRow) and _SEARCHED in row.hit.sentence.lower(),
        _("The chosen place does not have the word."),
    )
    seen = tourist.check_landing()
    total = results.results.total if results.results else 0
    return _("{n} places, the first {seen}").format(n=total, seen=seen)


def _keep(tourist: Tourist) -> None:
    """Leave the results and press B."""
    tourist.actions["leave"].trigger()
    require(tourist.window.results.isHidden(), _("The results stay open."))
    tourist.window.reading.view.setFocus()
    tourist.window.places.show_page(BOOKMARKS)
    QTest.keyClick(tourist.window.reading.view, Qt.Key.Key_B)
    tourist.wait_until(
        lambda: tourist.window.places.bookmarks.count == 1, _("No bookmark appears in the list.")
    )


def _see_bookmark(tourist: Tourist) -> str:
    rows = tourist.window.places.bookmarks.list.rows_model.rows
    kept = [row.bookmark for row in rows if isinstance(row, BookmarkRow)]
    require(len(kept) == 1, _("{n} bookmarks are in the list.").format(n=len(kept)))
    text = "\n".join(s.text for s in tourist.shown.transcript.segments if s.is_speech)
    require(
        bool(kept[0].quote) and kept[0].quote in text, _("The bookmark does not have the words.")
    )
    require(bool(tourist.shown.bookmarks), _("The bookmark is not in the library."))
    return f"“{kept[0].quote[:40]}…”"


def _undo_jump(tourist: Tourist) -> None:
    """Jump away and press Alt+←."""
    player = tourist.session.player
    if player.is_playing():
        tourist.actions["play"].trigger()
    tourist.goal_ms = player.position_ms()
    tourist.session.jump(1_000, _("Jumped to the start"))
    require(player.position_ms() != tourist.goal_ms, _("The sound did not jump."))
    tourist.actions["jump_back"].trigger()


def _see_undone(tourist: Tourist) -> str:
    now_ms = tourist.session.player.position_ms()
    require(
        abs(now_ms - tourist.goal_ms) <= CLOSE_MS,
        _("The sound is at {time} now.").format(time=clock(now_ms)),
    )
    return _("back at {time}").format(time=clock(now_ms))


def _export(tourist: Tourist) -> None:
    tourist.exported.unlink(missing_ok=True)
    tourist.adding.export_to(tourist.shown.recording.id, tourist.exported, "md")
    tourist.wait_until(tourist.exported.exists, _("No file was written."))


def _see_exported(tourist: Tourist) -> str:
    require(tourist.exported.exists(), _("The file is not there."))
    text = tourist.exported.read_text("utf-8")
    spoken = [s for s in tourist.shown.transcript.segments if s.is_speech]
    require(text.count("\n\n") + 1 >= len(spoken), _("The file does not have all paragraphs."))
    return _("{file}, {n} characters").format(file=tourist.exported.name, n=len(text))


STEPS: tuple[Step, ...] = (
    Step("open", _open_sample, _see_sample),
    Step("play", _play, _see_playing),
    Step("follow", _hear_a_paragraph_begin, _see_following),
    Step("let go", _let_go, _see_let_go),
    Step("question", _choose_question, _see_question),
    Step("search", _search, _see_search),
    Step("bookmark", _keep, _see_bookmark),
    Step("undo", _undo_jump, _see_undone),
    Step("export", _export, _see_exported),
)
