"""A transcript's spoken paragraphs and sentences, counted once for everything asked of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from desktop_app.questions.language import knows_language
from desktop_app.questions.wording import content
from desktop_app.transcript.model import Segment
from desktop_app.transcript.scripts import words_in
from desktop_app.transcript.sentences import Sentence, split_sentences

QUESTION_MARK = re.compile(r"[?？؟]|か[。」]")  # also of Arabic and Japanese
SUBSTANCE = 15  # words that make a turn more than a back-channel
_CALLED_LAST = re.compile(r"\w,\s([A-Z][a-z]+)[?.!]")
_CALLED_FIRST = re.compile(
    r"(?:^|[.?!]\s)(?:(?:So|And|But|Well|Yeah|Yes|Okay|Thanks|Hi|Hey|Now),?\s)*([A-Z][a-z]+),\s",
    re.MULTILINE,
)
_THING = re.compile(r"\b(?:in|using|the|a|an|on|write|learn)\s([A-Z][a-z]+)\b")
_RUN_TURNS, _RUN_TURNS_UNNAMED = 25, 3
_RUN_WORDS = 600


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the talk: ``place`` is its segment's in the transcript, ``number`` its own."""

    place: int
    number: int
    sentence: Sentence
    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """How much of all question marks and of all words is one speaker's."""

    asked: float
    said: float


class Talk:
    """Spoken segments by their place in the transcript; empty ones and marks are passed over."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.spoken = [place for place, s in enumerate(segments) if s.is_speech and s.text.strip()]
        self.lengths = {place: words_in(segments[place].text) for place in self.spoken}
        self._order = {place: number for number, place in enumerate(self.spoken)}
        self._contents: dict[int, list[str]] = {}
        names = {segments[place].speaker for place in self.spoken}
        self.is_named = len(names) > 1

    @cached_property
    def lines(self) -> list[Line]:
        """All sentences in order."""
        return [
            Line(place, number, sentence, self.text(place)[sentence.start : sentence.end])
            for place in self.spoken
            for number, sentence in enumerate(split_sentences(self.text(place)))
        ]

    @cached_property
    def lines_of(self) -> dict[int, list[Line]]:
        """The sentences of each spoken segment."""
        found: dict[int, list[Line]] = {place: [] for place in self.spoken}
        for line in self.lines:
            found[line.place].append(line)
        return found

    @cached_property
    def shares(self) -> dict[str | None, Share]:
        """How much each speaker asks and says."""
        asked: Counter[str | None] = Counter()
        said: Counter[str | None] = Counter()
        for place in self.spoken:
            speaker = self.segments[place].speaker
            asked[speaker] += len(QUESTION_MARK.findall(self.text(place)))
            said[speaker] += self.lengths[place]
        all_asked, all_said = max(1, asked.total()), max(1, said.total())
        return {name: Share(asked[name] / all_asked, said[name] / all_said) for name in said}

    @cached_property
    def opener(self) -> str | None:
        """Who speaks first."""
        return self.segments[self.spoken[0]].speaker if self.spoken else None

    @cached_property
    def is_understood(self) -> bool:
        """Whether its language is one whose questions are known by their words."""
        return knows_language(self.segments)

    @cached_property
    def first_names(self) -> frozenset[str]:
        """The first names of those who speak; without names, those that people call each other."""
        if self.is_named:
            return frozenset(name.split()[0] for name in self.shares if name)
        text = "\n".join(self.text(place) for place in self.spoken)
        called = set(_CALLED_LAST.findall(text)) & set(_CALLED_FIRST.findall(text))
        return frozenset(called) - set(_THING.findall(text))

    @cached_property
    def _asks(self) -> list[bool]:
        return [QUESTION_MARK.search(self.text(place)) is not None for place in self.spoken]

    def asked_around(self, place: int, within: int) -> float:
        """Return the share of paragraphs so near, itself left out, that have a question mark."""
        number = self._order[place]
        near = self._asks[max(0, number - within) : number + within + 1]
        return (sum(near) - self._asks[number]) / (2 * within)

    def text(self, place: int | None) -> str:
        return "" if place is None else self.segments[place].text

    def length(self, place: int | None) -> int:
        """Return the number of words; 0 for no segment."""
        return 0 if place is None else self.lengths[place]

    def nearby(self, place: int, step: int) -> int | None:
        """Return the place of a spoken segment so many spoken segments away."""
        number = self._order[place] + step
        return self.spoken[number] if 0 <= number < len(self.spoken) else None

    def apart(self, place: int, other: int) -> int:
        """Return how many spoken segments lie between two, the second counted."""
        return abs(self._order[place] - self._order[other])

    def position(self, place: int) -> float:
        """Return where in the talk a segment stands, 0 to 1."""
        return self._order[place] / max(1, len(self.spoken) - 1)

    def is_other_voice(self, place: int, other: int | None) -> bool:
        """Whether somebody else speaks; without names every paragraph may be another's."""
        if other is None:
            return False
        return not self.is_named or self.segments[place].speaker != self.segments[other].speaker

    def answer_words(self, place: int) -> int:
        """Return how much others say before the asker says something of substance again."""
        run = 0
        turns = _RUN_TURNS if self.is_named else _RUN_TURNS_UNNAMED
        for step in range(1, turns + 1):
            other = self.nearby(place, step)
            if other is None or run > _RUN_WORDS:
                break
            if self.is_other_voice(place, other):
                run += self.lengths[other]
            elif self.lengths[other] >= SUBSTANCE:
                break
        return run

    def words_after(self, line: Line, count: int) -> Counter[str]:
        """Return the next words that say what the talk is about, and how often."""
        rest = content(self.text(line.place)[line.sentence.end :])
        return Counter(islice(self._going(line.place, 1, rest), count))

    def words_before(self, line: Line, count: int) -> Counter[str]:
        """Return the words before it that say what the talk is about, and how often."""
        rest = content(self.text(line.place)[: line.sentence.start])
        return Counter(islice(self._going(line.place, -1, rest[::-1]), count))

    def _going(self, place: int, step: int, first: list[str]) -> Iterator[str]:
        yield from first
        away = step
        while (other := self.nearby(place, away)) is not None:
            yield from self._content(other)[::step]
            away += step

    def _content(self, place: int) -> list[str]:
        if place not in self._contents:
            self._contents[place] = content(self.text(place))
        return self._contents[place]
