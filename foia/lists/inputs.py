"""Reads the open lists as they were published, column names in small letters, each into its own small record."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from foia.errors import DataError
from foia.lists.colleges import College, Colleges, Control
from foia.lists.names import RANKS, county_key, filled, place, simple, titled
from foia.lists.rules import Rules, read_rules

FILES = {
    "fbi": "fbi_lee_latest*.csv",
    "older": "fbi_agencies_2018.csv",
    "sites": "hifld_local_law_enforcement*.csv",
    "domains": "dotgov_current_full*.csv",
    "counties": "census_co-est*.csv",
    "places": "census_SUB-IP-EST*.csv",
    "colleges": "ipeds_hd*.csv",
    "towns": "national_places*.txt",
}
"""The lists by the names under which they are published."""
OPTIONAL = ("colleges", "towns")
"""Those that change seldom: whether a college is public, and which county a place lies in."""
_YEARS = tuple(str(year) for year in range(2035, 2019, -1))
_NEWEST = tuple(f"popestimate{year}" for year in _YEARS)
"""The columns of the Census's estimates, the newest first."""
_AT_WORK = frozenset("ABG")
"""The Census's signs for a government that does something; C and F are the other half of a place listed already, but
for the "balance" of a city that has become one with its county."""


@dataclass(frozen=True)
class FbiRow:
    """One agency of the FBI's lists: the newest employee count, and what the list of 2018 called it."""

    ori: str
    state: str
    name: str
    older_name: str
    type: str
    counties: tuple[str, ...]
    year: str
    population: int | None
    officers: int | None


@dataclass(frozen=True)
class SiteRow:
    """One building of the federal list of 2019."""

    id: str
    name: str
    state: str
    county: str
    fips: str
    street: str
    city: str
    zip: str
    phone: str
    type: str
    counted: bool
    """In the Census of State and Local Law Enforcement Agencies of 2008: an agency, not just a building."""
    campus: bool
    tribal: bool
    sworn: int
    date: str


@dataclass(frozen=True)
class TownRow:
    """One place of the Census's list of places: Smallville city, in one county or several."""

    state: str
    name: str
    counties: tuple[str, ...]
    incorporated: bool
    """A city or the like of its own, not a part of a county that governs itself, nor a mere settlement."""
    settlement: bool
    """Only a name for where people live: no government of its own."""


@dataclass(frozen=True)
class Domain:
    """One .gov domain and the government that holds it."""

    name: str
    type: str
    organization: str
    suborganization: str
    city: str
    state: str


@dataclass
class Names:
    """How the Census calls counties and places."""

    counties: dict[tuple[str, str], str] = field(default_factory=dict)
    """State and county key -> whole name: Orleans Parish."""
    by_fips: dict[str, str] = field(default_factory=dict)
    people: dict[tuple[str, str], int] = field(default_factory=dict)
    """State and county key -> how many people live there."""
    places: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """State and simple name -> names and ranks of the places called so."""
    sizes: dict[tuple[str, str], int] = field(default_factory=dict)
    """State and telling words -> how many people the largest place called so has."""
    ranks: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    """State and telling words (names.place) -> what the incorporated places called so are."""

    def county(self, state: str, name: str) -> str:
        """The county's whole name, or "" if the Census knows none of that name."""
        return self.counties.get((state, county_key(name)), "")

    def may_be(self, state: str, core: str, rank: str) -> tuple[str, ...]:
        """What a place of those telling words may be: a village is not the township of its name."""
        return (rank,) if rank else tuple(sorted(self.ranks.get((state, core), ("city", *RANKS))))

    def short_county(self, state: str, name: str) -> str:
        """The county's name without its kind; "" for a city that lies in no county."""
        whole = self.county(state, name)
        if whole.endswith(" city"):
            return ""
        bare = re.sub(r" (County|Parish|City and Borough|Borough|Census Area|Municipality|Planning Region)$", "", whole)
        return bare or titled(name)


@dataclass(frozen=True)
class Inputs:
    """All lists, read."""

    fbi: list[FbiRow]
    sites: list[SiteRow]
    domains: list[Domain]
    towns: list[TownRow]
    names: Names
    colleges: Colleges
    rules: Rules
    dropped: dict[str, int]
    """Why rows were left out on reading, and how many."""
    absent: frozenset[str] = frozenset()
    """Those of OPTIONAL that are not at hand: what they gave to the last build is kept."""


def read_inputs(folder: Path) -> Inputs:
    """Every list in the folder; DataError if one is missing that no build can do without."""
    rules = read_rules()
    dropped: dict[str, int] = defaultdict(int)
    names = _names(folder, rules)
    return Inputs(
        _fbi(folder, rules, dropped),
        _sites(folder, names, rules, dropped),
        _domains(folder, rules),
        _towns(folder, rules, dropped),
        names,
        Colleges.of(_colleges(folder, rules), rules.states),
        rules,
        dropped,
        frozenset(which for which in OPTIONAL if not _paths(folder, which)),
    )


def _paths(folder: Path, which: str) -> list[Path]:
    return sorted(folder.glob(FILES[which]))


def _rows(folder: Path, which: str) -> list[dict[str, str]]:
    paths = _paths(folder, which)
    if not paths and which in OPTIONAL:
        return []
    if not paths:
        raise DataError(
            f"no file {FILES[which]}", where=str(folder), to_do="agencies/SOURCES.md says where it is from."
        )
    data = paths[-1].read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    lines = text.splitlines(keepends=True)
    rows = csv.reader(lines, delimiter="|" if lines and "|" in lines[0] else ",")
    header = [name.lower() for name in next(rows, [])]
    return [dict(zip(header, cells, strict=True)) for cells in rows if cells]


def _number(cell: str) -> int | None:
    digits = filled(cell).replace(",", "").removesuffix(".0")
    return int(digits) if digits.isdigit() else None


def _fbi(folder: Path, rules: Rules, dropped: dict[str, int]) -> list[FbiRow]:
    older = {row["ori"]: row for row in _rows(folder, "older")}
    newer = {row["ori"]: row for row in _rows(folder, "fbi")}
    found = []
    for ori, row in {**older, **newer}.items():
        state = rules.fbi_codes.get(row["state_abbr"], row["state_abbr"])
        if row["agency_type_name"] == "Federal" or state not in rules.states:
            dropped["FBI lists: federal, kept by hand in the folder us"] += 1
        elif row["agency_type_name"] in ("State Police", "Other State Agency") and ori not in newer:
            dropped["FBI list of 2018 only: unit of a state agency"] += 1
        else:
            found.append(fbi_row(ori, state, row, older.get(ori, {}).get("agency_name", "")))
    return found


def fbi_row(ori: str, state: str, row: dict[str, str], older_name: str) -> FbiRow:
    """One agency of the FBI's lists; `row` has its columns in small letters."""
    counties = [filled(one) for one in re.split(r"[,;]", filled(row["county_name"]))]
    return FbiRow(
        ori,
        state,
        filled(row.get("pub_agency_name") or row.get("agency_name")),
        filled(older_name),
        row["agency_type_name"],
        tuple(one for one in counties if one and "UNMAPPED" not in one),
        filled(row.get("data_year")),
        _number(row.get("population", "")),
        _number(row.get("officer_ct", "")),
    )


def _sites(folder: Path, names: Names, rules: Rules, dropped: dict[str, int]) -> list[SiteRow]:
    found = []
    for row in _rows(folder, "sites"):
        site = site_row(row, names)
        whole = names.by_fips.get(site.fips, "")
        if site.state not in rules.states:
            dropped["HIFLD: outside the states and territories"] += 1
        elif whole and (site.state, county_key(whole)) not in names.counties:
            dropped["HIFLD: county of another state"] += 1
        else:
            found.append(site)
    return found


def site_row(row: dict[str, str], names: Names) -> SiteRow:
    """One building of the federal list; `row` has its columns in small letters."""
    fips = filled(row["countyfips"])
    kind, detail = filled(row["subtype1"]), filled(row["subtype2"])
    return SiteRow(
        row["id"],
        filled(row["name"]),
        row["state"],
        names.by_fips.get(fips, "") or filled(row["county"]),
        fips,
        filled(row["address"]),
        filled(row["city"]),
        filled(row["zip"]),
        filled(row["telephone"]),
        row["type"],
        bool(filled(row["csllea08id"])),
        (kind, detail) in (("1", "11"), ("1", "12")),
        filled(row["tribal"]) == "1",
        _number(row["ftsworn"]) or 0,
        filled(row["val_date"])[:10],
    )


def _domains(folder: Path, rules: Rules) -> list[Domain]:
    return [domain_row(row, rules) for row in _rows(folder, "domains")]


def domain_row(row: dict[str, str], rules: Rules) -> Domain:
    """One .gov domain; `row` has its columns in small letters."""
    codes = {simple(name): code for code, name in rules.states.items()}
    return Domain(
        row["domain name"].lower(),
        row["domain type"],
        filled(row["organization name"]),
        filled(row.get("suborganization name")),
        filled(row.get("city")),
        codes.get(simple(row["state"]), filled(row["state"]).upper()),
    )


def _towns(folder: Path, rules: Rules, dropped: dict[str, int]) -> list[TownRow]:
    """Places with a government at work, and settlements; not the halves of one place that is listed twice."""
    found = []
    for row in _rows(folder, "towns"):
        settlement = row["type"] == "Census Designated Place"
        at_work = row["funcstat"] in _AT_WORK or row["placename"].endswith("(balance)")
        if row["state"] not in rules.states or not (settlement or at_work):
            dropped["Census list of places: no government at work, or the same place listed twice"] += 1
            continue
        counties = tuple(one.strip() for one in row["county"].split(",") if one.strip())
        incorporated = row["type"] == "Incorporated Place"
        found.append(TownRow(row["state"], filled(row["placename"]), counties, incorporated, settlement))
    return found


_CONTROL: dict[str, Control] = {"1": "public", "2": "private", "3": "private"}


def _colleges(folder: Path, rules: Rules) -> list[College]:
    """The colleges of which the list says who controls them; a tribe's college is no state's, though public."""
    return [
        College(
            row["stabbr"],
            filled(row["instnm"]),
            tuple(filled(one) for one in re.split(r"[|;]", row["ialias"])),
            filled(row["f1sysnam"]).removeprefix("-2"),
            "tribal" if row["tribal"] == "1" else _CONTROL[row["control"]],
        )
        for row in _rows(folder, "colleges")
        if row["control"] in _CONTROL and row["stabbr"] in rules.states
    ]


def _names(folder: Path, rules: Rules) -> Names:
    codes = {simple(name): code for code, name in rules.states.items()}
    names = Names()
    for row in _rows(folder, "counties"):
        if row["county"].lstrip("0"):
            code, whole = codes[simple(row["stname"])], row["ctyname"]
            names.counties.setdefault((code, county_key(whole)), whole)
            names.people[code, county_key(whole)] = next((int(row[one]) for one in _NEWEST if row.get(one)), 0)
            names.by_fips[f"{int(row['state']):02}{int(row['county']):03}"] = whole
    for row in _rows(folder, "places"):
        name, _, rank = row["city"].partition(" (")[0].strip().rpartition(" ")
        if code := codes.get(simple(row["state"]), ""):
            names.places[code, simple(name)].append((name, rank))
            core = place(name, "municipal").core
            names.ranks[code, core].add(rank)
            size = next((_number(row[year]) or 0 for year in _YEARS if row.get(year)), 0)
            names.sizes[code, core] = max(size, names.sizes.get((code, core), 0))
    return names
