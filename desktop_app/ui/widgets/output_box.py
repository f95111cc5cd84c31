"""The choice of a device that sounds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.i18n import _
from desktop_app.player.base import Output

_SYSTEM = Output("", "")
_TIP = Qt.ItemDataRole.ToolTipRole  # a long name is cut off in the box


class OutputBox(QComboBox):
    """What the system uses, each device there is, and the chosen one also while it is gone."""

    output_chosen = Signal(object)  # Output

    def __init__(self, chosen: Output, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._outputs: tuple[Output, ...] = ()
        self.activated.connect(self._on_activated)
        self.show_outputs(())

    def show_outputs(self, outputs: Sequence[Output]) -> None:
        """List the devices there are now."""
        is_gone = self._chosen.id and all(one.id != self._chosen.id for one in outputs)
        self._outputs = (_SYSTEM, *outputs, *([self._chosen] if is_gone else []))
        words = [_("What the system uses"), *(output.name for output in outputs)]
        if is_gone:
            words.append(_("{name} (not there now)").format(name=self._chosen.name))
        self.clear()
        self.addItems(words)
        for place, line in enumerate(words):
            self.setItemData(place, line, _TIP)
        self.setCurrentIndex([one.id for one in self._outputs].index(self._chosen.id))

    def _on_activated(self, place: int) -> None:
        self._chosen = self._outputs[place]
        self.output_chosen.emit(self._chosen)
