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
        self._until_ms: int | None = None  # so long nothing else is to be marked
        self._covered: tuple[int, QRectF] | None = None  # by the word, in which turn, on the page

    def set_marks_words(self, does_mark: bool) -> None:
        """Say whether the word being spoken is marked where its time is known."""
        self._marks_words = does_mark
        self._until_ms = None
        self.set_moment(self.moment_ms)

    def set_page(self, page: TranscriptDocument) -> None:
        """Take over a page that was laid out anew."""
        self._page = page
        self._until_ms = None

    def set_voices(self, voices: VoicePlaces) -> None:
        """Take over a text; nothing of it is marked until the next moment."""
        self._voices = voices
        self._layers.voice = NOWHERE
        self._until_ms = None

    @property
    def next_start_ms(self) -> int | None:
        """When something else is to be marked, None where that is not known."""
        return self._until_ms

    def set_moment(self, moment_ms: int | None) -> None:
        """Mark what is spoken at a moment. Repaints and scrolls only when something changed."""
        if self._is_still_marked(moment_ms):
            self.moment_ms = moment_ms
            return
        self.moment_ms = moment_ms
        self._until_ms = None
        voices = self._voices
        is_possible = moment_ms is not None and voices is not None and voices.has_times
        self.follower.set_possible(is_possible)
        place = NOWHERE
        if is_possible and moment_ms is not None and voices is not None:
            place = voices.at(moment_ms)
            if not self._marks_words and place.part is not None and place.part.is_word:
                place = replace(place, part=None)
            self._until_ms = voices.next_start_ms(moment_ms)
        is_same = self._mark(place)
        is_near = is_same and self._was_just_seen(moment_ms)
        if not is_near and self.follower.state is Following.FOLLOWING and self._may_scroll():
            by_px = self.scroll_to_voice()
            if by_px and not self.follower.is_moving:
                self.follower.glide(by_px)
        if not is_same:  # at last: what stands beside the text is put there once
            self.segment_changed.emit()

    def _is_still_marked(self, moment_ms: int | None) -> bool:
        """Whether the voice is where it was a moment ago, without looking."""
        if moment_ms is None or self._until_ms is None or self.moment_ms is None:
            return False
        is_ahead = self.moment_ms < moment_ms < self._until_ms
        is_near = 0 < moment_ms - self._seen_ms < _LOOK_AGAIN_MS
        return is_ahead and is_near and self._layers.voice.zone is None

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

    def _mark(self, place: VoicePlace) -> bool:
        """Mark a place; return whether it is in the paragraph, or the line, of the one before."""
        before, page = self._layers.voice, self._page
        if place == before or page is None:
            return True
        self._layers.voice = place
        is_same = place.segment is before.segment and place.zone == before.zone
        if is_same and place.zone is None:
            self._mark_part(page, before, place)
            return True
        self._covered = None
        for voice in (before, place):
            rect = self._layers.voice_rect(page, voice)
            if rect is not None and not rect.isNull():
                self.repaint_wanted.emit(self._layers.room_of(rect))
        return is_same

    def _mark_part(self, page: TranscriptDocument, before: VoicePlace, place: VoicePlace) -> None:
        """Let the word that is over and the one that begins be painted, several times a second."""
        turn, scrolled = self._geometry.turn, self._geometry.scrolled
        if self._covered is not None and self._covered[0] == turn:
            gone = self._covered[1].translated(0, -scrolled)
        else:
            gone = self._layers.part_rect(page, before)
        come = self._layers.part_rect(page, place)
        self._covered = turn, come.translated(0, scrolled)
        for rect in (gone, come):
            if not rect.isNull():
                self.repaint_wanted.emit(self._layers.part_room(rect))
