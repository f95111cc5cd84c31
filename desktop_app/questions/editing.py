"""A list of questions as the user wants it: added to, worded anew, pointed elsewhere, hidden."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop_app.questions.question import Origin
from desktop_app.questions.talk import Line, Talk
from desktop_app.transcript.model import Transcript
from desktop_app.transcript.quotes import Passage, Quote, find_quote


@dataclass(frozen=True, slots=True)
class Entry:
    """A question with the sentence that asks it (None: it is asked nowhere)."""

    text: str
    line: Line | None
    origin: Origin
    confidence: float


@dataclass(frozen=True, slots=True)
class Edit:
    """What the user did to a question, found by its words, else by the sentence that asked it.

    An empty ``question`` is one the user added. ``text`` are its new words and ``place`` quotes
    the sentence that asks it from now on; None leaves what was. With neither it is hidden.
    ``segment`` was the paragraph of ``asked``: of sentences that are the same it tells which.
    """

    question: str
    asked: Quote | None
    text: str | None
    place: Quote | None
    segment: int | None = None


def edited(
    transcript: Transcript, talk: Talk, entries: Sequence[Entry], edits: Iterable[Edit]
) -> list[Entry]:
    """Return the entries after all edits, made one after the other.

    A question that the user worded or placed stays even where it would no longer be found.
    """
    kept = list(entries)
    for edit in edits:
        target = _target(transcript, kept, edit) if edit.question else None
        if edit.text is None and edit.place is None:
            kept = [entry for entry in kept if entry is not target]
            continue
        made = _made(transcript, talk, target, edit)
        if made is None:
            continue
        kept = [entry for entry in kept if entry is not target and not _gives_way(entry, made)]
        kept.append(made)
    return kept


def line_at(talk: Talk, passage: Passage) -> Line | None:
    """Return the sentence in which a passage begins, None where nothing is spoken."""
    if not 0 <= passage.segment < len(talk.segments):
        return None
    lines = talk.lines_of.get(passage.segment, [])
    ahead = (line for line in lines if line.sentence.end > passage.start)
    return next(ahead, lines[-1] if lines else None)


def _target(transcript: Transcript, entries: Sequence[Entry], edit: Edit) -> Entry | None:
    """Return the entry an edit is about: by its words; of several, or none, by its sentence."""
    named = [entry for entry in entries if entry.text == edit.question]
    if len(named) == 1:
        return named[0]
    passage = None if edit.asked is None else _find(transcript, edit.asked, edit.segment)
    if passage is None:
        return named[0] if named else None
    there = [
        entry
        for entry in named or entries
        if entry.line is not None and entry.line.place == passage.segment
    ]

    def away(entry: Entry) -> int:
        return 0 if entry.line is None else abs(entry.line.sentence.start - passage.start)

    return min(there, key=away, default=named[0] if named else None)


def _find(transcript: Transcript, quote: Quote, segment: int | None) -> Passage | None:
    is_there = segment is not None and segment < len(transcript.segments)
    near_ms = transcript.segments[segment].start_ms if is_there and segment is not None else None
    return find_quote(transcript, quote, near_ms)


def _made(transcript: Transcript, talk: Talk, target: Entry | None, edit: Edit) -> Entry | None:
    """Return what an edit makes of a question; None where its place is gone."""
    quote = edit.place or (edit.asked if target is None else None)
    line = None if target is None else target.line
    if quote is not None:
        passage = _find(transcript, quote, edit.segment)
        line = line if passage is None else line_at(talk, passage) or line
    if line is None and target is None:
        return None
    text = edit.text or (target.text if target is not None else edit.question)
    made = Entry(text, line, "user", 1.0)
    return (
        made
        if target is None
        else replace(target, text=text, line=line, origin="user", confidence=1.0)
    )


def _gives_way(entry: Entry, made: Entry) -> bool:
    """Whether the same sentence was found to ask, and is worded by the user now."""
    return entry.origin == "text" and entry.line is not None and entry.line == made.line
