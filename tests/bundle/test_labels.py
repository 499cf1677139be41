"""Labels and envelopes: every address whole and within its own label, on the maker's measures."""

from __future__ import annotations

import html
import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from foia.bundle.labels import envelopes, labels
from foia.drafting import chosen_addressee, postal_lines
from foia.errors import FormatError
from foia.library.agencies import read_agencies
from foia.library.laws import read_law
from foia.library.places import Library

SENDER = ("Rosa Delgado-Whitfield", "The Springfield Ledger", "418 Cannery Row, Suite 6", "Springfield, ST 01234")
PLAIN = ("Public Records Officer", "Kent Police Department", "220 4th Avenue South", "Kent, WA 98032")
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
Box = tuple[float, float, float, float]


def words(data: bytes, tmp_path: Path) -> list[list[tuple[Box, str]]]:
    """The words of each page with their boxes: left, top, right and bottom, in inches."""
    (tmp_path / "in.pdf").write_bytes(data)
    found = subprocess.run(["pdftotext", "-bbox", tmp_path / "in.pdf", "-"], capture_output=True, check=True, text=True)
    return [list(_words(page)) for page in found.stdout.split("<page ")[1:]]


def _words(page: str) -> Iterator[tuple[Box, str]]:
    for found in WORD.finditer(page):
        left, top, right, bottom = (float(one) / 72 for one in found.groups()[:4])
        yield (left, top, right, bottom), html.unescape(found[5])


@pytest.fixture(scope="module")
def longest(library: Library) -> list[tuple[str, ...]]:
    """The seventy longest addresses of letters to the agencies on file, and what long ones can come to."""
    found = []
    for code in library.jurisdictions():
        law = read_law(library, code)
        for agency in read_agencies(library, code).values():
            office = chosen_addressee(law, agency)
            head = (office.office, agency.name)
            if postal := postal_lines(agency, (), law.style, office):
                found.append((*head, *postal))
    return sorted(found, key=lambda lines: -sum(map(len, lines)))[:70]


@pytest.mark.needs("pdftotext")
def test_labels_hold_the_longest_addresses_on_file_within_their_edges(
    longest: list[tuple[str, ...]], tmp_path: Path
) -> None:
    pages = words(labels(longest), tmp_path)
    assert len(pages) == 3
    held: dict[int, list[str]] = {}
    for page, found in enumerate(pages):
        for (left, top, right, bottom), word in found:
            column, row = int((left - 0.1875) // 2.75), int((top - 0.5) // 1)
            assert 0.1875 + 2.75 * column + 0.1 <= left
            assert right <= 0.1875 + 2.75 * column + 2.625 - 0.1, word
            assert 0.5 + row + 0.03 <= top
            assert bottom <= 0.5 + row + 1 - 0.03, word
            held.setdefault(page * 30 + row * 3 + column, []).append(word)
    assert ["".join(held[at]) for at in range(70)] == ["".join(lines).replace(" ", "") for lines in longest]


def test_labels_stand_on_us_letter_sheets_of_thirty() -> None:
    pages = pypdf.PdfReader(io.BytesIO(labels([PLAIN] * 31))).pages
    assert [(float(page.mediabox.width), float(page.mediabox.height)) for page in pages] == [(612, 792)] * 2
    assert [page.extract_text().count("Kent Police Department") for page in pages] == [30, 1]


@pytest.mark.needs("pdftotext")
def test_labels_word_wider_than_the_label_is_broken(tmp_path: Path) -> None:
    (found,) = words(labels([("W" * 60, "Kent, WA 98032")]), tmp_path)
    assert "".join(word for _, word in found) == "W" * 60 + "Kent,WA98032"
    assert max(right for (_, _, right, _), _ in found) <= 0.1875 + 2.625 - 0.1


def test_labels_address_too_long_is_named() -> None:
    with pytest.raises(FormatError) as caught:
        labels([PLAIN, [f"Line {n}" for n in range(1, 10)]])
    assert str(caught.value) == (
        "address 2 (Line 1, Line 2, Line 3, Line 4, Line 5, Line 6, Line 7, Line 8, Line 9) is too long to fit on one "
        "of the labels\nShorten its lines, or address that letter by hand."
    )


def test_labels_character_that_no_font_has_is_named() -> None:
    with pytest.raises(FormatError) as caught:
        labels([PLAIN, ("王 Police", "Kent, WA 98032")])
    assert str(caught.value) == (
        "The PDF fonts cannot set U+738B (CJK UNIFIED IDEOGRAPH-738B) in address 2 (王 Police, Kent, WA 98032).\n"
        "Add a folder with a font that has it (--font-path), or take the letter as .docx."
    )


def test_labels_markup_stays_text() -> None:
    hostile = ("#panic()", "*bold* _it_ $x$", "= Head @ref <label>", "// note \\u{41}")
    text = pypdf.PdfReader(io.BytesIO(labels([hostile]))).pages[0].extract_text()
    assert [line for line in text.split("\n") if line] == list(hostile)


def test_labels_without_addresses_are_refused() -> None:
    with pytest.raises(ValueError, match="no addresses for labels"):
        labels([])


def test_labels_same_addresses_give_same_bytes() -> None:
    assert labels([PLAIN, SENDER]) == labels([PLAIN, SENDER])


@pytest.mark.needs("pdftotext")
def test_envelopes_put_the_address_where_the_post_reads_it(longest: list[tuple[str, ...]], tmp_path: Path) -> None:
    data = envelopes(SENDER, longest[:5])
    for page, lines in zip(words(data, tmp_path), longest[:5], strict=True):
        sender = [(box, word) for box, word in page if box[1] < 1.3]
        address = [(box, word) for box, word in page if box[1] >= 1.3]
        assert [word for _, word in sender] == " ".join(SENDER).split()
        assert "".join(word for _, word in address) == "".join(lines).replace(" ", "")
        assert min(left for (left, _, _, _), _ in address) >= 4
        assert max(right for (_, _, right, _), _ in address) <= 9
        assert min(top for (_, top, _, _), _ in address) >= 4.125 - 2.75
        assert max(bottom for (_, _, _, bottom), _ in address) <= 4.125 - 0.625
    box = pypdf.PdfReader(io.BytesIO(data)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == (684, 297)


def test_envelopes_sender_too_long_is_named() -> None:
    with pytest.raises(FormatError) as caught:
        envelopes(["x"] * 20, [PLAIN])
    assert str(caught.value).startswith("the address of the sender (x, x, ")
