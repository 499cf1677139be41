"""The PDF: text in order, tags and archive marks, the window of the envelope, and what its fonts cannot set."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject

from foia.errors import FormatError, InputError
from foia.formats.pdf import missing_characters, write_pdf
from foia.model import Block, Letter, SenderLine
from tests.samples import sample_letter

TEMPLATE = Path(__file__).parents[2] / "templates" / "letterhead" / "letter.typ"
HOSTILE = (
    "#let x = 1", "#{panic()}", "$x^2$", "*bold*", "_emphasis_", "@reference", "<label>", "`raw`", "\\u{41}", "// note",
    "/* note */", "= Heading", "- item", "+ item", "~", "\"straight\" 'single'", "two -- three --- dots ...", "[a] {b}",
    "https://example.org/a_b#c?d=1&e=2", "{{ x }}", "%s %(a)s", "</script>",
)  # fmt: skip


def reader(letter: Letter, **options: Any) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(write_pdf(letter, template=TEMPLATE, **options)))


def pages(letter: Letter) -> list[str]:
    """The text of each page on one line."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader(letter).pages]


def named(name: str) -> Letter:
    return sample_letter("starter", sender=(SenderLine(kind="name", text=name),))


def said(letter: Letter) -> list[str]:
    """Everything the letter says, in reading order."""
    head = [*(line.text for line in letter.sender), letter.date_line, letter.reference_line, letter.delivery_line]
    body = [line for block in letter.blocks for line in spoken(block)]
    return [*head, *letter.addressee, letter.subject, letter.salutation, *body, letter.closing, *letter.signature]


def spoken(block: Block) -> list[str]:
    number = [f"{block.number}."] if block.kind == "item" else []
    return [*number, *(part for part in (block.lead, block.text) if part)]


@pytest.mark.parametrize("size", ["starter", "standard", "deep"])
def test_pdf_holds_every_text_in_order(size: str) -> None:
    letter = sample_letter(size)
    running = re.compile(r"Our reference: \S+ November 20, 2026 (?=.*Page [2-9])| ?Page \d of \d ?")
    first, *rest = pages(letter)
    text = " ".join([running.sub("", first), *(running.sub("", page) for page in rest)])
    place = 0
    for expected in said(letter):
        assert expected in text[place:], f"missing or out of order: {expected}"
        place = text.index(expected, place) + len(expected)


@pytest.mark.parametrize(("size", "most"), [("starter", 2), ("standard", 2), ("deep", 3)])
def test_pdf_fits_its_pages(size: str, most: int) -> None:
    assert len(pages(sample_letter(size))) <= most


@pytest.mark.parametrize("size", ["starter", "standard", "deep"])
def test_pdf_signature_takes_the_last_paragraph_along(size: str) -> None:
    assert sample_letter().blocks[-1].text in pages(sample_letter(size))[-1]


def test_pdf_later_pages_carry_reference_and_date() -> None:
    first, second = pages(sample_letter())
    assert "Page 1 of 2" in first
    assert first.count("Our reference: 2026-1120-springfield") == 1
    assert "Our reference: 2026-1120-springfield November 20, 2026" in second
    assert "Page 2 of 2" in second


@pytest.mark.parametrize(("paper", "points"), [("us-letter", (612, 792)), ("a4", (595.276, 841.89))])
def test_pdf_paper(paper: str, points: tuple[float, float]) -> None:
    box = reader(sample_letter(paper=paper)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(points, abs=0.01)


@pytest.mark.parametrize("paper", ["us-letter", "a4"])
@pytest.mark.parametrize("lines", [3, 5])
def test_pdf_addressee_shows_in_the_window_of_the_envelope_and_nothing_private_does(paper: str, lines: int) -> None:
    letter = sample_letter("starter", paper=paper)
    addressee = letter.addressee[:lines]
    shown = placed(sample_letter("starter", paper=paper, addressee=addressee))
    for line in addressee:
        left, top = shown[line]
        assert left >= 0.875
        assert 2.04 < top < 3.16, f"{line} stands {top:.2f} in from the top"
    for line in (*letter.sender, letter.delivery_line):
        text = line if isinstance(line, str) else line.text
        assert all(top < 2.04 for word, (_, top) in shown.items() if word and word in text), text
    assert shown[letter.subject][1] > 3.16


def placed(letter: Letter) -> dict[str, tuple[float, float]]:
    """Each run of text on page 1 -> inches from the left and from the top to its base line."""
    page = reader(letter).pages[0]
    height = float(page.mediabox.height)
    found: dict[str, tuple[float, float]] = {}

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found[text.strip()] = (x / 72, (height - y) / 72)

    page.extract_text(visitor_text=visit)
    return found


def test_pdf_says_that_it_is_accessible_and_archivable() -> None:
    xmp = reader(sample_letter()).trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def test_pdf_metadata_come_from_the_letter() -> None:
    pdf = reader(sample_letter())
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Public records request: facial recognition contracts, payments and policies"
    assert pdf.metadata.author == "Rosa Delgado-Whitfield"
    assert pdf.metadata["/CreationDate"] == pdf.metadata["/ModDate"] == "D:20261120000000Z"
    assert pdf.trailer["/Root"]["/Lang"] == "en-US"
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_pdf_tags_are_those_of_a_letter() -> None:
    tags = list(tagged(reader(sample_letter()).trailer["/Root"]["/StructTreeRoot"]["/K"]))
    assert tags[0] == "/Document"
    assert tags.count("/H1") == 1
    assert tags.count("/L") == 1
    assert tags.count("/LI") == tags.count("/Lbl") == tags.count("/LBody") == 10
    assert tags.index("/H1") < tags.index("/L") < len(tags) - 1 - tags[::-1].index("/P")


def tagged(node: Any) -> Iterator[str]:
    """The roles of the tree of tags, from the top."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from tagged(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from tagged(node["/K"])


def test_pdf_list_counts_on_after_a_paragraph() -> None:
    item = [Block(kind="item", number=n, lead="L.", text=f"T{n}") for n in (1, 2, 3)]
    (text,) = pages(sample_letter(blocks=(item[0], item[1], Block(kind="paragraph", text="Between."), item[2])))
    assert "1. L. T1 2. L. T2 Between. 3. L. T3 Sincerely," in text


def test_pdf_same_letter_gives_same_bytes() -> None:
    first = write_pdf(sample_letter(), template=TEMPLATE)
    write_pdf(sample_letter("deep"), template=TEMPLATE)
    assert write_pdf(sample_letter(), template=TEMPLATE) == first


def test_pdf_threads_give_same_bytes() -> None:
    letters = [sample_letter(reference_line=f"Our reference: {n}") for n in range(4)]
    alone = [write_pdf(letter, template=TEMPLATE) for letter in letters]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda letter: write_pdf(letter, template=TEMPLATE), letters)) == alone


def test_pdf_markup_in_the_text_stays_text() -> None:
    blocks = tuple(Block(kind="paragraph", lead=text, text=text) for text in HOSTILE)
    text = " ".join(pages(sample_letter(blocks=blocks)))
    for expected in HOSTILE:
        assert f"{expected} {expected}" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_pdf_markup_in_name_subject_and_addressee_stays_text(text: str) -> None:
    letter = sample_letter(
        sender=(SenderLine(kind="name", text=text),), subject=text, addressee=(text, "x"), signature=(text,), blocks=()
    )
    assert " ".join(pages(letter)).count(text) == 4


@pytest.mark.parametrize("text", ["A" * 300, "https://example.org/" + "a" * 200])
def test_pdf_endless_word_stays_on_the_sheet(text: str) -> None:
    letter = sample_letter(blocks=(Block(kind="paragraph", text=text),), delivery_line=text[:90], subject=text)
    pdf = reader(letter)
    assert "".join(page.extract_text() for page in pdf.pages).replace("\n", "").count(text) == 2
    found = placed(letter)
    assert max(left for left, _ in found.values()) < 7.6


def test_pdf_bare_letter_is_set() -> None:
    bare = sample_letter(sender=(), date_line="", reference_line="", delivery_line="", addressee=(), blocks=(),
                         signature=(), closing="", salutation="", language="en")  # fmt: skip
    assert sample_letter().subject in pages(bare)[0]


@pytest.mark.parametrize(
    "text",
    ["Zoë Nuñez-Łódź", "Nguyễn Thị Hạnh", "Þórður Ægir", "Ceauşescu Ţepeş", "Иван Ћирић", "Ελένη", "½ § ¶ € £ – — …",
     "∑ ∫ √ ≠ ≤ ∞", "☺ ✓ →", "ﬁ"],
)  # fmt: skip
def test_pdf_letters_that_its_fonts_have_are_set(text: str) -> None:
    assert missing_characters(named(text)) == []
    assert text in pages(named(text))[0]


@pytest.mark.parametrize("text", ["محمد علي", "שלום עולם", "नमस्ते", "x̄ ạ̈"])
def test_pdf_scripts_that_join_or_run_from_the_right_are_set(text: str) -> None:
    assert missing_characters(named(text)) == []
    write_pdf(named(text), template=TEMPLATE)


@pytest.mark.parametrize(
    ("text", "missing"),
    [("Mia 😀", ["😀"]), ("王小明", ["王", "小", "明"]), ("ไทย", ["ไ", "ท", "ย"]),
     ("한국", ["한", "국"]), ("👩\u200d👧", ["👩", "👧"]), ("🇺🇸", ["🇺", "🇸"]), ("ꞏ", ["ꞏ"]), ("A\u20e3", ["A\u20e3"]),
     ("\ue000", ["\ue000"]), ("Zoë\u0378", ["\u0378"])],
)  # fmt: skip
def test_pdf_characters_that_no_font_has_are_named(text: str, missing: list[str]) -> None:
    assert missing_characters(named(text)) == [("the requester's name", character) for character in missing]
    with pytest.raises(FormatError):
        write_pdf(named(text), template=TEMPLATE)


def test_pdf_missing_characters_agree_with_typst_one_by_one() -> None:
    """Every twenty-ninth letter and sign up to U+2FFF: what is called missing cannot be compiled, all else can."""
    import typst

    probe = b'#set document(title: "t", date: datetime(year: 2000, month: 1, day: 1))\n#sys.inputs.text'
    for code in range(0x21, 0x3000, 29):
        character = chr(code)
        if not character.isprintable() or character.isspace():
            continue
        called_missing = bool(missing_characters(named(f"A{character}")))
        try:
            inputs = {"text": f"A{character}"}
            typst.compile(probe, ignore_system_fonts=True, sys_inputs=inputs, pdf_standards=["ua-1", "a-2a"])
        except typst.TypstError:
            assert called_missing, f"U+{code:04X}"
        else:
            assert not called_missing, f"U+{code:04X}"


def test_pdf_missing_character_error_says_what_where_and_what_to_do() -> None:
    with pytest.raises(FormatError) as caught:
        write_pdf(named("王小明"), template=TEMPLATE)
    assert str(caught.value) == (
        "The PDF fonts cannot set U+738B (CJK UNIFIED IDEOGRAPH-738B) in the requester's name (and 2 more).\n"
        "Add a folder with a font that has it (--font-path), or take the letter as .docx."
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [({"sender": (SenderLine(kind="organization", text="王"),)}, "the requester's organization"),
     ({"sender": (SenderLine(kind="address", text="王"),)}, "the requester's address"),
     ({"sender": (SenderLine(kind="phone", text="王"),)}, "the requester's telephone number"),
     ({"sender": (SenderLine(kind="email", text="王"),)}, "the requester's email address"),
     ({"date_line": "王"}, "the date line"), ({"reference_line": "王"}, "the reference"),
     ({"delivery_line": "王"}, "the delivery line"), ({"addressee": ("A", "王")}, "the addressee"),
     ({"subject": "王"}, "the subject line"), ({"salutation": "王"}, "the salutation"),
     ({"closing": "王"}, "the closing"), ({"signature": ("A", "王")}, "the signature"),
     ({"blocks": (Block(kind="paragraph", text="A"), Block(kind="paragraph", text="王"))}, "paragraph 2 of the body"),
     ({"blocks": (Block(kind="item", number=3, lead="王", text="A"),)}, "item 3"),
     ({"blocks": (Block(kind="declaration", text="王"),)}, "the declaration"),
     ({"blocks": (Block(kind="signature-line", text="王"),)}, "the line to sign on")],
)  # fmt: skip
def test_pdf_missing_character_names_its_field(change: dict[str, Any], field: str) -> None:
    assert missing_characters(sample_letter("starter", **change)) == [(field, "王")]


def test_pdf_added_font_sets_what_the_others_lack(tmp_path: Path) -> None:
    (tmp_path / "one.ttf").write_bytes(font_of("王"))
    assert missing_characters(named("王")) == [("the requester's name", "王")]
    assert missing_characters(named("王 小"), [tmp_path]) == [("the requester's name", "小")]
    text = reader(named("王"), font_paths=[tmp_path]).pages[0].extract_text()
    assert "王" in text


def test_pdf_added_font_goes_before_the_stopgaps(tmp_path: Path) -> None:
    (tmp_path / "one.ttf").write_bytes(font_of("م"))
    assert "OneSquare" not in faces(reader(named("م")))
    assert faces(reader(named("م"), font_paths=[tmp_path])) >= {"OneSquare", "LibertinusSerif-Regular"}


def faces(pdf: pypdf.PdfReader) -> set[str]:
    """The names of the fonts on page 1, without the mark of a subset and the coding."""
    fonts = pdf.pages[0]["/Resources"]["/Font"].values()
    names = (str(font.get_object()["/BaseFont"]) for font in fonts)
    return {name.partition("+")[2].removesuffix("-Identity-H") for name in names}


def font_of(character: str) -> bytes:
    """A font with one square in it."""
    builder = pytest.importorskip("fontTools.fontBuilder").FontBuilder(1000)
    pen = pytest.importorskip("fontTools.pens.ttGlyphPen").TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 700), (700, 700), (700, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupCharacterMap({ord(character): "square"})
    builder.setupGlyf({".notdef": square, "square": square})
    builder.setupHorizontalMetrics({".notdef": (800, 0), "square": (800, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "One Square", "styleName": "Regular", "psName": "OneSquare"})
    builder.setupOS2()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def test_pdf_font_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_pdf(sample_letter(), template=TEMPLATE, font_paths=[tmp_path / "fonts"])
    assert str(caught.value) == (
        f"{tmp_path / 'fonts'}: no such folder of fonts\nName a folder that holds .ttf or .otf."
    )


def test_pdf_letterhead_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_pdf(sample_letter(), template=tmp_path / "mine.typ")
    assert str(caught.value) == f"{tmp_path / 'mine.typ'}: no such letterhead\nName a .typ file that exists."


def test_pdf_letterhead_with_a_mistake_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.typ"
    wrong.write_text("#set document(title: [x])\n#nonsense", encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        write_pdf(sample_letter(), template=wrong)
    assert str(caught.value) == (
        f"{wrong}: typst cannot set the letter: unknown variable: nonsense\n"
        "Correct the letterhead, or leave it out to take the one that comes with the program."
    )
