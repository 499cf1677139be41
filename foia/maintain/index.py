"""Writes agencies/index.csv, the index of names, from the agency tables: `python -m foia.maintain.index`."""

from __future__ import annotations

from pathlib import Path

from foia.library.agencies import read_agencies
from foia.library.index import INDEX, index_text
from foia.library.places import Library, data_root
from foia.names import entry_of
from foia.writing import csv_text


def content(library: Library) -> str:
    """The whole file, jurisdictions and agencies in the order of their tables."""
    every = (entry_of(one) for code in library.folders() for one in read_agencies(library, code).values())
    return csv_text(index_text(every))


if __name__ == "__main__":
    packaged = Library(data_root())
    path: Path = packaged.root / "agencies" / INDEX
    path.write_text(content(packaged), encoding="utf-8")
    print(f"wrote {path}")
