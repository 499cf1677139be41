"""Our own styles and our own list, added to those of a letterhead under ids that begin with Foia."""

from __future__ import annotations

from foia.formats.wordxml import LINE, LIST_ID, NAME_LINE

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = "Times New Roman"
"""On every desktop that has Word, and met line for line by Liberation Serif where it is missing."""
_HEAD = f'<w:spacing w:line="{LINE}" w:lineRule="atLeast"/>'
_SMALL = '<w:color w:val="404040"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
_BOLD = "<w:b/><w:bCs/>"
_EDGE = '<w:{} w:val="single" w:sz="4" w:space="{}" w:color="595959"/>'
_BOX = "".join(_EDGE.format(side, 5) for side in ("top", "left", "bottom", "right"))
_BASE = (
    '<w:widowControl/><w:suppressAutoHyphens/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:contextualSpacing w:val="0"/><w:jc w:val="left"/>'
)
_PLAIN = "".join(f'<w:{name} w:val="0"/>' for name in ("b", "bCs", "i", "iCs", "caps", "vanish"))


def _number(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{LIST_ID}"/></w:numPr>'


# id: (name, based on, paragraph properties, run properties), each in the order of the schema.
PARAGRAPHS: dict[str, tuple[str, str, str, str]] = {
    "FoiaSender": ("Sender", "FoiaBase", f"<w:keepLines/>{_HEAD}", ""),
    "FoiaSenderName": (
        "Sender Name",
        "FoiaSender",
        f'<w:spacing w:line="{NAME_LINE}" w:lineRule="atLeast"/>',
        f'{_BOLD}<w:sz w:val="26"/><w:szCs w:val="26"/>',
    ),
    "FoiaDate": ("Date", "FoiaBase", f'<w:spacing w:before="140" w:line="{LINE}" w:lineRule="atLeast"/>', ""),
    "FoiaDelivery": ("Delivery", "FoiaBase", _HEAD, ""),
    "FoiaAddressee": ("Addressee", "FoiaBase", _HEAD, ""),
    "FoiaSubject": (
        "Subject",
        "FoiaBase",
        f'<w:keepNext/><w:keepLines/>{_number(0)}<w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="0"/>',
        _BOLD,
    ),
    "FoiaBody": ("Body", "FoiaBase", '<w:spacing w:after="80"/>', ""),
    "FoiaSalutation": ("Salutation", "FoiaBody", "<w:keepNext/>", ""),
    "FoiaItem": (
        "Item",
        "FoiaBase",
        f'{_number(1)}<w:spacing w:after="50"/><w:ind w:left="432" w:hanging="432"/>',
        "",
    ),
    "FoiaDeclaration": (
        "Declaration",
        "FoiaBase",
        f'<w:keepNext/><w:keepLines/><w:pBdr>{_BOX}</w:pBdr><w:spacing w:before="160" w:after="110"/>'
        '<w:ind w:left="120" w:right="120"/>',
        "",
    ),
    "FoiaSignatureLine": (
        "Signature Line",
        "FoiaBase",
        f'<w:keepLines/><w:pBdr>{_EDGE.format("top", 2)}</w:pBdr><w:spacing w:before="480" w:after="140"/>'
        '<w:ind w:right="4320"/>',
        '<w:sz w:val="18"/><w:szCs w:val="18"/>',
    ),
    "FoiaClosing": ("Closing", "FoiaBase", '<w:keepNext/><w:keepLines/><w:spacing w:before="60"/>', ""),
    "FoiaSignature": (
        "Signature",
        "FoiaBase",
        '<w:keepLines/><w:spacing w:before="580"/><w:contextualSpacing/>',
        "",
    ),
    "FoiaHeader": ("Header", "FoiaBase", "", _SMALL),
    "FoiaFooter": ("Footer", "FoiaBase", '<w:jc w:val="center"/>', _SMALL),
}


def our_styles(base: str) -> str:
    """All our styles as XML; `base` is the id of the letterhead's own default style, whose font ours take over."""
    first = f'{_PLAIN}<w:lang w:val="@foia-language@"/>'
    lead = f'<w:name w:val="Foia Lead"/><w:uiPriority w:val="1"/><w:qFormat/><w:rPr>{_BOLD}</w:rPr>'
    styles = [_style("FoiaBase", "Base", base, _BASE, first)]
    styles += [_style(key, *rest) for key, rest in PARAGRAPHS.items()]
    styles.append(f'<w:style w:type="character" w:customStyle="1" w:styleId="FoiaLead">{lead}</w:style>')
    return f'<w:styles xmlns:w="{W}">{"".join(styles)}</w:styles>'


def _style(key: str, name: str, based_on: str, paragraph: str, runs: str) -> str:
    look = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    look += f"<w:rPr>{runs}</w:rPr>" if runs else ""
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    start = f'<w:name w:val="Foia {name}"/>{parent}<w:uiPriority w:val="1"/><w:qFormat/>'
    return f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}">{start}{look}</w:style>'


def _level(number: int, style: str, form: str, indent: str) -> str:
    link = f'<w:pStyle w:val="{style}"/>'
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/>{form.format(link)}<w:lvlJc w:val="left"/>{indent}</w:lvl>'


def our_numbering() -> str:
    """Our list as XML: the subject is its invisible first level, so that items begin at 1 under every subject."""
    nothing = '<w:numFmt w:val="none"/>{}<w:suff w:val="nothing"/><w:lvlText w:val=""/>'
    decimal = '<w:numFmt w:val="decimal"/>{}<w:lvlText w:val="%2."/>'
    levels = (
        _level(0, "FoiaSubject", nothing, '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr>'),
        _level(1, "FoiaItem", decimal, '<w:pPr><w:ind w:left="432" w:hanging="432"/></w:pPr>'),
    )
    kind = '<w:nsid w:val="46014A73"/><w:multiLevelType w:val="multilevel"/>'
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="{LIST_ID}">{kind}{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{LIST_ID}"><w:abstractNumId w:val="{LIST_ID}"/></w:num></w:numbering>'
    )


def default_fonts() -> str:
    """The ground of the default skeleton, in place of what python-docx brings."""
    faces = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f'<w:docDefaults xmlns:w="{W}"><w:rPrDefault><w:rPr><w:rFonts {faces}/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="@foia-language@" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
    )
