from pathlib import Path

import pytest

from desktop_app.transcript.formats.page_copy import read
from desktop_app.transcript.formats.source import decode
from desktop_app.transcript.model import Kind, Segment

DATA = Path(__file__).parents[2] / "data/transcripts"
PAGE = (DATA / "lighthouse-page.txt").read_text("utf-8")
TALK = PAGE[PAGE.index("Welcome to the lamp") : PAGE.index("Our transcripts")].strip()


def segments(page: str) -> list[tuple[Kind, str | None, str]]:
    found = read(decode(page.encode(), "page.txt")).transcript.segments
    return [(one.kind, one.speaker, one.text) for one in found]


def raw(page: str, segment: Segment) -> str:
    assert segment.source is not None
    return page.encode()[segment.source.start_byte : segment.source.end_byte].decode()


def test_the_talk_is_read_paragraph_by_paragraph_without_names() -> None:
    reading = read(decode(PAGE.encode(), "page.txt"))

    transcript = reading.transcript
    assert [(one.kind, one.speaker, one.text) for one in transcript.segments] == [
        ("speech", None, "Welcome to the lamp room. It’s 8:30 and already dark…"),
        ("speech", None, "It is. And windy."),
        ("speech", None, "Let’s start with the first question: who switches the light on?"),
        ("speech", None, "A clock does, and has for years."),
        ("mark", None, "Break"),
        ("speech", None, "So can you sleep up there? [laughs]"),
        ("speech", None, "Badly."),
    ]
    assert [(m.segment, m.word, m.moment_ms) for m in transcript.markers] == [
        (2, 0, 40_000),
        (3, 3, 70_000),
        (4, 0, 120_000),
    ]
    assert raw(PAGE, transcript.segments[2]).startswith("[00:40] Let’s")
    assert reading.page is not None
    assert reading.page.title == "Ask a lighthouse keeper"


def test_furniture_is_reported_with_its_line() -> None:
    problems = read(decode(PAGE.encode(), "page.txt")).problems

    assert len(problems) == 7
    assert problems[0].line == 7
    assert problems[0].message == (
        "“All Episodes” belongs to the page, not to the talk, and was left out."
    )
    assert [problem.line for problem in problems] == sorted(one.line or 0 for one in problems)


def test_a_long_footer_is_told_in_one_sentence() -> None:
    footer = "\n".join(f"Related episode {number}" for number in range(40))

    problems = read(decode((PAGE + footer).encode(), "page.txt")).problems

    assert problems[-1].message == "35 more lines of the page were left out."
    assert len(problems) == 13


@pytest.mark.parametrize("separator", [": ", "\n\n", "\n"])
def test_names_beside_or_above_the_paragraphs_are_speakers(separator: str) -> None:
    talk = "\n\n".join(
        f"{name}{separator}{said}"
        for name, said in [
            ("Ines Dahl", "Welcome to the show."),
            ("Marcus Bello", "[00:40] Thank you."),
            ("Ines Dahl", "First question: why?"),
        ]
    )
    page = PAGE.replace(TALK, talk + "\n\nAnd how?")

    assert segments(page) == [
        ("speech", "Ines Dahl", "Welcome to the show."),
        ("speech", "Marcus Bello", "Thank you."),
        ("speech", "Ines Dahl", "First question: why?"),
        ("speech", "Ines Dahl", "And how?"),
    ]


def test_a_break_and_its_time_on_two_lines_are_one_mark() -> None:
    page = PAGE.replace("Break [02:00]", "Break\n\n[02:00]")

    found = read(decode(page.encode(), "page.txt")).transcript

    assert [one.text for one in found.segments if not one.is_speech] == ["Break"]
    assert [(m.segment, m.moment_ms) for m in found.markers][-1] == (4, 120_000)
    assert len(found.segments) == 7


def test_without_blank_lines_every_line_is_a_paragraph() -> None:
    page = PAGE.replace(TALK, TALK.replace("\n\n", "\n"))

    assert segments(page) == segments(PAGE)


def test_a_line_break_inside_a_paragraph_stays_inside() -> None:
    page = PAGE.replace("It is. And windy.", "It is.\nAnd windy.")

    assert segments(page) == segments(PAGE)
