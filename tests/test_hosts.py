"""The shared systems: who runs them, and that whoever that is can be asked or says why not."""

from __future__ import annotations

import pytest

from foia.library.agencies import read_agencies
from foia.library.laws import read_subject_laws
from foia.library.places import Library, data_root
from foia.model import BOUND, Host

CODES = Library(data_root()).jurisdictions()


def hosts(library: Library, code: str) -> tuple[Host, ...]:
    return read_subject_laws(library, code, "facial-recognition").hosts


@pytest.mark.parametrize("code", CODES)
def test_host_names_an_agency_that_can_be_asked_or_says_why_not(library: Library, code: str) -> None:
    """The id leads to the body itself, not to a unit of it or to one that is no more."""
    for host in hosts(library, code):
        if host.agency:
            agency = read_agencies(library, host.agency.partition("/")[0])[host.agency]
            assert not agency.instead, f"{host.name}: {agency.id} leads on to {agency.instead}"
            assert agency.regime in BOUND or agency.note, f"{host.name}: {agency.id} does not say why it gets no letter"


def test_hosts_of_the_fbi_and_of_sheriffs_lead_to_them(library: Library) -> None:
    found = {host.name: host.agency for code in ("us", "fl", "nj") for host in hosts(library, code)}
    assert found["the FBI's FACE Services"] == "us/federal-bureau-of-investigation"
    assert found["the FBI's Interstate Photo System (NGI-IPS)"] == "us/federal-bureau-of-investigation"
    assert found["Florida's Facial Recognition Network (FR-Net) and its FACES or FACESNXT search"] == (
        "fl/pinellas-county-sheriff"
    )
    assert found["the New York City Police Department's Facial Identification Section"] == (
        "ny/new-york-city-police-department"
    )
