"""A letter as a PDF, and many letters as one: every letter begins on its own page with its own page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from foia.formats.txt import one_line
from foia.formats.typeset import forget, missing_error, typeset, unset
from foia.model import Block, Letter

_SENDER_FIELDS = {
    "name": "the requester's name",
    "organization": "the requester's organization",
    "address": "the requester's address",
    "phone": "the requester's telephone number",
    "email": "the requester's email address",
}

_LONG_WORD = re.compile(r"[^\s-]{32}")
"""What the narrowest column of a letter cannot hold on one line."""


def write_pdf(letter: Letter, *, template: Path, font_paths: Sequence[Path] = ()) -> bytes:
    """The letter in the look of `template` (a .typ file); `font_paths` are folders of fonts beside the built-in."""
    if missing := missing_characters(letter, font_paths):
        raise missing_error(missing)
    data = _run([letter], title=one_line(letter.subject), duplex=False)
    return typeset(template, data, dated=letter.dated, font_paths=font_paths, what="the letter")


def write_pdf_run(
    letters: Sequence[Letter], *, title: str, duplex: bool, template: Path, font_paths: Sequence[Path] = ()
) -> bytes:
    """The letters, at least one, one after the other in one file; with `duplex` each begins on the front of a sheet."""
    for letter in letters:
        if missing := missing_characters(letter, font_paths):
            raise missing_error(missing, where=letter.agency)
    data = _run(letters, title=title, duplex=duplex)
    dated = max(letter.dated for letter in letters)
    try:
        return typeset(template, data, dated=dated, font_paths=font_paths, what="the print run")
    finally:
        forget()


def _run(letters: Sequence[Letter], *, title: str, duplex: bool) -> dict[str, object]:
    """The letters as the template reads them, with what it wants to know of all of them."""
    return {
        "title": title,
        "authors": list(dict.fromkeys(name for letter in letters for name in _authors(letter))),
        "duplex": duplex,
        "long_words": any(_has_long_word(text) for letter in letters for _, text in _fields(letter)),
        "letters": [_data(letter) for letter in letters],
    }


@lru_cache(maxsize=512)
def _has_long_word(text: str) -> bool:
    return bool(_LONG_WORD.search(text))


def missing_characters(letter: Letter, font_paths: Sequence[Path] = ()) -> list[tuple[str, str]]:
    """(field, character) for all that no font can set; joined characters stay together if only their union fails."""
    return unset([(field, one_line(text)) for field, text in _fields(letter)], font_paths)


def _authors(letter: Letter) -> list[str]:
    return [one_line(line.text) for line in letter.sender if line.kind == "name"]


def _fields(letter: Letter) -> Iterator[tuple[str, str]]:
    """Every text the page shows, under the name by which its writer knows it."""
    for line in letter.sender:
        yield _SENDER_FIELDS[line.kind], line.text
    yield "the date line", letter.date_line
    yield "the reference", letter.reference_line
    yield "the delivery line", letter.delivery_line
    yield "the addressee", "\n".join(letter.addressee)
    yield "the subject line", letter.subject
    yield "the salutation", letter.salutation
    for place, block in enumerate(letter.blocks, start=1):
        yield _block_field(block, place), f"{block.lead}\n{block.text}"
    yield "the closing", letter.closing
    yield "the signature", "\n".join(letter.signature)


def _block_field(block: Block, place: int) -> str:
    if block.kind == "item":
        return f"item {block.number}"
    if block.kind == "paragraph":
        return f"paragraph {place} of the body"
    return "the declaration" if block.kind == "declaration" else "the line to sign on"


def _data(letter: Letter) -> dict[str, object]:
    """The letter as the template reads it; every text on one line, since none has a line break of its own."""
    language, _, region = letter.language.partition("-")
    return {
        "paper": letter.paper,
        "language": language,
        "region": region or None,
        "sender": [{"kind": line.kind, "text": one_line(line.text)} for line in letter.sender],
        "date_line": one_line(letter.date_line),
        "reference_line": one_line(letter.reference_line),
        "delivery_line": one_line(letter.delivery_line),
        "addressee": [one_line(line) for line in letter.addressee],
        "subject": one_line(letter.subject),
        "salutation": one_line(letter.salutation),
        "blocks": [_block_data(block) for block in letter.blocks],
        "closing": one_line(letter.closing),
        "signature": [one_line(line) for line in letter.signature],
    }


def _block_data(block: Block) -> dict[str, object]:
    return {"kind": block.kind, "text": one_line(block.text), "lead": one_line(block.lead), "number": block.number}
