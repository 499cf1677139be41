"""Where a law bars the agency from facial recognition, the letter asks for compliance, exceptions and use through others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from foia.directory import find_agency
from foia.drafting import Wishes
from foia.library.laws import read_subject_laws
from foia.library.places import Library, data_root
from foia.model import Agency, SubjectLaw
from tests.letters_for import DATED, department, drafted

Run = Callable[..., Any]
ME = ("--name", "Alex Example", "--email", "alex@example.org", "--date", "2026-11-23")
LIBRARY = Library(data_root())
BANS = [
    (code, law)
    for code in LIBRARY.jurisdictions()
    for law in read_subject_laws(LIBRARY, code, "facial-recognition").laws
    if law.prohibits and law.letter_ready
]
COMPLIANCE = re.compile(r"\b(exception|approv|authoriz|finding|violation|assessment|compliance|purposes|directive)")
OTHERS = re.compile(r"another body|requested of|asked of|received from|given to the City Council")
ACCUSES = re.compile(r"\b(illegal|unlawful|violat(ed|es|ing)|broke|breach|despite|in spite|promis)\w*", re.IGNORECASE)
NAMED = (
    "ca/san-francisco-police-department",
    "ca/oakland-police-department",
    "ca/berkeley-police-department",
    "ca/alameda-police-department",
    "ca/santa-cruz-police-department",
    "ma/boston-police-department",
    "ma/somerville-police-department",
    "ma/brookline-police-department",
    "mn/minneapolis-police-department",
    "or/portland-police-department",
    "me/portland-police-department",
    "wa/king-county-sheriff",
    "wi/madison-police-department",
)


def bound(code: str, law: SubjectLaw) -> Agency:
    """An agency that the law binds."""
    return find_agency(LIBRARY, law.agencies[0]) if law.agencies else department(code, (*law.kinds, "municipal")[0])


@pytest.mark.parametrize(("code", "law"), BANS, ids=[f"{code}-{law.id}" for code, law in BANS])
@pytest.mark.parametrize("size", ["standard", "deep"])
def test_ban_asks_for_compliance_exceptions_and_use_through_others(
    library: Library, code: str, law: SubjectLaw, size: Any
) -> None:
    drafted_ = drafted(library, code, size=size, agency=bound(code, law), wishes=Wishes(dated=DATED))
    asked = " ".join(one.text for one in drafted_.request.items)
    assert COMPLIANCE.search(asked)
    assert OTHERS.search(asked)
    assert not ACCUSES.search(asked)
    so = "So the letter asks for compliance, exceptions and use through others."
    assert f"{law.citation}: {law.effect} {so}" in drafted_.warnings


def test_cities_with_a_ban_are_on_file() -> None:
    assert set(NAMED) <= {agency for _, law in BANS for agency in law.agencies}


def test_record_in_the_place_of_borrowed_access_names_the_hosts(foia: Run) -> None:
    out = foia("letter", "ca/san-francisco-police-department", *ME, "--size", "standard", "--preview").out
    (asked,) = re.findall(r"^\d+\. Compliance, exceptions and outside searches\. .*$", out, re.MULTILINE)
    assert asked.endswith(
        "and each agreement, account or approval for face searches through another body. Among these may be the"
        " California Facial Recognition Interconnect or the FBI's Interstate Photo System (NGI-IPS)."
    )
    assert "Access through others." not in out


def test_shortest_letter_to_a_city_with_a_ban_asks_about_it(foia: Run) -> None:
    for agency in ("ca/san-francisco-police-department", "ca/oakland-police-department"):
        out = foia("letter", agency, *ME, "--size", "starter", "--preview").out
        assert "Compliance, exceptions and outside searches. Any order, guidance" in out


def test_ended_ban_is_named_for_its_own_years_alone(foia: Run) -> None:
    out = foia("letter", "ca/fresno-police-department", *ME, "--size", "deep", "--preview").out
    assert (
        "Body cameras, 2020 to 2022. For January 1, 2020 to December 31, 2022: any policy, order, camera setting or"
        " notice to employees on facial recognition with officer cameras or their recordings under former Penal Code"
        " section 832.19, "
    ) in out
    assert out.count("832.19") == 1


def test_no_ban_is_named_where_there_is_none(foia: Run) -> None:
    assert (
        "exceptions and use through others" not in foia("letter", "ca/fresno-police-department", *ME, "--preview").err
    )
