"""What every command has at hand: where the library is, and how to say its result."""

import inspect
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import click

from desktop_app.cli.log import start_log
from desktop_app.cli.values import FILE
from desktop_app.i18n import _
from desktop_app.library import Library, open_library
from desktop_app.paths import Places, places
from desktop_app.progress import Progress
from desktop_app.search.index import Index

P = ParamSpec("P")
R = TypeVar("R")

LIBRARY_VARIABLE = "EARMARK_LIBRARY"


@dataclass(slots=True)
class Context:
    """The options that stand before or after a command, and what follows from them."""

    library_folder: Path | None = None
    as_json: bool = False
    verbose: bool = False

    @property
    def places(self) -> Places:
        return places(self.library_folder or _folder_of_the_environment())

    @contextmanager
    def library(self) -> Iterator[Library]:
        """Open the library."""
        kept = self.places
        with open_library(kept.database, backups=kept.backups) as library:
            yield library

    @contextmanager
    def index(self) -> Iterator[Index]:
        """Open the search index."""
        index = Index(self.places.index)
        try:
            yield index
        finally:
            index.close()

    def say(self, document: Mapping[str, object], *lines: str) -> None:
        """Print a command's result: the document for a script, the lines for a person."""
        if self.as_json:
            print_json(document)
        else:
            for line in lines:
                click.echo(line)

    def note(self, line: str) -> None:
        """Print what goes with a result and is not part of it."""
        click.echo(line, err=True)

    def progress(self) -> Progress:
        """Return a progress that is drawn on one line of a terminal, and nowhere else."""
        if self.as_json or not sys.stderr.isatty():
            return Progress()
        return Progress(_draw)


def _folder_of_the_environment() -> Path | None:
    named = os.environ.get(LIBRARY_VARIABLE)
    return Path(named) if named else None


def print_json(document: Mapping[str, object]) -> None:
    """Print one document; names that no encoding can show are escaped."""
    text = json.dumps(document, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(document)
    click.echo(text)


def common_options(
    command: Callable[Concatenate[Context, P], R],
) -> Callable[..., R]:
    """Give a command the options that are accepted before and after its name."""

    @click.pass_context
    @wraps(command)
    def with_context(
        click_context: click.Context,
        /,
        *args: Any,  # what click hands over for the command's own options
        **options: Any,
    ) -> R:
        context = take_common(click_context, options)
        start_log(context.places.log, verbose=context.verbose)
        return command(context, *args, **options)

    with_context.__doc__ = _(inspect.getdoc(command) or "")  # what --help says
    return add_common(with_context)


def add_common(function: Callable[..., R]) -> Callable[..., R]:
    """Add the common options to a function that click calls."""
    for option in (
        click.option("-v", "--verbose", is_flag=True, help=_("Say on stderr what happens.")),
        click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document.")),
        click.option(
            "--library",
            "library_folder",
            type=FILE,
            metavar="DIR",
            help=_("Keep everything below this folder."),
        ),
    ):
        function = option(function)
    return function


def take_common(click_context: click.Context, options: dict[str, Any]) -> Context:
    """Take the common options out of ``options`` into the context that all share."""
    context = click_context.ensure_object(Context)
    context.library_folder = options.pop("library_folder") or context.library_folder
    context.as_json = options.pop("as_json") or context.as_json
    context.verbose = options.pop("verbose") or context.verbose
    return context


def _draw(fraction: float, text: str) -> None:
    width = 60
    shown = text if len(text) <= width else "…" + text[1 - width :]
    line = f"\r{fraction:4.0%} {shown:<{width}}"
    click.echo(line if fraction < 1 else "\r" + " " * (width + 6) + "\r", nl=False, err=True)
