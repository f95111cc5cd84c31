"""Where the sentences of a paragraph begin and end."""

import re
from dataclasses import dataclass


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CLOSERS = "\"'”’»)\\]*_"
_OPENERS = "\"'“‘«(\\[*_¿¡"
_BOUNDARY = re.compile(
    rf"(?P<end>[.!?…]+[{_CLOSERS}]*)\s+(?=(?P<note>\[)?[{_OPENERS}]*(?P<next>\S))"
    rf"|(?P<wide>[。！？]+[」』”’）]*)\s*"
)
_LAST_WORD = re.compile(r"[\w.&'’-]+\Z")
_TITLES = _set(
    "dr mr mrs ms mx prof st sr jr rev gen col sgt capt lt sen rep gov hon vs eg ie e.g i.e cf viz "
    "approx fig eq vol ch pp nr dept est inc ltd co corp bros"
)
_BEFORE_FIGURES = _set("no nos p art sec op")
_MAY_END = _set("inc ltd co corp jr sr bros est dept")
_STARTERS = _set(
    "the a an and but so or i we you he she it they this that these those there here what when "
    "where why how who which if in on at for from to as then now well yes no yeah my our your his "
    "her its is are was do did does let because after before while"
)
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where one sentence stands in its paragraph: character offsets, end exclusive."""

    start: int
    end: int


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of ``text`` in order, without the blanks around them.

    Abbreviations, initials, decimals and list numbers do not end a sentence, nor does anything that
    goes on with a small letter. Closing quotes and brackets stay with what they close.
    """
    sentences: list[Sentence] = []
    start = len(text) - len(text.lstrip())
    for found in _BOUNDARY.finditer(text):
        end = found.end("end") if found["wide"] is None else found.end("wide")
        if found["wide"] is None and not _ends_sentence(text, start, found):
            continue
        sentences.append(Sentence(start, end))
        start = found.end()
    end = len(text.rstrip())
    if start < end:
        sentences.append(Sentence(start, end))
    return tuple(sentences)


def sentence_at(text: str, offset: int) -> Sentence | None:
    """Return the sentence a character offset lies in; blanks belong to the sentence before."""
    holder = None
    for sentence in split_sentences(text):
        if holder is not None and sentence.start > offset:
            break
        holder = sentence
    return holder


def _ends_sentence(text: str, start: int, found: re.Match[str]) -> bool:
    following = found["next"]
    if following.islower() and not found["note"]:
        return False
    stop = found["end"]
    if stop[0] != "." or stop.startswith(".."):
        return True
    word = _LAST_WORD.search(text, max(start, found.start() - 40), found.start())
    if word is None:
        return True
    return not _is_abbreviation(text, start, word, found)


def _is_abbreviation(text: str, start: int, word: re.Match[str], found: re.Match[str]) -> bool:
    token = word[0].strip("'’-.").lower()
    if token.isdigit():  # "1. First": a number in a list
        return word.start() == start
    if token in _BEFORE_FIGURES:
        return found["next"].isdigit()
    follower = re.compile(r"\w+").search(text, found.end())
    goes_on = follower is None or follower[0].lower() not in _STARTERS
    if token in _TITLES:
        return goes_on or token not in _MAY_END
    if _DOTTED.fullmatch(token):  # "U.S.", "a.m."
        return goes_on
    return len(token) == 1 and word[0].isupper() and token != "i" and goes_on
