"""What a person read wins over what is built: whole lines and single fixes, kept apart from the built tables.

`--hand DIR` names a folder with `<xx>/hand.csv` in the columns of agencies.csv. A line with a name
and a kind is whole: its address and telephone number stand as they are, gaps too, since whoever wrote the line saw what
the lists say. A line without them is a fix: only its filled cells count, and "-" empties a cell. A line finds its
agency by `ori`, else by slug.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from foia.errors import DataError
from foia.lists.names import place, slug_of
from foia.lists.spine import Draft
from foia.maintain.directory.columns import COLUMNS, GROUPS


@dataclass(frozen=True)
class HandLine:
    """One line read by a person, and where it stands."""

    folder: str
    cells: dict[str, str]
    where: str

    @property
    def whole(self) -> bool:
        """True if the line speaks for the agency, not for single cells of it."""
        return bool(self.cells.get("name") and self.cells.get("kind"))


def read_hand(folders: Iterable[Path]) -> list[HandLine]:
    """The lines of every folder in order; a later line about the same agency adds to the earlier one."""
    lines = []
    for folder in folders:
        for path in sorted(folder.glob("??/hand.csv")):
            lines += _lines(path, path.parent.name)
    return lines


def _lines(path: Path, code: str) -> list[HandLine]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if unknown := sorted(set(reader.fieldnames or ()) - set(COLUMNS)):
            raise DataError(f"unknown column {unknown[0]!r}", where=f"{path}:1", to_do="The columns of agencies.csv.")
        return [
            HandLine(
                code,
                {key: cell.strip() for key, cell in row.items() if cell and cell.strip()},
                f"{path}:{reader.line_num}",
            )
            for row in reader
        ]


def apply_hand(drafts: list[Draft], lines: Iterable[HandLine]) -> list[Draft]:
    """The drafts with the hand lines upon them: slugs kept, agencies added, heads in place of units."""
    by_ori = {one.ori: one for one in drafts if one.ori}
    by_slug: dict[str, Draft] = {}
    for one in drafts:
        if one.status != "unit":
            by_slug.setdefault(f"{one.state.lower()}/{slug_of(one.name)}", one)
    added: list[Draft] = []
    absorbed: set[int] = set()
    for line in lines:
        draft = _found(line, by_ori, by_slug, absorbed)
        if draft is None:
            draft = _new(line)
            added.append(draft)
        _lay(draft, line)
        by_slug[f"{line.folder}/{draft.slug or line.cells.get('slug', '')}"] = draft
    return [one for one in (*drafts, *added) if id(one) not in absorbed]


def _found(
    line: HandLine, by_ori: Mapping[str, Draft], by_slug: Mapping[str, Draft], absorbed: set[int]
) -> Draft | None:
    """The draft a line is about. An agency's ORI is often that of its headquarters unit: then the agency is meant."""
    unit = by_ori.get(line.cells.get("ori", ""))
    meant = line.whole and line.cells.get("status", "active") == "active"
    if meant and unit is not None and unit.status == "unit" and unit.parent is not None:
        absorbed.add(id(unit))
        unit.parent.ori = unit.ori
        return unit.parent
    return unit or by_slug.get(f"{line.folder}/{line.cells.get('slug', '')}")


def _new(line: HandLine) -> Draft:
    if not line.whole:
        raise DataError(
            "no agency of that slug or ORI is on the lists", where=line.where, to_do="Give it name and kind."
        )
    cells = line.cells
    draft = Draft(line.folder.upper(), cells["name"], cells["kind"], ori=cells.get("ori", ""))
    draft.place = place(draft.name, draft.kind)
    return draft


def _lay(draft: Draft, line: HandLine) -> None:
    cells = line.cells
    draft.state = line.folder.upper()
    draft.slug = cells.get("slug", draft.slug)
    draft.name = cells.get("name", draft.name)
    draft.kind = cells.get("kind", draft.kind)
    draft.status = cells.get("status", draft.status)
    draft.officers = int(cells.get("officers", draft.officers))
    if cells.get("name"):
        draft.incomplete = False
        draft.notes = [note for note in draft.notes if "cuts its name" not in note]
    draft.hand = {**draft.hand, **cells}
    draft.hand_whole = draft.hand_whole or line.whole


def over(built: Mapping[str, str], draft: Draft) -> dict[str, str]:
    """The built cells with the hand's over them; a fact comes with its own source and date, never with another's."""
    if not draft.hand:
        return dict(built)
    cells = dict(built)
    for group in GROUPS:
        kept = draft.hand_whole and group[0] in ("street", "phone")
        if kept or any(column in draft.hand for column in group):
            cells |= dict.fromkeys(group, "")
    cells |= draft.hand
    return {column: "" if cell == "-" else cell for column, cell in cells.items()}
