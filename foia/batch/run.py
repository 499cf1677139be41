"""Carries out a plan: writes what is not there yet, keeps what is, and ends with a manifest that adds up."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from foia.batch import manifest
from foia.batch.bundles import PRINT_FILES, Bundle, bundles
from foia.batch.folder import JOURNAL, Folder, Inputs
from foia.batch.manifest import Key, Line, Result
from foia.batch.plan import Plan, Planned
from foia.batch.press import CHUNK, Pages, Setup, Task, answers, chunk_of, pages_of
from foia.errors import FoiaError, InputError, OutputError
from foia.outbox import sha256
from foia.writing import BESIDE, write_whole

NEW_LINE = "\n"
_RESERVE = 2_000
"""Bytes kept free for each row, so that a full disk can still hold the manifest."""


@dataclass
class Report:
    """What a run did: rows by status, how many letters it found finished, and what the person should know."""

    written: int = 0
    skipped: int = 0
    failed: int = 0
    kept: int = 0
    trouble: bool = False
    """True if something beside the letters could not be written."""
    notes: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows in, which is the sum of the three."""
        return self.written + self.skipped + self.failed

    def count(self, statuses: Sequence[str]) -> None:
        """Take the sums from the lines of the manifest; a line that another has replaced is no row."""
        self.written, self.skipped, self.failed = (statuses.count(one) for one in ("written", "skipped", "failed"))


class Run:
    """One run of a batch in its folder."""

    def __init__(self, folder: Folder, plan: Plan, setup: Setup, workers: int) -> None:
        self.folder, self.plan, self.setup, self.workers = folder, plan, setup, workers
        self.report = Report()
        self.done: dict[Key, Result] = {}
        self.bundled: dict[str, tuple[str, str]] = {}
        self.lines: dict[Key, Line] = {}
        """The lines of an earlier run that still hold."""

    def carry_out(self, inputs: Inputs, tick: Callable[[int], None], *, fresh: bool) -> Report:
        """Write the batch; `fresh` takes nothing over from an earlier run but what people filled in."""
        self.folder.sweep()
        kept_cells, remarks = manifest.kept_cells(self.folder.path)
        self.report.notes += remarks
        self._look_back(fresh)
        self.folder.sign(inputs)
        with self._reserve(), (self.folder.path / JOURNAL).open("a", encoding="utf-8") as journal:
            self._write_letters(journal, tick)
            self._write_bundles(journal)
        self._write_manifest(kept_cells)
        (self.folder.path / JOURNAL).unlink()
        return self.report

    def reissue(self, number: int, dated: str) -> Path | None:
        """Write one row's letter again beside the old one, whose line stays; where it stands, or None if it failed."""
        self.folder.sweep()
        lines = self._manifest_lines()
        before = [line for line in lines if line["row"] == str(number)]
        one = next((one for one in self.plan.letters if one.row.number == number), None)
        if not before or one is None:
            reason = next((one.reason for one in self.plan.rows if one.row.number == number), "there is no such row")
            raise InputError(f"no letter can be written for row {number}: {reason}", where="--reissue")
        issue = max(int(line["issue"]) for line in before) + 1
        again = replace(one, stem=f"{one.stem}-issue-{issue}")
        assert again.job
        result = self._written(again, pages_of(self.setup, again.job))
        old = [line | {"status": "reissued", "reason": f"see issue {issue} of {dated}"} for line in before[-1:]]
        lines = [*(line for line in lines if line not in before[-1:]), *old, manifest.line_of(again, result, issue)]
        self._put_manifest(lines)
        self.report.notes += [result.failed] if result.failed else []
        return self.folder.path / next(iter(result.files)) if result.files else None

    # What an earlier run has left

    def _look_back(self, fresh: bool) -> None:
        """Take over what is finished; a fresh start clears away the letters it wrote and nobody has changed."""
        lines = self._manifest_lines()
        done = {manifest.key(line): _result(line) for line in lines if line["status"] in ("written", "reissued")}
        self.lines = {manifest.key(line): line for line in lines if manifest.key(line) in done}
        for record in self._journal():
            if "bundle" in record:
                self.bundled[record["bundle"]] = (record["of"], record["sha256"])
            else:
                done[record["row"], record["issue"]] = Result(record["files"], record["failed"])
        if fresh:
            self._clear(done.values())
            self.lines, self.bundled = {}, {}
            (self.folder.path / JOURNAL).unlink(missing_ok=True)
        else:
            self._take_over(done)

    def _manifest_lines(self) -> list[Line]:
        path = self.folder.path / manifest.NAME
        return manifest.read_manifest(path) if path.is_file() else []

    def _journal(self) -> Iterator[dict[str, Any]]:
        """The records of a run that was stopped; its last line may be half a line."""
        path = self.folder.path / JOURNAL
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
            try:
                yield json.loads(line)
            except ValueError:
                return

    def _take_over(self, done: Mapping[Key, Result]) -> None:
        """The finished letters whose files are all there; files that somebody changed are left as they are."""
        changed = 0
        for name, result in done.items():
            paths = {self.folder.path / file: sha for file, sha in result.files.items()}
            if result.failed or not paths or not all(path.is_file() for path in paths):
                self.lines.pop(name, None)
                continue
            changed += sum(sha256(path.read_bytes()) != sha for path, sha in paths.items())
            self.done[name] = result
        if changed:
            self.report.notes.append(f"{changed} files were changed since they were written and are left so.")

    def _clear(self, done: Any) -> None:
        """Remove the letters of the earlier run, but for those that somebody has changed."""
        stayed = 0
        for result in done:
            for file, sha in result.files.items():
                path = self.folder.path / file
                if path.is_file() and sha256(path.read_bytes()) == sha:
                    path.unlink()
                elif path.is_file():
                    stayed += 1
        if stayed:
            self.report.notes.append(f"{stayed} letters of the earlier run were changed by hand and are still there.")

    # Writing

    def _write_letters(self, journal: IO[str], tick: Callable[[int], None]) -> None:
        letters = self.plan.letters
        open_ = {_key(one): one for one in letters if not self._finished(one)}
        self.report.kept = len(letters) - len(open_)
        tick(self.report.kept)
        tasks = _chunks(list(open_.values()))
        for _, pages in answers(self.setup, tasks, self.workers if len(open_) > 2 * CHUNK else 1):
            for name, one in pages:
                self.done[name] = self._written(open_[name], one)
                self._note(journal, {"row": name[0], "issue": name[1], **_as_record(self.done[name])})
                tick(1)
            journal.flush()

    def _finished(self, one: Planned) -> bool:
        """True if an earlier run has written the letter, to the same agency."""
        line = self.lines.get(_key(one), {})
        return _key(one) in self.done and line.get("agency", one.row.agency and one.row.agency.id) == (
            one.row.agency and one.row.agency.id
        )

    def _written(self, one: Planned, pages: Pages) -> Result:
        """The letter's files in their place, or why they are not."""
        files = {f"{one.stem}.{kind}": data for kind, data in pages.files.items()}
        try:
            self._put(files)
        except OutputError as error:
            return Result({}, " ".join(str(error).split("\n")))
        return Result({name: sha256(data) for name, data in files.items()}, pages.failed)

    def _put(self, files: Mapping[str, bytes]) -> None:
        paths = {self.folder.path / name: data for name, data in files.items()}
        write_whole(paths, failed="could not be written")

    def _note(self, journal: IO[str], record: Mapping[str, Any]) -> None:
        """One finished thing in the journal; where the disk is full, the thing is done again next time."""
        try:
            journal.write(json.dumps(record) + "\n")
        except OSError:
            self.report.notes.append("the record of what is finished could not be written: the disk is full")

    def _write_bundles(self, journal: IO[str]) -> None:
        """Print runs, labels, sheets and the review; one that fails stops no other."""
        there = [one for one in self.plan.letters if self.done[_key(one)].files]
        wanted = [one for one in bundles(there, self.setup) if not self._bundled(one)]
        tasks = ((one, one.make, one.rest) for one in wanted)
        for bundle, data in answers(self.setup, tasks, min(self.workers, len(wanted))):
            try:
                if isinstance(data, FoiaError):
                    raise data
                self._put({bundle.name: data})
            except FoiaError as error:
                self.report.notes.append(f"{bundle.name}: {' '.join(str(error).split(NEW_LINE))}")
                self.report.trouble = True
                continue
            self._note(journal, {"bundle": bundle.name, "of": bundle.of, "sha256": sha256(data)})
        self._drop_stale({one.name for one in bundles(there, self.setup)})

    def _bundled(self, bundle: Bundle) -> bool:
        """True if an earlier run has made it of the same letters and it is still there."""
        path = self.folder.path / bundle.name
        return self.bundled.get(bundle.name, ("", ""))[0] == bundle.of and path.is_file()

    def _drop_stale(self, names: set[str]) -> None:
        """Print runs that are no longer made, because there are fewer letters than before."""
        for path in self.folder.path.glob(PRINT_FILES):
            if path.name not in names:
                path.unlink()

    def _reserve(self) -> _Reserve:
        return _Reserve(self.folder.path / f"{BESIDE}reserve", _RESERVE * len(self.plan.rows))

    # The manifest

    def _write_manifest(self, kept: Mapping[Key, Line]) -> None:
        self._put_manifest(manifest.with_kept([line for one in self.plan.rows for line in self._lines(one)], kept))

    def _lines(self, one: Planned) -> list[Line]:
        """The line of a row; those of an earlier run where it holds or has been written again since."""
        old = [line for (row, _), line in self.lines.items() if row == str(one.row.number)]
        if old:
            return old
        return [manifest.line_of(one, self.done[_key(one)] if one.state == "letter" else None)]

    def _put_manifest(self, lines: list[Line]) -> None:
        lines.sort(key=lambda line: (int(line["row"]), int(line["issue"])))
        self.report.count([line["status"] for line in lines])
        self._put({manifest.NAME: manifest.as_csv(lines), manifest.SHEET: manifest.as_sheet(lines)})


class _Reserve:
    """Room on the disk for the manifest, given free before it is written."""

    def __init__(self, path: Path, size: int) -> None:
        self.path, self.size = path, size

    def __enter__(self) -> None:
        try:
            self.path.write_bytes(b"\0" * self.size)
        except OSError:
            self.path.unlink(missing_ok=True)  # the letters will say that there is no room

    def __exit__(self, *_: object) -> None:
        self.path.unlink(missing_ok=True)


def _key(one: Planned) -> Key:
    return str(one.row.number), "1"


def _chunks(letters: Sequence[Planned]) -> Iterator[Task]:
    for start in range(0, len(letters), CHUNK):
        yield start, chunk_of, ([(_key(one), one.job) for one in letters[start : start + CHUNK]],)


def _result(line: Line) -> Result:
    names, shas = (line.get(name, "").split("; ") if line.get(name) else [] for name in ("files", "sha256"))
    return Result(dict(zip(names, shas, strict=False)))


def _as_record(result: Result) -> dict[str, Any]:
    return {"files": dict(result.files), "failed": result.failed}
