"""Rules for the tables of towns without police of their own: who polices them is on file, and a source says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from foia.checks.context import Context, Examined
from foia.checks.lines import check_date, check_known_agency, check_repeated, check_source
from foia.checks.problem import Problem
from foia.checks.rows import Row, Table, check_values
from foia.library.towns import COUNTIES, PLACES, names_of
from foia.model import CountyPolice, Coverage

Problems = Iterator[Problem]


def check_places(context: Context, path: Path, code: str) -> Examined:
    """Every rule over one table of places."""
    table = context.table(path, "PlaceLine")
    return Examined([*table.problems, *check_repeated(table, ("name", "kind", "county"), "place")], len(table.rows))


def check_counties(context: Context, path: Path, code: str) -> Examined:
    """Every rule over one table of counties."""
    table = context.table(path, "CountyLine")
    found = [*table.problems, *check_values(table, CountyPolice), *check_repeated(table, ("county",), "county")]
    for row in table.rows:
        for name in row.cells.get("police", "").split(";"):
            found += check_known_agency(table, row, "police", name.strip(), context)
        found += [*check_source(table, row, "source", context), *check_date(table, row, "date", context.on)]
    return Examined(found, len(table.rows))


def check_coverage(context: Context, path: Path, code: str) -> Examined:
    """Every rule over one table of towns that another agency polices."""
    table = context.table(path, "CoverageLine")
    found = [*table.problems, *check_values(table, Coverage)]
    found += check_repeated(table, ("town", "kind", "county"), "town")
    places = _names(context, code, PLACES, "PlaceLine", "name")
    counties = _names(context, code, COUNTIES, "CountyLine", "county") | {
        one for name in _names(context, code, PLACES, "PlaceLine", "county") for one in name.split("; ")
    }
    towns = {one for name in places for one in names_of(name)}
    for row in table.rows:
        found += check_known_agency(table, row, "covered_by", row.cells.get("covered_by", ""), context)
        found += [*check_source(table, row, "source", context), *check_date(table, row, "date", context.on)]
        found += _on_file(table, row, towns, counties)
    return Examined(found, len(table.rows))


def _names(context: Context, code: str, file: str, kind: str, column: str) -> set[str]:
    paths = context.library.files("agencies", code, file)
    return {row.cells.get(column, "") for path in paths for row in context.table(path, kind).rows}


def _on_file(table: Table, row: Row, towns: set[str], counties: set[str]) -> Problems:
    """The town has a line among the places without police of their own, or the line reaches nobody."""
    town, county = row.cells.get("town", ""), row.cells.get("county", "")
    if town and not names_of(town) & towns:
        to_do = "Write it as there. If it is not there, an active department of its own is on file: look at that first."
        yield table.problem(row.line, f"town: {town!r} is not in places.csv", to_do)
    if county and county not in counties:
        yield table.problem(row.line, f"county: {county!r} is in no table", "Write it in full: Racine County.")
