"""Reads a CSV table as far as it can be read and names what a spreadsheet did to it."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from foia.checks.dictionary import Dictionary, choices_of
from foia.checks.problem import Cure, Level, Problem
from foia.checks.spreadsheets import Order, damage, date_order, is_date
from foia.library.toml import guess

_GARBLED = re.compile("Ã[\x80-¿©±³¼¶¤]|â€")
UTF8 = "Save it as 'CSV UTF-8', with commas."


@dataclass(frozen=True)
class Row:
    """One line of a table: its number and its filled cells."""

    line: int
    cells: dict[str, str]


@dataclass
class Table:
    """A table as far as it could be read, and what is wrong with its form."""

    path: Path
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def problem(
        self, line: int, message: str, suggestion: str = "", level: Level = "error", cure: Cure | None = None
    ) -> Problem:
        """A problem at a line of this table."""
        return Problem(self.path, line, message, suggestion, level, cure)

    def report(self, line: int, message: str, suggestion: str = "", level: Level = "error") -> None:
        """Keep a problem of form."""
        self.problems.append(self.problem(line, message, suggestion, level))


def read_table(path: Path, dictionary: Dictionary, kind: str) -> Table:
    """The table with every problem of form: encoding, separators, columns, cells that a spreadsheet changed."""
    table = Table(path)
    return read_text(table, _decoded(table, path.read_bytes()), dictionary, kind)


def read_text(table: Table, text: str, dictionary: Dictionary, kind: str) -> Table:
    """The same from the file's text; rows and problems are added to the table."""
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=_separator(table, lines[0] if lines else ""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(table, header, dictionary, kind)
        for cells in reader:
            _add(table, reader.line_num, header, cells)
    except csv.Error as error:
        table.report(reader.line_num, f"not a CSV line: {error}", 'Close every quoted cell with ".')
    orders = _orders(table)
    for row in table.rows:
        _check_cells(table, row, dictionary, kind, orders)
    return table


def _orders(table: Table) -> dict[str, Order]:
    """For every column of dates, what the dates in it begin with."""
    columns = {name for row in table.rows for name in row.cells if is_date(name)}
    return {name: date_order(row.cells.get(name, "") for row in table.rows) for name in columns}


def _decoded(table: Table, data: bytes) -> str:
    """The file's text; where it is not UTF-8, as the spreadsheet meant it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        table.report(1, "the file is 'Unicode text' (UTF-16), as a spreadsheet saves it", UTF8)
        return data.decode("utf-16", errors="replace")
    if data.startswith(b"\xef\xbb\xbf"):
        table.report(1, "the file begins with a byte order mark, which a spreadsheet put there", UTF8, "warning")
        data = data[3:]
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        table.report(line, "this line is not UTF-8: a spreadsheet saved the file in a Windows encoding", UTF8)
        return data.decode("cp1252", errors="replace")
    for number, line_text in enumerate(text.splitlines(), 1):
        if found := _GARBLED.search(line_text):
            table.report(number, f"garbled letters ({found[0]!r}): the file was once opened in a wrong encoding", UTF8)
    return text


def _separator(table: Table, header: str) -> str:
    for sign, name in ((";", "semicolons"), ("\t", "tabs")):
        if sign in header and "," not in header:
            table.report(1, f"cells are separated by {name}, as some spreadsheets do", UTF8)
            return sign
    return ","


def _check_header(table: Table, header: list[str], dictionary: Dictionary, kind: str) -> None:
    columns = dictionary.columns(kind)
    for name in header:
        if not name:
            table.report(1, "a column has no name", "Delete the empty column.")
        elif name not in columns:
            table.report(
                1, f"unknown column {name!r}{guess(name, columns)}", "agencies/fields.toml lists every column."
            )
    for name in sorted({name for name in header if name and header.count(name) > 1}):
        table.report(1, f"the column {name!r} stands there twice")
    for name in sorted(dictionary.required(kind) - set(header)):
        table.report(1, f"the column {name!r} is missing", dictionary.about(kind, name))


def _add(table: Table, line: int, header: list[str], cells: list[str]) -> None:
    if not cells:
        return
    if not any(cell.strip() for cell in cells):
        table.report(line, "an empty line of separators", "Delete the line.")
    elif len(cells) != len(header):
        table.report(
            line,
            f"{len(cells)} cells where the header has {len(header)}",
            'A comma inside a cell wants the cell in quotes: "Police, City of".',
        )
    else:
        filled = {name: cell.strip() for name, cell in zip(header, cells, strict=True) if cell.strip()}
        table.rows.append(Row(line, filled))


def _check_cells(table: Table, row: Row, dictionary: Dictionary, kind: str, orders: dict[str, Order]) -> None:
    for name in sorted(dictionary.required(kind) - set(row.cells)):
        table.report(row.line, f"the cell {name!r} is empty", dictionary.about(kind, name))
    for name, cell in row.cells.items():
        if hurt := damage(name, cell, row.cells.get("state", ""), orders.get(name, "")):
            what, right = hurt
            cure = Cure(name, right) if right else None
            to_do = f"Write {right}. Format the column as text before you save." if right else "Type the cell again."
            table.problems.append(table.problem(row.line, f"{name}: {what}", to_do, cure=cure))
        elif (words := dictionary.choices(kind, name)) and cell not in words:
            table.report(
                row.line, f"{name}: {cell!r} is not a choice{guess(cell, words)}", f"Choices: {', '.join(words)}."
            )


def check_values(table: Table, kind: type[msgspec.Struct]) -> list[Problem]:
    """Cells that are not of their field's type: a date that is none, a number with letters in it."""
    types = {one.name: one.type for one in msgspec.structs.fields(kind)}
    hurt = {(one.line, one.message.partition(":")[0]) for one in table.problems}
    return [
        found
        for row in table.rows
        for name, cell in row.cells.items()
        if name in types
        and (row.line, name) not in hurt
        and (found := _value(table, row.line, name, cell, types[name]))
    ]


def _value(table: Table, line: int, name: str, cell: str, kind: Any) -> Problem | None:
    if choices_of(kind) or "tuple" in str(kind):
        return None  # choices are held against the dictionary; lists are split by the reader
    try:
        msgspec.convert(cell, kind, strict=False)
    except msgspec.ValidationError:
        to_do = "Dates are written YYYY-MM-DD." if name.endswith("date") else "Write a whole number, digits only."
        what = "is not a date" if name.endswith("date") else "is not a whole number"
        return table.problem(line, f"{name}: {cell!r} {what}", to_do)
    return None
