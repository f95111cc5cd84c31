"""Transcripts in HTML: Podcasting 2.0's, pages of shows by their landmarks, broken markup."""

import time

import pytest

from desktop_app.transcript.formats import NotATranscript
from desktop_app.transcript.html_text import html_to_text
from tests.transcript.formats.reading_samples import messages, read_sample, said

TALK = "<p>We walk along the shore for a while, and then we turn back home.</p>"


def test_cites_times_and_paragraphs() -> None:
    found = read_sample(
        "<cite>Ana :</cite>\n<time>0:05</time>\n<p>Good\nday.</p><p>More of it.</p>"
        "<cite>Ben:</cite><time>1:02:03</time><p>Bye &amp; thanks.</p>",
        "x.html",
    )

    assert found.transcript.format == "podcast-html"
    assert said(found) == [("Ana", "Good day."), ("Ana", "More of it."), ("Ben", "Bye & thanks.")]
    assert [(one.segment, one.moment_ms) for one in found.transcript.markers] == [
        (0, 5_000),
        (2, 3_723_000),
    ]


def test_cites_inside_a_whole_page_with_breaks_as_marks() -> None:
    found = read_sample(
        "<html><head><title>x</title><script>if (a<b) {}</script></head><body><nav>Home</nav>"
        f"<cite>Ana:</cite>{TALK}<cite>Break:</cite><p></p><cite>Ben:</cite>{TALK}"
        "<footer>Imprint</footer></body></html>",
        "x.html",
    )

    assert [who for who, _text in said(found)] == ["Ana", "Ben"]
    assert not any("Imprint" in text or "Home" in text for _who, text in said(found))


PAGE = f"""<!DOCTYPE html><html><head><title>Tides – Salt</title><style>p {{}}</style></head><body>
<header><nav><a href="/">All shows</a></nav></header>
<h1>Tides</h1><p>About the sea.</p><button>Play</button>
<h2>Transcript</h2>
<p><strong>Ana:</strong> [00:05] Good day to everybody who listens.</p>
<p><strong>Ben:</strong> It is a fine day – 8:30 in the morning.</p>
<!-- <p>not shown</p> -->
<p><strong>Ana:</strong> So let us begin with a question.</p>
<h2>Related episodes</h2>{TALK}<footer>Imprint</footer></body></html>"""


def test_a_page_is_read_from_its_heading_to_what_is_no_longer_talk() -> None:
    data = PAGE.encode()

    found = read_sample(data, "x.html")

    assert found.transcript.format == "page-html"
    assert said(found) == [
        ("Ana", "Good day to everybody who listens."),
        ("Ben", "It is a fine day – 8:30 in the morning."),
        ("Ana", "So let us begin with a question."),
    ]
    assert [(one.segment, one.moment_ms) for one in found.transcript.markers] == [(0, 5_000)]
    assert found.page is not None
    assert found.page.title == "Tides"
    assert any("left out" in message for message in messages(found))
    span = found.transcript.segments[1].source
    assert span is not None
    assert "It is a fine day" in data[span.start_byte : span.end_byte].decode()
    assert "Good day" not in data[span.start_byte : span.end_byte].decode()


def test_a_page_without_a_talk_is_no_transcript() -> None:
    with pytest.raises(NotATranscript, match="is a saved web page"):
        read_sample(f"<html><body><h1>Tides</h1>{TALK}{TALK}</body></html>", "x.html")


@pytest.mark.parametrize("sign", ["<v ", "<!--", "<", "`", "<a ", "</", "&"])
def test_pages_full_of_half_tags_take_no_time(sign: str) -> None:
    start = time.process_time()

    said_of = html_to_text(f"<html><body><p>So.</p>{sign * 20_000}")

    assert time.process_time() - start < 1
    assert said_of.startswith("So.")


def test_a_less_than_sign_in_prose_stays() -> None:
    assert html_to_text("<p>1 < 2 and <b>3</b> > 2</p>") == "1 < 2 and 3 > 2"
