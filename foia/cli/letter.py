"""`foia letter`: one letter, its files, and how to send it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from foia.cli.profile import requester as the_requester
from foia.cli.say import note, say, say_json
from foia.cli.typed import date_of, expedite_of, many, one_of
from foia.deadlines import Case, Due, all_dues
from foia.directory import Found, find
from foia.drafting import SUBJECT, Draft, Wishes, draft
from foia.errors import FoiaError, InputError
from foia.intake import clean, clean_email
from foia.library.laws import jurisdiction_id, read_calendar
from foia.library.places import Library, open_library
from foia.model import CHANNELS, ROLES, SIZES, Agency, Letter, Request, Requester
from foia.outbox import DEFAULT_FORMATS, NEXT_STEPS, Finish, Made, check_formats, make, sha256, stem, write_together


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
    also_host: bool = False
    host: str | None = None
    cite_known_use: bool = False
    expedite: list[str] | None = None
    expedite_reason: str | None = None
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


@dataclass(frozen=True)
class Done:
    """One letter whose files are written."""

    written: Written
    made: Made
    files: Mapping[str, bytes]
    paths: dict[str, Path]

    @property
    def warnings(self) -> tuple[str, ...]:
        """All that its sender is told, what could not be made included."""
        return (*self.written.warnings, *self.made.notes, *(str(error) for error in self.made.failed.values()))


def run(options: Options) -> None:
    """Write the letter and say how to send it; asks its questions if no agency was named in a terminal."""
    library = open_library(options.data, options.template)
    if options.agency is None:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise InputError("no agency was named", to_do='Example: foia letter "Seattle Police Department" --state WA')
        from foia.cli.ask import dialogue

        dialogue(library, options)
        return
    found = named_agency(library, options)
    requester = the_requester(requester_options(options), options.requester)
    finish(library, options, with_remark(written_letters(library, options, found.agency, requester), found))


def named_agency(library: Library, options: Options) -> Found:
    """The agency named on the command line, or the one that is known to police the town named there."""
    code = jurisdiction_id(library, options.state) if options.state else None
    return find(library, clean("the agency", options.agency or ""), code)


def with_remark(letters: Sequence[Written], found: Found) -> list[Written]:
    """The letters, the first with the remark on the agency before all that is told about it."""
    first, *others = letters
    return [replace(first, warnings=(found.remark, *first.warnings)) if found.remark else first, *others]


def requester_options(options: Options) -> dict[str, Any]:
    """The requester's fields as typed in this run."""
    named = ("name", "email", "phone", "address", "organization")
    return {
        **{name: getattr(options, name) for name in named},
        "role": one_of("--role", options.role, ROLES),
        "ground": many(options.ground),
        "statement": many(options.statement),
    }


def finish(library: Library, options: Options, letters: Sequence[Written]) -> None:
    """Show the letters or write their files, all of them or none."""
    formats = check_formats(many(options.format_) or list(DEFAULT_FORMATS))
    made = [make(written.letter, formats, library, _finish(options, written)) for written in letters]
    if options.preview:
        for written in letters:
            preview(written)
        return
    for one in made:
        if not one.files:
            raise next(iter(one.failed.values()))
    files = [{**one.files, NEXT_STEPS: written.next_steps.encode()} for written, one in zip(letters, made, strict=True)]
    named = {stem(written.letter): each for written, each in zip(letters, files, strict=True)}
    paths = write_together(options.out, named, force=options.force)
    done = [Done(*one) for one in zip(letters, made, files, paths, strict=True)]
    _report(options, done)
    if any(one.failed for one in made):
        raise SystemExit(1)


def _report(options: Options, done: Sequence[Done]) -> None:
    """What was written, for each letter: as one JSON object, or as paths, steps and dates."""
    if options.as_json:
        told = [_as_json(one) for one in done]
        say_json(told[0] | ({"host": told[1]} if told[1:] else {}))
        return
    if len(done) == 1:
        _tell(done[0])
        return
    for number, one in enumerate(done):
        name = one.written.draft.request.agency.name
        say(f"\nTo the {name}:" if number else f"To the {name}:")
        _tell(one, f" on the letter to the {name}")


def written_letters(library: Library, options: Options, agency: Agency, requester: Requester) -> tuple[Written, ...]:
    """The letter, and with --also-host or --host the one to who runs the shared system."""
    first = written_letter(library, options, agency, requester)
    if not (options.also_host or options.host):
        return (first,)
    from foia.cli.companion import companion

    return (first, companion(library, wishes_of(options), agency, requester, options.host or ""))


def written_letter(library: Library, options: Options, agency: Agency, requester: Requester) -> Written:
    """The letter in words, the largest that fits where the portal has a limit."""
    wishes = wishes_of(options)
    if options.max_chars is not None:
        return _fitting(library, options.max_chars, agency, requester, wishes)
    return composed(library, agency, requester, wishes)


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
        cite_known_use=options.cite_known_use,
        expedite=expedite_of(many(options.expedite)),
        expedite_reason=clean("the reason for expedited processing", options.expedite_reason or ""),
    )


def composed(library: Library, agency: Agency, requester: Requester, wishes: Wishes) -> Written:
    """One letter in words, with its dates and all that its sender is told."""
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

    first = composed(library, agency, requester, wishes)
    sizes = list(SIZES)
    for size in reversed(sizes[: sizes.index(first.draft.request.size) + 1]):
        written = composed(library, agency, requester, replace(wishes, size=size))
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


def _tell(done: Done, which: str = "") -> None:
    from foia.cli.steps import steps, waiting

    for path in done.paths.values():
        say(str(path))
    say()
    for number, step in enumerate(steps(done.written.draft, done.paths), 1):
        say(f"{number}. {step}")
    say()
    say(waiting(done.written.dues[0], done.written.dues[1:], done.written.draft.request.law))
    for warning in done.warnings:
        note(f"Note{which}: {warning}")


def _as_json(done: Done) -> dict[str, Any]:
    written = done.written
    return {
        "files": [
            {"format": kind, "path": str(path), "sha256": sha256(done.files[kind])} for kind, path in done.paths.items()
        ],
        "agency": written.letter.agency,
        "channel": written.draft.request.channel,
        "due": written.dues[0].claimed,
        "warnings": list(done.warnings),
    }
