"""What comes out: units and heads, regimes, websites, slugs for good, hand lines over all."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from directory_lists import Lists

from foia.maintain.directory.__main__ import main
from foia.maintain.directory.previous import Previous
from tests.checkout import ROOT


@pytest.fixture
def lists(tmp_path: Path) -> Lists:
    (tmp_path / "lists").mkdir()
    return Lists(tmp_path / "lists")


def hand(folder: Path, code: str, **cells: str) -> Path:
    path = folder / "hand" / code / "hand.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(cells))
        if new:
            writer.writeheader()
        writer.writerow(cells)
    return folder / "hand"


def test_units_hang_under_an_agency_made_for_them(lists: Lists) -> None:
    lists.agency("MI6406400", "State Police:", "OCEANA", "State Police", officers=40)
    lists.older_name("MI6406400", "State Police: Oceana County", "OCEANA", "State Police")
    built = lists.build().lines
    unit, head = built["mi/michigan-state-police-oceana-county"], built["mi/michigan-state-police"]
    assert (unit["status"], unit["parent"]) == ("unit", "mi/michigan-state-police")
    assert (head["status"], head["officers"], head["note"]) == ("active", "40", "The FBI lists only its units.")


@pytest.mark.parametrize(
    ("name", "type_", "regime"),
    [
        ("Washington State University", "University or College", "state act"),
        ("University of Washington", "University or College", "state act"),
        ("Spokane Community College", "University or College", "state act"),
        ("Gonzaga University", "University or College", "disputed"),
        ("Spokane Tribal", "Tribal", "none"),
        ("Amtrak", "Other", "none"),
        ("Union Pacific Railroad", "Other", "disputed"),
        ("Spokane General Hospital", "Other", "disputed"),
        ("Elm Ridge", "Other", "disputed"),
        ("Spokane Public Schools", "Other", "state act"),
        ("Spokane Community Schools", "Other", "state act"),
        ("Spokane Fire and Rescue Arson Unit", "Other", "state act"),
        ("Spokane County Drug Task Force", "Other", "state act"),
        ("Spokane", "City", "state act"),
    ],
)
def test_no_body_is_under_the_state_act_unless_known_to_be_public(
    lists: Lists, name: str, type_: str, regime: str
) -> None:
    lists.agency("WA0320400", name, "SPOKANE", type_)
    (line,) = lists.build().lines.values()
    assert line["regime"] == regime
    assert bool(line["regime_source"]) is (regime != "state act")
    assert bool(line["note"]) is (regime != "state act")


@pytest.mark.parametrize(
    ("fbi", "college", "control", "regime", "source"),
    [
        ("Emerald College", "Emerald College", 1, "state act", "ipeds-2024"),
        ("Emerald College", "Emerald College", 2, "disputed", "ipeds-2024"),
        ("Emerald College", "Emerald University", 3, "disputed", "ipeds-2024"),
        ("Emerald University, Tacoma", "Emerald University-Tacoma", 1, "state act", "ipeds-2024"),
        ("Emerald University", "Emerald University of Washington", 1, "state act", "ipeds-2024"),
        ("Emerald University", "Emerald University in Spokane", 2, "disputed", "ipeds-2024"),
        ("Emerald Community College", "Emerald College", 2, "state act", ""),
    ],
)
def test_campus_is_bound_if_the_federal_list_of_colleges_calls_it_public(
    lists: Lists, fbi: str, college: str, control: int, regime: str, source: str
) -> None:
    """The two lists name one college in several ways; a community college is not the college of its name."""
    lists.agency("WA0320400", fbi, "SPOKANE", "University or College")
    lists.college("Institute of Emerald Arts", "WA", 2)
    lists.college(college, "WA", control)
    (line,) = lists.build().lines.values()
    assert (line["regime"], line["regime_source"]) == (regime, source)


def test_campus_of_two_colleges_that_differ_is_not_known(lists: Lists) -> None:
    lists.agency("WA0320400", "Emerald University", "SPOKANE", "University or College")
    lists.college("Emerald University", "WA", 1)
    lists.college("Emerald University", "WA", 2)
    (line,) = lists.build().lines.values()
    assert (line["regime"], line["note"]) == ("disputed", "Whether this campus is public or private is not known.")


def test_college_of_a_tribe_is_bound_by_no_state(lists: Lists) -> None:
    lists.agency("WA0320400", "Emerald College", "SPOKANE", "University or College")
    lists.college("Emerald College", "WA", 1, TRIBAL="1")
    (line,) = lists.build().lines.values()
    assert (line["regime"], line["note"]) == ("none", "A tribe's college: a state's act does not bind a tribe.")


def test_private_campus_says_what_was_read_of_its_state(lists: Lists) -> None:
    lists.agency("PA0510100", "University of Pennsylvania", "PHILADELPHIA", "University or College")
    lists.college("University of Pennsylvania", "PA", 2)
    lists.agency("OH0250100", "Emerald College", "FRANKLIN", "University or College")
    lists.college("Emerald College", "OH", 2)
    built = lists.build().lines
    penn, ohio = built["pa/university-of-pennsylvania-police-department"], built["oh/emerald-college-police-department"]
    assert (penn["regime"], penn["note"]) == (
        "disputed",
        "A private college, by the federal list of colleges: the state's act is not known to reach its police.",
    )
    assert (ohio["regime"], ohio["regime_source"]) == (
        "state act",
        "https://law.justia.com/cases/ohio/supreme-court-of-ohio/2015/2014-0244.html",
    )
    assert "(State ex rel. Schiffbauer v. Banaszak, 2015-Ohio-1854)" in ohio["note"]


def test_body_that_was_read_goes_by_what_was_read(lists: Lists) -> None:
    """Penn State is public by the list, and the act leaves it out all the same."""
    lists.agency("PA0510200", "Pennsylvania State University", "PHILADELPHIA", "University or College")
    lists.college("Pennsylvania State University", "PA", 1)
    (line,) = lists.build().lines.values()
    assert line["regime"] == "none"
    assert line["note"].startswith("A State-related institution: the Right-to-Know Law's definition")


def test_body_of_two_states_is_held_back(lists: Lists) -> None:
    lists.agency("NJNYPOA00", "Port Authority of New York and New Jersey", "UNION", "Other")
    line = lists.build().lines["nj/port-authority-of-new-york-and-new-jersey"]
    assert line["regime"] == "disputed"
    assert line["note"] == "A body of two states or of Congress: no state's act alone is known to bind it."


def test_website_is_the_main_one_of_the_government_or_none(lists: Lists) -> None:
    lists.agency("WA0170000", "King", "KING", "County")
    lists.agency("WA0320400", "Spokane", "SPOKANE")
    lists.agency("WA0320000", "Spokane", "SPOKANE", "County")
    lists.domain("kingcountyhazwastewa.gov", "County", "King County", "WA")
    lists.domain("votespokane.gov", "City", "City of Spokane", "WA")
    lists.domain("spokanewa.gov", "City", "City of Spokane", "WA")
    lists.domain("spokanecountylibrary.gov", "County", "Spokane County Library", "WA")
    built = lists.build().lines
    assert built["wa/king-county-sheriff"]["website"] == ""
    assert built["wa/spokane-county-sheriff"]["website"] == ""
    city = built["wa/spokane-police-department"]
    assert (city["website"], city["website_source"]) == ("https://spokanewa.gov", "dotgov-2026")
    assert city["website_date"] == "2026-08-22"


def test_statuses_follow_the_lists(lists: Lists) -> None:
    lists.agency("WA0170100", "Seattle", "KING")
    lists.agency("WA0170200", "Kent", "KING", officers=0)
    lists.agency("WA0170300", "Renton", "KING", year="2018")
    lists.older_name("WA0170400", "Auburn Police Department", "KING")
    built = {line["ori"]: line for line in lists.build().lines.values()}
    assert {ori: line["status"] for ori, line in built.items()} == {
        "WA0170100": "active",
        "WA0170200": "no officers",
        "WA0170300": "unconfirmed",
        "WA0170400": "unconfirmed",
    }
    assert built["WA0170400"]["note"] == "On the FBI's list of 2018, not on the newest one."
    assert built["WA0170300"]["note"] == "Last reported to the FBI for 2018."


def test_agencies_of_one_name_get_their_county_and_none_the_plain_slug(lists: Lists) -> None:
    lists.agency("NJ0143800", "Washington Township, Morris County", "MORRIS")
    lists.agency("NJ0081800", "Washington Township, Gloucester County", "GLOUCESTER")
    assert set(lists.build().lines) == {
        "nj/washington-township-police-department-gloucester-county",
        "nj/washington-township-police-department-morris-county",
    }


def test_only_one_at_work_of_a_name_has_the_plain_slug(lists: Lists) -> None:
    lists.agency("NJ0143800", "Washington Township, Morris County", "MORRIS")
    lists.older_name("NJ0081800", "Washington Township Police Department", "GLOUCESTER")
    assert {id_: line["status"] for id_, line in lists.build().lines.items()} == {
        "nj/washington-township-police-department": "active",
        "nj/washington-township-police-department-gloucester-county": "unconfirmed",
    }


def test_territory_whose_police_bear_its_name_is_one_line(lists: Lists) -> None:
    lists.agency("GMTGM0000", "Guam", "NOT SPECIFIED", "Other", year="2023")
    lists.agency("GM0010000", "Guam Police Department", "NOT SPECIFIED", "Other")
    built = lists.build().lines
    assert [(id_, line["kind"], line["state"]) for id_, line in built.items()] == [
        ("gu/guam-police-department", "state", "GU")
    ]


def test_slug_is_kept_when_the_name_changes_and_a_lost_line_stays(lists: Lists) -> None:
    lists.agency("WA0170100", "Seattle", "KING")
    lists.agency("WA0170200", "Kent", "KING")
    first = Previous(lists.build().lines)
    lists.fbi = []
    lists.agency("WA0170100", "Greater Seattle", "KING")
    second = lists.build(previous=first).lines
    assert second["wa/seattle-police-department"]["name"] == "Greater Seattle Police Department"
    assert second["wa/kent-police-department"]["status"] == "unconfirmed"
    assert second["wa/kent-police-department"]["note"] == "No longer on the lists."
    third = lists.build(previous=Previous(second)).lines
    assert third == second


def test_hand_line_wins_and_its_gap_is_meant(lists: Lists, tmp_path: Path) -> None:
    lists.agency("WA0170100", "Seattle", "KING")
    lists.site("SEATTLE POLICE DEPARTMENT", "WA", "53033", "98104")
    folder = hand(
        tmp_path, "wa", slug="seattle-police", name="Seattle Police", kind="municipal", ori="WA0170100", match="hand"
    )
    built = lists.build(folder)
    line = built.lines["wa/seattle-police"]
    assert (line["name"], line["match"], line["street"], line["phone"]) == ("Seattle Police", "hand", "", "")
    assert line["officers"] == "9"
    assert built.fillable == {"wa/seattle-police": "100 Main Street, Townville 98104 (2018-08-06)"}


def test_fix_changes_one_fact_with_its_source_and_leaves_the_others(lists: Lists, tmp_path: Path) -> None:
    lists.agency("WA0170100", "Seattle", "KING")
    lists.site("SEATTLE POLICE DEPARTMENT", "WA", "53033", "98104")
    page = "https://www.seattle.gov/police"
    folder = hand(
        tmp_path, "wa", slug="", ori="WA0170100", website=page, website_source=page, website_date="2026-11-22"
    )
    line = lists.build(folder).lines["wa/seattle-police-department"]
    assert (line["website"], line["website_source"], line["street"]) == (page, page, "100 Main Street")


def test_jacksonville_is_one(lists: Lists, tmp_path: Path) -> None:
    lists.agency("FL0160000", "Jacksonville Sheriff's Office", "DUVAL", "County")
    lists.agency("FL0160200", "Jacksonville", "DUVAL", year="2020")
    folder = hand(
        tmp_path,
        "fl",
        slug="jacksonville-police-department",
        ori="FL0160200",
        status="merged",
        successor="fl/jacksonville-sheriff",
    )
    built = lists.build(folder).lines
    assert built["fl/jacksonville-police-department"]["status"] == "merged"
    assert built["fl/jacksonville-police-department"]["successor"] == "fl/jacksonville-sheriff"
    assert built["fl/jacksonville-sheriff"]["status"] == "active"


def test_hand_line_with_the_ori_of_a_unit_speaks_of_the_agency(lists: Lists, tmp_path: Path) -> None:
    """The FBI gives the Highway Patrol's headquarters unit an ORI and the Highway Patrol itself none."""
    lists.agency("MI6406400", "State Police:", "OCEANA", "State Police")
    folder = hand(
        tmp_path, "mi", slug="michigan-state-police", name="Michigan State Police", kind="state", ori="MI6406400"
    )
    built = lists.build(folder).lines
    assert set(built) == {"mi/michigan-state-police"}
    assert built["mi/michigan-state-police"]["ori"] == "MI6406400"


def test_command_writes_tables_and_report(lists: Lists, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lists.agency("WA0170100", "Seattle", "KING")
    lists.agency("NB0280100", "Omaha", "DOUGLAS")
    lists.write()
    out = tmp_path / "out"
    out.mkdir()
    assert main(["--inputs", str(lists.folder), "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"2 lines; report: {out / 'report.md'}\n"
    assert (out / "ne" / "agencies.csv").read_text(encoding="utf-8").count("Omaha Police Department") == 1
    assert "- out: 2 lines in 2 folders" in (out / "report.md").read_text(encoding="utf-8")
    before = (out / "wa" / "agencies.csv").read_bytes()
    assert main(["--inputs", str(lists.folder), "--out", str(out)]) == 0
    assert (out / "wa" / "agencies.csv").read_bytes() == before
    assert "- changed cells: 0" in (out / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", ["us", "gb"])
def test_folder_written_by_hand_is_left_alone(lists: Lists, tmp_path: Path, folder: str) -> None:
    lists.agency("WA0170100", "Seattle", "KING")
    lists.write()
    out = tmp_path / "out"
    table = out / folder / "agencies.csv"
    table.parent.mkdir(parents=True)
    table.write_bytes((ROOT / "agencies" / folder / "agencies.csv").read_bytes())
    assert main(["--inputs", str(lists.folder), "--out", str(out)]) == 0
    assert table.read_bytes() == (ROOT / "agencies" / folder / "agencies.csv").read_bytes()
    assert "- out: 1 lines in 1 folders" in (out / "report.md").read_text(encoding="utf-8")


def test_missing_list_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--inputs", str(tmp_path), "--out", str(tmp_path)]) == 2
    assert "no file census_co-est*.csv" in capsys.readouterr().err


def test_build_without_the_lists_that_change_seldom_keeps_what_they_gave(lists: Lists, tmp_path: Path) -> None:
    lists.agency("WA0170100", "Seattle", "KING")
    lists.agency("WA0170200", "Whitworth University", "KING", "University or College")
    lists.college("Whitworth University", "WA", 2)
    lists.town("WA", "Smallville city", "King County")
    lists.write()
    out = tmp_path / "out"
    words = ["--inputs", str(lists.folder), "--out", str(out)]
    assert main(words) == 0
    before = {path.name: path.read_text(encoding="utf-8") for path in (out / "wa").iterdir()}
    assert "A private college, by the federal list of colleges" in before["agencies.csv"]
    assert "Smallville" in before["places.csv"]
    for name in ("ipeds_hd2024.csv", "national_places.txt"):
        (lists.folder / name).unlink()
    assert main(words) == 0
    assert {path.name: path.read_text(encoding="utf-8") for path in (out / "wa").iterdir()} == before
    report = (out / "report.md").read_text(encoding="utf-8")
    assert "- not at hand, so what it gave to the last build is kept: ipeds_hd*.csv" in report
