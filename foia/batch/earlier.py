"""What an earlier run has left in the folder: its lines, the letters it finished, and what people made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from foia.batch import manifest
from foia.batch.folder import Made
from foia.batch.journal import Journal
from foia.batch.manifest import HELD, Key, Line, Result
from foia.batch.plan import Planned
from foia.outbox import sha256

AGAIN = "to be written again"
"""What it says while --force replaces them, so that a stopped run takes none of the old ones for new."""
_Place = tuple[str, str]
"""Row and agency."""


class Earlier:
    """The manifest and the journal of earlier runs, held against the rows of this one."""

    def __init__(self, folder: Path, journal: Journal, made: Mapping[str, Made], rows: Sequence[Planned]) -> None:
        self.folder = folder
        kept, self.remarks = manifest.kept_cells(folder, made)
        lines = read_lines(folder)
        now = _numbers_now(lines, rows)
        self.lines = [_placed(line, now) for line in lines]
        """Every line of the earlier manifest, with the number its row has now."""
        self.kept = {(now.get((row, one["agency"]), row), issue): one for (row, issue), one in kept.items()}
        """What people filled in."""
        self.files = {name: sha for line in lines for name, sha in manifest.result_of(line).files.items()}
        """Every letter's file that is known, with its fingerprint as it was written."""
        self.bundled: dict[str, Made] = {}
        """The bundles that a stopped run finished."""
        self.stopped: dict[Key, Result] = {}
        """The letters that it finished."""
        for record in journal.records():
            if "bundle" in record:
                self.bundled[record["bundle"]] = (record["of"], record["sha256"])
            else:
                self.stopped[record["row"], record["issue"]] = Result(record["files"], record["failed"])
                self.files |= record["files"]

    def held(self) -> dict[Key, Line]:
        """The lines of the letters whose files are all there."""
        lines = (one for one in self.lines if one["status"] in HELD and self._there(manifest.result_of(one)))
        return {manifest.key(line): line for line in lines}

    def finished(self) -> dict[Key, Result]:
        """The letters of a stopped run whose files are all there."""
        return {name: one for name, one in self.stopped.items() if not one.failed and self._there(one)}

    def _there(self, result: Result) -> bool:
        return bool(result.files) and all((self.folder / name).is_file() for name in result.files)

    def changed(self) -> list[str]:
        """The files that somebody has worked on since they were written."""
        paths = ((name, self.folder / name) for name in self.files)
        return [name for name, path in paths if path.is_file() and sha256(path.read_bytes()) != self.files[name]]

    def stale(self) -> list[Line]:
        """The lines as they stand while all is written again, with what people filled in."""
        return manifest.with_kept([line | {"status": AGAIN} for line in self.lines], self.kept)


def read_lines(folder: Path) -> list[Line]:
    """The lines of the folder's manifest, from the workbook if the other form is gone; none if there is no manifest."""
    there = (folder / name for name in (manifest.NAME, manifest.SHEET))
    return next((manifest.read_manifest(path) for path in there if path.is_file()), [])


def _numbers_now(lines: Sequence[Line], rows: Sequence[Planned]) -> dict[_Place, str]:
    """The number of each line's row now: people put rows into their table, take some out and sort it.

    A letter whose agency is in no row any more gets a number after the last one.
    """
    agencies = {str(one.row.number): one.row.agency.id for one in rows if one.row.agency}
    letters = {(one["row"], one["agency"]): one["status"] in HELD for one in lines if one["agency"]}
    now = {place: place[0] for place in letters if agencies.get(place[0]) == place[1]}
    free = defaultdict(list)
    for number, agency in agencies.items():
        if (number, agency) not in now:
            free[agency].append(number)
    after = max((one.row.number for one in rows), default=0)
    for place, held in letters.items():
        if place not in now and free[place[1]]:
            now[place] = free[place[1]].pop(0)
        elif place not in now and held:
            now[place] = str(after := after + 1)
    return now


def _placed(line: Line, now: Mapping[_Place, str]) -> Line:
    row = now.get((line["row"], line["agency"]), line["row"])
    return line | {"row": row}
