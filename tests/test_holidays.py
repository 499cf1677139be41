"""The holiday tables: they equal their rules, and every difference from the `holidays` library has a reason."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from foia.errors import DataError
from foia.library.laws import read_calendar
from foia.library.places import Library, data_root
from foia.maintain import holidays as built

AGENCIES = data_root() / "agencies"
RULES = built.read_rules(AGENCIES)
CODES = sorted(RULES.jurisdictions)
WITH_TABLE = [code for code in CODES if (AGENCIES / code).is_dir()]
YEARS = range(RULES.first_year, RULES.last_year + 1)

NOT_IN_683_01 = "Fla. Stat. § 683.01 names it; the library has the paid holidays of § 110.117 only"
STANDS_NY = "N.Y. Gen. Constr. Law § 24 moves a holiday from Sunday only; the library moves it from Saturday too"
STANDS_IL = "no rule for Saturday was read in 205 ILCS 630/17 or 5 ILCS 490; the library moves it to Friday"
STANDS_TX = (
    "Tex. Gov't Code § 662.003 includes only the days listed; a Friday or Monday in place of a weekend day is no business "
    "day of a body that observes it (§ 552.0031(e)), so it depends on the body"
)
STANDS_BY_STATUTE = "the section moves a holiday from Sunday only; the library moves it from Saturday too"
NO_JUNETEENTH = "June 19 is not in the section; the library carries the federal holiday into every state"
JUNETEENTH = {
    "Juneteenth National Independence Day": NO_JUNETEENTH,
    "Juneteenth National Independence Day (observed)": NO_JUNETEENTH,
}
NO_SATURDAY = {
    "New Year's Day (observed)": STANDS_BY_STATUTE,
    "Independence Day (observed)": STANDS_BY_STATUTE,
    "Veterans Day (observed)": STANDS_BY_STATUTE,
    "Christmas Day (observed)": STANDS_BY_STATUTE,
}
ANTHONY = "February 15 is not in the section (Cal. Gov. Code § 6700(a); N.Y. Gen. Constr. Law § 24)"

# Weekdays that only our table has: jurisdiction, name, reason.
ONLY_HERE: dict[str, dict[str, str]] = {
    "ca": {
        "Lincoln Day": "Cal. Gov. Code § 6700(a) and Code Civ. Proc. § 135; the library leaves it out",
        "Native American Day": "Cal. Gov. Code § 6700(a), a judicial holiday since Stats. 2021, ch. 283",
        "Farmworkers Day (formerly Cesar Chavez Day) (observed)": "a judicial holiday on a weekend moves: rule 1.11",
    },
    "fl": {
        "Birthday of Martin Luther King, Jr.": "January 15, § 683.01(1)(c), beside the third Monday of § 110.117(1)(b)",
        "Birthday of Robert E. Lee": NOT_IN_683_01,
        "Lincoln's Birthday": NOT_IN_683_01,
        "Susan B. Anthony's Birthday": NOT_IN_683_01,
        "Washington's Birthday": NOT_IN_683_01,
        "Tuskegee Airmen Commemoration Day": NOT_IN_683_01,
        "Good Friday": NOT_IN_683_01,
        "Pascua Florida Day": NOT_IN_683_01,
        "Confederate Memorial Day": NOT_IN_683_01,
        "Birthday of Jefferson Davis": NOT_IN_683_01,
        "Flag Day": NOT_IN_683_01,
        "Columbus Day and Farmers' Day": NOT_IN_683_01,
        "General Election Day": NOT_IN_683_01,
    },
    "hi": {"Good Friday": "Haw. Rev. Stat. § 8-1"},
    "ia": {"Friday after Thanksgiving": "Iowa Code § 1C.2(1)(h), a day off of state employees"},
    "il": {"Good Friday": "205 ILCS 630/17(a)"},
    "mo": {"Lincoln's Birthday": "Mo. Rev. Stat. § 9.010: the twelfth day of February"},
    "nm": {"Washington's and Lincoln's birthday, President's day": "third Monday in February: N.M. Stat. § 12-5-2(C)"},
    "pa": {
        "Good Friday": "44 P.S. § 11 by two digests",
        "Flag Day": "44 P.S. § 11 by two digests",
        "Election Day": "44 P.S. § 11 by two digests",
    },
    "sc": {
        "Confederate Memorial Day": "the tenth day of May: S.C. Code § 53-5-10",
        "Day after National Thanksgiving Day": "S.C. Code § 53-5-10",
        "Twenty-fourth day of December": "S.C. Code § 53-5-10",
        "Twenty-sixth day of December": "S.C. Code § 53-5-10",
    },
}

# Weekdays that only the library has.
ONLY_LIBRARY: dict[str, dict[str, str]] = {
    "ca": {
        "Susan B. Anthony Day": ANTHONY,
        "Diwali": "Stats. 2025, ch. 358 excepts it from the judicial holidays, which alone extend a time (§ 12a)",
    },
    "fl": {
        "Juneteenth National Independence Day": "§ 683.21 makes June 19 an observance; it is not in §§ 683.01 or 110.117",
        "Juneteenth National Independence Day (observed)": "§ 683.21, as above",
        "Susan B. Anthony Day": "February 15 is in the table under the statute's name; a Sunday moves to Monday",
    },
    "hi": JUNETEENTH,
    "ia": JUNETEENTH
    | {"Lincoln's Birthday (observed)": "§ 4.1(34) moves it from Sunday only; § 1C.2(3) does not name it"},
    "il": {
        "Juneteenth National Independence Day (observed)": "5 ILCS 490/63: neither the Friday nor the Monday is a holiday",
        "New Year's Day (observed)": STANDS_IL,
        "Lincoln's Birthday (observed)": STANDS_IL,
        "Independence Day (observed)": STANDS_IL,
        "Veterans Day (observed)": STANDS_IL,
        "Christmas Day (observed)": STANDS_IL,
    },
    "mo": NO_SATURDAY
    | {
        "Truman Day (observed)": STANDS_BY_STATUTE,
        "Juneteenth National Independence Day (observed)": STANDS_BY_STATUTE,
    },
    "ms": JUNETEENTH | NO_SATURDAY,
    "nm": JUNETEENTH
    | NO_SATURDAY
    | {
        "Presidents' Day": "state offices keep it after Thanksgiving; N.M. Stat. § 12-5-2(C) says the third Monday in February"
    },
    "ny": {
        "Susan B. Anthony Day": ANTHONY,
        "New Year's Day (observed)": STANDS_NY,
        "Lincoln's Birthday (observed)": STANDS_NY,
        "Juneteenth National Independence Day (observed)": STANDS_NY,
        "Independence Day (observed)": STANDS_NY,
        "Veterans Day (observed)": STANDS_NY,
        "Christmas Day (observed)": STANDS_NY,
    },
    "sc": JUNETEENTH
    | {"Confederate Memorial Day": "the library has a Monday of April; S.C. Code § 53-5-10 says May 10"},
    "tx": {
        "Good Friday": "an optional holiday, § 662.003(c): no business day only where the officer observes it (§ 552.0031(c))",
        "Cesar Chavez Day": "§ 662.013 lets an agency give it in place of another holiday; it is not in § 662.003(a) or (b)",
        "New Year's Day (observed)": STANDS_TX,
        "Juneteenth National Independence Day (observed)": STANDS_TX,
        "Independence Day (observed)": STANDS_TX,
        "Veterans Day (observed)": STANDS_TX,
        "Christmas Eve (observed)": STANDS_TX,
        "Christmas Day (observed)": STANDS_TX,
    },
    "va": {
        "Inauguration Day": "5 U.S.C. § 6103(c), for federal employees near the capital; not in Va. Code § 2.2-3300"
    },
    "wy": JUNETEENTH | NO_SATURDAY,
}


def table(code: str) -> dict[dt.date, str]:
    with (AGENCIES / code / "holidays.csv").open(encoding="utf-8", newline="") as file:
        return {dt.date.fromisoformat(row["date"]): row["name"] for row in csv.DictReader(file)}


def by_the_rules(code: str) -> dict[dt.date, str]:
    days = built.holidays_of(RULES.jurisdictions[code], RULES.first_year, RULES.last_year)
    return {day.date: day.name for day in days}


def of_the_library(code: str) -> dict[dt.date, str]:
    holidays = pytest.importorskip("holidays")
    days = holidays.country_holidays("US", subdiv=None if code == "us" else code.upper(), years=YEARS)
    return {day: name for day, name in days.items() if day.year in YEARS}


def unexplained(days: dict[dt.date, str], others: dict[dt.date, str], reasons: dict[str, str]) -> list[str]:
    """The weekdays of `days` that `others` has not, unless each of the day's names has a reason."""
    lone = [day for day in sorted(days) if day not in others and day.weekday() < 5]
    return [f"{day} {days[day]}" for day in lone if not explained(days[day], reasons)]


def explained(names: str, reasons: dict[str, str]) -> bool:
    return all(name in reasons or name.removesuffix(" (observed)") in reasons for name in names.split("; "))


def test_tables_equal_their_rules() -> None:
    assert built.outdated(AGENCIES) == [], "run: python -m foia.maintain.holidays"


@pytest.mark.parametrize("code", WITH_TABLE)
def test_table_sorted_one_line_per_day_and_every_year_there(code: str) -> None:
    lines = (AGENCIES / code / "holidays.csv").read_text(encoding="utf-8").splitlines()
    days = [line[:10] for line in lines[1:]]
    assert lines[0] == "date,name,source"
    assert days == sorted(set(days))
    assert {int(day[:4]) for day in days} == set(YEARS)


@pytest.mark.parametrize("code", WITH_TABLE)
def test_table_read_by_the_library_covers_whole_years(code: str) -> None:
    calendar = read_calendar(Library(AGENCIES.parent), code)
    assert (calendar.first, calendar.last) == (dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 12, 31))
    assert calendar.holidays == table(code)


@pytest.mark.parametrize("code", CODES)
def test_table_days_the_holidays_library_lacks_have_a_reason(code: str) -> None:
    assert unexplained(by_the_rules(code), of_the_library(code), ONLY_HERE.get(code, {})) == []


@pytest.mark.parametrize("code", CODES)
def test_table_lacks_no_day_of_the_holidays_library_without_a_reason(code: str) -> None:
    assert unexplained(of_the_library(code), by_the_rules(code), ONLY_LIBRARY.get(code, {})) == []


@pytest.mark.parametrize("code", CODES)
def test_rules_name_a_source_for_every_holiday(code: str) -> None:
    place = RULES.jurisdictions[code]
    assert [rule.name for rule in place.holidays if not rule.source.strip()] == []


@pytest.mark.parametrize(
    ("when", "year", "day"),
    [
        ("02-12", 2027, "2027-02-12"),
        ("third monday of january", 2027, "2027-01-18"),
        ("last monday of may", 2027, "2027-05-31"),
        ("fourth thursday of november + 1 day", 2027, "2027-11-26"),
        ("first monday of november + 1 day", 2027, "2027-11-02"),
        ("easter - 2 days", 2027, "2027-03-26"),
        ("easter", 2035, "2035-03-25"),
        ("easter", 2038, "2038-04-25"),
    ],
)
def test_falls_on_the_day_named(when: str, year: int, day: str) -> None:
    assert built.falls(when, year) == dt.date.fromisoformat(day)


@pytest.mark.parametrize("when", ["", "13-01", "some monday of may", "third monday", "fifth monday of february"])
def test_falls_refuses_what_is_no_day(when: str) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        built.falls(when, 2027)


@pytest.mark.parametrize(
    ("weekend", "saturday", "sunday"),
    [
        ("stands", "2033-12-24", "2033-12-25"),
        ("sunday to monday", "2033-12-24", "2033-12-26"),
        ("saturday to friday, sunday to monday", "2033-12-23", "2033-12-26"),
    ],
)
def test_observed_on_a_weekend(weekend: built.Weekend, saturday: str, sunday: str) -> None:
    assert built.observed(dt.date(2033, 12, 24), weekend) == dt.date.fromisoformat(saturday)
    assert built.observed(dt.date(2033, 12, 25), weekend) == dt.date.fromisoformat(sunday)


def test_new_years_day_on_a_saturday_kept_in_the_year_before() -> None:
    assert table("wa")[dt.date(2027, 12, 31)] == "New Year's Day (observed)"
    assert dt.date(2028, 1, 1) not in table("wa")


def test_two_holidays_on_one_day_share_its_line() -> None:
    assert table("tx")[dt.date(2026, 1, 19)] == "Martin Luther King, Jr., Day; Confederate Heroes Day"


@pytest.mark.parametrize(
    ("years", "fitting"),
    [("", [2026, 2027, 2028]), ("even", [2026, 2028]), ("odd", [2027]), ("2027-", [2027, 2028]), ("-2026", [2026])],
)
def test_rule_holds_in_its_years(years: str, fitting: list[int]) -> None:
    assert [year for year in (2026, 2027, 2028) if built.in_year(years, year)] == fitting


def _folder(tmp_path: Path, when: str) -> Path:
    (tmp_path / built.RULES).write_text(
        "first_year = 2026\nlast_year = 2026\n\n[jurisdictions.xx]\n"
        'name = "X"\nweekend = "stands"\nquality = "statute"\nverified = 2026-11-22\nread = "X Code § 1"\n'
        f'holidays = [\n    {{ name = "A Day", when = "{when}", source = "X Code § 1" }},\n]\n',
        encoding="utf-8",
    )
    return tmp_path


def test_rules_with_an_unknown_day_name_the_rule_and_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        built.read_rules(_folder(tmp_path, "third moonday of may"))
    assert "xx, A Day: 'third moonday of may' is not a day" in str(caught.value)
    assert "Write 01-01, third monday of january" in str(caught.value)


def test_check_changes_nothing_and_writing_is_done_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _folder(tmp_path, "05-04")
    assert built.main(["--check", "--agencies", str(folder)]) == 0, "no folder, no table"
    (folder / "xx").mkdir()
    assert built.main(["--check", "--agencies", str(folder)]) == 1
    assert list((folder / "xx").iterdir()) == []
    assert built.main(["--agencies", str(folder)]) == 0
    assert (folder / "xx" / "holidays.csv").read_bytes() == b"date,name,source\n2026-05-04,A Day,X Code \xc2\xa7 1\n"
    capsys.readouterr()
    assert built.main(["--check", "--agencies", str(folder)]) == 0
    assert capsys.readouterr().out == ""
