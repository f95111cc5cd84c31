"""All keys on one sheet, from the table of actions."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.i18n import _
from desktop_app.ui.actions import Spec, action_table
from desktop_app.ui.widgets.key_cap import KeyCap
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton

_COLUMNS = 2


class KeysDialog(QDialog):
    """The keyboard sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard"))
        groups: dict[str, list[Spec]] = {}
        for spec in action_table():
            groups.setdefault(spec.group, []).append(spec)
        columns = [column(spacing=14) for _place in range(_COLUMNS)]
        heights = [0] * _COLUMNS
        for name, specs in groups.items():
            place = heights.index(min(heights))
            heights[place] += len(specs) + 2
            head = label(name, "body", 600, tone="accent")
            columns[place].addLayout(column(head, *(_line(spec) for spec in specs), spacing=4))
        for made in columns:
            made.addStretch(1)
        close = PushButton(_("Close"))
        close.clicked.connect(self.accept)
        foot = _("Single keys work when you are not typing. Add Ctrl to use Space and B anywhere.")
        self.setLayout(
            column(
                row(*((made, 1) for made in columns), spacing=40),
                12,
                row(label(foot, "small", dim=True), None, close),
                margins=(28, 20, 24, 18),
            )
        )


def _line(spec: Spec) -> QWidget:
    native = QKeySequence.SequenceFormat.NativeText
    keys = QKeySequence(spec.keys[0]).toString(native) or spec.keys[0]
    line = QWidget()
    line.setLayout(row(label(spec.words), None, KeyCap(keys)))
    line.setAccessibleName(f"{spec.words}: {keys}")
    return line
