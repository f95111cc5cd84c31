"""Podcasting 2.0 JSON: single words, speakers, broken writers, subtitle files inside."""

from desktop_app.transcript.model import Evidence
from tests.transcript.formats.reading_samples import cues_of, messages, read_sample, said, words_of


def segment(start: object, end: object, body: str, speaker: str | None = None) -> dict[str, object]:
    record: dict[str, object] = {"startTime": start, "endTime": end, "body": body}
    return {**record, "speaker": speaker} if speaker else record


def document(*segments: object) -> dict[str, object]:
    return {"version": "1.0.0", "segments": list(segments)}


def test_single_words_join_to_paragraphs_and_keep_their_times() -> None:
    found = read_sample(
        document(
            segment(0.5, 0.75, "We", "Ana"),
            segment(1, 1.25, "go\n"),
            segment("2.25", "2.5", "home."),
            segment(3, 3.5, "No!", "Ben"),
        ),
        "x.json",
    )

    assert found.transcript.format == "podcast-json"
    assert said(found) == [("Ana", "We go home."), ("Ben", "No!")]
    assert words_of(found) == [
        ("We", 500, 750), ("go", 1_000, 1_250), ("home.", 2_250, 2_500), ("No!", 3_000, 3_500),
    ]  # fmt: skip
    assert cues_of(found)[0] == (500, 750, "Ana", "We")
    assert found.transcript.timing is Evidence.EXACT


def test_segments_out_of_order_are_put_in_order_and_reported() -> None:
    found = read_sample(document(segment(5, 6, "Two words."), segment(1, 2, "One word.")), "x.json")

    assert said(found) == [(None, "One word. Two words.")]
    assert messages(found) == [
        "The text at 0:01 stood too late; it was put where its time belongs."
    ]


def test_ends_may_be_missing() -> None:
    found = read_sample(
        document(
            {"startTime": 0, "body": "One and two."}, {"startTime": 9.5, "body": "Three and four."}
        ),
        "x.json",
    )

    assert [cue[:2] for cue in cues_of(found)] == [(0, 2_068), (9_500, 10_534)]
    assert messages(found) == []


def test_a_writer_that_forgets_commas_is_read() -> None:
    text = (
        '{\n"version": "1.0.0"\n"segments": [\n{"speaker": "Ana"\n"startTime": 1.0,\n'
        '"endTime": 2.0,\n"body": "Good day."}\n]}'
    )

    found = read_sample(text, "x.json")

    assert cues_of(found) == [(1_000, 2_000, "Ana", "Good day.")]
    assert messages(found) == ["The file is not valid JSON here; it was read as far as it goes."]


def test_a_subtitle_file_inside_json_is_read() -> None:
    inner = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Good day.\n"

    found = read_sample({"transcript": {"vtt": inner}}, "x.json")

    assert found.transcript.format == "podcast-json"
    assert said(found) == [("Ana", "Good day.")]
    assert all(one.source is None for one in found.transcript.segments)
    assert messages(found) == ["The transcript is a subtitle file inside JSON."]


def test_a_file_cut_off_gives_its_good_part() -> None:
    text = '{"version":"1.0.0","segments":[{"startTime":1,"endTime":2,"body":"One."},{"start'

    assert said(read_sample(text, "x.json")) == [(None, "One.")]
