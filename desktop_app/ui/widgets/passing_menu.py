"""A menu for one occasion."""

from PySide6.QtWidgets import QMenu, QWidget


class PassingMenu(QMenu):
    """A menu that is gone once it was closed, with all that it offered.

    What was chosen is done all the same: Qt deletes it when the event loop is back.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.aboutToHide.connect(self.deleteLater)
