"""`foia law` and `foia deadline`: what the law says, in its own words, and the dates it fixes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from foia.cli.say import long_day, note, plain, say, say_json, table
from foia.cli.typed import date_of, one_of
from foia.deadlines import Due, all_dues
from foia.errors import InputError
from foia.library.laws import jurisdiction_id, read_calendar, read_law
from foia.library.places import open_library
from foia.library.toml import guess
from foia.model import ROLES, Fact, Law


def list_(data: Path | None, *, as_json: bool) -> None:
    """Print every jurisdiction on file: act, citation, first duty, who may ask."""
    library = open_library(data)
    laws = {code: read_law(library, code) for code in library.jurisdictions()}
    if as_json:
        say_json([_entry(code, law) for code, law in laws.items()])
        return
    rows = [(code.upper(), law.act.name, law.act.citation, _term(law), law.who.who) for code, law in laws.items()]
    say(table([("", "act", "citation", "first duty", "who may ask"), *rows]))


def _lead(law: Law) -> Any:
    return next((duty for duty in law.duties if duty.lead), law.duties[0])


def _term(law: Law) -> str:
    leads = [duty for duty in law.duties if duty.lead] or list(law.duties[:1])
    return "; ".join(
        f"{duty.duty} in {duty.days} {duty.unit} days" if duty.days is not None else f"{duty.duty}, no number"
        for duty in leads
    )


def _entry(code: str, law: Law) -> dict[str, Any]:
    duty = _lead(law)
    return {
        "jurisdiction": code.upper(),
        "name": law.act.name,
        "citation": law.act.citation,
        "response": {"duty": duty.duty, "days": duty.days, "unit": duty.unit, "section": duty.section},
        "requester": {"who": law.who.who, "grounds": [f"{code}:{one.id}" for one in law.who.grounds]},
        "sources": [source.url for source in law.sources.values()],
        "verified": law.act.verified.isoformat(),
        "quality": law.act.quality,
    }


def show(state: str, data: Path | None, *, as_json: bool) -> None:
    """Print one law's facts by name; a fact that no letter may claim yet is marked."""
    library = open_library(data)
    law = read_law(library, jurisdiction_id(library, state))
    if as_json:
        say_json(plain(law))
        return
    say(f"{law.act.name}, {law.act.citation}  (checked {law.act.verified})")
    for name in law.__struct_fields__:
        for fact in _facts(getattr(law, name)):
            _print_fact(name, fact)


def _facts(value: Any) -> list[Fact]:
    if isinstance(value, Fact):
        return [value]
    return [one for one in value if isinstance(one, Fact)] if isinstance(value, tuple) else []


def _print_fact(name: str, fact: Fact) -> None:
    if not (fact.section or fact.gist or fact.words):
        return
    text = f"“{fact.words}”" if fact.words else fact.gist
    mark = "" if fact.quality != "unverified" else "  [not checked: no letter says this]"
    say(f"{name}: {fact.section}{': ' if fact.section and text else ''}{text}{mark}")


def deadline(
    state: str, received: str, role: str | None, ground: str | None, data: Path | None, *, as_json: bool
) -> None:
    """Print when each duty that runs from receipt falls due and how it was counted, one line per branch."""
    library = open_library(data)
    code = jurisdiction_id(library, state)
    law = read_law(library, code)
    day = date_of("--received", received)
    assert day is not None  # typer does not let the option be empty
    dues = all_dues(law, day, read_calendar(library, code), _ground(law, code, ground), one_of("--role", role, ROLES))
    if as_json:
        first = _due_json(dues[0])
        say_json({"jurisdiction": code.upper(), "received": day, **first, "dates": [_due_json(one) for one in dues]})
        return
    for one in dues:
        say(_told(one))
    note("Local offices may close on other days as well; treat a date as the earliest on which a reply is late.")


def _ground(law: Law, code: str, typed: str | None) -> str | None:
    if not typed:
        return None
    name = typed.lower().removeprefix(f"{code}:")
    known = [one.id for one in law.who.grounds]
    if name not in known:
        listed = ", ".join(f"{code}:{one}" for one in known) or "none; the act is open to anyone"
        raise InputError(f"no ground {typed!r}{guess(name, known)}", where="--ground", to_do=f"Grounds here: {listed}.")
    return name


def _due_json(one: Due) -> dict[str, Any]:
    duty = one.duty
    return {
        "duty": duty.duty,
        "due": one.date,
        "words": duty.words or duty.gist,
        "section": duty.section,
        "counted": one.counted.explained() if one.counted else None,
        "extended": one.extended.due if one.extended else None,
        "grounds": list(duty.grounds),
        "roles": list(duty.roles),
    }


def _told(one: Due) -> str:
    duty = one.duty
    branch = " or ".join([*duty.grounds, *duty.roles])
    head = f"{duty.duty}{f' ({branch})' if branch else ''}"
    if one.counted is None:
        text = f"“{duty.words}”" if duty.words else duty.gist
        return f"{head}: no date; {duty.section}: {text}"
    later = f" With the extension: {long_day(one.extended.due)}." if one.extended else ""
    return f"{head}: by {long_day(one.counted.due)} ({duty.section}); {one.counted.explained()}{later}"
