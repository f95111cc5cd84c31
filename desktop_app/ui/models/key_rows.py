"""Rows of the list of keys: an action and the keys that do it."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.i18n import _
from desktop_app.ui.actions import Spec
from desktop_app.ui.key_changes import FIXED, Changes, native
from desktop_app.ui.models.heading_row import HeadingRow


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One action. ``is_changed`` where its keys are not the usual ones."""

    spec: Spec
    is_changed: bool

    is_heading = False

    @property
    def key(self) -> object:
        return self.spec.name

    @property
    def is_fixed(self) -> bool:
        return self.spec.name in FIXED

    @property
    def keys(self) -> str:
        """All its keys in words."""
        return _(" or ").join(native(key) for key in self.spec.keys) or _("no key")

    @property
    def words(self) -> str:
        changed = _("changed") if self.is_changed else ""
        return ", ".join(part for part in (self.spec.words, self.keys, changed) if part)

    @property
    def tip(self) -> str:
        return ""


def key_rows(table: Sequence[Spec], changes: Changes) -> list[KeyRow | HeadingRow]:
    """Return a row per action, below a heading for each group."""
    rows: list[KeyRow | HeadingRow] = []
    group = ""
    for spec in table:
        if spec.group != group:
            group = spec.group
            rows.append(HeadingRow(group, group, "", ""))
        rows.append(KeyRow(spec, spec.name in changes))
    return rows
