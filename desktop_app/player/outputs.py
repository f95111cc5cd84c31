"""The devices that make sound, which come and go while the program runs."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices


class Outputs(QObject):
    """The system's choice among the devices there are."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self.changed)

    def default(self) -> QAudioDevice:
        """Return the device the system plays on; a null one where there is none."""
        return QMediaDevices.defaultAudioOutput()

    def is_available(self) -> bool:
        return not self.default().isNull()
