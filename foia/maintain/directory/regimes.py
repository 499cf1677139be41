"""Which law binds a body. What is not known to be public is held back: an act may not bind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from foia.lists.inputs import Inputs
from foia.lists.kinds import has
from foia.lists.names import simple
from foia.lists.rules import Rule, Rules
from foia.lists.spine import Draft

COLLEGES = "ipeds-2024"
"""The id of the federal list of colleges in agencies/SOURCES.md."""


class Regime(NamedTuple):
    """The regime, why it is not or not wholly the state's act, and where that was read."""

    regime: str
    reason: str = ""
    source: str = ""


BOUND = Regime("state act")
_PUBLIC_CAMPUS = (
    r"state university|state college|state technical college|community college|community and technical college|suny"
    r"|cuny|city university of new york|county college|county community|junior college district|college district"
    r"|university system|state community"
)
_PUBLIC_SCHOOL = (
    r"school district|isd|schools|board of education|school system|independent school|community school"
    r"|school corporation|school department|parish school|unified school"
)
_PUBLIC_WORDS = (
    r"county|city|state|district|authority|commission|department|bureau|division|board|agency|municipal|township|parish"
    r"|constable|marshals?|task force|drug|narcotics|enforcement|court|judicial|port|attorneys?|prosecutors?|public"
    r"|region|police|metropark|fire and|arson|gang unit|special investigations"
)
_PRIVATE = (
    r"railroad|railway|rail road|hospital|medical center|health|clinic|company|inc|llc|corporation|private|security"
    r"|humane|spca|resort|club|foundation|mall|industries|museum|arboretum|association|academy|christian|catholic"
)


def regime_of(draft: Draft, inputs: Inputs, counted: bool) -> Regime:
    """The regime of a body; `counted` if the federal census of state and local agencies of 2008 has it."""
    name = simple(draft.name)
    if rule := _named(draft.state, name, inputs.rules):
        return Regime(rule.regime, rule.reason, rule.source)
    if draft.kind == "tribal":
        return Regime("none", "Tribal police: the FBI lists it as tribal, and a state's act does not bind a tribe.")
    if draft.kind == "campus":
        return _campus(draft, inputs, counted)
    if draft.kind == "school":
        return BOUND if has(_PUBLIC_SCHOOL, name) or counted else _unknown("school")
    if draft.kind in ("other", "transit", "airport", "port", "park"):
        return _other(draft, name)
    return BOUND


def _named(state: str, name: str, rules: Rules) -> Rule | None:
    """The rule that names the body, if somebody has read what binds it."""
    for rule in rules.bodies:
        if (not rule.states or state in rule.states) and re.match(rf"(?:{'|'.join(rule.names)})\b", name):
            return rule
    return None


def _campus(draft: Draft, inputs: Inputs, counted: bool) -> Regime:
    """By the federal list of colleges; a campus it does not name, by its own name."""
    name, state = simple(draft.name), simple(inputs.rules.states[draft.state])
    own = rf"university of (?:(?:north|south|east|west|central|northern|southern|eastern|western) )*{state}\b"
    control = inputs.colleges.control(draft.state, draft.name)
    if re.match(own, name) and control != "private":
        return Regime(BOUND.regime, source=COLLEGES if control == "public" else "")
    if control == "public":
        return Regime(BOUND.regime, source=COLLEGES)
    if control == "private":
        return _private(inputs.rules.private_campuses.get(draft.state))
    if control == "tribal":
        return Regime("none", "A tribe's college: a state's act does not bind a tribe.", COLLEGES)
    return BOUND if has(_PUBLIC_CAMPUS, name) or counted else _unknown("campus")


def _private(rule: Rule | None) -> Regime:
    if rule:
        return Regime(rule.regime, rule.reason, rule.source)
    reason = "A private college, by the federal list of colleges: the state's act is not known to reach its police."
    return Regime("disputed", reason, COLLEGES)


def _other(draft: Draft, name: str) -> Regime:
    if draft.kind == "transit" and has("railroad|railway|rail", name) and not has("state|authority|district", name):
        return Regime("disputed", "A railroad: the state's act is not known to bind it.")
    if has(_PRIVATE, name) and not has(r"state|district|department|authority|board", name):
        return _unknown("body")
    return BOUND if draft.kind != "other" or has(_PUBLIC_WORDS, name) else _unknown("body")


def _unknown(what: str) -> Regime:
    return Regime("disputed", f"Whether this {what} is public or private is not known.")
