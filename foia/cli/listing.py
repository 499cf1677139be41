"""`foia agencies list`: agencies by filters, as a table, CSV or JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from foia.cli.say import note, say, say_json, table
from foia.cli.typed import many, one_of
from foia.errors import InputError
from foia.library.laws import jurisdiction_id
from foia.library.places import Library, data_root, open_library
from foia.library.toml import read_toml
from foia.selection import WAYS, Listed, Selection, select
from foia.writing import csv_text

_TEXTS = ("id", "name", "kind", "government", "county", "street", "city", "state", "zip", "phone", "website", "ori")
_NUMBERS = ("population", "officers")
_LAST = ("regime", "status")
_OF_WHAT = {"officers": "officers", "population": "people"}


@dataclass(frozen=True)
class Filters:
    """The filters as typed."""

    state: list[str] | None = None
    kind: list[str] | None = None
    county: str | None = None
    min_officers: int | None = None
    max_officers: int | None = None
    min_population: int | None = None
    channel: list[str] | None = None
    regime: list[str] | None = None
    known_use: str | None = None


def run(typed: Filters, data: Path | None, *, as_csv: bool, as_json: bool) -> None:
    """Print the agencies that fit; InputError for a word no filter knows."""
    if as_csv and as_json:
        raise InputError("the list is either CSV or JSON", where="--csv", to_do="Leave out --csv or --json.")
    library = open_library(data)
    selected = select(library, selection(library, typed))
    if as_json:
        say_json([_record(one) for one in selected.found])
    elif as_csv:
        sys.stdout.write(_as_csv(selected.found))
    else:
        _say_table(selected.found)
    count = len(selected.found)
    note(f"{count} {'agency' if count == 1 else 'agencies'}." if count else "No agency on file fits all of that.")
    if typed.known_use:
        note("Published claims, shared access among them; `foia agencies show` has each with its source and credit.")
    for name, left_out in selected.unknown.items():
        note(f"Left out because the number of {_OF_WHAT[name]} is not on file: {left_out}.")


def selection(library: Library, typed: Filters) -> Selection:
    """The filters as words and numbers that are known."""
    for option, number in (
        ("--min-officers", typed.min_officers),
        ("--max-officers", typed.max_officers),
        ("--min-population", typed.min_population),
    ):
        if number is not None and number < 0:
            raise InputError(f"{number} is less than nothing", where=option, to_do="Give a whole number.")
    if None not in (typed.min_officers, typed.max_officers) and (typed.min_officers or 0) > (typed.max_officers or 0):
        what = f"no agency has at least {typed.min_officers} and at most {typed.max_officers} officers"
        raise InputError(what, where="--min-officers", to_do="Give a smaller number first.")
    return Selection(
        states=tuple(dict.fromkeys(jurisdiction_id(library, one) for one in many(typed.state))),
        kinds=_known(typed.kind, "kind"),
        county=(typed.county or "").strip(),
        min_officers=typed.min_officers,
        max_officers=typed.max_officers,
        min_population=typed.min_population,
        channels=tuple(one_of("--channel", one, WAYS) for one in many(typed.channel)),
        regimes=_known(typed.regime, "regime"),
        known_use=(typed.known_use or "").strip(),
    )


def _known(values: list[str] | None, name: str) -> tuple[str, ...]:
    """The words given for a field with closed words; the dictionary of the data is read only if there are any."""
    given = many(values)
    if not given:
        return ()
    entry = read_toml(data_root() / "agencies" / "fields.toml")["AgencyLine"]["fields"][name]
    return tuple(one_of(f"--{name}", one, tuple(entry["choices"])) for one in given)


def _say_table(found: Sequence[Listed]) -> None:
    """One line for each agency under the names of the columns."""
    rows = [
        (
            one.agency.id,
            one.agency.name,
            one.agency.kind,
            one.agency.city,
            "" if one.agency.officers is None else str(one.agency.officers),
            " ".join(one.channels) or "none",
        )
        for one in found
    ]
    if rows:
        say(table([("id", "name", "kind", "city", "officers", "channel"), *rows]))


def _record(one: Listed) -> dict[str, object]:
    """All that a program may want to filter or write to; empty where unknown, numbers null."""
    return {
        **{name: getattr(one.agency, name) for name in (*_TEXTS, *_NUMBERS, *_LAST)},
        "channels": list(one.channels),
    }


def _as_csv(found: Sequence[Listed]) -> str:
    """The same columns as CSV with a header; channels apart by spaces."""
    records = (_record(one) | {"channels": " ".join(one.channels)} for one in found)
    return csv_text([(*_TEXTS, *_NUMBERS, *_LAST, "channels"), *(one.values() for one in records)])
