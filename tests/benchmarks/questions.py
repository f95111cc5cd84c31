"""How well the questions of an episode are found, and a page's list matched to its places.

    python tests/benchmarks/questions.py [--json] [--fit] [-v] [--index FOLDER]
    python tests/benchmarks/questions.py --asking [--labels FOLDER] [--index FOLDER]

Needs ../shared beside the checkout: 17 episodes labelled by hand, and their scorer. Found from the
text: weights are fitted without the episode they are tried on (and on one half, tried on the
other), so no figure is one on what was learned. Beside it every sentence with a question mark.
Matched: the labels' own wordings, given as a page's list, must land where each is asked, and the
five bullets of the seed's page on their question. Worded: the share of right ones whose words are
like the label's. Asked: the labels' paraphrases, in their episode and, with --index (a folder for a
search index of the whole corpus; it is built where it is not there), in all episodes, beside our
search of places and beside Whoosh as it comes (``_plain_whoosh.py``), that with paragraphs or with
runs of 200 words, with every word or any word wanted. An answer is right when it overlaps what the
label says, from the question to the end of its answer. --labels names other labels to ask, as those
in tests/data/questions. Times are of the processor but for usual_wall_ms.

Tried for a second ranking of what was found, and left out: the questions of each episode's list
as headings of its stretches (no gain in all episodes: first ten 0.687 and 0.691), WordLlama (0.654
and 0.664, 190 ms an ask), and MiniLM with int8 weights, 161 asks in an episode: first 0.783 and
0.795, first three 0.901 and 0.919; 213 of other labels: 0.784 and 0.798, 0.897 and 0.920; 81 asks
in all episodes: first ten 0.691 and 0.716. It takes 30 ms of the processor a passage, so 0.3 s to
0.9 s an ask instead of 1 ms to 32 ms, and 90 MB: too much for two answers in a hundred.

Rules and settings for matching, wording and asking, and the threshold of the list, were
chosen while looking at these same episodes: read those figures as favourable. --fit prints weights
for questions/weights.py, learned from all episodes, with and without their speakers' names.
"""

import argparse
import importlib.util
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop_app.questions import Answers, Question, list_questions
from desktop_app.questions.finding import Asked, ask_likelihoods, taken_up
from desktop_app.questions.signs import all_signs
from desktop_app.questions.talk import Line, Talk
from desktop_app.search.index import Index
from desktop_app.search.query import search
from desktop_app.transcript.clock import place
from desktop_app.transcript.formats import read_transcript
from desktop_app.transcript.model import Transcript
from desktop_app.workflows.answering import ask_library
from tests.benchmarks._plain_whoosh import PlainWhoosh
from tests.benchmarks.search import documents

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpus" / "changelog"
LABELS = SHARED / "labels"
OWN_LABELS = Path(__file__).resolve().parents[1] / "data" / "questions"
SEED = "practical-ai-88"
HOLD = 60.0  # how strongly weights are held to zero
MAY_WORTH = 0.6  # a "may" teaches less than a "must"


@dataclass(frozen=True)
class Episode:
    """A labelled episode."""

    name: str
    transcript: Transcript
    labels: list[dict[str, Any]]
    bullets: dict[str, int]


@dataclass(frozen=True)
class Example:
    """A sentence that may ask: its signs, and whether it does (None: not to learn from)."""

    line: Line
    signs: dict[str, float]
    asks: bool | None
    worth: float


@dataclass(frozen=True)
class Weights:
    """What was learned."""

    bias: float
    by_sign: dict[str, float]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--index", type=Path)
    parser.add_argument("--asking", action="store_true")
    parser.add_argument("--labels", type=Path, default=LABELS)
    options = parser.parse_args()
    if not LABELS.exists():
        print("../shared is not here: nothing to measure with.", file=sys.stderr)
        return 1
    episodes = list(load(options.labels))
    if options.asking:
        print("\n".join(asking(episodes, options.index)))
        return 0
    if options.fit:
        print(as_source(fit([*examples(episodes), *examples(map(without_names, episodes))])))
        return 0
    result = {
        "found from the text": found_from_text(episodes),
        "found from the text, no names": found_from_text([without_names(e) for e in episodes]),
        "matched": matched(episodes, verbose=options.verbose),
        "seed": seed(episodes),
        "worded fairly": worded(episodes),
        "asked in the episode": asked_here(episodes),
        "asked in all": asked_everywhere(episodes, options.index) if options.index else None,
        "slowest_ms": slowest(episodes),
    }
    print(json.dumps(result) if options.json else table(result))
    return 0


# --- the labelled episodes -----------------------------------------------------------------------


def load(labels: Path = LABELS) -> Iterable[Episode]:
    for path in sorted(labels.glob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        transcript = place(read_transcript(CORPUS / told["source"]).transcript).transcript
        yield Episode(path.stem, transcript, told["questions"], told.get("summary_matches", {}))


def without_names(episode: Episode) -> Episode:
    segments = [replace(segment, speaker=None) for segment in episode.transcript.segments]
    return replace(episode, transcript=episode.transcript.with_segments(segments))


def asked_in(label: dict[str, Any]) -> list[int]:
    return [label["asked_in"], *label.get("also_asked_in", [])]


def examples(episodes: Iterable[Episode]) -> list[Example]:
    found = []
    for episode in episodes:
        for line, signs in all_signs(Talk(episode.transcript.segments)):
            asks, worth = _told(episode.labels, line)
            found.append(Example(line, signs, asks, worth))
    return found


def _told(labels: Sequence[dict[str, Any]], line: Line) -> tuple[bool | None, float]:
    near = [label for label in labels if line.place in asked_in(label)]
    for label in near:
        if line.place == label["asked_in"] and _overlap(label["quote"], line.text) > 0.5:
            return True, 1.0 if label["grade"] == "must" else MAY_WORTH
    return (None if near else False), 1.0


def _overlap(one: str, other: str) -> float:
    a, b = Counter(_plain(one)), Counter(_plain(other))
    return (a & b).total() / max(1, min(a.total(), b.total()))


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower().replace("'", "").replace("’", ""))


# --- learning ------------------------------------------------------------------------------------


def fit(learned: Sequence[Example]) -> Weights:
    """Logistic regression by Newton's steps, held to zero on standardised signs."""
    used = [example for example in learned if example.asks is not None]
    names = list(used[0].signs)
    signs = np.array([[example.signs[name] for name in names] for example in used])
    asks = np.array([float(bool(example.asks)) for example in used])
    worth = np.array([example.worth for example in used])
    worth *= 920 / worth.sum()  # so that HOLD means the same for any number of examples
    middle, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-6
    table = np.hstack([(signs - middle) / spread, np.ones((len(used), 1))])
    hold = HOLD * np.eye(table.shape[1])
    hold[-1, -1] = 0
    found = np.zeros(table.shape[1])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (worth * (asks - likely)) - hold @ found
        curve = (table * (worth * likely * (1 - likely))[:, None]).T @ table + hold
        found += np.linalg.solve(curve, slope)
    raw = found[:-1] / spread
    return Weights(float(found[-1] - raw @ middle), dict(zip(names, raw.tolist(), strict=True)))


def as_source(weights: Weights) -> str:
    lines = [f'    "{name}": {value:.3f},' for name, value in weights.by_sign.items()]
    return "\n".join([f"BIAS = {weights.bias:.3f}", "WEIGHTS: dict[str, float] = {", *lines, "}"])


# --- finding -------------------------------------------------------------------------------------


def found_from_text(episodes: Sequence[Episode]) -> dict[str, Any]:
    ways: dict[str, Callable[[int], list[Asked]]] = {
        "one episode left out": lambda n: _find(
            episodes[n], fit(_both([e for i, e in enumerate(episodes) if i != n]))
        ),
        "learned on the other half": lambda n: _find(
            episodes[n], _half_weights(episodes, 1 - n % 2)
        ),
        "every question mark": lambda n: _every_mark(episodes[n]),
    }
    return {
        name: {
            "all": total([score(episodes[n], way(n)) for n in range(len(episodes))]),
            "even": total([score(episodes[n], way(n)) for n in range(0, len(episodes), 2)]),
            "odd": total([score(episodes[n], way(n)) for n in range(1, len(episodes), 2)]),
        }
        for name, way in ways.items()
    }


_halves: dict[tuple[int, bool], Weights] = {}
_examples: dict[str, list[Example]] = {}


def _both(episodes: Sequence[Episode]) -> list[Example]:
    """Return the examples of episodes with and without names, worked out once."""
    found: list[Example] = []
    for episode in episodes:
        if episode.name not in _examples:
            named = next(e for e in load() if e.name == episode.name)
            _examples[episode.name] = examples([named, without_names(named)])
        found += _examples[episode.name]
    return found


def _half_weights(episodes: Sequence[Episode], half: int) -> Weights:
    key = (half, True)
    if key not in _halves:
        _halves[key] = fit(_both(episodes[half::2]))
    return _halves[key]


def _find(episode: Episode, weights: Weights) -> list[Asked]:
    talk = Talk(episode.transcript.segments)
    return taken_up(talk, ask_likelihoods(talk, weights.by_sign, weights.bias))


def _every_mark(episode: Episode) -> list[Asked]:
    lines = Talk(episode.transcript.segments).lines
    return [Asked(line, 1.0) for line in lines if line.text.rstrip("\"'”’)]").endswith("?")]


def score(episode: Episode, found: Sequence[Asked]) -> dict[str, Any]:
    told = [{"text": asked.line.text, "paragraph": asked.line.place} for asked in found]
    return dict(scorer().score(told, episode.labels))


def scorer() -> Any:  # the labels' own script
    if "label_check" not in sys.modules:
        spec = importlib.util.spec_from_file_location("label_check", LABELS / "check.py")
        if spec is None or spec.loader is None:
            raise FileNotFoundError(LABELS / "check.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules["label_check"] = module
        spec.loader.exec_module(module)
    return sys.modules["label_check"]


def total(scores: Sequence[dict[str, Any]]) -> dict[str, float]:
    sums = {
        key: sum(one[key] for one in scores)
        for key in ("predictions", "right", "must", "must_found")
    }
    precision = sums["right"] / max(1, sums["predictions"])
    recall = sums["must_found"] / max(1, sums["must"])
    both = precision + recall
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / both, 3) if both else 0.0,
    }


# --- matching ------------------------------------------------------------------------------------


def matched(episodes: Sequence[Episode], *, verbose: bool) -> dict[str, Any]:
    """Give each episode's labels as its page's list, and another episode's, which has no place."""
    tally: Counter[str] = Counter()
    for number, episode in enumerate(episodes):
        half = "odd" if number % 2 else "even"
        wordings = [label["text"] for label in episode.labels]
        listed = {q.text: q for q in _page_questions(episode, wordings)}
        for label in episode.labels:
            at = listed[label["text"]].segment
            good = at is not None and min(abs(at - a) for a in asked_in(label)) <= 1
            tally[f"{half} all"] += 1
            tally[f"{half} right"] += good
            tally[f"{half} no place"] += at is None
            if verbose and not good:
                print(episode.name, label["asked_in"], "->", at, label["text"], file=sys.stderr)
        other = episodes[(number + 5) % len(episodes)]
        strange = _page_questions(episode, [label["text"] for label in other.labels])
        tally[f"{half} strange"] += len(strange)
        tally[f"{half} strange placed"] += sum(q.segment is not None for q in strange)
    return {
        half: {
            "bullets": tally[f"{half} all"],
            "right": round(tally[f"{half} right"] / tally[f"{half} all"], 3),
            "no place": round(tally[f"{half} no place"] / tally[f"{half} all"], 3),
            "of another episode, placed": round(
                tally[f"{half} strange placed"] / tally[f"{half} strange"], 3
            ),
        }
        for half in ("even", "odd")
    }


def _page_questions(episode: Episode, wordings: Sequence[str]) -> list[Question]:
    return [q for q in list_questions(episode.transcript, wordings) if q.origin == "page"]


def seed(episodes: Sequence[Episode]) -> dict[str, Any]:
    """The seed: all by itself (weights learned without it), and with its page's five bullets."""
    number = next(n for n, episode in enumerate(episodes) if episode.name == SEED)
    episode = episodes[number]
    others = [e for e in episodes if e.name != SEED]
    listed = {q.text: q.segment for q in _page_questions(episode, list(episode.bullets))}
    by_id = {label["id"]: label for label in episode.labels}
    right = sum(listed[text] in asked_in(by_id[label]) for text, label in episode.bullets.items())
    return {
        "text alone, learned without it": total(
            [score(episode, _find(episode, fit(_both(others))))]
        ),
        "bullets on their question": f"{right} of {len(episode.bullets)}",
    }


# --- wording and asking --------------------------------------------------------------------------

FAIR = 0.5  # token F1 with the label's words or the ones that were said
Told = tuple[str, tuple[int, int]]  # an episode, and the paragraphs of it that answer
PLAIN_DOCUMENTS = {"paragraphs": 0, "200 words": 200}
PLAIN_WAYS = {"every word": True, "any word": False}


def worded(episodes: Sequence[Episode]) -> dict[str, Any]:
    right = fair = 0
    for episode in episodes:
        listed = list_questions(episode.transcript, ())
        told = [{"text": q.text, "paragraph": q.segment} for q in listed]
        pairs = scorer().score(told, episode.labels)["pairs"]
        right += len(pairs)
        fair += sum(alike >= FAIR for _told, _label, alike, _away in pairs)
    return {"right": right, "fair": round(fair / max(1, right), 3)}


def asked_here(episodes: Sequence[Episode]) -> dict[str, Any]:
    """Ask each episode its labels' paraphrases: how often the first, one of three answers."""
    answers = {
        episode.name: Answers(
            episode.transcript.segments, list_questions(episode.transcript, ())
        ).best
        for episode in episodes
    }

    def ours(name: str, words: str, limit: int) -> list[Told]:
        return [(name, (p.segment, p.segment_to)) for p in answers[name](words, limit)]

    figures = {"ours": _ask_all(episodes, ours, (1, 3))}
    for kind, long in PLAIN_DOCUMENTS.items():
        indexes = {}
        for episode in episodes:
            indexes[episode.name] = PlainWhoosh(words=long)
            indexes[episode.name].add([(episode.name, episode.transcript.segments)])
        for way, every_word in PLAIN_WAYS.items():

            def plain(
                name: str,
                words: str,
                limit: int,
                indexes: dict[str, PlainWhoosh] = indexes,
                every_word: bool = every_word,
            ) -> list[Told]:
                return indexes[name].best(words, limit, every_word=every_word)

            figures[f"plain Whoosh, {kind}, {way}"] = _ask_all(episodes, plain, (1, 3))
    return figures


def asked_everywhere(episodes: Sequence[Episode], folder: Path) -> dict[str, Any]:
    """Ask the whole corpus: how often an answer of the ten first is the right one."""
    index = Index(folder, stays_open=True)
    if not index.parts():
        index.update(documents(0))
    names = {Path(h.recording_id).stem for part in index.parts() for h in part.headers()}
    asked = [episode for episode in episodes if episode.name in names]
    ask_library(index, "which way is warm")

    def ours(_name: str, words: str, limit: int) -> list[Told]:
        answers = ask_library(index, words, limit).answers
        return [(Path(a.recording_id).stem, (a.segment, a.segment_to)) for a in answers]

    def searched(_name: str, words: str, limit: int) -> list[Told]:
        hits = search(index, words, limit=limit).hits
        return [(Path(hit.recording_id).stem, (hit.segment, hit.segment)) for hit in hits]

    figures = {
        "ours": _ask_all(asked, ours, (1, 3, 10)),
        "our search of places": _ask_all(asked, searched, (1, 3, 10)),
    }
    for kind, long in PLAIN_DOCUMENTS.items():
        whoosh = PlainWhoosh(folder.with_name(f"{folder.name}-plain") / kind, words=long)
        whoosh.add(
            (path.stem, read_transcript(path).transcript.segments)
            for path in sorted(CORPUS.glob("*/*.md"))
        )
        for way, every_word in PLAIN_WAYS.items():

            def plain(
                _name: str,
                words: str,
                limit: int,
                whoosh: PlainWhoosh = whoosh,
                every_word: bool = every_word,
            ) -> list[Told]:
                return whoosh.best(words, limit, every_word=every_word)

            figures[f"plain Whoosh, {kind}, {way}"] = _ask_all(asked, plain, (1, 3, 10))
    return figures


def asking(episodes: Sequence[Episode], index: Path | None) -> list[str]:
    """Return the lines about asking alone."""
    lines = ["asked in the episode", *_rows(asked_here(episodes))]
    if index is not None:
        lines += ["asked in all", *_rows(asked_everywhere(episodes, index))]
    return lines


def _rows(figures: dict[str, Any]) -> list[str]:
    return [f"    {way:40} {row}" for way, row in figures.items()]


def _ask_all(
    episodes: Sequence[Episode],
    ask: Callable[[str, str, int], list[Told]],
    depths: Sequence[int],
) -> dict[str, float]:
    """Ask every paraphrase; return how often an answer that high is right, and what it takes."""
    ranks, took, waited = [], [], []
    for episode in episodes:
        for label in episode.labels:
            for words in label["paraphrases"]:
                begun, begun_at = time.process_time(), time.perf_counter()
                found = ask(episode.name, words, max(depths))
                took.append(1000 * (time.process_time() - begun))
                waited.append(1000 * (time.perf_counter() - begun_at))
                spans = [span if name == episode.name else (-1, -1) for name, span in found]
                ranks.append(_rank(spans, label))
    figures = {f"first {n}": round(sum(r < n for r in ranks) / len(ranks), 3) for n in depths}
    times = {"usual_ms": took, "slow_ms": took, "usual_wall_ms": waited}
    for name, values in times.items():
        share = 0.95 if name == "slow_ms" else 0.5
        figures[name] = round(sorted(values)[int(share * len(values))], 1)
    return {"asked": len(ranks), **figures}


def _rank(spans: Sequence[tuple[int, int]], label: dict[str, Any]) -> int:
    """Return the place of the first span that has to do with a label; far off if none does."""
    for rank, (first, last) in enumerate(spans):
        if first <= label["answer_to"] and last >= label["asked_in"]:
            return rank
    return sys.maxsize


def slowest(episodes: Sequence[Episode]) -> float:
    took = []
    for episode in episodes:
        begun = time.process_time()
        list_questions(episode.transcript, [label["text"] for label in episode.labels])
        took.append(1000 * (time.process_time() - begun))
    return round(max(took), 1)


def table(result: dict[str, Any]) -> str:
    lines = []
    for name in ("found from the text", "found from the text, no names"):
        lines.append(f"{name:36}{'precision':>10}{'recall':>8}{'F1':>8}")
        for way, halves in result[name].items():
            for half, row in halves.items():
                shown = f"    {way} ({half})"
                lines.append(f"{shown:36}{row['precision']:>10}{row['recall']:>8}{row['f1']:>8}")
    lines.append("matched: the labels' wordings as a page's list")
    lines += [f"    {half}: {row}" for half, row in result["matched"].items()]
    lines.append(f"seed: {result['seed']}")
    lines.append(f"worded fairly: {result['worded fairly']}")
    for name in ("asked in the episode", "asked in all"):
        lines += [name, *_rows(result[name] or {})]
    lines.append(f"slowest episode {result['slowest_ms']} ms of processor time")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
