from desktop_app.library import Library
from desktop_app.library.pins import Pin
from desktop_app.library.question_edits import QuestionEdit
from desktop_app.transcript.corrections import Correction

CREATED = "2026-01-02T03:04:05Z"


def test_pins_are_kept_in_reading_order_and_can_be_removed(library: Library) -> None:
    recording = library.recordings.add(title="x")
    late = Pin("p1", recording.id, 9, "words", 90_000, CREATED)
    early = Pin("p2", recording.id, 2, "other words", 20_000, CREATED)
    library.pins.add(late)
    library.pins.add(early)
    assert library.pins.list(recording.id) == [early, late]
    library.pins.remove("p2")
    assert library.pins.list(recording.id) == [late]


def test_corrections_are_kept_and_can_be_removed(library: Library) -> None:
    recording = library.recordings.add(title="x")
    correction = Correction("c1", recording.id, 3, "teh", "the", CREATED, "Ann", "Bob")
    library.corrections.add(correction)
    assert library.corrections.list(recording.id) == [correction]
    library.corrections.remove("c1")
    assert library.corrections.list(recording.id) == []


def test_question_edits_are_kept_and_can_be_removed(library: Library) -> None:
    recording = library.recordings.add(title="x")
    edit = QuestionEdit("q1", recording.id, "Why?", 4, None, CREATED, "Why is it?", "a", "b")
    later = QuestionEdit("q0", recording.id, "", 4, "How?", CREATED, to_quote="How is it?")
    library.question_edits.add(edit)
    library.question_edits.add(later)
    assert library.question_edits.list(recording.id) == [edit, later]
    assert (edit.hides, later.hides) == (True, False)
    library.question_edits.remove("q0")
    library.question_edits.remove("q1")
    assert library.question_edits.list(recording.id) == []


def test_edits_survive_a_new_text_and_a_removal(library: Library) -> None:
    recording = library.recordings.add(title="x")
    pin = Pin("p1", recording.id, 1, "words", 1_000, CREATED)
    library.pins.add(pin)
    library.recordings.remove(recording.id)
    library.recordings.revive(recording.id)
    assert library.pins.list(recording.id) == [pin]
