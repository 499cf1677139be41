"""The dates of a batch counted anew from the days that people have filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from foia.batch.manifest import Line
from foia.deadlines import Case, all_dues
from foia.errors import FoiaError, InputError
from foia.intake import spreadsheet_day
from foia.library.agencies import read_agencies
from foia.library.laws import read_calendar, read_law
from foia.library.places import Library


@dataclass(frozen=True)
class Clock:
    """One letter: the day counted from, the day due or None, and how it was counted or why there is none."""

    line: Line
    begin: dt.date | None
    due: dt.date | None
    how: str

    def overdue(self, today: dt.date) -> bool:
        """True if the reply should have come by now and none is noted."""
        return self.due is not None and self.due < today and not self.line.get("reply")


def clocks(library: Library, lines: Iterable[Line]) -> Iterator[Clock]:
    """Every letter of the manifest that was written and is not replaced."""
    for line in lines:
        if line["status"] == "written":
            yield _clock(library, line)


def _clock(library: Library, line: Line) -> Clock:
    try:
        begin, word = _begin(line)
        if begin is None:
            return Clock(line, None, None, "not sent yet")
        return _counted(library, line, begin, word)
    except FoiaError as error:
        return Clock(line, None, None, str(error).partition("\n")[0])


def _begin(line: Line) -> tuple[dt.date | None, str]:
    """The day received, else the day sent for what arrives the same day."""
    for column in ("received", "sent"):
        if text := line.get(column, ""):
            if (day := spreadsheet_day(text)) is None:
                raise InputError(f"{column}: {text!r} is not a date (write 2026-11-22)")
            by_post = column == "sent" and line.get("channel") == "mail"
            return day, "if it arrived on the day it was sent; " if by_post else ""
    return None, ""


def _counted(library: Library, line: Line, begin: dt.date, word: str) -> Clock:
    code = line["agency"].partition("/")[0]
    if code not in library.jurisdictions():
        raise InputError(f"no law is on file for {code!r}")
    agency = read_agencies(library, code).get(line["agency"])
    ground = line.get("ground", "").partition(":")[2] or None
    role: Any = line.get("role") or "individual"
    sent_by: Any = line.get("channel") or None
    case = Case(begin, ground, role, agency.kind if agency else None, sent_by)
    law = read_law(library, code)
    first = all_dues(law, case, read_calendar(library, code))[0]
    if not first.duty.printable(begin):
        return Clock(line, begin, None, f"{first.duty.section} has not been checked for that day")
    if first.counted is None:
        return Clock(line, begin, None, f"{first.duty.section} gives no number of days")
    return Clock(line, begin, first.date, f"{word}{first.duty.section}: {first.counted.explained(law.style)}")
