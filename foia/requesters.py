"""The requester's own details as typed, kept or listed: every field cleaned or refused with its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foia.errors import InputError
from foia.intake import clean, clean_address, clean_email
from foia.library.toml import guess
from foia.model import ROLES, Requester

FIELDS = {
    "name": "Your name as the letter prints it",
    "email": "The e-mail address that replies go to",
    "phone": "Your telephone number; printed only if given, never in a portal text unless the law wants it",
    "address": "Your mailing address, lines separated by ' / '; the same care as for the telephone number",
    "organization": "Who you ask for, if not for yourself",
    "role": "individual, news, nonprofit, scholar or commercial; says what the letter may claim, so it is optional",
    "statement": "Answers to what a law lets the agency ask, such as nj:commercial=no",
    "ground": "Grounds on which you may ask, such as va:citizen; sworn ones are asked anew in every run",
}


def cleaned(name: str, value: Any, where: str) -> Any:
    """One field as a Requester holds it; InputError names the field and what is wrong with it."""
    if name not in FIELDS:
        raise InputError(
            f"unknown field {name!r}{guess(name, FIELDS)}", where=where, to_do=f"Fields: {', '.join(FIELDS)}."
        )
    if name == "address":
        return clean_address("the address", "\n".join(value) if isinstance(value, list) else str(value))
    if name in ("ground", "statement"):
        given = value if isinstance(value, list) else str(value).split(",")
        return tuple(clean(f"the {name}", str(one)).lower() for one in given if str(one).strip())
    text = clean_email("the e-mail address", str(value)) if name == "email" else clean(f"the {name}", str(value))
    if name == "role" and text not in ("", *ROLES):
        raise InputError(f"{text!r} is not a role", where=where, to_do=f"Roles: {', '.join(ROLES)}.")
    return text


def requester_of(fields: Mapping[str, Any]) -> Requester:
    """The requester with these cleaned fields."""
    given = dict(fields)
    given["grounds"] = given.pop("ground", ())
    given["statements"] = given.pop("statement", ())
    given["role"] = given.get("role") or None
    return Requester(**given)
