"""The questions a talk takes up, found without any list: one a paragraph, the likeliest first."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.questions.clauses import quoted_question
from desktop_app.questions.signs import all_signs
from desktop_app.questions.talk import Line, Talk
from desktop_app.questions.weights import BIAS, STRUCTURE_BIAS, STRUCTURE_WEIGHTS, WEIGHTS

_ONE_MORE = re.compile(
    r"(?:yeah,? |and |or |but )*(?:and|or|also|maybe|plus|then)\b", re.IGNORECASE
)

# From this likelihood on a sentence is listed.
LEAST, LEAST_WITHOUT_NAMES = 0.42, 0.4
LEAST_BY_STRUCTURE = 0.38
# Other sentences of the paragraph that ask make it likelier by this share of their own likelihood.
_BESIDE = 0.3
# Two neighbouring paragraphs ask one question unless the second is surely its own.
SURE = 0.6


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence that asks, and how likely the episode takes its question up."""

    line: Line
    confidence: float


def ask_likelihoods(
    talk: Talk, weights: Mapping[str, float] | None = None, bias: float | None = None
) -> list[Asked]:
    """Return every sentence that may ask, in order, with its likelihood.

    In a language that is not known the weights are those of structure alone.
    """
    if weights is None or bias is None:
        learned = (WEIGHTS, BIAS) if talk.is_understood else (STRUCTURE_WEIGHTS, STRUCTURE_BIAS)
        weights, bias = learned
    return beside_others(
        [Asked(line, likelihood(signs, weights, bias)) for line, signs in all_signs(talk)]
    )


def likelihood(signs: Mapping[str, float], weights: Mapping[str, float], bias: float) -> float:
    """Return how likely a sentence with such signs asks what is taken up."""
    score = bias + sum(weights.get(name, 0.0) * value for name, value in signs.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def beside_others(alone: Sequence[Asked]) -> list[Asked]:
    """Raise the likelihood of sentences whose paragraph asks more than once."""
    by_place: dict[int, list[Asked]] = defaultdict(list)
    for asked in alone:
        by_place[asked.line.place].append(asked)
    raised = []
    for asked in alone:
        others = (1 - o.confidence for o in by_place[asked.line.place] if o is not asked)
        beside = _BESIDE * (1 - math.prod(others))
        raised.append(Asked(asked.line, asked.confidence + beside * (1 - asked.confidence)))
    return raised


def taken_up(talk: Talk, candidates: Sequence[Asked]) -> list[Asked]:
    """Return the sentences that are listed, in order: at most one a paragraph."""
    least = LEAST if talk.is_named else LEAST_WITHOUT_NAMES
    if not talk.is_understood:
        least = LEAST_BY_STRUCTURE
    taken: list[Asked] = []
    for asked in sorted(candidates, key=lambda one: -one.confidence):
        if asked.confidence < least:
            break
        apart = [talk.apart(asked.line.place, other.line.place) for other in taken]
        is_sure = asked.confidence >= SURE or _adds(talk, asked.line.place)
        if 0 not in apart and (1 not in apart or is_sure):
            taken.append(asked)
    return sorted(taken, key=lambda one: (one.line.place, one.line.number))


def _adds(talk: Talk, place: int) -> bool:
    """Whether a turn puts one more question to the one just asked: “And maybe even “How …””."""
    before = talk.nearby(place, -1)
    first = talk.lines_of[place][0].text
    return (
        talk.is_other_voice(place, before)
        and _ONE_MORE.match(first) is not None
        and quoted_question(first) is not None
    )
