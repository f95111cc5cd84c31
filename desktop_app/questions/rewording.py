"""A question worded so that it stands alone in a list, without the banter round it."""

import re

from desktop_app.questions.talk import QUESTION_MARK
from desktop_app.questions.wording import content

_LEAD_IN = re.compile(
    r"\A\W*(?:(?:so|and|but|well|okay|ok|alright|all right|yeah|yes|now|then|um|uh|oh|right|i mean"
    r"|like|also|maybe|you know|i guess)\b[\s,.:…-]*)*",
    re.IGNORECASE,
)
_LONG = 16  # words from which on only the clause that asks is kept
_CLAUSE = re.compile(
    r"(?:[,;:–—]|\s-{1,2}|\.\.\.|…|\b(?:and|so|but|is|was|then|know|ask|asked|wondering|curious"
    r"|wonder))\s+(?=(?:what|how|why|which|when|where|who|do you|did you|have you|are you|is there"
    r"|are there|can you|could you|would you|will you|should)\b)",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\A(?P<name>[A-Z][\w’'-]+),\s+|,\s+(?P<last>[A-Z][\w’'-]+)(?=[?.!]*\Z)")
_QUOTES = '"“”«»'
_LEAST = 4
_FEW = 3  # words of content that do not stand alone beside an “it”
_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|this|those|these|them|they|their|there|he|she|him|her|one|ones|so|here"
    r"|thing|things|stuff|else)\b",
    re.IGNORECASE,
)


def without_lead_in(text: str) -> str:
    """Return a sentence without the “So, yeah, well” before it."""
    found = _LEAD_IN.match(text)
    return text[found.end() :] if found else text


def quoted_question(text: str) -> str | None:
    """Return the question inside a sentence that reads one out, from its opening quote on."""
    for quote in ("“", '"', "«"):
        at = text.find(quote)
        if at >= 0 and QUESTION_MARK.search(text, at):
            return text[at + 1 :]
    return None


def leans_back(text: str) -> bool:
    """Whether a question says little by itself and points to what was said: “Why is that?”."""
    return len(set(content(text))) <= _FEW and _POINTS_BACK.search(text) is not None


def stand_alone(text: str, names: frozenset[str] = frozenset()) -> str:
    """Return the question in a sentence: what is quoted, or the clause that asks, tidied.

    ``names`` are first names of people spoken to; "Chris, what …" loses its "Chris".
    """
    asked = asked_clause(text)
    asked = _CALLED.sub(lambda found: _unless_named(found, names), asked)
    asked = without_lead_in(asked).strip(_QUOTES + " ")
    if not asked:
        return text
    return asked[0].upper() + asked[1:]


def asked_clause(text: str) -> str:
    """Return the part of a sentence that asks: what is quoted, or the last clause of a long one."""
    quoted = quoted_question(text)
    asked = text if quoted is None else _up_to_quote_end(quoted)
    asked = without_lead_in(asked).strip(_QUOTES + " ")
    if len(asked.split()) > _LONG:
        asked = _last_clause(asked)
    return asked


def _up_to_quote_end(quoted: str) -> str:
    end = min((at for quote in _QUOTES if (at := quoted.find(quote)) > 0), default=len(quoted))
    inside = quoted[:end]
    return inside if QUESTION_MARK.search(inside) else quoted


def _last_clause(asked: str) -> str:
    for found in reversed(list(_CLAUSE.finditer(asked))):
        rest = asked[found.end() :]
        if len(rest.split()) >= _LEAST:
            return rest
    return asked


def _unless_named(found: re.Match[str], names: frozenset[str]) -> str:
    return "" if (found["name"] or found["last"]) in names else found[0]
