"""Print runs: each letter on its own pages, as it looks alone, in the order in which the post sorts."""

from __future__ import annotations

import io
import random
import re

import pypdf
import pytest

from foia.bundle.printing import PRINT_MOST, postal_order, print_run
from foia.errors import FormatError
from foia.formats.pdf import write_pdf
from foia.library.places import Library, data_root
from foia.model import Letter, SenderLine
from tests.formats.test_pdf import tagged
from tests.letters_for import letter
from tests.samples import sample_letter

TEMPLATE = data_root() / "templates/letterhead/letter.typ"


def texts(data: bytes) -> list[str]:
    """The text of each page on one line."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


@pytest.fixture(scope="module")
def letters(library: Library) -> list[Letter]:
    """Twelve jurisdictions, all sizes, among them one with a declaration to sign and one of the sample letters."""
    sizes = ("starter", "standard", "deep")
    codes = ("al", "ca", "fl", "id", "il", "ky", "me", "mn", "tn", "us", "wa")
    return [letter(library, code, size=sizes[at % 3]) for at, code in enumerate(codes)] + [sample_letter("deep")]


def alone(letters: list[Letter]) -> list[list[str]]:
    return [texts(write_pdf(one, template=TEMPLATE)) for one in letters]


def test_print_run_sets_each_letter_as_it_is_set_alone(letters: list[Letter]) -> None:
    single = alone(letters)
    assert {len(pages) for pages in single} == {2, 3}
    assert texts(print_run(letters, template=TEMPLATE)) == [page for pages in single for page in pages]


def test_print_run_counts_pages_and_items_anew_in_each_letter(letters: list[Letter]) -> None:
    firsts = [page for page in texts(print_run(letters, template=TEMPLATE)) if re.search(r"Page 1 of [23]", page)]
    assert len(firsts) == len(letters)
    assert all(" 1. " in page for page in firsts)


def test_print_run_duplex_begins_each_letter_on_the_front_of_a_sheet(letters: list[Letter]) -> None:
    expected: list[str] = []
    for pages in alone(letters):
        expected += [""] * (len(expected) % 2) + pages
    assert "" in expected
    assert texts(print_run(letters, template=TEMPLATE, duplex=True)) == expected


def test_print_run_is_accessible_and_archivable_as_a_letter_is(letters: list[Letter]) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(print_run(letters, template=TEMPLATE, duplex=True)))
    xmp = pdf.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert pdf.trailer["/Root"]["/Lang"] == "en-US"
    assert list(tagged(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])).count("/H1") == len(letters)


def test_print_run_says_which_letters_it_holds(letters: list[Letter]) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(print_run(letters, template=TEMPLATE)))
    assert pdf.metadata is not None
    assert pdf.metadata.title == "12 letters, al-sampletown-police-department-2026-11-23 to 2026-1120-springfield"
    assert pdf.metadata.author == "Alex Example, Rosa Delgado-Whitfield"
    assert pdf.metadata["/CreationDate"] == "D:20261123000000Z"


def test_print_run_of_both_papers_keeps_each(letters: list[Letter]) -> None:
    run = print_run([sample_letter(paper="a4"), letters[0]], template=TEMPLATE)
    boxes = [page.mediabox for page in pypdf.PdfReader(io.BytesIO(run)).pages]
    assert [round(float(box.height)) for box in boxes] == [842, 842, 792, 792]


def test_print_run_same_letters_give_same_bytes(letters: list[Letter]) -> None:
    assert print_run(letters[:3], template=TEMPLATE) == print_run(letters[:3], template=TEMPLATE)


def test_print_run_names_the_agency_whose_letter_cannot_be_set(letters: list[Letter]) -> None:
    unset = sample_letter(sender=(SenderLine(kind="name", text="王"),))
    with pytest.raises(FormatError) as caught:
        print_run([letters[0], unset], template=TEMPLATE)
    assert str(caught.value) == (
        "st/springfield-police-department: The PDF fonts cannot set U+738B (CJK UNIFIED IDEOGRAPH-738B) in the "
        "requester's name.\n"
        "Add a folder with a font that has it (--font-path), or take the letter as .docx."
    )


@pytest.mark.parametrize("count", [0, PRINT_MOST + 1])
def test_print_run_of_none_or_too_many_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match=f"a print run holds 1 to 150 letters, not {count}"):
        print_run([sample_letter("starter")] * count, template=TEMPLATE)


POSTED = (
    ("City Clerk", "200 Main Street", "Agawam, MA 01001"),
    ("Police", "9 Elm Street", "Boston, MA 02108"),
    ("Police", "20 Elm Street", "Boston, MA 02108"),
    ("Police", "Suite 4", "3 Oak Street", "Boston, MA 02108"),
    ("Police", "1 State House", "Boston, MA 02108-1234"),
    ("Chief", "PO Box 7", "Nome, AK 99762"),
    ("Police Department", "Somewhere"),
    ("Police Department",),
)


def test_postal_order_is_zip_then_street_then_house_number_and_no_address_last() -> None:
    mixed = random.Random(6).sample(POSTED, len(POSTED))
    assert sorted(mixed, key=postal_order) == [*POSTED[:6], *sorted(POSTED[6:], key=postal_order)]


def test_postal_order_takes_the_zip_of_the_last_line_that_has_one() -> None:
    assert postal_order(("Unit 98103", "Kent, WA 98032", "Attn: Records"))[1] == "98032"
