"""Headers and footers of a letter: the letterhead's own on page 1, ours with reference and page number beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from docx.opc.part import Part
from docx.section import Section

from foia.formats.cleaning import WP, A, Element, R, V, clean, parse, remove, serialize, w
from foia.formats.package import Links, Package
from foia.formats.pictures import KINDS, bare
from foia.formats.wordstyles import W
from foia.formats.wordxml import LINE

Side = Literal["header", "footer"]
Page = Literal["first", "default"]
_ROOTS: dict[Side, str] = {"header": "hdr", "footer": "ftr"}
_SHOWN = frozenset((f"{{{R}}}embed", f"{{{R}}}id"))
_VISIBLE = ".//w:t | .//w:sym | .//w:drawing | .//w:pict | .//w:fldSimple | .//w:instrText | .//w:pBdr | .//w:tbl"
_EMU = 635
"""English metric units in a twentieth of a point."""
_FIELD = '<w:fldSimple w:instr=" {} "><w:r><w:t>{}</w:t></w:r></w:fldSimple>'
_TEXT = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def add_stories(package: Package, section: Section | None, hidden: frozenset[str]) -> tuple[str, int]:
    """Lay in all headers and footers; back come the section's references to them and the height of the first header."""
    references, height = [], 0
    for side in _ROOTS:
        for page in ("default", "first"):
            root, links = _story(package, section, side, page, hidden)
            if (side, page) == ("header", "first"):
                height = sum(map(_height, root))
            if len(root):
                name = f"{side}{1 if page == 'default' else 2}.xml"
                link = package.add(side, name, serialize(root), links)
                references.append(f'<w:{side}Reference w:type="{page}" r:id="{link}"/>')
    return "".join(references), height


def _story(
    package: Package, section: Section | None, side: Side, page: Page, hidden: frozenset[str]
) -> tuple[Element, Links]:
    """One header or footer and its links: what the letterhead has there, cleaned, and our own line below."""
    part = _source(section, side, page)
    root = parse(part.blob if part else f'<w:{_ROOTS[side]} xmlns:w="{W}"/>')
    clean(root, package.say, hidden)
    for own in _find(root, ".//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Foia')]"):
        remove(own)
    links = _carry_pictures(package, root, part) if part else []
    if not _find(root, _VISIBLE):
        root[:] = []
    root.extend(_own_line(root, side, page))
    _end_cells(root)
    return root, links


def _find(root: Element, path: str) -> list[Any]:
    found: list[Any] = root.xpath(path, namespaces={"w": W})
    return found


def _source(section: Section | None, side: Side, page: Page) -> Part | None:
    """The letterhead's part for this page: its only header belongs to page 1, its only footer to every page."""
    if section is None:
        return None
    titled = section.different_first_page_header_footer
    if (side, page) == ("header", "default") and not titled:
        return None
    story: Any = getattr(section, f"first_page_{side}" if titled and page == "first" else side)
    return None if story.is_linked_to_previous else story.part


def _own_line(root: Element, side: Side, page: Page) -> Iterator[Element]:
    """The reference above every page but the first; the page number below every page that shows none."""
    if (side, page) == ("header", "default"):
        yield _paragraph("FoiaHeader", "@foia-reference@")
    fields = _find(root, ".//w:instrText/text() | .//w:fldSimple/@w:instr")
    if side == "footer" and not any("PAGE" in instruction.upper() for instruction in fields):
        number, count = _FIELD.format("PAGE", 1 if page == "first" else 2), _FIELD.format("NUMPAGES", "@foia-pages@")
        yield _paragraph("FoiaFooter", _TEXT.format("Page ") + number + _TEXT.format(" of ") + count)


def _paragraph(style: str, runs: str) -> Element:
    return parse(f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>')


def _end_cells(root: Element) -> None:
    """Word wants a paragraph at the end of every cell, and after a table that ends a header."""
    for holder in [root, *root.iter(w("tc"), w("txbxContent"))]:
        if (len(holder) or holder is not root) and (not len(holder) or holder[-1].tag != w("p")):
            holder.append(parse(f'<w:p xmlns:w="{W}"/>'))


def _carry_pictures(package: Package, root: Element, part: Part) -> Links:
    """Link every picture anew to its bare copy; drop what is no picture or lies outside the file."""
    links: Links = []
    for element in list(root.iter()):
        for key in [key for key in element.attrib if key.startswith(f"{{{R}}}")]:
            target = _picture(package, part, element.attrib.pop(key))
            if target and key in _SHOWN:
                links += [("image", target)] if ("image", target) not in links else []
                element.set(key, f"rId{links.index(('image', target)) + 1}")
    for element in [*root.iter(f"{{{A}}}blip", f"{{{V}}}imagedata")]:
        if not _SHOWN.intersection(element.attrib):
            package.say(
                "A picture of the letterhead was left out: it is only linked, or of a kind that not every program "
                "shows. Insert it into the header as PNG or JPEG."
            )
            for drawing in list(element.iterancestors(w("drawing"), w("pict")))[:1]:
                remove(drawing)
    return links


def _picture(package: Package, part: Part, link: str) -> str:
    """The target of the picture behind a link of the letterhead, or "" if it is something else."""
    found = part.rels.get(link)
    if found is None or not found.reltype.endswith("/image"):
        return ""
    if found.is_external or found.target_part.content_type not in KINDS:
        return ""
    return package.add_picture(bare(found.target_part.blob), found.target_part.content_type)


def _height(element: Element) -> int:
    """About how high a paragraph or table of the header is, in twentieths of a point."""
    if element.tag == w("tbl"):
        return sum(
            max((sum(map(_height, cell)) for cell in row.iter(w("tc"))), default=0) for row in element.iter(w("tr"))
        )
    if element.tag != w("p"):
        return 0
    inline = [int(size.get("cy", 0)) // _EMU for size in element.findall(f".//{{{WP}}}inline/{{{WP}}}extent")]
    return max([LINE, *inline])
