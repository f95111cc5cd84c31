"""A web page that needs nothing else: text, times to click, the questions. Nothing is fetched.

The times are links; with a recording chosen on the page they also play it.
"""

from collections.abc import Iterator
from html import escape

from desktop_app.i18n import _
from desktop_app.timecode import clock, clock_ms
from desktop_app.transcript.formats.format import Export, Writer, Written
from desktop_app.transcript.formats.names import is_mark
from desktop_app.transcript.model import Segment

_STYLE = """\
:root{color-scheme:light dark;--text:#1c1b19;--dim:#6b675f;--back:#fbfaf7;--line:#e4e0d8}
@media(prefers-color-scheme:dark){:root{--text:#e9e6df;--dim:#a29d92;--back:#191816;--line:#35322d}}
body{margin:0 auto;max-width:42rem;padding:2rem 1rem 6rem;background:var(--back);color:var(--text);
font:1.05rem/1.6 system-ui,sans-serif}
h1{line-height:1.25;margin:0}h2{font-size:1rem;margin:2rem 0 .5rem}
.show,time,cite{color:var(--dim);font-style:normal;font-size:.85rem}
cite{font-weight:600;color:var(--text)}a{color:inherit}time{font-variant-numeric:tabular-nums}
section{margin:0 0 1rem;scroll-margin-top:4rem}section p{margin:.1rem 0 0}.mark p{color:var(--dim)}
section:target{outline:2px solid var(--line);outline-offset:.4rem}
.sound{position:sticky;top:0;background:var(--back);padding:.5rem 0;
border-bottom:1px solid var(--line)}
audio{width:100%}"""
_SCRIPT = """\
const sound=document.querySelector("audio"),file=document.querySelector("input");
file.addEventListener("change",()=>{sound.src=URL.createObjectURL(file.files[0]);sound.hidden=false});
document.addEventListener("click",event=>{const link=event.target.closest("a[data-ms]");
if(link&&sound.src){sound.currentTime=link.dataset.ms/1000;sound.play()}});"""
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; media-src blob:"
)


def write(export: Export) -> Written:
    """Write every paragraph; estimated times have a “≈”."""
    title = escape(export.title or _("Transcript"))
    lines = [
        "<!DOCTYPE html>",
        '<html><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{title}</title>\n<style>{_STYLE}</style></head>\n<body>",
        f"<h1>{title}</h1>",
    ]
    if export.show:
        lines.append(f'<header class="show">{escape(export.show)}</header>')
    times = any(_shows_time(one, export) for one in export.transcript.segments)
    if times:
        label = escape(_("Play along: choose the recording"))
        lines.append(
            f'<form class="sound"><label class="show">{label} <input type="file" accept="audio/*,'
            'video/*"></label><audio controls hidden></audio></form>'
        )
    lines += _questions(export)
    lines.append("<main>")
    lines += _paragraphs(export)
    lines.append("</main>")
    if times:
        lines.append(f"<script>{_SCRIPT}</script>")
    lines.append("</body></html>\n")
    return Written("\n".join(lines), tuple(_lost(export)))


def _questions(export: Export) -> Iterator[str]:
    if not export.questions:
        return
    yield f"<nav><h2>{escape(_('Questions'))}</h2><ol>"
    for question in export.questions:
        time = ""
        is_wanted = export.options.times and (export.options.estimated or not question.is_estimated)
        if question.start_ms is not None and is_wanted:
            about = "≈ " if question.is_estimated else ""
            time = f" <span class=show>{about}{clock(question.start_ms)}</span>"
        moment = f' data-ms="{question.start_ms}"' if question.start_ms is not None else ""
        target = "" if question.segment is None else f' href="#s{question.segment}"'
        yield f"<li><a{target}{moment}>{escape(question.text)}</a>{time}</li>"
    yield "</ol></nav>"


def _paragraphs(export: Export) -> Iterator[str]:
    speaker: str | None = None
    for segment in export.transcript.segments:
        if not segment.text:
            continue
        name = None
        if not segment.is_speech:
            name = segment.text if is_mark(segment.text) else "Song"
        elif export.options.speakers:
            name = segment.speaker if segment.speaker != speaker else None
            speaker = segment.speaker
        cite = f"<cite>{escape(name)}:</cite> " if name else ""
        kind = "" if segment.is_speech else ' class="mark"'
        time = _time(segment) if _shows_time(segment, export) else ""
        text = f"<p>{escape(segment.text, quote=False)}</p>"
        yield f'<section id="s{segment.index}"{kind}>{cite}{time}{text}</section>'


def _time(segment: Segment) -> str:
    moment_ms = segment.start_ms or 0
    about = "≈ " if segment.is_estimated else ""
    precise = "" if segment.is_estimated else f' datetime="{clock_ms(moment_ms)}"'
    return (
        f'<a href="#s{segment.index}" data-ms="{moment_ms}">'
        f"<time{precise}>{about}{clock(moment_ms)}</time></a> "
    )


def _shows_time(segment: Segment, export: Export) -> bool:
    is_wanted = export.options.times and (export.options.estimated or not segment.is_estimated)
    return segment.start_ms is not None and is_wanted


def _lost(export: Export) -> Iterator[str]:
    segments = export.transcript.segments
    if any(segment.words for segment in segments):
        yield _("The times of single words were left out.")
    if any(segment.end_ms is not None for segment in segments):
        yield _("Where paragraphs end was left out.")


WRITER = Writer(
    "html", _("Web page"), ".html", write, reads_as="podcast-html", extensions=(".htm",)
)
