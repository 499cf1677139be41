"""Takes out of a letterhead's XML what tells of people, machines and drafts, and what would break elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from foia.formats.wordstyles import W

Element = Any
Say = Callable[[str], None]

_OFFICE = "http://schemas.openxmlformats.org/"
_MICROSOFT = "http://schemas.microsoft.com/office/word/2010/"
R = f"{_OFFICE}officeDocument/2006/relationships"
WP = f"{_OFFICE}drawingml/2006/wordprocessingDrawing"
A = f"{_OFFICE}drawingml/2006/main"
PIC = f"{_OFFICE}drawingml/2006/picture"
MC = f"{_OFFICE}markup-compatibility/2006"
W14, WP14 = f"{_MICROSOFT}wordml", f"{_MICROSOFT}wordprocessingDrawing"
WPS, WPG = f"{_MICROSOFT}wordprocessingShape", f"{_MICROSOFT}wordprocessingGroup"
V, OLD_OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
W10 = "urn:schemas-microsoft-com:office:word"
KNOWN = frozenset((W, WP, A, PIC, MC, W14, WP14, WPS, WPG, V, W10, f"{_OFFICE}officeDocument/2006/math"))
"""The vocabularies of a header that Word and LibreOffice both show; charts, diagrams and add-ins speak others."""

_GONE = re.compile(
    # tracked changes and comments: what was there before, who changed it and when
    "del|moveFrom|delText|delInstrText|[a-zA-Z]+Change|cell(Ins|Del|Merge)|comment[A-Z][a-zA-Z]+|annotationRef|"
    # marks for programs, and places where the text was edited
    "[a-zA-Z]+Range(Start|End)|bookmark(Start|End)|proofErr|perm(Start|End)|lastRenderedPageBreak|rsid|nsid|tmpl|"
    # what is bound to other parts of the file, which do not travel
    "object|control|altChunk|subDoc|contentPart|fldData|ffData|(foot|end)noteReference|sectPr|numPicBullet|"
    "lvlPicBulletId|embed[A-Z][a-zA-Z]+|sdtPr|sdtEndPr|customXmlPr|smartTagPr"
)
_OPENED = re.compile("ins|moveTo|sdt|sdtContent|customXml|smartTag|hyperlink")
"""Wrappers whose content stays."""
_NAMED = frozenset((f"{{{WP}}}docPr", f"{{{PIC}}}cNvPr", f"{{{WPS}}}cNvPr", f"{{{WPG}}}cNvPr"))
_TELLING = frozenset((f"{{{W14}}}paraId", f"{{{W14}}}textId", f"{{{WP14}}}anchorId", f"{{{WP14}}}editId"))
_VML = frozenset(f"{{{V}}}{name}" for name in ("shape", "imagedata", "group", "rect", "roundrect", "oval", "line"))
_VML_TELLING = frozenset(("alt", "title", "href", "id"))
_FILE_NAME = re.compile(r"[\\/]|\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|pdf|ai|eps)$", re.IGNORECASE)
_LINK = "A link in the letterhead was kept as plain text."
_KEPT_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")


def w(name: str) -> str:
    """The name in Word's own vocabulary."""
    return f"{{{W}}}{name}"


def parse(data: bytes | str) -> Element:
    """The root of an XML part, without comments, instructions, entities or anything fetched from elsewhere."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(data.encode("utf-8") if isinstance(data, str) else data, parser)


def remove(element: Element) -> None:
    """Take the element out of its parent, with all that is in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Put the element's children in its place."""
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def hidden_styles(styles: Element) -> frozenset[str]:
    """Ids of the styles that hide what is set in them, directly or through the style they are based on."""
    hides: dict[str, bool | None] = {}
    parents: dict[str, str] = {}
    for style in styles.iter(w("style")):
        key = style.get(w("styleId"), "")
        hides[key] = _hides(style.find(w("rPr")))
        based = style.find(w("basedOn"))
        parents[key] = based.get(w("val"), "") if based is not None else ""
    return frozenset(key for key in hides if _inherited(key, hides, parents))


def _inherited(key: str, hides: dict[str, bool | None], parents: dict[str, str]) -> bool:
    for _ in range(len(hides)):
        if (own := hides.get(key)) is not None:
            return own
        key = parents.get(key, "")
    return False


def _hides(look: Element | None) -> bool | None:
    """True or False if run properties say that text is hidden or shown, None if they say nothing."""
    mark = look.find(w("vanish")) if look is not None else None
    return None if mark is None else mark.get(w("val"), "true") not in ("0", "false", "off")


def clean(root: Element, say: Say, hidden: frozenset[str] = frozenset()) -> None:
    """Leave in `root` what the page shows, and `say` once for each kind of thing that the page loses by it."""
    if root.find(f".//{w('hyperlink')}") is not None:
        say(_LINK)
    _drop_drafts(root)
    _drop_hidden(root, hidden)
    settle_fields(root, say)
    _choose_alternatives(root)
    _drop_foreign(root, say)
    for element in list(root.iter()):
        _clean_attributes(element)


def _drop_drafts(root: Element) -> None:
    """Comments, tracked changes, bookmarks and wrappers: deletions go, insertions stay."""
    marks = (f"{w('trPr')}/{w('del')}", f"{w('sdtPr')}/{w('showingPlcHdr')}")
    for holder in [*root.iter(w("tr")), *root.iter(w("sdt"))]:
        if any(holder.find(mark) is not None for mark in marks):
            remove(holder)
    for element in _of(root, _GONE):
        remove(element)
    for element in _of(root, _OPENED):
        unwrap(element)


def _of(root: Element, names: re.Pattern[str]) -> list[Element]:
    return [element for element in root.iterdescendants(f"{{{W}}}*") if names.fullmatch(etree.QName(element).localname)]


def _drop_hidden(root: Element, hidden: frozenset[str]) -> None:
    for run in list(root.iter(w("r"))):
        own = _hides(run.find(w("rPr")))
        named = run.xpath("w:rPr/w:rStyle/@w:val | ancestor::w:p[1]/w:pPr/w:pStyle/@w:val", namespaces={"w": W})
        if own or (own is None and hidden.intersection(named)):
            remove(run)


def settle_fields(root: Element, say: Say) -> None:
    """Page numbers stay fields; links become text; every other field goes, since it prints facts about the file."""
    for field in list(root.iter(w("fldSimple"))):
        _settle(field.get(w("instr"), ""), [field], [field], say)
    opened: list[_Field] = []
    for child in [child for run in root.iter(w("r")) for child in run if child.tag != w("rPr")]:
        _walk_field(child, opened, say)
    for field in opened:
        _remove_all(field.marks)


class _Field(NamedTuple):
    """A field that has begun: its instruction, its machinery, and everything in it."""

    words: list[str]
    marks: list[Element]
    parts: list[Element]


def _walk_field(child: Element, opened: list[_Field], say: Say) -> None:
    """Note one child of a run in the fields that are open there; settle the field that it ends."""
    kind = child.get(w("fldCharType")) if child.tag == w("fldChar") else ""
    if kind == "begin":
        opened.append(_Field([], [], []))
    for field in opened:
        field.parts.append(child)
    if child.tag not in (w("fldChar"), w("instrText")):
        return
    if not opened:
        remove(child)
        return
    opened[-1].words.append(child.text or "")
    opened[-1].marks.append(child)
    if kind == "end":
        _settle("".join(opened[-1].words), opened[-1].marks, opened.pop().parts, say)


def _settle(instruction: str, marks: list[Element], parts: list[Element], say: Say) -> None:
    """Keep, flatten or drop one field; `marks` are its machinery, `parts` all of it."""
    name = (instruction.split() or [""])[0].upper()
    if name in _KEPT_FIELDS:
        return
    if name == "HYPERLINK":
        say(_LINK)
        for mark in marks:
            unwrap(mark)
        return
    say(f"A field of the letterhead ({name or 'without a name'}) was left out: it would print facts about your file.")
    _remove_all(parts)


def _remove_all(elements: list[Element]) -> None:
    for element in elements:
        remove(element)


def _choose_alternatives(root: Element) -> None:
    """Of each pair of drawings for new and old programs keep the new one, unless only an add-in understands it."""
    for pair in list(root.iter(f"{{{MC}}}AlternateContent")):
        good = [choice for choice in pair.iterchildren(f"{{{MC}}}Choice") if _understood(choice)]
        kept = good[:1] or list(pair.iterchildren(f"{{{MC}}}Fallback"))[:1]
        _remove_all([child for child in pair if child not in kept])
        if not good:
            for fallback in kept:
                unwrap(fallback)
            unwrap(pair)


def _understood(choice: Element) -> bool:
    return all(choice.nsmap.get(prefix) in KNOWN for prefix in choice.get("Requires", "").split())


def _drop_foreign(root: Element, say: Say) -> None:
    for element in [e for e in root.iter() if etree.QName(e).localname in ("extLst", "hlinkClick", "hlinkHover")]:
        remove(element)
    for element in [e for e in root.iter() if etree.QName(e).namespace not in KNOWN]:
        drawing = next(element.iterancestors(w("drawing")), None)
        if drawing is not None:
            say("A chart or diagram of the letterhead was left out: only pictures, shapes and text travel.")
        remove(element if drawing is None else drawing)


def _clean_attributes(element: Element) -> None:
    for key in list(element.attrib):
        name = etree.QName(key)
        telling = (
            key in _TELLING
            or name.namespace == OLD_OFFICE
            or (name.namespace == W and name.localname.startswith("rsid"))
        )
        if telling or (element.tag in _VML and key in _VML_TELLING):
            del element.attrib[key]
    if element.tag in _NAMED:
        element.set("name", "Picture")
        for key in ("descr", "title"):
            if _FILE_NAME.search(element.get(key, "")):
                del element.attrib[key]


def serialize(root: Element) -> bytes:
    """The part as bytes, with only those namespaces and promises about namespaces that it still uses."""
    promised = root.attrib.pop(f"{{{MC}}}Ignorable", "").split()
    used = {etree.QName(name).namespace for element in root.iter() for name in (element.tag, *element.attrib)}
    kept = [prefix for prefix in promised if root.nsmap.get(prefix) in KNOWN & used]
    if kept:
        root.set(f"{{{MC}}}Ignorable", " ".join(kept))
    needed = {prefix for choice in root.iter(f"{{{MC}}}Choice") for prefix in choice.get("Requires", "").split()}
    etree.cleanup_namespaces(root, keep_ns_prefixes=[*kept, *needed])
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data
