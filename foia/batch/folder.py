"""The folder of a batch: one run at a time, the same inputs or none, nothing half-written left in it."""

from __future__ import annotations

import hashlib
import json
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
JOURNAL = ".progress.jsonl"
"""What is finished so far; it goes when all is."""
_LOCKED_BYTE = 1 << 30


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
        self._card.seek(0)
        try:
            told = json.loads(self._card.read() or b"null")
        except ValueError:
            return None  # stopped before it was written: nothing else can have been
        return Inputs(told["inputs"], told["dated"]) if told else None

    def sign(self, inputs: Inputs) -> None:
        """Note what the folder is made from, before anything else is written into it."""
        text = json.dumps({"dated": inputs.dated, "inputs": dict(inputs.parts)}, indent=1, ensure_ascii=False)
        self._card.seek(0)
        self._card.truncate()
        self._card.write(f"{text}\n".encode())
        self._card.flush()

    def sweep(self) -> None:
        """Remove what a stopped run left half-written."""
        for path in self.path.rglob(f"{BESIDE}*"):
            path.unlink(missing_ok=True)

    def strangers(self) -> list[str]:
        """Names in the folder of a batch not begun yet, which somebody else must have put there."""
        return sorted(path.name for path in self.path.iterdir() if path.name != CARD)


@contextmanager
def held(path: Path) -> Iterator[Folder]:
    """The folder, held by this run alone; OutputError if another run holds it or it cannot be written."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        card = (path / CARD).open("a+b")
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
        try:
            yield Folder(path, card)
        finally:
            _leave(path)


def _leave(path: Path) -> None:
    """A folder in which nothing was begun is left as it was found."""
    if (path / CARD).stat().st_size == 0:
        (path / CARD).unlink()
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
