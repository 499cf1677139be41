"""Holds a list that was opened against the directory, and says what it changes."""

from __future__ import annotations

import re
from collections.abc import Callable

from foia.library.agencies import LISTS
from foia.lists.inputs import domain_row, site_row
from foia.lists.join import RULES, best_site, join
from foia.lists.names import county_key, place
from foia.lists.sites import address_of
from foia.lists.websites import add_websites
from foia.model import Agency
from foia.updating.changes import Cell, Update
from foia.updating.claims import read_claims
from foia.updating.employees import read_employees
from foia.updating.onfile import OnFile
from foia.updating.opening import Opened

_BY_LIST = {"address": ("hifld", "hifld-2019"), "phone": ("hifld", "hifld-2019"), "website": ("dotgov", "dotgov-2026")}
"""The sources of a fact that a newer list may replace; what was read on a page stays."""
_SITE = (
    "id name address city state zip telephone type county countyfips"
    " csllea08id subtype1 subtype2 tribal ftsworn val_date"
).split()
"""The columns of that list that are read; an edition may lack some."""
_UNIT = {"1": "county", "2": "municipal", "3": "municipal"}


def updated(opened: Opened, on_file: OnFile) -> Update:
    """What the list says that is not on file."""
    read: dict[str, Callable[[Opened, OnFile], Update]] = {
        "fbi": read_employees,
        "atlas": read_claims,
        "sites": read_addresses,
        "domains": read_domains,
        "governments": read_governments,
    }
    return read[opened.kind](opened, on_file)


def _is_open(one: Agency, fact: str, on_file: OnFile, update: Update) -> bool:
    """True if the agency has no such fact, or one from an older edition of the list."""
    column = "street" if fact == "address" else fact
    if (one.id, column) in on_file.by_hand:
        update.kept["read by hand, its gaps too"] += 1
        return False
    there = getattr(one, column)
    return not there or getattr(one, f"{fact}_source") in _BY_LIST[fact]


def _change(update: Update, on_file: OnFile, one: Agency, told: dict[str, str], date: str) -> None:
    """The cells that differ, unless the user has mended one of them."""
    changed = {name: new for name, new in told.items() if new and str(getattr(one, name) or "") != new}
    if not changed:
        update.left["on file already"] += 1
    elif any((one.id, name) in on_file.mended for name in told):
        update.kept["your own fix"] += 1
    else:
        old = {name: str(getattr(one, name) or "") for name in changed}
        update.cells += [Cell(one.id, name, old[name], new, update.source, date) for name, new in changed.items()]


def read_addresses(opened: Opened, on_file: OnFile) -> Update:
    """Addresses and telephone numbers of agencies that have none, or one from the list's older edition."""
    update = Update(opened.title, "hifld", f"downloaded {opened.date}")
    inputs = on_file.inputs()
    for row in opened.rows:
        update.rows += 1
        building = site_row({**dict.fromkeys(_SITE, ""), **row}, on_file.names)
        if building.state in on_file.rules.states:
            inputs.sites.append(building)
    drafts = on_file.drafts(one for one in on_file.agencies.values() if one.status not in ("unit", "merged"))
    for found in join([draft for draft, _ in drafts.values()], inputs):
        one = drafts[id(found.draft)][1]
        if RULES[found.rule] != "high" or (found.draft.kind == "municipal" and on_file.has_namesake(found.draft)):
            update.left["not surely the same agency"] += 1
            continue
        site, why = best_site(found.sites)
        if site is None:
            update.left[f"not its own address: {why.partition(';')[0]}"] += 1
            continue
        address = address_of(site.row, {})
        facts = {"street": address.street, "city": address.city, "zip": address.zip}
        newer = address.street and address.date > str(one.address_date or "")
        if newer and _is_open(one, "address", on_file, update):
            _change(update, on_file, one, facts, address.date)
        newer = address.phone and address.date > str(one.phone_date or "")
        if newer and _is_open(one, "phone", on_file, update):
            _change(update, on_file, one, {"phone": address.phone}, address.date)
    return update


def read_domains(opened: Opened, on_file: OnFile) -> Update:
    """Websites of agencies that have none, or one from the registry's older edition."""
    update = Update(opened.title, "dotgov", f"downloaded {opened.date}")
    inputs = on_file.inputs()
    for row in opened.rows:
        update.rows += 1
        inputs.domains.append(domain_row(row, on_file.rules))
    drafts = on_file.drafts(one for one in on_file.agencies.values() if one.status not in ("unit", "merged"))
    add_websites([draft for draft, _ in drafts.values()], inputs, str(opened.date))
    names = {f"https://{one.name}" for one in inputs.domains}
    for draft, one in drafts.values():
        new = draft.facts.get("website")
        if new and one.website in names:
            update.left["on file already"] += 1
        elif new and _is_open(one, "website", on_file, update):
            _change(update, on_file, one, {"website": new}, str(opened.date))
    return update


def read_governments(opened: Opened, on_file: OnFile) -> Update:
    """Websites of cities and counties, for agencies that have none."""
    update = Update(opened.title, LISTS[3], f"downloaded {opened.date}")
    sites: dict[tuple[str, str, str, str, str], set[str]] = {}
    for row in opened.rows:
        update.rows += 1
        if (key := _government(row)) and (site := _site(row["web_address"])):
            sites.setdefault(key, set()).add(site)
    without = [one for one in on_file.agencies.values() if not one.website and one.status in ("active", "no officers")]
    for draft, one in on_file.drafts(without).values():
        kind = "county" if draft.kind in ("sheriff", "county-police") else draft.kind
        keys = [(draft.state, kind, county_key(c), *_named(draft.name, draft.kind, c)) for c in draft.counties]
        found = {site for key in keys for site in sites.get(key, ())}
        if len(found) == 1:
            _change(update, on_file, one, {"website": next(iter(found))}, str(opened.date))
    return update


def _government(row: dict[str, str]) -> tuple[str, str, str, str, str] | None:
    """State, city or county, county, telling words and rank of a government."""
    kind = _UNIT.get(row["unit_type"][:1])
    if kind is None or row.get("active", row.get("is_active", "Y"))[:1].upper() in ("N", "F"):
        return None
    county = row["county_area_name"]
    return (row["state"].upper(), kind, county_key(county), *_named(row["unit_name"], kind, county))


def _named(name: str, kind: str, county: str) -> tuple[str, str]:
    return ("", "") if kind in ("county", "sheriff", "county-police") else tuple(place(name, "municipal"))  # type: ignore[return-value]


def _site(address: str) -> str:
    """The address as a browser takes it, or "" if it is none."""
    bare = address.strip().rstrip("/")
    if not re.fullmatch(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/[\w./-]*)?", bare, re.IGNORECASE):
        return ""
    return bare if bare.lower().startswith("http") else f"https://{bare.lower()}"
