"""What is made of many letters of a batch: print runs, labels, a coding sheet, a review, a list to sign by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from foia.bundle.labels import labels
from foia.bundle.printing import PRINT_MOST, postal_order
from foia.bundle.sheets import coding_sheet, safe_cell

from foia.batch.folder import fingerprint
from foia.batch.plan import Planned, Summary
from foia.batch.press import Setup, guarded, print_pages, review_pages
from foia.library.laws import read_catalogue
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
        yield _bundle("coding-sheet.xlsx", letters, coding_pages, [_coded(one) for one in letters])
        yield _bundle("review.docx", letters, review_pages, [one.job for one in letters])


def _bundle(name: str, letters: Sequence[Planned], make: Callable[..., Any], rest: Any) -> Bundle:
    return Bundle(name, fingerprint(*(one.stem.encode() for one in letters)), make, (rest,))


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


def _coded(one: Planned) -> dict[str, Any]:
    summary = _summary(one)
    return {
        "row": one.row.number,
        "agency": one.row.agency.id if one.row.agency else "",
        "name": one.row.agency.name if one.row.agency else "",
        "state": one.code.upper(),
        "reference": summary.reference,
        "dated": summary.dated,
        "due": summary.due,
        "items": summary.items,
    }


def coding_pages(setup: Setup, rows: list[dict[str, Any]]) -> Any:
    """The sheet in which replies are entered, a column for each item that was asked for."""
    raise NotImplementedError(rows, coding_sheet, read_catalogue)
