"""Values out of a stranger's JSON: what is not of the expected kind is not there."""

import math
import re
from collections.abc import Iterator
from typing import TypeAlias

Object: TypeAlias = dict[str, object]

_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})(?:[.,](\d{1,9}))?")
_ISO = re.compile(r"P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


def objects(value: object) -> Iterator[Object]:
    """Yield the objects of a list, nothing where there is no list."""
    if isinstance(value, list):
        for one in value:
            if isinstance(one, dict):
                yield one


def object_in(holder: object, *path: str) -> Object:
    """Return the object at a path of fields, an empty one where there is none."""
    for name in path:
        holder = holder.get(name) if isinstance(holder, dict) else None
    return holder if isinstance(holder, dict) else {}


def list_in(holder: object, *path: str) -> list[object]:
    """Return the list at a path of fields, an empty one where there is none."""
    *before, last = path
    value = object_in(holder, *before).get(last)
    return value if isinstance(value, list) else []


def first_object(value: object) -> Object:
    """Return the first object of a list, an empty one where there is none."""
    return next(objects(value), {})


def text_of(value: object) -> str:
    """Return a text, or nothing."""
    return value if isinstance(value, str) else ""


def name_of(value: object) -> str | None:
    """Return a speaker's name on one line: a text, a number, or None."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return " ".join(str(value).split()) or None


def numbered_speaker(value: object) -> str | None:
    """Return “Speaker 1” for what only counts speakers, a name as it is."""
    name = name_of(value)
    if name is None:
        return None
    return f"Speaker {name}" if len(name) <= 3 and (name.isdigit() or len(name) == 1) else name


def number_of(value: object) -> float | None:
    """Return a finite number, also from a text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def seconds_ms(value: object) -> int | None:
    """Return seconds (``12.5``, ``"12.5s"``, ``"0:12.5"``) as milliseconds; None below zero."""
    if isinstance(value, str):
        text = value.strip().removesuffix("s").strip()
        found = _CLOCK.fullmatch(text)
        if found is not None:
            hours, minutes, seconds, fraction = found.groups()
            whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
            return whole * 1000 + int((fraction or "0")[:3].ljust(3, "0"))
        value = text.replace(",", ".")
    number = number_of(value)
    return _whole(number, 1000)


def milliseconds(value: object) -> int | None:
    """Return milliseconds as a whole number; None below zero."""
    return _whole(number_of(value), 1)


def ticks_ms(value: object) -> int | None:
    """Return units of 100 ns as milliseconds."""
    return _whole(number_of(value), 1e-4)


def iso_ms(value: object) -> int | None:
    """Return a duration such as ``PT1M2.5S`` as milliseconds."""
    found = _ISO.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)


def confidence_of(value: object) -> float:
    """Return a confidence from 0 to 1; a word without one is as sure as any."""
    number = number_of(value)
    return 1.0 if number is None else min(1.0, max(0.0, number))


def _whole(number: float | None, factor: float) -> int | None:
    if number is None or number < -1e-6 or number > 1e12:
        return None
    return max(0, round(number * factor))
