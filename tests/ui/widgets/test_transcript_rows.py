from dataclasses import replace

from desktop_app.transcript.lookup import Zone
from desktop_app.transcript.model import Evidence
from desktop_app.ui.widgets.transcript_rows import Row, RowKind, rows_of
from tests.builders import make_transcript
from tests.ui.widgets.pages import Asked


def words(rows: list[Row]) -> list[str]:
    return [row.words for row in rows]


def test_a_name_stands_above_a_turn_and_not_above_each_paragraph() -> None:
    rows = list(rows_of(make_transcript("A: One. / A: Two. / B: Three."), (), ()))
    assert words(rows) == ["A", "One.", "Two.", "B", "Three."]


def test_a_text_without_names_is_only_paragraphs() -> None:
    rows = list(rows_of(make_transcript("One. / Two."), (), ()))
    assert [row.kind for row in rows] == [RowKind.TEXT, RowKind.TEXT]


def test_a_question_is_a_heading_before_the_paragraph_that_asks_it() -> None:
    asked = [Asked("Why is it flat?", 1, 12_000, 4_000), Asked("Nowhere?", None)]
    rows = list(rows_of(make_transcript("A: Hello. / A: Why is it flat?"), asked, ()))
    assert words(rows) == ["A", "Hello.", "Why is it flat?", "A", "Why is it flat?"]
    heading = rows[2]
    assert heading.kind is RowKind.QUESTION
    assert heading.start_ms == 12_000
    assert heading.is_estimated


def test_a_break_is_a_line_with_its_length() -> None:
    zones = [Zone(10_000, 84_000, "break")]
    page = make_transcript("A: One. / Break: / B: Two.")
    later = page.segments[2]
    page = page.with_segments([*page.segments[:2], replace(later, start_ms=84_000, end_ms=90_000)])
    rows = list(rows_of(page, (), zones))
    zone = next(row for row in rows if row.kind is RowKind.ZONE)
    assert zone.words == "Break, not in the transcript · 1:14"
    assert zone.zone == zones[0]
    assert zone.segment == 1
    assert words(rows)[-2:] == ["B", "Two."]


def test_a_line_of_a_break_tells_when_the_text_goes_on() -> None:
    page = make_transcript("A: One.")
    zones = [Zone(0, 95_000, "lead_in"), Zone(100_000, 160_000, "outro")]
    segment = replace(page.segments[0], start_ms=95_000, end_ms=100_000)
    for evidence, said in (
        (Evidence.ALIGNED, "goes on in 1:14"),
        (Evidence.ESTIMATED, "goes on in ≈ 1:14"),
    ):
        placed = page.with_segments([replace(segment, evidence=evidence)])
        lines = [row for row in rows_of(placed, (), zones) if row.kind is RowKind.ZONE]
        assert [line.left_words(74) for line in lines] == [said, ""]


def test_an_advert_within_a_paragraph_has_no_line() -> None:
    page = make_transcript("A: One two. / B: Three.")
    rows = list(rows_of(page, (), [Zone(2_000, 8_000, "within")]))
    assert RowKind.ZONE not in [row.kind for row in rows]


def test_what_comes_before_and_after_all_speech_has_its_line() -> None:
    page = make_transcript("A: One.")
    page = page.with_segments([replace(page.segments[0], start_ms=95_000, end_ms=100_000)])
    zones = [Zone(0, 95_000, "lead_in"), Zone(100_000, 160_000, "outro")]
    rows = list(rows_of(page, (), zones))
    assert words(rows) == [
        "Opening, not in the transcript · 1:35",
        "A",
        "One.",
        "Ending, not in the transcript · 1:00",
    ]


def test_a_short_silence_between_sentences_has_no_line() -> None:
    page = make_transcript("A: One. / A: Two.")
    rows = list(rows_of(page, (), [Zone(3_000, 9_500, "gap")]))
    assert RowKind.ZONE not in {row.kind for row in rows}


def test_an_estimated_break_says_about() -> None:
    page = make_transcript("A: One. / Break: / A: Two.", evidence=Evidence.ESTIMATED)
    rows = list(rows_of(page, (), [Zone(10_000, 20_000, "break")]))
    assert "Break, not in the transcript · ≈ 0:10" in words(rows)


def test_a_mark_without_times_is_a_line_without_a_length() -> None:
    rows = list(rows_of(make_transcript("A: One. / Break: / A: Two.", each_ms=None), (), ()))
    assert "Break, not in the transcript" in words(rows)


def test_a_song_with_its_words_can_be_read() -> None:
    page = make_transcript("A: One. / Jingle: / A: Two.")
    song = "We are the bakers, we rise before the sun, and all the rest sleep on."
    page = page.with_segments(
        [page.segments[0], replace(page.segments[1], text=song), page.segments[2]]
    )
    rows = list(rows_of(page, (), ()))
    assert [row.words for row in rows if row.kind is RowKind.TEXT] == ["One.", song, "Two."]


def test_no_row_is_empty() -> None:
    page = make_transcript("A:  / A: Two.")
    assert all(row.words.strip() for row in rows_of(page, (), ()))
