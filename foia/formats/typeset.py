"""Pages set by typst: tagged for screen readers (PDF/UA-1), fit for archives (PDF/A-2a), and what its fonts lack.

Both standards forbid a character that no font can set, so typst itself says which those are: `unset` compiles the
characters it has not met before, and remembers the answer for as long as the program runs.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from foia.errors import FormatError, InputError

if TYPE_CHECKING:
    import typst

_STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
_PROBE = b"""#set document(title: "probe", date: datetime(year: 2000, month: 1, day: 1))
#for piece in json(bytes(sys.inputs.pieces)) { par(text(piece)) }
"""
_KEPT = 10
"""For so many compiles typst remembers what it worked out, whether it is of use again or not."""
_JOINER = "\u200d"


def typeset(
    template: Path, data: Mapping[str, object], *, dated: dt.date, font_paths: Sequence[Path], what: str
) -> bytes:
    """The PDF of `data`, which the template reads as `letter.json`; `what` it is, for the message if it fails.

    The data come as a file beside the template: as `sys.inputs` they would be a part of every function's world, and
    typst would lay out anew each paragraph that the last letter had as well.
    """
    import typst

    fonts = tuple(font_paths)
    if not template.is_file():
        raise InputError("no such letterhead", where=str(template), to_do="Name a .typ file that exists.")
    known = {**data, "fonts": _added(fonts), "dated": [dated.year, dated.month, dated.day]}
    files: Any = {  # which the annotations of typst forget
        "main": f"#include {json.dumps(template.name, ensure_ascii=False)}".encode(),
        "letter.json": json.dumps(known, ensure_ascii=False).encode(),
    }
    try:
        pdf: Any = _compiler(template.parent, fonts, threading.get_ident()).compile(
            files,
            pdf_standards=_STANDARDS,
            timestamp=dt.datetime.combine(dated, dt.time(), dt.UTC),
        )
    except typst.TypstError as error:
        raise _template_error(error, template, what) from error
    return cast("bytes", pdf)


@lru_cache(maxsize=8)
def _compiler(folder: Path, font_paths: tuple[Path, ...], thread: int) -> typst.Compiler:
    """A compiler for this thread alone, which reads a template again only when it has changed."""
    import typst

    fonts = _fonts(font_paths)
    nothing: Any = {"main": b""}
    return typst.Compiler(nothing, root=folder, font_paths=fonts, ignore_system_fonts=True)


def forget() -> None:
    """Have typst drop what it remembers: 200 MB after each large document, against nothing after a letter."""
    for _ in range(_KEPT + 1):
        _sets([], ())


def unset(texts: Sequence[tuple[str, str]], font_paths: Sequence[Path] = ()) -> list[tuple[str, str]]:
    """(field, character) for all that no font can set; joined characters stay together if only their union fails."""
    fonts = tuple(font_paths)
    if _plainly_set(fonts, (text for _, text in texts)):
        return []
    pieces = [(field, piece) for field, text in texts for piece in dict.fromkeys(_pieces(text))]
    missing = _missing(fonts, frozenset(piece for _, piece in pieces))
    return [(field, character) for field, piece in pieces for character in missing.get(piece, ())]


def _plainly_set(font_paths: tuple[Path, ...], texts: Iterable[str]) -> bool:
    """True if each character is known to be set and none of them joins another: nearly every letter but the first."""
    known = _answers(font_paths)
    return all(
        known.get(character) == () and not _joins(character) for character in set().union(*map(_characters, texts))
    )


@lru_cache(maxsize=512)
def _characters(text: str) -> frozenset[str]:
    """Most texts of a letter stand in the next one too."""
    return frozenset(text)


def _pieces(text: str) -> Iterator[str]:
    """The text cut into what fonts set as one: a character with the marks, selectors and joiners that follow it."""
    piece = ""
    for character in text:
        if piece and not _joins(character) and not piece.endswith(_JOINER):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _joins(character: str) -> bool:
    """True for marks, variation selectors and the joiner, which are set together with the character before them."""
    return character == _JOINER or unicodedata.category(character).startswith("M")


_Answers = dict[str, tuple[str, ...]]


@lru_cache(maxsize=8)
def _answers(font_paths: tuple[Path, ...]) -> _Answers:
    """What is known so far of these fonts: piece -> the characters of it that they cannot set."""
    return {}


def _missing(font_paths: tuple[Path, ...], pieces: frozenset[str]) -> _Answers:
    """The pieces that cannot be set, each with the characters to blame; asks typst only for those not yet known."""
    known = _answers(font_paths)
    fresh = sorted(piece for piece in pieces if piece not in known)
    failing = set(_failing(fresh, font_paths))
    for piece in fresh:
        known[piece] = _to_blame(piece, font_paths) if piece in failing else ()
    return {piece: known[piece] for piece in pieces if known[piece]}


def _failing(pieces: list[str], font_paths: tuple[Path, ...]) -> list[str]:
    """Those of the pieces that typst cannot set, found by halving."""
    if not pieces or _sets(pieces, font_paths):
        return []
    if len(pieces) == 1:
        return pieces
    middle = len(pieces) // 2
    return _failing(pieces[:middle], font_paths) + _failing(pieces[middle:], font_paths)


def _to_blame(piece: str, font_paths: tuple[Path, ...]) -> tuple[str, ...]:
    """The single characters of a failing piece that fail alone, else the piece as a whole."""
    return tuple(dict.fromkeys(_failing(list(piece), font_paths))) or (piece,)


def _sets(pieces: list[str], font_paths: tuple[Path, ...]) -> bool:
    """True if typst can set every one of the pieces under the standards we promise."""
    import typst

    inputs = {"pieces": json.dumps(pieces, ensure_ascii=False)}
    try:
        typst.compile(
            _PROBE,
            font_paths=_fonts(font_paths),
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=_STANDARDS,
        )
    except typst.TypstError:
        return False
    return True


@lru_cache(maxsize=8)
def _fonts(font_paths: tuple[Path, ...]) -> typst.Fonts:
    """The built-in fonts and those in the folders; the machine's own are left out, or pages would differ by machine."""
    import typst

    for folder in font_paths:
        if not folder.is_dir():
            raise InputError(
                "no such folder of fonts", where=str(folder), to_do="Name a folder that holds .ttf or .otf."
            )
    return typst.Fonts(include_system_fonts=False, font_paths=list(font_paths))


@lru_cache(maxsize=8)
def _added(font_paths: tuple[Path, ...]) -> tuple[str, ...]:
    """The families found in the folders, in the order of the alphabet."""
    return tuple(sorted({font.family for font in _fonts(font_paths).fonts() if font.path}))


def missing_error(missing: Sequence[tuple[str, str]], *, where: str = "") -> FormatError:
    """Names the first character and its field, and says how many more there are."""
    field, character = missing[0]
    more = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
    return FormatError(
        f"The PDF fonts cannot set {_named(character)} in {field}{more}.",
        where=where,
        to_do="Add a folder with a font that has it (--font-path), or take the letter as .docx.",
    )


def _named(character: str) -> str:
    return " ".join(f"U+{ord(each):04X} ({unicodedata.name(each, 'no name')})" for each in character)


def _template_error(error: typst.TypstError, template: Path, what: str) -> FormatError:
    hints = "; ".join(error.hints)
    return FormatError(
        f"typst cannot set {what}: {error.message}" + (f" ({hints})" if hints else ""),
        where=str(template),
        to_do="Correct the letterhead, or leave it out to take the one that comes with the program.",
    )
