"""The directory as shipped: hand lines stand in it, the index agrees with it, and known traps are closed."""

from __future__ import annotations

import csv
import random
import re
from pathlib import Path

import pytest

from foia.directory import find_agency, search
from foia.errors import InputError, UnknownAgency
from foia.formats.txt import write_txt
from foia.library.agencies import read_agencies
from foia.library.laws import read_law
from foia.library.places import Library, data_root
from foia.maintain.index import content
from foia.model import BOUND
from foia.standing import check_regime
from tests.letters_for import letter
from tests.test_truth import LEFT_OPEN

AGENCIES = data_root() / "agencies"
INSIDE = re.compile(r"\b(jail|detention|precinct|substation)\b(?! (road|street|line))")
HAND = sorted(AGENCIES.glob("??/hand.csv"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", HAND, ids=lambda path: path.parent.name)
def test_every_cell_written_by_hand_stands_in_the_table(path: Path) -> None:
    built = rows(path.with_name("agencies.csv"))
    by_key = {row["slug"]: row for row in built} | {row["ori"]: row for row in built if row["ori"]}
    for row in rows(path):
        found = by_key.get(row["ori"]) or by_key[row["slug"]]
        for name, cell in row.items():
            assert not cell or (found[name] == ("" if cell == "-" else cell)), f"{row['slug']} {name}"


def test_index_is_made_from_the_tables(library: Library) -> None:
    again = "run python -m foia.maintain.index"
    assert (AGENCIES / "index.csv").read_text(encoding="utf-8") == content(library), again


def test_directory_holds_the_whole_country(library: Library) -> None:
    count = {code: len(read_agencies(library, code)) for code in library.jurisdictions()}
    assert sum(count.values()) > 19_000
    assert all(count.values())


@pytest.mark.parametrize(
    "typed",
    [
        "University of Notre Dame",
        "de/amtrak-police",
        "Delaware River Port Authority Police",
        "Metro Transit Police",
        "Duke University Police",
        "Harvard University Police",
        "Pennsylvania State University, University Park Police",
        "ca/union-pacific-railroad",
        "ny/new-york-new-jersey-high-intensity-drug-trafficking-area",
        "Yale University Police",
        "wa/spokane-agency",
        "Port Authority of New York and New Jersey Police",
    ],
)
def test_bodies_no_state_act_is_known_to_bind_get_no_letter(library: Library, typed: str) -> None:
    agency = search(library, typed)[0].agency
    with pytest.raises(InputError, match="is not known to bind"):
        check_regime(agency, read_law(library, agency.jurisdiction))


@pytest.mark.parametrize(
    ("typed", "code", "found"),
    [
        ("Jacksonville Police Department", "fl", "fl/jacksonville-sheriff"),
        ("Philly PD", None, "pa/philadelphia-police-department"),
        ("UT Austin police", None, "tx/university-of-texas-austin-police-department"),
        ("LVMPD", None, "nv/las-vegas-metropolitan-police-department"),
        ("Metro Nashville", None, "tn/metropolitan-nashville-police-department"),
        ("San Fransisco police", None, "ca/san-francisco-police-department"),
        ("98104", "wa", None),
    ],
)
def test_agency_is_found_as_people_type_it(library: Library, typed: str, code: str | None, found: str | None) -> None:
    if found:
        assert find_agency(library, typed, code).id == found
    else:
        assert "wa/seattle-police-department" in [match.agency.id for match in search(library, typed, code)]


@pytest.mark.parametrize(
    "typed", ["st louis police", "Springfield police", "cook county sherrif", "Orange County Sheriff"]
)
def test_name_of_several_agencies_is_never_guessed(library: Library, typed: str) -> None:
    with pytest.raises(UnknownAgency, match="fits more than one agency"):
        find_agency(library, typed)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("LAPD", ["ca/los-angeles-police-department"]),
        ("NYPD", ["ny/new-york-city-police-department"]),
        ("Chicago PD", ["il/chicago-police-department"]),
        ("cook county sherrif", ["il/cook-county-sheriff", "ga/cook-county-sheriff", "mn/cook-county-sheriff"]),
        ("Metro Nashville", ["tn/metropolitan-nashville-police-department"]),
        ("st louis police", ["mo/st-louis-police-department", "mo/st-louis-county-police-department"]),
        ("UT Austin police", ["tx/university-of-texas-austin-police-department"]),
        ("98104", ["wa/seattle-police-department", "wa/king-county-sheriff"]),
        ("Houston", ["tx/houston-police-department"]),
        ("TXHPD0000", ["tx/houston-police-department"]),
        ("TXHPD00", ["tx/houston-police-department"]),
        ("tx/houston-police-department", ["tx/houston-police-department"]),
        ("orange county sheriff", ["ca/orange-county-sheriff", "fl/orange-county-sheriff"]),
        ("Burlington", ["nc/burlington-police-department", "vt/burlington-police-department"]),
    ],
)
def test_search_answers_in_order_the_obvious_one_first(library: Library, typed: str, first: list[str]) -> None:
    assert [match.agency.id for match in search(library, typed)][: len(first)] == first


@pytest.mark.parametrize("typed", ["TXHPD0000", "TXHPD00", "tx/houston-police-department"])
def test_search_of_an_id_has_one_answer(library: Library, typed: str) -> None:
    assert len(search(library, typed)) == 1


def test_units_lead_to_the_agency_they_belong_to(library: Library) -> None:
    unit = next(
        one for one in read_agencies(library, "mi").values() if one.status == "unit" and "michigan-state" in one.parent
    )
    assert find_agency(library, unit.id).id == "mi/michigan-state-police"


@pytest.mark.parametrize("code", Library(data_root()).jurisdictions())
def test_no_address_is_a_jail_or_a_precinct(library: Library, code: str) -> None:
    for agency in read_agencies(library, code).values():
        assert not INSIDE.search(agency.street.lower()), agency.id
        assert not agency.street or agency.address_source, agency.id


@pytest.mark.parametrize("code", Library(data_root()).jurisdictions())
def test_letter_to_real_agencies_has_a_whole_head_and_nothing_left_open(library: Library, code: str) -> None:
    """Ten agencies of each jurisdiction, the same ones every time: no line twice in the head, no gap in the text."""
    asked = [one for one in read_agencies(library, code).values() if one.regime in BOUND]
    active = [one for one in asked if one.status in ("active", "no officers")]
    for agency in random.Random(code).sample(active, min(10, len(active))):
        text = write_txt(letter(library, code, agency=agency, size=None, channel=None), public=False)
        head = [line for line in text.partition("Dear")[0].split("\n") if line]
        assert len(set(head)) == len(head), head
        found = LEFT_OPEN.search(text)
        assert found is None, f"{agency.id}: {found}"


@pytest.mark.parametrize("code", ["ca", "fl", "id", "il", "ny", "pa", "tx", "va", "wa"])
def test_largest_agencies_have_an_address_from_an_official_page_or_none(library: Library, code: str) -> None:
    asked = [one for one in read_agencies(library, code).values() if one.status in ("active", "no officers")]
    largest = sorted(asked, key=lambda one: -(one.officers or 0))[:15]
    assert len(largest) == 15
    for one in largest:
        assert not one.street or one.address_source.startswith("http"), f"{one.id}: {one.address_source}"
