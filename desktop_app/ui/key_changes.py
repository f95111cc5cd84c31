"""The user's own keys: what the table of actions is with them, and how one key is given away.

Changes map an action's name to all its keys, the one that is shown first. Only what differs from
the usual keys is in them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtGui import QKeySequence

from desktop_app.i18n import _
from desktop_app.ui.actions import Spec, action_table

Changes = Mapping[str, Sequence[str]]

FIXED = frozenset({"leave"})  # every window closes with Esc
_OF_THE_WINDOW = (
    *("Esc", "Tab", "Shift+Tab", "Return", "Enter", "Ctrl+Return", "Ctrl+Enter"),
    *("Up", "Down", "PgUp", "PgDown", "Home", "End", "Del", "Menu", "Shift+F10"),
    *("Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A"),
)


def changed_table(changes: Changes) -> tuple[Spec, ...]:
    """Return all actions with their keys as they are now.

    What the user chose goes before what is usual; no key belongs to two actions.
    """
    table = action_table()
    taken: set[str] = set()
    kept: dict[str, tuple[str, ...]] = {}
    for is_chosen in (True, False):
        for spec in table:
            if (spec.name in changes and spec.name not in FIXED) is is_chosen:
                wanted = changes[spec.name] if is_chosen else spec.keys
                keys = dict.fromkeys(written(key) for key in wanted)
                free = tuple(key for key in keys if key and key not in taken)
                taken.update(free)
                kept[spec.name] = free
    return tuple(replace(spec, keys=kept[spec.name]) for spec in table)


def written(key: str) -> str:
    """Return a key as the table writes it, whatever way it came; empty for none."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def native(key: str) -> str:
    """Return a key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def unusual(table: Sequence[Spec]) -> set[str]:
    """Return the names of the actions that have not their usual keys."""
    usual = {spec.name: [written(key) for key in spec.keys] for spec in action_table()}
    return {s.name for s in table if [written(key) for key in s.keys] != usual[s.name]}


def about_single_keys(table: Sequence[Spec]) -> str:
    """Return the sentence below the keys. Its second half is true of the usual keys only."""
    if not unusual(table) & {"play", "bookmark"}:
        return _("Single keys work when you are not typing. Add Ctrl to use Space and B anywhere.")
    return _("Single keys work when you are not typing.")


def owner_of(key: str, changes: Changes) -> Spec | None:
    """Return the action that a key belongs to now."""
    return next((spec for spec in changed_table(changes) if written(key) in spec.keys), None)


def why_not(key: str) -> str:
    """Return in a sentence why no action can have a key, empty for one that can be given."""
    if written(key) in {written(own) for own in _OF_THE_WINDOW}:
        return _("{key} moves in lists and texts and stays as it is.").format(key=native(key))
    return ""


def with_key(changes: Changes, name: str, key: str) -> dict[str, Sequence[str]]:
    """Return the changes after an action got a key, which is then nobody else's.

    It takes the place of the key that was shown; the action's other keys stay.
    """
    now = next(spec.keys for spec in changed_table(changes) if spec.name == name)
    others = [written(other) for other in _usual(name)[1:] if written(other) in now]
    keys = (written(key), *(other for other in others if other != written(key)))
    return _tidy({**_without(changes, keys), name: keys})


def without_keys(changes: Changes, name: str) -> dict[str, Sequence[str]]:
    """Return the changes after an action lost its keys."""
    return _tidy({**changes, name: ()})


def with_usual_keys(changes: Changes, name: str) -> dict[str, Sequence[str]]:
    """Return the changes after an action got its usual keys back, from whoever has them."""
    rest = {other: keys for other, keys in changes.items() if other != name}
    return _tidy(_without(rest, [written(key) for key in _usual(name)]))


def _usual(name: str) -> tuple[str, ...]:
    return next(spec.keys for spec in action_table() if spec.name == name)


def _without(changes: Changes, taken: Sequence[str]) -> dict[str, Sequence[str]]:
    """Return the changes with some keys taken from everybody who was given them."""
    return {
        name: tuple(key for key in keys if written(key) not in taken)
        for name, keys in changes.items()
    }


def _tidy(changes: Changes) -> dict[str, Sequence[str]]:
    """Leave out what is as usual."""
    usual = {spec.name: [written(key) for key in spec.keys] for spec in action_table()}
    return {
        name: tuple(keys)
        for name, keys in changes.items()
        if name in usual and [written(key) for key in keys] != usual[name]
    }
