"""The rows of a batch: from filters, from a list of ids, or from the newsroom's own table; every row is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from foia.batch.columns import NOTHING, Extra, Special
from foia.directory import to_ask
from foia.errors import FoiaError
from foia.importing import Columns, Report, Settled, plain, read_sheet, recognise, settle
from foia.importing.matching import Index, Wanted, match
from foia.intake import is_email
from foia.library.places import Library
from foia.model import Agency
from foia.selection import Listed

NO_FIELDS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the agency meant, or why there is none; and what the row itself says of its letter."""

    number: int
    said: str
    agency: Agency | None = None
    problem: str = ""
    candidates: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    special: Special = NOTHING
    fields: Mapping[str, str] = field(default_factory=lambda: NO_FIELDS)


@dataclass(frozen=True)
class Table:
    """All rows in order, how they were read, and the names that templates can use as `row.<name>`."""

    rows: tuple[Row, ...]
    how: str
    notes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def rows_of_selection(found: Iterable[Listed]) -> Table:
    """One row for each agency that the filters found; units and merged bodies are left to the body to ask."""
    agencies = [one.agency for one in found]
    asked = [one for one in agencies if not one.instead]
    left = len(agencies) - len(asked)
    notes = (f"{left} units and merged agencies are left out: the body they belong to is asked.",) if left else ()
    return Table(tuple(Row(n, one.name, one) for n, one in enumerate(asked, 1)), "filters", notes)


def rows_of_names(library: Library, typed: Sequence[str], state: str = "") -> Table:
    """One row for each id, FBI id or exact name given; `state` is where names are looked for."""
    index, rows = Index(library), []
    for number, name in enumerate(typed, 1):
        wanted = Wanted(name=name, code=state, id=name if "/" in name else "", ori=name if name.isalnum() else "")
        outcome = match(index, wanted)
        asked = to_ask(library, outcome.agency) if outcome.agency else None
        part = _part(outcome.agency, asked)
        problem = "" if asked else outcome.how
        rows.append(Row(number, name, asked, problem, outcome.candidates, (*part, *outcome.remarks)))
    return Table(tuple(rows), "list of ids")


def _part(meant: Agency | None, asked: Agency | None) -> tuple[str, ...]:
    return () if meant is None or meant is asked else (f"{meant.name} is a part of it",)


def rows_of_file(library: Library, path: Path, state: str, today: dt.date) -> Table:
    """One row for each filled line under the headers of a CSV file or workbook; `state` is for rows that name none."""
    sheet = read_sheet(path)
    columns = recognise(sheet, path)
    report, extra = settle(library, sheet, columns, state), Extra(columns, today)
    cells = dict(sheet.rows)
    rows = tuple(_row(library, one, cells[one.row], extra) for one in report.rows)
    below = [row for number, row in sheet.rows if number > columns.row]
    told = (*_told(report, extra), *_missed(report.columns, extra, below))
    return Table(rows, sheet.how, told, tuple(extra.names))


def _missed(columns: Columns, extra: Extra, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The unused columns that hold e-mail addresses, which somebody meant for the letters perhaps."""
    for at, header in enumerate(columns.headers):
        if header in columns.unused and header not in extra.used:
            cells = [row[at] for row in rows if at < len(row) and row[at].strip()]
            if cells and all(is_email(cell.strip()) for cell in cells):
                yield (
                    f"{header!r} holds e-mail addresses, and no letter goes there; call the column 'records e-mail' if"
                    " requests do."
                )


def _told(report: Report, extra: Extra) -> Iterator[str]:
    """How the columns were understood."""
    columns = report.columns
    taken = [f"{field} from {columns.headers[at]!r}" for field, at in columns.taken.items()]
    yield f"Headers in row {columns.row}: {', '.join(taken)}."
    if "portal" in columns.taken and not extra.takes_portal:
        header = columns.headers[columns.taken["portal"]]
        yield f"No request is sent to the pages under {header!r}; call the column 'portal' if requests go there."
    if extra.used:
        yield f"For the letters: {', '.join(map(repr, extra.used))}."
    if free := [one for one in columns.unused if one not in extra.used]:
        yield f"Not used unless a template asks for them: {', '.join(map(repr, free))}."
    if report.empty or report.above:
        empty = "1 empty row" if report.empty == 1 else f"{report.empty} empty rows"
        yield f"Passed over: {empty}, {report.above} above the headers."
    if numbers := [header for header in columns.headers if plain(header) == "id" and header in columns.unused]:
        yield f"{numbers[0]!r} holds no ids of ours, so it is not looked at."


def _row(library: Library, one: Settled, cells: Sequence[str], extra: Extra) -> Row:
    outcome = one.outcome
    said = one.name or one.city or " ".join(cell for cell in cells if cell)[:60]
    if outcome.agency is None:
        return Row(one.row, said, None, outcome.how, outcome.candidates, one.remarks)
    asked = to_ask(library, outcome.agency)
    part = _part(outcome.agency, asked)
    try:
        special, fields = extra.special(one.row, cells, asked), extra.fields(cells)
    except FoiaError as error:
        return Row(one.row, said, None, error.on_one_line())
    return Row(one.row, said, asked, "", (), (*part, *one.remarks), special, fields)
