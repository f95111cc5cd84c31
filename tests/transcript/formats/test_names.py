import pytest

from desktop_app.transcript.formats.names import is_mark, looks_like_name


@pytest.mark.parametrize(
    "name", ["Break", "JINGLE", " outro ", "Song", "Sample", "Intro", "Ad break"]
)
def test_marks_are_known_by_name(name: str) -> None:
    assert is_mark(name)


@pytest.mark.parametrize(
    "name", ["Ana", "Audience member", "Breakmaster Cylinder", "Dawn Song", ""]
)
def test_people_are_no_marks(name: str) -> None:
    assert not is_mark(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ana",
        "ana_42",
        "ANA RUIZ",
        "José Valim",
        "L Körbes",
        "Mireille B. Reece, Psy.D",
        "VM (Vicky) Brasseur",
        "Lucas Fernandes da Costa",
        "Simon & Garfunkel",
        "Speaker 1",
        "Paul Frazee✌",
        "O'Neil",
        "$STDOUT",
        "李雷",
    ],
)
def test_names_look_like_names(name: str) -> None:
    assert looks_like_name(name)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Note",
        "Monday",
        "the ratio",
        "Grain of salt",
        "Don't miss it",
        "One Two Three Four Five Six Seven",
        "42",
        "What? Me",
        "So",
        "A" * 61,
    ],
)
def test_words_do_not(words: str) -> None:
    assert not looks_like_name(words)
