"""``earmark search``."""

import click

from desktop_app.cli.context import Context, common_options
from desktop_app.i18n import _, ngettext
from desktop_app.search.query import Hit, Results
from desktop_app.search.query import search as search_index
from desktop_app.timecode import clock
from desktop_app.workflows.reindexing import bring_up_to_date


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
    """Find the paragraphs that have all words of QUERY; "words in quotes" stand side by side."""
    with context.library() as library, context.index() as index:
        recording_id = library.recordings.find(episode).id if episode is not None else None
        bring_up_to_date(library, index, context.progress())
        results = search_index(
            index, query, limit=limit, show=show, speaker=speaker, recording_id=recording_id
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
    found = ngettext("{n} paragraph", "{n} paragraphs", results.total).format(n=results.total)
    return [*lines, found if results.total else _("Nothing was found.")]
