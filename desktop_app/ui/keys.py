"""The keys of the window: which they are, where they are shown, and how they are changed."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from desktop_app.ui.actions import Actions
from desktop_app.ui.dialogs.change_keys_dialog import ChangeKeysDialog
from desktop_app.ui.dialogs.keys_dialog import KeysDialog
from desktop_app.ui.key_changes import Changes, changed_table
from desktop_app.ui.key_tips import KeyTips
from desktop_app.ui.looks import Looks
from desktop_app.ui.main_window import MainWindow


class Keys(QObject):
    """Gives actions, tips, sheets and sentences the keys that the user chose."""

    def __init__(
        self, application: QApplication, window: MainWindow, actions: Actions, looks: Looks
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._looks = looks
        self._tips = KeyTips(application, self)
        self._worn: Changes | None = None
        for side in (window.sidebar, window.rail):
            side.keys_wanted.connect(self.show)
        looks.keys_wanted.connect(self.show)
        looks.change_keys_wanted.connect(self.change)
        looks.changed.connect(self._apply)
        self._apply()

    @Slot()
    def show(self) -> None:
        """Open the sheet of all keys."""
        dialog = KeysDialog(changed_table(self._looks.keys), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.change_wanted.connect(self.change)
        dialog.open()

    @Slot()
    def change(self) -> None:
        """Open the sheet that gives actions other keys."""
        dialog = ChangeKeysDialog(self._looks.keys, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self._on_changed)
        dialog.open()

    def _on_changed(self, changes: object) -> None:
        self._looks.change("keys", changes)

    @Slot()
    def _apply(self) -> None:
        changes = self._looks.keys
        if changes == self._worn:
            return
        self._worn = changes
        table = changed_table(changes)
        self._actions.take(table)
        self._tips.take(table)
        first = {spec.name: spec.keys[0] if spec.keys else "" for spec in table}
        for panel in (self._window.places.bookmarks, self._window.bookmarks):
            panel.say_key(first["bookmark"])
