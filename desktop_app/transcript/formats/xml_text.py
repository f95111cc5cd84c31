"""XML from strangers: no entities, no network, no end of nesting; broken files up to the break."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from desktop_app.i18n import _
from desktop_app.transcript.formats.format import UnreadableTranscript
from desktop_app.transcript.model import Problem

MAX_DEPTH = 200


def read_xml(text: str, name: str) -> tuple[Element, tuple[Problem, ...]]:
    """Return the root of an XML text; of a broken one, what stands before the break.

    Raises UnreadableTranscript where nothing can be read or entities are declared.
    """
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_external=True)
    try:
        parser.feed(text.lstrip("\ufeff \t\r\n").replace("\x00", ""))
        parser.close()
    except DefusedXmlException as error:
        raise UnreadableTranscript(
            _("“{name}” declares entities, which may hide a trap.").format(name=name),
            hint=_("Open it in the program that made it, and save it in another format."),
        ) from error
    except ParseError as error:
        if builder.root is None:
            raise UnreadableTranscript(
                _("“{name}” is damaged: its XML breaks off at once.").format(name=name),
                hint=_("Fetch or save the file again."),
            ) from error
        skipped = text[: len(text) - len(text.lstrip("\ufeff \t\r\n"))].count("\n")
        message = _("The XML is broken here; the rest was left out.")
        return builder.root, (Problem(error.position[0] + skipped, message),)
    if builder.root is None:  # cannot be: a whole document has a root
        raise UnreadableTranscript(_("“{name}” is empty.").format(name=name))
    return builder.root, ()


class _Builder(TreeBuilder):
    """Builds a tree, remembers its root, and does not follow endless nesting."""

    def __init__(self) -> None:
        super().__init__()
        self.root: Element | None = None
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            return self.root if self.root is not None else Element(tag)
        element = super().start(tag, attrs)
        if self.root is None:
            self.root = element
        return element

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        if self._depth >= MAX_DEPTH:
            return self.root if self.root is not None else Element(tag)
        return super().end(tag)


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
