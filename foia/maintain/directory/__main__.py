"""`python -m foia.maintain.directory --inputs DIR --out DIR [--hand DIR]`: builds the tables and writes the report."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from foia.errors import FoiaError
from foia.lists.inputs import read_inputs
from foia.maintain.directory.build import Built, Line, build
from foia.maintain.directory.columns import COLUMNS
from foia.maintain.directory.hand import read_hand
from foia.maintain.directory.previous import Previous
from foia.maintain.directory.report import report_of
from foia.maintain.directory.towns import COUNTY_COLUMNS, PLACE_COLUMNS, read_covered


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0 built, 2 nothing done because an input is missing or wrong."""
    parser = argparse.ArgumentParser(prog="python -m foia.maintain.directory", description=__doc__)
    parser.add_argument("--inputs", type=Path, required=True, help="folder of the open lists, named as published")
    parser.add_argument("--out", type=Path, required=True, help="folder of <xx>/agencies.csv, old ones read first")
    parser.add_argument("--hand", type=Path, action="append", default=[], help="folder of lines read by a person")
    parser.add_argument("--report", type=Path, help="where the report goes (default: report.md beside the tables)")
    options = parser.parse_args(argv)
    try:
        inputs = read_inputs(options.inputs)
        previous = Previous.read(options.out, inputs.rules.states)
        built = build(inputs, read_hand(options.hand), previous, read_covered(options.hand))
    except FoiaError as error:
        print(error, file=sys.stderr)
        return 2
    write_tables(built, options.out)
    path = options.report or options.out / "report.md"
    path.write_text(report_of(built, inputs, previous), encoding="utf-8")
    print(f"{len(built.lines)} lines; report: {path}")
    return 0


def write_tables(built: Built, out: Path) -> None:
    """One table for each folder, in the order of slugs, so that a change is one line of a diff."""
    folders: dict[str, list[Line]] = defaultdict(list)
    for id_, line in built.lines.items():
        folders[id_.partition("/")[0]].append(line)
    for lines in folders.values():
        lines.sort(key=lambda line: line["slug"])
    tables: list[tuple[str, Sequence[str], Mapping[str, list[Line]]]] = [
        ("agencies.csv", COLUMNS, folders),
        ("places.csv", PLACE_COLUMNS, built.towns.places),
        ("counties.csv", COUNTY_COLUMNS, built.towns.counties),
    ]
    for name, columns, found in tables:
        for folder, lines in found.items():
            (out / folder).mkdir(parents=True, exist_ok=True)
            (out / folder / name).write_text(table_of(columns, lines), encoding="utf-8", newline="")


def table_of(columns: Sequence[str], lines: list[Line]) -> str:
    """The lines as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue()


if __name__ == "__main__":
    sys.exit(main())
