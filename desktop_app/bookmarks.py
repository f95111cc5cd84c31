"""Bookmarks: passages a user keeps, how they find their text again, and how they are exported."""

import csv
import io
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from desktop_app.i18n import _
from desktop_app.timecode import clock
from desktop_app.transcript.model import Transcript
from desktop_app.transcript.quotes import (
    Passage,
    Quote,
    find_quote,
    passage_between,
    quote_of,
    span_of,
)

__all__ = [
    "Bookmark",
    "EpisodeName",
    "Passage",
    "Quote",
    "bookmarks_annotations",
    "bookmarks_csv",
    "bookmarks_json",
    "bookmarks_markdown",
    "find_quote",
    "make_bookmark",
    "passage_between",
    "quote_of",
    "reanchored",
    "span_of",
]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A passage that was kept: its words with their surroundings, its times, the user's note.

    ``quote`` is empty where nothing was said or no text is known: such a one lives by its time.
    """

    id: str
    recording_id: str
    start_ms: int | None
    end_ms: int | None
    quote: str
    prefix: str
    suffix: str
    note: str
    tags: tuple[str, ...]
    created: str  # RFC 3339, UTC


@dataclass(frozen=True, slots=True)
class EpisodeName:
    """What an exported bookmark calls its episode."""

    title: str
    show: str | None


def make_bookmark(
    recording_id: str,
    transcript: Transcript,
    *,
    start_ms: int | None,
    end_ms: int | None = None,
    passage: Passage | None = None,
    note: str = "",
    tags: Sequence[str] = (),
) -> Bookmark:
    """Return a new bookmark of a passage, or of what is spoken at a time.

    Given a time only, the passage is what is spoken then, and its end is the bookmark's end.
    """
    if passage is None and start_ms is not None:
        passage = passage_between(transcript, start_ms, end_ms)
    quote = Quote("", "", "")
    if passage is not None:
        quote = quote_of(transcript, passage)
        from_ms, to_ms = span_of(transcript, passage)
        start_ms = from_ms if start_ms is None else start_ms
        if end_ms is None and to_ms is not None and start_ms is not None and to_ms > start_ms:
            end_ms = to_ms
    return Bookmark(
        id=secrets.token_hex(6),
        recording_id=recording_id,
        start_ms=start_ms,
        end_ms=end_ms,
        quote=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        note=note,
        tags=tuple(dict.fromkeys(tags)),
        created=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    )


def reanchored(bookmark: Bookmark, transcript: Transcript) -> Bookmark:
    """Return the bookmark as it stands in another version of the text: by quote, else by time.

    Its times stay when its words are still what is spoken then; else they move to the words.
    """
    if not bookmark.quote:
        return bookmark
    quote = Quote(bookmark.quote, bookmark.prefix, bookmark.suffix)
    passage = find_quote(transcript, quote, bookmark.start_ms)
    if passage is None:
        return bookmark
    start_ms, end_ms = span_of(transcript, passage)
    if start_ms is None:
        return bookmark
    if bookmark.start_ms is not None:
        spoken = passage_between(transcript, bookmark.start_ms)
        if spoken is not None and spoken.touches(passage):
            return bookmark
    return replace(bookmark, start_ms=start_ms, end_ms=end_ms)


def bookmarks_markdown(bookmarks: Sequence[Bookmark], names: Mapping[str, EpisodeName]) -> str:
    """Return bookmarks as Markdown: a heading for each episode, a quote for each passage."""
    lines: list[str] = []
    episode = None
    for bookmark in bookmarks:
        if bookmark.recording_id != episode:
            episode = bookmark.recording_id
            name = names[episode]
            lines += ["# " + (f"{name.show}: {name.title}" if name.show else name.title), ""]
        lines += _markdown_lines(bookmark)
    return "\n".join(lines).rstrip("\n") + "\n" if lines else ""


def bookmarks_csv(bookmarks: Sequence[Bookmark], names: Mapping[str, EpisodeName]) -> str:
    """Return bookmarks as a table with a line of headings, for spreadsheets."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(
        (
            *("id", "show", "title", "start", "end", "start_ms", "end_ms"),
            *("quote", "note", "tags", "created", "episode"),
        )
    )
    for bookmark in bookmarks:
        name = names[bookmark.recording_id]
        writer.writerow(
            [
                bookmark.id,
                name.show or "",
                name.title,
                _time(bookmark.start_ms),
                _time(bookmark.end_ms),
                _figure(bookmark.start_ms),
                _figure(bookmark.end_ms),
                bookmark.quote,
                bookmark.note,
                " ".join(bookmark.tags),
                bookmark.created,
                bookmark.recording_id,
            ]
        )
    return sheet.getvalue()


def bookmark_document(bookmark: Bookmark) -> dict[str, object]:
    """Return a bookmark as the command line's JSON shows it."""
    return {
        "id": bookmark.id,
        "episode": bookmark.recording_id,
        "start_ms": bookmark.start_ms,
        "end_ms": bookmark.end_ms,
        "quote": bookmark.quote,
        "prefix": bookmark.prefix,
        "suffix": bookmark.suffix,
        "note": bookmark.note,
        "tags": list(bookmark.tags),
        "created": bookmark.created,
    }


def bookmarks_json(bookmarks: Sequence[Bookmark], names: Mapping[str, EpisodeName]) -> str:
    """Return bookmarks as JSON, the document that listing them on the command line gives."""
    document = {"bookmarks": [bookmark_document(bookmark) for bookmark in bookmarks]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def bookmarks_annotations(bookmarks: Sequence[Bookmark], names: Mapping[str, EpisodeName]) -> str:
    """Return bookmarks as W3C Web Annotations: time and quote as selectors, the note as body."""
    items = [_annotation(bookmark, names[bookmark.recording_id]) for bookmark in bookmarks]
    document = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": items,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _markdown_lines(bookmark: Bookmark) -> list[str]:
    lines = [f"## {_time(bookmark.start_ms) or _('Without a time')}", ""]
    if bookmark.quote:
        lines += [*(f"> {line}".rstrip() for line in bookmark.quote.splitlines()), ""]
    if bookmark.note:
        lines += [bookmark.note, ""]
    if bookmark.tags:
        lines += [" ".join("#" + "-".join(tag.split()) for tag in bookmark.tags), ""]
    return lines


def _annotation(bookmark: Bookmark, name: EpisodeName) -> dict[str, object]:
    selectors: list[dict[str, str]] = []
    if bookmark.start_ms is not None:
        end = f",{bookmark.end_ms / 1000:g}" if bookmark.end_ms is not None else ""
        selectors.append(
            {
                "type": "FragmentSelector",
                "conformsTo": "http://www.w3.org/TR/media-frags/",
                "value": f"t={bookmark.start_ms / 1000:g}{end}",
            }
        )
    if bookmark.quote:
        selectors.append(
            {
                "type": "TextQuoteSelector",
                "exact": bookmark.quote,
                "prefix": bookmark.prefix,
                "suffix": bookmark.suffix,
            }
        )
    bodies = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in bookmark.tags]
    if bookmark.note:
        bodies.insert(0, {"type": "TextualBody", "value": bookmark.note, "purpose": "commenting"})
    return {
        "id": f"urn:earmark:bookmark:{bookmark.id}",
        "type": "Annotation",
        "created": bookmark.created,
        "motivation": "bookmarking",
        "body": bodies,
        "target": {
            "source": f"urn:earmark:episode:{bookmark.recording_id}",
            "dcterms:title": name.title,
            "selector": selectors,
        },
    }


def _time(moment_ms: int | None) -> str:
    return clock(moment_ms) if moment_ms is not None else ""


def _figure(moment_ms: int | None) -> str:
    return str(moment_ms) if moment_ms is not None else ""
