"""The device that sounds: the one the user chose, or where the system plays while it is gone."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.i18n import _
from desktop_app.player.base import Output, Player
from desktop_app.settings import Settings
from desktop_app.ui.notices import Notices


class OutputChoice(QObject):
    """Keeps the player on the chosen device, and says when that goes or comes back."""

    choice_wanted = Signal()  # the user wants to see the devices
    changed = Signal(object)  # the devices there are now, a tuple of Output

    def __init__(self, player: Player, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._notices = notices
        self._wanted = Output("", "")
        self._is_there = True
        player.outputs_changed.connect(self._on_outputs_changed)

    def apply(self, settings: Settings) -> None:
        """Take over the choice; a device that is not there is said at once."""
        wanted = Output(settings.output, settings.output_name)
        if wanted != self._wanted:
            self._wanted, self._is_there = wanted, True
            self._player.set_output(wanted.id)
            self._look()

    @property
    def there(self) -> tuple[Output, ...]:
        """The devices there are."""
        return self._player.outputs()

    @Slot()
    def _on_outputs_changed(self) -> None:
        self._look()
        self.changed.emit(self.there)

    def _look(self) -> None:
        there = {output.id for output in self.there}
        is_there = not self._wanted.id or self._wanted.id in there
        if is_there == self._is_there:
            return
        self._is_there = is_there
        if is_there:
            words = _("The sound comes from “{name}” again")
            self._notices.say(words.format(name=self._wanted.name), icon_name="headphones")
        else:
            words = _("“{name}” is not there. The sound comes from where the system plays.")
            way = (_("Choose output…"), self.choice_wanted.emit)
            self._notices.say(words.format(name=self._wanted.name), way, icon_name="headphones")
