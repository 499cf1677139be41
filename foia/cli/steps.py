"""What the person does next: three steps for this agency's channel, when to expect a reply, what to check by phone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from foia.cli.say import LOCAL_CLOSURES, says
from foia.deadlines import Due
from foia.drafting import Draft
from foia.english import long_day
from foia.model import Contact, Law, Request, Style

OLD_AFTER = dt.timedelta(days=548)
"""An address older than a year and a half is shown with its date and a question to ask by telephone."""


def steps(drafted: Draft, paths: Mapping[str, Path]) -> list[str]:
    """Which file, where to, what to paste: three steps for the letter's channel."""
    request = drafted.request
    make = {"email": _by_email, "portal": _by_portal, "mail": _by_mail, "fax": _by_fax, "hand": _by_hand}
    listed = make[request.channel](request, paths)
    rules = [rule.advice for rule in request.law.delivery if request.channel in rule.channels]
    used = _used(request, drafted.contacts)
    if used is not None and used.how and request.channel != "portal":
        rules = [used.how, *rules]
    if rules:
        listed[1] = " ".join([listed[1], *rules])
    return listed


def _file(paths: Mapping[str, Path], *kinds: str) -> str:
    """The first of these files that was written, by name."""
    return next((paths[kind].name for kind in kinds if kind in paths), f"the letter (add --format {kinds[0]})")


def _by_email(request: Request, paths: Mapping[str, Path]) -> list[str]:
    to = request.contact.value if request.contact else "the records office (no e-mail address is on file)"
    text = _file(paths, "txt")
    draft_file = f"Double-click {paths['eml'].name}, which opens as a draft; or start" if "eml" in paths else "Start"
    return [
        f"{draft_file} a new message in your mail program or web mail and paste the whole of {text} into its body.",
        f"Send it to {to} with the subject “{_subject(request)}”.",
        "Keep the sent message: its date and time are your proof of delivery.",
    ]


def _by_portal(request: Request, paths: Mapping[str, Path]) -> list[str]:
    where = request.contact.value if request.contact else request.agency.website or "the agency's website"
    how = request.contact.how if request.contact else ""
    hint = how or "Choose the category for administrative or other records, not for an incident report."
    return [
        f"Open {where}",
        f"{hint} Paste the whole of {_file(paths, 'txt')} into the request field.",
        "Write down the number the portal gives you, with today's date.",
    ]


def _by_mail(request: Request, paths: Mapping[str, Path]) -> list[str]:
    place = ", ".join(request.postal) or "the address the records office gives you (none is on file)"
    style = request.law.style
    window = f"the window of a {style.envelope} envelope"
    return [
        f"Print {_file(paths, 'pdf', 'docx')} and sign it.",
        f"Fold it in three so that the address shows in {window}, and mail it to: {place}.",
        f"Keep a copy and the receipt; {style.proof_of_post}.",
    ]


def _by_fax(request: Request, paths: Mapping[str, Path]) -> list[str]:
    number = request.contact.value if request.contact else "the number the records office gives you (none is on file)"
    return [
        f"Print {_file(paths, 'pdf', 'docx')} and sign it.",
        f"Fax it to {number}.",
        "Keep the transmission report: its date and time are your proof of delivery.",
    ]


def _by_hand(request: Request, paths: Mapping[str, Path]) -> list[str]:
    place = ", ".join(request.postal) or "the agency's records counter"
    return [
        f"Print {_file(paths, 'pdf', 'docx')} twice and sign both.",
        f"Take them to {place}.",
        "Have one copy stamped with the date received and keep it.",
    ]


def _subject(request: Request) -> str:
    return f"Request under the {request.law.act.name}"


def waiting(first: Due, others: Sequence[Due], law: Law) -> str:
    """When a reply is due if the request is received on the day of the letter, and how that was counted.

    Branches that turn on the records themselves (video, old files) are left to `foia deadline`.
    """
    dated = [one for one in others if one.counted and not one.duty.when and one.duty.id != first.duty.id]
    lines = [_owed(first, law.style), *_owed_too(first, dated, law.style)]
    if law.counting.own_days_off and any(one.counted for one in (first, *dated)):
        lines.append(LOCAL_CLOSURES)
    return "\n".join(lines)


def _owed_too(first: Due, others: Sequence[Due], style: Style) -> Iterator[str]:
    """What else is owed, each in words, because a law may want several notices; days counted once are not again."""
    shown = {first.counted}
    for one in others:
        if one.counted is None or not one.duty.gist or not one.duty.printable(one.received):
            yield _owed(one, style)
            continue
        by = long_day(one.counted.due, day_first=style.day_first)
        counted = "as well" if one.counted in shown else f"({one.counted.explained(style).rstrip('.')})"
        yield f"By {by} {counted}, {one.duty.section}: {one.duty.gist}.{_longer(one, style)}"
        shown.add(one.counted)


def _owed(one: Due, style: Style) -> str:
    duty, received = one.duty, long_day(one.received, day_first=style.day_first)
    if not duty.printable(one.received):
        return (
            f"{duty.section}, on the time to {duty.duty}, has not been checked for {received}, so no date"
            " is given. `foia law doubts` says why."
        )
    if one.counted is None:
        return f"{duty.section} gives no number of days to {duty.duty}: {says(duty)}"
    asked = (
        f"{duty.section} calls for the agency to {duty.duty} by {long_day(one.counted.due, day_first=style.day_first)}"
    )
    text = f"If it is received on {received}, {asked}: {one.counted.explained(style)}"
    return text + _longer(one, style)


def _longer(one: Due, style: Style) -> str:
    if one.extended is None:
        return ""
    until = long_day(one.extended.due, day_first=style.day_first)
    return f" It may take until {until} if it gives the notice the law asks for."


def address_warnings(request: Request, contacts: Sequence[Contact]) -> list[str]:
    """What to ask by telephone where the address used is old, unsourced or missing."""
    used = _used(request, contacts)
    office = request.addressee.office
    question = f"“Which address takes requests under the {request.law.act.name}, and who is the {office}?”"
    phone = request.agency.phone
    call = f"Call {phone} and ask: {question}" if phone else f"No telephone number is on file; ask: {question}"
    if used is not None:
        old = f"the {used.channel} contact is from {used.date} ({used.source}). {call}"
        about = [f"about the {used.channel} contact on file: {used.note}"] if used.note else []
        return [old, *about] if _old(used.date, request) else about
    if request.channel in ("mail", "hand") and request.agency.street:
        date = request.agency.address_date
        if date is None or _old(date, request):
            seen = f"is from {date}" if date else "has no date"
            return [f"the street address {seen} ({request.agency.address_source}). {call}"]
        return []
    return [f"no {request.channel} address for this request is on file. {call}"]


def _used(request: Request, contacts: Sequence[Contact]) -> Contact | None:
    """The contact on file by which the letter travels."""
    return request.contact if request.channel != "mail" else next((c for c in contacts if c.channel == "mail"), None)


def _old(date: dt.date, request: Request) -> bool:
    return request.dated - date > OLD_AFTER
