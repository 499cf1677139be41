"""Who signs in which state: a table that a newsroom and its partners keep."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from foia.errors import InputError
from foia.importing import plain, read_sheet
from foia.library.laws import jurisdiction_id
from foia.library.places import Library
from foia.requesters import FIELDS, cleaned

_AS_FIELDS = {"e mail": "email", "mail": "email", "telephone": "phone", "statements": "statement", "grounds": "ground"}
_EXAMPLE = "Its first row is such as: state,name,email,organization,ground"


def read_signers(library: Library, path: Path) -> dict[str, dict[str, Any]]:
    """By jurisdiction, the requester's fields; InputError names the line that cannot be used."""
    rows = read_sheet(path).rows
    header = [_AS_FIELDS.get(plain(cell), plain(cell)) for cell in rows[0][1]]
    if "state" not in header:
        raise InputError("the table of signers has no column 'state'", where=str(path), to_do=_EXAMPLE)
    if unknown := [name for name in header if name and name not in ("state", *FIELDS)]:
        to_do = f"Columns: state, {', '.join(FIELDS)}."
        raise InputError(f"the table of signers has a column {unknown[0]!r}", where=str(path), to_do=to_do)
    found: dict[str, dict[str, Any]] = {}
    for number, cells in rows[1:]:
        row, where = dict(zip(header, cells, strict=False)), f"{path}:{number}"
        code = _code(library, row.pop("state", ""), where)
        if code in found:
            raise InputError(f"a second signer for {code.upper()}", where=where, to_do="Keep one line for each state.")
        found[code] = {name: cleaned(name, value, where) for name, value in row.items() if name and value}
    return found


def _code(library: Library, typed: str, where: str) -> str:
    try:
        return jurisdiction_id(library, typed)
    except InputError as error:
        raise InputError(error.what, where=where, to_do=error.to_do) from error
