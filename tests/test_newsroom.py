"""docs/newsroom.md is in step: its commands are run, and every line that they print is the one on the page.

`pytest --update-letters tests/test_newsroom.py` writes the printed lines anew; read the diff.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "newsroom.md"
STEP = re.compile(r"<!-- then: (?P<edit>.*?) ?-->|```console\n\$ (?P<command>[^\n]*)\n(?P<printed>.*?)```", re.DOTALL)
PULSE = re.compile(r"^(?:Planning|Writing): .*\n", re.MULTILINE)


class _Then(dt.date):
    """The clock stands on a day after the letters went out."""

    @classmethod
    def today(cls) -> dt.date:
        return dt.date(2026, 12, 9)


def edit(words: str) -> None:
    """What the reader of the page does by hand."""
    what, _, rest = words.partition(" ")
    if what == "table":
        before, _, after = rest.partition(" ->")
        path = Path("newsroom-departments.csv")
        assert before in path.read_text()
        path.write_text(path.read_text().replace(before, after.strip()))
        return
    folder, agency, *cells = rest.split()
    path = Path(folder) / "manifest.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    row = next(row for row in rows if row["agency"] == agency and row["status"] == "written")
    row |= dict(cell.split("=") for cell in cells)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerows(rows)


def printed(foia: Callable[..., Any], line: str) -> str:
    """What the command prints, results first."""
    command, _, pipe = line.partition(" | ")
    program, *words = shlex.split(command)
    if program == "foia":
        ran = foia(*words)
        text = ran.out
        if pipe:
            text = subprocess.run(shlex.split(pipe), input=text, capture_output=True, text=True, check=True).stdout
        return PULSE.sub("", text + ran.err)
    return subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout


def steps(text: str) -> Iterator[re.Match[str]]:
    return STEP.finditer(text)


def test_newsroom_page_is_what_the_program_prints(
    foia: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr("foia.cli.deadlines_of_batch.dt", SimpleNamespace(date=_Then))
    for path in DOCS.glob("newsroom-*.csv"):
        shutil.copy(path, ".")
    text = PAGE.read_text(encoding="utf-8")
    told: dict[str, str] = {}
    for step in steps(text):
        if step["edit"]:
            edit(step["edit"])
        else:
            told[step[0]] = f"```console\n$ {step['command']}\n{printed(foia, step['command'])}```"
    now = text
    for before, after in told.items():
        now = now.replace(before, after.replace(str(Path.cwd()), "."))
    if request.config.getoption("--update-letters"):
        PAGE.write_text(now, encoding="utf-8")
    assert len(told) == 7
    assert text == now or request.config.getoption("--update-letters")
