"""HTML to text: headings, paragraphs and list items on lines of their own."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "header", "footer", "ul", "ol", "table", "blockquote"),
        *("pre", "figure", "aside", "main", "nav", "body", "html", "head", "dl", "form"),
    )
)
_LINES = frozenset(["br", "tr", "dt", "dd", "hr"])
_SKIPPED = frozenset(["script", "style", "template", "noscript", "svg"])
_HEADING = re.compile(r"h[1-6]")
_MARKUP = re.compile(r"</?(?:p|div|li|ul|ol|br|h[1-6]|a|html|body|strong|em)\b[^<>]*>", re.I)


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML and not Markdown or prose with a tag in it."""
    start = text.lstrip("\ufeff \t\r\n")[:200].lower()
    return start.startswith(("<!doctype", "<html")) or len(_MARKUP.findall(text[:20_000])) >= 2


def html_to_text(markup: str) -> str:
    """Return what a browser would show, as Markdown-like text: ``# heading``, ``- item``."""
    reader = _TextReader()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag == "li":
            self.pieces.append("\n- ")
        elif tag == "title" or _HEADING.fullmatch(tag):
            self.pieces.append("\n\n# ")
        elif tag in _BLOCKS:
            self.pieces.append("\n\n")
        elif tag in _LINES:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif tag == "title" or tag in _BLOCKS or _HEADING.fullmatch(tag):
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.pieces.append(data.replace("\n", " ").replace("\r", " "))
