"""Decides what one letter says before a word is set: the office, the ground, the size, the items, the channel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from foia.deadlines import lead_duty
from foia.errors import InputError
from foia.items import chosen_items, product_names
from foia.library.agencies import read_contacts
from foia.library.known_use import read_credits, read_known_use, source_line
from foia.library.laws import read_catalogue, read_law, read_subject_laws, read_vendors
from foia.library.places import Library
from foia.model import (
    SIZES,
    Addressee,
    Agency,
    Catalogue,
    Channel,
    Contact,
    Law,
    Limit,
    Request,
    Requester,
    Role,
    RoleStatement,
    Size,
    SubjectLaws,
    Window,
)
from foia.pledge import pledge_catalogue, promised
from foia.standing import check_identity, check_regime, chosen_ground, chosen_statements

SUBJECT = "facial-recognition"
SMALL_DEPARTMENT = 50
"""Officers below which the first letter is the shortest one."""


@dataclass(frozen=True)
class Wishes:
    """What the person asked for; None or empty leaves the choice to the law and the agency's size."""

    dated: dt.date
    size: Size | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    items: Sequence[str] = ()
    vendors: Sequence[str] = ()
    pledge: str = ""
    """The vendor whose promise the letter tests, instead of the usual items."""
    subject: str = SUBJECT
    channel: Channel | None = None
    reference: str = ""
    fee_cap: int | None = None
    waiver_reason: str = ""
    affirmed: frozenset[str] = field(default_factory=frozenset)
    """Grounds (`id:resident`) whose sworn statement the person has made in this very run."""


@dataclass(frozen=True)
class Draft:
    """A request and what its sender should know before she sends it."""

    request: Request
    warnings: tuple[str, ...]
    contacts: tuple[Contact, ...]


def draft(library: Library, agency: Agency, requester: Requester, wishes: Wishes) -> Draft:
    """Everything one letter says; InputError where the law or the person leaves something open."""
    code = agency.jurisdiction
    law = read_law(library, code)
    check_regime(agency, law)
    ground = chosen_ground(law, code, requester, wishes.affirmed)
    check_identity(law, ground, requester, wishes.dated)
    statements, unanswered = chosen_statements(law, code, requester)
    size, warnings = chosen_size(law, agency, requester.role, wishes)
    contacts = read_contacts(library, agency)
    addressee = chosen_addressee(law, agency)
    channel, contact = chosen_channel(agency, contacts, wishes.channel)
    contents = _contents(library, code, wishes)
    catalogue, subject_laws = contents.catalogue, contents.laws
    cap = None if wishes.size or wishes.items else _cap(law, requester.role)
    items = chosen_items(catalogue, subject_laws, law, agency, size, wishes.items, wishes.dated, cap)
    ground_id = ground.id if ground else None
    request = Request(
        agency=agency,
        law=law,
        subject=catalogue.subject,
        requester=requester,
        ground=ground,
        role=role_statement(law, requester.role, wishes.dated),
        statements=statements,
        addressee=addressee,
        duty=lead_duty(law, ground_id, requester.role, agency.kind),
        dated=wishes.dated,
        reference=wishes.reference or reference(agency, wishes.dated),
        size=size,
        window=chosen_window(law, wishes, contents.since),
        items=items,
        products=contents.products,
        custodians=catalogue.subject.custodians_for.get(agency.kind, catalogue.subject.custodians),
        hosts=tuple(host.name for host in subject_laws.hosts if host.agency != agency.id),
        channel=channel,
        contact=contact,
        postal=postal_lines(agency, contacts),
        fee_cap=wishes.fee_cap,
        waiver_reason=wishes.waiver_reason,
    )
    told = (
        *_reach(agency),
        *_claims(request),
        *warnings,
        *unanswered,
        *_doubts(law, wishes.dated),
        *_item_warning(law, request),
    )
    return Draft(request, (*told, *_published(library, agency)), contacts)


@dataclass(frozen=True)
class _Contents:
    """What a letter is made of: the catalogue, the laws that lead it, the names to search, and its own start."""

    catalogue: Catalogue
    laws: SubjectLaws
    products: tuple[str, ...]
    since: dt.date | None = None


def _contents(library: Library, code: str, wishes: Wishes) -> _Contents:
    if wishes.pledge:
        vendor, day = promised(library, wishes.subject, wishes.pledge)
        names = tuple(dict.fromkeys((*vendor.terms, *vendor.products)))
        return _Contents(pledge_catalogue(library, wishes.subject, vendor, day), SubjectLaws(), names, day)
    products = product_names(read_vendors(library, wishes.subject), wishes.vendors)
    laws = read_subject_laws(library, code, wishes.subject)
    return _Contents(read_catalogue(library, wishes.subject), laws, products)


def reference(agency: Agency, dated: dt.date) -> str:
    """The default reference, which is also the name of the files: `wa-seattle-police-department-2026-11-22`."""
    return f"{agency.id.replace('/', '-')}-{dated}"


def _limits(law: Law, role: Role | None) -> list[Limit]:
    """The limits that hold for this role; a requester who gave none is treated as an individual."""
    return [one for one in law.limits if not one.roles or (role or "individual") in one.roles]


def _reach(agency: Agency) -> list[str]:
    """How far the act reaches a body of which someone has read that it is bound in a way of its own."""
    read = agency.regime_source.startswith("http") and agency.note
    return [f"{agency.name}: {agency.note} ({agency.regime_source})"] if read else []


def _claims(request: Request) -> list[str]:
    """What the letter claims because of the role she gave, shown to her before she signs it."""
    role = request.role
    if role is None and request.requester.role in (None, "individual"):
        return []
    if role is None:
        given = f"the law of {request.law.jurisdiction} makes nothing of --role {request.requester.role}"
        return [f"{given}, so the letter says nothing about it"]
    given = f"because you gave --role {request.requester.role}, the letter says: “{role.statement}” {role.effect}"
    return [f"{given} Leave --role out if that is not true."]


def _published(library: Library, agency: Agency) -> list[str]:
    """What others have published on the agency's use, for her to know; no letter says any of it."""
    claims = read_known_use(library, agency)
    credits = read_credits(library) if claims else {}
    return [f"{one.claim} ({source_line(one, credits)})" for one in claims]


def _cap(law: Law, role: Role | None) -> int | None:
    return min((one.max_items for one in _limits(law, role)), default=None)


def chosen_size(law: Law, agency: Agency, role: Role | None, wishes: Wishes) -> tuple[Size, list[str]]:
    """The size wished for, else the default, which never passes a limit of the law."""
    if wishes.size:
        return wishes.size, []
    size: Size = "standard" if (agency.officers or 0) >= SMALL_DEPARTMENT else "starter"
    cap = _cap(law, role)
    if cap is not None and SIZES[size] > cap:
        return "starter", [_limit_note(law, role, f"so this letter has at most {cap} items")]
    return size, []


def _limit_note(law: Law, role: Role | None, so: str) -> str:
    limit = min(_limits(law, role), key=lambda one: one.max_items)
    return f"{limit.section}: {limit.consequence} ({so})"


def _item_warning(law: Law, request: Request) -> list[str]:
    """A warning with the price if the letter holds more items than the law allows without it."""
    role, cap = request.requester.role, _cap(law, request.requester.role)
    if cap is None or len(request.items) <= cap:
        return []
    return [_limit_note(law, role, f"this letter has {len(request.items)} items")]


def _doubts(law: Law, dated: dt.date) -> list[str]:
    """Requirements that are met though unchecked, and facts checked more than a year ago."""
    unsure = [
        f"not checked against a source, met all the same: {one.section or one.field}: {one.gist or one.words}"
        for one in law.requirements
        if one.required and not one.printable(dated)
    ]
    oldest = min(fact.verified for _, fact in law.facts())
    stale = f"a fact of the law of {law.jurisdiction} on file was last checked on {oldest}, more than a year before"
    return [*unsure, stale] if (dated - oldest).days > 365 else unsure


def chosen_window(law: Law, wishes: Wishes, first: dt.date | None = None) -> Window:
    """From the letter's own `first` day, else five years back or 1 January 2019, whichever is earlier.

    It is closed where the law wants an end date.
    """
    since = wishes.since or first or min(dt.date(2019, 1, 1), _five_years_before(wishes.dated))
    closed = any(one.field == "closed_dates" and one.required for one in law.requirements)
    until = wishes.until or (wishes.dated if closed else None)
    if since > (until or wishes.dated):
        raise InputError(
            f"the period starts on {since} and ends on {until or wishes.dated}",
            where="--since",
            to_do="Give a start that lies before the end.",
        )
    return Window(since=since, until=until)


def _five_years_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 5, day=28 if (day.month, day.day) == (2, 29) else day.day)


def chosen_addressee(law: Law, agency: Agency) -> Addressee:
    """The office that lawfully takes a request to this kind of agency."""
    fitting = [one for one in law.addressees if agency.kind in one.kinds]
    general = [one for one in law.addressees if "*" in one.kinds]
    return (fitting or general or list(law.addressees))[0]


def chosen_channel(
    agency: Agency, contacts: Sequence[Contact], wished: Channel | None
) -> tuple[Channel, Contact | None]:
    """The channel wished for, else the first of e-mail or portal on file, else the post."""
    if wished:
        kinds = ("portal", "page") if wished == "portal" else (wished,)
        return wished, next((one for kind in kinds for one in contacts if one.channel == kind), None)
    for contact in contacts:
        if contact.channel == "email":
            return "email", contact
        if contact.channel in ("portal", "page"):
            return "portal", contact
    mail = next((one for one in contacts if one.channel == "mail"), None)
    return "mail", mail


def postal_lines(agency: Agency, contacts: Sequence[Contact]) -> tuple[str, ...]:
    """The address block below the office: the records office's postal address, else the agency's own street."""
    mail = next((one for one in contacts if one.channel == "mail"), None)
    if mail:
        return tuple(line.strip() for line in mail.value.split(";") if line.strip())
    place = ", ".join(part for part in (agency.city, f"{agency.state} {agency.zip}".strip()) if part)
    return tuple(line for line in (agency.street, place) if line) if agency.street else ()


def role_statement(law: Law, role: Role | None, on: dt.date) -> RoleStatement | None:
    """The sentence the letter prints for the role she gave; None where the law makes nothing of it."""
    return next((one for one in law.roles if role in one.roles and one.printable(on)), None)
