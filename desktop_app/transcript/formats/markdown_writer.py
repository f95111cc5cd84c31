"""Changelog Markdown, written so that reading it back gives the same transcript.

A file that was Markdown before keeps every byte that nobody changed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from desktop_app.i18n import _, ngettext
from desktop_app.timecode import HOUR_MS, SECOND_MS, clock_ms
from desktop_app.transcript.formats import changelog_markdown
from desktop_app.transcript.formats.format import Export, Writer, Written
from desktop_app.transcript.formats.names import is_mark
from desktop_app.transcript.formats.source import decode
from desktop_app.transcript.model import Evidence, Marker, Segment, Transcript

_NEEDS_ESCAPE = re.compile(r"[\\`*_\[\]<>~]|&(?=#?\w+;)")
_STARTS_LIKE_MARKUP = re.compile(r"(?:#{1,6}|[-+])(?=\s|$)|-(?=[\s-]*$)|(?P<name>\w+):")
_LONGEST_NAME = 40
_NAME = re.compile(r"\*\*[^*\n]+?(?::\s*\*\*|\*\*\s*:)")


def write(export: Export) -> Written:
    """Write a transcript; ``original``, if it was Markdown, is changed only where it must be."""
    transcript = export.transcript
    if export.original is not None and transcript.format == changelog_markdown.NAME:
        text = _edited(export.original, transcript)
        if text is not None:
            return Written(text)
    markers = _markers_to_write(transcript)
    paragraphs: list[str] = []
    speaker: str | None = None
    for segment in transcript.segments:
        times = markers.get(segment.index, [])
        if segment.is_speech:
            name = segment.speaker if segment.speaker != speaker else None
            speaker = segment.speaker or speaker
            paragraphs.append(_paragraph(name, segment.text, times))
        else:
            paragraphs.append(_mark(segment, times))
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return Written(text + "\n", tuple(_lost(transcript)))


def _edited(original: bytes, transcript: Transcript) -> str | None:
    """Return the original with only changed paragraphs replaced, or None where that cannot be."""
    source = decode(original, "")
    before = changelog_markdown.read(source).transcript
    pairs = list(zip(before.segments, transcript.segments, strict=False))
    if source.codec != "utf-8" or len(before.segments) != len(transcript.segments):
        return None
    if any(old.source != new.source or old.kind != new.kind for old, new in pairs):
        return None
    markers = defaultdict(list)
    for marker in before.markers:
        markers[marker.segment].append(marker)
    pieces, done = [], 0
    for old, new in pairs:
        if old.source is None or (old.text == new.text and old.speaker == new.speaker):
            continue
        pieces.append(original[done : old.source.start_byte])
        raw = original[old.source.start_byte : old.source.end_byte].decode()
        pieces.append(_changed(raw, old, new, markers[old.index]).encode())
        done = old.source.end_byte
    pieces.append(original[done:])
    return b"".join(pieces).decode()


def _changed(raw: str, old: Segment, new: Segment, markers: Sequence[Marker]) -> str:
    """Return a paragraph with its new speaker and words, the rest as it stood."""
    named = _NAME.match(raw)
    if old.speaker != new.speaker and new.speaker and named:
        raw = raw.replace(named[0], f"**{_name(new.speaker)}:**", 1)
    elif old.speaker != new.speaker and new.speaker:
        raw = f"**{_name(new.speaker)}:** {raw}"
    if old.text == new.text:
        return raw
    gone, instead = _difference(old.text, new.text)
    if gone and raw.count(_escaped(gone)) == 1:
        return raw.replace(_escaped(gone), _escaped(instead))
    name = new.speaker if named or old.speaker != new.speaker else None
    return _paragraph(name, new.text, markers)


def _difference(old: str, new: str) -> tuple[str, str]:
    """Return the words that differ: what stood between common beginnings and ends, and what now."""
    before, after = old.split(" "), new.split(" ")
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    first = max(0, first - 1)  # a word of context keeps an insertion in its place
    return (
        " ".join(before[first : len(before) - last]),
        " ".join(after[first : len(after) - last]),
    )


def _markers_to_write(transcript: Transcript) -> dict[int, list[Marker]]:
    markers: dict[int, list[Marker]] = defaultdict(list)
    for marker in transcript.markers:
        markers[marker.segment].append(marker)
    if transcript.markers:
        return markers
    for segment in transcript.segments:
        if segment.evidence in (Evidence.EXACT, Evidence.ALIGNED) and segment.start_ms is not None:
            markers[segment.index].append(Marker(segment.index, 0, segment.start_ms))
    return markers


def _paragraph(name: str | None, text: str, markers: Sequence[Marker]) -> str:
    body = _with_times(text, markers)
    return f"**{_name(name)}:** {body}".rstrip() if name else body


def _mark(segment: Segment, markers: Sequence[Marker]) -> str:
    """Write a mark so that it reads back as one: by a known name, or a short one with times."""
    text = segment.text
    at_edges = all(marker.word in (0, len(text.split())) for marker in markers)
    if at_edges and (is_mark(text) or (markers and len(text) <= _LONGEST_NAME)):
        times = " to ".join(rf"\[{_time(marker.moment_ms)}\]" for marker in markers)
        return f"**{_name(text)}:** {times}".rstrip()
    return f"**Song:** {_with_times(text, markers)}".rstrip()


def _with_times(text: str, markers: Sequence[Marker]) -> str:
    words = list(re.finditer(r"\S+", text))
    starts = [word.start() for word in words]
    pieces, done = [], 0
    for marker in markers:
        place = starts[marker.word] if marker.word < len(starts) else len(text)
        if marker.in_note:
            place = text.find("]", place)
            if place < 0 or place < done:
                continue
            pieces.append(f"{_escaped(text[done:place])} {_time(marker.moment_ms, note=True)}")
        else:
            blank_before = "" if not text[:place] or text[place - 1].isspace() else " "
            blank_after = " " if place < len(text) else ""
            time = rf"{blank_before}\[{_time(marker.moment_ms)}\]{blank_after}"
            pieces.append(_escaped(text[done:place]) + time)
        done = place
    pieces.append(_escaped(text[done:]))
    return _guarded("".join(pieces))


def _time(moment_ms: int, *, note: bool = False) -> str:
    """Return a time as such files have it: ``03:49``, ``01:02:03.45``; milliseconds if needed."""
    if moment_ms < HOUR_MS and moment_ms % SECOND_MS == 0 and not note:
        return f"{moment_ms // 60_000:02}:{moment_ms // SECOND_MS % 60:02}"
    return re.sub(r"(?<=\.\d\d)0$", "", clock_ms(moment_ms))


def _escaped(text: str) -> str:
    return _NEEDS_ESCAPE.sub(lambda found: f"\\{found[0]}", text)


def _guarded(text: str) -> str:
    """Escape a start that Markdown, or our own reader, would take for markup."""
    found = _STARTS_LIKE_MARKUP.match(text)
    if found is None:
        return text
    place = found.end() - 1 if found["name"] else 0
    return f"{text[:place]}\\{text[place:]}"


def _name(name: str) -> str:
    return " ".join(name.replace("*", "").split()).rstrip(": ")


def _lost(transcript: Transcript) -> Iterator[str]:
    segments = transcript.segments
    if not transcript.markers:
        estimated = sum(segment.is_estimated for segment in segments)
        if estimated:
            yield ngettext(
                "{count} estimated time was left out.",
                "{count} estimated times were left out.",
                estimated,
            ).format(count=estimated)
    if any(segment.words for segment in segments):
        yield _("The times of single words were left out.")
    if any(
        segment.end_ms is not None and segment.evidence is Evidence.EXACT for segment in segments
    ):
        yield _("Markdown has no ends: where paragraphs end was left out.")
    named = [segment for segment in segments if segment.is_speech]
    first = next((place for place, one in enumerate(named) if one.speaker), len(named))
    if any(segment.speaker is None for segment in named[first:]):
        yield _("Paragraphs without a speaker will read as the speaker before goes on.")


WRITER = Writer("md", "Markdown", ".md", write)
