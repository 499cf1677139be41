"""The columns of a newsroom's own table: what they say of a row's channel, its signer and its letter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from foia.checks.facts import is_url
from foia.checks.spreadsheets import damage
from foia.compose import folded
from foia.errors import InputError
from foia.importing.columns import OF_THE_ASKER, Columns, plain
from foia.intake import clean, clean_address, clean_email, spreadsheet_day
from foia.library.toml import guess
from foia.model import CHANNELS, SIZES, Agency, Channel, Contact, Size
from foia.requesters import FIELDS, cleaned

_OWN = {
    **{f"{who} {name}": ("signer", name) for who in OF_THE_ASKER for name in FIELDS},
    "requester": ("signer", "name"),
    "signer": ("signer", "name"),
    "role": ("signer", "role"),
    "ground": ("signer", "ground"),
    "statement": ("signer", "statement"),
    "contact date": ("letter", "contact_date"),
    "date of contact": ("letter", "contact_date"),
    "as of": ("letter", "contact_date"),
    "last checked": ("letter", "contact_date"),
    "verified": ("letter", "contact_date"),
    "fax": ("letter", "fax"),
    "fax number": ("letter", "fax"),
    "channel": ("letter", "channel"),
    "size": ("letter", "size"),
    "reference": ("letter", "reference"),
    "our reference": ("letter", "reference"),
    "fee cap": ("letter", "fee_cap"),
    "cite known use": ("letter", "cite"),
}
"""Headers, in lower-case words, by what they are for; every other column is at the service of the templates."""
_CALLED = {"e mail": "email", "post": "mail", "letter": "mail", "usps": "mail", "web": "portal", "in person": "hand"}
"""Other words for channels."""
_PORTAL = frozenset("portal request requests records record foia form".split())
"""A web address under a header without one of these words is a home page, to which no request is sent."""
_YES, _NO = frozenset("yes y true x 1".split()), frozenset(("no", "n", "false", "0", ""))
_MOST = 300
"""Characters that a name, a reference or an address may have."""


@dataclass(frozen=True, slots=True)
class Special:
    """What a row itself says of its letter; empty or None leaves the choice to the order."""

    contacts: tuple[Contact, ...] = ()
    signer: tuple[tuple[str, Any], ...] = ()
    size: Size | None = None
    channel: Channel | None = None
    reference: str = ""
    fee_cap: int | None = None
    cite: bool = False

    @property
    def only_fax(self) -> Channel | None:
        """The fax, if the row knows no other way."""
        return "fax" if {one.channel for one in self.contacts} == {"fax"} else None


NOTHING = Special()


class Extra:
    """Reads those columns of one table that say more than which agency is meant."""

    def __init__(self, columns: Columns, today: dt.date) -> None:
        self.columns, self.today = columns, today
        taken = set(columns.taken.values())
        free = [(at, header) for at, header in enumerate(columns.headers) if header and at not in taken]
        self.own = {at: _OWN[plain(header)] for at, header in free if plain(header) in _OWN}
        portal = columns.taken.get("portal")
        self.takes_portal = portal is not None and bool(_PORTAL & set(plain(columns.headers[portal]).split()))
        self.names = _names([(at, header) for at, header in enumerate(columns.headers) if header])

    @property
    def used(self) -> tuple[str, ...]:
        """The headers that this reads beside those of the agency."""
        return tuple(self.columns.headers[at] for at in self.own)

    def fields(self, cells: Sequence[str]) -> dict[str, str]:
        """Every cell under the name by which a template asks for it: `row.beat_reporter`.

        A cell that no letter can hold is left out: it troubles only a template that asks for it.
        """
        found = {}
        for name, at in self.names.items():
            with suppress(InputError):
                found[name] = clean(name, folded(cells[at] if at < len(cells) else ""))
        return found

    def special(self, number: int, cells: Sequence[str], agency: Agency) -> Special:
        """What the row says of its own letter; InputError names the column and what is wrong."""
        said = {"signer": {}, "letter": {}}  # type: dict[str, dict[str, str]]
        for at, (what, name) in self.own.items():
            if at < len(cells) and cells[at]:
                said[what][name] = _short(f"the column {self.columns.headers[at]!r}", cells[at])
        letter = said["letter"]
        return Special(
            contacts=self._contacts(number, cells, agency, letter),
            signer=tuple((name, cleaned(name, text, f"the column {name!r}")) for name, text in said["signer"].items()),
            size=_choice("size", letter, tuple(SIZES)),
            channel=_choice("channel", _known_channel(letter), CHANNELS),
            reference=letter.get("reference", ""),
            fee_cap=_dollars(letter.get("fee_cap", "")),
            cite=_yes(letter.get("cite", "")),
        )

    def _contacts(
        self, number: int, cells: Sequence[str], agency: Agency, letter: Mapping[str, str]
    ) -> tuple[Contact, ...]:
        """The row's own ways into the agency, each with the row as its source."""
        texts = {name: self.columns.cell(cells, name) for name in ("email", "portal", "address")}
        texts["address"] = "; ".join(texts["address"].splitlines())
        texts = {name: _short(f"the column of the {name}", text) for name, text in texts.items()}
        values = {
            "email": clean_email("the e-mail address", texts["email"]),
            "portal": _web(texts["portal"]) if self.takes_portal else "",
            "fax": letter.get("fax", ""),
            "mail": self._mail(cells, texts["address"], agency),
        }
        day = _day(letter["contact_date"]) if letter.get("contact_date") else self.today
        source = f"your file, row {number}"
        return tuple(
            Contact(agency=agency.id, channel=channel, value=value, source=source, date=day)  # type: ignore[arg-type]
            for channel, value in values.items()
            if value
        )

    def _mail(self, cells: Sequence[str], address: str, agency: Agency) -> str:
        """The row's postal address, its parts separated by semicolons; "" where the row has no street."""
        lines = list(clean_address("the address", address))
        if not lines:
            return ""
        city, code = self.columns.cell(cells, "city"), _zip(self.columns.cell(cells, "zip"), agency.state)
        if not re.search(r"\d{5}", lines[-1]) and (city or agency.city):
            state = f"{agency.state} {code or agency.zip}".strip()
            lines.append(f"{city or agency.city}, {state}")
        return "; ".join(lines)


def _names(headers: Sequence[tuple[int, str]]) -> dict[str, int]:
    """The name of each column as a template writes it; of two alike the left one."""
    named: dict[str, int] = {}
    for at, header in headers:
        named.setdefault(re.sub(r"\W+", "_", plain(header)).strip("_"), at)
    named.pop("", None)
    return named


def _short(field: str, cell: str) -> str:
    """The cell on one line; InputError for what is too long to stand in a letter."""
    text = folded(cell)
    if len(text) > _MOST:
        what = f"{field} holds {len(text):,} characters, and a letter has room for {_MOST}"
        raise InputError(what, to_do="Shorten it.")
    return clean(field, text)


def _web(text: str) -> str:
    if text and not is_url(text):
        raise InputError(f"{text!r} is not a whole web address", to_do="Write it with https:// at its start.")
    return text


def _zip(text: str, state: str) -> str:
    hurt = damage("zip", text, state) if text else None
    return hurt[1] if hurt and hurt[1] else text


def _choice(name: str, letter: Mapping[str, str], choices: tuple[Any, ...]) -> Any:
    typed = letter.get(name, "").lower()
    if typed and typed not in choices:
        raise InputError(f"{typed!r} is no {name}{guess(typed, choices)}", to_do=f"Choices: {', '.join(choices)}.")
    return typed or None


def _known_channel(letter: Mapping[str, str]) -> Mapping[str, str]:
    typed = plain(letter.get("channel", ""))
    return {"channel": _CALLED.get(typed, typed)}


def _dollars(text: str) -> int | None:
    number = re.sub(r"\.0*$", "", text.strip("$ ").replace(",", ""))
    if number and not number.isdecimal():
        raise InputError(f"the fee cap {text!r} is no number of whole dollars", to_do="Write it as 25.")
    return int(number) if number else None


def _day(text: str) -> dt.date:
    if (day := spreadsheet_day(text)) is None:
        raise InputError(f"{text!r} is not a date", to_do="Write it as 2026-11-22.")
    return day


def _yes(text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise InputError(f"{text!r} is neither yes nor no", to_do="Write yes or no.")
    return text.lower() in _YES
