"""What the law says, as far as a letter of its date may claim it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foia.model import Fact, Refusal, Request, Waiver

_IDENTITY = {
    "name": "name",
    "address": "mailing address",
    "phone": "telephone number",
    "email": "e-mail address",
    "correspondence": "address for correspondence",
}


@dataclass(frozen=True)
class Facts:
    """What the law says, as far as a letter of this date may claim it; the rest is None."""

    denial: Fact | None
    segregation: Fact | None
    electronic: Fact | None
    forwarding: Fact | None
    assistance: Fact | None
    duty: Fact | None
    estimate: Estimate | None
    waiver: Waiver | None
    refusals: dict[str, Refusal]


@dataclass(frozen=True)
class Estimate:
    """The section that calls for an estimate of the cost, and its words."""

    section: str
    words: str


def facts(request: Request) -> Facts:
    """The printable part of the request's law."""
    law, on = request.law, request.dated

    def claim(fact: Fact | None) -> Any:
        return fact if fact and fact.section and (fact.words or fact.gist) and fact.printable(on) else None

    fees = law.fees
    estimate = Estimate(fees.estimate_section, fees.estimate_words)
    refusals: dict[str, Refusal] = {one.id: one for one in law.refusals if one.printable(on)}
    return Facts(
        denial=claim(law.denial) if law.denial.gist else None,
        segregation=claim(law.segregation) if law.segregation and law.segregation.gist else None,
        electronic=claim(law.electronic) if law.electronic and law.electronic.gist else None,
        forwarding=claim(law.forwarding) if law.forwarding and law.forwarding.gist else None,
        assistance=claim(law.assistance) if law.assistance and law.assistance.gist else None,
        duty=claim(request.duty),
        estimate=estimate if estimate.section and estimate.words and fees.printable(on) else None,
        waiver=law.waiver if law.waiver and law.waiver.section and law.waiver.printable(on) else None,
        refusals=refusals,
    )


def identity(request: Request) -> tuple[list[str], str]:
    """What the law wants to know of the requester in the letter, in words, and the section that says so."""
    wanted = [one for one in request.law.requirements if one.required and one.field in _IDENTITY]
    sections = {one.section for one in wanted if one.section and one.printable(request.dated)}
    return [_IDENTITY[one.field] for one in wanted], sections.pop() if len(sections) == 1 else ""
