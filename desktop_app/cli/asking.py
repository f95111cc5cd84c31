"""``earmark ask``."""

from contextlib import closing

import click

from desktop_app.cli.context import Context, common_options
from desktop_app.i18n import _
from desktop_app.search.index import Index, IndexBusy
from desktop_app.timecode import clock
from desktop_app.workflows.answering import Answer, Answered, ask_episode, ask_library, list_of
from desktop_app.workflows.reindexing import bring_up_to_date

_WAIT_S = 0.5  # for another Earmark that writes the index: what is there can be asked


@click.command(short_help=_("Ask in your own words, and get the passages that answer."))
@click.argument("words")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True)
@click.option("--episode", help=_("Only in this episode."))
@common_options
def ask(context: Context, /, words: str, limit: int, episode: str | None) -> None:
    """Find the passages that answer WORDS, the best first.

    No word has to be there as it stands; other forms and spellings count, and so do the questions
    that the episode takes up.
    """
    with context.library() as library:
        if episode is not None:
            answered = ask_episode(library, library.recordings.find(episode).id, words, limit)
        else:
            with closing(Index(context.places.index, wait_s=_WAIT_S)) as index:
                try:
                    bring_up_to_date(library, index, context.progress())
                except IndexBusy:
                    context.note(
                        _("Another Earmark is reading new transcripts: some may not answer yet.")
                    )
                answered = ask_library(index, words, limit, questions=list_of(library))
    context.say(
        {"answers": [_record(answer) for answer in answered.answers], "took_ms": answered.took_ms},
        *_lines(answered),
    )


def _record(answer: Answer) -> dict[str, object]:
    return {
        "episode": answer.recording_id,
        "title": answer.title,
        "segment": answer.segment,
        "segment_to": answer.segment_to,
        "start_ms": answer.start_ms,
        "question": answer.question,
        "sentence": answer.sentence,
        "score": answer.score,
    }


def _lines(answered: Answered) -> list[str]:
    lines = []
    for answer in answered.answers:
        time = clock(answer.start_ms) if answer.start_ms is not None else ""
        about = "≈" if answer.error_ms else ""
        lines.append(f"{answer.title}  {about}{time}".rstrip())
        if answer.question is not None:
            lines.append(f"    {answer.question}")
        lines.append(f"    {answer.sentence}")
    return lines or [_("Nothing answers that.")]
