"""Rules for contacts.csv: role mailboxes and portals that an official page names, never a person's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from foia.checks.context import Context, Examined
from foia.checks.lines import (
    OFFICES_ONLY,
    check_date,
    check_known_agency,
    check_people,
    check_phone,
    check_repeated,
    check_source,
    check_url,
)
from foia.checks.names import personal_mailbox
from foia.checks.problem import Problem
from foia.checks.rows import Row, Table
from foia.checks.zips import fits, states
from foia.model import Style

Problems = Iterator[Problem]
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_LAST_LINE = re.compile(r".*\b([A-Z]{2}) (\d{5})(?:-\d{4})?")


def check_contacts(context: Context, path: Path, code: str) -> Examined:
    """Every rule over one table of contacts."""
    table = context.table(path, "ContactLine")
    found = [*table.problems, *check_repeated(table, ("slug", "channel", "value"), "contact")]
    for row in table.rows:
        found += _line(context, table, row, code)
    return Examined(found, len(table.rows))


def _line(context: Context, table: Table, row: Row, code: str) -> Problems:
    if code and (slug := row.cells.get("slug")):
        yield from check_known_agency(table, row, "slug", f"{code}/{slug}", context)
    yield from _value(table, row, context.style(code))
    yield from _people(table, row)
    yield from check_source(table, row, "source", context)
    yield from check_date(table, row, "date", context.on)


def _value(table: Table, row: Row, style: Style) -> Problems:
    """The value is what its channel wants: an address, a number, a page."""
    channel = row.cells.get("channel", "")
    if channel in ("portal", "page"):
        yield from check_url(table, row, "value", secure=channel == "portal")
    elif channel == "fax":
        yield from check_phone(table, row, "value", style)
    elif channel == "email":
        yield from _email(table, row)
    elif channel == "mail":
        yield from _postal(table, row, style)


def _email(table: Table, row: Row) -> Problems:
    value = row.cells.get("value", "")
    if value and not _EMAIL.fullmatch(value):
        yield table.problem(row.line, f"value: {value!r} is not an e-mail address", "One address, without a name.")
    elif value and personal_mailbox(value):
        yield table.problem(row.line, f"value: {value!r} looks like one person's mailbox", OFFICES_ONLY)


def _postal(table: Table, row: Row, style: Style) -> Problems:
    """Postal lines stand apart by "; " and end with city, state and ZIP code, or with a postcode."""
    value = row.cells.get("value", "")
    if not value:
        return
    if style.postcode:
        if ";" not in value or not re.fullmatch(style.postcode, value.split(";")[-1].strip()):
            to_do = "Separate the lines by semicolons; the last one is the postcode."
            yield table.problem(row.line, "value: not postal lines that end with a postcode", to_do)
        return
    last = _LAST_LINE.fullmatch(value.split(";")[-1].strip())
    if ";" not in value or not last:
        to_do = "Write: Public Records Unit; 610 Fifth Avenue; Seattle, WA 98124"
        yield table.problem(row.line, "value: not postal lines that end with city, state and ZIP code", to_do)
    elif not fits(last[2], last[1]):
        elsewhere = " or ".join(states(last[2])) or "no state"
        to_do = "Look at the page again: the state or the ZIP code is wrong."
        yield table.problem(row.line, f"value: {last[2]} lies in {elsewhere}, not in {last[1]}", to_do)


def _people(table: Table, row: Row) -> Problems:
    value = ("value",) if row.cells.get("channel") == "mail" else ()
    yield from check_people(table, row, ("office", *value, "how", "note"))
