"""``earmark bookmark``."""

from pathlib import Path
from typing import Any  # what click hands over for the common options

import click

from desktop_app.bookmarks import Bookmark, bookmark_document
from desktop_app.cli.context import Context, add_common, common_options, take_common
from desktop_app.cli.values import FILE, time_value
from desktop_app.i18n import _
from desktop_app.timecode import clock
from desktop_app.workflows.bookmarking import EXPORTS, add_bookmark, export_bookmarks
from desktop_app.workflows.exporting import write_file


@click.group(short_help=_("Keep passages, list them, hand them out."))
@click.pass_context
def bookmark(click_context: click.Context, /, **options: Any) -> None:
    """Keep passages of what is said, list them, hand them out."""
    take_common(click_context, options)


add_common(bookmark)


@bookmark.command(short_help=_("Keep what is said at a time."))
@click.argument("episode")
@click.option(
    "--at",
    "start_ms",
    required=True,
    type=time_value,
    metavar="TIME",
    help=_("From here: 1:02:03.5"),
)
@click.option("--to", "end_ms", type=time_value, metavar="TIME", help=_("Up to here."))
@click.option("--note", default="", help=_("A note."))
@click.option("--tag", "tags", multiple=True, help=_("A tag; may be given several times."))
@common_options
def add(
    context: Context,
    /,
    episode: str,
    start_ms: int,
    end_ms: int | None,
    note: str,
    tags: tuple[str, ...],
) -> None:
    """Keep the sentences that are said at a time, or between two."""
    if end_ms is not None and end_ms < start_ms:
        raise click.UsageError(_("--to is before --at."), click.get_current_context())
    with context.library() as library:
        recording = library.recordings.find(episode)
        kept = add_bookmark(library, recording.id, start_ms, end_ms, note=note, tags=tags)
    context.say({"bookmark": bookmark_document(kept)}, _line(kept))


@bookmark.command("list", short_help=_("List bookmarks."))
@click.argument("episode", required=False)
@common_options
def list_all(context: Context, /, episode: str | None) -> None:
    """List the bookmarks of an episode, or all."""
    with context.library() as library:
        recording_id = library.recordings.find(episode).id if episode is not None else None
        bookmarks = library.bookmarks.list(recording_id)
    context.say(
        {"bookmarks": [bookmark_document(kept) for kept in bookmarks]},
        *(map(_line, bookmarks) if bookmarks else [_("There are no bookmarks.")]),
    )


@bookmark.command(short_help=_("Delete a bookmark."))
@click.argument("bookmark_id", metavar="ID")
@common_options
def remove(context: Context, /, bookmark_id: str) -> None:
    """Delete the bookmark with this id."""
    with context.library() as library:
        removed = library.bookmarks.remove(bookmark_id)
    context.say({"removed": removed.id}, _("Removed: {id}").format(id=removed.id))


@bookmark.command(short_help=_("Hand bookmarks out as a document."))
@click.argument("episode", required=False)
@click.option("--format", "format_name", required=True, type=click.Choice(list(EXPORTS)))
@click.option("--output", type=FILE, help=_("The file to write; without it, stdout."))
@common_options
def export(context: Context, /, episode: str | None, format_name: str, output: Path | None) -> None:
    """Write the bookmarks of an episode, or all, as Markdown, CSV, JSON or web annotations."""
    with context.library() as library:
        recording_id = library.recordings.find(episode).id if episode is not None else None
        text = export_bookmarks(library, recording_id, format_name)
    if output is not None:
        write_file(output, text)
    elif not context.as_json:
        click.echo(text, nl=False)
    written = str(output) if output is not None else None
    context.say({"written": written, "format": format_name, "lost": []})


def _line(kept: Bookmark) -> str:
    time = clock(kept.start_ms) if kept.start_ms is not None else ""
    words = " ".join(kept.quote.split())
    note = f" – {kept.note}" if kept.note else ""
    tags = "".join(f" #{tag}" for tag in kept.tags)
    return f"{kept.id}  {time:>8}  {words}{note}{tags}".rstrip()
