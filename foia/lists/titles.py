"""The whole name of an agency, from what the FBI's two lists call it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from foia.lists.inputs import FbiRow, Names
from foia.lists.kinds import has
from foia.lists.names import simple, titled

_POLICE = r"police|sheriff|public safety|marshal|patrol|constable|law enforcement|security"
_COUNTY_TAIL = re.compile(r",\s*[A-Z][\w.' ]+ County\b")
_SHARED = (
    r"(?:independent |unified |consolidated )?school district|public schools|school corporation|hospital district"
    r"|airport|drug task force|task force|fire marshals? office|marshals? office|constable|park district"
    r"|housing authority"
)
"""Stems that many bodies share: the unit after the colon is the body itself, not a part of one."""
_GENERIC = (
    "state department division bureau highway capitol natural fish park alcohol attorney drug board commission"
    " office environmental wildlife forest game gambling gaming lottery secretary securities racing fire liquor"
    " conservation transportation motor insurance forestry special public criminal enforcement arson tax"
    " investigative alcoholic animal general transit treasury labor water fraud medicaid mental corrections"
    " parole probation inspector house senate legislative"
).split()


class Title(NamedTuple):
    """A name, the agency it is a unit of if it is one, and whether the lists gave the whole of it."""

    name: str
    unit_of: str = ""
    whole: bool = True
    kind: str = ""
    """Where the type on the list does not say it."""


def title_of(row: FbiRow, names: Names, state: str, policed: frozenset[tuple[str, str]]) -> Title:
    """The agency's name as a person writes it; `policed` are counties that the newest list gives a county police."""
    stem, colon, _ = row.name.partition(":")
    stem, unit = stem.strip(" ,"), _unit(row) if colon else ""
    if row.type == "City":
        return Title(_accented(_city(row), row.state, names))
    if row.type == "County":
        return Title(_county(row, names, policed))
    if row.type == "University or College":
        return _campus(stem, unit, bool(colon))
    if row.type == "Tribal":
        return Title(stem if has(f"{_POLICE}|agency", stem) else f"{stem} Police")
    if row.type in ("State Police", "Other State Agency"):
        return _state_body(row, stem, unit, bool(colon), names, state)
    police = f"{state} Police Department"
    if row.type == "Other" and simple(stem).removeprefix("us ") in (simple(state), simple(police)):
        return Title(f"{police}, {unit}", unit_of=police, kind="state") if colon else Title(police, kind="state")
    if row.type == "Other" and colon:
        return _other(row, stem, unit, names)
    return Title(_completed(row, stem) if row.type == "Other" else stem)


def _unit(row: FbiRow) -> str:
    """What the list of 2018 has after the colon, which the newest list cuts off."""
    return row.name.partition(":")[2].strip() or row.older_name.partition(":")[2].strip()


def _completed(row: FbiRow, stem: str) -> str:
    """The longer of the two names where the newer one is the beginning of the older one."""
    older = row.older_name
    longer = simple(older).startswith(f"{simple(stem)} ") and ":" not in older
    return older if longer else stem


def _city(row: FbiRow) -> str:
    """Newtown Township, Bucks County -> Newtown Township Police Department; the county tells them apart elsewhere."""
    base = _COUNTY_TAIL.sub("", row.name).strip(" ,:")
    if has(_POLICE, base):
        return re.sub(r"\bSheriff$", "Sheriff's Office", base)
    older = " ".join(_COUNTY_TAIL.sub("", row.older_name).split())
    begins = re.sub(r"[^a-z0-9]", "", base.lower())
    for end in range(1, len(older) + 1):
        if re.sub(r"[^a-z0-9]", "", older[:end].lower()) == begins and not older[end : end + 1].isalnum():
            rest = older[end:].strip(" .,")
            return f"{base} {rest}" if has(_POLICE, rest) else f"{base} Police Department"
    return f"{base} Police Department"


def _accented(name: str, state: str, names: Names) -> str:
    """Espanola Police Department -> Española Police Department, as the Census writes the place."""
    base, police, rest = name.partition(" Police ")
    for written, _rank in names.places.get((state, simple(base)), []) if police else []:
        if not written.isascii() and len(written) == len(base):
            return f"{written}{police}{rest}"
    return name


def county_police(rows: Iterable[FbiRow]) -> frozenset[tuple[str, str]]:
    """State and county of each county police that the newest list names as such."""
    named = [row for row in rows if row.type == "County" and row.year and has("police", row.name)]
    return frozenset((row.state, county) for row in named for county in row.counties)


def _county(row: FbiRow, names: Names, policed: frozenset[tuple[str, str]]) -> str:
    """Orleans -> Orleans Parish Sheriff's Office; Nassau -> Nassau County Police Department."""
    base = row.name.strip(" ,:")
    if has("police|sheriff|public safety|law enforcement", base):
        return base
    whole = names.county(row.state, row.counties[0]) if row.counties else ""
    if whole and simple(whole).split()[: len(simple(base).split())] == simple(base).split():
        base = f"{base}{whole[len(base) :]}" if whole.lower().startswith(base.lower()) else whole
    elif not has("county|parish|city", base):
        base = f"{base} County"
    base = re.sub(r" city$", " City", base)
    police = has("police", row.older_name) and not any((row.state, one) in policed for one in row.counties)
    return f"{base} Police Department" if police else f"{base} Sheriff's Office"


def _campus(stem: str, unit: str, cut: bool) -> Title:
    if not cut:
        return Title(_police(stem))
    if not unit:
        return Title(_police(stem), whole=False)
    if simple(unit) in ("main campus", "main"):
        return Title(_police(stem))
    joined = f"{stem} {unit}" if unit.lower().startswith(("college", "at ", "of ")) else f"{stem}, {unit}"
    return Title(_police(joined))


def _police(name: str) -> str:
    return name if has(_POLICE, name) else f"{name} Police Department"


def _state_body(row: FbiRow, stem: str, unit: str, cut: bool, names: Names, state: str) -> Title:
    if not cut and (place := re.fullmatch(r"(State Police|Highway Patrol|State Patrol), (.+)", stem)):
        stem, unit, cut = place[1], place[2], True
    whole = stem if cut else _completed(row, stem)
    name = re.sub(r" Headquarters$", "", whole)
    name = f"{state} {name}" if simple(name).split()[:1] and simple(name).split()[0] in _GENERIC else name
    if not cut:
        return Title(name)
    where = unit or _one_county(row, names)
    return Title(f"{name}, {where}" if where else f"{name}, unit {row.ori}", unit_of=name)


def _one_county(row: FbiRow, names: Names) -> str:
    if len(row.counties) != 1:
        return ""
    return names.county(row.state, row.counties[0]) or titled(row.counties[0])


def _other(row: FbiRow, stem: str, unit: str, names: Names) -> Title:
    """Prosecutor: in Union -> Union County Prosecutor's Office; Independent School District: Killeen turned round."""
    county = _one_county(row, names)
    offices = {
        "prosecutor": "Prosecutor's Office",
        "district attorney": "District Attorney's Office",
        "county detective": "Detectives",
        "county attorney": "Attorney's Office",
    }
    if office := offices.get(simple(stem)):
        return Title(f"{unit or county} {office}") if unit or county else Title(stem, whole=False)
    if has(_SHARED, stem):
        if not unit:
            return Title(f"{stem} ({county})" if county and county not in stem else stem, whole=False)
        police = " Police Department" if has("school|schools", stem) else ""
        return Title(f"{stem}, {unit}" if has("constable", stem) else f"{unit} {stem}{police}")
    return Title(f"{stem}, {unit or county or row.ori}", unit_of=stem)
