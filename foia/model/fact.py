"""What every fact of a law carries: its section, its words, where it was read and how well."""

from __future__ import annotations

import datetime as dt

from foia.model.base import Quality, Record


class Source(Record, frozen=True, kw_only=True):
    """Where a fact was read: `date` is the date of the text that was read, `seen` how it was seen."""

    title: str
    url: str
    date: dt.date
    seen: str = ""


class Fact(Record, frozen=True, kw_only=True):
    """Base of every group of facts: who says so, how well checked, when."""

    section: str = ""
    words: str = ""
    gist: str = ""
    sources: tuple[str, ...]
    quality: Quality
    verified: dt.date
    watch: dt.date | None = None
    note: str = ""

    def printable(self, on: dt.date) -> bool:
        """True if a letter dated `on` may claim this fact."""
        return self.quality != "unverified" and not (self.watch and on >= self.watch)
