"""What a subject of requests consists of: items, vendors, the laws that make the records exist."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from foia.model.base import Quality, Record, Size
from foia.model.law import Source
from foia.model.people import Agency


class SubjectText(Record, frozen=True, kw_only=True):
    """What every letter on a subject says: the definition, the window, the search."""

    id: str
    name: str
    title: str
    definition: str
    excludes: str
    window: str
    privacy: str
    terms: tuple[str, ...]
    custodians: tuple[str, ...]
    custodians_for: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Other offices for a kind of agency, such as federal ones."""


class CatalogueItem(Record, frozen=True, kw_only=True):
    """One kind of record that can be asked for."""

    id: str
    code: str
    title: str
    text: str
    named_text: str = ""
    text_for: dict[str, str] = msgspec.field(default_factory=dict)
    """Another wording for a kind of agency, such as federal ones."""
    why: str
    scope: str = ""
    refusal: str = ""
    answer: str = ""
    sizes: tuple[Size, ...] = ()
    topic: str = ""


class Catalogue(Record, frozen=True, kw_only=True):
    """A subject: its common words and its items in letter order."""

    subject: SubjectText
    items: tuple[CatalogueItem, ...]


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


class MandatedRecord(Record, frozen=True, kw_only=True):
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
    level: Literal["state", "county", "city", "federal"]
    agencies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    status: Literal["in force", "lapsed", "pending", "unsure"]
    effective: dt.date | None = None
    ended: dt.date | None = None
    letter_ready: bool = False
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
        return self.level in ("state", "federal") and (not self.kinds or agency.kind in self.kinds)


class Host(Record, frozen=True, kw_only=True):
    """A shared system a department may search through another body."""

    name: str
    operator: str = ""
    agency: str = ""
    """The id of the agency that runs it and can be asked for the records of its searches; "" if none is on file."""
    sources: tuple[str, ...] = ()
    note: str = ""


class SubjectLaws(Record, frozen=True, kw_only=True):
    """A jurisdiction's laws on the subject and the shared systems known there."""

    laws: tuple[SubjectLaw, ...] = ()
    hosts: tuple[Host, ...] = ()
    sources: dict[str, Source] = msgspec.field(default_factory=dict)
