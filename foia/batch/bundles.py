"""What is made of many letters of a batch: print runs, labels, a coding sheet, a review, a list to sign by hand."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from foia.batch.folder import fingerprint
from foia.batch.plan import Planned, Summary
from foia.batch.press import Setup, guarded, print_pages
from foia.bundle.labels import labels
from foia.bundle.printing import PRINT_MOST, postal_order
from foia.bundle.sheets import Coded, coding_sheet, safe_cell
from foia.writing import csv_text

PRINT_FILES = "print-[0-9][0-9][0-9].pdf"
SIGN = "sign-by-hand.csv"


@dataclass(frozen=True)
class Bundle:
    """One file to make: of which letters (in brief), by which call, with what beside the setup."""

    name: str
    of: str
    make: Callable[..., Any]
    rest: tuple[Any, ...]


def bundles(letters: Sequence[Planned], setup: Setup) -> Iterator[Bundle]:
    """Every file that these letters call for."""
    posted = sorted((one for one in letters if _posted(one)), key=_postal)
    if "pdf" in setup.formats:
        for number, start in enumerate(range(0, len(posted), PRINT_MOST), 1):
            run = posted[start : start + PRINT_MOST]
            yield _bundle(f"print-{number:03}.pdf", run, print_pages, [one.job for one in run])
    if posted:
        yield _bundle("labels.pdf", posted, label_pages, [_summary(one).address for one in posted])
    if sworn := [one for one in letters if _summary(one).sworn]:
        yield _bundle(SIGN, sworn, sign_list, [_to_sign(one) for one in sworn])
    if letters:
        coded = [_coded(one) for one in letters]
        yield _bundle("coding-sheet.xlsx", letters, coding_pages, coded, _asked(letters), _first_day(letters))


def _bundle(name: str, letters: Sequence[Planned], make: Callable[..., Any], *rest: Any) -> Bundle:
    return Bundle(name, fingerprint(*(one.stem.encode() for one in letters)), make, rest)


def _first_day(letters: Sequence[Planned]) -> dt.date:
    return min(_summary(one).dated for one in letters)


def _summary(one: Planned) -> Summary:
    assert one.summary
    return one.summary


def _posted(one: Planned) -> bool:
    """True if the letter goes by post and there is an address to send it to."""
    return _summary(one).channel == "mail" and bool(_summary(one).address)


def _postal(one: Planned) -> tuple[Any, ...]:
    return (*postal_order(_summary(one).address), one.row.number)


def label_pages(setup: Setup, addresses: list[tuple[str, ...]]) -> Any:
    """The labels as a PDF."""
    return guarded(lambda: labels(addresses, font_paths=tuple(setup.finish.font_paths)))


def _to_sign(one: Planned) -> tuple[str, ...]:
    return str(one.row.number), one.row.agency.name if one.row.agency else "", _summary(one).sworn, one.stem


def sign_list(setup: Setup, rows: list[tuple[str, ...]]) -> Any:
    """The letters with a sworn statement, each of which somebody has to sign."""
    head = ("row", "agency", "statement of", "letter")
    return csv_text([head, *([safe_cell(cell) for cell in row] for row in rows)]).encode("utf-8-sig")


def _coded(one: Planned) -> Coded:
    summary = _summary(one)
    return Coded(
        reference=summary.reference,
        agency=one.row.agency.id if one.row.agency else "",
        name=one.row.agency.name if one.row.agency else "",
        state=one.code.upper(),
        due=str(summary.due or ""),
        numbers={name: number for number, name in enumerate(summary.items, 1)},
    )


def _asked(letters: Sequence[Planned]) -> list[tuple[str, str]]:
    """Every item that a letter asks for with its title: those of most letters first, in the order they stand there."""
    letters_with: Counter[str] = Counter()
    titles: dict[str, str] = {}
    for one in letters:
        letters_with.update(_summary(one).items)
        titles |= dict(zip(_summary(one).items, _summary(one).titles, strict=True))
    return [(name, titles[name]) for name, _ in letters_with.most_common()]


def coding_pages(setup: Setup, rows: list[Coded], items: list[tuple[str, str]], created: dt.date) -> bytes:
    """The sheet in which replies are entered, a column for each item that was asked for."""
    return coding_sheet(rows, items, created=created)
