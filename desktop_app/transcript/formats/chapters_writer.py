"""Podcasting 2.0 chapters JSON: the chapters of an episode, or else the questions asked in it.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

import json

from desktop_app.i18n import _, ngettext
from desktop_app.transcript.formats.format import Export, Writer, Written


def write(export: Export) -> Written:
    """Write the chapters; without any, every question with a time is one."""
    chapters: list[dict[str, object]] = []
    lost = []
    for chapter in export.chapters:
        record: dict[str, object] = {
            "startTime": _seconds(chapter.start_ms),
            "title": chapter.title,
        }
        if chapter.end_ms is not None:
            record["endTime"] = _seconds(chapter.end_ms)
        chapters.append(record)
    if not chapters:
        wanted = [
            question
            for question in export.questions
            if question.start_ms is not None
            and (export.options.estimated or not question.is_estimated)
        ]
        chapters = [
            {"startTime": _seconds(question.start_ms or 0), "title": question.text}
            for question in sorted(wanted, key=lambda question: question.start_ms or 0)
        ]
        untimed = len(export.questions) - len(wanted)
        if untimed:
            lost.append(
                ngettext(
                    "{count} question has no time and was left out.",
                    "{count} questions have no time and were left out.",
                    untimed,
                ).format(count=untimed)
            )
        estimated = sum(question.is_estimated for question in wanted)
        if estimated:
            lost.append(
                ngettext(
                    "{count} estimated time is written as if it were exact.",
                    "{count} estimated times are written as if they were exact.",
                    estimated,
                ).format(count=estimated)
            )
    lost.append(_("Chapters have only titles and times: the text was left out."))
    document: dict[str, object] = (
        {"version": "1.2.0", "title": export.title} if export.title else {"version": "1.2.0"}
    )
    document["chapters"] = chapters
    return Written(json.dumps(document, ensure_ascii=False, indent=1) + "\n", tuple(lost))


def _seconds(moment_ms: int) -> float | int:
    return moment_ms // 1000 if moment_ms % 1000 == 0 else moment_ms / 1000


WRITER = Writer("chapters", _("Chapters JSON"), ".chapters.json", write, reads_as="chapters-json")
