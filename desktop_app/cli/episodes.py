"""The commands about one episode, and the list of all."""

from pathlib import Path
from typing import Any

import click

from desktop_app.cli.context import Context, common_options
from desktop_app.cli.formats import options_of, writing_options
from desktop_app.cli.values import FILE, date_value
from desktop_app.i18n import _
from desktop_app.library import Library
from desktop_app.library.recordings import Recording
from desktop_app.timecode import clock, length
from desktop_app.transcript.formats import WRITER_NAMES
from desktop_app.transcript.formats.json_writer import cue_record, segment_record
from desktop_app.transcript.model import Segment
from desktop_app.workflows.editing import Details, edit_details
from desktop_app.workflows.exporting import export_transcript, write_file
from desktop_app.workflows.records import episode_record
from desktop_app.workflows.rightness import doubt_of


@click.command(short_help=_("List the episodes in the library."))
@common_options
def episodes(context: Context, /) -> None:
    """List all episodes by show, date and title."""
    with context.library() as library:
        entries = library.recordings.list()
        positions = library.listening.positions()
    records = [episode_record(entry, positions.get(entry.id, 0)) for entry in entries]
    lines = [
        f"{entry.id}  {entry.published or '':<10.10}"
        f"  {length(entry.duration_ms) if entry.duration_ms is not None else '':>9}"
        f"  {entry.title}" + (f"  ({entry.show})" if entry.show else "")
        for entry in entries
    ]
    context.say({"episodes": records}, *(lines or [_("The library is empty.")]))


@click.command(short_help=_("Print an episode's transcript."))
@click.argument("episode")
@click.option("--cues", is_flag=True, help=_("The subtitle file's own cues."))
@common_options
def transcript(context: Context, /, episode: str, cues: bool) -> None:
    """Print what is said, with the times that are known."""
    with context.library() as library:
        recording = library.recordings.find(episode)
        text = library.recordings.transcript(recording.id)
        record = _record(library, recording)
    if cues:
        lines = [
            f"{clock(cue.start_ms)}  " + (f"{cue.speaker}: " if cue.speaker else "") + cue.text
            for cue in text.cues
        ]
        context.say({"episode": record, "cues": [cue_record(cue) for cue in text.cues]}, *lines)
        return
    segments = [segment_record(segment) for segment in text.segments]
    context.say({"episode": record, "segments": segments}, *map(_line, text.segments))


@click.command(short_help=_("Write a transcript in another format."))
@click.argument("episode")
@click.option("--format", "format_name", required=True, type=click.Choice(list(WRITER_NAMES)))
@click.option("--output", type=FILE, help=_("The file to write; without it, stdout."))
@writing_options
@common_options
def export(
    context: Context, /, episode: str, format_name: str, output: Path | None, **given: Any
) -> None:
    """Write the transcript, and say what the format could not carry."""
    with context.library() as library:
        recording = library.recordings.find(episode)
        written = export_transcript(library, recording.id, format_name, options=options_of(given))
    if output is not None:
        write_file(output, written.text)
    elif not context.as_json:
        click.echo(written.text, nl=False)
    context.say(
        {
            "written": str(output) if output is not None else None,
            "format": format_name,
            "lost": list(written.lost),
        }
    )
    for lost in () if context.as_json else written.lost:
        context.note(lost)


@click.command(short_help=_("Take an episode out of the library."))
@click.argument("episode")
@common_options
def remove(context: Context, /, episode: str) -> None:
    """Take an episode out of the library.

    Its files are not touched. Bookmarks and position are kept, and are back when the same file is
    imported again.
    """
    with context.library() as library:
        recording = library.recordings.find(episode)
        record = _record(library, recording)
        library.recordings.remove(recording.id)
    context.say({"episode": record}, _("Removed: {title}").format(title=recording.title))


@click.command("set", short_help=_("Change an episode's title, show, date or audio."))
@click.argument("episode")
@click.option("--title", help=_("The new title."))
@click.option("--show", help=_("The new show."))
@click.option(
    "--date",
    "published",
    type=date_value,
    metavar="DATE",
    help=_("When it was published: 2020-05-04."),
)
@click.option("--audio", type=FILE, help=_("Where its audio is."))
@common_options
def set_details(
    context: Context,
    /,
    episode: str,
    title: str | None,
    show: str | None,
    published: str | None,
    audio: Path | None,
) -> None:
    """Change what is known of an episode. A new import of its files leaves this as it is."""
    details = Details(title=title, show=show, published=published, audio=audio)
    if details == Details():
        raise click.UsageError(
            _("Say what to set: --title, --show, --date or --audio."), click.get_current_context()
        )
    with context.library() as library:
        recording = edit_details(library, library.recordings.find(episode).id, details)
        record = _record(library, recording)
        doubt = doubt_of(library, recording) if audio is not None else None
    context.say({"episode": record}, _("Set: {title}").format(title=recording.title))
    if doubt is not None:
        context.note(f"{doubt.message} {doubt.hint}")


def _record(library: Library, recording: Recording) -> dict[str, object]:
    return episode_record(recording, library.listening.position(recording.id))


def _line(segment: Segment) -> str:
    time = _about(segment.start_ms, segment.error_ms)
    who = f"{segment.speaker}: " if segment.speaker else ""
    return f"{time:>9}  {who}{segment.text}"


def _about(moment_ms: int | None, error_ms: int | None) -> str:
    if moment_ms is None:
        return ""
    return ("≈" if error_ms else "") + clock(moment_ms)
