"""`foia me`, `foia agencies`, `foia law` and `foia deadline`: what a person or a program reads."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foia.library.agencies import read_agencies, read_contacts
from foia.library.laws import read_law
from foia.library.places import Library, data_root

Run = Callable[..., Any]
CODES = Library(data_root()).jurisdictions()
HOME = Path("foia-home/me.toml")


def test_me_keeps_details_that_only_their_owner_can_read(foia: Run) -> None:
    ran = foia("me", "--set", "name=Alex Example", "--set", "email=alex@example.org")
    assert ran.code == 0
    assert "me.toml, which only you can read." in ran.err
    assert stat.S_IMODE(HOME.stat().st_mode) == 0o600
    assert foia("me", "--show").out == "name   Alex Example\nemail  alex@example.org\n"


def test_me_forgets_a_field_set_to_nothing(foia: Run) -> None:
    foia("me", "--set", "name=Alex Example", "--set", "phone=(555) 555-0100")
    foia("me", "--set", "phone=")
    assert foia("me", "--show").out == "name  Alex Example\n"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("nam=Alex", "--set: unknown field 'nam'; did you mean 'name'?"),
        ("Alex Example", "--set: 'Alex Example' is not field=value"),
        ("role=reporter", "--set: 'reporter' is not a role"),
        ("email=alex", "the e-mail address 'alex' is not an e-mail address"),
        ("name=A\x07", "the name holds U+0007"),
    ],
)
def test_me_refuses_what_no_letter_can_hold_and_keeps_the_rest(foia: Run, change: str, message: str) -> None:
    foia("me", "--set", "name=Alex Example")
    before = HOME.read_bytes()
    ran = foia("me", "--set", change)
    assert ran.code == 2
    assert message in ran.err
    assert HOME.read_bytes() == before


def test_me_with_a_broken_file_names_its_line(foia: Run) -> None:
    HOME.parent.mkdir()
    HOME.write_text('name = "Alex\nemail = 1\n')
    ran = foia("letter", "wa/seattle-police-department")
    assert ran.code == 2
    assert f"{HOME.resolve()}:1: not valid TOML" in ran.err


def test_requester_file_wins_over_the_profile_and_options_over_both(foia: Run) -> None:
    foia("me", "--set", "name=From Profile", "--set", "email=profile@example.org")
    Path("asker.toml").write_text('name = "From File"\nemail = "file@example.org"\n')
    words = ("letter", "wa/seattle-police-department", "--preview")
    assert foia(*words).out.startswith("From Profile\nprofile@example.org\n")
    assert foia(*words, "--requester", "asker.toml").out.startswith("From File\nfile@example.org\n")
    both = foia(*words, "--requester", "asker.toml", "--name", "From Option").out
    assert both.startswith("From Option\nfile@example.org\n")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Seattle Police Department", "wa/seattle-police-department"),
        ("Seatle polise", "wa/seattle-police-department"),
        ("LAPD", "ca/los-angeles-police-department"),
        ("NYPD", "ny/new-york-city-police-department"),
        ("Chicago PD", "il/chicago-police-department"),
        ("cook county sherrif", "il/cook-county-sheriff"),
        ("Texas DPS", "tx/texas-department-of-public-safety"),
        ("FBI", "us/federal-bureau-of-investigation"),
        ("Boise", "id/boise-police-department"),
        ("ILCPD0000", "il/chicago-police-department"),
        ("ILCPD00", "il/chicago-police-department"),
        ("tx/houston-police-department", "tx/houston-police-department"),
    ],
)
def test_search_puts_the_obvious_one_first(foia: Run, typed: str, first: str) -> None:
    found = json.loads(foia("agencies", "search", typed, "--json").out)
    assert found[0]["id"] == first
    assert set(found[0]) == {"id", "name", "kind", "state", "city", "score"}
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)


def test_search_for_nonsense_says_so(foia: Run) -> None:
    ran = foia("agencies", "search", "qqqq zzzz")
    assert ran.code == 2
    assert ran.err.startswith("no agency on file is called anything like 'qqqq zzzz'")


@pytest.mark.parametrize("code", CODES)
def test_every_agency_on_file_can_be_found_and_shown(foia: Run, library: Library, code: str) -> None:
    active = [one for one in read_agencies(library, code).values() if one.status == "active"]
    for agency in sorted(active, key=lambda one: -(one.officers or 0))[:6]:
        shown = json.loads(foia("agencies", "show", agency.id, "--json").out)
        assert shown["name"] == agency.name
        assert len(shown["contacts"]) == len(read_contacts(library, agency))
        assert foia("agencies", "search", agency.name, "--state", code).out.split()[0] == agency.id


def test_agencies_show_gives_sources_and_says_what_is_missing(foia: Run, library: Library) -> None:
    bare = next(one for one in read_agencies(library, "tx").values() if not one.street)
    ran = foia("agencies", "show", bare.id)
    assert ran.out.startswith(f"{bare.name}  ({bare.id})\n")
    assert "Not on file: address" in ran.err
    full = foia("agencies", "show", "wa/seattle-police-department").out
    assert "610 5th Avenue, Seattle, WA 98104" in full
    assert "[" in full


def test_law_list_json_has_every_jurisdiction_with_its_keys(foia: Run, library: Library) -> None:
    told = json.loads(foia("law", "list", "--json").out)
    assert [one["jurisdiction"].lower() for one in told] == list(CODES)
    for one in told:
        assert set(one) >= {
            "jurisdiction",
            "name",
            "citation",
            "response",
            "requester",
            "sources",
            "verified",
            "quality",
        }
        assert set(one["response"]) == {"duty", "days", "unit", "section"}
        assert one["requester"]["who"] == read_law(library, one["jurisdiction"].lower()).who.who


@pytest.mark.parametrize("code", CODES)
def test_law_show_marks_what_no_letter_claims(foia: Run, library: Library, code: str) -> None:
    law = read_law(library, code)
    out = foia("law", "show", code).out
    assert out.startswith(f"{law.act.name}, {law.act.citation}  (checked {law.act.verified})\n")
    assert json.loads(foia("law", "show", code, "--json").out)["act"]["name"] == law.act.name
    if law.waiver and law.waiver.quality == "unverified" and (law.waiver.gist or law.waiver.words):
        assert "[not checked: no letter says this]" in out


def test_law_doubts_lists_what_is_unverified_or_watched(foia: Run) -> None:
    told = json.loads(foia("law", "doubts", "--json").out)
    assert {"jurisdiction", "fact", "section", "why", "note"} == set(told[0])
    california = [one for one in told if one["jurisdiction"] == "CA" and one["fact"] == "duties"]
    assert any(one["why"].endswith("2027-01-01") for one in california)


@pytest.mark.parametrize("code", CODES)
def test_deadline_prints_every_branch_and_road(foia: Run, library: Library, code: str) -> None:
    law = read_law(library, code)
    words = ("deadline", code, "--received", "2026-11-23", "--denied", "2026-12-07", "--acknowledged", "2026-11-30")
    told = json.loads(foia(*words, "--json").out)
    assert len(told["dates"]) == len(law.duties)
    assert len(told["appeals"]) == len(law.appeals)
    assert len(told["requester"]) == len(law.requester_duties)
    for duty, shown in zip(
        sorted(law.duties, key=lambda one: (not one.lead, bool(one.when))), told["dates"], strict=True
    ):
        assert (shown["duty"], shown["section"]) == (duty.duty, duty.section)
        assert duty.days is not None or shown["due"] is None
    assert foia(*words).code == 0


def test_deadline_with_a_role_takes_that_branch_alone(foia: Run) -> None:
    """5 ILCS 140/3.1: commercial requests have 21 days of their own."""
    words = ("deadline", "IL", "--received", "2026-11-23", "--json")
    both = [one["branch"] for one in json.loads(foia(*words).out)["dates"] if one["unit"] == "business"]
    assert len(both) >= 2
    alone = json.loads(foia(*words, "--commercial").out)
    assert alone["section"] == "5 ILCS 140/3.1(a)"


def test_deadline_past_the_holiday_table_is_refused(foia: Run) -> None:
    ran = foia("deadline", "WA", "--received", "2036-12-30")
    assert ran.code == 2
    assert "lies outside the holiday table (2026-01-01 to 2036-12-31)" in ran.err


def test_help_has_an_example_and_the_version_is_told(foia: Run) -> None:
    assert 'foia letter "Seattle Police Department" --state WA' in " ".join(foia("--help").out.split())
    assert foia("--version").out.startswith("foia 0.")
    assert foia("letter", "--nonsense").code == 2


@pytest.mark.parametrize("group", ["agencies", "law", "records", "vendors", "templates"])
def test_help_of_a_group_has_an_example_of_its_own(foia: Run, group: str) -> None:
    assert f"\n  Example: foia {group} " in foia(group, "--help").out
