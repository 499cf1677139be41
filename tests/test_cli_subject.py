"""`foia records` and `foia vendors`: the catalogue and the names as a person reads them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from foia.items import product_names, searched_names
from foia.library.laws import read_catalogue, read_vendors
from foia.library.places import Library, data_root
from foia.model import SIZES

Run = Callable[..., Any]
LIBRARY = Library(data_root())
ITEMS = read_catalogue(LIBRARY, "facial-recognition").items
VENDORS = read_vendors(LIBRARY, "facial-recognition").vendors


def test_records_list_shows_every_item_with_its_sizes(foia: Run) -> None:
    out = foia("records", "list").out
    for item in ITEMS:
        assert f"\n{item.id} " in out
    for size, most in SIZES.items():
        assert sum(size in item.sizes for item in ITEMS if not item.agencies) == most


@pytest.mark.parametrize("item", ITEMS, ids=lambda one: one.id)
def test_records_show_gives_text_reason_and_answer(foia: Run, item: Any) -> None:
    out = foia("records", "show", item.code).out
    for text in (item.text, item.why, item.refusal, item.answer):
        assert text in out


def test_records_show_guesses(foia: Run) -> None:
    ran = foia("records", "show", "agrements")
    assert ran.code == 2
    assert ran.err.startswith("no item 'agrements'; did you mean 'agreements'?")


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda one: one.id)
def test_vendors_show_finds_a_vendor_by_any_name(foia: Run, vendor: Any) -> None:
    for name in (vendor.id, vendor.name, *vendor.aliases):
        shown = json.loads(foia("vendors", "show", name, "--json").out)
        assert shown["id"] == vendor.id, name


@pytest.mark.parametrize("name", ["microsoft", "amazon", "ibm"])
def test_vendors_show_tells_what_was_promised_with_sources(foia: Run, name: str) -> None:
    ran = foia("vendors", "show", name)
    assert "said on 2020-06" in ran.out
    assert "to whom it applied:" in ran.out
    assert "source: http" in ran.out
    assert "no letter repeats it" in ran.err


def test_default_letter_names_at_most_twelve_vendors() -> None:
    assert 0 < sum(vendor.default for vendor in VENDORS) <= 12
    for name in (
        "Microsoft",
        "Amazon",
        "IBM",
        "Google",
        "Oosto",
        "Clearview AI",
        "3M",
        "Cognitec",
        "DataWorks Plus",
        "Dynamic Imaging Systems",
        "FaceFirst",
        "NEC",
    ):
        assert any(name.lower() in other.lower() for vendor in VENDORS for other in (vendor.name, *vendor.aliases)), (
            name
        )


def test_vendor_page_is_in_step_with_the_vendors() -> None:
    from foia.maintain.vendor_docs import PAGE, vendor_page

    assert PAGE.read_text(encoding="utf-8") == vendor_page(LIBRARY), "run python -m foia.maintain.vendor_docs"


@pytest.mark.parametrize(
    ("typed", "vendor"),
    [
        ("Safran Identity", "idemia"),
        ("L-1", "idemia"),
        ("3m", "thales"),
        ("face++", "megvii"),
        ("Everalbum", "paravision"),
        ("vigilant solutions", "motorola-solutions"),
    ],
)
def test_vendors_show_finds_a_part_of_an_old_name(foia: Run, typed: str, vendor: str) -> None:
    assert json.loads(foia("vendors", "show", typed, "--json").out)["id"] == vendor


def test_letter_names_a_chosen_vendor_once_and_leaves_room_for_others() -> None:
    (thales,) = (one for one in VENDORS if one.id == "thales")
    assert searched_names(thales) == ("Cogent (3M, Gemalto, Thales)", "LFIS")
    names = product_names(read_vendors(LIBRARY, "facial-recognition"), ["3M"])
    assert names[:3] == ("Cogent (3M, Gemalto, Thales)", "LFIS", "Clearview AI")
    assert len(names) == 12


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda one: one.id)
def test_names_searched_for_a_vendor_do_not_repeat_each_other(vendor: Any) -> None:
    names = [name.lower() for name in searched_names(vendor)]
    assert 1 <= len(names) <= 8
    assert len(set(names)) == len(names)
