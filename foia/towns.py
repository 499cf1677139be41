"""Who polices a town that has no active department on file: sourced, or probably."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from foia.english import listed
from foia.library.agencies import read_agencies
from foia.library.places import Library
from foia.library.towns import county_police, coverage, names_of, places_called
from foia.model import Agency, CountyPolice, Coverage, Place
from foia.names import core_of, simplified

_RANKS = "town|township|village|borough"
_RANKED = re.compile(rf"(?:(?P<first>{_RANKS}) of .+|.+ (?P<last>{_RANKS})(?: police(?: department)?)?)")
_BASIS = {
    "people counted": "the FBI counts the people outside the towns' own departments with it",
    "nobody counted": "the FBI counts nobody there with a sheriff or county police",
    "not listed": "the FBI's newest list does not say who polices the rest of the county",
}
PART = "part of a town"
_PART = "if the town or township that it lies in has a department, that one polices it"
NO_OFFICERS = "no officers"
ASLEEP = (NO_OFFICERS, "unconfirmed")
"""The statuses of a town's department that is not known to be at work."""


@dataclass(frozen=True)
class Town:
    """A town without an active department on file, and those who police it: surely (`covered`) or probably."""

    code: str
    place: Place
    police: tuple[Agency, ...]
    covered: Coverage | None
    counted: tuple[CountyPolice, ...] = ()

    @property
    def where(self) -> str:
        """`Farragut (town in Knox County and Loudon County, TN)`."""
        kind = "" if self.place.kind == "other" else f"{self.place.kind} in "
        counties = listed(self.place.county.split("; "))
        return f"{self.place.name} ({kind}{counties}{', ' if counties else ''}{self.code.upper()})"

    @property
    def how(self) -> str:
        """Who says so, with the day."""
        if self.covered:
            return f"{self.covered.source}, {self.covered.date}"
        told = sorted({f"{_BASIS[one.basis]} ({one.source}, {one.date})" for one in self.counted})
        return "; ".join([*told, _PART] if self.place.kind == PART else told)


def rank_typed(typed: str) -> str:
    """The word town, township, village or borough in what was typed, if it says which of two namesakes is meant."""
    found = _RANKED.fullmatch(simplified(typed))
    return (found["first"] or found["last"]) if found else ""


def towns_called(library: Library, typed: str, code: str | None = None) -> list[Town]:
    """The towns of that name without an active department on file; no guesses at spelling."""
    name = simplified(typed)
    if re.search(r"\bcounty\b|\bsheriff\b", name):
        return []
    core = core_of(name) or ("" if "police" in name else name)
    if not core:
        return []
    found = places_called(library, core, [code] if code else library.jurisdictions())
    rank = rank_typed(typed)
    return [_town(library, *one) for one in found if not rank or one[1].kind == rank or _has_word(one[1], rank)]


def _has_word(place: Place, rank: str) -> bool:
    return rank in simplified(place.name).split()


def is_asleep(agency: Agency) -> bool:
    """True for a town's department that is not known to be at work, or in whose stead another one polices."""
    return agency.kind == "municipal" and (agency.status in ASLEEP or bool(agency.covered_by))


def town_of(library: Library, agency: Agency) -> Town | None:
    """The town whose department this is, where it is not known to be at work; None if it is, or the town is unknown."""
    if not is_asleep(agency):
        return None
    counties = [one.strip() for one in agency.county.split(";")]
    found = [
        one
        for one in towns_called(library, agency.name, agency.jurisdiction)
        if any(name.startswith(county) for county in counties for name in one.place.county.split("; "))
    ]
    return found[0] if len(found) == 1 else None


def _town(library: Library, code: str, place: Place) -> Town:
    covered = next((one for one in coverage(library, code) if _is_about(one, place)), None)
    if covered:
        return Town(code, place, tuple(_agencies(library, [covered.covered_by])), covered)
    lines = county_police(library, code)
    rest = lines.get("")
    counties = place.county.split("; ") if place.county else [""]
    counted = dict.fromkeys(one for county in counties if (one := lines.get(county.lower(), rest)))
    ids = dict.fromkeys(name for one in counted for name in one.police)
    return Town(code, place, tuple(_agencies(library, ids)), None, tuple(counted))


def _is_about(line: Coverage, place: Place) -> bool:
    counties = set(line.county.lower().split("; ")) if line.county else set()
    return (
        bool(names_of(line.town) & names_of(place.name))
        and line.kind in (None, place.kind)
        and (not counties or bool(counties & set(place.county.lower().split("; "))))
    )


def _agencies(library: Library, ids: Iterable[str]) -> Iterable[Agency]:
    """The agencies of these ids, or those that took them over."""
    for name in ids:
        there = read_agencies(library, name.partition("/")[0])
        if one := there.get(name):
            yield there.get(one.instead, one)
