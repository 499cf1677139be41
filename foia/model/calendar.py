"""The days off of a jurisdiction."""

from __future__ import annotations

import datetime as dt

from foia.model.base import Record


class Holiday(Record, frozen=True, kw_only=True):
    """A day off on which no business day is counted."""

    date: dt.date
    name: str
    source: str


class Calendar(Record, frozen=True, kw_only=True):
    """A jurisdiction's days off; dates outside `first`..`last` are not known."""

    first: dt.date
    last: dt.date
    holidays: dict[dt.date, str]
    """Date to the holiday's name."""
