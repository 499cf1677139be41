"""The builder of known-use.csv: decisions by row or by first link, names, counties, dates, and rows that add up."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from foia.lists.atlas import COLUMNS, iso_date, words_of
from foia.maintain.known_use import main

ATLAS = "AOSNUMBER City County State Agency Summary Technology Vendor".split() + [
    f"Link {number}{part}" for number in (1, 2) for part in ("", " Source", " Date")
]
DECIDED = "rows,id,relation,vendor,product,claim,link,source_name,date,tier,left_out,note"
LIST = "https://paper.example/list"
ALIKE = f"{LIST},,shared access,,KENT,It may search the system of Kent.,,,,press,,"


class Bench:
    """A small directory, a small Atlas and decisions about it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.rows: list[dict[str, str]] = []
        self.agencies("wa", "kent-police-department,Kent Police Department,municipal,King,,active")

    def agencies(self, code: str, *lines: str) -> None:
        folder = self.root / "agencies" / code
        folder.mkdir(parents=True, exist_ok=True)
        header = "slug,name,kind,county,aliases,status"
        (folder / "agencies.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")

    def row(self, number: str, agency: str, link: str = LIST, date: str = "7/1/2019", **more: str) -> None:
        cells = {"AOSNUMBER": number, "State": "WA", "County": "King County", "Technology": "Face Recognition"}
        first = {"Link 1": link, "Link 1 Source": "Paper ", "Link 1 Date": date}
        self.rows.append({**dict.fromkeys(ATLAS, ""), **cells, "Agency": agency, **first, **more})

    def build(self, *decisions: str) -> int:
        atlas = self.root / "atlas.csv"
        with atlas.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ATLAS)
            writer.writeheader()
            writer.writerows(self.rows)
        decided = self.root / "agencies" / "known-use-decisions.csv"
        decided.write_text("\n".join([DECIDED, *decisions]) + "\n", encoding="utf-8")
        words = ["--atlas", str(atlas), "--data", str(self.root), "--report", str(self.root / "report.md")]
        return main(words)

    @property
    def report(self) -> str:
        return (self.root / "report.md").read_text(encoding="utf-8")

    def table(self, code: str = "wa") -> list[str]:
        return (self.root / "agencies" / code / "known-use.csv").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_decision_about_a_link_holds_for_every_row_with_it(bench: Bench) -> None:
    bench.agencies(
        "wa",
        "kent-police-department,Kent Police Department,municipal,King,,active",
        "king-county-sheriff,King County Sheriff's Office,sheriff,King,,active",
    )
    bench.row("AOS1", "King County Sheriff’s Department")
    bench.row("AOS2", "Kent Police Department ")
    assert bench.build(ALIKE) == 0
    assert bench.table() == [
        ",".join(COLUMNS),
        "kent-police-department,shared access,,KENT,It may search the system of Kent.,https://paper.example/list,Paper,"
        "2019-07-01,press,eff-atlas-2020,",
        "king-county-sheriff,shared access,,KENT,It may search the system of Kent.,https://paper.example/list,Paper,"
        "2019-07-01,press,eff-atlas-2020,",
    ]


def test_decision_about_a_row_completes_itself_from_its_link(bench: Bench) -> None:
    bench.row("AOS1", "Kent Department of Public Safety")
    assert bench.build(ALIKE, "AOS1,wa/kent-police-department,own use,,,It runs it.,,,,,,Called otherwise.") == 0
    assert bench.table()[1] == (
        "kent-police-department,own use,,KENT,It runs it.,https://paper.example/list,Paper,2019-07-01,press,"
        "eff-atlas-2020,Called otherwise."
    )


def test_row_with_two_claims_takes_each_from_its_own_link(bench: Bench) -> None:
    second = {"Link 2": "https://city.example/minutes", "Link 2 Source": "City", "Link 2 Date": "02/28/20"}
    bench.row("AOS1", "Kent Police Department", link="https://paper.example/kent", date="2016", **second)
    one = "AOS1,,ended,Alpha,,It stopped.,,,,press,,"
    two = "AOS1,,own use,Beta,,It bought another.,2,,,official,,"
    assert bench.build(one, two) == 0
    assert [line.partition(",")[2] for line in bench.table()[1:]] == [
        "ended,Alpha,,It stopped.,https://paper.example/kent,Paper,,press,eff-atlas-2020,"
        "The Atlas gives its date as 2016.",
        "own use,Beta,,It bought another.,https://city.example/minutes,City,2020-02-28,official,eff-atlas-2020,",
    ]
    assert "- rows in: 1\n- lines out: 2, of which 1 are a further claim of a row\n" in bench.report


def test_rows_add_up_and_every_gap_has_a_reason(bench: Bench) -> None:
    bench.agencies(
        "wa",
        "kent-police-department,Kent Police Department,municipal,King,,active",
        "union-police-department,Union Police Department,municipal,Mason,,active",
        "twin-police-department,Twin Police Department,municipal,King,,active",
        "twin-city-police-department,Town of Twin Police Department,municipal,King,Twin Police Department,active",
        "old-police-department,Old Police Department,municipal,King,,merged",
    )
    for number, name in enumerate(("Kent", "Kent", "Union", "Twin", "Old", "Nowhere", "Motor"), 1):
        bench.row(f"AOS{number}", f"{name} Police Department")
    bench.row("AOS8", "Kent Police Department", link="https://paper.example/other")
    bench.row("AOS9", "Kent Police Department", Technology="Drones")
    bench.row("AOS10", "Kent Bureau")
    assert bench.build(ALIKE, "AOS7,,,,,,,,,,no police,", "AOS10,wa/kent-bureau,,,,,,,,,,") == 0
    assert bench.report == (
        "# Known use as built\n\n## Rows\n\n"
        "- rows in: 9\n- lines out: 1, of which 0 are a further claim of a row\n- rows that repeat a line: 1\n"
        "- rows left out: 7\n- adds up: yes\n\n"
        "## By relation\n\n- shared access: 1\n\n## By tier\n\n- press: 1\n\n## By folder\n\n- wa: 1\n\n"
        "## Left out\n\n| row | state | agency | reason |\n| --- | --- | --- | --- |\n"
        "| AOS3 | WA | Union Police Department | the only one of that name lies elsewhere |\n"
        "| AOS4 | WA | Twin Police Department | several agencies of that name: wa/twin-city-police-department,"
        " wa/twin-police-department |\n"
        "| AOS5 | WA | Old Police Department | no agency of that name on file |\n"
        "| AOS6 | WA | Nowhere Police Department | no agency of that name on file |\n"
        "| AOS7 | WA | Motor Police Department | no police |\n"
        "| AOS8 | WA | Kent Police Department | not decided yet |\n"
        "| AOS10 | WA | Kent Bureau | wa/kent-bureau is not in the directory |\n"
    )


def test_claim_of_a_row_stands_where_its_link_is_left_out(bench: Bench) -> None:
    bench.row("AOS1", "Motor Agency")
    assert (
        bench.build(f"{LIST},,,,,,,,,,no police,", "AOS1,wa/kent-police-department,trial,,,It tried.,,,,press,,") == 0
    )
    assert bench.table()[1].startswith("kent-police-department,trial,,,It tried.,")


def test_federal_row_goes_to_the_federal_folder(bench: Bench) -> None:
    bench.agencies("us", "border-protection,Border Protection,federal,,,active")
    bench.row("AOS1", "Border Protection - Seattle Airport")
    bench.row("AOS2", "Border Protection - Spokane Airport")
    assert bench.build(f"{LIST},us/border-protection,own use,,,At airports.,,,2019-03-11,press,,") == 0
    assert [line[:40] for line in bench.table("us")[1:]] == ["border-protection,own use,,,At airports."]
    assert "- rows that repeat a line: 1\n" in bench.report


def test_lines_from_elsewhere_survive_and_old_ones_go(bench: Bench) -> None:
    bench.agencies("or", "bend-police-department,Bend Police Department,municipal,Deschutes,,active")
    old = "bend-police-department,own use,,,It does.,https://a.example,,2020-01-01,press,{},"
    path = bench.root / "agencies/or/known-use.csv"
    path.write_text("\n".join([",".join(COLUMNS), old.format(""), old.format("eff-atlas-2020")]) + "\n")
    bench.row("AOS1", "Kent Police Department")
    bench.build(ALIKE)
    assert bench.table("or") == [",".join(COLUMNS), old.format("")]
    path.write_text("\n".join([",".join(COLUMNS), old.format("eff-atlas-2020")]) + "\n")
    bench.build(ALIKE)
    assert not path.exists()


def test_decision_about_no_row_is_refused(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    bench.row("AOS1", "Kent Police Department")
    assert bench.build(ALIKE, "AOS99,,,,,,,,,,gone,") == 2
    assert capsys.readouterr().err == (
        "known-use-decisions.csv: no row of the Atlas is called 'AOS99', nor is it the first link of any\n"
        "Delete the line, or correct its number.\n"
    )
    assert not (bench.root / "agencies/wa/known-use.csv").exists()


def test_file_that_is_not_the_atlas_is_refused(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    other = bench.root / "other.csv"
    other.write_text("AOSNUMBER,State\n", encoding="utf-8")
    (bench.root / "agencies/known-use-decisions.csv").write_text(f"{DECIDED}\n", encoding="utf-8")
    assert main(["--atlas", str(other), "--data", str(bench.root)]) == 2
    assert capsys.readouterr().err == f"{other}:1: the column 'Agency' is missing\nIs this the Atlas?\n"


@pytest.mark.parametrize(
    ("written", "date"),
    [("2/11/2020", "2020-02-11"), ("02/28/20", "2020-02-28"), ("2016", ""), ("", ""), ("June 2019", "")],
)
def test_date_is_a_whole_day_or_none(written: str, date: str) -> None:
    assert iso_date(written) == date


def test_names_of_one_agency_share_their_words() -> None:
    assert words_of("Pasco County Sheriff’s Office ") == words_of("Pasco County Sheriff's Department")
    assert words_of("St. Cloud Police Department") == words_of("Saint Cloud Police Dept")
    assert words_of("Kent City Police Department") != words_of("Kent Police Department")
