"""Published evidence of use: read, credited, shown to the user, checked, and never in a letter."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from foia.compose import compose
from foia.formats.txt import write_txt
from foia.library.known_use import read_credits, read_known_use, read_known_uses, source_line
from foia.library.places import Library, data_root
from foia.model import KnownUse
from tests.checked import changed, told
from tests.letters_for import department, drafted

Run = Callable[..., Any]
CODES = Library(data_root()).jurisdictions()
CREDIT = "Atlas of Surveillance, EFF, CC BY"
COLUMNS = "slug,relation,vendor,product,claim,source,source_name,date,tier,dataset,note"
LINE = (
    "kent-police-department,shared access,NEC,,It may search the system of the county.,https://paper.example/kent,"
    "Paper,2020-02-28,press,atlas,"
)
SOURCES = (
    "# Sources\n\n### fbi-lee-2025\n\nA list.\n\n### atlas\n\nAn atlas.\n"
    'Licence: CC BY 4.0. Credit wherever it is shown: "Sample Atlas, CC BY".\n'
)
NOTE_ON_ACCESS = "Shared access: it may search a system that another body runs; that is no contract of its own.\n"
NOTE_ON_LEAK = "Leak reported: this rests on leaked records; the agency need not have confirmed it.\n"


def claims(library: Library) -> list[KnownUse]:
    return [one for code in CODES for found in read_known_uses(library, code).values() for one in found]


def own(folder: Path, *lines: str) -> Library:
    path = folder / "own/agencies/tx/known-use.csv"
    path.parent.mkdir(parents=True)
    path.write_text("\n".join([COLUMNS, *lines]) + "\n", encoding="utf-8")
    return Library(data_root(), folder / "own")


def test_every_relation_and_tier_is_on_file_with_its_credit(library: Library) -> None:
    every = claims(library)
    assert {one.relation for one in every} == {
        "own use", "shared access", "trial", "ended", "motor-vehicle database",
    }  # fmt: skip
    assert {one.tier for one in every} == {"official", "press", "leak reported"}
    collected = [one for one in every if one.dataset]
    assert collected
    assert all(source_line(one, read_credits(library)).endswith(f"; {CREDIT}") for one in collected)


def test_one_agency_has_its_own_claims_and_no_others(library: Library) -> None:
    agency = msgspec.structs.replace(department("ca"), id="ca/pasadena-police-department")
    assert [(one.relation, one.vendor) for one in read_known_use(library, agency)] == [
        ("own use", "Vigilant Solutions"),
        ("shared access", "DataWorks Plus"),
    ]
    assert read_known_use(library, department("ca")) == ()


def test_own_line_stands_in_place_of_the_packaged_one_about_the_same_source(library: Library, tmp_path: Path) -> None:
    agency = msgspec.structs.replace(department("tx"), id="tx/wichita-falls-police-department")
    (packaged,) = read_known_use(library, agency)
    line = f"wichita-falls-police-department,ended,,,It has stopped.,{packaged.source},,2026-11-01,press,,"
    other = "wichita-falls-police-department,trial,,,It tries another.,https://a.example/x,,,press,,"
    found = read_known_use(own(tmp_path, line, other), agency)
    assert [(one.relation, one.claim) for one in found] == [
        ("ended", "It has stopped."),
        ("trial", "It tries another."),
    ]
    assert source_line(found[1], {}) == "https://a.example/x, undated"


def test_show_prints_each_claim_with_source_date_and_credit(foia: Run) -> None:
    ran = foia("agencies", "show", "ca/pasadena-police-department")
    source = "https://www.pasadenastarnews.com/2020/02/28/pasadena-police-have-used-facial-recognition-software-in-"
    assert ran.out.endswith(
        "\n\nknown use (own use, press): The agency was reported in 2020 to use face recognition software of Vigilant"
        f" Solutions.\n  [Pasadena Star-News, 2020-02-28; {CREDIT}]\n  {source}hundreds-of-cases-since-2017/\n"
        "\nknown use (shared access, press): The agency was reported in 2020 to search a face recognition system that"
        f" Los Angeles County runs.\n  [Pasadena Star-News, 2020-02-28; {CREDIT}]\n"
        f"  {source}hundreds-of-cases-since-2017/\n"
    )
    assert ran.err.endswith(NOTE_ON_ACCESS)
    assert NOTE_ON_LEAK not in ran.err


def test_show_says_that_a_leak_is_a_leak(foia: Run) -> None:
    ran = foia("agencies", "show", "in/indiana-state-police")
    assert (
        "known use (own use, leak reported): Reported by BuzzFeed News from a leaked list of Clearview AI's" in ran.out
    )
    assert ran.err.endswith(NOTE_ON_LEAK)
    assert NOTE_ON_ACCESS not in ran.err


def test_show_json_holds_the_claims_with_their_credit(foia: Run) -> None:
    (use,) = json.loads(foia("agencies", "show", "in/indiana-state-police", "--json").out)["known_use"]
    assert (use["tier"], use["date"], use["credit"]) == ("leak reported", "2020-02-27", CREDIT)
    assert json.loads(foia("agencies", "show", "wa/seattle-police-department", "--json").out)["known_use"] == []


def test_letter_tells_the_user_and_says_nothing_itself(foia: Run) -> None:
    words = ("letter", "fl/tampa-police-department", "--name", "Alex Example", "--email", "a@example.org", "--preview")
    ran = foia(*words)
    told_her = (
        "Note: The agency was reported in 2019 to be one of those that may search FACES, the face recognition system of"
        f" the Pinellas County Sheriff's Office. (Orlando Sentinel, 2019-07-12; {CREDIT})\n"
    )
    assert told_her in ran.err
    assert "Orlando Sentinel" not in ran.out
    assert "was reported" not in ran.out


def sample(library: Library) -> list[KnownUse]:
    """One claim of every kind in every jurisdiction."""
    kinds = {(one.agency.partition("/")[0], one.relation, one.tier, one.source): one for one in claims(library)}
    return list(kinds.values())


@pytest.mark.parametrize("use", sample(Library(data_root())), ids=lambda use: f"{use.agency}-{use.relation}")
def test_no_word_of_a_claim_stands_in_the_letter(library: Library, use: KnownUse) -> None:
    """The user is told all of it; the letter asks for other things first and says none of it."""
    code = use.agency.partition("/")[0]
    agency = msgspec.structs.replace(department(code), id=use.agency)
    with_it = drafted(library, code, agency=agency, size="deep")
    text = write_txt(compose(with_it.request, library), public=False)
    credits = read_credits(library)
    for one in read_known_use(library, agency):
        assert f"{one.claim} ({source_line(one, credits)})" in with_it.warnings
        publisher = one.source_name if one.tier != "official" else ""  # an agency may publish on itself
        assert not any(said in text for said in (one.claim, one.source, publisher, CREDIT) if said)
    assert with_it.request.published == ()


def test_every_claim_is_one_short_sentence_about_the_agency() -> None:
    for path, row in lines():
        where = f"{path}: {row['slug']}"
        assert row["claim"].startswith(
            ("The agency ", "Reported by BuzzFeed News ", "Papers of ", "Miami-Dade County ")
        ), where
        assert "http" not in row["claim"], where
        assert len(row["claim"]) <= 300, where


def lines() -> list[tuple[str, dict[str, str]]]:
    tables = sorted((data_root() / "agencies").glob("*/known-use.csv"))
    return list(
        itertools.chain.from_iterable(
            ((str(path), row) for row in csv.DictReader(path.open(encoding="utf-8", newline=""))) for path in tables
        )
    )


CASES = [
    ("kent-police-department", "kent-police", "slug: no agency 'wa/kent-police' is on file; did you mean 'wa/kent-police-department'?",
     "An id is folder/slug, such as wa/seattle-police-department."),
    ("shared access", "borrowed", "relation: 'borrowed' is not a choice",
     "Choices: own use, shared access, trial, ended, motor-vehicle database."),
    (",press,", ",blog,", "tier: 'blog' is not a choice", "Choices: official, press, leak reported."),
    ("https://paper", "http://paper", "source: a source begins https://",
     "See whether the page opens with https:// in its place, or name another source."),
    ("https://paper.example/kent", "a newspaper", "source: 'a newspaper' is not a web address",
     "Write the whole address as the browser shows it: https://..."),
    ("2020-02-28", "2027-02-28", "date: 2027-02-28 has not come yet", "Today is 2026-11-22; write the day on which it was read."),
    ("2020-02-28", "2/28/2020", "date: '2/28/2020' is a date as a spreadsheet writes it",
     "Write 2020-02-28. Format the column as text before you save."),
    ("It may search", "It bought", "claim: 'bought' makes shared access read like a contract",
     "Say whose system it may search; what it bought is a line of its own."),
    (",press,", ",leak reported,", "claim: it rests on a leak and does not say who reported it",
     "Begin: Reported by BuzzFeed News from a leaked list ..."),
    ("county.,", "county,", "claim: not a sentence with a full stop", "One short sentence of your own."),
    (",atlas,", ",atlass,", "dataset: 'atlass' has no heading in agencies/SOURCES.md",
     "Write one of: atlas, fbi-lee-2025; or leave it empty."),
    (",atlas,", ",fbi-lee-2025,", "dataset: agencies/SOURCES.md gives no credit for 'fbi-lee-2025'",
     'Add under its heading: Credit wherever it is shown: "Name, publisher, licence".'),
]  # fmt: skip


def check(folder: Path, *rows: str) -> list[str]:
    table = "\n".join([COLUMNS, *rows]) + "\n"
    return told(folder, {"agencies/SOURCES.md": SOURCES, "agencies/wa/known-use.csv": table})


@pytest.mark.parametrize(("old", "new", "message", "suggestion"), CASES)
def test_check_message(tmp_path: Path, old: str, new: str, message: str, suggestion: str) -> None:
    found = check(tmp_path, changed(LINE, old, new))
    assert found == [f"agencies/wa/known-use.csv:2: {message}\n    {suggestion}"]


def test_check_finds_a_sound_line_sound(tmp_path: Path) -> None:
    assert check(tmp_path, LINE) == []


def test_check_warns_of_a_claim_that_stands_twice(tmp_path: Path) -> None:
    assert check(tmp_path, LINE, LINE) == [
        "agencies/wa/known-use.csv:3: warning: the same claim stands in line 2\n    Keep one."
    ]
