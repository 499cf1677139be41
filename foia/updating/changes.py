"""What a newer list changes, and how it is kept in the user's own folder: beside what anybody wrote by hand."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from foia.library.agencies import FIX_COLUMNS, UPDATES
from foia.own.table import OwnTable
from foia.writing import csv_text, write_whole


@dataclass(frozen=True)
class Cell:
    """One field of an agency before and after."""

    id: str
    field: str
    old: str
    new: str
    source: str
    date: str


@dataclass(frozen=True)
class Undecided:
    """A row of the Atlas that is no claim until a person has decided what it means."""

    number: str
    state: str
    agency: str
    link: str
    id: str
    """The agency on file that it is about, or ""."""


@dataclass
class Update:
    """What one list says that is not on file."""

    title: str
    source: str
    edition: str
    rows: int = 0
    cells: list[Cell] = field(default_factory=list)
    agencies: dict[str, dict[str, str]] = field(default_factory=dict)
    """New agencies: id -> the cells of a whole line."""
    claims: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    """New claims of use by folder."""
    undecided: list[Undecided] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """What is on file and not in the list any more."""
    kept: Counter[str] = field(default_factory=Counter)
    """Why a field that differs stays as it is, and how often."""
    left: Counter[str] = field(default_factory=Counter)
    """Why rows were left out, and how many."""

    @property
    def changed(self) -> Counter[str]:
        """How many cells of each field change."""
        return Counter(one.field for one in self.cells)

    @property
    def empty(self) -> bool:
        """True if there is nothing to keep."""
        return not (self.cells or self.agencies or self.claims)


def keep(own: Path, updates: Iterable[Update]) -> list[Path]:
    """Write all of it, whole or not at all; the paths. Lines of a list's older edition give way to the newer one."""
    wanted: dict[Path, str] = {}
    for update in updates:
        if update.cells:
            path = own / UPDATES
            wanted[path] = _with_cells(wanted.get(path, _text(path)), update)
        for id_, row in update.agencies.items():
            path = own / "agencies" / id_.partition("/")[0] / "agencies.csv"
            wanted[path] = _with_line(wanted.get(path, _text(path)), row)
        for folder, lines in update.claims.items():
            path = own / "agencies" / folder / "known-use.csv"
            for line in lines:
                wanted[path] = _with_line(wanted.get(path, _text(path)), line)
    write_whole(
        {path: text.encode("utf-8") for path, text in wanted.items()},
        failed="the update could not be kept",
        to_do="Nothing was written. Name another folder with --data, or make room.",
    )
    return sorted(wanted)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _with_cells(text: str, update: Update) -> str:
    """updates.csv with these cells in place of older ones about the same field."""
    rows = list(_cells_of(text))
    mine = {(one.id, one.field) for one in update.cells}
    kept = [row for row in rows if (row[0], row[1]) not in mine]
    new = [[one.id, one.field, one.new, one.source, one.date] for one in update.cells]
    return csv_text([FIX_COLUMNS, *sorted([*kept, *new])])


def _cells_of(text: str) -> list[list[str]]:
    return [row for row in csv.reader(text.splitlines(keepends=True)) if row][1:]


def _with_line(text: str, row: Mapping[str, str]) -> str:
    """A table of the user's own with one line more; its columns are widened where they lack one."""
    table = OwnTable(text) if text.strip() else OwnTable.of(list(row))
    table.widen([name for name, cell in row.items() if cell])
    table.append(row)
    return table.text
