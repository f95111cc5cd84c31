"""ELAN annotations: each tier is a speaker; slots without a time lie between those that have one.

https://www.mpi.nl/tools/elan/EAF_Annotation_Format_3.0_and_ELAN.pdf
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from desktop_app.transcript.formats.cues import Reliance, reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.tidy_text import tidy_lines
from desktop_app.transcript.formats.xml_text import (
    all_text,
    attribute,
    children,
    descendants,
    read_xml,
)

NAME = "elan"

_ROOT = re.compile(r"<annotation_document\b", re.IGNORECASE)


def read(source: Source) -> Reading:
    """Read the annotations of every tier that stands on the time line itself."""
    root, problems = read_xml(source.text, source.name)
    slots = _slots(root)
    tiers = [
        tier
        for tier in children(root, "tier")
        if next(descendants(tier, "alignable_annotation"), None) is not None
    ]
    own = [tier for tier in tiers if not attribute(tier, "parent_ref")]
    chosen = own or tiers
    referring = _referring(root)
    cues = [
        cue
        for tier in chosen
        for cue in _cues(
            tier, slots, _offset_ms(root), _speaker(tier) if len(chosen) > 1 else None, referring
        )
    ]
    cues.sort(key=lambda cue: cue.start_ms or 0)
    return reading_of_cues(
        NAME, cues, source, problems, reliance=Reliance(names_in_text=len(chosen) == 1)
    )


def score(source: Source) -> float:
    """Return how much a text looks like ELAN's XML: by its root."""
    return 1.0 if _ROOT.search(source.text[:3_000]) else 0.0


def _slots(root: Element) -> dict[str, int]:
    """Return the time of each slot; those without one share the time between their neighbours."""
    order = [
        (attribute(slot, "time_slot_id") or "", _number(attribute(slot, "time_value")))
        for slot in descendants(root, "time_slot")
    ]
    known = [(place, ms) for place, (_name, ms) in enumerate(order) if ms is not None]
    times: dict[str, int] = {}
    after = 0
    for place, (name, ms) in enumerate(order):
        while after < len(known) and known[after][0] < place:
            after += 1
        if ms is not None:
            times[name] = ms
        elif after and after < len(known):
            (first, first_ms), (last, last_ms) = known[after - 1], known[after]
            times[name] = first_ms + (last_ms - first_ms) * (place - first) // (last - first)
    return times


def _referring(root: Element) -> dict[str, str]:
    """Return the texts that stand for an annotation on another tier, by its name."""
    texts: dict[str, str] = {}
    for annotation in descendants(root, "ref_annotation"):
        name, text = attribute(annotation, "annotation_ref") or "", _text(annotation)
        if text:
            texts[name] = f"{texts[name]} {text}" if name in texts else text
    return texts


def _text(annotation: Element) -> str:
    return tidy_lines("\n".join(all_text(one) for one in children(annotation, "annotation_value")))


def _cues(
    tier: Element,
    slots: dict[str, int],
    offset_ms: int,
    speaker: str | None,
    referring: dict[str, str],
) -> Iterator[FileCue]:
    for annotation in descendants(tier, "alignable_annotation"):
        # A tier may only cut the recording, and another one that refers to it have the words.
        text = _text(annotation) or referring.get(attribute(annotation, "annotation_id") or "", "")
        if not text:
            continue
        start_ms = slots.get(attribute(annotation, "time_slot_ref1") or "")
        end_ms = slots.get(attribute(annotation, "time_slot_ref2") or "")
        yield FileCue(
            None if start_ms is None else max(0, start_ms - offset_ms),
            None if end_ms is None else max(0, end_ms - offset_ms),
            text,
            None,
            speaker,
        )


def _offset_ms(root: Element) -> int:
    """Return by how much the first medium begins after the zero of the slots."""
    media = next(descendants(root, "media_descriptor"), None)
    return (_number(attribute(media, "time_origin")) or 0) * -1 if media is not None else 0


def _speaker(tier: Element) -> str | None:
    return attribute(tier, "participant") or attribute(tier, "tier_id")


def _number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?\d{1,12}", text.strip()) else None


FORMAT = Format(NAME, "ELAN", (".eaf",), score, read)
