"""`foia agencies`: find an agency, and show all that is on file about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from foia.cli.say import note, plain, say, say_json, table
from foia.directory import SAME, Match, find, towns_meant
from foia.directory import search as find_all
from foia.errors import UnknownAgency
from foia.intake import clean
from foia.library.agencies import read_contacts
from foia.library.known_use import read_credits, read_known_use, read_looked_for, source_line
from foia.library.laws import jurisdiction_id
from foia.library.places import Library, open_library
from foia.model import Agency, Contact, KnownUse
from foia.towns import Town, is_asleep

_KEYS = ("id", "name", "kind", "city", "state")
_TOWNS = 5
"""So many towns of one name are shown with their police."""
_SHOWN = ("address", "phone", "website", "officers")
_READ_AS = {
    "shared access": "Shared access: it may search a system that another body runs; that is no contract of its own.",
    "leak reported": "Leak reported: this rests on leaked records; the agency need not have confirmed it.",
}
"""What a relation or tier does not say, told once where it occurs."""


def search(text: str, state: str | None, data: Path | None, *, as_json: bool) -> None:
    """Print the agencies that fit, best first, and who polices a town that has none; UnknownAgency where none does."""
    library = open_library(data)
    code = jurisdiction_id(library, state) if state else None
    typed = clean("the agency", text)
    matches = find_all(library, typed, code)
    towns = towns_meant(library, typed, code, matches, everywhere=True)
    if not (matches or towns):
        raise UnknownAgency(f"no agency on file is called anything like {text!r}", to_do="Try the city's name alone.")
    first = [one for one in matches if one.score >= SAME and not is_asleep(one.agency)]
    policing = [row for town in towns[:_TOWNS] for row in _policing(town)]
    rows = [*map(_found, first), *policing, *(_found(one) for one in matches if one not in first)]
    if as_json:
        say_json(rows)
        return
    say(table([(*(str(row[key]) for key in _KEYS), _polices(row)) for row in rows]))
    for how in dict.fromkeys(town.how for town in towns[:_TOWNS] if town.police and not town.covered):
        note(f"“Probably”: {how}.")
    if len(towns) > _TOWNS:
        note(f"{len(towns) - _TOWNS} more places of that name have no department on file; --state says which.")


def _found(match: Match) -> dict[str, Any]:
    return {**{key: getattr(match.agency, key) for key in _KEYS}, "score": match.score}


def _policing(town: Town) -> list[dict[str, Any]]:
    """The rows of those who police the town."""
    sure = "sourced" if town.covered else "probably"
    return [
        {
            **{key: getattr(one, key) for key in _KEYS},
            "score": None,
            "polices": town.where,
            "how": sure,
            "because": town.how,
        }
        for one in town.police
    ]


def _polices(row: Mapping[str, Any]) -> str:
    if "polices" not in row:
        return ""
    return f"{'' if row['how'] == 'sourced' else 'probably '}polices {row['polices']}"


def show(typed: str, state: str | None, data: Path | None, *, as_json: bool) -> None:
    """Print one agency's facts and channels, each with source and date, and what is missing.

    Of a town without an active department: who polices it, and how that is known.
    """
    library = open_library(data)
    code = jurisdiction_id(library, state) if state else None
    typed = clean("the agency", typed)
    towns = towns_meant(library, typed, code, find_all(library, typed, code))
    if towns and not all(one.covered for one in towns):
        _show_towns(towns, as_json=as_json)
        return
    found = find(library, typed, code)
    agency = found.agency
    contacts = read_contacts(library, agency)
    claims, credits = read_known_use(library, agency), read_credits(library)
    if as_json:
        uses = [{**plain(one), "credit": credits.get(one.dataset, "")} for one in claims]
        remark = {"remark": found.remark} if found.remark else {}
        say_json({**plain(agency), **remark, "contacts": plain(contacts), "known_use": uses})
        return
    if found.remark:
        note(found.remark)
    _print(library, agency, contacts)
    _print_known_use(claims, credits)


def _show_towns(towns: Sequence[Town], *, as_json: bool) -> None:
    """Each town with those who police it."""
    if as_json:
        say_json([{"town": one.where, "police": _policing(one)} for one in towns])
        return
    for town in towns:
        say(f"{town.where}: no active police department of its own is on file.")
        sure = "policed by" if town.covered else "probably policed by"
        say(table([(f"  {sure}", one.id, one.name) for one in town.police]) or "  who polices it is not known")
        if town.police:
            say(f"  [{town.how}]")


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
        ("status", agency.status if agency.status != "active" else "", ""),
        ("note", agency.note, ""),
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
