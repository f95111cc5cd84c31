"""The devices that make sound, which come and go while the program runs."""

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices


def output_names() -> list[str]:
    """Return the names of all devices that make sound, for reports; needs no window.

    WORKAROUND(PulseAudio 16): asking makes a folder in the home of a user who has no PulseAudio;
    a report must not. To be dropped when its client library waits with that until it connects.
    """
    if not Path.home().joinpath(".config", "pulse").exists():
        os.environ.setdefault("PULSE_COOKIE", os.devnull)
        if "XDG_RUNTIME_DIR" not in os.environ:
            os.environ.setdefault("PULSE_RUNTIME_PATH", os.devnull + "/none")
    running = QCoreApplication.instance()
    application = running or QCoreApplication([])
    names = [device.description() for device in QMediaDevices.audioOutputs()]
    if running is None:
        application.shutdown()  # whoever opens a window afterwards needs an application of its own
    return names


def id_of(device: QAudioDevice) -> str:
    """Return what a device is known by, also when it comes back."""
    return bytes(device.id().data()).decode("utf-8", "replace")


class Outputs(QObject):
    """The devices there are, and the system's choice among them."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self.changed)

    def default(self) -> QAudioDevice:
        """Return the device the system plays on; a null one where there is none."""
        return QMediaDevices.defaultAudioOutput()

    def devices(self) -> list[QAudioDevice]:
        """Return all devices there are."""
        return QMediaDevices.audioOutputs()

    def is_available(self) -> bool:
        return not self.default().isNull()
