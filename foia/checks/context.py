"""What rules look up beyond their own file: the dictionary, agencies, sources, items."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from foia.checks.dictionary import Dictionary, read_dictionary
from foia.checks.problem import Problem
from foia.checks.rows import Row, Table, read_table
from foia.errors import FoiaError
from foia.library.laws import read_catalogue, read_law, read_subject_laws
from foia.library.places import Library
from foia.model import Style

SUBJECT = "facial-recognition"


@dataclass
class Examined:
    """What came of one file: its problems and how many facts were looked at."""

    problems: list[Problem] = field(default_factory=list)
    facts: int = 0


@dataclass(frozen=True)
class Context:
    """The library that the files belong to and the day on which it is judged."""

    library: Library
    on: dt.date

    @cached_property
    def dictionary(self) -> Dictionary:
        """The dictionary of fields."""
        return read_dictionary(self.library)

    def table(self, path: Path, kind: str) -> Table:
        """A table, read once."""
        if path not in self._tables:
            self._tables[path] = read_table(path, self.dictionary, kind)
        return self._tables[path]

    def hold(self, path: Path, table: Table) -> None:
        """Take this for the table at that path, such as one that is being mended."""
        self._tables[path] = table

    @cached_property
    def _tables(self) -> dict[Path, Table]:
        return {}

    @cached_property
    def agencies(self) -> dict[str, tuple[Path, Row]]:
        """Every agency's line by id; the user's own line in place of a packaged one."""
        return {
            f"{path.parent.name}/{row.cells.get('slug', '')}": (path, row)
            for layer in self.library.layers()
            for path in sorted(layer.glob("agencies/*/agencies.csv"))
            for row in self.table(path, "AgencyLine").rows
        }

    def style(self, code: str) -> Style:
        """How the jurisdiction writes addresses and numbers; that of the United States where no law can be read."""
        try:
            return read_law(self.library, code).style
        except FoiaError:
            return Style()

    def near_agency(self, name: str) -> str:
        """`; did you mean 'wa/kent-police-department'?`, by what tells agencies of one state apart."""
        told_apart = {
            one.removesuffix("-department").removesuffix("-police"): one
            for one in self.agencies
            if one.partition("/")[0] == name.partition("/")[0]
        }
        near = get_close_matches(name.removesuffix("-department").removesuffix("-police"), told_apart, 1, 0.75)
        return f"; did you mean {told_apart[near[0]]!r}?" if near else ""

    @cached_property
    def oris(self) -> dict[str, list[str]]:
        """The ids of the agencies that carry an FBI id."""
        found: dict[str, list[str]] = {}
        for name, (_, row) in self.agencies.items():
            if ori := row.cells.get("ori"):
                found.setdefault(ori, []).append(name)
        return found

    @cached_property
    def source_ids(self) -> frozenset[str]:
        """The headings of agencies/SOURCES.md that are ids: `### fbi-lee-2025`."""
        texts = [
            path.read_text(encoding="utf-8", errors="replace") for path in self.library.files("agencies", "SOURCES.md")
        ]
        return frozenset(re.findall(r"^### ([a-z0-9]+(?:-[a-z0-9]+)*)\s*$", "\n".join(texts), re.MULTILINE))

    @cached_property
    def items(self) -> frozenset[str]:
        """The ids of the subject's items in all languages; empty where the catalogue cannot be read."""
        places = {path.parent.name for layer in self.library.layers() for path in layer.glob(f"templates/*/{SUBJECT}")}
        try:
            catalogues = [read_catalogue(self.library, SUBJECT, language=one) for one in ("", *sorted(places))]
        except FoiaError:
            return frozenset()
        return frozenset(one.id for catalogue in catalogues for one in catalogue.items)

    def mandated(self, agencies: Sequence[str]) -> frozenset[str]:
        """The ids of the records that laws make these agencies hold; none where their file cannot be read."""
        codes = {name.partition("/")[0] for name in agencies}
        try:
            laws = [law for code in codes for law in read_subject_laws(self.library, code, SUBJECT).laws]
        except FoiaError:
            return frozenset()
        return frozenset(record.id for law in laws for record in law.records)
