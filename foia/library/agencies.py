"""Reads the agency and contact tables of one jurisdiction, the user's own lines and fixes over the packaged ones.

Over the packaged lines lies updates.csv, what newer lists say; over that the user's own lines, then her fixes.csv.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from foia.errors import DataError
from foia.library.places import Library, kept
from foia.library.tables import as_row, read_rows
from foia.model import Agency, Contact

_AGENCY_COLUMNS = frozenset(f.name for f in msgspec.structs.fields(Agency)) - {"id"} | {"slug"}
_CONTACT_COLUMNS = frozenset(f.name for f in msgspec.structs.fields(Contact)) - {"agency"} | {"slug"}
FIX_COLUMNS = ("id", "field", "value", "source", "date")
"""Of fixes.csv and updates.csv, in their order."""
UPDATES, FIXES = "updates.csv", "fixes.csv"
LISTS = ("fbi-lee", "hifld", "dotgov", "census-governments")
"""The ids of newer editions of the lists in agencies/SOURCES.md, as `foia agencies update` writes them."""
_CONTACT_CHANNELS = ("email", "portal", "fax", "mail", "page")
_SOURCED = {
    **dict.fromkeys(("street", "city", "state", "zip"), "address"),
    "phone": "phone",
    "website": "website",
    "officers": "officers",
}
_DATED = {**_SOURCED, "population": "officers", "status": "officers"}
"""The fact whose date tells how old a field of updates.csv is: one list gives all three of the last."""


@kept
def read_agencies(library: Library, code: str) -> dict[str, Agency]:
    """Every agency of the jurisdiction by id; fixes.csv changes single fields, own lines replace or add whole ones.

    A table that has not changed since is not read again, so the dictionary is for reading only.
    """
    files = (*library.files("agencies", code, "agencies.csv"), *library.files(UPDATES), *library.files(FIXES))
    return _tables(library, code, tuple(path.stat().st_mtime_ns for path in files))


@lru_cache(maxsize=64)
def _tables(library: Library, code: str, stamps: tuple[int, ...]) -> dict[str, Agency]:
    rows: dict[str, tuple[Path, int, dict[str, Any]]] = {}
    for path in library.files("agencies", code, "agencies.csv"):
        for line, row in read_rows(path, _AGENCY_COLUMNS, frozenset({"slug", "name", "kind"})):
            rows[f"{code}/{row.pop('slug', '')}"] = (path, line, row)
    updates = [one for one in _fixes(library, code, UPDATES) if _is_newer(library, rows.get(one[2]["id"]), one[2])]
    for path, line, fix in updates:
        _apply(rows, path, line, fix)
    for path, line, fix in _fixes(library, code):
        _apply(rows, path, line, fix)
    return {name: _agency(name, *found) for name, found in rows.items()}


def own_agencies(library: Library, code: str) -> dict[str, Agency]:
    """The lines of the user's own table alone, without fixes."""
    path = library.own / "agencies" / code / "agencies.csv" if library.own else None
    if path is None or not path.is_file():
        return {}
    rows = read_rows(path, _AGENCY_COLUMNS, frozenset({"slug", "name", "kind"}))
    found = {f"{code}/{row.pop('slug', '')}": (path, line, row) for line, row in rows}
    return {name: _agency(name, *one) for name, one in found.items()}


def _is_newer(library: Library, found: tuple[Path, int, dict[str, Any]] | None, fix: dict[str, str]) -> bool:
    """True if an update tells more than the line has: not over a line of the user's own, nor over a later fact."""
    if found is None:
        return False
    path, _, row = found
    mine = not path.is_relative_to(library.root) and row.get("source", "") not in LISTS
    fact = _DATED.get(fix.get("field", ""), "")
    return not mine and str(row.get(f"{fact}_date", "")) < fix.get("date", "")


def _agency(name: str, path: Path, line: int, row: dict[str, Any]) -> Agency:
    aliases = tuple(alias.strip() for alias in row.get("aliases", "").split(";") if alias.strip())
    return as_row({**row, "id": name, "aliases": aliases}, Agency, path, line)


def _fixes(library: Library, code: str, file: str = FIXES) -> list[tuple[Path, int, dict[str, str]]]:
    """The lines of the file about this jurisdiction's agencies (contact fixes are read with contacts)."""
    return [
        (path, line, dict(row))
        for path in library.files(file)
        for line, row in _by_code(path, path.stat().st_mtime_ns).get(code, ())
    ]


@lru_cache(maxsize=8)
def _by_code(path: Path, stamp: int) -> dict[str, list[tuple[int, dict[str, str]]]]:  # stamp: a changed file is new
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, row in read_rows(path, frozenset(FIX_COLUMNS), frozenset(FIX_COLUMNS)):
        found.setdefault(row.get("id", "").partition("/")[0], []).append((line, row))
    return found


def _apply(rows: dict[str, tuple[Path, int, dict[str, Any]]], path: Path, line: int, fix: dict[str, str]) -> None:
    where = f"{path}:{line}"
    name, field = fix["id"], fix.get("field", "")
    if missing := sorted(set(FIX_COLUMNS) - {"value"} - set(fix)):
        raise DataError(f"the cell {missing[0]!r} is empty", where=where, to_do="Every fix has a source and a date.")
    if field in _CONTACT_CHANNELS:
        return
    if name not in rows:
        raise DataError(f"no agency {name!r}", where=where, to_do="`foia agencies search` finds ids.")
    if field not in _AGENCY_COLUMNS - {"slug"}:
        raise DataError(f"no field {field!r}", where=where, to_do=f"Fields: {', '.join(sorted(_AGENCY_COLUMNS))}.")
    row = rows[name][2]
    row.pop(field, None)
    if fix.get("value"):
        row[field] = fix["value"]
    if fact := _SOURCED.get(field):
        row[f"{fact}_source"], row[f"{fact}_date"] = fix["source"], fix["date"]


def read_contacts(library: Library, agency: Agency) -> tuple[Contact, ...]:
    """The agency's channels, the user's own first, then in the table's order."""
    return contacts_by_agency(library, agency.jurisdiction).get(agency.id, ())


@kept
def contacts_by_agency(library: Library, code: str) -> dict[str, tuple[Contact, ...]]:
    """Every agency's channels by its id, as `read_contacts` gives them; for reading only, as in `read_agencies`."""
    files = (*library.files("agencies", code, "contacts.csv"), *library.files("fixes.csv"))
    return _contacts(library, code, tuple(path.stat().st_mtime_ns for path in files))


@lru_cache(maxsize=64)
def _contacts(library: Library, code: str, stamps: tuple[int, ...]) -> dict[str, tuple[Contact, ...]]:
    found: dict[str, list[Contact]] = {}
    for path, line, fix in _fixes(library, code):
        if fix.get("field") in _CONTACT_CHANNELS:
            own = as_row({**_contact(fix), "agency": fix["id"]}, Contact, path, line)
            found.setdefault(fix["id"], []).append(own)
    for path in reversed(library.files("agencies", code, "contacts.csv")):
        for line, row in read_rows(path, _CONTACT_COLUMNS, frozenset({"slug", "channel", "value", "source", "date"})):
            name = f"{code}/{row.pop('slug', '')}"
            found.setdefault(name, []).append(as_row({**row, "agency": name}, Contact, path, line))
    return {name: tuple(contacts) for name, contacts in found.items()}


def channels_on_file(library: Library, code: str) -> dict[str, set[str]]:
    """The kinds of contact of every agency of the jurisdiction by id."""
    contacts = contacts_by_agency(library, code)
    return {name: {one.channel for one in listed} for name, listed in contacts.items()}


def _contact(fix: dict[str, str]) -> dict[str, str]:
    return {
        "channel": fix["field"],
        "value": fix.get("value", ""),
        "source": fix["source"],
        "date": fix["date"],
        "note": "your own entry",
    }
