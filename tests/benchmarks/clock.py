"""How well the clock places rough transcripts, beside previous-marker and plain interpolation.

    python tests/benchmarks/clock.py [--json] [--files N]

Needs ../shared beside the checkout. Truth: 24 passages of the seed episode; time notes such as
“[unintelligible 0:12:34]” of the corpus, taken out of the text and predicted; time marks left out
(every second one) and predicted; and the corpus without its Break marks, as page copies are. The
corpus is told in two halves, even and odd files: figures that were fitted to one would not hold
for the other. Made episodes and composed real voices are placed with and without their pauses, by
true marks four minutes apart, also with a passage left out that no mark tells of; the hard one by
its own marks, which drift by 75 s, and two pins.
Errors in seconds; “covered”: share of errors within the segment's own error_ms, estimated segments
only; “in time”: share of places whose first word is heard when the sound starts early by the error,
at most 5 s.
"""

import argparse
import json
import random
import sys
import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop_app.audio.pauses import pauses
from desktop_app.audio.peaks import compute_peaks
from desktop_app.progress import Progress
from desktop_app.transcript.clock import place
from desktop_app.transcript.clock_drift import Pin
from desktop_app.transcript.formats import read_transcript
from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Evidence, Kind, Marker, Segment, Transcript

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEED_MARKDOWN = SHARED / "corpus" / "changelog" / "practicalai" / "practical-ai-88.md"
SEED_PAGE = SHARED / "seed" / "practical-ai-88-page.txt"
MADE = SHARED / "corpus" / "speech-made"
COMPOSED = SHARED / "corpus" / "samples" / "composed"
SEED_DURATION_MS = 3_040_000
THREE_HOURS_MS = 10_800_000
LONGEST_PREROLL_MS = 5_000
SHORTEST_PAUSE_MS = 120
TARGETS = {  # group: (must median, must p90, aim median, aim p90)
    "seed markdown": (4.2, 6.7, 3.5, 6.0),
    "seed page": (6.0, 20.0, 4.5, 9.0),
    "notes": (3.6, 11.0, 3.2, 9.0),
    "notes after Break": (5.2, 14.8, 4.5, 12.0),
}

Guess = tuple[float, float | None]  # milliseconds, and the bound where it is an estimate


@dataclass(frozen=True)
class Point:
    """A place in a text whose true time is known."""

    group: str
    half: str
    segment: int  # place in the transcript
    word: int
    true_ms: float


@dataclass(frozen=True)
class Case:
    """A transcript to place, and the points it is judged by."""

    transcript: Transcript
    duration_ms: int | None
    points: list[Point]
    pauses: tuple[tuple[int, int], ...] = ()
    pins: tuple[Pin, ...] = ()


# --- the methods ---------------------------------------------------------------------------------


def earmark(case: Case) -> list[Guess]:
    segments = place(case.transcript, case.duration_ms, case.pins).transcript.segments
    return [_moment(segments[point.segment], point.word) for point in case.points]


def earmark_listening(case: Case) -> list[Guess]:
    """The same, with the pauses of the sound; nothing where there is no sound."""
    if not case.pauses:
        return []
    placed = place(case.transcript, case.duration_ms, case.pins, pauses=case.pauses)
    segments = placed.transcript.segments
    return [_moment(segments[point.segment], point.word) for point in case.points]


def previous_marker(case: Case) -> list[Guess]:
    words, times = _anchors(case.transcript)
    where = _words_before(case.transcript)
    guesses: list[Guess] = []
    for point in case.points:
        last = bisect_right(words, where[point.segment] + point.word) - 1
        guesses.append((times[last] if last >= 0 else 0, None))
    return guesses


def interpolation(case: Case) -> list[Guess]:
    """Words share the time between two markers; from 0:00 to the first, to the end at last."""
    words, times = _anchors(case.transcript)
    where = _words_before(case.transcript)
    xs, ys = [0, *words], [0, *times]
    if case.duration_ms is not None:
        xs, ys = [*xs, where[-1]], [*ys, case.duration_ms]
    at = [where[point.segment] + point.word for point in case.points]
    return [(float(ms), None) for ms in np.interp(at, xs, ys)]


METHODS: dict[str, Callable[[Case], list[Guess]]] = {
    "earmark": earmark,
    "earmark, listening": earmark_listening,
    "previous marker": previous_marker,
    "interpolation": interpolation,
}


def _moment(segment: Segment, word: int) -> Guess:
    offset = sum(len(token) + 1 for token in segment.text.split()[:word])
    moment_ms = moment_at(segment, min(offset, max(0, len(segment.text) - 1)))
    is_estimate = segment.evidence is Evidence.ESTIMATED
    return (
        float("nan") if moment_ms is None else moment_ms,
        segment.error_ms if is_estimate else None,
    )


def _words_before(transcript: Transcript) -> list[int]:
    counts = [len(s.text.split()) if s.is_speech else 0 for s in transcript.segments]
    return [0, *np.cumsum(counts).tolist()]


def _anchors(transcript: Transcript) -> tuple[list[int], list[int]]:
    where = _words_before(transcript)
    spoken = [s.is_speech for s in transcript.segments]
    pairs = [
        (where[m.segment] + m.word * spoken[m.segment], m.moment_ms) for m in transcript.markers
    ]
    return [word for word, _ in pairs], [moment for _, moment in pairs]


# --- the cases -----------------------------------------------------------------------------------


def seed_cases() -> Iterator[Case]:
    for name, path in (("seed markdown", SEED_MARKDOWN), ("seed page", SEED_PAGE)):
        transcript = read_transcript(path).transcript
        points = [
            Point(name, "", *found, seconds * 1000)
            for words, seconds in _true_times()
            if (found := _find(transcript, words, seconds * 1000)) is not None
        ]
        yield Case(transcript, SEED_DURATION_MS, points)
        unknown = [replace(point, group=f"{name}, no duration") for point in points]
        yield Case(transcript, None, unknown)


def corpus_cases(limit: int) -> Iterator[Case]:
    files = sorted((SHARED / "corpus" / "changelog").glob("*/*.md"))
    for number, path in enumerate(files[:limit]):
        transcript = read_transcript(path).transcript
        half = "odd" if number % 2 else "even"
        yield from _note_cases(transcript, half)
        yield _thinned_case(transcript, half)
        if sum(m.in_note for m in transcript.markers) >= 5:
            yield _thinned_case(transcript, half, with_notes=True)


def _note_cases(transcript: Transcript, half: str) -> Iterator[Case]:
    marks = tuple(m for m in transcript.markers if not m.in_note)
    notes = [m for m in transcript.markers if m.in_note]
    if not notes or not marks:
        return
    bare = replace(transcript, markers=marks)
    points = [Point("notes", half, m.segment, m.word, m.moment_ms) for m in notes]
    points += [
        Point(group, half, m.segment, m.word, m.moment_ms)
        for m in notes
        if (group := _kind(bare, m)) is not None
    ]
    yield Case(bare, None, points)
    spoken = {s.index for s in transcript.segments if s.is_speech}
    if not any(m.segment in spoken for m in marks):
        return
    kept = tuple(s for s in transcript.segments if s.is_speech)
    place_of = {s.index: number for number, s in enumerate(kept)}
    without = replace(
        bare,
        segments=tuple(replace(s, index=place_of[s.index]) for s in kept),
        markers=tuple(
            replace(m, segment=place_of[m.segment]) for m in marks if m.segment in spoken
        ),
    )
    yield Case(
        without,
        None,
        [
            Point("notes, Breaks unknown", half, place_of[m.segment], m.word, m.moment_ms)
            for m in notes
            if m.segment in spoken
        ],
    )


def _kind(bare: Transcript, note: Marker) -> str | None:
    """Tell notes after a Break and before the first time apart."""
    at = (note.segment, note.word)
    before = [m for m in bare.markers if (m.segment, m.word) <= at]
    after = [m for m in bare.markers if (m.segment, m.word) > at]
    if before and after and not bare.segments[before[-1].segment].is_speech:
        alone = sum(m.segment == before[-1].segment for m in bare.markers) == 1
        return "notes after Break" if alone else None
    if not before:
        return "notes before the first time"
    return None if after else "notes after the last time"


def _thinned_case(transcript: Transcript, half: str, *, with_notes: bool = False) -> Case:
    """Leave out every second time mark at a paragraph's start, and ask for it.

    With the notes' times kept among the others it shows whether both kinds agree.
    """
    marks = [m for m in transcript.markers if not m.in_note]
    asked = [
        m
        for number, m in enumerate(marks)
        if number % 2 and m.word == 0 and transcript.segments[m.segment].is_speech
    ]
    kept = tuple(m for m in marks if m not in asked)
    group = "every second mark, by notes too" if with_notes else "every second mark"
    points = [Point(group, half, m.segment, 0, m.moment_ms) for m in asked]
    if with_notes:
        kept = tuple(m for m in transcript.markers if m not in asked)
    return Case(replace(transcript, markers=kept), None, points if len(kept) > 1 else [])


def sound_cases() -> Iterator[Case]:
    """Episodes with sound: true marks four minutes apart, and drifted ones with two pins."""
    for name in ("easy", "hard"):
        transcript = read_transcript(MADE / f"{name}.md").transcript
        made = json.loads((MADE / f"{name}.truth.json").read_text("utf-8"))
        starts = [None if p["start"] is None else round(p["start"] * 1000) for p in made["paras"]]
        case = _sound_case(f"sound: made {name}", transcript, starts, MADE / f"{name}.mp3", 230_000)
        yield case
        yield from _with_a_passage_left_out(case)
        if name == "hard":
            after_ads = [
                min(i for i, start in enumerate(starts) if start and start >= ad[1] * 1000 - 500)
                for ad in made["ads"]
            ]
            pins = tuple(Pin(i, 0, (starts[i] or 0) + 600) for i in after_ads)
            for group, given in (("drifting marks", ()), ("drifting marks, two pins", pins)):
                points = [replace(p, group=f"sound: made hard, {group}") for p in case.points]
                yield replace(case, transcript=transcript, points=points, pins=given)
    voices = json.loads((COMPOSED / "multi-en.json").read_text("utf-8"))["segments"]
    segments = tuple(
        Segment(i, Kind.SPEECH, voice["text"], voice["speaker"]) for i, voice in enumerate(voices)
    )
    starts = [round(voice["speech_start"] * 1000) for voice in voices]
    transcript = Transcript("composed", segments)
    name = "sound: composed real voices"
    case = _sound_case(name, transcript, starts, COMPOSED / "multi-en.opus", 100_000)
    yield case
    yield from _with_a_passage_left_out(case)


def _with_a_passage_left_out(case: Case) -> Iterator[Case]:
    """Take some paragraphs out, 25 to 100 s long, at ten places: no mark tells of that gap.

    Asked are the paragraphs around it, from the time mark before to the one after.
    """
    starts = {point.segment: point.true_ms for point in case.points}
    marked = sorted(marker.segment for marker in case.transcript.markers)
    fitting = [
        (first, end)
        for first in starts
        for end in range(first + 1, first + 7)
        if 25_000 < starts.get(end, 0) - starts[first] < 100_000
        and not any(first <= segment < end for segment in marked)
    ]
    for first, end in random.Random(1).sample(fitting, min(10, len(fitting))):
        kept = [s for s in case.transcript.segments if not first <= s.index < end]
        place_of = {s.index: number for number, s in enumerate(kept)}
        markers = tuple(replace(m, segment=place_of[m.segment]) for m in case.transcript.markers)
        segments = tuple(replace(s, index=place_of[s.index]) for s in kept)
        low = max((segment for segment in marked if segment <= first), default=-1)
        high = min((segment for segment in marked if segment >= end), default=len(starts))
        points = [
            replace(p, segment=place_of[p.segment], group=f"{p.group}, a passage left out")
            for p in case.points
            if p.segment in place_of and low < p.segment < high
        ]
        transcript = replace(case.transcript, segments=segments, markers=markers)
        yield replace(case, transcript=transcript, points=points)


def _sound_case(
    group: str, transcript: Transcript, starts: list[int | None], sound: Path, apart_ms: int
) -> Case:
    markers: list[Marker] = []
    for index, start in enumerate(starts):
        last_ms = markers[-1].moment_ms if markers else 0
        if (
            start is not None
            and transcript.segments[index].is_speech
            and start - last_ms > apart_ms
        ):
            markers.append(Marker(index, 0, start // 1000 * 1000))
    peaks = compute_peaks(sound, progress=Progress())
    points = [Point(group, "", i, 0, start) for i, start in enumerate(starts) if start is not None]
    return Case(
        replace(transcript, markers=tuple(markers)),
        peaks.duration_ms,
        points,
        pauses(peaks, shortest_ms=SHORTEST_PAUSE_MS),
    )


def _true_times() -> list[tuple[str, float]]:
    lines = (SHARED / "seed" / "true_times.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(words, float(seconds)) for words, seconds in rows]


def _find(transcript: Transcript, words: str, true_ms: float) -> tuple[int, int] | None:
    """Return where a passage stands: of several, the one whose surroundings fit the time."""
    wanted = _plain(words)
    found = [
        (number, len(segment.text[:at].split()))
        for number, segment in enumerate(transcript.segments)
        if (at := _plain(segment.text).find(wanted)) >= 0
    ]
    marks = [m for m in transcript.markers if m.moment_ms <= true_ms]
    least = marks[-1].segment if marks else 0
    return next((hit for hit in found if hit[0] >= least), found[-1] if found else None)


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


# --- the figures ---------------------------------------------------------------------------------

# Seconds off, whether within the own bound (None: exact), whether heard from its first word.
Errors = dict[str, dict[str, list[tuple[float, bool | None, bool]]]]


def measure(cases: Iterable[Case]) -> Errors:
    errors: Errors = defaultdict(lambda: defaultdict(list))
    for case in cases:
        for method, guess in METHODS.items():
            guesses = guess(case)
            for point, (moment_ms, bound_ms) in zip(case.points, guesses, strict=bool(guesses)):
                off = (moment_ms - point.true_ms) / 1000
                covered = None if bound_ms is None else abs(off) * 1000 <= bound_ms
                in_time = off * 1000 <= min(bound_ms or 200, LONGEST_PREROLL_MS)
                groups = [point.group, f"{point.group} ({point.half} files)"]
                for group in groups if point.half else groups[:1]:
                    errors[group][method].append((off, covered, in_time))
    return errors


def longest() -> dict[str, float]:
    """Place the corpus's largest transcript, three hours long, and return the CPU time it took.

    Without its sound; with a pause in every two seconds; and so with a fifth of its time marks, as
    long stretches take longest to listen to.
    """
    path = max((SHARED / "corpus" / "changelog").glob("*/*.md"), key=lambda p: p.stat().st_size)
    transcript = read_transcript(path).transcript
    sparse = replace(transcript, markers=transcript.markers[::5])
    heard = [(at_ms, at_ms + 300) for at_ms in range(0, THREE_HOURS_MS, 2_000)]
    words = sum(len(segment.text.split()) for segment in transcript.segments)
    return {
        "words": words,
        "placed_in_ms": _took_ms(transcript, []),
        "listening_in_ms": _took_ms(transcript, heard),
        "listening_sparse_in_ms": _took_ms(sparse, heard),
    }


def _took_ms(transcript: Transcript, heard: list[tuple[int, int]]) -> float:
    took = []
    for _ in range(5):
        begun = time.process_time()
        place(transcript, THREE_HOURS_MS, pauses=heard)
        took.append(1000 * (time.process_time() - begun))
    return round(sorted(took)[2], 1)


def figures(errors: list[tuple[float, bool | None, bool]]) -> dict[str, float | int | None]:
    off = np.array([value for value, _, _ in errors])
    covered = [inside for _, inside, _ in errors if inside is not None]
    in_time = [heard for _, inside, heard in errors if inside is not None]
    return {
        "points": len(off),
        "median": round(float(np.percentile(np.abs(off), 50)), 2),
        "p90": round(float(np.percentile(np.abs(off), 90)), 2),
        "max": round(float(np.abs(off).max()), 1),
        "bias": round(float(np.median(off)), 2),
        "covered": round(100 * sum(covered) / len(covered), 1) if covered else None,
        "in_time": round(100 * sum(in_time) / len(in_time), 1) if in_time else None,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--files", type=int, default=10_000)
    options = parser.parse_args()
    if not SEED_PAGE.exists():
        print("../shared is not here: nothing to measure with.", file=sys.stderr)
        return 1
    begun = time.perf_counter()
    errors = measure([*seed_cases(), *sound_cases(), *corpus_cases(options.files)])
    result = {
        "groups": {
            group: {method: figures(found) for method, found in errors[group].items()}
            for group in sorted(errors)
        },
        "targets": TARGETS,
        "longest_transcript": longest(),
        "took_s": round(time.perf_counter() - begun, 1),
    }
    print(json.dumps(result) if options.json else table(result))
    return 0


def table(result: dict[str, Any]) -> str:
    lines = [
        f"{'':38}{'points':>7}{'median':>8}{'p90':>8}{'max':>8}{'bias':>8}"
        f"{'covered':>9}{'in time':>9}"
    ]
    for group, methods in result["groups"].items():
        target = result["targets"].get(group)
        goal = "   must {} / {}, aim {} / {}".format(*target) if target else ""
        lines.append(group + goal)
        for method, row in methods.items():
            covered = "" if row["covered"] is None else f"{row['covered']:.1f} %"
            in_time = "" if row["in_time"] is None else f"{row['in_time']:.1f} %"
            lines.append(
                f"    {method:34}{row['points']:>7}{row['median']:>8}{row['p90']:>8}"
                f"{row['max']:>8}{row['bias']:>8}{covered:>9}{in_time:>9}"
            )
    large = result["longest_transcript"]
    lines.append(
        f"{large['words']} words placed in {large['placed_in_ms']} ms, listening in"
        f" {large['listening_in_ms']} ms, with few marks in {large['listening_sparse_in_ms']} ms"
    )
    lines.append(f"took {result['took_s']} s")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
