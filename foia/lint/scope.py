"""Rules on how much is asked for: the period, e-mail, everything on a subject, the number of items."""

from __future__ import annotations

from collections.abc import Iterator

from foia.lint.case import Case
from foia.lint.finding import Finding
from foia.model import SIZES

Findings = Iterator[Finding]


def no_period(case: Case) -> Findings:
    """A request that names no period at all."""
    if not case.period.search(case.asked.text):
        yield case.finding("no-period", case.asked.first)


def all_email(case: Case) -> Findings:
    """E-mail asked for without mailboxes, or without a period in the item or the request."""
    finds, custodian = case.pattern("all-email", "finds"), case.pattern("all-email", "unless")
    dated = case.period.search(case.asked.text)
    for passage in case.own.passages:
        found = finds.search(passage.text)
        if found and not (dated and custodian.search(passage.text)):
            yield case.finding("all-email", case.asked.line(passage.start + found.start()), found[0])


def any_and_all(case: Case) -> Findings:
    """`Any and all` in a passage without a limit of its own."""
    yield from case.among("any-and-all", case.own.passages)


def all_relating(case: Case) -> Findings:
    """All records on a subject in a passage without a limit of its own."""
    yield from case.among("all-relating", case.own.passages)


def not_numbered(case: Case) -> Findings:
    """A request without numbered items."""
    if not case.asked.items:
        yield case.finding("not-numbered", 1)


def too_many_items(case: Case) -> Findings:
    """More items than the longest letter of ours has."""
    most = max(SIZES.values())
    if len(case.asked.items) > most:
        line = case.asked.line(case.asked.items[most].start)
        yield case.finding("too-many-items", line, number=str(len(case.asked.items)))
