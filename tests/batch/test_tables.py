"""Newsrooms' own tables: what each column becomes, and how the plan tells it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]
ME = ("--name", "Alex Example", "--email", "alex@example.org", "--date", "2026-11-23")


def planned(foia: Run, text: str, *more: object) -> list[dict[str, Any]]:
    Path("t.csv").write_text(text, encoding="utf-8")
    ran = foia("batch", "t.csv", "--plan", "--json", *ME, *more)
    assert ran.code == 0, ran.err
    return list(json.loads(ran.out)["rows"])


def one(foia: Run, header: str, cell: str, *more: object) -> dict[str, Any]:
    (row,) = planned(foia, f'agency,state,{header}\nSeattle Police Department,WA,"{cell}"\n', *more)
    return row


@pytest.mark.parametrize(
    ("header", "cell", "channel", "to"),
    [
        ("Records e-mail", "Records@Seattle.example", "email", "Records@Seattle.example"),
        ("Request portal", "https://seattle.example/ask", "portal", "https://seattle.example/ask"),
        ("Fax", "(206) 555-0100", "fax", "(206) 555-0100"),
        ("Mailing address", "PO Box 1\nSeattle, WA 98101", "mail", "PO Box 1; Seattle, WA 98101"),
        ("Address", "600 Fifth Avenue", "mail", "600 Fifth Avenue; Seattle, WA 98104"),
    ],
)
def test_table_own_way_into_the_agency_wins(foia: Run, header: str, cell: str, channel: str, to: str) -> None:
    row = one(foia, header, cell)
    assert (row["channel"], row["to"], row["to_source"]) == (channel, to, "your file, row 2")


def test_table_rows_are_numbered_as_spreadsheets_number_them(foia: Run) -> None:
    rows = planned(foia, 'agency,state,notes\nSeattle PD,WA,"two\nlines"\n\nTacoma PD,WA,\n')
    assert [row["row"] for row in rows] == [2, 4]


def test_table_home_page_is_no_portal(foia: Run) -> None:
    row = one(foia, "Website", "https://www.seattle.gov/police")
    assert row["to_source"] != "your file, row 2"
    told = foia("batch", "t.csv", "--plan", *ME).out
    assert "No request is sent to the pages under 'Website'; call the column 'portal' if requests go there." in told


@pytest.mark.parametrize(
    ("header", "cell", "field", "value"),
    [
        ("Size", "Deep", "size", "deep"),
        ("Reference", "DESK-17", "reference", "DESK-17"),
        ("Channel", "E-mail", "channel", "email"),
        ("Channel", "post", "channel", "mail"),
    ],
)
def test_table_own_wish_of_a_row(foia: Run, header: str, cell: str, field: str, value: str) -> None:
    assert one(foia, header, cell)[field] == value


@pytest.mark.parametrize("cell", ["25", "$25", "25.00"])
def test_table_fee_cap_of_a_row(foia: Run, cell: str) -> None:
    one(foia, "Fee cap", cell)
    assert "At most $25 without asking you again." in foia("batch", "t.csv", "--plan", *ME).out


def test_table_cells_merged_in_a_workbook_hold_for_every_row(foia: Run) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Our list"], [], ["Department", "State"], ["Lincoln PD", "Nebraska"], ["Omaha PD", None]):
        sheet.append(row)
    sheet.merge_cells("B4:B5")
    book.save("t.xlsx")
    told = json.loads(foia("batch", "t.xlsx", "--plan", "--json", *ME).out)
    assert [row["agency"] for row in told["rows"]] == ["ne/lincoln-police-department", "ne/omaha-police-department"]


def test_table_ground_of_a_row_is_that_of_its_state(foia: Run) -> None:
    rows = "agency,state,requester name,requester email,ground\n"
    rows += "Memphis Police Department,TN,Pat Partner,pat@example.org,citizen\nMemphis PD,TN,,,\n"
    told = planned(foia, rows)
    assert [(row["state"], row.get("signer", "")) for row in told] == [
        ("letter", "Pat Partner"),
        ("skipped", ""),
    ]
    assert told[1]["reason"] == (
        "the law of Tennessee (Tenn. Code Ann. § 10-7-503(a)(2)(A)) limits who may ask, and the signer has given no ground:"
        " --ground tn:citizen; `foia law show TN` has their words"
    )


def test_table_ids_take_a_state_and_no_other_filter(foia: Run) -> None:
    told = json.loads(foia("batch", "--ids", "Springfield PD", "--state", "IL", "--plan", "--json", *ME).out)
    assert told["rows"][0]["agency"] == "il/springfield-police-department"
    ran = foia("batch", "--ids", "Springfield PD", "--min-officers", 3, "--plan", *ME)
    assert (ran.code, ran.err) == (
        2,
        "--ids: filters go with no table and no ids\n"
        "Leave the filters out (one --state, for rows that name none, may stay).\n",
    )


def test_plan_names_the_character_that_no_font_can_set(foia: Run) -> None:
    table = "agency,state,requester name,requester email\nSeattle PD,WA,,\nTacoma PD,WA,Al 😀,al@example.org\n"
    Path("t.csv").write_text(table, encoding="utf-8")
    ran = foia("batch", "t.csv", "--yes", "--out", "b", "--format", "pdf,txt", "--channel", "mail", *ME)
    assert ran.code == 1
    assert (
        "The PDF cannot be set, the other formats are written: 1.\n  row 3 Tacoma PD: The PDF fonts cannot set U+1F600"
        in ran.out
    )
    assert {path.name for path in Path("b/mail").iterdir()} == {
        "wa-seattle-police-department-2026-11-23.pdf",
        "wa-seattle-police-department-2026-11-23.txt",
        "wa-tacoma-police-department-2026-11-23.txt",
    }
    assert Path("b/print-001.pdf").is_file()


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (("--letterhead", "none.docx"), "none.docx: there is no such letterhead"),
        (("--letterhead", "t.csv"), "t.csv: "),
        (("--font-path", "nowhere"), "nowhere: no such folder of fonts"),
        (("--signers", "none.csv"), "none.csv: there is no such file"),
        (("--skip-manifest", "none.csv"), "none.csv: there is no such file"),
        (("--schedule", "many"), "--schedule: 'many' is not understood"),
        (("--by", "county"), "--by: 'county' is not a choice"),
    ],
)
def test_batch_option_that_cannot_be_used_is_told_once_and_first(foia: Run, option: tuple[str, ...], told: str) -> None:
    Path("t.csv").write_text("agency,state\nSeattle PD,WA\nTacoma PD,WA\n")
    ran = foia("batch", "t.csv", "--yes", "--out", "b", *ME, *option)
    assert ran.code == 2
    assert ran.err.startswith(told)
    assert ran.err.count("\n") <= 2
    assert not Path("b").exists()


def test_table_addresses_in_a_column_of_another_name_are_told(foia: Run) -> None:
    Path("t.csv").write_text(
        "agency,state,Who to ask\nSeattle PD,WA,ask@seattle.example\nTacoma PD,WA,\n", encoding="utf-8"
    )
    told = foia("batch", "t.csv", "--plan", *ME).out
    assert (
        "'Who to ask' holds e-mail addresses, and no letter goes there; call the column 'records e-mail' if requests do.\n"
    ) in told
