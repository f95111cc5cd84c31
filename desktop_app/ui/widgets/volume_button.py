"""How loud the voice is, and whether it can be heard at all."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QSlider, QWidget, QWidgetAction

from desktop_app.i18n import _
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.layouts import row

_SLIDER_PX = 140


class VolumePopup(QMenu):
    """A slider with a mute button beside it. ``volume_chosen`` is 0 to 1."""

    volume_chosen = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Volume"), parent)
        self._volume = 1.0
        self._before_mute = 1.0
        self._mute = IconButton("volume-2", _("Mute"), "M")
        self._mute.clicked.connect(self.toggle_mute)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, 100)
        self._slider.setPageStep(10)
        self._slider.setFixedWidth(_SLIDER_PX)
        self._slider.setAccessibleName(_("Volume"))
        self._slider.valueChanged.connect(self._on_slid)
        inside = QWidget()
        inside.setLayout(row(self._mute, self._slider, spacing=6, margins=(4, 2, 12, 2)))
        action = QWidgetAction(self)
        action.setDefaultWidget(inside)
        self.addAction(action)
        self.aboutToShow.connect(self._slider.setFocus)

    @property
    def volume(self) -> float:
        return self._volume

    @property
    def slider(self) -> QSlider:
        return self._slider

    def show_volume(self, volume: float) -> None:
        """Say how loud it is."""
        self._volume = volume
        if volume > 0:
            self._before_mute = volume
        self._slider.blockSignals(True)
        self._slider.setValue(round(volume * 100))
        self._slider.blockSignals(False)
        self._mute.show_icon("volume-2" if volume > 0 else "volume-x")
        self._mute.say(_("Mute") if volume > 0 else _("Sound on"), "M")

    def toggle_mute(self) -> None:
        """Silence it, or go back to how loud it was."""
        self.volume_chosen.emit(0.0 if self._volume > 0 else self._before_mute)

    def _on_slid(self, percent: int) -> None:
        self.volume_chosen.emit(percent / 100)
