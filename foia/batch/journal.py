"""What is finished so far, noted as it is finished, so that a stopped run can go on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

NAME = ".progress.jsonl"
"""It goes when all is finished."""

_KINDS = ({"bundle", "of", "sha256"}, {"row", "issue", "files", "failed"})
"""What a record holds: of a bundle, of a letter."""


class Journal:
    """One record for every finished thing; each is there whole or not at all, and none can spoil the next."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.trouble = ""
        """Why a record could not be written; its thing is done again next time."""

    def records(self) -> Iterator[dict[str, Any]]:
        """Those of a run that was stopped; half a record is none, nor is anything else that stands there."""
        for line in self.path.read_bytes().split(b"\n") if self.path.is_file() else ():
            try:
                told = json.loads(line)
            except ValueError:
                continue
            if isinstance(told, dict) and any(told.keys() >= kind for kind in _KINDS):
                yield told

    def note(self, record: Mapping[str, Any]) -> None:
        """One more is finished. The line break comes first, so that a half record before it stays alone."""
        try:
            with self.path.open("ab", buffering=0) as file:
                file.write(b"\n" + json.dumps(record).encode())
        except OSError as error:
            self.trouble = error.strerror or str(error)

    def close(self) -> None:
        """All is finished."""
        self.path.unlink(missing_ok=True)
