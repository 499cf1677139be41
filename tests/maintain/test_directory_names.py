"""Names as a person writes them, slugs as a person guesses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from directory_lists import Lists

from foia.lists.names import phone_of, place, slug_of, titled


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Houston Police Department", "houston-police-department"),
        ("Cook County Sheriff's Office", "cook-county-sheriff"),
        ("Los Angeles County Sheriff's Department", "los-angeles-county-sheriff"),
        ("Coeur d'Alene Police Department", "coeur-dalene-police-department"),
        ("San José Police Department", "san-jose-police-department"),
        ("Fraser/Winter Park Police Department", "fraser-winter-park-police-department"),
        ("Texas A&M University Police Department", "texas-a-and-m-university-police-department"),
    ],
)
def test_slug_is_guessable(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("205 NORTH 2ND STREET", "205 North 2nd Street"),
        ("16678 MCMATH AVENUE", "16678 McMath Avenue"),
        ("4414 US HIGHWAY 74 EAST", "4414 US Highway 74 East"),
        ("1 AVENUE OF THE AMERICAS", "1 Avenue of the Americas"),
        ("100 NE 5TH ST, BUILDING A-3", "100 NE 5th St, Building A-3"),
    ],
)
def test_street_has_the_capitals_a_person_writes(text: str, written: str) -> None:
    assert titled(text) == written


def test_phone_is_written_one_way_or_not_at_all() -> None:
    assert phone_of("206.625.5011") == "(206) 625-5011"
    assert phone_of("1-206-625-5011") == "(206) 625-5011"
    assert phone_of("625-5011") == ""
    assert phone_of("(000) 000-0000") == ""


def test_place_tells_the_village_from_the_town() -> None:
    assert place("Town of Fishkill Police Department", "municipal") == ("fishkill", "town")
    assert place("FISHKILL VILLAGE POLICE DEPARTMENT", "municipal") == ("fishkill", "village")
    assert place("Newtown Township Police Department", "municipal") == ("newtown", "township")


def test_names_say_what_the_body_is(tmp_path: Path) -> None:
    lists = Lists(tmp_path)
    lists.agency("LA0360000", "Orleans", "ORLEANS", "County")
    lists.agency("NY0290000", "Nassau", "NASSAU", "County")
    lists.older_name("NY0290000", "Nassau County Police Department", "NASSAU", "County")
    lists.agency("NJ0209000", "Prosecutor:", "UNION", "Other")
    lists.agency("TX1410500", "Independent School District:", "TRAVIS", "Other")
    lists.older_name("TX1410500", "Independent School District: Killeen", "TRAVIS", "Other")
    lists.agency("NJ0143800", "Washington Township, Morris County", "MORRIS")
    lists.agency("WA0390100", "Spokane Tribal", "SPOKANE", "Tribal")
    names = {one.ori: one.name for one in lists.build().drafts}
    assert names == {
        "LA0360000": "Orleans Parish Sheriff's Office",
        "NY0290000": "Nassau County Police Department",
        "NJ0209000": "Union County Prosecutor's Office",
        "TX1410500": "Killeen Independent School District Police Department",
        "NJ0143800": "Washington Township Police Department",
        "WA0390100": "Spokane Tribal Police",
    }


def test_name_that_is_cut_off_is_unconfirmed_and_says_so(tmp_path: Path) -> None:
    lists = Lists(tmp_path)
    lists.agency("TX2270900", "Travis County Constable:", "TRAVIS", "Other")
    line = lists.build().lines["tx/travis-county-constable"]
    assert line["status"] == "unconfirmed"
    assert line["note"] == "The list cuts its name off; which one it is, is not known."


def test_village_keeps_its_rank_only_where_a_town_is_called_so_too(tmp_path: Path) -> None:
    lists = Lists(tmp_path)
    for ori, name in (
        ("NY0130100", "Fishkill Village"),
        ("NY0130200", "Fishkill Town"),
        ("NY0130300", "Millbrook Village"),
    ):
        lists.agency(ori, name, "DUTCHESS")
    lists.agency("NY0130400", "Elk Grove Village", "DUTCHESS")
    lists.place("Elk Grove Village village", "New York")
    assert {one.name for one in lists.build().drafts} == {
        "Village of Fishkill Police Department",
        "Town of Fishkill Police Department",
        "Millbrook Police Department",
        "Elk Grove Village Police Department",
    }
