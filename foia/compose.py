"""Request -> Letter: renders the plain-text templates and splits the text into paragraphs. The only Jinja."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import SandboxedEnvironment

from foia.errors import DataError
from foia.library.places import Library
from foia.model import Block, Fact, Letter, Refusal, Request, SenderLine, Waiver

# Marks of a template's own layout, as private-use characters, which no user text can hold (see intake.py): a name that
# begins with "1." stays a name.
_LEAD, _LEAD_END, _ITEM, _DECLARATION, _SIGNATURE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_KINDS = {_ITEM: "item", _DECLARATION: "declaration", _SIGNATURE: "signature-line"}
_LAYOUT = (
    (re.compile(r"\*\*(.+?)\*\*"), rf"{_LEAD}\1{_LEAD_END}"),
    (re.compile(r"^1\. ", re.MULTILINE), _ITEM),
    (re.compile(r"^> ", re.MULTILINE), _DECLARATION),
    (re.compile(r"^____ ", re.MULTILINE), _SIGNATURE),
)
_HEAD = ("Date", "Reference", "Delivery", "Subject", "Salutation", "Closing")
_REPLIES = ("estimate", "clarify", "form", "denial", "no records", "other")
_IDENTITY = {
    "name": "name",
    "address": "mailing address",
    "phone": "telephone number",
    "email": "e-mail address",
}


class _Layers(BaseLoader):
    """Templates from the user's own folder, else from the packaged one, their layout marked before Jinja sees them."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        for folder in reversed(self._folders):
            path = folder / template
            if path.is_file():
                return _marked(path), str(path), lambda: True
        raise TemplateNotFound(template)


def _marked(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DataError("the template is not UTF-8 text", where=str(path), to_do="Save it as UTF-8.") from error
    for pattern, mark in _LAYOUT:
        text = pattern.sub(mark, text)
    return text


def long_date(day: dt.date) -> str:
    """`November 22, 2026`."""
    return f"{day:%B} {day.day}, {day.year}"


def listed(words: Iterable[str], joint: str = "and") -> str:
    """`a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} {joint} {last}" if first else last


def quoted(words: Iterable[str]) -> list[str]:
    """Each word in curly quotation marks; terms that hold their own are left as they are."""
    return [word if "“" in word or '"' in word else f"“{word}”" for word in words]


def with_the(name: str) -> str:
    """`the City of Seattle`, but `Cook County`."""
    first = name.partition(" ")[0]
    kinds = ("City", "Town", "Village", "Borough", "County", "Township", "State", "Commonwealth", "District")
    return f"the {name}" if first in kinds else name


def unit_name(unit: str, number: int) -> str:
    """`business days`, `calendar day`: the unit in words, for so many of it."""
    name = {"business": "business day", "calendar": "calendar day", "months": "month", "years": "year"}.get(unit, unit)
    return name if number == 1 else f"{name}s"


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...]) -> Environment:
    environment = SandboxedEnvironment(
        loader=_Layers(folders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        auto_reload=False,
    )
    environment.filters |= {"long_date": long_date, "listed": listed, "quoted": quoted, "with_the": with_the}
    environment.filters["unit_name"] = unit_name
    return environment


@dataclass(frozen=True)
class Facts:
    """What the law says, as far as a letter of this date may claim it; the rest is None."""

    denial: Fact | None
    segregation: Fact | None
    electronic: Fact | None
    forwarding: Fact | None
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


def context(request: Request) -> dict[str, Any]:
    """Every variable a template may use; templates/README.md explains them."""
    wanted, section = identity(request)
    requirements = [one.sentence for one in request.law.requirements if one.required and one.sentence]
    return {
        "act": request.law.act,
        "police_act": request.law.police_act,
        "agency": request.agency,
        "addressee": request.addressee,
        "office": office_lines(request),
        "of_government": request.addressee.of == "government" and bool(request.agency.government),
        "channel": request.channel,
        "contact": request.contact,
        "custodians": request.custodians,
        "dated": request.dated,
        "facts": facts(request),
        "fee_cap": request.fee_cap,
        "ground": request.ground,
        "hosts": request.hosts,
        "identity": wanted,
        "identity_section": section,
        "items": request.items,
        "products": request.products,
        "reference": request.reference,
        "requester": request.requester,
        "role": request.role,
        "sentences": requirements,
        "size": request.size,
        "statements": request.statements,
        "subject": request.subject,
        "terms": request.subject.terms,
        "waiver_reason": request.waiver_reason,
        "window": request.window,
    }


def office_lines(request: Request) -> tuple[str, ...]:
    """The address block: the lawful office, its body, and the postal lines where any are known."""
    agency = request.agency
    body = agency.government if request.addressee.of == "government" and agency.government else agency.name
    postal = request.postal
    head = [line for line in (request.addressee.office, body) if line not in postal]
    return (*head, *postal)


def compose(request: Request, library: Library, template: str = "letters/request.txt") -> Letter:
    """The finished letter; DataError names the template that asks for what is not there."""
    folders = tuple(layer / "templates" for layer in library.layers())
    try:
        text = _environment(folders).get_template(template).render(context(request))
    except TemplateError as error:
        raise _template_error(error, template) from error
    head, body = _parted(text, template)
    return _letter(request, _head(head, template), _blocks(body, request))


def compose_next_steps(request: Request, library: Library, template: str = "letters/next-steps.txt") -> str:
    """What the requester can do with each of the usual replies, as plain text of its own."""
    on = request.dated
    own = request.law.requester_duties
    known = context(request) | {
        "clocks": {reply: [one for one in own if one.reply == reply] for reply in _REPLIES},
        "unchecked": [one for one in own if not one.printable(on)],
        "appeals": [
            one
            for one in request.law.appeals
            if one.printable(on) and (not one.kinds or request.agency.kind in one.kinds)
        ],
    }
    folders = tuple(layer / "templates" for layer in library.layers())
    try:
        text = _environment(folders).get_template(template).render(known)
    except TemplateError as error:
        raise _template_error(error, template) from error
    paragraphs = (_folded(one) for one in re.split(r"\n[ \t]*\n", text))
    return "\n\n".join(one for one in paragraphs if one) + "\n"


def _template_error(error: TemplateError, template: str) -> DataError:
    name = getattr(error, "filename", None) or getattr(error, "name", None) or f"templates/{template}"
    line = getattr(error, "lineno", None)
    where = f"{name}:{line}" if line else str(name)
    return DataError(
        f"the template cannot be used: {error.message}", where=where, to_do="templates/README.md lists what it can use."
    )


def _parted(text: str, template: str) -> tuple[str, str]:
    """The head, which its line `Closing:` ends, and the body."""
    end = re.search(r"^Closing:.*$", text, re.MULTILINE)
    if end is None:
        raise DataError("the head has no line 'Closing:'", where=f"templates/{template}")
    return text[: end.end()], text[end.end() :]


def _head(text: str, template: str) -> dict[str, list[str]]:
    """The `Name: value` lines above the body; DataError where one is missing."""
    found: dict[str, list[str]] = {}
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon and value.strip():
            found.setdefault(name.strip(), []).append(_folded(value))
    if missing := [name for name in _HEAD if name not in found]:
        raise DataError(f"the head has no line '{missing[0]}:'", where=f"templates/{template}")
    return found


def _folded(text: str) -> str:
    return " ".join(text.split())


def _blocks(body: str, request: Request) -> tuple[Block, ...]:
    """The paragraphs, items numbered from 1 in the order of the request."""
    ids = iter(request.items)
    blocks: list[Block] = []
    for paragraph in re.split(r"\n[ \t]*\n", body):
        text = _folded(paragraph)
        if not text:
            continue
        kind = _KINDS.get(text[0], "paragraph")
        lead, text = _lead(text.lstrip(_ITEM + _DECLARATION + _SIGNATURE))
        item = next(ids) if kind == "item" else None
        blocks.append(
            Block(
                kind=kind,  # type: ignore[arg-type]
                text=text,
                lead=lead,
                number=item.number if item else 0,
                item=item.id if item else "",
            )
        )
    return tuple(blocks)


def _lead(text: str) -> tuple[str, str]:
    if text.startswith(_LEAD):
        lead, _, rest = text[1:].partition(_LEAD_END)
        return lead.strip(), rest.strip()
    return "", text.replace(_LEAD, "").replace(_LEAD_END, "")


def _sender(request: Request) -> tuple[SenderLine, ...]:
    asker = request.requester
    lines = [SenderLine(kind="name", text=asker.name)] if asker.name else []
    if asker.organization:
        lines.append(SenderLine(kind="organization", text=asker.organization))
    lines += [SenderLine(kind="address", text=line) for line in asker.address]
    if asker.phone:
        lines.append(SenderLine(kind="phone", text=asker.phone))
    if asker.email:
        lines.append(SenderLine(kind="email", text=asker.email))
    return tuple(lines)


def _letter(request: Request, head: Mapping[str, Sequence[str]], blocks: tuple[Block, ...]) -> Letter:
    asker = request.requester
    wanted = {one.field for one in request.law.requirements if one.required}
    return Letter(
        agency=request.agency.id,
        reference=request.reference,
        dated=request.dated,
        sender=_sender(request),
        date_line=head["Date"][0],
        reference_line=head["Reference"][0],
        delivery_line=head["Delivery"][0],
        addressee=tuple(head.get("To", ())),
        subject=head["Subject"][0],
        salutation=head["Salutation"][0],
        blocks=blocks,
        closing=head["Closing"][0],
        signature=tuple(line for line in (asker.name, asker.organization) if line),
        wanted_in_text=frozenset(wanted & {"name", "address", "phone", "email"}),
    )
