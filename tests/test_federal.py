"""Federal agencies: items in words of their own, the fee category and the expedited case only as the requester states them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foia.items import MOST_CITED
from foia.library.laws import read_catalogue
from foia.library.places import Library, data_root

Run = Callable[..., Any]
ME = ("--name", "Alex Example", "--email", "alex@example.org", "--date", "2026-11-23")
CBP = ("letter", "us/customs-and-border-protection", *ME)
FBI = ("letter", "us/federal-bureau-of-investigation", *ME)
REASON = "The contract is to be renewed on December 15, 2026, and Congress votes before."
CASE = ("--expedite", "us:urgency", "--expedite-reason", REASON)
URGENCY = (
    "I am primarily engaged in disseminating information, and there is an urgency to inform the public concerning actual"
    " or alleged Federal Government activity."
)
CERTIFICATE = "I certify that this statement is true and correct to the best of my knowledge and belief."
OWN = [one for one in read_catalogue(Library(data_root()), "facial-recognition").items if one.agencies]


def titles(text: str) -> list[str]:
    return re.findall(r"^\d+\. ([^.]+)\.", text, re.MULTILINE)


def test_cbp_is_asked_for_the_traveler_verification_service(foia: Run) -> None:
    out = foia(*CBP, "--size", "standard", "--preview").out
    assert set(titles(out)) == {
        "Contracts",
        "Payments",
        "Policies",
        "Carriers, airports and other partners",
        "Accuracy and numbers",
        "Privacy assessments",
        "Audits of partners",
        "Retention and opting out",
        "Trials and free accounts",
        "How it was chosen",
    }
    assert "under section 208 of the E-Government Act of 2002, Public Law 107-347" in out
    assert "Useful search terms are “Traveler Verification Service”, “TVS”, " in out
    assert "CBP FOIA\n1300 Pennsylvania Avenue NW, Mail Stop 1181\n" in out


def test_fbi_is_asked_for_face_services(foia: Run) -> None:
    out = foia(*FBI, "--size", "standard", "--preview").out
    assert titles(out) == [
        "Agreements with states and departments",
        "Searches by agency",
        "Rules and user agreements",
        "Privacy assessments and notices",
        "Audits",
        "Accuracy",
        "Agreements",
        "Payments",
        "Trials and free accounts",
        "How it was chosen",
    ]
    assert "JUSTICE/FBI-009" in out
    assert "“FACE Services”" in out


@pytest.mark.parametrize("size", list(MOST_CITED))
@pytest.mark.parametrize("item", OWN, ids=lambda one: one.id)
def test_item_for_one_agency_stands_in_its_letter_alone(foia: Run, item: Any, size: str) -> None:
    lead = f". {item.title}. {item.text[:60]}"
    (agency,) = item.agencies
    assert (lead in foia("letter", agency, *ME, "--size", size, "--preview").out) == (size in item.sizes)
    other = "us/secret-service"
    assert lead not in foia("letter", other, *ME, "--size", size, "--preview").out


def test_item_of_another_agency_cannot_be_picked(foia: Run) -> None:
    ran = foia(*CBP, "--item", "face-memoranda", "--preview")
    assert ran.code == 2
    assert ran.err.startswith("--item: no item 'face-memoranda'")
    assert "tvs-partners" in ran.err


def test_letter_says_nothing_on_fees_or_urgency_by_itself(foia: Run) -> None:
    ran = foia(*CBP, "--preview")
    assert not re.search(r"commercial use|expedited|urgency|news media|certify", ran.out)
    assert (
        "Note: 5 U.S.C. § 552(a)(4)(A)(ii) lets the agency ask: Are the records requested for commercial use? Answer"
        " with --statement us:commercial=yes or =no; unanswered, the letter says nothing about it\n"
    ) in ran.err


def test_fee_category_is_the_requesters_own_statement(foia: Run) -> None:
    out = foia(*CBP, "--role", "news", "--statement", "us:commercial=no", "--preview").out
    assert (
        "Requester. I make this request as a representative of the news media. These records are not requested for"
        " commercial use.\n"
    ) in out


def test_expedited_case_is_certified_in_this_run(foia: Run) -> None:
    ran = foia(*CBP, *CASE)
    assert ran.code == 2
    assert ran.err == (
        "5 U.S.C. § 552(a)(6)(E) wants this certified, and that has to be done anew in every run:\n"
        f"  {URGENCY} {REASON}\n  {CERTIFICATE}\n"
        "If it is true and you so certify, add --affirm us:urgency; then sign the line in the letter.\n"
    )
    assert not Path("letters").exists()


def test_expedited_case_stands_before_the_items_with_a_line_to_sign(foia: Run) -> None:
    out = foia(*CBP, *CASE, "--affirm", "us:urgency", "--preview").out
    head, _, rest = out.partition("\nExpedited processing. ")
    assert rest.startswith(f"I ask for expedited processing under 5 U.S.C. § 552(a)(6)(E). {URGENCY} {REASON}\n")
    assert f"\nCertificate. {CERTIFICATE}\n" in rest
    assert "Signature of Alex Example, and date" in rest.partition("\n1. ")[0]
    assert "\n1. " not in head


def test_expedited_case_needs_the_facts(foia: Run) -> None:
    ran = foia(*CBP, "--expedite", "us:urgency", "--affirm", "us:urgency")
    assert ran.code == 2
    assert ran.err == (
        f"--expedite: 5 U.S.C. § 552(a)(6)(E) wants you to show why: {URGENCY}\n"
        'Add --expedite-reason "..." with the facts that show it; it is printed as you write it.\n'
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("urgency", "--expedite: 'urgency' does not say under which law\nWrite it as us:urgency.\n"),
        ("us:urgent", "--expedite: no reason us:urgent; did you mean 'urgency'?\nHere: us:urgency (primarily"),
    ],
)
def test_expedited_reason_that_is_not_there(foia: Run, given: str, message: str) -> None:
    ran = foia(*CBP, "--expedite", given)
    assert ran.code == 2
    assert ran.err.startswith(message)


def test_expedited_case_is_no_matter_of_a_state(foia: Run) -> None:
    ran = foia("letter", "wa/seattle-police-department", *ME, *CASE, "--affirm", "us:urgency", "--preview")
    assert "xpedited" not in ran.out
    assert (
        "Note: --expedite us:urgency is no reason under the law of Washington, so this letter does not ask to be served"
        " first\n"
    ) in ran.err


def test_deadline_gives_the_day_of_the_decision_on_expediting(foia: Run) -> None:
    out = foia("deadline", "US", "--received", "2026-11-23").out
    assert "whether to grant a request for expedited processing" in out
    assert "Thursday, December 3, 2026" in out
