"""The commands about formats: which there are, and turning one file into another."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from desktop_app.cli.context import Context, common_options
from desktop_app.cli.values import FILE
from desktop_app.i18n import _
from desktop_app.transcript.chapter_files import CHAPTER_FORMATS
from desktop_app.transcript.formats import FORMATS, WRITER_NAMES, WRITERS, Options
from desktop_app.workflows.converting import convert as convert_file

Command = TypeVar("Command", bound=Callable[..., Any])


def writing_options(command: Command) -> Command:
    """Give a command the options on what is written."""
    for option in (
        click.option("--lines", type=click.IntRange(1, 9), default=2, show_default=True,
                     help=_("Subtitles: how many lines at most.")),
        click.option("--line", type=click.IntRange(10, 200), default=42, show_default=True,
                     help=_("Subtitles: how many letters in a line at most.")),
        click.option("--words", is_flag=True, help=_("Write the time of every word.")),
        click.option("--no-estimated", is_flag=True, help=_("Leave estimated times out.")),
        click.option("--no-times", is_flag=True, help=_("Leave times out of texts.")),
        click.option("--no-speakers", is_flag=True, help=_("Leave names out.")),
    ):  # fmt: skip
        command = option(command)
    return command


def options_of(given: dict[str, Any]) -> Options:
    """Return what the options of writing_options say."""
    return Options(
        speakers=not given["no_speakers"],
        times=not given["no_times"],
        estimated=not given["no_estimated"],
        words=given["words"],
        line=given["line"],
        lines=given["lines"],
    )


@click.command(short_help=_("List the formats that can be read and written."))
@common_options
def formats(context: Context, /) -> None:
    """List every format, with the endings of its files and what its tests rest on."""
    records = format_records()
    lines = [
        f"{record['name']:<20} {_('read') if record['read'] else '':<6}"
        f" {_('write') if record['write'] else '':<6} {' '.join(record['extensions'])}"
        for record in records
    ]
    context.say({"formats": records}, *lines)


def format_records() -> list[dict[str, Any]]:
    """Return the table of formats as documents have it."""
    written = {writer.reads_as or writer.name for writer in WRITERS.values()}
    records = [
        _record(entry.name, entry.name in written, entry.extensions, str(entry.tested))
        for entry in FORMATS
    ]
    records += [
        _record(name, name in written, endings, tested) for name, endings, tested in CHAPTER_FORMATS
    ]
    known = {record["name"] for record in records}
    records += [
        _record(writer.name, True, (writer.extension,), "samples", is_read=False)
        for writer in WRITERS.values()
        if (writer.reads_as or writer.name) not in known
    ]
    return records


def _record(
    name: str,
    is_written: bool,
    extensions: tuple[str, ...],
    tested: str,
    *,
    is_read: bool = True,
) -> dict[str, Any]:
    return {
        "name": name,
        "read": is_read,
        "write": is_written,
        "extensions": list(extensions),
        "tested": tested,
    }


@click.command(short_help=_("Write a transcript file in another format."))
@click.argument("source", metavar="IN", type=FILE)
@click.argument("target", metavar="OUT", type=FILE)
@click.option("--format", "format_name", type=click.Choice(sorted(WRITER_NAMES)),
              help=_("What to write, where the ending of OUT does not say it."))  # fmt: skip
@writing_options
@common_options
def convert(
    context: Context, /, source: Path, target: Path, format_name: str | None, **given: Any
) -> None:
    """Read IN, whatever it is, and write OUT as its ending says."""
    done = convert_file(source, target, format_name=format_name, options=options_of(given))
    context.say(
        {
            "written": str(done.path),
            "read_as": done.read_as,
            "format": done.written_as,
            "lost": list(done.lost),
            "problems": [
                {"line": problem.line, "message": problem.message} for problem in done.problems
            ],
        },
        _("Written: {path}").format(path=done.path),
    )
    for lost in () if context.as_json else done.lost:
        context.note(lost)
