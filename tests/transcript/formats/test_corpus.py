"""The readers on real files, where they are at hand: sums against an independent count."""

import re
from pathlib import Path

import pytest

from desktop_app.transcript.clock import place
from desktop_app.transcript.formats import WRITERS, Export, is_transcript, read_transcript
from desktop_app.transcript.formats.changelog_markdown import read
from desktop_app.transcript.formats.source import decode
from desktop_app.transcript.model import Kind

SHARED = Path(__file__).resolve().parents[4] / "shared"
CORPUS = SHARED / "corpus/changelog"
SEED_PAGE = SHARED / "seed/practical-ai-88-page.txt"

TIME = re.compile(r"\\?\[[\\ ]*(?:\d{1,2}:)?\d{1,3}:(?:\*\*:\*\* ?| )?\d{1,2}(?:[.:][\d\\]+)?\\*\]")
MARK = re.compile(r"\*\*(?:Break|Jingle|Outro|Sample|Intro)(?::|\*\*\s*:)")

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not here")


@pytest.fixture
def files(request: pytest.FixtureRequest) -> list[Path]:
    """Every fourth file, or all with --whole-corpus."""
    step = 1 if request.config.getoption("--whole-corpus") else 4
    return sorted(CORPUS.glob("*/*.md"))[::step]


@needs_corpus
def test_the_corpus_is_read_into_its_paragraphs_people_marks_and_times(files: list[Path]) -> None:
    read_sums = counted_sums = (0, 0, 0, 0)
    for path in files:
        data = path.read_bytes()
        transcript = read(decode(data, path.name)).transcript
        paragraphs = [one for one in re.split(r"\n\s*\n", data.decode()) if one.strip()]
        spans = [segment.source for segment in transcript.segments if segment.source]
        assert [data[span.start_byte : span.end_byte] for span in spans] == [
            one.strip().encode() for one in paragraphs
        ], path
        names = set(re.findall(r"^\*\*([^*\n]+?):\*\*", data.decode(), re.MULTILINE))
        read_sums = plus(
            read_sums,
            len(spans),
            sum(segment.kind is Kind.MARK for segment in transcript.segments),
            len(transcript.speakers),
            sum(not marker.in_note for marker in transcript.markers),
        )
        counted_sums = plus(
            counted_sums,
            len(paragraphs),
            sum(bool(MARK.match(one.strip())) for one in paragraphs),
            sum(not MARK.match(f"**{name}:**") for name in names),
            len(TIME.findall(data.decode())),
        )

    assert read_sums[0] == counted_sums[0]
    assert read_sums[3] == pytest.approx(counted_sums[3], rel=0.0005)
    # Some are marks only by having no words, or people only by another spelling of a name.
    assert read_sums[1] == pytest.approx(counted_sums[1], rel=0.02)
    assert read_sums[2] == pytest.approx(counted_sums[2], rel=0.01)


def plus(sums: tuple[int, ...], *more: int) -> tuple[int, ...]:
    return tuple(one + another for one, another in zip(sums, more, strict=True))


@needs_corpus
def test_an_untouched_file_is_written_with_every_byte(files: list[Path]) -> None:
    for path in files:
        data = path.read_bytes()
        transcript = read(decode(data, path.name)).transcript
        placed = place(transcript, None).transcript  # as the library has it
        for one in (transcript, placed):
            written = WRITERS["md"].write(Export(one, original=data))
            assert written.text.encode() == data, path
            assert written.lost == (), path


@needs_corpus
def test_no_text_of_the_corpus_keeps_a_name_a_time_an_escape_or_a_target(
    files: list[Path],
) -> None:
    leftovers = re.compile(r"\*\*[^*\n]+:\*\*|\\[\[\]]|\[\d\d:\d\d|\]\(https?:")

    kept = [
        (path.name, segment.text)
        for path in files[::4]
        for segment in read(decode(path.read_bytes(), path.name)).transcript.segments
        if leftovers.search(segment.text)
    ]

    assert kept == []


@needs_corpus
def test_the_seed_episode_has_the_paragraphs_people_and_times_it_is_known_for() -> None:
    path = CORPUS / "practicalai/practical-ai-88.md"

    transcript = read_transcript(path).transcript

    assert len(transcript.segments) == 171
    assert len(transcript.markers) == 14
    assert [one.text for one in transcript.segments if not one.is_speech] == ["Break", "Break"]
    assert [one.name for one in transcript.speakers] == ["Daniel Whitenack", "Chris Benson"]
    assert is_transcript(path)


@pytest.mark.skipif(not SEED_PAGE.is_file(), reason="../shared/seed is not here")
def test_the_seed_page_gives_its_facts_questions_and_talk() -> None:
    reading = read_transcript(SEED_PAGE)

    page = reading.page
    assert page is not None
    assert (page.show, page.number) == ("Practical AI", "88")
    assert page.title == "Ask us anything (about AI)"
    assert len(page.questions) == 5
    assert len(page.sponsors) == 4
    assert len(reading.transcript.segments) == 164
    assert len(reading.transcript.markers) == 12
    assert reading.transcript.speakers == ()
    assert len(reading.problems) == 7
