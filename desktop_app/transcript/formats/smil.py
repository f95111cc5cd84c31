"""SMIL as talking books and EPUB Media Overlays have it: pairs of a text and a stretch of audio.

https://www.w3.org/TR/epub-33/#sec-media-overlays. The texts stand in XHTML files beside it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from desktop_app.i18n import _, ngettext
from desktop_app.transcript.formats.cues import Reliance, reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.source import Source, decode
from desktop_app.transcript.formats.xml_text import attribute, children, descendants, read_xml
from desktop_app.transcript.html_text import restored, safe_markup
from desktop_app.transcript.model import Problem

NAME = "smil"

_ROOT = re.compile(r"<smil[\s>]")
_CLOCK = re.compile(r"(?:(\d+):)?(\d\d?):(\d\d?(?:\.\d+)?)")
_COUNT = re.compile(r"(\d+(?:\.\d+)?)(h|min|s|ms)?")
_UNITS = {"h": 3_600_000, "min": 60_000, "s": 1_000, "ms": 1, None: 1_000}
_MOST_TEXT_BYTES = 16_000_000
_MOST_OPEN = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """A text, by file and id, and the stretch of an audio file in which it is read."""

    document: str
    identifier: str
    audio: str
    start_ms: int | None
    end_ms: int | None


def read(source: Source) -> Reading:
    """Read the texts that a SMIL file pairs with audio, from the files beside it."""
    root, problems = read_xml(source.text, source.name)

    def text_file(path: str) -> bytes | None:
        return _beside(source, path)

    cues, more = cues_of_pairs([(pair, path) for pair, path in _with_paths(root)], text_file)
    return reading_of_cues(
        NAME, cues, source, (*problems, *more), reliance=Reliance(names_in_text=False)
    )


def score(source: Source) -> float:
    """Return how much a text looks like SMIL: by its root."""
    return 1.0 if _ROOT.search(source.text[:2_000]) else 0.0


def pairs_in(root: Element) -> Iterator[Pair]:
    """Yield the pairs of a SMIL document in order; a whole chapter as one text is none."""
    for pair in descendants(root, "par"):
        text = next(children(pair, "text"), None)
        audio = next(children(pair, "audio"), None)
        if text is None or audio is None:
            continue
        path, _hash, identifier = (attribute(text, "src") or "").partition("#")
        begin = attribute(audio, "clipbegin") or attribute(audio, "clip-begin")
        end = attribute(audio, "clipend") or attribute(audio, "clip-end")
        yield Pair(
            path,
            identifier,
            attribute(audio, "src") or "",
            clock_value_ms(begin),
            clock_value_ms(end),
        )


def clock_value_ms(text: str | None) -> int | None:
    """Return the milliseconds of ``0:01:02.5``, ``62.5s``, ``1.2min``, ``npt=12s`` and the like."""
    bare = (text or "").strip().removeprefix("npt=")
    found = _CLOCK.fullmatch(bare)
    if found is not None:
        seconds = int(found[1] or 0) * 3600 + int(found[2]) * 60 + float(found[3])
        return round(seconds * 1000)
    found = _COUNT.fullmatch(bare)
    return round(float(found[1]) * _UNITS[found[2]]) if found is not None else None


def cues_of_pairs(
    pairs: Sequence[tuple[Pair, str]], text_file: Callable[[str], bytes | None]
) -> tuple[list[FileCue], list[Problem]]:
    """Return a cue for each pair with text; ``pairs`` come with the path of their document.

    Where there are several audio files, each goes on where the one before ended.
    """
    texts: dict[str, dict[str, str]] = {}
    cues: list[FileCue] = []
    offsets: dict[str, int] = {}
    end_of_all = missing = 0
    for pair, path in pairs:
        if path not in texts:
            data = text_file(path)
            if data is None:
                missing += 1
            texts[path] = texts_by_id(decode(data, path).text) if data is not None else {}
        said = texts[path].get(pair.identifier, "")
        offset_ms = offsets.setdefault(pair.audio, end_of_all)
        start_ms = None if pair.start_ms is None else pair.start_ms + offset_ms
        end_ms = None if pair.end_ms is None else pair.end_ms + offset_ms
        end_of_all = max(end_of_all, end_ms or start_ms or 0)
        if said:
            cues.append(FileCue(start_ms, end_ms, said))
    return cues, list(_notes(offsets, missing))


def texts_by_id(markup: str) -> dict[str, str]:
    """Return the text of every element of a page that has an id."""
    reader = _Texts()
    reader.feed(safe_markup(markup))
    reader.close()
    reader.finish()
    return reader.texts


def _notes(audio: dict[str, int], missing: int) -> Iterator[Problem]:
    if len(audio) > 1:
        message = _("The times count on over {count} audio files, in this order: {names}.")
        names = ", ".join(PurePosixPath(name).name for name in audio)
        yield Problem(None, message.format(count=len(audio), names=names))
    if missing:
        message = ngettext(
            "{count} text that belongs to the audio is missing.",
            "{count} texts that belong to the audio are missing.",
            missing,
        )
        yield Problem(None, message.format(count=missing))


def _with_paths(root: Element) -> Iterator[tuple[Pair, str]]:
    for pair in pairs_in(root):
        yield pair, relative_path("", pair.document) or ""


def relative_path(folder: str, reference: str) -> str | None:
    """Return where a reference in a file leads, inside the same folders; None outside of them."""
    parts = urlsplit(reference)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    path = normpath(f"{folder}/{unquote(parts.path)}" if folder else unquote(parts.path))
    return None if path.startswith(("/", "\\")) or ":" in path or "\0" in path else path


def _beside(source: Source, path: str) -> bytes | None:
    """Return a file beside a SMIL file, or one folder over, where books keep their texts."""
    if source.folder is None or not path or path.count("..") > 1:
        return None
    try:
        file = source.folder / path
        if not file.is_file() or file.stat().st_size > _MOST_TEXT_BYTES:
            return None
        return file.read_bytes()
    except OSError:
        return None


class _Texts(HTMLParser):
    """Gathers the text of elements by their ids."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, str] = {}
        self._pieces: list[str] = []
        self._open: list[tuple[str, str | None, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "p", "div", "li"):
            self._pieces.append(" ")
        if tag in ("br", "img", "hr", "meta", "link", "input"):
            return
        if len(self._open) < _MOST_OPEN:
            self._open.append((tag, dict(attrs).get("id"), len(self._pieces)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _id, _start in self._open):
            return
        while self._open:
            name = self._open[-1][0]
            self._close()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        self._pieces.append(data)

    def finish(self) -> None:
        while self._open:
            self._close()

    def _close(self) -> None:
        _name, identifier, start = self._open.pop()
        if identifier and identifier not in self.texts:
            self.texts[identifier] = " ".join(restored("".join(self._pieces[start:])).split())


FORMAT = Format(NAME, "SMIL", (".smil",), score, read)
