"""`foia agencies update`: newer lists from downloaded files, into the user's own folder and over nobody's hand."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foia.library.agencies import read_agencies
from foia.library.index import entries
from foia.library.known_use import read_known_uses
from foia.library.places import Library
from tests.test_import import workbook

Run = Callable[..., Any]
ROOT = Path(__file__).parents[1]
HEAD = "slug,name,kind,county,city,state,ori,population,officers,officers_source,officers_date,status,source,street,zip,address_source,address_date,website,website_source,website_date\n"
WA = HEAD + (
    "alder-police-department,Alder Police Department,municipal,King,,WA,WA0170100,5000,40,fbi-lee-2025,2025-12-31,active,fbi-lee-2025,,,,,,,\n"
    "birch-police-department,Birch Police Department,municipal,King,,WA,WA0170200,900,12,https://birch.example,2026-10-01,active,fbi-lee-2025,,,,,,,\n"
    "cedar-police-department,Cedar Police Department,municipal,King,Cedar,WA,WA0170300,700,,,,no officers,fbi-lee-2025,1 Old Street,98003,hifld-2019,2018-08-06,,,\n"
    "elm-police-department,Elm Police Department,municipal,King,,WA,WA0170400,800,3,fbi-lee-2025,2025-12-31,active,fbi-lee-2025,,,,,,,\n"
    "king-county-sheriff,King County Sheriff's Office,sheriff,King,,WA,WA0170000,9000,700,fbi-lee-2025,2025-12-31,active,fbi-lee-2025,,,,,,,\n"
    "oak-police-department,Oak Police Department,municipal,King,,WA,WA0170500,800,3,fbi-lee-2025,2025-12-31,active,fbi-lee-2025,,,,,,,\n"
)
FBI = "ori data_year pub_agency_name pub_agency_unit state_abbr county_name agency_type_name population officer_ct".split()
KNOWN = (
    "slug,relation,vendor,product,claim,source,source_name,date,tier,dataset,note\n"
    "alder-police-department,own use,,,The agency was reported in 2019 to use it.,https://alder.example/2019,Alder Times,"
    "2019-03-01,press,eff-atlas-2020,\n"
    "birch-police-department,own use,,,The agency was reported in 2018 to use it.,https://birch.example/2018,Birch Times,"
    "2018-03-01,press,eff-atlas-2020,\n"
)
DECISIONS = (
    "rows,id,relation,vendor,product,claim,link,source_name,date,tier,left_out,note\n"
    "https://shared.example/list,,shared access,Idemia,FACES,The agency was reported to be able to search FACES.,,,,press,,\n"
    "https://cars.example/list,,,,,,,,,,a motor-vehicle agency,\n"
)
ATLAS = ["AOSNUMBER", "NEWAOSNUMBER (ORI9)", "City", "County", "State", "Agency", "Technology", "Vendor"]
ATLAS += [f"Link {n}{part}" for n in (1, 2, 3) for part in ("", " Source", " Date")]


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library of one state with six agencies, and a folder for one's own."""
    folder = tmp_path / "library/agencies/wa"
    folder.mkdir(parents=True)
    (folder / "law.toml").write_bytes((ROOT / "agencies/wa/law.toml").read_bytes())
    (folder / "agencies.csv").write_text(WA)
    (folder / "known-use.csv").write_text(KNOWN)
    (folder / "places.csv").write_text("name,kind,county\nFir,town,King County\n")
    (folder / "counties.csv").write_text("county,police,basis,source,date\n")
    for name in ("fields.toml", "SOURCES.md", "zips.toml"):
        (tmp_path / "library/agencies" / name).write_bytes((ROOT / "agencies" / name).read_bytes())
    (tmp_path / "library/agencies/known-use-decisions.csv").write_text(DECISIONS)
    monkeypatch.setattr("foia.cli.updating.open_library", lambda data: Library(tmp_path / "library", data))
    return Library(tmp_path / "library", tmp_path / "own")


def table(name: str, columns: list[str], *rows: dict[str, str]) -> Path:
    with Path(name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return Path(name)


def police(ori: str, name: str, officers: int, people: int = 5000, **more: str) -> dict[str, str]:
    row = {"ori": ori, "data_year": "2026", "pub_agency_name": name, "state_abbr": "WA", "county_name": "KING"}
    return row | {"agency_type_name": "City", "population": str(people), "officer_ct": str(officers)} | more


def newer(*more: dict[str, str], without: str = "WA0170500") -> Path:
    """The FBI's list a year later: Alder grown, Oak gone."""
    rows = [
        police("WA0170100", "Alder", 44, 5100),
        police("WA0170200", "Birch", 14, 900),
        police("WA0170300", "Cedar", 2, 700),
        police("WA0170400", "Elm", 3, 800),
        police("WA0170000", "King", 700, 9000, agency_type_name="County"),
        police("WA0170500", "Oak", 3, 800),
    ]
    return table("lee.csv", FBI, *[row for row in rows if row["ori"] != without], *more)


def atlas(*rows: dict[str, str]) -> Path:
    return table("Atlas.csv", ATLAS, *rows)


def use(number: str, ori: str, agency: str, link: str, **more: str) -> dict[str, str]:
    row = {"AOSNUMBER": number, "NEWAOSNUMBER (ORI9)": f"{ori}FRT", "County": "King County", "State": "WA"}
    return (
        row | {"Agency": agency, "Technology": "Face Recognition", "Link 1": link, "Link 1 Date": "10/05/2026"} | more
    )


def update(foia: Run, *words: object) -> Any:
    return foia("agencies", "update", *words, "--data", "own")


def test_update_shows_what_the_fbis_list_changes_and_keeps_nothing(foia: Run, few: Library) -> None:
    older = police("WA0170100", "Alder", 60, data_year="2024")
    federal = police("DCFBI0000", "FBI", 9000, agency_type_name="Federal", state_abbr="FS")
    ran = update(foia, newer(police("WA0170900", "Fir", 5, 1200), older, federal))
    assert ran.code == 0
    assert ran.out == (
        "lee.csv: the FBI's list of police employees, 2026, 8 rows\n"
        "  new agencies                                                1\n"
        "  officers changed                                            2\n"
        "  population changed                                          1\n"
        "  status changed                                              2\n"
        "  no longer listed                                            1\n"
        "  kept as on file: read by hand from another source           1\n"
        "  left out: an older year of an agency                        1\n"
        "  left out: federal, or of a territory without a law on file  1\n"
        "New agencies:\n"
        "  wa/fir-police-department  Fir Police Department\n"
        "No longer listed:\n"
        "  wa/oak-police-department\n"
        "Changed:\n"
        "  wa/alder-police-department  officers: 40 -> 44\n"
        "  wa/alder-police-department  population: 5000 -> 5100\n"
        "  wa/cedar-police-department  officers: not on file -> 2\n"
        "  wa/cedar-police-department  status: no officers -> active\n"
        "  wa/oak-police-department  status: active -> unconfirmed\n"
    )
    assert ran.err == "This is a preview; nothing was kept. Add --yes to keep it in own.\n"
    assert not Path("own").exists()


def test_update_with_yes_is_kept_and_then_on_file(foia: Run, few: Library) -> None:
    before = {path: path.read_bytes() for path in few.root.rglob("*") if path.is_file()}
    list_ = newer(police("WA0170900", "Fir", 5, 1200))
    ran = update(foia, list_, "--yes")
    assert ran.err == "Kept in own: agencies/wa/agencies.csv, updates.csv. The packaged data are as they were.\n"
    assert {path: path.read_bytes() for path in few.root.rglob("*") if path.is_file()} == before
    agencies = read_agencies(Library(few.root, Path("own")), "wa")
    alder, fir = agencies["wa/alder-police-department"], agencies["wa/fir-police-department"]
    assert (alder.officers, alder.population, alder.officers_source, str(alder.officers_date)) == (
        44, 5100, "fbi-lee", "2026-12-31",
    )  # fmt: skip
    assert (fir.name, fir.county, fir.ori, fir.officers, fir.regime) == (
        "Fir Police Department", "King", "WA0170900", 5, "state act",
    )  # fmt: skip
    assert agencies["wa/oak-police-department"].status == "unconfirmed"
    assert agencies["wa/birch-police-department"].officers == 12
    assert "wa/fir-police-department" in {one.id for one in entries(Library(few.root, Path("own")))}
    again = update(foia, list_)
    assert again.err == "There is nothing to keep: all of it is on file.\n"
    assert foia("agencies", "diff", "--data", "own").out == ""


def test_update_leaves_what_the_user_wrote(foia: Run, few: Library) -> None:
    own = Path("own/agencies/wa")
    own.mkdir(parents=True)
    fix = "wa/alder-police-department,officers,41,https://alder.example,2026-11-01"
    Path("own/fixes.csv").write_text(f"id,field,value,source,date\n{fix}\n")
    (own / "agencies.csv").write_text(
        "slug,name,kind,county,state,ori,officers,officers_source,officers_date,source\n"
        "elm-police-department,Elm Police,municipal,King,WA,WA0170400,5,https://elm.example,2026-01-01,https://elm.example\n"
    )
    ran = update(foia, newer(without=""), "--yes")
    assert "  kept as on file: your own fix                      1\n" in ran.out
    assert Path("own/fixes.csv").read_text().splitlines()[1] == fix
    agencies = read_agencies(Library(few.root, Path("own")), "wa")
    assert agencies["wa/alder-police-department"].officers == 41
    assert agencies["wa/alder-police-department"].population == 5100
    assert agencies["wa/elm-police-department"].officers == 5


def test_update_gives_way_to_packaged_data_of_a_later_day(foia: Run, few: Library) -> None:
    update(foia, newer(without=""), "--yes")
    packaged = few.root / "agencies/wa/agencies.csv"
    packaged.write_text(
        packaged.read_text().replace("5000,40,fbi-lee-2025,2025-12-31", "5300,50,fbi-lee-2027,2027-12-31")
    )
    alder = read_agencies(Library(few.root, Path("own")), "wa")["wa/alder-police-department"]
    assert (alder.officers, alder.population) == (50, 5300)


def test_update_of_a_kind_no_act_is_known_to_bind_is_held_back(foia: Run, few: Library) -> None:
    update(foia, newer(police("WA0171000", "Fir Tribal", 4, 0, agency_type_name="Tribal")), "--yes")
    fir = read_agencies(Library(few.root, Path("own")), "wa")["wa/fir-tribal-police"]
    assert (fir.kind, fir.regime, fir.regime_source) == ("tribal", "disputed", "fbi-lee")


def test_update_knows_an_agency_under_its_new_id(foia: Run, few: Library) -> None:
    ran = update(foia, newer(police("WA0170555", "Oak", 4, 800)))
    assert "wa/oak-police-department  ori: WA0170500 -> WA0170555\n" in ran.out
    assert "New agencies" not in ran.out


def test_update_takes_units_names_from_their_own_column(foia: Run, few: Library) -> None:
    unit = police("WA0172000", "State Patrol:", 30, 0, pub_agency_unit="King County", agency_type_name="State Police")
    assert "  left out: a unit of an agency                      1\n" in update(foia, newer(unit)).out


def test_update_of_the_atlas_lists_rows_to_decide_and_believes_none(foia: Run, few: Library) -> None:
    rows = [
        use(
            "AOS000001",
            "WA0170100",
            "Alder Police Department",
            "https://new.example",
            **{"Link 2": "https://alder.example/2019"},
        ),
        use("AOS000002", "WA0170400", "Elm Police Department", "https://elm.example/2026"),
        use("AOS000003", "XX0000125", "King County Sheriff's Office", "https://shared.example/list"),
        use("AOS000004", "XX0000126", "Department of Licensing", "https://cars.example/list"),
        use("AOS000005", "WA0170400", "Elm Police Department", "https://cam.example", Technology="Body-worn Cameras"),
        use("AOS000006", "XX0000127", "Nowhere Police", "https://nowhere.example"),
    ]
    ran = update(foia, atlas(*rows), "--yes")
    assert ran.out.partition("\n")[2] == (
        "  new claims of use               1\n"
        "  rows to decide                  2\n"
        "  no longer listed                1\n"
        "  left out: left out by decision  1\n"
        "  left out: on file already       1\n"
        "New claims:\n"
        "  wa/king-county-sheriff  The agency was reported to be able to search FACES.\n"
        "To decide:\n"
        "  AOS000002  Elm Police Department, WA  wa/elm-police-department  https://elm.example/2026\n"
        "  AOS000006  Nowhere Police, WA  -  https://nowhere.example\n"
        "No longer listed:\n"
        "  wa/birch-police-department: https://birch.example/2018\n"
    )
    assert ran.err == (
        "A row to decide is no claim yet. Read its source, then write what it means into"
        " own/agencies/known-use-decisions.csv: rows (its number), relation, claim, tier; or left_out with the reason.\n"
        "Kept in own: agencies/wa/known-use.csv. The packaged data are as they were.\n"
    )
    claims = read_known_uses(Library(few.root, Path("own")), "wa")
    assert set(claims) == {
        f"wa/{one}" for one in ("alder-police-department", "birch-police-department", "king-county-sheriff")
    }
    (claim,) = claims["wa/king-county-sheriff"]
    assert (claim.relation, claim.dataset, str(claim.date)) == ("shared access", "eff-atlas", "2026-10-05")


def test_update_of_the_atlas_takes_the_users_own_decision(foia: Run, few: Library) -> None:
    Path("own/agencies").mkdir(parents=True)
    Path("own/agencies/known-use-decisions.csv").write_text(
        "rows,relation,claim,tier\nAOS000002,trial,The agency was reported in 2026 to have tried it.,press\n"
    )
    list_ = atlas(use("AOS000002", "WA0170400", "Elm Police Department", "https://elm.example/2026"))
    assert (
        "wa/elm-police-department  The agency was reported in 2026 to have tried it.\n"
        in update(foia, list_, "--yes").out
    )
    assert "new claims" not in update(foia, list_).out


def test_update_of_the_registry_and_of_governments_fills_websites_only_where_none_is(foia: Run, few: Library) -> None:
    domains = ["Domain name", "Domain type", "Organization name", "Suborganization name", "City", "State"]
    alder = {"Domain name": "alder.gov", "Domain type": "City", "Organization name": "City of Alder", "State": "WA"}
    units: list[list[object]] = [
        ["UNIT_NAME", "UNIT_TYPE", "STATE", "WEB_ADDRESS", "COUNTY_AREA_NAME", "ACTIVE"],
        ["CITY OF BIRCH", "2 - MUNICIPAL", "WA", "www.birchwa.example", "KING", "Y"],
        ["CITY OF ELM", "2 - MUNICIPAL", "WA", "n/a", "KING", "Y"],
        ["COUNTY OF KING", "1 - COUNTY", "WA", "http://king.example/", "KING", "Y"],
    ]
    Path("units.xlsx").write_bytes(workbook({"General Purpose": units}))
    for path in (table("gov.csv", domains, alder), Path("units.xlsx")):
        os.utime(path, (1_795_000_000, 1_795_000_000))
    update(foia, "gov.csv", "units.xlsx", "--yes")
    agencies = read_agencies(Library(few.root, Path("own")), "wa")
    found = {
        one.name: (one.website, one.website_source, str(one.website_date)) for one in agencies.values() if one.website
    }
    day = "2026-11-18"
    assert found == {
        "Alder Police Department": ("https://alder.gov", "dotgov", day),
        "Birch Police Department": ("https://www.birchwa.example", "census-governments", day),
        "King County Sheriff's Office": ("http://king.example", "census-governments", day),
    }


def test_update_of_buildings_replaces_only_an_older_edition(foia: Run, few: Library) -> None:
    columns = "ID NAME ADDRESS CITY STATE ZIP TELEPHONE TYPE COUNTY COUNTYFIPS CSLLEA08ID SUBTYPE1 SUBTYPE2 TRIBAL FTSWORN VAL_DATE".split()
    common = {"STATE": "WA", "ZIP": "98003", "TYPE": "LOCAL POLICE DEPARTMENT", "COUNTY": "KING", "COUNTYFIPS": "53033"}
    common |= {"CSLLEA08ID": "1", "VAL_DATE": "2026-08-06 00:00:00", "TELEPHONE": "(206) 625-5011"}
    rows = [
        {"ID": "1", "NAME": "CEDAR POLICE DEPARTMENT", "ADDRESS": "200 NEW STREET", "CITY": "CEDAR", **common},
        {"ID": "2", "NAME": "ELM POLICE DEPARTMENT / ELM JAIL", "ADDRESS": "3 JAIL ROAD", "CITY": "ELM", **common},
    ]
    update(foia, table("sites.csv", columns, *rows), "--yes")
    agencies = read_agencies(Library(few.root, Path("own")), "wa")
    cedar = agencies["wa/cedar-police-department"]
    assert (cedar.street, cedar.address_source, str(cedar.address_date)) == ("200 New Street", "hifld", "2026-08-06")
    assert agencies["wa/elm-police-department"].street == ""


def test_update_report_and_json_hold_every_change(foia: Run, few: Library) -> None:
    ran = update(foia, newer(police("WA0170900", "Fir", 5, 1200)), "--json", "--out", "report.csv")
    told = json.loads(ran.out)[0]
    assert (told["edition"], told["totals"]["new agencies"], len(told["changes"])) == ("2026", 1, 7)
    lines = list(csv.DictReader(Path("report.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [one["what"] for one in lines].count("changed") == 5
    assert update(foia, "lee.csv", "--out", "report.csv").code == 2


AGAIN = "Download it again; where each list is from, agencies/SOURCES.md says.\n"
NONE = "Lists: the FBI's list of police employees; the Atlas of Surveillance; the Census list of governments; the federal list of police buildings (HIFLD); the .gov registry.\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "list.csv: the file is empty\n" + AGAIN),
        (b"<!DOCTYPE html><html>Error 403</html>", "list.csv: this is a web page, not a table: the download went wrong\n" + AGAIN),
        (b'{"error": "rate limit"}', "list.csv: this is JSON, not a table: the download went wrong\n" + AGAIN),
        (b"a,b\n1,2\n", "list.csv:1: its columns are those of none of the lists: a, b\n" + NONE),
        (b"ori,name\nWA0170100,Alder\n", "list.csv:1: its columns are those of none of the lists: ori, name\n" + NONE),
        (b"\x00\x01\x02", "list.csv:1: this is not text\n" + AGAIN),
        (",".join(FBI).encode() + b"\nWA0170100,2026,Ald", "list.csv: row 2 has 3 cells where the header has 9: the file is cut off or damaged\n" + AGAIN),
        (",".join(FBI).encode() + b'\nWA0170100,2026,"Ald', "list.csv: the file is cut off or damaged after row 1: unexpected end of data\n" + AGAIN),
        (",".join(FBI).encode() + b"\nWA0170100,soon,Alder,,WA,KING,City,1,2\n", "list.csv: data_year: 'soon' is no year\nDownload it again.\n"),
        (",".join(FBI).encode() + b"\nWA0170100,2026,Alder,,WA,KING,City,1,2\n", "list.csv: it has 1 of the 6 agencies of WA that the list had before: it is cut off, or only a part of the list\nDownload it again, whole.\n"),
    ],
    ids=["empty", "page", "json", "other", "part of the columns", "binary", "cells", "quote", "year", "rows"],
)  # fmt: skip
def test_update_refuses_a_wrong_file_with_one_message(foia: Run, few: Library, content: bytes, message: str) -> None:
    Path("list.csv").write_bytes(content)
    ran = update(foia, "list.csv", "--yes")
    assert (ran.code, ran.out, ran.err) == (2, "", message)
    assert not Path("own").exists()


def test_update_keeps_nothing_of_several_files_if_one_is_wrong(foia: Run, few: Library) -> None:
    Path("wrong.csv").write_text("a,b\n")
    assert update(foia, newer(), "wrong.csv", "--yes").code == 2
    assert not Path("own").exists()
    assert update(foia, "nowhere.csv").err == "nowhere.csv: there is no such file\n"


def test_update_of_the_packaged_editions_finds_nothing_new_in_form(few: Library, foia: Run) -> None:
    """What an update writes is what the check takes."""
    update(foia, newer(police("WA0170900", "Fir", 5, 1200), police("WA0171000", "Fir Tribal", 4, 0, agency_type_name="Tribal")), "--yes")  # fmt: skip
    from datetime import date

    from foia.checks.running import run

    problems = run(Library(few.root, Path("own").resolve()), date(2027, 2, 1))
    assert [str(one) for one in problems if "own" in one.path.parts and one.level == "error"] == []
