"""Adds an agency to the user's own folder, and fixes single fields of one; nothing is written that a rule refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from foia.checks.dictionary import Dictionary, read_dictionary
from foia.checks.problem import Problem
from foia.checks.zips import is_state
from foia.directory import rank
from foia.errors import InputError
from foia.library.agencies import FIX_COLUMNS, read_agencies, read_contacts
from foia.library.laws import jurisdiction_id
from foia.library.places import Library
from foia.library.toml import guess
from foia.model import Agency
from foia.own.draft import CONTACT_COLUMNS, Judge, in_words
from foia.own.table import OwnTable, read_own, write_own

_ALIKE = 90.0
"""A score of the directory from which a new agency may be one that is on file already."""


@dataclass(frozen=True)
class Told:
    """Where the user read it, and the day of that page or of reading it."""

    source: str
    date: dt.date


@dataclass(frozen=True)
class Change:
    """One field before and after."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Mended:
    """What was written where, and what the user should know of it."""

    agency: str
    path: Path
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()


def add_agency(library: Library, own: Path, name: str, values: Mapping[str, str], told: Told, on: dt.date) -> Mended:
    """A whole line more in the user's own agencies.csv; InputError, and nothing written, where a rule refuses it."""
    dictionary = read_dictionary(library)
    code = _new_id(library, name)
    _check_fields(values, _fields(dictionary), dictionary.choices("ContactLine", "channel"), name)
    row = _whole_line(dictionary, name, values, told)
    judge = Judge(library, name, on)
    _refuse([*judge.agency(row), *judge.source(told.source, told.date)])
    path = own / "agencies" / code / "agencies.csv"
    table = read_own(path, tuple(row), frozenset({"slug", "name", "kind"}))
    added = table.widen([column for column, cell in row.items() if cell])
    table.append(row)
    notes = [*_alike(library, code, row["name"]), *_source_note(told)]
    if added:
        notes.append(f"Columns added to the table, empty in its other lines: {', '.join(added)}.")
    write_own(path, table)
    changes = tuple(Change(column, "", cell) for column, cell in row.items() if cell)
    return Mended(name, path, changes, tuple(notes))


def fix_agency(
    library: Library, own: Path, agency: Agency, values: Mapping[str, str], told: Told, on: dt.date
) -> Mended:
    """A line of fixes.csv for every field, in place of an older one; InputError, and nothing written, if refused."""
    dictionary = read_dictionary(library)
    channels = dictionary.choices("ContactLine", "channel")
    _check_fields(values, [*_fields(dictionary), *channels])
    _check_emptied(values, dictionary, channels)
    fields = {name: value for name, value in values.items() if name not in channels}
    judge = Judge(library, agency.id, on)
    _refuse([*_agency_problems(judge, dictionary, agency, fields, told), *judge.source(told.source, told.date)])
    for channel in (name for name in values if name in channels):
        _refuse(_contact_problems(judge, agency, channel, values[channel], told))
    old = _on_file(library, agency)
    lines = dict(values)
    if "regime" in fields:
        lines["regime_source"] = told.source
    path = own / "fixes.csv"
    table = read_own(path, FIX_COLUMNS, frozenset(FIX_COLUMNS))
    for name, value in lines.items():
        _put_fix(table, agency.id, name, value, told)
    write_own(path, table)
    changes = tuple(Change(name, old.get(name, ""), value) for name, value in lines.items())
    return Mended(agency.id, path, changes, tuple(_source_note(told)))


def _new_id(library: Library, name: str) -> str:
    """The jurisdiction of an id that no agency has yet."""
    code, slash, slug = name.partition("/")
    if not slash or not code or not slug:
        to_do = "An id is folder/slug, such as wa/seattle-police-department."
        raise InputError(f"{name!r} is not an id", where="id", to_do=to_do)
    if jurisdiction_id(library, code) != code:
        raise InputError(
            f"{code!r} is not a folder", where="id", to_do=f"Write {jurisdiction_id(library, code)}/{slug}."
        )
    if there := read_agencies(library, code).get(name):
        to_do = f"Change single fields of it: foia agencies fix {name} field=value --source ..."
        raise InputError(f"{name} is on file already: {there.name}", where="id", to_do=to_do)
    return code


def _fields(dictionary: Dictionary) -> list[str]:
    """The fields a person gives; slug, sources and dates follow from the id, --source and --date."""
    return [name for name in _columns(dictionary) if not _derived(name)]


def _columns(dictionary: Dictionary) -> tuple[str, ...]:
    """The columns of agencies.csv, in the dictionary's order."""
    return tuple(dictionary.kinds["AgencyLine"].fields)


def _derived(name: str) -> bool:
    return name in ("slug", "source") or name.endswith(("_source", "_date"))


def _check_fields(values: Mapping[str, str], known: Sequence[str], later: Sequence[str] = (), agency: str = "") -> None:
    """InputError for a field that is not known, or that is given in another way."""
    if not values:
        raise InputError("no field=value was given", to_do="Write, for example, phone='(206) 555-0100'.")
    for name in values:
        if name in later:
            to_do = f"Add the agency first, then: foia agencies fix {agency} {name}=... --source ..."
            raise InputError(f"{name} is a way to reach the agency, not a column of its line", where=name, to_do=to_do)
        if _derived(name):
            to_do = "The slug is part of the id." if name == "slug" else "Give it with --source and --date."
            raise InputError("this field is not set by hand", where=name, to_do=to_do)
        if name not in known:
            to_do = f"Fields: {', '.join(known)}."
            raise InputError(f"no field {name!r}{guess(name, known)}", to_do=to_do)


def _check_emptied(values: Mapping[str, str], dictionary: Dictionary, channels: Sequence[str]) -> None:
    """Only a text that may be missing can be emptied."""
    for name, value in values.items():
        entry = dictionary.field("AgencyLine", name)
        if not value and (
            name in channels or entry is None or entry.required or entry.kind not in ("text", "list of texts")
        ):
            raise InputError("it cannot be left empty", where=name, to_do="Give the value that is right.")


def _whole_line(dictionary: Dictionary, name: str, values: Mapping[str, str], told: Told) -> dict[str, str]:
    """The line with every column; the source goes to each fact that wants one."""
    columns = _columns(dictionary)
    code, _, slug = name.partition("/")
    row = {"slug": slug, **values}
    if is_state(code):
        row.setdefault("state", code.upper())
    row["source"] = told.source
    for column in [one for one in values if values[one]]:
        row |= sourced(column, told.source, told.date.isoformat(), columns)
    return {column: row.get(column, "") for column in columns}


def sourced(column: str, source: str, date: str, columns: Iterable[str]) -> dict[str, str]:
    """The columns that carry this column's source and date, filled: `phone_source`, `address_date` for a street."""
    fact = "address" if column in ("street", "city", "state", "zip") else column
    given = {f"{fact}_source": source, f"{fact}_date": date}
    return {name: cell for name, cell in given.items() if name in columns}


def _agency_problems(
    judge: Judge, dictionary: Dictionary, agency: Agency, fields: Mapping[str, str], told: Told
) -> list[Problem]:
    """What is wrong with the agency's line after the change that was not wrong before."""
    if not fields:
        return []
    columns = _columns(dictionary)
    before = {column: cell_of(agency, column) for column in columns}
    after = {**before, **fields}
    for name in fields:
        after |= sourced(name, told.source, told.date.isoformat(), columns)
    known = {one.message for one in judge.agency(before)}
    return [one for one in judge.agency(after) if one.message not in known]


def cell_of(agency: Agency, column: str) -> str:
    """An agency's field as its cell in agencies.csv."""
    value = agency.id.partition("/")[2] if column == "slug" else getattr(agency, column)
    return "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _contact_problems(judge: Judge, agency: Agency, channel: str, value: str, told: Told) -> list[Problem]:
    cells = (agency.id.partition("/")[2], channel, value, told.source, told.date.isoformat())
    found = judge.contact(dict(zip(CONTACT_COLUMNS, cells, strict=True)))
    return [
        Problem(one.path, one.line, one.message.replace("value:", f"{channel}:", 1), one.suggestion) for one in found
    ]


def _refuse(problems: Sequence[Problem]) -> None:
    """InputError with every problem and its suggestion."""
    if problems:
        told = [f"{one.message}\n{one.suggestion}".strip() for one in problems]
        raise InputError("\n".join(_by_option(one) for one in told), to_do="Nothing was written.")


def _by_option(message: str) -> str:
    return f"--{message}" if message.startswith(("source:", "date:")) else message


def _on_file(library: Library, agency: Agency) -> dict[str, str]:
    """What stood in each field before; of a channel, what a letter would have used."""
    old = {name: cell_of(agency, name) for name in agency.__struct_fields__ if name != "id"}
    for contact in reversed(read_contacts(library, agency)):
        old[contact.channel] = contact.value
    return old


def _put_fix(table: OwnTable, agency: str, name: str, value: str, told: Told) -> None:
    """The line of this field in place of every older one, at the end: of two sources for one fact the last counts."""
    same = [number for number, cells in table.rows() if (cells.get("id"), cells.get("field")) == (agency, name)]
    for number in reversed(same):
        table.remove(number)
    table.append(dict(zip(FIX_COLUMNS, (agency, name, value, told.source, told.date.isoformat()), strict=True)))


def _alike(library: Library, code: str, name: str) -> list[str]:
    """A note on agencies on file that may be the same one."""
    found = [one.agency for one in rank(name, read_agencies(library, code).values(), 3) if one.score >= _ALIKE]
    return [f"On file with a name like it: {one.name} ({one.id})." for one in found]


def _source_note(told: Told) -> list[str]:
    if not in_words(told.source):
        return []
    return ["The source is told in words: good for your own letters, but upstream takes web addresses only."]
