"""May this person ask this body? The regime, the ground, what the law wants to know of her."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from foia.errors import GroundMissing, InputError
from foia.library.toml import guess
from foia.model import BOUND, Agency, Expedite, Ground, Law, Requester

FIELD_NAMES = {
    "name": "your name",
    "address": "your mailing address",
    "phone": "your telephone number",
    "email": "your e-mail address",
    "organization": "your organization",
    "correspondence": "an address to write to, of an e-mail or of a house,",
}


def check_regime(agency: Agency, law: Law) -> None:
    """Passes if the jurisdiction's act binds the agency; InputError with the reason and a way out if not."""
    if agency.regime in BOUND:
        return
    reason = (agency.note or agency.regime_source).rstrip(".")
    only_reason = agency.regime == "none" and reason
    why = reason if only_reason else f"{agency.regime} ({reason})" if reason else agency.regime
    raise InputError(
        f"the {law.act.name} is not known to bind {agency.name}: {why}",
        where=agency.id,
        to_do="No letter was written. Ask the body for its own records policy, or ask a public agency that works with"
        " it (the city, the county sheriff, the state police) for its agreements and messages with it.",
    )


def chosen_ground(law: Law, code: str, requester: Requester, affirmed: frozenset[str]) -> Ground | None:
    """The ground the requester picked for this jurisdiction; GroundMissing where the law wants one and none was."""
    grounds = {one.id: one for one in law.who.grounds}
    picked = [given.partition(":")[2] for given in requester.grounds if given.partition(":")[0].lower() == code]
    for name in picked:
        if name not in grounds:
            known = ", ".join(f"{code}:{one}" for one in grounds) or "none; the act is open to anyone"
            raise InputError(
                f"no ground {code}:{name}{guess(name, grounds)}", where="--ground", to_do=f"Grounds here: {known}."
            )
    if not picked:
        if law.who.who == "anyone":
            return None
        raise GroundMissing(_restriction(law, code), to_do=_ways_out(law, code), brief=_brief(law, code))
    ground = grounds[picked[0]]
    _check_ground(ground, code, requester, affirmed)
    return ground


def _restriction(law: Law, code: str) -> str:
    says = (
        f"{law.who.section} says: “{law.who.words}”" if law.who.words else f"Under {law.who.section}, {law.who.gist}."
    )
    if law.who.who == "declaration":
        return f"a request in {law.jurisdiction} must say which of these you are, and nobody can say it for you. {says}"
    return f"the law of {law.jurisdiction} limits who may ask, and you have not said on which ground you ask. {says}"


def _brief(law: Law, code: str) -> str:
    grounds = [f"{code}:{one.id}" for one in law.who.grounds]
    wants = "wants to know who asks" if law.who.who == "declaration" else "limits who may ask"
    return (
        f"the law of {law.jurisdiction} ({law.who.section}) {wants}, and the signer has given no ground:"
        f" --ground {' or '.join(grounds)}; `foia law show {code.upper()}` has their words"
    )


def _ways_out(law: Law, code: str) -> str:
    lines = [f"  --ground {code}:{one.id:<14} {one.label}: “{one.statement}”" for one in law.who.grounds]
    instead = [f"If none is true of you: {law.who.instead}"] if law.who.instead else []
    return "\n".join(["If one of these is true, pick it:", *lines, *instead])


def _check_ground(ground: Ground, code: str, requester: Requester, affirmed: frozenset[str]) -> None:
    if ground.roles and requester.role not in ground.roles:
        raise InputError(
            f"the ground {code}:{ground.id} is for a requester whose role is {' or '.join(ground.roles)}",
            where="--ground",
            to_do=f"If that is true of you, add --role {ground.roles[0]}.",
        )
    if ground.sworn and f"{code}:{ground.id}" not in affirmed:
        raise GroundMissing(
            f"{ground.section} wants this statement made under oath or affirmation, and it has to be made anew in every"
            f" run:\n  {ground.statement}",
            to_do=f"If it is true and you so swear or affirm, add --affirm {code}:{ground.id}; then sign the line"
            " in the letter.",
            brief=f"{ground.section} wants the statement of {code}:{ground.id} under oath or affirmation, anew in every"
            f" run: --affirm {code}:{ground.id} if the signer so swears",
        )


def chosen_expedite(
    law: Law, code: str, wanted: Sequence[str], reason: str, affirmed: frozenset[str], on: dt.date
) -> Expedite | None:
    """Her case for being served first under this law, certified in this run; None where she makes none here."""
    picked = next((one.partition(":")[2] for one in wanted if one.partition(":")[0] == code), None)
    right = law.expedited
    if picked is None:
        return None
    if right is None or not right.printable(on):
        raise InputError(
            f"no right to be served first is on file for {law.jurisdiction}", where="--expedite", to_do="Leave it out."
        )
    needs = {one.id: one for one in right.needs}
    if picked not in needs:
        known = "; ".join(f"{code}:{one.id} ({one.label})" for one in right.needs)
        raise InputError(
            f"no reason {code}:{picked}{guess(picked, needs)}", where="--expedite", to_do=f"Here: {known}."
        )
    statement = needs[picked].statement
    if not reason:
        raise InputError(
            f"{right.section} wants you to show why: {statement}",
            where="--expedite",
            to_do='Add --expedite-reason "..." with the facts that show it; it is printed as you write it.',
        )
    if f"{code}:{picked}" not in affirmed:
        raise GroundMissing(
            f"{right.section} wants this certified, and that has to be done anew in every run:\n"
            f"  {statement} {reason}\n  {right.certification}",
            to_do=f"If it is true and you so certify, add --affirm {code}:{picked}; then sign the line in the letter.",
        )
    return Expedite(section=right.section, statement=statement, reason=reason, certification=right.certification)


def check_identity(law: Law, ground: Ground | None, requester: Requester, on: dt.date) -> None:
    """Passes if the requester gave all that the letter must hold; InputError naming field and section if not."""
    if not requester.name and not (law.anonymous and law.anonymous.printable(on)):
        raise InputError(
            "a letter needs your name", to_do='Add --name "Your Name", or set it once: foia me --set name=...'
        )
    wanted: dict[str, str] = {
        one.field: one.section for one in law.requirements if one.required and one.field in FIELD_NAMES
    }
    wanted |= dict.fromkeys(ground.needs, ground.section) if ground else {}
    for name, section in wanted.items():
        ways = ("email", "address") if name == "correspondence" else (name,)
        if not any(getattr(requester, way) for way in ways):
            options = " or ".join(f"--{way}" for way in ways)
            raise InputError(
                f"{section} wants {FIELD_NAMES[name]} in the request",
                to_do=f"Add {options}, or set it once: foia me --set {ways[0]}=...",
            )


def chosen_statements(law: Law, code: str, requester: Requester) -> tuple[tuple[str, ...], list[str]]:
    """The sentences for the answers she gave, and a warning for each question left open; InputError for a wrong one."""
    answers = dict(_answer(given, code) for given in requester.statements if given.startswith(f"{code}:"))
    known = {one.id: one for one in law.statements}
    for name in answers:
        if name not in known:
            listed = ", ".join(f"{code}:{one}=yes|no" for one in known) or "none here"
            raise InputError(
                f"no statement {code}:{name}{guess(name, known)}", where="--statement", to_do=f"Statements: {listed}."
            )
    asked = [one for one in law.statements if not one.roles or (requester.role or "individual") in one.roles]
    said = (getattr(one, answers[one.id]) for one in asked if one.id in answers)
    return tuple(text for text in said if text), [
        f"{one.section} lets the agency ask: {one.question} Answer with --statement {code}:{one.id}=yes or =no;"
        " unanswered, the letter says nothing about it"
        for one in asked
        if one.id not in answers
    ]


def _answer(given: str, code: str) -> tuple[str, str]:
    name, _, answer = given.removeprefix(f"{code}:").partition("=")
    if answer not in ("yes", "no"):
        raise InputError(f"{given!r} is not an answer", where="--statement", to_do=f"Write {code}:{name}=yes or =no.")
    return name, answer
