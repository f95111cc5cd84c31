"""Keeps the place of the voice on the page: marks it, and scrolls to it while that is wanted."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtWidgets import QScrollBar

from desktop_app.ui.widgets.comfort_band import Extent, scroll_wanted
from desktop_app.ui.widgets.page_layers import PageLayers
from desktop_app.ui.widgets.text_geometry import TextGeometry
from desktop_app.ui.widgets.transcript_document import TranscriptDocument
from desktop_app.ui.widgets.voice_follower import Following, VoiceFollower
from desktop_app.ui.widgets.voice_place import NOWHERE, VoicePlace, VoicePlaces, line_offset

_LOOK_AGAIN_MS = 200  # the line within a paragraph is looked for no more often


class VoiceTracker(QObject):
    """One for each view. ``may_scroll`` says no while the user holds the mouse or a selection."""

    repaint_wanted = Signal(QRectF)
    segment_changed = Signal()

    def __init__(
        self,
        bar: QScrollBar,
        geometry: TextGeometry,
        layers: PageLayers,
        may_scroll: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.follower = VoiceFollower(bar, self)
        self.follower.came_to_rest.connect(self._on_rest)
        self._geometry = geometry
        self._layers = layers
        self._may_scroll = may_scroll
        self._page: TranscriptDocument | None = None
        self._voices: VoicePlaces | None = None
        self.moment_ms: int | None = None
        self._marks_words = True
        self._seen_ms = 0

    def set_marks_words(self, does_mark: bool) -> None:
        """Say whether the word being spoken is marked where its time is known."""
        self._marks_words = does_mark
        self.set_moment(self.moment_ms)

    def set_page(self, page: TranscriptDocument) -> None:
        """Take over a page that was laid out anew."""
        self._page = page

    def set_voices(self, voices: VoicePlaces) -> None:
        """Take over a text; nothing of it is marked until the next moment."""
        self._voices = voices
        self._layers.voice = NOWHERE

    def set_moment(self, moment_ms: int | None) -> None:
        """Mark what is spoken at a moment. Repaints and scrolls only when something changed."""
        self.moment_ms = moment_ms
        voices = self._voices
        is_possible = moment_ms is not None and voices is not None and voices.has_times
        self.follower.set_possible(is_possible)
        place = NOWHERE
        if is_possible and moment_ms is not None and voices is not None:
            place = voices.at(moment_ms)
            if not self._marks_words and place.part is not None and place.part.is_word:
                place = replace(place, part=None)
        is_same = place == self._layers.voice
        self._mark(place)
        if is_same and self._was_just_seen(moment_ms):
            return
        if self.follower.state is Following.FOLLOWING and self._may_scroll():
            by_px = self.scroll_to_voice()
            if by_px and not self.follower.is_moving:
                self.follower.glide(by_px)

    def _on_rest(self) -> None:
        """Look where the voice is after a glide: paused, no tick would tell."""
        self.set_moment(self.moment_ms)

    def _was_just_seen(self, moment_ms: int | None) -> bool:
        """Whether the voice went on by so little that it cannot have left the view."""
        if moment_ms is not None and 0 < moment_ms - self._seen_ms < _LOOK_AGAIN_MS:
            return True
        self._seen_ms = moment_ms or 0
        return False

    def follow(self) -> None:
        """Go along with the voice again, at once to where it is."""
        self.follower.follow()
        if self.follower.state is Following.FOLLOWING:
            by_px = self.scroll_to_voice()
            if by_px:
                self.follower.jump(by_px)

    def scroll_to_voice(self) -> float:
        """Return by how much to scroll until the voice is well in view, 0 when it is."""
        page, voice = self._page, self._layers.voice
        if page is None or self.moment_ms is None:
            return 0
        rect = self._layers.voice_rect(page, voice)
        if rect is None:
            return 0
        passage = line = Extent(rect.top(), rect.bottom())
        if voice.segment is not None:
            line = self._line(page, voice) or passage
        return scroll_wanted(passage, line, self._geometry.height)

    @property
    def is_voice_above(self) -> bool:
        """Whether one scrolls up to get to the voice."""
        page = self._page
        rect = self._layers.voice_rect(page, self._layers.voice) if page is not None else None
        return rect is not None and rect.center().y() < self._geometry.height / 2

    def _line(self, page: TranscriptDocument, voice: VoicePlace) -> Extent | None:
        segment = voice.segment
        block = page.block_of(segment.index) if segment is not None else None
        if segment is None or block is None or self.moment_ms is None:
            return None
        units = page.units(segment.index, line_offset(voice, self.moment_ms))
        rect = self._geometry.line_rect(block, units)
        return Extent(rect.top(), rect.bottom())

    def _mark(self, place: VoicePlace) -> None:
        before, page = self._layers.voice, self._page
        if place == before or page is None:
            return
        self._layers.voice = place
        is_same = place.segment is before.segment and place.zone == before.zone
        is_word = is_same and place.zone is None
        covered = self._layers.part_rect if is_word else self._layers.voice_rect
        for voice in (before, place):
            rect = covered(page, voice)
            if rect is not None and not rect.isNull():
                self.repaint_wanted.emit(self._layers.room_of(rect))
        if not is_same:
            self.segment_changed.emit()
