"""The Word file holds the letter, whole, in order and in real Word terms; LibreOffice lays it out as promised."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from foia.errors import DataError, FormatError
from foia.formats.docx import Skeleton, default_skeleton, write_docx
from foia.formats.skeleton import skeleton_file, skeleton_parts
from foia.formats.wordxml import LIST_ID, page_count
from foia.model import SIZES, Block, Letter, SenderLine, Size
from tests.samples import sample_letter

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "templates" / "letterhead" / "letter.docx"
SKELETON = default_skeleton(SHIPPED)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (
    'O\'Brien "Quotes" & <Sons> </w:t>',
    "{{ sender }} {% if x %} @foia-body@ @foia-title@",
    "Zoë Núñez-Müller, naïve café",
    "e\u0301 combining, a\u0308 and \U0001f469\u200d\U0001f4bb with \U0001f1fa\U0001f1f8",
    "محمد علي (Daily News) 24",
    "שלום עולם",
    "  two  spaces,\u00a0hard space and\u2009thin ",
    "東京新聞 ∑ § ¶ ½",
)
PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "widowControl", "numPr", "pBdr", "tabs", "suppressAutoHyphens"),
    *("spacing", "ind", "contextualSpacing", "jc", "outlineLvl"),
)


def write(letter: Letter, skeleton: Skeleton = SKELETON) -> bytes:
    return write_docx(letter, skeleton)


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def texts(letter: Letter) -> Iterator[str]:
    """Every text that stands in the body, in the order of the page."""
    by_kind = [
        [line.text for line in letter.sender if line.kind == kind] for kind in ("name", "organization", "address")
    ]
    yield from (text for kind in by_kind for text in kind)
    yield from (line.text for line in letter.sender if line.kind in ("phone", "email"))
    yield from (letter.date_line, letter.reference_line, letter.delivery_line, *letter.addressee, letter.subject)
    yield letter.salutation
    for block in letter.blocks:
        yield f"{block.lead} {block.text}" if block.lead else block.text
    yield from (letter.closing, *letter.signature)


def styled(document: Document, style: str) -> list[Paragraph]:
    return [p for p in document.paragraphs if p.style is not None and p.style.style_id == style]


@pytest.mark.parametrize("size", SIZES)
def test_docx_holds_every_text_in_order(size: Size) -> None:
    letter = sample_letter(size)
    whole, at = "\n".join(p.text for p in opened(write(letter)).paragraphs), 0
    for text in texts(letter):
        at = whole.index(text, at) + len(text)


def test_docx_holds_nothing_but_the_letter() -> None:
    letter = sample_letter()
    whole = "".join(p.text for p in opened(write(letter)).paragraphs)
    for text in texts(letter):
        whole = whole.replace(text, "", 1)
    assert re.sub(r"[,·\s]", "", whole) == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_docx_keeps_hostile_text_letter_by_letter(text: str) -> None:
    sender = (SenderLine(kind="name", text=text), SenderLine(kind="organization", text=text))
    blocks = (Block(kind="item", number=1, lead=text, text=text), Block(kind="signature-line", text=text))
    letter = sample_letter(sender=sender, subject=text, blocks=blocks, reference_line=text, closing=text)
    data = write(letter)
    document = opened(data)
    assert [p.text for p in document.paragraphs[:2]] == [text, text]
    assert styled(document, "FoiaItem")[0].text == f"{text} {text}"
    assert styled(document, "FoiaSubject")[0].text == styled(document, "FoiaClosing")[0].text == text
    assert document.sections[0].header.paragraphs[0].text == text
    assert (document.core_properties.title, document.core_properties.author) == (text, text)


XML_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Co"), exclude_characters="\ufffe\uffff")
)


@given(XML_TEXT.filter(str.strip))
def test_docx_keeps_any_text_that_xml_can_hold(text: str) -> None:
    letter = sample_letter("starter", blocks=(Block(kind="paragraph", text=text),), salutation=text)
    document = opened(write(letter))
    assert (styled(document, "FoiaBody")[0].text, styled(document, "FoiaSalutation")[0].text) == (text, text)


@pytest.mark.parametrize(("bad", "code"), [("a\x0bb", "U+000B"), ("a\ufffeb", "U+FFFE"), ("a\ud800b", "U+D800")])
def test_docx_refuses_what_xml_cannot_hold(bad: str, code: str) -> None:
    with pytest.raises(FormatError) as refusal:
        write(sample_letter(closing=bad))
    assert str(refusal.value) == (
        f"A .docx file cannot hold the character {code} in “a{'?' if ord(bad[1]) > 127 else bad[1]}b”.\n"
        "Remove that character and try again."
    )


def test_docx_line_breaks_and_tabs_are_those_of_word() -> None:
    document = opened(write(sample_letter(blocks=(Block(kind="paragraph", text="one\ntwo\tthree"),))))
    paragraph = styled(document, "FoiaBody")[0]
    assert paragraph.text == "one\ntwo\tthree"
    assert len(list(paragraph._p.iter(f"{W}br"))) == 1


def test_docx_sets_right_to_left_words_in_runs_of_their_own() -> None:
    document = opened(write(sample_letter(closing="Signed: محمد علي 24 (Daily News)")))
    runs = styled(document, "FoiaClosing")[0].runs
    assert [(run.text, run.font.rtl) for run in runs] == [
        ("Signed: ", None),
        ("محمد علي", True),
        (" 24 (Daily News)", None),
    ]


def test_docx_items_are_a_real_list_under_the_subject() -> None:
    letter = sample_letter()
    document = opened(write(letter))
    items = styled(document, "FoiaItem")
    assert [p.text for p in items] == [f"{b.lead} {b.text}" for b in letter.blocks if b.kind == "item"]
    levels = {(p._p.pPr.numPr.numId.val, p._p.pPr.numPr.ilvl.val) for p in items}
    assert levels == {(LIST_ID, 1)}
    subject = styled(document, "FoiaSubject")[0]._p.pPr.numPr
    assert (subject.numId.val, subject.ilvl.val) == (LIST_ID, 0)
    numbering = etree.fromstring(parts(write(letter))["word/numbering.xml"])
    forms = [
        (level.find(f"{W}numFmt").get(f"{W}val"), level.find(f"{W}lvlText").get(f"{W}val"))
        for level in numbering.iter(f"{W}lvl")
    ]
    assert forms == [("none", ""), ("decimal", "%2.")]


def test_docx_refuses_items_that_word_would_number_differently() -> None:
    with pytest.raises(FormatError) as refusal:
        write(sample_letter(blocks=(Block(kind="item", number=3, text="Invoices."),)))
    assert str(refusal.value) == (
        "Item 1 of the letter is numbered 3, and Word would print 1.\nNumber the items of the letter 1, 2, 3 and so on."
    )


def test_docx_leads_are_bold_by_style() -> None:
    run = styled(opened(write(sample_letter())), "FoiaItem")[0].runs[0]
    assert (run.text, run.style.style_id, run.style.font.bold) == ("Agreements.", "FoiaLead", True)


@pytest.mark.parametrize("size", SIZES)
def test_docx_has_no_empty_paragraph_and_only_our_styles(size: Size) -> None:
    document = opened(write(sample_letter(size)))
    assert [p.text for p in document.paragraphs if not p.text.strip()] == []
    assert {p.style.style_id[:4] for p in document.paragraphs if p.style is not None} == {"Foia"}


def test_docx_leaves_out_lines_that_are_empty() -> None:
    letter = sample_letter(reference_line="", delivery_line="", addressee=("", "Chief", ""), signature=("Ann", ""))
    document = opened(write(letter))
    assert [p.text for p in document.paragraphs if not p.text.strip()] == []
    assert document.sections[0].header.paragraphs[0].text == letter.reference


def test_docx_keeps_declaration_closing_and_signature_together() -> None:
    letter = sample_letter()
    document = opened(write(letter))
    last = styled(document, "FoiaBody")[-1]
    assert last.text == letter.blocks[-1].text
    assert last.paragraph_format.keep_with_next is True
    kept = [p.paragraph_format.keep_with_next for p in styled(document, "FoiaSignature")]
    assert kept == [True, None]
    for style in ("FoiaClosing", "FoiaDeclaration", "FoiaSubject", "FoiaSalutation"):
        assert document.styles[f"Foia {style[4:]}"].paragraph_format.keep_with_next is True
    lead_in = next(p for p in document.paragraphs if p.text.endswith("Please send:"))
    assert lead_in.paragraph_format.keep_with_next is True


def test_docx_neighbouring_signature_lines_stay_two_lines() -> None:
    blocks = (Block(kind="signature-line", text="Signature"), Block(kind="signature-line", text="Date"))
    lines = styled(opened(write(sample_letter(blocks=blocks))), "FoiaSignatureLine")
    assert lines[0].paragraph_format.right_indent != lines[1].paragraph_format.right_indent


def test_docx_has_reference_from_page_two_and_page_numbers_on_all() -> None:
    letter = sample_letter()
    section = opened(write(letter)).sections[0]
    assert section.different_first_page_header_footer is True
    assert section.first_page_header.is_linked_to_previous is True
    assert [p.text for p in section.header.paragraphs] == [letter.reference_line]
    for footer, page in ((section.footer, "2"), (section.first_page_footer, "1")):
        fields = footer.paragraphs[0]._p.findall(f"{W}fldSimple")
        assert [field.get(f"{W}instr") for field in fields] == [" PAGE ", " NUMPAGES "]
        assert "".join(footer.paragraphs[0]._p.xpath(".//w:t/text()")) == f"Page {page} of 2"


def test_docx_properties_name_the_sender_and_the_day_of_the_letter() -> None:
    letter = sample_letter(language="es-US")
    data = write(letter)
    core = opened(data).core_properties
    assert (core.title, core.author, core.language) == (letter.subject, "Rosa Delgado-Whitfield", "es-US")
    day = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    assert (core.created, core.modified, core.last_modified_by) == (day, day, "")
    files = parts(data)
    assert b'<w:lang w:val="es-US"' in files["word/styles.xml"]
    assert b"compatibilityMode" in files["word/settings.xml"]
    assert not {name for name in files if "app.xml" in name or "thumbnail" in name or "custom" in name}


def test_docx_author_is_the_organization_where_no_name_is_given() -> None:
    only = (SenderLine(kind="organization", text="The Ledger"),)
    assert opened(write(sample_letter(sender=only))).core_properties.author == "The Ledger"
    assert b"creator" not in parts(write(sample_letter(sender=())))["docProps/core.xml"]


@pytest.mark.parametrize(("paper", "size"), [("us-letter", (12240, 15840)), ("a4", (11906, 16838))])
def test_docx_is_set_on_the_paper_of_the_letter(paper: str, size: tuple[int, int]) -> None:
    section = opened(write(sample_letter(paper=paper))).sections[0]
    assert (section.page_width.twips, section.page_height.twips) == size


def test_docx_same_letter_gives_the_same_bytes() -> None:
    assert write(sample_letter()) == write(sample_letter(), default_skeleton(SHIPPED))
    with zipfile.ZipFile(io.BytesIO(write(sample_letter()))) as file:
        assert file.testzip() is None
        assert {part.date_time for part in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.namelist()[0] == "[Content_Types].xml"


def test_docx_leaves_no_place_open() -> None:
    assert b"@foia-" not in b"".join(parts(write(sample_letter())).values())
    assert b"<?foia" not in b"".join(parts(write(sample_letter())).values())


def test_docx_paragraph_properties_are_in_the_order_of_the_schema() -> None:
    files = parts(write(sample_letter()))
    for name in ("word/document.xml", "word/styles.xml"):
        for properties in etree.fromstring(files[name]).iter(f"{W}pPr"):
            names = [etree.QName(child).localname for child in properties]
            known = [PARAGRAPH_ORDER.index(name) for name in names if name not in ("pPr", "rPr")]
            assert known == sorted(known)


def test_docx_default_skeleton_is_the_one_the_builder_makes() -> None:
    assert parts(SHIPPED.read_bytes()) == parts(skeleton_file()) == skeleton_parts(None)[0], (
        "Rebuild it with: python -m foia.maintain.skeleton"
    )
    assert SHIPPED.stat().st_size < 14_000


def test_docx_damaged_skeleton_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"no zip")
    with pytest.raises(DataError) as refusal:
        default_skeleton(tmp_path / "letter.docx")
    assert str(refusal.value) == (
        f"{tmp_path}/letter.docx: The default letterhead cannot be read (File is not a zip file).\n"
        "Install foia again, or rebuild the file with: python -m foia.maintain.skeleton"
    )


def test_docx_is_written_without_importing_docx_or_lxml() -> None:
    code = "import sys, foia.formats.docx; print([m for m in ('docx', 'lxml', 'jinja2', 'typst') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


# --- laid out by LibreOffice ---


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """PDFs of the sample letters as LibreOffice lays them out, in one run of the program."""
    folder = tmp_path_factory.mktemp("laid-out")
    letters = {size: sample_letter(size) for size in SIZES}
    letters |= {"a4": sample_letter(paper="a4"), "rtl": sample_letter("starter", closing="Signed: محمد علي")}
    for name, letter in letters.items():
        (folder / f"{name}.docx").write_bytes(write(letter))
    convert(folder, *(folder / f"{name}.docx" for name in letters))
    return {name: folder / f"{name}.pdf" for name in letters}


def convert(folder: Path, *files: Path, timeout: int = 180) -> None:
    """The files as PDFs in the folder, laid out by LibreOffice with a profile of its own; `timeout` in seconds."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=timeout)


def pages(pdf: Path) -> list[str]:
    found = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    return found.stdout.split("\f")[:-1]


@pytest.mark.needs("soffice", "pdftotext")
@pytest.mark.parametrize(("name", "most"), [("starter", 2), ("standard", 2), ("deep", 3), ("a4", 2)])
def test_docx_fits_its_pages(laid_out: dict[str, Path], name: str, most: int) -> None:
    found = pages(laid_out[name])
    assert len(found) <= most
    if name in SIZES:
        assert page_count(sample_letter(name)) == len(found)
    for number, page in enumerate(found, 1):
        assert f"Page {number} of {len(found)}" in page
        assert ("Our reference" in page.strip().splitlines()[0]) is (number > 1)


@pytest.mark.needs("soffice", "pdftotext")
def test_docx_prints_numbers_and_closing(laid_out: dict[str, Path]) -> None:
    found = pages(laid_out["standard"])
    assert re.findall(r"^ *(\d+)\. ", "\n".join(found), re.MULTILINE) == [str(n) for n in range(1, 11)]
    assert re.search(r"Thank you.*Sincerely,.*Rosa Delgado-Whitfield", found[-1], re.DOTALL)
    assert not re.search(r"^ *0?\. *Public records request", found[0], re.MULTILINE)


@pytest.mark.needs("soffice", "pdftotext")
def test_docx_shows_right_to_left_names(laid_out: dict[str, Path]) -> None:
    shown = unicodedata.normalize("NFKC", "".join(pages(laid_out["rtl"])))
    assert "محمد" in shown or "دمحم" in shown


@pytest.mark.needs("soffice", "pdftotext")
@pytest.mark.parametrize("name", ["standard", "a4"])
def test_docx_address_shows_in_the_window_of_an_envelope(laid_out: dict[str, Path], name: str) -> None:
    """A #10 window shows 2.0 to 3.2 inches from the top and 0.9 to 5.4 from the left of a letter folded in three."""
    command = ["pdftotext", "-l", "1", "-bbox", str(laid_out[name]), "-"]
    boxes = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', boxes)
    ends = {word[4]: [float(edge) / 72 for edge in word[:4]] for word in reversed(words)}
    first, last = ends["Officer"], ends["01235-0417"]
    assert min(first[0], last[0]) > 0.9
    assert max(first[2], last[2]) < 5.4
    assert first[1] > 2.0
    assert last[3] < 3.2
