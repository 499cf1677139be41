"""What a rule found: where, what is wrong, what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from foia.errors import FoiaError

Level = Literal["error", "warning"]
_WHERE = re.compile(r"(?s)(?P<path>.+?)(?::(?P<line>\d+))?")
_PLACED = re.compile(r"(?P<path>.+?):(?P<line>\d+): (?P<what>.+)")


@dataclass(frozen=True)
class Cure:
    """The text that would put one cell right; a column of "" stands for the whole file."""

    column: str
    text: str


@dataclass(frozen=True)
class Problem:
    """One thing to put right; a warning does not stop a letter from being written."""

    path: Path
    line: int
    message: str
    suggestion: str = ""
    level: Level = "error"
    cure: Cure | None = None

    def __str__(self) -> str:
        """`path:line: message`, the suggestion indented under it."""
        mark = "warning: " if self.level == "warning" else ""
        first = f"{self.path}:{self.line}: {mark}{self.message}"
        return "\n    ".join([first, *self.suggestion.splitlines()])


def problems_of(error: FoiaError, path: Path) -> Iterator[Problem]:
    """What a reader of the library refused, one problem per line of its message."""
    if not error.where and all(_PLACED.fullmatch(line) for line in error.what.splitlines()):
        for line in error.what.splitlines():
            placed = _PLACED.fullmatch(line)
            assert placed  # just matched
            yield Problem(Path(placed["path"]), int(placed["line"]), placed["what"], error.to_do)
        return
    where = _WHERE.fullmatch(error.where)
    found = Path(where["path"]) if where else path
    yield Problem(found, int(where["line"] or 1) if where else 1, error.what, error.to_do)
