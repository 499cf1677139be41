"""Decides what one letter says before a word is set: the office, the ground, the size, the items, the channel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

import msgspec

from foia.addressing import chosen_addressee, chosen_channel, postal_lines
from foia.companion import companion_catalogue, named_hosts
from foia.deadlines import lead_duty
from foia.errors import InputError
from foia.items import chosen_items, product_names, prohibitions, telling_words
from foia.library.agencies import read_contacts
from foia.library.known_use import sourced
from foia.library.laws import read_catalogue, read_law, read_subject_laws, read_vendors
from foia.library.places import Library
from foia.model import (
    SIZES,
    Agency,
    Catalogue,
    Channel,
    Companion,
    Contact,
    Law,
    Limit,
    Request,
    Requester,
    Role,
    RoleStatement,
    Size,
    Style,
    SubjectLaws,
    SubjectText,
    Window,
    letter_name,
)
from foia.pledge import pledge_catalogue, promised
from foia.standing import check_identity, check_regime, chosen_expedite, chosen_ground, chosen_statements
from foia.steering import Steering, steering

T = TypeVar("T")
SUBJECT = "facial-recognition"
SMALL_DEPARTMENT = 50
"""Officers below which the first letter is the shortest one."""


@dataclass(frozen=True, slots=True)
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
    contacts: tuple[Contact, ...] = ()
    """Ways into the agency that the person knows herself; they come before those on file."""
    row: Mapping[str, str] = field(default_factory=dict)
    """The cells of the person's own table, for templates that ask for them."""
    cite_known_use: bool = False
    """Print the published claims, which otherwise steer the letter and are shown to the person alone."""
    expedite: Sequence[str] = ()
    """Reasons (`us:urgency`) on which she asks to be served first, and her own words for it."""
    expedite_reason: str = ""
    about: Companion | None = None
    """The first letter's agency and the shared system, where this letter goes to whoever runs it."""


@dataclass(frozen=True)
class Draft:
    """A request and what its sender should know before she sends it."""

    request: Request
    warnings: tuple[str, ...]
    contacts: tuple[Contact, ...]
    passed: str = ""
    """The limit of the law that the letter passes, with the price; it stands among the warnings too."""


def draft(library: Library, agency: Agency, requester: Requester, wishes: Wishes) -> Draft:
    """Everything one letter says; InputError where the law or the person leaves something open."""
    code = agency.jurisdiction
    law = read_law(library, code)
    check_regime(agency, law)
    ground = chosen_ground(law, code, requester, wishes.affirmed)
    check_identity(law, ground, requester, wishes.dated)
    statements, unanswered = chosen_statements(law, code, requester)
    size, warnings = chosen_size(law, agency, requester.role, wishes)
    contacts = (*wishes.contacts, *read_contacts(library, agency))
    addressee = chosen_addressee(law, agency)
    channel, contact = chosen_channel(wishes.contacts or contacts, contacts, wishes.channel)
    contents = _contents(library, agency, wishes, law.style)
    catalogue, subject = contents.catalogue, contents.catalogue.subject
    cap = None if wishes.size or wishes.items else _cap(law, requester.role)
    items = chosen_items(
        catalogue, contents.laws, law, agency, size, wishes.items, wishes.dated, cap, contents.steered.first
    )
    ground_id = ground.id if ground else None
    request = Request(
        agency=agency,
        law=law,
        subject=_subject(subject, agency, contents.steered),
        requester=requester,
        ground=ground,
        role=role_statement(law, requester.role, wishes.dated),
        statements=statements,
        addressee=addressee,
        duty=lead_duty(law, ground_id, requester.role, agency.kind),
        dated=wishes.dated,
        reference=wishes.reference
        or letter_name(agency.id, wishes.dated, wishes.about.agency.id if wishes.about else ""),
        size=size,
        window=chosen_window(law, wishes, contents.since, catalogue.subject.years),
        items=items,
        products=contents.products,
        custodians=_for_agency(subject.custodians_for, agency, subject.custodians),
        hosts=contents.hosts,
        channel=channel,
        contact=contact,
        postal=postal_lines(agency, contacts, law.style, addressee),
        fee_cap=wishes.fee_cap,
        waiver_reason=wishes.waiver_reason,
        row=wishes.row,
        about=wishes.about,
        expedite=chosen_expedite(law, code, wishes.expedite, wishes.expedite_reason, wishes.affirmed, wishes.dated),
        published=contents.steered.published if wishes.cite_known_use else (),
    )
    passed = _item_warning(law, request)
    told = (*_reach(agency), *_claims(request), *warnings, *unanswered, *_doubts(law, wishes.dated), *passed)
    told = (*told, *_elsewhere(law, code, wishes), *_barred(contents.laws, agency, wishes))
    return Draft(request, (*told, *_published(contents.steered, wishes)), contacts, "".join(passed))


@dataclass(frozen=True)
class _Contents:
    """What a letter is made of: the catalogue, the laws that lead it, the names and systems in it, its own start."""

    catalogue: Catalogue
    laws: SubjectLaws
    products: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    steered: Steering = field(default_factory=Steering)
    since: dt.date | None = None


def _contents(library: Library, agency: Agency, wishes: Wishes, style: Style) -> _Contents:
    if wishes.pledge:
        if wishes.vendors:
            raise InputError(
                "a letter on a promise asks about the vendor who made it and no other",
                where="--pledge with --vendor",
                to_do="Leave --vendor out, or write to the agency without --pledge.",
            )
        vendor, day = promised(library, wishes.subject, wishes.pledge)
        names = telling_words((*vendor.terms, *vendor.products))
        catalogue = pledge_catalogue(library, wishes.subject, vendor, day, style)
        return _Contents(catalogue, SubjectLaws(), names, since=day)
    vendors = read_vendors(library, wishes.subject)
    if wishes.about:
        catalogue = companion_catalogue(library, wishes.subject, wishes.about)
        shared = steering(library, wishes.about.agency, wishes.subject).shared
        return _Contents(catalogue, SubjectLaws(), product_names(vendors, wishes.vendors, shared))
    steered = steering(library, agency, wishes.subject)
    catalogue = read_catalogue(library, wishes.subject, "records.toml", style.language)
    return _Contents(
        catalogue,
        read_subject_laws(library, agency.jurisdiction, wishes.subject),
        product_names(vendors, wishes.vendors, steered.names, catalogue.subject.vendors),
        tuple(host.name for host in named_hosts(library, agency, wishes.subject, steered)),
        steered,
    )


def _for_agency(others: Mapping[str, T], agency: Agency, usual: T) -> T:
    """The words kept for this agency or for its kind, else the usual ones."""
    return others.get(agency.id) or others.get(agency.kind) or usual


def _subject(subject: SubjectText, agency: Agency, steered: Steering) -> SubjectText:
    """The subject's shared words with this agency's own search terms and what the evidence adds to the period."""
    return _worded(
        subject,
        _for_agency(subject.terms_for, agency, subject.terms),
        _for_agency(subject.units_for, agency, subject.units),
        " ".join((subject.window, *steered.window)),
    )


@lru_cache(maxsize=1024)
def _worded(subject: SubjectText, terms: tuple[str, ...], units: str, window: str) -> SubjectText:
    """The very same words for all agencies alike, by which a batch knows that their letters are alike."""
    return msgspec.structs.replace(subject, terms=terms, units=units, window=window)


def _limits(law: Law, role: Role | None) -> list[Limit]:
    """The limits that hold for this role; a requester who gave none is treated as an individual."""
    return [one for one in law.limits if not one.roles or (role or "individual") in one.roles]


def _reach(agency: Agency) -> list[str]:
    """How far the act reaches a body of which someone has read that it is bound in a way of its own."""
    named = agency.regime == "national act"  # that act names each force itself; their notes are of other matters
    read = not named and agency.regime_source.startswith("http") and agency.note
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


def _elsewhere(law: Law, code: str, wishes: Wishes) -> list[str]:
    """What she asked for under the law of another jurisdiction."""
    others = [one for one in wishes.expedite if one.partition(":")[0] != code]
    where = f"is no reason under the law of {law.jurisdiction}, so this letter does not ask to be served first"
    return [f"--expedite {one} {where}" for one in others]


def _barred(laws: SubjectLaws, agency: Agency, wishes: Wishes) -> list[str]:
    """What bars the agency from the technology, which changes what the letter asks for."""
    so = "" if wishes.items else " So the letter asks for compliance, exceptions and use through others."
    return [f"{law.citation}: {law.effect}{so}" for law in prohibitions(laws, agency, wishes.dated)]


def _published(steered: Steering, wishes: Wishes) -> list[str]:
    """What others have published on the agency's use, and what the letter makes of it."""
    claims = [f"{one.claim.claim} ({sourced(one.claim, one.credit)})" for one in steered.published]
    if not claims:
        return (
            ["nothing published on this agency's use is on file, so nothing is cited"] if wishes.cite_known_use else []
        )
    cited = "The letter cites what was published, as you asked."
    silent = "What was published does not stand in the letter; --cite-known-use prints it."
    steps = () if wishes.items else steered.told
    return [*claims, " ".join((*steps, cited if wishes.cite_known_use else silent))]


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
    oldest = _oldest(law)
    stale = f"a fact of the law of {law.jurisdiction} on file was last checked on {oldest}, more than a year before"
    return [*unsure, stale] if (dated - oldest).days > 365 else unsure


@lru_cache(maxsize=128)
def _oldest(law: Law) -> dt.date:
    """The day of the fact that was last checked longest ago."""
    return min(fact.verified for _, fact in law.facts())


def chosen_window(law: Law, wishes: Wishes, first: dt.date | None = None, years: int | None = None) -> Window:
    """From the letter's own `first` day, else so many `years` back, else five or 1 January 2019, the earlier of both.

    It is closed where the law wants an end date.
    """
    usual = _before(wishes.dated, years) if years else min(dt.date(2019, 1, 1), _before(wishes.dated, 5))
    since = wishes.since or first or usual
    closed = any(one.field == "closed_dates" and one.required for one in law.requirements)
    until = wishes.until or (wishes.dated if closed else None)
    if since > (until or wishes.dated):
        raise InputError(
            f"the period starts on {since} and ends on {until or wishes.dated}",
            where="--since",
            to_do="Give a start that lies before the end.",
        )
    return Window(since=since, until=until)


def _before(day: dt.date, years: int) -> dt.date:
    return day.replace(year=day.year - years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def role_statement(law: Law, role: Role | None, on: dt.date) -> RoleStatement | None:
    """The sentence the letter prints for the role she gave; None where the law makes nothing of it."""
    return next((one for one in law.roles if role in one.roles and one.printable(on)), None)
