"""The vocabulary every record shares: closed lists of words, and the base of all records."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Quality: TypeAlias = Literal["statute", "secondary", "unverified"]
Unit: TypeAlias = Literal["business", "calendar", "months", "years", "words"]
Role: TypeAlias = Literal["individual", "news", "nonprofit", "scholar", "commercial"]
Channel: TypeAlias = Literal["email", "portal", "mail", "fax", "hand"]
Size: TypeAlias = Literal["starter", "standard", "deep"]

SIZES: dict[Size, int] = {"starter": 5, "standard": 10, "deep": 15}
"""The most numbered items a letter of each size holds."""
ROLES: tuple[Role, ...] = ("individual", "news", "nonprofit", "scholar", "commercial")
CHANNELS: tuple[Channel, ...] = ("email", "portal", "mail", "fax", "hand")


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of everything read from a data file."""
