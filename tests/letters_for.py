"""Letters for the tests: a fictional department in every jurisdiction, asked by a requester who gave what its law wants."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from foia.compose import compose
from foia.drafting import Draft, Wishes, draft
from foia.library.laws import read_law
from foia.library.places import Library
from foia.model import Agency, Channel, Letter, Requester, Role, Size

DATED = dt.date(2026, 11, 23)
REQUESTER = Requester(
    name="Alex Example",
    email="alex@example.org",
    phone="(555) 555-0100",
    address=("100 Example Street", "Sampletown"),
    organization="Sampletown Records Project",
)


def department(code: str, kind: str = "") -> Agency:
    """A fictional department that stands under the jurisdiction's law."""
    if code == "gb":
        return Agency(
            id="gb/sampletown-police",
            name="Sampletown Police",
            kind=kind or "territorial",
            authority="the Chief Constable of Sampletown Police",
            street="1 Main Street",
            city="Sampletown",
            zip="SA1 1AA",
            country="GB",
            address_source="https://example.org",
            address_date=dt.date(2026, 1, 1),
            officers=100,
            regime="national act",
        )
    federal = code == "us"
    return Agency(
        id=f"{code}/sampletown-police-department",
        name="Sampletown Bureau" if federal else "Sampletown Police Department",
        kind=kind or ("federal" if federal else "municipal"),
        government="United States" if federal else "City of Sampletown",
        street="1 Main Street",
        city="Sampletown",
        state=code.upper() if not federal else "DC",
        zip="00001",
        address_source="https://example.org",
        address_date=dt.date(2026, 1, 1),
        officers=100,
        regime="federal act" if federal else "state act",
    )


def ground_for(library: Library, code: str, role: Role | None) -> tuple[str, ...]:
    """The first ground that a requester in this role can take, where the law wants one."""
    who = read_law(library, code).who
    if who.who == "anyone":
        return ()
    return (next(f"{code}:{one.id}" for one in who.grounds if not one.roles or role in one.roles),)


def drafted(
    library: Library,
    code: str,
    *,
    size: Size | None = "standard",
    role: Role | None = None,
    channel: Channel | None = "mail",
    wishes: Wishes | None = None,
    requester: Requester = REQUESTER,
    agency: Agency | None = None,
) -> Draft:
    grounds = ground_for(library, code, role)
    asked = replace(
        wishes or Wishes(dated=DATED),
        size=size,
        channel=channel,
        affirmed=frozenset((*grounds, *(wishes.expedite if wishes else ()))),
    )
    import msgspec

    asker = msgspec.structs.replace(requester, role=role, grounds=grounds)
    return draft(library, agency or department(code), asker, asked)


def letter(library: Library, code: str, **given: object) -> Letter:
    return compose(drafted(library, code, **given).request, library)  # type: ignore[arg-type]
