"""Carries out a plan: writes what is not there yet, keeps what is, and ends with a manifest that adds up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from foia.batch import manifest
from foia.batch.bundles import Bundle, Partly, bundles, in_print_runs
from foia.batch.earlier import Earlier
from foia.batch.folder import Folder, Inputs
from foia.batch.journal import Journal
from foia.batch.manifest import GONE, HELD, Key, Line, Result, key_of
from foia.batch.plan import Plan, Planned
from foia.batch.press import CHUNK, Pages, Setup, Task, answers, chunk_of, pages_of
from foia.errors import FoiaError, InputError, OutputError
from foia.outbox import sha256
from foia.writing import BESIDE, write_whole

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
        self.journal = Journal(folder.path)
        folder.sweep()
        self.made = folder.made()
        """The sheets and print runs as they were written last."""
        self.earlier = Earlier(folder.path, self.journal, self.made, plan.rows)
        self.report.notes += self.earlier.remarks
        self.lines: dict[Key, Line] = {}
        """The lines of an earlier run that still hold."""
        self.done: dict[Key, Result] = {}

    def carry_out(self, inputs: Inputs, tick: Callable[[int], None], *, fresh: bool) -> Report:
        """Write the batch; `fresh` takes nothing over from an earlier run but what people filled in."""
        if fresh:
            self._clear()
        else:
            self._take_over()
        self.folder.sign(inputs, self.made)
        with self._reserve():
            self._write_letters(tick)
            lines = self._lines()
            self._write_bundles(lines)
        if self._put_manifest(lines):
            self._finish(inputs)
        if self.journal.trouble:
            again = "what could not be noted as finished is done again next time"
            self.report.notes.append(f"{self.journal.trouble}: {again}")
        return self.report

    def reissue(self, number: int, dated: str) -> Path:
        """Write one row's letter again beside the old one, whose line stays; where the new one stands."""
        before = [line for line in self.earlier.lines if line["row"] == str(number) and line["status"] in HELD]
        one = next((one for one in self.plan.letters if one.row.number == number), None)
        if not before or one is None:
            reason = next((one.reason for one in self.plan.rows if one.row.number == number), "there is no such row")
            reason = reason or "there is no letter of it yet (--only-failed writes those)"
            raise InputError(f"row {number} cannot be written again: {reason}", where="--reissue")
        issue = max(int(line["issue"]) for line in before) + 1
        again = replace(one, stem=f"{one.stem}-issue-{issue}")
        assert again.job
        ((_, pages),) = answers(self.setup, [(number, pages_of, (again.job,))], 1)
        result = self._written(again, pages)
        if not result.files:
            raise OutputError(result.failed, where=f"row {number}", to_do="The old letter and its line are as before.")
        old = before[-1] | {"status": "reissued", "reason": f"see issue {issue} of {dated}"}
        lines = [*(line for line in self.earlier.lines if line is not before[-1]), old]
        inputs = self.folder.inputs()
        if self._put_manifest([*lines, manifest.line_of(again, result, issue)]) and inputs:
            self.folder.sign(inputs, self.made)
        self.report.notes += [result.failed] if result.failed else []
        return self.folder.path / next(iter(result.files))

    # What an earlier run has left

    def _take_over(self) -> None:
        """The finished letters whose files are all there; files that somebody changed are left as they are."""
        self.lines = self.earlier.held()
        self.done = {name: manifest.result_of(line) for name, line in self.lines.items()} | self.earlier.finished()
        if changed := self.earlier.changed():
            listed = f"{', '.join(changed[:3])}{' ...' if len(changed) > 3 else ''}"
            self.report.notes.append(f"{_changed_files(len(changed))} left so: {listed}")

    def _clear(self) -> None:
        """Remove the letters and print runs of the earlier run; what somebody has changed is put aside."""
        if self.earlier.lines:
            self._put_manifest(self.earlier.stale())
        self.journal.close()
        aside = [_aside(self.folder.path / name) for name in self.earlier.changed()]
        for name in self.earlier.files:
            (self.folder.path / name).unlink(missing_ok=True)
        for name in [name for name in self.made if name.startswith(("print-", "labels"))]:
            (self.folder.path / name).unlink(missing_ok=True)
            del self.made[name]
        self.earlier.bundled = {}
        if aside:
            names = ", ".join(path.name for path in aside)
            self.report.notes.append(f"{_changed_files(len(aside))} kept as {names}")

    # Writing

    def _write_letters(self, tick: Callable[[int], None]) -> None:
        letters = self.plan.letters
        open_ = {key_of(one): one for one in letters if key_of(one) not in self.done}
        self.report.kept = len(letters) - len(open_)
        tick(self.report.kept)
        tasks = _chunks(list(open_.values()))
        for _, pages in answers(self.setup, tasks, self.workers if len(open_) > 2 * CHUNK else 1):
            for name, one in pages:
                self.done[name] = self._written(open_[name], one)
                self.journal.note({"row": name[0], "issue": name[1], **_as_record(self.done[name])})
                tick(1)

    def _written(self, one: Planned, pages: Pages) -> Result:
        """The letter's files in their place, or why they are not; a file that somebody changed stays."""
        files = {f"{one.stem}.{kind}": data for kind, data in pages.files.items()}
        own = [name for name, data in files.items() if self._changed_by_hand(name, data)]
        try:
            self._put({name: data for name, data in files.items() if name not in own})
        except OutputError as error:
            return Result({}, error.on_one_line())
        return Result({name: sha256(data) for name, data in files.items()}, pages.failed)

    def _changed_by_hand(self, name: str, data: bytes) -> bool:
        """True if there is a file of that name which no run has written as it stands."""
        path = self.folder.path / name
        if not path.is_file():
            return False
        stands = sha256(path.read_bytes())
        if stands in (sha256(data), self.earlier.files.get(name)):
            return False
        self.report.notes.append(f"{name} was changed by hand and is left so")
        return True

    def _put(self, files: Mapping[str, bytes]) -> None:
        paths = {self.folder.path / name: data for name, data in files.items()}
        try:
            write_whole(paths, failed="could not be written")
        except OutputError as error:
            place = Path(error.where)  # the name of a file half written means nothing to anybody
            where = place.parent if place.name.startswith(BESIDE) else place
            raise OutputError(error.what, where=str(where)) from error

    def _write_bundles(self, lines: Sequence[Line]) -> None:
        """Print runs, labels, sheets and the review; one that fails stops no other."""
        every = list(bundles(lines, self.plan.letters, self.setup, self.folder.path, self.made))
        wanted = [one for one in every if not self._bundled(one)]
        for bundle, data in self._made(wanted):
            try:
                if isinstance(data, FoiaError):
                    raise data
                if isinstance(data, Partly):
                    self._trouble(bundle.name, FoiaError(f"left out: {data.left_out}"))
                    data = data.data
                self._put({bundle.name: data})
            except FoiaError as error:
                self._trouble(bundle.name, error)
                continue
            self.made[bundle.name] = (bundle.of, sha256(data))
            self.journal.note({"bundle": bundle.name, "of": bundle.of, "sha256": self.made[bundle.name][1]})

    def _made(self, wanted: Sequence[Bundle]) -> Iterator[tuple[Bundle, Any]]:
        """Each of them with its bytes or its error; one at a time, for one can take more memory than all letters."""
        for here in (False, True):
            tasks = [(one, one.make, one.rest) for one in wanted if one.here is here]
            apart = not here and len(self.plan.letters) > 2 * CHUNK
            if tasks:
                yield from answers(self.setup, tasks, 1, apart=apart)

    def _bundled(self, bundle: Bundle) -> bool:
        """True if it was made of the same letters before and is still there."""
        before = self.earlier.bundled.get(bundle.name) or self.made.get(bundle.name, ("", ""))
        if before[0] != bundle.of or not (self.folder.path / bundle.name).is_file():
            return False
        self.made[bundle.name] = before
        return True

    def _trouble(self, name: str, error: FoiaError) -> None:
        self.report.notes.append(f"{name}: {error.on_one_line()}")
        self.report.trouble = True

    def _reserve(self) -> _Reserve:
        return _Reserve(self.folder.path / f"{BESIDE}reserve", _RESERVE * len(self.plan.rows))

    # The manifest

    def _lines(self) -> list[Line]:
        """A line for every row, and for the letters whose rows are gone from the table."""
        rows = [line for one in self.plan.rows for line in self._lines_of(one)]
        there = {str(one.row.number) for one in self.plan.rows}
        gone = [line | _gone(line) for (row, _), line in self.lines.items() if row not in there]
        return in_print_runs([*rows, *gone], self.plan.letters, self.setup, self.folder.path)

    def _lines_of(self, one: Planned) -> list[Line]:
        """The line of a row; those of an earlier run where it holds or has been written again since."""
        key = key_of(one)
        line = manifest.line_of(one, self.done.get(key, Result({})) if one.state == "letter" else None)
        old = [line | before for (row, _), before in self.lines.items() if row == key[0]]
        return old or [line]

    def _put_manifest(self, lines: list[Line]) -> bool:
        """True if both forms are in their place; each is tried for itself, since one may be open in a spreadsheet."""
        lines = manifest.with_kept(lines, self.earlier.kept)
        lines.sort(key=lambda line: (int(line["row"]), int(line["issue"])))
        self.report.count([line["status"] for line in lines])
        before = self.report.trouble
        for name, form in ((manifest.NAME, manifest.as_csv), (manifest.SHEET, manifest.as_sheet)):
            try:
                data = form(lines)
                self._put({name: data})
                self.made[name] = ("", sha256(data))
            except OutputError as error:
                to_do = "If it is open in another program, close it there; then run the same command again."
                self._trouble(name, OutputError(error.what, to_do=to_do))
        return self.report.trouble == before

    def _finish(self, inputs: Inputs) -> None:
        try:
            self.folder.sign(inputs, self.made)
            self.journal.close()
        except OutputError as error:
            self._trouble("batch.json", error)


def _changed_files(number: int) -> str:
    return "1 file, changed by hand, is" if number == 1 else f"{number} files, changed by hand, are"


def _gone(line: Line) -> Line:
    if line["status"] == GONE:
        return {}
    return {"status": GONE, "reason": line.get("reason") or "its row was taken out of the table"}


def _aside(path: Path) -> Path:
    """The file under another name, which no run touches."""
    number = 1
    while (other := path.with_name(f"{path.stem}-changed-{number}{path.suffix}")).exists():
        number += 1
    return path.rename(other)


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


def _chunks(letters: Sequence[Planned]) -> Iterator[Task]:
    for start in range(0, len(letters), CHUNK):
        yield start, chunk_of, ([(key_of(one), one.job) for one in letters[start : start + CHUNK]],)


def _as_record(result: Result) -> dict[str, Any]:
    return {"files": dict(result.files), "failed": result.failed}
