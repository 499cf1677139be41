"""Whose building a row of the federal list of 2019 is, and whether a letter may go there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foia.checks.zips import fits
from foia.lists.inputs import SiteRow
from foia.lists.kinds import has, kind_of_site
from foia.lists.names import Place, county_key, phone_of, place, titled

JAIL = "jail"
_JAIL = re.compile(
    r"\b(?:JAIL|DETENTION|CORRECTION|CORRECTIONS|CORRECTIONAL|PRISON|HOLDING FACILITY|LOCKUP|JUSTICE COMPLEX JAIL)\b"
)
_UNITS = {
    "training site": r"TRAINING|ACADEMY|FIRING RANGE|SHOOTING RANGE",
    "airport": r"AIRPORT|AVIATION|HANGAR",
    "transit": r"TRANSIT|SUBWAY|RAILROAD",
    "precinct or district": r"PRECINCT|DISTRICT|ZONE|SECTOR|AREA|BEAT|WARD|TOUR|REGION",
    "substation": r"SUBSTATION|SUB-STATION|SUB STATION|STATION|STOREFRONT|OUTPOST|ANNEX|KIOSK|SUBSTATIONS|CENTER",
    "troop, post or detachment": r"DETACHMENT|TROOP|POST|BARRACKS?|COMPANY|SQUAD|CUARTEL|COMMAND",
    "special unit": (
        r"SPECIAL|UNIT|TASK FORCE|DIVISION|BUREAU|SECTION|TEAM|PATROL|INVESTIGATIONS?|DETECTIVES?|NARCOTICS|HARBOR"
        r"|MARINE|TRAFFIC|CANINE|K-?9|MOUNTED|SWAT|COURTS?|COURTHOUSE|OPERATIONS|SERVICES|EVIDENCE|PROPERTY|DISPATCH|ANIMAL"
    ),
}
_HEADQUARTERS = re.compile(
    r"\b(?:HEADQUARTERS|HQ|ADMINISTRATION|ADMINISTRATIVE|MAIN (?:OFFICE|STATION)|CENTRAL OFFICE)\b"
)
_AGENCY = re.compile(
    r"(.*?\b(?:POLICE (?:DEPARTMENT|DEPT|BUREAU|DIVISION|SERVICES)|SHERIFF'?S? (?:OFFICE|DEPARTMENT|DEPT)"
    r"|DEPARTMENT OF (?:PUBLIC SAFETY|POLICE)|PUBLIC SAFETY DEPARTMENT|STATE POLICE|HIGHWAY PATROL|STATE PATROL"
    r"|MARSHAL'?S? (?:OFFICE|DEPARTMENT)))\b[ .]*(.*)"
)
_POLICE_PART = re.compile(r"POLICE|SHERIFF|MARSHAL|PUBLIC SAFETY|PATROL|CONSTABLE")


@dataclass(frozen=True)
class Site:
    """A row with what it was found to be: the agency in its name, and why it is not that agency's address."""

    row: SiteRow
    agency: str
    kind: str
    place: Place
    county: str
    unit: str
    """Which part of the agency sits there: jail, precinct ...; "" for the agency itself."""
    headquarters: bool


def site_of(row: SiteRow, state: str) -> Site:
    """What the row is; `state` is the state's whole name."""
    agency, rest = _split(row)
    kind = kind_of_site(agency, row.type, row.campus, row.tribal, state)
    if kind in ("campus", "tribal", "school", "airport", "transit"):
        agency, rest = row.name, ""
    unit = _unit(row.name, agency, rest, kind)
    head = bool(_HEADQUARTERS.search(row.name)) and not unit
    return Site(row, agency, kind, _place(row, agency, kind), county_key(row.county), unit, head)


def _place(row: SiteRow, agency: str, kind: str) -> Place:
    """St. Louis City Police is St. Louis's: in a city that lies in no county, "city" tells nothing apart."""
    found = place(agency, kind)
    if kind == "municipal" and row.county.endswith(" city") and found.core == county_key(row.county):
        return Place(found.core.removesuffix("city"), found.rank)
    return found


def _split(row: SiteRow) -> tuple[str, str]:
    """The agency in the row's name, and what stands after it."""
    parts = [part.strip() for part in row.name.split(" / ")]
    named = [part for part in parts if _POLICE_PART.search(part) and not _JAIL.search(part)]
    main = named[0] if named else parts[0]
    if found := _AGENCY.fullmatch(main):
        return found[1], found[2].strip(" -/.,")
    agency, _, rest = main.partition(" - ")
    return agency, rest


def _unit(name: str, agency: str, rest: str, kind: str) -> str:
    if _JAIL.search(name):
        return JAIL
    if re.search(r"\b(?:SUBSTATION|TRAINING|ACADEMY|PRECINCT|DETACHMENT)\b", name):
        return next(unit for unit, words in _UNITS.items() if re.search(rf"\b(?:{words})\b", name))
    if not rest or re.fullmatch(
        r"(?:CITY|TOWN|VILLAGE) OF .+|.*\bPOLICE DEPARTMENT|INC(?:ORPORATED)?|LAW ENFORCEMENT", rest
    ):
        return _in_name(name, kind)
    found = next((unit for unit, words in _UNITS.items() if re.search(rf"\b(?:{words})\b", _without_head(rest))), "")
    if found or (_HEADQUARTERS.search(rest) is None and rest != "STATION"):
        return found or "another building of it"
    return ""


def _without_head(rest: str) -> str:
    return _HEADQUARTERS.sub("", rest)


def _in_name(name: str, kind: str) -> str:
    """A unit that the agency's own name does not explain: airport police are an airport's, not a city's."""
    if kind in ("municipal", "sheriff", "county-police", "state") and has("airport|transit|railroad|amtrak", name):
        return "airport" if has("airport", name) else "transit"
    numbered = re.search(r"\b(?:STATION|TROOP|POST|ZONE|DISTRICT|PRECINCT|SECTOR) (?:[A-Z]|\d+)$", name)
    return "substation" if numbered else ""


_NUMBERED = re.compile(r"(?:^|, )(?!\d+(?:st|nd|rd|th)\b)(?:[NSEW]?\d|One\b|Two\b)|P\.O\. Box \d")
"""A house or box number, not that of a highway."""


@dataclass(frozen=True)
class Address:
    """Street, city and ZIP code as a letter prints them, the telephone number, and the day they were looked at."""

    street: str
    city: str
    zip: str
    phone: str
    date: str


def address_of(row: SiteRow, cities: dict[str, str]) -> Address:
    """The row's address, empty where it cannot be right: no number in it, or a ZIP code of another state."""
    street = titled(re.sub(r"\bP\.? ?O\.? BOX\b", "PO BOX", row.street.replace("<NULL>", "").strip(" ,")))
    street = re.sub(r"^PO Box", "P.O. Box", street).replace(" PO Box", " P.O. Box")
    good = _NUMBERED.search(street) and re.fullmatch(r"\d{5}", row.zip) and fits(row.zip, row.state) and row.city
    phone = phone_of(row.phone)
    if not good or _JAIL.search(re.sub(r"\b(?:JAIL|PRISON) (?:ROAD|STREET|LANE|AVENUE|DRIVE)\b", "", row.street)):
        return Address("", "", "", phone, row.date)
    return Address(street, cities.get(row.city.lower(), titled(row.city)), row.zip, phone, row.date)
