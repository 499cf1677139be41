"""A letter as a Word document: a skeleton built once, filled by hand for each letter.

The skeleton is a .docx file whose changing places are marked `@foia-place@`; skeleton.py builds it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from foia.errors import DataError
from foia.formats.wordxml import Sheet, body, escape, page_count, run
from foia.formats.zipped import Packed, Squeezed, archive, pack, pack_before, squeeze
from foia.model import Letter

PAPER = {"us-letter": (12240, 15840), "a4": (11906, 16838)}
"""Width and height in twentieths of a point."""
_PLACE = re.compile("@foia-([a-z]+)@")
_SHEET = re.compile(r'<\?foia-sheet width="(\d+)" left="(\d+)" right="(\d+)" top="(\d+)" gap="(\d+)"\?>')
REST = "\0"
"""Marks where the paragraphs begin that many letters share; no text of XML can hold it."""


@dataclass(frozen=True, eq=False, slots=True)
class Skeleton:
    """A Word file with its words left out: parts ready to ship, and parts with places to fill.

    `names` gives their order. `changing` holds each changing part as text and names of places in turn. `page` has no
    width where the letter chooses the paper. `notes` say what a letterhead could not bring along.
    """

    names: tuple[str, ...]
    ready: Mapping[str, Packed]
    changing: Mapping[str, tuple[str, ...]]
    page: Sheet
    notes: tuple[str, ...] = ()

    def sheet(self, paper: str) -> Sheet:
        """The paper a letter is set on: that of the letterhead, else the one the letter names."""
        return self.page if self.page.width else self.page._replace(width=PAPER[paper][0])


def default_skeleton(path: Path) -> Skeleton:
    """The skeleton that ships with the program, read from `path`."""
    try:
        with zipfile.ZipFile(path) as file:
            return read_skeleton({name: file.read(name) for name in file.namelist()})
    except (OSError, zipfile.BadZipFile) as error:
        raise DataError(
            f"The default letterhead cannot be read ({error}).",
            where=str(path),
            to_do="Install foia again, or rebuild the file with: python -m foia.maintain.skeleton",
        ) from error


def read_skeleton(parts: Mapping[str, bytes], notes: tuple[str, ...] = ()) -> Skeleton:
    """The parts of a skeleton file, compressed or cut at their places."""
    texts = {name: data.decode("utf-8") for name, data in parts.items() if b"@foia-" in data}
    page = _SHEET.search(texts["word/document.xml"])
    assert page, "skeleton.py writes the measures of the sheet into every skeleton"
    return Skeleton(
        names=tuple(parts),
        ready=MappingProxyType({name: pack(name, data) for name, data in parts.items() if name not in texts}),
        changing=MappingProxyType({name: _cut(text) for name, text in texts.items()}),
        page=Sheet(*map(int, page.groups())),
        notes=notes,
    )


def _cut(text: str) -> tuple[str, ...]:
    return tuple(_PLACE.split(_SHEET.sub("", text)))


def write_docx(letter: Letter, skeleton: Skeleton) -> bytes:
    """The letter as a .docx file; the same letter and skeleton give the same bytes."""
    known = words(letter, skeleton)
    return archive([skeleton.ready.get(name) or _part(name, skeleton, known) for name in skeleton.names])


def _part(name: str, skeleton: Skeleton, known: Mapping[str, str]) -> Packed:
    """One part with its places filled; what other letters have as well is compressed once."""
    pieces = skeleton.changing[name]
    told = tuple(known[place] for place in pieces[1::2])
    if "body" not in pieces:
        return _small(name, pieces, told)
    start, _, rest = _filled(pieces, told).partition(REST)
    return pack_before(name, start.encode(), _end(rest))


@lru_cache(maxsize=64)
def _small(name: str, pieces: tuple[str, ...], told: tuple[str, ...]) -> Packed:
    return pack(name, _filled(pieces, told).encode())


@lru_cache(maxsize=64)
def _end(text: str) -> Squeezed:
    return squeeze(text.encode())


def fill(pieces: tuple[str, ...], known: Mapping[str, str]) -> str:
    """A part of the skeleton, cut at its places, with what is known put into them."""
    return _filled(pieces, tuple(known[place] for place in pieces[1::2]))


def _filled(pieces: tuple[str, ...], told: tuple[str, ...]) -> str:
    return "".join(text for pair in zip(pieces[::2], (*told, ""), strict=True) for text in pair)


def words(letter: Letter, skeleton: Skeleton) -> dict[str, str]:
    """What goes to each place, as XML."""
    width, height = PAPER[letter.paper]
    start, rest = body(letter, skeleton.sheet(letter.paper))
    author = escape(_author(letter))
    return {
        "body": start + REST + rest,
        "paper": f'<w:pgSz w:w="{width}" w:h="{height}"/>',
        "reference": run(letter.reference_line or letter.reference or letter.subject),
        "title": escape(letter.subject),
        "author": f"<dc:creator>{author}</dc:creator>" if author else "",
        "day": letter.dated.isoformat(),
        "language": escape(letter.language),
        "pages": str(page_count(letter)),
    }


def _author(letter: Letter) -> str:
    """The sender's name, else her organization: the only name the file gives away."""
    names = {line.kind: line.text for line in reversed(letter.sender)}
    return names.get("name") or names.get("organization") or ""
