"""One Letter -> files: bytes in every format asked for, then written whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from foia.errors import FormatError, InputError, OutputError
from foia.formats.txt import write_txt
from foia.library.places import Library
from foia.library.toml import guess
from foia.model import Letter, letter_name
from foia.writing import write_whole

if TYPE_CHECKING:
    from foia.formats.docx import Skeleton

FORMATS = ("docx", "pdf", "eml", "txt", "html")
Format = Literal["docx", "pdf", "eml", "txt", "html"]
DEFAULT_FORMATS = ("docx", "pdf", "eml", "txt")
NEXT_STEPS = "next-steps.txt"
"""The name, after the letter's own, of the page that says what to do with each usual reply."""
_MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Finish:
    """How files are made: letterhead, fonts, what an e-mail carries and to whom it goes."""

    letterhead: Path | None = None
    font_paths: Sequence[Path] = ()
    attach: Sequence[str] = ()
    to: str = ""
    reply_to: str = ""
    duplex: bool = False
    """In a print run, begin each letter on the front of a sheet."""


@dataclass(frozen=True)
class Made:
    """The files of one letter, by format, and what could not be made with the reason."""

    files: Mapping[str, bytes]
    failed: Mapping[str, FormatError]
    notes: tuple[str, ...] = field(default=())


def check_formats(names: Sequence[str]) -> tuple[str, ...]:
    """The formats asked for, each once; InputError for one that does not exist."""
    for name in names:
        if name not in FORMATS:
            raise InputError(
                f"no format {name!r}{guess(name, FORMATS)}", where="--format", to_do=f"Formats: {', '.join(FORMATS)}."
            )
    return tuple(dict.fromkeys(names))


def make(letter: Letter, formats: Sequence[str], library: Library, finish: Finish) -> Made:
    """The bytes of each format; one that fails does not stop the others."""
    press = _Press(letter, library, finish)
    files: dict[str, bytes] = {}
    failed: dict[str, FormatError] = {}
    for name in formats:
        try:
            files[name] = press.made(name)
        except FormatError as error:
            failed[name] = error
    return Made(files, failed, press.notes)


def check_finish(library: Library, formats: Sequence[str], finish: Finish) -> None:
    """Passes if the letterhead and the fonts can be used; their own error, once for all letters, if not."""
    wanted = {*formats, *finish.attach}
    if finish.letterhead and not finish.letterhead.is_file():
        raise InputError("there is no such letterhead", where=str(finish.letterhead))
    if finish.letterhead and "docx" in wanted:
        _skeleton(finish.letterhead, False)
    if finish.font_paths:
        from foia.formats.typeset import unset

        unset([("", "a")], tuple(finish.font_paths))


class _Press:
    """Makes each format of one letter once, so that an attachment is the very file beside it."""

    def __init__(self, letter: Letter, library: Library, finish: Finish) -> None:
        self.letter, self.library, self.finish = letter, library, finish
        self.notes: tuple[str, ...] = ()
        self._done: dict[str, bytes] = {}

    def made(self, name: str) -> bytes:
        if name not in self._done:
            makers: dict[str, Callable[[], bytes]] = {
                "docx": self._docx,
                "pdf": self._pdf,
                "eml": self._eml,
                "txt": lambda: write_txt(self.letter).encode(),
                "html": self._html,
            }
            self._done[name] = makers[name]()
        return self._done[name]

    def _docx(self) -> bytes:
        from foia.formats.docx import write_docx

        skeleton = skeleton_of(self.library, self.finish)
        self.notes = (*self.notes, *skeleton.notes)
        return write_docx(self.letter, skeleton)

    def _pdf(self) -> bytes:
        from foia.formats.pdf import write_pdf

        return write_pdf(
            self.letter,
            template=letterhead_template(self.library, "letter.typ"),
            font_paths=tuple(self.finish.font_paths),
        )

    def _html(self) -> bytes:
        from foia.formats.html import write_html

        return write_html(self.letter).encode()

    def _eml(self) -> bytes:
        from foia.formats.eml import Attachment, write_eml

        attached = [
            Attachment(name=f"{stem(self.letter)}.{kind}", mime=_MIME[kind], data=self.made(kind))
            for kind in self.finish.attach
        ]
        return write_eml(self.letter, to=self.finish.to or None, reply_to=self.finish.reply_to or None, attach=attached)


def skeleton_of(library: Library, finish: Finish) -> Skeleton:
    """The Word file with its words left out in which these letters are set."""
    own = finish.letterhead
    return _skeleton(own or letterhead_template(library, "letter.docx"), own is None)


@lru_cache(maxsize=4)
def _skeleton(path: Path, shipped: bool) -> Skeleton:
    """The skeleton that ships with the program, or one built from somebody's letterhead: once for a whole batch."""
    if shipped:
        from foia.formats.docx import default_skeleton

        return default_skeleton(path)
    from foia.formats.skeleton import build_skeleton

    return build_skeleton(path)


def letterhead_template(library: Library, name: str) -> Path:
    """A part of the looks that come with the program; FormatError if the installation lacks it."""
    path = library.file("templates", "letterhead", name)
    if path is None:
        raise FormatError("a part of the program is missing", where=f"templates/letterhead/{name}", to_do="Reinstall.")
    return path


def sha256(data: bytes) -> str:
    """The file's fingerprint, in hex."""
    return hashlib.sha256(data).hexdigest()


def stem(letter: Letter) -> str:
    """The name of the letter's files, without ending."""
    return letter_name(letter.agency, letter.dated, letter.about)


def write(folder: Path, name: str, files: Mapping[str, bytes], *, force: bool = False) -> dict[str, Path]:
    """Where each file was written; OutputError, and nothing new in the folder, where one cannot be."""
    return write_together(folder, {name: files}, force=force)[0]


def write_together(
    folder: Path, letters: Mapping[str, Mapping[str, bytes]], *, force: bool = False
) -> list[dict[str, Path]]:
    """Where each file of each letter was written: all of them, or OutputError and nothing new in the folder.

    A file of the same content is left alone; one that differs is overwritten only with `force`.
    """
    placed = [(files, {kind: _path(folder, name, kind) for kind in files}) for name, files in letters.items()]
    wanted = {path: files[kind] for files, paths in placed for kind, path in paths.items()}
    new = {path: data for path, data in wanted.items() if not _same(path, data)}
    if (taken := [path for path in new if path.exists()]) and not force:
        raise OutputError(
            "a different file of that name is there already; nothing was written",
            where=str(taken[0]),
            to_do="Add --force to overwrite it, or --out to write elsewhere.",
        )
    write_whole(
        new,
        failed="the letter could not be written",
        to_do="Nothing was written. Choose another folder with --out, or make room.",
    )
    return [paths for _, paths in placed]


def _path(folder: Path, name: str, kind: str) -> Path:
    return folder / (f"{name}-{kind}" if kind == NEXT_STEPS else f"{name}.{kind}")


def _same(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
