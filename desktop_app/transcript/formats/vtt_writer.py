"""WebVTT: voices in ``<v>``, the time of every word on request, estimated times named in cues."""

from desktop_app.i18n import _
from desktop_app.timecode import clock_ms
from desktop_app.transcript.formats.format import Export, Writer, Written
from desktop_app.transcript.formats.own_cues import ShownCue
from desktop_app.transcript.formats.subtitle_cues import (
    has_words,
    lost_in_cues,
    shown_cues,
    spoken_by,
)


def write(export: Export) -> Written:
    """Write every timed paragraph. The name of a cue with an estimated time begins with “≈”."""
    title = " ".join(f"{export.title}".split()).replace("-->", "→")
    blocks = [f"WEBVTT - {title}" if title else "WEBVTT"]
    cues = shown_cues(export)
    if any(cue.is_estimated for cue in cues):
        blocks.append("NOTE\n" + _("The times of cues named ≈ are estimated."))
    for number, (cue, speaker) in enumerate(spoken_by(cues), 1):
        blocks.append(_block(cue, number, speaker, with_words=export.options.words))
    lost = list(lost_in_cues(export, marks_estimates=True))
    if has_words(export) and not export.options.words:
        lost.append(_("The times of single words were left out."))
    return Written("\n\n".join(blocks) + "\n", tuple(lost))


def _block(cue: ShownCue, number: int, speaker: str | None, *, with_words: bool) -> str:
    name = f"≈ {number}\n" if cue.is_estimated else ""
    times = f"{clock_ms(cue.start_ms)} --> {clock_ms(cue.end_ms)}"
    if cue.turns:
        return f"{name}{times}\n{''.join(_turn(*turn) for turn in cue.turns)}"
    text = _timed(cue) if with_words and cue.words else _escaped(cue.text)
    return f"{name}{times}\n{_voice(speaker)}{text}"


def _voice(speaker: str | None) -> str:
    return f"<v {_escaped(' '.join(speaker.split()))}>" if speaker else ""


def _turn(speaker: str | None, said: str) -> str:
    """Return what one of several voices says; its tag is closed before the next."""
    text = said.lstrip()
    blank, end = said[: len(said) - len(text)], "</v>" if speaker else ""
    return f"{blank}{_voice(speaker)}{_escaped(text)}{end}"


def _timed(cue: ShownCue) -> str:
    """Return the text of a cue with the start of each later word before it."""
    lines, place = [], 0
    last_ms = cue.start_ms
    for line in cue.text.split("\n"):
        pieces = []
        for token in line.split():
            word = cue.words[place] if cue.words else None
            start_ms = word.start_ms if word is not None else None
            stamp = ""
            if place and start_ms is not None and last_ms < start_ms < cue.end_ms:
                stamp = f"<{clock_ms(start_ms)}>"
                last_ms = start_ms
            pieces.append(stamp + _escaped(token))
            place += 1
        lines.append(" ".join(pieces))
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


WRITER = Writer("vtt", "WebVTT", ".vtt", write, reads_as="webvtt", extensions=(".webvtt",))
