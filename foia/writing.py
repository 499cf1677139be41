"""Writes files whole or not at all: each beside its place first, then all renamed; a full disk loses nothing."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from foia.errors import OutputError

PRIVATE = 0o600
BESIDE = ".foia-"
"""How the name of a file begins while it is written beside its place."""


def write_whole(wanted: Mapping[Path, bytes], failed: str, to_do: str = "", mode: int | None = None) -> None:
    """Every file in its place; OutputError (`failed`: the reason) and nothing new in the folders where one cannot be.

    A link stays a link, a file that is there keeps its rights, a new one gets `mode` or what the system gives.
    """
    waiting: dict[Path, Path] = {}
    try:
        for path, data in wanted.items():
            place = path.resolve()
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if mode == PRIVATE else 0o777)
            waiting[place] = put_beside(place, data, mode)
        for place, temporary in waiting.items():
            temporary.replace(place)
    except OSError as error:
        where = str(error.filename or next(iter(wanted)).parent)
        raise OutputError(f"{failed}: {error.strerror or error}", where=where, to_do=to_do) from error
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)


def put_beside(place: Path, data: bytes, mode: int | None) -> Path:
    """The temporary file that will become `place`; nobody else can read it while it is written."""
    handle, name = tempfile.mkstemp(prefix=BESIDE, dir=place.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        path.chmod(place.stat().st_mode & 0o777 if place.exists() and mode is None else mode or 0o666 & ~_umask())
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path


def csv_text(rows: Iterable[Iterable[object]], end: str = "\n") -> str:
    """The rows as CSV, each closed by `end`; None is an empty cell."""
    page = io.StringIO()
    csv.writer(page, lineterminator=end).writerows(rows)
    return page.getvalue()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
