"""Whole samples, whole results: rewrite with --update-golden and look at the difference."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from desktop_app.transcript.formats import WRITERS, Export, read_transcript
from desktop_app.transcript.formats.json_writer import cue_record, segment_record

DATA = Path(__file__).parents[2] / "data/transcripts"
SAMPLES = ["tide-pools.md", "lighthouse-page.txt", "mended.srt", "interview.txt"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_as_it_was_before(name: str, golden: Callable[[str, str], None]) -> None:
    reading = read_transcript(DATA / name)
    transcript = reading.transcript

    document = {
        "format": transcript.format,
        "speakers": [speaker.name for speaker in transcript.speakers],
        "segments": [
            {key: value for key, value in segment_record(one).items() if key != "words"}
            for one in transcript.segments
        ],
        "markers": [asdict(marker) for marker in transcript.markers],
        "cues": [cue_record(cue) for cue in transcript.cues],
        "page": reading.page and asdict(reading.page),
        "problems": [[problem.line, problem.message] for problem in reading.problems],
    }
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    golden(f"transcripts/{name}.read.json", text)


@pytest.mark.parametrize("format_name", ["srt", "md", "txt", "json"])
@pytest.mark.parametrize("name", ["tide-pools.md", "mended.srt"])
def test_a_sample_is_written_as_it_was_before(
    name: str, format_name: str, golden: Callable[[str, str], None]
) -> None:
    transcript = read_transcript(DATA / name).transcript

    written = WRITERS[format_name].write(Export(transcript, "A title", "A show"))

    golden(f"transcripts/{name}.written.{format_name}", written.text)
    assert all(sentence.endswith(".") for sentence in written.lost)
