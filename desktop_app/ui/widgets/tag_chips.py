"""The tags in use, as chips that narrow a list to one of them."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import font
from desktop_app.ui.widgets.layouts import row

_MOST = 5


class TagChips(QWidget):
    """The most used tags, at most five; a second press shows everything again."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Tags"))
        self.tag = ""  # the chosen one
        self._tags: list[str] = []
        self._line = row(None, spacing=6)
        self.setLayout(self._line)

    def show_tags(self, tags: Iterable[str]) -> None:
        """Show the tags that occur most often, each once."""
        counts = Counter(tags)
        shown = [tag for tag, _count in counts.most_common(_MOST)]
        if self.tag and self.tag not in counts:
            self.tag = ""
        if shown == self._tags:
            return
        self._tags = shown
        for chip in self.findChildren(QPushButton):
            self._line.removeWidget(chip)
            chip.deleteLater()
        before: QWidget = self
        for place, tag in enumerate(shown):
            chip = self._chip(tag)
            self._line.insertWidget(place, chip)
            QWidget.setTabOrder(before, chip)
            before = chip

    def _chip(self, tag: str) -> QPushButton:
        chip = QPushButton(tag)
        chip.setProperty("chip", True)
        chip.setFont(font("small", 500))
        chip.setCheckable(True)
        chip.setChecked(tag == self.tag)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setAccessibleName(_("Only the tag {tag}").format(tag=tag))
        chip.clicked.connect(lambda is_on: self._choose(tag if is_on else ""))
        return chip

    def _choose(self, tag: str) -> None:
        self.tag = tag
        for chip in self.findChildren(QPushButton):
            chip.setChecked(chip.text() == tag)
        self.chosen.emit()
