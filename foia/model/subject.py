"""What a subject of requests consists of: items, vendors, the laws that make the records exist."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from foia.model.base import Quality, Record, Size
from foia.model.fact import Source
from foia.model.people import Agency, Relation


class SubjectText(Record, frozen=True, kw_only=True, eq=False):
    """What every letter on a subject says: the definition, the window, the search."""

    id: str
    name: str
    title: str
    definition: str
    excludes: str
    window: str
    privacy: str
    units: str = ""
    """The units that the request covers beside the offices that buy and pay."""
    units_for: dict[str, str] = msgspec.field(default_factory=dict)
    """Others for one agency by its id, or for a kind of agency."""
    terms: tuple[str, ...]
    custodians: tuple[str, ...]
    custodians_for: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Other offices for one agency by its id, or for a kind of agency, such as federal ones."""
    terms_for: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Other words to search for, by id or kind in the same way."""
    vendors: tuple[str, ...] = ()
    """Ids of the vendors named in an ordinary letter, where they are others than the usual ones."""
    years: int | None = None
    """How many years the period goes back; None for five, and to 2019 at the least."""


class CatalogueItem(Record, frozen=True, kw_only=True, eq=False):
    """One kind of record that can be asked for."""

    id: str
    code: str
    title: str
    text: str
    named_text: str = ""
    text_for: dict[str, str] = msgspec.field(default_factory=dict)
    """Another wording for a kind of agency, such as federal ones."""
    agencies: tuple[str, ...] = ()
    """Ids of the only agencies it is for; it leads their letters. Empty for all agencies."""
    replaces: tuple[str, ...] = ()
    """Ids of the general items whose place it takes in those letters."""
    why: str
    scope: str = ""
    refusal: str = ""
    answer: str = ""
    sizes: tuple[Size, ...] = ()
    topic: str = ""
    sources: tuple[str, ...] = ()
    """Pages where the names in the text were read."""


class Catalogue(Record, frozen=True, kw_only=True):
    """A subject: its common words and its items in letter order."""

    subject: SubjectText
    items: tuple[CatalogueItem, ...]


class UseRule(Record, frozen=True, kw_only=True):
    """What a published claim of one relation changes in a letter; `told` says so to the user."""

    relation: Relation
    first: tuple[str, ...] = ()
    """Ids of the items that come forward, in this order."""
    window: str = ""
    """A sentence added to the period."""
    told: str


class UseRules(Record, frozen=True, kw_only=True):
    """How published evidence of use steers the letters of a subject."""

    named: str = ""
    """What the user is told of the names that come first, which stand for {names}."""
    rules: tuple[UseRule, ...] = ()


class Statement(Record, frozen=True, kw_only=True):
    """What a vendor said in public about sales to police."""

    date: str
    promise: str
    scope: str = ""
    exceptions: str = ""
    later: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    quality: Quality


class Vendor(Record, frozen=True, kw_only=True):
    """A maker or seller, under every name that may stand on a contract."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    resellers: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    default: bool = False
    letter_name: str = ""
    relevance: str = ""
    lineage: str = ""
    statements: tuple[Statement, ...] = ()
    sources: tuple[str, ...] = ()
    quality: Quality
    verified: dt.date
    note: str = ""


class Vendors(Record, frozen=True, kw_only=True):
    """All vendors of a subject."""

    vendors: tuple[Vendor, ...]


class MandatedRecord(Record, frozen=True, kw_only=True, eq=False):
    """A record a law obliges an agency to hold, as the letter asks for it."""

    id: str
    title: str
    text: str
    section: str
    holder: str = ""
    cadence: str = ""
    public: Literal["yes", "no", "unstated"] = "unstated"
    replaces: tuple[str, ...] = ()
    sizes: tuple[Size, ...] = ()
    letter_ready: bool = False


class SubjectLaw(Record, frozen=True, kw_only=True):
    """A state, county or city law on the subject, and the records it makes agencies hold."""

    id: str
    title: str
    citation: str
    level: Literal["state", "county", "city", "federal", "national"]
    agencies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    status: Literal["in force", "lapsed", "pending", "unsure"]
    effective: dt.date | None = None
    ended: dt.date | None = None
    letter_ready: bool = False
    prohibits: bool = False
    """True if it bars the agency from using the technology, or did in the years that a letter covers."""
    effect: str = ""
    sources: tuple[str, ...]
    quality: Quality
    verified: dt.date
    watch: dt.date | None = None
    note: str = ""
    records: tuple[MandatedRecord, ...] = ()

    def binds(self, agency: Agency) -> bool:
        """True if the law reaches this agency: by its id, else by its kind."""
        if self.agencies:
            return agency.id in self.agencies
        return self.level in ("state", "federal", "national") and (not self.kinds or agency.kind in self.kinds)


class Host(Record, frozen=True, kw_only=True):
    """A shared system a department may search through another body."""

    name: str
    operator: str = ""
    agency: str = ""
    """The id of the agency that runs it and can be asked for the records of its searches; "" if none is on file."""
    counties: tuple[str, ...] = ()
    """The counties whose agencies it serves; empty for the whole state."""
    sources: tuple[str, ...] = ()
    note: str = ""

    def serves(self, agency: Agency) -> bool:
        """True if the agency may be a user: not who runs it, and not of another county as far as is known."""
        near = not self.counties or not agency.county or agency.county in self.counties
        return near and self.agency != agency.id


class SubjectLaws(Record, frozen=True, kw_only=True):
    """A jurisdiction's laws on the subject and the shared systems known there."""

    laws: tuple[SubjectLaw, ...] = ()
    hosts: tuple[Host, ...] = ()
    sources: dict[str, Source] = msgspec.field(default_factory=dict)
