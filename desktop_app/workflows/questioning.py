"""The questions of a recording as the user wants them: what was found, and every edit of it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop_app.bookmarks import Passage, Quote, quote_of
from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.library import Library
from desktop_app.library.question_edits import QuestionEdit
from desktop_app.questions import Edit, Question, list_questions
from desktop_app.timecode import clock
from desktop_app.transcript.lookup import SegmentLookup, offset_at
from desktop_app.transcript.model import Transcript
from desktop_app.transcript.sentences import sentence_at


class NotEdited(AppError):
    """A question that is not there, or a place where none can be asked."""


@dataclass(frozen=True, slots=True)
class Edited:
    """Edits that were kept and those that were taken back; the list as it is now.

    ``question`` is the one that was edited, None where it is no longer listed.
    """

    added: tuple[QuestionEdit, ...]
    removed: tuple[QuestionEdit, ...]
    questions: tuple[Question, ...]
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class _Change:
    """What is to become of one question."""

    target: Question | None
    text: str | None = None
    place: Passage | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Where a question is asked: a moment, or a paragraph and a character of it."""

    at_ms: int | None = None
    segment: int | None = None
    offset: int = 0


def questions_of(
    library: Library, recording_id: str, transcript: Transcript | None = None
) -> tuple[Question, ...]:
    """Return the questions of a recording with all edits; ``transcript`` saves reading it."""
    if transcript is None:
        transcript = library.recordings.transcript(recording_id)
    edits = [
        Edit(
            edit.question,
            Quote(edit.quote, edit.prefix, edit.suffix) if edit.quote else None,
            edit.text,
            Quote(edit.to_quote, edit.to_prefix, edit.to_suffix) if edit.to_quote else None,
            edit.segment,
        )
        for edit in library.question_edits.list(recording_id)
    ]
    return list_questions(transcript, library.recordings.get(recording_id).page_questions, edits)


def hidden_of(library: Library, recording_id: str) -> tuple[QuestionEdit, ...]:
    """Return the edits that hide a question, oldest first."""
    return tuple(edit for edit in library.question_edits.list(recording_id) if edit.hides)


def add_question(library: Library, recording_id: str, text: str, where: Where) -> Edited:
    """Add a question in the user's words."""
    transcript = library.recordings.transcript(recording_id)
    place = _sentence(transcript, where)
    return _keep(library, recording_id, transcript, [_Change(None, _said(text), place)])


def reword_question(library: Library, recording_id: str, question: Question, text: str) -> Edited:
    """Give a question other words."""
    transcript = library.recordings.transcript(recording_id)
    return _keep(library, recording_id, transcript, [_Change(question, _said(text))])


def point_question(library: Library, recording_id: str, question: Question, where: Where) -> Edited:
    """Say that a question is asked elsewhere."""
    transcript = library.recordings.transcript(recording_id)
    place = _sentence(transcript, where)
    return _keep(library, recording_id, transcript, [_Change(question, None, place)])


def hide_question(library: Library, recording_id: str, question: Question) -> Edited:
    """List a question no longer; the answer before it goes on."""
    transcript = library.recordings.transcript(recording_id)
    return _keep(library, recording_id, transcript, [_Change(question)])


def merge_questions(
    library: Library, recording_id: str, first: Question, second: Question
) -> Edited:
    """Make one question of two: asked where the first is, in the words of both."""
    transcript = library.recordings.transcript(recording_id)
    both = f"{first.text} {second.text}"
    return _keep(library, recording_id, transcript, [_Change(second), _Change(first, both)])


def show_question(library: Library, recording_id: str, words: str) -> Edited:
    """List a hidden question again: the one with these words, or all for “”."""
    wanted = words.strip().casefold()
    hidden = [e for e in hidden_of(library, recording_id) if wanted in e.question.casefold()]
    if not hidden:
        said = _("No question with “{words}” is hidden.") if wanted else _("No question is hidden.")
        raise NotEdited(
            said.format(words=words),
            hint=_("“earmark question list EPISODE --hidden” shows those that are."),
        )
    exchange_edits(library, gone=hidden, back=())
    listed = questions_of(library, recording_id)
    back = next((q for q in listed if q.text == hidden[0].question), None)
    return Edited((), tuple(hidden), listed, back)


def exchange_edits(
    library: Library, gone: Sequence[QuestionEdit], back: Sequence[QuestionEdit]
) -> None:
    """Undo what an edit did: forget ``gone``, bring ``back``."""
    with library.transaction():
        for edit in gone:
            library.question_edits.remove(edit.id)
        for edit in back:
            library.question_edits.remove(edit.id)
            library.question_edits.add(edit)


def find_question(questions: Sequence[Question], words: str) -> Question:
    """Return the question with this number (from 1), these words, or this part of its words."""
    if words.strip().isdigit():
        number = int(words)
        if 1 <= number <= len(questions):
            return questions[number - 1]
        raise NotEdited(
            _("There is no question {number}.").format(number=number),
            hint=_("“earmark questions EPISODE” numbers them from 1."),
        )
    wanted = words.strip().casefold()
    if not wanted:
        raise NotEdited(
            _("It is not said which question is meant."),
            hint=_("Give its number in “earmark questions EPISODE”, or some of its words."),
        )
    exact = [q for q in questions if q.text.casefold() == wanted]
    found = exact or [q for q in questions if wanted in q.text.casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotEdited(
            _("There is no question “{words}”.").format(words=words),
            hint=_("“earmark questions EPISODE” lists them with their numbers."),
        )
    raise NotEdited(
        _("Several questions have “{words}”.").format(words=words),
        hint=_("Give more of its words, or its number in “earmark questions EPISODE”."),
        candidates=tuple(question.text for question in found),
    )


def _said(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise NotEdited(
            _("A question needs words."), hint=_("Say what is asked, as the list should show it.")
        )
    return words


def _sentence(transcript: Transcript, where: Where) -> Passage:
    """Return the sentence meant, so that it is found again in another version of the text."""
    if where.segment is None:
        where = _spoken_at(transcript, where.at_ms or 0)
    segments = transcript.segments
    number = where.segment or 0
    if not 0 <= number < len(segments):
        raise NotEdited(
            _("There is no paragraph {number} in this episode.").format(number=number),
            hint=_("“earmark transcript EPISODE --json” gives each paragraph its number, from 0."),
        )
    text = segments[number].text
    sentence = sentence_at(text, where.offset) if segments[number].is_speech else None
    if sentence is None:
        raise NotEdited(
            _("Paragraph {number} is not spoken.").format(number=number),
            hint=_("Choose a paragraph that somebody says."),
        )
    return Passage(number, sentence.start, number, sentence.end)


def _spoken_at(transcript: Transcript, at_ms: int) -> Where:
    """Return what is said at a moment, in a pause what was said before it, else after it."""
    lookup = SegmentLookup(transcript.segments)
    spoken = lookup.at(at_ms) or lookup.last_before(at_ms) or lookup.next_after(at_ms)
    last_ms = max((s.end_ms or 0 for s in transcript.segments), default=0)
    if spoken is None or at_ms > last_ms:
        raise NotEdited(
            _("Nothing is said at {time}, as far as the times of this text are known.").format(
                time=clock(at_ms)
            ),
            hint=_("Name the paragraph instead: --segment, counted from 0."),
        )
    return Where(None, spoken.index, offset_at(spoken, at_ms) or 0)


def _keep(
    library: Library, recording_id: str, transcript: Transcript, changes: Sequence[_Change]
) -> Edited:
    """Keep edits as one change."""
    edits = tuple(_edit(transcript, recording_id, change) for change in changes)
    with library.transaction():
        for edit in edits:
            library.question_edits.add(edit)
        listed = questions_of(library, recording_id, transcript)
    return Edited(edits, (), listed, _edited(listed, changes[-1], edits[-1]))


def _edited(listed: Sequence[Question], change: _Change, edit: QuestionEdit) -> Question | None:
    if edit.hides:
        return None
    words = edit.text or edit.question
    own = [q for q in listed if q.text == words and q.origin == "user"]
    place = change.place
    there = [q for q in own if place is not None and q.segment == place.segment]
    return next(iter([*there, *own]), None)


def _edit(transcript: Transcript, recording_id: str, change: _Change) -> QuestionEdit:
    target = change.target
    asked = Quote("", "", "")
    if target is not None and target.segment is not None:
        where = Where(None, target.segment, target.offset or 0)
        asked = quote_of(transcript, _sentence(transcript, where))
    place = None if change.place is None else quote_of(transcript, change.place)
    segment = None if target is None else target.segment
    return QuestionEdit(
        id=secrets.token_hex(6),
        recording_id=recording_id,
        question=target.text if target is not None else "",
        segment=segment if change.place is None else change.place.segment,
        text=change.text,
        created=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        quote=asked.exact,
        prefix=asked.prefix,
        suffix=asked.suffix,
        to_quote=None if place is None else place.exact,
        to_prefix="" if place is None else place.prefix,
        to_suffix="" if place is None else place.suffix,
    )
