"""Everything one letter says, decided before a word is set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from foia.model.base import Channel, Record, Size
from foia.model.clocks import Duty
from foia.model.law import Addressee, Ground, Law, OpenRecord, RoleStatement
from foia.model.people import Agency, Contact, KnownUse, Requester
from foia.model.subject import SubjectText


class Window(Record, frozen=True, kw_only=True):
    """The period asked for; `until` is None for "the date you begin the search"."""

    since: dt.date
    until: dt.date | None = None


class Item(Record, frozen=True, kw_only=True):
    """One numbered item: `open_records` are cited in full beside it, `see` are sections already cited above.

    `instead_of` are the general items whose place it takes under a law on the subject.
    """

    number: int
    id: str
    title: str
    text: str
    open_records: tuple[OpenRecord, ...] = ()
    see: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()


class Companion(Record, frozen=True, kw_only=True):
    """What makes a letter the companion of another: whose access it asks about first, and to which shared system."""

    agency: Agency
    system: str


class Expedite(Record, frozen=True, kw_only=True):
    """The requester's own case for being served first, with her certificate, made in this very run."""

    section: str
    statement: str
    reason: str
    certification: str


class Published(Record, frozen=True, kw_only=True):
    """A published claim, with the credit that its collection asks for wherever it is shown."""

    claim: KnownUse
    credit: str = ""


class Request(Record, frozen=True, kw_only=True):
    """One letter's content: who asks whom for what, under which law, by which channel."""

    agency: Agency
    law: Law
    subject: SubjectText
    requester: Requester
    ground: Ground | None = None
    role: RoleStatement | None = None
    statements: tuple[str, ...] = ()
    addressee: Addressee
    duty: Duty
    dated: dt.date
    reference: str
    size: Size
    window: Window
    items: tuple[Item, ...]
    products: tuple[str, ...] = ()
    custodians: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    channel: Channel
    contact: Contact | None = None
    postal: tuple[str, ...] = ()
    fee_cap: int | None = None
    waiver_reason: str = ""
    row: Mapping[str, str] = {}
    """The cells of the requester's own table by column, for templates that ask for them."""
    about: Companion | None = None
    expedite: Expedite | None = None
    published: tuple[Published, ...] = ()
