from hypothesis import given
from hypothesis import strategies as st

from desktop_app.search.packing import Spoken, pack, unpack
from desktop_app.transcript.model import Evidence, Kind, Segment, Word

MOMENT = st.none() | st.integers(0, 10**9)
SEGMENT = st.builds(
    Segment,
    st.integers(0, 10**6),
    st.just(Kind.SPEECH),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    speaker=st.none() | st.text(max_size=5),
    start_ms=MOMENT,
    end_ms=MOMENT,
    evidence=st.sampled_from(Evidence),
    error_ms=MOMENT,
)


@given(st.lists(SEGMENT, min_size=1, max_size=6))
def test_segments_come_back_as_they_were(segments: list[Segment]) -> None:
    packed = pack(segments)
    for place, segment in enumerate(segments):
        assert unpack(packed, place) == Spoken(segment, None)


def test_sentences_keep_the_times_of_their_words() -> None:
    words = (Word("Yes.", 1_000, 1_200, 0.9), Word("No.", 3_000, 3_300, 0.9))
    segment = Segment(0, Kind.SPEECH, "Yes. No.", start_ms=900, end_ms=4_000, words=words)
    assert unpack(pack([segment]), 0).sentences_ms == (1_000, 3_000)
