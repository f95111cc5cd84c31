import pytest

from desktop_app.ui.asking import is_question


@pytest.mark.parametrize(
    "words", ["why?", "How do bees sleep", "what's in a name", "bees or wasps ?", "蜂は？"]
)
def test_a_question_is_told_by_its_mark_or_its_first_word(words: str) -> None:
    assert is_question(words)


@pytest.mark.parametrize("words", ["", "?", "how", "what is", "bees in winter", "neural networks"])
def test_anything_else_is_looked_up_only(words: str) -> None:
    assert not is_question(words)
