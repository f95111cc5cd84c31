"""JSON as strangers write it: read strictly if possible, else tolerantly up to where it breaks."""

import json
import re
from dataclasses import dataclass
from itertools import islice

from desktop_app.i18n import _
from desktop_app.transcript.model import Problem

MAX_DEPTH = 64
# Blanks, commas and colons between the tokens are not looked at.
_TOKEN = re.compile(
    r'(?P<sign>[{}\[\]])|(?P<text>"(?:[^"\\]|\\.)*")|(?P<cut>"(?:[^"\\]|\\.)*\\?\Z)'
    r"|(?P<bare>[^\s,:;{}\[\]\"\ufeff]+)",
    re.DOTALL,
)
_WHOLE = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_SAID = frozenset(("text", "body", "transcript", "word", "content", "display", "utf8", "value"))
_WORDS = {"true": True, "false": False, "null": None, "None": None, "True": True, "False": False}


@dataclass(frozen=True, slots=True)
class JsonText:
    """A parsed document, None where the text is no JSON at all, and what was mended."""

    value: object
    problems: tuple[Problem, ...] = ()

    def field(self, name: str) -> object:
        """Return a field of a document that is an object, None where there is none."""
        return self.value.get(name) if isinstance(self.value, dict) else None


def read_json(text: str) -> JsonText:
    """Read JSON. Where commas are missing or the end is cut off, the good part is returned."""
    start = text.lstrip("\ufeff \t\r\n")
    if start[:1] not in ("{", "["):
        return JsonText(None)
    try:
        value: object = json.loads(start)
    except RecursionError:
        return JsonText(None)
    except json.JSONDecodeError as error:
        if not _might_be_json(start):
            return JsonText(None)
        skipped = text[: len(text) - len(start)].count("\n")
        line = error.lineno + skipped
        return JsonText(
            _mended(start),
            (Problem(line, _("The file is not valid JSON here; it was read as far as it goes.")),),
        )
    except ValueError:  # a number with thousands of digits
        return JsonText(None)
    return JsonText(value)


def _might_be_json(text: str) -> bool:
    return bool(re.match(r'\{\s*"[^"\n]*"\s*:|\[\s*[{\["\d]', text))


def _mended(text: str) -> object:
    """Return what stands in a broken document: separators do not matter, the end may lack."""
    root: list[object] = []
    open_values: list[dict[str, object] | list[object]] = [root]
    keys: list[str | None] = [None]
    for found in _TOKEN.finditer(text):
        sign = found["sign"]
        if sign in ("}", "]"):
            if len(open_values) > 1:
                open_values.pop()
                keys.pop()
            continue
        if sign:
            if len(open_values) > MAX_DEPTH:
                break
            opened: dict[str, object] | list[object] = {} if sign == "{" else []
            _put(open_values[-1], keys, opened)
            open_values.append(opened)
            keys.append(None)
            continue
        holder = open_values[-1]
        value = _scalar(found)
        if isinstance(holder, dict) and keys[-1] is None:
            keys[-1] = value if isinstance(value, str) else str(value)
            continue
        if found.end() < len(text) or _is_told(found, keys[-1]):
            _put(holder, keys, value)
    return root[0] if root else None


def _is_told(found: re.Match[str], key: str | None) -> bool:
    """Whether the last value of a file that breaks off is kept: half a text is, half a time not."""
    if found["cut"] is None:
        return found["text"] is not None or found["bare"] in _WORDS
    return (key or "").lower() in _SAID


def _put(holder: dict[str, object] | list[object], keys: list[str | None], value: object) -> None:
    if isinstance(holder, list):
        holder.append(value)
        return
    key, keys[-1] = keys[-1], None
    if key is not None:
        holder[key] = value


def _scalar(found: re.Match[str]) -> object:
    if found["text"] or found["cut"]:
        quoted = found["text"] or found["cut"].rstrip("\\") + '"'
        try:
            value: object = json.loads(quoted, strict=False)
        except ValueError:
            return quoted[1:-1]
        return value
    bare = found["bare"]
    if bare in _WORDS:
        return _WORDS[bare]
    if len(bare) < 40 and _WHOLE.fullmatch(bare):
        return int(bare)
    return float(bare) if len(bare) < 40 and _NUMBER.fullmatch(bare) else bare


def lines_of_entries(text: str, key: str, count: int) -> list[int | None]:
    """Return the line of each of the first ``count`` times ``"key":`` stands in a text."""
    lines: list[int | None] = []
    line, at = 1, 0
    for found in islice(re.finditer(rf'"{re.escape(key)}"\s*:', text), count):
        line += text.count("\n", at, found.start())
        at = found.start()
        lines.append(line)
    return lines + [None] * (count - len(lines))
