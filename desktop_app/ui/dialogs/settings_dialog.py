"""What the user can choose. Each change shows at once; there is nothing to save."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFormLayout, QSpinBox, QWidget

from desktop_app.i18n import _
from desktop_app.settings import Settings
from desktop_app.ui.theme import font
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton

_SECOND_MS = 1_000


class SettingsDialog(QDialog):
    """``changed`` carries the setting's name and its new value."""

    changed = Signal(str, object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Settings"))
        self.setMinimumWidth(460)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(24)
        self._form.setVerticalSpacing(10)
        themes = {
            "system": _("Change with the system"),
            "light": _("Light"),
            "dark": _("Dark"),
            "sepia": _("Sepia"),
            "contrast": _("High contrast"),
        }
        self._choice("theme", _("Colours"), themes, settings.theme)
        faces: dict[object, str] = {False: _("Sans serif"), True: _("Serif")}
        self._choice("serif", _("Typeface"), faces, settings.serif)
        self._number("reading_size", _("Text size"), settings.reading_size, 14, 28)
        self._number("measure", _("Line length, in characters"), settings.measure, 50, 100)
        self._seconds("skip_back_ms", _("Back, in seconds"), settings.skip_back_ms)
        self._seconds("skip_forward_ms", _("Forward, in seconds"), settings.skip_forward_ms)
        clicks: dict[object, str] = {
            False: _("places the cursor"),
            True: _("plays from there"),
        }
        self._choice("click_seeks", _("One click in the text"), clicks, settings.click_seeks)
        self._check("reduced_motion", _("Move without sliding"), settings.reduced_motion)
        close = PushButton(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.setLayout(column(self._form, 16, row(None, close), margins=(24, 20, 24, 18)))

    def _choice(
        self, name: str, words: str, choices: dict[object, str] | dict[str, str], now: object
    ) -> None:
        box = QComboBox()
        box.setAccessibleName(words)
        values = list(choices)
        box.addItems(list(choices.values()))
        box.setCurrentIndex(values.index(now))
        box.currentIndexChanged.connect(lambda at: self.changed.emit(name, values[at]))
        self._add(words, box)

    def _number(self, name: str, words: str, now: int, least: int, most: int) -> None:
        box = QSpinBox()
        box.setAccessibleName(words)
        box.setRange(least, most)
        box.setValue(now)
        box.valueChanged.connect(lambda value: self.changed.emit(name, value))
        self._add(words, box)

    def _seconds(self, name: str, words: str, now_ms: int) -> None:
        box = QSpinBox()
        box.setAccessibleName(words)
        box.setRange(1, 600)
        box.setValue(round(now_ms / _SECOND_MS))
        box.valueChanged.connect(lambda value: self.changed.emit(name, value * _SECOND_MS))
        self._add(words, box)

    def _check(self, name: str, words: str, now: bool) -> None:
        box = QCheckBox(words)
        box.setChecked(now)
        box.toggled.connect(lambda value: self.changed.emit(name, value))
        self._form.addRow("", box)

    def _add(self, words: str, box: QWidget) -> None:
        box.setFont(font("body"))
        self._form.addRow(words, box)
