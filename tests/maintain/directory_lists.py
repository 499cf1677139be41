"""Small lists in the form of the open ones, for the tests of the directory builder."""

from __future__ import annotations

import csv
from pathlib import Path

from foia.lists.inputs import read_inputs
from foia.maintain.directory.build import Built, build
from foia.maintain.directory.hand import read_hand
from foia.maintain.directory.previous import Previous
from foia.maintain.directory.towns import read_covered

COUNTIES = {
    "Washington": [("53", "033", "King County"), ("53", "063", "Spokane County")],
    "New York": [("36", "027", "Dutchess County"), ("36", "059", "Nassau County")],
    "Missouri": [("29", "189", "St. Louis County"), ("29", "510", "St. Louis city")],
    "Louisiana": [("22", "071", "Orleans Parish")],
    "Texas": [("48", "453", "Travis County"), ("48", "043", "Brewster County")],
    "New Jersey": [("34", "039", "Union County"), ("34", "027", "Morris County"), ("34", "015", "Gloucester County")],
    "Michigan": [("26", "127", "Oceana County")],
    "Florida": [("12", "031", "Duval County")],
    "Pennsylvania": [("42", "101", "Philadelphia County")],
    "Ohio": [("39", "049", "Franklin County")],
}
SITE = (
    "ID NAME ADDRESS CITY STATE ZIP TELEPHONE TYPE COUNTY COUNTYFIPS CSLLEA08ID SUBTYPE1 SUBTYPE2 TRIBAL FTSWORN VAL_DATE"
).split()


class Lists:
    """A folder of small lists, filled line by line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fbi: list[dict[str, str]] = []
        self.older: list[dict[str, str]] = []
        self.sites: list[dict[str, str]] = []
        self.domains: list[dict[str, str]] = []
        self.places: list[dict[str, str]] = []
        self.colleges: list[dict[str, str]] = []
        self.towns: list[dict[str, str]] = []
        self.people: dict[str, int] = {}
        """How many people live in a county, by its whole name."""

    def agency(
        self,
        ori: str,
        name: str,
        county: str,
        type_: str = "City",
        year: str = "2025",
        officers: int = 9,
        people: int = 5000,
    ) -> None:
        """One line of the FBI's newest list."""
        row = {"ori": ori, "data_year": year, "pub_agency_name": name, "state_abbr": ori[:2], "county_name": county}
        self.fbi.append(row | {"agency_type_name": type_, "population": str(people), "officer_ct": str(officers)})

    def older_name(self, ori: str, name: str, county: str = "", type_: str = "City") -> None:
        """One line of the FBI's list of 2018."""
        row = {"ori": ori, "agency_name": name, "agency_type_name": type_, "county_name": county}
        self.older.append(row | {"state_abbr": ori[:2]})

    def site(
        self, name: str, state: str, fips: str, zip_: str, kind: str = "LOCAL POLICE DEPARTMENT", **more: str
    ) -> None:
        """One line of the federal list of 2019."""
        row = dict.fromkeys(SITE, "NOT AVAILABLE")
        row |= {"ID": str(len(self.sites)), "NAME": name, "ADDRESS": f"{100 + len(self.sites)} MAIN STREET"}
        row |= {"CITY": "TOWNVILLE", "STATE": state, "ZIP": zip_, "TELEPHONE": "(206) 625-5011", "TYPE": kind}
        row |= {"COUNTYFIPS": fips, "CSLLEA08ID": "1", "VAL_DATE": "2018-08-06 00:00:00"}
        self.sites.append(row | more)

    def domain(self, name: str, type_: str, organization: str, state: str) -> None:
        """One line of the .gov registry."""
        row = {"Domain name": name, "Domain type": type_, "Organization name": organization, "State": state}
        self.domains.append(row | {"Suborganization name": "", "City": ""})

    def place(self, name: str, state: str) -> None:
        """One place of the Census: "Seattle city"."""
        self.places.append({"City": name, "State": state})

    def college(self, name: str, state: str, control: int, **more: str) -> None:
        """One college of the federal list: control 1 is public, 2 and 3 private."""
        row = {"INSTNM": name, "IALIAS": "", "STABBR": state, "CONTROL": str(control), "TRIBAL": "2", "F1SYSNAM": "-2"}
        self.colleges.append(row | more)

    def town(self, state: str, name: str, county: str, type_: str = "Incorporated Place", status: str = "A") -> None:
        """One line of the Census's list of places: "Smallville city", "King County"."""
        row = {"STATE": state, "STATEFP": "00", "PLACEFP": "00000", "PLACENAME": name, "TYPE": type_}
        self.towns.append(row | {"FUNCSTAT": status, "COUNTY": county})

    def build(self, hand: Path | None = None, previous: Previous | None = None) -> Built:
        """The directory of these lists."""
        self.write()
        folders = [hand] if hand else []
        return build(read_inputs(self.folder), read_hand(folders), previous or Previous(), read_covered(folders))

    def write(self) -> None:
        """The lists as files, under the names of the published ones."""
        counties = [
            {"STATE": state, "COUNTY": county, "STNAME": whole, "CTYNAME": name}
            | {"POPESTIMATE2023": str(self.people.get(name, 0))}
            for whole, group in COUNTIES.items()
            for state, county, name in group
        ]
        older = self.older or [
            dict.fromkeys(("ori", "agency_name", "agency_type_name", "county_name", "state_abbr"), "")
        ]
        _write(self.folder / "fbi_lee_latest_2025.csv", self.fbi)
        _write(self.folder / "fbi_agencies_2018.csv", older)
        _write(self.folder / "hifld_local_law_enforcement_20241007.csv", self.sites or [dict.fromkeys(SITE, "")])
        empty = dict.fromkeys(
            ("Domain name", "Domain type", "Organization name", "Suborganization name", "City", "State"), ""
        )
        _write(self.folder / "dotgov_current_full_20260822.csv", self.domains or [empty])
        _write(self.folder / "census_co-est2023-alldata.csv", counties)
        none = {"INSTNM": "None", "IALIAS": "", "STABBR": "UT", "CONTROL": "-3", "TRIBAL": "2", "F1SYSNAM": "-2"}
        _write(self.folder / "ipeds_hd2024.csv", self.colleges or [none])
        _write(
            self.folder / "census_SUB-IP-EST2023-POP.csv", self.places or [{"City": "Nowhere town", "State": "Utah"}]
        )
        nowhere = dict.fromkeys(("STATE", "STATEFP", "PLACEFP", "PLACENAME", "TYPE", "FUNCSTAT", "COUNTY"), "")
        _write(self.folder / "national_places.txt", self.towns or [nowhere], "|")


def _write(path: Path, rows: list[dict[str, str]], sign: str = ",") -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=sign)
        writer.writeheader()
        writer.writerows(rows)
