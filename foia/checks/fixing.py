"""`foia check --fix`: puts right in place what a spreadsheet did to tables, and says cell by cell what was changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from foia.checks.context import Context
from foia.checks.mending import Change, Sheet, mend
from foia.checks.problem import Problem
from foia.checks.rows import Table, read_text
from foia.checks.running import CHECKS, code_of, files_of, library_of
from foia.errors import DataError
from foia.library.places import Library
from foia.writing import write_whole

KINDS = {
    "agencies.csv": "AgencyLine",
    "contacts.csv": "ContactLine",
    "known-use.csv": "KnownUseLine",
    "looked-for.csv": "LookedForLine",
    "holidays.csv": "HolidayLine",
    "fixes.csv": "FixLine",
    "updates.csv": "FixLine",
    "covered.csv": "CoverageLine",
}
"""The tables whose cells can be judged, and their entries in the dictionary."""
_PASSES = 3
"""One cell put right can tell what another should be; more than this many rounds would be a fault of a rule."""


@dataclass
class Fixed:
    """What was changed, and the tables that could not be read well enough to change them."""

    changes: list[Change] = field(default_factory=list)
    left: list[Problem] = field(default_factory=list)

    @property
    def files(self) -> int:
        """How many files were written."""
        return len({one.path for one in self.changes})


def fix(where: Library | Path, on: dt.date) -> Fixed:
    """Mends every table of a library, a folder or one file; data inside an installed program is left alone."""
    library = where if isinstance(where, Library) else library_of(where)
    places = library.layers() if isinstance(where, Library) else (where,)
    context, fixed = Context(library, on), Fixed()
    for path in files_of(tuple(place for place in places if place.name != "_data")):
        if path.suffix == ".csv" and path.name in CHECKS:
            _fix_file(context, path, fixed)
    return fixed


def _fix_file(context: Context, path: Path, fixed: Fixed) -> None:
    data = path.read_bytes()
    try:
        sheet = mend(path, data)
    except DataError as error:
        fixed.left.append(Problem(path, 1, f"left as it is: {error.what}", error.to_do))
        return
    for _ in range(_PASSES):
        if path.name not in KINDS or not _cure(context, sheet):
            break
    new = str(sheet).encode()
    if new != data:
        write_whole({path: new}, failed="the table could not be written")
        fixed.changes += sheet.changes


def _cure(context: Context, sheet: Sheet) -> bool:
    """Put the cells right that the rules can cure; True if there was one."""
    table = read_text(Table(sheet.path), str(sheet), context.dictionary, KINDS[sheet.path.name])
    context.hold(sheet.path, table)
    found = CHECKS[sheet.path.name](context, sheet.path, code_of(sheet.path)).problems
    columns = sheet.lines[0].values if sheet.lines else ()
    cures = {(one.line, one.cure.column): one.cure.text for one in found if one.cure}
    sure = {key: text for key, text in cures.items() if columns.count(key[1]) == 1}
    at = {number: place for place, number in enumerate(sheet.numbers())}
    for (number, column), text in sorted(sure.items()):
        line, place = sheet.lines[at[number]], columns.index(column)
        sheet.note(number, column, line.values[place], text)
        sheet.lines[at[number]] = line.with_cell(place, text)
    return bool(sure)
