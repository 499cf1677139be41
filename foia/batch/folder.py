"""The folder of a batch: one run at a time, the same inputs or none, nothing half-written left in it."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from foia.errors import OutputError
from foia.writing import BESIDE

CARD = "batch.json"
"""What the folder was made from; it is locked as long as a run writes into the folder."""
_LOCKED_BYTE = 1 << 30
Made = tuple[str, str]
"""Of one bundle: which letters it holds, in brief, and the fingerprint of the file as it was written."""


@dataclass(frozen=True)
class Inputs:
    """What a batch is made from: the fingerprint of each part under a name that people know."""

    parts: Mapping[str, str]
    dated: str

    def differing(self, other: Inputs) -> list[str]:
        """The names of the parts that are not the same."""
        names = [*self.parts, *(name for name in other.parts if name not in self.parts)]
        return [name for name in names if self.parts.get(name) != other.parts.get(name)]


def fingerprint(*pieces: bytes) -> str:
    """Some bytes in brief."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big") + piece)
    return digest.hexdigest()[:32]


def files_fingerprint(paths: Iterable[Path], root: Path) -> str:
    """The names below `root` and the contents of these files in brief."""
    return fingerprint(*(part for path in sorted(paths) for part in (_name(path, root), path.read_bytes())))


def _name(path: Path, root: Path) -> bytes:
    return path.relative_to(root).as_posix().encode()


class Folder:
    """The folder while this run holds it."""

    def __init__(self, path: Path, card: IO[bytes]) -> None:
        self.path, self._card = path, card

    def inputs(self) -> Inputs | None:
        """What the folder was made from; None if it is new."""
        told = self._told()
        return Inputs(told["inputs"], told["dated"]) if told else None

    def made(self) -> dict[str, Made]:
        """The sheets and print runs that the last finished run left, by name."""
        return {name: (one[0], one[1]) for name, one in self._told().get("made", {}).items()}

    def _told(self) -> dict[str, Any]:
        self._card.seek(0)
        return card_of(self._card.read())

    def sign(self, inputs: Inputs, made: Mapping[str, Made]) -> None:
        """Note what the folder is made from, before anything else is written; OutputError where that cannot be.

        One write replaces the other note, so that a run stopped at any moment leaves the one or the other.
        """
        told = {"dated": inputs.dated, "inputs": dict(inputs.parts), "made": dict(sorted(made.items()))}
        new = f"{json.dumps(told, indent=1, ensure_ascii=False)}\n".encode()
        self._card.seek(0)
        if (old := self._card.read()) == new:
            return
        try:
            self._rewrite(new.ljust(len(old)))
        except OSError as error:
            self._card.seek(0)
            self._card.write(old)
            self._card.truncate(len(old))
            to_do = "Make room or name another folder, then run the same command again."
            raise OutputError(f"cannot be written: {error.strerror}", where=str(self.path), to_do=to_do) from error
        self._card.truncate(len(new))

    def _rewrite(self, data: bytes) -> None:
        self._card.seek(0)
        if self._card.write(data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def sweep(self) -> None:
        """Remove what a stopped run left half-written."""
        for path in self.path.rglob(f"{BESIDE}*"):
            path.unlink(missing_ok=True)

    def strangers(self) -> list[str]:
        """Names in the folder of a batch not begun yet, which somebody else must have put there."""
        return sorted(path.name for path in self.path.iterdir() if path.name != CARD)


def card_of(data: bytes) -> dict[str, Any]:
    """What a folder's card says; nothing where it is empty or none of ours."""
    try:
        told = json.loads(data or b"null")
    except ValueError:
        return {}
    return told if isinstance(told, dict) and {"dated", "inputs"} <= set(told) else {}


@contextmanager
def held(path: Path) -> Iterator[Folder]:
    """The folder, held by this run alone; OutputError if another run holds it or it cannot be written."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        card = _opened(path / CARD)
    except OSError as error:
        to_do = "Nothing was written. Name another folder with --out."
        raise OutputError(f"cannot be written: {error.strerror}", where=str(path), to_do=to_do) from error
    with card:
        if not _lock(card):
            raise OutputError(
                "another run is writing into this folder",
                where=str(path),
                to_do="Nothing was written. Wait for it, or name another folder with --out.",
            )
        folder = Folder(path, card)
        try:
            yield folder
        except BaseException:
            folder.sweep()  # stopped in the middle of a file
            raise
        finally:
            _leave(path)


def _opened(path: Path) -> IO[bytes]:
    """The card, made if it is not there, without a buffer: what is written is there at once."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o666), "r+b", buffering=0)


def _leave(path: Path) -> None:
    """A folder in which nothing was begun is left as it was found."""
    card = path / CARD
    if card.is_file() and card.stat().st_size == 0:
        card.unlink()
        if not any(path.iterdir()):
            path.rmdir()


def _lock(file: IO[Any]) -> bool:
    """True if nobody else holds the file; the system lets go of it when this process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
