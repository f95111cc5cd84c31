import pytest

from desktop_app.questions.askers import asked_by
from desktop_app.questions.talk import Talk
from tests.builders import make_transcript


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("A friend named Susan Fine asked “What is next?”", "Susan Fine"),
        ("This question is from segfaultAX - will it change?", "segfaultAX"),
        ("Tim Heckman asks, how is it governed?", "Tim Heckman"),
        ("On Twitter, WhatJay wants to know why it sweeps?", "WhatJay"),
        ("Johann’s question is this one: will there be a second?", "Johann"),
        ("What is next?", "Ann"),
        ("A listener asks what is next?", "Ann"),
        ("He asked me on Twitter what is next?", "Ann"),
        ("I've wondered, Ben asks that often: what is next?", "Ann"),
    ],
)
def test_the_named_listener_asks_else_the_speaker(said: str, name: str) -> None:
    talk = Talk(make_transcript(f"Ann: {said} / Ben: Who knows.").segments)
    assert asked_by(talk, talk.lines[0]) == name


def test_without_names_nobody_is_said_to_ask() -> None:
    talk = Talk(make_transcript("What is next? / Who knows.").segments)
    assert asked_by(talk, talk.lines[0]) is None
