"""Cells that a spreadsheet changed when it opened or saved a table, and what they were."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

from foia.checks.zips import fits

_US_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_DAY_ZERO = dt.date(1899, 12, 30)
"""Day 0 of a spreadsheet's calendar."""
_ERROR = re.compile(r"#(?:REF!|NAME\?|N/A|VALUE!|DIV/0!|NUM!|NULL!|#+)")
_NUMBERS = ("population", "officers")
Order = Literal["month", "day", ""]
"""What the dates of a column begin with; "" where they do not tell."""


def is_date(column: str) -> bool:
    """True for a column of dates."""
    return column == "date" or column.endswith("_date")


def date_order(cells: Iterable[str]) -> Order:
    """The order that the dates of one column give away: only 13/5 begins with the day, only 5/13 with the month."""
    pairs = [(int(found[1]), int(found[2])) for cell in cells if (found := _US_DATE.fullmatch(cell))]
    day = any(first > 12 >= second for first, second in pairs)
    month = any(second > 12 >= first for first, second in pairs)
    if day == month:
        return ""
    return "day" if day else "month"


def damage(column: str, cell: str, state: str = "", order: Order = "month") -> tuple[str, str] | None:
    """What happened to the cell and the text it should hold ("" where that cannot be known), or None."""
    if _ERROR.fullmatch(cell):
        return f"{cell!r} is a spreadsheet's error message", ""
    if re.fullmatch(r"\d(?:[.,]\d+)?E\+\d+", cell):
        return f"{cell!r} is a long number that a spreadsheet has rounded", ""
    if is_date(column):
        return _date(cell, order)
    if column == "zip":
        return _zip(cell, state)
    return _number(cell) if column in _NUMBERS else None


def _date(cell: str, order: Order) -> tuple[str, str] | None:
    if found := _US_DATE.fullmatch(cell):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        first, second = int(found[1]), int(found[2])
        by_month, by_day = _iso(year, first, second), _iso(year, second, first)
        if not order and by_month and by_day and by_month != by_day:
            return f"{cell!r} is {by_month} or {by_day}, and no other date in the column tells which", ""
        right = {"month": by_month, "day": by_day, "": by_month or by_day}[order]
        return f"{cell!r} is a date as a spreadsheet writes it", right
    if re.fullmatch(r"[2-6]\d{4}", cell):
        day = _DAY_ZERO + dt.timedelta(days=int(cell))
        return f"{cell!r} is a spreadsheet's number for a date", day.isoformat()
    return None


def _iso(year: int, month: int, day: int) -> str:
    """The date, or "" if there is no such day."""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _zip(cell: str, state: str) -> tuple[str, str] | None:
    """A ZIP code that was taken for a number; zeros are put back only where the state then fits."""
    bare = cell.removesuffix(".0")
    base, _, more = bare.partition("-")
    right = base.zfill(5) + (f"-{more}" if more else "")
    if re.fullmatch(r"\d{3,4}(?:-\d{4})?", bare) and (not state or fits(right, state)):
        return f"{cell!r} has lost its leading zeros", right
    if bare != cell and re.fullmatch(r"\d{5}", bare):
        return f"{cell!r} was taken for a number", bare
    return None


def _number(cell: str) -> tuple[str, str] | None:
    bare = cell.removesuffix(".0").replace(",", "")
    return (f"{cell!r} is a number as a spreadsheet writes it", bare) if bare != cell and bare.isdigit() else None
