"""Reads a table as people send it: CSV in any usual encoding and separator, or a workbook."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foia.errors import InputError

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SAVE = "Save it as 'CSV UTF-8' or as an Excel workbook (.xlsx)."


@dataclass(frozen=True)
class Sheet:
    """The filled rows with their line or row number, how many rows were empty, and how the file was read."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    empty: int
    how: str


def read_sheet(path: Path) -> Sheet:
    """The table in the file; InputError where there is none that can be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        what = "there is no such file" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
        raise InputError(what, where=str(path)) from error
    sheet = _workbook(path, data) if data.startswith(_WORKBOOKS) else _csv(path, data)
    if not sheet.rows:
        raise InputError("the file is empty", where=str(path))
    return sheet


def _csv(path: Path, data: bytes) -> Sheet:
    text, encoding = _decoded(path, data)
    if "\0" in text:
        raise InputError("this is not a table", where=str(path), to_do=_SAVE)
    told = re.match(r"sep=(.)\r?\n", text)  # a first line that some spreadsheets write
    begin, text = (1, text[told.end() :]) if told else (0, text)
    sign = told[1] if told else _separator(text)
    found: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    empty, line = 0, 1
    try:
        for number, cells in enumerate(reader, begin + 1):  # as spreadsheets count: a cell of two lines is one row
            if any(cell.strip() for cell in cells):
                found.append((number, tuple(cell.strip() for cell in cells)))
            else:
                empty += 1
            line = reader.line_num + 1
    except csv.Error as error:
        to_do = 'Close every quoted cell with ".'
        raise InputError(f"not a CSV line: {error}", where=f"{path}:{begin + line}", to_do=to_do) from error
    return Sheet(tuple(found), empty, f"CSV, {encoding}, {_SEPARATORS.get(sign, repr(sign))}")


def _decoded(path: Path, data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: by its mark, by its zeros, else UTF-8, else Windows."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16"), "UTF-16"
        if len(data) > 3 and not any(data[1:40:2]):
            return data.decode("utf-16-le"), "UTF-16"
        if len(data) > 3 and not any(data[0:40:2]):
            return data.decode("utf-16-be"), "UTF-16"
        try:
            return data.decode("utf-8-sig"), "UTF-8"
        except UnicodeDecodeError:
            return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            "this line is in no encoding that is known here", where=f"{path}:{line}", to_do=_SAVE
        ) from error


def _separator(text: str) -> str:
    """The sign that parts most of the first lines into equally many cells, outside quotes; a comma if none does."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:30] if line.strip()]

    def evenness(sign: str) -> tuple[int, int]:
        counts = Counter(count for line in lines if (count := line.count(sign)))
        return max(((often, count) for count, often in counts.items()), default=(0, 0))

    return max(_SEPARATORS, key=evenness)


def _workbook(path: Path, data: bytes) -> Sheet:
    """The first visible sheet that holds anything."""
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [one.name for one in book.sheets_metadata if one.visible == calamine.SheetVisibleEnum.Visible]
        tables = {name: _cells(book.get_sheet_by_name(name)) for name in shown}
    except calamine.PasswordError as error:
        raise InputError("the workbook has a password", where=str(path), to_do="Save it without one.") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise InputError("this is not a workbook that can be read", where=str(path), to_do=_SAVE) from error
    for name, cells in tables.items():
        rows = [(number, tuple(_cell(cell) for cell in row)) for number, row in enumerate(cells, 1)]
        filled = tuple(one for one in rows if any(one[1]))
        if filled:
            others = [other for other in tables if other != name and tables[other]]
            more = f"; not read: {', '.join(repr(other) for other in others)}" if others else ""
            return Sheet(filled, len(rows) - len(filled), f"workbook, sheet {name!r}{more}")
    return Sheet((), 0, "workbook")


def _cells(sheet: Any) -> list[list[Any]]:
    """The cells of a sheet; what was merged over several rows of one column holds for each of them."""
    cells: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in getattr(sheet, "merged_cell_ranges", None) or ():
        if left == right and bottom < len(cells):
            for row in cells[top + 1 : bottom + 1]:
                row[left] = cells[top][left]
    return cells


def _cell(value: Any) -> str:
    """A cell as its reader saw it: whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
