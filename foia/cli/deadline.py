"""`foia deadline`: every date the law fixes for a request, and how each was counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from foia.cli.say import LOCAL_CLOSURES, note, say, say_json, says
from foia.cli.typed import date_of, one_of
from foia.deadlines import Case, Counted, Due, all_dues, appeal_by
from foia.english import long_day, unit_name
from foia.errors import InputError
from foia.library.laws import jurisdiction_id, read_calendar, read_law
from foia.library.places import open_library
from foia.library.toml import guess
from foia.model import CHANNELS, ROLES, Appeal, Duty, Law, RequesterDuty, Style


def run(
    state: str | None, days: dict[str, str | None], about: dict[str, str | None], data: Path | None, *, as_json: bool
) -> None:
    """Print each duty of the agency, the roads of appeal and the requester's own clocks, one line per branch."""
    if not state or not days["received"]:
        raise InputError(
            "a state and the day of receipt are wanted", to_do="Example: foia deadline TX --received 2026-11-20"
        )
    library = open_library(data)
    code = jurisdiction_id(library, state)
    law, calendar = read_law(library, code), read_calendar(library, code)
    case = _case(law, code, days, about)
    dues = all_dues(law, case, calendar)
    appeals = [(one, appeal_by(one, case, law, calendar)) for one in law.appeals]
    if as_json:
        first = due_json(dues[0], law.style)
        dates = [due_json(one, law.style) for one in dues]
        roads = [_appeal_json(*one, law.style) for one in appeals]
        own = [_own_json(one) for one in law.requester_duties]
        top = {"jurisdiction": code.upper(), "received": case.received, **first}
        say_json({**top, "dates": dates, "appeals": roads, "requester": own})
        return
    _print(law, dues, appeals)


def _case(law: Law, code: str, days: dict[str, str | None], about: dict[str, str | None]) -> Case:
    dates = {name: date_of(f"--{name}", text) for name, text in days.items()}
    received = dates.pop("received")
    assert received is not None  # `run` has seen to that
    return Case(
        received=received,
        ground=_ground(law, code, about["ground"]),
        role=one_of("--role", about["role"], ROLES),
        kind=about["kind"] or None,
        sent_by=one_of("--sent-by", about["sent_by"], CHANNELS),
        **dates,
    )


def _ground(law: Law, code: str, typed: str | None) -> str | None:
    if not typed:
        return None
    name = typed.lower().removeprefix(f"{code}:")
    known = [one.id for one in law.who.grounds]
    if name not in known:
        listed = ", ".join(f"{code}:{one}" for one in known) or "none; the act is open to anyone"
        raise InputError(f"no ground {typed!r}{guess(name, known)}", where="--ground", to_do=f"Grounds here: {listed}.")
    return name


def _print(law: Law, dues: tuple[Due, ...], appeals: list[tuple[Appeal, Counted | None]]) -> None:
    for one in dues:
        say(told(one, law.style))
    for appeal, by in appeals:
        say(_appeal_told(appeal, by, law.style))
    for duty in law.requester_duties:
        say(f"yours: {_own_told(duty, law.style)}")
    if law.counting.local_closures:
        note(law.counting.local_closures)
    if law.counting.own_days_off:
        note(LOCAL_CLOSURES)


def _branch(duty: Duty) -> str:
    kinds = [f"by {' or '.join(duty.kinds)} agencies"] if duty.kinds else []
    ways = [f"sent by {' or '.join(duty.channels)}"] if duty.channels else []
    return ", ".join([*duty.grounds, *duty.roles, *kinds, *ways, *([duty.when] if duty.when else [])])


def _number(days: int, unit: str, style: Style) -> str:
    return f"{days} {unit_name(unit, days, style.business_day)}"


def told(one: Due, style: Style) -> str:
    """One duty in one line: what, by when, under which section, how counted."""
    duty, branch = one.duty, _branch(one.duty)
    head = f"{duty.duty}{f' ({branch})' if branch else ''}"
    doubt = "" if duty.printable(one.received) else " [not checked, so no letter claims it]"
    if one.counted:
        by = long_day(one.counted.due, day_first=style.day_first)
        extended = long_day(one.extended.due, day_first=style.day_first) if one.extended else ""
        later = f" With the extension: {extended}." if extended else ""
        what = f"{duty.section}: {duty.gist}" if duty.gist else duty.section
        return f"{head}: by {by} ({what}); {one.counted.explained(style)}{later}{doubt}"
    if duty.days is not None and duty.unit != "words":
        return f"{head}: {_number(duty.days, duty.unit, style)} from the {duty.counts_from} ({duty.section}){doubt}"
    return f"{head}: no date; {duty.section}: {says(duty)}{doubt}"


def due_json(one: Due, style: Style) -> dict[str, Any]:
    """One duty as the JSON shows it; `due` is null where the law gives words, or the start is not known."""
    duty, counted = one.duty, one.counted
    return {
        "duty": duty.duty,
        "due": one.date,
        "words": duty.words or duty.gist,
        "section": duty.section,
        "counted": counted.explained(style) if counted else None,
        "skipped": [{"date": day, "why": why} for day, why in counted.skipped] if counted else [],
        "extended": one.extended.due if one.extended else None,
        "checked": duty.printable(one.received),
        "branch": _branch(duty),
        "days": duty.days,
        "unit": duty.unit,
        "counts_from": duty.counts_from,
    }


def _appeal_told(appeal: Appeal, by: Counted | None, style: Style) -> str:
    head = f"appeal ({appeal.about}): to {appeal.to}"
    if by:
        due = long_day(by.due, day_first=style.day_first)
        return f"{head} by {due} ({appeal.section}); {by.explained(style)}"
    if appeal.days is not None and appeal.unit != "words":
        return (
            f"{head} within {_number(appeal.days, appeal.unit, style)} of the {appeal.counts_from} ({appeal.section})"
        )
    return f"{head}; no number of days{f' ({appeal.section})' if appeal.section else ''}"


def _appeal_json(appeal: Appeal, by: Counted | None, style: Style) -> dict[str, Any]:
    named = {key: getattr(appeal, key) for key in ("about", "to", "days", "unit", "counts_from", "section")}
    return {**named, "due": by.due if by else None, "counted": by.explained(style) if by else None}


def _own_told(duty: RequesterDuty, style: Style) -> str:
    within = f"within {_number(duty.days, duty.unit, style)}" if duty.days is not None else "with no number of days"
    return f"{duty.event}: {within} ({duty.section}); else {duty.lost}."


def _own_json(duty: RequesterDuty) -> dict[str, Any]:
    return {key: getattr(duty, key) for key in ("event", "days", "unit", "lost", "section")}
