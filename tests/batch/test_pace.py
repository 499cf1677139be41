"""Send dates: so many a day, on working days of the letter's state, the letters to one mail server far apart."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from foia.batch.order import Pace
from foia.batch.pace import pace_of, sample_of, sampled, send_dates
from foia.errors import InputError
from foia.library.laws import read_calendar
from foia.library.places import Library

MONDAY = dt.date(2026, 11, 23)


def days(library: Library, letters: list[tuple[str, str]], start: dt.date, per_day: int) -> list[dt.date]:
    return send_dates(letters, start, Pace(per_day), lambda code: read_calendar(library, code))


def test_pace_leaves_out_weekends_and_holidays(library: Library) -> None:
    found = days(library, [("wa", f"{n}.example") for n in range(10)], MONDAY, 2)
    assert set(Counter(found).values()) == {2}
    assert [day.day for day in sorted(set(found))] == [23, 24, 25, 30, 1], (
        "no Thanksgiving, no Native American Heritage Day"
    )


def test_pace_holiday_of_one_state_is_a_working_day_of_another(library: Library) -> None:
    cesar_chavez = dt.date(2027, 3, 31)
    assert days(library, [("ca", "a.example"), ("wa", "b.example")], cesar_chavez, 5) == [
        dt.date(2027, 4, 1),
        cesar_chavez,
    ]


def test_pace_starts_after_the_weekend(library: Library) -> None:
    assert days(library, [("wa", "a.example")], dt.date(2026, 11, 21), 5) == [MONDAY]


def test_pace_spreads_one_mail_server_over_the_days(library: Library) -> None:
    letters = [("wa", "one.example")] * 6 + [("wa", f"{n}.example") for n in range(6)]
    found = days(library, letters, MONDAY, 4)
    assert Counter(found[:6]) == dict.fromkeys(sorted(set(found)), 2)


def test_sample_is_the_same_in_every_run_and_order() -> None:
    ids = [f"{code}/department-{n}" for code in ("wa", "or") for n in range(30)]
    found = sampled(ids, 3)
    assert found == sampled(reversed(ids), 3)
    assert Counter(name[:2] for name in found) == {"wa": 3, "or": 3}
    assert sampled(ids[:2], 5) == set(ids[:2])


@pytest.mark.parametrize("text", ["0-per-day", "-1", "ten", "4-per-week", "1.5-per-day", ""])
def test_pace_that_is_none(text: str) -> None:
    with pytest.raises(InputError) as error:
        pace_of(text)
    assert str(error.value) == f"--schedule: {text!r} is not understood\nWrite it like 40-per-day."


def test_pace_and_sample_in_short() -> None:
    assert (pace_of("40").per_day, sample_of("5-PER-STATE")) == (40, 5)
