"""Rules for known-use.csv: every claim sourced and credited, and none that says more than its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from foia.checks.context import Context, Examined
from foia.checks.lines import check_date, check_known_agency, check_repeated, check_url
from foia.checks.problem import Problem
from foia.checks.rows import Row, Table
from foia.library.known_use import read_credits

Problems = Iterator[Problem]
_BOUGHT = re.compile(r"\b(contract\w*|bought|buys?|purchas\w+|paid|pays?|spent|subscri\w+|acquir\w+)\b", re.IGNORECASE)


def check_known_use(context: Context, path: Path, code: str) -> Examined:
    """Every rule over one table of known use."""
    table = context.table(path, "KnownUseLine")
    credits = read_credits(context.library)
    found = [*table.problems, *check_repeated(table, ("slug", "relation", "claim", "source"), "claim")]
    for row in table.rows:
        found += [*_line(context, table, row, code), *_credit(context, table, row, credits)]
    return Examined(found, len(table.rows))


def _line(context: Context, table: Table, row: Row, code: str) -> Problems:
    if code and (slug := row.cells.get("slug")):
        yield from check_known_agency(table, row, "slug", f"{code}/{slug}", context)
    yield from _claim(table, row)
    yield from check_url(table, row, "source")
    if row.cells.get("source", "").startswith("http://"):
        to_do = "See whether the page opens with https:// in its place, or name another source."
        yield table.problem(row.line, "source: a source begins https://", to_do)
    yield from check_date(table, row, "date", context.on)


def _claim(table: Table, row: Row) -> Problems:
    """Shared access never reads like a contract, and a leak never like an agency's own word."""
    claim = row.cells.get("claim", "")
    bought = _BOUGHT.search(claim)
    if bought and row.cells.get("relation") == "shared access":
        to_do = "Say whose system it may search; what it bought is a line of its own."
        yield table.problem(row.line, f"claim: {bought[0]!r} makes shared access read like a contract", to_do)
    if row.cells.get("tier") == "leak reported" and "reported by" not in claim.lower():
        to_do = "Begin: Reported by BuzzFeed News from a leaked list ..."
        yield table.problem(row.line, "claim: it rests on a leak and does not say who reported it", to_do)
    if claim and not claim.endswith("."):
        yield table.problem(row.line, "claim: not a sentence with a full stop", "One short sentence of your own.")


def _credit(context: Context, table: Table, row: Row, credits: dict[str, str]) -> Problems:
    dataset = row.cells.get("dataset", "")
    if dataset and dataset not in context.source_ids:
        to_do = f"Write one of: {', '.join(sorted(context.source_ids)) or 'no ids yet'}; or leave it empty."
        yield table.problem(row.line, f"dataset: {dataset!r} has no heading in agencies/SOURCES.md", to_do)
    elif dataset and dataset not in credits:
        to_do = 'Add under its heading: Credit wherever it is shown: "Name, publisher, licence".'
        yield table.problem(row.line, f"dataset: agencies/SOURCES.md gives no credit for {dataset!r}", to_do)
