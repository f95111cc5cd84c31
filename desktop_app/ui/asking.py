"""Asking in the window: answers above the search's places, and answers in the open episode."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.jobs import Jobs, Lane
from desktop_app.progress import Progress
from desktop_app.search.query import Hit
from desktop_app.ui.indexing import Indexing
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.session import Session
from desktop_app.workflows.answering import Answer, Answered, answers_in
from desktop_app.workflows.opening import OpenRecording
from desktop_app.workflows.searching import Asked, Naming

_PAUSE_MS = 350  # who types on does not want an answer yet
_MOST, _MOST_HERE = 4, 10
_LEAST_WORDS = 3


class Asking(QObject):
    """Watches what is typed: a question gets answers above the places that have its words."""

    answer_wanted = Signal(object, bool)  # Hit; play it?

    def __init__(
        self, window: MainWindow, session: Session, jobs: Jobs, indexing: Indexing
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._jobs = jobs
        self._indexing = indexing
        self._here: Progress | None = None
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._rest.timeout.connect(self._ask_library)
        window.sidebar.search.textChanged.connect(self._on_words_changed)
        indexing.ready.connect(self._rest.start)
        panel = window.places.questions
        panel.ask_wanted.connect(self.ask_here)
        panel.answer_chosen.connect(self.answer_wanted)

    # ---- the library -------------------------------------------------------------------------
    @Slot(str)
    def _on_words_changed(self, words: str) -> None:
        self._window.results.show_answers("", ())
        if is_question(words):
            self._rest.start()
        else:
            self._rest.stop()

    @Slot()
    def _ask_library(self) -> None:
        words = self._window.sidebar.search.text()
        if is_question(words):
            self._indexing.ask(Asked(words, _MOST), partial(self._show, words))

    def _show(self, words: str, answered: Answered) -> None:
        if words == self._window.sidebar.search.text():
            self._window.results.show_answers(words, [hit_of(one) for one in answered.answers])
            self._name(words, list(answered.answers), 0)

    def _name(self, words: str, answers: list[Answer], number: int) -> None:
        """Say which question each answer is to, one after the other: typing goes before."""
        if number == len(answers):
            return

        def done(answer: Answer) -> None:
            if words != self._window.sidebar.search.text():
                return
            answers[number] = answer
            self._window.results.show_answers(words, [hit_of(one) for one in answers])
            self._name(words, answers, number + 1)

        self._indexing.ask(Naming(answers[number]), done)

    # ---- the episode -------------------------------------------------------------------------
    @Slot(str)
    def ask_here(self, words: str) -> None:
        """Answer from the text that is shown."""
        shown = self._session.shown
        if shown is None or not words:
            return
        if self._here is not None:
            self._here.cancel()

        def done(answered: Answered) -> None:
            self._here = None
            still = self._session.shown
            if still is not None and still.recording.id == shown.recording.id:
                hits = [hit_of(one) for one in answered.answers]
                self._window.places.questions.show_answers(words, hits)

        def failed(error: AppError) -> None:
            self._window.notices.fail(error)

        self._here = self._jobs.run(
            partial(_answers_here, shown, words), lane=Lane.MEDIA, done=done, failed=failed
        )


def is_question(words: str) -> bool:
    """Whether what is typed asks: it ends in a question mark, or begins as questions do."""
    said = words.casefold().split()
    if words.rstrip().endswith(("?", "？")):
        return any(letter.isalnum() for letter in words)
    return len(said) >= _LEAST_WORDS and said[0] in _first_words()


def _first_words() -> frozenset[str]:
    """Return the words that questions begin with, in the user's language."""
    return frozenset(
        _(
            "what what's why how who whose which when where is are was were do does did can could"
            " should would will has have"
        ).split()
    )


def hit_of(answer: Answer) -> Hit:
    """Return an answer as lists of places show it."""
    return Hit(
        recording_id=answer.recording_id,
        title=answer.title,
        show=answer.show,
        segment=answer.sentence_segment,
        speaker=answer.question,
        start_ms=answer.start_ms,
        error_ms=answer.error_ms,
        sentence=answer.sentence,
        score=answer.score,
        matches=(),
    )


def _answers_here(shown: OpenRecording, words: str, progress: Progress) -> Answered:
    recording = shown.recording
    named = recording.id, recording.title, recording.show
    segments = shown.transcript.segments
    return answers_in(named, segments, shown.questions, words, limit=_MOST_HERE)
