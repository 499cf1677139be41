"""Makes agencies/<xx>/known-use.csv from the Atlas of Surveillance: `python -m foia.maintain.known_use --atlas FILE`.

What each row means was decided by a person and stands in agencies/known-use-decisions.csv. A line of it is about one
row of the Atlas (`rows` is its AOSNUMBER) or about all rows whose first link is the address in `rows`; a line about one
row takes what it leaves empty from the line about its address. `left_out` says why a row gives no claim. Several lines
about one row make several claims. The Atlas's own sentences are not taken over.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from foia.errors import DataError, FoiaError
from foia.library.places import Library, data_root
from foia.library.tables import read_rows
from foia.lists.atlas import (
    COLUMNS,
    DECISIONS,
    TECHNOLOGY,
    Directory,
    Row,
    claim_of,
    decided_on,
    read_atlas,
    read_decisions,
)

DATASET = "eff-atlas-2020"


@dataclass
class Made:
    """What a build made: the lines of every folder, the rows left out and why, and what to look at."""

    rows: int = 0
    lines: dict[str, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))
    repeated: Counter[str] = field(default_factory=Counter)
    """Rows that said what another had said already, by agency id."""
    further: int = 0
    """Claims beyond the first of their row."""
    left_out: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Number, state, agency and reason."""

    @property
    def out(self) -> int:
        """How many lines were made."""
        return sum(len(lines) for lines in self.lines.values())

    def adds_up(self) -> bool:
        """True if every row is accounted for."""
        return self.rows + self.further == self.out + self.repeated.total() + len(self.left_out)


def build(atlas: Sequence[Row], decisions: Sequence[Row], directory: Directory) -> Made:
    """Every row of the technology as claims or with the reason why not; DataError for a decision about no row."""
    rows = [row for row in atlas if row["Technology"] == TECHNOLOGY]
    _all_used(rows, decisions)
    made = Made(rows=len(rows))
    for row in rows:
        decided = decided_on(row, decisions)
        reasons = [one["left_out"] for one in decided if "left_out" in one]
        if reasons or not decided:
            _leave(made, row, reasons[0] if reasons else "not decided yet")
            continue
        made.further += len(decided) - 1
        for decision in decided:
            _add(made, row, decision, directory)
    return made


def _all_used(rows: Sequence[Row], decisions: Sequence[Row]) -> None:
    there = {row["AOSNUMBER"] for row in rows} | {row["Link 1"].strip() for row in rows}
    if unknown := [one["rows"] for one in decisions if one["rows"] not in there]:
        raise DataError(
            f"no row of the Atlas is called {unknown[0]!r}, nor is it the first link of any",
            where=DECISIONS,
            to_do="Delete the line, or correct its number.",
        )


def _leave(made: Made, row: Row, reason: str) -> None:
    made.left_out.append((row["AOSNUMBER"], row["State"], row["Agency"].strip(), reason))


def _add(made: Made, row: Row, decision: Row, directory: Directory) -> None:
    """One claim in its agency's folder; a row whose agency cannot be told is left out."""
    found = directory.find(row, decision.get("id", ""))
    if found.reason:
        _leave(made, row, found.reason)
        return
    line = claim_of(row, decision, found.id, DATASET)
    folder = found.id.partition("/")[0]
    if line in made.lines[folder]:
        made.repeated[found.id] += 1
    else:
        made.lines[folder].append(line)


def write(made: Made, out: Path) -> None:
    """One table for each folder, in the order of slugs; lines that are not from the Atlas stay."""
    others = {path.parent.name: _not_ours(path) for path in out.glob("*/known-use.csv")}
    for folder in {*made.lines, *others}:
        path = out / folder / "known-use.csv"
        if lines := [*made.lines.get(folder, ()), *others.get(folder, ())]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(table_of(lines), encoding="utf-8", newline="")
        else:
            path.unlink()


def _not_ours(path: Path) -> list[dict[str, str]]:
    found = [row for _, row in read_rows(path, frozenset(COLUMNS), frozenset({"slug"}))]
    return [row for row in found if row.get("dataset") != DATASET]


def table_of(lines: Iterable[Mapping[str, str]]) -> str:
    """The lines as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(sorted(lines, key=lambda line: (line["slug"], line.get("date", ""))))
    return text.getvalue()


def report_of(made: Made) -> str:
    """The figures and every row left out, as Markdown."""
    lines = [
        f"- rows in: {made.rows}",
        f"- lines out: {made.out}, of which {made.further} are a further claim of a row",
        f"- rows that repeat a line: {made.repeated.total()}",
        f"- rows left out: {len(made.left_out)}",
        f"- adds up: {'yes' if made.adds_up() else 'NO'}",
    ]
    sections = [("Rows", lines)]
    every = [{**line, "folder": folder} for folder, found in made.lines.items() for line in found]
    for name in ("relation", "tier", "folder"):
        sections.append((f"By {name}", _counted(Counter(one[name] for one in every))))
    left = [f"| {' | '.join(one)} |" for one in made.left_out]
    sections.append(("Left out", ["| row | state | agency | reason |", "| --- | --- | --- | --- |", *left]))
    body = "\n\n".join(f"## {title}\n\n" + "\n".join(lines) for title, lines in sections)
    return f"# Known use as built\n\n{body}\n"


def _counted(counts: Counter[str]) -> list[str]:
    return [f"- {name}: {count}" for name, count in counts.most_common()] or ["- none"]


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0 built, 1 built but rows do not add up, 2 nothing done because an input is missing or wrong."""
    parser = argparse.ArgumentParser(prog="python -m foia.maintain.known_use", description="Make known-use.csv anew.")
    parser.add_argument("--atlas", type=Path, required=True, help="the Atlas of Surveillance as downloaded (CSV)")
    parser.add_argument("--data", type=Path, default=data_root(), help="folder that holds agencies/")
    parser.add_argument("--decisions", type=Path, help=f"what was decided (default: agencies/{DECISIONS})")
    parser.add_argument("--out", type=Path, help="folder of <xx>/known-use.csv (default: agencies/)")
    parser.add_argument("--report", type=Path, help="write the report here too")
    options = parser.parse_args(argv)
    folder = options.data / "agencies"
    try:
        decisions = read_decisions(options.decisions or folder / DECISIONS)
        made = build(read_atlas(options.atlas), decisions, Directory(Library(options.data)))
    except (FoiaError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    write(made, options.out or folder)
    report = report_of(made)
    if options.report:
        options.report.write_text(report, encoding="utf-8")
    print(report, end="")
    return 0 if made.adds_up() else 1


if __name__ == "__main__":
    sys.exit(main())
