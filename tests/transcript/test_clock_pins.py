"""What a user's “this line is being said now” does to a text's times."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.transcript.clock import place
from desktop_app.transcript.clock_drift import PIN_ERROR_MS, Pin
from desktop_app.transcript.formats import read_transcript
from desktop_app.transcript.lookup import moment_at, untranscribed_zones
from desktop_app.transcript.model import Evidence, Kind, Marker, Segment, Transcript, Word
from tests.transcript.test_clock_properties import DURATIONS, transcripts

SENTENCE = "words of six letter pieces that go on and on until they are told."
EACH_MS = 4_800  # what it takes to say that
MADE = Path(__file__).parents[3] / "shared" / "corpus" / "speech-made"


def talk(count: int = 300, *, marked_every: int = 50, later_ms: int = 0) -> Transcript:
    """Return even speech with time marks that are ``later_ms`` too early for the sound."""
    segments = tuple(Segment(i, Kind.SPEECH, SENTENCE, "Ann") for i in range(count))
    markers = tuple(
        Marker(i, 0, 100_000 + i * EACH_MS - later_ms) for i in range(0, count, marked_every)
    )
    return Transcript("changelog-markdown", segments, markers)


def true_ms(segment: int) -> int:
    return 100_000 + segment * EACH_MS


def off_ms(transcript: Transcript, added: tuple[tuple[int, int], ...] = ()) -> list[int]:
    """Return how late each segment is placed, with sound added before some."""
    return [
        (s.start_ms or 0) - true_ms(s.index) - sum(ms for at, ms in added if at <= s.index)
        for s in transcript.segments
    ]


def test_a_pinned_line_is_said_when_the_user_said_so_give_or_take() -> None:
    placed = place(talk(), None, [Pin(25, 0, true_ms(25) + 2_000)]).transcript
    line = placed.segments[25]
    assert (line.start_ms, line.evidence) == (true_ms(25) + 2_000, Evidence.ESTIMATED)
    assert line.error_ms == PIN_ERROR_MS
    assert [placed.segments[i].evidence for i in (0, 50, 100)] == [Evidence.EXACT] * 3


def test_a_pin_within_a_paragraph_places_its_word() -> None:
    placed = place(talk(), None, [Pin(25, 7, true_ms(25) + 4_000)]).transcript
    segment = placed.segments[25]
    assert segment.start_ms is not None
    assert segment.end_ms is not None
    assert segment.start_ms < true_ms(25) + 4_000 < segment.end_ms


def test_after_two_pins_a_drift_of_a_minute_is_gone_everywhere() -> None:
    drifted = talk(later_ms=60_000)
    before = off_ms(place(drifted, true_ms(320)).transcript)
    pins = [Pin(i, 0, true_ms(i) + 600) for i in (90, 210)]
    after = off_ms(place(drifted, true_ms(320), pins).transcript)
    assert max(map(abs, before)) > 55_000
    assert max(map(abs, after)) < 2_500


def test_a_drift_the_other_way_is_gone_too() -> None:
    drifted = talk(later_ms=-60_000)
    pins = [Pin(i, 0, true_ms(i) + 600) for i in (90, 210)]
    assert max(map(abs, off_ms(place(drifted, true_ms(320), pins).transcript))) < 2_500


def test_one_early_pin_moves_all_times() -> None:
    placed = place(talk(later_ms=60_000), None, [Pin(20, 0, true_ms(20))]).transcript
    assert max(map(abs, off_ms(placed)[20:])) < 2_500


def test_one_late_pin_moves_what_follows_and_leaves_what_was_before_in_doubt() -> None:
    placed = place(talk(later_ms=60_000), None, [Pin(200, 0, true_ms(200))]).transcript
    assert max(map(abs, off_ms(placed)[200:])) < 3_500
    doubtful = [s.error_ms or 0 for s in placed.segments[1:200] if s.is_estimated]
    assert min(doubtful[-20:]) > 50_000


def test_pins_that_differ_tell_of_sound_added_between_them() -> None:
    pins = [Pin(40, 0, true_ms(40)), Pin(150, 0, true_ms(150) + 60_000)]
    placed = place(talk(), None, pins).transcript
    off = off_ms(placed, ((150, 60_000),))
    assert max(map(abs, off[:50])) < 2_500
    assert max(map(abs, off[150:])) < 3_500
    assert all(s.evidence is Evidence.ESTIMATED for s in placed.segments[150:])
    assert all((s.error_ms or 0) > 0 for s in placed.segments[150:])


def test_added_sound_is_taken_to_lie_at_a_break_rather_than_anywhere() -> None:
    plain = talk()
    mark = Segment(100, Kind.MARK, "Break")
    segments = [*plain.segments[:100], mark, *plain.segments[100:]]
    broken = Transcript(
        plain.format,
        tuple(replace(s, index=i) for i, s in enumerate(segments)),
        tuple(replace(m, segment=m.segment + (m.segment >= 100)) for m in plain.markers),
    )
    pins = [Pin(40, 0, true_ms(40)), Pin(111, 0, true_ms(110) + 60_000)]
    placed = place(broken, None, pins).transcript.segments
    assert placed[99].start_ms == pytest.approx(true_ms(99), abs=4_000)
    assert placed[101].start_ms == pytest.approx(true_ms(100) + 60_000, abs=4_000)


def test_a_relinked_line_leaves_its_gap_without_text_and_moves_all_after_it() -> None:
    gap = Pin(120, 0, true_ms(120) + 40_000, gap_from_ms=true_ms(120) + 3_000)
    placed = place(talk(), None, [gap]).transcript
    off = off_ms(placed, ((120, 40_000),))
    assert max(map(abs, off[:120])) < 3_500
    assert max(map(abs, off[120:])) < 3_500
    zones = untranscribed_zones(placed.segments, None)
    assert any(zone.kind == "gap" and zone.end_ms == gap.moment_ms for zone in zones)
    assert placed.segments[119].end_ms == pytest.approx(true_ms(120), abs=3_500)


def test_what_comes_before_the_talk_does_not_grow_by_an_advertisement_after_it() -> None:
    late_first_mark = talk()
    late_first_mark = replace(late_first_mark, markers=late_first_mark.markers[1:])
    before = place(late_first_mark).transcript.segments[0]
    gap = Pin(30, 0, true_ms(30) + 40_000, gap_from_ms=true_ms(30) + 3_000)
    after = place(late_first_mark, None, [gap]).transcript.segments[0]
    assert after.start_ms == pytest.approx(before.start_ms, abs=4_000)


def test_text_does_not_run_on_where_the_user_said_it_stops() -> None:
    gap = Pin(120, 0, true_ms(120) + 40_000, gap_from_ms=true_ms(120) - 4_000)
    placed = place(talk(), None, [gap]).transcript
    assert (placed.segments[119].end_ms or 0) <= true_ms(120) - 4_000


def test_pins_alone_give_times_to_a_text_that_has_none() -> None:
    bare = replace(talk(100), markers=())
    pins = [Pin(i, 0, true_ms(i)) for i in (10, 80)]
    placed = place(bare, None, pins).transcript
    assert placed.timing is Evidence.ESTIMATED
    assert max(map(abs, off_ms(placed)[10:81])) < 2_500


def test_a_pin_a_moment_off_moves_nothing_else() -> None:
    placed = place(talk(), None, [Pin(50, 0, true_ms(50) + 2_000)]).transcript
    assert [placed.segments[i].start_ms for i in (0, 100, 150)] == [
        true_ms(i) for i in (0, 100, 150)
    ]


def timed(evidence: Evidence) -> Transcript:
    words = (Word("Hello", 0, 500, 1.0), Word("there.", 500, 900, 1.0))
    segments = tuple(
        Segment(
            *(i, Kind.SPEECH, "Hello there.", "Ann", i * 10_000, i * 10_000 + 9_000),
            *(evidence, 0 if evidence is Evidence.EXACT else 200),
            words=tuple(
                replace(w, start_ms=(w.start_ms or 0) + i * 10_000, end_ms=i * 10_000 + 900)
                for w in words
            ),
        )
        for i in range(60)
    )
    return Transcript("srt", segments)


def test_subtitles_that_drift_are_moved_with_their_words() -> None:
    pins = [Pin(5, 0, 80_000), Pin(50, 0, 530_200)]
    placed = place(timed(Evidence.EXACT), None, pins).transcript
    assert placed.segments[20].start_ms == pytest.approx(230_000, abs=300)
    assert placed.segments[20].end_ms == pytest.approx(239_000, abs=300)
    assert placed.segments[20].words is not None
    assert placed.segments[20].words[1].start_ms == pytest.approx(230_500, abs=300)
    assert {s.evidence for s in placed.segments} == {Evidence.ESTIMATED}


def test_times_found_in_the_audio_are_not_moved() -> None:
    aligned = timed(Evidence.ALIGNED)
    assert place(aligned, None, [Pin(5, 0, 80_000)]).transcript == aligned


PINS = st.lists(
    st.builds(
        Pin,
        st.integers(0, 13),
        st.integers(0, 4),
        st.integers(0, 4_000_000),
        st.one_of(st.none(), st.integers(0, 4_000_000)),
    ),
    max_size=4,
)


@given(transcripts(), DURATIONS, PINS)
@settings(max_examples=200, deadline=None)
def test_with_any_pins_times_run_forward_inside_the_audio(
    transcript: Transcript, duration: int | None, pins: list[Pin]
) -> None:
    placed = place(transcript, duration, pins).transcript
    known = [s for s in placed.segments if s.start_ms is not None and s.end_ms is not None]
    assert len(known) in (0, len(placed.segments))
    for before, after in pairwise(known):
        assert 0 <= (before.start_ms or 0) <= (after.start_ms or 0)
        assert (before.end_ms or 0) <= max(after.start_ms or 0, before.start_ms or 0)
    for segment in known:
        assert (segment.start_ms or 0) <= (segment.end_ms or 0)
        assert duration is None or (segment.end_ms or 0) <= duration
        assert (segment.error_ms == 0) is (segment.evidence is Evidence.EXACT)
    assert placed.markers == transcript.markers
    assert place(placed, duration, pins).transcript == placed


def test_two_pins_after_two_advertisements_mend_a_made_episode() -> None:
    if not (MADE / "hard.md").exists():
        pytest.skip("../shared/corpus/speech-made is not here")
    made = json.loads((MADE / "hard.truth.json").read_text("utf-8"))
    starts = [p["start"] and round(p["start"] * 1000) for p in made["paras"]]
    transcript = read_transcript(MADE / "hard.md").transcript
    length_ms = round(made["dur"] * 1000)

    def off(pins: list[Pin]) -> list[int]:
        placed = place(transcript, length_ms, pins).transcript.segments
        pairs = zip(placed, starts, strict=True)
        return [abs((s.start_ms or 0) - start) for s, start in pairs if start is not None]

    after_each = [12, 43]  # the paragraphs that follow the two advertisements
    without = np.array(off([]))
    pinned = np.array(off([Pin(i, 0, starts[i] + 600) for i in after_each]))
    linked = np.array(
        off(
            [
                Pin(i, 0, starts[i] + 600, round(1000 * ad[0]) + 3_000)
                for i, ad in zip(after_each, made["ads"], strict=True)
            ]
        )
    )
    assert np.percentile(without, 90) > 70_000
    for mended in (pinned, linked):
        assert np.percentile(mended, 50) < 6_000
        assert mended.max() < 15_000
    assert moment_at(transcript.segments[0], 0) is None  # the text itself was never touched
