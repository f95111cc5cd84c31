"""TTML: paragraphs with begin and end, speakers as agents, words as spans on request."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

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
from desktop_app.transcript.formats.xml_characters import allowed_in_xml

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
    'xml:lang="">'
)


def write(export: Export) -> Written:
    """Write every timed paragraph; one with an estimated time has a comment that says so."""
    cues = shown_cues(export)
    speakers = list(dict.fromkeys(cue.speaker for cue in cues if cue.speaker))
    agents = {name: f"speaker{number}" for number, name in enumerate(speakers, 1)}
    lines = [_HEAD, "<head><metadata>"]
    if export.title:
        lines.append(f"<ttm:title>{_text(export.title)}</ttm:title>")
    for name, identifier in agents.items():
        lines.append(
            f'<ttm:agent type="person" xml:id="{identifier}">'
            f'<ttm:name type="full">{_text(name)}</ttm:name></ttm:agent>'
        )
    lines.append("</metadata></head>\n<body><div>")
    for cue, speaker in spoken_by(cues):
        lines.append(_paragraph(cue, agents.get(speaker or ""), with_words=export.options.words))
    lines.append("</div></body>\n</tt>\n")
    lost = list(lost_in_cues(export, marks_estimates=True))
    if has_words(export) and not export.options.words:
        lost.append(_("The times of single words were left out."))
    return Written("\n".join(lines), tuple(lost))


def _paragraph(cue: ShownCue, agent: str | None, *, with_words: bool) -> str:
    times = f'begin="{clock_ms(cue.start_ms)}" end="{clock_ms(cue.end_ms)}"'
    who = f" ttm:agent={quoteattr(agent)}" if agent else ""
    note = "<!-- ≈ -->" if cue.is_estimated else ""
    text = _text(cue.text).replace("\n", "<br/>")
    if with_words and cue.words and all(word.start_ms is not None for word in cue.words):
        text = _spans(cue, [line.split() for line in cue.text.split("\n")])
    return f"{note}<p {times}{who}>{text}</p>"


def _spans(cue: ShownCue, lines: Sequence[Sequence[str]]) -> str:
    """Return the words of a cue as spans, whose times count from its start."""
    words = iter(cue.words or ())
    written = []
    for line in lines:
        spans = []
        for token, word in zip(line, words, strict=False):
            start_ms = max(0, (word.start_ms or 0) - cue.start_ms)
            end = (
                ""
                if word.end_ms is None
                else f' end="{clock_ms(max(start_ms, word.end_ms - cue.start_ms))}"'
            )
            spans.append(f'<span begin="{clock_ms(start_ms)}"{end}>{_text(token)}</span>')
        written.append(" ".join(spans))
    return "<br/>".join(written)


def _text(text: str) -> str:
    return escape(allowed_in_xml(text))


WRITER = Writer("ttml", "TTML", ".ttml", write, extensions=(".dfxp", ".xml"))
