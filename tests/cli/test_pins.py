"""``earmark pin``."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.workflows.conftest import write_wave


def test_pins_are_added_listed_and_removed(run: Run, bees: str) -> None:
    ran = run("pin", "add", bees, "0:25", "1", "--json")
    assert ran.code == 0
    (pin,) = ran.document["pins"]
    assert pin == {"id": pin["id"], "segment": 1, "at_ms": 25_000}
    assert run("pin", "list", bees, "--json").document == {"pins": [pin]}
    assert run("pin", "list", "--json").document == {"pins": [pin]}
    both = run("pin", "add", bees, "1m", "3", "--gap-from", "45", "--json").document["pins"]
    assert [one["segment"] for one in both] == [1, 3]
    left = run("pin", "remove", pin["id"], "--json").document
    assert left == {"pins": both[1:]}
    assert run("pin", "remove", bees, both[1]["id"], "--json").document == {"pins": []}


def test_the_transcript_follows_a_pin_and_says_about(run: Run, bees: str) -> None:
    run("pin", "add", bees, "0:25", "1")
    segment = run("transcript", bees, "--json").document["segments"][1]
    assert (segment["start_ms"], segment["evidence"]) == (25_000, "estimated")
    assert 0 < segment["error_ms"] < 2_000


def test_a_person_reads_the_pins_with_their_words(run: Run, bees: str) -> None:
    assert "No pins." in run("pin", "list", bees).out
    assert "0:25     1  Thank you, Ann." in run("pin", "add", bees, "25", "1").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "{bees}", "25", "9"], "no paragraph 9"),
        (["add", "{bees}", "25", "2"], "not spoken"),
        (["add", "nowhere", "25", "1"], "nowhere"),
        (["remove", "nothing"], "nothing"),
        (["list", "nowhere"], "nowhere"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    run: Run, bees: str, arguments: list[str], words: str
) -> None:
    ran = run("pin", *(word.format(bees=bees) for word in arguments), "--json")
    assert ran.code == 1
    assert words in ran.document["error"]["message"]
    assert ran.document["error"]["hint"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "x", "noon", "1"],
        ["add", "x", "1", "-1"],
        ["add", "x", "1", "one"],
        ["add", "x", "10", "1", "--gap-from", "20"],
        ["remove"],
        ["remove", "a", "b", "c"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_refused(run: Run, arguments: list[str]) -> None:
    ran = run("pin", *arguments, "--json")
    assert (ran.code, ran.out) == (2, "")


def test_setting_a_sound_that_is_another_s_is_said(run: Run, files: Path, bees: str) -> None:
    write_wave(files / "short.wav", 20)
    ran = run("set", bees, "--audio", files / "short.wav", "--json")
    assert ran.code == 0
    assert ran.document["episode"]["duration_ms"] == 20_000
    assert "has times up to 0:50, but the sound ends at 0:20" in ran.err
