"""Who polices this town: sourced, probably, or its own department, in every command that names an agency."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foia.directory import find
from foia.errors import OnlyProbable
from foia.library.places import Library
from foia.towns import towns_called

Run = Callable[..., Any]
ROOT = Path(__file__).parents[1]
AGENCIES = """slug,name,kind,government,county,city,state,ori,officers,covered_by,status
alder-police-department,Alder Police Department,municipal,City of Alder,King,Alder,WA,WA0170100,40,,active
birch-police-department,Birch Police Department,municipal,,King,Birch,WA,WA0170200,,,no officers
cedar-police-department,Cedar Police Department,municipal,,King,Cedar,WA,WA0170300,,,unconfirmed
elm-police-department,Elm Police Department,municipal,,King,Elm,WA,WA0170400,30,wa/king-county-sheriff,active
king-county-sheriff,King County Sheriff's Office,sheriff,,King,Seattle,WA,WA0170000,700,,active
pierce-county-sheriff,Pierce County Sheriff's Department,sheriff,,Pierce,Tacoma,WA,WA0270000,300,,active
washington-state-patrol,Washington State Patrol,state,,,Olympia,WA,,900,,active
"""
PLACES = """name,kind,county
Alder,town,King County
Birch,city,King County
Cedar,city,King County
Elm,city,King County
Fir,town,King County; Pierce County
Hemlock,part of a town,King County
Juniper,community,Ferry County
St. Oak,village,Pierce County
"""
COUNTIES = """county,police,basis,source,date
,wa/washington-state-patrol,nobody counted,fbi-lee-2025,2025-12-31
King County,wa/king-county-sheriff,people counted,fbi-lee-2025,2025-12-31
Pierce County,wa/pierce-county-sheriff,people counted,fbi-lee-2025,2025-12-31
"""
COVERED = """town,kind,county,covered_by,source,date,note
Elm,city,King County,wa/king-county-sheriff,https://elm.example/police,2026-11-20,
"""
COUNTED = "the FBI counts the people outside the towns' own departments with it (fbi-lee-2025, 2025-12-31)"


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library of one state with seven agencies and eight towns."""
    folder = tmp_path / "library/agencies/wa"
    folder.mkdir(parents=True)
    for name in ("law.toml", "holidays.csv", "facial-recognition.toml"):
        (folder / name).write_bytes((ROOT / "agencies/wa" / name).read_bytes())
    (tmp_path / "library/templates").symlink_to(ROOT / "templates")
    tables = {"agencies": AGENCIES, "places": PLACES, "counties": COUNTIES, "covered": COVERED}
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text)
    for command in ("agencies", "importing", "letter"):
        monkeypatch.setattr(
            f"foia.cli.{command}.open_library", lambda data, words=None: Library(tmp_path / "library", data, words)
        )
    return Library(tmp_path / "library")


def letter(foia: Run, typed: str) -> Any:
    return foia("letter", typed, "--name", "A B", "--email", "a@example.org", "--date", "2026-11-23", "--format", "txt")


def test_letter_to_a_town_with_only_a_probable_answer_is_not_written(foia: Run, few: Library) -> None:
    ran = letter(foia, "Fir")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "no active police department of 'Fir' is on file; nothing was written\n"
        "Fir (town in King County and Pierce County, WA) is probably policed by:\n"
        "  wa/king-county-sheriff                        King County Sheriff's Office (sheriff)\n"
        "  wa/pierce-county-sheriff                      Pierce County Sheriff's Department (sheriff)\n"
        f"    {COUNTED}\n"
        "Say which by its id.\n"
    )
    assert not Path("letters").exists()


def test_letter_to_a_town_that_a_source_says_who_polices_goes_there(foia: Run, few: Library) -> None:
    ran = letter(foia, "Elm")
    assert ran.code == 0
    assert "letters/wa-king-county-sheriff-2026-11-23.txt" in ran.out
    assert (
        "Note: Elm (city in King County, WA) is policed by King County Sheriff's Office"
        " (https://elm.example/police, 2026-11-20), so it is asked.\n"
    ) in ran.err


@pytest.mark.parametrize("typed", ["wa/elm-police-department", "WA0170400"])
def test_letter_to_the_department_that_another_stands_in_for_goes_there(foia: Run, few: Library, typed: str) -> None:
    ran = letter(foia, typed)
    assert ran.code == 0
    assert "letters/wa-king-county-sheriff-2026-11-23.txt" in ran.out
    assert (
        "Note: Elm Police Department is not asked: King County Sheriff's Office polices in its stead"
        " (https://elm.example/police, 2026-11-20).\n"
    ) in ran.err


def test_letter_to_a_town_with_its_own_department_goes_there(foia: Run, few: Library) -> None:
    ran = letter(foia, "Alder")
    assert ran.code == 0
    assert "letters/wa-alder-police-department-2026-11-23.txt" in ran.out


def test_letter_to_the_town_beside_the_city_of_its_name_is_not_the_citys(foia: Run, few: Library) -> None:
    ran = letter(foia, "Town of Alder")
    assert ran.code == 2
    assert "Alder (town in King County, WA) is probably policed by:\n  wa/king-county-sheriff" in ran.err


@pytest.mark.parametrize("typed", ["Cedar", "Cedar Police Department", "cedar pd"])
def test_letter_to_a_department_gone_from_the_lists_names_both(foia: Run, few: Library, typed: str) -> None:
    ran = letter(foia, typed)
    assert ran.code == 2
    assert ran.err == (
        f"no active police department of {typed!r} is on file; nothing was written\n"
        "Cedar (city in King County, WA) is probably policed by:\n"
        "  wa/king-county-sheriff                        King County Sheriff's Office (sheriff)\n"
        f"    {COUNTED}\n"
        "On file, but not known to be at work:\n"
        "  wa/cedar-police-department                    Cedar Police Department (municipal)\n"
        "Say which by its id.\n"
    )


def test_letter_to_a_department_without_officers_wants_its_whole_name(foia: Run, few: Library) -> None:
    assert letter(foia, "Birch").code == 2
    ran = letter(foia, "Birch Police Department")
    assert ran.code == 0
    assert (
        "Note: The FBI's newest list counts no officers with it; the town is probably policed by King County"
        f" Sheriff's Office ({COUNTED}).\n"
    ) in ran.err


def test_town_of_a_county_without_a_line_has_the_rest_of_the_state(few: Library) -> None:
    with pytest.raises(OnlyProbable) as caught:
        find(few, "Juniper", "wa")
    assert caught.value.candidates == ("wa/washington-state-patrol",)
    assert "the FBI counts nobody there with a sheriff or county police (fbi-lee-2025, 2025-12-31)" in str(caught.value)


def test_part_of_a_town_says_that_the_town_may_have_a_department(foia: Run, few: Library) -> None:
    assert (
        "Hemlock (part of a town in King County, WA) is probably policed by:\n"
        "  wa/king-county-sheriff                        King County Sheriff's Office (sheriff)\n"
        f"    {COUNTED}; if the town or township that it lies in has a department, that one polices it\n"
    ) in letter(foia, "Hemlock").err


@pytest.mark.parametrize("typed", ["saint oak", "St Oak", "Village of St. Oak", "St. Oak police"])
def test_town_is_found_however_it_is_spelt(few: Library, typed: str) -> None:
    assert [one.where for one in towns_called(few, typed)] == ["St. Oak (village in Pierce County, WA)"]


@pytest.mark.parametrize("typed", ["Oak", "Fir County", "Fir Sheriff", "police department", "", "Town of St. Oak"])
def test_town_of_another_name_is_none(few: Library, typed: str) -> None:
    assert towns_called(few, typed) == []


def test_search_lists_own_departments_first_then_those_who_police_the_town(foia: Run, few: Library) -> None:
    ran = foia("agencies", "search", "Alder")
    assert ran.out == (
        "wa/alder-police-department  Alder Police Department       municipal  Alder    WA\n"
        "wa/king-county-sheriff      King County Sheriff's Office  sheriff    Seattle  WA"
        "  probably polices Alder (town in King County, WA)\n"
    )
    assert ran.err == f"“Probably”: {COUNTED}.\n"
    ran = foia("agencies", "search", "Elm", "--json")
    assert [(one["id"], one.get("how"), one.get("because")) for one in json.loads(ran.out)] == [
        ("wa/king-county-sheriff", "sourced", "https://elm.example/police, 2026-11-20"),
        ("wa/elm-police-department", None, None),
    ]


def test_show_of_a_town_says_who_polices_it_and_how_that_is_known(foia: Run, few: Library) -> None:
    ran = foia("agencies", "show", "Fir")
    assert ran.code == 0
    assert ran.out == (
        "Fir (town in King County and Pierce County, WA): no active police department of its own is on file.\n"
        "  probably policed by  wa/king-county-sheriff    King County Sheriff's Office\n"
        "  probably policed by  wa/pierce-county-sheriff  Pierce County Sheriff's Department\n"
        f"  [{COUNTED}]\n"
    )
    assert json.loads(foia("agencies", "show", "Fir", "--json").out)[0]["town"].startswith("Fir (town")
    assert foia("agencies", "show", "Elm").out.startswith("King County Sheriff's Office  (wa/king-county-sheriff)\n")


def test_import_of_towns_never_takes_a_probable_answer(foia: Run, few: Library) -> None:
    Path("list.csv").write_text(
        "name,state,city,county\n,WA,Fir,\n,WA,Fir,Pierce\n,WA,Elm,\nElm Police Department,WA,,\n"
        "Cedar Police Department,WA,,\nBirch Police Department,WA,,\nFir Police Department,WA,,\n"
    )
    rows = json.loads(foia("agencies", "import", "list.csv", "--json").out)["rows"]
    both = ["wa/king-county-sheriff", "wa/pierce-county-sheriff"]
    told = [(one["result"], one["agency"] or one["candidates"]) for one in rows]
    assert told == [
        ("ambiguous", both),
        ("ambiguous", both),
        ("matched", "wa/king-county-sheriff"),
        ("matched", "wa/king-county-sheriff"),
        ("ambiguous", ["wa/king-county-sheriff", "wa/cedar-police-department"]),
        ("matched", "wa/birch-police-department"),
        ("ambiguous", both),
    ]
    assert rows[0]["how"] == (
        "no active department of Fir (town in King County and Pierce County, WA) is on file; those who probably police it"
    )
    assert "the same agency as row 4" in rows[3]["remarks"]


@pytest.mark.parametrize(
    ("typed", "code", "police"),
    [
        ("Farragut", "tn", ["tn/knox-county-sheriff", "tn/loudon-county-sheriff"]),
        ("West Hollywood", "ca", ["ca/los-angeles-county-sheriff"]),
        ("Centennial", "co", ["co/arapahoe-county-sheriff"]),
        ("Andover", "ct", ["ct/connecticut-state-police"]),
        ("Exeter", "ri", ["ri/rhode-island-state-police"]),
        ("Tabernacle", "nj", ["nj/new-jersey-state-police"]),
        ("Kailua", "hi", ["hi/hawaii-police-department", "hi/honolulu-police-department"]),
        ("Valley Stream", "ny", ["ny/nassau-county-police-department"]),
        ("Reston", "va", ["va/fairfax-county-police-department"]),
        ("Paradise", "nv", ["nv/las-vegas-metropolitan-police-department"]),
        ("College Park", "md", ["md/prince-georges-county-police-department"]),
        ("Augusta", "ga", ["ga/augusta-richmond-county-sheriff"]),
        ("Manhattan", "ks", ["ks/pottawatomie-county-sheriff", "ks/riley-county-police-department"]),
    ],
)
def test_towns_of_the_packaged_tables(library: Library, typed: str, code: str, police: list[str]) -> None:
    found = {one.id for town in towns_called(library, typed, code) for one in town.police}
    assert sorted(found) == police


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Nashville", "tn"), ("Jacksonville", "fl"), ("Indianapolis", "in"), ("New York", "ny"), ("Louisville", "ky"),
     ("Camden", "nj"), ("Boise City", "id"), ("Ventura", "ca"), ("Washington", "dc"), ("Honolulu", "hi"),
     ("Anchorage", "ak"), ("Denver", "co"), ("Athens", "ga"), ("Kansas City", "mo")],
)  # fmt: skip
def test_cities_one_with_their_county_are_no_towns_without_police(library: Library, typed: str, code: str) -> None:
    assert towns_called(library, typed, code) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            b"Gro\xdf,town,King County",
            ":2: this line is not UTF-8 (a spreadsheet may have saved the file in a Windows encoding)\n"
            "Save it as 'CSV UTF-8'.\n",
        ),
        (b"Alder,town", ": not a name, a kind and a county: 'Alder,town'\n`foia check` names the line.\n"),
    ],
    ids=("encoding", "cells"),
)
def test_towns_of_the_users_own_that_cannot_be_read_are_named(foia: Run, line: bytes, message: str) -> None:
    own = Path("own/agencies/wa/places.csv")
    own.parent.mkdir(parents=True)
    own.write_bytes(b"name,kind,county\n" + line + b"\n")
    ran = foia("agencies", "search", "Alder", "--data", "own")
    assert (ran.code, ran.out, ran.err) == (2, "", f"{own}{message}")


def test_towns_table_of_the_users_own_may_have_blank_lines(foia: Run) -> None:
    own = Path("own/agencies/wa/places.csv")
    own.parent.mkdir(parents=True)
    own.write_text("name,kind,county\n\nZyxtown,town,King County\n\n")
    assert "Zyxtown (town in King County, WA)" in foia("agencies", "search", "Zyxtown", "--data", "own").out


def test_data_that_is_a_file_is_refused(foia: Run) -> None:
    Path("own.csv").write_text("id,field,value,source,date\n")
    ran = foia("agencies", "search", "Seattle", "--data", "own.csv")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "own.csv: this is not a folder\nName a folder with --data.\n"
