"""What people do to a batch's folder between two runs: fill in, sort, mend their table, work on a letter; all is kept."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from tests.batch.test_batch import contents, lines

Run = Callable[..., Any]
ME = ("--name", "Alex Example", "--email", "alex@example.org", "--date", "2026-11-23")
ROWS = ("Seattle Police Department,WA", "Tacoma Police Department,WA", "Spokane Police Department,WA")
B = Path("b")


def batch(foia: Run, *more: object, rows: tuple[str, ...] = ROWS, form: str = "txt", code: int = 0) -> Any:
    Path("t.csv").write_text("\n".join(["agency,state", *rows]))
    ran = foia("batch", "t.csv", "--yes", "--out", "b", "--format", form, *ME, *more)
    assert ran.code == code, ran.err
    return ran


def saved_by_a_spreadsheet(rows: list[dict[str, str]], delimiter: str = ";", encoding: str = "cp1252") -> None:
    with (B / "manifest.csv").open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def in_the_workbook(name: str, row: int, column: str, text: str) -> None:
    book = openpyxl.load_workbook(B / name)
    sheet = book.worksheets[0]
    at = next(cell.column for cell in sheet[1] if cell.value == column)
    sheet.cell(row, at).value = text
    book.save(B / name)


def test_rounds_sorted_and_mended_csv_is_kept(foia: Run) -> None:
    batch(foia)
    rows = lines(B)
    rows[0] |= {"sent": "11/24/2026", "agency_ref": "P0123–é", "quoted_fee": "'=5", "dated": "11/23/2026"}
    rows[2] |= {"reply": "said “no”"}
    saved_by_a_spreadsheet([{**one, "our reporter": one["name"][:3]} for one in reversed(rows)])
    batch(foia)
    now = lines(B)
    assert [one["row"] for one in now] == ["2", "3", "4"]
    assert (now[0]["sent"], now[0]["agency_ref"], now[0]["dated"]) == ("11/24/2026", "P0123–é", "2026-11-23")
    assert now[2]["reply"] == "said “no”"
    assert [one["our reporter"] for one in now] == ["Sea", "Tac", "Spo"]
    before = contents(B)
    batch(foia)
    assert contents(B) == before


def test_rounds_cleared_cell_stays_clear_and_workbook_counts(foia: Run) -> None:
    batch(foia)
    in_the_workbook("manifest.xlsx", 2, "sent", "11/24/2026")
    batch(foia)
    assert lines(B)[0]["sent"] == "11/24/2026"
    rows = lines(B)
    rows[0]["sent"], rows[1]["sent"] = "", "11/24/2026"
    saved_by_a_spreadsheet(rows, ",", "utf-8-sig")
    batch(foia)
    assert [one["sent"] for one in lines(B)] == ["", "11/24/2026", ""]


def test_rounds_both_forms_changed_are_joined_and_differences_told(foia: Run) -> None:
    batch(foia)
    rows = lines(B)
    rows[0]["sent"] = "2026-11-24"
    saved_by_a_spreadsheet(rows)
    in_the_workbook("manifest.xlsx", 2, "sent", "2026-11-25")
    in_the_workbook("manifest.xlsx", 3, "reply", "none")
    ran = batch(foia)
    assert "row 2: sent was '2026-11-24', manifest.xlsx says '2026-11-25', which is kept" in ran.err
    assert (lines(B)[0]["sent"], lines(B)[1]["reply"]) == ("2026-11-25", "none")


def test_rounds_columns_taken_out_come_back(foia: Run) -> None:
    batch(foia)
    before = lines(B)
    gone = ("files", "sha256", "reason", "dated", "issue", "remarks")
    saved_by_a_spreadsheet([{name: text for name, text in one.items() if name not in gone} for one in before])
    batch(foia)
    assert lines(B) == before


def test_rounds_manifest_without_its_rows_is_refused(foia: Run) -> None:
    batch(foia)
    saved_by_a_spreadsheet([{"agency": "x", "sent": "y"}])
    ran = batch(foia, code=2)
    assert ran.err.endswith(
        "b/manifest.csv: this is no manifest: the column 'row' is missing\nName the manifest.csv or manifest.xlsx of a"
        " batch. If the column was taken out, delete this file: the other of the two has the same lines.\n"
    )
    (B / "manifest.csv").unlink()
    batch(foia)
    assert len(lines(B)) == 3


def test_rounds_row_put_into_the_table_moves_the_others(foia: Run) -> None:
    batch(foia)
    rows = lines(B)
    rows[1]["sent"] = "2026-11-24"
    saved_by_a_spreadsheet(rows)
    ran = batch(foia, "--only-failed", "--date", "2026-11-30", rows=("Kent Police Department,WA", *ROWS[1:]))
    assert "3 rows in = 3 letters (2 were there already) + 0 skipped + 0 failed." in ran.out
    now = lines(B)
    told = [(one["row"], one["agency"][3:], one["status"], one["sent"], one["dated"]) for one in now]
    assert told == [
        ("2", "kent-police-department", "written", "", "2026-11-30"),
        ("3", "tacoma-police-department", "written", "2026-11-24", "2026-11-23"),
        ("4", "spokane-police-department", "written", "", "2026-11-23"),
        ("5", "seattle-police-department", "no longer in the table", "", "2026-11-23"),
    ]
    assert now[1]["sha256"] == rows[1]["sha256"]
    batch(foia, "--date", "2026-11-30", rows=("Kent Police Department,WA", *ROWS[1:]))
    assert lines(B) == now


def test_rounds_letter_changed_by_hand_stays(foia: Run) -> None:
    batch(foia)
    path = B / lines(B)[0]["files"]
    path.write_text("my own words")
    ran = batch(foia)
    assert "Note: 1 file, changed by hand, is left so: portal/wa-seattle-police-department-2026-11-23.txt\n" in ran.err
    assert path.read_text() == "my own words"
    ran = batch(foia, "--force")
    assert (
        "Note: 1 file, changed by hand, is kept as wa-seattle-police-department-2026-11-23-changed-1.txt\n" in ran.err
    )
    assert (path.parent / f"{path.stem}-changed-1.txt").read_text() == "my own words"
    assert path.read_text().startswith("Alex Example\n")


def test_rounds_coding_sheet_keeps_what_was_entered(foia: Run) -> None:
    batch(foia)
    in_the_workbook("coding-sheet.xlsx", 2, "agreements", "yes")
    in_the_workbook("coding-sheet.xlsx", 2, "notes", "see box 4")
    filled = contents(B)["coding-sheet.xlsx"]
    batch(foia)
    assert contents(B)["coding-sheet.xlsx"] == filled, "the same letters: the sheet is not touched"
    batch(foia, "--only-failed", rows=(*ROWS, "Kent Police Department,WA"))
    sheet = openpyxl.load_workbook(B / "coding-sheet.xlsx").worksheets[0]
    head = [cell.value for cell in sheet[1]]
    rows = {row[head.index("agency")].value: row for row in sheet.iter_rows(min_row=2)}
    seattle = rows["wa/seattle-police-department"]
    assert [seattle[head.index(name)].value for name in ("agreements", "payments", "notes")] == [
        "yes",
        "open",
        "see box 4",
    ]
    assert rows["wa/kent-police-department"][head.index("agreements")].value == "open"


def test_rounds_letters_of_a_later_run_get_a_print_run_of_their_own(foia: Run) -> None:
    own = ("--channel", "mail")
    batch(foia, *own, form="pdf,txt")
    first = contents(B)
    assert {"print-001.pdf", "labels-001.pdf"} <= set(first)
    batch(foia, *own, "--only-failed", form="pdf,txt", rows=(*ROWS, "Kent Police Department,WA"))
    assert [one["print_run"] for one in lines(B)] == ["print-001.pdf"] * 3 + ["print-002.pdf"]
    assert [one["labels"] for one in lines(B)] == ["labels-001.pdf"] * 3 + ["labels-002.pdf"]
    now = contents(B)
    assert (now["print-001.pdf"], now["labels-001.pdf"]) == (first["print-001.pdf"], first["labels-001.pdf"])


def test_rounds_reissue_keeps_what_was_typed_into_the_workbook(foia: Run) -> None:
    batch(foia)
    in_the_workbook("manifest.xlsx", 2, "reply", "lost it")
    batch(foia, "--reissue", 2)
    assert [(one["issue"], one["status"], one["reply"]) for one in lines(B)[:2]] == [
        ("1", "reissued", "lost it"),
        ("2", "written", ""),
    ]


def test_rounds_after_all_letters_were_written_again(foia: Run) -> None:
    batch(foia, rows=ROWS[:1])
    review = contents(B)["review.docx"]
    batch(foia, "--reissue", 2, rows=ROWS[:1])
    ran = batch(foia, rows=ROWS[:1])
    assert "1 row in = 1 letter (1 were there already) + 0 skipped + 0 failed." in ran.out
    assert [(one["issue"], one["status"]) for one in lines(B)] == [("1", "reissued"), ("2", "written")]
    assert contents(B)["review.docx"] == review


def test_rounds_dates_typed_over_stop_nothing(foia: Run) -> None:
    batch(foia)
    rows = lines(B)
    for one in rows:
        one["dated"] = "soon"
    saved_by_a_spreadsheet(rows)
    assert "3 rows in = 3 letters (3 were there already)" in batch(foia).out


def test_rounds_forced_run_that_is_stopped_takes_no_old_letter_for_new(
    foia: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch(foia)
    rows = lines(B)
    rows[0]["reply"] = "none yet"
    saved_by_a_spreadsheet(rows)

    def stop(self: object, tick: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("foia.batch.run.Run._write_letters", stop)
        ran = batch(foia, "--force", "--size", "starter", code=130)
    assert ran.err.endswith("Stopped. What is finished is kept: run the same command again to go on.\n")
    batch(foia, "--size", "starter")
    assert [(one["status"], one["size"], one["reply"]) for one in lines(B)] == [
        ("written", "starter", "none yet"), ("written", "starter", ""), ("written", "starter", ""),
    ]  # fmt: skip


def test_rounds_manifest_that_is_open_elsewhere(foia: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.name == "manifest.xlsx":
            raise PermissionError(13, "Permission denied", str(target))
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr("foia.writing.Path.replace", locked)
        ran = batch(foia, code=1)
    assert "3 rows in = 3 letters + 0 skipped + 0 failed." in ran.out
    assert "Note: manifest.xlsx: could not be written: Permission denied. If it is open in another program" in ran.err
    assert len(lines(B)) == 3
    assert not list(B.rglob(".foia-*"))
    batch(foia)
    assert (B / "manifest.xlsx").is_file()
    assert not (B / ".progress.jsonl").exists()


def test_rounds_deadlines_of_both_forms(foia: Run) -> None:
    batch(foia)
    in_the_workbook("manifest.xlsx", 2, "received", "11/24/2026")
    in_the_workbook("manifest.xlsx", 3, "sent", "soon")
    told = {one["row"]: one for one in json.loads(foia("deadline", "--manifest", B / "manifest.xlsx", "--json").out)}
    assert (told[2]["counted_from"], told[2]["due"]) == ("2026-11-24", "2026-12-03")
    assert told[3]["how"] == "sent: 'soon' is not a date (write 2026-11-22)"
    assert told[4]["how"] == "not sent yet"
    printed = foia("deadline", "--manifest", B / "manifest.csv").out
    assert printed.endswith("3 letters, 0 with a date, 0 overdue.\n")


def test_rounds_run_stopped_before_midnight_goes_on_with_its_date(foia: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def at(day: int) -> None:
        clock = type("Clock", (dt.date,), {"today": classmethod(lambda cls: dt.date(2026, 11, day))})
        monkeypatch.setattr("foia.cli.letter.dt", SimpleNamespace(date=clock))

    at(23)
    Path("t.csv").write_text("\n".join(["agency,state", *ROWS]))
    words = ("batch", "t.csv", "--yes", "--out", "b", "--format", "txt", *ME[:4])

    def stop(self: object, lines: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("foia.batch.run.Run._write_bundles", stop)
        assert foia(*words).code == 130
    at(24)
    ran = foia(*words)
    assert "3 rows in = 3 letters (3 were there already) + 0 skipped + 0 failed." in ran.out
    assert {one["dated"] for one in lines(B)} == {"2026-11-23"}


def test_rounds_sworn_statements_in_any_order_are_the_same_batch(tmp_path: Path) -> None:
    own = (
        "--ids",
        "id/boise-police-department",
        "--yes",
        "--out",
        "b",
        "--format",
        "txt",
        *ME,
        "--phone",
        "208 555 0100",
    )
    own += ("--address", "1 Main / Boise, ID 83702", "--ground", "id:resident")
    for seed in ("1", "3"):
        affirmed = ("--affirm", "id:resident", "--affirm", "id:non-resident", "--affirm", "id:x")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "foia", "batch", *own, *affirmed]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        assert ran.returncode == 0, ran.stderr


def test_batch_journal_with_something_else_in_it_is_gone_over(foia: Run) -> None:
    batch(foia)
    (B / ".progress.jsonl").write_text('{"row": "2"}\n[1]\n"x"\n{"bundle": "review.docx"}\nnot json\n')
    assert "3 rows in = 3 letters (3 were there already) + 0 skipped + 0 failed." in batch(foia).out
    assert not (B / ".progress.jsonl").exists()
