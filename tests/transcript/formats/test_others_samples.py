"""The files of others' test suites, where they are at hand: all open, with the times they state."""

import csv
import html
import json
import re
from pathlib import Path
from random import Random

import pytest

from desktop_app.errors import AppError
from desktop_app.transcript.formats import read_transcript, read_transcript_bytes
from desktop_app.transcript.formats.source import decode
from desktop_app.transcript.formats.webvtt import read
from desktop_app.transcript.model import Transcript
from tests.mutating import mutated

SAMPLES = Path(__file__).resolve().parents[4] / "shared/corpus/samples"
DATA = Path(__file__).parents[2] / "data/transcripts"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/corpus is not here")
RUNS = 500

TIMED = {
    "subtitles": {".vtt", ".srt", ".ass", ".ssa", ".webvtt"},
    "stt-json": {".json"},
    "textgrid-eaf": {".TextGrid"},
}
# Valid files without a text that is spoken: heads alone, comments, speakers without words.
SILENT = re.compile(
    r"mozilla__vtt\.js/tests/(?:file-layout/(?:blank|newline|bom-tab|tab-after|many-comments|webvtt)"
    r"|regions/|cue-times/fraction|integration/arrows)|bbcKaldiSpeakerSegments|examples/chapters"
)


def listed() -> list[tuple[Path, str]]:
    """Return every sample and whether it is called valid."""
    if not SAMPLES.is_dir():
        return []
    with (SAMPLES / "MANIFEST.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(SAMPLES / row["path"], row["valid_or_broken"]) for row in rows]


def plain(raw: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>?", "", raw)).split())


@needs_samples
def test_browsers_and_we_find_the_same_cues_in_nearly_all_valid_files() -> None:
    same, different = 0, []
    for path, quality in listed():
        expectation = path.with_suffix(".json")
        if "mozilla__vtt.js" not in str(path) or path.suffix != ".vtt" or quality != "valid":
            continue
        if not expectation.is_file():
            continue
        wanted = [
            (round(cue["startTime"] * 1000), round(cue["endTime"] * 1000), plain(cue["text"]))
            for cue in json.loads(expectation.read_text("utf-8"))["cues"]
        ]
        transcript = read(decode(path.read_bytes(), path.name)).transcript
        found = [
            (cue.start_ms, cue.end_ms, plain(html.escape(cue.text))) for cue in transcript.cues
        ]
        if found == wanted:
            same += 1
        else:
            different.append(path.name)

    assert same + len(different) > 100
    assert same >= 0.97 * (same + len(different)), different


@needs_samples
def test_every_valid_sample_opens_with_times_and_every_broken_one_says_why() -> None:
    opened = 0
    for path, quality in listed():
        kind = path.relative_to(SAMPLES).parts[0]
        if path.suffix not in TIMED.get(kind, ()):
            continue
        if "mozilla" in str(path) and path.suffix == ".json":
            continue
        transcript = _opened(path)
        if transcript is None:
            assert quality == "broken" or SILENT.search(str(path)) or not _has_text(path), path
            continue
        opened += 1
        speech = [one for one in transcript.segments if one.is_speech]
        if quality == "valid":
            assert all(one.start_ms is not None for one in speech), path
        assert all(
            one.words is None or [word.text for word in one.words] == one.text.split()
            for one in speech
        ), path

    assert opened > 250


def _opened(path: Path) -> Transcript | None:
    """Return a transcript, None where a file is refused with a sentence and a hint."""
    hints: list[str | None] = []
    try:
        return read_transcript(path).transcript
    except AppError as refused:
        hints.append(refused.hint)
    assert all(hints)
    return None


def _has_text(path: Path) -> bool:
    expectation = path.with_suffix(".json")
    if path.suffix != ".vtt" or not expectation.is_file():
        return True
    cues = json.loads(expectation.read_text("utf-8"))["cues"]
    return any(plain(cue["text"]) for cue in cues)


@needs_samples
def test_one_talk_reads_the_same_from_every_alignment_format() -> None:
    folder = SAMPLES / "speech/readbeyond__aeneas/aeneas/tests/res/syncmaps"
    names = ("aud", "csv", "dfxp", "eaf", "json", "sbv", "srt", "ssv", "textgrid", "ttml", "txt",
             "vtt", "xml")  # fmt: skip
    cues = {
        name: [
            (cue.start_ms, cue.end_ms, cue.text)
            for cue in read_transcript(folder / f"sonnet001.{name}").transcript.cues
        ]
        for name in names
    }

    assert len(cues["srt"]) == 15
    assert all(found == cues["srt"] for found in cues.values())


def seeds() -> list[Path]:
    """Return files to spoil: ours, and others' where they are at hand."""
    ours = sorted(path for path in DATA.iterdir() if not path.name.endswith(".read.json"))
    suffixes = {".vtt", ".srt", ".json", ".xml", ".TextGrid", ".ass", ".html", ".eaf", ".ttml",
                ".sbv", ".smil", ".csv", ".aud", ".webvtt"}  # fmt: skip
    others = [
        path
        for path, _quality in listed()
        if path.suffix in suffixes and path.stat().st_size < 60_000
    ]
    return ours + others[::7]


def test_spoilt_files_give_their_good_part_or_one_clear_error() -> None:
    random = Random(20)
    files = [(path.name, path.read_bytes()) for path in seeds()]
    opened = 0
    for run in range(RUNS):
        name, data = files[run % len(files)]
        try:
            transcript = read_transcript_bytes(mutated(data, random), name).transcript
        except AppError:
            continue
        opened += 1
        for segment in transcript.segments:
            assert segment.start_ms is None or segment.start_ms >= 0
            assert segment.words is None or len(segment.words) == len(segment.text.split())

    assert opened > RUNS / 10
