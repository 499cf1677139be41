"""How the letters of a country look: its paper, dates, money and post."""

from __future__ import annotations

from typing import Literal

from foia.model.base import Record


class Style(Record, frozen=True, kw_only=True):
    """How letters under this law are set, dated and posted; the defaults are those of the United States."""

    language: str = "en-US"
    """Names a folder in templates/ whose words are read before the general ones."""
    paper: Literal["us-letter", "a4"] = "us-letter"
    dates: Literal["month first", "day first"] = "month first"
    currency: str = "$"
    business_day: str = "business day"
    postcode: str = ""
    """A regular expression of a whole postcode, which stands on a line of its own; empty for ZIP codes."""
    phone: str = ""
    """A regular expression of a whole telephone number; empty for those of the United States."""
    envelope: str = "#10"
    proof_of_post: str = "certified mail with return receipt proves the day it arrived"

    @property
    def day_first(self) -> bool:
        """True for 26 November 2026."""
        return self.dates == "day first"
