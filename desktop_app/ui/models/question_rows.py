"""Rows of the question list: what is asked, when, how long the answer is, how much was heard."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.i18n import _
from desktop_app.library.listening import Ranges, heard_share
from desktop_app.questions import Question
from desktop_app.timecode import clock, length, spoken
from desktop_app.transcript.model import is_about

# Of the less likely ones every second is right, of the others nine in ten.
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question as the list shows it."""

    number: int  # from 1, in the order of the episode
    question: Question
    heard: float  # 0 to 1 of the answer
    is_now: bool
    left: str  # "3 min left" while it is being answered
    marked: tuple[tuple[int, int], ...] = ()  # what the filter found in its words

    is_heading = False

    @property
    def key(self) -> object:
        return self.question

    @property
    def when(self) -> str:
        """Return the time, “≈” before an estimate; empty where it is not known."""
        return shown_time(self.question.start_ms, self.question.error_ms)

    @property
    def answer_length(self) -> str:
        start_ms, end_ms = self.question.start_ms, self.question.end_ms
        return "" if start_ms is None or end_ms is None else length(end_ms - start_ms)

    @property
    def words(self) -> str:
        start_ms = self.question.start_ms
        when = _("no time") if start_ms is None else spoken(start_ms)
        parts = [self.question.text, when, self.answer_length, self._state]
        return ", ".join(part for part in parts if part)

    @property
    def tip(self) -> str:
        return f"{self._way}\n{self.source}"

    @property
    def source(self) -> str:
        """Return where the question is from, and whether that is sure."""
        question = self.question
        is_sure = question.confidence >= _SURE
        if question.origin == "user":
            return _("Set by you")
        if question.origin == "page":
            if question.segment is None:
                return _("From the episode page. Drag it onto the line that asks it.")
            return _("From the episode page") if is_sure else _("From the page, perhaps not here")
        return _("Found in the text") if is_sure else _("Found in the text, perhaps a remark")

    @property
    def _way(self) -> str:
        if self.question.start_ms is None:
            return _("Show in the text. Its time is not known.")
        if is_about(self.question.error_ms):
            return _("Play from about {time}").format(time=clock(self.question.start_ms))
        return _("Play from {time}").format(time=clock(self.question.start_ms))

    @property
    def _state(self) -> str:
        if self.is_now:
            return _("playing now")
        if self.heard >= 1:
            return _("heard")
        return _("partly heard") if self.heard > 0 else _("not heard")


def question_rows(
    questions: Sequence[Question], heard: Ranges, moment_ms: int | None
) -> list[QuestionRow]:
    """Return a row per question. ``moment_ms`` is where the voice is, None: elsewhere."""
    now = current_question(questions, moment_ms)
    return [
        QuestionRow(
            number=number,
            question=question,
            heard=_share(question, heard),
            is_now=question is now,
            left=_left(question, moment_ms) if question is now else "",
        )
        for number, question in enumerate(questions, 1)
    ]


def current_question(questions: Sequence[Question], moment_ms: int | None) -> Question | None:
    """Return the question being answered; of nested ones the one asked last."""
    if moment_ms is None:
        return None
    running = [
        q for q in questions if q.start_ms is not None and q.start_ms <= moment_ms < (q.end_ms or 0)
    ]
    return max(running, key=lambda q: q.start_ms or 0, default=None)


def places(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where words stand in a text, capitals or not: start and end, in order."""
    found = {
        match.span()
        for word in words
        for match in re.finditer(re.escape(word), text, re.IGNORECASE)
    }
    return tuple(sorted(found))


def shown_time(moment_ms: int | None, error_ms: int | None) -> str:
    """Return a time as lists show it: ``12:34``, ``≈ 12:34`` or nothing."""
    if moment_ms is None:
        return ""
    return f"≈ {clock(moment_ms)}" if is_about(error_ms) else clock(moment_ms)


def _share(question: Question, heard: Ranges) -> float:
    if question.start_ms is None or question.end_ms is None:
        return 0.0
    return heard_share(heard, question.start_ms, question.end_ms)


def _left(question: Question, moment_ms: int | None) -> str:
    if moment_ms is None or question.end_ms is None:
        return ""
    return _("{length} left").format(length=length(question.end_ms - moment_ms))
