"""Who is asked, through which channel, and who asks."""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypeAlias

from foia.model.base import Record, Role

Relation: TypeAlias = Literal["own use", "shared access", "trial", "ended", "motor-vehicle database"]
Tier: TypeAlias = Literal["official", "press", "leak reported"]


BOUND = ("state act", "federal act", "national act")
"""The regimes under which an agency is bound by its jurisdiction's act, so that a letter can be written to it."""


class Agency(Record, frozen=True, kw_only=True):
    """One line of agencies.csv; `id` is folder/slug, e.g. wa/seattle-police-department."""

    id: str
    name: str
    kind: str
    government: str = ""
    authority: str = ""
    """Who is the public body in law, where that is the holder of an office: the Chief Constable of Kent Police."""
    county: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""
    """The country, where it is another than the United States."""
    address_source: str = ""
    address_date: dt.date | None = None
    phone: str = ""
    phone_source: str = ""
    phone_date: dt.date | None = None
    website: str = ""
    website_source: str = ""
    website_date: dt.date | None = None
    ori: str = ""
    population: int | None = None
    officers: int | None = None
    officers_source: str = ""
    officers_date: dt.date | None = None
    aliases: tuple[str, ...] = ()
    parent: str = ""
    covered_by: str = ""
    successor: str = ""
    regime: str = "state act"
    regime_source: str = ""
    status: str = "active"
    match: str = ""
    source: str = ""
    note: str = ""

    @property
    def jurisdiction(self) -> str:
        """The folder the agency stands in, which names the law that binds it."""
        return self.id.partition("/")[0]

    @property
    def instead(self) -> str:
        """The id of the agency to ask in its place: its successor, or the agency it is a unit of; "" if none."""
        return self.successor or (self.parent if self.status == "unit" else "")


class Contact(Record, frozen=True, kw_only=True):
    """One line of contacts.csv: a channel into an agency, each with source and date."""

    agency: str
    channel: Literal["email", "portal", "fax", "mail", "page"]
    value: str
    office: str = ""
    how: str = ""
    source: str
    date: dt.date
    note: str = ""


class KnownUse(Record, frozen=True, kw_only=True):
    """One line of known-use.csv: a published claim that an agency uses, tried or can reach the technology."""

    agency: str
    relation: Relation
    vendor: str = ""
    product: str = ""
    claim: str
    source: str
    source_name: str = ""
    date: dt.date | None = None
    """The day of the source; None where it bears no whole date."""
    tier: Tier
    dataset: str = ""
    """The id of the collection it was taken from, whose credit is shown with it."""
    note: str = ""


class LookedFor(Record, frozen=True, kw_only=True):
    """One line of looked-for.csv: an official address or contact that was looked for and not found."""

    id: str
    date: dt.date
    looked_for: str
    came_back: str


class Requester(Record, frozen=True, kw_only=True):
    """Who asks, as she told us; every field optional until a law or a format wants it."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: tuple[str, ...] = ()
    organization: str = ""
    role: Role | None = None
    grounds: tuple[str, ...] = ()
    """Grounds she may ask on, such as `va:citizen`."""
    statements: tuple[str, ...] = ()
    """Her answers to what a law lets the agency ask, such as `nj:commercial=no`."""
