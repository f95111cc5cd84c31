"""The way back to the voice, shown only when you moved away from it."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.i18n import _
from desktop_app.timecode import clock, spoken
from desktop_app.ui.icons import icon
from desktop_app.ui.theme import font, theme_of
from desktop_app.ui.widgets.shadow import Shadow

_ICON_PX = 16


class Pill(QPushButton):
    """Floats over the foot of the text. Its arrow says in which direction the voice is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_above = False
        self._moment_ms = -1
        self.setObjectName("pill")
        self.setFont(font("body", 600))
        self.setFixedHeight(36)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.setToolTip(_("Follow the voice again  F"))
        Shadow(self)
        self.hide()

    @property
    def points_up(self) -> bool:
        return self._is_above

    def show_moment(self, moment_ms: int, *, is_above: bool) -> None:
        """Say where the voice is now. Cheap when nothing a reader sees has changed."""
        if moment_ms // 1000 != self._moment_ms // 1000:
            self._moment_ms = moment_ms
            time = clock(moment_ms)
            self.setText(" " + _("Back to {time}").format(time=time))
            self.setAccessibleName(
                _("Back to {time}, where the voice is").format(time=spoken(moment_ms))
            )
            self.adjustSize()
        if is_above != self._is_above or self.icon().isNull():
            self._is_above = is_above
            self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        name = "arrow-up" if self._is_above else "arrow-down"
        self.setIcon(icon(name, theme_of(self.palette()).on_accent, _ICON_PX))
