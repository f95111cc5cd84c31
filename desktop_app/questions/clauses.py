"""The part of a sentence that asks: quoted, reported after “I wonder”, or its last clause."""

import re

from desktop_app.questions.inversion import direct
from desktop_app.questions.talk import QUESTION_MARK

QUOTES = '"“”«»'
_LEAD_IN = re.compile(
    r"\A\W*(?:(?:so|and|but|well|okay|ok|alright|all right|yeah|yes|now|then|um|uh|oh|ah|right"
    r"|hey|hi|i mean|like|also|maybe|you know(?! what)|i guess|just|cool|great|awesome|sure"
    r"|anyway|again|basically|actually|i don't know|gotcha|got it|because|or)\b"
    r"(?!\s+(?:as|to)\b)[\s,.:…!-]*)*",
    re.IGNORECASE,
)
# What a question begins with, direct or reported.
_OPENERS = (
    r"(?:what|how|why|which|when|where|who|whose|whether|if|is|are|was|were|do|does|did|can|could"
    r"|would|will|should|have|has|had|any|what's|how's|where's|who's|isn't|aren't|don't|doesn't"
    r"|didn't|tell|talk|explain|describe|walk)\b"
)
_STRONG_OPENERS = (
    r"(?:what|how|why|which|when|where|who|whose|what's|how's|where's|who's)\b"
    r"|(?:is|are|was|were|do|does|did|can|could|would|will|should|have|has)\s+"
    r"(?:you|we|they|he|she|it|i|there|that|this|these|those|one|people|the|your|my|our)\b"
)
_CASE = (
    r"(?:if|when|as|for|in|from|with|given|once|without|before|after|since|say|let's say|suppose)"
)
_AFTER_HEAD = (
    r"[\s,:;.…–—-]*"
    r"(?:(?:that|is|was|like|this|about|on|into|in terms of|as to|just)\b[\s,:;…–—-]*)*"
)
_HEADS = (
    r"(?:(?:my|the|a|an|another|one|first|second|third|next|last|final|big|main|other|quick|real"
    r"|these|those|our)\s+(?:\w+\s+){0,3}?questions?\b"
    r"(?:[^?]{0,80}?\b(?:is|was|are|would be|becomes|then)\b)?)",
    r"(?:curious|wonder(?:ed|ing|s)?|interested)(?:\s+(?:to|in)\s+(?:know|hear|see|learn"
    r"|understand|knowing|hearing))?",
    r"(?:love|like|want(?:s|ed)?|wanna|going|gonna|have|got|gotta|let me|should|must|'ll|will)\s+"
    r"(?:to\s+)?(?:\w+\s+)?(?:ask|know|hear|understand|get a sense|dig into|talk about)"
    r"(?:\s+(?:you|him|her|them|us|guys|from you|both|of|about|more))*",
    r"what (?:\w+ )?(?:concerns|worries|interests|bothers|puzzles|strikes|intrigues) me"
    r"(?: most| about this)?",
    r"let me ask(?:\s+you)?(?:\s+this)?",
    r"(?:asks|asked|says|writes|wrote|is asking|is wondering)(?:\s+(?:us|me|you|here))*",
)
_REPORTED = re.compile(
    rf"\A[^?]{{0,160}}?\b(?:{'|'.join(_HEADS)}){_AFTER_HEAD}"
    rf"(?=[\s“\"]*(?:{_OPENERS}|{_CASE}\b[^?,]{{2,80}},\s*{_OPENERS}))",
    re.IGNORECASE,
)
_HAS_HEAD = re.compile(
    r"question|curious|wonder|interest|ask|know|hear|understand|sense|dig|talk about|say|writes"
    r"|wrote|(?:es|s) me\b",
    re.IGNORECASE,
)
# “This one is popular - what …”, “I don't know, is that …”
_AFTER_DASH = re.compile(
    rf"\A(?P<head>[^?]{{3,}}?)(?:\s[-–—]{{1,2}}|\s*[–—:;]|\.\.\.|…)\s*(?:(?:so|and|but)\b,?\s+)?"
    rf"(?=(?:{_STRONG_OPENERS}))",
    re.IGNORECASE,
)
_OPENS = re.compile(rf"\W*(?:{_OPENERS})", re.IGNORECASE)
_SETS_A_CASE = re.compile(rf"\W*{_CASE}\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:[,;:–—]|\s-{1,2}|\.\.\.|…|\b(?:and|so|but|is|was|then|know|ask|asked|wondering|curious"
    r"|wonder))\s+(?=(?:what|how|why|which|when|where|who|do you|did you|have you|are you|is there"
    r"|are there|is it|can you|could you|would you|will you|should)\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"(?:(?<=\s)|\A)[\"“«](?P<inside>[^\"”»]+)")
_ASKS_ITSELF = re.compile(rf"(?:{_STRONG_OPENERS})", re.IGNORECASE)
_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|can|could|would|will|should|have|has|had|might|am)(?:n't)?"
)
_ASKED_DIRECTLY = re.compile(
    rf"(?:{_AUXILIARY}|what's|how's|who's|where's|why not)\b"
    rf"|(?:what|how|why|which|when|where|who|whose)\b(?:\s+(?!(?:i|you|we|they|he|she|it|that)\b)[\w'-]+){{0,5}}?\s+{_AUXILIARY}"
    r"\s+(?:you|we|they|he|she|it|i|that|this|there|the|a|an|your|my|our|people|one|these|those)\b"
    rf"|(?:what|who)\s+{_AUXILIARY}\b",
    re.IGNORECASE,
)
_LONG = 16  # words from which on only the clause that asks is kept
_LONG_CASE = 28  # with “If you began anew, …” before it, which it needs
_LEAST = 4


def without_lead_in(text: str) -> str:
    """Return a sentence without the “So, yeah, well” before it."""
    found = _LEAD_IN.match(text)
    return text[found.end() :] if found else text


def quoted_question(text: str) -> str | None:
    """Return the question inside a sentence that reads one out, without its quotes.

    A quote that is never closed goes on in the next sentence. What a direct question quotes
    ("Did they say “Can we have it?”") is not what is asked.
    """
    for found in _QUOTED.finditer(text):
        if QUESTION_MARK.search(found["inside"]):
            before = without_lead_in(text[: found.start()])
            return None if _ASKS_ITSELF.match(before) else found["inside"]
    return None


def asked_clause(text: str) -> str:
    """Return the part of a sentence that asks: what is quoted, or the last clause of a long one."""
    quoted = quoted_question(text)
    asked = bare(text if quoted is None else quoted)
    asked = without_head(asked)
    return last_clause(asked) if is_long(asked) else asked


def clauses(text: str) -> list[str]:
    """Return what may be shown of a sentence: all of it, and each part that asks by itself."""
    found = [without_head(bare(quoted_question(text) or text))]
    found += [
        rest
        for one in tuple(found)
        for cut in _CLAUSE.finditer(one)
        if asks_directly(rest := one[cut.end() :])
    ]
    long_enough = (one for one in found if len(one.split()) >= _LEAST or one == found[0])
    return list(dict.fromkeys(long_enough))


def asks_directly(text: str) -> bool:
    """Whether a text is put as a question: “How do you …”, not “How you …”."""
    return _ASKED_DIRECTLY.match(text.replace("’", "'")) is not None


def bare(text: str) -> str:
    """Return a sentence without lead-in and quotes round it."""
    return without_lead_in(text).strip(QUOTES + " ")


def without_head(asked: str) -> str:
    """Return a question without what announces it: “I'm curious …”, “This one is popular - …”."""
    for _ in range(3):
        found = _REPORTED.match(asked) if _HAS_HEAD.search(asked) else None
        if found is None and not _OPENS.match(asked):
            found = _AFTER_DASH.match(asked)
        if found is None or len(asked[found.end() :].split()) < _LEAST:
            return asked
        asked = direct(bare(asked[found.end() :]))
    return asked


def is_long(asked: str) -> bool:
    """Whether so much is said before the clause that asks that a list leaves it out."""
    return len(asked.split()) > (_LONG_CASE if _SETS_A_CASE.match(asked) else _LONG)


def last_clause(asked: str) -> str:
    """Return the last clause that asks, all where none does."""
    for found in reversed(list(_CLAUSE.finditer(asked))):
        rest = asked[found.end() :]
        if len(rest.split()) >= _LEAST and asks_directly(rest):
            return rest
    return asked
