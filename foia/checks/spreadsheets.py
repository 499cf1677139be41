"""Cells that a spreadsheet changed when it opened or saved a table, and what they were."""

from __future__ import annotations

import datetime as dt
import re

from foia.checks.zips import fits

_US_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_DAY_ZERO = dt.date(1899, 12, 30)
"""Day 0 of a spreadsheet's calendar."""
_ERROR = re.compile(r"#(?:REF!|NAME\?|N/A|VALUE!|DIV/0!|NUM!|NULL!|#+)")
_NUMBERS = ("population", "officers")


def damage(column: str, cell: str, state: str = "") -> tuple[str, str] | None:
    """What happened to the cell and the text it should hold ("" where that cannot be known), or None."""
    if _ERROR.fullmatch(cell):
        return f"{cell!r} is a spreadsheet's error message", ""
    if re.fullmatch(r"\d(?:[.,]\d+)?E\+\d+", cell):
        return f"{cell!r} is a long number that a spreadsheet has rounded", ""
    if column == "date" or column.endswith("_date"):
        return _date(cell)
    if column == "zip":
        return _zip(cell, state)
    return _number(cell) if column in _NUMBERS else None


def _date(cell: str) -> tuple[str, str] | None:
    if found := _US_DATE.fullmatch(cell):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return f"{cell!r} is a date as a spreadsheet writes it", _iso(year, int(found[1]), int(found[2]))
    if re.fullmatch(r"[2-6]\d{4}", cell):
        day = _DAY_ZERO + dt.timedelta(days=int(cell))
        return f"{cell!r} is a spreadsheet's number for a date", day.isoformat()
    return None


def _iso(year: int, month: int, day: int) -> str:
    """The date, month first as the United States write it; "" if there is no such day."""
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
