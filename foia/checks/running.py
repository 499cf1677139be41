"""Runs every rule over a library, a folder or one file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from foia.checks.agencies import check_agencies
from foia.checks.calendars import check_holidays
from foia.checks.contacts import check_contacts
from foia.checks.context import SUBJECT, Context, Examined
from foia.checks.dictionary import Kind
from foia.checks.known_use import check_known_use
from foia.checks.law import check_law
from foia.checks.lint_words import check_lint
from foia.checks.looked_for import check_looked_for
from foia.checks.own import check_fixes, check_me
from foia.checks.problem import Problem
from foia.checks.shape import examine
from foia.checks.subject import check_catalogue, check_steering, check_vendors
from foia.checks.subject_laws import check_subject_laws
from foia.checks.templates import check_template
from foia.checks.towns import check_counties, check_coverage, check_places
from foia.errors import FoiaError, InputError
from foia.library.places import Library, data_root
from foia.library.toml import guess
from foia.model import MissingLaw

Check = Callable[[Context, Path, str], Examined]


def _dictionary(context: Context, path: Path, code: str) -> Examined:
    _, found = examine(path, dict[str, Kind], context.dictionary)
    return Examined(found)


def _no_law(context: Context, path: Path, code: str) -> Examined:
    _, found = examine(path, dict[str, MissingLaw], context.dictionary)
    return Examined(found)


def _nothing(context: Context, path: Path, code: str) -> Examined:
    return Examined()


CHECKS: dict[str, Check] = {
    "law.toml": check_law,
    f"{SUBJECT}.toml": check_subject_laws,
    "agencies.csv": check_agencies,
    "hand.csv": _nothing,  # the builder lays it upon the lists; a test holds it against agencies.csv
    "index.csv": _nothing,  # made from the tables; a test holds the two in step
    "places.csv": check_places,
    "counties.csv": check_counties,
    "covered.csv": check_coverage,
    "contacts.csv": check_contacts,
    "holidays.csv": check_holidays,
    "fixes.csv": check_fixes,
    "updates.csv": check_fixes,
    "me.toml": check_me,
    "records.toml": check_catalogue,
    "pledge.toml": check_catalogue,
    "host.toml": check_catalogue,
    "steering.toml": check_steering,
    "vendors.toml": check_vendors,
    "lint.toml": check_lint,
    "fields.toml": _dictionary,
    "no-law.toml": _no_law,
    "zips.toml": _nothing,  # the rules for addresses read it
    "known-use.csv": check_known_use,
    "looked-for.csv": check_looked_for,
    "known-use-decisions.csv": _nothing,  # its builder reads it, no letter does
    "largest-read.csv": _nothing,  # the page of the largest agencies is made from it; a test holds the two in step
    "holiday-rules.toml": _nothing,  # its builder reads it, no letter does
}
"""The rules for each kind of file, by the file's name."""


@dataclass(frozen=True)
class Report:
    """What was looked at and what was found, in the files' order."""

    files: int
    facts: int
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many problems there are that are not warnings."""
        return sum(one.level == "error" for one in self.problems)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return len(self.problems) - self.errors


def run(where: Library | Path, on: dt.date) -> list[Problem]:
    """Every problem of a library, a folder laid out like it, or one file, as judged on that day."""
    return list(inspect(where, on).problems)


def inspect(where: Library | Path, on: dt.date) -> Report:
    """The same with the number of files and facts looked at; InputError where there is nothing to look at."""
    library = where if isinstance(where, Library) else library_of(where)
    files = files_of(library.layers() if isinstance(where, Library) else (where,))
    if not files:
        raise InputError(
            "there is nothing to check here", where=str(where), to_do="Name a data folder, or a file such as law.toml."
        )
    context = Context(library, on)
    examined = [_examined(context, path) for path in files]
    problems = sorted({one for part in examined for one in part.problems}, key=_order)
    return Report(len(files), sum(part.facts for part in examined), tuple(problems))


def _order(one: Problem) -> tuple[str, int, str, str]:
    return str(one.path), one.line, one.level, one.message


def library_of(path: Path) -> Library:
    """The library a path belongs to: a whole tree stands for itself, anything less lies over the packaged one."""
    root = _root(path.resolve())
    whole = (root / "agencies").is_dir() and (root / "templates" / "letters").is_dir()
    return Library(root) if whole else Library(data_root(), root)


def _root(path: Path) -> Path:
    """The folder that holds `agencies` or `templates`, from a folder or file in it."""
    for one in (path, *path.parents):
        if one.name in ("agencies", "templates") and one.is_dir() and not (one / "agencies").is_dir():
            return one.parent
    return path if path.is_dir() else path.parent


def files_of(places: tuple[Path, ...]) -> list[Path]:
    """Every data file in these folders, and the files among them."""
    found: list[Path] = []
    for place in places:
        if place.is_file():
            found.append(place)
        elif place.is_dir():
            found += sorted(path for path in _candidates(place) if path.is_file() and not _hidden(path, place))
    return found


def _candidates(folder: Path) -> Iterator[Path]:
    """Data files in the folder: all of it inside agencies/ and templates/, else those two and the user's own files."""
    inside = {"agencies", "templates"} & {one.name for one in (folder, *folder.resolve().parents)}
    if inside and not (folder / "agencies").is_dir():
        yield from (path for path in folder.rglob("*") if path.suffix in (".toml", ".csv", ".txt"))
        return
    for name in ("agencies", "templates"):
        if (folder / name).is_dir():
            yield from (path for path in (folder / name).rglob("*") if path.suffix in (".toml", ".csv", ".txt"))
    yield from (folder / "fixes.csv", folder / "updates.csv", folder / "me.toml")


def _hidden(path: Path, place: Path) -> bool:
    return any(part.startswith((".", "~", "_")) for part in path.relative_to(place).parts)


def _examined(context: Context, path: Path) -> Examined:
    """One file by the rules for its name; a file of no known name is a warning, unless it is a template."""
    check = CHECKS.get(path.name) or (check_template if path.suffix == ".txt" else None)
    if check is None:
        to_do = f"Files: {', '.join(CHECKS)}."
        message = f"nothing reads a file of this name{guess(path.name, CHECKS)}"
        return Examined([Problem(path, 1, message, to_do, "warning")])
    try:
        return check(context, path, code_of(path))
    except (OSError, FoiaError, ValueError, ArithmeticError, RecursionError) as error:
        what = str(error) or type(error).__name__
        return Examined([Problem(path, 1, f"cannot be checked: {what}", "Open the file and look at it.")])


def code_of(path: Path) -> str:
    """The jurisdiction of a file in agencies/<xx>/, else ""."""
    folder = path.resolve().parent
    return folder.name if folder.parent.name == "agencies" else ""
