"""`foia check`: every problem of the data at once, as path:line, and what to write instead."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from foia.checks import Problem, inspect
from foia.checks.fixing import Fixed, fix
from foia.checks.mending import Change
from foia.cli.say import say, say_json
from foia.errors import InputError
from foia.library.places import open_library


def run(path: Path | None, *, as_json: bool, mend: bool = False) -> None:
    """Print the problems of all data in use, or of the folder or file named; exit 1 if one is an error.

    With `mend`, tables that a spreadsheet changed are put right first and every change is printed.
    """
    if path is not None and not path.exists():
        raise InputError("there is no such file or folder", where=str(path))
    where, today = open_library() if path is None else path, dt.date.today()
    fixed = fix(where, today) if mend else Fixed()
    report = inspect(where, today)
    problems = [*fixed.left, *report.problems]
    if as_json:
        said = [_as_json(one) for one in problems]
        say_json({"changes": [_change(one) for one in fixed.changes], "problems": said} if mend else said)
    else:
        _print(problems, fixed, mend=mend)
        counts = (
            (report.files, "file"),
            (report.facts, "fact"),
            (report.errors + len(fixed.left), "problem"),
            (report.warnings, "warning"),
        )
        say(", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts))
    if report.errors or fixed.left:
        raise SystemExit(1)


def _print(problems: list[Problem], fixed: Fixed, *, mend: bool) -> None:
    for change in fixed.changes:
        say(str(replace(change, path=_from_here(change.path))))
    if mend:
        say(_count(fixed))
    for one in problems:
        say(str(replace(one, path=_from_here(one.path))))


def _count(fixed: Fixed) -> str:
    counts = ((len(fixed.changes), "change"), (fixed.files, "file"))
    said = " in ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts)
    return said if fixed.changes else "nothing to change"


def _change(one: Change) -> dict[str, object]:
    return {"path": str(_from_here(one.path)), "line": one.line, "what": one.what, "old": one.old, "new": one.new}


def _from_here(path: Path) -> Path:
    """The path from the folder one stands in, if the file lies below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _as_json(one: Problem) -> dict[str, object]:
    return {
        "path": str(_from_here(one.path)),
        "line": one.line,
        "level": one.level,
        "message": one.message,
        "suggestion": one.suggestion,
    }
