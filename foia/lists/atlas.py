"""Reads the Atlas of Surveillance and what was decided on its rows, and tells whom a row is about."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from foia.errors import DataError
from foia.library.agencies import read_agencies
from foia.library.places import Library
from foia.library.tables import read_rows
from foia.model import Agency
from foia.names import simplified

Row = Mapping[str, str]
TECHNOLOGY = "Face Recognition"
DECISIONS = "known-use-decisions.csv"
COLUMNS = "slug,relation,vendor,product,claim,source,source_name,date,tier,dataset,note".split(",")
"""Of known-use.csv, in their order."""
_DECIDED = "rows,id,relation,vendor,product,claim,link,source_name,date,tier,left_out,note".split(",")
_SAME = frozenset("office department dept the of".split())


def iso_date(written: str) -> str:
    """`2/11/2020` or `02/28/20` as 2020-02-11; "" for anything less than a day."""
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})", written)
    if not found:
        return ""
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    return f"{year}-{int(found[1]):02}-{int(found[2]):02}"


@dataclass(frozen=True)
class Found:
    """The agency a row is about, or the reason why it cannot be told."""

    id: str = ""
    reason: str = ""


class Directory:
    """The agencies by the words of their names in each folder."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._named: dict[str, dict[str, set[str]]] = {}
        self._agencies: dict[str, Agency] = {}

    def find(self, row: Row, id_: str) -> Found:
        """The agency of the id decided on, else the only one of that name in the state and county."""
        code = id_.partition("/")[0] or row["State"].lower()
        named = self._read(code)
        if id_:
            return Found(id_) if id_ in self._agencies else Found(reason=f"{id_} is not in the directory")
        ids = sorted(named.get(words_of(row["Agency"]), ()))
        near = [one for one in ids if _in_county(self._agencies[one], row["County"])]
        if len(near) == 1:
            return Found(near[0])
        if near:
            return Found(reason=f"several agencies of that name: {', '.join(near)}")
        return Found(reason="the only one of that name lies elsewhere" if ids else "no agency of that name on file")

    def _read(self, code: str) -> dict[str, set[str]]:
        if code not in self._named:
            named: dict[str, set[str]] = defaultdict(set)
            for id_, agency in read_agencies(self._library, code).items():
                self._agencies[id_] = agency
                for name in (agency.name, *agency.aliases) if agency.status != "merged" else ():
                    named[words_of(name)].add(id_)
            self._named[code] = named
        return self._named[code]


def words_of(name: str) -> str:
    """What two spellings of one agency's name share: `pasco county sheriff`."""
    return " ".join(word for word in simplified(name.strip()).split() if word not in _SAME)


def _in_county(agency: Agency, counties: str) -> bool:
    """False only where both name counties and share none; statewide bodies name none."""
    ours = {_county(one) for one in agency.county.split(";") if one.strip()}
    theirs = {_county(one) for one in counties.split(",") if one.strip()}
    return not ours or not theirs or bool(ours & theirs) or agency.kind == "state"


def _county(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower().replace("county", ""))


def read_atlas(path: Path) -> list[dict[str, str]]:
    """The Atlas's rows as downloaded; DataError where a column is missing."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        wanted = {"AOSNUMBER", "County", "State", "Agency", "Technology", "Link 1", "Link 1 Source", "Link 1 Date"}
        if missing := sorted(wanted - set(reader.fieldnames or ())):
            raise DataError(f"the column {missing[0]!r} is missing", where=f"{path}:1", to_do="Is this the Atlas?")
        return [{name: cell or "" for name, cell in row.items() if name} for row in reader]


def read_decisions(path: Path) -> list[dict[str, str]]:
    """What was decided on each row, empty cells left out."""
    return [row for _, row in read_rows(path, frozenset(_DECIDED), frozenset({"rows"}))]


def decided_on(row: Row, decisions: Sequence[Row]) -> list[Row]:
    """The decisions about a row, completed from the one about its first link."""
    alike: Row = next((one for one in decisions if one["rows"] == row["Link 1"].strip()), {})
    own = [one for one in decisions if one["rows"] == row["AOSNUMBER"]]
    return [_completed(one, alike) for one in own] or ([alike] if alike else [])


def _completed(own: Row, alike: Row) -> Row:
    if "left_out" in own:
        return own
    return {**{key: cell for key, cell in alike.items() if key != "left_out" or "relation" not in own}, **own}


def claim_of(row: Row, decision: Row, id_: str, dataset: str) -> dict[str, str]:
    """The line of known-use.csv that a decision makes of a row."""
    link = f"Link {decision.get('link', '1')}"
    written = row[f"{link} Date"].strip()
    date = decision.get("date") or iso_date(written)
    undated = f"The Atlas gives its date as {written}." if written and not date else ""
    cells = {
        "slug": id_.partition("/")[2],
        "source": row[link].strip(),
        "source_name": decision.get("source_name") or row[f"{link} Source"].strip(),
        "date": date,
        "dataset": dataset,
        "note": " ".join(part for part in (decision.get("note", ""), undated) if part),
    }
    return {name: cells.get(name, decision.get(name, "")) for name in COLUMNS}
