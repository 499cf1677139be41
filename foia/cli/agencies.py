"""`foia agencies`: find an agency, and show all that is on file about it."""

from __future__ import annotations

from pathlib import Path

from foia.cli.say import note, plain, say, say_json, table
from foia.directory import find_agency
from foia.directory import search as find
from foia.errors import UnknownAgency
from foia.intake import clean
from foia.library.agencies import read_contacts
from foia.library.known_use import read_credits, read_known_use, read_looked_for, source_line
from foia.library.laws import jurisdiction_id
from foia.library.places import Library, open_library
from foia.model import Agency, Contact, KnownUse

_SHOWN = ("address", "phone", "website", "officers")
_READ_AS = {
    "shared access": "Shared access: it may search a system that another body runs; that is no contract of its own.",
    "leak reported": "Leak reported: this rests on leaked records; the agency need not have confirmed it.",
}
"""What a relation or tier does not say, told once where it occurs."""


def search(text: str, state: str | None, data: Path | None, *, as_json: bool) -> None:
    """Print the agencies that fit, best first; UnknownAgency where none does."""
    library = open_library(data)
    code = jurisdiction_id(library, state) if state else None
    matches = find(library, clean("the agency", text), code)
    if as_json:
        keys = ("id", "name", "kind", "state", "city")
        say_json([{**{key: getattr(m.agency, key) for key in keys}, "score": m.score} for m in matches])
    elif matches:
        say(
            table(
                [
                    (m.agency.id, m.agency.name, m.agency.kind, m.agency.city, m.agency.state or m.agency.country)
                    for m in matches
                ]
            )
        )
    else:
        raise UnknownAgency(f"no agency on file is called anything like {text!r}", to_do="Try the city's name alone.")


def show(typed: str, state: str | None, data: Path | None, *, as_json: bool) -> None:
    """Print one agency's facts and channels, each with source and date, and what is missing."""
    library = open_library(data)
    code = jurisdiction_id(library, state) if state else None
    agency = find_agency(library, clean("the agency", typed), code)
    contacts = read_contacts(library, agency)
    claims, credits = read_known_use(library, agency), read_credits(library)
    if as_json:
        uses = [{**plain(one), "credit": credits.get(one.dataset, "")} for one in claims]
        say_json({**plain(agency), "contacts": plain(contacts), "known_use": uses})
    else:
        _print(library, agency, contacts)
        _print_known_use(claims, credits)


def _print(library: Library, agency: Agency, contacts: tuple[Contact, ...]) -> None:
    say(f"{agency.name}  ({agency.id})")
    rows = [
        ("kind", agency.kind, ""),
        ("part of", agency.government, ""),
        ("in law", agency.authority, ""),
        ("bound by", agency.regime, agency.regime_source),
        ("address", _address(agency), _sourced(agency.address_source, agency.address_date)),
        ("phone", agency.phone, _sourced(agency.phone_source, agency.phone_date)),
        ("website", agency.website, _sourced(agency.website_source, agency.website_date)),
        ("officers", str(agency.officers or ""), _sourced(agency.officers_source, agency.officers_date)),
        ("FBI id", agency.ori, ""),
        *((one.channel, _contact(one), _sourced(one.source, one.date)) for one in contacts),
    ]
    say(table([row for row in rows if row[1]]))
    if missing := [row[0] for row in rows if row[0] in _SHOWN and not row[1]]:
        note(f"Not on file: {', '.join(missing)}.")
    if not any(one.channel in ("email", "portal", "page") for one in contacts):
        note("Not on file: an e-mail address or portal for records requests.")
    if vain := read_looked_for(library, agency):
        note(f"Looked for on {vain.date} and not found: {vain.looked_for}. What came back: {vain.came_back}.")


def _print_known_use(claims: tuple[KnownUse, ...], credits: dict[str, str]) -> None:
    """Each published claim with its source, date and credit, and how it is to be read."""
    for one in claims:
        say()
        say(f"known use ({one.relation}, {one.tier}): {one.claim}")
        say(f"  [{source_line(one, credits)}]")
        say(f"  {one.source}")
    for word, remark in _READ_AS.items():
        if any(word in (one.relation, one.tier) for one in claims):
            note(remark)


def _address(agency: Agency) -> str:
    area = f"{agency.state} {agency.zip}".strip()
    return ", ".join(part for part in (agency.street, agency.city, area) if part) if agency.street else ""


def _contact(contact: Contact) -> str:
    return f"{contact.value} ({contact.office})" if contact.office else contact.value


def _sourced(source: str, date: object) -> str:
    return f"[{source}, {date}]" if source and date else f"[{source}]" if source else ""
