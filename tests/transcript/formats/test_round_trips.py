"""Every format that is written reads back: for any transcript, by Hypothesis."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.transcript.chapter_files import read_chapters
from desktop_app.transcript.chapters import Chapter
from desktop_app.transcript.formats import (
    WRITERS,
    AskedQuestion,
    Export,
    Options,
    read_transcript_bytes,
)
from desktop_app.transcript.model import Cue, Evidence, Kind, Segment, Transcript, Word

# Words that no format takes for markup, a time or a name; those have tests of their own.
LETTERS = st.characters(max_codepoint=0x052F, categories=["Ll", "Lu", "Nd"])
WORDS = st.builds(
    str.__add__,
    st.text(alphabet=LETTERS, min_size=1, max_size=9).filter(lambda word: word[0].isalpha()),
    st.sampled_from(["", "", "", ".", ",", "?", "!", "’s"]),
)
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
NAMES = ("Ana Ruiz", "Ben O'Neil")
IN_CUES = ["srt", "vtt", "podcast-json", "csv", "ttml", "lrc", "audacity", "textgrid"]


@st.composite
def transcripts(draw: st.DrawFn, *, has_words: bool = False) -> Transcript:
    """Return speech whose times are whole tens of milliseconds, in turns that follow each other."""
    segments: list[Segment] = []
    moment_ms = 10 * draw(st.integers(0, 500))
    for index in range(draw(st.integers(1, 6))):
        text = draw(TEXTS)
        length_ms = max(1000, 10 * (len(text) * draw(st.integers(2, 9))))
        words = None
        if has_words:
            tokens = text.split()
            step_ms = length_ms // len(tokens) // 10 * 10
            words = tuple(
                Word(token, moment_ms + at * step_ms, moment_ms + (at + 1) * step_ms, 1.0)
                for at, token in enumerate(tokens)
            )
        segments.append(
            Segment(
                index, Kind.SPEECH, text, NAMES[index % 2], moment_ms, moment_ms + length_ms,
                Evidence.EXACT, 0, None, words,
            )
        )  # fmt: skip
        moment_ms += length_ms + 10 * draw(st.integers(0, 900))
    return Transcript("webvtt", tuple(segments))


def written(format_name: str, transcript: Transcript, **more: object) -> str:
    return WRITERS[format_name].write(Export(transcript, "Title", "Show", **more)).text  # type: ignore[arg-type]


def read_back(format_name: str, text: str) -> Transcript:
    writer = WRITERS[format_name]
    return read_transcript_bytes(text.encode(), f"x{writer.extension}").transcript


def word_by_word(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [
        (one.speaker, word)
        for one in transcript.segments
        if one.is_speech
        for word in one.text.split()
    ]


@pytest.mark.parametrize("format_name", IN_CUES)
@given(transcript=transcripts())
@settings(max_examples=25)
def test_who_says_what_when_comes_back_from_formats_with_cues(
    format_name: str, transcript: Transcript
) -> None:
    found = read_back(format_name, written(format_name, transcript))

    assert word_by_word(found) == word_by_word(transcript)
    starts = {cue.start_ms for cue in found.cues}
    assert {one.start_ms for one in transcript.segments} <= starts
    if format_name != "lrc":
        first = found.segments[0]
        assert (first.evidence, first.error_ms) == (Evidence.EXACT, 0)


@pytest.mark.parametrize("format_name", ["vtt", "lrc", "ttml", "podcast-json", "textgrid"])
@given(transcript=transcripts(has_words=True))
@settings(max_examples=20)
def test_word_times_come_back_where_they_are_wanted(
    format_name: str, transcript: Transcript
) -> None:
    text = written(format_name, transcript, options=Options(words=True))

    found = read_back(format_name, text)

    assert word_by_word(found) == word_by_word(transcript)
    wanted = [word.start_ms for one in transcript.segments for word in one.words or ()]
    kept = [word.start_ms for one in found.segments for word in one.words or ()]
    if not kept and format_name == "vtt":  # cues of one word have its time already
        assert all(len(one.text.split()) == 1 for one in transcript.segments)
        return
    assert len(kept) == len(wanted)
    known = [
        (mine, theirs) for mine, theirs in zip(wanted, kept, strict=True) if theirs is not None
    ]
    assert all(mine == theirs for mine, theirs in known)
    assert len(known) >= len(wanted) * 0.8


@pytest.mark.parametrize("format_name", ["html", "readable", "md", "txt"])
@given(transcript=transcripts())
@settings(max_examples=20)
def test_paragraphs_come_back_from_formats_to_read(
    format_name: str, transcript: Transcript
) -> None:
    found = read_back(format_name, written(format_name, transcript))

    wanted = [(one.speaker, one.text) for one in transcript.segments]
    got = [(one.speaker, one.text) for one in found.segments if one.is_speech]
    assert got[-len(wanted) :] == wanted
    moments = [marker.moment_ms for marker in found.markers]
    if format_name in ("html", "md"):
        assert moments == [one.start_ms for one in transcript.segments]
    elif moments:
        assert moments == [(one.start_ms or 0) // 1000 * 1000 for one in transcript.segments]


@given(transcript=transcripts(has_words=True))
@settings(max_examples=20)
def test_earmarks_own_json_comes_back_whole(transcript: Transcript) -> None:
    found = read_back("json", written("json", transcript))

    assert found.segments == transcript.segments


@given(
    starts=st.lists(st.integers(0, 9_000_000), min_size=1, max_size=9, unique=True),
    title=TEXTS,
)
@settings(max_examples=30)
def test_chapters_come_back(starts: list[int], title: str) -> None:
    chapters = tuple(Chapter(start, None, title) for start in sorted(starts))

    text = written("chapters", Transcript("srt"), chapters=chapters)

    assert read_chapters(text) == chapters


def test_without_chapters_the_questions_are_chapters() -> None:
    questions = (
        AskedQuestion("Why?", 3, 62_500),
        AskedQuestion("How?", 1, 10_000, is_estimated=True),
        AskedQuestion("When?", None, None),
    )
    export = Export(Transcript("srt"), "Title", questions=questions)

    done = WRITERS["chapters"].write(export)

    assert [(one.start_ms, one.title) for one in read_chapters(done.text)] == [
        (10_000, "How?"),
        (62_500, "Why?"),
    ]
    assert done.lost[:2] == (
        "1 question has no time and was left out.",
        "1 estimated time is written as if it were exact.",
    )


CUES = (
    Cue(0, 1_000, "Ana", "Two\nlines"),
    Cue(1_000, 1_500, None, "and more"),
    Cue(4_000, 9_000, "Ben", "Q & A <3"),
)


@pytest.mark.parametrize("format_name", ["srt", "vtt", "podcast-json", "ttml", "csv"])
def test_a_files_own_cues_are_written_as_they_are(format_name: str) -> None:
    transcript = Transcript("srt", (), (), CUES)

    found = read_back(format_name, written(format_name, transcript, keeps_cues=True))

    assert [(one.start_ms, one.end_ms, one.text) for one in found.cues] == [
        (one.start_ms, one.end_ms, one.text) for one in CUES
    ]
    assert found.cues[0].speaker == "Ana"
    assert found.cues[2].speaker == "Ben"


@pytest.mark.parametrize("format_name", sorted(WRITERS))
def test_every_format_says_what_it_lost_in_sentences(format_name: str) -> None:
    segments = (
        Segment(0, Kind.SPEECH, "One two.", "Ana", 0, 900, Evidence.EXACT, 0, None,
                (Word("One", 0, 400, 0.9), Word("two.", 500, 900, 0.9))),
        Segment(1, Kind.MARK, "Break"),
        Segment(2, Kind.SPEECH, "Three.", "Ben", 5_250, None, Evidence.ESTIMATED, 4_000, None,
                (Word("Three.", None, None, 0.1),)),
        Segment(3, Kind.SPEECH, "Four.", "Ben"),
    )  # fmt: skip

    done = WRITERS[format_name].write(Export(Transcript("webvtt", segments)))

    assert all(sentence.endswith(".") for sentence in done.lost)
    assert done.text.endswith("\n")
    if format_name not in ("json", "chapters"):
        assert any("single words" in sentence for sentence in done.lost)
    if format_name in IN_CUES:
        assert "1 paragraph has no time and was left out." in done.lost
        marked = format_name in ("vtt", "podcast-json", "ttml", "csv")
        assert any("as if it were exact" in sentence for sentence in done.lost) != marked
    if format_name in ("vtt", "html", "readable", "txt", "ttml"):
        assert "≈" in done.text


@pytest.mark.parametrize("format_name", IN_CUES)
def test_names_and_estimates_can_be_left_out(format_name: str) -> None:
    segments = (
        Segment(0, Kind.SPEECH, "One.", "Ana", 0, 900, Evidence.EXACT, 0),
        Segment(1, Kind.SPEECH, "Two.", "Ana", 2_000, 2_900, Evidence.ESTIMATED, 4_000),
    )

    text = written(
        format_name, Transcript("srt", segments), options=Options(speakers=False, estimated=False)
    )

    assert "Ana" not in text
    assert "Two" not in text
    assert "One." in text


@pytest.mark.parametrize("format_name", ["html", "readable", "txt"])
def test_times_can_be_left_out_of_texts(format_name: str) -> None:
    segments = (Segment(0, Kind.SPEECH, "One.", "Ana", 61_000, 62_000, Evidence.EXACT, 0),)

    text = written(
        format_name, Transcript("srt", segments), options=Options(times=False, speakers=False)
    )

    assert "1:01" not in text
    assert "Ana" not in text
    assert "One." in text


@pytest.mark.parametrize("format_name", ["html", "readable", "txt"])
def test_estimated_times_that_were_written_are_not_read_as_times(format_name: str) -> None:
    segments = tuple(
        Segment(at, Kind.SPEECH, f"Text {at}.", NAMES[at % 2], at * 61_000, None,
                Evidence.ESTIMATED, 9_000)
        for at in range(4)
    )  # fmt: skip

    found = read_back(format_name, written(format_name, Transcript("plain-text", segments)))

    got = [(one.speaker, one.text) for one in found.segments if one.is_speech]
    assert got[-4:] == [(one.speaker, one.text) for one in segments]
    assert found.markers == ()


def test_subtitles_keep_to_the_lines_that_are_wanted() -> None:
    text = "Some words that go on and on, and a clause; then more of them until it ends. " * 5
    segments = (Segment(0, Kind.SPEECH, text.strip(), None, 0, 60_000, Evidence.EXACT, 0),)

    found = read_back(
        "srt", written("srt", Transcript("x", segments), options=Options(line=20, lines=1))
    )

    assert max(len(line) for cue in found.cues for line in cue.text.split("\n")) <= 20
    assert max(cue.text.count("\n") for cue in found.cues) == 0


def test_subtitles_of_unspaced_scripts_break_between_letters() -> None:
    text = "今日はとても天気がいいので、公園まで散歩に行きました。" * 4
    segments = (Segment(0, Kind.SPEECH, text, None, 0, 60_000, Evidence.EXACT, 0),)

    found = read_back("vtt", written("vtt", Transcript("x", segments), options=Options(line=16)))

    lines = [line for cue in found.cues for line in cue.text.split("\n")]
    assert max(map(len, lines)) <= 16
    assert not any(line[0] in "、。" for line in lines)
    assert "".join(lines) == text


def test_a_short_subtitle_stays_long_enough_to_be_read() -> None:
    segments = (
        Segment(0, Kind.SPEECH, "Yes.", None, 0, 200, Evidence.EXACT, 0),
        Segment(1, Kind.SPEECH, "No.", None, 5_000, 5_100, Evidence.EXACT, 0),
    )

    found = read_back("srt", written("srt", Transcript("x", segments)))

    assert [(one.start_ms, one.end_ms) for one in found.cues] == [(0, 1_000), (5_000, 6_000)]


def test_a_web_page_asks_nobody_for_anything() -> None:
    segments = (Segment(0, Kind.SPEECH, "</p><script>x</script>", 'A"b', 0, 1, Evidence.EXACT, 0),)
    questions = (AskedQuestion("<b>Why?", 0, 0),)

    text = written("html", Transcript("x", segments), questions=questions)

    assert "default-src 'none'" in text
    assert "http://" not in text
    assert "https://" not in text
    assert "<script>x" not in text
    assert "<b>" not in text
    assert 'href="#s0"' in text
