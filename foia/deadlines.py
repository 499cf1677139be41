"""Date received + law -> dates due and how they were counted. Pure: no clock, no files."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foia.errors import DateUnknown
from foia.model import Calendar, Counting, Duty, Extension, Law, Role, Unit

ONE_DAY = dt.timedelta(days=1)
_UNIT_NAMES = {"business": "business day", "calendar": "calendar day", "months": "month", "years": "year"}


@dataclass(frozen=True)
class Counted:
    """A date and how it was reached: `skipped` are the days that did not count, with the reason."""

    due: dt.date
    start: dt.date
    days: int
    unit: Unit
    skipped: tuple[tuple[dt.date, str], ...]
    rolled_from: dt.date | None = None

    def explained(self) -> str:
        """One line: what was counted, from when, which days were left out and why."""
        plural = "" if self.days == 1 else "s"
        text = f"{self.days} {_UNIT_NAMES[self.unit]}{plural} counted from {_long(self.start)}, that day not included"
        if self.skipped:
            text += "; not counted: " + "; ".join(_runs(self.skipped))
        if self.rolled_from:
            text += f"; {_long(self.rolled_from)} is not a business day, so the next business day"
        return text + "."


@dataclass(frozen=True)
class Due:
    """One duty of the agency: the date it falls on, or None where the law gives words instead of a number."""

    duty: Duty
    received: dt.date
    counted: Counted | None
    extended: Counted | None = None

    @property
    def date(self) -> dt.date | None:
        """The date due, or None."""
        return self.counted.due if self.counted else None


def _long(day: dt.date) -> str:
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"


def _runs(skipped: tuple[tuple[dt.date, str], ...]) -> list[str]:
    """Holidays by name, weekends together, so that twenty days read in one line."""
    named = [f"{day:%a} {day:%b} {day.day} ({why})" for day, why in skipped if why != "weekend"]
    weekend = [day for day, why in skipped if why == "weekend"]
    if not weekend:
        return named
    listed = ", ".join(f"{day:%b} {day.day}" for day in weekend)
    return [*named, f"Saturdays and Sundays ({listed})"]


def day_off(day: dt.date, calendar: Calendar) -> str:
    """Why no business day is counted on `day`, or ""; DateUnknown past the holiday table."""
    if not calendar.first <= day <= calendar.last:
        raise DateUnknown(
            f"{day} lies outside the holiday table ({calendar.first} to {calendar.last})",
            to_do="No date can be given without guessing. The table is agencies/<state>/holidays.csv.",
        )
    if name := calendar.holidays.get(day):
        return name
    return "weekend" if day.weekday() >= 5 else ""


def next_business_day(day: dt.date, calendar: Calendar) -> dt.date:
    """`day` itself, or the first business day after it."""
    while day_off(day, calendar):
        day += ONE_DAY
    return day


def count(start: dt.date, days: int, unit: Unit, calendar: Calendar, counting: Counting) -> Counted:
    """The day `days` after `start`; start is day 0 unless the law includes it."""
    if unit == "business":
        return _count_business(start, days, calendar, counting)
    end = _add(start, days - (counting.first_day == "included"), unit)
    if counting.end == "next business day" and (rolled := next_business_day(end, calendar)) != end:
        return Counted(rolled, start, days, unit, (), rolled_from=end)
    return Counted(end, start, days, unit, ())


def _add(start: dt.date, number: int, unit: Unit) -> dt.date:
    """`number` days, months or years after `start`; the month's last day where the day does not exist."""
    if unit == "calendar":
        return start + dt.timedelta(days=number)
    months = start.month - 1 + (number if unit == "months" else 12 * number)
    first = dt.date(start.year + months // 12, months % 12 + 1, 1)
    following = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return first.replace(day=min(start.day, (following - ONE_DAY).day))


def _count_business(start: dt.date, days: int, calendar: Calendar, counting: Counting) -> Counted:
    day, left, skipped = start, days, []
    if counting.first_day == "included" and not day_off(day, calendar):
        left -= 1
    while left:
        day += ONE_DAY
        if why := day_off(day, calendar):
            skipped.append((day, why))
        else:
            left -= 1
    return Counted(day, start, days, "business", tuple(skipped))


def due(duty: Duty, received: dt.date, calendar: Calendar, counting: Counting) -> Due:
    """The date of one duty that runs from receipt, and the date after its extension."""
    if duty.days is None or duty.unit == "words" or duty.counts_from != "receipt":
        return Due(duty, received, None)
    counted = count(received, duty.days, duty.unit, calendar, counting)
    return Due(duty, received, counted, _extended(duty.extension, received, counted.due, calendar, counting))


def _extended(
    extension: Extension | None, received: dt.date, first: dt.date, calendar: Calendar, counting: Counting
) -> Counted | None:
    if extension is None or extension.days is None or extension.unit == "words":
        return None
    start = {"due": first, "receipt": received}.get(extension.counts_from)
    return count(start, extension.days, extension.unit, calendar, counting) if start else None


def applies(duty: Duty, ground: str | None, role: Role | None) -> bool:
    """True if the duty is owed to a requester on this ground, in this role.

    An unknown ground leaves every branch open; a requester who gave no role is treated as an individual.
    """
    ground_fits = not duty.grounds or ground is None or ground in duty.grounds
    role_fits = not duty.roles or (role or "individual") in duty.roles
    return ground_fits and role_fits


def owed(law: Law, ground: str | None = None, role: Role | None = None) -> tuple[Duty, ...]:
    """The duties owed to this requester; a duty for her role takes the place of the general one of the same kind."""
    fitting = [duty for duty in law.duties if applies(duty, ground, role)]
    special = {duty.lead for duty in fitting if duty.roles and duty.lead}
    return tuple(duty for duty in fitting if not (duty.lead in special and duty.lead and not duty.roles))


def lead_duty(law: Law, ground: str | None = None, role: Role | None = None) -> Duty:
    """The duty the letter names and the first date the requester waits for."""
    duties = owed(law, ground, role)
    return next((duty for duty in duties if duty.lead), duties[0])


def all_dues(
    law: Law, received: dt.date, calendar: Calendar, ground: str | None = None, role: Role | None = None
) -> tuple[Due, ...]:
    """Every duty with its date, the lead first; one entry per branch where the ground is not known."""
    duties = sorted(owed(law, ground, role), key=lambda duty: not duty.lead)
    return tuple(due(duty, received, calendar, law.counting) for duty in duties)
