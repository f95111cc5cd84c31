"""The question list of a page or of notes: bullets that ask."""

import re
from collections.abc import Iterator, Sequence

from desktop_app.transcript.markdown import plain
from desktop_app.transcript.text_lines import Line

BULLET = re.compile(r"(?:[•‣◦▪●·*+–-]|\d{1,2}[.)])\s+(?P<text>\S.*)")
_AND_MORE = re.compile(
    r"(?:(?:and|so|much|many|lots|plenty)[\s,]+)*(?:more|others)\W*", re.IGNORECASE
)


def questions_in(lines: Sequence[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Return the bullets that ask, and the other lines. “And more…” is dropped.

    A list asks when half of it ends in question marks, or when the line above speaks of questions.
    """
    questions: list[str] = []
    prose: list[Line] = []
    for leads_in, listed in _lists(lines):
        bullets = [
            (line, plain(found["text"]))
            for line in listed
            if (found := BULLET.fullmatch(line.text))
        ]
        wanted = [text for _line, text in bullets if not _AND_MORE.fullmatch(text)]
        asking = [text for text in wanted if text.rstrip("\"'”’)*_ ").endswith("?")]
        if leads_in and wanted:
            questions += wanted
        elif len(asking) >= max(2, len(wanted) / 2):
            questions += asking
            prose += [line for line, text in bullets if text in wanted and text not in asking]
        else:
            prose += listed
    return tuple(questions), prose


def _lists(lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """Yield runs of bullets and of other lines; True for bullets under a line on questions."""
    leads_in = False
    run: list[Line] = []
    for line in lines:
        is_bullet = BULLET.fullmatch(line.text) is not None
        in_list = bool(run) and BULLET.fullmatch(run[0].text) is not None
        if line.text and run and is_bullet != in_list:
            yield leads_in and in_list, run
            leads_in = (
                "question" in next((one.text for one in reversed(run) if one.text), "").lower()
            )
            run = []
        run.append(line)
    if run:
        yield leads_in and BULLET.fullmatch(run[0].text) is not None, run
