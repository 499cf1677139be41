"""Reads and renders the plain-text templates: the only Jinja."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import SandboxedEnvironment

from foia.errors import DataError
from foia.library.places import Library

# Marks of a template's own layout, as private-use characters, which no user text can hold (see intake.py): a name that
# begins with "1." stays a name.
LEAD, LEAD_END, ITEM, DECLARATION, SIGNATURE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
LAYOUT = (
    (re.compile(r"\*\*(.+?)\*\*"), rf"{LEAD}\1{LEAD_END}"),
    (re.compile(r"^1\. ", re.MULTILINE), ITEM),
    (re.compile(r"^> ", re.MULTILINE), DECLARATION),
    (re.compile(r"^____ ", re.MULTILINE), SIGNATURE),
)


class _Layers(BaseLoader):
    """Templates from the user's own folder, else from the packaged one, their layout marked before Jinja sees them."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        for folder in reversed(self._folders):
            path = folder / template
            if path.is_file():
                return _marked(path), str(path), lambda: True
        raise TemplateNotFound(template)


def _marked(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DataError("the template is not UTF-8 text", where=str(path), to_do="Save it as UTF-8.") from error
    for pattern, mark in LAYOUT:
        text = pattern.sub(mark, text)
    return text


def long_date(day: dt.date) -> str:
    """`November 22, 2026`."""
    return f"{day:%B} {day.day}, {day.year}"


def listed(words: Iterable[str], joint: str = "and") -> str:
    """`a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} {joint} {last}" if first else last


def quoted(words: Iterable[str]) -> list[str]:
    """Each word in curly quotation marks; terms that hold their own are left as they are."""
    return [word if "“" in word or '"' in word else f"“{word}”" for word in words]


def quotation(words: str) -> str:
    """The words in quotation marks, the sentence closed after them if they do not close it themselves."""
    return f"“{words}”" if words.endswith((".", "!", "?")) else f"“{words}”."


def with_the(name: str) -> str:
    """`the City of Seattle`, but `Cook County`."""
    first = name.partition(" ")[0]
    kinds = ("City", "Town", "Village", "Borough", "County", "Township", "State", "Commonwealth", "District")
    return f"the {name}" if first in kinds else name


def unit_name(unit: str, number: int) -> str:
    """`business days`, `calendar day`: the unit in words, for so many of it."""
    name = {"business": "business day", "calendar": "calendar day", "months": "month", "years": "year"}.get(unit, unit)
    return name if number == 1 else f"{name}s"


@lru_cache(maxsize=8)
def environment(folders: tuple[Path, ...]) -> Environment:
    """The sandboxed, strict environment over these folders, the last first."""
    made = SandboxedEnvironment(
        loader=_Layers(folders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        auto_reload=False,
    )
    made.filters |= {
        "long_date": long_date,
        "listed": listed,
        "quoted": quoted,
        "quotation": quotation,
        "with_the": with_the,
    }
    made.filters["unit_name"] = unit_name
    return made


def rendered(template: str, known: dict[str, Any], library: Library) -> str:
    """The template's text with what is known filled in; DataError names the place that asks for what is not there."""
    folders = tuple(layer / "templates" for layer in library.layers())
    try:
        return environment(folders).get_template(template).render(known)
    except TemplateError as error:
        raise _template_error(error, template) from error


def _template_error(error: TemplateError, template: str) -> DataError:
    name = getattr(error, "filename", None) or getattr(error, "name", None) or f"templates/{template}"
    line = getattr(error, "lineno", None)
    where = f"{name}:{line}" if line else str(name)
    return DataError(
        f"the template cannot be used: {error.message}", where=where, to_do="templates/README.md lists what it can use."
    )
