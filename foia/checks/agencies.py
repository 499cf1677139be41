"""Rules for agencies.csv: one agency per line, every fact with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from foia.checks.context import Context, Examined
from foia.checks.lines import (
    SLUG,
    check_date,
    check_known_agency,
    check_people,
    check_phone,
    check_source,
    check_url,
)
from foia.checks.problem import Problem
from foia.checks.rows import Row, Table, check_values
from foia.checks.zips import fits, is_state, states
from foia.model import BOUND, Agency, Style

Problems = Iterator[Problem]
_FACTS = {"street": "address", "zip": "address", "phone": "phone", "website": "website", "officers": "officers"}
_ZIP = re.compile(r"\d{5}(?:-\d{4})?")


def check_agencies(context: Context, path: Path, code: str) -> Examined:
    """Every rule over one table of agencies."""
    table = context.table(path, "AgencyLine")
    found = [*table.problems, *check_values(table, Agency), *_repeated(table)]
    for row in table.rows:
        found += _line(context, table, row, code)
    return Examined(found, len(table.rows))


def _line(context: Context, table: Table, row: Row, code: str) -> Problems:
    yield from _slug(table, row)
    style = context.style(code)
    yield from _place(table, row, code, style)
    yield from check_phone(table, row, "phone", style)
    yield from check_people(table, row, ("note",))
    yield from check_url(table, row, "website")
    yield from _sourced(table, row)
    for column in row.cells:
        if column == "source" or column.endswith("_source"):
            yield from check_source(table, row, column, context)
        elif column.endswith("_date"):
            yield from check_date(table, row, column, context.on)
    own = f"{code}/{row.cells.get('slug', '')}"
    yield from _ori(context, table, row, own)
    yield from _standing(context, table, row, own)


def _repeated(table: Table) -> Problems:
    seen: dict[str, int] = {}
    for row in table.rows:
        slug = row.cells.get("slug", "")
        if slug and slug in seen:
            to_do = "A slug names one agency for good; give the other its own."
            yield table.problem(row.line, f"the slug {slug!r} stands in line {seen[slug]} too", to_do)
        seen.setdefault(slug, row.line)


def _slug(table: Table, row: Row) -> Problems:
    slug = row.cells.get("slug", "")
    if slug and not SLUG.fullmatch(slug):
        right = re.sub(r"[^a-z0-9]+", "-", slug.lower().replace("'", "").replace("’", "")).strip("-")
        message = f"the slug {slug!r} is not in lower-case words joined by hyphens"
        yield table.problem(row.line, message, f"Write {right}.")


def _place(table: Table, row: Row, code: str, style: Style) -> Problems:
    """The state is the folder's, but for bodies of two states or of the country; the ZIP code lies in it."""
    bound = row.cells.get("regime", BOUND[0]) in BOUND
    state, zip_code = row.cells.get("state", ""), row.cells.get("zip", "")
    if is_state(code) and state and state != code.upper() and bound:
        to_do = f"Write {code.upper()}, or move the line to agencies/{state.lower()}/agencies.csv."
        yield table.problem(row.line, f"state: {state!r} in the folder {code!r}", to_do)
    if not zip_code or any(one.cure and one.cure.column == "zip" for one in _at(table, row)):
        return
    if style.postcode:
        if not re.fullmatch(style.postcode, zip_code):
            to_do = "Write it in capitals with its space, as the post does."
            yield table.problem(row.line, f"zip: {zip_code!r} is not a postcode", to_do)
        return
    if not _ZIP.fullmatch(zip_code):
        yield table.problem(
            row.line, f"zip: {zip_code!r} is not a ZIP code", "Five digits, or five, a hyphen and four."
        )
    elif state and not fits(zip_code, state):
        elsewhere = " or ".join(states(zip_code)) or "no state"
        to_do = "Look at the address again: the state or the ZIP code is wrong."
        yield table.problem(row.line, f"zip: {zip_code} lies in {elsewhere}, not in {state}", to_do)


def _at(table: Table, row: Row) -> list[Problem]:
    return [one for one in table.problems if one.line == row.line]


def _sourced(table: Table, row: Row) -> Problems:
    """Every fact says where it is from and when it was seen there."""
    if "source" not in row.cells:
        yield table.problem(row.line, "no source says that there is this agency", "Fill the column source.")
    told: set[str] = set()
    for column, fact in _FACTS.items():
        if column not in row.cells or fact in told:
            continue
        told.add(fact)
        for part in (f"{fact}_source", f"{fact}_date"):
            if part not in row.cells:
                to_do = f"Fill {part}, or leave {column} empty: an honest gap is worth more than a guess."
                yield table.problem(row.line, f"{column}: {row.cells[column]!r} has no {part}", to_do)


def _ori(context: Context, table: Table, row: Row, name: str) -> Problems:
    ori = row.cells.get("ori", "")
    if not ori:
        return
    if not re.fullmatch(r"[A-Z]{2}[A-Z0-9]{7}", ori):
        yield table.problem(row.line, f"ori: {ori!r} is not an FBI id", "Nine capitals and digits, such as WA0172000.")
    others = [one for one in context.oris.get(ori, []) if one != name]
    if others:
        to_do = "One of them is wrong, or both are one agency: keep one line, give the other status and successor."
        yield table.problem(row.line, f"ori: {ori} is that of {' and '.join(others)} too", to_do)


def _standing(context: Context, table: Table, row: Row, own: str) -> Problems:
    """Who stands over it, in its place, and whether the act binds it."""
    for column in ("parent", "covered_by", "successor"):
        if (name := row.cells.get(column)) == own:
            yield table.problem(row.line, f"{column}: {own} names itself", "Name the other agency, or leave it empty.")
        elif name:
            yield from check_known_agency(table, row, column, name, context)
    if row.cells.get("status") == "unit" and "parent" not in row.cells:
        to_do = "Name the agency it is a unit of, as folder/slug: that one gets the letter."
        yield table.problem(row.line, "status: unit, but no parent is named", to_do)
    if row.cells.get("status") == "merged" and "successor" not in row.cells:
        to_do = "Name the agency that took it over, as folder/slug."
        yield table.problem(row.line, "status: merged, but no successor is named", to_do)
    regime = row.cells.get("regime", "state act")
    if regime not in BOUND and "regime_source" not in row.cells:
        to_do = "Say in regime_source where that is written: no letter goes to this agency because of it."
        yield table.problem(row.line, f"regime: {regime!r} has no regime_source", to_do)
