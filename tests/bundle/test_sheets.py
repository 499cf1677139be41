"""Workbooks: text stays text, whatever it looks like, and the coding sheet can be filled in with few keys."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from foia.bundle.sheets import ANSWERS, CELL_MOST, Coded, coding_sheet, manifest_sheet, plain_cell, safe_cell

HOSTILE = (
    "=1+1", '=HYPERLINK("https://example.org","x")', "+1 (555) 555-0100", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1",
    "＝1", "'=1", "''=1", "=cmd|' /C calc'!A0",
)  # fmt: skip
HARMLESS = (
    "",
    "Kent",
    "'t Veer",
    "a=b",
    "1-2",
    "01035",
    "3/4",
    "2026-11-23",
    "https://example.org",
    "TRUE",
    "'",
    "’=1",
)


def cells(data: bytes, sheet: int = 0) -> list[list[Any]]:
    """The sheet as a reader sees it, kinds of cell included."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


@pytest.mark.parametrize("text", HOSTILE)
def test_safe_cell_marks_what_a_spreadsheet_would_run(text: str) -> None:
    assert safe_cell(text) == f"'{text}"
    assert plain_cell(safe_cell(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_safe_cell_leaves_the_rest_alone(text: str) -> None:
    assert safe_cell(text) == text
    assert plain_cell(text) == text


@given(st.text(alphabet="'=+-@\t\r\n ＝a1", max_size=6))
def test_plain_cell_undoes_safe_cell(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text
    assert not safe_cell(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


def test_plain_cell_reads_what_a_person_typed() -> None:
    assert plain_cell("-2") == "-2"
    assert plain_cell("'t Veer") == "'t Veer"


def test_manifest_sheet_keeps_every_cell_as_text() -> None:
    rows = [[one, "x"] for one in (*HOSTILE, *HARMLESS) if "\r" not in one]
    data = manifest_sheet(["value", "=other"], rows)
    assert cells(data) == [["value", "=other"], *rows]
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert set(re.findall(r' t="(\w+)"', sheet)) == {"inlineStr"}
    assert "hyperlink" not in sheet


def test_manifest_sheet_hostile_cell_stays_text_when_it_is_edited() -> None:
    """Excel takes a text cell for a formula once someone edits it, unless its style carries the mark of a quote."""
    data = manifest_sheet(["a", "b"], [["=1+1", "plain"]])
    style = dict(re.findall(r'<c r="(\w+)" s="(\d+)"', part(data, "xl/worksheets/sheet1.xml")))
    styles = part(data, "xl/styles.xml")
    formats = re.findall(r"<xf .*?(?:/>|</xf>)", styles[styles.index("<cellXfs") :])
    assert 'quotePrefix="1"' in formats[int(style["A2"])]
    assert "quotePrefix" not in formats[int(style["B2"])]


def test_manifest_sheet_marks_what_a_cell_cannot_hold() -> None:
    ((text, odd),) = cells(manifest_sheet(["a", "b"], [["x" * 40_000, "a\x00b\ud800c"]]))[1:]
    assert text == "x" * (CELL_MOST - 1) + "…"
    assert odd == "a\ufffdb\ufffdc"


def test_manifest_sheet_row_that_does_not_fit_its_columns_is_a_mistake() -> None:
    with pytest.raises(AssertionError, match="one cell for each column"):
        manifest_sheet(["a", "b"], [["1"]])


def test_manifest_sheet_keeps_its_head_in_sight_and_filters() -> None:
    sheet = part(
        manifest_sheet(["agency", "status"], [["wa/kent-police-department", "written"]]), "xl/worksheets/sheet1.xml"
    )
    assert '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>' in sheet
    assert '<autoFilter ref="A1:B2"/>' in sheet
    assert [float(one) > 25 for one in re.findall(r'<col min="\d" max="\d" width="([\d.]+)"', sheet)] == [True, False]


def test_manifest_sheet_of_no_rows_has_its_columns() -> None:
    assert cells(manifest_sheet(["a", "b"], [])) == [["a", "b"]]


def test_manifest_sheet_same_rows_give_same_bytes_and_tell_no_hour() -> None:
    first = manifest_sheet(["a"], [["x"]], created=dt.date(2026, 11, 23))
    assert manifest_sheet(["a"], [["x"]], created=dt.date(2026, 11, 23)) == first
    core = part(first, "docProps/core.xml")
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-11-23T00:00:00Z"}
    assert "<dc:creator></dc:creator>" in core


ITEMS = [("agreements", "Agreements"), ("payments", "Payments"), ("travel", "Travel and gifts")]
ROWS = [
    Coded("wa-kent-1", "wa/kent-police-department", "Kent Police Department", "WA", "2026-12-01",
          numbers={"agreements": 1, "payments": 2}),
    Coded("or-bend-2", "or/bend-police-department", "=Bend", "OR", sent="2026-11-24", numbers={"payments": 1}),
]  # fmt: skip


def test_coding_sheet_has_a_row_for_each_letter_and_a_column_for_each_item_asked() -> None:
    assert cells(coding_sheet(ROWS, ITEMS)) == [
        ["reference", "agency", "name", "state", "due", "sent", "received", "agreements", "payments", "notes"],
        ["wa-kent-1", "wa/kent-police-department", "Kent Police Department", "WA", "2026-12-01", "", "", "open", "open", ""],
        ["or-bend-2", "or/bend-police-department", "=Bend", "OR", "", "2026-11-24", "", "not asked", "open", ""],
    ]  # fmt: skip


def test_coding_sheet_offers_the_answers_and_says_what_they_mean() -> None:
    data = coding_sheet(ROWS, ITEMS)
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert 'sqref="H2:I3"' in sheet
    assert f'<formula1>"{",".join(ANSWERS)}"</formula1>' in sheet
    assert cells(data, 1) == [
        ["word", "meaning"], *map(list, ANSWERS.items()), ["agreements", "Agreements"], ["payments", "Payments"]
    ]  # fmt: skip


def test_coding_sheet_head_of_an_item_carries_its_title_as_a_note() -> None:
    notes = part(coding_sheet(ROWS, ITEMS), "xl/comments1.xml")
    assert re.findall(r'<comment ref="(\w+)"', notes) == ["H1", "I1"]
    assert "agreements: Agreements" in notes


def test_coding_sheet_of_no_letters_has_its_head() -> None:
    assert cells(coding_sheet([], ITEMS)) == [
        ["reference", "agency", "name", "state", "due", "sent", "received", "notes"]
    ]


def test_coding_sheet_has_a_column_for_an_item_without_a_title() -> None:
    (head, row) = cells(coding_sheet([Coded("r", "a", "n", "WA", numbers={"use-records": 2, "payments": 1})], ITEMS))
    assert head[7:] == ["payments", "use-records", "notes"]
    assert row[7:] == ["open", "open", ""]
