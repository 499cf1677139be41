"""What every rule gets: the request, the words of the rules, and the law of the jurisdiction if it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from foia.errors import DataError
from foia.library.laws import read_law
from foia.library.places import Library
from foia.library.toml import read_record
from foia.lint.asked import Asked, Passage
from foia.lint.finding import Finding
from foia.model import Law, LintRule, LintWords

FILE = "lint.toml"
LONGEST = 70
"""Characters of a passage that a message repeats."""
_NAME = re.compile(r"<([a-z]+)>")


def read_words(library: Library) -> LintWords:
    """The rules' words; DataError where the file is missing."""
    path = library.file("templates", FILE)
    if path is None:
        raise DataError("the file is missing", where=f"templates/{FILE}")
    return read_record(path, LintWords)


def expression(text: str, names: dict[str, str]) -> str:
    """A pattern with its names filled in and its spaces open to any white space, a line's end included."""
    for _ in names:
        text = _NAME.sub(lambda found: names.get(found[1], found[0]), text)
    return text.replace(" ", r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n>]*)")


def compiled(patterns: tuple[str, ...], names: dict[str, str]) -> re.Pattern[str] | None:
    """One expression for all of them, or None where there are none; re.error where one is wrong."""
    if not patterns:
        return None
    return re.compile("|".join(f"(?:{expression(one, names)})" for one in patterns), re.IGNORECASE)


@dataclass(frozen=True)
class Case:
    """One request to look at; `code` is "" where the jurisdiction was not given."""

    asked: Asked
    words: LintWords
    library: Library
    code: str = ""

    @cached_property
    def law(self) -> Law | None:
        """The law of the jurisdiction given."""
        return read_law(self.library, self.code) if self.code else None

    @cached_property
    def act(self) -> str:
        """How the act is to be cited."""
        return f"the {self.law.act.name}, {self.law.act.citation}" if self.law else self.words.act

    def rule(self, name: str) -> LintRule:
        """The entry of a rule."""
        return next(one for one in self.words.rules if one.id == name)

    def pattern(self, name: str, part: str) -> re.Pattern[str]:
        """One list of a rule's expressions; of an empty list one that never matches."""
        key = (name, part)
        if key not in self._patterns:
            found = compiled(getattr(self.rule(name), part), self.words.names)
            self._patterns[key] = found or re.compile(r"(?!)")
        return self._patterns[key]

    @cached_property
    def _patterns(self) -> dict[tuple[str, str], re.Pattern[str]]:
        return {}

    @cached_property
    def own(self) -> Asked:
        """The request without the sentences that tell what a law says."""
        told = compiled(("<told>",), self.words.names)
        return self.asked.without(told) if told else self.asked

    @cached_property
    def period(self) -> re.Pattern[str]:
        """What a period of time looks like."""
        return self.pattern("no-period", "unless")

    def finding(self, name: str, line: int, found: str = "", **values: str) -> Finding:
        """A finding in the rule's words, with {act} and other values filled in."""
        rule = self.rule(name)
        shown = " ".join(found.split())
        shown = f"{shown[: LONGEST - 2].rstrip()} …" if len(shown) > LONGEST else shown
        reason, better = (_filled(text, {"act": self.act, **values}) for text in (rule.reason, rule.better))
        return Finding(self.asked.path, line, name, rule.level, shown, reason, better)

    def among(self, name: str, passages: tuple[Passage, ...]) -> Iterator[Finding]:
        """The rule's `finds` in these passages, each passage once and not where `unless` stands in it."""
        finds, unless = self.pattern(name, "finds"), self.pattern(name, "unless")
        for passage in passages:
            found = finds.search(passage.text)
            if found and not unless.search(passage.text):
                yield self.finding(name, self.asked.line(passage.start + found.start()), found[0])


def _filled(text: str, values: dict[str, str]) -> str:
    """The text with its values; a value that ends in a full stop closes the sentence itself: `et seq.`"""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}.", f"{value.rstrip('.')}.").replace(f"{{{name}}}", value)
    return text
