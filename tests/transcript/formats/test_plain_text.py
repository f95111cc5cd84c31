from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.transcript.formats import read_transcript_bytes
from desktop_app.transcript.formats.plain_text import read, score
from desktop_app.transcript.formats.source import Source, decode
from desktop_app.transcript.model import Transcript


def source_of(text: str) -> Source:
    return decode(text.encode(), "x")


def transcript(text: str) -> Transcript:
    return read(decode(text.encode(), "x.txt")).transcript


def said(text: str) -> list[tuple[str | None, str]]:
    return [(one.speaker, one.text) for one in transcript(text).segments]


def times(text: str) -> list[tuple[int, int, int]]:
    return [(one.segment, one.word, one.moment_ms) for one in transcript(text).markers]


def test_prose_is_paragraphs_without_speakers_or_times() -> None:
    text = (
        "8:30 in the morning I rose. It rained.\n\nThen I went. Note: it was cold.\n\nThe end: ok."
    )

    assert said(text) == [
        (None, "8:30 in the morning I rose. It rained."),
        (None, "Then I went. Note: it was cold."),
        (None, "The end: ok."),
    ]
    assert times(text) == []


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "This paragraph is\nwrapped by hand\nfor a narrow\nscreen.\n\nAnd so is\nthis one."

    assert said(text) == [
        (None, "This paragraph is wrapped by hand for a narrow screen."),
        (None, "And so is this one."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Anna: Hi.\n\nBen: Hello.\n\nAnna: Bye.",
        "Anna: Hi.\nBen: Hello.\nAnna: Bye.",
        "ANNA: Hi.\n\nBEN: Hello.\n\nANNA: Bye.",
        "Anna (0:01): Hi.\n\nBen (0:02): Hello.\n\nAnna (0:03): Bye.",
        "[0:01] Anna: Hi.\n\n[0:02] Ben: Hello.\n\n[0:03] Anna: Bye.",
        "Anna [00:00:01]:\nHi.\n\nBen [00:00:02]:\nHello.\n\nAnna [00:00:03]:\nBye.",
        "Anna  0:01\nHi.\n\nBen  0:02\nHello.\n\nAnna  0:03\nBye.",
    ],
)
def test_speakers_are_read_in_every_usual_form(text: str) -> None:
    assert [(name and name.title(), words) for name, words in said(text)] == [
        ("Anna", "Hi."),
        ("Ben", "Hello."),
        ("Anna", "Bye."),
    ]
    expected = [(0, 0, 1_000), (1, 0, 2_000), (2, 0, 3_000)]
    assert times(text) == (expected if ":01" in text else [])


@pytest.mark.parametrize(
    "text",
    [
        "[00:05] One.\n\n[01:10] Two.",
        "(0:05) One.\n\n(1:10) Two.",
        "00:00:05 One.\n\n00:01:10 Two.",
        "0:05 – One.\n\n1:10 – Two.",
        "00:05 --> 00:09 One.\n\n01:10 --> 01:20 Two.",
        "00:05\nOne.\n\n01:10\nTwo.",
        "00:05\n\nOne.\n\n01:10\n\nTwo.",
        "00:00:05,000 One.\n00:01:10,000 Two.",
    ],
)
def test_times_at_the_start_of_paragraphs_are_read(text: str) -> None:
    assert said(text) == [(None, "One."), (None, "Two.")]
    assert times(text) == [(0, 0, 5_000), (1, 0, 70_000)]


def test_a_bracketed_time_inside_a_paragraph_stands_at_its_word() -> None:
    assert said("One two [00:30] three.") == [(None, "One two three.")]
    assert times("One two [00:30] three.") == [(0, 2, 30_000)]


def test_a_speaker_goes_on_over_paragraphs_and_breaks() -> None:
    text = "Anna: Hi.\n\nMore.\n\nBreak\n\nAnd more.\n\nBen: Yes.\n\nAnna: No."

    assert [(one.kind, one.speaker, one.text) for one in transcript(text).segments] == [
        ("speech", "Anna", "Hi."),
        ("speech", "Anna", "More."),
        ("mark", None, "Break"),
        ("speech", "Anna", "And more."),
        ("speech", "Ben", "Yes."),
        ("speech", "Anna", "No."),
    ]


def test_a_colon_in_a_long_text_makes_no_speaker() -> None:
    text = "\n\n".join(["A usual paragraph of some length goes here."] * 20 + ["Remember: salt."])

    assert transcript(text).speakers == ()


def test_long_lines_without_blank_lines_are_paragraphs() -> None:
    line = "This line is far too long to have been wrapped, " * 3

    assert len(said("\n".join([line] * 5))) == 5


def test_bytes_cover_the_paragraph_with_its_name_and_time() -> None:
    text = "Änna (0:05): Hi.\nBen (0:09): Jö."
    found = transcript(text).segments

    spans = [one.source for one in found if one.source]
    assert [text.encode()[span.start_byte : span.end_byte].decode() for span in spans] == [
        "Änna (0:05): Hi.",
        "Ben (0:09): Jö.",
    ]


def test_speakers_and_times_make_it_sure() -> None:
    assert score(source_of("Anna: Hi.\n\nBen: Ho.")) > 0.5
    assert score(source_of("[00:05] One.\n\n[01:10] Two.")) > 0.5
    assert score(source_of("Just prose.")) < 0.5


@given(st.text(alphabet="AB: ab.\n1029[]()-–", max_size=200))
def test_any_text_keeps_its_words_and_the_order_of_its_bytes(text: str) -> None:
    found = transcript(text)

    spans = [one.source for one in found.segments if one.source]
    assert len(spans) == len(found.segments)
    assert all(one.end_byte <= two.start_byte for one, two in pairwise(spans))
    for marker in found.markers:
        assert marker.word <= len(found.segments[marker.segment].text.split())


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz  0:05\nGood day.\n\nBen Cole  1:10\nHello.\n\nAna Ruiz  1:20\nBye.\n",
        "Ana Ruiz (00:05):\nGood day.\n\nBen Cole (01:10):\nHello.\n\nAna Ruiz (01:20):\nBye.\n",
        "Ana Ruiz: [00:00:05] Good day.\n\nBen Cole: [00:01:10] Hello.\n\nAna Ruiz: [1:20] Bye.\n",
        "[00:00:05] Ana Ruiz: Good day.\n\n[01:10] Ben Cole: Hello.\n\n[01:20] Ana Ruiz: Bye.\n",
        "[00:00:05] Ana Ruiz\nGood day.\n\n[01:10] Ben Cole\nHello.\n\n[01:20] Ana Ruiz\nBye.\n",
        "Ana Ruiz 00:00:05\nGood day.\nBen Cole 00:01:10\nHello.\nAna Ruiz 00:01:20\nBye.\n",
        "Ana Ruiz [00:05] Good day.\n\nBen Cole [01:10] Hello.\n\nAna Ruiz [01:20] Bye.\n",
        "Ana Ruiz    00:00:05    Good day.\nBen Cole    00:01:10    Hello.\n"
        "Ana Ruiz    00:01:20    Bye.\n",
        "Ana Ruiz\t0:05\tGood day.\n\nBen Cole\t1:10\tHello.\n\nAna Ruiz\t1:20\tBye.\n",
        "Ana Ruiz - 00:05\nGood day.\n\nBen Cole - 01:10\nHello.\n\nAna Ruiz - 01:20\nBye.\n",
        "[Ana Ruiz] 0:05\nGood day.\n\n[Ben Cole] 1:10\nHello.\n\n[Ana Ruiz] 1:20\nBye.\n",
        "[Ana Ruiz] (0:05 - 0:09) Good day.\n[Ben Cole] (1:10 - 1:12) Hello.\n"
        "[Ana Ruiz] (1:20 - 1:22) Bye.\n",
        "Ana Ruiz [0:05 - 0:09]:\nGood day.\n\nBen Cole [1:10 - 1:12]:\nHello.\n\n"
        "Ana Ruiz [1:20 - 1:22]:\nBye.\n",
        "### Ana Ruiz (0:05)\n\nGood day.\n\n### Ben Cole (1:10)\n\nHello.\n\n"
        "### Ana Ruiz (1:20)\n\nBye.\n",
        "**Ana Ruiz** *0:05*\n\nGood day.\n\n**Ben Cole** *1:10*\n\nHello.\n\n"
        "**Ana Ruiz** *1:20*\n\nBye.\n",
        "**Ana Ruiz [0:05]** Good day.\n\n**Ben Cole [1:10]** Hello.\n\n**Ana Ruiz [1:20]** Bye.\n",
        "Ana Ruiz\n\n0:05\n\nGood day.\n\nBen Cole\n\n1:10\n\nHello.\n\nAna Ruiz\n\n1:20\n\nBye.\n",
        "[00:00:05.120] - Ana Ruiz\nGood day.\n\n[00:01:10.000] - Ben Cole\nHello.\n\n"
        "[00:01:20.000] - Ana Ruiz\nBye.\n",
    ],
)
def test_exports_of_transcription_services_have_their_names_and_times(text: str) -> None:
    found = read_transcript_bytes(text.encode(), "x.txt").transcript

    assert [(one.speaker, one.text) for one in found.segments] == [
        ("Ana Ruiz", "Good day."),
        ("Ben Cole", "Hello."),
        ("Ana Ruiz", "Bye."),
    ]
    assert [one.moment_ms // 1_000 for one in found.markers] == [5, 70, 80]


def test_names_in_square_brackets_are_speakers_and_noises_are_not() -> None:
    text = "[SPEAKER_00]: Hi.\n[SPEAKER_01]: Hello.\n[SPEAKER_00]: Bye.\n"
    assert said(text) == [("SPEAKER_00", "Hi."), ("SPEAKER_01", "Hello."), ("SPEAKER_00", "Bye.")]
    noisy = "[laughs] Well.\n\n[Music]\n\n[laughs] So it is.\n\n[Applause] Thank you."
    assert {who for who, _words in said(noisy)} == {None}
