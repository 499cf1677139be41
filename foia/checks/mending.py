"""Undoes what a spreadsheet did to a table as a whole: its encoding, separators, line ends, empty columns and lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from foia.checks.cells import Line, cut, value
from foia.errors import DataError

_SIGNS = {";": "semicolons", "\t": "tabs"}
_BYTES = {bytes([code]).decode("cp1252", errors="ignore") or chr(code): code for code in range(256)}
"""Windows-1252 as spreadsheets write it, the five bytes it leaves open included."""
_GARBLED = re.compile(r"(?:[\x00-\x7f]|[ÂÃ][^\x00-\x7f]|â[^\x00-\x7f]{2})+")
"""What the UTF-8 of our letters, dashes and quotation marks looks like in Windows-1252."""


@dataclass(frozen=True)
class Change:
    """One thing put right; `what` is a column, or what of the file was changed."""

    path: Path
    line: int
    what: str
    old: str
    new: str

    def __str__(self) -> str:
        """`path:line: column: old -> new`."""
        return f"{self.path}:{self.line}: {self.what}: {self.old} -> {self.new}"


@dataclass
class Sheet:
    """A table being mended: its lines, and what was changed so far."""

    path: Path
    lines: list[Line] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def __str__(self) -> str:
        """The table as text."""
        return "".join(map(str, self.lines))

    def note(self, line: int, what: str, old: str, new: str) -> None:
        """Keep a change."""
        self.changes.append(Change(self.path, line, what, old, new))

    def numbers(self) -> list[int]:
        """The line of the file on which each line of the table ends; a cell may hold line breaks."""
        numbers, at = [], 0
        for line in self.lines:
            at += len(str(line).splitlines()) or 1
            numbers.append(at)
        return numbers


def mend(path: Path, data: bytes) -> Sheet:
    """The table in UTF-8, with commas and plain line ends; DataError where the bytes do not tell what was meant."""
    sheet = Sheet(path)
    text = _decoded(sheet, data)
    header = next(iter(text.splitlines()), "")
    separator = next((sign for sign in _SIGNS if sign in header and "," not in header), ",")
    sheet.lines = cut(text, separator)
    if separator != ",":
        sheet.note(1, "separators", _SIGNS[separator], "commas")
    for step in (_line_ends, _empty_lines, _empty_columns, _letters):
        step(sheet)
    return sheet


def _decoded(sheet: Sheet, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        sheet.note(1, "encoding", "UTF-16", "UTF-8")
        return _read(lambda: data.decode("utf-16"))
    if data.startswith(b"\xef\xbb\xbf"):
        sheet.note(1, "encoding", "byte order mark", "none")
        data = data[3:]
    try:
        return data.decode()
    except UnicodeDecodeError:
        text = _read(lambda: data.decode("cp1252"))
    if any(_right_letters(line) != line for line in text.splitlines()):
        raise DataError("some lines are UTF-8 and others are in a Windows encoding", to_do="Type those lines again.")
    sheet.note(1, "encoding", "Windows-1252", "UTF-8")
    return text


def _read(decode: Callable[[], str]) -> str:
    try:
        return decode()
    except UnicodeDecodeError as error:
        raise DataError("the encoding is neither UTF-8 nor one of Windows", to_do="Save it as 'CSV UTF-8'.") from error


def _line_ends(sheet: Sheet) -> None:
    if any(line.end not in ("\n", "") for line in sheet.lines):
        old = "CRLF" if any(line.end == "\r\n" for line in sheet.lines) else "CR"
        sheet.note(1, "line ends", old, "LF")
        sheet.lines = [replace(line, end="\n" if line.end else "") for line in sheet.lines]


def _empty_lines(sheet: Sheet) -> None:
    """Lines of nothing but separators, which a spreadsheet writes for rows that were once filled."""
    kept = []
    for number, line in zip(sheet.numbers(), sheet.lines, strict=True):
        if len(line.cells) > 1 and not any(line.values):
            sheet.note(number, "empty line", "separators", "none")
        else:
            kept.append(line)
    sheet.lines = kept


def _empty_columns(sheet: Sheet) -> None:
    """Columns after the last one that has a name or a cell."""
    used = max((_used(line) for line in sheet.lines), default=0)
    extra = max((len(line.cells) for line in sheet.lines), default=0) - used
    if used and extra > 0 and _used(sheet.lines[0]) == used:
        sheet.note(1, "empty columns", str(extra), "none")
        sheet.lines = [replace(line, cells=line.cells[:used]) for line in sheet.lines]


def _used(line: Line) -> int:
    return max((place for place, text in enumerate(line.values, 1) if text), default=0)


def _letters(sheet: Sheet) -> None:
    """Cells whose UTF-8 was once taken for Windows-1252 and saved so."""
    names = sheet.lines[0].values if sheet.lines else ()
    for at, (number, line) in enumerate(zip(sheet.numbers(), sheet.lines, strict=True)):
        for place, cell in enumerate(line.cells):
            if (right := _right_letters(value(cell))) != value(cell):
                sheet.note(number, names[place] if place < len(names) else "cell", value(cell), right)
                sheet.lines[at] = sheet.lines[at].with_cell(place, right)


def _right_letters(text: str) -> str:
    """The text whose UTF-8 bytes these letters show; the same text where they show none."""
    while not text.isascii() and _GARBLED.fullmatch(text):
        try:
            right = bytes(_BYTES[letter] for letter in text).decode()
        except (KeyError, UnicodeDecodeError):
            break
        text = right
    return text
