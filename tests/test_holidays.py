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
STATE_FRIDAY = "state offices close on the Friday after Thanksgiving; the library leaves it out"
OFFICES_OPEN = "a legal holiday of the section on which offices are open; the library has the days of state employees"
ELECTION = "the section makes the day of a general election a holiday; the library leaves it out"
AT_CHRISTMAS = "the Governor names the day; December 24 and 26 are both in the table, the library has one of them"
COLUMBUS = "the second Monday in October is in the section; the library leaves it out"
DAYS_OFF = "a Saturday or Sunday eve is no day off in the section; the library moves it to the day before"
ANTHONY = "February 15 is not in the section (Cal. Gov. Code § 6700(a); N.Y. Gen. Constr. Law § 24)"

# Weekdays that only our table has: jurisdiction, name, reason.
ONLY_HERE: dict[str, dict[str, str]] = {
    "ar": {"Christmas Eve": "Ark. Code § 1-5-101(a)(9)"},
    "az": {"Constitution Commemoration Day": f"A.R.S. § 1-301(A): {OFFICES_OPEN}"},
    "co": {"Friday after Thanksgiving (Governor's holiday)": f"given by the Governor in most years: {STATE_FRIDAY}"},
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
    "ga": {
        "Washington's Birthday": "a federal holiday, O.C.G.A. § 1-4-1(a)(1); the library has the day on which offices close",
        "Washington's Birthday (kept at Christmas, day before)": AT_CHRISTMAS,
        "Washington's Birthday (kept at Christmas, day after)": AT_CHRISTMAS,
    },
    "hi": {"Good Friday": "Haw. Rev. Stat. § 8-1"},
    "in": {
        "Abraham Lincoln's Birthday": "IC 1-1-9-1; the library has the Friday after Thanksgiving, on which it is kept",
        "George Washington's Birthday": "IC 1-1-9-1; the library has the day at Christmas on which it is kept",
        "Washington's Birthday (kept at Christmas, day before)": AT_CHRISTMAS,
        "Washington's Birthday (kept at Christmas, day after)": AT_CHRISTMAS,
    },
    "ks": {
        "Columbus Day": f"K.S.A. 35-107(a): {COLUMBUS}",
        "Friday after Thanksgiving (the Governor's designation)": f"K.A.R. 1-9-2(b)(1): {STATE_FRIDAY}",
    },
    "ky": {
        "Robert E. Lee Day": f"KRS 2.110(1): {OFFICES_OPEN}",
        "Franklin D. Roosevelt Day": f"KRS 2.110(1): {OFFICES_OPEN}",
        "Lincoln's Birthday": f"KRS 2.110(1): {OFFICES_OPEN}",
        "Confederate Memorial Day, and Jefferson Davis Day": f"KRS 2.110(1): {OFFICES_OPEN}",
        "Columbus Day": f"KRS 2.110(1): {COLUMBUS}",
        "Presidential election day": "KRS 2.190",
        "Thanksgiving, extra day": f"KRS 18A.190(1): {STATE_FRIDAY}",
        "Christmas, extra day": "KRS 18A.190(1) gives a day more at Christmas; the library has that of New Year only",
    },
    "la": {
        "Battle of New Orleans": f"La. R.S. 1:55(A)(1): {OFFICES_OPEN}",
        "Huey P. Long Day": f"La. R.S. 1:55(A)(1): {OFFICES_OPEN}",
        "Christopher Columbus Day": f"La. R.S. 1:55(A)(1): {COLUMBUS}",
        "All Saints' Day": "La. R.S. 1:55(A)(1); the library leaves it out",
        "Friday after Thanksgiving (Acadian Day)": "La. R.S. 1:55(E)(1)(a)(i): clerks of court close",
        "Christmas Eve Day": "La. R.S. 1:55(E)(1)(a)(i): clerks of court close",
        "New Year's Eve Day": "La. R.S. 1:55(E)(1)(a)(i): clerks of court close",
    },
    "md": {
        "Lincoln's birthday": f"Gen. Prov. § 1-111(a): {OFFICES_OPEN}",
        "Maryland Day": f"Gen. Prov. § 1-111(a): {OFFICES_OPEN}",
        "Good Friday": f"Gen. Prov. § 1-111(a): {OFFICES_OPEN}",
        "Defenders' Day": f"Gen. Prov. § 1-111(a): {OFFICES_OPEN}",
        "Statewide general election day": f"Gen. Prov. § 1-111(a): {ELECTION}",
    },
    "me": {"Thanksgiving Friday": STATE_FRIDAY},
    "mi": {
        "Lincoln's Birthday": f"MCL 435.101(1)(c): {OFFICES_OPEN}",
        "Columbus Day": f"MCL 435.101(1)(i): {COLUMBUS}",
    },
    "mn": {
        "Indigenous Peoples Day": f"Minn. Stat. § 645.44, subd. 5: {COLUMBUS}",
        "Friday after Thanksgiving": f"Minn. Stat. § 645.44, subd. 5: {STATE_FRIDAY}",
    },
    "nc": dict.fromkeys(
        (
            *("Robert E. Lee's Birthday", "Greek Independence Day", "Confederate Memorial Day", "First Responders Day"),
            *("Anniversary of signing of Halifax Resolves", "Columbus Day", "Yom Kippur", "General election day"),
            "Anniversary of Mecklenburg Declaration of Independence",
        ),
        f"N.C. Gen. Stat. § 103-4(a): {OFFICES_OPEN}",
    )
    | {"Christmas (one of three days)": "N.C. Gen. Stat. § 126-4(5); a Christmas on Monday is kept until Wednesday"},
    "nd": {"Good Friday": "N.D.C.C. § 1-03-01"},
    "ne": {"Day after Thanksgiving": "Neb. Rev. Stat. § 62-301(1)"},
    "nh": {"Columbus Day": f"N.H. RSA 288:1: {COLUMBUS}"},
    "nj": {
        "General election day": "every November, N.J.S.A. 36:1-1; the library has even years only",
        "Juneteenth Day": "the third Friday in June: N.J.S.A. 11A:6-24.1(a)(6)",
    },
    "ok": dict.fromkeys(
        ("Day before Christmas", "Second day before Christmas", "Day after Christmas", "Second day after Christmas"),
        "25 O.S. § 82.1(A): one or two days more at Christmas, as the Governor's order says",
    ),
    "or": {"Day after Thanksgiving": STATE_FRIDAY},
    "ri": dict.fromkeys(
        (
            *("New Year's Day (observed)", "Juneteenth National Freedom Day (observed)", "Independence Day (observed)"),
            *("Veterans' Day (observed)", "Christmas Day (observed)"),
        ),
        "R.I. Gen. Laws § 25-1-1 moves it from Saturday to Monday; the library moves it to Friday",
    )
    | {
        "Rhode Island Independence Day": f"R.I. Gen. Laws § 25-1-1: {OFFICES_OPEN}",
        "Election day": f"R.I. Gen. Laws § 25-1-1: {ELECTION}",
    },
    "tn": {
        "Presidential preference primary": "Tenn. Code §§ 15-1-101 and 2-13-205",
        "Regular August election": "Tenn. Code §§ 15-1-101 and 2-1-104",
        "Regular November election": "Tenn. Code §§ 15-1-101 and 2-1-104",
        "Columbus Day": f"Tenn. Code § 15-1-101: {COLUMBUS}",
        "Friday after Thanksgiving Day (in place of Columbus Day)": "Tenn. Code § 4-4-105(c)",
    },
    "ut": {
        "Good Friday": "Utah Code § 63G-1-301(1), added in 2026",
        "Juneteenth National Freedom Day": "a Monday: Utah Code § 63G-1-301(2)(c) and (d)",
    },
    "vt": {"Indigenous Peoples' Day": f"1 V.S.A. § 371(a): {COLUMBUS}"},
    "wi": {
        "Partisan primary": "Wis. Stat. § 995.20",
        "General election day": f"Wis. Stat. § 995.20: {ELECTION}",
        "Second Monday in October": f"Wis. Stat. § 995.20: {COLUMBUS}",
    },
    "wv": {"Primary election day": "W. Va. Code §§ 2-2-1(a)(13) and 3-5-1"},
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
    "ak": {"Indigenous Peoples' Day": "not in AS 44.12.010(a)"},
    "ar": JUNETEENTH,
    "az": JUNETEENTH,
    "co": {"Cesar Chavez Day": "taken in place of another holiday by request; not in C.R.S. § 24-11-101"},
    "hi": JUNETEENTH,
    "in": JUNETEENTH
    | {
        "Primary Election Day": "in odd years only before city elections, which 2029 and 2033 do not have",
        "Election Day": "in odd years only city elections, which 2029 and 2033 do not have",
    },
    "ks": {"Christmas Eve": "not in K.S.A. 35-107; the Governor's day at Christmas differs from year to year"},
    "ky": {"New Year's Eve (observed)": DAYS_OFF},
    "la": {"Veterans Day (observed)": "only New Year's Day, Independence Day and Christmas move: La. R.S. 1:55"},
    "md": {"Inauguration Day": "5 U.S.C. § 6103(c), for federal employees near the capital; not in Gen. Prov. § 1-111"},
    "mi": NO_SATURDAY
    | {
        "Juneteenth National Independence Day (observed)": STANDS_BY_STATUTE,
        "Christmas Eve (observed)": DAYS_OFF,
        "New Year's Eve (observed)": DAYS_OFF,
    },
    "mt": JUNETEENTH,
    "nc": JUNETEENTH
    | {
        "Christmas Eve (observed)": "a Christmas on Monday is kept until Wednesday; the library has the Friday before",
        "Day After Christmas (observed)": "a Christmas on Saturday or Sunday, as above",
    },
    "nd": JUNETEENTH,
    "nh": JUNETEENTH | NO_SATURDAY,
    "nj": {
        "Juneteenth National Independence Day": "the third Friday in June: N.J.S.A. 11A:6-24.1(a)(6)",
        "Juneteenth National Independence Day (observed)": "the third Friday in June: N.J.S.A. 11A:6-24.1(a)(6)",
    },
    "ok": JUNETEENTH,
    "ri": NO_SATURDAY
    | {"Juneteenth National Independence Day (observed)": "moved from Saturday to Monday: R.I. Gen. Laws § 25-1-1"},
    "ut": {
        "Juneteenth National Independence Day": "a Monday: Utah Code § 63G-1-301(2)(c) and (d)",
        "Juneteenth National Independence Day (observed)": "a Monday: Utah Code § 63G-1-301(2)(c) and (d)",
    },
    "wi": NO_SATURDAY
    | {
        "Juneteenth National Independence Day (observed)": STANDS_BY_STATUTE,
        "Susan B. Anthony Day": "February 15 is not in Wis. Stat. § 995.20",
        "Christmas Eve (observed)": DAYS_OFF,
        "New Year's Eve (observed)": DAYS_OFF,
    },
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
    if code == "gb":  # section 10(6) FOIA: a bank holiday in any part of the United Kingdom
        parts = [holidays.country_holidays("GB", subdiv=one, years=YEARS) for one in ("ENG", "WLS", "SCT", "NIR")]
        return {day: name for part in parts for day, name in part.items() if day.year in YEARS}
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


def test_years_not_understood_are_refused() -> None:
    with pytest.raises(ValueError, match="'leap' are not years"):
        built.in_year("2027, leap", 2027)


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
        ("saturday or sunday to monday", "2033-12-26", "2033-12-26"),
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
    [
        ("", [2026, 2027, 2028]),
        ("even", [2026, 2028]),
        ("odd", [2027]),
        ("2027-", [2027, 2028]),
        ("-2026", [2026]),
        ("2027", [2027]),
        ("odd, 2028", [2027, 2028]),
    ],
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
