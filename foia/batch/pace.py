"""Pilots and pace: a few agencies of every state first, so many letters a day, spread over mail servers."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from foia.batch.order import Pace
from foia.deadlines import ONE_DAY, day_off
from foia.errors import InputError
from foia.model import Calendar

_GOLDEN = (5**0.5 - 1) / 2
_PACE = re.compile(r"(\d+)(?:-per-day)?")
_SAMPLE = re.compile(r"(\d+)(?:-per-state)?")


def pace_of(text: str) -> Pace:
    """`40-per-day` as a pace."""
    return Pace(_number(text, _PACE, "--schedule", "40-per-day"))


def sample_of(text: str) -> int:
    """`5-per-state` as a number."""
    return _number(text, _SAMPLE, "--sample", "5-per-state")


def _number(text: str, form: re.Pattern[str], option: str, example: str) -> int:
    found = form.fullmatch(text.strip().lower())
    if not found or int(found[1]) < 1:
        raise InputError(f"{text!r} is not understood", where=option, to_do=f"Write it like {example}.")
    return int(found[1])


def sampled(ids: Iterable[str], each: int) -> set[str]:
    """`each` of the agencies of every state, the same ones in every run and in no order that means anything."""
    states: dict[str, list[str]] = defaultdict(list)
    for name in ids:
        states[name.partition("/")[0]].append(name)
    return {name for names in states.values() for name in sorted(set(names), key=_shuffled)[:each]}


def _shuffled(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def send_dates(
    letters: Sequence[tuple[str, str]], start: dt.date, pace: Pace, calendar: Callable[[str], Calendar]
) -> list[dt.date]:
    """A day for each letter (its jurisdiction and its mail domain or other destination), in the order given.

    No more than the pace on one day, none on a weekend or on a holiday of the letter's jurisdiction, and the letters of
    one domain as far apart as the number of days allows.
    """
    dates: list[dt.date | None] = [None] * len(letters)
    used: Counter[dt.date] = Counter()
    for at in _spread([domain for _, domain in letters]):
        day = start
        while used[day] >= pace.per_day or day_off(day, calendar(letters[at][0])):
            day += ONE_DAY
        dates[at] = day
        used[day] += 1
        while used[start] >= pace.per_day or start.weekday() >= 5:
            start += ONE_DAY
    return [day for day in dates if day is not None]


def _spread(domains: Sequence[str]) -> list[int]:
    """The places in an order in which those of one domain stand evenly apart.

    Domains of a single letter count as one. Each begins at another fraction of its own step (multiples of the golden
    ratio, which never meet), or all domains of two letters would meet at a quarter and at three quarters of the way.
    """
    count = Counter(domains)
    groups = [domain if count[domain] > 1 else "" for domain in domains]
    total, seen = Counter(groups), Counter[str]()
    phases = {group: (0.5 + at * _GOLDEN) % 1 for at, group in enumerate(dict.fromkeys(groups))}
    ranked = []
    for at, group in enumerate(groups):
        ranked.append(((seen[group] + phases[group]) / total[group], at))
        seen[group] += 1
    return [at for _, at in sorted(ranked)]
