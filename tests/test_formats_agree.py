"""All formats carry the same body in the same order, and every golden letter opens in LibreOffice on few enough pages."""

from __future__ import annotations

import email
import email.policy
import html
import io
import re
from pathlib import Path

import docx
import pypdf
import pytest

from foia.library.places import Library, data_root
from foia.model import CHANNELS, SIZES, Letter
from foia.outbox import FORMATS, Finish, make
from tests.formats.test_docx import convert
from tests.letters_for import letter

CODES = Library(data_root()).jurisdictions()
MOST_PAGES = {"starter": 2, "standard": 2, "deep": 3}


def squeezed(text: str) -> str:
    """Without white space and soft hyphens, which formats set in their own ways."""
    return re.sub(r"[\s\u00ad]", "", text)


def between(text: str, letter: Letter) -> str:
    """The body alone: after the salutation, before the closing."""
    return squeezed(text).partition(squeezed(letter.salutation))[2].rpartition(squeezed(letter.closing))[0]


def body(letter: Letter, *, numbered: bool) -> str:
    lines = [(f"{one.number}. " if one.number and numbered else "") + one.lead + one.text for one in letter.blocks]
    return squeezed("".join(lines))


def texts(letter: Letter, library: Library) -> dict[str, str]:
    made = make(letter, FORMATS, library, Finish())
    assert not made.failed
    draft = email.message_from_bytes(made.files["eml"], policy=email.policy.default)
    page = re.sub(r"<(style|title)\b.*?</\1>", "", made.files["html"].decode(), flags=re.DOTALL)
    pdf = pypdf.PdfReader(io.BytesIO(made.files["pdf"]))
    return {
        "txt": made.files["txt"].decode(),
        "eml": draft.get_body(("plain",)).get_content(),  # type: ignore[union-attr]
        "html": html.unescape(re.sub(r"<[^>]+>", "", page)),
        "docx": "\n".join(one.text for one in docx.Document(io.BytesIO(made.files["docx"])).paragraphs),
        "pdf": "\n".join(one.extract_text() for one in pdf.pages),
    }


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("size", SIZES)
def test_formats_carry_the_same_body_in_the_same_order(library: Library, code: str, size: str) -> None:
    one = letter(library, code, size=size)
    found = texts(one, library)
    signing = "_" * 22
    for name in ("txt", "eml"):
        assert between(found[name], one).replace(signing, "") == body(one, numbered=True), name
    for name in ("html", "docx"):
        assert between(found[name], one) == body(one, numbered=False), name
    place = 0
    pages = squeezed(found["pdf"])
    for block in one.blocks:
        # A block may run over a page's end, with footer and header between its halves: look for both ends of it.
        for part in (squeezed(block.lead + block.text)[:40], squeezed(block.text)[-40:]):
            at = pages.find(part, place)
            assert at >= 0, part
        place = max(place, at)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("channel", CHANNELS)
def test_channel_sets_the_delivery_line_of_all_formats(library: Library, code: str, channel: str) -> None:
    one = letter(library, code, channel=channel, size="starter")
    for name, text in texts(one, library).items():
        assert squeezed(one.delivery_line) in squeezed(text), name


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("size", SIZES)
def test_pdf_has_few_pages_and_the_first_item_on_page_one(library: Library, code: str, size: str) -> None:
    one = letter(library, code, size=size)
    pages = pypdf.PdfReader(io.BytesIO(make(one, ["pdf"], library, Finish()).files["pdf"])).pages
    assert len(pages) <= MOST_PAGES[size]
    first = next(block for block in one.blocks if block.kind == "item")
    assert squeezed(first.text)[-30:] in squeezed(pages[0].extract_text())


@pytest.mark.needs("soffice")
def test_libreoffice_opens_every_letter_on_few_pages(library: Library, tmp_path: Path) -> None:
    expected = {}
    for code in CODES:
        for size in SIZES:
            one = letter(library, code, size=size)
            (tmp_path / f"{code}-{size}.docx").write_bytes(make(one, ["docx"], library, Finish()).files["docx"])
            expected[f"{code}-{size}"] = (one, MOST_PAGES[size])
    convert(tmp_path, *sorted(tmp_path.glob("*.docx")), timeout=600)
    too_long = {}
    for name, (one, most) in expected.items():
        pages = pypdf.PdfReader(tmp_path / f"{name}.pdf").pages
        first = next(block for block in one.blocks if block.kind == "item")
        assert squeezed(first.text)[-30:] in squeezed(pages[0].extract_text()), name
        if len(pages) > most:
            too_long[name] = len(pages)
    assert not too_long
