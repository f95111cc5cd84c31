"""The rows of the settings: words at the left, the control at the right."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLabel, QSlider, QSpinBox, QWidget

from desktop_app.ui.theme import font
from desktop_app.ui.widgets.label import label, rule
from desktop_app.ui.widgets.layouts import column, row

_SECOND_MS = 1_000
_CONTROL_PX = 168
_VALUE_PX = 30
_TEXT_PX = 7


class SettingRows:
    """Makes rows; ``changed`` is called with a setting's name and its new value."""

    def __init__(self, changed: Callable[[str, object], None]) -> None:
        self._changed = changed

    def choice(self, name: str, words: str, choices: Mapping[object, str], now: object) -> QWidget:
        """Return a row with a choice among a few."""
        box = QComboBox()
        values = list(choices)
        box.addItems(list(choices.values()))
        box.setCurrentIndex(values.index(now))
        box.setFixedWidth(_CONTROL_PX)
        box.currentIndexChanged.connect(lambda at: self._changed(name, values[at]))
        return self.line(words, box)

    def slider(self, name: str, words: str, now: int, least: int, most: int) -> QWidget:
        """Return a row with a slider and the value behind it."""
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(least, most)
        slider.setValue(now)
        slider.setFixedWidth(_CONTROL_PX - _VALUE_PX - 8)
        value = label(str(slider.value()), "body", dim=True)
        value.setFixedWidth(_VALUE_PX)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        slider.valueChanged.connect(lambda number: value.setText(str(number)))
        slider.valueChanged.connect(lambda number: self._changed(name, number))
        return self.line(words, slider, value)

    def seconds(self, name: str, words: str, now_ms: int) -> QWidget:
        """Return a row with a number of seconds; the setting itself is in milliseconds."""
        box = QSpinBox()
        box.setRange(1, 600)
        box.lineEdit().setTextMargins(_TEXT_PX, 0, 0, 0)  # the style sheet's padding is not kept
        box.setValue(round(now_ms / _SECOND_MS))
        box.setFixedWidth(_CONTROL_PX)
        box.valueChanged.connect(lambda value: self._changed(name, value * _SECOND_MS))
        return self.line(words, box)

    def check(self, name: str, words: str, now: bool) -> QCheckBox:
        """Return a box to tick."""
        box = QCheckBox(words)
        box.setAccessibleName(words)
        box.setFont(font("body"))
        box.setChecked(now)
        box.toggled.connect(lambda value: self._changed(name, value))
        return box

    def explained(self, control: QWidget, words: str) -> QWidget:
        """Return a control with a line about it below."""
        made = QWidget()
        about = label(words, "small", dim=True, wrap=True)
        made.setLayout(column(control, row(24, (about, 1), spacing=0), spacing=2))
        control.setAccessibleDescription(words)
        return made

    def note(self, words: str) -> QLabel:
        """Return a sentence."""
        return label(words, "body", wrap=True)

    def rule(self) -> QFrame:
        """Return a line between two groups."""
        return rule()

    def line(self, words: str, control: QWidget, *more: QWidget) -> QWidget:
        """Return a row with any control, which is named by the words before it."""
        control.setAccessibleName(words)
        control.setFont(font("body"))
        made = QWidget()
        made.setLayout(row(label(words), None, control, *more, spacing=8))
        return made
