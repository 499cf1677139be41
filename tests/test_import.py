"""`foia agencies import`: other people's spreadsheets, every row accounted for."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foia.importing import read_sheet, recognise, settle
from foia.library.places import Library

Run = Callable[..., Any]
WA = """slug,name,kind,county,city,state,zip,ori,officers,aliases,successor,status,regime,regime_source
alder-police-department,Alder Police Department,municipal,King,Alder,WA,98001,WA0170100,40,APD,,active,state act,
alder-village-police,Alder Village Police,municipal,Pierce,Alder,WA,98301,WA0270100,4,,,active,state act,
birchfield-police-department,Birchfield Police Department,municipal,King,Birchfield,WA,98002,WA0170200,90,,,active,state act,
cedar-tribal-police,Cedar Tribal Police,tribal,King,Cedar,WA,98003,,9,,,active,own policy,https://cedar.example
king-county-sheriff,King County Sheriff's Office,sheriff,King,Seattle,WA,98104,WA0170000,700,,,active,state act,
old-town-police,Old Town Police Department,municipal,King,Old Town,WA,98004,WA0170300,,,wa/birchfield-police-department,merged,state act,
twin-police-department-east,Twin Police Department,municipal,King,East Twin,WA,98005,,3,,,active,state act,
twin-police-department-west,Twin Police Department,municipal,Pierce,West Twin,WA,98305,,3,,,active,state act,
"""
MA = """slug,name,kind,county,city,state,zip,ori,officers
alder-police-department,Alder Police Department,municipal,Essex,Alder,MA,01901,MA0050100,30
"""


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library of two states and nine agencies."""
    root = tmp_path / "library"
    for code, rows in (("wa", WA), ("ma", MA)):
        (root / f"agencies/{code}").mkdir(parents=True)
        law = Path(__file__).parents[1] / f"agencies/{code}/law.toml"
        (root / f"agencies/{code}/law.toml").write_bytes(law.read_bytes())
        (root / f"agencies/{code}/agencies.csv").write_text(rows)
    monkeypatch.setattr("foia.cli.importing.open_library", lambda data: Library(root))
    return Library(root)


def sheet(content: str | bytes, name: str = "list.csv") -> Path:
    path = Path(name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def outcome(foia: Run, content: str | bytes, *words: object) -> list[tuple[str, str, str]]:
    """Result, agency or candidates, and how, of every row."""
    told = json.loads(foia("agencies", "import", sheet(content), "--json", *words).out)
    return [(one["result"], one["agency"] or " ".join(one["candidates"]), one["how"]) for one in told["rows"]]


def workbook(sheets: dict[str, list[list[object]]], hidden: str = "") -> bytes:
    """The smallest .xlsx that holds these cells."""
    names = list(sheets)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"{" state=" + chr(34) + "hidden" + chr(34) if name == hidden else ""}/>'
            for n, name in enumerate(names, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
            f' Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(names) + 1)
        )
        + "</Relationships>",
    }
    for n, name in enumerate(names, 1):
        rows = "".join(
            f'<row r="{at}">' + "".join(_cell(cell, at, column) for column, cell in enumerate(row)) + "</row>"
            for at, row in enumerate(sheets[name], 1)
            if row
        )
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"<sheetData>{rows}</sheetData></worksheet>"
        )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for path, text in parts.items():
            book.writestr(path, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return made.getvalue()


def _cell(value: object, row: int, column: int) -> str:
    at = f"{chr(65 + column)}{row}"
    if isinstance(value, (int, float)):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def test_import_report_says_what_every_row_is_and_adds_up(foia: Run, few: Library) -> None:
    content = (
        "Agency Name,State,ORI #,Notes\nAlder Police Department,WA,,first\nBirchfeild Police Dept.,Washington,,\nBirchfield Police Department,WA,,\n,,,\n"
        "Twin PD,WA,,\nNowhere Police Department,WA,,\n,,,what is this"
    )
    ran = foia("agencies", "import", sheet(content))
    assert ran.code == 1
    assert ran.err == (
        "Read as CSV, UTF-8, commas; headers in row 1.\n  ori from the column 'ORI #'\n"
        "  name from the column 'Agency Name'\n  state from the column 'State'\n  not used: 'Notes'\n"
    )
    assert ran.out == (
        "row 2  matched    wa/alder-police-department       exact name\n"
        "row 3  matched    wa/birchfield-police-department  name with typos; on file as Birchfield Police Department\n"
        "row 4  matched    wa/birchfield-police-department  exact name; the same agency as row 3\n"
        "row 6  ambiguous  Twin PD                          more than one agency has this name"
        " (wa/twin-police-department-east, wa/twin-police-department-west)\n"
        "row 7  new        Nowhere Police Department        no agency with a name like this is on file\n"
        "row 8  refused    -                                the row has no name, no city with a state and no FBI id\n"
        "6 rows in = 3 matched + 1 ambiguous + 1 new + 1 refused (1 empty passed over)\n"
    )
    assert sorted(path.name for path in Path().iterdir()) == ["library", "list.csv"]


def test_import_of_rows_that_are_all_settled_is_done(foia: Run, few: Library) -> None:
    ran = foia("agencies", "import", sheet("name,state\nAlder Police Department,WA\nElm Police Department,WA\n"))
    assert ran.code == 0
    assert ran.out.endswith("2 rows in = 1 matched + 0 ambiguous + 1 new + 0 refused\n")


@pytest.mark.parametrize(
    ("content", "result"),
    [
        ("ori\nwa0170100", ("matched", "wa/alder-police-department", "FBI id")),
        ("ori\nWA01701", ("matched", "wa/alder-police-department", "FBI id")),
        ("id\nWA/alder-police-department", ("matched", "wa/alder-police-department", "id")),
        ("name,state\nALDER POLICE DEPARTMENT,Mazz", ("refused", "", "no law is on file for 'Mazz'")),
        ("name,state\nALDER POLICE DEPARTMENT,Mass.", ("matched", "ma/alder-police-department", "exact name")),
        ("name,state\nALDER POLICE DEPARTMENT,massachusetts", ("matched", "ma/alder-police-department", "exact name")),
        ("name,state\nAlder PD,W.A.", ("matched", "wa/alder-police-department", "name, spelled another way")),
        ("name,state\nAPD,WA", ("matched", "wa/alder-police-department", "other name on file")),
        ("name,state\nAlder,MA", ("matched", "ma/alder-police-department", "name in other words")),
        ("name,state\nBirchfeild Police,WA", ("matched", "wa/birchfield-police-department", "name with typos")),
        ("name,state\nBirchdield Police Department,WA", ("ambiguous", "wa/birchfield-police-department", "only a name like this is on file")),
        ("name,state,city\nBirchfeild Police,WA,Elm", ("ambiguous", "wa/birchfield-police-department", "only a name like this is on file")),
        ("name,state\nBirchfield County Police,WA", ("ambiguous", "wa/birchfield-police-department", "only a name like this is on file")),
        ("name,state\nKing County Sherrif,WA", ("matched", "wa/king-county-sheriff", "name in other words")),
        ("name,county,state\nSheriff's Office,King,WA", ("matched", "wa/king-county-sheriff", "exact name")),
        ("name,city,state\nPolice Department,Birchfield,WA", ("matched", "wa/birchfield-police-department", "exact name")),
        ("city,state\nBirchfield,WA", ("matched", "wa/birchfield-police-department", "city")),
        ("city,state\nAlder,WA", ("ambiguous", "wa/alder-police-department wa/alder-village-police", "more than one police agency of that city")),
        ("city,state\nElm,WA", ("refused", "", "the row has no name, and no police of Elm are on file")),
        ("name,state,city\nTwin Police Department,WA,West Twin", ("matched", "wa/twin-police-department-west", "name and city")),
        ("name,state,zip\nTwin Police Department,WA,98005-1234", ("matched", "wa/twin-police-department-east", "name and ZIP code")),
        ("name,state,county\nTwin Police Department,WA,Pierce County", ("matched", "wa/twin-police-department-west", "name and county")),
        ("name\nAlder Police Department", ("ambiguous", "wa/alder-police-department ma/alder-police-department", "more than one agency has this name")),
        ("name\nBirchfield Police Department", ("matched", "wa/birchfield-police-department", "exact name")),
        ("name\nZzyzx Police Department", ("refused", "", "no agency of that name is on file, and the row has no state")),
        ("name,state\nZzyzx Police Department,WA", ("new", "", "no agency with a name like this is on file")),
        ("name,state\nOld Town Police Department,WA", ("matched", "wa/birchfield-police-department", "exact name")),
        ("name,state,ori\nAlder,MA,WA0170100", ("ambiguous", "wa/alder-police-department", "the FBI id is that of an agency in WA, the row says MA")),
        ("name,state,ori\nBirchfield Police Department,WA,WA0170100", ("ambiguous", "wa/alder-police-department wa/birchfield-police-department", "the FBI id and the name are those of two agencies")),
        ("name,state,ori\nZzyzx,Zz,WA0170100", ("matched", "wa/alder-police-department", "FBI id")),
        ("ori\nWA9990000", ("refused", "", "no agency on file has that id, and the row has no name")),
        ("name,state\nAlder\x07 Police,WA", ("refused", "", "the column 'name' holds U+0007: it is a control character that Word files cannot hold")),
    ],
    ids=lambda value: value.replace("\n", " ")[:60].encode("unicode_escape").decode() if isinstance(value, str) else value[0],
)  # fmt: skip
def test_import_matches_a_row(foia: Run, few: Library, content: str, result: tuple[str, str, str]) -> None:
    found = outcome(foia, content)
    assert len(found) == 1
    assert sorted(found[0][1].split()) == sorted(result[1].split())
    assert (found[0][0], found[0][2].partition(";")[0]) == (result[0], result[2])


def test_import_takes_the_state_given_for_rows_that_name_none(foia: Run, few: Library) -> None:
    content = "name,state,ori\nAlder Police Department,,\nAlder Police Department,WA,\nAlder,,WA0170100\n"
    assert [one[1] for one in outcome(foia, content, "--state", "MA")] == [
        "ma/alder-police-department",
        "wa/alder-police-department",
        "wa/alder-police-department",
    ]


def test_import_remarks_on_what_somebody_should_look_at(foia: Run, few: Library) -> None:
    content = (
        "name;state;city;zip code;email;web site;phone number;ORI\n"
        "Alder Police Department;MA;Lynn;1901;jane.doe@alder.example;alder.example;555-0100;MA-5\n"
        "Old Town Police Department;WA;;78701;nobody;https://old.example;(206) 555-0100;\n"
        "Cedar Tribal Police;WA;;98003-12;;;;\n"
    )
    told = json.loads(foia("agencies", "import", sheet(content), "--json").out)
    assert [one["remarks"] for one in told["rows"]] == [
        [
            "its address on file is in Alder",
            "ZIP code 1901 read as 01901",
            "'MA-5' is not an FBI id",
            "'jane.doe@alder.example' looks like one person's mailbox",
            "'alder.example' is not a whole web address",
            "'555-0100' is not a telephone number",
        ],
        [
            "Old Town Police Department was merged into it",
            "ZIP code 78701 lies in TX, not in WA",
            "'nobody' is not an e-mail address",
        ],
        ["no letter is written to it: own policy", "'98003-12' is not a ZIP code"],
    ]


@pytest.mark.parametrize(
    ("data", "how"),
    [
        (b"name,state\nAlder PD,WA", "CSV, UTF-8, commas"),
        ("\ufeffname,state\r\nAlder PD,WA\r\n".encode(), "CSV, UTF-8, commas"),
        ("name\tstate\nAlder PD\tWA\n".encode("utf-16"), "CSV, UTF-16, tabs"),
        ("name;state\nAlder PD;WA\n".encode("utf-16-le"), "CSV, UTF-16, semicolons"),
        ("name;state\nAlder PD;WA\n".encode("utf-16-be"), "CSV, UTF-16, semicolons"),
        ("name;state;note\nAlder PD;WA;d\xe9j\xe0 \x93vu\x94\n".encode("latin-1"), "CSV, Windows-1252, semicolons"),
        (b"sep=;\nname;state\nAlder PD;WA\n", "CSV, UTF-8, semicolons"),
        (b"name|state\rAlder PD|WA\r", "CSV, UTF-8, bars"),
        (b"List of departments, 2026\n\nname;state\nAlder PD;WA\n", "CSV, UTF-8, semicolons"),
        (b'"name","state","address"\n"Alder PD","WA","1 Main Street;\nAlder"\n', "CSV, UTF-8, commas"),
        (workbook({"Tabelle 1": [["name", "state"], ["Alder PD", "WA"]]}), "workbook, sheet 'Tabelle 1'"),
        (workbook({"a": [], "b": [["name", "state"], [], ["Alder PD", "WA"]], "c": [["x"]]}), "workbook, sheet 'b'; not read: 'c'"),
        (workbook({"a": [["name"], ["Elm"]], "b": [["name", "state"], ["Alder PD", "WA"]]}, hidden="a"), "workbook, sheet 'b'"),
    ],
)  # fmt: skip
def test_import_reads_files_as_people_save_them(foia: Run, few: Library, data: bytes, how: str) -> None:
    told = json.loads(foia("agencies", "import", sheet(data), "--json").out)
    assert told["read_as"] == how
    assert [(one["result"], one["agency"]) for one in told["rows"]] == [("matched", "wa/alder-police-department")]


def test_import_reads_numbers_of_a_workbook_as_they_are_shown(foia: Run, few: Library) -> None:
    data = workbook({"x": [["name", "state", "zip"], ["Alder PD", "MA", 1901], [], ["Alder PD", "WA", 98001.0]]})
    told = json.loads(foia("agencies", "import", sheet(data, "list.xlsx"), "--json").out)
    assert [(one["row"], one["remarks"]) for one in told["rows"]] == [(2, ["ZIP code 1901 read as 01901"]), (4, [])]
    assert told["totals"] == {"in": 2, "matched": 2, "ambiguous": 0, "new": 0, "refused": 0, "empty": 1}


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ("Law Enforcement Agency,ST,Mailing Address,Mailing City,ZIP", "name state address city zip"),
        ("agencyName,stateAbbr,PHONE NO.,Records E-mail,Request Portal", "name state phone email portal"),
        ("Police Dept.,County Name,Contact Name,Chief", "name county - -"),
        ("Agency ORI,Dept Name,URL,Department Phone", "ori name portal phone"),
        ("ID,Name,Officer Name", "- name -"),
        ("Name of agency,Agency,City/Town", "- name city"),
    ],
)
def test_import_recognises_columns_by_their_headers(foia: Run, few: Library, headers: str, taken: str) -> None:
    row = ",".join("12" for _ in headers.split(","))
    told = json.loads(foia("agencies", "import", sheet(f"{headers}\n{row}\n"), "--json").out)
    wanted = dict(zip(headers.split(","), taken.split(), strict=True))
    assert {header: field for field, header in told["columns"].items()} == {
        header: field for header, field in wanted.items() if field != "-"
    }
    assert told["not_used"] == [header for header, field in wanted.items() if field == "-"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "list.csv: the file is empty\n"),
        (b"\n,,\n", "list.csv: the file is empty\n"),
        (b"Alder Police Department,WA\n", "list.csv: no row names a column of agencies; the first one holds 'Alder Police Department', 'WA'\nPut a line of headers above the rows, such as: name,state,city,ori\n"),
        (b'name,state\nAlder PD,WA\n"Birch,WA\n', 'list.csv:3: not a CSV line: unexpected end of data\nClose every quoted cell with ".\n'),
        (b"name\nd\xe9\n\x81", "list.csv:3: this line is in no encoding that is known here\nSave it as 'CSV UTF-8' or as an Excel workbook (.xlsx).\n"),
        (b"name\nal\0der", "list.csv: this is not a table\nSave it as 'CSV UTF-8' or as an Excel workbook (.xlsx).\n"),
        (b"PK\x03\x04 no workbook", "list.csv: this is not a workbook that can be read\nSave it as 'CSV UTF-8' or as an Excel workbook (.xlsx).\n"),
    ],
)  # fmt: skip
def test_import_says_what_is_wrong_with_a_file(foia: Run, few: Library, content: bytes, message: str) -> None:
    ran = foia("agencies", "import", sheet(content))
    assert (ran.code, ran.out, ran.err) == (2, "", message)


def test_import_of_no_file(foia: Run, few: Library) -> None:
    ran = foia("agencies", "import", "none.csv")
    assert (ran.code, ran.out, ran.err) == (2, "", "none.csv: there is no such file\n")


def test_import_writes_its_report_and_never_over_a_file(foia: Run, few: Library) -> None:
    path = sheet("name,state\nAlder PD,WA\nTwin PD,WA\n")
    ran = foia("agencies", "import", path, "--out", "reports/report.csv")
    assert ran.err.endswith("Report written to reports/report.csv; nothing else was changed.\n")
    report = Path("reports/report.csv").read_bytes()
    assert report.decode("utf-8-sig") == (
        "row,result,agency,how,name,state,city,candidates,remarks\n"
        '2,matched,wa/alder-police-department,"name, spelled another way",Alder PD,WA,,,\n'
        "3,ambiguous,,more than one agency has this name,Twin PD,WA,,"
        "wa/twin-police-department-east wa/twin-police-department-west,\n"
    )
    again = foia("agencies", "import", path, "--out", path)
    assert (again.code, again.out) == (2, "")
    assert (
        again.err
        == "list.csv: there is a file of that name already\nNothing was written. Name another file with --out.\n"
    )
    assert path.read_text() == "name,state\nAlder PD,WA\nTwin PD,WA\n"


CELL = st.one_of(
    st.sampled_from(["", " ", "Alder Police Department", "Twin PD", "WA", "Zz", "WA0170100", "98001", "Alder", "\x07"]),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(rows=st.lists(st.lists(CELL, min_size=5, max_size=5), max_size=12))
def test_import_counts_every_row_once_whatever_it_holds(few: Library, rows: list[list[str]]) -> None:
    page = io.StringIO()
    csv.writer(page).writerows([["name", "state", "city", "zip", "ori"], *rows])
    path = sheet(page.getvalue())
    read = read_sheet(path)
    report = settle(few, read, recognise(read, path))
    filled = sum(any(cell.strip() for cell in row) for row in rows)
    assert len(report.rows) == filled
    assert sum(report.count(one) for one in ("matched", "ambiguous", "new", "refused")) == filled
    assert len({one.row for one in report.rows}) == filled


def test_import_prints_five_candidates_and_reports_all(foia: Run, few: Library) -> None:
    path = few.root / "agencies/wa/agencies.csv"
    row = "slug-{0},Fork Police Department,municipal,King,Fork {0},WA,,,,,,active,state act,\n"
    path.write_text(WA + "".join(row.format(number) for number in range(1, 8)))
    listed = sheet("name,state\nFork Police Department,WA\n")
    ids = [f"wa/slug-{number}" for number in range(1, 8)]
    assert (
        f"more than one agency has this name ({', '.join(ids[:5])}, 2 more)\n" in foia("agencies", "import", listed).out
    )
    assert json.loads(foia("agencies", "import", listed, "--json").out)["rows"][0]["candidates"] == ids


def test_import_of_a_body_no_act_binds_says_so(foia: Run) -> None:
    ran = foia("agencies", "import", sheet("name,state\nBoston College Police Department,MA\n"))
    assert "exact name; no letter is written to it: the act is not known to bind it\n" in ran.out
