"""The question list of the episode Earmark began with, and of hand-labelled episodes."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from desktop_app.questions import Question, list_questions
from desktop_app.transcript.clock import place
from desktop_app.transcript.formats import read_transcript

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpus" / "changelog"
MARKDOWN = CORPUS / "practicalai" / "practical-ai-88.md"
PAGE = SHARED / "seed" / "practical-ai-88-page.txt"
DURATION_MS = 3_040_000

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="../shared is not beside the checkout")

# The page's bullets, and when each is asked in the audio (seconds).
BULLETS = {
    "What do you think is the next big thing?": 541,
    "What tools do you use every day?": 789,
    "What are CNNs?": 1353,
    "How does one start developing an AI-enabled business solution?": 1527,
    "What will AI replace?": 2434,
}
# Further questions that the page does not list.
OTHERS = (1075, 1301, 1702, 2255, 2593, 2630, 2764)


def listed(path: Path, bullets: bool) -> list[Question]:
    page = read_transcript(PAGE).page
    assert page is not None
    transcript = place(read_transcript(path).transcript, DURATION_MS).transcript
    return list(list_questions(transcript, page.questions if bullets else ()))


@pytest.mark.parametrize(("path", "within_s"), [(MARKDOWN, 12), (PAGE, 30)])
def test_every_bullet_of_the_page_is_placed_where_it_is_asked(path: Path, within_s: int) -> None:
    found = {q.text: q for q in listed(path, bullets=True) if q.origin == "page"}
    assert set(found) == set(BULLETS)
    for text, true_s in BULLETS.items():
        question = found[text]
        assert question.start_ms is not None
        assert abs(question.start_ms / 1000 - true_s) <= within_s
        assert question.confidence > 0.9


@pytest.mark.parametrize(("path", "within_s"), [(MARKDOWN, 16), (PAGE, 30)])
def test_the_talk_completes_the_pages_list(path: Path, within_s: int) -> None:
    starts = [(q.start_ms or 0) / 1000 for q in listed(path, bullets=True)]
    for true_s in OTHERS:
        assert min(abs(start - true_s) for start in starts) <= within_s, true_s


@pytest.mark.parametrize(("path", "precision"), [(MARKDOWN, 0.95), (PAGE, 0.85)])
def test_with_the_page_every_question_that_must_be_there_is(path: Path, precision: float) -> None:
    labels = json.loads((SHARED / "labels" / "practical-ai-88.json").read_text("utf-8"))
    paragraph_of = paragraphs(path)
    told = [
        {"text": question.text, "paragraph": paragraph_of.get(question.segment)}
        for question in listed(path, bullets=True)
    ]
    scored = script("label_check", SHARED / "labels" / "check.py").score(told, labels["questions"])
    assert (scored["must_found"], scored["must"]) == (14, 14)
    assert scored["precision"] >= precision


def paragraphs(path: Path) -> dict[int | None, int]:
    """Return which paragraph of the Markdown each segment is: the page copy lacks some of them."""
    texts = [segment.text for segment in read_transcript(path).transcript.segments]
    markdown = MARKDOWN.read_text("utf-8")
    said = [part.strip() for part in re.split(r"\n\s*\n", markdown) if part.strip()]
    matcher = script("match_paragraphs", SHARED / "tools" / "match_paragraphs.py")
    return dict(matcher.match(texts, said))


def script(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_listener_and_a_friend_are_named_as_those_who_ask() -> None:
    askers = {q.asked_by for q in listed(MARKDOWN, bullets=True)}
    assert {"Jeff Pike", "Susan Finegold", "Daniel Whitenack"} <= askers


def test_without_the_page_few_wrong_ones_are_listed() -> None:
    labels = json.loads((SHARED / "labels" / "practical-ai-88.json").read_text("utf-8"))
    asked = [p for q in labels["questions"] for p in (q["asked_in"], *q.get("also_asked_in", []))]
    found = listed(MARKDOWN, bullets=False)
    right = [q for q in found if min(abs((q.segment or 0) - place_) for place_ in asked) <= 1]
    assert len(found) >= 9
    assert len(right) / len(found) >= 0.85


def test_wordings_of_the_labels_find_their_places() -> None:
    total = right = 0
    for path in sorted((SHARED / "labels").glob("*.json")):
        labels = json.loads(path.read_text("utf-8"))
        transcript = read_transcript(CORPUS / labels["source"]).transcript
        wordings = [question["text"] for question in labels["questions"]]
        found = {q.text: q.segment for q in list_questions(transcript, wordings)}
        for question in labels["questions"]:
            segment = found[question["text"]]
            asked = [question["asked_in"], *question.get("also_asked_in", [])]
            total += 1
            right += segment is not None and min(abs(segment - one) for one in asked) <= 1
    assert total > 200
    assert right / total > 0.75
