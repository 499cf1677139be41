"""The manifest: one line for every row, with columns that people fill in and later runs keep."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from foia.batch.folder import Made
from foia.batch.plan import Planned
from foia.bundle import UNDATED
from foia.bundle.sheets import manifest_sheet, plain_cell, safe_cell
from foia.errors import InputError, OutputError
from foia.importing import read_sheet
from foia.intake import spreadsheet_day
from foia.outbox import sha256
from foia.writing import csv_text

COLUMNS = (
    "row", "issue", "status", "reason", "agency", "name", "state", "law", "size", "items", "reference", "dated",
    "signer", "role", "ground", "channel", "to", "to_source", "to_date", "due_if_received_that_day", "sign_by_hand",
    "limit_passed", "remarks", "print_run", "labels", "files", "sha256",
)  # fmt: skip
KEPT = ("sent", "received", "agency_ref", "quoted_fee", "reply")
"""Filled in by people."""
GONE = "no longer in the table"
HELD = ("written", "reissued", GONE)
"""What the manifest says of letters that exist."""
_DAYS = ("dated", "to_date", "due_if_received_that_day")
NAME = "manifest.csv"
SHEET = "manifest.xlsx"
Line = dict[str, str]
Key = tuple[str, str]


@dataclass(frozen=True)
class Result:
    """What was written for one row: the files with their fingerprints, and what could not be made."""

    files: Mapping[str, str]
    failed: str = ""

    def first(self) -> str:
        """The first of the files, or ""."""
        return next(iter(self.files), "")


def line_of(one: Planned, result: Result | None, issue: int = 1) -> Line:
    """The line of one row; `result` is None where no letter was to be written."""
    line = dict.fromkeys((*COLUMNS, *KEPT), "")
    agency, summary = one.row.agency, one.summary
    line |= {
        "row": str(one.row.number),
        "issue": str(issue),
        "status": _status(one, result),
        "reason": result.failed if result else one.reason,
        "agency": agency.id if agency else "",
        "name": agency.name if agency else one.row.said,
        "state": one.code.upper(),
        "remarks": "; ".join(one.row.remarks) if agency else "",
    }
    if summary and result:
        line |= {
            "law": summary.law,
            "size": summary.size,
            "items": "; ".join(f"{number} {name}" for number, name in enumerate(summary.items, 1)),
            "reference": summary.reference,
            "dated": str(summary.dated),
            "signer": summary.signer,
            "role": summary.role,
            "ground": summary.ground,
            "channel": summary.channel,
            "to": summary.to,
            "to_source": summary.source,
            "to_date": str(summary.source_date or ""),
            "due_if_received_that_day": str(summary.due or ""),
            "sign_by_hand": summary.sworn,
            "limit_passed": summary.passed,
            "files": "; ".join(result.files),
            "sha256": "; ".join(result.files.values()),
        }
    return line


def _status(one: Planned, result: Result | None) -> str:
    if result is None:
        return one.state
    return "failed" if result.failed else "written"


def _every(lines: Sequence[Line]) -> list[str]:
    """The names of all columns, those that people added at the end."""
    added = dict.fromkeys(name for line in lines for name in line if name and name not in (*COLUMNS, *KEPT))
    return [*COLUMNS, *KEPT, *added]


def as_csv(lines: Sequence[Line]) -> bytes:
    """The lines with a header, for spreadsheets: UTF-8 with its mark, no cell a formula."""
    every = _every(lines)
    rows = ([safe_cell(line.get(name, "")) for name in every] for line in lines)
    return csv_text([[safe_cell(name) for name in every], *rows]).encode("utf-8-sig")


def as_sheet(lines: Sequence[Line]) -> bytes:
    """The same as a workbook, whose date is that of the earliest letter."""
    every = _every(lines)
    rows = ([line.get(name, "") for name in every] for line in lines)
    with room_for_sheets():
        return manifest_sheet(every, rows, created=first_day(lines))


def first_day(lines: Iterable[Line]) -> dt.date:
    """The date of the earliest letter, as far as people have left it a date."""
    days = (spreadsheet_day(line.get("dated", "")) for line in lines)
    return min((day for day in days if day), default=UNDATED)


@contextmanager
def room_for_sheets() -> Iterator[None]:
    """OutputError where the disk has no room for the temporary files in which a workbook grows."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"could not be made: {error.strerror}", to_do="Make room for temporary files.") from error


def read_manifest(path: Path) -> list[Line]:
    """The lines of a manifest as a program or a spreadsheet saved it; InputError if it is none.

    A column that somebody took out is missing from the lines; what bears no row number is no line.
    """
    rows = read_sheet(path).rows
    header = [plain_cell(cell).lower() for cell in rows[0][1]]
    if missing := [name for name in ("row", "agency", "status") if name not in header]:
        raise InputError(
            f"this is no manifest: the column {missing[0]!r} is missing",
            where=str(path),
            to_do="Name the manifest.csv or manifest.xlsx of a batch. If the column was taken out, delete this file:"
            " the other of the two has the same lines.",
        )
    lines = (_read(header, cells) for _, cells in rows[1:])
    return [line for line in lines if line["row"]]


def _read(header: Sequence[str], cells: Sequence[str]) -> Line:
    """One line, with the days and numbers that a spreadsheet wrote in its own way put back."""
    padded = [*cells, *[""] * (len(header) - len(cells))]
    line = {name: plain_cell(cell) for name, cell in zip(header, padded, strict=False) if name}
    for name in _DAYS:
        if day := spreadsheet_day(line.get(name, "")):
            line[name] = day.isoformat()
    for name in ("row", "issue"):
        number = re.fullmatch(r"(\d{1,9})(?:\.0*)?", line.get(name, ""))
        line[name] = number[1] if number else "1" if name == "issue" else ""
    return line


def key(line: Mapping[str, str]) -> Key:
    """What tells one line from the others: row and issue."""
    return line["row"], line.get("issue") or "1"


def key_of(one: Planned) -> Key:
    """The same of a planned letter, which is the first of its row."""
    return str(one.row.number), "1"


def kept_cells(folder: Path, made: Mapping[str, Made]) -> tuple[dict[Key, Line], list[str]]:
    """What people filled in or added, by row and issue, and remarks where the two forms of the manifest differ.

    A form that nobody changed since it was written says nothing new. Where both were changed and say different things,
    the file that was saved last is believed.
    """
    there = [folder / name for name in (NAME, SHEET) if (folder / name).is_file()]
    changed = [path for path in there if sha256(path.read_bytes()) != made.get(path.name, ("", ""))[1]]
    found: dict[Key, Line] = {}
    remarks: list[str] = []
    for path in sorted(changed or there[:1], key=lambda one: one.stat().st_mtime_ns):
        for line in read_manifest(path):
            told = {name: line[name] for name in line if name not in COLUMNS and line[name]}
            before = found.setdefault(key(line), {"agency": line["agency"]})
            remarks += [
                f"row {line['row']}: {name} was {before[name]!r}, {path.name} says {text!r}, which is kept"
                for name, text in told.items()
                if before.get(name, text) != text
            ]
            before |= told
    return found, remarks


def with_kept(lines: Sequence[Line], kept: Mapping[Key, Line]) -> list[Line]:
    """The lines with what people filled in before about the same row and agency."""
    return [
        line | {name: text for name, text in kept[key(line)].items() if name not in COLUMNS}
        if key(line) in kept and kept[key(line)]["agency"] == line["agency"]
        else line
        for line in lines
    ]


def numbered(line: Mapping[str, str]) -> dict[str, int]:
    """The items of a letter by id, with the numbers they bear on paper."""
    pairs = (one.partition(" ") for one in line.get("items", "").split("; "))
    return {name: int(number) for number, _, name in pairs if number.isdigit() and name}


def result_of(line: Mapping[str, str]) -> Result:
    """The files that a line names."""
    names, shas = (line[name].split("; ") if line.get(name) else [] for name in ("files", "sha256"))
    return Result(dict(zip(names, shas, strict=False)))


def asked_before(lines: Iterable[Line], path: Path) -> dict[str, str]:
    """Why not to ask again, by agency id: a letter to it stands in this manifest."""
    return {
        line["agency"]: f"asked before: {path}, row {line['row']}, {line.get('sent') or line.get('dated', '')}"
        for line in lines
        if line["agency"] and (line["status"] in HELD or line.get("sent"))
    }
