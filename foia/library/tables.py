"""Reads the CSV tables line by line and, when one is wrong, says path:line and what to write instead."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from foia.errors import DataError
from foia.library.toml import guess

R = TypeVar("R")


def read_rows(path: Path, columns: frozenset[str], required: frozenset[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line's number and its filled cells; DataError where the header or a line cannot be read."""
    reader = csv.reader(read_text(path).splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        _check_header(path, header, columns, required)
        for cells in reader:
            if cells:
                yield reader.line_num, _cells(path, reader.line_num, header, cells)
    except csv.Error as error:
        raise DataError(
            f"not a CSV line: {error}", where=f"{path}:{reader.line_num}", to_do='Close every quoted cell with ".'
        ) from error


def read_text(path: Path) -> str:
    """The whole table as text; DataError names the first line that is none."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DataError(
            "this line is not UTF-8 (a spreadsheet may have saved the file in a Windows encoding)",
            where=f"{path}:{line}",
            to_do="Save it as 'CSV UTF-8'.",
        ) from error


def _check_header(path: Path, header: list[str], columns: frozenset[str], required: frozenset[str]) -> None:
    if len(header) == 1 and ";" in header[0]:
        raise DataError("cells are separated by semicolons", where=f"{path}:1", to_do="Save it with commas.")
    for name in header:
        if name not in columns:
            raise DataError(f"unknown column {name!r}{guess(name, columns)}", where=f"{path}:1")
    if missing := sorted(required - set(header)):
        raise DataError(f"the column {missing[0]!r} is missing", where=f"{path}:1")


def _cells(path: Path, line: int, header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise DataError(
            f"{len(cells)} cells where the header has {len(header)}",
            where=f"{path}:{line}",
            to_do='A comma inside a cell wants the cell in quotes: "Police, City of".',
        )
    return {name: cell.strip() for name, cell in zip(header, cells, strict=True) if cell.strip()}


def as_row(row: dict[str, Any], kind: type[R], path: Path, line: int) -> R:
    """One line as a record; DataError names the cell."""
    try:
        return msgspec.convert(row, kind, strict=False)
    except msgspec.ValidationError as error:
        message, _, at = str(error).partition(" - at `$.")
        cell = at.rstrip("`")
        shown = f" ({row[cell]!r})" if cell in row else ""
        to_do = "Dates are written YYYY-MM-DD." if cell.endswith("date") else ""
        raise DataError(f"{cell or 'line'}{shown}: {message}", where=f"{path}:{line}", to_do=to_do) from error


def as_date(text: str, where: str) -> dt.date:
    """An ISO date; DataError with the place where it stands."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise DataError(f"{text!r} is not a date", where=where, to_do="Write YYYY-MM-DD.") from error
