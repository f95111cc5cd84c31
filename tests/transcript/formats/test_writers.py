"""Writing, and that reading back gives the same: for any transcript, by Hypothesis."""

import json
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.transcript.formats import (
    WRITERS,
    Export,
    Options,
    Written,
    read_transcript_bytes,
)
from desktop_app.transcript.model import (
    Evidence,
    Kind,
    Marker,
    Segment,
    Transcript,
    Word,
)
from tests.builders import make_transcript

WORDS = st.text(
    alphabet=st.characters(exclude_categories=["C", "Z"], exclude_characters="<>{}&\\`♪♫�"),
    min_size=1,
    max_size=9,
).filter(lambda word: "-->" not in word and word[0] not in ".,;:!?…)]”’")
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
NAMES = st.sampled_from(["Ana Ruiz", "Ben O'Neil, Jr.", "José Valim"])
PLAIN_WORDS = st.text(alphabet="abcé.,?", min_size=1, max_size=12)
PLAIN_TEXTS = st.lists(PLAIN_WORDS, min_size=1, max_size=60).map(" ".join)


def write(format_name: str, transcript: Transcript, **more: bytes) -> Written:
    return WRITERS[format_name].write(Export(transcript, "Title", "Show", **more))


def read_back(format_name: str, written: Written) -> Transcript:
    return read_transcript_bytes(written.text.encode(), f"x.{format_name}").transcript


def said(transcript: Transcript) -> list[tuple[Kind, str | None, str]]:
    return [(one.kind, one.speaker, one.text) for one in transcript.segments]


def word_by_word(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(one.speaker, word) for one in transcript.segments for word in one.text.split()]


@st.composite
def timed_transcripts(draw: st.DrawFn) -> Transcript:
    segments, moment_ms, speaker = [], draw(st.integers(0, 5_000)), None
    for index in range(draw(st.integers(1, 8))):
        speaker = draw(NAMES)
        text = draw(PLAIN_TEXTS)
        length_ms = draw(st.integers(len(text) * 20, len(text) * 90))
        segments.append(
            Segment(index, Kind.SPEECH, text, speaker, moment_ms, moment_ms + length_ms,
                    Evidence.EXACT, 0)
        )  # fmt: skip
        moment_ms += length_ms + draw(st.integers(0, 9_000))
    return Transcript("plain-text", tuple(segments))


@st.composite
def marked_transcripts(draw: st.DrawFn) -> Transcript:
    segments, markers, moment_ms, speaker = [], [], 0, None
    for index in range(draw(st.integers(1, 8))):
        moment_ms += draw(st.integers(1, 500_000))
        if index and draw(st.booleans()) and segments[-1].is_speech:
            name = draw(st.sampled_from(["Break", "Jingle", "Outro"]))
            segments.append(Segment(index, Kind.MARK, name))
            markers.append(Marker(index, 0, moment_ms))
            continue
        speaker = draw(NAMES) if index == 0 or draw(st.booleans()) else speaker
        text = draw(TEXTS)
        segments.append(Segment(index, Kind.SPEECH, text, speaker))
        for word in sorted(draw(st.sets(st.integers(0, len(text.split())), max_size=2))):
            moment_ms += 1
            markers.append(Marker(index, word, moment_ms))
    return Transcript("changelog-markdown", tuple(segments), tuple(markers))


@given(marked_transcripts())
def test_markdown_reads_back_as_it_was_written(transcript: Transcript) -> None:
    again = read_back("md", write("md", transcript))

    assert said(again) == said(transcript)
    assert [m.moment_ms for m in again.markers] == [m.moment_ms for m in transcript.markers]
    assert [m.segment for m in again.markers] == [m.segment for m in transcript.markers]


@given(timed_transcripts())
def test_subtitles_read_back_with_the_same_words_speakers_and_starts(
    transcript: Transcript,
) -> None:
    again = read_back("srt", write("srt", transcript))

    assert word_by_word(again) == word_by_word(transcript)
    starts = {one.start_ms for one in again.cues}
    assert {one.start_ms for one in transcript.segments} <= starts


@given(timed_transcripts())
def test_what_is_shown_at_once_fits_two_lines_of_42_characters(transcript: Transcript) -> None:
    text = write("srt", transcript).text

    for block in text.strip().split("\n\n"):
        lines = block.split("\n")[2:]
        assert 1 <= len(lines) <= 2
        assert all(len(line) <= Options().line for line in lines)


@given(timed_transcripts())
def test_subtitles_are_in_order_and_never_over_before_they_begin(transcript: Transcript) -> None:
    cues = read_back("srt", write("srt", transcript)).cues

    starts = [one.start_ms for one in cues]
    assert starts == sorted(starts)
    assert all(one.start_ms < one.end_ms for one in cues)


def test_subtitles_break_where_sentences_and_clauses_end() -> None:
    text = (
        "Yes. Sure. When the tide goes out, which it does twice a day, "
        "you can walk to the lighthouse without getting your feet wet."
    )
    transcript = Transcript(
        "plain-text", (Segment(0, Kind.SPEECH, text, "Ana", 0, 10_000, Evidence.EXACT, 0),)
    )

    shown = [one.text for one in read_back("srt", write("srt", transcript)).cues]

    assert shown == [
        "Yes. Sure.",
        "When the tide goes out, which it does\ntwice a day,",
        "you can walk to the lighthouse without\ngetting your feet wet.",
    ]


def test_subtitles_start_with_their_word_where_words_have_times() -> None:
    text = (
        "One two three. Four and so on and on until it is far too long for a piece with the rest."
    )
    said_words = text.split()
    words = tuple(
        Word(word, 1_000 * place, 1_000 * place + 400, 0.9) for place, word in enumerate(said_words)
    )
    segment = Segment(0, Kind.SPEECH, text, None, 0, 25_000, Evidence.ALIGNED, 100, words=words)

    cues = read_back("srt", write("srt", Transcript("x", (segment,)))).cues

    assert [one.start_ms for one in cues] == [0, 3_000]


def test_a_subtitle_file_is_written_as_it_was_cut() -> None:
    original = (
        "1\n00:00:01,000 --> 00:00:02,000\nAna: One\ntwo.\n\n"
        "2\n00:00:02,500 --> 00:00:04,000\nThree.\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\nBen: Four.\n"
    )
    transcript = read_transcript_bytes(original.encode(), "x.srt").transcript

    assert write("srt", transcript).text == original


def test_what_subtitles_cannot_carry_is_said() -> None:
    timed = make_transcript("A: One. / Break: / A: Two.", evidence=Evidence.ESTIMATED)
    untimed = Segment(3, Kind.SPEECH, "Three.", "A")

    written = write("srt", replace(timed, segments=(*timed.segments, untimed)))

    assert written.lost == (
        "1 paragraph has no time and was left out.",
        "2 estimated times are written as if they were exact.",
        "1 mark such as Break was left out.",
    )
    assert "Three." not in written.text
    assert write("srt", make_transcript("A: One.")).lost == ()


def test_an_arrow_in_the_text_makes_no_cue() -> None:
    transcript = make_transcript("A: From 1 --> 2.")

    assert "1 → 2." in write("srt", transcript).text


ORIGINAL = (
    "\ufeffBefore anybody.\r\n\r\n"
    "**Ana:**  \\[00:10\\] Hello *there*, [you](https://x.org)...\r\n\r\n\r\n\r\n"
    "More of it \\[unintelligible 00:00:12.00\\] here.  \r\n\r\n"
    "**Break:** \\[00:20\\]\r\n\r\n"
    "**Ben:** The scale is small.\r\n"
)


def edited(index: int = 0, **changes: str) -> str:
    transcript = read_transcript_bytes(ORIGINAL.encode(), "x.md").transcript
    segments = list(transcript.segments)
    segments[index] = replace(segments[index], **changes)  # type: ignore[arg-type]
    return write("md", transcript.with_segments(segments), original=ORIGINAL.encode()).text


def test_an_untouched_original_keeps_every_byte() -> None:
    assert edited() == ORIGINAL


def test_a_corrected_word_changes_only_itself() -> None:
    assert edited(4, text="The scales is small.") == ORIGINAL.replace("scale", "scales")


def test_a_corrected_word_beside_markup_leaves_the_markup() -> None:
    text = edited(1, text="Hullo there, you...")

    assert text == ORIGINAL.replace("Hello", "Hullo")


def test_an_inserted_word_stays_in_its_place() -> None:
    text = edited(4, text="The scale is very small.")

    assert text == ORIGINAL.replace("is small", "is very small")


def test_a_rewritten_paragraph_keeps_its_name_and_time() -> None:
    text = edited(1, text="Quite different words now")

    assert "**Ana:** \\[00:10\\] Quite different words now\r\n" in text
    assert text.startswith("\ufeffBefore anybody.\r\n\r\n")
    assert text.endswith("**Ben:** The scale is small.\r\n")


def test_a_renamed_speaker_is_renamed_where_named() -> None:
    text = edited(4, speaker="Bert")

    assert text == ORIGINAL.replace("**Ben:**", "**Bert:**")


def test_times_are_written_only_where_they_are_known_exactly() -> None:
    exact = write("md", make_transcript("A: One. / A: Two.", each_ms=90_500))
    guessed = write("md", make_transcript("A: One. / A: Two.", evidence=Evidence.ESTIMATED))

    assert exact.text == "**A:** \\[00:00\\] One.\n\n\\[00:01:30.50\\] Two.\n"
    assert guessed.text == "**A:** One.\n\nTwo.\n"
    assert guessed.lost == ("2 estimated times were left out.",)


def test_markdown_says_when_a_paragraph_loses_its_silence_about_who_speaks() -> None:
    segments = (Segment(0, Kind.SPEECH, "One.", "A"), Segment(1, Kind.SPEECH, "Two."))

    lost = write("md", Transcript("x", segments)).lost

    assert lost == ("Paragraphs without a speaker will read as the speaker before goes on.",)


def test_text_is_to_be_read() -> None:
    transcript = make_transcript("Ana: Hi. / Ana: More. / Break: / Ben: Ho.", each_ms=61_500)

    written = write("txt", transcript)

    assert written.text == (
        "Title\nShow\n\n[0:00] Ana: Hi.\n\n[1:01] More.\n\n[2:03] —  —\n\n[3:04] Ben: Ho.\n"
    )
    assert written.lost == ("Times are written in whole seconds.",)
    estimated = make_transcript("Ana: Hi.", evidence=Evidence.ESTIMATED)
    assert "[≈ 0:00] Ana: Hi." in write("txt", estimated).text


def test_json_loses_nothing() -> None:
    words = (Word("Hi.", 0, 10, 0.5),)
    segment = Segment(0, Kind.SPEECH, "Hi.", "Ana", 0, 10, Evidence.ALIGNED, 90, None, words)
    export = Export(Transcript("srt", (segment,)), "Title", "Show", episode={"id": "7"})

    written = WRITERS["json"].write(export)

    assert written.lost == ()
    assert json.loads(written.text) == {
        "episode": {"title": "Title", "show": "Show", "id": "7"},
        "segments": [
            {
                "index": 0,
                "kind": "speech",
                "start_ms": 0,
                "end_ms": 10,
                "speaker": "Ana",
                "text": "Hi.",
                "evidence": "aligned",
                "error_ms": 90,
                "source": None,
                "words": [{"text": "Hi.", "start_ms": 0, "end_ms": 10, "confidence": 0.5}],
            }
        ],
    }


def test_every_time_written_is_whole_milliseconds() -> None:
    transcript = make_transcript("A: One two three four five six seven. / B: Eight.", each_ms=3_337)

    for name in WRITERS:
        assert not re.search(r"\d\.\d{4,}", write(name, transcript).text)


def test_each_format_has_a_name_and_an_ending() -> None:
    assert {"srt", "md", "txt", "json"} < WRITERS.keys()
    assert all(writer.extension.startswith(".") for writer in WRITERS.values())
    assert all(writer.label for writer in WRITERS.values())


def test_marks_read_back_as_marks_whatever_they_are_called() -> None:
    lyrics = "Down by the sea, down by the sea, where the lanterns are lit and the nets are dry."
    segments = tuple(
        Segment(index, Kind.MARK, text)
        for index, text in enumerate(["Break", "Upbeat music", "Upbeat music", lyrics, lyrics])
    )
    markers = (
        Marker(1, 0, 1_000),
        Marker(3, 0, 2_000),
        Marker(3, len(lyrics.split()), 3_000),
        Marker(4, 5, 4_000),
    )
    transcript = Transcript("x", segments, markers)

    again = read_back("md", write("md", transcript))

    assert said(again) == said(transcript)
    assert again.markers == markers


def test_words_that_look_like_markup_stay_words() -> None:
    texts = [
        "These are words in a sentence, and not markup.",
        "# one",
        "- two",
        "+ three",
        "Break:",
        "a *star* _x_ `y`",
        "1 < 2 &amp; 3",
        "---",
    ]
    segments = tuple(Segment(n, Kind.SPEECH, text) for n, text in enumerate(texts))

    again = read_back("md", write("md", Transcript("x", segments)))

    assert [one.text for one in again.segments] == texts


def test_times_in_notes_are_written_back_into_their_notes() -> None:
    text = "**Ana:** We met \\[unintelligible 00:01:45.20\\] there.\n"
    transcript = read_transcript_bytes(text.encode(), "x.md").transcript

    assert write("md", transcript).text == text


def test_an_original_that_was_split_or_is_no_markdown_is_written_anew() -> None:
    transcript = read_transcript_bytes(ORIGINAL.encode(), "x.md").transcript
    shorter = transcript.with_segments(transcript.segments[:2])
    prose = read_transcript_bytes(b"Just *this*.", "x.txt").transcript

    assert write("md", shorter, original=ORIGINAL.encode()).text.startswith("Before anybody.\n\n")
    assert write("md", prose, original=b"Just *this*.").text == "Just \\*this\\*.\n"


def test_a_speaker_given_to_a_paragraph_without_a_name_is_named_there() -> None:
    assert "**Bert:** More of it" in edited(2, speaker="Bert")


def test_words_and_empty_paragraphs_in_text_are_told_or_left_out() -> None:
    words = (Word("Hi.", 0, 10, 0.5),)
    segments = (
        Segment(0, Kind.SPEECH, "Hi.", "Ana", words=words),
        Segment(1, Kind.SPEECH, "", "Ben"),
    )

    written = write("txt", Transcript("x", segments))

    assert written.text == "Title\nShow\n\nAna: Hi.\n"
    assert written.lost == ("The times of single words were left out.",)
    assert write("md", Transcript("x", segments)).lost == written.lost


def test_subtitles_of_paragraphs_without_ends_end_with_the_next_or_with_their_words() -> None:
    segments = (
        Segment(0, Kind.SPEECH, "One two three.", None, 0, None, Evidence.EXACT, 0),
        Segment(1, Kind.SPEECH, "Four.", None, 500, None, Evidence.EXACT, 0),
    )

    cues = read_back("srt", write("srt", Transcript("x", segments))).cues

    assert [(one.start_ms, one.end_ms) for one in cues] == [(0, 500), (500, 1_500)]
