"""The episode that changelog.com publishes, from its page and from its Markdown: all of it there.

The files are not ours to keep here; the tests need ../shared beside the checkout.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.audio.ffmpeg import ffmpeg_path
from desktop_app.ui.models.question_rows import QuestionRow
from desktop_app.ui.session import preroll_ms
from tests.windows import Desk

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAGE = SHARED / "seed" / "practical-ai-88-page.txt"
MARKDOWN = SHARED / "corpus" / "changelog" / "practicalai" / "practical-ai-88.md"
LENGTH_S = 50 * 60 + 40

# What is asked, its first words in the list, and when it really is, in seconds.
TRUE_TIMES_S = {
    "next big thing": 9 * 60 + 1,
    "CNNs": 22 * 60 + 33,
    "AI-enabled business": 25 * 60 + 27,
    "tools do you use": 13 * 60 + 9,
}


@pytest.fixture(scope="module")
def silence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Audio as long as the episode, in which nobody says a word."""
    path = tmp_path_factory.mktemp("silence") / "practical-ai-88.mp3"
    source = ["-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", str(LENGTH_S)]
    command = [str(ffmpeg_path()), "-v", "error", *source, "-b:a", "8k", str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return path


Bring = Callable[[Path], Desk]


@pytest.fixture
def bring(desk: Desk, tmp_path: Path, silence: Path) -> Bring:
    """Put a text beside the audio under its name, and add both."""

    def one(text: Path) -> Desk:
        if not text.exists():
            pytest.skip(f"{text.name} is not beside this checkout")
        sound = tmp_path / silence.name
        sound.symlink_to(silence)
        own = sound.with_suffix(text.suffix)
        own.write_bytes(text.read_bytes())
        desk.earmark.adding.add([sound])
        desk.wait_until(lambda: desk.session.shown is not None)
        return desk

    return one


@pytest.mark.parametrize(("text", "paragraphs"), [(PAGE, 164), (MARKDOWN, 171)])
def test_every_paragraph_is_on_the_page(bring: Bring, text: Path, paragraphs: int) -> None:
    desk = bring(text)
    segments = desk.shown.transcript.segments
    assert len(segments) == paragraphs
    shown = desk.view.toPlainText()
    missing = [s.index for s in segments if s.is_speech and s.text not in shown]
    assert missing == []
    assert desk.shown.recording.duration_ms == pytest.approx(LENGTH_S * 1_000, abs=500)


def test_the_page_names_the_episode_and_its_questions_lead_near_the_truth(bring: Bring) -> None:
    desk = bring(PAGE)
    assert desk.shown.recording.show == "Practical AI"
    assert "Ask us anything" in desk.shown.recording.title
    rows = desk.window.places.questions.list
    for words, true_s in TRUE_TIMES_S.items():
        index = next(
            rows.rows_model.index(at)
            for at, row in enumerate(rows.rows_model.rows)
            if isinstance(row, QuestionRow) and words in row.question.text
        )
        row = rows.rows_model.row(index)
        assert isinstance(row, QuestionRow)
        question = row.question
        rows.scrollTo(index)
        QTest.mouseClick(
            rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center()
        )
        assert question.start_ms is not None
        early_ms = preroll_ms(question.error_ms)
        assert desk.player.position_ms() == max(0, question.start_ms - early_ms), words
        assert abs(question.start_ms - true_s * 1_000) <= 30_000, words
        assert desk.view.current_segment == question.segment
        assert desk.player.is_playing()


def test_from_the_markdown_what_is_asked_in_the_text_is_listed(bring: Bring) -> None:
    desk = bring(MARKDOWN)
    questions = desk.shown.questions
    assert questions
    for question in questions:
        assert question.segment is not None
        assert desk.shown.transcript.segments[question.segment].is_speech
    rows = desk.window.places.questions.list.rows_model.rows
    assert len(rows) == len(questions)
