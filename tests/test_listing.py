"""`foia agencies list`: filters that combine, as a table, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foia.library.places import Library
from foia.selection import Selection, select

Run = Callable[..., Any]
ROWS = """slug,name,kind,county,street,city,state,officers,population,regime,regime_source
alder-police-department,Alder Police Department,municipal,King,1 Main Street,Alder,WA,40,9000,,
birch-police-department,Birch Police Department,municipal,King; Pierce,,Birch,WA,,12000,,
cedar-tribal-police,Cedar Tribal Police,tribal,Pierce,,Cedar,WA,12,,own policy,https://cedar.example
king-county-sheriff,King County Sheriff's Office,sheriff,King,,Seattle,WA,700,250000,,
"""
CONTACTS = """slug,channel,value,source,date
birch-police-department,page,https://birch.example/records,https://birch.example,2026-11-20
king-county-sheriff,email,records@king.example,https://king.example,2026-11-20
"""
HEAD = "id                          name                          kind       city     officers  channel\n"


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one state with four agencies."""
    folder = tmp_path / "library/agencies/wa"
    folder.mkdir(parents=True)
    law = Path(__file__).parents[1] / "agencies/wa/law.toml"
    (folder / "law.toml").write_bytes(law.read_bytes())
    (folder / "agencies.csv").write_text(ROWS.replace(",,\n", ",state act,\n"))
    (folder / "contacts.csv").write_text(CONTACTS)
    monkeypatch.setattr("foia.cli.listing.open_library", lambda data: Library(tmp_path / "library", data))
    return tmp_path / "library"


def ids(foia: Run, *words: object) -> list[str]:
    return [one["id"].removeprefix("wa/") for one in json.loads(foia("agencies", "list", *words, "--json").out)]


def test_list_prints_one_line_for_each_agency_and_counts_them(foia: Run, few: Path) -> None:
    ran = foia("agencies", "list", "--state", "WA")
    assert ran.code == 0
    assert ran.out == HEAD + (
        "wa/alder-police-department  Alder Police Department       municipal  Alder    40        mail\n"
        "wa/birch-police-department  Birch Police Department       municipal  Birch              portal\n"
        "wa/cedar-tribal-police      Cedar Tribal Police           tribal     Cedar    12        none\n"
        "wa/king-county-sheriff      King County Sheriff's Office  sheriff    Seattle  700       email\n"
    )
    assert ran.err == "4 agencies.\n"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (("--kind", "municipal"), ["alder-police-department", "birch-police-department"]),
        (("--kind", "Sheriff,tribal"), ["cedar-tribal-police", "king-county-sheriff"]),
        (("--county", "king county"), ["alder-police-department", "birch-police-department", "king-county-sheriff"]),
        (("--county", "Pierce", "--kind", "municipal"), ["birch-police-department"]),
        (("--min-officers", 12), ["alder-police-department", "cedar-tribal-police", "king-county-sheriff"]),
        (("--min-officers", 13, "--max-officers", 40), ["alder-police-department"]),
        (("--min-population", 9001), ["birch-police-department", "king-county-sheriff"]),
        (("--channel", "portal"), ["birch-police-department"]),
        (("--channel", "email,mail"), ["alder-police-department", "king-county-sheriff"]),
        (("--channel", "none"), ["cedar-tribal-police"]),
        (("--regime", "own policy"), ["cedar-tribal-police"]),
        (("--state", "Washington", "--regime", "state act", "--max-officers", 40), ["alder-police-department"]),
    ],
    ids=lambda value: " ".join(map(str, value)),
)
def test_list_filters_combine(foia: Run, few: Path, words: tuple[object, ...], left: list[str]) -> None:
    assert ids(foia, *words) == left


def test_list_says_what_an_unknown_number_left_out(foia: Run, few: Path) -> None:
    ran = foia("agencies", "list", "--min-officers", 100, "--min-population", 1)
    assert ran.err == "1 agency.\nLeft out because the number of officers is not on file: 1.\n"
    assert foia("agencies", "list", "--min-population", 1).err == (
        "3 agencies.\nLeft out because the number of people is not on file: 1.\n"
    )


def test_list_of_nothing_is_an_answer(foia: Run, few: Path) -> None:
    ran = foia("agencies", "list", "--kind", "airport")
    assert (ran.code, ran.out, ran.err) == (0, "", "No agency on file fits all of that.\n")
    assert json.loads(foia("agencies", "list", "--kind", "airport", "--json").out) == []


def test_list_csv_has_a_header_and_every_column(foia: Run, few: Path) -> None:
    ran = foia("agencies", "list", "--csv")
    told = list(csv.DictReader(io.StringIO(ran.out)))
    assert ran.out.splitlines()[0] == (
        "id,name,kind,government,county,street,city,state,zip,phone,website,ori,population,officers,regime,status,channels"
    )
    assert [one["officers"] for one in told] == ["40", "", "12", "700"]
    assert told[1]["county"] == "King; Pierce"
    assert told[1]["channels"] == "portal"


def test_list_json_keeps_unknown_numbers_as_null(foia: Run, few: Path) -> None:
    told = json.loads(foia("agencies", "list", "--json").out)
    assert told[1]["officers"] is None
    assert told[1]["channels"] == ["portal"]
    assert set(told[0]) >= {"id", "name", "kind", "city", "officers", "regime", "status"}


def test_list_counts_a_fix_as_a_channel(foia: Run, few: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    lines = "id,field,value,source,date\nwa/cedar-tribal-police,fax,(206) 555-0100,https://cedar.example,2026-11-20\n"
    (own / "fixes.csv").write_text(lines)
    assert ids(foia, "--channel", "fax", "--data", own) == ["cedar-tribal-police"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--kind", "sherif"), "--kind: 'sherif' is not a choice; did you mean 'sheriff'?\nChoices: municipal, county-police, sheriff, state, territorial, campus, school, transit, airport, port, park, tribal, federal, prosecutor, fusion-center, other.\n"),
        (("--channel", "e-mail"), "--channel: 'e-mail' is not a choice; did you mean 'email'?\nChoices: email, portal, mail, fax, none.\n"),
        (("--regime", "state"), "--regime: 'state' is not a choice; did you mean 'state act'?\nChoices: state act, federal act, national act, another act, own policy, disputed, none.\n"),
        (("--county", "kings"), "--county: no county 'kings' is on file; did you mean 'King'?\nWrite its name as in King or King County; --state says in which states to look.\n"),
        (("--state", "ZZ"), "no law is on file for 'ZZ'\nJurisdictions on file: WA. `foia law list` shows them.\n"),
        (("--min-officers", -1), "--min-officers: -1 is less than nothing\nGive a whole number.\n"),
        (("--min-officers", 9, "--max-officers", 3), "--min-officers: no agency has at least 9 and at most 3 officers\nGive a smaller number first.\n"),
        (("--csv", "--json"), "--csv: the list is either CSV or JSON\nLeave out --csv or --json.\n"),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_list_refuses_a_word_it_does_not_know(foia: Run, few: Path, words: tuple[object, ...], message: str) -> None:
    ran = foia("agencies", "list", *words)
    assert (ran.code, ran.out, ran.err) == (2, "", message)


def test_list_of_one_state_reads_that_state_alone(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from foia import selection

    read: list[str] = []
    inner = selection.read_agencies
    monkeypatch.setattr(selection, "read_agencies", lambda lib, code: (read.append(code), inner(lib, code))[1])
    found = select(library, Selection(states=("wa",))).found
    assert read == ["wa"]
    assert {one.agency.jurisdiction for one in found} == {"wa"}


def test_list_by_published_use_names_the_vendor_and_says_what_it_is(foia: Run) -> None:
    ran = foia("agencies", "list", "--known-use", "Clearview AI", "--json")
    found = [one["id"] for one in json.loads(ran.out)]
    assert "wi/green-bay-police-department" in found
    assert "Published claims, shared access among them" in ran.err
    assert len(json.loads(foia("agencies", "list", "--known-use", "any", "--json").out)) > len(found)
