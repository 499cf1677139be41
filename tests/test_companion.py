"""`foia letter --also-host`: a second letter, to who runs the shared system, under the law that binds that body."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from foia.compose import compose
from foia.directory import find_agency
from foia.drafting import Wishes
from foia.formats.txt import write_txt
from foia.library.laws import read_subject_laws
from foia.library.places import Library, data_root
from foia.model import BOUND, Companion
from foia.outbox import Finish, make
from tests.letters_for import DATED, department, drafted

Run = Callable[..., Any]
CODES = Library(data_root()).jurisdictions()
ME = ("--name", "Alex Example", "--email", "alex@example.org", "--date", "2026-11-23")
TAMPA = ("letter", "fl/tampa-police-department", *ME, "--also-host")
FIRST = "fl-tampa-police-department-2026-11-23"
HOST = "fl-pinellas-county-sheriff-on-fl-tampa-police-department-2026-11-23"
HOME = ("--address", "100 Example Street / Sampletown, VA 00001")
SYSTEM = "Florida's Facial Recognition Network (FR-Net) and its FACES or FACESNXT search"
ENDINGS = (".docx", ".pdf", ".eml", ".txt", "-next-steps.txt")


def files(folder: Path = Path("letters")) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_companion_lies_beside_the_letter_named_by_the_host(foia: Run) -> None:
    ran = foia(*TAMPA)
    assert ran.code == 0, ran.err
    assert files() == sorted(f"{name}{ending}" for name in (FIRST, HOST) for ending in ENDINGS)


def test_companion_asks_the_host_about_the_first_agency_under_the_hosts_law(foia: Run) -> None:
    foia(*TAMPA)
    text = Path(f"letters/{HOST}.txt").read_text()
    assert "Pinellas County Sheriff's Office" in text.partition("Dear")[0]
    assert f"They concern {SYSTEM} (“the system”)" in text
    assert (
        "1. Access of one agency. Any agreement, memorandum of understanding, application or account approval under"
        " which employees of the Tampa Police Department may run or request searches in the system"
    ) in text
    assert "2. Agencies with access. " in text
    assert "3. Searches by agency. Records sufficient to show, by year and agency, the Tampa Police Department" in text
    assert "5. Contracts. " in text
    assert ": FACES, IDEMIA (MorphoTrust), Clearview AI, " in text
    assert "Florida Public Records Law" in text


def test_both_letters_have_their_steps_and_their_dates(foia: Run) -> None:
    first, second = foia(*TAMPA).out.split("\nTo the Pinellas County Sheriff's Office:\n")
    assert first.startswith(f"To the Tampa Police Department:\nletters/{FIRST}.docx\n")
    for part in (first, second):
        assert [line[:2] for line in part.splitlines() if line[:2] in ("1.", "2.", "3.")] == ["1.", "2.", "3."]
        assert "Fla. Stat. § 119.07(1)(c)" in part


def test_notes_say_which_letter_they_are_about(foia: Run) -> None:
    err = foia(*TAMPA).err
    assert "Note on the letter to the Tampa Police Department: The agency was reported in 2019" in err
    assert (
        "Note on the letter to the Pinellas County Sheriff's Office: the first letter also names the FBI's Interstate"
        " Photo System (NGI-IPS). --host NAME writes to who runs another one\n"
    ) in err


def test_json_holds_both(foia: Run) -> None:
    told = json.loads(foia(*TAMPA, "--json").out)
    assert set(told) == {"files", "agency", "channel", "due", "warnings", "host"}
    assert told["agency"] == "fl/tampa-police-department"
    assert told["host"]["agency"] == "fl/pinellas-county-sheriff"
    assert [Path(one["path"]).name for one in told["host"]["files"]] == [f"{HOST}{ending}" for ending in ENDINGS]


def test_federal_host_is_asked_under_the_federal_act_with_its_own_date(foia: Run) -> None:
    ran = foia("letter", "wa/spokane-police-department", *ME, "--also-host")
    text = Path("letters/us-federal-bureau-of-investigation-on-wa-spokane-police-department-2026-11-23.txt").read_text()
    assert "Under the Freedom of Information Act, 5 U.S.C. § 552, I request" in text
    assert "employees of the Spokane Police Department, directly or through a state system, may" in text
    assert "RCW" not in text
    second = ran.out.partition("To the Federal Bureau of Investigation:")[2]
    assert "5 U.S.C. § 552(a)(6)(A)(i) calls for the agency to decide by Tuesday, December 22, 2026" in second


def test_host_picks_another_system_by_a_word(foia: Run) -> None:
    told = json.loads(foia(*TAMPA[:-1], "--host", "ngi-ips", "--json").out)
    assert told["host"]["agency"] == "us/federal-bureau-of-investigation"


def test_companion_is_shown_in_the_preview_and_nothing_is_written(foia: Run) -> None:
    out = foia(*TAMPA, "--preview").out
    assert out.count("Sincerely,") == 2
    assert files() == []


def test_agency_that_runs_the_system_itself_is_told_so(foia: Run) -> None:
    ran = foia("letter", "fl/pinellas-county-sheriff", *ME, "--also-host")
    assert (ran.code, ran.out, files()) == (2, "", [])
    assert ran.err == (
        f"--also-host: Pinellas County Sheriff's Office itself runs {SYSTEM}, so the first letter already asks the"
        " host\nNothing was written. Leave --also-host out, or name another system with --host: the FBI's Interstate"
        " Photo System (NGI-IPS) (Federal Bureau of Investigation, CJIS Division).\n"
    )


def test_agency_that_runs_all_systems_is_sent_to_no_other(foia: Run) -> None:
    ran = foia("letter", "us/federal-bureau-of-investigation", *ME, "--also-host")
    assert (ran.code, files()) == (2, [])
    assert ran.err.endswith("already asks the host\nNothing was written. Leave --also-host out.\n")


def test_system_that_nobody_on_file_runs_is_named(foia: Run) -> None:
    ran = foia("letter", "ca/fresno-police-department", *ME, "--host", "Interconnect")
    assert (ran.code, files()) == (2, [])
    assert ran.err == (
        "--host: nobody on file can be asked about the California Facial Recognition Interconnect (county sheriffs,"
        " with DataWorks Plus)\nNothing was written. Leave --also-host out for the first letter alone.\n"
    )


def test_unknown_system_lists_those_the_letter_names(foia: Run) -> None:
    ran = foia(*TAMPA[:-1], "--host", "TACIDS")
    assert ran.code == 2
    assert ran.err.startswith(
        "--host: no shared system 'TACIDS' is named in this letter\nNothing was written. It names: "
    )
    assert SYSTEM in ran.err


def test_system_of_one_county_is_named_there_alone(foia: Run) -> None:
    def letter(agency: str) -> str:
        return str(foia("letter", agency, *ME, "--size", "standard", "--preview").out)

    assert "(LACRIS)" in letter("ca/pasadena-police-department")
    assert "(LACRIS)" not in letter("ca/san-francisco-police-department")


def test_neither_letter_is_written_where_the_hosts_law_wants_a_ground(foia: Run, tmp_path: Path) -> None:
    path = tmp_path / "own/agencies/wa/facial-recognition.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        '[[hosts]]\nname = "the Sample network"\nagency = "va/fairfax-county-police-department"\nsources = ["a"]\n'
        '[sources.a]\ntitle = "A"\nurl = "https://a.example"\ndate = 2026-01-01\n'
    )
    own = ("--data", tmp_path / "own")
    ran = foia("letter", "wa/seattle-police-department", *ME, "--also-host", *own)
    assert (ran.code, ran.out, files()) == (2, "", [])
    assert ran.err.startswith(
        "the companion letter to the Fairfax County Police Department: the law of Virginia limits who may ask, and you"
        " have not said on which ground you ask."
    )
    assert ran.err.endswith("Neither letter was written. Leave --also-host out for the first one alone.\n")
    ran = foia("letter", "wa/seattle-police-department", *ME, "--also-host", *own, "--ground", "va:citizen", *HOME)
    assert ran.code == 0, ran.err
    assert len(files()) == 2 * len(ENDINGS)


def test_a_file_in_the_way_of_the_companion_stops_both(foia: Run) -> None:
    Path("letters").mkdir()
    Path(f"letters/{HOST}.txt").write_text("mine")
    ran = foia(*TAMPA)
    assert ran.code == 2
    assert "a different file of that name is there already; nothing was written" in ran.err
    assert files() == [f"{HOST}.txt"]


def test_pledge_letter_has_no_companion(foia: Run) -> None:
    ran = foia(*TAMPA, "--pledge", "microsoft")
    assert ran.code == 2
    assert ran.err == (
        "--also-host: a letter that tests a promise names no shared system\n"
        "Nothing was written. Leave one of the two out.\n"
    )


@pytest.mark.parametrize("code", CODES)
def test_every_host_on_file_can_be_asked_in_every_size(library: Library, code: str) -> None:
    """Nothing is left open, no item is a question, and the user agency's use is never stated as a fact."""
    user = department(code)
    for host in read_subject_laws(library, code, "facial-recognition").hosts:
        if not host.agency or find_agency(library, host.agency).regime not in BOUND:
            continue
        agency = find_agency(library, host.agency)
        wishes = Wishes(dated=DATED, about=Companion(agency=user, system=host.name))
        for size, most in (("starter", 5), ("standard", 8), ("deep", 10)):
            request = drafted(library, agency.jurisdiction, size=size, wishes=wishes, agency=agency).request  # type: ignore[arg-type]
            text = write_txt(compose(request, library))
            assert len(request.items) == most
            assert host.name in text
            assert request.items[0].text.startswith("Any agreement, ")
            assert not re.search(r"[{}?]", " ".join(one.text for one in request.items))


def test_standard_companion_stands_on_two_pages(library: Library) -> None:
    """The longest of the names on file, under the act whose passages are longest."""
    user = department("fl")
    agency = find_agency(library, "us/federal-bureau-of-investigation")
    wishes = Wishes(dated=DATED, about=Companion(agency=user, system=SYSTEM))
    request = drafted(library, "us", wishes=wishes, agency=agency).request
    made = make(compose(request, library), ["pdf"], library, Finish()).files["pdf"]
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 2
