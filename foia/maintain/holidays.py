"""Builds agencies/<state>/holidays.csv from agencies/holiday-rules.toml: `python -m foia.maintain.holidays [--check]`.

A rule says when a holiday falls and which section makes it one; the csv has one line per day it is observed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from foia.errors import DataError, FoiaError
from foia.library.places import data_root
from foia.library.toml import line_of, read_record
from foia.model import Holiday
from foia.model.base import Quality, Record
from foia.writing import csv_text

Weekend: TypeAlias = Literal[
    "stands", "sunday to monday", "saturday to friday, sunday to monday", "saturday or sunday to monday"
]

RULES = "holiday-rules.toml"
HEADER = ("date", "name", "source")

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_OFFSET = re.compile(r"(?P<base>.+?)(?: (?P<sign>[+-]) (?P<days>\d+) days?)?")
_NTH = re.compile(rf"({'|'.join(_ORDINALS)}) ({'|'.join(_WEEKDAYS)}) of ({'|'.join(_MONTHS)})")
_FIXED = re.compile(r"(\d\d)-(\d\d)")
_SPAN = re.compile(r"(\d{4})?-(\d{4})?|(\d{4})")
_SATURDAY, _SUNDAY = 5, 6
_WAY_OUT = "Write 01-01, third monday of january, last monday of may or easter, then + 1 day or - 2 days if need be."


class Rule(Record, frozen=True, kw_only=True):
    """One holiday: its name and section, when it falls, in which years, and where a weekend moves it."""

    name: str
    when: str
    """`01-01`, `third monday of january`, `last monday of may`, `easter`; any of them with `+ 1 day`, `- 2 days`."""
    source: str
    weekend: Weekend | None = None
    """None: as the jurisdiction has it."""
    weekend_source: str | None = None
    years: str = ""
    """"" for every year, `even`, `odd`, `2027`, `2027-`, `-2030`, `2027-2030`, or several of them with commas."""
    quality: Quality | None = None
    note: str = ""


class Jurisdiction(Record, frozen=True, kw_only=True):
    """The holidays of one jurisdiction, what was read for them, and what was left out and why."""

    name: str
    weekend: Weekend
    weekend_source: str = ""
    quality: Quality
    verified: dt.date
    read: str
    note: str = ""
    holidays: tuple[Rule, ...]


class Rules(Record, frozen=True, kw_only=True):
    """The whole rules file; the tables hold every day from `first_year` to `last_year`, whole years."""

    first_year: int
    last_year: int
    jurisdictions: dict[str, Jurisdiction]


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus of 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    skipped = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + skipped + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth weekday (Monday is 0) of a month, counted from its end where nth is negative; ValueError if none."""
    days = [dt.date(year, month, 1) + dt.timedelta(days=n) for n in range(31)]
    fitting = [day for day in days if day.month == month and day.weekday() == weekday]
    try:
        return fitting[nth - 1 if nth > 0 else nth]
    except IndexError as error:
        raise ValueError(f"{year}-{month:02} has no such day") from error


def falls(when: str, year: int) -> dt.date:
    """The day a rule names in that year; ValueError where the words are not understood."""
    parts = _OFFSET.fullmatch(when)
    if parts is None:
        raise ValueError(f"{when!r} is not a day")
    offset = int(f"{parts['sign'] or '+'}{parts['days'] or 0}")
    return _base_day(parts["base"], year) + dt.timedelta(days=offset)


def _base_day(base: str, year: int) -> dt.date:
    if base == "easter":
        return easter(year)
    if fixed := _FIXED.fullmatch(base):
        return dt.date(year, int(fixed[1]), int(fixed[2]))
    if nth := _NTH.fullmatch(base):
        return nth_weekday(year, _MONTHS.index(nth[3]) + 1, _WEEKDAYS.index(nth[2]), _ORDINALS[nth[1]])
    raise ValueError(f"{base!r} is not a day")


def in_year(years: str, year: int) -> bool:
    """True if a rule for `years` holds in that year; ValueError where the words are not understood."""
    held = [_holds(span, year) for span in years.split(", ")]  # all of them, so that a wrong one is found in any year
    return any(held)


def _holds(span: str, year: int) -> bool:
    if span in ("even", "odd"):
        return (span == "even") == (year % 2 == 0)
    if not span:
        return True
    years = _SPAN.fullmatch(span)
    if years is None:
        raise ValueError(f"{span!r} are not years")
    if years[3]:
        return year == int(years[3])
    return int(years[1] or 0) <= year <= int(years[2] or 9999)


def observed(day: dt.date, weekend: Weekend) -> dt.date:
    """The day on which a holiday that falls on `day` is kept."""
    if day.weekday() == _SUNDAY and weekend != "stands":
        return day + dt.timedelta(days=1)
    if day.weekday() == _SATURDAY and weekend == "saturday to friday, sunday to monday":
        return day - dt.timedelta(days=1)
    if day.weekday() == _SATURDAY and weekend == "saturday or sunday to monday":
        return day + dt.timedelta(days=2)
    return day


def _kept(rule: Rule, place: Jurisdiction, year: int) -> Holiday:
    day = falls(rule.when, year)
    kept = observed(day, rule.weekend or place.weekend)
    if kept == day:
        return Holiday(date=day, name=rule.name, source=rule.source)
    moved_by = place.weekend_source if rule.weekend_source is None else rule.weekend_source
    source = "; ".join(filter(None, (rule.source, moved_by)))
    return Holiday(date=kept, name=f"{rule.name} (observed)", source=source)


def _all_kept(place: Jurisdiction, first_year: int, last_year: int) -> Iterator[Holiday]:
    # one year more at each end: a New Year's Day on a Saturday is kept in the year before
    for year in range(first_year - 1, last_year + 2):
        for rule in place.holidays:
            if in_year(rule.years, year):
                yield _kept(rule, place, year)


def holidays_of(place: Jurisdiction, first_year: int, last_year: int) -> tuple[Holiday, ...]:
    """Every day off in those years, one per day, in order; two holidays on one day share its line."""
    by_day: dict[dt.date, list[Holiday]] = {}
    for holiday in _all_kept(place, first_year, last_year):
        if first_year <= holiday.date.year <= last_year:
            by_day.setdefault(holiday.date, []).append(holiday)
    return tuple(_joined(by_day[day]) for day in sorted(by_day))


def _joined(same_day: list[Holiday]) -> Holiday:
    names = dict.fromkeys(holiday.name for holiday in same_day)
    sources = dict.fromkeys(part for holiday in same_day for part in holiday.source.split("; "))
    return Holiday(date=same_day[0].date, name="; ".join(names), source="; ".join(sources))


def as_csv(days: Sequence[Holiday]) -> str:
    """The table as it stands in holidays.csv."""
    return csv_text([HEADER, *((day.date.isoformat(), day.name, day.source) for day in days)])


def read_rules(agencies: Path) -> Rules:
    """The rules file, each rule tried in every year; DataError with path:line where it is wrong."""
    path = agencies / RULES
    rules = read_record(path, Rules)
    for code, place in rules.jurisdictions.items():
        for index, rule in enumerate(place.holidays):
            try:
                _try_rule(rule, rules)
            except ValueError as error:
                line = line_of(path, ("jurisdictions", code, "holidays", index))
                raise DataError(f"{code}, {rule.name}: {error}", where=f"{path}:{line}", to_do=_WAY_OUT) from error
    return rules


def _try_rule(rule: Rule, rules: Rules) -> None:
    for year in range(rules.first_year - 1, rules.last_year + 2):
        if in_year(rule.years, year):
            falls(rule.when, year)


def tables(agencies: Path) -> dict[Path, str]:
    """Path and text of the holidays.csv of every jurisdiction that has a folder; rules without one wait for it."""
    rules = read_rules(agencies)
    return {
        agencies / code / "holidays.csv": as_csv(holidays_of(place, rules.first_year, rules.last_year))
        for code, place in sorted(rules.jurisdictions.items())
        if (agencies / code).is_dir()
    }


def outdated(agencies: Path) -> list[Path]:
    """The tables that are missing or differ from what the rules give."""
    return _differing(tables(agencies))


def _differing(wanted: dict[Path, str]) -> list[Path]:
    return [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]


def rewrite(agencies: Path) -> list[Path]:
    """Writes the outdated tables and says which they were."""
    wanted = tables(agencies)
    changed = _differing(wanted)
    for path in changed:
        path.write_text(wanted[path], encoding="utf-8", newline="\n")
    return changed


def main(arguments: Sequence[str] | None = None) -> int:
    """Rewrites the tables, or with --check only names those that differ; 1 if any does, 2 if the rules are wrong."""
    parser = argparse.ArgumentParser(prog="python -m foia.maintain.holidays", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a table differs from the rules")
    parser.add_argument("--agencies", type=Path, default=data_root() / "agencies", help="the folder of the tables")
    chosen = parser.parse_args(arguments)
    try:
        changed = outdated(chosen.agencies) if chosen.check else rewrite(chosen.agencies)
    except FoiaError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    for path in changed:
        print(f"{path}: {'differs from the rules' if chosen.check else 'written'}")
    return 1 if chosen.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
