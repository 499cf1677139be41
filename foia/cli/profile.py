"""The requester's own details: what is kept in `me.toml`, a --requester file, and the options of this run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from foia.errors import InputError
from foia.library.places import user_folder
from foia.library.toml import read_toml
from foia.model import Requester
from foia.requesters import FIELDS, cleaned, requester_of
from foia.writing import PRIVATE, write_whole


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


def requester(options: dict[str, Any], file: Path | None = None) -> Requester:
    """The requester: this run's options over the file named over what `foia me` keeps."""
    return requester_of(read_fields(options, file))


def read_fields(options: dict[str, Any], file: Path | None = None) -> dict[str, Any]:
    """The same, field by field."""
    fields = read_profile() if file is None else read_profile(file)
    return fields | {name: cleaned(name, value, f"--{name}") for name, value in options.items() if value}


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
