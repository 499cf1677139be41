"""print.docx: every letter a section with its own header and page numbers, laid out as it is alone."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from lxml import etree

from foia.bundle.printing import PRINT_MOST, print_docx
from foia.formats.docx import default_skeleton, write_docx
from foia.formats.skeleton import build_skeleton
from foia.library.places import Library, data_root
from foia.model import Letter
from tests.letters_for import letter
from tests.samples import sample_letter

SKELETON = default_skeleton(data_root() / "templates/letterhead/letter.docx")


@pytest.fixture(scope="module")
def letters(library: Library) -> list[Letter]:
    sizes = ("starter", "standard", "deep")
    codes = ("al", "ca", "id", "wa")
    return [letter(library, code, size=sizes[at % 3]) for at, code in enumerate(codes)] + [sample_letter("deep")]


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    return [(one.style.style_id, one.text) for one in docx.Document(io.BytesIO(data)).paragraphs]


def test_print_docx_says_what_each_letter_says(letters: list[Letter]) -> None:
    run = paragraphs(print_docx(letters, SKELETON))
    assert run == [one for single in letters for one in paragraphs(write_docx(single, SKELETON))]


def test_print_docx_has_a_section_for_each_letter_with_its_own_header(letters: list[Letter]) -> None:
    sections = docx.Document(io.BytesIO(print_docx(letters, SKELETON))).sections
    assert [section.header.paragraphs[0].text for section in sections] == [one.reference_line for one in letters]
    footers = ["".join(section.footer.paragraphs[0]._p.xpath(".//w:t/text()")) for section in sections]
    assert footers == ["Page 2"] * 5
    numbers = [section._sectPr.xpath("w:pgNumType/@w:start") for section in sections]
    assert numbers == [["1"]] * 5


def test_print_docx_parts_are_whole_and_linked(letters: list[Letter]) -> None:
    file = zipfile.ZipFile(io.BytesIO(print_docx(letters, SKELETON)))
    for name in file.namelist():
        etree.fromstring(file.read(name))
    links = file.read("word/_rels/document.xml.rels").decode()
    used = set(re.findall(r'r:id="(\w+)"', file.read("word/document.xml").decode()))
    assert used <= set(re.findall(r'Id="(\w+)"', links))
    assert {f"word/{target}" for target in re.findall(r'Target="([^"]+)"', links)} <= set(file.namelist())
    typed = set(re.findall(r'PartName="/([^"]+)"', file.read("[Content_Types].xml").decode()))
    assert {name for name in file.namelist() if not name.endswith(".rels")} - typed == {"[Content_Types].xml"}
    assert not [name for name in file.namelist() if b"@foia-" in file.read(name)]


@pytest.mark.needs("soffice")
def test_print_docx_counts_pages_and_items_anew_in_each_letter(letters: list[Letter], tmp_path: Path) -> None:
    (tmp_path / "run.docx").write_bytes(print_docx(letters, SKELETON))
    words = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*words, "run.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "run.pdf").pages]
    numbers = [int(found) for page in pages for found in re.findall(r"^Page (\d)$", page, re.MULTILINE)]
    assert len(numbers) == len(pages)
    assert numbers.count(1) == len(letters)
    assert all(after in (1, number + 1) for number, after in itertools.pairwise(numbers))
    assert all(
        re.search(r"^1\.", page, re.MULTILINE) for page, number in zip(pages, numbers, strict=True) if number == 1
    )


def test_print_docx_keeps_the_letterhead_in_every_letter(letters: list[Letter], tmp_path: Path) -> None:
    head = docx.Document()
    head.sections[0].different_first_page_header_footer = True
    head.sections[0].first_page_header.paragraphs[0].text = "THE SPRINGFIELD LEDGER"
    head.sections[0].header.paragraphs[0].text = "Ledger, continued"
    head.save(tmp_path / "head.docx")
    run = docx.Document(io.BytesIO(print_docx(letters, build_skeleton(tmp_path / "head.docx"))))
    assert [one.first_page_header.paragraphs[0].text for one in run.sections] == ["THE SPRINGFIELD LEDGER"] * 5
    assert [[line.text for line in one.header.paragraphs] for one in run.sections] == [
        ["Ledger, continued", one.reference_line] for one in letters
    ]


def test_print_docx_same_letters_give_same_bytes(letters: list[Letter]) -> None:
    assert print_docx(letters, SKELETON) == print_docx(letters, SKELETON)


@pytest.mark.parametrize("count", [0, PRINT_MOST + 1])
def test_print_docx_of_none_or_too_many_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match=f"a print run holds 1 to 150 letters, not {count}"):
        print_docx([sample_letter("starter")] * count, SKELETON)
