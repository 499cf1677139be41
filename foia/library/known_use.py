"""Reads published evidence of use and the credits it is shown with, the user's own lines over the packaged ones."""

from __future__ import annotations

import re

import msgspec

from foia.library.places import Library
from foia.library.tables import as_row, read_rows
from foia.model import Agency, KnownUse

_COLUMNS = frozenset(f.name for f in msgspec.structs.fields(KnownUse)) - {"agency"} | {"slug"}
_REQUIRED = frozenset({"slug", "relation", "claim", "source", "tier"})
_SECTION = re.compile(r"^### ([a-z0-9-]+)\s*$(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_CREDIT = re.compile(r'Credit wherever it is shown:\s+"([^"]+)"')


def read_known_use(library: Library, agency: Agency) -> tuple[KnownUse, ...]:
    """Every claim on file about the agency, the user's own first."""
    code, _, slug = agency.id.partition("/")
    return read_known_uses(library, code, slug).get(agency.id, ())


def read_known_uses(library: Library, code: str, slug: str = "") -> dict[str, tuple[KnownUse, ...]]:
    """The claims of a jurisdiction, or of one agency of it, by agency id.

    The user's own lines about a source take the place of the packaged ones about the same source.
    """
    found: dict[str, list[KnownUse]] = {}
    for path in reversed(library.files("agencies", code, "known-use.csv")):
        told = {(name, one.source) for name, claims in found.items() for one in claims}
        for line, row in read_rows(path, _COLUMNS, _REQUIRED):
            name = f"{code}/{row.pop('slug', '')}"
            if (slug and name != f"{code}/{slug}") or (name, row.get("source", "")) in told:
                continue
            found.setdefault(name, []).append(as_row({**row, "agency": name}, KnownUse, path, line))
    return {name: tuple(claims) for name, claims in found.items()}


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
