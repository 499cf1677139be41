"""What a rule found in a request: where, what, why it does harm, what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One passage of a request that may get it refused; `found` is the passage, "" where something is missing."""

    path: Path
    line: int
    rule: str
    level: Literal["error", "warning"]
    found: str
    reason: str
    better: str

    def __str__(self) -> str:
        """`path:line: rule: “passage”: reason`, the better wording indented under it."""
        mark = "warning: " if self.level == "warning" else ""
        passage = f"“{self.found}”: " if self.found else ""
        return f"{self.path}:{self.line}: {mark}{self.rule}: {passage}{self.reason}\n    {self.better}"
