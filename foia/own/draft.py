"""Lines that are not written yet, held against the rules of `foia check`."""

from __future__ import annotations

import csv
import datetime as dt
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from foia.checks.agencies import check_agencies
from foia.checks.contacts import check_contacts
from foia.checks.context import Context
from foia.checks.own import check_fixes
from foia.checks.problem import Problem
from foia.checks.rows import Row
from foia.library.agencies import FIX_COLUMNS
from foia.library.places import Library

CONTACT_COLUMNS = ("slug", "channel", "value", "source", "date")
_LINKS = ("parent", "covered_by", "successor")
_TOLD_ONCE = re.compile(r"(?:source|date|\w+_source|\w+_date): ")
"""Sources and dates are judged in the line of the fix, not again in every column they go to."""


@dataclass(frozen=True)
class _Drafted(Library):
    """The library with a folder of draft lines over it."""

    draft: Path = field(default_factory=Path)

    def layers(self) -> tuple[Path, ...]:
        return (*super().layers(), self.draft)


@dataclass(frozen=True)
class _Neighbours(Context):
    """What the rules look up, from these jurisdictions alone: one state is read in a fraction of the time of all."""

    codes: tuple[str, ...] = ()

    @cached_property
    def agencies(self) -> dict[str, tuple[Path, Row]]:
        return {
            f"{code}/{row.cells.get('slug', '')}": (path, row)
            for code in self.codes
            for path in self.library.files("agencies", code, "agencies.csv")
            for row in self.table(path, "AgencyLine").rows
        }


@dataclass(frozen=True)
class Judge:
    """Judges draft lines about one agency as `foia check` would, on that day."""

    library: Library
    id: str
    on: dt.date

    @property
    def _code(self) -> str:
        return self.id.partition("/")[0]

    def agency(self, row: Mapping[str, str]) -> list[Problem]:
        """Problems of a whole line of agencies.csv but for its sources and dates."""
        links = tuple(row[name].partition("/")[0] for name in _LINKS if row.get(name))
        found = self._judged("agencies.csv", row, links)
        return [one for one in found if not _TOLD_ONCE.match(one.message)]

    def contact(self, row: Mapping[str, str]) -> list[Problem]:
        """Problems of a line of contacts.csv but for its source and date."""
        return [one for one in self._judged("contacts.csv", row) if not _TOLD_ONCE.match(one.message)]

    def source(self, source: str, date: dt.date) -> list[Problem]:
        """Problems of a source and its date; words that say where one asked are good enough for one's own folder."""
        row = dict(zip(FIX_COLUMNS, (self.id, "name", "", source, date.isoformat()), strict=True))
        found = [one for one in self._judged("fixes.csv", row) if _TOLD_ONCE.match(one.message)]
        return [one for one in found if not (one.message.startswith("source:") and in_words(source))]

    def _judged(self, name: str, row: Mapping[str, str], links: Sequence[str] = ()) -> list[Problem]:
        with tempfile.TemporaryDirectory(prefix="foia-draft-") as folder:
            path = Path(folder) / ("" if name == "fixes.csv" else f"agencies/{self._code}") / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows([row.keys(), row.values()])
            library = _Drafted(self.library.root, self.library.own, Path(folder))
            codes = tuple(dict.fromkeys((self._code, *links)))
            return list(self._problems(_Neighbours(library, self.on, codes), path))

    def _problems(self, context: Context, path: Path) -> Iterator[Problem]:
        check = {"agencies.csv": check_agencies, "contacts.csv": check_contacts, "fixes.csv": check_fixes}[path.name]
        yield from (one for one in check(context, path, self._code).problems if one.level == "error")


def in_words(source: str) -> bool:
    """True for a source told in words: "telephone call to the records unit", but no damaged web address."""
    return " " in source and not re.match(r"https?:|www\.", source)
