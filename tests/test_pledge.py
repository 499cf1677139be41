"""The letter that tests a vendor's promise, and a second subject written with no code changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foia.compose import compose
from foia.drafting import Wishes
from foia.english import long_date
from foia.formats.txt import write_txt
from foia.items import find_vendor
from foia.library.laws import read_law, read_vendors
from foia.library.places import Library, data_root
from tests.letters_for import DATED, drafted

Run = Callable[..., Any]
CODES = Library(data_root()).jurisdictions()
ME = ("--name", "Alex Example", "--email", "alex@example.org")
DAYS = {"microsoft": dt.date(2020, 6, 11), "amazon": dt.date(2020, 6, 10), "ibm": dt.date(2020, 6, 8)}


def pledge(library: Library, code: str, vendor: str) -> str:
    return write_txt(compose(drafted(library, code, wishes=Wishes(dated=DATED, pledge=vendor)).request, library))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("vendor", DAYS)
def test_pledge_letter_has_the_day_as_its_window_and_accuses_nobody(library: Library, code: str, vendor: str) -> None:
    text = pledge(library, code, vendor)
    day = long_date(DAYS[vendor], day_first=read_law(library, code).style.day_first)
    assert f"Period. {day} to " in text
    assert "\n5. Accounts. " in text
    assert "\n6. " not in text
    asked = text.partition("Dear")[2].partition("Form. ")[0]
    assert not re.search(r"\b(promis|pledg|moratori|violat|broke|despite)\w*", asked, re.IGNORECASE)
    assert not re.search(r"[{}]", text)
    found = find_vendor(read_vendors(library, "facial-recognition"), vendor)
    for statement in found.statements:
        assert statement.promise not in text


def test_pledge_of_a_vendor_without_one_names_those_that_have_one(foia: Run) -> None:
    ran = foia("letter", "wa/seattle-police-department", *ME, "--pledge", "cognitec", "--preview")
    assert ran.code == 2
    assert ran.err.startswith("--pledge: no dated promise of Cognitec is on file\nVendors with a statement on file: ")
    assert "microsoft" in ran.err


def test_pledge_with_another_vendor_is_refused_rather_than_dropped(foia: Run) -> None:
    ran = foia("letter", "wa/seattle-police-department", *ME, "--pledge", "amazon", "--vendor", "3M", "--preview")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "--pledge with --vendor: a letter on a promise asks about the vendor who made it and no other\n"
        "Leave --vendor out, or write to the agency without --pledge.\n"
    )


def test_second_subject_is_a_folder_and_needs_no_code(foia: Run, tmp_path: Path) -> None:
    folder = tmp_path / "own/templates/plate-readers"
    folder.mkdir(parents=True)
    (folder / "records.toml").write_text(
        """
        [subject]
        id = "plate-readers"
        name = "automated license plate readers"
        title = "license plate reader contracts and policies"
        definition = "A “plate reader” is a camera that reads license plates by itself."
        excludes = "Toll and parking systems are not asked for."
        window = "An agreement falls in the period if it was in force at any time in it."
        privacy = "Plates of private people may be redacted."
        terms = ["plate reader", "ALPR"]
        custodians = ["the traffic unit", "the records unit"]
        [[items]]
        id = "agreements"
        code = "A1"
        title = "Agreements"
        text = "Each contract for plate readers in force in the period below."
        why = "The core record."
        sizes = ["starter", "standard", "deep"]
        topic = "agreements"
        """
    )
    (folder / "vendors.toml").write_text(
        """
        [[vendors]]
        id = "flock"
        name = "Flock Safety"
        default = true
        terms = ["Flock"]
        quality = "secondary"
        verified = 2026-11-22
        """
    )
    own = ("--data", tmp_path / "own", "--subject", "plate-readers", "--preview")
    out = foia("letter", "wa/seattle-police-department", *ME, *own).out
    assert "chapter 42.56 RCW: license plate reader contracts and policies" in out
    assert "They concern automated license plate readers at your agency" in out
    assert "1. Agreements. Each contract for plate readers in force in the period below." in out
    assert "Flock Safety" in out
    assert "acial recognition" not in out


def test_unknown_subject_is_named(foia: Run) -> None:
    ran = foia("letter", "wa/seattle-police-department", *ME, "--subject", "drones", "--preview")
    assert ran.code == 2
    assert ran.err.startswith("templates/drones/records.toml: no subject 'drones'")
