"""England and Wales: FOIA 2000 as it binds police forces, British words, working days, and no harm to US answers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from foia.compose import compose
from foia.directory import find_agency, search
from foia.drafting import Wishes
from foia.errors import InputError, UnknownAgency
from foia.formats.txt import write_txt
from foia.library.agencies import read_agencies, read_contacts
from foia.library.laws import read_catalogue, read_law
from foia.library.places import Library, data_root
from foia.model import CHANNELS, SIZES, Requester
from tests.checked import FILES, LAW, changed, contacts, told
from tests.formats.test_pdf import placed
from tests.letters_for import DATED, drafted, letter

Run = Callable[..., Any]
MET = "gb/metropolitan-police-service"
ME = ("--name", "Alex Example", "--email", "alex@example.org")
AMERICAN = re.compile(
    r"\b(?:organiz|itemiz|authoriz|analyz|recogniz|license[sd]?\b|program\b|state\b|county|sheriff|public records?"
    r"|custodian|waiver?\b|dollar|Sincerely|city|chief's office|agency)",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def forces() -> Any:
    return read_agencies(Library(data_root()), "gb")


def test_forces_are_43_territorial_ones_and_the_british_transport_police(forces: Any) -> None:
    kinds = [one.kind for one in forces.values()]
    assert (kinds.count("territorial"), kinds.count("transit"), len(kinds)) == (43, 1, 44)
    assert not [name for name in forces if "scotland" in name or "northern-ireland" in name]
    assert {one.country for one in forces.values()} == {"GB"}
    assert {one.regime for one in forces.values()} == {"national act"}


def test_every_territorial_force_names_its_chief_officer_as_the_authority(forces: Any) -> None:
    chiefs = {name: one.authority for name, one in forces.items() if one.kind == "territorial"}
    assert chiefs.pop(MET) == "the Commissioner of Police of the Metropolis"
    assert chiefs.pop("gb/city-of-london-police") == "the Commissioner of Police for the City of London"
    assert all(chief == f"the Chief Constable of {forces[name].name}" for name, chief in chiefs.items())
    assert forces["gb/british-transport-police"].authority == ""


def test_no_mailbox_is_on_file_that_no_page_named(library: Library, forces: Any) -> None:
    found = [one for force in forces.values() for one in read_contacts(library, force)]
    assert {one.channel for one in found} == {"page", "mail"}
    assert all(one.source.startswith("http") for one in found)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("size", SIZES)
def test_letter_of_every_size_and_channel_is_british_and_has_five_items(
    library: Library, size: str, channel: str
) -> None:
    one = letter(library, "gb", size=size, channel=channel)
    text = write_txt(one, public=False)
    assert [block.number for block in one.blocks if block.kind == "item"] == [1, 2, 3, 4, 5]
    assert (one.language, one.paper) == ("en-GB", "a4")
    body = text.partition("Dear ")[2].partition("Yours faithfully,")[0]
    assert not AMERICAN.search(body), AMERICAN.search(body)
    assert "\n23 November 2026\n" in text
    assert "Period. 23 November 2023 to the day on which you receive this request." in text


def test_letter_holds_what_section_8_wants_and_asks_for_what_sections_11_16_and_17_give(library: Library) -> None:
    text = write_txt(letter(library, "gb"), public=False)
    for section in ("8(1)(b)", "10(1)", "11(1)", "12(1)", "16(1)", "17(1)", "2(2)", "31(1)", "43(2)", "23(1)", "40(2)"):
        assert f"section {section} FOIA" in text.replace("Section", "section"), section
    assert (
        "to the Chief Constable of Sampletown Police as the public authority (paragraph 59 of Schedule 1 FOIA)" in text
    )
    assert "Images and names of members of the public, and names of staff, may be redacted." in text
    assert "Covert use, the identities of people on a watchlist, e-mail," in text
    assert "please take the items as withdrawn one by one, from the last upwards" in text


def test_address_for_correspondence_may_be_that_of_an_e_mail_and_stays_in_a_portals_text(library: Library) -> None:
    by_mail = Requester(name="Alex Example", email="alex@example.org")
    text = write_txt(compose(drafted(library, "gb", requester=by_mail, channel="portal").request, library))
    assert text.startswith("Alex Example\nalex@example.org\n")
    by_post = Requester(name="Alex Example", address=("1 Example Road", "Leeds", "LS1 4AP"))
    text = write_txt(compose(drafted(library, "gb", requester=by_post, channel="portal").request, library))
    assert text.startswith("Alex Example\n1 Example Road\nLeeds\nLS1 4AP\n")
    with pytest.raises(InputError) as caught:
        drafted(library, "gb", requester=Requester(name="Alex Example"))
    assert str(caught.value) == (
        "section 8(1)(b) FOIA wants an address to write to, of an e-mail or of a house, in the request\n"
        "Add --email or --address, or set it once: foia me --set email=..."
    )


def test_more_than_five_items_by_hand_are_written_with_the_price(library: Library) -> None:
    picked = ("accuracy", "payments", "trials", "databases", "sharing", "oversight")
    drawn = drafted(library, "gb", wishes=Wishes(dated=DATED, items=picked))
    assert len(drawn.request.items) == 6
    assert (
        "section 12(1) FOIA: the cost of all items is counted together, and if it passes £450, which is 18 hours of work"
        " at £25, the authority need not answer any of them (this letter has 6 items)"
    ) in drawn.warnings


def test_letter_to_the_met_reads_as_its_post_wants_it(foia: Run) -> None:
    ran = foia("letter", "Metropolitan Police Service", *ME, "--channel", "mail", "--date", "2026-11-26", "--preview")
    assert ran.code == 0, ran.err
    assert (
        "Freedom of Information Officer\nMetropolitan Police Service\nNew Scotland Yard, Victoria Embankment\nLondon\n"
        "SW1A 2JL\n\nRequest under the Freedom of Information Act 2000: facial recognition (assessments, rules,"
        " contracts, deployments and searches)\n\nDear Freedom of Information Officer,\n"
    ) in ran.out
    assert ran.out.endswith("Yours faithfully,\n\nAlex Example\n\n")
    assert "live facial recognition with a watchlist" in ran.err


def test_steps_speak_of_british_post_and_give_a_british_date(foia: Run) -> None:
    ran = foia("letter", MET, *ME, "--channel", "mail", "--date", "2026-11-26", "--format", "pdf")
    assert (
        "in the window of a DL envelope, and mail it to: New Scotland Yard, Victoria Embankment, London, SW1A 2JL."
        in (ran.out)
    )
    assert "signed-for post the day it arrived." in ran.out
    assert "by Tuesday 29 December 2026: 20 working days counted from Thursday 26 November 2026" in ran.out
    assert "Mon 30 Nov (St Andrew's Day (Scotland))" in ran.out
    assert "Local offices may close" not in ran.out


def test_cap_is_in_pounds_in_the_letter_and_on_the_sheet(foia: Run) -> None:
    ran = foia("letter", MET, *ME, "--fee-cap", 20, "--date", "2026-11-26", "--format", "txt")
    assert ran.code == 0, ran.err
    letter_, sheet = sorted(Path("letters").glob("*.txt"), key=lambda one: "next-steps" in one.name)
    assert "Please do not exceed £20 without my written consent." in letter_.read_text(encoding="utf-8")
    assert "Your letter lets it spend up to £20 without asking again." in sheet.read_text(encoding="utf-8")


def test_working_days_leave_out_bank_holidays_of_any_part_of_the_kingdom(foia: Run) -> None:
    ran = foia("deadline", "gb", "--received", "2026-12-07", "--denied", "2027-01-08")
    assert ran.out.startswith("produce: by Friday 8 January 2027 (section 10(1) FOIA: ")
    assert "Mon 4 Jan (2 January (Scotland) (observed))" in ran.out
    assert "40 working days counted from Friday 8 January 2027" in ran.out
    assert ran.err.startswith("A bank holiday in Scotland or Northern Ireland alone, such as 2 January,")
    assert "Local offices" not in ran.err


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Met Police", MET),
        ("scotland yard", MET),
        ("Metropolitan Police Service", MET),
        ("South Wales Police", "gb/south-wales-police"),
        ("British Transport Police", "gb/british-transport-police"),
        ("Avon and Somerset Police", "gb/avon-and-somerset-constabulary"),
        ("Greater Manchester Police", "gb/greater-manchester-police"),
    ],
)
def test_search_finds_a_force_by_the_names_people_type(library: Library, typed: str, first: str) -> None:
    assert search(library, typed)[0].agency.id == first
    assert find_agency(library, typed).id == first


def test_force_is_listed_but_never_before_a_department_at_home_of_the_same_name(library: Library) -> None:
    listed = [one.agency.id for one in search(library, "Metropolitan Police")]
    assert listed[0] == "dc/metropolitan-police-department"
    assert MET in listed
    assert find_agency(library, "Metropolitan Police Department").id == "dc/metropolitan-police-department"
    for typed in (
        "Kent Police",
        "Cleveland Police",
        "Essex Police",
        "Norfolk Police",
        "Durham Police",
        "Surrey Police",
    ):
        first = search(library, typed)[0].agency.id
        assert not first.startswith("gb/"), typed
        named = search(library, f"{typed} Department")
        assert named[0].agency.country == "", typed
    with pytest.raises(UnknownAgency) as caught:
        find_agency(library, "Metropolitan Police")
    assert {"dc/metropolitan-police-department", MET} <= set(caught.value.candidates)
    assert find_agency(library, "Kent Police", "gb").id == "gb/kent-police"


def test_records_of_gb_are_those_of_its_language(foia: Run) -> None:
    listed = foia("records", "list", "--state", "gb").out
    assert "L4" in listed
    assert "P1" not in listed
    assert "the deployment record or log" in foia("records", "show", "deployments", "--state", "GB").out
    assert foia("records", "show", "deployments").code == 2


def test_subject_without_british_words_is_written_in_the_general_ones(library: Library, tmp_path: Path) -> None:
    own = tmp_path / "own/templates/plate-readers/records.toml"
    own.parent.mkdir(parents=True)
    text = (data_root() / "templates/facial-recognition/records.toml").read_text(encoding="utf-8")
    own.write_text(text.replace('id = "facial-recognition"', 'id = "plate-readers"', 1), encoding="utf-8")
    mine = Library(data_root(), tmp_path / "own")
    assert read_catalogue(mine, "plate-readers", language="en-GB").subject.id == "plate-readers"


def test_own_words_for_the_language_come_before_the_packaged_ones(library: Library, tmp_path: Path) -> None:
    part = tmp_path / "own/templates/en-GB/parts/end.txt"
    part.parent.mkdir(parents=True)
    part.write_text("Many thanks.\n", encoding="utf-8")
    mine = Library(data_root(), tmp_path / "own")
    request = drafted(library, "gb").request
    assert "Many thanks." in write_txt(compose(request, mine))
    assert "Many thanks." not in write_txt(compose(drafted(library, "wa").request, mine))


def test_address_shows_in_the_window_of_a_dl_envelope(library: Library) -> None:
    """The window lies 20 mm from the left and 18 mm above the foot of the envelope: 57 to 81 mm of A4 folded in three."""
    met = read_agencies(library, "gb")[MET]
    one = compose(drafted(library, "gb", agency=met).request, library)
    shown = placed(one)
    for line in one.addressee:
        left, top = (inches * 25.4 for inches in shown[line])
        assert left > 20
        assert 57 < top < 81, f"{line} stands {top:.0f} mm from the top"


def test_american_rules_for_addresses_and_numbers_do_not_hold_there(tmp_path: Path) -> None:
    style = "[style]\npostcode = '[A-Z]{2}\\d [A-Z]{3}'\nphone = '0\\d{9,10}'\n"
    law = changed(LAW, "[act]\n", f"{style}\n[act]\n")
    columns = "slug,name,kind,street,city,zip,country,address_source,address_date,phone,phone_source,phone_date,regime,source\n"
    line = "kent-police-department,Kent,other,1 Road,Maidstone,{},XX,https://k.example,2026-11-20,{},https://k.example,2026-11-20,national act,https://k.example\n"
    files = {
        "agencies/wa/law.toml": law,
        "agencies/wa/contacts.csv": contacts(("email,Records Unit,records@kent.example", "mail,Unit,1 Road; ME1 AAA")),
    }
    good = {**files, "agencies/wa/agencies.csv": columns + line.format("ME1 AAA", "0123456789")}
    assert told(tmp_path / "good", good) == []
    bad = {**files, "agencies/wa/agencies.csv": columns + line.format("98032", "(253) 555-0100")}
    bad["agencies/wa/contacts.csv"] = contacts(("email,Records Unit,records@kent.example", "mail,Unit,1 Road; ME1"))
    assert told(tmp_path / "bad", bad) == [
        "agencies/wa/agencies.csv:2: phone: '(253) 555-0100' is not a telephone number of this country\n"
        "    Write it as the agency's own page does, in groups of digits.",
        "agencies/wa/agencies.csv:2: zip: '98032' is not a postcode\n"
        "    Write it in capitals with its space, as the post does.",
        "agencies/wa/contacts.csv:2: value: not postal lines that end with a postcode\n"
        "    Separate the lines by semicolons; the last one is the postcode.",
    ]


def test_catalogue_names_only_vendors_on_file(tmp_path: Path) -> None:
    path = "templates/facial-recognition/records.toml"
    text = changed(FILES[path], 'custodians = ["procurement"]\n', 'custodians = ["procurement"]\nvendors = ["alfa"]\n')
    assert told(tmp_path, {path: text}) == [
        f"{path}:12: subject (sample): no vendor 'alfa'; did you mean 'alpha'?\n    It names ids of vendors.toml."
    ]


def test_law_of_gb_dates_from_a_reading_and_leaves_unread_sections_secondary(library: Library) -> None:
    law = read_law(library, "gb")
    assert {one.quality for one in law.appeals} == {"secondary"}
    assert {one.quality for one in law.duties} == {"statute"}
    assert min(fact.verified for _, fact in law.facts()) == dt.date(2026, 11, 26)
    assert msgspec.to_builtins(law)["style"]["business_day"] == "working day"
