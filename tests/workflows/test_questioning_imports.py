"""What the user did to a list of questions stands whatever becomes of the text it was done to."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.library import Library, open_library
from desktop_app.questions import Question
from desktop_app.transcript.formats import WRITERS, Options
from desktop_app.workflows.exporting import export_transcript
from desktop_app.workflows.importing import ImportOptions, import_paths
from desktop_app.workflows.questioning import (
    Where,
    add_question,
    hide_question,
    merge_questions,
    point_question,
    questions_of,
    reword_question,
)

_ASKED = (
    "Why do the leaves of my {plant} turn yellow in the {month}?",
    "What do you feed to a {plant} that grew in the {month}?",
    "How often should a {plant} be watered during the {month}?",
    "When is the best {month} to cut back an old {plant}?",
)
_LITTLE = ("the", "of", "and", "to", "in", "that", "is", "was", "for", "on", "with", "but")
_SAID = ("plough", "stone", "wrist", "quilt", "bench", "shore", "twine", "speck", "vault", "yeast")
_SYLLABLES = ("bal", "cor", "dun", "fen", "gor", "hil", "jas", "kel", "lom", "mar", "nop", "rud")


@dataclass
class Wanted:
    """What the list must hold: for a plant that the asking paragraph names, the user's words.

    None where the user gave no words: those of the text, as it says them now.
    """

    asked: dict[str, str | None] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)  # plants


def paragraphs(seed: int, count: int) -> list[str]:
    """Return a talk of so many questions, each of a plant and a month of its own."""
    random, plants = Random(seed), names(seed, 2 * count)
    told = ["**Ann:** \\[00:00\\] Welcome to the garden show."]
    for number in range(count):
        named = {"plant": plants[2 * number], "month": plants[2 * number + 1]}
        told.append(f"**Ann:** \\[{number:02}:10\\] {random.choice(_ASKED).format(**named)}")
        said = [random.choice(_LITTLE if place % 2 else _SAID) for place in range(60)]
        told.append(f"**Ben:** \\[{number:02}:20\\] The {named['plant']}, {' '.join(said)}.")
    return [*told, f"**Ann:** \\[{count:02}:10\\] Thanks for listening, see you next time."]


def names(seed: int, count: int) -> list[str]:
    """Return made-up names, all different."""
    pairs = [a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in ("a", "o")]
    return Random(seed).sample(pairs, count)


def edit(library: Library, id_: str, seed: int, plants: list[str]) -> Wanted:
    """Do something to each question, by lot; return what must come of it."""
    random, wanted = Random(seed), Wanted()
    found = list(questions_of(library, id_))
    segments = library.recordings.transcript(id_).segments
    while found:
        question = found.pop(0)
        deed = random.choice(("leave", "reword", "point", "hide", "merge", "add"))
        plant = next(p for p in plants if p in question.text)
        if deed == "reword":
            reword_question(library, id_, question, f"In my words, {plant}?")
            wanted.asked[plant] = f"In my words, {plant}?"
        elif deed == "point":  # to its answer
            assert question.segment is not None
            point_question(library, id_, question, Where(segment=question.segment + 1, offset=3))
            wanted.asked[plant] = None
        elif deed == "hide":
            hide_question(library, id_, question)
            wanted.hidden.add(plant)
        elif deed == "merge" and found:
            second: Question = found.pop(0)
            merge_questions(library, id_, question, second)
            wanted.asked[plant] = f"{question.text} {second.text}"
        elif deed == "add":
            answer = next(s for s in segments if plant in s.text and s.speaker != "Ann")
            add_question(library, id_, f"Of my own, {plant}?", Where(segment=answer.index))
            wanted.asked[plant] = f"Of my own, {plant}?"
    return wanted


def assert_kept(library: Library, id_: str, wanted: Wanted) -> None:
    segments = library.recordings.transcript(id_).segments
    own = [question for question in questions_of(library, id_) if question.origin == "user"]
    assert len(own) == len(wanted.asked)
    for plant, text in wanted.asked.items():
        there = [q for q in own if q.segment is not None and plant in segments[q.segment].text]
        assert len(there) == 1, (plant, own)
        assert text is None or there[0].text == text
    for plant in wanted.hidden:
        assert not any(plant in question.text for question in questions_of(library, id_))


def misspelt(text: str, random: Random) -> str:
    """Return a paragraph with one short word in twelve changed: names are long."""
    said = text.split(" ")
    for place in range(1, len(said)):
        is_short = said[place].isalpha() and len(said[place]) < 7
        if is_short and said[place].islower() and random.random() < 1 / 12:
            said[place] = random.choice(("um", said[place] + "s", said[place].title()))
    return " ".join(said)


def changed(told: list[str], seed: int) -> str:
    """Return another version of a talk: moved, longer, misspelt, perhaps without names."""
    random, plants = Random(seed), ("um", "well")
    head, pairs, foot = told[0], list(zip(told[1:-1:2], told[2:-1:2], strict=True)), told[-1]
    if random.random() < 0.5:
        random.shuffle(pairs)
    parts = [head]
    for pair in pairs:
        if random.random() < 0.4:
            parts.append(f"**Ben:** {random.choice(plants)}, that was good.")
        parts += [misspelt(one, random) for one in pair]
    text = "\n\n".join([*parts, foot]) + "\n"
    return text.replace("**Ann:** ", "").replace("**Ben:** ", "") if seed % 5 == 0 else text


Again = Callable[[Library, str, Path], None]


def edited_and(seed: int, count: int, again: Callable[[list[str]], Again]) -> None:
    """Import a talk, edit its questions, import it once more, and look at the list."""
    told = paragraphs(seed, count)
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        file = folder / "garden.md"
        file.write_text("\n\n".join(told) + "\n", "utf-8")
        with open_library(folder / "library.sqlite3", backups=folder / "backups") as library:
            id_ = import_paths(library, [file]).imported[0].recording.id
            assert len(questions_of(library, id_)) >= count - 1
            wanted = edit(library, id_, seed, names(seed, 2 * count)[::2])
            assert_kept(library, id_, wanted)
            again(told)(library, id_, folder)
            assert_kept(library, id_, wanted)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 10**6), st.integers(2, 6))
def test_edits_stand_in_a_text_that_was_moved_about_and_misspelt(seed: int, count: int) -> None:
    def again(told: list[str]) -> Again:
        def do(library: Library, id_: str, folder: Path) -> None:
            file = folder / "garden.md"
            file.write_text(changed(told, seed), "utf-8")
            assert import_paths(library, [file]).imported[0].recording.id == id_

        return do

    edited_and(seed, count, again)


@pytest.mark.parametrize("kind", ["srt", "vtt", "md", "readable", "txt", "html", "json"])
@pytest.mark.parametrize("seed", [3, 14])
def test_edits_stand_in_another_format_of_the_same_episode(kind: str, seed: int) -> None:
    def again(_told: list[str]) -> Again:
        def do(library: Library, id_: str, folder: Path) -> None:
            written = export_transcript(library, id_, kind, options=Options(estimated=True))
            (folder / "other").mkdir()
            file = folder / "other" / f"garden{WRITERS[kind].extension}"
            file.write_text(written.text, "utf-8", newline="")
            report = import_paths(library, [file], ImportOptions(into=id_))
            assert [done.recording.id for done in report.imported] == [id_], report.failed

        return do

    edited_and(seed, 5, again)
