"""Reads a TOML file into a typed record and, when it is wrong, says which line and what to write instead."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Hashable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from foia.errors import DataError

R = TypeVar("R")

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w-]+)\s*=""")
_STEP = re.compile(r"\.([\w-]+)|\[(\d+)\]|\[\.\.\.\]")


def read_toml(path: Path) -> dict[str, Any]:
    """The file's tables; DataError with path:line if it is not UTF-8 or not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise DataError("the file is not UTF-8 text", where=str(path), to_do="Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"{path}:{line[1]}" if line else str(path)
        what = re.sub(r" \(at .*\)$", "", str(error))
        to_do = "Text values stand in straight quotes."
        raise DataError(f"not valid TOML: {what}", where=where, to_do=to_do) from error


@lru_cache(maxsize=256)
def _read_record(path: Path, kind: Any, stamp: int) -> Any:  # stamp: a changed file is read again
    return as_record(read_toml(path), kind, path)


def read_record(path: Path, kind: type[R]) -> R:
    """The file as one record of the kind asked for; DataError with path:line, the problem and a guess."""
    record: R = _read_record(path, cast("Hashable", kind), path.stat().st_mtime_ns)
    return record


def as_record(tables: dict[str, Any], kind: type[R], path: Path) -> R:
    """`tables` as a record; every unknown key is reported at once, then the first wrong value."""
    problems = unknown_keys(tables, kind)
    if problems:
        lines = [f"{path}:{line_of(path, keys)}: unknown key {keys[-1]!r}{guess}" for keys, guess in problems]
        raise DataError("\n".join(lines), to_do="agencies/fields.toml lists every key.")
    try:
        return msgspec.convert(tables, kind)
    except msgspec.ValidationError as error:
        message, _, at = str(error).partition(" - at `")
        keys = _steps(at.rstrip("`"))
        if missing := re.search(r"missing required field `(\w+)`", message):
            message = f"the key {missing[1]!r} is missing"
        where = f"{path}:{line_of(path, keys)}"
        name = ".".join(str(key) for key in keys if isinstance(key, str))
        raise DataError(f"{name}: {message}" if name else message, where=where) from error


def _steps(at: str) -> tuple[str | int, ...]:
    return tuple(int(m[2]) if m[2] else m[1] for m in _STEP.finditer(at) if m[1] or m[2])


def unknown_keys(value: Any, kind: Any, at: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], str]]:
    """Every key the record kind does not know: its key path and a guess at the one that was meant."""
    found: list[tuple[tuple[str | int, ...], str]] = []
    inner = _record_kind(kind)
    if inner is None:
        return found
    if isinstance(value, list):
        return [p for i, one in enumerate(value) for p in unknown_keys(one, inner, (*at, i))]
    if not isinstance(value, dict):
        return found
    if _is_mapping(kind):
        return [p for key, one in value.items() for p in unknown_keys(one, inner, (*at, key))]
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(inner)}
    for key, one in value.items():
        if key not in fields:
            found.append(((*at, key), guess(key, fields)))
        else:
            found += unknown_keys(one, fields[key], (*at, key))
    return found


def guess(word: str, known: Any) -> str:
    """`; did you mean 'x'?`, or nothing where no known word is near."""
    import difflib

    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def _is_mapping(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is dict


def _record_kind(kind: Any) -> Any:
    """The msgspec record inside `kind` (X, X | None, tuple[X, ...], dict[str, X]), if there is one."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind
    for part in getattr(kind, "__args__", ()):
        if (inner := _record_kind(part)) is not None:
            return inner
    return None


def line_of(path: Path, keys: tuple[str | int, ...]) -> int:
    """The line (from 1) on which the key path stands, or that of the table it belongs to."""
    seen: dict[str, int] = {}
    table: tuple[str | int, ...] = ()
    best, depth = 1, 0
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if header := _HEADER.match(line):
            table = _table_path(header[2], seen, many=header[1] == "[[")
            here = table
        elif key := _KEY.match(line):
            here = (*table, key[1].strip("\"'"))
        else:
            continue
        if len(here) > depth and keys[: len(here)] == here:
            best, depth = number, len(here)
    return best


def _table_path(name: str, seen: dict[str, int], *, many: bool) -> tuple[str | int, ...]:
    """The key path of a header, with the index of each array of tables it stands in."""
    parts = [part.strip().strip("\"'") for part in name.split(".")]
    if many:
        full = ".".join(parts)
        seen[full] = seen.get(full, -1) + 1
        for deeper in [key for key in seen if key.startswith(full + ".")]:
            del seen[deeper]
    path: tuple[str | int, ...] = ()
    for i, part in enumerate(parts, 1):
        path = (*path, part)
        if (index := seen.get(".".join(parts[:i]))) is not None:
            path = (*path, index)
    return path
