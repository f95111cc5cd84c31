"""How the weights of the list are learned, and how good it is without the episode tried on."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from desktop_app.questions.finding import Asked, ask_likelihoods, taken_up
from desktop_app.questions.phrasing import Phrase, phrased, phrases
from desktop_app.questions.signs import STRUCTURE, all_signs
from desktop_app.questions.talk import QUESTION_MARK, Line, Talk
from tests.benchmarks._labelled import (
    Episode,
    asked_in,
    load_all,
    score,
    scorer,
    total,
    without_names,
)

HOLD = 60.0  # how strongly weights are held to zero
PHRASE_HOLD = 20.0
MAY_WORTH = 0.6  # a "may" teaches less than a "must"
FAIR = 0.5  # token F1 with the label's words or the ones that were said
Part = tuple[str, Callable[[Episode], bool]]
PARTS: tuple[Part, ...] = (
    ("all", lambda episode: True),
    ("../shared", lambda episode: not episode.is_own),
    ("our own", lambda episode: episode.is_own),
)


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


@dataclass(frozen=True)
class Choice:
    """The phrases of a question rightly found, and how near each is to the label's words."""

    found: Sequence[Phrase]
    worth: Sequence[float]


# --- examples ------------------------------------------------------------------------------------


def examples(episode: Episode) -> list[Example]:
    """Return the sentences of an episode that may ask, with and without its speakers' names."""
    found = []
    for one in (episode, without_names(episode)):
        for line, signs in all_signs(Talk(one.transcript.segments)):
            asks, worth = _told(one.labels, line)
            found.append(Example(line, signs, asks, worth))
    return found


def of_structure(found: Sequence[Example]) -> list[Example]:
    """Return the examples as they are in a language that is not known."""
    return [
        Example(
            one.line, {n: x for n, x in one.signs.items() if n in STRUCTURE}, one.asks, one.worth
        )
        for one in found
        if QUESTION_MARK.search(one.line.text)
    ]


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
    for _ in range(9):
        likely = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (worth * (asks - likely)) - hold @ found
        curve = (table * (worth * likely * (1 - likely))[:, None]).T @ table + hold
        found += np.linalg.solve(curve, slope)
    raw = found[:-1] / spread
    return Weights(float(found[-1] - raw @ middle), dict(zip(names, raw.tolist(), strict=True)))


def choices(episode: Episode, weights: Weights) -> list[Choice]:
    """Return what may be shown of each question rightly found with these weights."""
    talk = Talk(episode.transcript.segments)
    candidates = ask_likelihoods(talk, weights.by_sign, weights.bias)
    found = taken_up(talk, candidates)
    alike = scorer().token_f1
    chosen = []
    for number, label_number, *_rest in score(episode, found)["pairs"]:
        label = episode.labels[label_number]
        shown = phrases(talk, found[number], candidates, talk.first_names)
        worth = []
        for phrase in shown:
            own, said = alike(phrase.text, label["text"]), alike(phrase.text, label["quote"])
            worth.append(0.5 * own + 0.5 * max(own, said))
        chosen.append(Choice(shown, worth))
    return chosen


def fit_phrases(learned: Iterable[Choice]) -> dict[str, float]:
    """Ridge regression of how near a phrase is to the label's words, within each paragraph."""
    used = list(learned)
    names = list(used[0].found[0].signs)
    tables, aims = [], []
    for choice in used:
        signs = np.array([[phrase.signs[name] for name in names] for phrase in choice.found])
        worth, share = np.array(choice.worth), len(choice.found) ** -0.5
        tables.append((signs - signs.mean(axis=0)) * share)
        aims.append((worth - worth.mean()) * share)
    table, aim = np.vstack(tables), np.concatenate(aims)
    spread = table.std(axis=0) + 1e-6
    table /= spread
    found = np.linalg.solve(table.T @ table + PHRASE_HOLD * np.eye(len(names)), table.T @ aim)
    return dict(zip(names, (found / spread).tolist(), strict=True))


def as_source() -> str:
    """Return the lines of questions/weights.py, learned from all labelled episodes."""
    episodes = load_all()
    learned = [example for episode in episodes for example in examples(episode)]
    weights, of_form = fit(learned), fit(of_structure(learned))
    shown = fit_phrases(
        choice for episode in episodes for choice in choices(episode, _without(episodes, episode))
    )
    return "\n".join(
        [
            f"BIAS = {weights.bias:.3f}",
            *_table("WEIGHTS", weights.by_sign),
            f"STRUCTURE_BIAS = {of_form.bias:.3f}",
            *_table("STRUCTURE_WEIGHTS", of_form.by_sign),
            *_table("PHRASE_WEIGHTS", shown),
        ]
    )


def _table(name: str, weights: dict[str, float]) -> list[str]:
    rows = [f'    "{sign}": {value:.3f},' for sign, value in weights.items()]
    return [f"{name}: dict[str, float] = {{", *rows, "}"]


# --- finding and wording -------------------------------------------------------------------------

_examples: dict[str, list[Example]] = {}
_weights: dict[str, Weights] = {}


def _without(episodes: Sequence[Episode], left_out: Episode) -> Weights:
    """Return weights learned without an episode, worked out once."""
    for episode in episodes:
        if episode.name not in _examples:
            _examples[episode.name] = examples(episode)
    if left_out.name not in _weights:
        others = [
            example for name, ones in _examples.items() if name != left_out.name for example in ones
        ]
        _weights[left_out.name] = fit(others)
    return _weights[left_out.name]


def found_from_text(episodes: Sequence[Episode]) -> dict[str, Any]:
    """Return how well the questions are found without a list of the page, part by part."""
    return {
        names: {
            "one episode left out": _figures(episodes, given, _find_left_out),
            "structure alone": _figures(episodes, given, _find_by_structure),
            "every question mark": _figures(episodes, given, _every_mark),
        }
        for names, given in (("with names", lambda one: one), ("no names", without_names))
    }


def _figures(
    episodes: Sequence[Episode],
    given: Callable[[Episode], Episode],
    find: Callable[[Sequence[Episode], Episode], list[Asked]],
) -> dict[str, Any]:
    scores = {one.name: score(one, find(episodes, given(one))) for one in episodes}
    return {
        part: total(scores[one.name] for one in episodes if belongs(one))
        for part, belongs in PARTS
        if any(map(belongs, episodes))
    }


def _find_left_out(episodes: Sequence[Episode], episode: Episode) -> list[Asked]:
    weights = _without(episodes, episode)
    talk = Talk(episode.transcript.segments)
    return taken_up(talk, ask_likelihoods(talk, weights.by_sign, weights.bias))


_by_structure: dict[str, Weights] = {}


def _find_by_structure(episodes: Sequence[Episode], episode: Episode) -> list[Asked]:
    if episode.name not in _by_structure:
        others = [one for name, ones in _examples.items() if name != episode.name for one in ones]
        _by_structure[episode.name] = fit(of_structure(others))
    weights = _by_structure[episode.name]
    talk = Talk(episode.transcript.segments)
    talk.is_understood = False  # what stands here is cached: as if in another language
    return taken_up(talk, ask_likelihoods(talk, weights.by_sign, weights.bias))


def _every_mark(_episodes: Sequence[Episode], episode: Episode) -> list[Asked]:
    lines = Talk(episode.transcript.segments).lines
    return [Asked(line, 1.0) for line in lines if line.text.rstrip("\"'”’)]").endswith("?")]


def worded(episodes: Sequence[Episode]) -> dict[str, Any]:
    """Return the share of right questions worded fairly; nothing learned from their episode."""
    learned = {one.name: choices(one, _without(episodes, one)) for one in episodes}
    counts: Counter[str] = Counter()
    words = 0
    for episode in episodes:
        weights = fit_phrases(c for name, cs in learned.items() if name != episode.name for c in cs)
        for text, is_fair in _shown(episode, _without(episodes, episode), weights):
            words += len(text.split())
            for part, belongs in PARTS:
                counts[part] += belongs(episode)
                counts[f"{part}, fair"] += belongs(episode) and is_fair
    shares = {
        part: round(counts[f"{part}, fair"] / counts[part], 3)
        for part, _belongs in PARTS
        if counts[part]
    }
    return {"right": counts["all"], "fair": shares, "words": round(words / counts["all"], 1)}


def _shown(
    episode: Episode, weights: Weights, phrase_weights: dict[str, float]
) -> list[tuple[str, bool]]:
    talk = Talk(episode.transcript.segments)
    candidates = ask_likelihoods(talk, weights.by_sign, weights.bias)
    found = taken_up(talk, candidates)
    alike, shown = scorer().token_f1, []
    for number, label_number, *_rest in score(episode, found)["pairs"]:
        label = episode.labels[label_number]
        phrase = phrased(talk, found[number], candidates, talk.first_names, phrase_weights)
        near = max(alike(phrase.text, label["text"]), alike(phrase.text, label["quote"]))
        shown.append((phrase.text, near >= FAIR))
    return shown
