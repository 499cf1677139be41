"""Who polices a town that has no department: the towns without one, and for every county the agency to name.

The FBI counts every person of a county once: with the department of her town, else with the agency that polices the
rest of the county. So its newest list says who that is, with no word on any one state: the sheriff or the county
police with whom people are counted, in some counties the state police, in a few the department of the chief city.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from foia.library.tables import read_rows
from foia.lists.inputs import Inputs, Names, TownRow
from foia.lists.kinds import has
from foia.lists.names import county_key, place
from foia.lists.spine import NO_OFFICERS, Draft

PLACE_COLUMNS = ("name", "kind", "county")
_COVERED = frozenset(("town", "kind", "county", "covered_by", "source", "date", "note"))
COUNTY_COLUMNS = ("county", "police", "basis", "source", "date")
Line = dict[str, str]
_KINDS = ("city", "town", "village", "borough", "township", "plantation", "municipality")
_KIND = re.compile(
    rf"^(?P<name>.+?),? (?P<kind>charter township|metro township|city and borough|(?:unified |metro(?:politan)? "
    rf"|consolidated |urban county )?government|corporation|CDP|comunidad|zona urbana|{'|'.join(_KINDS)})"
    r"(?: \(balance\))?$"
)
PART = "part of a town"
"""A settlement in a state that is divided into towns or townships with governments of their own."""
_STATE_POLICE = "state police|highway patrol|state patrol|state troopers?|police department"
NEARLY_ALL, BEYOND = 0.9, 1.25
"""The share of a county, and the multiple of a city, from which its department is taken to police the county."""
_COMMON = frozenset("city town village township government county metro metropolitan balance new north south".split())
COUNTED, ELSEWHERE, UNCOUNTED = "people counted", "nobody counted", "not listed"
"""With it; with any sheriff or county police here; the newest list does not have it."""


@dataclass(frozen=True)
class Covered:
    """One line of covered.csv: the agency that polices a town, as a page says."""

    state: str
    town: str
    county: str
    agency: str


@dataclass
class Towns:
    """The lines of places.csv and counties.csv by folder."""

    places: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    counties: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))


def find_towns(inputs: Inputs, drafts: Iterable[Draft]) -> Towns:
    """The tables of all jurisdictions; drafts have their slugs."""
    towns, states = Towns(), defaultdict[str, list[Draft]](list)
    for draft in drafts:
        states[draft.state].append(draft)
    for state, found in states.items():
        police = CountyPolice(state, found, inputs.names)
        towns.counties[state.lower()] = police.lines()
        rows = [row for row in inputs.towns if row.state == state]
        towns.places[state.lower()] = _places(rows, police, inputs.names)
    return towns


def read_covered(folders: Iterable[Path]) -> list[Covered]:
    """The lines of every <xx>/covered.csv."""
    return [
        Covered(path.parent.name.upper(), row["town"], row.get("county", ""), row["covered_by"])
        for folder in folders
        for path in sorted(folder.glob("??/covered.csv"))
        for _, row in read_rows(path, _COVERED, frozenset({"town", "covered_by"}))
    ]


def mark_covered(drafts: Iterable[Draft], lines: Iterable[Covered]) -> None:
    """Name the agency that polices in its stead on the line of each town's department, where one is listed."""
    of = {(one.state, core): one for one in lines for core in _cores(TownRow(one.state, one.town, (), True, False))}
    for draft in drafts:
        line = of.get((draft.state, draft.place.core))
        if line is None or not _of_city(draft) or draft.status == "merged":
            continue
        if not line.county or county_key(line.county) in map(county_key, draft.counties):
            draft.facts["covered_by"] = line.agency


class CountyPolice:
    """Who polices the rest of each county of one state."""

    def __init__(self, state: str, drafts: list[Draft], names: Names) -> None:
        self._state, self._names = state, names
        self._of: dict[str, list[Draft]] = defaultdict(list)
        for one in drafts:
            if one.status != "merged":
                for county in one.counties or ("",):
                    self._of[county_key(county)].append(one)
        self._patrol = _state_police(drafts)
        counts = [one.people for one in drafts if one.kind == "sheriff" and one.people is not None]
        self._sheriffs_police = 2 * sum(1 for people in counts if people) > len(counts)

    def municipal(self, county: str) -> list[Draft]:
        """The departments of towns in the county that are at work, and those whose county no list tells."""
        key = county_key(county)
        known = (self._state, key) in self._names.counties  # Connecticut's list of places has its counties of old
        everywhere = [one for group in self._of.values() for one in group]
        found = [*self._of[key], *self._of[""]] if known else everywhere
        return [one for one in found if _of_city(one) and one.status == "active" and not one.facts.get("covered_by")]

    def lines(self) -> list[Line]:
        """One line for each county whose police are known, and one for the rest of the state."""
        keys = sorted((key, whole) for (state, key), whole in self._names.counties.items() if state == self._state)
        found = [(whole, *self._county(key)) for key, whole in keys]
        rest = [self._line("", self._patrol, ELSEWHERE)] if self._patrol else []
        needed = any(basis == ELSEWHERE for _, _, basis in found)
        named = [self._line(*one) for one in found if one[0] and one[1] and one[2] != ELSEWHERE]
        return [*(rest if needed else []), *named]

    def _line(self, county: str, police: list[Draft], basis: str) -> Line:
        source, date = ("fbi-agencies-2018", "2018-09-30") if basis == UNCOUNTED else ("fbi-lee-2025", "2025-12-31")
        ids = "; ".join(one.id for one in police)
        return {"county": county, "police": ids, "basis": basis, "source": source, "date": date}

    def _county(self, key: str) -> tuple[list[Draft], str]:
        """Those who police the rest of the county, the one with more people first, and how that is known."""
        of_county = [one for one in self._of[key] if one.kind in ("sheriff", "county-police") and not _of_city(one)]
        if counted := _by_people(one for one in of_county if one.people):
            return counted, COUNTED
        if chief := _by_people(one for one in self._of[key] if self._beyond_town(one, key)):
            return chief[:1], COUNTED
        if patrols := [one for one in self._of[key] if one.kind == "state" and one.people]:
            return list({id(_head(one)): _head(one) for one in patrols}.values()), COUNTED
        sheriffs = [one for one in of_county if one.kind == "sheriff"]
        if sheriffs and self._sheriffs_police:
            return sheriffs, UNCOUNTED
        return self._patrol, ELSEWHERE

    def _beyond_town(self, one: Draft, key: str) -> bool:
        """True for a city's department with which nearly the whole county is counted, or far more than its city."""
        if not _of_city(one) or one.status != "active":
            return False
        people, everyone = one.people or 0, self._names.people.get((self._state, key), 0)
        city = self._names.sizes.get((self._state, one.place.core), 0)
        return 0 < everyone <= people / NEARLY_ALL or (2 * people >= everyone > 0 and people > BEYOND * city > 0)

    def is_one_with(self, name: str, county: str) -> bool:
        """True if the place has become one with its county and bears its police's name: Nashville, Jacksonville."""
        key = county_key(county)
        everyone = self._names.people.get((self._state, key), 0)
        whole = [one for one in self._of[key] if 0 < everyone <= (one.people or 0) / NEARLY_ALL]
        words = set(re.findall(r"[a-z]{3,}", name.lower())) - _COMMON
        return any(
            words & set(re.findall(r"[a-z]{3,}", one.name.lower())) for one in whole if not has("county", one.name)
        )


def _of_city(one: Draft) -> bool:
    """True for a city's department, one that is called a county's included: Camden County polices Camden alone."""
    return one.kind == "municipal" or (one.kind == "county-police" and one.fbi_type == "City")


def _head(one: Draft) -> Draft:
    return one.parent or one


def _by_people(drafts: Iterable[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda one: (-(one.people or 0), one.slug))


def _state_police(drafts: Iterable[Draft]) -> list[Draft]:
    """The state's general police, if it has one: the largest of those with people, else of those called so."""
    bodies = [one for one in drafts if one.kind == "state" and one.status in ("active", "unit", NO_OFFICERS)]
    counted = [one for one in bodies if one.people]
    called = [one for one in bodies if one.fbi_type == "State Police" or has(_STATE_POLICE, _head(one).name)]
    heads = {id(_head(one)): _head(one) for one in counted or called}
    return sorted(heads.values(), key=lambda one: -one.officers)[:1]


def _places(rows: list[TownRow], police: CountyPolice, names: Names) -> list[Line]:
    """The towns in which no department of their own is at work."""
    governed: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        for county in row.counties if not row.settlement else ():
            governed[_told(row)[0].lower(), county].add("incorporated" if row.incorporated else _told(row)[1])
            governed[_told(row)[0].lower(), county].add(_told(row)[1])
    divided = any(not row.settlement and not row.incorporated for row in rows)
    lines = []
    for row in rows:
        name, kind = _told(row)
        there = {one for county in row.counties for one in governed[name.lower(), county]}
        if row.settlement and there:
            continue  # the settlement at the heart of a town that governs itself
        if not _policed(row, there, police):
            counties = "; ".join(names.county(row.state, one) or one for one in row.counties)
            lines.append({"name": name, "kind": PART if row.settlement and divided else kind, "county": counties})
    return sorted(lines, key=lambda line: (line["name"].lower(), line["county"], line["kind"]))


def _policed(row: TownRow, there: set[str], police: CountyPolice) -> bool:
    own = (one for county in row.counties for one in police.municipal(county))
    return any(_is_of(row, there, one) for one in own) or any(police.is_one_with(row.name, one) for one in row.counties)


def _told(row: TownRow) -> tuple[str, str]:
    """A place's name and what it is: Ypsilanti and township for Ypsilanti charter township."""
    found = _KIND.match(row.name)
    if not found:
        return row.name.removesuffix(" (balance)"), "other"
    kind = found["kind"].split()[-1]
    return found["name"], "community" if row.settlement else kind if kind in _KINDS else "other"


def _is_of(row: TownRow, there: set[str], one: Draft) -> bool:
    """True if the department is this town's: a department of Burlington is the city's, not that of the town beside it.

    `there` is what the places of this name in the county are.
    """
    kind = _told(row)[1]
    parts = re.split(r"[-/]|\band\b", one.name)
    theirs = {one.place.core, *(_core(part) for part in parts)} if len(parts) > 1 else {one.place.core}
    if not theirs & _cores(row):
        return False
    if one.place.rank in there:
        return one.place.rank == kind
    return row.incorporated or "incorporated" not in there


def _cores(row: TownRow) -> set[str]:
    """The telling words of all names of the place: San Buenaventura (Ventura), Boise City, Athens-Clarke County."""
    name = _told(row)[0]
    aside = re.findall(r"\((.+?)\)", row.name)
    texts = [row.name, name, name.partition(" (")[0], *aside, re.split("[-/]", name)[0], name.removesuffix(" City")]
    return {_core(one) for one in texts} - {""}


def _core(name: str) -> str:
    return place(f"{name} police department", "municipal").core
