"""``earmark search``."""

from contextlib import closing

import click

from desktop_app.cli.context import Context, common_options
from desktop_app.i18n import _, ngettext
from desktop_app.search.index import Index, IndexBusy
from desktop_app.search.parsing import needs_bookmarks
from desktop_app.search.query import Hit, Results
from desktop_app.search.query import search as search_index
from desktop_app.timecode import clock
from desktop_app.workflows.reindexing import bring_up_to_date

_WAIT_S = 0.5  # for another Earmark that writes the index: what is there can be searched


@click.command(short_help=_("Find words in everything that was said."))
@click.argument("query")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@click.option("--show", help=_("Only in this show."))
@click.option("--speaker", help=_("Only what this person says."))
@click.option("--episode", help=_("Only in this episode."))
@common_options
def search(
    context: Context,
    /,
    query: str,
    limit: int,
    show: str | None,
    speaker: str | None,
    episode: str | None,
) -> None:
    """Find paragraphs in which something was said.

    All words of QUERY must be there; "words in quotes" stand side by side. OR, NOT, -word and
    brackets say it more exactly, as do begin*, wor?d, and word~ for words like it. speaker:ada
    show:go in:title after:2020-05 before:2021 and has:bookmark narrow it down.
    """
    with (
        context.library() as library,
        closing(Index(context.places.index, wait_s=_WAIT_S)) as index,
    ):
        recording_id = library.recordings.find(episode).id if episode is not None else None
        try:
            bring_up_to_date(library, index, context.progress())
        except IndexBusy:
            context.note(
                _("Another Earmark is reading new transcripts: some may not be found yet.")
            )
        results = search_index(
            index,
            query,
            limit=limit,
            show=show,
            speaker=speaker,
            recording_id=recording_id,
            bookmarks=library.bookmarks.list() if needs_bookmarks(query) else (),
        )
    context.say(
        {
            "hits": [_record(hit) for hit in results.hits],
            "total": results.total,
            "took_ms": results.took_ms,
        },
        *_lines(results),
    )


def _record(hit: Hit) -> dict[str, object]:
    return {
        "episode": hit.recording_id,
        "title": hit.title,
        "show": hit.show,
        "segment": hit.segment,
        "speaker": hit.speaker,
        "start_ms": hit.start_ms,
        "error_ms": hit.error_ms,
        "sentence": hit.sentence,
        "score": hit.score,
    }


def _lines(results: Results) -> list[str]:
    lines = []
    for hit in results.hits:
        time = clock(hit.start_ms) if hit.start_ms is not None else ""
        about = "≈" if hit.error_ms else ""
        who = f"{hit.speaker}: " if hit.speaker else ""
        lines.append(f"{hit.title}  {about}{time}".rstrip())
        lines.append(f"    {who}{hit.sentence}")
    if results.is_loose:
        lines.append(_("No paragraph has all of these words; these have most of them."))
    if results.suggestion is not None:
        lines.append(_("Did you mean “{words}”?").format(words=results.suggestion))
    found = ngettext("{n} paragraph", "{n} paragraphs", results.total).format(n=results.total)
    return [*lines, found if results.total else _("Nothing was found.")]
