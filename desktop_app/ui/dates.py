"""Days as people write them where the user lives."""

import re

from PySide6.QtCore import QDate, QLocale, Qt

_WEEKDAY = re.compile(r"[,\s]*d{3,4}[,.\s]*")
_YEAR = re.compile(r"[\s,./-]*(?:'[^']*'\s*)*y+[年년]?(?:\s*'[^']*')*\.?")


def long_date(published: str | None) -> str:
    """Return a day in full: “14 November 2024”; what is no day comes back as it is."""
    day = _day(published)
    return QLocale().toString(day, _long_form()) if day.isValid() else published or ""


def short_date(published: str | None, today: QDate | None = None) -> str:
    """Return a day for a list: “14 Nov”, with its year unless that is this one."""
    day = _day(published)
    if not day.isValid():
        return published or ""
    form = _long_form().replace("MMMM", "MMM")
    if day.year() == (today or QDate.currentDate()).year():
        form = _YEAR.sub("", form).strip(" ,")
    return QLocale().toString(day, form)


def _day(published: str | None) -> QDate:
    return QDate.fromString((published or "")[:10], Qt.DateFormat.ISODate)


def _long_form() -> str:
    """The locale's long form of a date without the day of the week."""
    form = QLocale().dateFormat(QLocale.FormatType.LongFormat)
    return _WEEKDAY.sub(" ", form, count=1).strip(" ,")
