"""The letter to the agency that runs a shared system: which one, and what it is asked about another's access."""

from __future__ import annotations

from collections.abc import Sequence

from foia.directory import find_agency
from foia.errors import InputError
from foia.filling import filled_catalogue
from foia.library.laws import read_subject_laws
from foia.library.places import Library
from foia.model import Agency, Catalogue, Companion, Host
from foia.steering import Steering, hosts_in_order

ALSO = "--also-host"
PICK = "--host"


def named_hosts(library: Library, agency: Agency, subject: str, steered: Steering) -> list[Host]:
    """The shared systems that a letter to this agency names, in its order."""
    hosts = read_subject_laws(library, agency.jurisdiction, subject).hosts
    return hosts_in_order([host for host in hosts if host.serves(agency)], steered.published)


def chosen_host(library: Library, agency: Agency, subject: str, steered: Steering, picked: str = "") -> Host:
    """The system whose operator gets the companion letter: the one picked, else the first that can be asked."""
    _check_not_its_own(library, agency, subject, picked)
    hosts = named_hosts(library, agency, subject, steered)
    if picked:
        hosts = [host for host in hosts if _answers_to(host, picked)] or _unknown(picked, hosts)
    asked = [host for host in hosts if host.agency]
    if not asked:
        raise InputError(
            f"nobody on file can be asked about {_listed(hosts)}" if hosts else "no shared system is on file here",
            where=PICK if picked else ALSO,
            to_do=f"Nothing was written. Leave {ALSO} out for the first letter alone.",
        )
    return asked[0]


def _check_not_its_own(library: Library, agency: Agency, subject: str, picked: str) -> None:
    """Passes unless the agency asked runs the system itself, so that its own letter already asks the host."""
    hosts = read_subject_laws(library, agency.jurisdiction, subject).hosts
    own = [host for host in hosts if host.agency == agency.id and (not picked or _answers_to(host, picked))]
    if own:
        others = [host for host in hosts if host.agency and host.serves(agency)]
        or_else = f", or name another system with {PICK}: {_listed(others)}" if others else ""
        raise InputError(
            f"{agency.name} itself runs {own[0].name}, so the first letter already asks the host",
            where=PICK if picked else ALSO,
            to_do=f"Nothing was written. Leave {ALSO} out{or_else}.",
        )


def _answers_to(host: Host, picked: str) -> bool:
    wanted = picked.casefold()
    return wanted == host.agency or any(wanted in text.casefold() for text in (host.name, host.operator))


def _unknown(picked: str, hosts: Sequence[Host]) -> list[Host]:
    raise InputError(
        f"no shared system {picked!r} is named in this letter",
        where=PICK,
        to_do=f"Nothing was written. It names: {_listed(hosts)}.",
    )


def _listed(hosts: Sequence[Host]) -> str:
    return "; ".join(f"{host.name} ({host.operator})" if host.operator else host.name for host in hosts) or "none"


def host_agency(library: Library, host: Host) -> Agency:
    """The agency that runs the system."""
    return find_agency(library, host.agency)


def companion_catalogue(library: Library, subject: str, about: Companion) -> Catalogue:
    """The items for whoever runs the system, with its name and the first agency's filled in."""
    return filled_catalogue(library, subject, "host.toml", {"agency": about.agency.name, "system": about.system})
