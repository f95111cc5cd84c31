"""Episodes whose questions were labelled by reading, and the labels' own scorer."""

import importlib.util
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from desktop_app.questions.finding import Asked
from desktop_app.transcript.clock import place
from desktop_app.transcript.formats import read_transcript
from desktop_app.transcript.model import Transcript

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpus" / "changelog"
LABELS = SHARED / "labels"
OWN_LABELS = Path(__file__).resolve().parents[1] / "data" / "questions"


@dataclass(frozen=True)
class Episode:
    """A labelled episode."""

    name: str
    transcript: Transcript
    labels: list[dict[str, Any]]
    bullets: dict[str, int]
    is_own: bool = False  # labelled for this project, not in ../shared


def load(labels: Path = LABELS) -> Iterable[Episode]:
    """Yield the labelled episodes of a folder, with what was said where only positions are kept."""
    with_quotes = _script("with_quotes", OWN_LABELS / "with_quotes.py").with_quotes
    is_own = labels.resolve() == OWN_LABELS
    for path in sorted(labels.glob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        told = with_quotes(told) if is_own else told
        transcript = place(read_transcript(CORPUS / told["source"]).transcript).transcript
        bullets = told.get("summary_matches", {})
        yield Episode(path.stem, transcript, told["questions"], bullets, is_own)


def load_all() -> list[Episode]:
    """Return those of ../shared and our own, by name."""
    return sorted([*load(), *load(OWN_LABELS)], key=lambda episode: episode.name)


def without_names(episode: Episode) -> Episode:
    segments = [replace(segment, speaker=None) for segment in episode.transcript.segments]
    return replace(episode, transcript=episode.transcript.with_segments(segments))


def asked_in(label: dict[str, Any]) -> list[int]:
    return [label["asked_in"], *label.get("also_asked_in", [])]


def score(episode: Episode, found: Sequence[Asked]) -> dict[str, Any]:
    told = [{"text": asked.line.text, "paragraph": asked.line.place} for asked in found]
    return dict(scorer().score(told, episode.labels))


def scorer() -> Any:  # the labels' own script
    return _script("label_check", LABELS / "check.py")


def total(scores: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Return precision, recall and F1 of all questions together."""
    keys = ("predictions", "right", "must", "must_found")
    counted = list(scores)
    sums = {key: sum(one[key] for one in counted) for key in keys}
    precision = sums["right"] / max(1, sums["predictions"])
    recall = sums["must_found"] / max(1, sums["must"])
    both = precision + recall
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / both, 3) if both else 0.0,
    }


def _script(name: str, path: Path) -> ModuleType:
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]
