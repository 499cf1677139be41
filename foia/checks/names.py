"""Tells an office from a person: in a mailbox, after a rank."""

from __future__ import annotations

import re

_OFFICE_WORDS = """
admin administration administrative affairs agency and archives assistant attorney bureau center central chief
city civilian clerk commission commissioner communications compliance contact coordinator counsel county court
custodian department dept deputy desk disclosure district division email executive federal financial
foia foil freedom general government headquarters help highway human in information inquiries inspector
internal investigations it jail judicial know law legal liaison mail main management manager media municipal
of office officer open operations park patrol pd pia police policy port portal pra press process professional
property public pio reception record records relations report reports request requests resources response
right safety secretary section service services sheriff sheriffs solicitor special specialist staff standards state
subpoena subpoenas support team technology the to town traffic transit treasurer unit village web
"""
_OFFICE = frozenset(_OFFICE_WORDS.split())
_ROLE_PARTS = (
    "record",
    "request",
    "foia",
    "clerk",
    "police",
    "sheriff",
    "public",
    "info",
    "legal",
    "office",
    "disclos",
)
_RANK = r"(?:Sgt|Sergeant|Lt|Lieutenant|Cpl|Corporal|Det|Detective|Capt|Captain)"
_TITLE = r"(?:Officer|Chief|Sheriff|Deputy|Major|Commander|Inspector|Trooper|Mr|Mrs|Ms|Dr|Attn|ATTN|Attention)"
_WORD = r"[A-Z][a-z]+(?:[A-Z][a-z]+)?"
_RANKED = re.compile(rf"\b{_RANK}\.? (?:[A-Z]\.? )?({_WORD})")
_INITIAL = re.compile(rf"\b{_TITLE}[.:]? [A-Z]\. ({_WORD})")
_TITLED = re.compile(rf"\b{_TITLE}[.:]? ({_WORD}) ({_WORD})(?! (?:County|Street|Avenue|Road|Building))")


def personal_mailbox(address: str) -> bool:
    """True for firstname.lastname@, f.lastname@ and the like: two parts, neither an office's, neither the domain's."""
    local, _, domain = address.lower().partition("@")
    parts = re.split(r"[._-]", local)
    if len(parts) != 2 or not all(part.isalpha() for part in parts):
        return False
    return not any(_of_office(part) or (len(part) > 1 and part in domain) for part in parts)


def _of_office(part: str) -> bool:
    return part in _OFFICE or any(word in part for word in _ROLE_PARTS)


def person_in(text: str) -> str:
    """The rank or title with the name after it, or ""; `Officer for Public Information` is an office."""
    for form in (_RANKED, _INITIAL, _TITLED):
        for found in form.finditer(text):
            if not any(word.lower() in _OFFICE for word in found.groups()):
                return found[0]
    return ""
