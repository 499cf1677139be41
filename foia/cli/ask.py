"""Bare `foia letter` in a terminal: one question after another, only what this agency's law needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import typer

from foia.cli.letter import Options, finish, preview, requester_options, wishes_of, with_remark, written_letters
from foia.cli.profile import requester as the_requester
from foia.cli.say import note, say
from foia.directory import Found, find, search
from foia.drafting import chosen_size
from foia.errors import InputError, OnlyProbable, UnknownAgency
from foia.library.laws import jurisdiction_id, read_law
from foia.library.places import Library
from foia.model import SIZES, Agency, Law, Requester
from foia.requesters import cleaned

T = TypeVar("T")


def dialogue(library: Library, options: Options) -> None:
    """Ask, show the letter, and write it only after a yes."""
    say("Which police department do you want to ask? Its name is enough; a nickname or a typo is fine.")
    found = _agency(library, options)
    agency = found.agency
    if found.remark:
        note(found.remark)
    law = read_law(library, agency.jurisdiction)
    say(f"\n{agency.name}. The law there is the {law.act.name}, {law.act.citation.rstrip('.')}.")
    requester = _requester(law, agency, options)
    requester = _role(law, requester)
    requester, options = _ground(law, agency, requester, options)
    requester = _statements(law, agency, requester)
    options = replace(options, size=_size(law, agency, requester, options))
    letters = with_remark(written_letters(library, options, agency, requester), found)
    say("\nThis is the letter:\n" if len(letters) == 1 else "\nThese are the letters:\n")
    for written in letters:
        preview(written)
    if typer.confirm(f"\nWrite it to {options.out}?", default=True):
        finish(library, options, letters)
    else:
        note("Nothing was written.")


def _agency(library: Library, options: Options) -> Found:
    """The agency, asked for until one is meant."""
    code = jurisdiction_id(library, options.state) if options.state else None
    while True:
        typed = typer.prompt("Agency")
        try:
            return find(library, typed, code)
        except UnknownAgency as error:
            probable = isinstance(error, OnlyProbable)
            if probable:
                note(str(error))
            if chosen := _choice(library, error):
                return Found(chosen)
            if not probable:
                note(str(error))


def _choice(library: Library, error: UnknownAgency) -> Agency | None:
    """One of the candidates, by number; None to type again."""
    if not error.candidates:
        return None
    found = [search(library, name)[0].agency for name in error.candidates]
    for number, agency in enumerate(found, 1):
        say(f"  {number}. {agency.name}, {agency.city or agency.county}, {agency.state}  ({agency.id})")
    return _one_of(found, "Which one? A number, or Enter to type again")


def _one_of(choices: Sequence[T], prompt: str) -> T | None:
    """The choice whose number was typed; None for any other answer."""
    return _numbered(choices, typer.prompt(prompt, default="", show_default=False))


def _numbered(choices: Sequence[T], answer: str) -> T | None:
    """The choice of that number, counted from 1; None where the answer is no number of a choice."""
    return choices[int(answer) - 1] if answer.isdecimal() and 0 < int(answer) <= len(choices) else None


def _requester(law: Law, agency: Agency, options: Options) -> Requester:
    """What is known of the requester, and the missing fields this letter needs."""
    given = the_requester(requester_options(options), options.requester)
    reasons = {"name": "The letter is signed with your name; the agency sees it."}
    reasons |= {"email": "Replies go to it; the agency sees it, and a portal may publish it."}
    for need in law.requirements:
        if need.required and need.field in ("name", "address", "phone", "email"):
            reasons[need.field] = (
                f"{need.section} wants it in the request. The agency sees it, and a portal may publish it."
            )
    for field, reason in reasons.items():
        if not getattr(given, field):
            say(f"\n{reason}")
            given = _ask_field(given, field)
    return given


def _ask_field(given: Requester, field: str) -> Requester:
    import msgspec

    labels = {"name": "Your name", "email": "Your e-mail address", "phone": "Your telephone number"}
    label = labels.get(field, "Your mailing address, lines separated by ' / '")
    while True:
        try:
            return msgspec.structs.replace(given, **{field: cleaned(field, typer.prompt(label), field)})
        except InputError as error:
            note(str(error))


def _role(law: Law, requester: Requester) -> Requester:
    """The role, asked for only where this law makes something of it; each choice shows what the letter would claim."""
    import msgspec

    choices = [(role, one) for one in law.roles for role in one.roles]
    if requester.role or not choices:
        return requester
    say("\nThe law here makes something of who asks. If one of these is true of you, the letter can say so:")
    for number, (role, one) in enumerate(choices, 1):
        say(f"  {number}. {role}: “{one.statement}” {one.effect} ({one.section})")
    chosen = _one_of(choices, "A number, or Enter to say nothing about it")
    return msgspec.structs.replace(requester, role=chosen[0]) if chosen else requester


def _ground(law: Law, agency: Agency, requester: Requester, options: Options) -> tuple[Requester, Options]:
    """The ground on which she may ask, where the law wants one; a sworn statement is shown in full and confirmed."""
    import msgspec

    code = agency.jurisdiction
    if law.who.who == "anyone":
        return requester, options
    stored = [one for one in requester.grounds if one.startswith(f"{code}:")]
    name = stored[0].partition(":")[2] if stored else _pick_ground(law)
    ground = next(one for one in law.who.grounds if one.id == name)
    for field in ground.needs:
        if not getattr(requester, field):
            say(f"\n{ground.section} lets the agency ask for this, and the letter gives it:")
            requester = _ask_field(requester, field)
    if ground.sworn:
        say(f"\n{ground.section} wants this made under oath or affirmation. It is printed with a line for you to sign:")
        say(f"\n  {ground.statement}\n")
        if not typer.confirm("Do you so swear or affirm, and is it true?", default=False):
            raise InputError("without the statement no letter can be written here")
        options = replace(options, affirm=[*(options.affirm or []), f"{code}:{name}"])
    return msgspec.structs.replace(requester, grounds=(f"{code}:{name}",)), options


def _pick_ground(law: Law) -> str:
    say(f"\nWho may ask: {law.who.section} says “{law.who.words or law.who.gist}” Which of these is true of you?")
    for number, ground in enumerate(law.who.grounds, 1):
        say(f"  {number}. {ground.label}: the letter would say “{ground.statement}”")
    say("  0. None of them")
    while True:
        answer = typer.prompt("Number")
        if answer == "0":
            raise InputError("without one of these grounds no letter can be written here", to_do=law.who.instead)
        if chosen := _numbered(law.who.grounds, answer):
            return chosen.id


def _statements(law: Law, agency: Agency, requester: Requester) -> Requester:
    """Her answers to what the law lets the agency ask; Enter leaves a question open, and the letter silent on it."""
    import msgspec

    answered = {one.partition("=")[0] for one in requester.statements}
    given = list(requester.statements)
    for one in law.statements:
        name = f"{agency.jurisdiction}:{one.id}"
        if name in answered or (one.roles and (requester.role or "individual") not in one.roles):
            continue
        say(f"\n{one.section} lets the agency ask: {one.question}")
        answer = typer.prompt("yes, no, or Enter to say nothing about it", default="", show_default=False).lower()
        given += [f"{name}={word}" for word in ("yes", "no") if answer.strip() in (word, word[0])]
    return msgspec.structs.replace(requester, statements=tuple(given))


def _size(law: Law, agency: Agency, requester: Requester, options: Options) -> str:
    """The size, the default first with its reason."""
    default, why = chosen_size(law, agency, requester.role, wishes_of(options))
    say("\nHow much to ask for? A starter letter has 5 items, a standard one 10, a deep one 15.")
    for line in why:
        say(line)
    while True:
        answer = str(typer.prompt("Size", default=default)).strip().lower()
        if answer in SIZES:
            return answer
        note(f"Sizes: {', '.join(SIZES)}.")
