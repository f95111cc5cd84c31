"""SubRip subtitles: at most two lines of 42 characters, split where sentences and clauses end."""

from desktop_app.i18n import _, ngettext
from desktop_app.timecode import clock_ms
from desktop_app.transcript.formats.format import Export, Writer, Written
from desktop_app.transcript.formats.srt import shown_text
from desktop_app.transcript.formats.subtitle_cues import has_words, lost_in_cues, shown_cues

_SIGNS = "<&{\\"  # without them nothing looks like markup


def write(export: Export) -> Written:
    """Write every timed paragraph. A file's own cues stay as they are where the text is theirs."""
    lines = []
    changed = 0
    for number, cue in enumerate(shown_cues(export), 1):
        changed += any(sign in cue.text for sign in _SIGNS) and shown_text(cue.text) != cue.text
        times = " --> ".join(clock_ms(ms, decimal=",") for ms in (cue.start_ms, cue.end_ms))
        name = f"{cue.speaker}: " if cue.speaker else ""
        lines.append(f"{number}\n{times}\n{name}{_shown(cue.text)}\n")
    lost = list(lost_in_cues(export))
    if changed:
        lost.append(
            ngettext(
                "In {count} subtitle signs such as “<b>” look like markup and may not be shown.",
                "In {count} subtitles signs such as “<b>” look like markup and may not be shown.",
                changed,
            ).format(count=changed)
        )
    if has_words(export):
        lost.append(_("The times of single words were left out."))
    return Written("\n".join(lines), tuple(lost))


def _shown(text: str) -> str:
    return text.replace("-->", "→")


WRITER = Writer("srt", "SRT", ".srt", write)
