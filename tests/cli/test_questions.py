"""``earmark question``."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

FIELDS = {
    *("text", "segment", "start_ms", "end_ms", "error_ms", "answer_from_segment"),
    *("answer_to_segment", "asked_by", "origin", "confidence"),
}


def test_a_question_is_added_worded_anew_pointed_and_hidden(run: Run, bees: str) -> None:
    before = run("questions", bees, "--json").document["questions"]
    added = run("question", "add", bees, "Is that all?", "--segment", "3", "--json").document
    assert added["question"].keys() == FIELDS
    assert (added["question"]["segment"], added["question"]["origin"]) == (3, "user")
    edited = run("question", "edit", bees, "Is that all?", "The end?", "--json").document
    assert edited["question"] == {**added["question"], "text": "The end?"}
    pointed = run("question", "point", bees, "the END", "--at", "0:05", "--json").document
    assert (pointed["question"]["segment"], pointed["question"]["text"]) == (0, "The end?")
    assert run("questions", bees, "--json").document["questions"][0] == pointed["question"]
    hidden = run("question", "hide", bees, "1", "--json").document
    assert hidden == {"questions": before}
    listed = run("question", "list", bees, "--hidden", "--json").document
    assert listed == {"questions": [{"text": "The end?"}]}
    shown = run("question", "show", bees, "the end", "--json").document["questions"]
    assert "The end?" in [one["text"] for one in shown]


def test_the_words_can_be_given_as_an_option(run: Run, bees: str) -> None:
    run("question", "add", bees, "Is that all?", "--at", "0:52")
    assert "The end?" in run("question", "edit", bees, "that all", "--text", "The end?").out


def test_two_questions_are_made_one(run: Run, bees: str) -> None:
    run("question", "add", bees, "Who is there?", "--segment", "0")
    run("question", "add", bees, "And who else?", "--segment", "3")
    merged = run("question", "merge", bees, "Who is", "who else", "--json").document
    assert merged["question"]["text"] == "Who is there? And who else?"
    assert merged["question"]["segment"] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "x", "What?"],
        ["add", "x", "What?", "--at", "1", "--segment", "1"],
        ["add", "x", "What?", "--segment", "-1"],
        ["edit", "x", "1"],
        ["edit", "x", "1", "a", "--text", "b"],
        ["point", "x", "1"],
        ["hide", "x"],
        ["unknown"],
    ],
)
def test_a_wrong_call_prints_nothing_on_stdout(run: Run, arguments: list[str]) -> None:
    ran = run("question", *arguments, "--json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "nowhere", "What?", "--at", "1"],
        ["add", "{bees}", "What?", "--segment", "99"],
        ["add", "{bees}", "What?", "--segment", "2"],
        ["edit", "{bees}", "99", "What?"],
        ["hide", "{bees}", "zebra"],
        ["show", "{bees}", "zebra"],
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(run: Run, bees: str, arguments: list[str]) -> None:
    ran = run("question", *(word.format(bees=bees) for word in arguments), "--json")
    assert ran.code == 1
    assert ran.document["error"]["hint"]


def test_that_the_language_is_not_known_is_said_beside_the_list(run: Run, tmp_path: Path) -> None:
    said = (
        "Wir haben das Schiff umgebaut, weil der alte Motor zu laut war und niemand mehr schlief. "
    )
    episode = tmp_path / "schiff.md"
    episode.write_text(
        "**Eva:** Willkommen.\n\n**Eva:** Warum haben Sie das Schiff damals umgebaut?\n\n"
        f"**Jan:** {said * 4}\n\n**Eva:** Danke.\n",
        "utf-8",
    )
    run("import", episode)
    listed = run("questions", "schiff", "--json")
    assert [one["segment"] for one in listed.document["questions"]] == [1]
    assert "does not know the language" in listed.err
    assert listed.code == 0


def test_of_english_nothing_is_said(run: Run, bees: str) -> None:
    assert run("questions", bees).err == ""
