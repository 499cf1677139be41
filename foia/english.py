"""Dates, lists and numbers in plain English, as every letter and every line on the screen says them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

_UNITS = {"business": "business day", "calendar": "calendar day", "months": "month", "years": "year"}


def long_date(day: dt.date) -> str:
    """`November 22, 2026`."""
    return f"{day:%B} {day.day}, {day.year}"


def long_day(day: dt.date) -> str:
    """`Sunday, November 22, 2026`."""
    return f"{day:%A}, {long_date(day)}"


def listed(words: Iterable[str], joint: str = "and") -> str:
    """`a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} {joint} {last}" if first else last


def unit_name(unit: str, number: int) -> str:
    """`business days`, `calendar day`: the unit in words, for so many of it."""
    name = _UNITS.get(unit, unit)
    return name if number == 1 else f"{name}s"
