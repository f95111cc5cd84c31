"""The text of a WebVTT cue: tags, voices, times between words, entities, as the W3C reads them."""

import html
import re
from dataclasses import dataclass

from desktop_app.transcript.formats.tidy_text import tidy_lines

_TOKEN = re.compile(r"<(?P<tag>[^>]*)(?:>|\Z)|(?P<text>[^<]+)")
_TIME = re.compile(r"(?:(\d{2,}):)?(\d\d):(\d\d)\.(\d{3})")
_START = re.compile(r"(?P<name>[^\s.]*)(?:\.[^\s]*)?(?:\s+(?P<note>.*))?", re.DOTALL)
_SINGLE_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>\s][^<>]*)>([^<]*)(?:</v>\s*)?")
_UNTIDY = re.compile(r"[^\S\n ]|  | \n|\n |\n\n|^\s|\s\Z|[\u200b\ufeff\u200e\u200f\u2060]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


@dataclass(frozen=True, slots=True)
class CueText:
    """What a cue shows: its lines, who says them, and times of offsets in the text.

    ``turns`` are set where several voices speak; then ``voice`` is the first.
    """

    text: str
    voice: str | None = None
    turns: tuple[tuple[str | None, str], ...] = ()
    times_ms: tuple[tuple[int, int], ...] = ()


def read_cue_text(raw: str) -> CueText:
    """Return the text of a cue without its tags. What merely looks like a tag is one, too."""
    if "<" not in raw:
        return CueText(_tidy(_decoded(raw)))
    single = _SINGLE_VOICE.fullmatch(raw)
    if single is not None:
        return CueText(_tidy(_decoded(single[2])), " ".join(_decoded(single[1]).split()))
    pieces: list[str] = []
    times: list[tuple[int, int]] = []
    voices: list[tuple[str | None, int]] = [(None, 0)]
    length = 0
    for found in _TOKEN.finditer(raw):
        if found["text"] is not None:
            piece = _decoded(found["text"])
            pieces.append(piece)
            length += len(piece)
            continue
        tag = found["tag"]
        time = _TIME.fullmatch(tag.strip())
        if time is not None:
            times.append((length, _ms(time)))
        elif tag.startswith("/"):
            if tag[1:].strip() == "v" and voices[-1][0] is not None:
                voices.append((None, length))
        else:
            name, note = _start_tag(tag)
            if name == "v" and note:
                voices.append((note, length))
            elif name in ("br", "br/"):  # not WebVTT, but found in it
                pieces.append("\n")
                length += 1
    whole = "".join(pieces)
    text, moved = _tidy_with(whole, [offset for offset, _ms_ in times])
    named = _turns(whole, voices)
    names = [name for name, _said in named if name]
    return CueText(
        text,
        names[0] if names else None,
        named if len(set(names)) > 1 or (names and any(name is None for name, _ in named)) else (),
        tuple((at, moment_ms) for at, (_old, moment_ms) in zip(moved, times, strict=True)),
    )


def _turns(whole: str, voices: list[tuple[str | None, int]]) -> tuple[tuple[str | None, str], ...]:
    turns: list[tuple[str | None, str]] = []
    for place, (name, start) in enumerate(voices):
        end = voices[place + 1][1] if place + 1 < len(voices) else len(whole)
        said = _tidy(whole[start:end])
        if said and turns and turns[-1][0] == name:
            turns[-1] = (name, f"{turns[-1][1]} {said}")
        elif said:
            turns.append((name, said))
    return tuple(turns)


def _start_tag(tag: str) -> tuple[str, str | None]:
    found = _START.match(tag)
    if found is None:
        return "", None
    note = found["note"]
    return found["name"], " ".join(_decoded(note).split()) if note else None


def _ms(time: re.Match[str]) -> int:
    whole = int(time[1] or 0) * 3600 + int(time[2]) * 60 + int(time[3])
    return whole * 1000 + int(time[4])


def _decoded(text: str) -> str:
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def _tidy(text: str) -> str:
    return tidy_lines(text) if _UNTIDY.search(text) else text


def _tidy_with(text: str, offsets: list[int]) -> tuple[str, list[int]]:
    """Tidy a text and return where offsets in it have come to: the letters before them count."""
    tidy = _tidy(text)
    if not offsets or tidy == text:
        return tidy, offsets
    places = [place for place, letter in enumerate(tidy) if not letter.isspace()]
    moved = []
    for offset in offsets:
        letters = sum(not letter.isspace() for letter in text[:offset])
        moved.append(places[letters] if letters < len(places) else len(tidy))
    return tidy, moved
