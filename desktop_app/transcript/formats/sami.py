"""SAMI: ``<SYNC Start=ms>`` until the next one; a blank one ends what is shown.

https://learn.microsoft.com/previous-versions/windows/desktop/dnacc/understanding-sami-1.0
"""

import html
import re
from collections.abc import Iterator

from desktop_app.transcript.formats.cues import Reliance, reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading, Tested
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.tidy_text import tidy_lines

NAME = "sami"

_SYNC = re.compile(r"<sync\b[^>]*?\bstart\s*=\s*[\"']?(\d{1,10})[^>]*>", re.IGNORECASE)
_CLASS = re.compile(r"<p\b[^>]*?\bclass\s*=\s*[\"']?([\w-]+)[^>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>|<!--.*?-->", re.DOTALL)
_SOURCE = re.compile(r"<p\b[^>]*\bid\s*=\s*[\"']?source[^>]*>(?P<text>[^<]*)", re.IGNORECASE)


def read(source: Source) -> Reading:
    """Read every stretch of the first language."""
    cues = list(_cues(source.text))
    return reading_of_cues(NAME, cues, source, reliance=Reliance(has_ends=False))


def score(source: Source) -> float:
    """Return how much a text looks like SAMI: by its root."""
    head = source.text[:2_000].lstrip("\ufeff \t\r\n").lower()
    return 1.0 if head.startswith("<sami") or (head.startswith("<") and "<sync " in head) else 0.0


def _cues(text: str) -> Iterator[FileCue]:
    found = list(_SYNC.finditer(text))
    languages = [one[1].lower() for one in _CLASS.finditer(text)]
    wanted = languages[0] if languages else None
    held: FileCue | None = None
    for place, sync in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        said = _said(text[sync.end() : end], wanted)
        if said is None:
            continue
        if held is not None:
            held.end_ms = int(sync[1])
            yield held
        held = FileCue(int(sync[1]), None, said) if said else None
    if held is not None:
        yield held


def _said(body: str, wanted: str | None) -> str | None:
    """Return what a stretch shows in the wanted language, None if it is in another one."""
    body = re.split(r"</body|</sami", body, maxsplit=1, flags=re.IGNORECASE)[0]
    body = _SOURCE.sub("", body)
    parts = [(one[1].lower(), one.start()) for one in _CLASS.finditer(body)]
    if wanted is not None and parts:
        mine = [at for at, (name, _start) in enumerate(parts) if name == wanted]
        if not mine:
            return None
        end = parts[mine[0] + 1][1] if mine[0] + 1 < len(parts) else len(body)
        body = body[parts[mine[0]][1] : end]
    shown = _TAG.sub("", _BREAK.sub("\n", body.replace("\n", " ").replace("\r", " ")))
    return tidy_lines(html.unescape(shown))


FORMAT = Format(NAME, "SAMI", (".smi", ".sami"), score, read, Tested.SCHEMA)
