"""Holds a TOML file against its record kind: every unknown key, missing key and wrong value at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec

from foia.checks.dictionary import Dictionary, choices_of, kind_in_words, without_none
from foia.checks.problem import Level, Problem, problems_of
from foia.errors import DataError
from foia.library.toml import guess, line_of, read_record, read_toml

Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Placed:
    """A record and the key path at which it stands in its file."""

    keys: Keys
    record: Any


@dataclass(frozen=True)
class TomlFile:
    """A file that was read: its tables, and every part of it that is a sound record by itself."""

    path: Path
    tables: dict[str, Any]
    placed: tuple[Placed, ...]

    def problem(self, keys: Keys, message: str, suggestion: str = "", level: Level = "error") -> Problem:
        """A problem at the line of a key path."""
        return Problem(self.path, line_of(self.path, keys), message, suggestion, level)

    def of(self, kind: type) -> Iterator[Placed]:
        """The sound records of one kind, in the file's order."""
        return (one for one in self.placed if isinstance(one.record, kind))

    def whole(self, kind: type) -> Any:
        """The whole file as one record, or None where a part of it is wrong."""
        return next((one.record for one in self.of(kind) if not one.keys), None)


def examine(path: Path, kind: type, dictionary: Dictionary) -> tuple[TomlFile, list[Problem]]:
    """The file and what is wrong with its form; what cannot be read at all has no records."""
    try:
        tables = read_toml(path)
    except DataError as error:
        return TomlFile(path, {}, ()), list(problems_of(error, path))
    placed: list[Placed] = []
    found: list[Problem] = []

    def report(keys: Keys, message: str, suggestion: str = "") -> None:
        found.append(Problem(path, line_of(path, keys), message, suggestion))

    _walk(tables, kind, (), _Walk(dictionary, placed, report))
    if not found:
        found += _refused(path, kind)
    return TomlFile(path, tables, tuple(placed)), found


def _refused(path: Path, kind: type) -> Iterator[Problem]:
    """What the library's own reader refuses; nothing, if the walk saw all that there is."""
    try:
        read_record(path, kind)
    except DataError as error:
        yield from problems_of(error, path)


@dataclass(frozen=True)
class _Walk:
    dictionary: Dictionary
    placed: list[Placed]
    report: Callable[..., None]


def _walk(value: Any, kind: Any, at: Keys, walk: _Walk) -> Any:
    """The value without its unknown keys; reports what is wrong, keeps what is sound."""
    kind = without_none(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _table(value, kind, at, walk)
    parts = get_args(kind)
    if get_origin(kind) is tuple and kind_in_words(kind) == "list of tables" and isinstance(value, list):
        return [_walk(one, parts[0], (*at, i), walk) for i, one in enumerate(value)]
    if get_origin(kind) is dict and isinstance(value, dict):
        return {name: _walk(one, parts[1], (*at, name), walk) for name, one in value.items()}
    _leaf(value, kind, at, walk)
    return value


def _table(value: Any, kind: type[msgspec.Struct], at: Keys, walk: _Walk) -> Any:
    name = at[-1] if at else "file"
    if not isinstance(value, dict):
        walk.report(at, f"{name}: a table is wanted here, not {_shown(value)}")
        return value
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for key in value:
        if key not in fields:
            walk.report((*at, key), f"unknown key {key!r}{guess(key, fields)}", "agencies/fields.toml lists every key.")
    for key, field in fields.items():
        if field.required and key not in value:
            walk.report(at, f"the key {key!r} is missing", walk.dictionary.about(kind.__name__, key))
    known = {key: _walk(one, fields[key].type, (*at, key), walk) for key, one in value.items() if key in fields}
    with suppress(msgspec.ValidationError):  # the part that is wrong has been reported where it stands
        walk.placed.append(Placed(at, msgspec.convert(known, kind)))
    return known


def _leaf(value: Any, kind: Any, at: Keys, walk: _Walk) -> None:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        words = choices_of(kind)
        if words:
            wrong = next((one for one in value if one not in words), value) if isinstance(value, list) else value
            near = guess(str(wrong), words)
            walk.report(at, f"{_name(at)}: {_shown(wrong)} is not a choice{near}", f"Choices: {', '.join(words)}.")
        else:
            walk.report(at, f"{_name(at)}: {_wanted(kind)} is wanted here, not {_shown(value)}", _how(kind))


def _name(at: Keys) -> str:
    return next((key for key in reversed(at) if isinstance(key, str)), "")


def _wanted(kind: Any) -> str:
    words = kind_in_words(kind)
    return words if words == "true or false" else f"a {words}"


def _how(kind: Any) -> str:
    return "Dates are written YYYY-MM-DD, without quotes." if kind_in_words(kind) == "date" else ""


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a table"
    return "a list" if isinstance(value, list) else repr(value)
