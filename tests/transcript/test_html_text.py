from desktop_app.transcript.html_text import html_to_text, looks_like_html


def test_headings_paragraphs_and_items_stand_on_their_own_lines() -> None:
    text = html_to_text(
        "<html><head><title>Ep &amp; 1</title><style>p{}</style></head><body><h2>Notes</h2>"
        "<p>One<br>two</p><ul><li>A <b>bold</b> item<li>Another</ul><script>x()</script></body>"
    )

    assert text == "# Ep & 1\n\n# Notes\n\nOne\ntwo\n\n- A bold item\n- Another"


def test_a_tag_in_prose_is_no_page() -> None:
    assert not looks_like_html("The <p> tag is my favourite.")
    assert looks_like_html("<p>One</p>")
    assert looks_like_html("\ufeff<!DOCTYPE html>")
