"""A table made nasty on purpose (nasty.py has 5,000 rows of it; here every kind stands once or twice)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.batch.nasty import KINDS, as_csv, as_xlsx, problems, rows

Run = Callable[..., Any]
ME = ("--name", "Alex Example", "--email", "alex@example.org", "--date", "2026-11-23")


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_nasty_table_is_written_row_by_row_and_nothing_gets_out(foia: Run, tmp_path: Path, write: Any) -> None:
    made = [row for _, row in rows(2 * len(KINDS))]
    filled = sum(any(cell.strip() for cell in row) for row in made)
    table = write(made, tmp_path / f"nasty.{write.__name__[3:]}")
    before = set(tmp_path.rglob("*"))
    ran = foia("batch", table, "--yes", "--shared", "all", "--out", "b/c", "--format", "txt,eml,docx", "--jobs", 1, *ME)
    assert ran.code == 1
    assert f"\n{filled} rows in = " in ran.out
    assert list(problems(Path("b/c"), filled)) == []
    outside = {path for path in set(tmp_path.rglob("*")) - before if not path.is_relative_to(tmp_path / "b")}
    assert outside == set()


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("header injection", "the e-mail address "),
        ("right to left", "the column 'Requester name' holds U+20"),
        ("way out of the folder", "no a"),
        ("control character", "the column 'Agency name' holds U+00"),
        ("very long address", "the column of the address holds "),
        ("ambiguous name", "more than one agency has "),
        ("unknown state", "no law is on file for "),
    ],
)
def test_nasty_row_is_told_why(foia: Run, tmp_path: Path, kind: str, reason: str) -> None:
    import json
    import random

    table = as_csv([KINDS[kind](random.Random(1))], tmp_path / "one.csv")
    (row,) = json.loads(foia("batch", table, "--plan", "--json", *ME).out)["rows"]
    assert row["state"] == "failed"
    assert row["reason"].startswith(reason)
