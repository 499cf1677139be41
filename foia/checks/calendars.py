"""Rules for holidays.csv: one line per day off, every year whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from foia.checks.context import Context, Examined
from foia.checks.problem import Problem
from foia.checks.rows import Table, check_values
from foia.model import Holiday

FEWEST = 6
"""Every jurisdiction keeps more holidays a year than this; fewer means that lines are missing."""


def check_holidays(context: Context, path: Path, code: str) -> Examined:
    """Every rule over one table of days off."""
    table = context.table(path, "HolidayLine")
    return Examined([*table.problems, *check_values(table, Holiday), *_order(table), *_years(table)], len(table.rows))


def _days(table: Table) -> list[tuple[int, dt.date]]:
    found = []
    for row in table.rows:
        try:
            found.append((row.line, dt.date.fromisoformat(row.cells.get("date", ""))))
        except ValueError:
            continue  # reported as a cell that is not a date
    return found


def _order(table: Table) -> Iterator[Problem]:
    days = _days(table)
    for (_, before), (line, day) in pairwise(days):
        if day == before:
            yield table.problem(line, f"{day} stands there twice", "Join the names with “and” in one line.")
        elif day < before:
            yield table.problem(line, f"{day} stands after {before}", "Keep the days in order.")


def _years(table: Table) -> Iterator[Problem]:
    """The table counts as whole from its first year to its last, so a gap would give wrong dates."""
    counted: dict[int, int] = {}
    for _, day in _days(table):
        counted[day.year] = counted.get(day.year, 0) + 1
    if not counted:
        yield table.problem(1, "the holiday table is empty", "Without it no business day can be counted.")
        return
    for year in range(min(counted), max(counted) + 1):
        if counted.get(year, 0) < FEWEST:
            to_do = "Add the year's days off; dates across it would be counted wrong."
            yield table.problem(1, f"only {counted.get(year, 0)} days off in {year}", to_do)
