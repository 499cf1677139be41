"""Reading and searching the directory, cold and warm, in time and memory: `python -m tests.benchmarks.directory`.

Times are those of the processor, which other work on the machine does not lengthen.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable

ROUNDS = 7
PRELUDE = """
import resource, time
from foia.directory import search
from foia.library.agencies import read_agencies
from foia.library.index import entries
from foia.library.places import Library, data_root
from foia.towns import towns_called
library = Library(data_root())
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
"""
AFTER = """
took, after = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(took * 1000, (after - before) / 1024)
"""
READ = {
    "agencies of Washington": "read_agencies(library, 'wa')",
    "agencies of Texas": "read_agencies(library, 'tx')",
    "agencies of the whole country": "[read_agencies(library, one) for one in library.jurisdictions()]",
    "index of names of the whole country": "entries(library)",
    "towns without police called Springfield": "towns_called(library, 'Springfield')",
}
SEARCHED = (
    "LAPD",
    "NYPD",
    "Chicago PD",
    "cook county sherrif",
    "Metro Nashville",
    "st louis police",
    "UT Austin police",
)
SEARCHED += ("98104", "Houston", "TXHPD0000")


def in_a_new_process(code: str) -> tuple[float, float]:
    """Milliseconds and megabytes of the quickest of some runs, Python and imports not counted."""
    ran = (
        subprocess.run([sys.executable, "-c", PRELUDE + code + AFTER], check=True, capture_output=True)
        for _ in range(ROUNDS)
    )
    took, grown = min(tuple(float(part) for part in one.stdout.split()) for one in ran)
    return took, grown


def quickest(work: Callable[[], object]) -> float:
    """Milliseconds of the quickest run."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def command(words: list[str]) -> float:
    """Milliseconds of a whole command from a cold start."""
    whole, times = [sys.executable, "-m", "foia", "agencies", "search", *words], []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(whole, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    return min(times)


if __name__ == "__main__":
    from foia.directory import search
    from foia.library.places import Library, data_root
    from foia.towns import towns_called

    for name, code in READ.items():
        took, grown = in_a_new_process(code)
        print(f"read: {name:<40} {took:8.1f} ms  {grown:6.1f} MB")
    library = Library(data_root())
    for typed in SEARCHED:
        cold = command([typed])
        warm = quickest(lambda typed=typed: (search(library, typed), towns_called(library, typed)))
        print(f"search: {typed:<38} {cold:8.1f} ms cold  {warm:6.1f} ms warm")
