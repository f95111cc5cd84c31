"""A file's own cues, written again as they are: with every voice, and with the times of words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.transcript.model import Cue, Transcript, Word

_LOOK_AHEAD = 60  # words that a cue may lack, as where captions roll up


@dataclass(frozen=True, slots=True)
class ShownCue:
    """One subtitle. ``words``, where they are known, are exactly ``text.split()``.

    ``is_own`` tells cues that the file had from those made here. Where several people speak,
    ``text`` names those after the first, and ``turns`` are who says what, each with the blank
    before it.
    """

    start_ms: int
    end_ms: int
    speaker: str | None
    text: str
    words: tuple[Word, ...] | None = None
    is_estimated: bool = False
    is_own: bool = False
    turns: tuple[tuple[str | None, str], ...] = ()


def own_cues(transcript: Transcript, *, with_speakers: bool) -> Iterator[ShownCue]:
    """Yield the cues of a file one by one."""
    words = [word for segment in transcript.segments for word in segment.words or ()]
    at = 0
    for cue in transcript.cues:
        tokens = cue.text.split()
        found = None if cue.turns else _place(words, tokens, at)
        mine: tuple[Word, ...] | None = None
        if found is not None:
            at = found + len(tokens)
            mine = tuple(words[found:at])
        if not cue.turns:
            name = cue.speaker if with_speakers else None
            yield ShownCue(cue.start_ms, cue.end_ms, name, cue.text, mine, is_own=True)
        elif not with_speakers:
            text = "".join(said for _name, said in _with_blanks(cue))
            yield ShownCue(cue.start_ms, cue.end_ms, None, text, is_own=True)
        else:
            yield _by_several(cue)


def _by_several(cue: Cue) -> ShownCue:
    turns = _with_blanks(cue)
    text = cue.text
    if _letters(text) == _letters("".join(said for _name, said in turns)):
        lines = [f"{name}: {said.strip()}" if name else said.strip() for name, said in turns]
        text = "\n".join((turns[0][1].strip(), *lines[1:]))
    return ShownCue(cue.start_ms, cue.end_ms, cue.speaker, text, is_own=True, turns=turns)


def _with_blanks(cue: Cue) -> tuple[tuple[str | None, str], ...]:
    """Return the turns of a cue, each with what stands before it in the cue's text."""
    turns, at = [], 0
    for name, said in cue.turns:
        place = at + len(cue.text[at:]) - len(cue.text[at:].lstrip())
        if cue.text.startswith(said, place):
            turns.append((name, cue.text[at:place] + said))
            at = place + len(said)
        else:  # its name stands before it
            turns.append((name, f"\n{said}" if turns else said))
    return tuple(turns)


def _letters(text: str) -> str:
    return "".join(text.split())


def _place(words: Sequence[Word], tokens: Sequence[str], at: int) -> int | None:
    """Return where the words of a cue begin among all words, a little further on at most."""
    if not tokens:
        return None
    for place in range(at, min(at + _LOOK_AHEAD, len(words) - len(tokens) + 1)):
        if words[place].text == tokens[0] and all(
            word.text == token
            for word, token in zip(words[place : place + len(tokens)], tokens, strict=True)
        ):
            return place
    return None
