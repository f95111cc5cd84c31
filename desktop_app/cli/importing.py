"""``earmark import``."""

from pathlib import Path

import click

from desktop_app.cli.context import Context, common_options
from desktop_app.cli.values import FILE, date_value
from desktop_app.errors import AppError
from desktop_app.i18n import _, ngettext
from desktop_app.library import Library
from desktop_app.timecode import length
from desktop_app.workflows.finding_files import is_folder
from desktop_app.workflows.import_report import ImportOptions, ImportReport, Status
from desktop_app.workflows.importing import import_paths
from desktop_app.workflows.offering import offer_of
from desktop_app.workflows.records import import_record
from desktop_app.workflows.reindexing import bring_up_to_date


@click.command("import", short_help=_("Add recordings and transcripts to the library."))
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="PATH…")
@click.option("--audio", type=FILE, help=_("The audio of the one file."))
@click.option("--notes", type=FILE, help=_("The show notes of the one file."))
@click.option("--chapters", type=FILE, help=_("The chapter file of the one file."))
@click.option("--into", metavar="EPISODE", help=_("Join the one file to this episode."))
@click.option("--show", help=_("The show, whatever the files say."))
@click.option("--title", help=_("The title, whatever the file says."))
@click.option(
    "--date",
    "published",
    type=date_value,
    metavar="DATE",
    help=_("When it was published: 2020-05-04."),
)
@click.option("--no-index", is_flag=True, help=_("Leave the search index as it is."))
@common_options
def import_files(
    context: Context,
    /,
    paths: tuple[Path, ...],
    into: str | None,
    no_index: bool,
    **said: Path | str | None,
) -> int:
    """Import files, or folders with all below them.

    Files in one folder that share a stem belong together: x.mp3, x.md (or srt, vtt, json, txt,
    html), x.notes.md, x.chapters.json.
    """
    _check_single(paths, {"into": into, **said})
    with context.library() as library:
        options = ImportOptions(
            into=library.recordings.find(into).id if into is not None else None,
            **said,  # type: ignore[arg-type] # click has made each of them what it has to be
        )
        report = import_paths(library, paths, options, context.progress())
        problem = None if no_index else _index(context, library)
        offers = {
            done.recording.id: len(offer_of(library, done.recording)) for done in report.imported
        }
    context.say(import_record(report), *_lines(report))
    for recording_id, count in offers.items():
        if count:
            words = ngettext(
                "The notes list {n} time. “earmark chapters {id}” shows it.",
                "The notes list {n} times. “earmark chapters {id}” shows them.",
                count,
            )
            context.note(words.format(n=count, id=recording_id))
    for failed in report.failed:
        context.note(f"{failed.path}: {failed.message} {failed.hint}".rstrip())
    if problem is not None:
        context.note(
            _("The files are in the library, but cannot be searched yet: {problem} {hint}").format(
                problem=problem, hint=problem.hint
            )
        )
    return 1 if report.failed or problem is not None else 0


def _check_single(paths: tuple[Path, ...], said: dict[str, Path | str | None]) -> None:
    """Refuse what can only be said of one file for several, or for a folder."""
    if len(paths) == 1 and not is_folder(paths[0]):
        return
    for name in ("audio", "notes", "chapters", "title", "into"):
        if said[name] is not None:
            raise click.UsageError(
                _("--{name} goes with one file only.").format(name=name),
                click.get_current_context(),
            )


def _index(context: Context, /, library: Library) -> AppError | None:
    """Bring the index up to date; what hinders it does not undo the import."""
    try:
        with context.index() as index:
            bring_up_to_date(library, index, context.progress())
    except AppError as error:
        return error
    return None


def _lines(report: ImportReport) -> list[str]:
    words = {
        Status.ADDED: _("added"),
        Status.UPDATED: _("updated"),
        Status.UNCHANGED: _("unchanged"),
    }
    lines = []
    for done in report.imported:
        recording = done.recording
        paragraphs = ngettext("{n} paragraph", "{n} paragraphs", recording.segments)
        facts = [recording.show or "", paragraphs.format(n=recording.segments)]
        if recording.duration_ms is not None:
            facts.append(length(recording.duration_ms))
        shown = " · ".join(fact for fact in facts if fact)
        lines.append(f"{recording.id}  {words[done.status]:<9}  {recording.title}  ({shown})")
        lines += [
            "    "
            + (_("Line {n}: ").format(n=problem.line) if problem.line else "")
            + problem.message
            for problem in done.problems
        ]
    if report.skipped:
        count = len(report.skipped)
        lines.append(
            ngettext(
                "{n} other file was left alone.", "{n} other files were left alone.", count
            ).format(n=count)
        )
    return lines
