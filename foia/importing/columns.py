"""Tells by its header what a column holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from foia.errors import InputError
from foia.importing.sheet import Sheet

FIELDS = ("id", "ori", "name", "state", "city", "county", "zip", "email", "portal", "phone", "address")
_WHOLE = {
    "id": "id; agency id; foia id",
    "ori": "ori; ori9; ori code; ori number; fbi id; fbi ori; ncic id; originating agency identifier",
    "email": "email; e mail; email address; e mail address; records email; foia email",
    "zip": "zip; zip code; zipcode; zip5; postal code; postcode",
    "phone": "phone; telephone; tel; phone number; telephone number; main phone",
    "county": "county; county name; parish",
    "state": "state; st; state code; state abbr; state abbreviation; state name; agency state",
    "city": "city; town; municipality; place; city town; locality; city name",
    "portal": "portal; url; website; web site; web page; link; request portal; records portal; portal url",
    "address": "address; street; street address; mailing address; address 1; address1; address line 1; addr",
    "name": "name; agency; agency name; department; department name; dept; dept name; police department;"
    " law enforcement agency; organization; organisation; recipient; jurisdiction; names; agencies; departments;"
    " police departments; police agencies",
}
_PARTS = {
    "ori": "ori ori9",
    "email": "email mail",
    "zip": "zip zipcode postal postcode",
    "phone": "phone telephone tel",
    "county": "county parish",
    "state": "state",
    "city": "city town municipality",
    "portal": "portal url website web link",
    "address": "address street addr",
    "name": "name agency department dept police sheriff",
}
"""Looked for in this order, so that `mailing address city` is a city and `agency phone` a telephone number."""
_OF_A_PERSON = frozenset("contact officer chief first last person reporter requester title fax notes note date".split())
OF_THE_ASKER = ("requester", "signer", "sender", "reporter")
"""First words of headers that speak of who asks and not of whom."""
_ID = re.compile(r"[a-z]{2}/[a-z0-9-]+", re.IGNORECASE)
_SEARCHED = 15
"""Filled rows at the top among which the header is looked for; titles may stand above it."""


@dataclass(frozen=True)
class Columns:
    """Where the header stands, which column each field is taken from, and the headers not used."""

    row: int
    taken: Mapping[str, int]
    headers: tuple[str, ...]

    @property
    def unused(self) -> tuple[str, ...]:
        """The headers of columns that nothing is taken from."""
        return tuple(one for at, one in enumerate(self.headers) if one and at not in self.taken.values())

    def cell(self, cells: Sequence[str], field: str) -> str:
        """What the row holds for the field, or ""."""
        at = self.taken.get(field)
        return cells[at] if at is not None and at < len(cells) else ""


def recognise(sheet: Sheet, path: Path) -> Columns:
    """The columns under the first header that names agencies; InputError where no row does."""
    for number, headers in sheet.rows[:_SEARCHED]:
        if not _is_header(headers):
            continue
        taken = _taken(headers, [cells for at, cells in sheet.rows if at > number])
        if {"name", "ori", "id"} & set(taken) or {"city", "state"} <= set(taken):
            return Columns(number, taken, headers)
    seen = ", ".join(repr(one) for one in sheet.rows[0][1] if one)
    raise InputError(
        f"no row names a column of agencies; the first one holds {seen}",
        where=str(path),
        to_do="Put a line of headers above the rows, such as: name,state,city,ori",
    )


def _is_header(cells: Sequence[str]) -> bool:
    """True where one cell is a field's whole name or two name different fields: `Kent Police Department` is neither."""
    named = [_field(cell) for cell in cells if cell]
    return any(rank == 0 for _, rank in named) or len({field for field, rank in named if rank == 1}) > 1


def _taken(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """The best column for each field: its whole name before a part of it, the left before the right."""
    found: dict[str, tuple[int, int]] = {}
    for at, header in enumerate(headers):
        field, rank = _field(header)
        if field == "id" and not any(at < len(cells) and _ID.fullmatch(cells[at]) for cells in rows):
            continue  # somebody else's numbers
        if field and (field not in found or rank < found[field][0]):
            found[field] = (rank, at)
    return {field: found[field][1] for field in FIELDS if field in found}


def _field(header: str) -> tuple[str, int]:
    """The field a header names and how surely: 0 by its whole name, 1 by a word in it; ("", 2) if none."""
    words = plain(header).split()
    if len(words) > 6 or (words[:1] and words[0] in OF_THE_ASKER):
        return "", 2  # a sentence and no header, or not about the agency
    for field, names in _WHOLE.items():
        if " ".join(words) in [name.strip() for name in names.split(";")]:
            return field, 0
    for field, parts in _PARTS.items():
        hit = set(words) & set(parts.split())
        if field == "email" and hit == {"mail"} and "e" not in words:
            continue
        if field == "name" and set(words) & _OF_A_PERSON:
            continue
        if hit:
            return field, 1
    return "", 2


def plain(header: str) -> str:
    """Lower case, accents and punctuation away, `agencyName` in two words."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    bare = unicodedata.normalize("NFKD", parted).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())
