"""Words made comparable: small letters, no endings, no words that say nothing of the subject."""

import re
from collections.abc import Sequence
from functools import lru_cache


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*[+#]*")
_POSSESSIVE = re.compile(r"['’]s?\Z")

# Words of any question and of small talk; they say how something is asked, not what.
STOP_WORDS = _set(
    "a about above after again all also am an and any anyone anything are around as ask asked "
    "at be because been before being below best between both but by can cannot could did do "
    "does doing done down each else ever every few first for from further get give go going "
    "good got had has have having he her here hers him his how i if in into is it its just kind "
    "know let like little look lot made make many may maybe me mean might more most much must "
    "my need new next no nor not now of off oh okay on once one only or other our out over own "
    "people pretty put question questions quite really right said same say see she should show "
    "so some someone something sort still stuff such take talk tell than that the their them "
    "then there these they thing things think this those through time to too two um under until "
    "up us use used using very want was way we well were what when where whether which while "
    "who whole whom why will with would yeah yes you your yours dont im ive id youre thats "
    "whats theres theyre were weve youve isnt doesnt didnt cant wanna gonna"
)
# Forms of one verb that a page and a speaker choose freely.
_AUXILIARIES = {
    form: verb
    for verb, forms in {
        "be": "is are was were am be been being",
        "do": "do does did done",
        "have": "has have had",
        "will": "will would gonna",
    }.items()
    for form in forms.split()
}
_SHORTENED = {"'s": "be", "'re": "be", "'ll": "will", "'ve": "have", "'d": "will"}
_BEFORE_SHORT_BE = _set("what how who where why when that it there here he she")


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return a word without possessive and common endings, in small letters."""
    folded = _POSSESSIVE.sub("", word.casefold()).replace("'", "").replace("’", "")
    if len(folded) > 4 and folded.endswith("ies"):
        return folded[:-3] + "y"
    if len(folded) > 4 and folded.endswith(("sses", "shes", "ches", "xes")):
        return folded[:-2]
    if len(folded) > 2 and folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        folded = folded[:-1]
    for ending in ("ing", "ed"):
        stem = folded[: -len(ending)]
        if folded.endswith(ending) and len(stem) >= 4:
            return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
    return folded[:-1] if len(folded) > 4 and folded.endswith("e") else folded


def words(text: str) -> list[str]:
    """Return the words of a text as written, in order."""
    return _WORD.findall(text)


def fold_question(text: str) -> list[str]:
    """Return all words of a question in order, endings and forms of "to be" and such folded."""
    found: list[str] = []
    for word in words(text):
        plain = word.casefold().replace("’", "'")
        stem, apostrophe, ending = plain.partition("'")
        verb = _SHORTENED.get(apostrophe + ending)
        if verb and (ending != "s" or stem in _BEFORE_SHORT_BE):
            found += [stem, verb]
        else:
            found.append(_AUXILIARIES.get(plain) or fold(word))
    return found


def content(text: str) -> list[str]:
    """Return the folded words that say what a text is about, in order."""
    found = (fold(word) for word in words(text))
    return [word for word in found if word not in STOPS]


def common_beginning(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def initials(parts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the short forms of two to five neighbouring words, each with the words it stands for.

    ``["convolutional", "neural", "network"]`` has ``cnn`` among others.
    """
    found: dict[str, tuple[str, ...]] = {}
    for length in range(2, 6):
        for start in range(len(parts) - length + 1):
            run = tuple(parts[start : start + length])
            found.setdefault("".join(part[0] for part in run), run)
    return found


# The stop words as fold and fold_question write them.
STOPS = STOP_WORDS | frozenset(map(fold, STOP_WORDS)) | frozenset(_AUXILIARIES.values())
