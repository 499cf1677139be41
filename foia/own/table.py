"""A CSV table that is changed line by line: every other line keeps its bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from foia.library.tables import read_rows
from foia.writing import csv_text, write_whole

_MARK = "\ufeff"


class OwnTable:
    """The lines of a table, the header at 0; a line is what the reader takes for one, with its own line break."""

    def __init__(self, text: str) -> None:
        self._mark = _MARK if text.startswith(_MARK) else ""
        self._lines: list[str] = []
        self._cells: list[list[str]] = []
        for line, cells in _split(text.removeprefix(_MARK)):
            self._lines.append(line)
            self._cells.append(cells)
        self._break = "\r\n" if self._lines[0].endswith("\r\n") else "\n"

    @classmethod
    def of(cls, columns: Sequence[str]) -> OwnTable:
        """A table with a header and nothing else."""
        return cls(csv_text([columns]))

    @property
    def header(self) -> list[str]:
        """The names of the columns, in order."""
        return self._cells[0]

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The number of each filled line, counted from 1 after the header, and its filled cells."""
        for number, cells in enumerate(self._cells[1:], 1):
            if cells:
                yield (
                    number,
                    {name: cell.strip() for name, cell in zip(self.header, cells, strict=True) if cell.strip()},
                )

    def put(self, number: int, row: Mapping[str, str]) -> None:
        """Other cells in that line; a line that says the same already keeps its bytes."""
        old = {name: cell for name, cell in zip(self.header, self._cells[number], strict=True) if cell}
        if old != {name: cell for name, cell in row.items() if cell}:
            self._lines[number], self._cells[number] = self._line(row)

    def insert(self, number: int, row: Mapping[str, str]) -> None:
        """A line more at that place."""
        if number == len(self._lines) and not self._lines[-1].endswith(("\n", "\r")):
            self._lines[-1] += self._break
        line, cells = self._line(row)
        self._lines.insert(number, line)
        self._cells.insert(number, cells)

    def append(self, row: Mapping[str, str]) -> None:
        """A line more at the end."""
        self.insert(len(self._lines), row)

    def remove(self, number: int) -> None:
        """One line less."""
        del self._lines[number], self._cells[number]

    def widen(self, columns: Sequence[str]) -> list[str]:
        """Adds the columns that are missing, empty in every line there is; the names of those added."""
        missing = [name for name in columns if name not in self.header]
        if missing:
            commas = "," * len(missing)
            for number, line in enumerate(self._lines):
                if not self._cells[number]:
                    continue
                bare = line.rstrip("\r\n")
                self._lines[number] = f"{bare}{',' + ','.join(missing) if number == 0 else commas}{line[len(bare) :]}"
                self._cells[number] = [*self._cells[number], *([""] * len(missing) if number else missing)]
        return missing

    @property
    def text(self) -> str:
        """The whole table."""
        return self._mark + "".join(self._lines)

    def _line(self, row: Mapping[str, str]) -> tuple[str, list[str]]:
        cells = [row.get(name, "") for name in self.header]
        return csv_text([cells], self._break), cells


def _split(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each line as it stands and its cells; a quoted cell may run over several lines of the file."""
    lines, begin = text.splitlines(keepends=True), 0
    reader = csv.reader(lines, strict=True)
    for cells in reader:
        yield "".join(lines[begin : reader.line_num]), cells
        begin = reader.line_num


def read_own(path: Path, columns: Sequence[str], required: frozenset[str]) -> OwnTable:
    """The table at that path, or a new one with all columns; DataError where the library could not read it."""
    if not path.is_file() or not path.read_bytes().removeprefix(_MARK.encode()).strip():
        return OwnTable.of(columns)
    for _ in read_rows(path, frozenset(columns), required):
        pass  # read once by the library's own reader, which says what is wrong and where
    return OwnTable(path.read_bytes().decode("utf-8"))


def write_own(path: Path, table: OwnTable) -> None:
    """The table in its place, whole or not at all."""
    write_whole(
        {path: table.text.encode("utf-8")},
        failed="your change could not be kept",
        to_do="Nothing was written. Name another folder with --data, or make room.",
    )
