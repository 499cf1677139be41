"""`foia letter`: one letter, its files, and how to send it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from foia.cli.profile import requester as the_requester
from foia.cli.say import note, say, say_json
from foia.cli.typed import date_of, many, one_of
from foia.deadlines import Case, Due, all_dues
from foia.directory import find_agency
from foia.drafting import SUBJECT, Draft, Wishes, draft
from foia.errors import FoiaError, InputError
from foia.intake import clean, clean_email
from foia.library.laws import jurisdiction_id, read_calendar
from foia.library.places import Library, open_library
from foia.model import CHANNELS, ROLES, SIZES, Agency, Letter, Request, Requester
from foia.outbox import DEFAULT_FORMATS, NEXT_STEPS, Finish, check_formats, make, sha256, stem, write


@dataclass(frozen=True)
class Options:
    """What stood on the command line, as typed."""

    agency: str | None = None
    state: str | None = None
    size: str | None = None
    since: str | None = None
    until: str | None = None
    item: list[str] | None = None
    vendor: list[str] | None = None
    pledge: str | None = None
    subject: str = SUBJECT
    format_: list[str] | None = None
    channel: str | None = None
    out: Path = Path("letters")
    date: str | None = None
    ref: str | None = None
    letterhead: Path | None = None
    template: Path | None = None
    attach: list[str] | None = None
    reply_to: str | None = None
    fee_cap: int | None = None
    waiver: str | None = None
    max_chars: int | None = None
    font_path: list[Path] | None = None
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    address: str | None = None
    organization: str | None = None
    role: str | None = None
    ground: list[str] | None = None
    statement: list[str] | None = None
    affirm: list[str] | None = None
    requester: Path | None = None
    data: Path | None = None
    preview: bool = False
    as_json: bool = False
    force: bool = False


@dataclass(frozen=True)
class Written:
    """One letter as composed, with all that is told about it."""

    draft: Draft
    letter: Letter
    next_steps: str
    dues: tuple[Due, ...]
    warnings: tuple[str, ...]


def run(options: Options) -> None:
    """Write the letter and say how to send it; asks its questions if no agency was named in a terminal."""
    library = open_library(options.data, options.template)
    if options.agency is None:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise InputError("no agency was named", to_do='Example: foia letter "Seattle Police Department" --state WA')
        from foia.cli.ask import dialogue

        dialogue(library, options)
        return
    agency = named_agency(library, options)
    requester = the_requester(requester_options(options), options.requester)
    finish(library, options, written_letter(library, options, agency, requester))


def named_agency(library: Library, options: Options) -> Agency:
    """The agency named on the command line."""
    code = jurisdiction_id(library, options.state) if options.state else None
    return find_agency(library, clean("the agency", options.agency or ""), code)


def requester_options(options: Options) -> dict[str, Any]:
    """The requester's fields as typed in this run."""
    named = ("name", "email", "phone", "address", "organization")
    return {
        **{name: getattr(options, name) for name in named},
        "role": one_of("--role", options.role, ROLES),
        "ground": many(options.ground),
        "statement": many(options.statement),
    }


def finish(library: Library, options: Options, written: Written) -> None:
    """Show the letter or write its files."""
    formats = check_formats(many(options.format_) or list(DEFAULT_FORMATS))
    made = make(written.letter, formats, library, _finish(options, written))
    if options.preview:
        preview(written)
        return
    if not made.files:
        raise next(iter(made.failed.values()))
    files = {**made.files, NEXT_STEPS: written.next_steps.encode()}
    paths = write(options.out, stem(written.letter), files, force=options.force)
    warnings = (*written.warnings, *made.notes, *(str(error) for error in made.failed.values()))
    if options.as_json:
        say_json(_as_json(written, files, paths, warnings))
    else:
        _tell(written, paths, warnings)
    if made.failed:
        raise SystemExit(1)


def written_letter(library: Library, options: Options, agency: Agency, requester: Requester) -> Written:
    """The letter in words, the largest that fits where the portal has a limit."""
    wishes = wishes_of(options)
    if options.max_chars is not None:
        return _fitting(library, options.max_chars, agency, requester, wishes)
    return _composed(library, agency, requester, wishes)


def wishes_of(options: Options) -> Wishes:
    """The options as dates, choices and lists; InputError for the first that cannot be read."""
    if options.fee_cap is not None and options.fee_cap < 0:
        raise InputError(f"{options.fee_cap} is less than nothing", where="--fee-cap", to_do="Give whole dollars.")
    return Wishes(
        dated=date_of("--date", options.date) or dt.date.today(),
        size=one_of("--size", options.size, tuple(SIZES)),
        since=date_of("--since", options.since),
        until=date_of("--until", options.until),
        items=many(options.item),
        vendors=many(options.vendor),
        pledge=options.pledge or "",
        subject=clean("the subject", options.subject),
        channel=one_of("--channel", options.channel, CHANNELS),
        reference=clean("the reference", options.ref or ""),
        fee_cap=options.fee_cap,
        waiver_reason=clean("the reason for a waiver", options.waiver or ""),
        affirmed=frozenset(one.lower() for one in many(options.affirm)),
    )


def _composed(library: Library, agency: Agency, requester: Requester, wishes: Wishes) -> Written:
    from foia.cli.steps import address_warnings

    drafted = draft(library, agency, requester, wishes)
    request = drafted.request
    calendar = read_calendar(library, agency.jurisdiction)
    warnings = (*drafted.warnings, *address_warnings(request, drafted.contacts))
    ground = request.ground.id if request.ground else None
    case = Case(wishes.dated, ground, requester.role or "individual", agency.kind, request.channel, wishes.since)
    dues = all_dues(request.law, case, calendar)
    return Written(drafted, *_in_words(library, request), dues, warnings)


def _in_words(library: Library, request: Request) -> tuple[Letter, str]:
    """The letter and the sheet of next steps; somebody's own templates are rendered within limits."""
    from foia.compose import both_in_words

    if not library.own_words():
        return both_in_words(request, library)
    from foia.batch.press import Setup, in_bounds

    letter, steps = in_bounds(Setup(library, (), Finish()), _bounded, request)
    return letter, steps


def _bounded(setup: Any, request: Request) -> tuple[Letter, str] | FoiaError:
    from foia.compose import both_in_words

    try:
        return both_in_words(request, setup.library)
    except FoiaError as error:
        return error


def _fitting(library: Library, most: int, agency: Agency, requester: Requester, wishes: Wishes) -> Written:
    """The largest size whose portal text has at most `most` characters; InputError says by how much none fits."""
    from foia.formats.txt import write_txt

    first = _composed(library, agency, requester, wishes)
    sizes = list(SIZES)
    for size in reversed(sizes[: sizes.index(first.draft.request.size) + 1]):
        written = _composed(library, agency, requester, replace(wishes, size=size))
        length = len(write_txt(written.letter))
        if length <= most:
            remark = f"the portal text has {length} characters in size {size} (limit {most})"
            return replace(written, warnings=(*written.warnings, remark))
    raise InputError(
        f"even the {sizes[0]} letter has {length} characters, {length - most} more than {most}",
        where="--max-chars",
        to_do="Ask for fewer items with --item, or attach the letter to a short message in the portal.",
    )


def _finish(options: Options, written: Written) -> Finish:
    attach = tuple(one_of("--attach", one, ("pdf", "docx")) for one in many(options.attach))
    to = next((one.value for one in written.draft.contacts if one.channel == "email"), "")
    return Finish(
        letterhead=options.letterhead,
        font_paths=tuple(options.font_path or ()),
        attach=attach,
        to=to,
        reply_to=clean_email("the Reply-To address", options.reply_to or ""),
    )


def preview(written: Written) -> None:
    """The letter as it would be written, the whole sender block included."""
    from foia.formats.txt import write_txt

    say(write_txt(written.letter, public=False))
    for warning in written.warnings:
        note(f"Note: {warning}")


def _tell(written: Written, paths: dict[str, Path], warnings: tuple[str, ...]) -> None:
    from foia.cli.steps import steps, waiting

    for path in paths.values():
        say(str(path))
    say()
    for number, step in enumerate(steps(written.draft, paths), 1):
        say(f"{number}. {step}")
    say()
    say(waiting(written.dues[0], written.dues[1:]))
    for warning in warnings:
        note(f"Note: {warning}")


def _first_date(written: Written) -> dt.date | None:
    """The day the first reply is due, if the law gives one and it has been checked for the letter's date."""
    first = written.dues[0]
    return first.date if first.duty.printable(first.received) else None


def _as_json(
    written: Written, made: Mapping[str, bytes], paths: dict[str, Path], warnings: tuple[str, ...]
) -> dict[str, Any]:
    files = [{"format": kind, "path": path, "sha256": sha256(made[kind])} for kind, path in paths.items()]
    return {
        "files": [{**one, "path": str(one["path"])} for one in files],
        "agency": written.letter.agency,
        "channel": written.draft.request.channel,
        "due": _first_date(written),
        "warnings": list(warnings),
    }
