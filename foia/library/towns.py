"""Reads the towns without police of their own and who polices them, the user's own lines over the packaged ones."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

import msgspec

from foia.errors import DataError
from foia.library.places import Library
from foia.library.tables import as_row, read_rows, read_text
from foia.model import CountyPolice, Coverage, Place
from foia.names import core_of, simplified

PLACES, COUNTIES, COVERED = "places.csv", "counties.csv", "covered.csv"
_COUNTY_COLUMNS = frozenset(field.name for field in msgspec.structs.fields(CountyPolice))
_COVERED_COLUMNS = frozenset(field.name for field in msgspec.structs.fields(Coverage))
_SPELT = frozenset("saint fort mount".split())
"""Words that a table may spell in another way than one types them."""


def places_called(library: Library, core: str, codes: Collection[str]) -> list[tuple[str, Place]]:
    """The places of that simplified name in these jurisdictions, each with its jurisdiction.

    Only lines that hold the name's longest word are taken apart, so that the whole country takes a few milliseconds.
    """
    word = max((one for one in core.split() if one not in _SPELT), key=len, default="")
    return [
        (code, place)
        for code in codes
        for path in library.files("agencies", code, PLACES)
        for place in _holding(path, path.stat().st_mtime_ns, word)
        if core in names_of(place.name)
    ]


def names_of(name: str) -> frozenset[str]:
    """The simplified names of a place: San Buenaventura (Ventura) has three, Augusta-Richmond County two."""
    outer, _, inner = name.partition(" (")
    city = re.split("[-/,]", name)[0] if name.endswith(" County") else ""
    whole = [simplified(one) for one in (name, outer, inner.rstrip(")"), city) if one]
    return frozenset(core_of(one) or one for one in whole)


def _holding(path: Path, stamp: int, word: str) -> list[Place]:
    lines = [line for line in _lines(path, stamp) if word in line.lower()]
    return [_place(path, cells) for cells in csv.reader(lines) if cells]


def _place(path: Path, cells: list[str]) -> Place:
    if len(cells) != len(Place.__struct_fields__):
        raise DataError(
            f"not a name, a kind and a county: {','.join(cells)!r}",
            where=str(path),
            to_do="`foia check` names the line.",
        )
    name, kind, county = cells
    return Place(name=name, kind=kind, county=county)  # type: ignore[arg-type]


@lru_cache(maxsize=256)
def _lines(path: Path, stamp: int) -> tuple[str, ...]:  # stamp: a changed file is read again
    return tuple(read_text(path).splitlines()[1:])


def every_place(library: Library, code: str) -> list[Place]:
    """All places of the jurisdiction without an active department on file."""
    return [
        place
        for path in library.files("agencies", code, PLACES)
        for place in _holding(path, path.stat().st_mtime_ns, "")
    ]


def counties_named(library: Library, code: str) -> frozenset[str]:
    """The counties of the jurisdiction's towns in full: Adams County, Orleans Parish."""
    named = {name for one in every_place(library, code) for name in one.county.split("; ") if name}
    return frozenset(named | {line.county for line in county_police(library, code).values() if line.county})


def county_police(library: Library, code: str) -> dict[str, CountyPolice]:
    """The line of each county by its name in small letters; "" has the line for all the others."""
    found: dict[str, CountyPolice] = {}
    for path in library.files("agencies", code, COUNTIES):
        for line, row in read_rows(path, _COUNTY_COLUMNS, _COUNTY_COLUMNS - {"date"}):
            police = tuple(one.strip() for one in row.get("police", "").split(";") if one.strip())
            found[row.get("county", "").lower()] = as_row({**row, "police": police}, CountyPolice, path, line)
    return found


def coverage(library: Library, code: str) -> tuple[Coverage, ...]:
    """Who polices which town as a source says, the user's own lines first."""
    return tuple(
        as_row(row, Coverage, path, line)
        for path in reversed(library.files("agencies", code, COVERED))
        for line, row in read_rows(path, _COVERED_COLUMNS, frozenset({"town", "covered_by", "source", "date"}))
    )
