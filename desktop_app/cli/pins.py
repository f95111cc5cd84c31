"""``earmark pin``."""

from typing import Any  # what click hands over for the common options

import click

from desktop_app.cli.context import Context, add_common, common_options, take_common
from desktop_app.cli.values import time_value
from desktop_app.i18n import _
from desktop_app.library import Library
from desktop_app.library.pins import Pin
from desktop_app.timecode import clock
from desktop_app.workflows.pinning import NotPinned, add_pin, remove_pin


@click.group(short_help=_("Say which line is spoken when, and let the times follow."))
@click.pass_context
def pin(click_context: click.Context, /, **options: Any) -> None:
    """Say which line is spoken when: the times of the whole text follow."""
    take_common(click_context, options)


add_common(pin)


@pin.command(short_help=_("Say that a paragraph begins at a time."))
@click.argument("episode")
@click.argument("at_ms", metavar="TIME", type=time_value)
@click.argument("segment", type=click.IntRange(min=0))
@click.option(
    "--gap-from",
    "gap_from_ms",
    type=time_value,
    metavar="TIME",
    help=_("From here up to TIME there is sound that the text does not have."),
)
@common_options
def add(
    context: Context, /, episode: str, at_ms: int, segment: int, gap_from_ms: int | None
) -> None:
    """Say that a paragraph begins at a time. SEGMENT is its number, counted from 0."""
    if gap_from_ms is not None and gap_from_ms >= at_ms:
        raise click.UsageError(_("--gap-from is not before TIME."), click.get_current_context())
    with context.library() as library:
        recording = library.recordings.find(episode)
        add_pin(library, recording.id, segment, at_ms, gap_from_ms=gap_from_ms)
        _say(context, library, recording.id)


@pin.command("list", short_help=_("List pins."))
@click.argument("episode", required=False)
@common_options
def list_pins(context: Context, /, episode: str | None) -> None:
    """List the pins of an episode, or of all, in reading order."""
    with context.library() as library:
        recording_id = library.recordings.find(episode).id if episode is not None else None
        _say(context, library, recording_id)


@pin.command(short_help=_("Delete a pin."))
@click.argument("words", metavar="[EPISODE] ID", nargs=-1, required=True)
@common_options
def remove(context: Context, /, words: tuple[str, ...]) -> None:
    """Delete the pin with this id, and list those that are left in its episode."""
    if len(words) > 2:
        raise click.UsageError(_("Give one id."), click.get_current_context())
    with context.library() as library:
        kept = library.pins.get(words[-1])
        if len(words) == 2 and kept is not None:
            recording = library.recordings.find(words[0])
            if kept.recording_id != recording.id:
                raise NotPinned(
                    _("“{title}” has no pin “{id}”.").format(title=recording.title, id=kept.id),
                    hint=_("“earmark pin list EPISODE” shows all pins with their ids."),
                )
        removed = remove_pin(library, words[-1])
        _say(context, library, removed.recording_id)


def _say(context: Context, library: Library, recording_id: str | None) -> None:
    pins = library.pins.list(recording_id)
    records = [{"id": one.id, "segment": one.segment, "at_ms": one.at_ms} for one in pins]
    context.say({"pins": records}, *([_line(one) for one in pins] or [_("No pins.")]))


def _line(kept: Pin) -> str:
    words = " ".join(kept.quote.split())
    return f"{kept.id}  {clock(kept.at_ms):>8}  {kept.segment:>4}  {words[:80]}".rstrip()
