"""Rules on how it is asked: questions, blanks, claims about the requester, money."""

from __future__ import annotations

from collections.abc import Iterator

from foia.lint.case import Case
from foia.lint.finding import Finding
from foia.model import Law

Findings = Iterator[Finding]


def question(case: Case) -> Findings:
    """Sentences that ask for an answer and not for a record."""
    finds, unless = case.pattern("question", "finds"), case.pattern("question", "unless")
    for sentence in case.own.sentences:
        asks = sentence.text.rstrip("\"'”’)*_ ").endswith("?")
        if (asks or finds.search(sentence.text)) and not unless.search(sentence.text):
            yield case.finding("question", case.asked.line(sentence.start), sentence.text)


def placeholder(case: Case) -> Findings:
    """Every blank that was not filled in."""
    for found in case.pattern("placeholder", "finds").finditer(case.asked.text):
        yield case.finding("placeholder", case.asked.line(found.start()), found[0])


def claim(case: Case) -> Findings:
    """What the requester says of herself, unless the jurisdiction's law has it said in these words."""
    wanted = tuple(map(_folded, _statements(case.law))) if case.law else ()
    own = tuple(one for one in case.own.sentences if not any(_same(_folded(one.text), text) for text in wanted))
    yield from case.among("claim", own)


def _statements(law: Law) -> Iterator[str]:
    """Every sentence that the law's file lets a requester say."""
    yield from (ground.statement for ground in law.who.grounds)
    yield from (role.statement for role in law.roles)
    yield from (text for one in law.statements for text in (one.yes, one.no) if text)
    yield from (one.sentence for one in law.requirements if one.sentence)


def _same(sentence: str, statement: str) -> bool:
    return sentence in statement or statement in sentence


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).lower()


def no_fees(case: Case) -> Findings:
    """A request that says nothing of money."""
    if not case.pattern("no-fees", "unless").search(case.asked.text):
        yield case.finding("no-fees", case.asked.first)


def open_consent(case: Case) -> Findings:
    """A promise to pay without a cap."""
    yield from case.among("open-consent", case.own.sentences)
