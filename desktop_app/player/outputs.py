"""The devices that make sound, which come and go while the program runs."""

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices


def output_names() -> list[str]:
    """Return the names of all devices that make sound, for reports; needs no window."""
    application = QCoreApplication.instance() or QCoreApplication([])
    names = [device.description() for device in QMediaDevices.audioOutputs()]
    del application
    return names


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
