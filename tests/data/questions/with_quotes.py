"""Writes the labelled questions with the words that were said, for the labels' own scorer.

    python tests/data/questions/with_quotes.py FOLDER

Needs the episodes in ../shared/corpus/changelog beside the checkout. What is written holds their
text and stays out of the repository.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[3] / "shared" / "corpus" / "changelog"


def main() -> int:
    if len(sys.argv) != 2 or not CORPUS.exists():
        sys.stderr.write(__doc__ or "")
        return 2
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(HERE.glob("*.json")):
        labels = with_quotes(json.loads(path.read_text("utf-8")))
        text = json.dumps(labels, indent=1, ensure_ascii=False)
        (folder / path.name).write_text(text + "\n", "utf-8")
    return 0


def with_quotes(labels: dict[str, Any]) -> dict[str, Any]:
    said = paragraphs(CORPUS / labels["source"])
    questions = []
    for question in labels["questions"]:
        first, last = question["asked_at"]
        questions.append({**question, "quote": said[question["asked_in"]][first:last]})
    return {**labels, "questions": questions}


def paragraphs(episode: Path) -> list[str]:
    parts = re.split(r"\n\s*\n", episode.read_text("utf-8"))
    return [part.strip() for part in parts if part.strip()]


if __name__ == "__main__":
    sys.exit(main())
