"""What runs in the background for minutes: as a card in the sidebar, as a ring in the rail."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import icon, ring
from desktop_app.ui.theme import theme_of
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.progress_line import ProgressLine

_RING_PX, _RING_LINE_PX, _BOX_PX = 20, 2.5, 38


@dataclass(frozen=True, slots=True)
class Job:
    """Work in the background: its kind, whose it is, how much is done, and what else to say."""

    kind: str
    title: str
    share: float = 0.0
    details: str = ""
    is_paused: bool = False

    @property
    def percent(self) -> str:
        return _("{percent} %").format(percent=round(100 * self.share))

    @property
    def name(self) -> str:
        """Return all of it in a row, for a screen reader."""
        parts = (self.kind, self.title, self.percent, self.details)
        return ", ".join(part for part in parts if part)

    @property
    def toggle_words(self) -> str:
        return _("Go on aligning") if self.is_paused else _("Pause aligning")


class JobCard(QFrame):
    """Says what is being done and how far it is. Hidden while there is nothing."""

    toggled = Signal()  # pause, or go on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._kind = label("", "small", 600)
        self._percent = label("", "small", dim=True)
        self._title = ElidedLabel("", "small", dim=True)
        self._line = ProgressLine(_("Aligned"))
        self._details = ElidedLabel("", "caption", dim=True)
        self._toggle = IconButton("pause", "", size_px=14, box_px=24)
        self._toggle.clicked.connect(self.toggled)
        head = row(self._kind, None, self._percent, self._toggle, spacing=4)
        self.setLayout(
            column(
                *(head, self._title, 2, self._line, 2, self._details),
                spacing=3,
                margins=(12, 6, 8, 10),
            )
        )
        self.hide()

    def show_job(self, job: Job | None) -> None:
        """Show a job; None: there is none."""
        self.setVisible(job is not None)
        if job is None:
            return
        self.setAccessibleName(job.name)
        self._kind.setText(job.kind)
        self._percent.setText(job.percent)
        self._title.setText(job.title)
        self._line.show_share(job.share)
        self._details.setText(job.details)
        self._toggle.show_icon("play" if job.is_paused else "pause")
        self._toggle.say(job.toggle_words)


class JobRing(QToolButton):
    """The same as one icon; a press pauses it or lets it go on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job = Job("", "")
        self.setIconSize(QSize(_RING_PX, _RING_PX))
        self.setFixedSize(_BOX_PX, _BOX_PX)
        self.hide()

    def show_job(self, job: Job | None) -> None:
        """Show a job; None: there is none."""
        self.setVisible(job is not None)
        if job is not None:
            self._job = job
            self.setAccessibleName(f"{job.toggle_words}: {job.name}")
            self.setToolTip(f"{job.name}. {job.toggle_words}")
            self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        theme = theme_of(self.palette())
        if self._job.is_paused:
            self.setIcon(icon("pause", theme.text, _RING_PX, disabled=theme.text3))
        else:
            done = ring(_RING_PX, self._job.share, theme.accent, theme.press, _RING_LINE_PX)
            self.setIcon(QIcon(done))
