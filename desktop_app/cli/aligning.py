"""``earmark align``."""

import click

from desktop_app import processes
from desktop_app.alignment.engines import DEFAULT, ENGINES
from desktop_app.cli.context import Context, common_options
from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.library import Library
from desktop_app.library.problems import LibraryProblem
from desktop_app.transcript.model import Evidence
from desktop_app.workflows.aligning import Aligned, Wish, align_in_library
from desktop_app.workflows.reindexing import bring_up_to_date


@click.command(short_help=_("Find in the audio when each word is spoken."))
@click.argument("episodes", nargs=-1, metavar="EPISODE…")
@click.option(
    "--engine",
    default=DEFAULT,
    show_default=True,
    type=click.Choice(ENGINES),
    help=_("The speech engine."),
)
@click.option("--model", metavar="FOLDER", help=_("The folder of the model, for Whisper."))
@click.option("--all", "is_all", is_flag=True, help=_("All episodes whose times are rough."))
@common_options
def align(
    context: Context,
    /,
    episodes: tuple[str, ...],
    engine: str,
    model: str | None,
    is_all: bool,
) -> int:
    """Bring text and audio together: afterwards each word has its time.

    Nothing is downloaded. An hour of audio takes about five minutes; work that was broken off goes
    on from there.
    """
    if is_all is bool(episodes):
        raise click.UsageError(
            _("Name the episodes to align, or say --all."), click.get_current_context()
        )
    aligned: list[tuple[str, Aligned]] = []
    failed: list[tuple[str, AppError]] = []
    with context.library() as library:
        for name in _rough(library) if is_all else episodes:
            try:
                recording = library.recordings.find(name)
                wish = Wish(recording.id, engine, model=model)
                done = processes.run(
                    align_in_library, context.places, wish, progress=context.progress()
                )
                aligned.append((recording.title, done))
            except LibraryProblem:
                raise
            except AppError as error:
                failed.append((name, error))
        if aligned:
            _index(context, library)
    context.say(
        {
            "aligned": [_record(done) for _title, done in aligned],
            "failed": [
                {"episode": name, "message": str(problem), "hint": problem.hint}
                for name, problem in failed
            ],
        },
        *(_line(title, done) for title, done in aligned),
    )
    for name, problem in failed:
        context.note(f"{name}: {problem} {problem.hint}".rstrip())
    return 1 if failed else 0


def _rough(library: Library) -> list[str]:
    """Return the ids of the episodes with audio and text that are not aligned all through."""
    return [
        entry.id
        for entry in library.recordings.list()
        if entry.audio is not None
        and entry.segments
        and entry.timing is not Evidence.EXACT
        and not ((facts := library.alignments.get(entry.id)) and facts.is_whole)
    ]


def _index(context: Context, /, library: Library) -> None:
    """Let search know the new times; what hinders it does not undo the alignment."""
    try:
        with context.index() as index:
            bring_up_to_date(library, index, context.progress())
    except AppError as error:
        context.note(f"{error} {error.hint}".rstrip())


def _record(done: Aligned) -> dict[str, object]:
    return {
        "episode": done.recording_id,
        "engine": done.facts.engine,
        "words": done.facts.words,
        "confident": done.facts.confident,
        "rtf": round(done.rtf, 4),
    }


def _line(title: str, done: Aligned) -> str:
    share = done.facts.confident / max(1, done.facts.words)
    return _("{title}: {confident} of {words} words found ({share}).").format(
        title=title,
        confident=done.facts.confident,
        words=done.facts.words,
        share=f"{share:.0%}",
    )
