"""LRC, SBV, SubStation Alpha, Audacity labels, TextGrids and tables with times."""

import pytest

from tests.transcript.formats.reading_samples import cues_of, messages, read_sample, said, words_of


def test_lrc_lines_last_until_the_next_time() -> None:
    text = "[ti:A song]\n[00:01.00]One\n[00:02.50][01:00.5]Twice\n[00:04]\n[100:00.00]Late\n"

    assert cues_of(read_sample(text, "x.lrc")) == [
        (1_000, 2_500, None, "One"),
        (2_500, 4_000, None, "Twice"),
        (60_500, 62_500, None, "Twice"),
        (6_000_000, 6_001_000, None, "Late"),
    ]


@pytest.mark.parametrize(
    ("offset", "start_ms", "said_so"),
    [
        ("+500", 4_500, "All times were moved 00:00:00.500 sooner, as the file's offset says."),
        ("-500", 5_500, "All times were moved 00:00:00.500 later, as the file's offset says."),
    ],
)
def test_a_positive_lrc_offset_means_sooner(offset: str, start_ms: int, said_so: str) -> None:
    found = read_sample(f"[offset:{offset}]\n[00:05.00]One\n[00:06.00]Two\n", "x.lrc")

    assert found.transcript.cues[0].start_ms == start_ms
    assert messages(found) == [said_so]


def test_enhanced_lrc_has_words() -> None:
    text = "[00:01.00] <00:01.10>Good <00:01.50>day,\n[00:03.00]All <00:03.40>of you\n"

    found = read_sample(text, "x.lrc")

    assert said(found) == [(None, "Good day, All of you")]
    assert words_of(found) == [
        ("Good", 1_100, 1_500), ("day,", 1_500, 3_000), ("All", 3_000, 3_400), ("of", 3_400, None),
        ("you", None, None),
    ] or words_of(found)[:3] == [
        ("Good", 1_100, 1_500), ("day,", 1_500, 3_000), ("All", 3_000, 3_400),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "0:00:01.000,0:00:02.500\nOne\ntwo.\n\n0:00:03.000,0:00:04.000\nThree.\n",
        "[INFORMATION]\n[TITLE]x\n[SUBTITLE]\n00:00:01.00,00:00:02.50\nOne[br]two.\n\n"
        "00:00:03.00,00:00:04.00\nThree.\n",
    ],
)
def test_sbv_and_subviewer(text: str) -> None:
    found = read_sample(text, "x.sbv")

    assert found.transcript.format == "sbv"
    assert cues_of(found) == [
        (1_000, 2_500, None, "One\ntwo."),
        (3_000, 4_000, None, "Three."),
    ]


ASS = """[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,not said
Dialogue: 0,0:00:03.00,0:00:04.00,Default,Ben,0,0,0,,Two
Dialogue: 0,0:00:01.00,0:00:02.50,Default,Ana,0,0,0,,{\\i1}One,{\\i0} with\\Na comma
Dialogue: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}
"""


def test_substation_dialogue_is_read_by_its_actors() -> None:
    found = read_sample(ASS, "x.ass")

    assert cues_of(found) == [
        (1_000, 2_500, "Ana", "One, with\na comma"),
        (3_000, 4_000, "Ben", "Two"),
    ]


def test_audacity_labels_points_and_spectral_lines() -> None:
    text = "1.000000\t2.500000\tAna: One.\n\\\t100.0\t200.0\n3,5\t3,5\tA point.\n9\t9\t\n"

    found = read_sample(text, "labels.txt")

    assert found.transcript.format == "audacity"
    assert [(start, end, words) for start, end, _who, words in cues_of(found)] == [
        (1_000, 2_500, "One."),
        (3_500, 4_500, "A point."),
    ]


GRID = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 4
tiers? <exists>
size = {size}
item []:
{items}"""
TIER = """    item [1]:
        class = "IntervalTier"
        name = "{name}"
        xmin = 0
        xmax = 4
        intervals: size = 2
        intervals [1]:
            xmin = {start}
            xmax = 2
            text = "{first}"
        intervals [2]:
            xmin = 2
            xmax = 4
            text = ""
"""


def grid(*tiers: tuple[str, str, str]) -> str:
    items = "".join(
        TIER.format(name=name, first=first, start=start) for name, first, start in tiers
    )
    return GRID.format(size=len(tiers), items=items)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_textgrid_is_read_in_every_encoding_with_doubled_quotes(encoding: str) -> None:
    text = grid(("Ana", 'He said ""ä"" so.', "0.5"))

    found = read_sample(text.encode(encoding), "x.TextGrid")

    assert cues_of(found) == [(500, 2_000, "Ana", 'He said "ä" so.')]


def test_a_short_textgrid_says_the_same() -> None:
    text = (
        'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n4\n<exists>\n1\n'
        '"IntervalTier"\n"Ana"\n0\n4\n2\n-0\n2\n"One two."\n2\n4\n""\n'
    )

    assert cues_of(read_sample(text, "x.TextGrid")) == [(0, 2_000, "Ana", "One two.")]


def test_sounds_of_speech_are_left_out_and_words_give_their_times() -> None:
    found = read_sample(
        grid(("phones", "w", "0"), ("words", "One", "0.25"), ("Ana", "One two.", "0")), "x.TextGrid"
    )

    assert said(found) == [("Ana", "One two.")]
    assert words_of(found)[0] == ("One", 250, 2_000)
    assert messages(found) == ["These tiers were left out: phones."]


def test_a_textgrid_cut_off_gives_its_good_part() -> None:
    text = grid(("Ana", "One two.", "0"))

    found = read_sample(text[: text.index("intervals [2]")], "x.TextGrid")

    assert said(found) == [("Ana", "One two.")]
    assert messages(found) == ["The file ends too early."]


def test_a_textgrid_cut_off_in_a_text_keeps_its_words() -> None:
    text = grid(("Ana", "One two.", "0"))

    found = read_sample(text[: text.index(" two.") + 3], "x.TextGrid")

    assert said(found) == [("Ana", "One tw")]
    assert messages(found) == ["The file ends too early."]


@pytest.mark.parametrize(
    ("name", "header", "one", "three"),
    [
        ("x.csv", "start,end,speaker,text", '1.0,2.5,Ana,"One, two."', "3,4,Ana,Three."),
        ("x.tsv", "start\tend\tspeaker\ttext", "1000\t2500\tAna\tOne, two.",
         "3000\t4000\tAna\tThree."),
        ("x.csv", "Speaker;Start time;End time;Text", "Ana;0:00:01;0:00:02.5;One, two.",
         "Ana;0:03;0:04;Three."),
    ],
)  # fmt: skip
def test_tables_with_a_header_are_read_whatever_their_columns(
    name: str, header: str, one: str, three: str
) -> None:
    assert cues_of(read_sample(f"{header}\n{one}\n{three}\n", name)) == [
        (1_000, 2_500, "Ana", "One, two."),
        (3_000, 4_000, "Ana", "Three."),
    ]


def test_a_table_without_a_header_is_told_by_its_times() -> None:
    text = 'f1,0.000,2.680,"From fairest creatures"\nf2,2.680,5.880,"we desire increase,"\n'

    assert cues_of(read_sample(text, "x.csv")) == [
        (0, 2_680, None, "From fairest creatures"),
        (2_680, 5_880, None, "we desire increase,"),
    ]
