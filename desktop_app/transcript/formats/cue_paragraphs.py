"""Pieces of speech joined to paragraphs that read well: by speaker, pause, stop and length."""

import re
from collections.abc import Sequence

from desktop_app.i18n import _
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.model import Evidence, Kind, Segment, SourceSpan, Word
from desktop_app.transcript.scripts import joined_cues, needs_blank_between_cues, words_in

_CLOSERS = "\"'”’»)]♪ \n"
_SENTENCE_ENDS = frozenset(".!?…。！？؟।")
_CLAUSE_ENDS = frozenset(",;:–—-、，；")
_SOUND = re.compile(
    r"[\[(♪♫*\s]+(?P<what>[^\[\]()♪♫*]*?\b(?:music|jingle|applause|song|theme|intro|outro)\b"
    r"[^\[\]()♪♫*]*?)[\])♪♫*\s]+|[♪♫\s]+",
    re.IGNORECASE,
)
_FIRST_UNSPACED = "\u0e00"  # Thai; no script before it lacks blanks between words
_LONG_PAUSE_MS = 4_000
_PAUSE_MS = 2_000
_BREATH_MS = 700
_ENOUGH_FOR_A_PAUSE = 15
_ENOUGH, _PLENTY, _TOO_MUCH = 60, 90, 120


_SOUND_SIGNS = frozenset("[(♪♫*")


class Paragraphs:
    """Takes pieces in the order of time and makes segments of them."""

    def __init__(self, source: Source | None, *, has_words: bool, in_order: bool = False) -> None:
        self._source = source if source is not None and not source.data else None
        self._is_plain = in_order and source is not None and source.has_a_byte_a_letter
        self._has_words = has_words
        self._segments: list[Segment] = []
        self._places: list[tuple[int, int] | None] = []
        self._held: list[FileCue] = []
        self._speaker: str | None = None
        self._end_ms = 0
        self._size = 0

    def add(self, piece: FileCue) -> None:
        """Take the next piece: into the paragraph that is held, or a new one."""
        text = piece.text
        sound = _sound(text) if text[:1] in _SOUND_SIGNS else None
        if self._held and (sound or self._breaks(piece)):
            self._close()
        if sound:
            self._emit([piece], None, sound)
            return
        self._speaker = piece.speaker or (None if text.startswith(">>") else self._speaker)
        if not text:
            return
        self._held.append(piece)
        end_ms = piece.end_ms or 0
        if end_ms > self._end_ms:
            self._end_ms = end_ms
        blanks = text.count(" ") + text.count("\n") + 1
        is_usual = len(text) < 12 * blanks and (text.isascii() or _is_spaced(text))
        self._size += blanks if is_usual else words_in(text)

    def finish(self) -> tuple[Segment, ...]:
        """Return the segments, with their bytes where the source has them."""
        if self._held:
            self._close()
        places = [place for place in self._places if place is not None]
        if self._source is None or len(places) < len(self._segments):
            return tuple(self._segments)
        spans = self._spans(places)
        return tuple(map(_with_source, self._segments, spans))

    def _spans(self, places: Sequence[tuple[int, int]]) -> list[SourceSpan]:
        """Return the bytes of stretches that may overlap or run backwards."""
        assert self._source is not None
        offsets = sorted({offset for place in places for offset in place})
        ends = self._source.bytes_at(offsets)
        at = dict(zip(offsets, ends, strict=True))
        return [SourceSpan(at[first], at[last]) for first, last in places]

    def _span_now(self, pieces: Sequence[FileCue]) -> SourceSpan | None:
        """Return the bytes of a paragraph at once, where a letter is a byte and cues in order."""
        first, last = pieces[0].place, pieces[-1].place
        if not self._is_plain or first is None or last is None or self._source is None:
            return None
        before = self._source.bom_bytes
        return SourceSpan(before + first[0], before + last[1])

    def _breaks(self, piece: FileCue) -> bool:
        """Whether a new paragraph starts at ``piece``."""
        if piece.speaker is not None and piece.speaker != self._speaker:
            return True
        if piece.text.startswith(">>"):  # in captions of television: somebody else speaks
            return True
        pause_ms = (piece.start_ms or 0) - self._end_ms
        if pause_ms >= _LONG_PAUSE_MS:
            return True
        size = self._size
        if size < _ENOUGH_FOR_A_PAUSE:
            return False
        last = self._held[-1].text.rstrip(_CLOSERS)[-1:]
        if last in _SENTENCE_ENDS:
            return size >= _ENOUGH or pause_ms >= _PAUSE_MS
        if size >= _PLENTY and (last in _CLAUSE_ENDS or pause_ms >= _BREATH_MS):
            return True
        return size >= _TOO_MUCH

    def _close(self) -> None:
        self._emit(self._held, self._speaker, None)
        self._held, self._end_ms, self._size = [], 0, 0

    def _emit(self, pieces: Sequence[FileCue], speaker: str | None, sound: str | None) -> None:
        first = pieces[0]
        texts = [_on_one_line(piece.text) if "\n" in piece.text else piece.text for piece in pieces]
        self._segments.append(
            Segment(
                index=len(self._segments),
                kind=Kind.MARK if sound else Kind.SPEECH,
                text=sound or joined_cues(texts),
                speaker=speaker,
                start_ms=first.start_ms,
                end_ms=self._end_ms if not sound else first.end_ms,
                source=self._span_now(pieces),
                evidence=Evidence.ESTIMATED if first.error_ms else Evidence.EXACT,
                error_ms=first.error_ms,
                words=_words(pieces) if self._has_words and not sound else None,
            )
        )
        if self._is_plain:
            return
        places = [piece.place for piece in pieces if piece.place is not None]
        edge = (min(one for one, _ in places), max(one for _, one in places)) if places else None
        self._places.append(edge)


def _is_spaced(text: str) -> bool:
    """Whether a text has blanks between its words, by a look at three of its letters."""
    letters = (text[0], text[len(text) // 2], text[-1])
    return all(letter < _FIRST_UNSPACED or letter in _CLOSERS for letter in letters)


def _with_source(one: Segment, span: SourceSpan) -> Segment:
    """Return a segment with its bytes: as ``replace`` does, in a third of the time."""
    return Segment(
        one.index,
        one.kind,
        one.text,
        one.speaker,
        one.start_ms,
        one.end_ms,
        one.evidence,
        one.error_ms,
        span,
        one.words,
    )


def _on_one_line(text: str) -> str:
    text = text.replace("\n", " ")
    return " ".join(text.split()) if "  " in text else text


def _words(pieces: Sequence[FileCue]) -> tuple[Word, ...]:
    """Return the words of a paragraph; where pieces meet without a blank, two words are one."""
    words: list[Word] = []
    before = ""
    for piece in pieces:
        tokens = piece.text.split()
        mine = piece.words if piece.words and len(piece.words) == len(tokens) else None
        fresh = list(mine or (Word(token, None, None, 0.0) for token in tokens))
        if words and fresh and not needs_blank_between_cues(before, piece.text):
            words[-1] = together(words[-1], fresh.pop(0))
        words += fresh
        before = piece.text
    return tuple(words)


def together(first: Word, second: Word) -> Word:
    """Return two words as one, with the time from the start of the first to the second's end."""
    start_ms = first.start_ms if first.start_ms is not None else second.start_ms
    end_ms = second.end_ms if second.end_ms is not None else first.end_ms
    return Word(
        first.text + second.text, start_ms, end_ms, min(first.confidence, second.confidence)
    )


def _sound(text: str) -> str | None:
    """Return what is heard where a piece is nothing but that."""
    found = _SOUND.fullmatch(text)
    if found is None:
        return None
    what = " ".join((found["what"] or "").split())
    return what[:1].upper() + what[1:] if what else _("Music")
