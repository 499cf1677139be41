"""Ways of printing: results on stdout, notes on stderr, records as JSON."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from foia.model import Fact

WIDEST = 100
"""Columns beyond which a line is hard to read."""
LOCAL_CLOSURES = "Local offices may close on other days as well, so a reply may lawfully come a little later."


def say(text: str = "") -> None:
    """A result, on stdout."""
    sys.stdout.write(f"{_fitted(text, sys.stdout)}\n")


def note(text: str) -> None:
    """A remark beside the result, on stderr."""
    sys.stderr.write(f"{_fitted(text, sys.stderr)}\n")


def _fitted(text: str, stream: TextIO) -> str:
    """Long lines broken between words in a terminal; left whole for a program or a file."""
    if not stream.isatty():
        return text
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return "\n".join(_broken(line, width) for line in text.split("\n"))


def _broken(line: str, width: int) -> str:
    hang = " " * (len(line) - len(line.lstrip()) + (3 if line[:2] in ("1.", "2.", "3.") else 0))
    if len(line) <= width:
        return line
    parts = textwrap.wrap(line, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
    return "\n".join(parts)


def say_json(value: Any) -> None:
    """One JSON value on stdout, keys in the order given."""
    say(json.dumps(plain(value), ensure_ascii=False, indent=2))


def plain(value: Any) -> Any:
    """The value in JSON's own types; dates as YYYY-MM-DD, records by field name, unknown facts left out."""
    import msgspec

    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return msgspec.to_builtins(value) if isinstance(value, msgspec.Struct) else value


def says(fact: Fact) -> str:
    """What a section says: its words in quotation marks, else its gist."""
    return f"“{fact.words}”" if fact.words else f"{fact.gist}."


def table(rows: list[tuple[str, ...]]) -> str:
    """Columns set flush left, two spaces apart."""
    if not rows:
        return ""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(f"{c:<{w}}" for c, w in zip(row, widths, strict=True)).rstrip() for row in rows)
