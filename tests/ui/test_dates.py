"""Days as lists and headers show them, in the user's own order and language."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QLocale

from desktop_app.ui.dates import long_date, short_date

TODAY = QDate(2024, 12, 24)


@pytest.fixture(autouse=True)
def own_locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("locale", "in_full", "this_year", "another_year"),
    [
        ("en_GB", "14 November 2024", "14 Nov", "14 Nov 2023"),
        ("en_US", "November 14, 2024", "Nov 14", "Nov 14, 2023"),
        ("de_DE", "14. November 2024", "14. Nov.", "14. Nov. 2023"),
        ("fr_FR", "14 novembre 2024", "14 nov.", "14 nov. 2023"),
        ("hu_HU", "2024. november 14.", "nov. 14.", "2023. nov. 14."),
        ("ja_JP", "2024年11月14日", "11月14日", "2023年11月14日"),
    ],
)
def test_a_day_is_written_as_it_is_where_the_user_lives(
    locale: str, in_full: str, this_year: str, another_year: str
) -> None:
    QLocale.setDefault(QLocale(locale))
    assert long_date("2024-11-14") == in_full
    assert short_date("2024-11-14T08:00:00Z", TODAY) == this_year
    assert short_date("2023-11-14", TODAY) == another_year


def test_what_is_no_day_is_shown_as_it_came() -> None:
    assert [long_date(None), long_date("spring 1958"), short_date("1958", TODAY)] == [
        "",
        "spring 1958",
        "1958",
    ]
