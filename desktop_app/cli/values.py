"""What can stand for a time and a date on the command line."""

import re
from datetime import date, datetime
from pathlib import Path

import click

from desktop_app.i18n import _
from desktop_app.timecode import NotATime, parse_time

# Any path at all: whoever reads or writes it says in a sentence what is wrong with it.
FILE = click.Path(readable=False, path_type=Path)

_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DATE_TIME = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII
)


def time_value(text: str) -> int:
    """Return the milliseconds that ``1:02:03.5`` stands for; a usage error for anything else."""
    try:
        return parse_time(text)
    except NotATime as error:
        raise click.BadParameter(f"{error} {error.hint}") from error


def date_value(text: str) -> str:
    """Return an RFC 3339 date, with a time if there is one; a usage error for anything else."""
    text = text.strip()
    try:
        if _FULL_DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat()
        if _DATE_TIME.fullmatch(text):
            text = text.upper().replace(" ", "T")
            datetime.fromisoformat(text)
            return text
    except ValueError:
        pass  # the 31st of February: said below
    raise click.BadParameter(
        _("“{text}” is not a date. Write dates as 2020-05-04.").format(text=text)
    )
