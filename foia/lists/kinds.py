"""What kind of police a name speaks of."""

from __future__ import annotations

import re

from foia.lists.names import simple

_TRIBAL = r"tribal|tribe|tribes|nation|pueblo of \w+|rancheria|reservation|indian community"
_SCHOOL = (
    r"school district|isd|independent school|unified school|public schools|school police|board of education"
    r"|school system|county schools|city schools|schools|school corporation|school department"
)
_CAMPUS = r"university|college|campus|institute of technology|seminary|suny|cuny|polytechnic"
_WORDS = (
    ("school", _SCHOOL),
    ("transit", r"transit|transportation authority|transportation district|railroad|railway|rail|amtrak|commuter"),
    ("airport", r"airport|airports|aviation"),
    ("port", r"port authority|ports authority|port of|port police|harbor"),
    ("park", r"parks?|forest preserve|wildlife|fish|game|natural resources|conservation|forestry|metroparks|rangers?"),
    ("prosecutor", r"prosecutors?|district attorneys?|states? attorneys?|attorney general|solicitors?|detectives?"),
)
_STATE = r"state police|highway patrol|state patrol|state troopers?|highway safety patrol"


_STATE_BODY = r"(?:state|department|bureau|division|highway|capitol|dmv|office|attorney|commission|game|fish|wildlife)"
"""What follows the state's name in the name of a body of the state, and not in that of a city."""


def has(pattern: str, name: str) -> bool:
    """True if the simple name has one of the words."""
    return bool(re.search(rf"\b(?:{pattern})\b", simple(name)))


def kind_of_fbi(name: str, fbi_type: str) -> str:
    """The kind of an agency of the FBI's list, from its type there and its name."""
    if fbi_type == "Tribal":
        return "tribal"
    if fbi_type == "University or College":
        return "campus"
    if fbi_type == "State Police":
        return "state"
    if fbi_type == "County":
        return "county-police" if has("police", name) else "sheriff"
    if fbi_type == "City":
        return "sheriff" if has("sheriff", name) else "county-police" if has("county police", name) else "municipal"
    return _by_words(name, "state" if fbi_type == "Other State Agency" else "other")


def kind_of_site(name: str, site_type: str, campus: bool, tribal: bool, state: str) -> str:
    """The kind of agency whose building a row of the federal list of 2019 names; `state` is the state's whole name."""
    if tribal or (has(_TRIBAL, name) and not has("university|college|police department", name)):
        return "tribal"
    if site_type == "SHERIFF'S OFFICE":
        return "sheriff"
    if re.match(rf"{simple(state)} {_STATE_BODY}\b", simple(name)) and not has(_CAMPUS, name):
        return "state" if has(_STATE, name) else _by_words(name, "state")
    if (campus or has(_CAMPUS, name)) and not _of_a_town(name, site_type):
        return "school" if has(_SCHOOL, name) and not has("university|college", name) else "campus"
    if site_type == "LOCAL POLICE DEPARTMENT" or (site_type == "CONSTABLE/MARSHAL" and has("police", name)):
        return _local(name)
    return (
        "state" if has(_STATE, name) else _by_words(name, "state" if site_type == "PRIMARY STATE AGENCY" else "other")
    )


def _of_a_town(name: str, site_type: str) -> bool:
    """College Park Police Department is a city's."""
    return site_type == "LOCAL POLICE DEPARTMENT" and bool(
        re.search(r"\b(college|university) (?!police|campus|public|department|of|security)\w+", simple(name))
    )


def _local(name: str) -> str:
    """A row that calls itself a local police department: a city's, unless its name says otherwise."""
    if has(_STATE, name):
        return "state"
    if has("sheriff", name):
        return "sheriff"
    if has(f"{_SCHOOL}|airport|airports|transit|transportation authority|railroad|railway|amtrak", name):
        return _by_words(name, "other")
    if re.search(r"\bcounty (?:\w+ ){0,2}(?:police|public safety)\b|^county of\b", simple(name)):
        return "county-police"
    return "municipal"


def _by_words(name: str, else_kind: str) -> str:
    if has(_SCHOOL, name) and not has("university|college", name):
        return "school"
    if has("university|college|campus police", name):
        return "campus"
    if has("sheriff", name):
        return "sheriff"
    for kind, words in _WORDS:
        if has(words, name):
            return kind
    return else_kind
