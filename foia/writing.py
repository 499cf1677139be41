"""Writes files whole or not at all: each beside its place first, then all renamed; a full disk loses nothing."""

from __future__ import annotations

import csv
import io
import itertools
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from foia.errors import OutputError

PRIVATE = 0o600
BESIDE = ".foia-"
"""How the name of a file begins while it is written beside its place."""
_NUMBERS = itertools.count()


def write_whole(wanted: Mapping[Path, bytes], failed: str, to_do: str = "", mode: int | None = None) -> None:
    """Every file in its place; OutputError (`failed`: the reason) and nothing new in the folders where one cannot be.

    A link stays a link, a file that is there keeps its rights, a new one gets `mode` or what the system gives.
    """
    waiting: dict[Path, Path] = {}
    try:
        for path, data in wanted.items():
            place, rights = _place(path)
            waiting[place] = _put_in_folder(place, data, rights if mode is None else mode)
        for place in list(waiting):
            waiting[place].replace(place)
            del waiting[place]
    except OSError as error:
        where = str(error.filename or next(iter(wanted)).parent)
        raise OutputError(f"{failed}: {error.strerror or error}", where=where, to_do=to_do) from error
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)


def _place(path: Path) -> tuple[Path, int | None]:
    """Where the file itself lies, and the rights it has; None if it is new."""
    try:
        found = path.lstat()
        if not stat.S_ISLNK(found.st_mode):
            return path, found.st_mode & 0o777
        path = path.resolve()
        return path, path.stat().st_mode & 0o777
    except FileNotFoundError:
        return path, None


def _put_in_folder(place: Path, data: bytes, mode: int | None) -> Path:
    """The temporary file beside the place; its folder is made if it is not there."""
    try:
        return put_beside(place, data, mode)
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if mode == PRIVATE else 0o777)
        return put_beside(place, data, mode)


def put_beside(place: Path, data: bytes, mode: int | None) -> Path:
    """The temporary file that will become `place`; nobody reads it in the meantime who could not read that."""
    path, handle = _fresh(place.parent, 0o666 if mode is None else PRIVATE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if mode is not None:
            path.chmod(mode)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path


def _fresh(folder: Path, mode: int) -> tuple[Path, int]:
    """A new file that was not there, open for writing; the system takes from `mode` what it denies all new files."""
    while True:
        path = folder / f"{BESIDE}{os.getpid()}-{next(_NUMBERS)}"
        try:
            return path, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        except FileExistsError:
            continue  # left by a run that was stopped


def csv_text(rows: Iterable[Iterable[object]], end: str = "\n") -> str:
    """The rows as CSV, each closed by `end`; None is an empty cell."""
    page = io.StringIO()
    csv.writer(page, lineterminator=end).writerows(rows)
    return page.getvalue()
