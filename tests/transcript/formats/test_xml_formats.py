"""TTML, ELAN, SAMI, YouTube's XML, SMIL and EPUB, and what XML may not do here."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from desktop_app.transcript.formats import (
    NotATranscript,
    UnreadableTranscript,
    is_transcript,
    read_transcript,
    read_transcript_bytes,
)
from desktop_app.transcript.formats.smil import clock_value_ms, relative_path
from tests.transcript.formats.reading_samples import cues_of, messages, read_sample, said, words_of

TT = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" {0}>'
    "{1}</tt>"
)


def ttml(body: str, attributes: str = "", head: str = "") -> str:
    return TT.format(attributes, f"{head}<body><div>{body}</div></body>")


@pytest.mark.parametrize(
    ("attributes", "times", "expected"),
    [
        ("", 'begin="00:00:01.5" end="00:00:02.25"', (1_500, 2_250)),
        ("", 'begin="1.5s" dur="750ms"', (1_500, 2_250)),
        ("", 'begin="0.5m" end="1h"', (30_000, 3_600_000)),
        ("", 'begin="00:00:01:15" end="00:00:02:00"', (1_500, 2_000)),
        ('ttp:frameRate="25"', 'begin="00:00:01:05" end="50f"', (1_200, 2_000)),
        ('ttp:frameRate="24" ttp:frameRateMultiplier="1000 1001"', 'begin="24f" end="48f"',
         (1_001, 2_002)),
        ('ttp:tickRate="1000"', 'begin="1500t" end="2000t"', (1_500, 2_000)),
        ("", 'begin="10000t" end="10001t"', (10_000_000, 10_001_000)),
    ],
)  # fmt: skip
def test_ttml_times_are_read_in_each_of_their_ways(
    attributes: str, times: str, expected: tuple[int, int]
) -> None:
    found = read_sample(ttml(f"<p {times}>Hi.</p>", attributes), "x.ttml")

    assert cues_of(found) == [(*expected, None, "Hi.")]


def test_ttml_times_count_from_what_holds_them() -> None:
    body = '<div begin="10s"><p begin="1s" end="2s">One.</p><p begin="3s">Two<br/>lines.</p></div>'

    assert cues_of(read_sample(ttml(body), "x.ttml"))[0] == (11_000, 12_000, None, "One.")
    assert cues_of(read_sample(ttml(body), "x.ttml"))[1][3] == "Two\nlines."


def test_ttml_spans_are_words_and_agents_speak() -> None:
    head = (
        '<head xmlns:ttm="http://www.w3.org/ns/ttml#metadata"><metadata><ttm:agent xml:id="a">'
        '<ttm:name type="full">Ana Ruiz</ttm:name></ttm:agent></metadata></head>'
    )
    body = (
        '<p xmlns:ttm="http://www.w3.org/ns/ttml#metadata" begin="10s" end="12s" ttm:agent="a">'
        '<span begin="0s" end="1s">Good</span> <span begin="1s" end="2s">day.</span></p>'
    )

    found = read_sample(ttml(body, head=head), "x.ttml")

    assert said(found) == [("Ana Ruiz", "Good day.")]
    assert words_of(found) == [("Good", 10_000, 11_000), ("day.", 11_000, 12_000)]


APPLE = (
    '<p begin="61.0" end="65.0" ttm:agent="SPEAKER_1">'
    '<span podcasts:unit="sentence" begin="61.0" end="63.0">'
    '<span podcasts:unit="word" begin="61.0" end="61.5">Good</span> '
    '<span podcasts:unit="word" begin="61.5" end="62.0">day.</span></span> '
    '<span podcasts:unit="sentence" begin="63.0" end="65.0">'
    '<span podcasts:unit="word" begin="63.0" end="63.5">Hello</span> '
    '<span podcasts:unit="word" begin="63.5" end="65.0">there.</span></span></p>'
)


@pytest.mark.parametrize("is_named", [True, False])
def test_ttml_of_apple_counts_inner_times_from_the_start(is_named: bool) -> None:
    body = APPLE if is_named else APPLE.replace('podcasts:unit="', 'podcasts:part="')

    found = read_sample(ttml(body), "x.ttml")

    assert messages(found) == [
        "The XML uses short names that it does not explain; they were taken as is."
    ]
    assert cues_of(found)[0][:2] == (61_000, 65_000)
    assert words_of(found) == [
        ("Good", 61_000, 61_500),
        ("day.", 61_500, 62_000),
        ("Hello", 63_000, 63_500),
        ("there.", 63_500, 65_000),
    ]


def test_ttml_whose_spans_alone_have_times_has_a_cue_for_each() -> None:
    body = '<p><span begin="1s" end="2s">One.</span><br/><span begin="3s" end="4s">Two.</span></p>'

    assert cues_of(read_sample(ttml(body), "x.ttml")) == [
        (1_000, 2_000, None, "One."),
        (3_000, 4_000, None, "Two."),
    ]


TWO = {
    "x.ttml": ttml('<p begin="1s" end="2s">One.</p>\n<p begin="3s" end="4s">Two.</p>'),
    "x.srv3": '<timedtext format="3"><body><p t="1000" d="1000">One.</p>\n'
    '<p t="3000" d="1000">Two.</p></body></timedtext>',
    "x.xml": '<transcript><text start="1" dur="1">One.</text>\n'
    '<text start="3" dur="1">Two.</text></transcript>',
    "x.smi": "<SAMI><BODY><SYNC Start=1000><P Class=ENCC>One.\n"
    "<SYNC Start=3000><P Class=ENCC>Two.</BODY></SAMI>",
    "x.eaf": "<ANNOTATION_DOCUMENT><TIME_ORDER>"
    + "".join(f'<TIME_SLOT TIME_SLOT_ID="ts{at}" TIME_VALUE="{at * 1_000}"/>' for at in range(1, 5))
    + '</TIME_ORDER><TIER TIER_ID="Ana">'
    + "\n".join(
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{at}" TIME_SLOT_REF1="ts{at}"'
        f' TIME_SLOT_REF2="ts{at + 1}"><ANNOTATION_VALUE>{text}</ANNOTATION_VALUE>'
        "</ALIGNABLE_ANNOTATION></ANNOTATION>"
        for at, text in ((1, "One."), (3, "Two."))
    )
    + "</TIER></ANNOTATION_DOCUMENT>",
}


@pytest.mark.parametrize("name", TWO)
def test_a_file_that_breaks_off_keeps_its_last_words(name: str) -> None:
    text = TWO[name]

    found = read_sample(text[: text.index("Two.") + 3], name)

    assert [(start, said) for start, _end, _who, said in cues_of(found)] == [
        (1_000, "One."),
        (3_000, "Two"),
    ]
    if name != "x.smi":  # SAMI is not XML: nothing has to be closed
        assert found.problems[0].line == text[: text.index("Two.")].count("\n") + 1
        assert messages(found) == ["The XML is broken here; the rest was left out."]


def test_signs_that_should_be_escaped_break_nothing() -> None:
    said_so = 'Q&A, R & D, 2 < 3, caf&eacute; &nbsp;&hellip; &#0; &bogus; &amp; "x" '
    text = ttml(f'<p begin="1s" end="2s">{said_so}\x0b</p>\n<p begin="3s" end="4s">Two.</p>')

    found = read_sample(text, "x.ttml")

    assert [text for *_times, text in cues_of(found)] == [
        'Q&A, R & D, 2 < 3, café … \ufffd &bogus; & "x" \ufffd',
        "Two.",
    ]
    assert messages(found) == ["Signs that XML must escape, such as “&”, were read as they stand."]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE tt [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">'
    '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize("name", ["x.ttml", "x.eaf", "x.smil", "x.xml"])
def test_entities_are_refused_whatever_they_hold(name: str) -> None:
    bodies = {
        "x.ttml": ttml('<p begin="1s" end="2s">&b;&x;</p>'),
        "x.eaf": "<ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>",
        "x.smil": "<smil>&x;</smil>",
        "x.xml": '<timedtext><body><p t="1">&x;</p></body></timedtext>',
    }

    with pytest.raises(UnreadableTranscript, match="declares entities") as refused:
        read_sample(BOMB + bodies[name], name)
    assert refused.value.hint


def test_endless_nesting_of_elements_ends() -> None:
    text = ttml("<div>" * 50_000 + '<p begin="1s" end="2s">One.</p>')

    with pytest.raises(NotATranscript):
        read_sample(text, "x.ttml")


def test_elan_tiers_are_speakers_and_slots_without_time_lie_between() -> None:
    text = """<?xml version="1.0"?><ANNOTATION_DOCUMENT><HEADER TIME_UNITS="milliseconds"/>
    <TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="1000"/><TIME_SLOT TIME_SLOT_ID="b"/>
    <TIME_SLOT TIME_SLOT_ID="c" TIME_VALUE="3000"/></TIME_ORDER>
    <TIER TIER_ID="t1" PARTICIPANT="Ana"><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="a"
    TIME_SLOT_REF2="b"><ANNOTATION_VALUE>One.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>
    </ANNOTATION></TIER>
    <TIER TIER_ID="Ben"><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="b"
    TIME_SLOT_REF2="c"><ANNOTATION_VALUE>Two.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>
    </ANNOTATION></TIER>
    <TIER TIER_ID="words" PARENT_REF="Ben"><ANNOTATION><REF_ANNOTATION>
    <ANNOTATION_VALUE>Two</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>
    </ANNOTATION_DOCUMENT>"""

    found = read_sample(text, "x.eaf")

    assert found.transcript.format == "elan"
    assert cues_of(found) == [(1_000, 2_000, "Ana", "One."), (2_000, 3_000, "Ben", "Two.")]


def test_sami_lasts_until_the_next_and_one_language_is_enough() -> None:
    text = """<SAMI><HEAD><STYLE><!-- P {} --></STYLE></HEAD><BODY>
    <SYNC Start=1000><P Class=ENCC>Good<br>day &amp; all.
    <SYNC Start=1000><P Class=FRCC>Bonjour.
    <SYNC Start=3000><P Class=ENCC>&nbsp;
    <SYNC Start=5000><P Class=ENCC>Bye.</BODY></SAMI>"""

    found = read_sample(text, "x.smi")

    assert cues_of(found) == [
        (1_000, 3_000, None, "Good\nday & all."),
        (5_000, 6_000, None, "Bye."),
    ]


def test_youtube_captions_end_when_the_next_begins() -> None:
    text = (
        '<?xml version="1.0"?><timedtext format="3"><head/><body><p t="100" d="4000" w="1">'
        '<s ac="204">good</s><s t="400">  day</s></p><p t="2000" a="1">\n</p>'
        '<p t="2000" d="1500">it&amp;#39;s me</p></body></timedtext>'
    )

    found = read_sample(text, "x.srv3")

    assert found.transcript.format == "youtube-srv3"
    assert cues_of(found) == [(100, 2_000, None, "good day"), (2_000, 3_500, None, "it's me")]
    assert words_of(found)[:2] == [("good", 100, 500), ("day", 500, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0:01:02.5", 62_500), ("62.5s", 62_500), ("1.2min", 72_000), ("02:30", 150_000),
        ("500ms", 500), ("1h", 3_600_000), ("12.345", 12_345), ("npt=3s", 3_000), ("x", None),
        (None, None),
    ],
)  # fmt: skip
def test_clock_values_of_smil(text: str | None, expected: int | None) -> None:
    assert clock_value_ms(text) == expected


SMIL = """<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0"><body><seq>
<par><text src="../text.xhtml#a"/><audio src="1.mp3" clipBegin="1s" clipEnd="3s"/></par>
<par><text src="../text.xhtml#b"/><audio src="2.mp3" clipBegin="0s" clipEnd="0:02"/></par>
<par><text src="../text.xhtml#none"/><audio src="2.mp3" clipBegin="2s" clipEnd="3s"/></par>
</seq></body></smil>"""
TEXTS = '<html><body><p id="a">Call <i id="x">me</i> so.<br/></p><p id="b">Twice.</p></body></html>'


def test_smil_finds_its_texts_in_the_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "audio").mkdir()
    (tmp_path / "text.xhtml").write_text(TEXTS)
    file = tmp_path / "audio/book.smil"
    file.write_text(SMIL)

    found = read_transcript(file)

    assert cues_of(found) == [(1_000, 3_000, None, "Call me so."), (3_000, 5_000, None, "Twice.")]
    assert messages(found) == [
        "The times count on over 2 audio files, in this order: 1.mp3, 2.mp3."
    ]


def test_smil_without_its_texts_is_no_transcript() -> None:
    with pytest.raises(NotATranscript):
        read_transcript_bytes(SMIL.encode(), "book.smil")


@pytest.mark.parametrize(
    "reference", ["http://x.org/a", "/etc/passwd", "file:///a", "a:b", "//x/a"]
)
def test_references_out_of_the_book_lead_nowhere(reference: str) -> None:
    assert relative_path("OPS", reference) is None


def book(**files: str) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return data.getvalue()


CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
PACKAGE = """<package><manifest><item id="t" href="text.xhtml" media-overlay="m"/>
<item id="m" href="smil/book.smil"/></manifest><spine><itemref idref="t"/></spine></package>"""


def test_an_epub_is_read_in_the_order_of_its_spine(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(
        book(
            **{"META-INF__container_xml": CONTAINER, "OPS__book_opf": PACKAGE},
            OPS__text_xhtml=TEXTS,
            OPS__smil__book_smil=SMIL,
        )
    )

    assert is_transcript(path)
    assert said(read_transcript(path)) == [(None, "Call me so. Twice.")]


def test_an_epub_that_is_not_read_aloud_is_no_transcript() -> None:
    data = book(**{"META-INF__container_xml": CONTAINER, "OPS__book_opf": "<package/>"})

    with pytest.raises(NotATranscript, match="without text that is read aloud"):
        read_transcript_bytes(data, "book.epub")


def test_a_damaged_epub_says_so() -> None:
    data = book(**{"META-INF__container_xml": CONTAINER, "OPS__book_opf": PACKAGE})

    with pytest.raises(UnreadableTranscript, match="damaged"):
        read_transcript_bytes(data[:-30], "book.epub")


def test_elan_words_on_a_tier_that_refers_to_the_times_are_read() -> None:
    def on(kind: str, number: int, how: str, text: str) -> str:
        return (
            f'<ANNOTATION><{kind}_ANNOTATION ANNOTATION_ID="a{number}" {how}>'
            f"<ANNOTATION_VALUE>{text}</ANNOTATION_VALUE></{kind}_ANNOTATION></ANNOTATION>"
        )

    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="ts{at}" TIME_VALUE="{at * 1_000}"/>' for at in range(1, 5)
    )
    text = (
        f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>"
        '<TIER TIER_ID="cuts">'
        + on("ALIGNABLE", 1, 'TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2"', "")
        + on("ALIGNABLE", 2, 'TIME_SLOT_REF1="ts3" TIME_SLOT_REF2="ts4"', "")
        + '</TIER><TIER TIER_ID="words" PARENT_REF="cuts">'
        + on("REF", 3, 'ANNOTATION_REF="a1"', "Good day.")
        + on("REF", 4, 'ANNOTATION_REF="a2"', "Bye.")
        + "</TIER></ANNOTATION_DOCUMENT>"
    )

    assert cues_of(read_sample(text, "x.eaf")) == [
        (1_000, 2_000, None, "Good day."),
        (3_000, 4_000, None, "Bye."),
    ]
