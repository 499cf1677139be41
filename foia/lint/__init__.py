"""Rules over the text of a request: what will get it refused, why, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from foia.library.places import Library
from foia.lint import citations, scope, wording
from foia.lint.asked import Asked
from foia.lint.case import Case, read_words
from foia.lint.finding import Finding
from foia.lint.reading import read_request

RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    *(scope.no_period, scope.all_email, scope.any_and_all, scope.all_relating),
    *(scope.not_numbered, scope.too_many_items),
    *(wording.question, wording.placeholder, wording.claim, wording.no_fees, wording.open_consent),
    citations.citations,
)
RULE_IDS = (
    *("no-period", "all-email", "any-and-all", "all-relating", "not-numbered", "too-many-items"),
    *("question", "placeholder", "claim", "no-fees", "open-consent"),
    *("former-citation", "federal-act", "other-act", "section-form"),
)
"""What the entries of templates/lint.toml are called; each has a rule here, and each rule an entry there."""


def lint(asked: Asked, library: Library, code: str = "") -> list[Finding]:
    """Every finding in a request, by line; citations of sections are judged only where the jurisdiction is given."""
    case = Case(asked, read_words(library), library, code)
    found = {one for rule in RULES for one in rule(case)}
    return sorted(found, key=lambda one: (one.line, one.level, RULE_IDS.index(one.rule), one.found))


def lint_file(path: Path, library: Library, code: str = "") -> list[Finding]:
    """The same for a file."""
    return lint(read_request(path), library, code)


__all__ = ["RULES", "RULE_IDS", "Asked", "Case", "Finding", "lint", "lint_file", "read_request", "read_words"]
