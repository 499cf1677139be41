"""`foia check`: every problem of the data at once, as path:line, and what to write instead."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from foia.checks import Problem, inspect
from foia.cli.say import say, say_json
from foia.errors import InputError
from foia.library.places import open_library


def run(path: Path | None, *, as_json: bool) -> None:
    """Print the problems of all data in use, or of the folder or file named; exit 1 if one is an error."""
    if path is not None and not path.exists():
        raise InputError("there is no such file or folder", where=str(path))
    report = inspect(open_library() if path is None else path, dt.date.today())
    if as_json:
        say_json([_as_json(one) for one in report.problems])
    else:
        for one in report.problems:
            say(str(replace(one, path=_from_here(one.path))))
        counts = (
            (report.files, "file"),
            (report.facts, "fact"),
            (report.errors, "problem"),
            (report.warnings, "warning"),
        )
        say(", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts))
    if report.errors:
        raise SystemExit(1)


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
