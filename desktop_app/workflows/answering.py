"""Answering what somebody asks in their own words: in one episode, or in the whole library."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.library import Library, open_library
from desktop_app.progress import Progress
from desktop_app.questions import Answers, Question, telling_sentence
from desktop_app.questions.wording import fold
from desktop_app.search.index import Index
from desktop_app.search.stretches import Stretch, find_stretches
from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Segment
from desktop_app.workflows.questioning import questions_of

_PASSAGE_WORDS = 200  # about so much is one answer
_BEFORE, _AROUND = 1, 4  # paragraphs
_MOST_EACH = 3  # answers of one episode, where all are asked
_MOST_KNOWN = 200  # lists of questions that are remembered


@dataclass(frozen=True, slots=True)
class Answer:
    """A passage that answers: its paragraphs, and the sentence that tells most."""

    recording_id: str
    title: str
    show: str | None
    segment: int
    segment_to: int
    start_ms: int | None  # of the sentence
    error_ms: int | None
    question: str | None  # of the episode's list
    sentence: str
    sentence_segment: int
    score: float


@dataclass(frozen=True, slots=True)
class Answered:
    """The best answers, and how long they took to find: the lists that name them not counted."""

    answers: tuple[Answer, ...] = ()
    took_ms: int = 0


def ask_episode(library: Library, recording_id: str, words: str, limit: int = 10) -> Answered:
    """Return the passages of one episode that answer, best first."""
    started = time.perf_counter()
    recording = library.recordings.get(recording_id)
    transcript = library.recordings.transcript(recording_id)
    questions = questions_of(library, recording_id, transcript)
    return answers_in(
        (recording_id, recording.title, recording.show),
        transcript.segments,
        questions,
        words,
        limit=limit,
        started=started,
    )


def answers_in(
    named: tuple[str, str, str | None],
    segments: Sequence[Segment],
    questions: Sequence[Question],
    words: str,
    *,
    limit: int = 10,
    started: float | None = None,
) -> Answered:
    """Return the passages of a text that answer; ``named`` are its id, title and show."""
    begun = time.perf_counter() if started is None else started
    recording_id, title, show = named
    answers = tuple(
        Answer(
            recording_id,
            title,
            show,
            segment=passage.segment,
            segment_to=passage.segment_to,
            start_ms=passage.start_ms,
            error_ms=passage.error_ms,
            question=passage.question.text if passage.question else None,
            sentence=passage.sentence,
            sentence_segment=passage.sentence_segment,
            score=passage.score,
        )
        for passage in Answers(segments, questions).best(words, limit)
    )
    return Answered(answers, _since(begun))


def ask_library(
    index: Index,
    words: str,
    limit: int = 10,
    *,
    questions: Callable[[str], Sequence[Question]] | None = None,
    progress: Progress | None = None,
) -> Answered:
    """Return the passages of all episodes that answer, best first.

    ``questions`` gives the list of an episode; without it no answer names its question, which
    is sooner.
    """
    started = time.perf_counter()
    progress = progress or Progress()
    stretches = find_stretches(
        index, words, limit=limit, around=_AROUND, most_each=_MOST_EACH, progress=progress
    )
    weights = {fold(word): rarity for word, rarity in stretches.rarities.items()}
    answers = [_answer(stretch, weights) for stretch in stretches.found]
    took_ms = _since(started)
    if questions is not None:
        answers = [_with_question(answer, questions, progress) for answer in answers]
    return Answered(tuple(answers), took_ms)


def list_of(library: Library) -> Callable[[str], Sequence[Question]]:
    """Return what gives an episode's questions, each worked out once."""
    known: dict[str, Sequence[Question]] = {}

    def questions(recording_id: str) -> Sequence[Question]:
        if recording_id not in known:
            known[recording_id] = questions_of(library, recording_id)
        return known[recording_id]

    return questions


class QuestionNames:
    """Says which question of its episode an answer is to; remembers lists until they change."""

    def __init__(self, database: Path, backups: Path) -> None:
        self._database = database
        self._backups = backups
        self._known: dict[str, tuple[object, Sequence[Question]]] = {}

    def named(self, answer: Answer) -> Answer:
        """Return the answer with its question, as it is where that cannot be told."""
        try:
            # Opened each time: the file must be free to be replaced by a backup.
            with open_library(self._database, backups=self._backups) as library:
                listed = self._list(library, answer.recording_id)
        except AppError:  # gone in the meantime: the answer stands without
            return answer
        return _with_question(answer, lambda _id: listed, Progress())

    def _list(self, library: Library, recording_id: str) -> Sequence[Question]:
        recording = library.recordings.get(recording_id)
        edits = tuple(edit.id for edit in library.question_edits.list(recording_id))
        state = recording.revision, recording.page_questions, edits
        known = self._known.get(recording_id)
        if known is None or known[0] != state:
            known = self._known[recording_id] = state, questions_of(library, recording_id)
            if len(self._known) > _MOST_KNOWN:
                del self._known[next(iter(self._known))]
        return known[1]


def _answer(stretch: Stretch, weights: dict[str, float]) -> Answer:
    segments, first = stretch.segments, max(0, stretch.middle - _BEFORE)
    last = stretch.middle
    length = sum(len(segment.text.split()) for segment in segments[first : last + 1])
    while length < _PASSAGE_WORDS and last + 1 < len(segments):
        last += 1
        length += len(segments[last].text.split())
    segment, sentence = telling_sentence(segments[first : last + 1], weights)
    return Answer(
        stretch.recording_id,
        stretch.title,
        stretch.show,
        segment=segments[first].index,
        segment_to=segments[last].index,
        start_ms=moment_at(segment, sentence.start),
        error_ms=segment.error_ms,
        question=None,
        sentence=segment.text[sentence.start : sentence.end],
        sentence_segment=segment.index,
        score=round(stretch.score, 4),
    )


def _with_question(
    answer: Answer, questions: Callable[[str], Sequence[Question]], progress: Progress
) -> Answer:
    """Name the question of its episode that a passage answers."""
    progress.step(0.5)
    running = [
        question
        for question in questions(answer.recording_id)
        if question.segment is not None
        and question.segment <= answer.sentence_segment <= (question.answer_to_segment or -1)
    ]
    if not running:
        return answer
    return replace(answer, question=max(running, key=lambda one: one.segment or 0).text)


def _since(started: float) -> int:
    return round((time.perf_counter() - started) * 1_000)
