"""`foia letter --also-host`: the letter to who runs the shared system, under the law that binds that body."""

from __future__ import annotations

from dataclasses import replace

from foia.cli.letter import Written, composed
from foia.companion import ALSO, PICK, chosen_host, host_agency, named_hosts
from foia.drafting import Wishes
from foia.errors import GroundMissing, InputError
from foia.library.places import Library
from foia.model import Agency, Companion, Host, Requester
from foia.steering import steering


def companion(library: Library, wishes: Wishes, agency: Agency, requester: Requester, picked: str) -> Written:
    """The letter to the host, by the host's own channel; InputError, and no letter at all, where none can be."""
    if wishes.pledge:
        raise InputError(
            "a letter that tests a promise names no shared system",
            where=PICK if picked else ALSO,
            to_do="Nothing was written. Leave one of the two out.",
        )
    steered = steering(library, agency, wishes.subject)
    host = chosen_host(library, agency, wishes.subject, steered, picked)
    body = host_agency(library, host)
    about = Companion(agency=agency, system=host.name)
    asked = replace(wishes, about=about, items=(), channel=None, cite_known_use=False)
    try:
        written = composed(library, body, requester, asked)
    except InputError as error:
        raise _of_the_companion(error, body) from error
    others = [one for one in named_hosts(library, agency, wishes.subject, steered) if one != host]
    return replace(written, warnings=(*written.warnings, *_not_asked(others)))


def _of_the_companion(error: InputError, body: Agency) -> InputError:
    """The same message, with the letter it is about and the way to go without it."""
    kind = GroundMissing if isinstance(error, GroundMissing) else InputError
    way_out = f"Neither letter was written. Leave {ALSO} out for the first one alone."
    return kind(
        f"the companion letter to the {body.name}: {error.what}",
        where=error.where,
        to_do="\n".join(line for line in (error.to_do, way_out) if line),
    )


def _not_asked(others: list[Host]) -> list[str]:
    if not others:
        return []
    names = "; ".join(one.name if one.agency else f"{one.name} (nobody on file to ask)" for one in others)
    return [f"the first letter also names {names}. {PICK} NAME writes to who runs another one"]
