"""Every letterhead a newsroom may have either works or is refused in one sentence, and none of them tells names."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.shared import Inches, Pt, Twips
from lxml import etree

from foia.errors import InputError
from foia.formats.docx import default_skeleton, write_docx
from foia.formats.pictures import bare
from foia.formats.skeleton import build_skeleton
from foia.formats.wordxml import LIST_ID
from tests.formats.test_docx import SHIPPED, convert, opened, pages, parts, styled, texts
from tests.samples import sample_letter

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{SPACE}}}"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SECRETS = tuple(f"planted{n:02}" for n in range(40))


def png(*comments: str) -> bytes:
    """A picture of one grey dot with the comments in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    chunks = [chunk(b"IHDR", struct.pack(">2L5B", 1, 1, 8, 0, 0, 0, 0))]
    chunks += [chunk(b"tEXt", b"Author\0" + comment.encode()) for comment in comments]
    return b"\x89PNG\r\n\x1a\n" + b"".join((*chunks, chunk(b"IDAT", zlib.compress(b"\0\x80")), chunk(b"IEND", b"")))


def xml(text: str) -> etree._Element:
    return parse_xml(re.sub(r"^<[\w:]+", rf'\g<0> xmlns:w="{SPACE}" xmlns:r="{REL}"', text))


def letterhead(change: Callable[[Document], None] | None = None) -> bytes:
    """A letterhead with a name and a logo in its header and an address in its footer."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].add_run("THE SPRINGFIELD LEDGER")
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(png()), width=Inches(1))
    section.footer.paragraphs[0].text = "418 Cannery Row"
    if change:
        change(document)
    return saved(document)


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def rezipped(data: bytes, **changes: bytes) -> bytes:
    """The package with parts changed or added."""
    return zipped(parts(data) | changes)


def zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return file.getvalue()


@pytest.fixture
def head(tmp_path: Path) -> Callable[[bytes, str], Path]:
    def write(data: bytes, name: str = "head.docx") -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return write


def written(path: Path) -> Document:
    """A letter on this letterhead, read back; the whole letter must be in it."""
    letter, data = sample_letter(), write_docx(sample_letter(), build_skeleton(path))
    whole, at = "\n".join(p.text for p in opened(data).paragraphs), 0
    for text in texts(letter):
        at = whole.index(text, at) + len(text)
    return opened(data)


# --- what travels ---


def test_letterhead_header_stays_on_page_one_and_ours_follows(head: Callable[..., Path]) -> None:
    document = written(head(letterhead()))
    section = document.sections[0]
    assert section.first_page_header.paragraphs[0].text == "THE SPRINGFIELD LEDGER"
    assert [p.text for p in section.header.paragraphs] == ["Our reference: 2026-1120-springfield"]
    assert [p.text for p in section.footer.paragraphs] == ["418 Cannery Row", "Page  of "]
    assert [p.text for p in section.first_page_footer.paragraphs] == ["418 Cannery Row", "Page  of "]
    pictures = [rel.target_part.blob for rel in section.first_page_header.part.rels.values()]
    assert pictures == [png()]
    assert document.paragraphs[0].text == "Rosa Delgado-Whitfield"
    assert document.paragraphs[0].paragraph_format.space_before == Twips(160)
    assert build_skeleton(head(letterhead())).notes == ()


def test_letterhead_with_a_title_page_keeps_both_its_headers(head: Callable[..., Path]) -> None:
    def change(document: Document) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "First"

    section = written(head(letterhead(change))).sections[0]
    assert section.first_page_header.paragraphs[0].text == "First"
    first, *_, last = [p.text for p in section.header.paragraphs]
    assert (first, last) == ("THE SPRINGFIELD LEDGER", "Our reference: 2026-1120-springfield")


def test_letterhead_page_number_of_its_own_is_not_doubled(head: Callable[..., Path]) -> None:
    def change(document: Document) -> None:
        field = xml('<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        document.sections[0].footer.paragraphs[0]._p.append(field)

    footer = written(head(letterhead(change))).sections[0].footer
    assert len(footer.paragraphs) == 1
    assert len(list(footer._element.iter(f"{W}fldSimple"))) == 1


def test_letterhead_brings_its_font_paper_and_margins(head: Callable[..., Path]) -> None:
    def change(document: Document) -> None:
        document.styles["Normal"].font.name = "Garamond"
        document.sections[0].left_margin, document.sections[0].page_width = Inches(2), Inches(8.27)

    document = written(head(letterhead(change)))
    base = document.styles["Foia Base"].base_style
    assert (base.style_id, base.font.name) == ("Normal", "Garamond")
    assert (document.sections[0].left_margin, document.sections[0].page_width) == (Inches(2), Twips(11909))


def test_letterhead_numbering_keeps_theirs_and_adds_ours(head: Callable[..., Path]) -> None:
    data = write_docx(sample_letter(), build_skeleton(head(letterhead())))
    numbering = etree.fromstring(parts(data)["word/numbering.xml"])
    order = [etree.QName(child).localname for child in numbering]
    assert order == sorted(order)
    ids = [child.get(f"{W}numId") for child in numbering.iter(f"{W}num")]
    assert len(ids) == len(set(ids)) > 1
    assert str(LIST_ID) in ids


def test_letterhead_made_from_one_of_our_letters_works(head: Callable[..., Path]) -> None:
    """Users open a letter, add a logo and save it as their letterhead: nothing of the old letter comes along."""
    first = write_docx(sample_letter(reference_line="planted00"), build_skeleton(head(letterhead())))
    data = write_docx(sample_letter(), build_skeleton(head(first)))
    assert b"planted00" not in b"".join(parts(data).values())
    document = opened(data)
    ids = [style.style_id for style in document.styles]
    assert len(ids) == len(set(ids))
    assert len(list(etree.fromstring(parts(data)["word/numbering.xml"]).iter(f"{W}pStyle"))) >= 2
    assert [p.text for p in document.sections[0].footer.paragraphs] == ["418 Cannery Row", "Page  of "]
    assert styled(document, "FoiaItem")


def test_letterhead_may_be_the_shipped_skeleton_itself() -> None:
    assert [p.text for p in written(SHIPPED).sections[0].header.paragraphs] == ["Our reference: 2026-1120-springfield"]


# --- odd but usable ---


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
    ids=["dotx", "docm", "dotm"],
)
def test_letterhead_templates_and_files_with_macros_work(head: Callable[..., Path], kind: str) -> None:
    types = parts(letterhead())["[Content_Types].xml"].replace(MAIN.encode(), kind.encode())
    links = parts(letterhead())["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
        b'Target="vbaProject.bin"/></Relationships>',
    )
    types = types.replace(
        b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    )
    changes = {"[Content_Types].xml": types, "word/_rels/document.xml.rels": links, "word/vbaProject.bin": b"planted00"}
    path = head(rezipped(letterhead(), **changes))
    written(path)
    skeleton = build_skeleton(path)
    assert skeleton.notes == ("The macros of the letterhead were not taken.",)
    assert b"planted00" not in b"".join(parts(write_docx(sample_letter(), skeleton)).values())


def test_letterhead_from_a_german_word_works(head: Callable[..., Path]) -> None:
    def change(document: Document) -> None:
        for style in document.styles:
            for tag in ("basedOn", "next", "link"):
                for mark in style._element.findall(f"{W}{tag}"):
                    mark.set(
                        f"{W}val", mark.get(f"{W}val").replace("Normal", "Standard").replace("Heading", "berschrift")
                    )
            style._element.set(
                f"{W}styleId", style.style_id.replace("Normal", "Standard").replace("Heading", "berschrift")
            )
        document.styles["Normal"].font.name = "Garamond"

    document = written(head(letterhead(change)))
    assert document.styles["Foia Base"].base_style.style_id == "Standard"


def test_letterhead_without_styles_numbering_or_section_works(head: Callable[..., Path]) -> None:
    body = f'<w:document xmlns:w="{SPACE}"><w:body><w:p/></w:body></w:document>'.encode()
    files = parts(letterhead())
    bare_links = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    kept = {name: files[name] for name in ("[Content_Types].xml", "_rels/.rels")}
    kept |= {"word/document.xml": body, "word/_rels/document.xml.rels": bare_links}
    document = written(head(zipped(kept)))
    assert document.sections[0].page_width == Inches(8.5)


def test_letterhead_with_several_sections_gives_its_first(head: Callable[..., Path]) -> None:
    def change(document: Document) -> None:
        document.add_section(WD_SECTION.NEW_PAGE).header.is_linked_to_previous = False
        document.sections[1].header.paragraphs[0].text = "Second"

    path = head(letterhead(change))
    assert written(path).sections[0].first_page_header.paragraphs[0].text == "THE SPRINGFIELD LEDGER"
    assert build_skeleton(path).notes == (
        "The letterhead has 2 sections; header, footer, paper and margins were taken from the first.",
    )


def test_letterhead_logo_and_text_in_the_body_are_pointed_out(head: Callable[..., Path]) -> None:
    path = head(
        letterhead(lambda document: document.add_paragraph("Hello").add_run().add_picture(io.BytesIO(png())) and None)
    )
    assert build_skeleton(path).notes == (
        "A picture in the body of the letterhead was not taken. Move the logo into the header: only header and footer travel.",
        "Text in the body of the letterhead was not taken: only header and footer travel.",
    )


def test_letterhead_decimal_measures_are_read(head: Callable[..., Path]) -> None:
    files = parts(letterhead())
    body = files["word/document.xml"].replace(b'w:left="1800"', b'w:left="1800.6"')
    assert b"1800.6" in body
    document = written(head(rezipped(letterhead(), **{"word/document.xml": body})))
    assert document.sections[0].left_margin.twips == 1801


def test_letterhead_dangling_parts_do_not_break_it(head: Callable[..., Path]) -> None:
    links = parts(letterhead())["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", f'<Relationship Id="rId98" Type="{REL}/image" Target="../NULL"/></Relationships>'.encode()
    )
    written(head(rezipped(letterhead(), **{"word/_rels/document.xml.rels": links})))


# --- refused ---

SAVE = "Open it in Word or LibreOffice, save it as “Word Document (.docx)”, and name that file."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}


REFUSED = {
    "pdf": (b"%PDF-1.7 ...", "The letterhead must be a .docx file; this one is a PDF.", SAVE),
    "doc": (OLE, "The letterhead must be a .docx file; this one is an old Word file (.doc).", SAVE),
    "rtf": (b"{\\rtf1 hello}", "The letterhead must be a .docx file; this one is an RTF file.", SAVE),
    "text": (b"hello", "The letterhead must be a .docx file; this one is not a Word file.", SAVE),
    "empty": (b"", "The letterhead must be a .docx file; this one is empty.", SAVE),
    "odt": (zipped(ODT), "The letterhead must be a .docx file; this one is an OpenDocument file (.odt).", SAVE),
    "zip": (
        zipped({"a": b"b"}),
        "The letterhead must be a .docx file; this one is a zip archive of another kind.",
        SAVE,
    ),
    "xlsx": (
        zipped({"[Content_Types].xml": b"<Types>spreadsheetml</Types>"}),
        "The letterhead must be a .docx file; this one is a file of another Office program.",
        SAVE,
    ),
    "strict": (
        zipped(
            {"[Content_Types].xml": MAIN.encode(), "_rels/.rels": b'Type="http://purl.oclc.org/ooxml/officeDocument'}
        ),
        "The letterhead must be a .docx file; this one is a “Strict Open XML Document”.",
        SAVE,
    ),
    "password": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "The letterhead is protected by a password.",
        "Open it in Word, take the password away (File > Info > Protect Document), and save it.",
    ),
    "cut off": (letterhead()[:9000], "The letterhead is damaged: its parts cannot be read.", SAVE),
    "no document": (
        zipped({"[Content_Types].xml": f"<Types>{MAIN}</Types>".encode()}),
        "The letterhead is damaged: its parts cannot be read.",
        SAVE,
    ),
    "bad xml": (
        rezipped(letterhead(), **{"word/document.xml": b"<w:document"}),
        "The letterhead is damaged: its parts cannot be read.",
        SAVE,
    ),
    "bad header": (
        rezipped(letterhead(), **{"word/header1.xml": b"<w:hdr"}),
        "The letterhead is damaged: its parts cannot be read.",
        SAVE,
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_letterhead_of_another_kind_is_refused_in_one_sentence(head: Callable[..., Path], case: str) -> None:
    data, what, to_do = REFUSED[case]
    path = head(data)
    with pytest.raises(InputError) as refusal:
        build_skeleton(path)
    assert str(refusal.value) == f"{path}: {what}\n{to_do}"


def test_letterhead_damaged_in_the_middle_is_refused(head: Callable[..., Path]) -> None:
    data = bytearray(SHIPPED.read_bytes())
    data[1200:1260] = bytes(60)
    path = head(bytes(data))
    with pytest.raises(InputError, match="damaged"):
        build_skeleton(path)


def test_letterhead_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        build_skeleton(tmp_path / "none.docx")
    assert (
        str(refusal.value) == f"{tmp_path}/none.docx: There is no such letterhead.\nCheck the path after --letterhead."
    )
    with pytest.raises(InputError) as refusal:
        build_skeleton(tmp_path)
    assert str(refusal.value) == (
        f"{tmp_path}: The letterhead cannot be read (Is a directory).\nName a .docx file that you may open."
    )


def test_letterhead_that_is_huge_is_refused(head: Callable[..., Path]) -> None:
    path = head(bytes(21_000_000))
    with pytest.raises(InputError) as refusal:
        build_skeleton(path)
    assert str(refusal.value) == (
        f"{path}: The letterhead is too large (21 MB; the limit is 20 MB).\n"
        "Make the logo smaller: in Word, Picture Format > Compress Pictures."
    )


def test_letterhead_that_unpacks_to_a_flood_is_refused(head: Callable[..., Path]) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/media/a.bin", bytes(151_000_000))
    path = head(file.getvalue())
    with pytest.raises(InputError) as refusal:
        build_skeleton(path)
    assert str(refusal.value) == f"{path}: The letterhead is too large when unpacked.\n{SAVE}"


def test_letterhead_with_a_large_logo_is_taken_and_said(head: Callable[..., Path]) -> None:
    def change(document: Document) -> None:
        logo = png()[:33] + struct.pack(">L", 1_500_000) + b"fiLl" + bytes(1_500_004) + png()[33:]
        document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(logo))

    path = head(letterhead(change))
    assert build_skeleton(path).notes == ("A picture of the letterhead has 1.5 MB; every letter will carry it.",)


# --- what must not travel ---

DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="914400" cy="914400"/><wp:docPr id="7" name="planted30" descr="C:\\Users\\planted31\\logo.png">'
    '<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:id="{link}"/></wp:docPr>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="0" name="planted32.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    "<pic:blipFill><a:blip {blip}/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline>"
    "</w:drawing></w:r>"
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
PLANTS = (
    '<w:ins w:id="1" w:author="planted01" w:date="2026-01-01T00:00:00Z"><w:r><w:t>inserted words</w:t></w:r></w:ins>',
    '<w:del w:id="2" w:author="planted02"><w:r><w:delText>planted03</w:delText></w:r></w:del>',
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>planted04</w:t></w:r>",
    '<w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>planted05</w:t></w:r>',
    '<w:r><w:rPr><w:rPrChange w:id="3" w:author="planted06"><w:rPr/></w:rPrChange></w:rPr><w:t>changed words</w:t></w:r>',
    '<w:bookmarkStart w:id="4" w:name="planted07"/><w:bookmarkEnd w:id="4"/>',
    '<w:hyperlink r:id="{link}" w:tooltip="planted08"><w:r><w:t>linked words</w:t></w:r></w:hyperlink>',
    '<w:sdt><w:sdtPr><w:alias w:val="planted09"/><w:dataBinding w:xpath="planted10" w:storeItemID="x"/></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>bound words</w:t></w:r></w:sdtContent></w:sdt>",
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>planted11</w:t></w:r></w:sdtContent></w:sdt>",
    '<w:smartTag w:uri="planted12" w:element="PersonName"><w:r><w:t>tagged words</w:t></w:r></w:smartTag>',
    FIELD.format("AUTHOR", "planted13"),
    FIELD.format('HYPERLINK "http://planted14.example"', "address words"),
    '<w:fldSimple w:instr=" FILENAME \\p "><w:r><w:t>planted15</w:t></w:r></w:fldSimple>',
    '<w:commentRangeStart w:id="5"/><w:r><w:t>noted words</w:t></w:r><w:commentRangeEnd w:id="5"/>'
    '<w:r><w:commentReference w:id="5"/></w:r>',
    '<w:r w:rsidR="00AB12CD"><w:t>plain words</w:t></w:r><!-- planted16 --><?planted17 x?>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> planted18 </w:instrText></w:r>',
    '<x:note xmlns:x="http://planted19.example">planted20</x:note>',
)
KEPT = ("inserted", "changed", "linked", "bound", "tagged", "address", "noted", "plain")


def planted() -> bytes:
    """A letterhead with a name or a secret in every corner that Word knows."""
    document = docx.Document()
    header = document.sections[0].header
    part = header.part
    link = part.relate_to("http://planted21.example/", f"{REL}/hyperlink", is_external=True)
    outside = part.relate_to("file:///C:/planted22.png", f"{REL}/image", is_external=True)
    inside, _ = part.get_or_add_image(io.BytesIO(png("planted23")))
    style = (
        '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    document.styles.element.append(xml(style))
    drawings = (DRAWING.format(link=link, blip=blip) for blip in (f'r:embed="{inside}"', f'r:link="{outside}"'))
    for plant in (*PLANTS, *drawings):
        header._element.append(xml(f"<w:p>{plant.replace('{link}', link)}</w:p>"))
    for text in ("planted24", "planted25"):
        document.add_paragraph(text)
    core = document.core_properties
    core.author, core.last_modified_by, core.comments, core.keywords, core.category = SECRETS[26:31]
    document.add_comment(document.paragraphs[0].runs, text="planted33", author="planted34", initials="planted35")
    settings = document.settings.element
    target = document.part._settings_part.relate_to(
        "file:///C:/planted36.dotx", f"{REL}/attachedTemplate", is_external=True
    )
    settings.append(xml(f'<w:attachedTemplate r:id="{target}"/>'))
    settings.append(xml('<w:mailMerge><w:query w:val="planted37"/></w:mailMerge>'))
    settings.append(xml('<w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids>'))
    custom = {"docProps/custom.xml": b"<Properties>planted38</Properties>", "customXml/item1.xml": b"<x>planted39</x>"}
    app = parts(saved(document))["docProps/app.xml"].replace(
        b"</Properties>", b"<Company>planted00</Company></Properties>"
    )
    return rezipped(saved(document), **custom, **{"docProps/app.xml": app})


def test_letterhead_tells_nothing_that_its_page_does_not_show(head: Callable[..., Path]) -> None:
    source = planted()
    everything = b"".join(parts(source).values())
    assert [secret for secret in SECRETS if secret.encode() not in everything] == []
    files = parts(write_docx(sample_letter(), build_skeleton(head(source))))
    everything = b"".join(files.values())
    assert [secret for secret in SECRETS if secret.encode() in everything] == []
    assert b"rsid" not in everything
    assert b"External" not in everything
    shown = "".join(etree.fromstring(files["word/header2.xml"]).itertext())
    assert [word for word in KEPT if f"{word} words" not in shown] == []


def test_letterhead_links_that_are_kept_lead_somewhere(head: Callable[..., Path]) -> None:
    files = parts(write_docx(sample_letter(), build_skeleton(head(planted()))))
    for name, data in files.items():
        if not name.endswith(".xml") or name.startswith("["):
            continue
        used = {
            value
            for e in etree.fromstring(data).iter()
            for key, value in e.attrib.items()
            if key.startswith(f"{{{REL}}}")
        }
        folder, _, file = name.rpartition("/")
        links = etree.fromstring(files.get(f"{folder}/_rels/{file}.rels", b"<none/>"))
        known = {link.get("Id"): link.get("Target") for link in links}
        assert used <= set(known)
        assert all(f"{folder}/{target}" in files for target in known.values())


def test_letterhead_says_what_it_lost(head: Callable[..., Path]) -> None:
    assert build_skeleton(head(planted())).notes == (
        "Text in the body of the letterhead was not taken: only header and footer travel.",
        "A link in the letterhead was kept as plain text.",
        "A field of the letterhead (FILENAME) was left out: it would print facts about your file.",
        "A field of the letterhead (AUTHOR) was left out: it would print facts about your file.",
        "A picture of the letterhead was left out: it is only linked, or of a kind that not every program shows. "
        "Insert it into the header as PNG or JPEG.",
    )


MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
BOX = (
    f'<w:r><mc:AlternateContent {MC}><mc:Choice Requires="wps" xmlns:wps="{{space}}"><w:drawing><wps:wsp><wps:txbx>'
    "<w:txbxContent><w:p><w:r><w:t>new box</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>"
    '<mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="planted00" alt="planted01"><v:textbox>'
    "<w:txbxContent><w:p><w:r><w:t>old box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("space", "shown"),
    [
        ("http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "new box"),
        ("http://add-in.example/shapes", "old box"),
    ],
)
def test_letterhead_text_boxes_travel_once(head: Callable[..., Path], space: str, shown: str) -> None:
    def change(document: Document) -> None:
        document.sections[0].header._element.append(xml(f"<w:p>{BOX.format(space=space)}</w:p>"))

    data = parts(write_docx(sample_letter(), build_skeleton(head(letterhead(change)))))["word/header2.xml"]
    assert [text for text in ("new box", "old box") if text.encode() in data] == [shown]
    assert b"planted" not in data


def test_letterhead_pictures_lose_their_comments_and_keep_their_looks() -> None:
    assert bare(png("planted00")) == png()
    look = b"\xff\xe0\0\x04JF\xff\xe2\0\x04IC"
    tail = b"\xff\xdb\0\x03q\xff\xda\0\x02data\xff\xd9"
    assert (
        bare(b"\xff\xd8" + look + b"\xff\xe1\0\x0aplanted0\xff\xfe\0\x0aplanted1" + tail) == b"\xff\xd8" + look + tail
    )
    for odd in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\0", b"GIF89a", b""):
        assert bare(odd) == odd


def test_letterhead_is_the_same_every_time(head: Callable[..., Path]) -> None:
    path = head(planted())
    assert write_docx(sample_letter(), build_skeleton(path)) == write_docx(sample_letter(), build_skeleton(path))


@pytest.mark.needs("soffice", "pdftotext")
def test_letterhead_letters_are_laid_out(tmp_path: Path) -> None:
    heads = {"plain": letterhead(), "planted": planted()}
    for name, data in heads.items():
        (tmp_path / f"{name}-head.docx").write_bytes(data)
        letter = write_docx(sample_letter(), build_skeleton(tmp_path / f"{name}-head.docx"))
        (tmp_path / f"{name}.docx").write_bytes(letter)
    convert(tmp_path, *(tmp_path / f"{name}.docx" for name in heads))
    found = pages(tmp_path / "plain.pdf")
    assert "THE SPRINGFIELD LEDGER" in found[0]
    assert not any("THE SPRINGFIELD LEDGER" in page for page in found[1:])
    assert all("418 Cannery Row" in page and f"Page {n} of {len(found)}" in page for n, page in enumerate(found, 1))
    assert "inserted words" in pages(tmp_path / "planted.pdf")[0]


def test_letterhead_style_without_a_name_of_size_stays_readable(head: Callable[..., Path]) -> None:
    def change(document: Document) -> None:
        normal = document.styles["Normal"]
        normal.font.hidden, normal.font.bold, normal.font.size = True, True, Pt(12)
        normal.paragraph_format.first_line_indent = Inches(1)

    base = written(head(letterhead(change))).styles["Foia Base"]
    assert (base.font.hidden, base.font.bold, base.paragraph_format.first_line_indent) == (False, False, 0)
    assert default_skeleton(SHIPPED).notes == ()
