"""Dates: the worked examples of every law, properties of counting, and the words shown."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from foia.deadlines import Case, all_dues, count, day_off, due, lead_duty, owed
from foia.errors import DateUnknown
from foia.library.laws import read_calendar, read_law
from foia.library.places import Library, data_root
from foia.model import Calendar, Counting, Example, Law

LIBRARY = Library(data_root())
CODES = LIBRARY.jurisdictions()
LAWS = {code: read_law(LIBRARY, code) for code in CODES}
CALENDARS = {code: read_calendar(LIBRARY, code) for code in CODES}
EXAMPLES = [(code, index) for code in CODES for index in range(len(LAWS[code].examples))]
DATED = dt.date(2026, 11, 23)
DAYS = some.dates(dt.date(2026, 1, 1), dt.date(2036, 6, 30))


@pytest.mark.parametrize(("code", "index"), EXAMPLES)
def test_worked_example_comes_out(code: str, index: int) -> None:
    law, example = LAWS[code], LAWS[code].examples[index]
    duty = next(one for one in law.duties if one.id == example.duty)
    found = due(duty, example.received, CALENDARS[code], law.counting)
    counted = found.extended if example.extended else found.counted
    assert counted is not None
    assert counted.due == example.due, f"{example.why}\nthe program: {counted.explained()}"


@pytest.mark.parametrize("code", CODES)
def test_law_with_a_number_has_three_worked_examples(code: str) -> None:
    law = LAWS[code]
    numbered = [one for one in law.duties if one.days is not None and one.counts_from == "receipt"]
    if any(one.lead for one in numbered):
        assert len(law.examples) >= 3
        assert any(across_a_holiday(one) for one in law.examples), "none crosses Thanksgiving or the year's end"


def across_a_holiday(example: Example) -> bool:
    span = (example.received + dt.timedelta(days=n) for n in range((example.due - example.received).days + 1))
    return any(
        (day.month, day.day) in ((12, 25), (1, 1)) or (day.month == 11 and day.weekday() == 3 and 22 <= day.day <= 28)
        for day in span
    )


@pytest.mark.parametrize("code", CODES)
def test_every_branch_has_exactly_one_lead_duty(code: str) -> None:
    law = LAWS[code]
    for ground in [None, *(one.id for one in law.who.grounds)]:
        for role in ("individual", "news", "commercial"):
            leads = [one for one in owed(law, Case(DATED, ground, role)) if one.lead and not one.when]
            if ground or not law.who.grounds:
                assert len(leads) == 1, f"{code} {ground} {role}: {[one.id for one in leads]}"
            assert lead_duty(law, ground, role).lead


@given(DAYS, some.integers(1, 45), some.sampled_from(CODES))
def test_business_days_end_on_a_business_day_and_count_right(start: dt.date, days: int, code: str) -> None:
    counting = LAWS[code].counting
    counted = count(start, days, "business", CALENDARS[code], counting)
    span = [start + dt.timedelta(days=n) for n in range(1, (counted.due - start).days + 1)]
    open_days = [day for day in span if not day_off(day, CALENDARS[code])]
    first = 1 if counting.first_day == "included" and not day_off(start, CALENDARS[code]) else 0
    assert len(open_days) + first == days
    assert not day_off(counted.due, CALENDARS[code]) or days == first
    assert {day for day, _ in counted.skipped} | set(open_days) == set(span)


@given(DAYS, some.integers(1, 90), some.sampled_from(CODES))
def test_calendar_days_never_end_early_or_on_a_day_off(start: dt.date, days: int, code: str) -> None:
    counting = LAWS[code].counting
    counted = count(start, days, "calendar", CALENDARS[code], counting)
    plain = start + dt.timedelta(days=days - (counting.first_day == "included"))
    assert counted.due >= plain
    if counting.end == "next business day":
        assert not day_off(counted.due, CALENDARS[code])
    else:
        assert counted.due == plain


@given(DAYS, some.integers(1, 30), some.sampled_from(CODES))
def test_later_receipt_never_falls_due_earlier(start: dt.date, days: int, code: str) -> None:
    later = start + dt.timedelta(days=1)
    for unit in ("business", "calendar"):
        one, other = (count(day, days, unit, CALENDARS[code], LAWS[code].counting).due for day in (start, later))  # type: ignore[arg-type]
        assert one <= other


@pytest.mark.parametrize(("start", "number", "unit", "end"), [
    (dt.date(2026, 1, 31), 1, "months", dt.date(2026, 2, 28)),
    (dt.date(2028, 2, 29), 1, "years", dt.date(2029, 2, 28)),
    (dt.date(2026, 11, 30), 3, "months", dt.date(2027, 2, 28)),
    (dt.date(2026, 12, 15), 12, "months", dt.date(2027, 12, 15)),
])  # fmt: skip
def test_months_end_on_the_last_day_there_is(start: dt.date, number: int, unit: Any, end: dt.date) -> None:
    counting = LAWS["wa"].counting
    stands = Counting(**{name: getattr(counting, name) for name in counting.__struct_fields__} | {"end": "stands"})
    assert count(start, number, unit, CALENDARS["wa"], stands).due == end


def test_date_past_the_holiday_table_is_an_error_and_not_a_guess() -> None:
    calendar = Calendar(first=dt.date(2026, 1, 1), last=dt.date(2026, 12, 31), holidays={})
    with pytest.raises(DateUnknown) as caught:
        count(dt.date(2026, 12, 30), 5, "business", calendar, LAWS["wa"].counting)
    assert str(caught.value) == (
        "2027-01-01 lies outside the holiday table (2026-01-01 to 2026-12-31)\n"
        "No date can be given without guessing. The table is agencies/<state>/holidays.csv."
    )


def test_idaho_gives_each_branch_until_the_ground_is_known() -> None:
    """Idaho Code 74-103(2): three working days for residents, 21 days for others, no number for those employed by one."""
    law, calendar = LAWS["id"], CALENDARS["id"]
    received = dt.date(2026, 11, 23)
    open_ = [one.date for one in all_dues(law, Case(received), calendar) if one.duty.lead]
    assert open_ == [dt.date(2026, 11, 27), dt.date(2026, 12, 14), None]
    resident = [one.date for one in all_dues(law, Case(received, "resident"), calendar) if one.duty.lead]
    assert resident == [dt.date(2026, 11, 27)]


def test_florida_gives_words_and_no_date(foia: Callable[..., Any]) -> None:
    told = json.loads(foia("deadline", "FL", "--received", "2026-11-20", "--json").out)
    assert told["due"] is None
    assert told["duty"] == "acknowledge"
    assert "promptly" in told["words"]
    assert told["section"] == "Fla. Stat. § 119.07(1)(c)"


def test_deadline_json_has_the_first_dutys_keys_at_the_top(foia: Callable[..., Any]) -> None:
    told = json.loads(foia("deadline", "wa", "--received", "2026-11-23", "--json").out)
    assert list(told)[:6] == ["jurisdiction", "received", "duty", "due", "words", "section"]
    assert (told["jurisdiction"], told["due"]) == ("WA", "2026-12-02")
    assert told["counted"].startswith("5 business days counted from Monday, November 23, 2026, that day not included")


@pytest.mark.parametrize("code", CODES)
def test_state_can_be_named_by_code_or_name(code: str, foia: Callable[..., Any]) -> None:
    law: Law = LAWS[code]
    assert foia("law", "show", law.jurisdiction).out == foia("law", "show", code.upper()).out
