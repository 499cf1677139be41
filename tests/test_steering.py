"""What published evidence of use changes in a letter, what the user is told, and what is printed only on request."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foia.items import product_names
from foia.library.laws import read_use_rules, read_vendors
from foia.library.places import Library, data_root
from foia.steering import steering
from tests.letters_for import department

Run = Callable[..., Any]
SEATTLE = ("letter", "wa/seattle-police-department", "--name", "Alex Example", "--date", "2026-11-23", "--preview")
HEAD = "slug,relation,vendor,product,claim,source,source_name,date,tier,dataset"
CREDIT = "Atlas of Surveillance, EFF, CC BY"


def known(folder: Path, *claims: str) -> tuple[str, Path]:
    """The option that lays these claims about Seattle's police over the packaged data."""
    lines = [f"seattle-police-department,{claim}" for claim in claims]
    path = folder / "own/agencies/wa/known-use.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([HEAD, *lines]) + "\n")
    return "--data", folder / "own"


def claim(relation: str, vendor: str = "", product: str = "", tier: str = "press", text: str = "It is so.") -> str:
    return f"{relation},{vendor},{product},{text},https://paper.example/a,The Paper,2020-02-28,{tier},eff-atlas-2020"


def titles(text: str) -> list[str]:
    return re.findall(r"^\d+\. ([^.]+)\.", text, re.MULTILINE)


def searched(text: str) -> list[str]:
    names = text.partition("any other name of such a product: ")[2].partition(".\n")[0]
    return re.split(r", | and ", names)


def test_every_relation_has_a_rule() -> None:
    rules = read_use_rules(Library(data_root()), "facial-recognition").rules
    assert [rule.relation for rule in rules] == [
        "own use",
        "trial",
        "shared access",
        "ended",
        "motor-vehicle database",
    ]


def test_agency_without_a_claim_is_not_steered(library: Library) -> None:
    assert steering(library, department("wa"), "facial-recognition").first == ()


@pytest.mark.parametrize(
    ("relation", "first"),
    [
        ("own use", ["Agreements", "Payments"]),
        ("trial", ["Trials and free accounts"]),
        ("shared access", ["Access through others"]),
        ("ended", ["Agreements", "Payments"]),
        ("motor-vehicle database", ["License photographs"]),
    ],
)
@pytest.mark.parametrize("size", ["starter", "standard", "deep"])
def test_claim_brings_its_items_forward(foia: Run, tmp_path: Path, relation: str, first: list[str], size: str) -> None:
    out = foia(*SEATTLE, "--size", size, *known(tmp_path, claim(relation))).out
    found = titles(out)
    assert found[: len(first)] == first
    assert len(found) == {"starter": 5, "standard": 10, "deep": 15}[size]
    assert len(set(found)) == len(found)


def test_product_of_a_claim_is_searched_first_under_the_name_of_the_letter(foia: Run, tmp_path: Path) -> None:
    names = searched(foia(*SEATTLE, *known(tmp_path, claim("own use", "Idemia; AFR Engine", "WideNet"))).out)
    assert names[:3] == ["WideNet", "IDEMIA (MorphoTrust)", "AFR Engine"]
    assert "FACE Plus (DataWorks Plus)" in names


def test_names_of_a_claim_take_the_place_of_others(library: Library) -> None:
    """Twelve names stand in the letter, however many of them a claim brings."""
    names = product_names(read_vendors(library, "facial-recognition"), (), ("WideNet", "NeoFace (NEC)", "AFR Engine"))
    assert names[:3] == ("WideNet", "NeoFace (NEC)", "AFR Engine")
    assert len(set(names)) == len(names) == 12


def test_names_the_user_asked_for_stand_before_those_of_a_claim(foia: Run, tmp_path: Path) -> None:
    out = foia(*SEATTLE, "--vendor", "NEC", *known(tmp_path, claim("own use", "Clearview AI"))).out
    names = searched(out)
    assert names[0] == "NeoFace (NEC)"
    assert "Clearview AI" in names


def test_ended_use_is_counted_in_the_period(foia: Run, tmp_path: Path) -> None:
    ended = "So does one that has ended since, with the decision or notice that ended it."
    assert ended in foia(*SEATTLE, *known(tmp_path, claim("ended", "Clearview AI"))).out
    assert ended not in foia(*SEATTLE).out


def test_system_named_in_a_claim_stands_first_among_the_hosts(foia: Run) -> None:
    out = foia("letter", "md/howard-county-police-department", "--name", "Alex Example", "--preview").out
    assert "Among these may be the Maryland Image Repository System (MIRS), " in out


def test_user_is_told_the_claim_and_what_was_made_of_it(foia: Run, tmp_path: Path) -> None:
    ran = foia(*SEATTLE, *known(tmp_path, claim("own use", "Clearview AI", text="The agency paid for it.")))
    assert f"Note: The agency paid for it. (The Paper, 2020-02-28; {CREDIT})\n" in ran.err
    assert (
        "Note: So the letter asks first for the agency's own contracts and payments. It puts Clearview AI first among"
        " the names to search for. What was published does not stand in the letter; --cite-known-use prints it.\n"
    ) in ran.err
    for word in ("The agency paid", "The Paper", "paper.example", CREDIT, "ublished"):
        assert word not in ran.out


def test_items_picked_by_the_user_keep_their_order(foia: Run, tmp_path: Path) -> None:
    own = known(tmp_path, claim("shared access"))
    ran = foia(*SEATTLE, "--item", "payments,borrowed", *own)
    assert titles(ran.out) == ["Payments", "Access through others"]
    assert "So the letter asks first" not in ran.err


def test_cited_claim_stands_with_source_date_and_credit(foia: Run, tmp_path: Path) -> None:
    own = known(tmp_path, claim("own use", "Clearview AI", text="The agency paid for it."))
    ran = foia(*SEATTLE, "--cite-known-use", *own)
    assert (
        "\nPublished. The following has been published about your agency. This letter takes no position on it. The"
        f" agency paid for it (The Paper, February 28, 2020; {CREDIT}).\n"
    ) in ran.out
    assert "The letter cites what was published, as you asked.\n" in ran.err


def test_cited_shared_access_is_never_a_contract_and_a_leak_says_so(foia: Run, tmp_path: Path) -> None:
    own = known(
        tmp_path,
        claim("shared access", text="The agency may search it."),
        claim("own use", tier="leak reported", text="Reported by The Paper from a leaked list: 40 searches."),
    )
    out = foia(*SEATTLE, "--cite-known-use", *own).out
    access = f"The agency may search it (The Paper, February 28, 2020; {CREDIT})"
    assert f"{access}: this is about access to a system of another body, not about an agreement to buy one. " in out
    leak = "Reported by The Paper from a leaked list: 40 searches (The Paper, February 28, 2020; "
    assert f"{leak}{CREDIT}; it rests on leaked records)." in out


def test_citing_where_nothing_was_published_says_so(foia: Run) -> None:
    ran = foia(*SEATTLE, "--cite-known-use")
    assert "Published." not in ran.out
    assert "Note: nothing published on this agency's use is on file, so nothing is cited\n" in ran.err
