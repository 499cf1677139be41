"""Turns what was typed on the command line into values, with one clear message where it cannot."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, TypeVar

from foia.errors import InputError
from foia.intake import countable
from foia.library.toml import guess

T = TypeVar("T")


def date_of(option: str, text: str | None) -> dt.date | None:
    """`2026-11-22` as a date; None where nothing was typed."""
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        hint = f" Did you mean {other}?" if (other := _other_order(text)) else ""
        raise InputError(
            f"{text!r} is not a date", where=option, to_do=f"Write it as YYYY-MM-DD, for example 2026-11-22.{hint}"
        ) from error
    if not countable(day):
        raise InputError(f"{text!r} is too far away to count from", where=option, to_do="Look at the year again.")
    return day


def _other_order(text: str) -> str:
    """The ISO form of a date typed the American way, if it is one."""
    parts = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    if not parts:
        return ""
    try:
        return dt.date(int(parts[3]), int(parts[1]), int(parts[2])).isoformat()
    except ValueError:
        return ""


def one_of(option: str, text: str | None, choices: tuple[Any, ...]) -> Any:
    """The choice typed, or None; InputError lists the choices."""
    if not text:
        return None
    if text.lower() not in choices:
        raise InputError(
            f"{text!r} is not a choice{guess(text.lower(), choices)}",
            where=option,
            to_do=f"Choices: {', '.join(choices)}.",
        )
    return text.lower()


def many(values: list[str] | None) -> list[str]:
    """Values given by repeating an option, by commas, or both."""
    return [part.strip() for value in values or [] for part in value.split(",") if part.strip()]


def expedite_of(values: list[str]) -> tuple[str, ...]:
    """Reasons for being served first, each with the jurisdiction whose law knows it: `us:urgency`."""
    for value in values:
        if ":" not in value:
            raise InputError(
                f"{value!r} does not say under which law", where="--expedite", to_do="Write it as us:urgency."
            )
    return tuple(value.lower() for value in values)
