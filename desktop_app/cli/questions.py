"""``earmark questions`` and ``earmark question``."""

from collections.abc import Sequence
from typing import Any  # what click hands over for the common options

import click

from desktop_app.cli.context import Context, add_common, common_options, take_common
from desktop_app.cli.values import time_value
from desktop_app.i18n import _
from desktop_app.library import Library
from desktop_app.questions import Question, knows_language
from desktop_app.timecode import clock
from desktop_app.workflows.questioning import (
    Edited,
    Where,
    add_question,
    find_question,
    hidden_of,
    hide_question,
    merge_questions,
    point_question,
    questions_of,
    reword_question,
    show_question,
)


@click.command(short_help=_("List the questions asked in an episode."))
@click.argument("episode")
@common_options
def questions(context: Context, /, episode: str) -> None:
    """List the questions by time: where each is asked, and how far its answer goes."""
    with context.library() as library:
        recording_id = library.recordings.find(episode).id
        transcript = library.recordings.transcript(recording_id)
        found = questions_of(library, recording_id, transcript)
    if not knows_language(transcript.segments):
        context.note(
            _(
                "Earmark does not know the language of this text: questions were found by the "
                "question marks and by who speaks how long, not by their words."
            )
        )
    _say_all(context, found)


@click.group(short_help=_("Add questions, and change or hide those that were found."))
@click.pass_context
def question(click_context: click.Context, /, **options: Any) -> None:
    """Change the list of an episode's questions.

    QUESTION is its number in “earmark questions EPISODE”, its words, or a part of them. What you
    change is kept apart from what was found, and stays when the files are imported again.
    """
    take_common(click_context, options)


add_common(question)


def _where(at_ms: int | None, segment: int | None) -> Where:
    if (at_ms is None) == (segment is None):
        raise click.UsageError(
            _("Say where it is asked: --at TIME or --segment NUMBER.")
            if at_ms is None
            else _("Say where it is asked once: --at TIME or --segment NUMBER."),
            click.get_current_context(),
        )
    return Where(at_ms, segment)


_at = click.option(
    "--at", "at_ms", type=time_value, metavar="TIME", help=_("When it is asked: 12:03.")
)
_segment = click.option(
    "--segment", type=click.IntRange(min=0), help=_("The paragraph that asks it, from 0.")
)


@question.command(short_help=_("Add a question."))
@click.argument("episode")
@click.argument("text")
@_at
@_segment
@common_options
def add(
    context: Context, /, episode: str, text: str, at_ms: int | None, segment: int | None
) -> None:
    """Add a question in your words, where it is asked."""
    where = _where(at_ms, segment)
    with context.library() as library:
        recording_id = library.recordings.find(episode).id
        _say_one(context, add_question(library, recording_id, text, where))


@question.command(short_help=_("Give a question other words."))
@click.argument("episode")
@click.argument("words", metavar="QUESTION")
@click.argument("text", required=False)
@click.option("--text", "text_option", metavar="TEXT", help=_("The same as TEXT."))
@common_options
def edit(
    context: Context, /, episode: str, words: str, text: str | None, text_option: str | None
) -> None:
    """Give a question other words; its place stays."""
    said = text if text_option is None else text_option
    if said is None or (text is not None and text_option is not None):
        raise click.UsageError(
            _("Give the new words of the question once."), click.get_current_context()
        )
    with context.library() as library:
        recording_id, found = _found(library, episode, words)
        _say_one(context, reword_question(library, recording_id, found, said))


@question.command(short_help=_("Say where a question is asked."))
@click.argument("episode")
@click.argument("words", metavar="QUESTION")
@_at
@_segment
@common_options
def point(
    context: Context, /, episode: str, words: str, at_ms: int | None, segment: int | None
) -> None:
    """Say that a question is asked elsewhere; its answer follows from there."""
    where = _where(at_ms, segment)
    with context.library() as library:
        recording_id, found = _found(library, episode, words)
        _say_one(context, point_question(library, recording_id, found, where))


@question.command(short_help=_("List a question no longer."))
@click.argument("episode")
@click.argument("words", metavar="QUESTION")
@common_options
def hide(context: Context, /, episode: str, words: str) -> None:
    """List a question no longer, and print those that are left."""
    with context.library() as library:
        recording_id, found = _found(library, episode, words)
        edited = hide_question(library, recording_id, found)
    _say_all(context, edited.questions)


@question.command(short_help=_("List a hidden question again."))
@click.argument("episode")
@click.argument("words", metavar="QUESTION")
@common_options
def show(context: Context, /, episode: str, words: str) -> None:
    """List a hidden question again, and print all."""
    with context.library() as library:
        edited = show_question(library, library.recordings.find(episode).id, words)
    _say_all(context, edited.questions)


@question.command(short_help=_("Make one question of two."))
@click.argument("episode")
@click.argument("words", metavar="QUESTION")
@click.argument("other", metavar="NEXT")
@common_options
def merge(context: Context, /, episode: str, words: str, other: str) -> None:
    """Make one question of two, asked where QUESTION is, in the words of both."""
    with context.library() as library:
        recording_id, first = _found(library, episode, words)
        listed = questions_of(library, recording_id)
        second = find_question(listed, other)
        if first == second:
            raise click.UsageError(_("These are the same question."), click.get_current_context())
        _say_one(context, merge_questions(library, recording_id, first, second))


@question.command("list", short_help=_("List the questions, or those that are hidden."))
@click.argument("episode")
@click.option("--hidden", is_flag=True, help=_("Those that are hidden."))
@common_options
def list_them(context: Context, /, episode: str, hidden: bool) -> None:
    """List the questions of an episode, or those that you hid."""
    with context.library() as library:
        recording_id = library.recordings.find(episode).id
        if not hidden:
            _say_all(context, questions_of(library, recording_id))
            return
        words = [edit.question for edit in hidden_of(library, recording_id)]
    context.say(
        {"questions": [{"text": one} for one in words]}, *(words or [_("No question is hidden.")])
    )


def _found(library: Library, episode: str, words: str) -> tuple[str, Question]:
    recording_id = library.recordings.find(episode).id
    return recording_id, find_question(questions_of(library, recording_id), words)


def _say_all(context: Context, /, found: Sequence[Question]) -> None:
    lines = [f"{number:>3}  {_line(one)}" for number, one in enumerate(found, 1)]
    context.say(
        {"questions": [question_record(one) for one in found]},
        *(lines or [_("No questions were found.")]),
    )


def _say_one(context: Context, /, edited: Edited) -> None:
    one = edited.question
    record = None if one is None else question_record(one)
    context.say({"question": record}, "" if one is None else _line(one).strip())


def _line(one: Question) -> str:
    when = ""
    if one.start_ms is not None:
        when = ("≈" if one.error_ms else "") + clock(one.start_ms)
    return f"{when:>9}  {one.text}"


def question_record(one: Question) -> dict[str, object]:
    """Return a question as the JSON documents have it."""
    return {
        "text": one.text,
        "segment": one.segment,
        "start_ms": one.start_ms,
        "end_ms": one.end_ms,
        "error_ms": one.error_ms,
        "answer_from_segment": one.answer_from_segment,
        "answer_to_segment": one.answer_to_segment,
        "asked_by": one.asked_by,
        "origin": one.origin,
        "confidence": one.confidence,
    }
