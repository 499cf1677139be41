"""Writes docs/directory-largest.md, the largest agencies as a person read them: `python -m foia.maintain.largest`.

Rank, address, its source and the channels come from the tables; the verdict, a second source and a remark stand in
agencies/largest-read.csv. A line that says another thing than the tables is an error, so that no reading outlives what
was read.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from foia.errors import DataError
from foia.library.agencies import channels_on_file, read_agencies
from foia.library.places import Library, data_root
from foia.library.tables import as_row, read_rows
from foia.model import Agency
from foia.model.base import Record
from foia.writing import write_whole

READ = "largest-read.csv"
PAGE = Path(__file__).parents[2] / "docs" / "directory-largest.md"
LARGEST = 200
ASKED = ("active", "no officers")
"""The statuses of agencies that can be asked themselves."""
Verdict: TypeAlias = Literal[
    "official page", "official page, old", "list, agrees", "list, not confirmed", "list, doubtful", "gap"
]
FEDERAL_LIST = "hifld-2019"
_HEAD = """# The two hundred largest agencies, read one by one

Made from the tables in `agencies/` and from `agencies/largest-read.csv` by `python -m foia.maintain.largest`. Every
line was read by a person against the row of the federal list that it would come from (does it name a jail, a precinct,
a district, another agency, an office that has moved?) and against a second source where one was seen.

| verdict | what it means | agencies |
| --- | --- | --- |
"""
_MEANING: dict[Verdict, str] = {
    "official page": "headquarters, or the office that takes requests, on an official page or in a rule",
    "official page, old": "the same, but the page is old or from a former site: confirm by telephone",
    "list, agrees": "the federal list of 2018-19 has it, and a second source says the same",
    "list, not confirmed": "the federal list has it, nothing seen speaks against it, no second source was seen",
    "list, doubtful": "the federal list has it, and it may be out of date: ask first",
    "gap": "no address: none on an official page, and the list's is a jail, a branch, a former building or unconfirmed",
}


class Reading(Record, frozen=True, kw_only=True):
    """One line of largest-read.csv: what a person found when reading an agency's address."""

    id: str
    verdict: Verdict
    second_source: str = ""
    date: dt.date
    remark: str


_COLUMNS = frozenset(field.name for field in msgspec.structs.fields(Reading))


def largest(library: Library) -> list[Agency]:
    """The agencies with most officers that can be asked, the largest first."""
    every = (one for code in _folders(library) for one in read_agencies(library, code).values())
    asked = (one for one in every if one.status in ASKED)
    return sorted(asked, key=lambda one: (-(one.officers or 0), one.id))[:LARGEST]


def _folders(library: Library) -> list[str]:
    """Every folder with agencies, also one whose law is not on file: its agencies are as large."""
    return sorted({path.parent.name for layer in library.layers() for path in layer.glob("agencies/*/agencies.csv")})


def readings(library: Library) -> dict[str, Reading]:
    """The lines of largest-read.csv by agency; DataError where one stands twice."""
    found: dict[str, Reading] = {}
    for path in library.files("agencies", READ):
        for line, row in read_rows(path, _COLUMNS, _COLUMNS):
            one = as_row(row, Reading, path, line)
            if one.id in found:
                raise DataError(f"{one.id} has a line already", where=f"{path}:{line}")
            found[one.id] = one
    return found


def page(library: Library) -> str:
    """The whole page; DataError where a reading is missing, one too many, or about another address."""
    agencies, read = largest(library), readings(library)
    if stray := sorted(set(read) - {one.id for one in agencies}):
        raise DataError(f"{stray[0]} is not among the {LARGEST} largest", where=READ, to_do="Take its line out.")
    rows = [_row(rank, one, _reading(one, read), _channels(library, one)) for rank, one in enumerate(agencies, 1)]
    counts = Counter(one.verdict for one in read.values())
    told = [f"| {verdict} | {meaning} | {counts[verdict]} |" for verdict, meaning in _MEANING.items()]
    head = "| | id | officers | address | source | channels on file | verdict | second source | read | remark |"
    return _HEAD + "\n".join([*told, "", head, "| --- " * 10 + "|", *rows, ""])


def _reading(agency: Agency, read: dict[str, Reading]) -> Reading:
    reading = read.get(agency.id)
    if reading is None:
        raise DataError(f"{agency.id} is among the {LARGEST} largest and has no line", where=READ, to_do="Read it.")
    if not reading.verdict.startswith(_source(agency)[0]):
        raise DataError(
            f"{agency.id}: the verdict is {reading.verdict!r}, but the tables have: {_source(agency)[1]}",
            where=READ,
            to_do="Read the address again and say what you found.",
        )
    return reading


def _source(agency: Agency) -> tuple[str, str]:
    """How a fitting verdict begins, and the kind of source in words."""
    if not agency.street:
        return "gap", "none"
    if agency.address_source == FEDERAL_LIST:
        return "list", f"federal list (HIFLD), {agency.address_date}"
    return "official", f"[official page](<{agency.address_source}>), {agency.address_date}"


def _channels(library: Library, agency: Agency) -> str:
    return ", ".join(sorted(channels_on_file(library, agency.jurisdiction).get(agency.id, ())))


def _row(rank: int, agency: Agency, reading: Reading, channels: str) -> str:
    place = f"{agency.state} {agency.zip}".strip()
    address = ", ".join((agency.street, agency.city, place)) if agency.street else "gap"
    cells = (
        str(rank),
        agency.id,
        str(agency.officers),
        address,
        _source(agency)[1],
        channels or "none",
        reading.verdict,
        _linked(reading.second_source),
        str(reading.date),
        reading.remark,
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _linked(source: str) -> str:
    return f"[page](<{source}>)" if source.startswith("http") else source


if __name__ == "__main__":
    write_whole({PAGE: page(Library(data_root())).encode()}, "the page cannot be written")
    print(f"wrote {PAGE}")
