"""Reads a jurisdiction's law, its days off, and what its laws say on a subject."""

from __future__ import annotations

import re

from foia.errors import DataError, InputError
from foia.library.places import Library, kept
from foia.library.tables import as_date, read_rows
from foia.library.toml import guess, read_record
from foia.model import Calendar, Catalogue, Law, MissingLaw, Style, SubjectLaws, UseRules, Vendors

_HOLIDAY_COLUMNS = frozenset({"date", "name", "source"})


def jurisdiction_id(library: Library, typed: str) -> str:
    """The folder for what was typed (`WA`, `wa`, `Wash.`, `Washington`); InputError with the list where there is none.

    A folder that holds agencies and no law counts: its agencies are found, and whoever reads its law says that none is
    on file.
    """
    known = library.jurisdictions()
    if _bare(typed) in library.folders():
        return _bare(typed)
    laws = {code: read_law(library, code) for code in known}
    names = {law.jurisdiction.lower(): code for code, law in laws.items()}
    names |= {one.jurisdiction.lower().removeprefix("the "): code for code, one in missing_laws(library).items()}
    short = {_bare(word): code for code, law in laws.items() for word in law.abbreviations}
    called = short | {_bare(name): code for name, code in names.items()}
    if _bare(typed) in called:
        return called[_bare(typed)]
    listed = ", ".join(code.upper() for code in known)
    raise InputError(
        f"no law is on file for {typed!r}{guess(typed.strip().lower(), [*known, *names])}",
        to_do=f"Jurisdictions on file: {listed}. `foia law list` shows them.",
    )


def _bare(typed: str) -> str:
    """Lower case without dots, commas and spaces: `N. C.`, `N.C.` and `nc` are one."""
    return re.sub(r"[\s.,]", "", typed.lower())


@kept
def read_law(library: Library, code: str) -> Law:
    """The jurisdiction's law.toml, the user's own file before the packaged one."""
    path = library.file("agencies", code, "law.toml")
    if path is None:
        raise _no_law(library, code)
    return read_record(path, Law)


def missing_laws(library: Library) -> dict[str, MissingLaw]:
    """The folders of which the act is known by name and not on file."""
    path = library.file("agencies", "no-law.toml")
    return read_record(path, dict[str, MissingLaw]) if path else {}


def _no_law(library: Library, code: str) -> InputError:
    missing = missing_laws(library).get(code)
    if missing is None:
        return InputError(f"no law is on file for {code!r}", to_do="`foia law list` shows the jurisdictions on file.")
    return InputError(
        f"no law is on file for {missing.jurisdiction}, so no letter can be written there",
        where=code,
        to_do=f"{missing.about} ({missing.source}) Write in your own words and name that act.",
    )


@kept
def read_calendar(library: Library, code: str) -> Calendar:
    """The jurisdiction's holiday table; its years are whole, so the table ends where its last year ends."""
    path = library.file("agencies", code, "holidays.csv")
    if path is None:
        raise DataError(f"there is no holiday table for {code!r}", where=f"agencies/{code}/holidays.csv")
    days = {
        as_date(row["date"], f"{path}:{line}"): row["name"]
        for line, row in read_rows(path, _HOLIDAY_COLUMNS, _HOLIDAY_COLUMNS)
    }
    if not days:
        raise DataError("the holiday table is empty", where=str(path))
    years = {day.year for day in days}
    return Calendar(first=min(days).replace(day=1, month=1), last=min(days).replace(max(years), 12, 31), holidays=days)


@kept
def read_catalogue(
    library: Library, subject: str, name: str = "records.toml", language: str = Style().language
) -> Catalogue:
    """The items of a subject and the words its letters share, in the law's language where a folder has them."""
    path = library.file("templates", language, subject, name) or library.file("templates", subject, name)
    if path is None:
        raise InputError(f"no subject {subject!r}", where=f"templates/{subject}/{name}")
    return read_record(path, Catalogue)


@kept
def read_vendors(library: Library, subject: str) -> Vendors:
    """The vendors of a subject; empty where the subject names none."""
    path = library.file("templates", subject, "vendors.toml")
    return read_record(path, Vendors) if path else Vendors(vendors=())


@kept
def read_use_rules(library: Library, subject: str) -> UseRules:
    """How published evidence of use steers the letters of a subject; empty where it has no rules."""
    path = library.file("templates", subject, "steering.toml")
    return read_record(path, UseRules) if path else UseRules()


@kept
def read_subject_laws(library: Library, code: str, subject: str) -> SubjectLaws:
    """The jurisdiction's laws on the subject; empty where none is on file."""
    path = library.file("agencies", code, f"{subject}.toml")
    return read_record(path, SubjectLaws) if path else SubjectLaws()
