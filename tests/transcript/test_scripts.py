"""Scripts without blanks between words: joined, counted and broken as they are written."""

import pytest

from desktop_app.transcript.formats import read_transcript_bytes
from desktop_app.transcript.lookup import moment_at, offset_at
from desktop_app.transcript.model import Evidence, Kind, Segment, Word
from desktop_app.transcript.scripts import (
    breakable_pieces,
    has_unspaced,
    joined_cues,
    needs_blank,
    words_in,
)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["One", "two."], "One two."),
        (["今日は。", "晴れ。"], "今日は。晴れ。"),
        (["宇宙守护神", "保护我们远离邪恶"], "宇宙守护神 保护我们远离邪恶"),
        (["今", "日", "は"], "今日は"),
        (["これは", "AI", "です"], "これは AI です"),
        (["สวัสดี", "ครับ"], "สวัสดี ครับ"),
        (["안녕하세요", "여러분"], "안녕하세요 여러분"),
    ],
)
def test_cues_are_joined_as_their_script_wants_it(texts: list[str], expected: str) -> None:
    assert joined_cues(texts) == expected


def test_lines_break_between_letters_but_not_before_stops_and_marks() -> None:
    assert list(breakable_pieces("天気、いい。")) == ["天", "気、", "い", "い。"]
    assert list(breakable_pieces("「はい」")) == ["「は", "い」"]
    assert list(breakable_pieces("word")) == ["word"]
    assert "".join(breakable_pieces("สวัสดีครับ")) == "สวัสดีครับ"
    assert all(piece[0] not in "ะาิีึืุูั็่้๊๋์ำ" for piece in breakable_pieces("สวัสดีครับทำไม"))


def test_letters_count_as_words_where_there_are_no_blanks() -> None:
    assert words_in("one two three") == 3
    assert words_in("今日は天気がいいですね") >= 5
    assert has_unspaced("x今")
    assert not has_unspaced("déjà")
    assert not needs_blank("今", "日")
    assert needs_blank("a", "b")


def test_paragraphs_of_unspaced_scripts_stay_readable_in_length() -> None:
    cues = "".join(
        f"{n}\n00:{n // 60:02}:{n % 60:02},000 --> 00:{n // 60:02}:{n % 60:02},900\n"
        "今日はとてもいい天気ですね\n\n"
        for n in range(1, 120)
    )

    found = read_transcript_bytes(cues.encode(), "x.srt")

    assert max(len(one.text) for one in found.transcript.segments) < 400


@pytest.mark.parametrize("has_words", [False, True])
def test_a_place_in_a_text_without_blanks_has_a_time_of_its_own(has_words: bool) -> None:
    text = "今日は天気がいい。散歩に行く。"
    words = (Word(text, 0, 15_000, 1.0),) if has_words else None
    segment = Segment(0, Kind.SPEECH, text, None, 0, 15_000, Evidence.EXACT, 0, None, words)

    assert moment_at(segment, 0) == 0
    assert moment_at(segment, text.index("散")) == 9_000
    assert offset_at(segment, 9_100) == text.index("散")
