"""Going to a time that is typed."""

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desktop_app.i18n import _
from desktop_app.timecode import NotATime, clock, parse_time
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton, Weight


class TimeDialog(QDialog):
    """Takes 1:02:03, 62.5 or 1h2m3s."""

    def __init__(self, moment_ms: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Go to a time"))
        self._field = QLineEdit(clock(moment_ms))
        self._field.setAccessibleName(_("Time"))
        self._field.selectAll()
        self._field.textChanged.connect(self._check)
        self._problem = label("", "small", tone="warn")
        self._go = PushButton(_("Go"), Weight.PRIMARY)
        self._go.setDefault(True)
        self._go.clicked.connect(self.accept)
        leave = PushButton(_("Cancel"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self.setLayout(
            column(
                label(_("Time, for instance 12:34 or 1h2m3s"), "small", dim=True),
                self._field,
                self._problem,
                8,
                row(None, leave, self._go),
                margins=(20, 18, 20, 16),
            )
        )

    @property
    def moment_ms(self) -> int | None:
        """The time typed; None where it is none."""
        try:
            return parse_time(self._field.text())
        except NotATime:
            return None

    def _check(self) -> None:
        is_time = self.moment_ms is not None
        self._go.setEnabled(is_time)
        hint = _("Write times as 1:02:03, 62.5 or 1h2m3s.")
        self._problem.setText("" if is_time or not self._field.text() else hint)
