"""Rules for lint.toml: every expression can be read, every rule of the program has its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from foia.checks.context import Context, Examined
from foia.checks.facts import check_dates, check_left_open, is_url, place, unique
from foia.checks.problem import Problem
from foia.checks.shape import Placed, TomlFile, examine
from foia.library.toml import guess
from foia.lint import RULE_IDS
from foia.lint.case import expression
from foia.model import FormerCitation, LintRule, LintWords

Problems = Iterator[Problem]
_LISTS = ("finds", "unless", "only_with", "bare")


def check_lint(context: Context, path: Path, code: str) -> Examined:
    """Every rule over the words of `foia lint`."""
    toml, found = examine(path, LintWords, context.dictionary)
    rules, former = list(toml.of(LintRule)), list(toml.of(FormerCitation))
    found += [*unique(toml, rules), *_all_there(toml, rules)]
    for one in (*rules, *former):
        found += _expressions(toml, one)
    for one in former:
        found += [*check_dates(toml, one, context.on), *_former(context, toml, one)]
    for one in rules:
        texts = {"reason": one.record.reason, "better": one.record.better}
        found += check_left_open(toml, texts, one.keys)
    return Examined(found, len(rules) + len(former))


def _all_there(toml: TomlFile, rules: list[Placed]) -> Problems:
    names = {one.record.id for one in rules}
    for one in rules:
        if (name := one.record.id) not in RULE_IDS:
            to_do = f"Rules: {', '.join(RULE_IDS)}."
            yield toml.problem((*one.keys, "id"), f"no rule {name!r}{guess(name, RULE_IDS)}", to_do)
    for name in RULE_IDS:
        if rules and name not in names:
            yield toml.problem(("rules", 0), f"the rule {name!r} has no entry", "Add it, with reason and better.")


def _expressions(toml: TomlFile, one: Placed) -> Problems:
    names = toml.tables.get("names", {})
    for key in _LISTS:
        for text in getattr(one.record, key, ()):
            try:
                found = re.compile(expression(text, names)).search("")
            except re.error as error:
                message = f"{place(one)}: {key} cannot be read: {error}"
                yield toml.problem((*one.keys, key), message, f"It is a regular expression: {text}")
                continue
            if found and key != "bare":
                message = f"{place(one)}: {text!r} fits an empty text, so it would fit everywhere"
                yield toml.problem((*one.keys, key), message, "Say more of what is looked for.")


def _former(context: Context, toml: TomlFile, one: Placed) -> Problems:
    known = context.library.jurisdictions()
    if (code := one.record.jurisdiction) not in known:
        to_do = "It names a folder in agencies/."
        yield toml.problem((*one.keys, "jurisdiction"), f"{place(one)}: no law is on file for {code!r}", to_do)
    if not is_url(one.record.source):
        to_do = "Write the page's whole address: https://..."
        yield toml.problem((*one.keys, "source"), f"{place(one)}: {one.record.source!r} is not a web address", to_do)
