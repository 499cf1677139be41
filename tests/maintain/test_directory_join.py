"""Joins that go wrong if one is not careful: each of these once did, here or in a list made by others."""

from __future__ import annotations

from pathlib import Path

import pytest
from directory_lists import Lists

SHERIFF = "SHERIFF'S OFFICE"
STATE = "PRIMARY STATE AGENCY"


@pytest.fixture
def lists(tmp_path: Path) -> Lists:
    return Lists(tmp_path)


def test_town_and_village_of_one_name_keep_their_own_buildings(lists: Lists) -> None:
    lists.agency("NY0130100", "Fishkill Village", "DUTCHESS")
    lists.agency("NY0130200", "Fishkill Town", "DUTCHESS")
    lists.site("TOWN OF FISHKILL POLICE DEPARTMENT", "NY", "36027", "12524", ADDRESS="807 ROUTE 52")
    lists.site("FISHKILL VILLAGE POLICE DEPARTMENT", "NY", "36027", "12524", ADDRESS="40 BROAD STREET")
    built = lists.build().lines
    assert built["ny/town-of-fishkill-police-department"]["street"] == "807 Route 52"
    assert built["ny/village-of-fishkill-police-department"]["street"] == "40 Broad Street"


def test_borough_does_not_get_the_township_of_its_name(lists: Lists) -> None:
    lists.agency("NJ0140100", "Chester", "MORRIS")
    lists.place("Chester borough", "New Jersey")
    lists.site("CHESTER TOWNSHIP POLICE DEPARTMENT", "NJ", "34027", "07930")
    assert lists.build().lines["nj/chester-police-department"]["street"] == ""


def test_county_with_a_citys_name_is_not_the_city(lists: Lists) -> None:
    lists.agency("WA0320000", "Spokane", "SPOKANE", "County")
    lists.agency("WA0320400", "Spokane", "SPOKANE")
    lists.site("SPOKANE COUNTY SHERIFFS OFFICE", "WA", "53063", "99260", SHERIFF)
    lists.site("SPOKANE POLICE DEPARTMENT", "WA", "53063", "99201")
    built = lists.build().lines
    assert built["wa/spokane-county-sheriff"]["zip"] == "99260"
    assert built["wa/spokane-police-department"]["zip"] == "99201"


def test_city_in_no_county_is_not_the_county_of_its_name(lists: Lists) -> None:
    lists.agency("MOSPD0000", "St. Louis", "ST LOUIS CITY")
    lists.agency("MO0950000", "St. Louis County Police Department", "ST LOUIS", "County")
    lists.site("SAINT LOUIS CITY POLICE DEPARTMENT", "MO", "29510", "63103")
    lists.site("SAINT LOUIS COUNTY POLICE DEPARTMENT", "MO", "29189", "63105")
    built = lists.build().lines
    assert built["mo/st-louis-police-department"]["zip"] == "63103"
    assert built["mo/st-louis-police-department"]["county"] == ""
    assert built["mo/st-louis-county-police-department"]["zip"] == "63105"


def test_state_police_in_a_citys_clothing_stay_the_states(lists: Lists) -> None:
    """A post of the state police calls itself a local police department and bears a city's name."""
    lists.agency("WA0320400", "Spokane", "SPOKANE")
    lists.agency("WAWSP0000", "Washington State Patrol", "NOT SPECIFIED", "State Police")
    lists.site("WASHINGTON STATE PATROL - SPOKANE DETACHMENT", "WA", "53063", "99201")
    built = lists.build()
    assert built.lines["wa/spokane-police-department"]["street"] == ""
    assert built.lines["wa/washington-state-patrol"]["street"] == ""
    assert built.withheld["wa/washington-state-patrol"] == "troop, post or detachment"


def test_regional_office_of_a_state_body_is_not_its_headquarters(lists: Lists) -> None:
    lists.agency("WABCI0000", "Washington State Bureau of Investigation", "NOT SPECIFIED", "Other State Agency")
    name = "WASHINGTON STATE BUREAU OF INVESTIGATION"
    lists.site(name, "WA", "53063", "99201", STATE, CSLLEA08ID="-999")
    built = lists.build()
    assert built.lines["wa/washington-state-bureau-of-investigation"]["street"] == ""
    assert set(built.withheld.values()) == {"offices of it, none known to be headquarters"}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("SEATTLE POLICE DEPARTMENT / SEATTLE CITY JAIL", "jail"),
        ("SEATTLE POLICE DEPARTMENT - JAIL SECTION", "jail"),
        ("SEATTLE POLICE DEPARTMENT DETENTION CENTER", "jail"),
        ("SEATTLE POLICE DEPARTMENT - NORTH PRECINCT", "precinct or district"),
        ("SEATTLE POLICE DEPARTMENT DISTRICT 1", "precinct or district"),
        ("SEATTLE POLICE DEPARTMENT DISTRICT 1 - HEADQUARTERS", "precinct or district"),
        ("SEATTLE POLICE DEPARTMENT SUBSTATION", "substation"),
        ("SEATTLE POLICE DEPARTMENT - AIRPORT", "airport"),
        ("SEATTLE POLICE DEPARTMENT - TRANSIT", "transit"),
        ("SEATTLE POLICE DEPARTMENT TRAINING ACADEMY", "training site"),
        ("SEATTLE POLICE DEPARTMENT - SPECIAL INVESTIGATIONS UNIT", "special unit"),
        ("SEATTLE POLICE DEPARTMENT - HARBOR PATROL", "special unit"),
        ("SEATTLE POLICE DEPARTMENT - RAINIER BEACH", "another building of it"),
    ],
)
def test_building_of_a_unit_is_not_the_agencys_address(lists: Lists, name: str, why: str) -> None:
    lists.agency("WASPD0000", "Seattle", "KING")
    lists.site(name, "WA", "53033", "98104")
    built = lists.build()
    line = built.lines["wa/seattle-police-department"]
    assert [line[one] for one in ("street", "city", "zip", "phone", "address_source", "match")] == [""] * 6
    assert built.withheld["wa/seattle-police-department"] == why


def test_headquarters_wins_over_a_precinct(lists: Lists) -> None:
    lists.agency("WASPD0000", "Seattle", "KING")
    lists.site("SEATTLE POLICE DEPARTMENT - NORTH PRECINCT", "WA", "53033", "98115")
    lists.site("SEATTLE POLICE DEPARTMENT - HEADQUARTERS", "WA", "53033", "98104", ADDRESS="610 5TH AVENUE")
    line = lists.build().lines["wa/seattle-police-department"]
    assert (line["street"], line["city"], line["zip"]) == ("610 5th Avenue", "Townville", "98104")
    assert (line["address_source"], line["address_date"], line["match"]) == ("hifld-2019", "2018-08-06", "high")


def test_joint_name_of_sheriff_and_jail_gives_neither_address_nor_phone(lists: Lists) -> None:
    lists.agency("WA0320000", "Spokane", "SPOKANE", "County")
    lists.site("SPOKANE COUNTY SHERIFFS OFFICE / SPOKANE COUNTY JAIL", "WA", "53063", "99260", SHERIFF)
    line = lists.build().lines["wa/spokane-county-sheriff"]
    assert (line["street"], line["zip"], line["phone"]) == ("", "", "")
    assert line["note"] == "No address: the federal list of 2019 has only its jail."


def test_agency_of_two_counties_finds_its_building_in_either(lists: Lists) -> None:
    lists.agency("WA0172100", "Pacific", "KING, SPOKANE")
    lists.site("PACIFIC POLICE DEPARTMENT - EAST PRECINCT", "WA", "53063", "99201")
    lists.site("PACIFIC POLICE DEPARTMENT", "WA", "53033", "98047")
    assert lists.build().lines["wa/pacific-police-department"]["zip"] == "98047"


def test_two_addresses_of_which_none_is_headquarters_give_none(lists: Lists) -> None:
    lists.agency("WA0172100", "Pacific", "KING")
    lists.site("PACIFIC POLICE DEPARTMENT", "WA", "53033", "98047")
    lists.site("PACIFIC POLICE DEPARTMENT", "WA", "53033", "98048")
    built = lists.build()
    assert built.withheld == {"wa/pacific-police-department": "several addresses, none of them headquarters"}


def test_address_with_the_zip_code_of_another_state_is_not_used(lists: Lists) -> None:
    lists.agency("WA0172100", "Pacific", "KING")
    lists.site("PACIFIC POLICE DEPARTMENT", "WA", "53033", "78701")
    assert lists.build().lines["wa/pacific-police-department"]["street"] == ""


def test_college_park_is_a_citys_police_not_a_campus(lists: Lists) -> None:
    lists.agency("WA0172200", "College Place", "KING")
    lists.site("COLLEGE PLACE POLICE DEPARTMENT", "WA", "53033", "98047")
    line = lists.build().lines["wa/college-place-police-department"]
    assert (line["kind"], line["zip"], line["regime"]) == ("municipal", "98047", "state act")


def test_older_line_about_the_same_agency_is_dropped(lists: Lists) -> None:
    lists.agency("WA033780X", "Pacific", "KING", year="2020")
    lists.agency("WA0172100", "Pacific", "KING")
    assert [one.ori for one in lists.build().drafts] == ["WA0172100"]
