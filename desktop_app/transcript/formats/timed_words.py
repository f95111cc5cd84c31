"""Words with times, as recognisers give them: laid on a text, or joined to sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.model import Word
from desktop_app.transcript.scripts import needs_blank

_UNSURE = 0.29  # the model has it that a word without a time is below 0.3
_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*\Z")
_NO_BLANK_BEFORE = re.compile(r"[.,;:!?…)\]”’。、，！？%]")
_PAUSE_MS = 1_500
_SHORT_PAUSE_MS = 600
_MANY, _TOO_MANY = 25, 45


@dataclass(slots=True)
class Item:
    """A word as a file has it. ``is_glued``: no blank before it. Not frozen: there are many."""

    text: str
    start_ms: int | None
    end_ms: int | None
    confidence: float = 1.0
    speaker: str | None = None
    is_glued: bool = False


def cues_of_items(items: Iterable[Item]) -> list[FileCue]:
    """Return the sentences that words make, by speaker, full stop, pause and length."""
    cues = []
    for group in _sentences([item for item in items if item.text.strip()]):
        text, words = joined_items(group)
        start_ms = next((one.start_ms for one in group if one.start_ms is not None), None)
        end_ms = max((one.end_ms for one in group if one.end_ms is not None), default=None)
        cues.append(FileCue(start_ms, end_ms, text, None, group[0].speaker, words))
    return cues


def joined_items(items: Sequence[Item]) -> tuple[str, tuple[Word, ...]]:
    """Return the text that words make, and the word for each of its whitespace-separated tokens."""
    pieces: list[str] = []
    words: list[Word] = []
    for item in items:
        tokens = item.text.split()
        is_glued = bool(pieces) and (
            item.is_glued
            or not needs_blank(pieces[-1], item.text)
            or (len(item.text) == 1 and bool(_NO_BLANK_BEFORE.match(item.text)))
        )
        if pieces and not is_glued:
            pieces.append(" ")
        pieces.append(" ".join(tokens))
        fresh = [_word(token, item, is_first=not at) for at, token in enumerate(tokens)]
        if is_glued and words and fresh:
            words[-1] = _glued(words[-1], fresh.pop(0))
        words += fresh
    return "".join(pieces), tuple(words)


def words_on(text: str, items: Sequence[Item]) -> tuple[Word, ...] | None:
    """Return the words of a text, each with the time of the items that its letters come from.

    None where no item has a time. Tokens that no item fits have none.
    """
    if not any(item.start_ms is not None for item in items):
        return None
    tokens = text.split()
    letters = "".join(tokens)
    if letters == "".join("".join(item.text.split()) for item in items):
        return tuple(_by_letters(tokens, items))
    return tuple(_by_likeness(tokens, items))


def _by_letters(tokens: Sequence[str], items: Sequence[Item]) -> Iterator[Word]:
    """Yield the words of tokens whose letters are exactly those of the items, in order."""
    place, left = 0, 0
    for token in tokens:
        mine: list[Item] = []
        wanted = len(token)
        while wanted > 0 and (left or place < len(items)):
            if not left:
                left = sum(not letter.isspace() for letter in items[place].text)
                place += 1
                if not left:
                    continue
                mine.append(items[place - 1])
            elif (
                not mine
            ):  # the rest of an item whose first token is done: it has no time of its own
                mine.append(Item("", None, None, items[place - 1].confidence))
            taken = min(left, wanted)
            left -= taken
            wanted -= taken
        yield _over(token, mine)


def _by_likeness(tokens: Sequence[str], items: Sequence[Item]) -> Iterator[Word]:
    """Yield the words of tokens; those that the items have, too, have their times."""
    plain_items = [_bare(item.text) for item in items]
    matcher = SequenceMatcher(None, [_bare(one) for one in tokens], plain_items, autojunk=False)
    found: dict[int, Item] = {}
    if len(tokens) * len(items) < 4_000_000:
        for block in matcher.get_matching_blocks():
            for at in range(block.size):
                found[block.a + at] = items[block.b + at]
    for place, token in enumerate(tokens):
        yield _over(token, [found[place]] if place in found else [])


def _over(token: str, items: Sequence[Item]) -> Word:
    start_ms = next((one.start_ms for one in items if one.start_ms is not None), None)
    ends = [one.end_ms for one in items if one.end_ms is not None]
    sure = min((one.confidence for one in items), default=0.0)
    return _timed(token, start_ms, ends[-1] if ends else None, sure)


def _word(token: str, item: Item, *, is_first: bool) -> Word:
    if not is_first:
        return Word(token, None, None, min(item.confidence, _UNSURE))
    return _timed(token, item.start_ms, item.end_ms, item.confidence)


def _timed(token: str, start_ms: int | None, end_ms: int | None, confidence: float) -> Word:
    if start_ms is None:
        return Word(token, None, None, min(confidence, _UNSURE))
    return Word(
        token, start_ms, end_ms if end_ms is None or end_ms >= start_ms else None, confidence
    )


def _glued(first: Word, second: Word) -> Word:
    start_ms = first.start_ms if first.start_ms is not None else second.start_ms
    end_ms = second.end_ms if second.end_ms is not None else first.end_ms
    is_mark = second.start_ms is None and not any(one.isalnum() for one in second.text)
    confidence = first.confidence if is_mark else min(first.confidence, second.confidence)
    return _timed(first.text + second.text, start_ms, end_ms, confidence)


def _bare(text: str) -> str:
    return re.sub(r"[^\w]+", "", text).casefold()


def _sentences(items: Sequence[Item]) -> Iterator[list[Item]]:
    for _speaker, turn in groupby(items, key=lambda item: item.speaker):
        held: list[Item] = []
        for item in turn:
            if held and _ends_before(held, item):
                yield held
                held = []
            held.append(item)
        if held:
            yield held


def _ends_before(held: Sequence[Item], item: Item) -> bool:
    if item.is_glued or _NO_BLANK_BEFORE.fullmatch(item.text.strip()):
        return False
    before = held[-1]
    if _SENTENCE_END.search(before.text.rstrip()) or len(held) >= _TOO_MANY:
        return True
    if before.end_ms is None or item.start_ms is None:
        return False
    pause_ms = item.start_ms - before.end_ms
    return pause_ms >= _PAUSE_MS or (len(held) >= _MANY and pause_ms >= _SHORT_PAUSE_MS)
