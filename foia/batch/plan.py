"""What a batch will write, row by row, before anything is written: rows in = letters + skipped + failed."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal

from foia.batch.order import Order
from foia.batch.pace import send_dates
from foia.batch.rows import Row
from foia.compose import office_lines
from foia.deadlines import Case, all_dues
from foia.drafting import Draft, Wishes, draft
from foia.errors import FoiaError, GroundMissing, InputError
from foia.intake import SAFE_SLUG
from foia.library.laws import read_calendar, read_law
from foia.library.places import Library, still
from foia.model import Agency, Channel, Requester
from foia.requesters import requester_of

State = Literal["letter", "skipped", "failed"]
_NOT_HERS = "the reason for a waiver is not the signer's own, so it is left out"


@dataclass(frozen=True, slots=True)
class Job:
    """All that one letter is made from."""

    agency: Agency
    requester: Requester
    wishes: Wishes


@dataclass(frozen=True, slots=True)
class Summary:
    """What the plan and the manifest say of a letter."""

    law: str
    size: str
    items: tuple[str, ...]
    titles: tuple[str, ...]
    """Of the items, in their order."""
    reference: str
    dated: dt.date
    signer: str
    role: str
    ground: str
    channel: Channel
    to: str
    """The e-mail address, web page, number or postal address the letter goes to; "" if none is on file."""
    source: str
    source_date: dt.date | None
    due: dt.date | None
    address: tuple[str, ...]
    """The lines of a label: the lawful office and its postal address; empty where no address is on file."""
    sworn: str = ""
    """The ground whose statement has to be signed by hand."""
    passed: str = ""
    """The limit of the law that the letter passes, with the price."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One row and what becomes of it."""

    row: Row
    state: State
    reason: str = ""
    job: Job | None = None
    summary: Summary | None = None
    stem: str = ""
    """The folder and name of its files, without the ending."""
    no_pdf: str = ""
    """Why its PDF cannot be set, where the plan can tell."""

    @property
    def code(self) -> str:
        """The jurisdiction of its agency, or ""."""
        return self.row.agency.jurisdiction if self.row.agency else ""


@dataclass(frozen=True)
class Plan:
    """Every row in order, and the destinations that more than one letter would go to."""

    rows: tuple[Planned, ...]
    shared: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @property
    def letters(self) -> list[Planned]:
        """The rows that become letters."""
        return [one for one in self.rows if one.state == "letter"]

    def count(self, state: State) -> int:
        """How many rows come out that way."""
        return sum(one.state == state for one in self.rows)


@dataclass
class Skips:
    """Reasons, by agency id, not to write to it: asked before, or not in the sample."""

    reasons: Mapping[str, str] = field(default_factory=dict)
    only: frozenset[str] | None = None
    """The ids of the sample; None where all are written to."""

    def reason(self, name: str) -> str:
        """Why this agency is passed over, or ""."""
        if name in self.reasons:
            return self.reasons[name]
        return "" if self.only is None or name in self.only else "not in the sample"


def make_plan(
    library: Library,
    order: Order,
    rows: Iterable[Row],
    skips: Skips | None = None,
    tick: Callable[[], None] = lambda: None,
) -> Plan:
    """What becomes of every row; nothing is written, and one row's trouble stays its own."""
    maker = _Maker(still(library), order, skips or Skips())
    planned = []
    for row in rows:
        planned.append(maker.planned(row))
        tick()
    if order.pace:
        planned = _paced(planned, maker, order)
    planned, shared = _shared(planned, order)
    return Plan(tuple(_named(planned, order)), shared)


class _Maker:
    """Drafts row after row; what many rows have in common is worked out once."""

    def __init__(self, library: Library, order: Order, skips: Skips) -> None:
        self.library, self.order, self.skips = library, order, skips
        self.signer = lru_cache(maxsize=4096)(self._signer)
        self.due = lru_cache(maxsize=4096)(self._due)
        self.same: dict[Any, Any] = {}

    def planned(self, row: Row, dated: dt.date | None = None) -> Planned:
        """The row's letter as far as a plan needs it, or why there is none."""
        if row.agency is None:
            return Planned(row, "failed", _no_agency(row))
        if reason := self.skips.reason(row.agency.id):
            return Planned(row, "skipped", reason)
        try:
            job = self._job(row, row.agency, dated or self.order.dated)
            drafted = draft(self.library, job.agency, job.requester, job.wishes)
            return Planned(self._remarked(row, job), "letter", "", job, self._summary(drafted))
        except FoiaError as error:
            reason = (isinstance(error, GroundMissing) and error.brief) or error.on_one_line()
            bad = row.special.signer or not isinstance(error, InputError)
            return Planned(row, "failed" if bad else "skipped", reason)

    def _job(self, row: Row, agency: Agency, dated: dt.date) -> Job:
        if not SAFE_SLUG.fullmatch(agency.id):
            raise InputError(f"{agency.id!r} cannot be the name of a file", to_do="Ids are like wa/my-town-police.")
        own, base = row.special, self.order.wishes
        signer = self.signer(agency.jurisdiction, own.signer)
        herself = signer.name == self.order.fields.get("name", "")
        wishes = replace(
            base,
            dated=dated,
            affirmed=base.affirmed if herself else frozenset(),  # nobody swears for another,
            waiver_reason=base.waiver_reason if herself else "",  # or gives another's reasons in the first person
            size=own.size or base.size,
            channel=own.channel or base.channel or own.only_fax,
            reference=own.reference or _reference(base.reference, row),
            fee_cap=base.fee_cap if own.fee_cap is None else own.fee_cap,
            contacts=own.contacts,
            row=row.fields,
            cite_known_use=own.cite,
        )
        return Job(agency, signer, wishes)

    def _remarked(self, row: Row, job: Job) -> Row:
        """The row, with what its letter leaves out because another person signs it."""
        left_out = self.order.wishes.waiver_reason and not job.wishes.waiver_reason
        return replace(row, remarks=tuple(dict.fromkeys((*row.remarks, _NOT_HERS)))) if left_out else row

    def _signer(self, code: str, own: tuple[tuple[str, Any], ...]) -> Requester:
        """The order's requester with the state's partner, then the row's own details over her.

        Another person's name takes none of the first one's details along: grounds, roles and telephones are personal.
        """
        fields = dict(self.order.fields)
        for over in (self.order.signers.get(code, {}), dict(own)):
            fields = dict(over) if over.get("name", fields.get("name")) != fields.get("name") else {**fields, **over}
        grounds = fields.get("ground", ())
        fields["ground"] = tuple(one if ":" in one else f"{code}:{one}" for one in grounds)
        return requester_of(fields)

    def _due(self, code: str, case: Case) -> dt.date | None:
        return all_dues(read_law(self.library, code), case, read_calendar(self.library, code))[0].claimed

    def _summary(self, drafted: Draft) -> Summary:
        request = drafted.request
        ground, asker = request.ground, request.requester
        case = Case(
            request.dated, ground.id if ground else None, asker.role or "individual",
            request.agency.kind, request.channel, request.window.since,
        )  # fmt: skip
        to, source, day = destination(drafted)
        items = tuple(one.id for one in request.items)
        return Summary(
            law=self._one(f"{request.law.act.name}, {request.law.act.citation}"),
            size=request.size,
            items=self._one(items),
            titles=self._one(tuple(one.title for one in request.items)),
            reference=request.reference,
            dated=request.dated,
            signer=self._one(asker.name or asker.email),
            role=asker.role or "",
            ground=f"{request.agency.jurisdiction}:{ground.id}" if ground else "",
            channel=request.channel,
            to=to,
            source=self._one(source),
            source_date=day,
            due=self.due(request.agency.jurisdiction, case),
            address=office_lines(request) if request.postal else (),
            sworn=f"{request.agency.jurisdiction}:{ground.id}" if ground and ground.sworn else "",
            passed=self._one(drafted.passed),
        )

    def _one(self, value: Any) -> Any:
        """One copy of a value that thousands of rows share."""
        return self.same.setdefault(value, value)


def destination(drafted: Draft) -> tuple[str, str, dt.date | None]:
    """Where a letter goes, on whose word, of which day; empty where nothing is on file."""
    request = drafted.request
    if request.channel not in ("mail", "hand"):
        contact = request.contact
        return (contact.value, contact.source, contact.date) if contact else ("", "", None)
    mail = next((one for one in drafted.contacts if one.channel == "mail"), None)
    if mail:
        return "; ".join(request.postal), mail.source, mail.date
    agency = request.agency
    return ("; ".join(request.postal), agency.address_source, agency.address_date) if request.postal else ("", "", None)


def _no_agency(row: Row) -> str:
    """Why no agency was taken, with those it may be."""
    more = len(row.candidates) - 5
    listed = ", ".join(row.candidates[:5]) + (f" and {more} more" if more > 0 else "")
    parts = (row.problem, f"it may be {listed}" if listed else "", *row.remarks)
    return "; ".join(part.rstrip(".") for part in parts if part)


def _reference(base: str, row: Row) -> str:
    """The batch's own reference with the row's number, so that each letter has its own."""
    return f"{base}-{row.number}" if base else ""


def _paced(planned: Sequence[Planned], maker: _Maker, order: Order) -> list[Planned]:
    """Every letter drafted again for the day on which it goes out."""
    assert order.pace
    letters = [one for one in planned if one.summary]
    aims = [(one.code, _domain(one.summary)) for one in letters if one.summary]

    @lru_cache(maxsize=128)
    def calendar(code: str) -> Any:
        return read_calendar(maker.library, code)

    days = dict(zip((id(one) for one in letters), send_dates(aims, order.dated, order.pace, calendar), strict=True))
    return [maker.planned(one.row, days[id(one)]) if id(one) in days else one for one in planned]


def _domain(summary: Summary) -> str:
    return summary.to.rpartition("@")[2].lower() if summary.channel == "email" else summary.channel


def _shared(planned: Sequence[Planned], order: Order) -> tuple[list[Planned], tuple[tuple[str, tuple[int, ...]], ...]]:
    """The rows with one destination; the later ones are passed over where the order says so."""
    places: dict[str, list[Planned]] = defaultdict(list)
    for one in planned:
        for place in _places(one):
            places[place].append(one)
    groups = {tuple(one.row.number for one in ones): place for place, ones in places.items() if len(ones) > 1}
    shared = tuple((place, numbers) for numbers, place in groups.items() if not _told_already(place, places))
    if order.shared != "first":
        return list(planned), shared
    first: dict[int, int] = {}
    for _, numbers in shared:
        for number in numbers[1:]:
            first.setdefault(number, numbers[0])
    kept = [
        replace(one, state="skipped", reason=f"goes to the same place as row {first[one.row.number]}")
        if one.state == "letter" and first.get(one.row.number, one.row.number) != one.row.number
        else one
        for one in planned
    ]
    return kept, shared


def _told_already(place: str, places: Mapping[str, Sequence[Planned]]) -> bool:
    """True if the letters to a mailbox or address are all to one agency, whose own group has them."""
    names = {one.row.agency.id for one in places[place] if one.row.agency}
    return place not in names and len(names) == 1


def _places(one: Planned) -> Iterator[str]:
    """What a letter's destination is known by: the agency itself, and its mailbox or number or whole postal address."""
    if one.state == "letter" and one.summary and one.row.agency:
        yield one.row.agency.id
        if one.summary.channel in ("email", "fax") and one.summary.to:
            yield one.summary.to.lower()
        elif one.summary.channel == "mail" and one.summary.to:
            yield f"{one.row.agency.name}; {one.summary.to}".lower()


def _named(planned: Sequence[Planned], order: Order) -> Iterator[Planned]:
    """Every letter with the folder and name of its files, no two alike."""
    used: Counter[str] = Counter()
    for one in planned:
        if one.state != "letter" or one.summary is None or one.row.agency is None:
            yield one
            continue
        folder = one.summary.channel if order.by == "channel" else one.code
        stem = f"{folder}/{one.row.agency.id.replace('/', '-')}-{one.summary.dated}"
        used[stem] += 1
        yield replace(one, stem=stem if used[stem] == 1 else f"{stem}-{used[stem]}")
