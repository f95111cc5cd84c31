"""Reported questions made direct: “how you got there” is asked as “how did you get there?”."""

import re

_SUBJECT = r"(?:you|we|they|he|she|it|i|that|this|there|people|one|you guys|you all|y'all)"
_ASKING = (
    r"(?:what|why|where|when|who|how(?:\s+(?:much|many|often|long|far|well|big))?"
    r"|(?:what|which|how much|how many)\s+(?:(?:kind|sort|type)s?\s+of\s+)?(?!of\b)\w+)"
)
_VERBS = (
    r"is|are|was|were|can|could|would|will|should|have|has|had|do|does|did|might|must|am"
    r"|isn't|aren't|wasn't|can't|couldn't|wouldn't|won't|shouldn't|haven't|hasn't|don't|doesn't"
    r"|didn't"
)
_REPORTED = re.compile(
    rf"(?P<asking>if|whether(?:\s+or\s+not)?|{_ASKING})\s+(?P<who>{_SUBJECT})"
    r"(?:(?P<short>'(?:s|re|ve|ll|d|m))|\s+(?P<verb>[\w']+))\b(?P<rest>.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_LONG_FORMS = {"'s": "is", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_ASKS_LATER = re.compile(
    r"(?:,|\band|\bor)\s+(?:what|how|why|which|is|are|do|does|did|can|would|will|should)\b"
)
_SAID_AGAIN = re.compile(r",\s+(?:if|whether)\b.*", re.DOTALL)
# The forms of verbs that people ask with; a question with another verb stays as it was said.
_PAST = {
    "got": "get",
    "went": "go",
    "came": "come",
    "made": "make",
    "said": "say",
    "saw": "see",
    "took": "take",
    "found": "find",
    "thought": "think",
    "told": "tell",
    "felt": "feel",
    "became": "become",
    "began": "begin",
    "built": "build",
    "chose": "choose",
    "wrote": "write",
    "started": "start",
    "ended": "end",
    "decided": "decide",
    "wanted": "want",
    "learned": "learn",
    "moved": "move",
    "used": "use",
    "worked": "work",
    "looked": "look",
    "picked": "pick",
    "happened": "happen",
    "needed": "need",
    "tried": "try",
    "changed": "change",
    "created": "create",
    "approached": "approach",
    "handled": "handle",
    "solved": "solve",
}
_PRESENT = frozenset(
    (
        *_PAST.values(),
        *("like", "love", "mean", "help", "live", "deal", "play", "hear", "believe", "recommend"),
        *("suggest", "prefer", "run", "test", "read", "set", "manage", "plan", "expect", "know"),
    )
)
_OWNED = re.compile(r"\s+(?:a|an|any|some|the|to|no|that|your|more|other)\b|\W*\Z")
_THIRD = {"goes": "go", "does": "do", "has": "have", "tries": "try"}


def direct(reported: str) -> str:
    """Return a reported question as it is asked directly; as it is where that is not sure."""
    found = _REPORTED.fullmatch(reported.replace("’", "'"))
    if found is None or _ASKS_LATER.search(found["rest"]):
        return reported
    verb, rest = _verb_first(found)
    if verb is None:
        return reported
    asking = "" if found["asking"].lower().startswith(("if", "whether")) else found["asking"] + " "
    asked = f"{asking}{verb} {found['who']}{_SAID_AGAIN.sub('', rest)}".rstrip(" .…?!") + "?"
    return asked[0].upper() + asked[1:]


def _verb_first(found: re.Match[str]) -> tuple[str | None, str]:
    """Return the verb that is put first, and what follows the one who is asked about."""
    if found["short"]:
        return _LONG_FORMS[found["short"].lower()], found["rest"]
    verb = found["verb"].lower()
    if re.fullmatch(_VERBS, verb) and not _is_main_verb(verb, found["rest"]):
        return verb, found["rest"]
    if verb in _PAST:
        return "did", f" {_PAST[verb]}{found['rest']}"
    if verb in _PRESENT or verb in ("have", "do"):
        return "do", f" {verb}{found['rest']}"
    plain = _THIRD.get(verb, verb.removesuffix("s"))
    if plain != verb and (plain in _PRESENT or verb in _THIRD):
        return "does", f" {plain}{found['rest']}"
    return None, ""


def _is_main_verb(verb: str, rest: str) -> bool:
    """Whether “have” or “do” is what somebody has or does, not a help for another verb."""
    if verb in ("have", "has", "had"):
        return _OWNED.match(rest) is not None
    return verb in ("do", "does", "did") and not rest.lower().startswith((" not ",))
