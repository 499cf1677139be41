"""A letter's words fit the body that gets it, and what the user is told reads as one sentence after the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from foia.compose import compose, compose_next_steps
from foia.directory import find_agency
from foia.library.laws import jurisdiction_id
from foia.library.places import Library, data_root
from tests.letters_for import department, drafted

Run = Callable[..., Any]
CODES = Library(data_root()).jurisdictions()
ME = ("--name", "Alex Example", "--email", "alex@example.org", "--date", "2026-11-27", "--preview")
NO_POLICE = re.compile(r"the chief's office|detectives|crime center|booking|police work")


@pytest.mark.parametrize("pledge", [(), ("--pledge", "amazon")])
@pytest.mark.parametrize("body", ["in/indiana-bureau-of-motor-vehicles", "wa/washington-state-fusion-center"])
def test_letter_to_a_body_without_police_names_no_police_office(foia: Run, body: str, pledge: tuple[str, ...]) -> None:
    out = foia("letter", body, *ME, *pledge, "--size", "deep").out
    own = re.sub(r"(?m)^\d+\. Images searched\..*$", "", out)
    assert NO_POLICE.findall(own) == []
    assert " as well as every unit that uses such software, has tried it or asks others for searches.\n" in out


def test_letter_to_a_sheriff_asks_the_sheriffs_command_staff(foia: Run) -> None:
    out = foia("letter", "ca/orange-county-sheriff", *ME).out
    assert "are the sheriff's command staff, the jail's booking or identification unit, detectives," in out
    assert "the chief" not in out


def test_letter_to_a_city_clerk_says_whose_facial_recognition_it_means(foia: Run) -> None:
    out = foia("letter", "nj/newark-police-department", *ME).out
    assert "Municipal Clerk\nCity of Newark\n" in out
    assert "They concern facial recognition at the Newark Police Department: what it has bought," in out


def test_office_that_the_postal_address_names_stands_there_once(foia: Run) -> None:
    out = foia(
        "letter",
        "pa/pittsburgh-bureau-of-police",
        *ME,
        "--ground",
        "pa:legal-resident",
        "--address",
        "1 Elm St / X, PA",
    ).out
    assert "\nCity of Pittsburgh\nOpen Records Officer\n313 City-County Building\n" in out
    assert "Open-Records Officer\nCity" not in out


def test_letter_to_the_met_on_a_promise_says_that_it_is_about_products(foia: Run) -> None:
    out = foia("letter", "Met Police", *ME, "--pledge", "amazon").out
    assert "It concerns facial recognition products of Amazon at your force. I ask for what is already recorded" in out


@pytest.mark.parametrize("code", CODES)
def test_letter_cites_no_sentence_of_law_twice(library: Library, code: str) -> None:
    letter = compose(drafted(library, code, agency=department(code)).request, library)
    text = " ".join(block.text for block in letter.blocks)
    cited = re.findall(r"Under [^.]+?, an? [^.]{60,}\.|Under [^.]+?, any [^.]{60,}\.", text)
    assert len(cited) == len(set(cited))


@pytest.mark.parametrize("code", CODES)
def test_next_steps_double_no_word_and_part_their_clocks(library: Library, code: str) -> None:
    text = compose_next_steps(drafted(library, code).request, library)
    assert re.findall(r"\b(\w+) \1\b", text) == []
    assert re.findall(r".*\S+Your clock:.*|[a-z]\.[A-Z][a-z]+.*", text) == []


def test_several_notices_of_one_law_are_told_apart(foia: Run) -> None:
    err = foia("letter", "tx/texas-department-of-public-safety", *ME[:-1], "--format", "txt").out
    assert (
        "By Friday, December 11, 2026 as well, Tex. Gov't Code § 552.221(f): a governmental body that has no responsive"
        in err
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Calif.", "ca"),
        ("Wash.", "wa"),
        ("W. Va.", "wv"),
        ("N.C.", "nc"),
        ("n. h.", "nh"),
        ("Miss", "ms"),
        ("Ala.", "al"),
    ],
)
def test_state_is_understood_as_newsrooms_write_it(library: Library, typed: str, code: str) -> None:
    assert jurisdiction_id(library, typed) == code


def test_name_typed_in_full_of_a_unit_is_the_agency_it_belongs_to(library: Library) -> None:
    asked = find_agency(library, "Boston Regional Intelligence Center")
    assert asked.id == "ma/boston-police-department"


def test_what_a_page_asks_of_a_sender_is_said_for_every_channel(foia: Run) -> None:
    ran = foia(
        "letter", "pa/pittsburgh-bureau-of-police", *ME[:-1], "--ground", "pa:legal-resident", "--address", "1 Elm"
    )
    assert (
        "Use the state standard request form; a name and a street address (no post office box) are required" in ran.out
    )


def test_letter_that_goes_to_the_body_a_unit_is_part_of_says_so(foia: Run) -> None:
    ran = foia("letter", "Boston Regional Intelligence Center", *ME)
    assert "facial recognition at the Boston Police Department: " in ran.out
    told = "Boston Regional Intelligence Center is a part of Boston Police Department, or has gone into it; so that is asked."
    assert f"Note: {told}\n" in ran.err
