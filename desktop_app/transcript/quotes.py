"""Passages of a text, and quotes that find them again in another version of the text.

A quote is a W3C TextQuoteSelector: the words themselves with some text before and after.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from desktop_app.transcript.lookup import SegmentLookup, moment_at, offset_at
from desktop_app.transcript.model import Evidence, Segment, Transcript
from desktop_app.transcript.sentences import Sentence, split_sentences

CONTEXT_CHARS = 32
_PAUSE_MS = 5_000  # who bookmarks in a pause means what was said just before
_UNSURE_MS = 5_000  # at most this much more text when times are estimated
_ALIKE = 0.6  # share of a quote's words that a passage must have to be the same
_STEP = 4  # words: how exactly the place of a changed quote is guessed
_LIKELY = 5  # guesses that are looked at closely
_JOINT = "\n"
_TOKEN = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in the text: from a character of one segment up to one of the same or a later.

    ``start`` and ``end`` are offsets in the text of ``segment`` and ``segment_to``; end exclusive.
    """

    segment: int
    start: int
    segment_to: int
    end: int

    def touches(self, other: "Passage") -> bool:
        """Return whether two passages have text in common."""
        return (self.segment, self.start) < (other.segment_to, other.end) and (
            other.segment,
            other.start,
        ) < (self.segment_to, self.end)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text, with the text just before and after them."""

    exact: str
    prefix: str
    suffix: str


def passage_between(
    transcript: Transcript, start_ms: int, end_ms: int | None = None
) -> Passage | None:
    """Return the sentences spoken from one moment to another, or at one moment.

    In a short pause that is what was said before it; None in a longer one and without times.
    Where times are only estimated the sentences within some seconds belong to it too.
    """
    lookup = SegmentLookup(transcript.segments)
    spoken = _segment_near(lookup, start_ms)
    if spoken is None:
        return None
    unsure_ms = _unsure_ms(spoken)
    from_ms = start_ms - unsure_ms
    to_ms = start_ms + unsure_ms if end_ms is None else max(start_ms, end_ms - 1)
    before, after = lookup.at(from_ms), lookup.at(to_ms) or lookup.last_before(to_ms)
    first = before if before is not None and before.index <= spoken.index else spoken
    last = after if after is not None and after.index >= spoken.index else spoken
    opening, closing = _sentence_near(first, from_ms), _sentence_near(last, to_ms)
    if opening is None or closing is None:
        return None
    if first.index == last.index and closing.end < opening.end:
        closing = opening
    return Passage(first.index, opening.start, last.index, closing.end)


def span_of(transcript: Transcript, passage: Passage) -> tuple[int | None, int | None]:
    """Return when a passage is spoken: its first word's start, its last word's end."""
    first = transcript.segments[passage.segment]
    last = transcript.segments[passage.segment_to]
    end_ms = last.end_ms
    following = re.compile(r"\S").search(last.text, passage.end)
    if following is not None:
        end_ms = moment_at(last, following.start())
    return moment_at(first, passage.start), end_ms


def quote_of(transcript: Transcript, passage: Passage) -> Quote:
    """Return the words of a passage, with at least 32 characters on each side where there are."""
    text = _Text(transcript)
    start = text.place(passage.segment, passage.start)
    end = text.place(passage.segment_to, passage.end)
    return Quote(
        exact=text.whole[start:end],
        prefix=text.whole[_word_start(text.whole, start - CONTEXT_CHARS) : start],
        suffix=text.whole[end : _word_end(text.whole, end + CONTEXT_CHARS)],
    )


def find_quote(transcript: Transcript, quote: Quote, near_ms: int | None = None) -> Passage | None:
    """Return where the words of ``quote`` stand in the text, or None.

    They are looked for as they are; then without regard to case, blanks and punctuation; then
    with words changed, added or missing. Of several places the one with the same text around it
    is taken, then the one nearest to ``near_ms``.
    """
    if not quote.exact.strip():
        return None
    text = _Text(transcript)
    found = list(_exact(text, quote)) or list(_by_words(text, quote)) or list(_alike(text, quote))
    if not found:
        return None
    start, end = min(
        found, key=lambda span: (-text.context_kept(span, quote), text.distance(span, near_ms))
    )
    return text.passage(start, end)


class _Text:
    """All that is spoken as one string, and the way from its characters back to segments."""

    def __init__(self, transcript: Transcript) -> None:
        self._segments: list[Segment] = [s for s in transcript.segments if s.is_speech and s.text]
        self.whole = _JOINT.join(segment.text for segment in self._segments)
        self._starts: list[int] = []
        start = 0
        for segment in self._segments:
            self._starts.append(start)
            start += len(segment.text) + len(_JOINT)
        self._by_index = {segment.index: place for place, segment in enumerate(self._segments)}

    @cached_property
    def tokens(self) -> list[tuple[str, int, int]]:
        """The words, plain, with where they start and end."""
        return [
            (_plain(found[0]), found.start(), found.end()) for found in _TOKEN.finditer(self.whole)
        ]

    def place(self, index: int, offset: int) -> int:
        return self._starts[self._by_index[index]] + offset

    def passage(self, start: int, end: int) -> Passage:
        first = bisect_right(self._starts, start) - 1
        last = max(first, bisect_right(self._starts, end - 1) - 1)
        return Passage(
            self._segments[first].index,
            start - self._starts[first],
            self._segments[last].index,
            min(end - self._starts[last], len(self._segments[last].text)),
        )

    def distance(self, span: tuple[int, int], near_ms: int | None) -> int:
        if near_ms is None:
            return 0
        place = bisect_right(self._starts, span[0]) - 1
        moment_ms = moment_at(self._segments[place], span[0] - self._starts[place])
        return abs(moment_ms - near_ms) if moment_ms is not None else 0

    def context_kept(self, span: tuple[int, int], quote: Quote) -> int:
        """Return how many sides of the quote, 0 to 2, have the same words around them here."""
        before = _plain(self.whole[max(0, span[0] - 2 * CONTEXT_CHARS) : span[0]])
        after = _plain(self.whole[span[1] : span[1] + 2 * CONTEXT_CHARS])
        return int(before.endswith(_plain(quote.prefix))) + int(
            after.startswith(_plain(quote.suffix))
        )


def _exact(text: _Text, quote: Quote) -> Iterator[tuple[int, int]]:
    start = text.whole.find(quote.exact)
    while start >= 0:
        yield start, start + len(quote.exact)
        start = text.whole.find(quote.exact, start + 1)


def _by_words(text: _Text, quote: Quote) -> Iterator[tuple[int, int]]:
    wanted = [_plain(word) for word in _TOKEN.findall(quote.exact)]
    words = [word for word, _start, _end in text.tokens]
    for place in _places(words, wanted[0]) if wanted else ():
        if words[place : place + len(wanted)] == wanted:
            last = place + len(wanted) - 1
            yield text.tokens[place][1], _with_closing(text.whole, text.tokens[last][2], quote)


def _alike(text: _Text, quote: Quote) -> Iterator[tuple[int, int]]:
    """Find the stretch whose words, in order, are most like the quote and its surroundings."""
    before, exact, after = (
        [_plain(word) for word in _TOKEN.findall(part)]
        for part in (quote.prefix, quote.exact, quote.suffix)
    )
    if not exact:
        return
    wanted = before + exact + after
    words = [word for word, _start, _end in text.tokens]
    alike = [_Pairing(wanted, words, place) for place in _likely_starts(words, wanted)]
    inside = range(len(before), len(before) + len(exact))
    best = max(alike, key=lambda pairing: pairing.count(inside), default=None)
    if best is None or best.count(inside) < _ALIKE * len(exact):
        return
    first, last = best.edges(inside)
    yield text.tokens[first][1], _with_closing(text.whole, text.tokens[last][2], quote)


class _Pairing:
    """Which of the wanted words are which words of the text, around one place in it."""

    def __init__(self, wanted: Sequence[str], words: Sequence[str], place: int) -> None:
        slack = len(wanted) // 4 + 3
        low = max(0, place - slack)
        window = words[low : place + len(wanted) + slack]
        blocks = SequenceMatcher(None, wanted, window, autojunk=False).get_matching_blocks()
        self._pairs = [
            (block.a + step, low + block.b + step) for block in blocks for step in range(block.size)
        ]
        self._last_word = len(words) - 1

    def count(self, inside: range) -> int:
        return sum(ours in inside for ours, _theirs in self._pairs)

    def edges(self, inside: range) -> tuple[int, int]:
        """Return the first and last word of the text that stand for the wanted ones ``inside``.

        Changed words at an edge have no pair: the edge steps out to where they should be, but not
        into the words that are paired outside.
        """
        inner = [(ours, theirs) for ours, theirs in self._pairs if ours in inside]
        first = inner[0][1] - (inner[0][0] - inside.start)
        last = inner[-1][1] + (inside.stop - 1 - inner[-1][0])
        outer_before = [theirs for ours, theirs in self._pairs if ours < inside.start]
        outer_after = [theirs for ours, theirs in self._pairs if ours >= inside.stop]
        return (
            max(first, outer_before[-1] + 1 if outer_before else 0),
            min(last, outer_after[0] - 1 if outer_after else self._last_word),
        )


def _likely_starts(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Return where most of ``wanted`` would stand at their own distances; rare words count more."""
    places: dict[str, list[int]] = {word: [] for word in wanted}
    for place, word in enumerate(words):
        if word in places:
            places[word].append(place)
    votes: dict[int, float] = defaultdict(float)
    for offset, word in enumerate(wanted):
        for place in places[word]:
            for near in (-1, 0, 1):
                votes[(place - offset) // _STEP + near] += 1 / len(places[word])
    likely = sorted(votes, key=lambda step: -votes[step])[:_LIKELY]
    return [max(0, step * _STEP) for step in likely]


def _places(words: Sequence[str], word: str) -> list[int]:
    return [place for place, other in enumerate(words) if other == word]


def _plain(text: str) -> str:
    """Return words alone: no case, no punctuation, one blank between them."""
    return " ".join(
        word.casefold().replace("’", "").replace("'", "") for word in _TOKEN.findall(text)
    )


def _with_closing(whole: str, end: int, quote: Quote) -> int:
    """Take the punctuation after the last word along when the quote ended with some."""
    if quote.exact.rstrip()[-1:].isalnum():
        return end
    found = re.compile(r"[^\w\s]*").match(whole, end)
    return found.end() if found else end


def _word_start(whole: str, offset: int) -> int:
    while offset > 0 and not whole[offset - 1].isspace():
        offset -= 1
    return max(0, offset)


def _word_end(whole: str, offset: int) -> int:
    while offset < len(whole) and not whole[offset].isspace():
        offset += 1
    return min(len(whole), offset)


def _segment_near(lookup: SegmentLookup, moment_ms: int) -> Segment | None:
    spoken = lookup.at(moment_ms)
    if spoken is not None:
        return spoken
    before = lookup.last_before(moment_ms)
    if before is not None and before.end_ms is not None:
        return before if moment_ms - before.end_ms <= _PAUSE_MS else None
    return None


def _unsure_ms(segment: Segment) -> int:
    """Return how far around a moment the text may be meant too."""
    if segment.evidence is not Evidence.ESTIMATED:
        return 0
    return min(_UNSURE_MS, segment.error_ms or 0)


def _sentence_near(segment: Segment, moment_ms: int) -> Sentence | None:
    offset = offset_at(segment, moment_ms)
    sentences = split_sentences(segment.text)
    if offset is None or not sentences:
        return None
    return next((sentence for sentence in sentences if offset < sentence.end), sentences[-1])
