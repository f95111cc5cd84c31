from pathlib import Path

import pytest

from desktop_app.transcript.chapters import Chapter
from desktop_app.transcript.page import Page, page_likeness, read_notes, split_page

DATA = Path(__file__).parent.parent / "data/transcripts"
LISTEN = "Play the audio to listen along while you enjoy the transcript. 🎧"
PAGE = (DATA / "lighthouse-page.txt").read_text("utf-8")


def transcript_in(text: str) -> list[str]:
    parts = split_page(text)
    lines = text[parts.transcript_start : parts.transcript_end].split("\n")
    return [line.strip() for line in lines if line.strip()]


def test_a_page_is_taken_apart_by_its_landmarks() -> None:
    page = split_page(PAGE).page

    assert page == Page(
        title="Ask a lighthouse keeper",
        show="Salt and Signal",
        number="7",
        summary="Ines and Marcus answer questions about lighthouses:",
        questions=("Who switches the light on?", "Can you sleep up there?"),
        sponsors=(
            "Lamp Oil Co. – Light that lasts. Learn more at example.org",
            "Keelboat – The boat that cannot tip.",
        ),
        notes="A list of lighthouses.",
        chapters=(Chapter(0, 40_000, "Welcome"), Chapter(40_000, 170_000, "The lamp")),
    )


def test_the_transcript_stands_between_its_opening_and_its_closing_line() -> None:
    lines = transcript_in(PAGE)

    assert lines[0].startswith("Welcome to the lamp room.")
    assert lines[-1] == "Badly."


def test_what_is_cut_is_told_line_by_line() -> None:
    cut = [(line.number, line.text) for line in split_page(PAGE).cut]

    lines = PAGE.split("\n")
    assert [text[:14] for _number, text in cut] == [
        "All Episodes",
        "📝 Edit Notes",
        "📝 Edit Transcr",
        "Play the audio",
        "Our transcript",
        "Player art",
        "0:00 / 0:00",
    ]
    assert all(lines[number - 1].strip() == text for number, text in cut)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Play the audio to listen", "Click here to listen"),
        ("📝 Edit Transcript\n\n\nPlay", "Transcript\n\n📝 Edit Transcript\n\nChangelog\n\nPlay"),
        ("📝 Edit Transcript\n\n\n" + LISTEN, "Transcript\n\nEdit on GitHub"),
        (LISTEN + "\n", ""),
        ("\n\nOur transcripts", "\n\nChangelog\n\nOur transcripts"),
        ("Our transcripts are open source on GitHub. Improvements are welcome. 💚\n", ""),
        ("📝 Edit Notes\n", "Edit on GitHub\n"),
        ("1 00:00 Wel", "Chapters\n\nChapter Number | Start |\n1 | 00:00 | Wel"),
        ("All Episodes\n", "Guests\n\nAll Episodes\n"),
        ("\n", "\r\n"),
    ],
)
def test_other_layouts_of_the_same_site_give_the_same_talk(before: str, after: str) -> None:
    changed = PAGE.replace(before, after)
    assert changed != PAGE

    assert transcript_in(changed) == transcript_in(PAGE)
    assert page_likeness(changed) >= 0.9
    assert split_page(changed).page.title == "Ask a lighthouse keeper"
    assert split_page(changed).page.questions == split_page(PAGE).page.questions


def test_headings_instead_of_gaps_tell_sponsors_and_guests() -> None:
    changed = PAGE.replace(
        "\n\n\n\nLamp Oil", "\n\nFeaturing\n\nInes Dahl – Website\n\nSponsors\n\nLamp Oil"
    )

    parts = split_page(changed)

    assert parts.featured == ("Ines Dahl",)
    assert len(parts.page.sponsors) == 2
    assert parts.page.summary == split_page(PAGE).page.summary


def test_a_page_without_a_number_still_has_show_and_title() -> None:
    page = split_page(PAGE.replace("Salt and Signal – Episode #7", "Salt and Signal")).page

    assert (page.show, page.number, page.title) == (
        "Salt and Signal",
        None,
        "Ask a lighthouse keeper",
    )


def test_a_page_cut_off_at_the_top_gives_what_it_has() -> None:
    beheaded = PAGE[PAGE.index("Notes & Links") :]

    page = split_page(beheaded).page

    assert (page.title, page.summary, page.sponsors) == (None, None, ())
    assert page.notes == "A list of lighthouses."
    assert transcript_in(beheaded) == transcript_in(PAGE)


def test_only_the_closing_line_gives_a_bare_transcript_away() -> None:
    bare = PAGE[PAGE.index("Welcome to the lamp") :]

    assert transcript_in(bare) == transcript_in(PAGE)
    assert page_likeness(bare) >= 0.8


def test_prose_and_markdown_are_no_page() -> None:
    assert page_likeness("Hello there.\n\nNotes\n\nMore.") == 0
    assert page_likeness("**Ana:** The transcript is open source.") == 0


def test_notes_in_markdown_give_title_questions_and_date() -> None:
    page = read_notes(
        "# Ask a keeper\n\nSalt and Signal – Episode #7\n\nPublished May 3rd, 2021, with Ines\n\n"
        "We answer *your* letters today.\n\n"
        "- Who lights it?\n- [Why?](https://x.org)\n- And more…\n\n"
        "## Links\n\n- A map\n"
    )

    assert (page.title, page.show, page.number) == ("Ask a keeper", "Salt and Signal", "7")
    assert page.published == "2021-05-03"
    assert page.summary == "We answer your letters today."
    assert page.questions == ("Who lights it?", "Why?")
    assert "- A map" in page.notes


def test_notes_in_html_are_read_like_any_other() -> None:
    page = read_notes(
        "<h1>Ask a keeper</h1><p>2021-05-03</p><p>Letters from our dear listeners.</p>"
        "<ul><li>Who lights it?</li><li>Why &amp; how?</li></ul>"
    )

    assert page.title == "Ask a keeper"
    assert page.published == "2021-05-03"
    assert page.questions == ("Who lights it?", "Why & how?")


def test_under_a_line_on_questions_every_bullet_is_one() -> None:
    page = read_notes(
        "Questions we took up:\n\n1. Lamps\n2. Why salt rusts\n\nSee you.\n\n* A link"
    )

    assert page.questions == ("Lamps", "Why salt rusts")


def test_a_list_of_links_is_no_list_of_questions() -> None:
    page = read_notes("Links for you all:\n\n- A map\n- Is this a book?\n- A chart\n- A lamp")

    assert page.questions == ()


def test_a_copied_page_serves_as_notes() -> None:
    assert read_notes(PAGE) == split_page(PAGE).page


@pytest.mark.parametrize("text", ["", "\n\n", "- ", "Feb 31, 2021"])
def test_notes_may_be_nearly_nothing(text: str) -> None:
    page = read_notes(text)

    assert page.questions == ()
    assert page.published is None


def test_sponsors_are_told_by_their_dash_where_the_gap_was_lost() -> None:
    closed_up = PAGE.replace("\n\n\n\nLamp", "\n\nLamp")
    assert closed_up != PAGE

    assert split_page(closed_up).page == split_page(PAGE).page


def test_a_page_without_its_list_button_still_has_its_head() -> None:
    page = split_page(PAGE.replace("All Episodes\n\n", "")).page

    assert (page.show, page.title) == ("Salt and Signal", "Ask a lighthouse keeper")
    assert page.questions == split_page(PAGE).page.questions


def test_a_date_on_the_page_is_when_it_was_published() -> None:
    dated = PAGE.replace("All Episodes\n", "All Episodes\n\n2024-03-14T17:00:00Z\n")

    page = split_page(dated).page

    assert page.published == "2024-03-14"
    assert page.summary == split_page(PAGE).page.summary


def test_statements_in_a_list_of_questions_stay_in_the_summary() -> None:
    page = split_page(
        PAGE.replace("answer questions about", "talk about").replace(
            "• And more…", "• A walk to the lamp\n  • And more…"
        )
    ).page

    assert page.questions == ("Who switches the light on?", "Can you sleep up there?")
    assert page.summary == "Ines and Marcus talk about lighthouses:\n\n• A walk to the lamp"


def test_notes_of_a_show_without_a_heading_take_the_line_below_as_title() -> None:
    page = read_notes("Salt and Signal – Episode #7\n\nAsk a keeper\n\nWe answer your letters.")

    assert (page.title, page.show, page.number) == ("Ask a keeper", "Salt and Signal", "7")
