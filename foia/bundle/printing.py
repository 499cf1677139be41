"""Print runs: many letters in one PDF or Word document, in the order in which the post sorts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from foia.formats.docx import Skeleton
from foia.formats.docx_run import write_docx_run
from foia.formats.pdf import write_pdf_run
from foia.model import Letter

PRINT_MOST = 150
"""The most letters in one print run: typst keeps a whole document in memory, about 2 MB for each letter."""
_ZIP = re.compile(r"(?:^|\s)(\d{5})(?:-(\d{4}))?$")
_HOUSE = re.compile(r"(\d+)\S*\s+(.+)")

PostalKey = tuple[bool, str, str, str, int, tuple[str, ...]]


def postal_order(address: Sequence[str]) -> PostalKey:
    """The key that sorts addresses as the post does: ZIP, then street, then house number; those without a ZIP last."""
    folded = tuple(" ".join(line.split()).casefold() for line in address)
    at, zip_code, more = next(_zips(folded), (len(folded), "", ""))
    line = folded[at - 1] if 0 < at < len(folded) else ""
    house = _HOUSE.match(line)
    street, number = (house[2], int(house[1])) if house else (line, 0)
    return (not zip_code, zip_code, more, street, number, folded)


def _zips(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Place, ZIP and its four further digits of each line that ends in one, the last line first."""
    for at in reversed(range(len(lines))):
        if found := _ZIP.search(lines[at]):
            yield at, found[1], found[2] or ""


def print_run(
    letters: Sequence[Letter], *, template: Path, font_paths: Sequence[Path] = (), duplex: bool = False
) -> bytes:
    """One PDF of 1 to PRINT_MOST letters in the order given, each on its own pages with its own "Page 1 of 2".

    With `duplex` a blank page follows a letter of odd length, so that the next begins on the front of a sheet.
    FormatError names the agency whose letter has a character that no font can set.
    """
    _check(letters)
    return write_pdf_run(letters, title=_title(letters), duplex=duplex, template=template, font_paths=font_paths)


def print_docx(letters: Sequence[Letter], skeleton: Skeleton) -> bytes:
    """The same in one Word document, for those who print from there: its footers say "Page 1" only."""
    _check(letters)
    return write_docx_run(letters, skeleton, title=_title(letters))


def _check(letters: Sequence[Letter]) -> None:
    if not 0 < len(letters) <= PRINT_MOST:
        raise ValueError(f"a print run holds 1 to {PRINT_MOST} letters, not {len(letters)}")


def _title(letters: Sequence[Letter]) -> str:
    """What a reader's window shows: how many letters, and the references of the first and the last."""
    if len(letters) == 1:
        return letters[0].subject
    return f"{len(letters)} letters, {letters[0].reference} to {letters[-1].reference}"
