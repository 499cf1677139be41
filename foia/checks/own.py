"""Rules for the user's own files: fixes.csv, updates.csv and me.toml."""

from __future__ import annotations

import re
from pathlib import Path

from foia.checks.context import Context, Examined
from foia.checks.lines import check_date, check_known_agency, check_source
from foia.checks.problem import Problem, problems_of
from foia.errors import DataError
from foia.library.toml import guess, line_of, read_toml

_DERIVED = re.compile(r"slug|\w+_(?:source|date)")


def check_fixes(context: Context, path: Path, code: str) -> Examined:
    """Every fix names an agency on file, a field it may change, a source and a date."""
    table = context.table(path, "FixLine")
    found = list(table.problems)
    columns = context.dictionary.columns("AgencyLine") | set(context.dictionary.choices("ContactLine", "channel"))
    fields = sorted(name for name in columns if not _DERIVED.fullmatch(name))
    for row in table.rows:
        found += check_known_agency(table, row, "id", row.cells.get("id", ""), context)
        name = row.cells.get("field", "")
        if name and name not in columns - {"slug"}:
            to_do = f"Fields: {', '.join(fields)}."
            found.append(table.problem(row.line, f"field: no field {name!r}{guess(name, fields)}", to_do))
        found += [*check_source(table, row, "source", context), *check_date(table, row, "date", context.on)]
    return Examined(found, len(table.rows))


def check_me(context: Context, path: Path, code: str) -> Examined:
    """Every key of the requester's own details is known, and closed words are among the choices."""
    try:
        details = read_toml(path)
    except DataError as error:
        return Examined(list(problems_of(error, path)))
    kind, found = context.dictionary.kinds["Me"], []
    for name, value in details.items():
        line = line_of(path, (name,))
        choices = context.dictionary.choices("Me", name)
        if name not in kind.fields:
            to_do = f"Keys: {', '.join(kind.fields)}."
            found.append(Problem(path, line, f"unknown key {name!r}{guess(name, kind.fields)}", to_do))
        elif choices and value not in choices:
            to_do = f"Choices: {', '.join(choices)}."
            found.append(Problem(path, line, f"{name}: {value!r} is not a choice{guess(str(value), choices)}", to_do))
    return Examined(found, len(details))
