"""`foia lint`: what will get a request refused, as path:line, why, and what to write instead."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from foia.cli.say import note, say, say_json
from foia.library.laws import jurisdiction_id
from foia.library.places import open_library
from foia.lint import lint_file


def run(file: Path, state: str | None, data: Path | None, *, as_json: bool) -> None:
    """Print the findings in a request; exit 1 if one of them is an error."""
    library = open_library(data)
    found = lint_file(file, library, jurisdiction_id(library, state) if state else "")
    errors = sum(one.level == "error" for one in found)
    if as_json:
        say_json([{**asdict(one), "path": str(one.path)} for one in found])
    else:
        for one in found:
            say(str(one))
        counts = ((errors, "problem"), (len(found) - errors, "warning"))
        say(", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts))
        if not state:
            note("Give --state to have its citations judged too.")
    if errors:
        raise SystemExit(1)
