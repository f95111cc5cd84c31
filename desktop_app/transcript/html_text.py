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
_OPEN = "\U000f1002"  # stands for a “<” that opens no tag
_NO_TAG = re.compile(r"<(?=[^<>]{0,5000}(?:<|\Z))|<(?=[^<>]{5001})")
_MARKUP = re.compile(r"</?(?:p|div|li|ul|ol|br|h[1-6]|a|html|body|strong|em)\b[^<>]*>", re.I)


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML and not Markdown or prose with a tag in it."""
    start = text.lstrip("\ufeff \t\r\n")[:200].lower()
    return start.startswith(("<!doctype", "<html")) or len(_MARKUP.findall(text[:20_000])) >= 2


def safe_markup(markup: str) -> str:
    """Return HTML of the same length without comments and without “<” that open no tag.

    The standard parser takes minutes for a page full of them. What opens no tag is restored by
    restored().
    """
    return _NO_TAG.sub(_OPEN, _without_comments(markup)) if "<" in markup else markup


def restored(text: str) -> str:
    """Return a text with the signs that safe_markup() put out of the way."""
    return text.replace(_OPEN, "<")


def _without_comments(markup: str) -> str:
    start = markup.find("<!--")
    if start < 0:
        return markup
    pieces, at = [], 0
    while start >= 0:
        end = markup.find("-->", start + 4)
        end = len(markup) if end < 0 else end + 3
        pieces += [markup[at:start], " " * (end - start)]
        at = end
        start = markup.find("<!--", at)
    return "".join((*pieces, markup[at:]))


def html_to_text(markup: str) -> str:
    """Return what a browser would show, as Markdown-like text: ``# heading``, ``- item``."""
    reader = _TextReader()
    reader.feed(safe_markup(markup))
    reader.close()
    lines = (" ".join(line.split()) for line in restored("".join(reader.pieces)).split("\n"))
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
