"""XML from strangers: no entities, no network, no end of nesting; broken files up to the break."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.sax.saxutils import escape

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from desktop_app.i18n import _
from desktop_app.transcript.formats.format import UnreadableTranscript
from desktop_app.transcript.formats.xml_characters import allowed_in_xml
from desktop_app.transcript.model import Problem

MAX_DEPTH = 200
_LOOSE_AMPERSAND = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos);)"
    r"(?:(?P<number>#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6}));|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?"
)
_PREFIX = re.compile(r"(?:</?|\s)([A-Za-z_][\w.-]{0,30}):[A-Za-z_][\w.-]*(?=[\s=>/])")
_DECLARED = re.compile(r"\sxmlns:([A-Za-z_][\w.-]*)\s*=")
_ROOT = re.compile(r"<[A-Za-z_][\w:.-]*")
_MOST_PREFIXES = 20
_UNBOUND_PREFIX = 27  # expat's number for it
_LOOSE_LESS = re.compile(r"<(?![A-Za-z_/!?])")


def read_xml(text: str, name: str) -> tuple[Element, tuple[Problem, ...]]:
    """Return the root of an XML text; of a broken one, what stands before the break.

    Signs that should have been escaped break nothing. Raises UnreadableTranscript where nothing can
    be read or entities are declared.
    """
    body = text.lstrip("\ufeff \t\r\n").replace("\x00", "")
    skipped = text[: len(text) - len(text.lstrip("\ufeff \t\r\n"))].count("\n")
    whole, broken = _parsed(body, name)
    problems: list[Problem] = []
    if broken is not None:
        escaped = _escaped(body)
        mended = _declared(escaped) if broken.is_prefix else escaped
        if escaped != body:
            message = _("Signs that XML must escape, such as “&”, were read as they stand.")
            problems.append(Problem(broken.line + skipped, message))
        if mended != escaped:
            message = _("The XML uses short names that it does not explain; they were taken as is.")
            problems.append(Problem(broken.line + skipped, message))
        if mended != body:
            whole, broken = _parsed(mended, name)
    if whole is None:
        raise UnreadableTranscript(
            _("“{name}” is damaged: its XML breaks off at once.").format(name=name),
            hint=_("Fetch or save the file again."),
        )
    if broken is not None:
        message = _("The XML is broken here; the rest was left out.")
        problems.append(Problem(broken.line + skipped, message))
    return whole, tuple(problems)


@dataclass(frozen=True, slots=True)
class _Break:
    """Where an XML text breaks, and whether because of a prefix that is not declared."""

    line: int
    is_prefix: bool


def _parsed(text: str, name: str) -> tuple[Element | None, _Break | None]:
    """Return the root of a text, None where there is none, and where it breaks."""
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_external=True)
    try:
        parser.feed(text)
        parser.close()
    except DefusedXmlException as error:
        raise UnreadableTranscript(
            _("“{name}” declares entities, which may hide a trap.").format(name=name),
            hint=_("Open it in the program that made it, and save it in another format."),
        ) from error
    except ParseError as error:
        builder.end_all()
        return builder.root, _Break(int(error.position[0]), error.code == _UNBOUND_PREFIX)
    return builder.root, None


def _escaped(text: str) -> str:
    """Return a text with the signs escaped that cannot stand for themselves."""
    return _LOOSE_LESS.sub("&lt;", _LOOSE_AMPERSAND.sub(_ampersand, allowed_in_xml(text)))


def _declared(text: str) -> str:
    """Return a text in which every prefix of a name is declared."""
    used = set(_PREFIX.findall(text)) - set(_DECLARED.findall(text)) - {"xml", "xmlns"}
    missing = "".join(f' xmlns:{prefix}="urn:{prefix}"' for prefix in sorted(used)[:_MOST_PREFIXES])
    return _ROOT.sub(rf"\g<0>{missing}", text, count=1) if missing else text


def _ampersand(found: re.Match[str]) -> str:
    if found["number"]:
        letter = html.unescape(found[0])
        return escape(allowed_in_xml(letter)) if letter != found[0] else f"&amp;{found[0][1:]}"
    known = html5.get(f"{found['name']};") if found["name"] else None
    return escape(known) if known is not None else f"&amp;{found[0][1:]}"


class _Builder(TreeBuilder):
    """Builds a tree, remembers its root, and does not follow endless nesting."""

    def __init__(self) -> None:
        super().__init__()
        self.root: Element | None = None
        self._open: list[str] = []

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._open.append(tag)
        if len(self._open) > MAX_DEPTH:
            return self.root if self.root is not None else Element(tag)
        element = super().start(tag, attrs)
        if self.root is None:
            self.root = element
        return element

    def end(self, tag: str, /) -> Element:
        self._open.pop()
        if len(self._open) >= MAX_DEPTH:
            return self.root if self.root is not None else Element(tag)
        return super().end(tag)

    def end_all(self) -> None:
        """End what is still open, so that its text is kept."""
        while self._open:
            self.end(self._open[-1])


def local(tag: object) -> str:
    """Return a tag or attribute without its namespace, in lower case."""
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute by its name without namespace, whatever its case."""
    for key, value in element.attrib.items():
        if local(key) == name.lower():
            return value
    return None


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children with one of these names."""
    for child in element:
        if local(child.tag) in names:
            yield child


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """Yield everything below with one of these names, in order."""
    for child in element.iter():
        if child is not element and local(child.tag) in names:
            yield child


def all_text(element: Element) -> str:
    """Return the text of an element and everything in it; ``<br/>`` is a line feed."""
    pieces = []
    for kind, piece in _walk(element):
        pieces.append("\n" if kind == "br" else piece)
    return "".join(pieces)


def _walk(element: Element) -> Iterator[tuple[str, str]]:
    yield "text", element.text or ""
    for child in element:
        if local(child.tag) == "br":
            yield "br", ""
        else:
            yield from _walk(child)
        yield "text", child.tail or ""
