"""The dictionary of the data (agencies/fields.toml): every field, its kind, its closed words, one sentence."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, get_args, get_origin

import msgspec

from foia.errors import DataError
from foia.library.places import Library, data_root
from foia.library.toml import read_record
from foia.model import Record

FILE = "fields.toml"
TABLES = (
    *("AgencyLine", "ContactLine", "KnownUseLine", "LookedForLine", "HolidayLine", "FixLine", "Me"),
    *("PlaceLine", "CountyLine", "CoverageLine"),
)
"""Entries that are no records of the program, but tables and the user's own file."""


class Field(Record, frozen=True, kw_only=True):
    """One field: `kind` in plain words, `choices` where only these are known, `about` in one sentence."""

    kind: str
    required: bool = False
    choices: tuple[str, ...] = ()
    about: str


class Kind(Record, frozen=True, kw_only=True):
    """One kind of record or line: where it stands, what it is, its fields; `base` names fields it shares."""

    file: str
    about: str
    base: str = ""
    fields: dict[str, Field] = msgspec.field(default_factory=dict)


class Dictionary:
    """Every kind of record by name."""

    def __init__(self, kinds: dict[str, Kind]) -> None:
        self.kinds = kinds

    def field(self, kind: str, name: str) -> Field | None:
        """The entry of a field, its own or a shared one."""
        entry = self.kinds.get(kind)
        if entry is None:
            return None
        return entry.fields.get(name) or (self.field(entry.base, name) if entry.base else None)

    def about(self, kind: str, name: str) -> str:
        """The sentence on a field, as a suggestion: what to write there."""
        entry = self.field(kind, name)
        if entry is None:
            return ""
        return f"{name}: {entry.about}" + (f" Choices: {', '.join(entry.choices)}." if entry.choices else "")

    def choices(self, kind: str, name: str) -> tuple[str, ...]:
        """The words a field may hold; empty where any text will do."""
        entry = self.field(kind, name)
        return entry.choices if entry else ()

    def columns(self, kind: str) -> frozenset[str]:
        """Every column of a table."""
        return frozenset(self.kinds[kind].fields)

    def required(self, kind: str) -> frozenset[str]:
        """The columns that every line of a table fills."""
        return frozenset(name for name, field in self.kinds[kind].fields.items() if field.required)


def read_dictionary(library: Library) -> Dictionary:
    """The library's dictionary, or the program's own where the folder brings none."""
    path = library.file("agencies", FILE) or data_root() / "agencies" / FILE
    kinds = read_record(path, dict[str, Kind])
    if missing := [name for name in TABLES if name not in kinds]:
        raise DataError(f"the entry [{missing[0]}] is missing", where=str(path))
    return Dictionary(kinds)


def without_none(kind: Any) -> Any:
    """The type inside `X | None`."""
    parts = [part for part in get_args(kind) if part is not type(None)]
    return parts[0] if type(None) in get_args(kind) else kind


def choices_of(kind: Any) -> tuple[str, ...]:
    """The closed words of a type: of a Literal, or of a list of them."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    return tuple(word for part in get_args(kind) for word in choices_of(part))


def kind_in_words(kind: Any) -> str:
    """A field's type in the dictionary's words."""
    kind = without_none(kind)
    simple = {str: "text", int: "whole number", bool: "true or false", dt.date: "date"}
    if kind in simple:
        return simple[kind]
    if get_origin(kind) is Literal:
        return "choice"
    if get_origin(kind) is dict:
        inner = kind_in_words(get_args(kind)[1])
        return {"text": "texts by name", "list of texts": "lists of texts by name"}.get(inner, "tables by name")
    if get_origin(kind) is tuple:
        inner = kind_in_words(get_args(kind)[0])
        return {"text": "list of texts", "choice": "list of choices"}.get(inner, "list of tables")
    return "table"
