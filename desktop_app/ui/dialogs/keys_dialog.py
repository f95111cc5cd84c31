"""All keys on one sheet, from the table of actions."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.actions import Spec
from desktop_app.ui.key_changes import about_single_keys
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.key_cap import KeyCap
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton, Weight
from desktop_app.ui.widgets.scroll_page import ScrollPage
from desktop_app.ui.widgets.sheet import Sheet

_COLUMNS = 2
_SIZE = QSize(860, 720)
_ONE_COLUMN_PX = 880  # a narrower window has one column
_NO_KEY = "–"
_SHORT = {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "PgDown": "PgDn",
    "Return": "Enter",
    "Backspace": "⌫",
}


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of the sheet: what happens, and the keys that do it, each in Qt's own writing."""

    words: str
    keys: tuple[str, ...]


def key_groups(specs: Sequence[Spec]) -> dict[str, list[KeyLine]]:
    """Return the lines of the sheet by group; two actions that belong together share one."""
    groups: dict[str, list[KeyLine]] = {}
    waiting: Spec | None = None
    for spec in specs:
        lines = groups.setdefault(spec.group, [])
        if waiting is not None:
            lines.append(KeyLine(waiting.pair, (_first(waiting), _first(spec))))
            waiting = None
        elif spec.pair:
            waiting = spec
        else:
            lines.append(KeyLine(spec.words, (_first(spec),)))
    return groups


def _first(spec: Spec) -> str:
    return spec.keys[0] if spec.keys else _NO_KEY


class KeysDialog(Sheet):
    """The keyboard sheet, for a table of actions with the keys as they are now."""

    change_wanted = Signal()

    def __init__(self, table: Sequence[Spec], parent: QWidget | None = None) -> None:
        super().__init__(_("Keyboard"), _SIZE, parent)
        groups = key_groups(table)
        for own in _keys_of_the_text():
            groups[_("Read")].append(own)
        is_narrow = parent is not None and parent.window().width() < _ONE_COLUMN_PX
        columns = [column(spacing=16) for _place in range(1 if is_narrow else _COLUMNS)]
        heights = [0] * len(columns)
        for name, lines in groups.items():
            place = heights.index(min(heights))
            heights[place] += len(lines) + 2
            head = label(name, "body", 600, tone="accent")
            columns[place].addLayout(column(head, *(_line(line) for line in lines), spacing=3))
        for made in columns:
            made.addStretch(1)
        inside = QWidget()
        inside.setLayout(row(*((made, 1) for made in columns), spacing=40, margins=(26, 4, 26, 8)))
        area = ScrollPage(inside, _("All keys"))
        close = IconButton("x", _("Close"), "Esc", size_px=16, box_px=28)
        close.clicked.connect(self.accept)
        change = PushButton(_("Change keys…"), Weight.LINK)
        change.clicked.connect(self._on_change)
        foot = about_single_keys(table)
        self.set_content(
            column(
                row(
                    label(_("Keyboard"), "title", 600),
                    None,
                    change,
                    close,
                    margins=(26, 14, 14, 0),
                ),
                (area, 1),
                row(label(foot, "small", dim=True, wrap=True), margins=(26, 0, 26, 14)),
                spacing=8,
            )
        )
        area.setFocus()

    def _on_change(self) -> None:
        self.accept()
        self.change_wanted.emit()


def _keys_of_the_text() -> tuple[KeyLine, ...]:
    return (
        KeyLine(_("Move the reading cursor"), ("Up", "Down")),
        KeyLine(_("Play from the cursor"), ("Return",)),
    )


def _line(line: KeyLine) -> QWidget:
    """Return a line; modifiers that both keys have are shown once."""
    caps: QHBoxLayout = row(spacing=4)
    parts = [_caps(keys) for keys in line.keys]
    for place, own in enumerate(parts):
        if place:
            caps.addWidget(label(_("or"), "small", dim=True))
            own = own if own[:-1] != parts[0][:-1] else own[-1:]
        for name in own:
            caps.addWidget(KeyCap(name))
    made = QWidget()
    made.setFixedHeight(25)
    made.setLayout(row((label(line.words), 1), caps))
    native = QKeySequence.SequenceFormat.NativeText
    spoken = _(" or ").join(QKeySequence(keys).toString(native) or keys for keys in line.keys)
    made.setAccessibleName(f"{line.words}: {spoken}")
    return made


def _caps(keys: str) -> list[str]:
    """Return the names on the keys of a combination: “Ctrl”, “Shift”, “←”."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys
    names = native.replace("++", "+\0").split("+")
    return [_SHORT.get(name, name).replace("\0", "+") for name in names]
