"""What stands on the text: search hits and bookmarks, found by paragraph."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.transcript.quotes import Passage

TO_THE_END = 1 << 30

Hit = tuple[int, int, int]  # segment, start, end


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of one paragraph's text. ``number`` says of which hit or bookmark."""

    start: int
    end: int
    number: int
    is_first: bool = True


class TextMarks:
    """Hits and bookmarks, each asked for by the segments that are in view."""

    def __init__(self) -> None:
        self.hits: tuple[Hit, ...] = ()
        self.current_hit: int | None = None
        self._hits: dict[int, list[Stretch]] = {}
        self._kept: dict[int, list[Stretch]] = {}

    def set_hits(self, hits: Sequence[Hit]) -> None:
        self.hits = tuple(hits)
        self.current_hit = None
        by_segment: dict[int, list[Stretch]] = defaultdict(list)
        for number, (segment, start, end) in enumerate(hits):
            by_segment[segment].append(Stretch(start, end, number))
        self._hits = dict(by_segment)

    def set_bookmarks(self, passages: Sequence[Passage]) -> None:
        by_segment: dict[int, list[Stretch]] = defaultdict(list)
        for number, kept in enumerate(passages):
            for segment in range(kept.segment, kept.segment_to + 1):
                is_first = segment == kept.segment
                start = kept.start if is_first else 0
                end = kept.end if segment == kept.segment_to else TO_THE_END
                by_segment[segment].append(Stretch(start, end, number, is_first))
        self._kept = dict(by_segment)

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a hit nor a bookmark on the page."""
        return not self._hits and not self._kept

    def hits_in(self, segment: int) -> Sequence[Stretch]:
        return self._hits.get(segment, ())

    def bookmarks_in(self, segment: int) -> Sequence[Stretch]:
        return self._kept.get(segment, ())
