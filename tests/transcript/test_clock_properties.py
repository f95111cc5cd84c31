"""Whatever is put in: times run forward, stay inside the audio, and exact marks are hit."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.transcript.clock import place
from desktop_app.transcript.model import Evidence, Kind, Marker, Segment, Transcript

TEXTS = st.one_of(
    st.just(""),
    st.just("Yeah."),
    st.text(alphabet="ab c.?…[]0A語é\n", max_size=60),
    st.integers(1, 90).map(lambda count: "some words here. " * count),
)
NAMES = st.sampled_from([None, "Ann", "Bob"])
MOMENTS = st.one_of(st.integers(0, 4_000).map(lambda s: s * 1000), st.integers(-5, 4_000_000))


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    kinds = draw(st.lists(st.sampled_from([Kind.SPEECH] * 4 + [Kind.MARK]), max_size=12))
    segments = tuple(
        Segment(i, kind, draw(TEXTS), draw(NAMES) if kind is Kind.SPEECH else None)
        for i, kind in enumerate(kinds)
    )
    markers = [
        Marker(
            draw(st.integers(0, len(kinds) - 1)),
            draw(st.integers(0, 9)),
            draw(MOMENTS),
            in_note=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 8)) if kinds else 0)
    ]
    if draw(st.booleans()):
        markers.sort(key=lambda marker: (marker.segment, marker.word, marker.moment_ms))
    return Transcript("changelog-markdown", segments, tuple(markers))


DURATIONS = st.one_of(st.none(), st.integers(0, 5_000), st.integers(0, 4_000_000))


@given(transcripts(), DURATIONS)
@settings(max_examples=300, deadline=None)
def test_times_run_forward_inside_the_audio(transcript: Transcript, duration: int | None) -> None:
    placed = place(transcript, duration).transcript.segments
    known = [s for s in placed if s.start_ms is not None and s.end_ms is not None]
    assert len(known) in (0, len(placed))
    for segment in known:
        assert 0 <= (segment.start_ms or 0) <= (segment.end_ms or 0)
        if duration is not None:
            assert (segment.end_ms or 0) <= duration
    for before, after in pairwise(known):
        assert (before.start_ms or 0) <= (after.start_ms or 0)
        assert (before.end_ms or 0) <= max(after.start_ms or 0, before.start_ms or 0)


@given(transcripts(), DURATIONS)
@settings(max_examples=300, deadline=None)
def test_exact_means_a_time_of_the_file_on_the_first_word(
    transcript: Transcript, duration: int | None
) -> None:
    times = {(m.segment, m.moment_ms) for m in transcript.markers if m.word == 0}
    for segment in place(transcript, duration).transcript.segments:
        if segment.evidence is Evidence.EXACT:
            assert (segment.index, segment.start_ms) in times
            assert segment.error_ms == 0
        elif segment.evidence is Evidence.ESTIMATED:
            assert (segment.error_ms or 0) > 0
        else:
            assert segment.start_ms is None


@given(transcripts(), DURATIONS)
@settings(max_examples=200, deadline=None)
def test_placing_again_changes_nothing(transcript: Transcript, duration: int | None) -> None:
    once = place(transcript, duration)
    assert place(once.transcript, duration) == once


@given(transcripts(), DURATIONS)
@settings(max_examples=100, deadline=None)
def test_texts_and_places_are_kept(transcript: Transcript, duration: int | None) -> None:
    placed = place(transcript, duration).transcript
    bare = [
        replace(s, start_ms=None, end_ms=None, evidence=Evidence.NONE, error_ms=None)
        for s in placed.segments
    ]
    assert tuple(bare) == transcript.segments
    assert placed.markers == transcript.markers
