"""Reads published evidence of use with its credits, and what was looked for in vain; own lines come first."""

from __future__ import annotations

import re

import msgspec

from foia.library.places import Library, kept
from foia.library.tables import as_row, read_rows
from foia.model import Agency, KnownUse, LookedFor

_COLUMNS = frozenset(f.name for f in msgspec.structs.fields(KnownUse)) - {"agency"} | {"slug"}
_LOOKED = frozenset(f.name for f in msgspec.structs.fields(LookedFor))
_REQUIRED = frozenset({"slug", "relation", "claim", "source", "tier"})
_SECTION = re.compile(r"^### ([a-z0-9-]+)\s*$(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_CREDIT = re.compile(r'Credit wherever it is shown:\s+"([^"]+)"')


def read_known_use(library: Library, agency: Agency) -> tuple[KnownUse, ...]:
    """Every claim on file about the agency, the user's own first."""
    return read_known_uses(library, agency.jurisdiction).get(agency.id, ())


@kept
def read_known_uses(library: Library, code: str) -> dict[str, tuple[KnownUse, ...]]:
    """The claims of a jurisdiction by agency id.

    The user's own lines about a source take the place of the packaged ones about the same source.
    """
    found: dict[str, list[KnownUse]] = {}
    for path in reversed(library.files("agencies", code, "known-use.csv")):
        told = {(name, one.source) for name, claims in found.items() for one in claims}
        for line, row in read_rows(path, _COLUMNS, _REQUIRED):
            name = f"{code}/{row.pop('slug', '')}"
            if (name, row.get("source", "")) not in told:
                found.setdefault(name, []).append(as_row({**row, "agency": name}, KnownUse, path, line))
    return {name: tuple(claims) for name, claims in found.items()}


def read_looked_for(library: Library, agency: Agency) -> LookedFor | None:
    """What was last looked for about the agency and not found; None if nothing is noted."""
    found = None
    for path in library.files("agencies", "looked-for.csv"):
        for line, row in read_rows(path, _LOOKED, _LOOKED):
            if row.get("id") == agency.id:
                found = as_row(row, LookedFor, path, line)
    return found


@kept
def read_credits(library: Library) -> dict[str, str]:
    """The credit that agencies/SOURCES.md asks for, by the id of the collection."""
    credits = {}
    for path in library.files("agencies", "SOURCES.md"):
        for name, text in _SECTION.findall(path.read_text(encoding="utf-8")):
            if wanted := _CREDIT.search(text):
                credits[name] = wanted[1]
    return credits


def source_line(use: KnownUse, credits: dict[str, str]) -> str:
    """`OneZero, 2020-02-18; Atlas of Surveillance, EFF, CC BY`: who said so, when, and the collection's credit."""
    return sourced(use, credits.get(use.dataset, use.dataset))


def sourced(use: KnownUse, credit: str) -> str:
    """The same with the credit that was looked up."""
    said = ", ".join(str(part) for part in (use.source_name or use.source, use.date or "undated"))
    return f"{said}; {credit}" if credit else said
