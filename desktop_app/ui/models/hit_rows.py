"""Rows of search results: the sentence with its matches, who says it and when, by episode."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop_app.i18n import _, ngettext
from desktop_app.search.query import Hit
from desktop_app.timecode import spoken
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.models.question_rows import shown_time


@dataclass(frozen=True, slots=True)
class HitRow:
    """One place found."""

    hit: Hit

    is_heading = False

    @property
    def key(self) -> object:
        return self.hit

    @property
    def meta(self) -> str:
        when = shown_time(self.hit.start_ms, self.hit.error_ms) or _("no time")
        return "  ·  ".join(part for part in (when, self.hit.speaker) if part)

    @property
    def words(self) -> str:
        start_ms = self.hit.start_ms
        when = _("no time") if start_ms is None else spoken(start_ms)
        who = f"{self.hit.speaker}, " if self.hit.speaker else ""
        return f"{who}{when}: {self.hit.sentence}"

    @property
    def tip(self) -> str:
        return _("Show in the text. The sound stays where it is.")


@dataclass(frozen=True, slots=True)
class MoreRow:
    """Stands for the hits of an episode that are not listed yet."""

    recording_id: str
    count: int

    is_heading = False

    @property
    def key(self) -> object:
        return ("more", self.recording_id)

    @property
    def words(self) -> str:
        return ngettext("Show {n} more here", "Show {n} more here", self.count).format(n=self.count)

    @property
    def tip(self) -> str:
        return ""


def hit_rows(
    hits: Sequence[Hit], opened: Collection[str] = (), *, first: int = 3
) -> list[HeadingRow | HitRow | MoreRow]:
    """Return the hits under their episodes, the episode with the best hit first.

    Of each episode only the ``first`` few, unless it is among the ``opened``; one hit more is
    listed where a row would stand for it alone.
    """
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.recording_id, []).append(hit)
    rows: list[HeadingRow | HitRow | MoreRow] = []
    for recording_id, group in groups.items():
        rows.append(HeadingRow(recording_id, group[0].title, group[0].show or "", str(len(group))))
        is_short = len(group) <= first + 1 or recording_id in opened
        shown = group if is_short else group[:first]
        rows += [HitRow(hit) for hit in shown]
        if len(shown) < len(group):
            rows.append(MoreRow(recording_id, len(group) - len(shown)))
    return rows


def count_sentence(shown: int, total: int, episodes: int) -> str:
    """Return what stands above the results: “26 places in 4 episodes”."""
    places = ngettext("{n} place", "{n} places", total).format(n=total)
    if shown < total:
        return _("{places}, the best {shown} shown").format(places=places, shown=shown)
    return ngettext("{places} in {n} episode", "{places} in {n} episodes", episodes).format(
        places=places, n=episodes
    )
