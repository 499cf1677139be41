"""A letter to every department on file: `python -m tests.benchmarks.country [docx|pdf,...] [jobs]`.

The plan, then the letters through the same processes that `foia batch` uses, written to a temporary folder: seconds,
processor time a letter and memory of all processes together, for the whole country and for 1,000 letters of it.
Print runs, sheets and the manifest are not in these figures.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from foia.batch.order import Order
from foia.batch.plan import Plan, Planned, make_plan
from foia.batch.press import CHUNK, Setup, Task, answers, chunk_of, cores
from foia.batch.rows import rows_of_selection
from foia.drafting import Wishes
from foia.library.laws import read_law
from foia.library.places import Library, data_root
from foia.outbox import Finish, sha256
from foia.selection import Selection, select
from foia.writing import write_whole

REQUESTER = {
    "name": "Alex Example",
    "email": "alex@example.org",
    "phone": "(555) 555-0100",
    "address": ("100 Example Street", "Sampletown, WA 98000"),
    "organization": "Sampletown Records Project",
}


def planned(library: Library, states: tuple[str, ...] = ()) -> Plan:
    """A batch to all agencies of the states, or of all, by a requester who can take a ground wherever one is wanted."""
    laws = {code: read_law(library, code) for code in library.jurisdictions()}
    open_ = {code: [one.id for one in law.who.grounds if not one.roles] for code, law in laws.items()}
    grounds = tuple(f"{code}:{ids[0]}" for code, ids in open_.items() if ids and laws[code].who.who != "anyone")
    wishes = Wishes(dated=dt.date(2026, 11, 23), size="standard", affirmed=frozenset(grounds))
    order = Order(wishes, REQUESTER | {"grounds": grounds}, ("docx",), shared="all")
    return make_plan(library, order, rows_of_selection(select(library, Selection(states=states)).found).rows)


def tasks(letters: Sequence[Planned]) -> Iterator[Task]:
    for start in range(0, len(letters), CHUNK):
        yield start, chunk_of, ([(one.stem, one.job) for one in letters[start : start + CHUNK]],)


def written(letters: Sequence[Planned], formats: tuple[str, ...], workers: int) -> dict[str, float]:
    """What it takes to make and write these letters."""
    setup, memory = Setup(Library(data_root()), formats, Finish()), Memory()
    start, cpu = time.perf_counter(), processor_time()
    with tempfile.TemporaryDirectory() as folder, memory:
        for _, pages in answers(setup, tasks(letters), workers):
            for stem, one in pages:
                assert not one.failed, one.failed
                write_whole({Path(folder, f"{stem}.{kind}"): it for kind, it in one.files.items()}, failed="failed")
                for data in one.files.values():
                    sha256(data)  # as the manifest wants it
        seconds = time.perf_counter() - start
    return {"seconds": seconds, "ms": (processor_time() - cpu) / len(letters) * 1000, "MB": memory.peak}


def processor_time() -> float:
    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


class Memory:
    """Watches this process and its children; `peak` is in MB, memory that they share counted once (Linux only)."""

    def __init__(self) -> None:
        self.peak, self._over = 0.0, threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> None:
        self._watch.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._over.wait(0.5):
            self.peak = max(self.peak, sum(map(_megabytes, _family())))


def _family() -> Iterator[Path]:
    me = str(os.getpid())
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = (folder / "stat").read_text().rsplit(")", 1)[1].split()[1]
        except OSError:
            continue
        if me in (folder.name, parent):
            yield folder


def _megabytes(process: Path) -> float:
    try:
        text = (process / "smaps_rollup").read_text()
    except OSError:
        return 0.0
    return int(text.partition("Pss:")[2].split()[0]) / 1024


def main(formats: tuple[str, ...], workers: int) -> None:
    start, cpu = time.perf_counter(), time.process_time()
    plan = planned(Library(data_root()))
    took, used = time.perf_counter() - start, time.process_time() - cpu
    print(f"plan of {len(plan.rows):,} rows: {took:.1f} s, {used:.1f} s of processor time")
    every = plan.letters
    for number in (1000, len(every)):
        some = every[:: len(every) // number][:number]
        told = written(some, formats, workers)
        print(
            f"{number:>6,} letters ({', '.join(formats)}), {workers} workers: {told['seconds']:.1f} s,"
            f" {told['ms']:.2f} ms of processor time a letter, {told['MB']:.0f} MB in all processes"
        )


if __name__ == "__main__":
    given = sys.argv[1:]
    main(tuple(given[0].split(",")) if given else ("docx",), int(given[1]) if len(given) > 1 else cores())
