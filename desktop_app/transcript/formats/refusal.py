"""What a file is when it is no transcript, in words its owner knows."""

import json
import re
from itertools import islice
from pathlib import PurePath

from desktop_app.i18n import _
from desktop_app.transcript.html_text import looks_like_html

_MAGIC = (
    (re.compile(rb"%PDF"), "pdf"),
    (
        re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF....WEBP", re.S),
        "picture",
    ),
    (
        re.compile(
            rb"ID3|\xff[\xe2-\xe7\xf2-\xfb]|OggS|fLaC|RIFF|FORM....AIF|....ftyp|\x1aE\xdf\xa3|0&\xb2u",
            re.S,
        ),
        "sound",
    ),
    (re.compile(rb"PK\x03\x04|PK\x05\x06|\x1f\x8b|BZh|7z\xbc\xaf|Rar!|\xfd7zXZ"), "archive"),
    (re.compile(rb"SQLite format 3\0"), "database"),
    (re.compile(rb"\x7fELF|MZ.{58}|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe", re.S), "program"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CODE_LINE = re.compile(
    r"\s*(?:#include|import\s+[\w.{*]+|from\s+[\w.]+\s+import\b|def\s+\w+\(|class\s+\w+\s*[:({]|return\b"
    r"|(?:const|let|var|public|private|static|function|func|fn|struct|package|namespace|using)\s+\w"
    r"|(?:if|for|while|switch)\s*\(|\w[\w.]*\s*=[^=]|//|/\*|#!|@\w+\s*$|<\?php|SELECT\s|INSERT\s|CREATE\s)"
    r"|.*(?:[;{}]|\)\s*\{?|\):|\};?)\s*$"
)
_SETTING = re.compile(r"\s*(?:\[[^\]]+\]\s*$|[\w.\-/ ]{1,40}\s*=\s*\S*|[#;].*)")
_LOG_LINE = re.compile(r"\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\w{3}\s+\d+ \d\d:\d\d:\d\d \S+ ")
_NUMBER = re.compile(r"[-+]?[\d.,]*\d\s*[%€$£]?|[\d/.\-]{6,10}")
_LONE_WORD = re.compile(r"\s*[^\s.!?]+\s*$")
_TAG = re.compile(r"<[^<>]*>")
_OTHER_FORMATS = re.compile(
    r"\[script info\]|\[subtitle\]|file type = \"ootextfile|speaker \S+ \d+ [\d.]+ [\d.]+ <na>"
)
_TABLES = frozenset({".csv", ".tsv", ".tab"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_LINES = 200


def describe_bytes(data: bytes) -> str | None:
    """Return a sentence on what a binary file is, or None where the bytes may be text."""
    head = data[:4096]
    kind = next((kind for magic, kind in _MAGIC if magic.match(head)), None)
    if kind is None and not _is_binary(head):
        return None
    if kind in ("sound", "picture") and not _CONTROL.search(head):
        return None  # a text that happens to start like one: "ID3 tags are …"
    return {
        "pdf": _("“{name}” is a PDF."),
        "picture": _("“{name}” is a picture."),
        "sound": _("“{name}” is a sound or video file."),
        "archive": _("“{name}” is an archive or an office document."),
        "database": _("“{name}” is a database."),
        "program": _("“{name}” is a program."),
    }.get(kind or "", _("“{name}” is not text."))


def describe_text(text: str, name: str = "", *, is_spoken: bool = False) -> str | None:
    """Return a sentence on what a text is when it is not prose, or None where it is.

    The file's ``name`` tells only data that might be read either way. ``is_spoken`` says that
    speakers or times were found, so that odd lines mean nothing.
    """
    suffix = PurePath(name).suffix.lower()
    start = text.lstrip("\ufeff \t\r\n")[:500].lower()
    if start.startswith(("<?xml", "<tt ", "{\\rtf")):
        return _("“{name}” holds markup that Earmark does not know.")
    if start.startswith(("<!doctype html", "<html")):
        return _("“{name}” is a saved web page.")
    if _is_markup(text) or (suffix in (".html", ".htm") and _TAG.search(text)):
        if looks_like_html(text):
            return _("“{name}” is a saved web page.")
        return _("“{name}” holds markup that Earmark does not know.")
    if suffix == ".json" or (start[:1] in "{[" and _is_json(text)):
        return _("“{name}” holds data that Earmark does not know.")
    if _OTHER_FORMATS.match(start):
        return _("“{name}” holds data that Earmark does not know.")
    lines = [line for line in islice(text.splitlines(), _LINES * 2) if line.strip()][:_LINES]
    is_table = suffix in _TABLES
    if not lines or (is_spoken and not is_table):
        return None
    return _describe_lines(lines, is_table=is_table)


def _describe_lines(lines: list[str], *, is_table: bool) -> str | None:
    cells = _cells(lines, is_table=is_table)
    if cells or is_table:
        numbers = sum(bool(_NUMBER.fullmatch(cell.strip())) for cell in cells)
        if numbers > len(cells) * 0.3:
            return _("“{name}” is a table of numbers.")
        return _("“{name}” is a table.")
    if len(lines) > 2:
        for pattern, share, sentence in (
            (_LOG_LINE, 0.6, _("“{name}” is a log.")),
            (_SETTING, 0.7, _("“{name}” holds settings.")),
            (_LONE_WORD, 0.7, _("“{name}” is a list.")),
        ):
            if _share(pattern, lines) > share:
                return sentence
    if lines[0].startswith("#!") or _share(_CODE_LINE, lines) > 0.5:
        return _("“{name}” is program code.")
    tokens = " ".join(lines).split()
    words = sum(bool(_WORD.search(token)) for token in tokens)
    letters = sum(letter.isalpha() for line in lines for letter in line)
    if words < len(tokens) * 0.4 and letters < 0.5 * sum(map(len, lines)):
        return _("“{name}” is mostly figures.")
    return None


def _is_binary(head: bytes) -> bool:
    head = head.rstrip(b"\0\r\n ")  # what a full disk or a crash leaves behind
    return not head or len(_CONTROL.findall(head)) > len(head) * 0.02 + 1


def _is_json(text: str) -> bool:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict | list)


def _share(pattern: re.Pattern[str], lines: list[str]) -> float:
    return sum(bool(pattern.match(line)) for line in lines) / len(lines)


def _is_markup(text: str) -> bool:
    """Whether a text begins with a tag and consists of tags to a good part."""
    beginning = text[:20_000].strip("\ufeff \t\r\n")
    if not re.match(r"<[!?\w]", beginning):
        return False
    return sum(len(tag) for tag in _TAG.findall(beginning)) > 0.1 * len(beginning)


def _cells(lines: list[str], *, is_table: bool) -> list[str]:
    """Return the cells of a text whose lines are rows of one table, else nothing.

    ``is_table`` says that the file's name promises one, so a few long rows are enough.
    """
    if len(lines) < 3 and not is_table:
        return []
    for delimiter in ("\t", ";", ",", "|"):
        columns = [line.count(delimiter) for line in lines]
        usual = max(set(columns), key=columns.count)
        needed = 0.95 if delimiter == "," and usual == 1 else 0.8
        if usual and (columns.count(usual) >= needed * len(lines) or (is_table and min(columns))):
            cells = [cell for line in lines for cell in line.split(delimiter)]
            if is_table or sum(len(cell) for cell in cells) < 30 * len(cells):
                return cells
    return []
