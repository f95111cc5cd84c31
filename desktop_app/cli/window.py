"""The commands that open the window; only they load Qt, and only when called."""

from functools import partial
from pathlib import Path

import click

from desktop_app.cli.context import Context, common_options
from desktop_app.cli.values import FILE, time_value
from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.workflows.finding_files import is_there


class NoQt(AppError):
    """The window cannot be opened because Qt is not installed."""


class NoSuchFile(AppError):
    """A file to open that is not there."""


@click.command(hidden=True)
@click.argument("files", nargs=-1, type=FILE)
@common_options
def window(context: Context, /, files: tuple[Path, ...]) -> int:
    """Open the window, with files if any are given."""
    for file in files:
        if not is_there(file):
            raise NoSuchFile(
                _("“{name}” is not there.").format(name=file),
                hint=_("Check whether it was moved or renamed."),
            )
    return _open(context, files=files)


@click.command("open", short_help=_("Open the window on an episode or a file."))
@click.argument("what", metavar="EPISODE|FILE", required=False)
@click.option(
    "--at", "at_ms", type=time_value, metavar="TIME", help=_("Go to this time: 1:02:03.5")
)
@click.option("--question", type=click.IntRange(min=1), help=_("Go to this question, from 1."))
@click.option("--sample", is_flag=True, help=_("Open the episode that comes with Earmark."))
@common_options
def open_episode(
    context: Context, /, what: str | None, at_ms: int | None, question: int | None, sample: bool
) -> int:
    """Open the window on an episode or a file, and go to a time or a question."""
    if at_ms is not None and question is not None:
        raise click.UsageError(
            _("--at and --question do not go together."), click.get_current_context()
        )
    if sample and what is not None:
        raise click.UsageError(
            _("--sample opens an episode of its own."), click.get_current_context()
        )
    files: tuple[Path, ...] = ()
    recording_id = None
    if what is not None and is_there(Path(what)):
        files = (Path(what),)
    elif what is not None:
        with context.library() as library:
            recording_id = library.recordings.find(what).id
    return _open(
        context,
        files=files,
        recording_id=recording_id,
        at_ms=at_ms,
        question=question,
        sample=sample,
    )


@click.command(short_help=_("Drive the real window through its main steps and check them."))
@click.option("--into", type=FILE, default=Path("earmark-tour"), help=_("Where pictures go."))
@common_options
def tour(context: Context, /, into: Path) -> int:
    """Open the sample in a real window, play, jump, search, keep and export, and check each step.

    Writes one picture a step. The library is one of its own; yours is not touched.
    """
    try:
        from desktop_app.app import tour as take_tour  # loads Qt
    except ImportError as error:
        raise _no_qt() from error
    code = take_tour(into, partial(click.echo, err=context.as_json))
    context.say({"passed": code == 0, "into": str(into)})
    return code


def _open(
    context: Context,
    /,
    *,
    files: tuple[Path, ...] = (),
    recording_id: str | None = None,
    at_ms: int | None = None,
    question: int | None = None,
    sample: bool = False,
) -> int:
    try:
        from desktop_app.app import open_window  # loads Qt
    except ImportError as error:
        raise _no_qt() from error
    code = open_window(
        context.places,
        files,
        recording_id=recording_id,
        at_ms=at_ms,
        question=question,
        sample=sample,
    )
    context.say({"closed": code == 0})
    return code


def _no_qt() -> NoQt:
    return NoQt(
        _("The window needs PySide6, which is not installed or cannot be loaded."),
        hint=_("Install it with “pip install earmark”; “earmark doctor” says what is missing."),
    )
