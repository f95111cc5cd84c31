"""Whatever one does to the session, in any order, these things hold."""

from collections.abc import Callable

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from PySide6.QtWidgets import QApplication

from desktop_app.library.listening import Ranges, with_range
from desktop_app.player.null_player import NullPlayer
from desktop_app.ui.session import Place, Session
from desktop_app.workflows.opening import OpenRecording
from tests.ui.recordings import LENGTH_MS, make_opened

NAMES = ("bread", "salt", "yeast")
TICK_MS = 250
MOST_BACK = 101
MOMENTS = st.integers(-5_000, LENGTH_MS + 5_000)


class AnyOrder(RuleBasedStateMachine):
    """A session and a library of three recordings, as the window joins them."""

    def __init__(self) -> None:
        super().__init__()
        self.player = NullPlayer()
        self.session = Session(self.player)
        self.kept: dict[str, tuple[int, Ranges]] = {}
        self.listened: dict[str, Ranges] = dict.fromkeys(NAMES, ())
        self.back: list[str] = []  # the recordings of the places one can go back to
        self.forward: list[str] = []
        self.session.listening_changed.connect(self._keep)
        self.session.place_wanted.connect(self._open_place)

    def _keep(self, name: str, position_ms: int, heard: Ranges) -> None:
        self.kept[name] = (position_ms, heard)

    def _open(self, name: str) -> OpenRecording:
        position_ms, heard = self.kept.get(name, (0, ()))
        return make_opened(name, position_ms=position_ms, heard=heard)

    def _open_place(self, place: Place) -> None:
        self.session.save()  # as the library would have it
        self.session.arrive(self._open(place.recording_id), place.moment_ms)

    def _jumped(self, origin: str) -> None:
        self.back, self.forward = [*self.back, origin][-MOST_BACK:], []

    @property
    def here(self) -> tuple[str, int]:
        assert self.session.heard is not None
        return self.session.heard.recording.id, self.player.position_ms()

    # ---- what one does -----------------------------------------------------------------------
    @rule(name=st.sampled_from(NAMES))
    def show(self, name: str) -> None:
        self.session.save()
        self.session.show(self._open(name))

    @precondition(lambda self: self.session.shown is not None)
    @rule(
        target_ms=st.integers(0, LENGTH_MS - 1),  # from the very end play starts anew
        error_ms=st.sampled_from([None, 0, 800, 9_000]),
        play=st.sampled_from([None, True]),
    )
    def jump(self, target_ms: int, error_ms: int | None, play: bool | None) -> None:
        before = self.here
        self.session.jump(target_ms, "Jumped", error_ms=error_ms, play=play)
        self._jumped(before[0])
        assert self.session.is_shown_heard
        assert self.session.moment_ms == target_ms
        self.session.go_back()
        assert self.here == before
        self.session.go_forward()

    @precondition(lambda self: self.session.heard is not None)
    @rule(by_ms=st.integers(-20_000, 20_000))
    def step(self, by_ms: int) -> None:
        at_ms = self.player.position_ms()
        self.session.step(by_ms)
        assert self.player.position_ms() == max(0, min(LENGTH_MS, at_ms + by_ms))

    @precondition(lambda self: self.session.heard is not None)
    @rule(moments=st.lists(MOMENTS, min_size=1, max_size=4))
    def scrub(self, moments: list[int]) -> None:
        before = self.here
        for moment_ms in moments:
            self.session.scrub(moment_ms)
        self.session.note_jump_from(before[1], "Jumped")
        self._jumped(before[0])
        self.session.go_back()
        assert self.here == before
        self.session.go_forward()

    @rule()
    def play(self) -> None:
        self.player.play()

    @rule()
    def pause(self) -> None:
        self.player.pause()
        if self.session.heard is not None:
            name, position_ms = self.here
            self.session.save()
            assert self.kept[name][0] == position_ms

    @rule(ticks=st.integers(1, 40))
    def listen(self, ticks: int) -> None:
        for _tick in range(ticks):
            if not self.player.is_playing():
                return
            name, from_ms = self.here
            self.player.advance(TICK_MS)
            self.listened[name] = with_range(
                self.listened[name], from_ms, self.player.position_ms()
            )

    @rule()
    def renew(self) -> None:
        if self.session.shown is not None:
            self.session.renew(self._open(self.session.shown.recording.id))

    @precondition(lambda self: self.session.heard is not None and self.back)
    @rule(times=st.integers(1, 5))
    def there_and_back(self, times: int) -> None:
        self.player.pause()
        before, times = self.here, min(times, len(self.back))
        for move in (self.session.go_back,) * times + (self.session.go_forward,) * times:
            move()
        assert self.here == before

    @precondition(lambda self: self.session.heard is not None)
    @rule()
    def go_back(self) -> None:
        self._travel(self.session.go_back, self.back, self.forward)

    @precondition(lambda self: self.session.heard is not None)
    @rule()
    def go_forward(self) -> None:
        self._travel(self.session.go_forward, self.forward, self.back)

    def _travel(self, move: Callable[[], None], there: list[str], other_way: list[str]) -> None:
        before = self.here
        move()
        if there:
            other_way.append(before[0])
            assert self.here[0] == there.pop()
        else:
            assert self.here == before

    @rule(name=st.sampled_from(NAMES))
    def forget(self, name: str) -> None:
        self.session.forget(name)
        for opened in (self.session.shown, self.session.heard):
            assert opened is None or opened.recording.id != name
        self.back = [place for place in self.back if place != name]
        self.forward = [place for place in self.forward if place != name]

    # ---- what always holds -------------------------------------------------------------------
    @invariant()
    def the_sound_is_inside_its_recording(self) -> None:
        assert 0 <= self.player.position_ms() <= LENGTH_MS
        assert self.player.position_ms() <= self.session.moment_ms <= LENGTH_MS

    @invariant()
    def something_is_heard_where_something_is_shown(self) -> None:
        if self.session.shown is not None:
            assert self.session.heard is not None

    @invariant()
    def exactly_what_was_listened_to_counts_as_heard(self) -> None:
        if self.session.heard is not None:
            name = self.session.heard.recording.id
            assert self.session.heard_ranges == self.listened[name]

    @invariant()
    def nothing_plays_that_is_not_open(self) -> None:
        if self.session.heard is None:
            assert not self.player.is_playing()


@pytest.mark.usefixtures("qapp")
def test_whatever_one_does_the_session_holds_together() -> None:
    assert QApplication.instance() is not None
    AnyOrder.TestCase.settings = settings(stateful_step_count=40)
    case = AnyOrder.TestCase("runTest")
    case.runTest()
