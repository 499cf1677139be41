"""A Word document of headings, paragraphs and tables, built by hand: python-docx would write the hour into the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from foia.formats.package import HEAD, PACKAGE, Package
from foia.formats.wordstyles import W
from foia.formats.wordxml import escape, run
from foia.formats.zipped import archive, pack

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WIDTH, HEIGHT, MARGIN = 15840, 12240, 1080
"""US letter lying on its side, in twentieths of a point."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>' for side in _SIDES)
_FONT = "".join(f' w:{script}="Times New Roman"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))


def _style(key: str, name: str, paragraph: str, runs: str, more: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{runs}</w:rPr></w:style>"
    )


def _size(half_points: int, look: str = "") -> str:
    return f'{look}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _heading(level: int, size: int, before: int) -> str:
    look = (
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>'
    )
    based = '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/>'
    return _style(f"Heading{level}", f"heading {level}", look, _size(size, "<w:b/><w:bCs/>"), based)


_BASED = '<w:basedOn w:val="Normal"/>'
_STYLES = (
    f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{_FONT}/>{_size(20)}'
    '<w:lang w:val="@language@" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:spacing w:after="100"/></w:pPr></w:style>'
    + _style("Title", "Title", '<w:keepNext/><w:spacing w:after="160"/>', _size(36, "<w:b/><w:bCs/>"), _BASED)
    + _heading(1, 28, 320)
    + _heading(2, 22, 220)
    + _style("Cell", "Cell", '<w:spacing w:after="0"/>', _size(18), _BASED)
    + _style("CellHead", "Cell Head", '<w:keepNext/><w:spacing w:after="0"/>', _size(18, "<w:b/><w:bCs/>"), _BASED)
    + _style("Footer", "footer", '<w:spacing w:after="0"/><w:jc w:val="center"/>', _size(18), _BASED)
    + "</w:styles>"
)
_SETTINGS = (
    f'{HEAD}<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="720"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat></w:settings>"
)
_CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:language>{language}</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>'
)


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


class Pages:
    """A document in the making, on US letter paper lying on its side."""

    def __init__(self, title: str, language: str) -> None:
        self._title, self._language = title, language
        self._body: list[str] = [_paragraph("Title", title)]

    def heading(self, level: int, text: str) -> None:
        """A heading of level 1 or 2."""
        self._body.append(_paragraph(f"Heading{level}", text))

    def text(self, text: str) -> None:
        """A paragraph."""
        self._body.append(_paragraph("Normal", text))

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
        """A table whose head is repeated on each page; a cell's lines are paragraphs; `widths` are shares."""
        full = WIDTH - 2 * MARGIN
        wide = [full * width // sum(widths) for width in widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in wide)
        look = f'<w:tblW w:w="{sum(wide)}" w:type="dxa"/><w:tblBorders>{_LINES}</w:tblBorders>'
        inside = "".join(f'<w:{side} w:w="80" w:type="dxa"/>' for side in ("left", "right"))
        self._body.append(
            f'<w:tbl><w:tblPr>{look}<w:tblLayout w:type="fixed"/><w:tblCellMar>{inside}</w:tblCellMar>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
            f'w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_row(head, wide, head=True)}'
        )
        self._body += [_row(cells, wide) for cells in rows]
        self._body.append("</w:tbl>")

    def bytes(self, created: dt.date) -> bytes:
        """The finished .docx file; the same content gives the same bytes."""
        package = Package()
        language = escape(self._language)
        package.add("styles", "styles.xml", _STYLES.replace("@language@", language).encode())
        package.add("settings", "settings.xml", _SETTINGS.encode())
        footer = (
            f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_page_of_pages()}</w:p></w:ftr>'
        )
        link = package.add("footer", "footer1.xml", footer.encode())
        core = _CORE.format(title=escape(self._title), language=language, day=created.isoformat())
        parts = package.finished(self._document(link).encode(), core.encode())
        return archive([pack(name, data) for name, data in parts.items()])

    def _document(self, footer: str) -> str:
        edges = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
        # Word wants a paragraph after a table
        last = _paragraph("Cell", "") if self._body[-1] == "</w:tbl>" else ""
        return (
            f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(self._body)}{last}'
            f'<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/>'
            f'<w:pgSz w:w="{WIDTH}" w:h="{HEIGHT}" w:orient="landscape"/>'
            f'<w:pgMar {edges} w:header="540" w:footer="540" w:gutter="0"/></w:sectPr></w:body></w:document>'
        )


def _page_of_pages() -> str:
    return f"{run('Page ')}{_field('PAGE')}{run(' of ')}{_field('NUMPAGES')}"


def _paragraph(style: str, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text) if text else ""}</w:p>'


def _row(cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> str:
    look = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if head else "") + "</w:trPr>"
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E8EDF2"/>' if head else ""
    style = "CellHead" if head else "Cell"
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{''.join(_paragraph(style, line) for line in cell.split(chr(10)))}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{look}{inside}</w:tr>"
