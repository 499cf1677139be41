"""Which towns have no police of their own, and who polices each county's rest, as the FBI's counts of people say."""

from __future__ import annotations

from pathlib import Path

import pytest
from directory_lists import Lists

SHERIFF = ("WA0170000", "King", "KING", "County")


@pytest.fixture
def lists(tmp_path: Path) -> Lists:
    (tmp_path / "lists").mkdir()
    return Lists(tmp_path / "lists")


def towns(lists: Lists, code: str) -> list[tuple[str, str, str]]:
    return [(one["name"], one["kind"], one["county"]) for one in lists.build().towns.places[code]]


def police(lists: Lists, code: str) -> dict[str, tuple[str, str]]:
    return {one["county"]: (one["police"], one["basis"]) for one in lists.build().towns.counties[code]}


def test_towns_with_a_department_at_work_are_not_listed(lists: Lists) -> None:
    lists.agency(*SHERIFF)
    lists.agency("WA0170100", "Alder", "KING")
    lists.agency("WA0170200", "Birch", "KING", officers=0)
    lists.agency("WA0170300", "Cedar", "KING", year="2019")
    lists.agency("WA0170400", "St. Elm", "KING")
    for name in ("Alder city", "Birch city", "Cedar town", "Saint Elm city", "Fir town"):
        lists.town("WA", name, "King County")
    assert towns(lists, "wa") == [
        ("Birch", "city", "King County"),
        ("Cedar", "town", "King County"),
        ("Fir", "town", "King County"),
    ]


def test_towns_in_several_counties_name_them_all(lists: Lists) -> None:
    lists.agency(*SHERIFF)
    lists.town("WA", "Fir town", "King County, Spokane County")
    assert towns(lists, "wa") == [("Fir", "town", "King County; Spokane County")]


def test_towns_beside_the_city_of_their_name_are_others(lists: Lists) -> None:
    """The department of Alder is the city's; that of Alder Village is the village's."""
    lists.agency("NY0130100", "Alder", "DUTCHESS")
    lists.agency("NY0130200", "Birch Village", "DUTCHESS")
    lists.town("NY", "Alder city", "Dutchess County")
    lists.town("NY", "Alder town", "Dutchess County", "County Subdivision")
    lists.town("NY", "Birch village", "Dutchess County")
    lists.town("NY", "Birch town", "Dutchess County", "County Subdivision")
    assert towns(lists, "ny") == [("Alder", "town", "Dutchess County"), ("Birch", "town", "Dutchess County")]


def test_towns_of_one_name_in_two_counties_are_two(lists: Lists) -> None:
    lists.agency("WA0170100", "Alder", "KING")
    lists.town("WA", "Alder city", "King County")
    lists.town("WA", "Alder CDP", "Spokane County", "Census Designated Place", "S")
    assert towns(lists, "wa") == [("Alder", "community", "Spokane County")]


def test_settlement_in_a_state_of_townships_is_part_of_one(lists: Lists) -> None:
    """Its township may have a department; the list does not say in which it lies."""
    lists.agency("NY0130100", "Elm", "DUTCHESS")
    lists.town("NY", "Birch town", "Dutchess County", "County Subdivision")
    lists.town("NY", "Fir CDP", "Dutchess County", "Census Designated Place", "S")
    assert towns(lists, "ny") == [("Birch", "town", "Dutchess County"), ("Fir", "part of a town", "Dutchess County")]


def test_settlement_of_a_town_that_governs_itself_is_that_town(lists: Lists) -> None:
    lists.agency("NY0130100", "Elm", "DUTCHESS")
    lists.town("NY", "Birch town", "Dutchess County", "County Subdivision")
    lists.town("NY", "Birch CDP", "Dutchess County", "Census Designated Place", "S")
    lists.town("NY", "Cedar town", "Dutchess County", "County Subdivision", "F")
    assert towns(lists, "ny") == [("Birch", "town", "Dutchess County")]


@pytest.mark.parametrize(
    ("census", "fbi", "kind"),
    [
        ("Nashville-Davidson metropolitan government (balance)", "Metropolitan Nashville Police Department", "City"),
        ("Kings city", "Kings Sheriff's Office", "County"),
        ("San Buenaventura (Ventura) city", "Ventura", "City"),
        ("Boise City city", "Boise", "City"),
        ("New Alder city", "New Alder-Dundee", "City"),
    ],
)
def test_towns_known_by_another_name_have_their_department(lists: Lists, census: str, fbi: str, kind: str) -> None:
    lists.people["King County"] = 5000
    lists.agency("WA0170100", fbi, "KING", kind)
    lists.town("WA", census, "King County")
    assert towns(lists, "wa") == []


def test_county_police_are_those_with_whom_its_people_are_counted(lists: Lists) -> None:
    lists.agency(*SHERIFF, people=900)
    lists.agency("WA0320000", "Spokane", "SPOKANE", "County", people=0)
    lists.agency("WA0320500", "Spokane County Police Department", "SPOKANE", "County", people=70)
    assert police(lists, "wa") == {
        "King County": ("wa/king-county-sheriff", "people counted"),
        "Spokane County": ("wa/spokane-county-police-department", "people counted"),
    }


def test_county_whose_sheriff_polices_nobody_has_the_state_police(lists: Lists) -> None:
    """As in New Jersey, Pennsylvania and Rhode Island, and with no word on any one of them in the program."""
    lists.agency("NJ0200000", "Union", "UNION", "County", people=0)
    lists.agency("NJ0140000", "Morris", "MORRIS", "County", people=0)
    lists.agency("NJNSP0000", "State Police: Morris County", "MORRIS", "State Police", people=300)
    assert police(lists, "nj") == {
        "": ("nj/new-jersey-state-police", "nobody counted"),
        "Morris County": ("nj/new-jersey-state-police", "people counted"),
    }


def test_county_off_the_newest_list_has_its_sheriff_where_sheriffs_police(lists: Lists) -> None:
    lists.agency(*SHERIFF, people=900)
    lists.older_name("WA0320000", "Spokane County Sheriff's Office", "SPOKANE", "County")
    assert police(lists, "wa")["Spokane County"] == ("wa/spokane-county-sheriff", "not listed")


@pytest.mark.parametrize(("people", "polices"), [(980, True), (700, False)])
def test_county_counted_with_its_city_is_policed_by_it(lists: Lists, people: int, polices: bool) -> None:
    lists.people["Philadelphia County"] = 1000
    lists.agency("PAPEP0000", "Philadelphia", "PHILADELPHIA", people=people)
    lists.agency("PASPB0000", "State Police: Elsewhere", "", "State Police", people=10)
    found = police(lists, "pa").get("Philadelphia County", ("pa/pennsylvania-state-police", ""))
    assert (found[0] == "pa/philadelphia-police-department") is polices


def test_county_is_not_policed_by_a_city_called_after_it(lists: Lists) -> None:
    """Camden County's police are the city's of Camden, whatever they are called."""
    lists.agency("NJ0080000", "Gloucester", "GLOUCESTER", "County", people=0)
    lists.agency("NJ0080800", "Gloucester County Police Department", "GLOUCESTER", people=700)
    lists.agency("NJNSP0000", "State Police: Morris County", "MORRIS", "State Police", people=300)
    lists.town("NJ", "Gloucester city", "Gloucester County")
    assert police(lists, "nj")[""] == ("nj/new-jersey-state-police", "nobody counted")
    assert "Gloucester County" not in police(lists, "nj")
    assert towns(lists, "nj") == []


def test_towns_covered_by_a_source_name_the_agency_on_their_departments_line(lists: Lists, tmp_path: Path) -> None:
    lists.agency(*SHERIFF)
    lists.agency("WA0170100", "Alder", "KING")
    lists.town("WA", "Alder city", "King County")
    table = tmp_path / "hand/wa/covered.csv"
    table.parent.mkdir(parents=True)
    table.write_text(
        "town,county,covered_by,source,date\nAlder,King County,wa/king-county-sheriff,https://alder.example,2026-11-20\n"
    )
    built = lists.build(tmp_path / "hand")
    assert built.lines["wa/alder-police-department"]["covered_by"] == "wa/king-county-sheriff"
    assert [one["name"] for one in built.towns.places["wa"]] == ["Alder"]
