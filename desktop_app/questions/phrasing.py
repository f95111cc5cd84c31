"""In which words of a paragraph a list shows its question: which sentence, and which part of it.

People put a question two or three times over, with the case and an example around it. The wording
wanted is the one a reader of the list understands: about something, whole, and asked directly.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.questions.clauses import asked_clause, asks_directly, quoted_question
from desktop_app.questions.finding import Asked
from desktop_app.questions.rewording import (
    as_said,
    leans_back,
    points_back,
    says_nothing_alone,
    stand_alone,
    wordings,
)
from desktop_app.questions.signs import begins_with, hands_on, is_tag, may_ask, requests
from desktop_app.questions.talk import Line, Talk
from desktop_app.questions.weights import PHRASE_WEIGHTS
from desktop_app.questions.wording import content, words

_LONGEST = 36  # words of a sentence shown whole, where a part of it asks by itself
_LONGEST_NEEDED = 28  # words of one that is put before “Can you tell us about that?”
_LEAST_ADDED = 2  # words of content that it has to bring
_LONGEST_BEFORE = 16  # words of a sentence that is put before one that leans on it
# A question put in two sentences: nearly as good, so near, of so many words, of such a length.
_NEARLY, _NEAR, _LONGEST_TWO, _ALIKE = 0.4, 4, 26, 1.7
_MOST_LINES = 6  # before and after the likeliest
_AHEAD = 90


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that a list may show, and the sentence they were taken from."""

    text: str
    line: Line
    signs: Mapping[str, float]


def phrased(
    talk: Talk,
    asked: Asked,
    beside: Sequence[Asked],
    names: frozenset[str],
    weights: Mapping[str, float] = PHRASE_WEIGHTS,
) -> Phrase:
    """Return the best words for the question of a paragraph, two sentences where two ask it.

    ``beside`` are all sentences of the talk that may ask, with their likelihoods.
    """
    if not talk.is_understood:
        return Phrase(as_said(asked.line.text), asked.line, {})
    found = phrases(talk, asked, beside, names)
    worth = {id(one): sum(weights.get(n, 0.0) * x for n, x in one.signs.items()) for one in found}
    ranked = sorted(found, key=lambda one: -worth[id(one)])
    best = ranked[0]
    nearly = (one for one in ranked[1:] if worth[id(best)] - worth[id(one)] <= _NEARLY)
    second = next((one for one in nearly if _go_together(best, one)), None)
    if second is None:
        return best
    first, last = sorted((best, second), key=lambda one: one.line.number)
    return Phrase(f"{first.text} {last.text}", first.line, best.signs)


def _go_together(best: Phrase, other: Phrase) -> bool:
    """Whether two sentences ask so near, so briefly and so alike in length that both are shown."""
    shorter, longer = sorted((len(best.text.split()), len(other.text.split())))
    return (
        0 < abs(best.line.number - other.line.number) <= _NEAR
        and all(one.signs["asks"] and not one.signs["is joined"] for one in (best, other))
        and not other.signs["hands on"]
        and not set(content(other.text)) <= set(content(best.text))
        and not set(content(best.text)) <= set(content(other.text))
        and shorter + longer <= _LONGEST_TWO
        and longer <= _ALIKE * shorter
    )


def phrases(
    talk: Talk, asked: Asked, beside: Sequence[Asked], names: frozenset[str]
) -> list[Phrase]:
    """Return what a list may show for the question of a paragraph, each with its signs."""
    likely = {a.line.number: a.confidence for a in beside if a.line.place == asked.line.place}
    lines = [line for line in talk.lines_of[asked.line.place] if _is_near(line, asked.line)]
    asking = [line.number for line in lines if may_ask(line.text)]
    subject = _subject(talk, asked.line, lines)
    found = []
    for line in lines:
        for rank, (text, is_joined) in enumerate(_texts(talk, line, names)):
            signs = {
                **_form(text, line),
                **_place(line, asked.line, asking, likely),
                **_about(text, subject),
                "is joined": is_joined,
                "says nothing alone": not is_joined and says_nothing_alone(text),
                "is whole": rank == 0,
            }
            found.append(Phrase(text, line, {name: float(x) for name, x in signs.items()}))
    return found or [Phrase(stand_alone(asked.line.text, names), asked.line, {})]


def _is_near(line: Line, asked: Line) -> bool:
    return abs(line.number - asked.number) <= _MOST_LINES


def _texts(talk: Talk, line: Line, names: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield what may be shown of a sentence, and whether the sentence before stands before it."""
    usual = stand_alone(line.text, names)
    found = list(dict.fromkeys((*wordings(line.text, names), usual)))
    brief = [text for text in found if len(text.split()) <= _LONGEST]
    for text in brief or found:
        yield text, False
    if line.number and leans_back(usual):
        before = stand_alone(talk.lines_of[line.place][line.number - 1].text, names)
        longest = _LONGEST_NEEDED if says_nothing_alone(usual) else _LONGEST_BEFORE
        adds = set(content(before)) - set(content(usual))
        if len(before.split()) <= longest and len(adds) >= _LEAST_ADDED and not leans_back(before):
            yield f"{before}{'' if before.endswith(('?', '.')) else '.'} {usual}", True


def _subject(talk: Talk, asked: Line, lines: Sequence[Line]) -> dict[str, float]:
    """Return what the paragraph and the talk after it are about, and how much each word counts."""
    ahead = talk.words_after(lines[-1], _AHEAD)
    own: dict[str, int] = {}
    for line in lines:
        for word in set(content(line.text)):
            own[word] = own.get(word, 0) + 1
    return {word: (min(3, count - 1) + min(3, ahead[word])) for word, count in own.items()}


def _form(text: str, line: Line) -> dict[str, float]:
    count = len(words(text))
    return {
        "asks": text.endswith("?"),
        "asks directly": asks_directly(text),
        "requests": requests(text),
        **{f"begins with {name}": begins for name, begins in begins_with(text).items()},
        "is tag": is_tag(line.text),
        "hands on": hands_on(text),
        "is quoted": quoted_question(line.text) is not None,
        "words": math.log1p(count),
        "up to 4 words": count <= 4,
        "5 to 7 words": 4 < count <= 7,
        "14 to 20 words": 13 < count <= 20,
        "over 20 words": count > 20,
        "over 30 words": count > 30,
        "points back": min(3, points_back(text)),
        "leans back": leans_back(text),
        "is the last clause": text.rstrip("?.") in asked_clause(line.text),
        "alternatives": " or " in text,
        "several": text.count("?") > 1 or re.search(r"[?.] \w", text) is not None,
        "broken": "–" in text or "..." in text,
    }


def _place(
    line: Line, asked: Line, asking: Sequence[int], likely: Mapping[int, float]
) -> dict[str, float]:
    return {
        "is likeliest": line.number == asked.number,
        "likelihood": likely.get(line.number, 0.0),
        "may ask": line.number in likely,
        "first that asks": bool(asking) and line.number == asking[0],
        "last that asks": bool(asking) and line.number == asking[-1],
        "before the likeliest": line.number < asked.number,
        "far from the likeliest": min(5, abs(line.number - asked.number)),
    }


def _about(text: str, subject: Mapping[str, float]) -> dict[str, float]:
    own = set(content(text))
    worth = sum(subject.get(word, 0.0) for word in own)
    return {
        "content": min(8, len(own)),
        "no content": not own,
        "one word of content": len(own) == 1,
        "subject": math.log1p(worth),
        "subject a word": worth / max(1, len(own)),
        "share of content": len(own) / max(1, len(words(text))),
    }
