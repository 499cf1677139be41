"""Ways of printing: results on stdout, notes on stderr, records as JSON."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any


def say(text: str = "") -> None:
    """A result, on stdout."""
    sys.stdout.write(f"{text}\n")


def note(text: str) -> None:
    """A remark beside the result, on stderr."""
    sys.stderr.write(f"{text}\n")


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


def long_day(day: dt.date) -> str:
    """`Monday, November 23, 2026`."""
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"


def table(rows: list[tuple[str, ...]]) -> str:
    """Columns set flush left, two spaces apart."""
    if not rows:
        return ""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(f"{c:<{w}}" for c, w in zip(row, widths, strict=True)).rstrip() for row in rows)
