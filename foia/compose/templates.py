"""Reads and renders the plain-text templates: the only Jinja."""

from __future__ import annotations

import datetime as dt
import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound, pass_context
from jinja2.runtime import Context

from foia.compose.bounds import LONGEST, Bounded
from foia.english import listed, long_date, unit_name
from foia.errors import DataError
from foia.intake import character_name
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


_NAME = re.compile(r"(?:\w[\w.-]*/)*\w[\w.-]*\.txt")
"""A template's name leads down into its folder, never out of it."""


_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ue005-\uf8ff\ufffe\uffff]"
)
"""What intake.py refuses in users' texts; a template can write it as an escape."""


class _Layers(BaseLoader):
    """Templates from the user's own folder, else from the packaged one, their layout marked before Jinja sees them."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        for folder in reversed(self._folders):
            path = folder / template
            if is_name(template) and path.is_file() and path.resolve().is_relative_to(folder.resolve()):
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


def quoted(words: Iterable[str]) -> list[str]:
    """Each word in curly quotation marks; terms that hold their own are left as they are."""
    return [word if "“" in word or '"' in word else f"“{word}”" for word in words]


def quotation(words: str) -> str:
    """The words in quotation marks, the sentence closed after them if they do not close it themselves."""
    return f"“{words}”" if words.endswith((".", "!", "?")) else f"“{words}”."


@pass_context
def dated(known: Context, day: dt.date) -> str:
    """The date as letters under this law write it."""
    return long_date(day, day_first=known["style"].day_first)


@pass_context
def counted(known: Context, unit: str, number: int) -> str:
    """The unit in the law's own word, for so many of it."""
    return unit_name(unit, number, known["style"].business_day)


def with_the(name: str) -> str:
    """`the City of Seattle`, but `Cook County`."""
    first = name.partition(" ")[0]
    kinds = ("City", "Town", "Village", "Borough", "County", "Township", "State", "Commonwealth", "District")
    return f"the {name}" if first in kinds else name


def first_capital(words: str) -> str:
    """The words as they begin a sentence."""
    return words[:1].upper() + words[1:]


FILTERS: dict[str, Callable[..., Any]] = {
    "first_capital": first_capital,
    "listed": listed,
    "long_date": dated,
    "quotation": quotation,
    "quoted": quoted,
    "unit_name": counted,
    "with_the": with_the,
}
"""What a template may use beside Jinja's own filters; templates/README.md explains them."""


@lru_cache(maxsize=8)
def environment(folders: tuple[Path, ...]) -> Environment:
    """The sandboxed, strict environment over these folders, the last first."""
    made = Bounded(
        loader=_Layers(folders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        auto_reload=False,
    )
    made.filters |= FILTERS
    return made


def rendered(template: str, known: dict[str, Any], library: Library, stand_ins: str = "") -> str:
    """The template's text with what is known filled in; DataError names the place that asks for what is not there.

    What lies in the folder of the law's language is read before the general words.
    """
    folders = library.template_folders(known["style"].language)
    try:
        pieces = environment(folders).get_template(template).generate(known)
        return _fit("".join(_within(pieces, template)), template, stand_ins)
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError, MemoryError) as error:
        raise _template_error(error, template) from error


def _fit(text: str, template: str, stand_ins: str) -> str:
    """The text; DataError where a template has put a character into it that no letter can hold."""
    if found := next((one for one in _UNFIT.finditer(text) if one[0] not in stand_ins), None):
        what = f"the text holds {character_name(found[0])}, which no letter can hold"
        raise DataError(what, where=f"templates/{template}", to_do="Look for it, or for its number, in the template.")
    return text


def _within(pieces: Iterable[str], template: str) -> Iterator[str]:
    """The pieces as long as they make a letter; DataError where they would fill a book."""
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > LONGEST:
            raise DataError(
                f"the text grows beyond {LONGEST:,} characters",
                where=f"templates/{template}",
                to_do="Look for a loop that repeats too much.",
            )
        yield piece


def _template_error(error: Exception, template: str) -> DataError:
    name = getattr(error, "filename", None) or getattr(error, "name", None) or f"templates/{template}"
    line = getattr(error, "lineno", None)
    frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename.endswith(".txt")]
    if not line and frames:
        name, line = frames[-1].filename, frames[-1].lineno
    where = f"{name}:{line}" if line else str(name)
    return DataError(
        f"the template cannot be used: {_reason(error)}",
        where=where,
        to_do="templates/README.md lists what it can use.",
    )


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "it takes more memory than many letters need; look for text that is joined to itself"
    if isinstance(error, RecursionError):
        return "it leads back to itself without an end"
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.message!r}; a name is such as parts/fees.txt, within the folder"
    return str(getattr(error, "message", None) or error or type(error).__name__)


def is_name(template: str) -> bool:
    """True for a name that stays within the folder of templates."""
    return bool(_NAME.fullmatch(template))
