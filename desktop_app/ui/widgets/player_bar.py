"""At the bottom: what you hear. Always the same place, whatever the middle of the window shows."""

from enum import Enum

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.timecode import clock
from desktop_app.ui.icons import cover, icon
from desktop_app.ui.theme import font, theme_of
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton
from desktop_app.ui.widgets.skip_button import SkipButton
from desktop_app.ui.widgets.speed_button import SpeedButton
from desktop_app.ui.widgets.timeline import Timeline
from desktop_app.ui.widgets.volume_button import VolumePopup

_PLAY_PX = 44
_GLYPH_PX = 20
_COVER_PX = (40, 36)  # wide and compact
_MARGINS = ((20, 10, 20, 12), (12, 6, 12, 8))
_SPACING_PX = (6, 4)
_CLOCK_PADDING_PX = 10
_NARROW_PX = 720  # below this speed and volume are in the menu “…”


class PlayerProblem(Enum):
    """What stands in the way of hearing something."""

    NO_DEVICE = "no device"  # the clock runs and the text follows
    NO_AUDIO = "no audio"  # there never was any
    MISSING = "missing"  # the file is not where it was


class PlayerBar(QFrame):
    """Timeline and transport. It says what the user wants and shows what it is told."""

    play_wanted = Signal()  # play or pause
    back_wanted = Signal()
    forward_wanted = Signal()
    previous_wanted = Signal()
    next_wanted = Signal()
    bookmark_wanted = Signal()
    time_wanted = Signal()  # go to a time
    problem_wanted = Signal()  # what happened, and what to do
    speed_chosen = Signal(float)
    volume_chosen = Signal(float)
    moved = Signal()  # to another height of the window

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("player")
        self.setAccessibleName(_("Player"))
        self._title_text, self._show_text = "", ""
        self._picture: bytes | None = None
        self._question_text = ""
        self._is_playing = False
        self._is_compact = False
        self._problem: PlayerProblem | None = None
        self._elapsed_s = -1
        self.timeline = Timeline()
        self._make_words()
        self._make_buttons()
        self._arrange()
        self._connect()
        self.set_steps(15_000, 30_000)
        self.set_moment(0)
        self.set_duration(None)
        self.set_recording("", "")
        self.set_problem(None)
        self._tell_play()

    # ---- what is shown -----------------------------------------------------------------------
    def set_recording(self, title: str, show: str, picture: bytes | None = None) -> None:
        """Say what is in the player, “” for nothing; ``picture`` is an image file's content."""
        self._title_text, self._show_text, self._picture = title, show, picture
        self._title.setText(title)
        self._cover.setVisible(bool(title))
        self._tell_question()
        self._draw_cover()
        self._allow()

    def set_question(self, words: str) -> None:
        """Say which question is being answered, or what is heard instead of text."""
        if words != self._question_text:
            self._question_text = words
            self._tell_question()

    def set_moment(self, moment_ms: int) -> None:
        """Move clock and playhead. Called at every tick."""
        self.timeline.set_moment(moment_ms)
        self._show_elapsed(self.timeline.moment_ms)

    @property
    def next_moment_ms(self) -> int:
        """When there is something else to show: the next second, or the playhead a pixel on."""
        next_second_ms = (self.timeline.moment_ms // 1_000 + 1) * 1_000
        return min(next_second_ms, self.timeline.moment_ms + self.timeline.pixel_ms)

    def set_duration(self, duration_ms: int | None) -> None:
        """Say how long the recording is; no total where that is not known."""
        self.timeline.set_duration(duration_ms)
        total = clock(duration_ms) if duration_ms else ""
        self._total.setText(total)
        letters = QFontMetrics(self.clock_button.font())
        room = letters.horizontalAdvance(total or clock(0)) + _CLOCK_PADDING_PX
        # The timeline stays where it is as time goes on, and no other second lays anything out.
        self.clock_button.setFixedSize(room, self.clock_button.sizeHint().height())
        self._total.setFixedWidth(room)

    def set_playing(self, is_playing: bool) -> None:
        """Turn the large button to what it would do next."""
        self._is_playing = is_playing
        self._tell_play()

    def set_speed(self, speed: float) -> None:
        self.speed_button.show_speed(speed)

    def set_volume(self, volume: float) -> None:
        self.volume_popup.show_volume(volume)
        self._tell_volume()

    def set_steps(self, back_ms: int, forward_ms: int) -> None:
        """Say how far the two round arrows go."""
        back, forward = round(back_ms / 1000), round(forward_ms / 1000)
        self.back_button.say(back, _("Back {n} seconds").format(n=back), "J")
        self.forward_button.say(forward, _("Forward {n} seconds").format(n=forward), "L")

    def set_problem(self, problem: PlayerProblem | None) -> None:
        """Say what stands in the way. Without a file there is nothing to move in."""
        self._problem = problem
        words = {
            PlayerProblem.NO_DEVICE: _("No sound device"),
            PlayerProblem.NO_AUDIO: _("No audio"),
            PlayerProblem.MISSING: _("Audio file missing"),
        }
        self.problem_button.setVisible(problem is not None)
        if problem is not None:
            self.problem_button.say(words[problem])
        self._allow()
        self._tell_volume()
        self._choose_form()

    def set_compact(self, is_compact: bool) -> None:
        """Use the lower form, for a narrow window."""
        self._is_compact = is_compact
        self.timeline.set_compact(is_compact)
        self._outer.setContentsMargins(*_MARGINS[is_compact])
        self._outer.setSpacing(_SPACING_PX[is_compact])
        self._draw_cover()
        self._choose_form()

    @property
    def elapsed_text(self) -> str:
        return self.clock_button.text()

    # ---- events ------------------------------------------------------------------------------
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tell_play()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_form()

    # ---- within ------------------------------------------------------------------------------
    def _make_words(self) -> None:
        self.clock_button = QToolButton()
        self.clock_button.setObjectName("clock")
        self.clock_button.setFont(font("body", 600))
        self.clock_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clock_button.setAccessibleName(_("Go to a time"))
        self.clock_button.setToolTip(_("Go to a time  Ctrl+G"))
        self._total = label("", dim=True)
        self._total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._cover = QLabel()
        self._title = ElidedLabel("", "body", 600)
        self._question = ElidedLabel("", "small", dim=True)

    def _make_buttons(self) -> None:
        self.previous_button = IconButton(
            "skip-back", _("Previous question"), "Ctrl+PgUp", size_px=19, box_px=36
        )
        self.back_button = SkipButton("rotate-ccw")
        self.play_button = QToolButton()
        self.play_button.setProperty("big", True)
        self.play_button.setFixedSize(_PLAY_PX, _PLAY_PX)
        self.play_button.setIconSize(QSize(_GLYPH_PX, _GLYPH_PX))
        self.play_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.forward_button = SkipButton("rotate-cw")
        self.next_button = IconButton(
            "skip-forward", _("Next question"), "Ctrl+PgDown", size_px=19, box_px=36
        )
        self.problem_button = PushButton("", icon_name="triangle-alert", tone="warn")
        self.problem_button.setToolTip(_("What happened, and what to do"))
        self.speed_button = SpeedButton()
        self.volume_button = IconButton("volume-2", _("Volume"), "9, 0")
        self.volume_popup = VolumePopup(self)
        self.volume_button.setMenu(self.volume_popup)
        self.volume_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.bookmark_button = IconButton("bookmark", _("Bookmark this passage"), "B", size_px=19)
        self.more_button = IconButton("ellipsis", _("Speed and volume"))
        more = QMenu(self)
        more.addMenu(self.speed_button.speeds)
        more.addMenu(self.volume_popup)
        self.more_button.setMenu(more)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _arrange(self) -> None:
        info = row(self._cover, (column(self._title, self._question, spacing=1), 1), spacing=10)
        controls = row(
            self.previous_button,
            self.back_button,
            2,
            self.play_button,
            2,
            self.forward_button,
            self.next_button,
            spacing=4,
        )
        right = row(
            None,
            self.problem_button,
            self.speed_button,
            self.volume_button,
            self.more_button,
            self.bookmark_button,
            spacing=2,
        )
        self._bottom: QHBoxLayout = row((info, 1), controls, (right, 1), spacing=16)
        self._outer = QVBoxLayout(self)
        self._outer.addLayout(row(self.clock_button, (self.timeline, 1), self._total, spacing=10))
        self._outer.addLayout(self._bottom)
        self.set_compact(False)

    def _connect(self) -> None:
        for button, signal in (
            (self.play_button, self.play_wanted),
            (self.back_button, self.back_wanted),
            (self.forward_button, self.forward_wanted),
            (self.previous_button, self.previous_wanted),
            (self.next_button, self.next_wanted),
            (self.bookmark_button, self.bookmark_wanted),
            (self.clock_button, self.time_wanted),
            (self.problem_button, self.problem_wanted),
        ):
            button.clicked.connect(signal)
        self.speed_button.speed_chosen.connect(self.speed_chosen)
        self.volume_popup.volume_chosen.connect(self.volume_chosen)
        self.timeline.scrubbed.connect(self._show_elapsed)

    def _transport(self) -> tuple[QToolButton, ...]:
        return (
            self.previous_button,
            self.back_button,
            self.play_button,
            self.forward_button,
            self.next_button,
            self.clock_button,
        )

    def _allow(self) -> None:
        """Offer what can be done with what is in the player."""
        is_dead = self._problem in (PlayerProblem.NO_AUDIO, PlayerProblem.MISSING)
        is_empty = not self._title_text
        self.timeline.set_dead(is_dead)
        for button in self._transport():
            button.setEnabled(not is_dead and not is_empty)
        self.speed_button.setEnabled(not is_dead)
        self.bookmark_button.setEnabled(not is_empty)

    def _show_elapsed(self, moment_ms: int) -> None:
        seconds = moment_ms // 1000
        if seconds != self._elapsed_s:
            self._elapsed_s = seconds
            self.clock_button.setText(clock(moment_ms))

    def _tell_question(self) -> None:
        self._question.setText(self._question_text or self._show_text)

    def _tell_play(self) -> None:
        words = _("Pause") if self._is_playing else _("Play")
        self.play_button.setAccessibleName(words)
        self.play_button.setToolTip(f"{words}  Space")
        theme = theme_of(self.palette())
        name = "pause" if self._is_playing else "play"
        self.play_button.setIcon(icon(name, theme.on_accent, _GLYPH_PX, disabled=theme.text3))

    def _tell_volume(self) -> None:
        if self._problem is PlayerProblem.NO_DEVICE:
            self.volume_button.show_icon("volume-x", "warn")
            self.volume_button.say(_("No sound device"))
        else:
            is_on = self.volume_popup.volume > 0
            self.volume_button.show_icon("volume-2" if is_on else "volume-x")
            self.volume_button.say(_("Volume"), "9, 0")

    def _choose_form(self) -> None:
        """Put speed and volume into “…” where there is no room for them."""
        is_crowded = self._is_compact and self._problem is not None
        is_narrow = self.width() < _NARROW_PX or is_crowded
        self.speed_button.setVisible(not is_narrow)
        self.volume_button.setVisible(not is_narrow)
        self.more_button.setVisible(is_narrow)

    def _draw_cover(self) -> None:
        size = _COVER_PX[self._is_compact]
        self._cover.setPixmap(cover(self._show_text or self._title_text, size, self._picture, 7))
