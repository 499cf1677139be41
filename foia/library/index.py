"""The index of names: one line per agency of the whole country, so that a search reads one file and not fifty."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from foia.errors import DataError
from foia.library.agencies import FIXES, own_agencies, read_agencies
from foia.library.places import Library
from foia.names import Entry, entry_of

INDEX = "index.csv"


def entries(library: Library, code: str | None = None) -> tuple[Entry, ...]:
    """The agencies of one jurisdiction, or of all: the packaged index with the user's own lines over it."""
    if code:
        return tuple(entry_of(agency) for agency in read_agencies(library, code).values())
    path = library.root / "agencies" / INDEX
    packaged = _read(path, path.stat().st_mtime_ns) if path.is_file() else None
    found = {entry.id: entry for entry in packaged or ()}
    for one in library.folders() if packaged is None else _mended_codes(library):
        found |= {name: entry_of(agency) for name, agency in read_agencies(library, one).items()}
    for one in _own_codes(library) if packaged is not None else ():
        found |= {name: entry_of(agency) for name, agency in own_agencies(library, one).items()}
    return tuple(found.values())


def _own_codes(library: Library) -> list[str]:
    """The folders in which the user has lines of her own and no fixes: only these lines are read."""
    if library.own is None:
        return []
    codes = {path.parent.name for path in library.own.glob("agencies/*/agencies.csv")}
    return sorted(codes & set(library.folders()) - set(_mended_codes(library)))


def _mended_codes(library: Library) -> list[str]:
    """The folders in which the user has fixes. What updates.csv changes, officers above all, no name needs."""
    fixes = library.own / FIXES if library.own else None
    if fixes is None or not fixes.is_file():
        return []
    codes = {line[:2] for line in fixes.read_text(encoding="utf-8", errors="replace").splitlines()[1:]}
    return sorted(codes & set(library.folders()))


@lru_cache(maxsize=4)
def _read(path: Path, stamp: int) -> tuple[Entry, ...]:  # stamp: a changed file is read again
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows, [])
        if header != list(Entry._fields):
            raise DataError("the index has other columns", where=f"{path}:1", to_do="python -m foia.maintain.index")
        return tuple(
            Entry(
                i,
                name,
                core,
                initials,
                tuple(a.split("; ")) if a else (),
                city,
                zip_,
                ori,
                int(n or 0),
                successor,
                status,
            )
            for i, name, core, initials, a, city, zip_, ori, n, successor, status in rows
        )


def index_text(every: Iterable[Entry]) -> list[list[str]]:
    """The lines of the index file, its header first."""
    rows = [
        [
            *one[:4],
            "; ".join(one.aliases),
            one.city,
            one.zip,
            one.ori,
            str(one.officers or ""),
            one.successor,
            one.status,
        ]
        for one in every
    ]
    return [list(Entry._fields), *rows]
