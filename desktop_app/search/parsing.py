"""Reading what stands in a search field.

Words must all be there; ``OR``, ``NOT``, ``-word``, brackets, ``"phrases"``, ``begin*``, ``wor?d``,
``word~`` and the conditions ``speaker: show: in: after: before: has:bookmark`` say it more exactly.
What makes no sense that way is taken as plain words: there are no wrong queries.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop_app.search.asked import (
    AFTER,
    BEFORE,
    BOOKMARK,
    FIELDS,
    HAS,
    About,
    AllOf,
    AnyOf,
    Asked,
    Node,
    NotThis,
    Phrase,
    Query,
)
from desktop_app.search.words import spans_of, squeeze, words_of

QUOTES = '"“”„‟«»＂'
_QUOTE = f"[{QUOTES}]"
_SIGNS = re.compile(
    rf"(?P<blank>\s+)"
    rf"|(?P<open>-?\((?=\S))"
    rf"|(?P<close>\)(?=[\s)]|$))"
    rf"|(?P<not>-(?=[\w{QUOTES}*(]))"
    rf"|(?P<field>(?:{'|'.join(FIELDS)}):(?=\S|$))"
    rf"|(?P<quoted>{_QUOTE}[^{QUOTES}]*(?:{_QUOTE}|$))"
    rf"|(?P<word>(?:[^\s{QUOTES})]|\)(?![\s)]|$))+)",
    re.IGNORECASE,
)
# Letters of African languages stand for * and ? while a word is divided and folded.
_STAND_INS = {"*": "ʘ", "?": "ǂ"}
_LIKE = re.compile(r"(?P<word>.*\w)~(?P<edits>[12]?)$", re.DOTALL)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_MOST_DEPTH = 20
_SHORT = 4  # letters; in words up to here one edit makes another word


class _NoSense(Exception):
    """The signs of a query do not fit together."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """One piece of what was typed."""

    kind: str  # a group of _SIGNS, or and, or
    text: str


def parse_query(text: str, *, is_typing: bool = False) -> Query:
    """Return what ``text`` asks for. Any text will do; one without words asks for nothing.

    Words in quotes stand side by side; so do the parts of one word that punctuation divides, as in
    “open-source”. An unclosed quote goes to the end. While the user is typing, the last word is
    taken as the beginning of one, unless a blank or a quote ends it, and what is not finished yet
    is not looked at.
    """
    is_open = is_typing and bool(text) and not text[-1].isspace() and text[-1] not in QUOTES
    try:
        reader = _Reader(list(_signs(text)), is_typing=is_typing)
        root = reader.read()
        is_open = is_open and reader.is_word_last
    except (_NoSense, RecursionError):
        root = AllOf(tuple(_plain_phrases(text)))
    if root is None:
        root = AllOf(())
    elif not isinstance(root, AllOf):
        root = AllOf((root,))
    return Query(_begun(root) if is_open else root)


def needs_bookmarks(text: str) -> bool:
    """Whether what ``text`` asks for can only be told by one who knows the bookmarks."""
    return any(about.field == HAS for about in parse_query(text, is_typing=True).conditions)


def instead(text: str, wrong: str, right: str) -> str:
    """Return ``text`` with one word, folded and without apostrophes, replaced by another."""
    changed = text
    for word, (start, end) in reversed(list(zip(words_of(text), spans_of(text), strict=True))):
        if squeeze(word) == wrong:
            changed = changed[:start] + right + changed[end:]
    return changed


def _signs(text: str) -> Iterator[_Sign]:
    place = 0
    is_start = True  # where a word may begin: “-” and “(” mean something only there
    while place < len(text):
        found = _SIGNS.match(text, place)
        if found is None:  # a bracket that closes nothing, inside a word
            raise _NoSense
        kind = str(found.lastgroup)
        if kind in ("open", "not", "field") and not is_start:
            found = re.compile(rf"[^\s{QUOTES})]+").match(text, place)
            assert found is not None
            kind = "word"
        if kind == "open" and found[0][0] == "-":
            yield _Sign("not", "-")
        if kind == "word" and found[0] in ("AND", "OR", "NOT"):
            kind = found[0].lower()
        if kind != "blank":
            yield _Sign(kind, found[0])
        is_start = kind in ("blank", "open", "not", "quoted")
        place = found.end()


class _Reader:
    """Reads signs from left to right: OR binds least, then words side by side, then NOT."""

    def __init__(self, signs: list[_Sign], *, is_typing: bool) -> None:
        self._signs = signs
        self._place = 0
        self._depth = 0
        self._is_typing = is_typing
        self.is_word_last = False

    def read(self) -> Node | None:
        node = self._any()
        if self._place < len(self._signs):
            raise _NoSense
        return node

    @property
    def _kind(self) -> str:
        return self._signs[self._place].kind if self._place < len(self._signs) else "end"

    def _take(self) -> _Sign:
        self.is_word_last = False
        self._place += 1
        return self._signs[self._place - 1]

    def _any(self) -> Node | None:
        parts = [self._all()]
        while self._kind == "or":
            self._take()
            self._not_the_end()
            parts.append(self._all())
        found = [part for part in parts if part is not None]
        if len(found) < len(parts) and len(parts) > 1 and not self._is_typing:
            raise _NoSense
        if not found:
            return None
        return found[0] if len(found) == 1 else AnyOf(tuple(found))

    def _all(self) -> Node | None:
        parts: list[Node] = []
        is_joined = True  # nothing stands before an AND
        while self._kind not in ("or", "close", "end"):
            if self._kind == "and":
                if is_joined:
                    raise _NoSense
                self._take()
                self._not_the_end()
                is_joined = True
                continue
            node = self._one()
            is_joined = False
            if isinstance(node, AllOf):
                parts += node.parts
            elif node is not None:
                parts.append(node)
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _one(self) -> Node | None:
        sign = self._take()
        match sign.kind:
            case "not":
                self._not_the_end()
                node = self._one() if self._kind not in ("and", "or", "close", "end") else None
                if node is None and not self._is_typing:
                    raise _NoSense
                return None if node is None else NotThis(node)
            case "open":
                return self._group()
            case "field":
                return self._about(sign.text[:-1].lower())
            case _:
                self.is_word_last = True
                return _together(sign)

    def _group(self) -> Node | None:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise _NoSense
        node = self._any()
        if self._kind == "close":
            self._take()
        elif not self._is_typing:
            raise _NoSense
        self._depth -= 1
        return node

    def _about(self, field: str) -> Node | None:
        value = ""
        if self._kind in ("word", "quoted"):
            value = self._take().text.strip(QUOTES).strip()
        if _is_value(field, value):
            return About(field, BOOKMARK if field == HAS else value)
        if self._is_typing and self._kind == "end" and not value.startswith(("[", "{")):
            return None  # more is to come
        raise _NoSense

    def _not_the_end(self) -> None:
        """Refuse an end here, unless more is to come."""
        if self._kind == "end" and not self._is_typing:
            raise _NoSense


def _is_value(field: str, value: str) -> bool:
    """Whether a condition may have this value."""
    match field:
        case field if field in (AFTER, BEFORE):
            return _DATE.fullmatch(value) is not None
        case field if field == HAS:
            return value.casefold() in (BOOKMARK, BOOKMARK + "s")
        case _:
            return bool(words_of(value)) and not value.startswith(("[", "{"))


def _together(sign: _Sign) -> Node | None:
    """Return the phrase that a word or what stands in quotes is."""
    text, edits = sign.text, 0
    if sign.kind == "word" and (found := _LIKE.fullmatch(text)):
        text = found["word"]
        edits = int(found["edits"] or 0) or (1 if len(text) <= _SHORT else 2)
    words = list(_asked(text))
    if edits and len(words) == 1 and words[0].is_plain:
        words = [replace(words[0], edits=edits)]
    return Phrase(tuple(words)) if words else None


def _asked(text: str) -> Iterator[Asked]:
    """Yield the words of a text, of which some may be patterns."""
    if "*" not in text and "?" not in text:
        yield from (Asked(squeeze(word)) for word in words_of(text))
        return
    held = text.replace("*", _STAND_INS["*"])
    held = re.sub(rf"(?<=[\w])\?(?=[\w])|\?(?={_STAND_INS['*']})", _STAND_INS["?"], held)
    for word in words_of(held):
        pattern = squeeze(word)
        for sign, letter in _STAND_INS.items():
            pattern = pattern.replace(letter, sign)
        pattern = re.sub(r"\*+", "*", pattern)
        if "*" not in pattern and "?" not in pattern:
            yield Asked(pattern)
        elif pattern.endswith("*") and not set("*?") & set(pattern[:-1]):
            if pattern != "*":
                yield Asked(pattern[:-1], is_prefix=True)
        elif set(pattern) - set("*?"):
            yield Asked(pattern, is_pattern=True)


def _begun(root: AllOf) -> AllOf:
    """Return a query whose last word is a beginning."""
    return AllOf((*root.parts[:-1], *map(_with_beginning, root.parts[-1:])))


def _with_beginning(node: Node) -> Node:
    match node:
        case Phrase((*words, last)) if last.is_plain:
            return Phrase((*words, replace(last, is_prefix=True)))
        case AllOf((*parts, last)):
            return AllOf((*parts, _with_beginning(last)))
        case AnyOf((*parts, last), least):
            return AnyOf((*parts, _with_beginning(last)), least)
        case NotThis(part):
            return NotThis(_with_beginning(part))
        case _:
            return node


def _plain_phrases(text: str) -> Iterator[Phrase]:
    """Yield the words of a query, those together that must stand side by side."""
    quotes = [place for place, char in enumerate(text) if char in QUOTES]
    together: list[Asked] = []
    last_end = 0
    for word, (start, end) in zip(words_of(text), spans_of(text), strict=True):
        if together and _parts(text, quotes, last_end, start):
            yield Phrase(tuple(together))
            together = []
        together.append(Asked(squeeze(word)))
        last_end = end
    if together:
        yield Phrase(tuple(together))


def _parts(text: str, quotes: Sequence[int], end: int, start: int) -> bool:
    """Whether what lies between two words of a query parts them."""
    quotes_before, quotes_after = bisect_right(quotes, end - 1), bisect_right(quotes, start - 1)
    if quotes_before != quotes_after:
        return True
    is_quoted = quotes_after % 2 == 1
    return not is_quoted and any(char.isspace() for char in text[end:start])
