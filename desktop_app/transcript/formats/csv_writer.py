"""A table for spreadsheets: start, end, speaker and text of subtitles, and how sure the time is."""

import csv
from io import StringIO

from desktop_app.i18n import _
from desktop_app.transcript.formats.format import Export, Writer, Written
from desktop_app.transcript.formats.own_cues import ShownCue
from desktop_app.transcript.formats.subtitle_cues import (
    has_words,
    lost_in_cues,
    shown_cues,
    spoken_by,
)


def write(export: Export) -> Written:
    """Write every timed paragraph; times are seconds."""
    file = StringIO()
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["start", "end", "speaker", "text", "time"])
    for cue, speaker in spoken_by(shown_cues(export)):
        table.writerow(_row(cue, speaker))
    lost = list(lost_in_cues(export, marks_estimates=True))
    if has_words(export):
        lost.append(_("The times of single words were left out."))
    return Written(file.getvalue(), tuple(lost))


def _row(cue: ShownCue, speaker: str | None) -> list[str]:
    times = [f"{ms / 1000:.3f}" for ms in (cue.start_ms, cue.end_ms)]
    return [*times, speaker or "", cue.text, "estimated" if cue.is_estimated else "exact"]


WRITER = Writer("csv", "CSV", ".csv", write, reads_as="timed-table")
