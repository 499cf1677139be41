"""A finished letter, the same for every format."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from foia.model.base import Record


class SenderLine(Record, frozen=True, kw_only=True):
    """A line of the sender's block; portals publish the text, so each says what it gives away."""

    kind: Literal["name", "organization", "address", "phone", "email"]
    text: str


class Block(Record, frozen=True, kw_only=True):
    """One paragraph of a letter's body: `lead` is set bold before the text, `number` counts items from 1.

    A `signature-line` is a line to sign on, with `text` under it.
    """

    kind: Literal["paragraph", "item", "declaration", "signature-line"]
    text: str
    lead: str = ""
    number: int = 0
    item: str = ""


class Letter(Record, frozen=True, kw_only=True):
    """A finished letter, the same for every format: all words are set, nothing is left to fill in."""

    agency: str
    reference: str
    dated: dt.date
    sender: tuple[SenderLine, ...]
    date_line: str
    reference_line: str
    delivery_line: str
    addressee: tuple[str, ...]
    subject: str
    salutation: str
    blocks: tuple[Block, ...]
    closing: str
    signature: tuple[str, ...]
    wanted_in_text: frozenset[str] = frozenset()
    """Kinds of sender lines the law wants in the request itself, so that a portal text keeps them."""
    about: str = ""
    """The id of the agency whose access a companion letter asks about."""
    language: str = "en-US"
    paper: Literal["us-letter", "a4"] = "us-letter"


def letter_name(agency: str, dated: dt.date, about: str = "") -> str:
    """The default reference and the name of the files, from ids: `wa-seattle-police-department-2026-11-22`.

    A companion letter's has the agency it asks about in it: a host may get several on one day.
    """
    on = f"-on-{about.replace('/', '-')}" if about else ""
    return f"{agency.replace('/', '-')}{on}-{dated}"
