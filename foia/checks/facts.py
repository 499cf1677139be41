"""Rules for every group of facts: who says so, in whose words, in which section, checked when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from foia.checks.problem import Problem
from foia.checks.shape import Keys, Placed, TomlFile
from foia.library.toml import guess
from foia.model import (
    Act,
    Addressee,
    Appeal,
    Delivery,
    Fact,
    Ground,
    Limit,
    PoliceLaw,
    Refusal,
    RequesterStatement,
    Requirement,
    RoleStatement,
    Source,
)

YEAR = dt.timedelta(days=365)
_OWN_WORDS = (
    *(Act, Addressee, Appeal, Delivery, Ground, Limit, PoliceLaw, Refusal),
    *(Requirement, RequesterStatement, RoleStatement),
)
"""Kinds of facts that say what they say in a field of their own."""
_LEFT_OPEN = re.compile(
    r"\{\{|\}\}|\{%|\bTODO\b|\bFIXME\b|\bTBD\b|\bXXX\b|\[(?:insert|your|name|date|placeholder)\b[^\]]*\]"
)
_AFTER = 'If the change has been read, delete `watch`; if not, say quality = "unverified".'
Problems = Iterator[Problem]


def check_facts(toml: TomlFile, on: dt.date) -> Problems:
    """Every rule for facts over one file."""
    facts = [one for one in toml.placed if hasattr(one.record, "quality")]
    yield from check_sources(toml, facts, set(_tables(toml, "sources")))
    yield from unused_sources(toml, set(_tables(toml, "sources")))
    for one in facts:
        yield from _words(toml, one)
        yield from check_dates(toml, one, on)
    for source in toml.of(Source):
        yield from check_source(toml, source, on)
    yield from check_left_open(toml, toml.tables, ())


def _tables(toml: TomlFile, name: str) -> dict[str, Any]:
    found = toml.tables.get(name)
    return found if isinstance(found, dict) else {}


def check_sources(toml: TomlFile, facts: Iterable[Placed], known: set[str]) -> Problems:
    """Every source named exists, and every fact names one unless it is marked unverified."""
    for one in facts:
        named = getattr(one.record, "sources", None)
        if named is None:
            continue
        if not named and one.record.quality != "unverified":
            yield toml.problem(
                (*one.keys, "sources"),
                f"{place(one)}: no source",
                'Name where it was read, or say quality = "unverified": then no letter claims it.',
            )
        for name in named:
            if name not in known:
                to_do = f"Add a table [sources.{name}] with title, url and date."
                yield toml.problem(
                    (*one.keys, "sources"), f"{place(one)}: no source {name!r}{guess(name, known)}", to_do
                )


def unused_sources(toml: TomlFile, known: set[str]) -> Problems:
    """Sources that nothing names."""
    named = (getattr(one.record, "sources", ()) for one in toml.placed)
    used = {name for sources in named if isinstance(sources, tuple) for name in sources}
    for name in sorted(known - used):
        yield toml.problem(
            ("sources", name),
            f"no fact names the source {name!r}",
            "Name it where it was used, or delete it.",
            "warning",
        )


def place(one: Placed) -> str:
    """Where a record stands, as a person says it: `duties 2 (respond)`."""
    words = [str(key + 1) if isinstance(key, int) else key for key in one.keys]
    name = getattr(one.record, "id", "") or getattr(one.record, "field", "")
    return " ".join(words) + (f" ({name})" if name else "")


def _words(toml: TomlFile, one: Placed) -> Problems:
    fact = one.record
    if not isinstance(fact, Fact):
        return
    if not (fact.words or fact.gist or isinstance(fact, _OWN_WORDS)) and fact.quality != "unverified":
        yield toml.problem(
            one.keys, f"{place(one)}: neither words nor gist", "Quote the section in `words` or restate it in `gist`."
        )
    if fact.quality == "statute" and not fact.words:
        yield toml.problem(
            one.keys,
            f'{place(one)}: quality is "statute", but the statute\'s words are not quoted',
            'Put the words that were read into `words`, or say quality = "secondary".',
            "warning",
        )
    if fact.gist.endswith("."):
        to_do = "The letter says “Under SECTION, gist.” and sets its own full stop."
        yield toml.problem((*one.keys, "gist"), f"{place(one)}: the gist ends with a full stop", to_do)
    if (fact.words or fact.gist) and not fact.section and fact.quality != "unverified" and not isinstance(fact, Act):
        to_do = "A letter claims nothing without its section; leave a doubtful subsection out, not the section."
        yield toml.problem(one.keys, f"{place(one)}: no section", to_do, "warning")


def check_dates(toml: TomlFile, one: Placed, on: dt.date) -> Problems:
    """Verified on a day that has been, not more than a year ago; watched from a day after that."""
    verified, watch = getattr(one.record, "verified", None), getattr(one.record, "watch", None)
    if verified is None:
        return
    if verified > on:
        yield toml.problem(
            (*one.keys, "verified"), f"{place(one)}: verified on {verified}, a day that has not come yet", _today(on)
        )
    elif on - verified > YEAR:
        to_do = "Read the section again and set `verified` to the day on which you did."
        message = f"{place(one)}: last verified on {verified}, more than a year ago"
        yield toml.problem((*one.keys, "verified"), message, to_do, "warning")
    if watch and watch < verified:
        message = f"{place(one)}: the watch date {watch} lies before the day it was verified, {verified}"
        yield toml.problem((*one.keys, "watch"), message, _AFTER)
    elif watch and watch <= on:
        message = f"{place(one)}: its watch date {watch} has come, so no letter claims it"
        yield toml.problem(
            (*one.keys, "watch"), message, "Read the section again; then move or delete `watch`.", "warning"
        )


def _today(on: dt.date) -> str:
    return f"Today is {on}; write the day on which it was read."


def check_source(toml: TomlFile, one: Placed, on: dt.date) -> Problems:
    """A source has an address on the web and a date that has been."""
    source = one.record
    if source.date > on:
        yield toml.problem((*one.keys, "date"), f"{place(one)}: {source.date} has not come yet", _today(on))
    if not is_url(source.url):
        to_do = "Take out the dot after the host's name." if "./" in source.url else "It begins https://."
        yield toml.problem((*one.keys, "url"), f"{place(one)}: {source.url!r} is not a web address", to_do)


def is_url(text: str) -> bool:
    """True for a whole web address without spaces."""
    return bool(re.fullmatch(r"https?://[\w.-]+\.[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", text, re.IGNORECASE))


def check_sections(toml: TomlFile) -> Problems:
    """Every section fully matches the state's own form, or that of its act on police records."""
    patterns = {act.record.section_pattern: act.keys for act in toml.of(Act)}
    forms = []
    for pattern, keys in patterns.items():
        try:
            forms.append(re.compile(pattern))
        except re.error as error:
            to_do = "It is a regular expression; look at another state's."
            yield toml.problem((*keys, "section_pattern"), f"section_pattern cannot be used: {error}", to_do)
    for one in toml.placed if forms else ():
        for key in ("section", "estimate_section", "answer_section"):
            section = getattr(one.record, key, "")
            if isinstance(one.record, Fact) and section and not any(form.fullmatch(section) for form in forms):
                to_do = f"Write it like the other sections, or widen act.section_pattern: {' or '.join(patterns)}"
                message = f"{place(one)}: {section!r} is not in the state's form of a section"
                yield toml.problem((*one.keys, key), message, to_do)


def unique(toml: TomlFile, ones: Iterable[Placed], key: str = "id", is_id: bool = True) -> Problems:
    """No two of these share an id (or other key), and ids are lower-case words joined by hyphens."""
    seen: set[str] = set()
    for one in ones:
        name = getattr(one.record, key)
        if name in seen:
            yield toml.problem((*one.keys, key), f"the {key} {name!r} stands there twice", "Give each its own.")
        elif is_id and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
            yield toml.problem(
                (*one.keys, key),
                f"the {key} {name!r} is not in lower-case words joined by hyphens",
                "Such as: news-media.",
            )
        seen.add(name)


def check_left_open(toml: TomlFile, value: Any, at: Keys) -> Problems:
    """No text holds a placeholder or a template's braces."""
    parts: Callable[[], Iterable[tuple[Any, Any]]] | None = None
    if isinstance(value, dict):
        parts = value.items
    elif isinstance(value, list):
        parts = lambda: enumerate(value)  # noqa: E731
    for key, one in parts() if parts else ():
        yield from check_left_open(toml, one, (*at, key))
    if isinstance(value, str) and at[-1] != "section_pattern" and (found := _LEFT_OPEN.search(value)):
        yield toml.problem(at, f"{found[0]!r} is left over", "Write what belongs there, or leave the key out.")
