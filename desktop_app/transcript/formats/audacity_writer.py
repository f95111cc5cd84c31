"""Audacity labels: a label for each subtitle, with its speaker before the text."""

from desktop_app.i18n import _
from desktop_app.transcript.formats.format import Export, Writer, Written
from desktop_app.transcript.formats.subtitle_cues import has_words, lost_in_cues, shown_cues


def write(export: Export) -> Written:
    """Write every timed paragraph."""
    lines = []
    for cue in shown_cues(export):
        name = f"{cue.speaker}: " if cue.speaker else ""
        text = " ".join(f"{name}{cue.text}".split())
        lines.append(f"{cue.start_ms / 1000:.3f}\t{cue.end_ms / 1000:.3f}\t{text}\n")
    lost = list(lost_in_cues(export))
    if has_words(export):
        lost.append(_("The times of single words were left out."))
    return Written("".join(lines), tuple(lost))


WRITER = Writer("audacity", _("Audacity labels"), ".txt", write, extensions=(".aud",))
