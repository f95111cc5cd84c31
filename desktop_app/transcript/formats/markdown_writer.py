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
    were, are = _by_segment(before.markers), _by_segment(transcript.markers)
    pieces, done = [], 0
    for old, new in pairs:
        is_same = old.text == new.text and old.speaker == new.speaker
        has_same_times = _times(were[old.index]) == _times(are[old.index])
        if old.source is None or (is_same and has_same_times):
            continue
        pieces.append(original[done : old.source.start_byte])
        raw = original[old.source.start_byte : old.source.end_byte].decode()
        if not is_same:
            raw = _changed(raw, old, new, were[old.index])
        if not has_same_times:
            raw = _with_new_times(raw, new, were[old.index], are[old.index])
        pieces.append(raw.encode())
        done = old.source.end_byte
    pieces.append(original[done:])
    return b"".join(pieces).decode()


def _by_segment(markers: Sequence[Marker]) -> defaultdict[int, list[Marker]]:
    grouped: defaultdict[int, list[Marker]] = defaultdict(list)
    for marker in markers:
        grouped[marker.segment].append(marker)
    return grouped


def _times(markers: Sequence[Marker]) -> list[tuple[int, int]]:
    return [(marker.word, marker.moment_ms) for marker in markers]


def _with_new_times(
    raw: str, segment: Segment, were: Sequence[Marker], are: Sequence[Marker]
) -> str:
    """Return a paragraph with other times, all else as it stands where that can be done."""
    named = _NAME.match(raw)
    added = are[: len(are) - len(were)] if len(are) > len(were) else []
    rest = are[len(added) :]
    is_at_start = all(marker.word == 0 and not marker.in_note for marker in added)
    if is_at_start and [m.word for m in were] == [m.word for m in rest]:
        for old, new in zip(were, rest, strict=True):
            stamp = _stamp(raw, old)
            if old.moment_ms != new.moment_ms and stamp is not None:
                raw = raw.replace(stamp, _time(new.moment_ms, note=old.in_note), 1)
        if all(_stamp(raw, marker) is not None for marker in rest):
            start = named.end() if named else 0
            times = "".join(rf"\[{_time(marker.moment_ms)}\] " for marker in added)
            blank = " " if named and times else ""
            return raw[:start] + blank + times + (raw[start:].lstrip() if times else raw[start:])
    if not segment.is_speech:
        return _mark(segment, are)
    return _paragraph(segment.speaker if named else None, segment.text, are)


def _stamp(raw: str, marker: Marker) -> str | None:
    """Return a time as it is written in a paragraph, None where it stands there otherwise."""
    stamps = (_time(marker.moment_ms, note=note) for note in (marker.in_note, True))
    return next((stamp for stamp in stamps if stamp in raw), None)


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
    markers = _by_segment(transcript.markers)
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


WRITER = Writer(
    "md", "Markdown", ".md", write, reads_as="changelog-markdown", extensions=(".markdown",)
)
