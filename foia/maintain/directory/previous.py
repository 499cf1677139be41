"""The last build: its slugs are kept, its lines are never lost, and the report says what changed since."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Line = dict[str, str]


@dataclass
class Previous:
    """The lines of the last build by id; empty for the first."""

    lines: dict[str, Line] = field(default_factory=dict)

    @classmethod
    def read(cls, out: Path, states: Collection[str]) -> Previous:
        """The tables of these states that lie in the folder now; others are written by hand and left alone."""
        found = cls()
        for path in sorted(out.glob("??/agencies.csv")):
            if path.parent.name.upper() not in states:
                continue  # no list has federal agencies or those of another country
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    found.lines[f"{path.parent.name}/{row['slug']}"] = row
        return found

    @property
    def slugs(self) -> dict[str, str]:
        """Folder/ORI, or folder/name where there is none -> slug."""
        return {f"{id_.partition('/')[0]}/{row['ori'] or row['name']}": row["slug"] for id_, row in self.lines.items()}

    def lost(self, lines: Mapping[str, Line]) -> dict[str, Line]:
        """Lines that the lists do not give any more: an id never dies, so they stay as unconfirmed."""
        return {id_: _unconfirmed(row) for id_, row in self.lines.items() if id_ not in lines}

    def changes(self, lines: Mapping[str, Line]) -> list[str]:
        """What is new, gone or different, as lines of a report."""
        if not self.lines:
            return ["- first build: nothing to compare with"]
        new = sorted(set(lines) - set(self.lines))
        columns: Counter[str] = Counter()
        shown = []
        for id_, line in lines.items():
            old = self.lines.get(id_, line)
            for column in (name for name in line if line[name] != old.get(name, "")):
                columns[column] += 1
                shown.append(f"  - {id_} {column}: {old.get(column, '')!r} -> {line[column]!r}")
        head = [f"- new lines: {len(new)}", *(f"  - {one}" for one in new[:50])]
        return [*head, f"- changed cells: {sum(columns.values())} ({dict(columns)})", *shown[:200]]


def _unconfirmed(row: Line) -> Line:
    note = "No longer on the lists."
    if row["status"] == "merged" or note in row["note"]:
        return row
    return {**row, "status": "unconfirmed", "note": f"{row['note']} {note}".strip()}
