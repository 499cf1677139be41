"""The requester's own details: what is kept in `me.toml`, a --requester file, and the options of this run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from foia.errors import InputError
from foia.intake import clean, clean_address, clean_email
from foia.library.places import user_folder
from foia.library.toml import guess, read_toml
from foia.model import ROLES, Requester
from foia.writing import PRIVATE, write_whole

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


def profile_path() -> Path:
    """Where `foia me` keeps the details."""
    return user_folder() / "me.toml"


def read_profile(path: Path | None = None) -> dict[str, Any]:
    """The fields of a requester file (`foia me`'s own if none is named), cleaned; InputError for an unknown one."""
    source = path or profile_path()
    if path is None and not source.exists():
        return {}
    if not source.is_file():
        raise InputError("there is no such requester file", where=str(source))
    return {name: cleaned(name, value, str(source)) for name, value in read_toml(source).items()}


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


def requester(options: dict[str, Any], file: Path | None = None) -> Requester:
    """The requester: this run's options over the file named over what `foia me` keeps."""
    fields = read_profile() if file is None else read_profile(file)
    fields |= {name: cleaned(name, value, f"--{name}") for name, value in options.items() if value}
    fields["grounds"] = fields.pop("ground", ())
    fields["statements"] = fields.pop("statement", ())
    fields["role"] = fields.get("role") or None
    return Requester(**fields)


def save(changes: dict[str, str]) -> Path:
    """The details with these changes, in a file that only their owner can read; an empty value forgets a field."""
    fields = read_profile()
    for name, value in changes.items():
        fields[name] = cleaned(name, value, "--set")
    lines = [f"{name} = {_toml(fields[name])}" for name in FIELDS if fields.get(name)]
    head = "# Your details, kept by `foia me`. Sworn statements are not kept."
    path, text = profile_path(), "\n".join([head, *lines, ""])
    write_whole({path: text.encode()}, failed="your details could not be kept", mode=PRIVATE)
    return path


def _toml(value: Any) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
