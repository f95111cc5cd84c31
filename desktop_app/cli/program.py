"""The program: which word is a command, and what the exit code says."""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from desktop_app import __version__
from desktop_app.cli.aligning import align
from desktop_app.cli.asking import ask
from desktop_app.cli.bookmarks import bookmark
from desktop_app.cli.care import backup, doctor, reindex, restore
from desktop_app.cli.chapters import chapters
from desktop_app.cli.context import Context, add_common, print_json, take_common
from desktop_app.cli.episodes import episodes, export, remove, set_details, transcript
from desktop_app.cli.formats import convert, formats
from desktop_app.cli.importing import import_files
from desktop_app.cli.pins import pin
from desktop_app.cli.questions import question, questions
from desktop_app.cli.searching import search
from desktop_app.cli.window import open_episode, tour, window
from desktop_app.errors import AppError, Cancelled
from desktop_app.i18n import _
from desktop_app.processes import freeze_support
from desktop_app.workflows.finding_files import is_there

log = logging.getLogger("desktop_app.cli")

DONE, USER, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130

_WINDOW = "window"


class _Program(click.Group):
    """Commands, and files to open where there is no command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a first word that is no command for a file, if it may be one."""
        word = args[0]
        if word in self.commands and word != _WINDOW:
            return super().resolve_command(ctx, args)
        if not _may_be_a_file(word):
            ctx.fail(
                _("“{word}” is neither a command nor a file. See “earmark --help”.").format(
                    word=word
                )
            )
        return _WINDOW, self.commands[_WINDOW], args


def _may_be_a_file(word: str) -> bool:
    """Return whether a word is a file, or names one that is missing: for a better message."""
    return is_there(Path(word)) or any(sign in word for sign in "/\\.")


@click.group(
    cls=_Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_(
        "Earmark plays recordings that have a transcript. Without a command it opens the window,"
        " with the FILEs if any are given."
    ),
)
@click.version_option(__version__, prog_name="earmark")
@click.pass_context
def program(click_context: click.Context, /, **options: Any) -> Any:
    """Take the common options, and open the window when nothing else is wanted."""
    take_common(click_context, options)
    if click_context.invoked_subcommand is None:
        return click_context.invoke(window)
    return None


add_common(program)
program.params.sort(key=lambda option: option.name == "version")
for _command in (
    *(import_files, episodes, transcript, questions, question, ask, search),
    *(align, bookmark, pin, chapters, export, remove),
    *(convert, formats, set_details, reindex, doctor, backup, restore, open_episode, tour, window),
):
    program.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    context = Context()
    try:
        code = program.main(
            list(arguments), prog_name="earmark", standalone_mode=False, obj=context
        )
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show(sys.stderr)
        return USAGE
    except (click.Abort, KeyboardInterrupt, Cancelled):
        click.echo(_("Stopped."), err=True)
        return INTERRUPTED
    except AppError as error:
        return _tell(context, error, USER)
    except Exception as error:  # the outermost line: nothing may pass it
        log.error("A bug", exc_info=error)
        return _tell(context, _bug(context, error), BUG)
    return code if isinstance(code, int) else DONE


def main() -> NoReturn:
    """Run the command line this process was started with, and end it."""
    freeze_support()
    sys.exit(run(sys.argv[1:]))


def _tell(context: Context, /, error: AppError, code: int) -> int:
    """Say what went wrong: on stdout as a document where one was asked for."""
    if context.as_json:
        said: dict[str, object] = {"message": str(error), "hint": error.hint}
        if error.candidates:
            said["candidates"] = list(error.candidates)
        print_json({"error": said})
        return code
    for line in (str(error), *(f"  {name}" for name in error.candidates), error.hint):
        if line:
            click.echo(line, err=True)
    return code


def _bug(context: Context, /, error: Exception) -> AppError:
    return AppError(
        _("Earmark has a bug: {kind}.").format(kind=type(error).__name__),
        hint=_("What happened is written in “{path}”; please report it.").format(
            path=context.places.log
        ),
    )
