"""Whether the text goes along with the voice, and the small scrolling that this takes."""

from enum import Enum, auto

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal
from PySide6.QtWidgets import QScrollBar

_EASED_MS = 240


class Following(Enum):
    """What the user sees of following: it does, they moved away, or it cannot be."""

    FOLLOWING = auto()
    LET_GO = auto()
    NOT_POSSIBLE = auto()


class VoiceFollower(QObject):
    """Holds the state of following. Only the user's own movement lets go, told by ``user_moved``.

    Nothing is ever inferred from the scroll bar's value: our own scrolling moves it too.
    """

    changed = Signal(Following)
    came_to_rest = Signal()  # a glide has ended; where the voice is now may be elsewhere

    def __init__(self, bar: QScrollBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self._is_possible = False
        self._is_wanted = True
        self._reduced_motion = False
        self._motion = QVariantAnimation(self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.setDuration(_EASED_MS)
        self._motion.valueChanged.connect(self._on_step)
        self._motion.finished.connect(self.came_to_rest)

    @property
    def state(self) -> Following:
        if not self._is_possible:
            return Following.NOT_POSSIBLE
        return Following.FOLLOWING if self._is_wanted else Following.LET_GO

    @property
    def is_moving(self) -> bool:
        return self._motion.state() is QVariantAnimation.State.Running

    def set_reduced_motion(self, is_reduced: bool) -> None:
        """Jump instead of gliding."""
        self._reduced_motion = is_reduced
        if is_reduced:
            self.stop()

    def set_possible(self, is_possible: bool) -> None:
        """Say whether the voice is in this text, and the text has times."""
        self._change(self._is_wanted, is_possible)

    def user_moved(self) -> None:
        """Let go: the user moved the text. A scroll under way ends where it is.

        A text that the voice is not in has nothing to let go of.
        """
        self.stop()
        if self._is_possible:
            self._change(False, True)

    def let_go(self) -> None:
        """Stay away from the voice, also from one that comes into this text later."""
        self.stop()
        self._change(False, self._is_possible)

    def follow(self) -> None:
        """Go along with the voice again."""
        self._change(True, self._is_possible)

    def glide(self, by_px: float) -> None:
        """Scroll a little, eased; at once with reduced motion or when it is more than a page."""
        goal = max(self._bar.minimum(), min(self._bar.maximum(), self._bar.value() + round(by_px)))
        self.stop()
        if goal == self._bar.value():
            return
        if self._reduced_motion or abs(by_px) > self._bar.pageStep():
            self._bar.setValue(goal)
            return
        self._motion.setStartValue(self._bar.value())
        self._motion.setEndValue(goal)
        self._motion.start()

    def jump(self, by_px: float) -> None:
        """Scroll at once."""
        self.stop()
        self._bar.setValue(self._bar.value() + round(by_px))

    def stop(self) -> None:
        """End a scroll that is under way, where it is."""
        self._motion.stop()

    def _change(self, is_wanted: bool, is_possible: bool) -> None:
        before = self.state
        self._is_wanted, self._is_possible = is_wanted, is_possible
        if self.state is not before:
            self.changed.emit(self.state)

    def _on_step(self, value: object) -> None:
        if isinstance(value, int) and self.is_moving:
            self._bar.setValue(value)
