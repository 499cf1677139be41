"""The coding sheet of a batch: what replies say, letter by letter; what people entered goes over into a new one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from foia.batch.folder import Made, fingerprint
from foia.batch.manifest import Line, first_day, numbered, room_for_sheets
from foia.batch.plan import Planned
from foia.batch.press import Setup, guarded
from foia.bundle.sheets import Coded, coding_sheet, plain_cell
from foia.errors import InputError
from foia.importing import read_sheet

CODING = "coding-sheet.xlsx"
Parts = tuple[str, str, Callable[..., Any], tuple[Any, ...]]


def coding_bundle(lines: Sequence[Line], letters: Sequence[Planned], folder: Path, made: Mapping[str, Made]) -> Parts:
    """The sheet in which replies are entered; what has been entered goes over into the new one."""
    rows = [_coded(line) for line in lines]
    of = fingerprint(*(f"{one.reference} {one.agency} {one.numbers}".encode() for one in rows))
    before = made.get(CODING)
    stands = folder / CODING
    try:
        filled = read_coding(stands) if stands.is_file() and not (before and before[0] == of) else {}
    except InputError as error:
        return CODING, of, _refused, (error,)
    rows = [replace(one, filled=filled.get((one.reference, one.agency), {})) for one in rows]
    return CODING, of, coding_pages, (rows, _asked(rows, letters), first_day(lines))


def _refused(setup: Setup, error: InputError) -> InputError:
    """Why there is no new sheet: the one that stands there cannot be read, and it may hold months of work."""
    return error


def read_coding(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    """What stands in a coding sheet by reference and agency, column by column; InputError if it cannot be read."""
    (_, header), *rows = read_sheet(path).rows
    lines = (dict(zip(header, map(plain_cell, cells), strict=False)) for _, cells in rows)
    return {(line["reference"], line.get("agency", "")): line for line in lines if line.get("reference")}


def _coded(line: Line) -> Coded:
    return Coded(
        reference=line["reference"],
        agency=line["agency"],
        name=line["name"],
        state=line["state"],
        due=line["due_if_received_that_day"],
        numbers=numbered(line),
    )


def _asked(rows: Sequence[Coded], letters: Sequence[Planned]) -> list[tuple[str, str]]:
    """Every item that a letter asks for with its title: those of most letters first, in the order they stand there."""
    letters_with: Counter[str] = Counter(name for one in rows for name in one.numbers)
    titles: dict[str, str] = {}
    for one in letters:
        if one.summary:
            titles |= dict(zip(one.summary.items, one.summary.titles, strict=True))
    return [(name, titles.get(name, name)) for name, _ in letters_with.most_common()]


def coding_pages(setup: Setup, rows: list[Coded], items: list[tuple[str, str]], created: dt.date) -> Any:
    """The sheet, a column for each item that was asked for."""

    def made() -> bytes:
        with room_for_sheets():
            return coding_sheet(rows, items, created=created)

    return guarded(made)
