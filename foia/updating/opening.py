"""Opens a downloaded list, tells by its columns which one it is, and says so if it is none or broken off."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from foia.errors import InputError
from foia.importing.sheet import read_sheet

LISTS = {
    "fbi": (
        "the FBI's list of police employees",
        "ori data_year pub_agency_name state_abbr agency_type_name officer_ct",
    ),
    "atlas": ("the Atlas of Surveillance", "aosnumber;county;state;agency;technology;link 1;link 1 source;link 1 date"),
    "governments": ("the Census list of governments", "unit_name unit_type state web_address county_area_name"),
    "sites": ("the federal list of police buildings (HIFLD)", "id name address city state zip countyfips val_date"),
    "domains": ("the .gov registry", "domain name;domain type;organization name;state"),
}
"""Each list's name in a sentence, and columns that only it has, in small letters."""
_AGAIN = "Download it again; where each list is from, agencies/SOURCES.md says."


@dataclass(frozen=True)
class Opened:
    """A list that was recognised; `rows` can be gone through once, cells by the columns' names in small letters."""

    kind: str
    path: Path
    rows: Iterator[dict[str, str]]
    date: dt.date
    """The day the file was last changed, which is that of the download where the list names no day itself."""

    @property
    def title(self) -> str:
        """`the Atlas of Surveillance`."""
        return LISTS[self.kind][0]


def open_list(path: Path) -> Opened:
    """The list in the file; InputError where it is none of those that can be updated from."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
        changed = dt.date.fromtimestamp(path.stat().st_mtime)
    except OSError as error:
        what = "there is no such file" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
        raise InputError(what, where=str(path)) from error
    _refuse_pages(path, start)
    rows = _workbook(path) if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) else _csv(path)
    header = next(rows, [])
    names = [name.strip().lower() for name in header]
    return Opened(_kind(path, names), path, _named(path, names, rows), changed)


def _refuse_pages(path: Path, start: bytes) -> None:
    """An error page or an answer of a program, saved under the list's name."""
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not text:
        raise InputError("the file is empty", where=str(path), to_do=_AGAIN)
    if text.startswith((b"<", b"{", b"%pdf")):
        what = "a web page" if text.startswith(b"<") else "JSON" if text.startswith(b"{") else "a PDF"
        raise InputError(f"this is {what}, not a table: the download went wrong", where=str(path), to_do=_AGAIN)


def _kind(path: Path, names: list[str]) -> str:
    for kind, (_, columns) in LISTS.items():
        wanted = columns.split(";" if ";" in columns else " ")
        if set(wanted) <= set(names):
            return kind
    known = "; ".join(title for title, _ in LISTS.values())
    shown = ", ".join(names[:6]) + (" ..." if len(names) > 6 else "")
    raise InputError(
        f"its columns are those of none of the lists: {shown}", where=f"{path}:1", to_do=f"Lists: {known}."
    )


def _csv(path: Path) -> Iterator[list[str]]:
    with path.open(encoding=_encoding(path), newline="") as file:
        yield from csv.reader(_whole(path, file), strict=True)


def _whole(path: Path, file: TextIO) -> Iterator[str]:
    """The file's lines; a NUL is no text."""
    for number, line in enumerate(file, 1):
        if "\0" in line:
            raise InputError("this is not text", where=f"{path}:{number}", to_do=_AGAIN)
        yield line


def _encoding(path: Path) -> str:
    """UTF-8 if the whole file is, else Windows; the lists are too large to be read at once."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _workbook(path: Path) -> Iterator[list[str]]:
    return (list(cells) for _, cells in read_sheet(path).rows)


def _named(path: Path, names: list[str], rows: Iterator[list[str]]) -> Iterator[dict[str, str]]:
    """Each row by column; InputError where the file breaks off or a row has other cells than the header."""
    number = 1
    try:
        for number, cells in enumerate(rows, 2):
            if len(cells) != len(names) and any(cell.strip() for cell in cells):
                what = f"row {number} has {len(cells)} cells where the header has {len(names)}"
                raise InputError(f"{what}: the file is cut off or damaged", where=str(path), to_do=_AGAIN)
            yield dict(zip(names, (cell.strip() for cell in cells), strict=False))
    except (csv.Error, UnicodeDecodeError) as error:
        what = f"the file is cut off or damaged after row {number}: {error}"
        raise InputError(what, where=str(path), to_do=_AGAIN) from error
