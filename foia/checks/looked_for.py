"""Rules for looked-for.csv: what was looked for and not found, of agencies that are on file."""

from __future__ import annotations

from pathlib import Path

from foia.checks.context import Context, Examined
from foia.checks.lines import check_date, check_known_agency, check_repeated
from foia.checks.problem import Problem


def check_looked_for(context: Context, path: Path, code: str) -> Examined:
    """Every rule over the table."""
    table = context.table(path, "LookedForLine")
    found: list[Problem] = [*table.problems, *check_repeated(table, ("id",), "agency")]
    for row in table.rows:
        if name := row.cells.get("id"):
            found += check_known_agency(table, row, "id", name, context)
        found += check_date(table, row, "date", context.on)
    return Examined(found, len(table.rows))
