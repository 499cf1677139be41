"""Opens the letterhead a user names, whatever Word made of it, or says in one sentence why it cannot be used."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from foia.errors import InputError
from foia.formats.cleaning import parse

MEGABYTE = 1_000_000
LARGEST, LARGEST_OPEN = 20 * MEGABYTE, 150 * MEGABYTE
"""Bytes a letterhead may have, closed and unpacked: a logo needs far less, and every letter carries it."""
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KIN = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
"""Templates and files with macros, which hold the same parts as a document."""
_TYPES = "[Content_Types].xml"
_SAVE = "Open it in Word or LibreOffice, save it as “Word Document (.docx)”, and name that file."
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_BROKEN = (OpcError, etree.XMLSyntaxError, KeyError, ValueError, IndexError, AttributeError)
"""What python-docx raises, at one place or another, on parts that are missing or not what they say."""


def open_letterhead(path: Path) -> Document:
    """The letterhead as python-docx sees it; InputError with one clear message where it cannot be used."""
    data = _read(path)
    _refuse_other_kinds(data, path)
    try:
        parts = _unzip(data, path)
    except _DAMAGED as error:
        raise _damaged(path) from error
    _refuse_other_packages(parts, path)
    try:
        return docx.Document(io.BytesIO(_repacked(parts)))
    except _BROKEN as error:
        raise _damaged(path) from error


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            size = f"{path.stat().st_size / MEGABYTE:.0f} MB"
            raise InputError(
                f"The letterhead is too large ({size}; the limit is {LARGEST // MEGABYTE} MB).",
                where=str(path),
                to_do="Make the logo smaller: in Word, Picture Format > Compress Pictures.",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            "There is no such letterhead.", where=str(path), to_do="Check the path after --letterhead."
        ) from error
    except OSError as error:
        raise InputError(
            f"The letterhead cannot be read ({error.strerror}).",
            where=str(path),
            to_do="Name a .docx file that you may open.",
        ) from error


def _damaged(path: Path) -> InputError:
    return InputError("The letterhead is damaged: its parts cannot be read.", where=str(path), to_do=_SAVE)


def _refuse_other_kinds(data: bytes, path: Path) -> None:
    """Files that are no zip archive, by what they begin with: people rename them."""
    if data.startswith(b"PK"):
        return
    if data.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in data:
        raise InputError(
            "The letterhead is protected by a password.",
            where=str(path),
            to_do="Open it in Word, take the password away (File > Info > Protect Document), and save it.",
        )
    kinds = ((b"%PDF", "a PDF"), (b"\xd0\xcf\x11\xe0", "an old Word file (.doc)"), (b"{\\rtf", "an RTF file"))
    found = next(
        (kind for start, kind in kinds if data.lstrip()[:8].startswith(start)), "not a Word file" if data else "empty"
    )
    raise InputError(f"The letterhead must be a .docx file; this one is {found}.", where=str(path), to_do=_SAVE)


def _unzip(data: bytes, path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        if sum(part.file_size for part in file.infolist()) > LARGEST_OPEN:
            raise InputError("The letterhead is too large when unpacked.", where=str(path), to_do=_SAVE)
        return {part.filename: file.read(part) for part in file.infolist() if not part.is_dir()}


def _refuse_other_packages(parts: dict[str, bytes], path: Path) -> None:
    """Zip archives of other programs."""
    types, found = parts.get(_TYPES, b""), ""
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        found = "an OpenDocument file (.odt)"
    elif b"http://purl.oclc.org/ooxml/" in parts.get("_rels/.rels", b""):
        found = "a “Strict Open XML Document”"
    elif not any(kind in types for kind in (_WORD, *_KIN)):
        found = "a file of another Office program" if types else "a zip archive of another kind"
    if found:
        raise InputError(f"The letterhead must be a .docx file; this one is {found}.", where=str(path), to_do=_SAVE)


def _repacked(parts: dict[str, bytes]) -> bytes:
    """The same package as a plain document, without the dangling relationships that some programs leave."""
    for kind in _KIN:
        parts[_TYPES] = parts[_TYPES].replace(kind, _WORD)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, _without_dangling(name, data, parts) if name.endswith(".rels") else data)
    return file.getvalue()


def _without_dangling(name: str, data: bytes, parts: dict[str, bytes]) -> bytes:
    folder = posixpath.dirname(posixpath.dirname(name))
    root = parse(data)
    for link in list(root):
        target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "").partition("#")[0]))
        if link.get("TargetMode") != "External" and target.lstrip("/") not in parts:
            root.remove(link)
    found: bytes = etree.tostring(root)
    return found
