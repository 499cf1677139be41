"""`foia law`: what the law of a jurisdiction says, in its own words, and what is not certain."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from foia.cli.say import note, plain, say, say_json, table
from foia.english import unit_name
from foia.library.laws import jurisdiction_id, read_law
from foia.library.places import open_library
from foia.model import Fact, Law


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
        f"{duty.duty} in {duty.days} {unit_name(duty.unit, duty.days, law.style.business_day)}"
        if duty.days is not None
        else f"{duty.duty}, no number"
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
    for name, fact in law.facts():
        _print_fact(name, fact)


def _print_fact(name: str, fact: Fact) -> None:
    if not (fact.section or fact.gist or fact.words):
        return
    text = f"“{fact.words}”" if fact.words else fact.gist
    mark = "" if fact.quality != "unverified" else "  [not checked: no letter says this]"
    say(f"{name}: {fact.section}{': ' if fact.section and text else ''}{text}{mark}")


def doubts(data: Path | None, *, as_json: bool) -> None:
    """Print what no letter may claim: facts nobody has checked, those whose watch date has come or will come."""
    library = open_library(data)
    on = dt.date.today()
    found = [
        {"jurisdiction": code.upper(), "fact": name, "section": fact.section, "why": why, "note": fact.note}
        for code in library.jurisdictions()
        for name, fact in read_law(library, code).facts()
        if (why := _doubt(fact, on))
    ]
    if as_json:
        say_json(found)
        return
    for one in found:
        say(f"{one['jurisdiction']}  {one['fact']}  {one['section']}: {one['why']}. {one['note']}".rstrip(". ") + ".")
    note(f"{len(found)} doubts.")


def _doubt(fact: Fact, on: dt.date) -> str:
    if fact.watch:
        return f"{'not claimed since' if fact.watch <= on else 'to be checked again before'} {fact.watch}"
    return "not checked, so no letter claims it" if fact.quality == "unverified" else ""
