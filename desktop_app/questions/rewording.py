"""A question worded so that it stands alone in a list, without the banter round it."""

import re

from desktop_app.questions.clauses import QUOTES, asked_clause, asks_directly, bare, clauses
from desktop_app.questions.wording import content, fold

_NOTES = re.compile(r"\[[^\]]*\]|\*+|_{2,}")
# A quote that began a sentence before ends here: “How do I do it?” etc.
_QUOTED_BEFORE = re.compile(r"\A(?P<asked>[^\"“”]*\?)[\"”].*\Z", re.DOTALL)
_CALLED = re.compile(
    r"\A(?P<first>[A-Z][\w’'-]+)(?:,|\s-{1,2}|\s[–—])\s+|,\s+(?P<last>[A-Z][\w’'-]+)(?=[?.!…]*\Z)"
    r"|,\s+(?P<amid>[A-Z][\w’'-]+)(?=,\s)"
)
_TAGS = re.compile(
    r"(?:,|\.\.\.|…|\s[–—-]{1,2})?\s+(?:(?:is that )?right|correct|yeah|okay|huh|you know|or not"
    r"|or what|or no|or (?:anything|something|whatever)(?: like that)?|by chance|if any|if you will"
    r"|please|is(?:n't| that) (?:it|so|true)|do you think so"
    r"|and (?:so on|all that|stuff like that))"
    r"(?=[?.!…]*\Z)",
    re.IGNORECASE,
)
_ASIDES = re.compile(
    r"(?:,|\A)\s*(?:you know|i mean|um+|uh+|like|i guess|i don't know|i think|kind of|sort of"
    r"|obviously|basically|actually|honestly|of course|maybe|well|again),\s*",
    re.IGNORECASE,
)
_HEDGES = re.compile(
    r"(?<!what )(?<!some )(?<!any )(?<!this )(?<!that )(?<!the )(?<!a )(?<!same )(?<!which )"
    r"(?<!every )(?<!certain )(?<!other )(?<!one )\b(?:kind|sort) of(?: like)?\s+",
    re.IGNORECASE,
)
_TWICE = re.compile(r"\b(?!that\b|had\b|very\b|is\b)([a-z][\w’']*|I)(?:,?\s+\1\b)+")
_RESTART = re.compile(r"\s*(?:--|—)\s+")
_NEW_THOUGHT = re.compile(r"(?:i|we|it|it's|i'm|that's|there's|because|you know)\b", re.IGNORECASE)
_FEW = 3  # words of content that do not stand alone beside an “it”
# What people are asked to do, and for.
_ASKING = frozenset(
    map(
        fold,
        (
            *("describe", "explain", "share", "elaborate", "expand", "thoughts", "take", "opinion"),
            *("view", "story", "process", "idea", "familiar", "happens", "mean", "feel", "work"),
            *("example", "history", "background", "details", "curious", "question", "interested"),
        ),
    )
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|this|those|these|them|they|their|there|he|she|him|her|one|ones|so|here"
    r"|thing|things|stuff|else)\b",
    re.IGNORECASE,
)


def leans_back(text: str) -> bool:
    """Whether a question says little by itself and points to what was said: “Why is that?”."""
    return len(set(content(text))) <= _FEW and points_back(text) > 0


def says_nothing_alone(text: str) -> bool:
    """Whether without the sentence before nobody knows what is asked: “Tell us about that.”."""
    return points_back(text) > 0 and len(set(content(text)) - _ASKING) == 0


def points_back(text: str) -> int:
    """Return how many words point to what was said before."""
    return len(_POINTS_BACK.findall(text))


def as_said(text: str) -> str:
    """Return a sentence without notes and the quotes round it, and not a word changed."""
    plain = _without_notes(text).strip(QUOTES + " ")
    return plain[:1].upper() + plain[1:] or text


def stand_alone(text: str, names: frozenset[str] = frozenset()) -> str:
    """Return the question in a sentence: what is quoted, or the clause that asks, tidied.

    ``names`` are first names of people spoken to; "Chris, what …" loses its "Chris".
    """
    return tidied(asked_clause(_uncalled(_without_notes(text), names)), names) or text


def wordings(text: str, names: frozenset[str] = frozenset()) -> list[str]:
    """Return all ways to show a sentence, the fullest first, each tidied."""
    found = (tidied(clause, names) for clause in clauses(_uncalled(_without_notes(text), names)))
    return list(dict.fromkeys(one for one in found if one))


def tidied(clause: str, names: frozenset[str] = frozenset()) -> str:
    """Return a clause as a list shows it; empty where nothing is left."""
    asked = _restarted(_QUOTED_BEFORE.sub(r"\g<asked>", _without_notes(clause)))
    asked = _HEDGES.sub("", _ASIDES.sub(" ", asked))
    asked = _TWICE.sub(r"\1", asked)
    asked = bare(_uncalled(asked, names))
    for _ in range(2):
        asked = _TAGS.sub("", asked)
        asked = _uncalled(asked, names)
    return _marked(asked.strip(QUOTES + " ,;:–—-"), asks="?" in clause)


def _without_notes(text: str) -> str:
    return " ".join(_NOTES.sub("", text).split())


def _uncalled(text: str, names: frozenset[str]) -> str:
    return _CALLED.sub(lambda found: _unless_named(found, names), bare(text) or text)


def _unless_named(found: re.Match[str], names: frozenset[str]) -> str:
    return "" if (found["first"] or found["last"] or found["amid"]) in names else found[0]


def _restarted(text: str) -> str:
    """Return a sentence without what its speaker broke off: “What is -- how do you …”."""
    parts = _RESTART.split(text)
    kept = parts[0]
    for part in parts[1:]:
        if asks_directly(part) or len(kept.split()) < 3:
            kept = part
        elif not (asks_directly(bare(kept)) and _NEW_THOUGHT.match(part)):
            kept = f"{kept} – {part}"
    return kept


def _marked(asked: str, asks: bool) -> str:
    """Return a question with a capital and the sign it ends with."""
    plain = asked.rstrip(" .…!?,;:–—-")
    if not plain:
        return ""
    asked_directly = asks_directly(plain)
    ending = "?" if asked_directly or asks else "." if asked.endswith((".", "!")) else ""
    if asked.endswith(("...", "…")) and ending == ".":
        ending = ""
    return plain[0].upper() + plain[1:] + ending
