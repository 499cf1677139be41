"""`foia agencies add`, `fix` and `diff`: the user's own lines, and what of them to send upstream."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

from foia.cli.say import note, say
from foia.cli.typed import date_of
from foia.directory import listed, search
from foia.errors import InputError, UnknownAgency
from foia.intake import clean
from foia.library.agencies import read_agencies
from foia.library.places import Library, open_library, user_folder
from foia.library.toml import guess
from foia.model import Agency
from foia.own import Mended, Told, add_agency, fix_agency, patch


def add(name: str, words: list[str], source: str | None, date: str | None, data: Path | None) -> None:
    """Write one whole line and say where it is kept."""
    told, values = _told(source, date), _values(words)
    wanted = clean("the id", name)
    done = add_agency(open_library(data), own_folder(data), wanted, values, told, dt.date.today())
    say("\n".join([f"added {done.agency}", *(f"  {one.field}: {one.new}" for one in done.changes)]))
    _end(done, data)


def fix(typed: str, words: list[str], source: str | None, date: str | None, data: Path | None) -> None:
    """Write a line for every field and say what stood there before."""
    told, values = _told(source, date), _values(words)
    library = open_library(data)
    agency = _by_id(library, clean("the id", typed))
    done = fix_agency(library, own_folder(data), agency, values, told, dt.date.today())
    lines = [f"  {one.field}: {one.old or 'not on file'} -> {one.new or 'empty'}" for one in done.changes]
    say("\n".join([f"fixed {done.agency}", *lines]))
    _end(done, data)


def diff(typed: str | None, data: Path | None) -> None:
    """Print the patch as it is, long lines and all, so that it can be sent or applied."""
    library = open_library(data)
    agency = _by_id(library, clean("the id", typed)).id if typed else None
    made = patch(library, own_folder(data), agency)
    sys.stdout.write(made.text)
    for one in made.notes:
        note(one)
    if made.text:
        note("agencies/README.md says how to send it.")
    else:
        about = f" about {agency}" if agency else ""
        note(f"Nothing to send: your folder holds nothing{about} that the packaged data do not say.")


def own_folder(data: Path | None) -> Path:
    """The user's own folder; InputError where a file has its name."""
    folder = user_folder() if data is None else data
    if folder.exists() and not folder.is_dir():
        raise InputError("this is not a folder", where=str(folder), to_do="Name a folder with --data.")
    return folder


def _told(source: str | None, date: str | None) -> Told:
    where = clean("the source", source or "")
    if not where:
        to_do = "Add --source with the address of the page where you read it, or a few words on whom you asked."
        raise InputError("every change has a source", where="--source", to_do=to_do)
    return Told(where, date_of("--date", date) or dt.date.today())


def _values(words: list[str]) -> dict[str, str]:
    """`field=value` words as fields, cleaned; a field is given once."""
    values: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            to_do = "Write, for example, phone='(206) 555-0100': one = and quotes around spaces."
            raise InputError(f"{word!r} is not field=value", to_do=to_do)
        name = name.strip().lower()
        if name in values:
            raise InputError(f"{name} is given twice", to_do="Give each field once.")
        values[name] = clean(name, value)
    return values


def _by_id(library: Library, typed: str) -> Agency:
    """The agency of that very id, merged ones too; UnknownAgency with the nearest otherwise."""
    there = read_agencies(library, typed.partition("/")[0]) if re.fullmatch(r"[a-z]{2}/.+", typed) else {}
    if typed in there:
        return there[typed]
    near = [] if there else search(library, typed, limit=5)
    raise UnknownAgency(
        f"no agency has the id {typed!r}{guess(typed, there)}",
        to_do="Nearest on file:\n" + listed(near) if near else "`foia agencies search` finds ids.",
        candidates=tuple(one.agency.id for one in near),
    )


def _end(done: Mended, data: Path | None) -> None:
    for one in done.notes:
        note(one)
    where = f" --data {data}" if data else ""
    note(f"Kept in {done.path}. To send it upstream: foia agencies diff {done.agency}{where}")
