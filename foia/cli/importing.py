"""`foia agencies import`: what every row of a spreadsheet is in the directory, and the sums."""

from __future__ import annotations

from pathlib import Path

from foia.cli.say import note, say, say_json, table
from foia.errors import InputError
from foia.importing import Report, Settled, read_sheet, recognise, settle
from foia.importing.report import RESULTS
from foia.library.laws import jurisdiction_id
from foia.library.places import open_library
from foia.writing import csv_text, write_whole

_SHOWN = 5
"""Candidates printed with a row; the report holds all."""
_COLUMNS = ("row", "result", "agency", "how", "name", "state", "city", "candidates", "remarks")


def run(path: Path, state: str | None, out: Path | None, data: Path | None, *, as_json: bool) -> None:
    """Print the report and write it where asked; exit 1 if a row is ambiguous or refused."""
    if out and out.exists():
        to_do = "Nothing was written. Name another file with --out."
        raise InputError("there is a file of that name already", where=str(out), to_do=to_do)
    library = open_library(data)
    code = jurisdiction_id(library, state) if state else ""
    sheet = read_sheet(path)
    report = settle(library, sheet, recognise(sheet, path), code)
    if out:
        _write(out, _as_csv(report))
    if as_json:
        say_json(_as_json(report, sheet.how))
    else:
        _print(report, sheet.how)
    if out:
        note(f"Report written to {out}; nothing else was changed.")
    if report.count("ambiguous") or report.count("refused"):
        raise SystemExit(1)


def _print(report: Report, how: str) -> None:
    columns = report.columns
    note(f"Read as {how}; headers in row {columns.row}.")
    for field, at in columns.taken.items():
        note(f"  {field} from the column {columns.headers[at]!r}")
    if columns.unused:
        note(f"  not used: {', '.join(repr(one) for one in columns.unused)}")
    say(table([_line(one) for one in report.rows]))
    say(_sum(report))


def _line(one: Settled) -> tuple[str, ...]:
    """The row in the table: what it was found to be and how, or what it says and why it was not found."""
    outcome = one.outcome
    what = outcome.agency.id if outcome.agency else one.name or one.city or "-"
    more = len(outcome.candidates) - _SHOWN
    shown = [*outcome.candidates[:_SHOWN], *([f"{more} more"] if more > 0 else [])]
    nearest = f" ({', '.join(shown)})" if shown else ""
    return f"row {one.row}", outcome.result, what, "; ".join((outcome.how + nearest, *one.remarks))


def _sum(report: Report) -> str:
    """The totals, which add up, and the rows that are none."""
    parts = " + ".join(f"{report.count(one)} {one}" for one in RESULTS)
    beside = [f"{report.empty} empty passed over"] if report.empty else []
    beside += [f"{report.above} above the headers"] if report.above else []
    more = f" ({', '.join(beside)})" if beside else ""
    return f"{len(report.rows)} {'row' if len(report.rows) == 1 else 'rows'} in = {parts}{more}"


def _cells(one: Settled) -> dict[str, object]:
    outcome = one.outcome
    said = (outcome.agency.id if outcome.agency else "", outcome.how, one.name, one.state, one.city)
    cells: tuple[object, ...] = (one.row, outcome.result, *said, outcome.candidates, one.remarks)
    return dict(zip(_COLUMNS, cells, strict=True))


def _as_json(report: Report, how: str) -> dict[str, object]:
    headers = report.columns.headers
    return {
        "read_as": how,
        "columns": {field: headers[at] for field, at in report.columns.taken.items()},
        "not_used": report.columns.unused,
        "rows": [_cells(one) for one in report.rows],
        "totals": _totals(report),
    }


def _totals(report: Report) -> dict[str, int]:
    counts: dict[str, int] = {one: report.count(one) for one in RESULTS}
    return {"in": len(report.rows), **counts, "empty": report.empty}


def _as_csv(report: Report) -> str:
    lists = ({"candidates": " ".join(one.outcome.candidates), "remarks": "; ".join(one.remarks)} for one in report.rows)
    rows = ((_cells(one) | texts).values() for one, texts in zip(report.rows, lists, strict=True))
    return csv_text([_COLUMNS, *rows])


def _write(out: Path, text: str) -> None:
    """The report in its place, whole or not at all; never over another file."""
    data = text.encode("utf-8-sig")  # spreadsheets want the mark
    write_whole({out: data}, failed="the report could not be written", to_do="Name another file with --out.")
