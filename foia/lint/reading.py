"""Reads a request from a .txt, .md or .docx file."""

from __future__ import annotations

from pathlib import Path

from foia.errors import InputError
from foia.lint.asked import Asked

KINDS = (".txt", ".md", ".docx")
_TO_DO = f"Save the request as {', '.join(KINDS)}, or paste it into a .txt file."


def read_request(path: Path) -> Asked:
    """The request in the file; InputError where there is none or it cannot be read."""
    if not path.is_file():
        raise InputError("there is no such file", where=str(path))
    if path.suffix.lower() not in KINDS:
        raise InputError(f"{path.suffix or 'a file without an ending'} cannot be read", where=str(path), to_do=_TO_DO)
    text = _word(path) if path.suffix.lower() == ".docx" else _decoded(path)
    if not text.strip():
        raise InputError("there is no text in it", where=str(path), to_do=_TO_DO)
    return Asked(path, text)


def _word(path: Path) -> str:
    from foia.lint.word import read_word  # python-docx is slow to import

    return read_word(path)


def _decoded(path: Path) -> str:
    """The text as UTF-8, else as Windows programs save it."""
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise InputError("this is not text", where=str(path), to_do=_TO_DO)
    return text.replace("\r\n", "\n").replace("\r", "\n")
