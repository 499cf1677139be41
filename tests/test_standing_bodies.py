"""Bodies that are no ordinary department: what `foia letter` answers, in its own words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ME = ("--name", "Alex Example", "--email", "alex@example.org", "--date", "2026-11-26")
Run = Callable[..., Any]
INSTEAD = (
    "No letter was written. Ask the body for its own records policy, or ask a public agency that works with it"
    " (the city, the county sheriff, the state police) for its agreements and messages with it.\n"
)
NO_LETTER = [
    (
        "University of Notre Dame",
        "in/university-of-notre-dame-police-department: the Indiana Access to Public Records Act is not known to bind"
        " University of Notre Dame Police Department: A private college: the Supreme Court of Indiana held in 2016"
        " that its police are no public agency under the act (ESPN, Inc. v. University of Notre Dame Police Department,"
        " 62 N.E.3d 1192)\n",
    ),
    (
        "Metro Transit Police",
        "dc/metro-transit-police: the District of Columbia Freedom of Information Act is not known to bind Metro Transit"
        " Police: own policy (A body of the District, Maryland and Virginia: requests go to the Washington Metropolitan"
        " Area Transit Authority under its own Public Access to Records Policy)\n",
    ),
    (
        "Duke University Police",
        "nc/duke-university-police-department: the North Carolina Public Records Act is not known to bind Duke University"
        " Police Department: another act (A private college: N.C.G.S. § 74G-5.1 opens certain information on crimes and"
        " arrests and says that the other records of its police are not public records)\n",
    ),
]


@pytest.mark.parametrize(("typed", "reason"), NO_LETTER)
def test_letter_to_a_body_the_act_does_not_bind_says_why_and_whom_to_ask(foia: Run, typed: str, reason: str) -> None:
    ran = foia("letter", typed, *ME)
    assert (ran.code, ran.out, ran.err) == (2, "", reason + INSTEAD)
    assert not Path("letters").exists()


def test_letter_to_amtrak_goes_under_the_federal_act_wherever_its_police_are_listed(foia: Run) -> None:
    for typed in ("Amtrak Police", "de/amtrak-police"):
        ran = foia("letter", typed, *ME, "--format", "txt")
        assert ran.code == 0, ran.err
    text = Path("letters/us-amtrak-police-department-2026-11-26.txt").read_text(encoding="utf-8")
    assert "Freedom of Information Act" in text
    assert "1 Massachusetts Avenue NW" in text
    assert "Delaware" not in text


def test_letter_to_a_private_campus_that_the_act_binds_in_part_says_so_to_the_sender(foia: Run) -> None:
    ran = foia("letter", "Rice University Police", *ME, "--format", "txt")
    assert ran.code == 0, ran.err
    assert (
        "Rice University Police Department: A private college; the act binds its police department only for information"
        " that relates solely to law enforcement activities (Tex. Educ. Code § 51.212(f), as the Attorney General quoted"
        " it in 2016), so it may refuse what it holds for other ends."
    ) in ran.err
    text = Path("letters/tx-rice-university-police-department-2026-11-26.txt").read_text(encoding="utf-8")
    assert "private college" not in text.lower()


def test_letter_to_a_public_university_is_an_ordinary_one(foia: Run) -> None:
    ran = foia("letter", "Georgia Institute of Technology Police", *ME, "--format", "txt")
    assert ran.code == 0, ran.err
    assert "private" not in ran.err


def test_letter_to_a_fusion_center_goes_to_the_police_that_run_it(foia: Run) -> None:
    ran = foia("letter", "ROIC", *ME, "--format", "txt")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("letters/nj-new-jersey-state-police-2026-11-26.txt\n")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "Guam Police",
            "gu: no law is on file for Guam, so no letter can be written there\n"
            "Its act is the Sunshine Reform Act of 1999, 5 GCA chapter 10: every person may inspect and copy, and an agency"
            " has four working days (§ 10103), extended in unusual circumstances by up to ten days."
            " (https://www.lawserver.com/law/state/guam/gu-code/5_guam_code_ann_10103) Write in your own words and name"
            " that act.\n",
        ),
        (
            "vi/virgin-islands-police-department-st-croix",
            "vi: no law is on file for the U.S. Virgin Islands, so no letter can be written there\n"
            "Its act is 3 V.I.C. § 881, which gives every citizen of the Territory the right to examine and copy public"
            " records; who else may ask was not read. (https://news.vi/local-news/editorial-what-the-virgin-islands-"
            "sunshine-act-requires-and-why-public-access-still-faces-roadblocks) Write in your own words and name that"
            " act.\n",
        ),
    ],
)
def test_letter_to_a_territory_without_a_law_on_file_names_its_act(foia: Run, typed: str, message: str) -> None:
    ran = foia("letter", typed, *ME)
    assert (ran.code, ran.out, ran.err) == (2, "", message)


def test_territory_is_listed_and_its_law_is_said_to_be_missing(foia: Run) -> None:
    listed = foia("agencies", "list", "--state", "Puerto Rico")
    assert listed.code == 0, listed.err
    assert "pr/puerto-rico-police-department" in listed.out
    law = foia("law", "show", "PR")
    assert law.code == 2
    assert law.err.startswith("pr: no law is on file for Puerto Rico, so no letter can be written there\n")
