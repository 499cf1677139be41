"""Finds the agency that a row of somebody's spreadsheet means, or says why none was taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from foia.directory import CLEAR, GOOD, Match, rank_entries, stand_in
from foia.library.agencies import read_agencies
from foia.library.index import entries
from foia.library.places import Library
from foia.model import BOUND, Agency
from foia.names import Entry, core_of, simplified
from foia.towns import NO_OFFICERS, is_asleep, towns_called

Result = Literal["matched", "ambiguous", "new", "refused"]
SAME_WORDS = 90.0
"""A score from which the telling words are the same ones; below it letters differ."""
_SHORT = 6
"""Letters below which one letter more or less makes another name: Ada and Adams."""
_KIND_WORDS = frozenset(
    """county sheriff state township town village borough university college airport transit school tribal
    highway""".split()
)
_GENERIC = frozenset("the police department sheriff office of city county public safety".split())


@dataclass(frozen=True)
class Wanted:
    """What a row says of an agency; `code` is the folder to look in or "", `stated` whether the row itself says so."""

    name: str = ""
    code: str = ""
    stated: bool = False
    city: str = ""
    county: str = ""
    zip: str = ""
    id: str = ""
    ori: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a row: the agency and how it was found, or the candidates and why none was taken."""

    result: Result
    how: str
    agency: Agency | None = None
    candidates: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class Index:
    """The names of the whole country, read once; an agency's own line only when a row means it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._tables: dict[str, dict[str, Agency]] = {}
        self._names: dict[str, dict[str, list[str]]] = {}

    @cached_property
    def _of(self) -> dict[str, list[Entry]]:
        """The entries of every jurisdiction, and of all under ""."""
        found: dict[str, list[Entry]] = {"": list(entries(self.library))}
        for entry in found[""]:
            found.setdefault(entry.id.partition("/")[0], []).append(entry)
        return found

    @cached_property
    def _oris(self) -> dict[str, str]:
        return {entry.ori: entry.id for entry in self._of[""] if entry.ori}

    def agency(self, name: str) -> Agency | None:
        """The agency of that id."""
        code = name.partition("/")[0]
        if code not in self._tables:
            self._tables[code] = read_agencies(self.library, code) if code in self.library.folders() else {}
        return self._tables[code].get(name)

    def agencies(self, code: str) -> Iterable[Agency]:
        """All of one jurisdiction."""
        return [found for entry in self._of.get(code, []) if (found := self.agency(entry.id))]

    def by_ori(self, ori: str) -> Agency | None:
        """The agency with that FBI id, written with nine signs or the first seven."""
        name = self._oris.get(ori.upper().ljust(9, "0"))
        return self.agency(name) if name else None

    def named(self, name: str, code: str) -> list[Agency]:
        """The agencies of a jurisdiction, or of all, that bear this name or alias, abbreviations written out."""
        if code not in self._names:
            found: dict[str, list[str]] = {}
            for entry in self._of.get(code, []):
                for one in dict.fromkeys((entry.name, *entry.aliases)):
                    found.setdefault(one, []).append(entry.id)
            self._names[code] = found
        return [hit for one in self._names[code].get(simplified(name), []) if (hit := self.agency(one))]

    def near(self, name: str, code: str) -> list[Match]:
        """The agencies whose names are most like this one, best first; typos are forgiven."""
        ranked = rank_entries(name, self._of.get(code, []), 6)
        return [Match(found, score) for entry, score in ranked if (found := self.agency(entry.id))]

    def successor(self, agency: Agency) -> Agency:
        """The agency that took it over, if it was merged."""
        return (self.agency(agency.successor) or agency) if agency.successor else agency


def match(index: Index, wanted: Wanted) -> Outcome:
    """The agency meant: by id, by FBI id, by name, by city, in this order; what contradicts it makes it ambiguous."""
    if wanted.id and (found := index.agency(wanted.id.lower())):
        return _checked(index, wanted, found, "id")
    if wanted.ori and (found := index.by_ori(wanted.ori)):
        return _checked(index, wanted, found, "FBI id")
    if wanted.name:
        return _by_name(index, wanted, _full_name(wanted))
    if wanted.city and wanted.code:
        return _by_city(index, wanted)
    if wanted.ori or wanted.id:
        return Outcome("refused", "no agency on file has that id, and the row has no name")
    return Outcome("refused", "the row has no name, no city with a state and no FBI id")


def _checked(index: Index, wanted: Wanted, found: Agency, how: str) -> Outcome:
    """The agency of an id unless the row's state or its exact name speak for another one."""
    if wanted.stated and wanted.code != found.jurisdiction:
        why = f"the {how} is that of an agency in {found.jurisdiction.upper()}, the row says {wanted.code.upper()}"
        return Outcome("ambiguous", why, candidates=(found.id,))
    exact = index.named(wanted.name, found.jurisdiction) if wanted.name else []
    if exact and found not in exact:
        others = tuple(one.id for one in exact)
        return Outcome("ambiguous", f"the {how} and the name are those of two agencies", candidates=(found.id, *others))
    remarks = () if not wanted.name or exact else (f"on file as {found.name}",)
    return _taken(index, found, how, remarks)


def _law(agency: Agency) -> str:
    return "the act is not known to bind it" if agency.regime == "none" else agency.regime


def _taken(index: Index, found: Agency, how: str, remarks: tuple[str, ...] = ()) -> Outcome:
    last = index.successor(found)
    merged = () if last is found else (f"{found.name} was merged into it",)
    policed = stand_in(index.library, last)
    last, doubt = policed.agency, (policed.remark,) if policed.remark else ()
    bound = () if last.regime in BOUND else (f"no letter is written to it: {_law(last)}",)
    return Outcome("matched", how, last, remarks=(*remarks, *merged, *doubt, *bound))


def _policed(name: str, wanted: Wanted, index: Index, own: Sequence[Agency] = ()) -> Outcome | None:
    """Who polices the town of that name, which has no active department on file; None if no such town is known."""
    towns = towns_called(index.library, name, wanted.code) if wanted.code else []
    county = _county(wanted.county)
    towns = [one for one in towns if county and county in map(_county, one.place.county.split("; "))] or towns
    police = {one.id: one for town in towns for one in town.police}
    if not police:
        return None
    if len(police) == 1 and all(town.covered for town in towns):
        found = next(iter(police.values()))
        return _taken(index, found, "it polices the town", (f"{towns[0].where} is policed by it ({towns[0].how})",))
    why = f"no active department of {towns[0].where} is on file; those who probably police it"
    return Outcome("ambiguous", why, candidates=(*police, *(one.id for one in own)))


def _full_name(wanted: Wanted) -> str:
    """The name; where it is no more than `Police Department`, with the city or county beside it."""
    words = set(simplified(wanted.name).split())
    if not words <= _GENERIC:
        return wanted.name
    if words & {"sheriff", "county"} and wanted.county:
        return f"{wanted.county.removesuffix(' County')} County {wanted.name}"
    return f"{wanted.city} {wanted.name}" if wanted.city else wanted.name


def _by_name(index: Index, wanted: Wanted, name: str) -> Outcome:
    exact = list({index.successor(one).id: one for one in index.named(name, wanted.code)}.values())
    gone = [one for one in exact if is_asleep(one) and one.status != NO_OFFICERS and not one.covered_by]
    if len(gone) == len(exact) and (outcome := _policed(name, wanted, index, gone)):
        return outcome
    if len(exact) == 1:
        return _taken(index, exact[0], _same(name, exact[0]), _elsewhere(wanted, exact[0]))
    if exact:
        return _narrowed(index, wanted, exact, "more than one agency has this name")
    near = index.near(name, wanted.code)
    close = [one for one in near if one.score >= max(GOOD, near[0].score - CLEAR)]
    if not close:
        return _new(wanted, near)
    if len(close) > 1:
        return _narrowed(index, wanted, [one.agency for one in close], "more than one agency has a name like this")
    best = close[0]
    same = best.score >= SAME_WORDS
    sure = (same or _one_typo(name, best.agency)) and _one_kind(name, best.agency)
    if sure and not _elsewhere(wanted, best.agency):
        how = "name in other words" if same else "name with typos"
        return _taken(index, best.agency, how, (f"on file as {best.agency.name}",))
    return Outcome("ambiguous", "only a name like this is on file", candidates=(best.agency.id,))


def _same(name: str, agency: Agency) -> str:
    """How an equal name is equal."""
    if name.casefold() == agency.name.casefold():
        return "exact name"
    return "name, spelled another way" if simplified(name) == simplified(agency.name) else "other name on file"


def _elsewhere(wanted: Wanted, agency: Agency) -> tuple[str, ...]:
    """A remark where the city in the row is not the city on file."""
    if wanted.city and agency.city and simplified(wanted.city) != simplified(agency.city):
        return (f"its address on file is in {agency.city}",)
    return ()


def _one_typo(name: str, agency: Agency) -> bool:
    """True if a letter was dropped, doubled or swapped with the next; Springvale is no misspelled Springdale."""
    from rapidfuzz.distance import OSA, Indel

    typed, filed = core_of(simplified(name)), core_of(simplified(agency.name))
    swapped = sorted(typed) == sorted(filed) and OSA.distance(typed, filed) == 1
    return len(typed) >= _SHORT and (swapped or Indel.distance(typed, filed) == 1)


def _one_kind(name: str, agency: Agency) -> bool:
    """True unless one name speaks of a county, a village or the like and the other does not."""
    return set(simplified(name).split()) & _KIND_WORDS == set(simplified(agency.name).split()) & _KIND_WORDS


def _new(wanted: Wanted, near: Sequence[Match]) -> Outcome:
    candidates = tuple(one.agency.id for one in near[:3])
    if not wanted.code:
        return Outcome("refused", "no agency of that name is on file, and the row has no state", candidates=candidates)
    return Outcome("new", "no agency with a name like this is on file", candidates=candidates)


def _narrowed(index: Index, wanted: Wanted, found: Iterable[Agency], why: str) -> Outcome:
    """The one candidate that the row's city, ZIP code or county fits, else all of them."""
    left = list(found)
    tests: tuple[tuple[str, str, Callable[[Agency], str]], ...] = (
        ("city", simplified(wanted.city), lambda one: simplified(one.city)),
        ("ZIP code", wanted.zip[:5], lambda one: one.zip[:5]),
        ("county", _county(wanted.county), lambda one: _county(one.county)),
    )
    for word, cell, of in tests:
        fitting = [one for one in left if cell and of(one) == cell]
        if len(fitting) == 1:
            return _taken(index, fitting[0], f"name and {word}", (f"on file as {fitting[0].name}",))
        left = fitting or left
    return Outcome("ambiguous", why, candidates=tuple(one.id for one in left))


def _county(name: str) -> str:
    return simplified(name).removesuffix(" county")


def _by_city(index: Index, wanted: Wanted) -> Outcome:
    """The police of a town where the row names nothing else."""
    city = simplified(wanted.city)
    there = [
        one
        for one in index.agencies(wanted.code)
        if one.kind == "municipal" and simplified(one.city) == city and city in simplified(one.name)
    ]
    asleep = [one for one in there if is_asleep(one) and not one.covered_by]
    if len(asleep) == len(there) and (outcome := _policed(wanted.city, wanted, index, asleep)):
        return outcome
    if len(there) == 1:
        return _taken(index, there[0], "city", (f"on file as {there[0].name}",))
    if there:
        return Outcome(
            "ambiguous", "more than one police agency of that city", candidates=tuple(one.id for one in there)
        )
    return Outcome("refused", f"the row has no name, and no police of {wanted.city} are on file")
