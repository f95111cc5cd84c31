"""What a row of search results says."""

from desktop_app.search.query import Hit
from desktop_app.ui.delegates.hit_painter import HitPainter
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.models.hit_rows import (
    HitRow,
    MoreRow,
    answer_rows,
    answers_here_rows,
    count_sentence,
    hit_rows,
)


def make_hit(
    sentence: str = "It slows the yeast.",
    *,
    recording_id: str = "bread",
    start_ms: int | None = 12_000,
    error_ms: int | None = 0,
    speaker: str | None = "Ada",
    show: str | None = "The Proving Drawer",
) -> Hit:
    return Hit(
        recording_id=recording_id,
        title=recording_id.title(),
        show=show,
        segment=1,
        speaker=speaker,
        start_ms=start_ms,
        error_ms=error_ms,
        sentence=sentence,
        score=1.0,
        matches=((3, 8),),
    )


def test_a_hit_says_who_when_and_what() -> None:
    row = HitRow(make_hit())
    assert row.words == "Ada, 12 seconds: It slows the yeast."
    assert row.meta == "0:12  ·  Ada"
    assert row.tip == "Show in the text. The sound stays where it is."


def test_a_hit_without_time_and_speaker_says_so() -> None:
    row = HitRow(make_hit(start_ms=None, error_ms=None, speaker=None))
    assert row.words == "no time: It slows the yeast."
    assert row.meta == "no time"


def test_an_estimated_hit_is_marked_as_one() -> None:
    assert HitRow(make_hit(error_ms=4_000)).meta == "≈ 0:12  ·  Ada"


def test_hits_stand_under_their_episodes_the_best_first() -> None:
    hits = [
        make_hit("One.", recording_id="salt", show=None),
        make_hit("Two.", recording_id="bread"),
        make_hit("Three.", recording_id="salt", show=None),
    ]
    rows = hit_rows(hits)
    said = [row.title if isinstance(row, HeadingRow) else row.hit.sentence for row in rows]
    assert said == ["Salt", "One.", "Three.", "Bread", "Two."]
    assert rows[0].words == "Salt, 2"


def test_the_count_names_places_and_episodes() -> None:
    assert count_sentence(1, 1) == "1 place in 1 episode"
    assert count_sentence(26, 4) == "26 places in 4 episodes"


def test_of_many_hits_in_an_episode_the_first_few_are_listed_until_more_are_wanted() -> None:
    hits = [make_hit(f"{n}.", recording_id="salt") for n in range(7)]
    rows = hit_rows(hits[:4], {"salt": 7})
    assert rows[0].words == "Salt, The Proving Drawer, 7"
    assert [row.words for row in rows[-1:]] == ["Show 4 more here"]
    assert [row.hit.sentence for row in rows if isinstance(row, HitRow)] == ["0.", "1.", "2."]
    opened = hit_rows(hits[:4], {"salt": 7}, {"salt": hits})
    assert len(opened) == 8
    assert not any(isinstance(row, MoreRow) for row in opened)
    assert not any(isinstance(row, MoreRow) for row in hit_rows(hits[:4], {"salt": 4}))


def test_an_answer_of_all_episodes_has_its_question_above_and_its_episode_below() -> None:
    heading, row = answer_rows([make_hit(speaker="Why salt?")])
    assert isinstance(heading, HeadingRow)
    assert isinstance(row, HitRow)
    assert (row.above, row.meta) == ("Why salt?", "0:12  ·  Bread")
    assert row.words == "Why salt?, Bread, 12 seconds: It slows the yeast."


def test_an_answer_without_a_question_has_its_episode_above_in_as_many_lines() -> None:
    _heading, before = answer_rows([make_hit(speaker=None)])
    assert isinstance(before, HitRow)
    assert (before.above, before.meta) == ("Bread", "0:12")
    _heading, after = answer_rows([make_hit(speaker="Why salt?")])
    painter = HitPainter()
    assert isinstance(after, HitRow)
    assert painter.height(before, 300) == painter.height(after, 300) > 0
    assert before.key == after.key


def test_an_answer_in_the_open_episode_names_its_question_alone() -> None:
    named, unnamed = answers_here_rows([make_hit(speaker="Why salt?"), make_hit(speaker=None)])
    assert (named.above, named.meta) == ("Why salt?", "0:12")
    assert (unnamed.above, unnamed.meta) == ("", "0:12")


def test_no_answers_have_no_heading() -> None:
    assert answer_rows([]) == []
