"""The row that names a group in a list: an episode above its hits or bookmarks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """An episode's title and show over the rows that belong to it."""

    recording_id: str
    title: str
    show: str
    count: str

    is_heading = True
    tip = ""

    @property
    def key(self) -> object:
        return self.recording_id

    @property
    def words(self) -> str:
        return ", ".join(part for part in (self.title, self.show, self.count) if part)
