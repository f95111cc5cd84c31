from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.widgets.page_fit import fit_page


def test_a_wide_view_centres_the_column() -> None:
    fit = fit_page(1_200, 700, 84, 560.0)
    assert fit.column == 560
    left = fit.beside_left + 84
    assert abs(left - (1_200 - left - 560)) <= 1


def test_a_narrow_view_takes_from_the_column() -> None:
    fit = fit_page(500, 700, 84, 560.0)
    assert (fit.beside_left, fit.beside_right) == (0, 0)
    assert fit.column == 500 - 84 - fit.right


@given(
    available=st.integers(320, 3_000),
    gutter=st.integers(84, 130),
    column=st.floats(200, 1_200),
)
def test_the_page_always_fits_the_view(available: int, gutter: int, column: float) -> None:
    fit = fit_page(available, 600, gutter, column)
    assert fit.beside_left >= 0
    assert fit.beside_right >= 0
    inside = available - fit.beside_left - fit.beside_right
    assert gutter + fit.column + fit.right <= inside + 1


def test_growing_a_wide_view_lays_nothing_out_anew() -> None:
    fits = [fit_page(width, 700, 84, 560.0) for width in range(900, 1_600, 10)]
    assert {(fit.column, fit.right, fit.bottom) for fit in fits} == {(560.0, 56, 720)}
