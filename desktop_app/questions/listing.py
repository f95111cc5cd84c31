"""The list of an episode's questions: those of its page, completed by what the talk takes up."""

import math
from collections.abc import Sequence

from desktop_app.questions.answers import Answer, answers
from desktop_app.questions.askers import asked_by
from desktop_app.questions.editing import Edit, Entry, edited
from desktop_app.questions.finding import Asked, ask_likelihoods, taken_up
from desktop_app.questions.matching import Matcher
from desktop_app.questions.phrasing import phrased
from desktop_app.questions.question import Question
from desktop_app.questions.talk import Line, Talk
from desktop_app.questions.wording import content
from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Segment, Transcript

# A sentence's time is off by this much more, squared, for each millisecond into its paragraph.
_DRIFT_ERROR = 1_350.0
# What is asked so likely ends the answer before it, though it is not listed itself.
_ASKED_IN_PASSING = 0.25
# Found so near to a question of the page (in spoken paragraphs) it is the same question.
_SAME_WITHIN = 1
# A question whose subject was asked for so shortly before (in spoken paragraphs) is that question.
_REPEATED_WITHIN, _LEAST_SUBJECT, _SAME_SUBJECT = 6, 2, 0.8


def list_questions(
    transcript: Transcript, page_questions: Sequence[str], edits: Sequence[Edit] = ()
) -> tuple[Question, ...]:
    """Return the questions of an episode in the order of the talk, as the user edited them.

    Those of the page come in its words where they are asked; the talk's own are added. A question
    of the page that is asked nowhere has no segment and stands at the end.
    """
    talk = Talk(transcript.segments)
    candidates = ask_likelihoods(talk)
    found = _found(talk, candidates, page_questions)
    entries = edited(transcript, talk, found, edits)
    placed = sorted(
        ((entry, entry.line) for entry in entries if entry.line is not None),
        key=lambda pair: (pair[1].place, pair[1].number),
    )
    likely = {one.line.place for one in candidates if one.confidence >= _ASKED_IN_PASSING}
    asking = likely - {entry.line.place for entry in found if entry.line is not None}
    spans = answers(talk, [line for _entry, line in placed], asking)
    listed = [
        _question(talk, entry, line, span)
        for (entry, line), span in zip(placed, spans, strict=True)
    ]
    return (*listed, *(_unplaced(entry) for entry in entries if entry.line is None))


def _found(talk: Talk, candidates: Sequence[Asked], page_questions: Sequence[str]) -> list[Entry]:
    """Return the page's questions, with their places, and what the talk takes up besides."""
    wordings = [text for text in page_questions if any(letter.isalnum() for letter in text)]
    matches = Matcher(talk, candidates).places(wordings) if wordings else []
    listed = [
        Entry(text, match.line if match else None, "page", match.confidence if match else 0.0)
        for text, match in zip(wordings, matches, strict=True)
    ]
    return [*listed, *_completing(talk, candidates, listed)]


def _completing(talk: Talk, candidates: Sequence[Asked], listed: Sequence[Entry]) -> list[Entry]:
    """Return what the talk takes up beyond the page's list, each question once."""
    names = talk.first_names
    placed = [(entry.line, entry.text) for entry in listed if entry.line is not None]
    places = [line.place for line, _text in placed]
    added: list[Entry] = []
    for asked in taken_up(talk, candidates):
        near = (talk.apart(asked.line.place, place) for place in places)
        if all(apart > _SAME_WITHIN for apart in near) and not _is_repeated(
            talk, asked.line, placed
        ):
            phrase = phrased(talk, asked, candidates, names)
            added.append(Entry(phrase.text, phrase.line, "text", asked.confidence))
            placed.append((asked.line, phrase.text))
    return added


def _is_repeated(talk: Talk, line: Line, placed: Sequence[tuple[Line, str]]) -> bool:
    """Whether a question only takes up the words of one asked shortly before."""
    subject = set(content(line.text))
    return len(subject) >= _LEAST_SUBJECT and any(
        earlier.place < line.place
        and talk.apart(line.place, earlier.place) <= _REPEATED_WITHIN
        and len(subject & {*content(earlier.text), *content(text)}) >= _SAME_SUBJECT * len(subject)
        for earlier, text in placed
    )


def _question(talk: Talk, entry: Entry, line: Line, answer: Answer) -> Question:
    segment = talk.segments[line.place]
    start_ms = moment_at(segment, line.sentence.start)
    return Question(
        text=entry.text,
        segment=segment.index,
        start_ms=start_ms,
        end_ms=talk.segments[answer.last].end_ms,
        error_ms=_error(segment, start_ms),
        answer_from_segment=talk.segments[answer.first].index,
        answer_to_segment=talk.segments[answer.last].index,
        asked_by=asked_by(talk, line),
        origin=entry.origin,
        confidence=round(entry.confidence, 3),
        offset=line.sentence.start,
    )


def _error(segment: Segment, start_ms: int | None) -> int | None:
    """Return the bound of a sentence's time: its segment's, grown by the way into it."""
    if segment.error_ms is None or segment.start_ms is None or start_ms is None:
        return None
    if segment.words is not None:
        return segment.error_ms
    into_ms = max(0, start_ms - segment.start_ms)
    return round(math.sqrt(segment.error_ms**2 + _DRIFT_ERROR * into_ms))


def _unplaced(entry: Entry) -> Question:
    return Question(
        entry.text, None, None, None, None, None, None, None, entry.origin, entry.confidence
    )
