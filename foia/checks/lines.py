"""Rules that every table shares: sources, dates, telephone numbers, web addresses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from foia.checks.context import Context
from foia.checks.facts import is_url
from foia.checks.names import person_in
from foia.checks.problem import Cure, Problem
from foia.checks.rows import Row, Table
from foia.library.toml import guess
from foia.model import Style

Problems = Iterator[Problem]
OFFICES_ONLY = "Officers change and their mail is their own: name the office and its mailbox, or leave the line out."
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PHONE = re.compile(r"\([2-9]\d{2}\) [2-9]\d{2}-\d{4}(?: (?:ext\.|x|option) ?\d+)?")


def check_source(table: Table, row: Row, column: str, context: Context) -> Problems:
    """A source is a web address or an id that agencies/SOURCES.md explains; in the user's own folder, words too."""
    source = row.cells.get(column, "")
    known = context.source_ids
    own = context.library.own
    told = own is not None and table.path.is_relative_to(own) and " " in source
    if source and not is_url(source) and source not in known and not told:
        what = "is not a web address" if ":" in source or " " in source else "has no heading in agencies/SOURCES.md"
        to_do = f"Write the page's whole address, or one of: {', '.join(sorted(known)) or 'no ids yet'}."
        yield table.problem(row.line, f"{column}: {source!r} {what}{guess(source, known)}", to_do)


def check_date(table: Table, row: Row, column: str, on: dt.date) -> Problems:
    """A date on which something was read has been."""
    cell = row.cells.get(column, "")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell) and cell > on.isoformat():
        to_do = f"Today is {on}; write the day on which it was read."
        yield table.problem(row.line, f"{column}: {cell} has not come yet", to_do)


def check_url(table: Table, row: Row, column: str, secure: bool = False) -> Problems:
    """A whole web address; a portal's is encrypted, since it takes names and addresses."""
    cell = row.cells.get(column, "")
    if not cell:
        return
    if not is_url(cell):
        to_do = "Write the whole address as the browser shows it: https://..."
        yield table.problem(row.line, f"{column}: {cell!r} is not a web address", to_do)
    elif secure and not cell.startswith("https://"):
        to_do = "See whether the page opens with https:// in its place."
        yield table.problem(row.line, f"{column}: a portal's address begins https://, not {cell!r}", to_do)


def check_phone(table: Table, row: Row, column: str, style: Style) -> Problems:
    """A telephone number as (206) 625-5011, or in the form of the law's own country."""
    cell = row.cells.get(column, "")
    if not cell or (re.fullmatch(style.phone, cell) if style.phone else _PHONE.fullmatch(cell)):
        return
    if style.phone:
        to_do = "Write it as the agency's own page does, in groups of digits."
        yield table.problem(row.line, f"{column}: {cell!r} is not a telephone number of this country", to_do)
        return
    digits = re.sub(r"\D", "", cell).removeprefix("1")
    right = f"({digits[:3]}) {digits[3:6]}-{digits[6:]}" if len(digits) == 10 else ""
    usable = bool(_PHONE.fullmatch(right))
    to_do = f"Write {right}." if usable else "Write it as (206) 625-5011."
    cure = Cure(column, right) if usable else None
    yield table.problem(row.line, f"{column}: {cell!r} is not a telephone number as (206) 625-5011", to_do, cure=cure)


def check_people(table: Table, row: Row, columns: tuple[str, ...]) -> Problems:
    """No officer is named: people move on, and have a right to be left alone."""
    for column in columns:
        if name := person_in(row.cells.get(column, "")):
            yield table.problem(row.line, f"{column}: {name!r} names a person", OFFICES_ONLY)


def check_known_agency(table: Table, row: Row, column: str, name: str, context: Context) -> Problems:
    """The agency of that id has a line."""
    if name not in context.agencies:
        to_do = "An id is folder/slug, such as wa/seattle-police-department."
        yield table.problem(row.line, f"{column}: no agency {name!r} is on file{context.near_agency(name)}", to_do)


def check_repeated(table: Table, columns: tuple[str, ...], what: str) -> Problems:
    """A warning for each line that says in these columns what an earlier one has said; `what` names such a line."""
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        key = tuple(row.cells.get(name, "").lower() for name in columns)
        if key in seen:
            yield table.problem(row.line, f"the same {what} stands in line {seen[key]}", "Keep one.", "warning")
        seen.setdefault(key, row.line)
