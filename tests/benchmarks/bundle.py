"""Time and memory of what a batch is bound into, each in a process of its own: `python -m tests.benchmarks.bundle`."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable

import msgspec

from foia.bundle.labels import labels
from foia.bundle.printing import PRINT_MOST, print_docx, print_run
from foia.bundle.review import Review
from foia.bundle.sheets import manifest_sheet
from foia.formats.docx import default_skeleton
from foia.library.laws import read_law
from foia.library.places import Library, data_root
from foia.model import Letter
from tests.letters_for import letter

LIBRARY = Library(data_root())
LOOK = data_root() / "templates/letterhead"
COUNTRY = 17_000


def letters(count: int, round_: int = 0) -> list[Letter]:
    """Standard letters of every jurisdiction in turn, each to an address of its own."""
    usual = [letter(LIBRARY, code) for code in LIBRARY.jurisdictions()]
    return [
        msgspec.structs.replace(one, reference=f"r-{round_}-{n}", addressee=(*one.addressee[:2], f"{n} Elm St"))
        for n in range(count)
        for one in [usual[n % len(usual)]]
    ]


def printed(runs: int) -> None:
    for round_ in range(runs):
        print_run(letters(PRINT_MOST, round_), template=LOOK / "letter.typ")


def reviewed(count: int) -> None:
    review, laws = Review(), {code: read_law(LIBRARY, code) for code in LIBRARY.jurisdictions()}
    usual = letters(len(laws))
    for n in range(count):
        one = usual[n % len(usual)]
        code = one.agency.partition("/")[0]
        review.add(msgspec.structs.replace(one, reference=f"r-{n}"), laws[code], code)
    review.document()


TASKS: dict[str, Callable[[], object]] = {
    "nothing but the imports": lambda: None,
    "print run of 150 letters": lambda: printed(1),
    "six print runs of 150 letters": lambda: printed(6),
    "print.docx of 150 letters": lambda: print_docx(letters(PRINT_MOST), default_skeleton(LOOK / "letter.docx")),
    "1,500 labels": lambda: labels([one.addressee for one in letters(1_500)]),
    "review of 1,000 letters": lambda: reviewed(1_000),
    "review of 17,000 letters": lambda: reviewed(COUNTRY),
    "manifest.xlsx, 17,000 rows of 30": lambda: manifest_sheet(
        [f"column {n}" for n in range(30)], ([f"cell {row} {n}" for n in range(30)] for row in range(COUNTRY))
    ),
}


def main(chosen: list[str]) -> None:
    if not chosen:
        for name in TASKS:
            subprocess.run([sys.executable, "-m", "tests.benchmarks.bundle", name], check=True)
        return
    start = time.perf_counter()
    TASKS[chosen[0]]()
    took, peak = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{chosen[0]:<34} {took:7.2f} s  {peak:5} MB at most")


if __name__ == "__main__":
    main(sys.argv[1:])
