"""Rules for a jurisdiction's facial-recognition.toml: laws on the subject and the records they make agencies hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from foia.checks.context import Context, Examined
from foia.checks.facts import check_facts, place, unique
from foia.checks.problem import Problem
from foia.checks.shape import Placed, TomlFile, examine
from foia.checks.subject import check_text
from foia.library.toml import guess
from foia.model import Host, MandatedRecord, SubjectLaw, SubjectLaws

Problems = Iterator[Problem]


def check_subject_laws(context: Context, path: Path, code: str) -> Examined:
    """Every rule over one jurisdiction's laws on the subject."""
    toml, found = examine(path, SubjectLaws, context.dictionary)
    laws, records = list(toml.of(SubjectLaw)), list(toml.of(MandatedRecord))
    found += [*check_facts(toml, context.on), *unique(toml, laws), *unique(toml, records)]
    for one in laws:
        found += [*_reach(toml, one, context), *_time(toml, one), *_ready(toml, one)]
    for one in records:
        found += [*check_text(toml, one, "text"), *_replaces(toml, one, context)]
    found += _hosts(toml, context)
    return Examined(found, len(laws) + len(records) + sum(1 for _ in toml.of(Host)))


def _reach(toml: TomlFile, one: Placed, context: Context) -> Problems:
    """The law binds somebody: agencies on file by id, or kinds of agency."""
    law, kinds = one.record, context.dictionary.choices("AgencyLine", "kind")
    if law.level in ("city", "county") and not law.agencies:
        to_do = "Name the ids of the agencies it binds; without them it binds none."
        yield toml.problem(one.keys, f"{place(one)}: a law of a {law.level}, but no agencies are named", to_do)
    for name in law.agencies:
        if name not in context.agencies:
            to_do = "Until that id has a line in agencies.csv, the law reaches no letter."
            message = f"{place(one)}: no agency {name!r} is on file{context.near_agency(name)}"
            yield toml.problem((*one.keys, "agencies"), message, to_do, "warning")
    for kind in law.kinds:
        if kind not in kinds:
            message = f"{place(one)}: no kind {kind!r}{guess(kind, kinds)}"
            yield toml.problem((*one.keys, "kinds"), message, f"Kinds: {', '.join(kinds)}.")


def _time(toml: TomlFile, one: Placed) -> Problems:
    law = one.record
    if law.effective and law.ended and law.ended < law.effective:
        message = f"{place(one)}: ended on {law.ended}, before it took effect on {law.effective}"
        yield toml.problem((*one.keys, "ended"), message, "One of the two dates is wrong.")


def _ready(toml: TomlFile, one: Placed) -> Problems:
    if one.record.letter_ready and one.record.quality == "unverified":
        to_do = "Read the law and set its quality, or set letter_ready = false."
        message = f'{place(one)}: letter_ready, but quality is "unverified", so no letter names it'
        yield toml.problem((*one.keys, "letter_ready"), message, to_do)


def _replaces(toml: TomlFile, one: Placed, context: Context) -> Problems:
    for name in one.record.replaces:
        if context.items and name not in context.items:
            to_do = "It names ids of items in templates/facial-recognition/records.toml."
            message = f"{place(one)}: no item {name!r}{guess(name, context.items)}"
            yield toml.problem((*one.keys, "replaces"), message, to_do)


def _hosts(toml: TomlFile, context: Context) -> Problems:
    """A shared system is named in letters, so it has a source too; a letter to who runs it needs a line on file."""
    sources = toml.tables.get("sources")
    known = set(sources) if isinstance(sources, dict) else set()
    for one in toml.of(Host):
        if not one.record.sources:
            to_do = "A letter names this system: say where it was read."
            yield toml.problem(one.keys, f"{place(one)}: {one.record.name!r} has no source", to_do)
        for name in one.record.sources:
            if name not in known:
                message = f"{place(one)}: no source {name!r}{guess(name, known)}"
                yield toml.problem((*one.keys, "sources"), message, f"Add a table [sources.{name}].")
        runs = one.record.agency
        if runs and runs not in context.agencies:
            to_do = "Give it a line in agencies.csv, or leave the key out and say in the note whom to ask."
            message = f"{place(one)}: no agency {runs!r} is on file{context.near_agency(runs)}"
            yield toml.problem((*one.keys, "agency"), message, to_do)
