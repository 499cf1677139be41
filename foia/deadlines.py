"""Date received + law -> dates due and how they were counted. Pure: no clock, no files."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foia.english import long_day, short_date, unit_name
from foia.errors import DateUnknown
from foia.model import Appeal, Calendar, Channel, Counting, Duty, Extension, Law, Role, Style, Unit

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Counted:
    """A date and how it was reached: `skipped` are the days that did not count, with the reason."""

    due: dt.date
    start: dt.date
    days: int
    unit: Unit
    skipped: tuple[tuple[dt.date, str], ...]
    rolled_from: dt.date | None = None

    def explained(self, style: Style) -> str:
        """One line: what was counted, from when, which days were left out and why."""
        number = f"{self.days} {unit_name(self.unit, self.days, style.business_day)}"
        start = long_day(self.start, day_first=style.day_first)
        text = f"{number} counted from {start}, that day not included"
        if self.skipped:
            text += "; not counted: " + "; ".join(_runs(self.skipped, style))
        if self.rolled_from:
            end, open_ = long_day(self.rolled_from, day_first=style.day_first), style.business_day
            text += f"; {end} is not a {open_}, so the next {open_}"
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

    @property
    def claimed(self) -> dt.date | None:
        """The same, if the duty has been checked for the day of receipt."""
        return self.date if self.duty.printable(self.received) else None


def _runs(skipped: tuple[tuple[dt.date, str], ...], style: Style) -> list[str]:
    """Holidays by name, weekends together, so that twenty days read in one line."""

    def short(day: dt.date) -> str:
        return short_date(day, day_first=style.day_first)

    named = [f"{day:%a} {short(day)} ({why})" for day, why in skipped if why != "weekend"]
    weekend = [day for day, why in skipped if why == "weekend"]
    if not weekend:
        return named
    listed = ", ".join(short(day) for day in weekend)
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


def due(
    duty: Duty, received: dt.date, calendar: Calendar, counting: Counting, starts: dict[str, dt.date] | None = None
) -> Due:
    """The date of one duty and the date after its extension; `starts` gives the days of other events, such as its due.

    A duty that runs from an event nobody has named a day for has no date.
    """
    begin = {"receipt": received, **(starts or {})}.get(duty.counts_from)
    if duty.days is None or duty.unit == "words" or begin is None:
        return Due(duty, received, None)
    counted = count(begin, duty.days, duty.unit, calendar, counting)
    return Due(duty, received, counted, _extended(duty.extension, received, counted.due, calendar, counting))


def _extended(
    extension: Extension | None, received: dt.date, first: dt.date, calendar: Calendar, counting: Counting
) -> Counted | None:
    if extension is None or extension.days is None or extension.unit == "words":
        return None
    start = {"due": first, "receipt": received}.get(extension.counts_from)
    return count(start, extension.days, extension.unit, calendar, counting) if start else None


@dataclass(frozen=True)
class Case:
    """One request as far as its dates go; what is None is not known, and leaves every branch of the law open."""

    received: dt.date
    ground: str | None = None
    role: Role | None = None
    kind: str | None = None
    """The kind of agency asked, such as municipal."""
    sent_by: Channel | None = None
    since: dt.date | None = None
    acknowledged: dt.date | None = None
    denied: dt.date | None = None


def applies(duty: Duty, case: Case) -> bool:
    """True if the duty is owed in this case, as far as the case is known."""
    return (
        (not duty.grounds or case.ground is None or case.ground in duty.grounds)
        and (not duty.roles or case.role is None or case.role in duty.roles)
        and (not duty.kinds or case.kind is None or case.kind in duty.kinds)
        and (not duty.channels or case.sent_by is None or case.sent_by in duty.channels)
        and _old_enough(duty, case)
    )


def _old_enough(duty: Duty, case: Case) -> bool:
    """True if a branch for older records holds for a request that reaches back to `since`."""
    if not duty.older_than_months or case.since is None:
        return True
    return _add(case.since, duty.older_than_months, "months") < case.received


def owed(law: Law, case: Case) -> tuple[Duty, ...]:
    """The duties owed in this case; the branch for a known role takes the place of the general one."""
    fitting = [duty for duty in law.duties if applies(duty, case)]
    if case.role and any(duty.lead and duty.roles for duty in fitting):
        return tuple(duty for duty in fitting if duty.roles or not duty.lead)
    return tuple(fitting)


def lead_duty(law: Law, ground: str | None = None, role: Role | None = None, kind: str | None = None) -> Duty:
    """The duty the letter names; a requester who gave no role is treated as an individual."""
    duties = owed(law, Case(dt.date.min, ground, role or "individual", kind))
    ordinary = [duty for duty in duties if duty.lead and not duty.when]
    return next(iter(ordinary or [duty for duty in duties if duty.lead] or duties))


def received_on(case: Case, counting: Counting, calendar: Calendar) -> dt.date:
    """The day the law takes the request as received: the next business day for some ways of sending."""
    if case.sent_by in counting.next_day_channels:
        return next_business_day(case.received + ONE_DAY, calendar)
    return case.received


def all_dues(law: Law, case: Case, calendar: Calendar) -> tuple[Due, ...]:
    """Every duty with its date, the lead first; one entry per branch that the case leaves open."""
    received = received_on(case, law.counting, calendar)
    duties = sorted(owed(law, case), key=lambda duty: (not duty.lead, bool(duty.when)))
    starts = {"acknowledgment": case.acknowledged} if case.acknowledged else {}
    leads = [
        one.date for one in (due(duty, received, calendar, law.counting) for duty in duties if duty.lead) if one.date
    ]
    if len(leads) == 1:
        starts["due"] = leads[0]
    return tuple(due(duty, received, calendar, law.counting, starts) for duty in duties)


def appeal_by(appeal: Appeal, case: Case, law: Law, calendar: Calendar) -> Counted | None:
    """The last day of one road of appeal after the denial; None where the law has no number or no denial is known."""
    if case.denied is None or appeal.days is None or appeal.unit == "words":
        return None
    return count(case.denied, appeal.days, appeal.unit, calendar, law.counting)
