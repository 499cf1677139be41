"""A letter as plain text, for portals to be pasted into and as the body of an email."""

from __future__ import annotations

from collections.abc import Iterable

from foia.model import Block, Letter, SenderLine

PRIVATE = frozenset({"address", "phone"})
"""Kinds of sender lines that stay out of a text which portals publish, unless the law wants them there."""
SIGNING_LINE = "_" * 22


def write_txt(letter: Letter, *, public: bool = True) -> str:
    """The letter as text without hard wraps, ending in one newline; `public` leaves out home address and telephone."""
    return "\n".join(plain_lines(letter, public=public)) + "\n"


def plain_lines(letter: Letter, *, public: bool) -> list[str]:
    """Every line of the letter, one per paragraph, with an empty line between paragraphs."""
    groups = [
        [line.text for line in sender_lines(letter, public=public)],
        [letter.date_line],
        [letter.reference_line],
        [letter.delivery_line],
        list(letter.addressee),
        [letter.subject],
        [letter.salutation],
        *(block_lines(block) for block in letter.blocks),
        [letter.closing],
        list(letter.signature),
    ]
    return _spaced(groups)


def sender_lines(letter: Letter, *, public: bool) -> tuple[SenderLine, ...]:
    """The lines about the sender that may stand in the text; a private letter keeps them all."""
    if not public:
        return letter.sender
    hidden = PRIVATE - letter.wanted_in_text
    return tuple(line for line in letter.sender if line.kind not in hidden)


def block_lines(block: Block) -> list[str]:
    """One block of the body as lines: an item carries its number, a signature line its rule."""
    if block.kind == "signature-line":
        return [SIGNING_LINE, block.text]
    number = f"{block.number}." if block.kind == "item" else ""
    return [" ".join(part for part in (number, one_line(block.lead), one_line(block.text)) if part)]


def one_line(text: str) -> str:
    """The text without line breaks and without space at its ends."""
    if text.isprintable() and text.strip(" ") == text:
        return text  # nearly every text
    return " ".join(part for line in text.splitlines() if (part := line.strip()))


def _spaced(groups: Iterable[Iterable[str]]) -> list[str]:
    """The lines of all groups that hold any, groups parted by one empty line."""
    lines: list[str] = []
    for group in groups:
        kept = [line for text in group if (line := one_line(text))]
        if lines and kept:
            lines.append("")
        lines += kept
    return lines
