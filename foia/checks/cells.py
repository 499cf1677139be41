"""A table cut into its cells as they stand in the file, quotes and all, so that one can change and the rest stay."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from foia.errors import DataError


@dataclass(frozen=True)
class Line:
    """One line of a table: its cells as written, and the characters that end it."""

    cells: tuple[str, ...]
    end: str

    def __str__(self) -> str:
        """The line as it stands in a file of commas."""
        return ",".join(self.cells) + self.end

    @property
    def values(self) -> tuple[str, ...]:
        """What the cells mean, without quotes and outer spaces."""
        return tuple(value(cell).strip() for cell in self.cells)

    def with_cell(self, place: int, text: str) -> Line:
        """The line with another text in one cell, in quotes only where it must be."""
        return replace(self, cells=(*self.cells[:place], quoted(text), *self.cells[place + 1 :]))


def value(cell: str) -> str:
    """A cell without its quotes."""
    inside = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if inside else cell


def quoted(text: str) -> str:
    """A cell that holds the text."""
    return '"' + text.replace('"', '""') + '"' if re.search('[,"\r\n]', text) else text


@lru_cache(maxsize=8)
def _cell(separator: str) -> re.Pattern[str]:
    sign = re.escape(separator)
    return re.compile(rf'("(?:[^"]|"")*"|[^{sign}\r\n]*)({sign}|\r\n|\n|\r|\Z)')


def cut(text: str, separator: str) -> list[Line]:
    """The lines of a table; DataError where its quotes do not close, so that nobody can tell its cells."""
    lines = list(_lines(text, separator))
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    try:
        same = [tuple(cells) for cells in reader] == [tuple(map(value, line.cells)) for line in _filled(lines)]
    except csv.Error as error:
        raise DataError(f"not a CSV line: {error}", to_do='Close every quoted cell with ".') from error
    if not same:
        raise DataError("its cells cannot be told apart", to_do='Close every quoted cell with ".')
    return [replace(line, cells=tuple(map(_with_commas, line.cells))) for line in lines] if separator != "," else lines


def _filled(lines: list[Line]) -> Iterator[Line]:
    """The lines as a reader counts them: one without any character has no cells."""
    return (line if line.cells != ("",) else replace(line, cells=()) for line in lines)


def _with_commas(cell: str) -> str:
    """A cell of a table with another separator, in quotes if a comma wants them and only then."""
    return quoted(value(cell))


def _lines(text: str, separator: str) -> Iterator[Line]:
    cells: list[str] = []
    place = 0
    while place < len(text):
        found = _cell(separator).match(text, place)
        if found is None:
            raise DataError("its cells cannot be told apart", to_do='Close every quoted cell with ".')
        cells.append(found[1])
        place = found.end()
        if found[2] != separator:
            yield Line(tuple(cells), found[2])
            cells = []
    if cells:  # the file ends with a separator: one more cell, empty
        yield Line((*cells, ""), "")
