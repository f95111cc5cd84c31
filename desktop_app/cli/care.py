"""Looking after the library: doctor, reindex, backup, restore."""

import time
from pathlib import Path

import click

from desktop_app.cli.context import Context, common_options
from desktop_app.cli.values import FILE
from desktop_app.i18n import _, ngettext
from desktop_app.workflows.backing_up import BackupReport, back_up
from desktop_app.workflows.backing_up import restore as restore_backup
from desktop_app.workflows.examining import Health, examine
from desktop_app.workflows.reindexing import build_anew


@click.command(short_help=_("Build the search index anew."))
@common_options
def reindex(context: Context, /) -> None:
    """Build the search index anew, from everything in the library."""
    started = time.monotonic()
    with context.library() as library, context.index() as index:
        count = build_anew(library, index, context.progress())
    took_ms = round((time.monotonic() - started) * 1000)
    line = ngettext("{n} episode can be searched.", "{n} episodes can be searched.", count)
    context.say({"episodes": count, "took_ms": took_ms}, line.format(n=count))


@click.command(short_help=_("See whether all is well, and what to do if not."))
@common_options
def doctor(context: Context, /) -> int:
    """Look at the library, the index, ffmpeg and the sound, and say what to do."""
    health = examine(context.places)
    outputs = _sound_outputs()
    context.say(_record(context, health, outputs), *_lines(context, health, outputs))
    return 1 if health.library.problems else 0


@click.command(short_help=_("Write one file with everything you made."))
@click.argument("file", type=FILE)
@common_options
def backup(context: Context, /, file: Path) -> None:
    """Write the library and the settings into one file, also while the window is open.

    Audio and transcript files are not in it: the library only says where they are.
    """
    with context.library() as library:
        report = back_up(library, context.places, file, context.progress())
    context.say({"backup": _backup_record(report)}, _("Written: {path}").format(path=file))


@click.command(short_help=_("Bring a backup back."))
@click.argument("file", type=FILE)
@common_options
def restore(context: Context, /, file: Path) -> None:
    """Put a backup in the place of the library, which is copied to the backups first."""
    report = restore_backup(file, context.places, context.progress())
    line = _("Restored: {episodes}, {bookmarks}.").format(
        episodes=_episodes(report.recordings), bookmarks=_kept(report.bookmarks)
    )
    context.say({"restored": _backup_record(report)}, line)


def _episodes(count: int) -> str:
    return ngettext("{n} episode", "{n} episodes", count).format(n=count)


def _kept(count: int) -> str:
    return ngettext("{n} bookmark", "{n} bookmarks", count).format(n=count)


def _backup_record(report: BackupReport) -> dict[str, object]:
    return {
        "path": str(report.path),
        "episodes": report.recordings,
        "bookmarks": report.bookmarks,
        "size_bytes": report.size_bytes,
    }


def _sound_outputs() -> list[str] | None:
    """Return the names of the devices that make sound; None where there is no Qt to ask."""
    try:
        from desktop_app.player.outputs import output_names  # loads Qt
    except ImportError:
        return None
    return output_names()


def _record(context: Context, /, health: Health, outputs: list[str] | None) -> dict[str, object]:
    library, index, ffmpeg = health.library, health.index, health.ffmpeg
    return {
        "version": health.version,
        "python": health.python,
        "system": health.system,
        "packages": health.packages,
        "places": {
            name: str(getattr(context.places, name))
            for name in ("database", "settings", "backups", "index", "peaks", "log")
        },
        "library": {
            "exists": library.exists,
            "version": library.version,
            "newest_version": health.newest,
            "size_bytes": library.size_bytes,
            "episodes": library.recordings,
            "bookmarks": library.bookmarks,
            "missing_audio": library.missing_audio,
            "read_only": library.read_only,
            "problems": list(library.problems),
        },
        "index": {"episodes": index.recordings, "outdated": index.outdated} if index else None,
        "ffmpeg": {"path": str(ffmpeg.path), "version": ffmpeg.version} if ffmpeg else None,
        "sound": {"outputs": outputs} if outputs is not None else None,
        "advice": list(health.advice),
    }


def _lines(context: Context, /, health: Health, outputs: list[str] | None) -> list[str]:
    library, index, ffmpeg = health.library, health.index, health.ffmpeg
    if not library.exists:
        state = _("not made yet")
    elif library.problems:
        state = _("damaged or not usable")
    else:
        state = ", ".join((_("sound"), _episodes(library.recordings), _kept(library.bookmarks)))
    searched = _("none yet")
    if index is not None:
        searched = _("{episodes}, {outdated} out of date").format(
            episodes=_episodes(index.recordings), outdated=index.outdated
        )
    sound = _("Qt is not installed")
    if outputs is not None:
        sound = ", ".join(outputs) or _("no device: the clock runs, nothing is heard")
    rows = (
        (_("Earmark"), f"{health.version} (Python {health.python}, {health.system})"),
        (_("Library"), f"{context.places.database} ({state})"),
        (_("Search index"), f"{context.places.index} ({searched})"),
        (_("Log"), str(context.places.log)),
        (_("ffmpeg"), f"{ffmpeg.path} ({ffmpeg.version})" if ffmpeg else _("missing")),
        (_("Sound"), sound),
    )
    lines = [f"{name + ':':<14}{value}" for name, value in rows]
    return [*lines, "", *(health.advice or [_("All is well.")])]
