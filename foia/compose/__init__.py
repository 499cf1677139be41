"""Request -> Letter: fills the templates and splits their text into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from foia.compose.cells import Cells
from foia.compose.facts import Facts, facts, identity
from foia.compose.templates import DECLARATION, ITEM, LEAD, LEAD_END, SIGNATURE, rendered
from foia.errors import DataError
from foia.library.places import Library
from foia.model import Block, Letter, Request, SenderLine

_KINDS = {ITEM: "item", DECLARATION: "declaration", SIGNATURE: "signature-line"}
_HEAD = ("Date", "Reference", "Delivery", "Subject", "Salutation", "Closing")
_REPLIES = ("estimate", "clarify", "form", "denial", "no records", "other")


def context(request: Request) -> dict[str, Any]:
    """Every variable a template may use; templates/README.md explains them."""
    wanted, section = identity(request)
    requirements = [one.sentence for one in request.law.requirements if one.required and one.sentence]
    return {
        "about": request.about,
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
        "expedite": request.expedite,
        "facts": facts(request),
        "fee_cap": request.fee_cap,
        "ground": request.ground,
        "hosts": request.hosts,
        "identity": wanted,
        "identity_section": section,
        "items": request.items,
        "products": request.products,
        "published": request.published,
        "reference": request.reference,
        "requester": request.requester,
        "role": request.role,
        "row": Cells(request.row),
        "sentences": requirements,
        "size": request.size,
        "statements": request.statements,
        "style": request.law.style,
        "subject": request.subject,
        "terms": request.subject.terms,
        "waiver_reason": request.waiver_reason,
        "window": request.window,
    }


def _bare(line: str) -> str:
    """Letters and digits alone: `Open-Records Officer` is the office that a page calls `Open Records Officer`."""
    return re.sub(r"[^a-z0-9]", "", line.lower())


def office_lines(request: Request) -> tuple[str, ...]:
    """The address block: the lawful office, its body, and the postal lines where any are known."""
    agency = request.agency
    body = agency.government if request.addressee.of == "government" and agency.government else agency.name
    postal = request.postal
    known = {_bare(line) for line in postal}
    head = [line for line in (request.addressee.office, body) if _bare(line) not in known]
    return (*head, *postal)


def compose(request: Request, library: Library, template: str = "letters/request.txt") -> Letter:
    """The finished letter; DataError names the template that asks for what is not there."""
    return composed(request, context(request), library, template)


def composed(request: Request, known: dict[str, Any], library: Library, template: str, stand_ins: str = "") -> Letter:
    """The letter with `known` filled in, in which these characters may stand for what is still to come."""
    text = rendered(template, known, library, stand_ins)
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
    paragraphs = (folded(one) for one in re.split(r"\n[ \t]*\n", rendered(template, known, library)))
    return "\n\n".join(one for one in paragraphs if one) + "\n"


def both_in_words(request: Request, library: Library) -> tuple[Letter, str]:
    """The letter and its sheet of next steps."""
    return compose(request, library), compose_next_steps(request, library)


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
            found.setdefault(name.strip(), []).append(folded(value))
    if missing := [name for name in _HEAD if name not in found]:
        raise DataError(f"the head has no line '{missing[0]}:'", where=f"templates/{template}")
    return found


def folded(text: str) -> str:
    """The text on one line, single spaces between its words."""
    return " ".join(text.split())


def _blocks(body: str, request: Request) -> tuple[Block, ...]:
    """The paragraphs, items numbered from 1 in the order of the request."""
    ids = iter(request.items)
    blocks: list[Block] = []
    for paragraph in re.split(r"\n[ \t]*\n", body):
        text = folded(paragraph)
        if not text:
            continue
        kind = _KINDS.get(text[0], "paragraph")
        lead, text = _lead(text.lstrip(ITEM + DECLARATION + SIGNATURE))
        item = next(ids, None) if kind == "item" else None
        blocks.append(
            Block(
                kind=kind,  # type: ignore[arg-type]
                text=text,
                lead=lead,
                number=item.number if item else 0,
                item=item.id if item else "",
            )
        )
    numbered = sum(block.kind == "item" for block in blocks)
    if numbered not in (0, len(request.items)):
        raise DataError(
            f"the letter has {numbered} numbered items, and {len(request.items)} are asked for",
            where="templates/letters",
            to_do="Print every one of `items` once; what you add of your own stands in a paragraph, not behind `1.`.",
        )
    return tuple(blocks)


def _lead(text: str) -> tuple[str, str]:
    if text.startswith(LEAD):
        lead, _, rest = text[1:].partition(LEAD_END)
        return lead.strip(), rest.strip()
    return "", text.replace(LEAD, "").replace(LEAD_END, "")


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
        about=request.about.agency.id if request.about else "",
        wanted_in_text=_wanted_in_text(request),
        language=request.law.style.language,
        paper=request.law.style.paper,
    )


def _wanted_in_text(request: Request) -> frozenset[str]:
    """The kinds of sender lines the law wants in the request itself; an e-mail address will do to write to."""
    wanted = {one.field for one in request.law.requirements if one.required}
    if "correspondence" in wanted:
        wanted.add("email" if request.requester.email else "address")
    return frozenset(wanted & {"name", "address", "phone", "email"})


__all__ = ["Facts", "both_in_words", "compose", "compose_next_steps", "composed", "context", "folded"]
