"""Where on the page the voice is at a moment."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.transcript.lookup import SegmentLookup, Zone, offset_at
from desktop_app.transcript.model import Segment, Transcript
from desktop_app.ui.widgets.spoken_part import SpokenPart, SpokenParts


@dataclass(frozen=True, slots=True)
class VoicePlace:
    """A paragraph and what is being said in it; or a stretch that the text does not have.

    ``left_s`` is for how many seconds such a stretch goes on.
    """

    segment: Segment | None = None
    part: SpokenPart | None = None
    zone: Zone | None = None
    left_s: int = 0


NOWHERE = VoicePlace()


class VoicePlaces:
    """Finds the place of a moment; made once for a transcript."""

    def __init__(self, transcript: Transcript, zones: Sequence[Zone]) -> None:
        self._lookup = SegmentLookup(transcript.segments)
        self._parts = SpokenParts(transcript)
        self._zones = sorted(zones, key=lambda zone: zone.start_ms)
        self._zone_starts_ms = [zone.start_ms for zone in self._zones]
        self.has_times = any(s.is_speech and s.start_ms is not None for s in transcript.segments)

    def at(self, moment_ms: int) -> VoicePlace:
        """Return the place of a moment. In a breath between two paragraphs it is the first."""
        segment = self._lookup.at(moment_ms)
        zone = self._zone_at(moment_ms)
        if zone is not None and (segment is None or zone.kind == "within"):
            return VoicePlace(zone=zone, left_s=max(1, round((zone.end_ms - moment_ms) / 1_000)))
        if segment is None:
            segment = self._lookup.last_before(moment_ms)
        if segment is None:
            return NOWHERE
        return VoicePlace(segment, self._parts.at(segment, moment_ms))

    def next_start_ms(self, moment_ms: int) -> int | None:
        """Return when the next thing comes that can be marked: a word, a cue, a paragraph, a zone.

        Words are those of the paragraph of the moment asked for last.
        """
        part_ms = self._parts.next_start_ms(moment_ms)
        following = self._lookup.next_after(moment_ms)
        starts = [part_ms, following.start_ms if following is not None else None]
        place = bisect_right(self._zone_starts_ms, moment_ms)
        starts += self._zone_starts_ms[place : place + 1]
        return min((start for start in starts if start is not None), default=None)

    def _zone_at(self, moment_ms: int) -> Zone | None:
        place = bisect_right(self._zone_starts_ms, moment_ms) - 1
        if place < 0 or moment_ms >= self._zones[place].end_ms:
            return None
        return self._zones[place]


def line_offset(place: VoicePlace, moment_ms: int) -> int:
    """Return the character that is being spoken, estimated where nothing better is known."""
    if place.part is not None:
        return place.part.start
    return (offset_at(place.segment, moment_ms) or 0) if place.segment is not None else 0
