"""Dates, lists and numbers in plain English, as every letter and every line on the screen says them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

_UNITS = {"calendar": "calendar day", "months": "month", "years": "year"}


def long_date(day: dt.date, *, day_first: bool = False) -> str:
    """`November 22, 2026`, or `22 November 2026`."""
    return f"{day.day} {day:%B} {day.year}" if day_first else f"{day:%B} {day.day}, {day.year}"


def long_day(day: dt.date, *, day_first: bool = False) -> str:
    """`Sunday, November 22, 2026`, or `Sunday 22 November 2026`."""
    return f"{day:%A}{' ' if day_first else ', '}{long_date(day, day_first=day_first)}"


def short_date(day: dt.date, *, day_first: bool = False) -> str:
    """`Nov 22`, or `22 Nov`."""
    return f"{day.day} {day:%b}" if day_first else f"{day:%b} {day.day}"


def listed(words: Iterable[str], joint: str = "and") -> str:
    """`a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} {joint} {last}" if first else last


def unit_name(unit: str, number: int, business_day: str = "business day") -> str:
    """`business days`, `calendar day`: the unit in words, for so many of it; `business_day` is the law's own word."""
    name = business_day if unit == "business" else _UNITS.get(unit, unit)
    return name if number == 1 else f"{name}s"
