"""The paragraphs of a letter in the XML of Word; measures are twentieths of a point (1,440 to the inch)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from foia.errors import FormatError
from foia.model import Block, Letter

INCH = 1440
LIST_ID = 7301
"""The number of our own list in numbering.xml, far from those that Word hands out."""
LINE, NAME_LINE = 260, 300
"""Height of a line in the head of the letter, and of the sender's name above it."""
DATE_GAP, HEAD_GAP = 140, 120
"""Space above the date, and the least space above the addressee."""
WINDOW_TOP, WINDOW_BOTTOM = int(2.5 * INCH), int(3.1 * INCH)
"""Where the addressee begins at the latest, and should end, to show in a #10 window when folded in three."""
HEAD_CHARACTERS = 100
"""About as many characters as one line of the head holds; longer ones wrap."""
LONG_ITEM = 600
"""Past so many characters an item may break across pages: keeping it whole would leave a hole."""
SHORT_END = 200
"""A last paragraph of fewer characters takes the one before it along to a new page, so as not to stand there alone."""
PAGE_CHARACTERS = 5400
"""About as many characters as a page holds: only for the cached page count, which Word counts anew."""

# Hebrew to Arabic Extended-A, their presentation forms, and the right-to-left planes (Adlam and others).
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_RTL_SPAN = re.compile(f"[{_RTL}](?:[^{_RTL}A-Za-z0-9\u00c0-\u058f]*[{_RTL}]+)*")
_UNFIT = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


class Sheet(NamedTuple):
    """A sheet of paper: its width, its margins, where its text begins, and the gap below a letterhead's header."""

    width: int
    left: int
    right: int
    top: int
    gap: int

    @property
    def text_width(self) -> int:
        """Width of a full line."""
        return self.width - self.left - self.right


def escape(text: str) -> str:
    """The text as XML; a character that XML cannot hold is refused by number, never dropped."""
    if not (text.isascii() and text.isprintable()) and (unfit := _UNFIT.search(text)):
        near = text[:40].encode("ascii", "replace").decode()
        raise FormatError(
            f"A .docx file cannot hold the character U+{ord(unfit[0]):04X} in “{near}”.",
            to_do="Remove that character and try again.",
        )
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def run(text: str, style: str = "") -> str:
    """The text as runs; words written from right to left get runs of their own, so that they read rightly."""
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    return "".join(_run(piece, look + "<w:rtl/>" if rtl else look) for piece, rtl in _by_direction(text))


def _by_direction(text: str) -> Iterator[tuple[str, bool]]:
    if text.isascii():
        yield text, False
        return
    at = 0
    for span in _RTL_SPAN.finditer(text):
        if span.start() > at:
            yield text[at : span.start()], False
        yield span[0], True
        at = span.end()
    if at < len(text):
        yield text[at:], False


def _run(text: str, look: str) -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    if "\n" not in text and "\t" not in text:
        return f"<w:r>{properties}{_text(text)}</w:r>"
    pieces = (_BREAKS.get(piece) or _text(piece) for piece in re.split("([\n\t])", text) if piece)
    return f"<w:r>{properties}{''.join(pieces)}</w:r>"


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def paragraph(style: str, runs: str, properties: str = "") -> str:
    """One paragraph; `properties` are in the order of the schema, after the style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def body(letter: Letter, sheet: Sheet) -> tuple[str, str]:
    """Every paragraph of the letter: the head with the first of its body, and the rest, which many letters share."""
    first, rest = letter.blocks[:1], letter.blocks[1:]
    numbered = sum(block.kind == "item" for block in first)
    start = "".join((*_head(letter, sheet), *_middle(first, rest)))
    return start, _rest(rest, numbered, letter.closing, letter.signature)


def page_count(letter: Letter) -> int:
    """A guess, shown only by viewers that do not count pages themselves."""
    length = sum(len(block.lead) + len(block.text) + 60 for block in letter.blocks)
    return 1 + (length + 1500) // PAGE_CHARACTERS


def sender_lines(letter: Letter) -> Iterator[tuple[str, str]]:
    """Style and text: name, organization, then the address on one line and telephone and email on another."""
    for line in letter.sender:
        if line.kind in ("name", "organization"):
            yield ("FoiaSenderName" if line.kind == "name" else "FoiaSender"), line.text
    for kinds, joint in ((("address",), ", "), (("phone", "email"), " · ")):
        if texts := [line.text for line in letter.sender if line.kind in kinds]:
            yield "FoiaSender", joint.join(texts)


def _head(letter: Letter, sheet: Sheet) -> Iterator[str]:
    used, gap = sheet.top + sheet.gap, sheet.gap
    for style, text in sender_lines(letter):
        used += (NAME_LINE if style == "FoiaSenderName" else LINE) * _lines(text)
        yield _line(style, text, _above(gap))
        gap = 0
    used += DATE_GAP
    for style, line in _date_lines(letter):
        used += LINE * _lines(line)
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{sheet.text_width}"/></w:tabs>' if "\t" in line else ""
        yield _line(style, line, tab)
    yield from _addressee([line for line in letter.addressee if line], used)
    yield _line("FoiaSubject", letter.subject, _number(0))
    if letter.salutation:
        yield _line("FoiaSalutation", letter.salutation, "")


@lru_cache(maxsize=256)
def _line(style: str, text: str, properties: str) -> str:
    """A paragraph of the head; the sender's are the same in all her letters."""
    return paragraph(style, run(text), properties)


def _lines(text: str) -> int:
    return 1 + len(text) // HEAD_CHARACTERS


def _date_lines(letter: Letter) -> Iterator[tuple[str, str]]:
    """The date with the reference at the right margin, or below it where both do not fit; then the delivery line."""
    date, reference = letter.date_line, letter.reference_line
    if date and reference and len(date) + len(reference) < HEAD_CHARACTERS - 10:
        date, reference = f"{date}\t{reference}", ""
    lines = [line for line in (date, reference, letter.delivery_line) if line]
    yield from zip(("FoiaDate", "FoiaDelivery", "FoiaDelivery"), lines, strict=False)


def _addressee(lines: list[str], used: int) -> Iterator[str]:
    """The address, moved down so that it shows in the window of an envelope; `used` is where the head ends."""
    height = sum(LINE * _lines(line) for line in lines)
    gap = max(HEAD_GAP, min(WINDOW_TOP, WINDOW_BOTTOM - height) - used)
    for line in lines:
        yield _line("FoiaAddressee", line, _above(gap))
        gap = 0


def _above(gap: int) -> str:
    return f'<w:spacing w:before="{gap}"/>' if gap else ""


def _number(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{LIST_ID}"/></w:numPr>'


@lru_cache(maxsize=64)
def _rest(blocks: tuple[Block, ...], numbered: int, closing: str, signature: tuple[str, ...]) -> str:
    """All after the first paragraph, in which `numbered` items stand."""
    return "".join((*_middle(blocks, (), 1, numbered), *_end(closing, signature)))


def _middle(blocks: tuple[Block, ...], after: tuple[Block, ...], at: int = 0, numbered: int = 0) -> Iterator[str]:
    """These paragraphs of the body, the first of which stands at place `at` after so many items."""
    for place, block in enumerate(blocks, 1):
        if block.kind == "item":
            numbered += 1
            _same_number(block, numbered)
        yield _block(block, (*blocks[place:], *after), at + place - 1)


def _same_number(block: Block, counted: int) -> None:
    """Word counts the items itself: a number it would not print must not be promised elsewhere in the letter."""
    if block.number != counted:
        raise FormatError(
            f"Item {counted} of the letter is numbered {block.number}, and Word would print {counted}.",
            to_do="Number the items of the letter 1, 2, 3 and so on.",
        )


STYLES = {
    "paragraph": "FoiaBody",
    "item": "FoiaItem",
    "declaration": "FoiaDeclaration",
    "signature-line": "FoiaSignatureLine",
}


def _stays(block: Block, rest: tuple[Block, ...]) -> bool:
    """True for a paragraph that must not part from the next: before a list, a signature, the closing."""
    if not rest or (len(rest) == 1 and len(rest[0].text) < SHORT_END):
        return True
    return rest[0].kind == "signature-line" or (rest[0].kind == "item" and block.kind == "paragraph")


def _block(block: Block, rest: tuple[Block, ...], at: int) -> str:
    """A paragraph of the body, by its style and by what follows it; an item with its number."""
    look = "<w:keepNext/>" if _stays(block, rest) else ""
    if block.kind == "signature-line":
        # Word merges equal borders of neighbours into one: a hair's breadth of difference keeps each line drawn.
        return paragraph(STYLES[block.kind], run(block.text or "\u00a0"), f'{look}<w:ind w:right="{4320 + at % 2}"/>')
    if block.kind == "item":
        # the last of a list is set off from what follows it
        gap = "" if rest and rest[0].kind == "item" else '<w:spacing w:after="130"/>'
        look += ('<w:keepLines w:val="0"/>' if len(block.text) > LONG_ITEM else "") + _number(1) + gap
    lead = run(block.lead, "FoiaLead") if block.lead else ""
    text = f" {block.text}" if block.lead and block.text else block.text
    return paragraph(STYLES[block.kind], lead + (run(text) if text else ""), look)


def _end(closing: str, signature: tuple[str, ...]) -> Iterator[str]:
    names = [line for line in signature if line]
    if closing:
        yield paragraph("FoiaClosing", run(closing))
    for line in names[:-1]:
        yield paragraph("FoiaSignature", run(line), "<w:keepNext/>")
    for line in names[-1:]:
        yield paragraph("FoiaSignature", run(line))
