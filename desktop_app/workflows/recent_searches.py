"""What was searched for lately, and the searches that are kept."""

import json
import logging
from dataclasses import dataclass, replace
from pathlib import Path

log = logging.getLogger(__name__)

MOST_RECENT = 10
MOST_KEPT = 30


@dataclass(frozen=True, slots=True)
class Searches:
    """Queries as they were typed, the newest first."""

    recent: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class RecentSearches:
    """Searches in a small file, a cache of habits: what cannot be read or written is let go."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.value = self._load()

    def remember(self, words: str) -> None:
        """Put a search that led somewhere before all others."""
        recent = _first(words, self.value.recent)[:MOST_RECENT]
        self._change(replace(self.value, recent=recent))

    def keep(self, words: str, *, is_kept: bool) -> None:
        """Keep a search until it is let go again."""
        others = tuple(kept for kept in self.value.kept if kept != words.strip())
        kept = _first(words, others)[:MOST_KEPT] if is_kept else others
        self._change(replace(self.value, kept=kept))

    def is_kept(self, words: str) -> bool:
        """Whether a search is among the kept."""
        return words.strip() in self.value.kept

    def _change(self, searches: Searches) -> None:
        if searches == self.value:
            return
        self.value = searches
        scratch = self._path.with_name(self._path.name + ".new")
        said = json.dumps({"recent": searches.recent, "kept": searches.kept}, ensure_ascii=False)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            scratch.write_text(said + "\n", "utf-8")
            scratch.replace(self._path)
        except OSError as error:
            log.warning("The searches are not remembered: %s", error)

    def _load(self) -> Searches:
        try:
            stored = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return Searches()
        if not isinstance(stored, dict):
            return Searches()
        return Searches(_strings(stored.get("recent")), _strings(stored.get("kept")))


def _first(words: str, others: tuple[str, ...]) -> tuple[str, ...]:
    words = words.strip()
    return (words, *(other for other in others if other != words)) if words else others


def _strings(value: object) -> tuple[str, ...]:
    found = value if isinstance(value, list) else ()
    return tuple(one for one in found if isinstance(one, str) and one.strip())
