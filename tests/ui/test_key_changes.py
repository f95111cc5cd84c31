"""Keys of the user's own: who has which, and that none belongs to two actions."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.actions import action_table
from desktop_app.ui.key_changes import (
    FIXED,
    Changes,
    about_single_keys,
    changed_table,
    owner_of,
    unusual,
    why_not,
    with_key,
    with_usual_keys,
    without_keys,
    written,
)

USUAL = {spec.name: tuple(written(key) for key in spec.keys) for spec in action_table()}


def keys_with(changes: Changes) -> dict[str, tuple[str, ...]]:
    return {spec.name: spec.keys for spec in changed_table(changes)}


def test_without_changes_the_keys_are_the_usual_ones() -> None:
    assert keys_with({}) == USUAL
    assert unusual(changed_table({})) == set()


def test_a_new_key_takes_the_place_of_the_first_and_leaves_the_others() -> None:
    changes = with_key({}, "play", "P")
    assert changes == {"play": ("P", "Ctrl+Space", "Media Play")}
    assert keys_with(changes)["play"] == ("P", "Ctrl+Space", "Media Play")
    assert with_key(changes, "play", "Space") == {}


def test_a_key_taken_from_another_action_is_nobody_elses() -> None:
    changes = with_key({}, "mute", "B")
    assert keys_with(changes)["mute"] == ("B",)
    assert keys_with(changes)["bookmark"] == ("Ctrl+B",)
    assert keys_with(with_key(changes, "bookmark", "N"))["bookmark"] == ("N", "Ctrl+B")
    again = with_key(changes, "panel", "B")
    assert keys_with(again)["panel"] == ("B",)
    assert keys_with(again)["mute"] == ()


def test_an_action_can_be_left_without_a_key() -> None:
    changes = without_keys({}, "play")
    assert keys_with(changes)["play"] == ()
    assert owner_of("Space", changes) is None


def test_the_usual_keys_come_back_from_whoever_has_them() -> None:
    changes = with_key(with_key({}, "bookmark", "N"), "mute", "B")
    assert with_usual_keys(changes, "bookmark") == {"mute": ()}
    assert with_usual_keys(with_usual_keys(changes, "bookmark"), "mute") == {}


def test_esc_is_for_closing_whatever_a_file_says() -> None:
    assert keys_with({"leave": ["X"]})["leave"] == ("Esc",)
    assert {"leave"} == FIXED


@pytest.mark.parametrize("key", ["Esc", "Tab", "Return", "Up", "Ctrl+C", "Del"])
def test_keys_that_move_in_lists_and_texts_are_not_given(key: str) -> None:
    assert "stays as it is" in why_not(key)
    assert why_not("Ctrl+J") == ""


def test_the_sentence_about_ctrl_is_said_only_while_it_is_true() -> None:
    assert "Ctrl" in about_single_keys(changed_table({}))
    assert "Ctrl" not in about_single_keys(changed_table(with_key({}, "mute", "Space")))


@pytest.mark.parametrize(
    "changes",
    [
        {"play": ["B"], "mute": ["B", "b"]},
        {"nothing like it": ["X"]},
        {"play": ["not a key at all", ""]},
        {"leave": ["Space"]},
    ],
)
def test_what_a_file_says_leaves_each_key_with_one_action(changes: Changes) -> None:
    keys = Counter(key for spec in changed_table(changes) for key in spec.keys)
    assert set(keys.values()) == {1}
    assert "" not in keys


NAMES = st.sampled_from([name for name in USUAL if name not in FIXED])
KEYS = st.sampled_from(["B", "N", "Space", "Ctrl+B", "F5", "Ctrl+Left", "?", "Media Play"])
STEPS = st.one_of(
    st.tuples(st.just("give"), NAMES, KEYS),
    st.tuples(st.just("clear"), NAMES, st.just("")),
    st.tuples(st.just("reset"), NAMES, st.just("")),
)


@given(st.lists(STEPS, max_size=12))
def test_however_keys_are_changed_each_has_one_owner(steps: list[tuple[str, str, str]]) -> None:
    changes: Changes = {}
    for step, name, key in steps:
        if step == "give":
            changes = with_key(changes, name, key)
            owner = owner_of(key, changes)
            assert owner is not None
            assert owner.name == name
            assert keys_with(changes)[name][0] == key
        elif step == "clear":
            changes = without_keys(changes, name)
            assert keys_with(changes)[name] == ()
        else:
            changes = with_usual_keys(changes, name)
            assert keys_with(changes)[name] == USUAL[name]
    keys = Counter(key for spec in changed_table(changes) for key in spec.keys)
    assert all(count == 1 for count in keys.values())
