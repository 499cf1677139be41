"""One jurisdiction's public records law as data.

A fact carries the full printed citation in `section`, the statute's own words in `words` (verbatim, printed in
quotation marks) or our plain restatement in `gist` (a clause that reads after "Under SECTION, ").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from foia.model.base import Channel, Record, Role, Unit
from foia.model.clocks import Counting, Duty
from foia.model.fact import Fact, Source
from foia.model.style import Style


class MissingLaw(Record, frozen=True, kw_only=True):
    """A folder whose agencies are listed and whose act is not on file; `about` names the act for the user."""

    jurisdiction: str
    about: str
    source: str
    date: dt.date


class Act(Fact, frozen=True, kw_only=True):
    """The public records act and the names it goes by."""

    name: str
    short_name: str
    citation: str
    section_pattern: str


class Addressee(Fact, frozen=True, kw_only=True):
    """The office a request lawfully goes to, for the kinds of agency named; `of` says whose officer it is."""

    kinds: tuple[str, ...]
    office: str
    of: Literal["agency", "government"]


class Ground(Fact, frozen=True, kw_only=True):
    """One way of being allowed to ask; `statement` is the sentence the letter prints if the requester picks it."""

    id: str
    label: str
    statement: str
    roles: tuple[Role, ...] = ()
    needs: tuple[str, ...] = ()
    sworn: bool = False


class Who(Fact, frozen=True, kw_only=True):
    """Who may ask: anyone; only those with a ground; or anyone, with a declaration about herself."""

    who: Literal["anyone", "restricted", "declaration"]
    instead: str = ""
    grounds: tuple[Ground, ...] = ()


class RoleStatement(Fact, frozen=True, kw_only=True):
    """The sentence the letter prints for a requester who asks in one of `roles`, and what it is good for."""

    roles: tuple[Role, ...]
    statement: str
    effect: str


class RequesterStatement(Fact, frozen=True, kw_only=True):
    """A yes-or-no question about the request that the law lets the agency ask; only an answer given is printed."""

    id: str
    question: str
    yes: str
    no: str = ""
    roles: tuple[Role, ...] = ()


class Requirement(Fact, frozen=True, kw_only=True):
    """Something the request must contain (`required`), or that the agency may demand later."""

    field: Literal[
        "name",
        "address",
        "phone",
        "email",
        "correspondence",
        "closed_dates",
        "written",
        "names_act",
        "clear_request",
        "describe",
    ]
    """`correspondence` is an address to write to, which may be that of an e-mail."""
    required: bool
    sentence: str = ""


class Limit(Fact, frozen=True, kw_only=True):
    """A number of items past which the law treats a request worse, for the roles named."""

    id: str
    roles: tuple[Role, ...] = ()
    max_items: int
    consequence: str


class OpenRecord(Fact, frozen=True, kw_only=True):
    """What a law says is open about contracts, prices and payments; `topics` name the items it stands beside."""

    topics: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    """Kinds of agency the section binds; empty for all."""
    gist: str


class Fees(Fact, frozen=True, kw_only=True):
    """What may be charged."""

    estimate_section: str = ""
    estimate_words: str = ""


class Waiver(Fact, frozen=True, kw_only=True):
    """The legal basis on which fees are waived or reduced."""

    mandatory: bool
    grounds: tuple[str, ...] = ()
    test: str


class ExpediteNeed(Fact, frozen=True, kw_only=True):
    """One reason the law has for serving a request first; `statement` is the sentence the letter prints."""

    id: str
    label: str
    statement: str


class Expedited(Fact, frozen=True, kw_only=True):
    """The right to be served first, and the words in which the requester certifies her case for it."""

    certification: str
    needs: tuple[ExpediteNeed, ...]


class Appeal(Fact, frozen=True, kw_only=True):
    """One road after a refusal, for the records named in `about`."""

    about: str
    kinds: tuple[str, ...] = ()
    """Kinds of agency whose refusals take this road; empty for all."""
    to: str
    days: int | None = None
    unit: Unit
    counts_from: str
    police: bool = False


class Refusal(Fact, frozen=True, kw_only=True):
    """The exemption usually claimed, and what the act says that answers it."""

    id: Literal["techniques", "trade-secrets", "burden", "security", "personal-data"]
    exemption: str
    answer: str = ""
    answer_section: str = ""


class PoliceLaw(Fact, frozen=True, kw_only=True):
    """A police-specific act and what it changes for a request."""

    about: str
    effect: str


class Delivery(Fact, frozen=True, kw_only=True):
    """A rule on how or where a request must arrive."""

    channels: tuple[Channel, ...]
    rule: Literal[
        "whole request in body",
        "designated address",
        "named officer",
        "clear label",
        "one body per request",
        "receipt rule",
        "preserves remedies",
    ]
    advice: str


class RequesterDuty(Fact, frozen=True, kw_only=True):
    """A clock that runs against the requester."""

    reply: Literal["estimate", "clarify", "form", "denial", "no records", "other"] = "other"
    """Which of the usual replies the clock goes with."""
    event: str
    days: int | None = None
    unit: Unit
    lost: str


class Example(Record, frozen=True, kw_only=True):
    """A deadline worked by hand; the tests run it."""

    duty: str
    received: dt.date
    due: dt.date
    why: str
    extended: bool = False


class Difference(Record, frozen=True, kw_only=True):
    """Where the reference table and the statute disagree, which is trusted, and why."""

    fact: str
    reference: str
    found: str
    trusted: str
    why: str


class Law(Record, frozen=True, kw_only=True, eq=False):
    """One jurisdiction's public records law."""

    jurisdiction: str
    abbreviations: tuple[str, ...] = ()
    """What newsrooms write for it beside the two letters of the post: `Calif.`, `W. Va.`."""
    style: Style = Style()
    act: Act
    police_act: Act | None = None
    """A second act that governs police records beside the first; the letter names both."""
    who: Who
    anonymous: Fact | None = None
    """The law that forbids asking for a name."""
    roles: tuple[RoleStatement, ...] = ()
    statements: tuple[RequesterStatement, ...] = ()
    addressees: tuple[Addressee, ...]
    requirements: tuple[Requirement, ...] = ()
    named_records: Fact | None = None
    """Where the act answers requests for named kinds of record only, and not for "records sufficient to show"."""
    duties: tuple[Duty, ...]
    counting: Counting
    limits: tuple[Limit, ...] = ()
    contracts_public: tuple[OpenRecord, ...] = ()
    fees: Fees
    waiver: Waiver | None = None
    expedited: Expedited | None = None
    denial: Fact
    segregation: Fact | None = None
    electronic: Fact | None = None
    forwarding: Fact | None = None
    assistance: Fact | None = None
    refusals: tuple[Refusal, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    police: tuple[PoliceLaw, ...] = ()
    delivery: tuple[Delivery, ...] = ()
    requester_duties: tuple[RequesterDuty, ...] = ()
    examples: tuple[Example, ...] = ()
    differences: tuple[Difference, ...] = ()
    sources: dict[str, Source]

    def facts(self) -> Iterator[tuple[str, Fact]]:
        """Every fact of the law with the name of its table, grounds and extensions included."""
        for name in self.__struct_fields__:
            yield from ((name, fact) for fact in _facts_within(getattr(self, name)))


def _facts_within(value: object) -> Iterator[Fact]:
    if isinstance(value, tuple):
        for one in value:
            yield from _facts_within(one)
    elif isinstance(value, Fact):
        yield value
        for name in value.__struct_fields__:
            yield from _facts_within(getattr(value, name))
