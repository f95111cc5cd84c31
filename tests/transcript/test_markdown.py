import pytest

from desktop_app.transcript.markdown import plain


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (r"He said \[laughs\] it is \#1 \& more", "He said [laughs] it is #1 & more"),
        ("a [link](https://x.org/a_(b)) and ![a picture](p.png)", "a link and a picture"),
        ("[spaces](https://open source.org/x y)", "spaces"),
        ("[by name][1] stays\n[1]: https://x.org", "by name stays"),
        ("<https://x.org/a> here", "https://x.org/a here"),
        ("*one* **two** ***three*** _four_ __five__ ~~six~~", "one two three four five six"),
        ("snake_case_name and 5 * 3 * 2", "snake_case_name and 5 * 3 * 2"),
        (r"what the f\*\*\* is \*this\*", "what the f*** is *this*"),
        ("`a_b*c*` and ``x ` y``", "a_b*c* and x ` y"),
        ("Q&amp;A &#39;n&#39; &lt;b&gt; AT&T;", "Q&A 'n' <b> AT&T;"),
        ("a<br>b H<sub>2</sub>O the <table> tag", "ab H2O the <table> tag"),
        ("## A *title* ##", "A title ##"),
        ("> quoted\n> lines", "quoted lines"),
        ("- one\n- two", "one two"),
        ("line one\\\nline two", "line one line two"),
        ("left\u00a0 over\t blanks \n", "left over blanks"),
        ("stray ** stars", "stray stars"),
        ("plain words stay", "plain words stay"),
        ("[8:30] and [laughs]", "[8:30] and [laughs]"),
        ("", ""),
    ],
)
def test_markdown_is_read_as_a_reader_sees_it(text: str, read: str) -> None:
    assert plain(text) == read
