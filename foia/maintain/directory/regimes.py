"""Which law binds a body. What is not known to be public is held back: an act may not bind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from foia.lists.inputs import Rules
from foia.lists.kinds import has
from foia.lists.names import simple
from foia.lists.spine import Draft


class Regime(NamedTuple):
    """The regime, and the reason where it is not the state's act."""

    regime: str
    reason: str = ""


BOUND = Regime("state act")
_PUBLIC_CAMPUS = (
    r"state university|state college|state technical college|community college|community and technical college|suny"
    r"|cuny|city university of new york|county college|county community|junior college district|college district"
    r"|university system|state community"
)
_PUBLIC_SCHOOL = (
    r"school district|isd|public schools?|board of education|school system|county schools|city schools"
    r"|school corporation|school department|parish schools?|unified school"
)
_PUBLIC_WORDS = (
    r"county|city|state|district|authority|commission|department|bureau|division|board|agency|municipal|township|parish"
    r"|constable|marshals?|task force|drug|narcotics|enforcement|court|judicial|port|attorneys?|prosecutors?|public"
    r"|region|police"
)
_PRIVATE = (
    r"railroad|railway|rail road|hospital|medical center|health|clinic|company|inc|llc|corporation|private|security"
    r"|humane|spca|resort|club|foundation|mall|industries|museum|arboretum|association|academy|christian|catholic"
)


def regime_of(draft: Draft, rules: Rules, state_name: str, counted: bool) -> Regime:
    """The regime of a body; `counted` if the federal census of state and local agencies of 2008 has it."""
    name = simple(draft.name)
    if any(re.search(rf"\b{words}\b", name) for words in rules.interstate):
        return Regime("disputed", "A body of two states or of Congress: no state's act alone is known to bind it.")
    if draft.kind == "tribal":
        return Regime("none", "Tribal police: the FBI lists it as tribal, and a state's act does not bind a tribe.")
    if any(re.match(rf"{words}\b", name) for words in rules.held_back.get(draft.state, ())):
        return Regime("disputed", "The state's act may not bind it, or in part only: not yet read.")
    if draft.kind == "campus":
        return _campus(name, simple(state_name), counted)
    if draft.kind == "school":
        return BOUND if has(_PUBLIC_SCHOOL, name) or counted else _unknown("school")
    if draft.kind in ("other", "transit", "airport", "port", "park"):
        return _other(draft, name)
    return BOUND


def _campus(name: str, state: str, counted: bool) -> Regime:
    own = re.match(
        rf"university of (?:(?:north|south|east|west|central|northern|southern|eastern|western) )*{state}\b", name
    )
    return BOUND if own or has(_PUBLIC_CAMPUS, name) or counted else _unknown("campus")


def _other(draft: Draft, name: str) -> Regime:
    if draft.kind == "transit" and has("railroad|railway|rail", name) and not has("state|authority|district", name):
        return Regime("disputed", "A railroad: the state's act is not known to bind it.")
    if has(_PRIVATE, name) and not has(r"state|district|department|authority|board", name):
        return _unknown("body")
    return BOUND if draft.kind != "other" or has(_PUBLIC_WORDS, name) else _unknown("body")


def _unknown(what: str) -> Regime:
    return Regime("disputed", f"Whether this {what} is public or private is not known.")
