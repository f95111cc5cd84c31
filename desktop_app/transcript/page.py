"""What stands around a transcript: title, show, summary, questions, sponsors, notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from desktop_app.transcript.chapters import Chapter, in_order
from desktop_app.transcript.html_text import html_to_text, looks_like_html
from desktop_app.transcript.markdown import plain
from desktop_app.transcript.question_list import BULLET, questions_in
from desktop_app.transcript.text_lines import Line, lines_of


@dataclass(frozen=True, slots=True)
class Page:
    """An episode's page or notes. Whatever is not known is None or empty.

    ``published`` is an RFC 3339 date. ``questions`` are the bullets of a question list, in order.
    """

    title: str | None = None
    show: str | None = None
    number: str | None = None
    published: str | None = None
    summary: str | None = None
    questions: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    notes: str = ""
    chapters: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class PageParts:
    """A copied page taken apart: its facts, where its transcript stands, the lines to cut."""

    page: Page
    transcript_start: int
    transcript_end: int
    cut: tuple[Line, ...]
    featured: tuple[str, ...] = ()


class _Section(Enum):
    HEADER = auto()
    SUMMARY = auto()
    FEATURING = auto()
    SPONSORS = auto()
    NOTES = auto()
    CHAPTERS = auto()


_LISTEN = re.compile(r".*listen along while you enjoy the transcript.*")
_EDIT_TRANSCRIPT = re.compile(r"(?:📝\s*)?Edit Transcript")
_TRANSCRIPT = re.compile(r"Transcript")
_OPEN_SOURCE = re.compile(r"Our transcripts are open source.*")
_PLAYER = re.compile(r"Player art|[\d:]{4,8}\s*/\s*[\d:]{4,8}|View all episodes")
_EPISODE = re.compile(r"(?P<show>\S.{0,70}?)\s+[–—-]\s+Episode\s+#?(?P<number>\w[\w.-]*)")
_HEADINGS: tuple[tuple[re.Pattern[str], _Section], ...] = (
    (re.compile(r"All Episodes"), _Section.SUMMARY),
    (re.compile(r"Featuring|Guests?|Hosts?|Panelists?"), _Section.FEATURING),
    (re.compile(r"(?:Our )?Sponsors|Brought to you by"), _Section.SPONSORS),
    (re.compile(r"(?:Show )?Notes(?: (?:&|and) Links)?"), _Section.NOTES),
    (re.compile(r"Chapters"), _Section.CHAPTERS),
)
_FURNITURE = re.compile(
    r"All Episodes|(?:📝\s*)?Edit (?:Notes|Transcript|on GitHub)|Changelog|Play|Pause|Share"
    r"|Subscribe|Discuss.*|Download(?: \(.*\))?|Listen on .*|Sign (?:in|up).*|Skip to .*"
    r"|Loading(?:…|\.\.\.)|\d+ minutes|Chapter Number\b.*"
)
_CHAPTER = re.compile(
    r"\|?\s*\d{1,3}\s*\|?\s+(?P<start>\d{1,2}(?::\d\d){1,2})\b\s*\|?\s*(?P<title>[^\s|].*?)"
    r"(?:\s*\|?\s+(?P<length>\d{1,2}(?::\d\d){1,2}))?\s*\|?"
)
_SPONSOR = re.compile(
    r"[\w.+&!’'@/-]+(?: (?:[A-Z0-9&+][\w.+&!’'@/-]*|by|for|of|the|and|at|in)){0,4} [–—] \S"
)
_GLUED = re.compile(r"(?<=[a-z0-9+!])(?=[A-Z])")
_ISO_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_LONG_DATE = re.compile(
    r"(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?, (?P<year>\d{4})"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATED = re.compile(
    r"\W*(?:Published|Released|Recorded|Date|Aired)\b\W*(?:on\s+)?"
    r"(?P<date>\d{4}-\d\d-\d\d|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?, \d{4})\b.*"
)
_NOTES_HEADING = re.compile(r"#{1,6}\s+(?P<text>\S.*?)\s*#*")
_SECTION_TITLES = re.compile(r"(?:show )?(?:notes|links|questions|sponsors|chapters)\b.*", re.I)
_HEADER_LINES = 40
_SECTION_GAP = 3


def read_notes(text: str) -> Page:
    """Read show notes in Markdown, plain text or HTML, or a copied page, with its questions."""
    if looks_like_html(text):
        text = html_to_text(text)
    lines = list(lines_of(text))
    if page_likeness(text) or any(_heading(line.text) is _Section.SUMMARY for line in lines):
        return split_page(text).page
    title, show, number = _title_of_notes(lines)
    questions, prose = questions_in(lines)
    return Page(
        title=title,
        show=show,
        number=number,
        published=_published(lines),
        summary=_first_paragraph(prose),
        questions=questions,
        notes=text.replace("\r\n", "\n").strip("\ufeff \t\n"),
        chapters=_chapters(lines),
    )


def page_likeness(text: str) -> float:
    """Return from 0 to 1 how much a text looks like a copied episode page with a transcript."""
    if "ranscript" not in text:
        return 0.0
    lines = [line.text for line in lines_of(text)]
    sure = any(_LISTEN.fullmatch(line) or _OPEN_SOURCE.fullmatch(line) for line in lines)
    marks = len({section for line in lines if (section := _heading(line))})
    marks += any(_EPISODE.fullmatch(line) for line in lines[:_HEADER_LINES])
    has_transcript = any(
        _EDIT_TRANSCRIPT.fullmatch(line) or _TRANSCRIPT.fullmatch(line) for line in lines
    )
    if sure:
        return 0.97 if marks or has_transcript else 0.8
    return 0.9 if has_transcript and marks >= 2 else 0.0


def split_page(text: str) -> PageParts:
    """Take a copied page apart by its landmarks; whatever is missing stays empty."""
    lines = list(lines_of(text))
    begin, finish = _transcript_lines(lines)
    sections, cut = _sections(lines[:begin])
    cut += [line for line in lines[finish:] if line.text]
    start = lines[begin].start if begin < len(lines) else len(text)
    end = lines[finish].start if finish < len(lines) else len(text)
    names = (re.split(r"\s+[–—-]\s+", line.text)[0] for line in sections[_Section.FEATURING])
    featured = tuple(name for name in names if name)
    return PageParts(_facts(sections), start, max(start, end), tuple(cut), featured)


def is_player_furniture(text: str) -> bool:
    """Whether a paragraph in the middle of a transcript is a piece of the page's player."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return all(
        _PLAYER.fullmatch(line) or _EDIT_TRANSCRIPT.fullmatch(line) or _LISTEN.fullmatch(line)
        for line in lines
    )


def _transcript_lines(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the first line of the transcript and the first line after it."""
    for landmark in (_LISTEN, _EDIT_TRANSCRIPT, _TRANSCRIPT):
        for begin, line in enumerate(lines):
            if landmark.fullmatch(line.text):
                while begin < len(lines) and _opens_transcript(lines[begin].text):
                    begin += 1
                return begin, _end_of_transcript(lines, begin)
    finish = _end_of_transcript(lines, 0)
    if finish == len(lines):
        return finish, finish
    # Only its end gives the transcript away: it is what follows the last heading.
    headings = (place for place in range(finish) if _heading(lines[place].text))
    return max(headings, default=-1) + 1, finish


def _opens_transcript(text: str) -> bool:
    landmarks = (_LISTEN, _EDIT_TRANSCRIPT, _TRANSCRIPT, _FURNITURE)
    return not text or any(landmark.fullmatch(text) for landmark in landmarks)


def _end_of_transcript(lines: Sequence[Line], begin: int) -> int:
    for landmark in (_OPEN_SOURCE, _PLAYER):
        for place in range(begin, len(lines)):
            if landmark.fullmatch(lines[place].text):
                while place > begin and lines[place - 1].text in ("", "Changelog"):
                    place -= 1
                return place
    return len(lines)


def _heading(text: str) -> _Section | None:
    if not text or len(text) > 40:
        return None
    return next((section for landmark, section in _HEADINGS if landmark.fullmatch(text)), None)


def _sections(lines: Sequence[Line]) -> tuple[dict[_Section, list[Line]], list[Line]]:
    """Sort the lines before a transcript into their sections, and those that are furniture."""
    sections: dict[_Section, list[Line]] = {section: [] for section in _Section}
    cut: list[Line] = []
    header_end = _header_end(lines)
    section = _Section.HEADER
    for place, line in enumerate(lines):
        heading = _heading(line.text) if place >= header_end else None
        if place == header_end:
            section = _Section.SUMMARY
        if heading is not None:
            section = heading
        if line.text and (_FURNITURE.fullmatch(line.text) or _opens_transcript(line.text)):
            cut.append(line)
        elif heading is None and _heading(line.text) is None:
            if section is not _Section.HEADER and _CHAPTER.fullmatch(line.text):
                section = _Section.CHAPTERS
            sections[section].append(line)
    return sections, cut


def _header_end(lines: Sequence[Line]) -> int:
    """Return the line where the head of the page is over."""
    for place, line in enumerate(lines):
        if _heading(line.text) is _Section.SUMMARY:
            return place
    for place, line in enumerate(lines[:_HEADER_LINES]):
        if _EPISODE.fullmatch(line.text):
            title = next((at for at in range(place + 1, len(lines)) if lines[at].text), place)
            return title + 1
    return 0


def _facts(sections: dict[_Section, list[Line]]) -> Page:
    show, number, title = _header(sections[_Section.HEADER])
    summary, sponsors = _summary_and_sponsors(
        sections[_Section.SUMMARY], sections[_Section.SPONSORS]
    )
    questions, prose = questions_in(summary)
    notes = sections[_Section.NOTES]
    if not questions:
        questions = questions_in(notes)[0]
    everything = [line for part in sections.values() for line in part]
    return Page(
        title=title,
        show=show,
        number=number,
        published=_published(everything),
        summary=_joined(prose) or None,
        questions=questions,
        sponsors=tuple(_sponsor(line.text) for line in sponsors if line.text),
        notes=_joined(notes),
        chapters=_chapters(sections[_Section.CHAPTERS]),
    )


def _header(lines: Sequence[Line]) -> tuple[str | None, str | None, str | None]:
    texts = [line.text for line in lines if line.text]
    for place, text in enumerate(texts):
        found = _EPISODE.fullmatch(text)
        if found:
            title = texts[place + 1] if place + 1 < len(texts) else None
            return found["show"], found["number"], title
    if len(texts) < 2:
        return None, None, texts[0] if texts else None
    show, title = texts[-3:][:2]  # show, title, subtitle
    return show, None, title


def _summary_and_sponsors(
    lines: Sequence[Line], listed: Sequence[Line]
) -> tuple[list[Line], list[Line]]:
    """Tell the summary from sponsors that follow it without a heading, after a wide gap."""
    lines = [line for line in lines if not _is_date(line.text)]
    if any(line.text for line in listed):
        return lines, list(listed)
    gap = 0
    for place, line in enumerate(lines):
        if line.text and gap >= _SECTION_GAP and _joined(lines[:place]) and len(line.text) > 40:
            return lines[:place], lines[place:]
        gap = 0 if line.text else gap + 1
    first = len(lines)
    for place in range(len(lines) - 1, 0, -1):
        text = lines[place].text
        if text and not (_SPONSOR.match(text) or _glue(text)):
            break
        first = place
    return lines[:first], lines[first:]


def _sponsor(text: str) -> str:
    """Put a dash back between a name and its slogan: ``FastlyOur partner`` lost a line break."""
    glue = None if _SPONSOR.match(text) else _glue(text)
    return f"{text[:glue]} – {text[glue:]}" if glue else text


def _glue(text: str) -> int | None:
    for word in re.finditer(r"\S+", text[:60]):
        seams = [seam.start() for seam in _GLUED.finditer(word[0]) if word[0][: seam.start()]]
        if seams:
            return word.start() + seams[-1]
        if word[0][0].islower():
            return None
    return None


def _joined(lines: Sequence[Line]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.text for line in lines)).strip()


def _title_of_notes(lines: Sequence[Line]) -> tuple[str | None, str | None, str | None]:
    """Return title, show and number of notes: a heading, else the line under “Show – Episode”."""
    texts = [line.text for line in lines if line.text]
    episode = next((found for one in texts[:10] if (found := _EPISODE.fullmatch(one))), None)
    show, number = (episode["show"], episode["number"]) if episode else (None, None)
    headings = (found["text"] for one in texts if (found := _NOTES_HEADING.fullmatch(one)))
    title = next((plain(one) for one in headings if not _SECTION_TITLES.fullmatch(one)), None)
    if title is None and episode and texts.index(episode[0]) + 1 < len(texts):
        title = plain(texts[texts.index(episode[0]) + 1])
    return title, show, number


def _first_paragraph(lines: Sequence[Line]) -> str | None:
    """Return the first paragraph that says something: no heading, list, date or credits."""
    for paragraph in _joined(lines).split("\n\n"):
        first = paragraph.split("\n", 1)[0]
        headings = (_NOTES_HEADING, _EPISODE, _DATED)
        if any(one.fullmatch(first) for one in headings) or BULLET.match(first):
            continue
        text = plain(paragraph)
        if len(text.split()) > 3:
            return text
    return None


def _chapters(lines: Sequence[Line]) -> tuple[Chapter, ...]:
    chapters = []
    for line in lines:
        found = _CHAPTER.fullmatch(line.text)
        if found:
            start_ms = _clock_ms(found["start"])
            end_ms = start_ms + _clock_ms(found["length"]) if found["length"] else None
            chapters.append(Chapter(start_ms, end_ms, found["title"]))
    return in_order(chapters)


def _clock_ms(text: str) -> int:
    seconds = 0
    for part in text.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000


def _is_date(text: str) -> bool:
    return bool(_ISO_DATE.fullmatch(text) or _LONG_DATE.fullmatch(text))


def _published(lines: Sequence[Line]) -> str | None:
    """Return the first date that stands alone on a line or after “Published”."""
    for line in lines:
        dated = _DATED.fullmatch(line.text)
        text = dated["date"] if dated else line.text
        found = _ISO_DATE.fullmatch(text)
        if found:
            return found[1]
        long = _LONG_DATE.fullmatch(text)
        if long and long["month"][:3] in _MONTHS:
            month = _MONTHS.index(long["month"][:3]) + 1
            try:
                return date(int(long["year"]), month, int(long["day"])).isoformat()
            except ValueError:
                continue
    return None
