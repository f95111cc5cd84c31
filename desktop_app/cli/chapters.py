"""``earmark chapters``: the chapters of an episode, and those its show notes seem to list."""

import click

from desktop_app.cli.context import Context, common_options
from desktop_app.i18n import _, ngettext
from desktop_app.timecode import clock
from desktop_app.transcript.chapters import Chapter
from desktop_app.workflows.offering import (
    Answer,
    answer_offer,
    listed_in_notes,
    offer_of,
    take_back,
)


@click.command(short_help=_("List an episode's chapters, or take those of its notes."))
@click.argument("episode")
@click.option("--from-notes", is_flag=True, help=_("Take the times that the show notes list."))
@click.option("--clear", is_flag=True, help=_("Take all chapters away."))
@common_options
def chapters(context: Context, /, episode: str, *, from_notes: bool, clear: bool) -> None:
    """List the chapters of an episode.

    Where it has none and its show notes list times, these are shown as an offer; --from-notes
    takes them.
    """
    if from_notes and clear:
        raise click.UsageError(
            _("Say either --from-notes or --clear."), click.get_current_context()
        )
    with context.library() as library:
        recording = library.recordings.find(episode)
        if clear:
            take_back(library, Answer(recording.id, (), recording.chapters))
        if from_notes:
            listed = listed_in_notes(recording)
            if listed:
                answer_offer(library, recording.id, listed, listed)
        recording = library.recordings.get(recording.id)
        offered = offer_of(library, recording)
    lines = [_line(chapter) for chapter in recording.chapters]
    if offered:
        count = ngettext(
            "The notes list {n} time. --from-notes makes chapters of it:",
            "The notes list {n} times. --from-notes makes chapters of them:",
            len(offered),
        )
        lines += [count.format(n=len(offered)), *(f"  {_line(chapter)}" for chapter in offered)]
    document = {
        "episode": recording.id,
        "chapters": [_record(chapter) for chapter in recording.chapters],
        "offered": [_record(chapter) for chapter in offered],
    }
    context.say(document, *(lines or [_("There are no chapters.")]))


def _line(chapter: Chapter) -> str:
    return f"{clock(chapter.start_ms):>9}  {chapter.title}"


def _record(chapter: Chapter) -> dict[str, object]:
    return {"start_ms": chapter.start_ms, "end_ms": chapter.end_ms, "title": chapter.title}
