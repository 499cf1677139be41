"""Builds the skeleton of a letter, plain or from a user's letterhead, with python-docx and lxml: slow, and done once.

From a letterhead only listed parts travel: styles, numbering, theme, font table, headers and footers with their
pictures, paper and margins. Settings, properties, comments, links and macros stay behind, since they tell names.
"""

from __future__ import annotations

import re
from pathlib import Path

import docx
from docx.document import Document
from docx.section import Section

from foia.formats.cleaning import Element, R, clean, hidden_styles, parse, remove, serialize, w
from foia.formats.docx import Skeleton, read_skeleton
from foia.formats.letterhead import open_letterhead
from foia.formats.package import HEAD, PACKAGE, Package
from foia.formats.stories import add_stories
from foia.formats.wordstyles import W, default_fonts, our_numbering, our_styles
from foia.formats.zipped import archive, pack

MARGINS = {"top": 1152, "right": 1296, "bottom": 1008, "left": 1296, "header": 612, "footer": 504, "gutter": 0}
"""Of the plain letter, in twentieths of a point."""
GAP = 160
"""Between a letterhead's header and the sender's own address."""
PLAIN_STYLES = frozenset(("Normal", "DefaultParagraphFont", "TableNormal", "NoList"))
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_QUIET = (
    f'<w:latentStyles xmlns:w="{W}" w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
    'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
)
"""Keeps Word's own styles out of the list of styles until someone uses them."""
_SETTINGS = (
    f'{HEAD}<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="720"/><w:autoHyphenation w:val="0"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    + '</w:compat><w:themeFontLang w:val="@foia-language@"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" '
    'w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
    'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)
_CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>@foia-title@</dc:title>@foia-author@<dc:language>@foia-language@</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">@foia-day@T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">@foia-day@T00:00:00Z</dcterms:modified></cp:coreProperties>'
)


def build_skeleton(letterhead: Path | None = None) -> Skeleton:
    """A skeleton ready for `write_docx`; its notes say what the letterhead could not bring along."""
    parts, notes = skeleton_parts(letterhead)
    return read_skeleton(parts, notes)


def skeleton_file() -> bytes:
    """The default skeleton as the file that ships with the program."""
    return archive([pack(name, data) for name, data in skeleton_parts(None)[0].items()])


def skeleton_parts(letterhead: Path | None) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Every part of the skeleton by name, and the notes for the user."""
    document = open_letterhead(letterhead) if letterhead else docx.Document()
    package = Package()
    styles = _styles(document, package, plain=letterhead is None)
    section = _first_section(document, package) if letterhead else None
    hidden = hidden_styles(styles)
    package.add("styles", "styles.xml", serialize(styles))
    package.add("numbering", "numbering.xml", serialize(_numbering(document, package, plain=letterhead is None)))
    package.add("settings", "settings.xml", _SETTINGS.encode())
    if letterhead:
        _add_looks(document, package)
        _say_what_stays(document, package)
    references, height = add_stories(package, section, hidden)
    setup = next(iter(document.element.body.xpath(".//w:sectPr")), None) if letterhead else None
    body = _document(setup, references, height)
    return package.finished(body.encode(), _CORE.encode()), tuple(package.notes)


def _part(document: Document, kind: str) -> bytes | None:
    """The bytes of the document's part of this kind: styles, numbering, theme, fontTable, settings."""
    for link in document.part.rels.values():
        if not link.is_external and link.reltype.endswith(f"/{kind}"):
            data: bytes = link.target_part.blob
            return data
    return None


def _styles(document: Document, package: Package, *, plain: bool) -> Element:
    """Their styles and ours; in the plain skeleton theirs are only those that every Word file has."""
    root = parse(_part(document, "styles") or f'<w:styles xmlns:w="{W}"/>')
    clean(root, package.say)
    for style in root.findall(w("style")):
        ours = style.get(w("styleId"), "").startswith("Foia") or style.find(w("name")).get(w("val"), "").startswith(
            "Foia "
        )
        if ours or (plain and style.get(w("styleId")) not in PLAIN_STYLES):
            root.remove(style)
    if plain:
        for old in [*root.findall(w("docDefaults")), *root.findall(w("latentStyles"))]:
            root.remove(old)
        root[:0] = [parse(default_fonts()), parse(_QUIET)]
    default = root.xpath(
        "w:style[@w:type='paragraph'][@w:default='1' or @w:default='true']/@w:styleId", namespaces={"w": W}
    )
    root.extend(parse(our_styles(default[0] if default else "")))
    return root


def _numbering(document: Document, package: Package, *, plain: bool) -> Element:
    """Their lists and ours; lists left by an older letter of ours go."""
    found = None if plain else _part(document, "numbering")
    root = parse(found or f'<w:numbering xmlns:w="{W}"/>')
    clean(root, package.say)
    space = {"w": W}
    for old in root.xpath("w:abstractNum[w:lvl/w:pStyle[starts-with(@w:val, 'Foia')]]", namespaces=space):
        number = old.get(w("abstractNumId"))
        for user in root.xpath("w:num[w:abstractNumId/@w:val = $number]", namespaces=space, number=number):
            remove(user)
        remove(old)
    abstract, number = parse(our_numbering())
    root.insert(len(root.findall(w("abstractNum"))), abstract)
    root.insert(len(root.findall(w("abstractNum"))) + len(root.findall(w("num"))), number)
    return root


def _add_looks(document: Document, package: Package) -> None:
    """Theme and font table, if the letterhead has them and they stand by themselves."""
    for kind, name in (("theme", "theme/theme1.xml"), ("fontTable", "fontTable.xml")):
        if data := _part(document, kind):
            root = parse(data)
            clean(root, package.say)
            root.attrib.pop("name", None)
            if any(key.startswith(f"{{{R}}}") for element in root.iter() for key in element.attrib):
                package.say(f"The {kind} of the letterhead was left out: it depends on pictures of its own.")
                continue
            package.add(kind, name, serialize(root))


def _first_section(document: Document, package: Package) -> Section | None:
    sections = document.sections
    if len(sections) > 1:
        package.say(
            f"The letterhead has {len(sections)} sections; header, footer, paper and margins were taken from the first."
        )
    return sections[0] if len(sections) else None


def _say_what_stays(document: Document, package: Package) -> None:
    """Notes on what a user may expect to see in the letter and will not."""
    body = document.element.body
    if body.xpath(".//w:drawing | .//w:pict"):
        package.say(
            "A picture in the body of the letterhead was not taken. Move the logo into the header: only header and "
            "footer travel."
        )
    if "".join(body.xpath(".//w:t/text()")).strip():
        package.say("Text in the body of the letterhead was not taken: only header and footer travel.")
    if b"vbaProject" in b"".join(link.reltype.encode() for link in document.part.rels.values()):
        package.say("The macros of the letterhead were not taken.")
    if b"evenAndOddHeaders" in (_part(document, "settings") or b""):
        package.say("The letterhead has other headers on even pages; those of odd pages were taken for all.")


def _document(setup: Element | None, references: str, height: int) -> str:
    """document.xml with a place for the letter, and a note for ourselves on the measures of the sheet."""
    size, margins = _page_setup(setup)
    edges = " ".join(f'w:{edge}="{width}"' for edge, width in margins.items())
    paper = '<w:pgSz w:w="{w}" w:h="{h}"/>'.format_map(size) if size else "@foia-paper@"
    top, gap = max(abs(margins["top"]), margins["header"] + height if height else 0), GAP if height else 0
    sheet = f'width="{size.get("w", 0)}" left="{margins["left"]}" right="{margins["right"]}" top="{top}" gap="{gap}"'
    return (
        f'{HEAD}<?foia-sheet {sheet}?><w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>@foia-body@<w:sectPr>{references}'
        f"{paper}<w:pgMar {edges}/><w:titlePg/></w:sectPr></w:body></w:document>"
    )


def _page_setup(setup: Element | None) -> tuple[dict[str, int], dict[str, int]]:
    """Size and margins: those of the letterhead where it names them, else ours, and no size."""
    size = _numbers(setup, "pgSz")
    wanted = {key: width for key, width in size.items() if key in ("w", "h")}
    margins = MARGINS | {key: width for key, width in _numbers(setup, "pgMar").items() if key in MARGINS}
    return (wanted if len(wanted) == 2 else {}), margins


def _numbers(setup: Element | None, name: str) -> dict[str, int]:
    """The attributes that are numbers; some programs write them with decimals."""
    found = setup.find(w(name)) if setup is not None else None
    pairs = [(key.rpartition("}")[2], value) for key, value in found.items()] if found is not None else []
    return {key: round(float(value)) for key, value in pairs if _NUMBER.fullmatch(value)}
