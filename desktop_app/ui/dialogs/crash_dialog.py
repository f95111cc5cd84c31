"""Something nobody foresaw: say so, lose nothing, and let the details be passed on."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from desktop_app.i18n import _
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton, Weight


class CrashDialog(QDialog):
    """One dialog for bugs. What the user made is already on disk."""

    def __init__(self, details: str, log_file: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong"))
        self.setMinimumWidth(520)
        self._details = details
        shown = QPlainTextEdit(details)
        shown.setReadOnly(True)
        shown.setAccessibleName(_("Details"))
        shown.setMaximumHeight(180)
        copy = PushButton(_("Copy details"), Weight.PRIMARY)
        copy.clicked.connect(self._on_copy)
        go_on = PushButton(_("Go on"))
        go_on.clicked.connect(self.accept)
        self.setLayout(
            column(
                label(_("Something went wrong inside Earmark"), "title", 600, wrap=True),
                label(
                    _("Your bookmarks and your place are kept. You can go on.")
                    + "\n"
                    + _("The details are also in {file}.").format(file=log_file),
                    dim=True,
                    wrap=True,
                ),
                8,
                shown,
                10,
                row(None, copy, go_on),
                spacing=6,
                margins=(22, 20, 22, 18),
            )
        )

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
