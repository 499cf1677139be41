"""A row of the newsroom's own table, as templates see it."""

from __future__ import annotations

from collections.abc import Mapping


class Cells:
    """`row.beat` and `row["beat"]` are the cell; a column may be called `items`, as no method of a dictionary may."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells

    def __getattr__(self, name: str) -> str:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._cells[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> str:
        return self._cells[name]

    def __contains__(self, name: str) -> bool:
        return name in self._cells

    def get(self, name: str, instead: str = "") -> str:
        """The cell, or something else where there is no such column."""
        return self._cells.get(name, instead)
