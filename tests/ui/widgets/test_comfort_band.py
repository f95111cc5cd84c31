import pytest

from desktop_app.ui.widgets.comfort_band import Extent, rest_px, scroll_wanted

HEIGHT = 1_000


def line(top: float) -> Extent:
    return Extent(top, top + 28)


@pytest.mark.parametrize("top", [120, 280, 500, 700])
def test_a_passage_in_the_band_stays(top: float) -> None:
    assert scroll_wanted(Extent(top, top + 200), line(top), HEIGHT) == 0


@pytest.mark.parametrize("top", [-400, 0, 119, 701, 5_000])
def test_a_passage_outside_the_band_is_put_at_28_per_cent(top: float) -> None:
    by_px = scroll_wanted(Extent(top, top + 200), line(top), HEIGHT)
    assert top - by_px == rest_px(HEIGHT) == 280


def test_a_passage_that_would_be_cut_off_at_the_foot_is_shown_whole() -> None:
    by_px = scroll_wanted(Extent(600, 1_100), line(600), HEIGHT)
    assert 600 - by_px == 280
    assert 1_100 - by_px <= HEIGHT


def test_a_passage_that_fits_does_not_move_as_it_is_spoken() -> None:
    passage = Extent(280, 980)
    assert [scroll_wanted(passage, line(top), HEIGHT) for top in (280, 600, 940)] == [0, 0, 0]


def test_a_paragraph_taller_than_the_view_goes_by_its_line() -> None:
    tall = Extent(280, 3_000)
    assert scroll_wanted(tall, line(600), HEIGHT) == 0
    assert scroll_wanted(tall, line(690), HEIGHT) == 690 - 280
    assert scroll_wanted(tall, line(60), HEIGHT) == 60 - 280


def test_once_put_right_nothing_moves_again() -> None:
    for top in range(-2_000, 3_000, 37):
        for height in (60, 500, 900, 2_500):
            passage = Extent(top, top + height)
            by_px = scroll_wanted(passage, line(top), HEIGHT)
            moved = Extent(passage.top - by_px, passage.bottom - by_px)
            assert scroll_wanted(moved, line(top - by_px), HEIGHT) == 0
