"""Towns without police of their own, and who polices them."""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypeAlias

from foia.model.base import Record

TownKind: TypeAlias = Literal[
    "city",
    "town",
    "village",
    "borough",
    "township",
    "plantation",
    "municipality",
    "community",
    "part of a town",
    "other",
]

Basis: TypeAlias = Literal["people counted", "nobody counted", "not listed"]


class Place(Record, frozen=True, kw_only=True):
    """One line of places.csv: a place in which no active police department is on file."""

    name: str
    kind: TownKind
    county: str = ""
    """Its county without the word, several parted by "; "."""


class CountyPolice(Record, frozen=True, kw_only=True):
    """One line of counties.csv: who polices the parts of a county that have no department of their own."""

    county: str = ""
    """Empty for every county of the jurisdiction that has no line of its own."""
    police: tuple[str, ...]
    basis: Basis
    source: str
    date: dt.date | None = None


class Coverage(Record, frozen=True, kw_only=True):
    """One line of covered.csv: the agency that polices a town, as a source says."""

    town: str
    kind: TownKind | None = None
    county: str = ""
    covered_by: str
    source: str
    date: dt.date
    note: str = ""
