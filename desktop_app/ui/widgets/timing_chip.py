"""How good the times are, in a word: icon and words, never colour alone."""

from enum import Enum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import icon, ring
from desktop_app.ui.theme import Theme, font, theme_of

_ICON_PX = 14


class TimingQuality(Enum):
    """What can be said of a recording's times: its icon and the colour of it."""

    EXACT = ("circle-check", "ok")
    MIXED = ("circle-dot", "ok")
    ROUGH = ("circle-dot", "warn")
    ALIGNING = ("loader-circle", "accent")
    NONE = ("circle", "text2")


class TimingChip(QPushButton):
    """A chip in the header. A press opens what the times are worth and the next step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quality = TimingQuality.NONE
        self._percent = 0
        self.setProperty("chip", True)
        self.setFont(font("small", 500))
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_quality(TimingQuality.NONE)

    @property
    def quality(self) -> TimingQuality:
        return self._quality

    def show_quality(
        self,
        quality: TimingQuality,
        *,
        error_ms: int | None = None,
        percent: int = 0,
        is_paused: bool = False,
    ) -> None:
        """Say how good the times are; ``error_ms`` is how far off estimates can be.

        ``percent`` and ``is_paused`` are about aligning.
        """
        if quality is TimingQuality.ALIGNING and is_paused:
            words = _("Paused {percent} %").format(percent=percent)
        else:
            words = _words(quality, percent)
        is_same = quality is self._quality and words == self.accessibleName()
        if is_same and quality is TimingQuality.ALIGNING:
            return  # told many times a second
        self._quality, self._percent = quality, percent
        self.setText(f" {words}")
        self.setAccessibleName(words)
        self.setToolTip(_tip(quality, error_ms))
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        theme = theme_of(self.palette())
        self.setIcon(self._picture(theme))

    def _picture(self, theme: Theme) -> QIcon:
        name, tone = self._quality.value
        if self._quality is TimingQuality.ALIGNING:
            return QIcon(ring(_ICON_PX, self._percent / 100, theme.accent, theme.press))
        return icon(name, getattr(theme, tone), _ICON_PX, disabled=theme.text3)


def _words(quality: TimingQuality, percent: int) -> str:
    if quality is TimingQuality.ALIGNING:
        return _("Aligning {percent} %").format(percent=percent)
    return {
        TimingQuality.EXACT: _("Exact times"),
        TimingQuality.MIXED: _("Mostly exact"),
        TimingQuality.ROUGH: _("Rough times"),
        TimingQuality.NONE: _("No times"),
    }[quality]


def _tip(quality: TimingQuality, error_ms: int | None) -> str:
    seconds = max(1, round((error_ms or 0) / 1000))
    if quality is TimingQuality.MIXED and error_ms:
        return _("Times with ≈ can be about {n} seconds off.").format(n=seconds)
    if quality is TimingQuality.ROUGH and error_ms:
        return _("Times are estimated from a few markers and can be about {n} seconds off.").format(
            n=seconds
        )
    return {
        TimingQuality.EXACT: _("Every sentence was matched to the sound. Jumps land on the word."),
        TimingQuality.MIXED: _("Times with ≈ are estimated."),
        TimingQuality.ROUGH: _("Times are estimated from a few markers."),
        TimingQuality.ALIGNING: _("Matching the text to the sound. You can keep listening."),
        TimingQuality.NONE: _("This transcript has no times yet. Align it to follow along."),
    }[quality]
