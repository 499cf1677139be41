"""Reads the text of a Word file, with the numbers that Word would show before its items."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from foia.errors import InputError

_SHOWN = ("decimal", "decimalZero")
"""Numbers; letters and small Roman ones stand before parts of an item."""


def read_word(path: Path) -> str:
    """One line per paragraph, an empty one between any two; InputError where it is no Word file."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(str(path))
        return "\n\n".join(_lines(document))
    except (ValueError, KeyError, OSError, SyntaxError, BadZipFile, PackageNotFoundError) as error:
        raise InputError("this is not a Word file", where=str(path), to_do="Save it as .docx, or as .txt.") from error


def _lines(document: Any) -> Iterator[str]:
    from docx.table import Table

    number = 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row.cells)
        elif _numbered(block, document):
            number += 1
            yield f"{number}. {block.text}"
        else:
            yield block.text


def _numbered(paragraph: Any, document: Any) -> bool:
    """True if Word sets a number before the paragraph, by itself or by its style."""
    found = _numbering(paragraph)
    if found is None or not paragraph.text.strip():
        return False
    number, level = found
    try:
        lists = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # the file names a list and brings none
        return False
    kind = lists.xpath(f'w:num[@w:numId="{number}"]/w:abstractNumId/@w:val')
    place = f'w:abstractNum[@w:abstractNumId="{kind[0] if kind else ""}"]/w:lvl[@w:ilvl="{level}"]'
    form, shown = lists.xpath(f"{place}/w:numFmt/@w:val"), lists.xpath(f"{place}/w:lvlText/@w:val")
    return bool(form and form[0] in _SHOWN and shown and shown[0])


def _numbering(paragraph: Any) -> tuple[int, int] | None:
    """The list and level of a paragraph: its own, else its style's or that of a style it is based on."""
    style = paragraph.style
    places = [paragraph._p.pPr]
    while style is not None:
        places.append(style.element.pPr)
        style = style.base_style
    number, level = None, None
    for place in places:
        found = place.numPr if place is not None else None
        if found is None:
            continue
        level = found.ilvl.val if level is None and found.ilvl is not None else level
        if found.numId is not None:
            number = found.numId.val
            break
    return (number, level or 0) if number else None
