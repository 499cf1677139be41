"""The rules of truth, over every jurisdiction, size, role and channel."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import Any

import msgspec
import pytest

from foia.compose import compose
from foia.drafting import Wishes, draft
from foia.errors import GroundMissing, InputError
from foia.formats.txt import write_txt
from foia.library.laws import read_catalogue, read_law, read_vendors
from foia.library.places import Library, data_root
from foia.model import CHANNELS, ROLES, SIZES, Law, Letter, Request
from tests.letters_for import DATED, REQUESTER, department, drafted

CODES = Library(data_root()).jurisdictions()
CASES = list(itertools.product(CODES, SIZES, (None, *ROLES)))
CLAIMS = re.compile(
    r"\b(press|journalist|reporter|newsroom|news media|resident|citizen|taxpayer|non-?commercial|commercial|"
    r"public interest|scholar|researcher|nonprofit|non-profit)\b",
    re.IGNORECASE,
)
LEFT_OPEN = re.compile(
    r"\{\{|\}\}|\{%|\[[a-z ]+\]|\bNone\b|\bTODO\b|\n\n\n|  |(?<!\.)\.\.(?!\.)|,,| [,.;:](?!\.)|[\ue000-\uf8ff]"
)
NUMBER_OF_DAYS = re.compile(
    r"\b(\d+|two|three|five|seven|ten|fifteen|twenty|thirty)(th)? (?:\w+ )?days?\b", re.IGNORECASE
)


def own_words(text: str, request: Request) -> str:
    """The letter without what it quotes or restates from the law and without what the requester said."""
    strings = {
        getattr(fact, name)
        for _, fact in request.law.facts()
        for name in fact.__struct_fields__
        if isinstance(getattr(fact, name), str)
    }
    for said in sorted((one for one in strings if len(one) > 12), key=len, reverse=True):
        text = text.replace(said, "")
    asked = [one.text for one in request.items] + list(msgspec.structs.astuple(request.requester))
    for said in (one for one in [request.law.act.name, *asked] if isinstance(one, str) and one):
        text = text.replace(said, "")
    return text


def text_of(letter: Letter) -> str:
    return write_txt(letter, public=False)


@pytest.mark.parametrize(("code", "size", "role"), CASES)
def test_letter_claims_nothing_about_the_requester(library: Library, code: str, size: Any, role: Any) -> None:
    """No word about who she is unless she said it on a ground or in a role, in the statute's words."""
    request = drafted(library, code, size=size, role=role).request
    found = CLAIMS.search(own_words(text_of(compose(request, library)), request))
    assert found is None, found


@pytest.mark.parametrize(("code", "size", "role"), CASES)
def test_letter_leaves_nothing_open(library: Library, code: str, size: Any, role: Any) -> None:
    for channel in CHANNELS:
        text = text_of(compose(drafted(library, code, size=size, role=role, channel=channel).request, library))
        found = LEFT_OPEN.search(text)
        assert found is None, text[max(0, found.start() - 60) : found.end() + 20]


@pytest.mark.parametrize(("code", "size", "role"), CASES)
def test_letter_names_a_number_of_days_only_in_the_laws_words(
    library: Library, code: str, size: Any, role: Any
) -> None:
    request = drafted(library, code, size=size, role=role).request
    found = NUMBER_OF_DAYS.search(own_words(text_of(compose(request, library)), request))
    assert found is None, found


@pytest.mark.parametrize(("code", "size"), list(itertools.product(CODES, SIZES)))
def test_letter_agrees_to_no_charge_without_a_cap(library: Library, code: str, size: Any) -> None:
    request = drafted(library, code, size=size).request
    text = own_words(text_of(compose(request, library)), request)
    assert "This letter agrees to no charge." in text
    assert not re.search(r"\b(will|agree to|willing to|happy to) pay\b|[$£]\d", text)


@pytest.mark.parametrize("code", CODES)
def test_cap_is_printed_as_not_without_written_consent(library: Library, code: str) -> None:
    request = drafted(library, code, wishes=Wishes(dated=DATED, fee_cap=40)).request
    text = text_of(compose(request, library))
    assert f"Please do not exceed {request.law.style.currency}40 without my written consent." in text
    assert "agrees to no charge" not in text


@pytest.mark.parametrize("code", CODES)
def test_federal_law_is_cited_only_to_federal_agencies(library: Library, code: str) -> None:
    text = text_of(compose(drafted(library, code, size="deep").request, library))
    assert ("U.S.C." in text) == (code == "us")


@pytest.mark.parametrize("code", CODES)
def test_unverified_facts_are_never_printed(library: Library, code: str) -> None:
    """The same law with every fact marked unverified says no more than the act's name, and whose office it goes to."""
    request = drafted(library, code, size="deep").request
    doubted = msgspec.convert(_unverified(msgspec.to_builtins(request.law)), Law)
    duty = next(one for one in doubted.duties if one.id == request.duty.id)
    letter = compose(msgspec.structs.replace(request, law=doubted, duty=duty, items=_without_law(request)), library)
    for _, fact in doubted.facts():
        for said in (fact.words, fact.gist):
            assert not said or said not in text_of(letter) or fact in doubted.addressees


def _without_law(request: Request) -> tuple[Any, ...]:
    return tuple(msgspec.structs.replace(one, open_records=(), see=()) for one in request.items)


def _unverified(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: "unverified" if key == "quality" else _unverified(one) for key, one in value.items()}
    return [_unverified(one) for one in value] if isinstance(value, (list, tuple)) else value


@pytest.mark.parametrize("code", CODES)
def test_watched_facts_are_not_printed_from_their_date_on(library: Library, code: str) -> None:
    law = read_law(library, code)
    for fact in (one for _, one in law.facts() if one.watch):
        assert fact.printable(fact.watch - dt.timedelta(days=1)) == (fact.quality != "unverified")
        assert not fact.printable(fact.watch)


@pytest.mark.parametrize("code", CODES)
def test_restricted_law_writes_no_letter_without_a_ground(library: Library, code: str) -> None:
    law = read_law(library, code)
    if law.who.who == "anyone":
        assert drafted(library, code).request.ground is None
        return
    with pytest.raises(GroundMissing) as caught:
        draft(library, department(code), REQUESTER, Wishes(dated=DATED))
    for ground in law.who.grounds:
        assert f"--ground {code}:{ground.id}" in str(caught.value)
    assert law.who.instead
    assert law.who.instead in str(caught.value)


@pytest.mark.parametrize("code", CODES)
def test_ground_prints_the_statement_and_no_other(library: Library, code: str) -> None:
    request = drafted(library, code).request
    text = text_of(compose(request, library))
    for ground in request.law.who.grounds:
        assert (ground.statement in text) == (ground == request.ground)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("regime", ["none", "own policy", "disputed", "another act"])
def test_body_the_act_does_not_bind_gets_no_letter(library: Library, code: str, regime: str) -> None:
    agency = msgspec.structs.replace(department(code), regime=regime, regime_source="https://example.org/why")
    with pytest.raises(InputError) as caught:
        drafted(library, code, agency=agency)
    why = "https://example.org/why" if regime == "none" else f"{regime} (https://example.org/why)"
    assert f"is not known to bind {agency.name}: {why}\n" in str(caught.value)


@pytest.mark.parametrize("code", CODES)
def test_portal_text_gives_away_address_and_telephone_only_where_the_law_wants_them(
    library: Library, code: str
) -> None:
    letter = compose(drafted(library, code, channel="portal").request, library)
    public = write_txt(letter)
    wanted = {one.field for one in read_law(library, code).requirements if one.required}
    assert ("100 Example Street" in public) == ("address" in wanted)
    assert ("(555) 555-0100" in public) == ("phone" in wanted)
    assert "100 Example Street" in write_txt(letter, public=False)


@pytest.mark.parametrize("code", CODES)
def test_vendor_promises_stay_out_of_the_letter(library: Library, code: str) -> None:
    text = text_of(compose(drafted(library, code, size="deep").request, library))
    for vendor in read_vendors(library, "facial-recognition").vendors:
        for statement in vendor.statements:
            assert statement.promise not in text


@pytest.mark.parametrize(("code", "size"), list(itertools.product(CODES, SIZES)))
def test_letter_holds_at_most_its_sizes_items_numbered_from_one(library: Library, code: str, size: Any) -> None:
    letter = compose(drafted(library, code, size=size).request, library)
    numbers = [block.number for block in letter.blocks if block.kind == "item"]
    assert numbers == list(range(1, len(numbers) + 1))
    assert 0 < len(numbers) <= SIZES[size]


@pytest.mark.parametrize("code", CODES)
def test_default_letter_never_passes_a_limit_of_the_law(library: Library, code: str) -> None:
    for role in (None, *ROLES):
        request = drafted(library, code, size=None, role=role).request
        for limit in request.law.limits:
            if not limit.roles or (role or "individual") in limit.roles:
                assert len(request.items) <= limit.max_items


def test_items_ask_for_records_and_not_for_answers(library: Library) -> None:
    british = read_catalogue(library, "facial-recognition", language="en-GB").items
    for item in (*read_catalogue(library, "facial-recognition").items, *british):
        assert "?" not in item.text
        assert "any and all" not in item.text.lower()


@pytest.mark.parametrize("code", CODES)
def test_same_input_gives_the_same_letter(library: Library, code: str) -> None:
    assert compose(drafted(library, code).request, library) == compose(drafted(library, code).request, library)


@pytest.mark.parametrize("code", CODES)
def test_next_steps_name_every_road_of_appeal_and_leave_nothing_open(library: Library, code: str) -> None:
    from foia.compose import compose_next_steps

    request = drafted(library, code).request
    text = compose_next_steps(request, library)
    found = LEFT_OPEN.search(text)
    assert found is None, text[max(0, found.start() - 60) : found.end() + 20]
    for number in range(1, 6):
        assert f"\n{number}) IT " in text
    for appeal in (one for one in request.law.appeals if not one.kinds or request.agency.kind in one.kinds):
        if appeal.printable(request.dated):
            assert appeal.to in text
    for duty in request.law.requester_duties:
        assert duty.lost in text
    unchecked = [one for one in request.law.requester_duties if not one.printable(request.dated)]
    assert text.count("Not checked against today's text") == len(unchecked)


@pytest.mark.parametrize("code", CODES)
def test_statement_is_printed_only_if_answered_and_asked_about_if_not(library: Library, code: str) -> None:
    law = read_law(library, code)
    open_ = drafted(library, code)
    text = text_of(compose(open_.request, library))
    for one in (one for one in law.statements if not one.roles or "individual" in one.roles):
        assert one.yes not in text
        assert any(f"--statement {code}:{one.id}=yes" in warning for warning in open_.warnings)
        for answer, said, other in (("yes", one.yes, one.no), ("no", one.no, one.yes)):
            asker = msgspec.structs.replace(REQUESTER, statements=(f"{code}:{one.id}={answer}",))
            answered = text_of(compose(drafted(library, code, requester=asker).request, library))
            assert said in answered
            assert not other or other in said or other not in answered


@pytest.mark.parametrize("code", CODES)
def test_name_is_wanted_unless_the_law_forbids_asking_for_it(library: Library, code: str) -> None:
    nameless = msgspec.structs.replace(REQUESTER, name="", organization="")
    law = read_law(library, code)
    if law.anonymous and law.anonymous.printable(DATED) and not any("name" in one.needs for one in law.who.grounds):
        letter = compose(drafted(library, code, requester=nameless).request, library)
        assert "Sincerely, the requester" in text_of(letter)
    else:
        with pytest.raises(InputError, match="a letter needs your name"):
            drafted(library, code, requester=nameless)


@pytest.mark.parametrize("code", CODES)
def test_letter_says_when_the_law_on_file_is_old(library: Library, code: str) -> None:
    late = drafted(library, code, wishes=Wishes(dated=dt.date(2028, 3, 1)))
    oldest = min(fact.verified for _, fact in read_law(library, code).facts())
    assert any(f"on file was last checked on {oldest}, more than a year before" in one for one in late.warnings)
    assert not any("was last checked on" in one for one in drafted(library, code).warnings)
