"""Rules for a law.toml: duties and branches, grounds, addressees, clocks, worked examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from foia.checks.context import Context, Examined
from foia.checks.facts import check_facts, check_sections, place, unique
from foia.checks.problem import Problem
from foia.checks.shape import Placed, TomlFile, examine
from foia.deadlines import Case, due, owed
from foia.errors import FoiaError
from foia.library.laws import read_calendar
from foia.library.toml import guess
from foia.model import (
    ROLES,
    Addressee,
    Appeal,
    Calendar,
    Duty,
    Example,
    Extension,
    Ground,
    Law,
    RequesterDuty,
    RequesterStatement,
    Role,
    Waiver,
    Who,
)

Problems = Iterator[Problem]
FEWEST_EXAMPLES = 3


def check_law(context: Context, path: Path, code: str) -> Examined:
    """Every rule over one jurisdiction's law."""
    toml, found = examine(path, Law, context.dictionary)
    found += check_facts(toml, context.on)
    found += check_sections(toml)
    found += [*_jurisdiction(toml), *_grounds(toml), *_kinds(toml, context), *_clocks(toml), *_leads(toml)]
    found += _examples(toml, context, code)
    return Examined(found, sum(hasattr(one.record, "quality") for one in toml.placed))


def _jurisdiction(toml: TomlFile) -> Problems:
    """A name, since messages say “the law of Texas”."""
    named = toml.tables.get("jurisdiction")
    if isinstance(named, str) and len(named.strip()) < 3:
        to_do = "Write the name as in a sentence: Texas."
        yield toml.problem(("jurisdiction",), f"jurisdiction: {named!r} is not a name", to_do)


def _grounds(toml: TomlFile) -> Problems:
    grounds = list(toml.of(Ground))
    known = [one.record.id for one in grounds]
    yield from (*unique(toml, grounds), *unique(toml, toml.of(RequesterStatement)))
    for one in grounds:
        if not one.record.statement.strip():
            to_do = "Write the sentence the letter prints, in the statute's own words."
            yield toml.problem((*one.keys, "statement"), f"{place(one)}: the statement is empty", to_do)
    for one in toml.of(Who):
        if one.record.who != "anyone" and not one.record.grounds:
            yield toml.problem(one.keys, f'who is "{one.record.who}", but no ground is given', "Add [[who.grounds]].")
        if one.record.who == "restricted" and not one.record.instead:
            to_do = "Say in `instead` what a person without a ground can do."
            yield toml.problem(
                one.keys, 'who is "restricted", but nothing helps those without a ground', to_do, "warning"
            )
    for one in (*toml.of(Duty), *toml.of(Waiver)):
        for name in one.record.grounds:
            if name not in known:
                message = f"{place(one)}: no ground {name!r}{guess(name, known)}"
                yield toml.problem((*one.keys, "grounds"), message, f"Grounds here: {', '.join(known) or 'none'}.")


def _kinds(toml: TomlFile, context: Context) -> Problems:
    """Kinds of agency are known ones, and every kind has an addressee."""
    kinds = (*context.dictionary.choices("AgencyLine", "kind"), "*")
    for one in toml.placed:
        for kind in getattr(one.record, "kinds", ()):
            if kind not in kinds:
                to_do = f"Kinds: {', '.join(kinds)}."
                yield toml.problem((*one.keys, "kinds"), f"{place(one)}: no kind {kind!r}{guess(kind, kinds)}", to_do)
    named = [kind for one in toml.of(Addressee) for kind in one.record.kinds]
    if named and "*" not in named:
        to_do = 'Add [[addressees]] with kinds = ["*"], the office of any other body.'
        yield toml.problem(("addressees", 0), "no addressee is given for the other kinds of agency", to_do)


def _clocks(toml: TomlFile) -> Problems:
    """A number of days has a unit of days; words have no number."""
    yield from unique(toml, toml.of(Duty))
    for one in toml.placed:
        clock = one.record
        if not isinstance(clock, (Duty, Extension, Appeal, RequesterDuty)):
            continue
        if clock.days is None and clock.unit != "words":
            to_do = 'Write the number of days, or unit = "words" where the law has none.'
            yield toml.problem(
                (*one.keys, "unit"), f"{place(one)}: unit {clock.unit!r} without a number of days", to_do
            )
        if clock.days is not None and clock.unit == "words":
            to_do = "Name the unit, or leave `days` out: a number only where the law has one."
            yield toml.problem((*one.keys, "days"), f'{place(one)}: {clock.days} days, but the unit is "words"', to_do)
        if clock.days is not None and clock.days < 1:
            message = f"{place(one)}: {clock.days} is not a number of days to wait"
            yield toml.problem((*one.keys, "days"), message, "Leave `days` out where the law has no number.")


def _leads(toml: TomlFile) -> Problems:
    """Whoever asks, exactly one duty in each branch is the one the letter quotes."""
    law = toml.whole(Law)
    if law is None:
        return
    told: set[tuple[str, ...]] = set()
    grounds = [*dict.fromkeys(name for duty in law.duties for name in duty.grounds)] or [None]
    roles = ROLES if any(duty.roles for duty in law.duties) else (None,)
    for ground, role in product(grounds, roles):
        leads = [duty for duty in owed(law, Case(dt.date.min, ground, role)) if duty.lead]
        names = tuple(duty.id for duty in leads)
        if (not leads or len(leads) > len({_branch(duty) for duty in leads})) and names not in told:
            told.add(names)
            yield toml.problem(("duties", 0), _lead_message(names, ground, role), "Set lead = true on exactly one.")


def _branch(duty: Duty) -> tuple[object, ...]:
    """What a duty turns on beside ground and role."""
    return duty.when, duty.kinds, duty.channels, duty.older_than_months


def _lead_message(leads: tuple[str, ...], ground: str | None, role: Role | None) -> str:
    who = f" for {' and '.join(word for word in (ground, role) if word)}" if ground or role else ""
    return f"{len(leads)} lead duties{who}: {', '.join(leads)}" if leads else f"no lead duty{who}"


def _examples(toml: TomlFile, context: Context, code: str) -> Problems:
    law, examples = toml.whole(Law), list(toml.of(Example))
    if law is None:
        return
    numbered = any(duty.days is not None and duty.counts_from == "receipt" for duty in law.duties)
    if numbered and len(examples) < FEWEST_EXAMPLES:
        to_do = "Work out at least three by hand, one of them across Thanksgiving or the turn of a year."
        yield toml.problem(("examples", 0), f"{len(examples)} worked examples", to_do, "warning")
    if not examples:
        return
    try:
        calendar = read_calendar(context.library, code)
    except FoiaError as error:
        to_do = f"The worked examples need agencies/{code or 'xx'}/holidays.csv."
        yield toml.problem(("examples", 0), f"the examples cannot be counted: {error.what}", to_do)
        return
    for one in examples:
        yield from _example(toml, one, law, calendar)


def _example(toml: TomlFile, one: Placed, law: Law, calendar: Calendar) -> Problems:
    example = one.record
    duties = {duty.id: duty for duty in law.duties}
    if example.duty not in duties:
        message = f"{place(one)}: no duty {example.duty!r}{guess(example.duty, duties)}"
        yield toml.problem((*one.keys, "duty"), message, f"Duties: {', '.join(duties)}.")
        return
    try:
        reached = due(duties[example.duty], example.received, calendar, law.counting)
    except FoiaError as error:
        yield toml.problem(one.keys, f"{place(one)}: {error.what}", error.to_do)
        return
    counted = reached.extended if example.extended else reached.counted
    if counted is None:
        to_do = "Only a duty with a number of days that runs from receipt can be counted."
        yield toml.problem(one.keys, f"{place(one)}: {example.duty!r} has no such date", to_do)
    elif counted.due != example.due:
        message = (
            f"the example for {example.duty!r}, received {_day(example.received)}, says {_day(example.due)};"
            f" counted, it comes to {_day(counted.due)}"
        )
        yield toml.problem((*one.keys, "due"), message, f"Counted: {counted.explained(law.style)}")


def _day(day: dt.date) -> str:
    return f"{day} ({day:%A})"
