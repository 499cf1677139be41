"""`foia agencies add`, `fix` and `diff`: what is written, what is refused, what is sent upstream."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foia.library.agencies import read_agencies, read_contacts
from foia.library.places import Library, data_root
from foia.own.table import OwnTable
from tests.checked import AGENCIES, AGENCY, COLUMNS, CONTACT, CONTACTS, lay

Run = Callable[..., Any]
PAGE = "https://kent.example/police"
SOURCE = ("--source", PAGE, "--date", "2026-11-20")
NEW = "wa/north-fork-police-department"
ADD = ("agencies", "add", NEW, "name=North Fork Police Department", "kind=municipal")
FIX = ("agencies", "fix", "wa/seattle-police-department")
FIXES = "id,field,value,source,date\n"
FULL = (
    "slug,name,kind,government,authority,county,street,city,state,zip,country,address_source,address_date,phone,"
    "phone_source,phone_date,website,website_source,website_date,ori,population,officers,officers_source,officers_date,aliases,parent,covered_by,"
    "successor,regime,regime_source,status,match,source,note\n"
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "foia-home"


def mine(own: Path) -> Library:
    return Library(data_root(), own)


def test_add_writes_one_whole_line_with_the_source_of_every_fact(foia: Run, own: Path) -> None:
    words = ("street=220 4th Avenue", "city=North Fork", "zip=98032", "phone=(253) 555-0100", "officers=12")
    ran = foia(*ADD, *words, *SOURCE)
    path = own / "agencies/wa/agencies.csv"
    assert ran.code == 0, ran.err
    assert ran.out.startswith(
        f"added {NEW}\n  slug: north-fork-police-department\n  name: North Fork Police Department\n"
    )
    assert ran.err == f"Kept in {path}. To send it upstream: foia agencies diff {NEW}\n"
    assert path.read_text() == FULL + (
        "north-fork-police-department,North Fork Police Department,municipal,,,,220 4th Avenue,North Fork,WA,98032,,"
        f"{PAGE},2026-11-20,(253) 555-0100,{PAGE},2026-11-20,,,,,,12,{PAGE},2026-11-20,,,,,,,,,{PAGE},\n"
    )
    assert foia("check", own).out.endswith("0 problems, 0 warnings\n")
    assert read_agencies(mine(own), "wa")[NEW].officers == 12


def test_added_agency_gets_a_letter(foia: Run) -> None:
    foia(*ADD, "street=220 4th Avenue", "city=North Fork", "zip=98032", *SOURCE)
    ran = foia("letter", NEW, "--name", "Alex Example", "--email", "alex@example.org", "--preview")
    assert ran.code == 0, ran.err
    assert "North Fork, WA 98032" in ran.out


def test_add_says_what_is_on_file_with_a_name_like_it(foia: Run) -> None:
    ran = foia("agencies", "add", "wa/seattle-police", "name=Seattle Police", "kind=municipal", *SOURCE)
    assert ran.err.startswith(
        "On file with a name like it: Seattle Police Department (wa/seattle-police-department).\n"
    )


def test_add_keeps_other_lines_byte_for_byte(foia: Run, own: Path) -> None:
    foia(*ADD, *SOURCE)
    path = own / "agencies/wa/agencies.csv"
    before = (
        path.read_bytes()
        .replace(b"north-fork-police-department", b'"north-fork-police-department"')
        .replace(b"\n", b"\r\n")
        .removesuffix(b"\r\n")
    )
    path.write_bytes(b"\xef\xbb\xbf" + before)
    assert foia("agencies", "add", "wa/south-fork", "name=South Fork", "kind=municipal", *SOURCE).code == 0
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf" + before + b"\r\nsouth-fork,South Fork,")
    assert after.endswith(b"\r\n")
    assert {NEW, "wa/south-fork"} <= set(read_agencies(mine(own), "wa"))


def test_add_widens_a_short_table_and_says_so(foia: Run, own: Path) -> None:
    path = own / "agencies/wa/agencies.csv"
    path.parent.mkdir(parents=True)
    path.write_text('slug,name,kind\nold,"Old, Police",municipal\n')
    ran = foia(*ADD, "city=North Fork", *SOURCE)
    assert ran.err.startswith(
        "Columns added to the table, empty in its other lines: city, state, address_source, address_date, source.\n"
    )
    assert path.read_text() == (
        'slug,name,kind,city,state,address_source,address_date,source\nold,"Old, Police",municipal,,,,,\n'
        f"north-fork-police-department,North Fork Police Department,municipal,North Fork,WA,{PAGE},2026-11-20,{PAGE}\n"
    )
    assert read_agencies(mine(own), "wa")["wa/old"].name == "Old, Police"


NOTHING = "\nNothing was written.\n"
KINDS = "Choices: municipal, county-police, sheriff, state, territorial, campus, school, transit, airport, port, park, tribal, federal, prosecutor, fusion-center, other."


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("zip=78701",), f"zip: 78701 lies in TX, not in WA\nLook at the address again: the state or the ZIP code is wrong.{NOTHING}"),
        (("zip=9803",), f"zip: '9803' is not a ZIP code\nFive digits, or five, a hyphen and four.{NOTHING}"),
        (("phone=253-555-0100",), f"phone: '253-555-0100' is not a telephone number as (206) 625-5011\nWrite (253) 555-0100.{NOTHING}"),
        (("website=kent.gov",), f"website: 'kent.gov' is not a web address\nWrite the whole address as the browser shows it: https://...{NOTHING}"),
        (("officers=many",), f"officers: 'many' is not a whole number\nWrite a whole number, digits only.{NOTHING}"),
        (("ori=WA0170700",), f"ori: WA0170700 is that of wa/kent-police-department too\nOne of them is wrong, or both are one agency: keep one line, give the other status and successor.{NOTHING}"),
        (("parent=or/zzyzx",), f"parent: no agency 'or/zzyzx' is on file\nAn id is folder/slug, such as wa/seattle-police-department.{NOTHING}"),
        (("status=gone",), f"status: 'gone' is not a choice\nChoices: active, unit, no officers, unconfirmed, merged.{NOTHING}"),
        (("citty=Kent",), "no field 'citty'; did you mean 'city'?\nFields: name, kind, government, authority, county, street, city, state, zip, country, phone, website, ori, population, officers, aliases, parent, covered_by, successor, regime, status, match, note.\n"),
        (("Kent",), "'Kent' is not field=value\nWrite, for example, phone='(206) 555-0100': one = and quotes around spaces.\n"),
        (("city=Kent", "CITY=Kent"), "city is given twice\nGive each field once.\n"),
        (("email=records@kent.example",), f"email: email is a way to reach the agency, not a column of its line\nAdd the agency first, then: foia agencies fix {NEW} email=... --source ...\n"),
        (("phone_source=x",), "phone_source: this field is not set by hand\nGive it with --source and --date.\n"),
        (("city=Kent\x07",), "city holds U+0007: it is a control character that Word files cannot hold\nType it again without that character.\n"),
    ],
    ids=lambda value: " ".join(value).encode("unicode_escape").decode() if isinstance(value, tuple) else "",
)  # fmt: skip
def test_add_refuses_what_a_rule_refuses_and_writes_nothing(
    foia: Run, own: Path, words: tuple[str, ...], message: str
) -> None:
    ran = foia(*ADD, *words, *SOURCE)
    assert (ran.code, ran.out, ran.err) == (2, "", message)
    assert not own.exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("agencies", "add", "wa/kent", "kind=municipal", *SOURCE), f"the cell 'name' is empty\nname: The name as a person writes it.{NOTHING}"),
        (("agencies", "add", "wa/kent", "name=Kent", *SOURCE), f"the cell 'kind' is empty\nkind: What kind of police it is. {KINDS}{NOTHING}"),
        (("agencies", "add", "wa/Kent_PD", "name=Kent", "kind=municipal", *SOURCE), f"the slug 'Kent_PD' is not in lower-case words joined by hyphens\nWrite kent-pd.{NOTHING}"),
        (("agencies", "add", "kent", "name=Kent", "kind=municipal", *SOURCE), "id: 'kent' is not an id\nAn id is folder/slug, such as wa/seattle-police-department.\n"),
        (("agencies", "add", "WA/kent", "name=Kent", "kind=municipal", *SOURCE), "id: 'WA' is not a folder\nWrite wa/kent.\n"),
        (("agencies", "add", "wa/kent-police-department", "name=Kent", "kind=municipal", *SOURCE), "id: wa/kent-police-department is on file already: Kent Police Department\nChange single fields of it: foia agencies fix wa/kent-police-department field=value --source ...\n"),
        (ADD, "--source: every change has a source\nAdd --source with the address of the page where you read it, or a few words on whom you asked.\n"),
        ((*ADD, "--source", PAGE, "--date", "11/20/2026"), "--date: '11/20/2026' is not a date\nWrite it as YYYY-MM-DD, for example 2026-11-22. Did you mean 2026-11-20?\n"),
        ((*ADD, "--source", PAGE, "--date", "2999-01-01"), "--date: 2999-01-01 has not come yet\n"),
        ((*ADD, "--source", "hifld-2091"), "--source: 'hifld-2091' has no heading in agencies/SOURCES.md; did you mean 'hifld-2019'?\n"),
        ((*ADD, "--source", "https://kent police"), "--source: 'https://kent police' is not a web address\n"),
        ((*FIX, *SOURCE), "no field=value was given\nWrite, for example, phone='(206) 555-0100'.\n"),
        ((*FIX, "zip=78701", *SOURCE), f"zip: 78701 lies in TX, not in WA\nLook at the address again: the state or the ZIP code is wrong.{NOTHING}"),
        ((*FIX, "email=john.doe@seattle.example", *SOURCE), f"email: 'john.doe@seattle.example' looks like one person's mailbox\nOfficers change and their mail is their own: name the office and its mailbox, or leave the line out.{NOTHING}"),
        ((*FIX, "email=records", *SOURCE), f"email: 'records' is not an e-mail address\nOne address, without a name.{NOTHING}"),
        ((*FIX, "portal=http://seattle.example", *SOURCE), f"portal: a portal's address begins https://, not 'http://seattle.example'\nSee whether the page opens with https:// in its place.{NOTHING}"),
        ((*FIX, "fax=555", *SOURCE), f"fax: '555' is not a telephone number as (206) 625-5011\nWrite it as (206) 625-5011.{NOTHING}"),
        ((*FIX, "mail=610 Fifth Avenue, Seattle", *SOURCE), f"mail: not postal lines that end with city, state and ZIP code\nWrite: Public Records Unit; 610 Fifth Avenue; Seattle, WA 98124{NOTHING}"),
        ((*FIX, "officers=", *SOURCE), "officers: it cannot be left empty\nGive the value that is right.\n"),
        ((*FIX, "emial=a@seattle.example", *SOURCE), "no field 'emial'; did you mean 'email'?\n"),
        (("agencies", "fix", "wa/seattle-police-departmnt", "zip=98104", *SOURCE), "no agency has the id 'wa/seattle-police-departmnt'; did you mean 'wa/seattle-police-department'?\n`foia agencies search` finds ids.\n"),
        (("agencies", "fix", "Seattle PD", "zip=98104", *SOURCE), "no agency has the id 'Seattle PD'\nNearest on file:\n  wa/seattle-police-department "),
    ],
    ids=lambda value: " ".join(value)[9:60] if isinstance(value, tuple) else "",
)  # fmt: skip
def test_wrong_input_gets_one_message_and_writes_nothing(
    foia: Run, own: Path, words: tuple[str, ...], message: str
) -> None:
    ran = foia(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(message)
    assert not own.exists()


def test_all_that_is_wrong_is_said_at_once(foia: Run) -> None:
    ran = foia(*FIX, "zip=78701", "website=seattle.gov", *SOURCE)
    assert [line for line in ran.err.splitlines() if ": " in line and "again" not in line][:2] == [
        "zip: 78701 lies in TX, not in WA",
        "website: 'seattle.gov' is not a web address",
    ]


def test_fix_writes_a_line_for_each_field_and_says_what_stood_there(foia: Run, own: Path, library: Library) -> None:
    before = read_agencies(library, "wa")["wa/seattle-police-department"]
    email = next((one.value for one in read_contacts(library, before) if one.channel == "email"), "not on file")
    ran = foia(*FIX, "zip=98124", "email=records@seattle.example", *SOURCE)
    assert ran.code == 0, ran.err
    assert ran.out == f"fixed {before.id}\n  zip: {before.zip} -> 98124\n  email: {email} -> records@seattle.example\n"
    assert (own / "fixes.csv").read_text() == FIXES + (
        f"{before.id},zip,98124,{PAGE},2026-11-20\n{before.id},email,records@seattle.example,{PAGE},2026-11-20\n"
    )
    after = read_agencies(mine(own), "wa")[before.id]
    assert (after.zip, after.address_source, str(after.address_date)) == ("98124", PAGE, "2026-11-20")
    assert read_contacts(mine(own), after)[0].value == "records@seattle.example"
    assert foia("check", own).out.endswith("0 problems, 0 warnings\n")


def test_fix_of_a_fixed_field_takes_its_place(foia: Run, own: Path) -> None:
    foia(*FIX, "zip=98124", "email=records@seattle.example", *SOURCE)
    ran = foia(*FIX, "zip=98104", *SOURCE)
    assert "  zip: 98124 -> 98104\n" in ran.out
    lines = (own / "fixes.csv").read_text().splitlines()
    assert [line.split(",")[1:3] for line in lines[1:]] == [["email", "records@seattle.example"], ["zip", "98104"]]


def test_fix_keeps_other_lines_byte_for_byte(foia: Run, own: Path) -> None:
    own.mkdir()
    kept = b'\xef\xbb\xbfid,field,value,source,date\r\n"wa/kent-police-department",note,"two\r\nlines",hifld-2019,2026-11-20'
    (own / "fixes.csv").write_bytes(kept)
    (own / "fixes.csv").chmod(0o600)
    assert foia(*FIX, "zip=98104", *SOURCE).code == 0
    line = f"\r\nwa/seattle-police-department,zip,98104,{PAGE},2026-11-20\r\n"
    assert (own / "fixes.csv").read_bytes() == kept + line.encode()
    assert (own / "fixes.csv").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in own.iterdir()] == ["fixes.csv"]


def test_fix_leaves_a_table_it_cannot_read(foia: Run, own: Path) -> None:
    own.mkdir()
    (own / "fixes.csv").write_text("id;field;value;source;date\n")
    ran = foia(*FIX, "zip=98104", *SOURCE)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"{own / 'fixes.csv'}:1: cells are separated by semicolons\nSave it with commas.\n"
    assert (own / "fixes.csv").read_text() == "id;field;value;source;date\n"


def test_fix_that_cannot_be_written_says_so(foia: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    ran = foia(*FIX, "zip=98104", *SOURCE, "--data", tmp_path / "taken")
    assert (ran.code, ran.err) == (2, f"{tmp_path / 'taken'}: this is not a folder\nName a folder with --data.\n")


def test_fix_empties_a_text_and_sources_a_regime(foia: Run, own: Path) -> None:
    assert " -> empty\n" in foia(*FIX, "website=", *SOURCE).out
    assert foia(*FIX, "regime=disputed", *SOURCE).code == 0
    agency = read_agencies(mine(own), "wa")["wa/seattle-police-department"]
    assert (agency.website, agency.regime, agency.regime_source) == ("", "disputed", PAGE)


def test_source_in_words_is_kept_and_marked(foia: Run, own: Path) -> None:
    ran = foia(*FIX, "phone=(206) 555-0100", "--source", "telephone call to the records unit", "--date", "2026-11-20")
    assert ran.code == 0
    words = "The source is told in words: good for your own letters, but upstream takes web addresses only.\n"
    assert ran.err.startswith(words)
    assert "the source of phone is told in words" in foia("agencies", "diff").err


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: Path) -> Path:
    """Packaged data of one agency, Kent, with one contact."""
    later = f"zillah-police-department,Zillah Police Department,municipal{',' * 14}\n"
    contacts = CONTACTS.replace("2026-11-20,\n", "2026-11-20,undated page\n")
    lay(tmp_path / "small", {"agencies/wa/agencies.csv": AGENCIES + later, "agencies/wa/contacts.csv": contacts})
    opened = Library(tmp_path / "small", own)
    monkeypatch.setattr("foia.cli.mend.open_library", lambda data: opened)
    return tmp_path / "small"


KENT = "wa/kent-police-department"


def applied(patch: str, tree: Path) -> Library:
    """The packaged tables after git has applied the patch."""
    (tree / "it.patch").write_text(patch, newline="")
    subprocess.run(["git", "init", "-q"], cwd=tree, check=True)
    subprocess.run(["git", "apply", "it.patch"], cwd=tree, check=True)
    return Library(tree)


@pytest.mark.needs("git")
def test_diff_is_a_patch_of_one_line_that_applies(foia: Run, small: Path, own: Path) -> None:
    foia("agencies", "fix", KENT, "phone=(253) 555-0199", *SOURCE)
    ran = foia("agencies", "diff", KENT)
    new = AGENCY.replace("(253) 555-0100", "(253) 555-0199")
    assert (ran.code, ran.err) == (0, "agencies/README.md says how to send it.\n")
    assert ran.out == (
        "--- a/agencies/wa/agencies.csv\n+++ b/agencies/wa/agencies.csv\n@@ -1,3 +1,3 @@\n"
        f" {COLUMNS}\n-{AGENCY}\n+{new}\n zillah-police-department,Zillah Police Department,municipal{',' * 14}\n"
    )
    mended = read_agencies(Library(small, own), "wa")
    assert read_agencies(applied(ran.out, small), "wa") == mended
    assert (mended[KENT].phone, str(mended[KENT].phone_date)) == ("(253) 555-0199", "2026-11-20")


@pytest.mark.needs("git")
def test_diff_of_all_adds_lines_in_the_tables_order(foia: Run, small: Path) -> None:
    foia(*ADD, *SOURCE)
    foia("agencies", "fix", NEW, "email=records@north-fork.example", *SOURCE)
    foia("agencies", "fix", "wa/zillah-police-department", "fax=(509) 555-0100", *SOURCE)
    patch = foia("agencies", "diff").out
    assert [line[:31] for line in patch.splitlines() if line[:1] in "+-"] == [
        "--- a/agencies/wa/agencies.csv",
        "+++ b/agencies/wa/agencies.csv",
        "+north-fork-police-department,N",
        "--- a/agencies/wa/contacts.csv",
        "+++ b/agencies/wa/contacts.csv",
        "+north-fork-police-department,e",
        "+zillah-police-department,fax,,",
    ]
    tree = applied(patch, small)
    assert list(read_agencies(tree, "wa")) == [KENT, NEW, "wa/zillah-police-department"]
    assert read_contacts(tree, read_agencies(tree, "wa")[NEW])[0].value == "records@north-fork.example"


@pytest.mark.needs("git")
def test_diff_makes_a_table_where_there_is_none(foia: Run, small: Path) -> None:
    (small / "agencies/wa/contacts.csv").unlink()
    foia("agencies", "fix", KENT, "portal=https://kent.example/records", *SOURCE)
    patch = foia("agencies", "diff").out
    assert patch == (
        "--- /dev/null\n+++ b/agencies/wa/contacts.csv\n@@ -0,0 +1,2 @@\n"
        "+slug,channel,office,value,how,source,date,note\n"
        f"+kent-police-department,portal,,https://kent.example/records,,{PAGE},2026-11-20,\n"
    )
    tree = applied(patch, small)
    assert read_contacts(tree, read_agencies(tree, "wa")[KENT])[0].channel == "portal"


@pytest.mark.needs("git")
def test_diff_of_a_table_without_a_last_line_break_applies(foia: Run, small: Path) -> None:
    path = small / "agencies/wa/contacts.csv"
    path.write_text(path.read_text().rstrip("\n"))
    foia("agencies", "fix", KENT, "fax=(253) 555-0100", *SOURCE)
    patch = foia("agencies", "diff").out
    assert "\\ No newline at end of file\n" in patch
    tree = applied(patch, small)
    assert [one.channel for one in read_contacts(tree, read_agencies(tree, "wa")[KENT])] == ["email", "fax"]


def test_diff_of_one_agency_leaves_the_others_out(foia: Run, small: Path) -> None:
    foia("agencies", "fix", KENT, "phone=(253) 555-0199", *SOURCE)
    foia("agencies", "fix", "wa/zillah-police-department", "phone=(509) 555-0100", *SOURCE)
    assert "+kent" not in foia("agencies", "diff", "wa/zillah-police-department").out


def test_diff_replaces_the_one_line_of_a_channel_and_drops_its_stale_note(foia: Run, small: Path) -> None:
    foia("agencies", "fix", KENT, "email=police@kent.example", *SOURCE)
    ran = foia("agencies", "diff")
    assert ran.out.splitlines()[4:] == [
        f"-{CONTACT}undated page",
        f"+kent-police-department,email,Records Unit,police@kent.example,{PAGE},2026-11-20,",
    ]
    assert ran.err.startswith(f"{KENT}: see whether office and how still hold for the new email.\n")


def test_diff_puts_a_contact_before_several_of_its_kind(foia: Run, small: Path) -> None:
    path = small / "agencies/wa/contacts.csv"
    path.write_text(path.read_text() + CONTACT.replace("records@", "clerk@") + "\n")
    foia("agencies", "fix", KENT, "email=police@kent.example", *SOURCE)
    ran = foia("agencies", "diff")
    assert [line[:1] for line in ran.out.splitlines()[3:]] == [" ", "+", " "]
    assert ran.err.startswith(f"{KENT}: 2 lines for email are on file; yours is put before them.\n")


def test_diff_says_which_source_no_column_holds(foia: Run, small: Path) -> None:
    foia("agencies", "fix", KENT, "name=Kent Police", "ori=WA0170900", *SOURCE)
    ran = foia("agencies", "diff")
    assert ran.err.startswith(f"{KENT}: no column holds the source of ori; name it when you send the patch: {PAGE}\n")
    assert f",{PAGE}\n zillah" in ran.out


def test_diff_of_nothing_says_so(foia: Run) -> None:
    ran = foia("agencies", "diff")
    words = "Nothing to send: your folder holds nothing that the packaged data do not say.\n"
    assert (ran.code, ran.out, ran.err) == (0, "", words)


def test_diff_names_a_fix_of_no_agency(foia: Run, own: Path) -> None:
    own.mkdir()
    (own / "fixes.csv").write_text(f"{FIXES}wa/nowhere,zip,98104,{PAGE},2026-11-20\n")
    ran = foia("agencies", "diff")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"{own / 'fixes.csv'}:2: no agency 'wa/nowhere'\n`foia agencies search` finds ids.\n"


def test_table_that_is_put_back_the_same_keeps_its_bytes() -> None:
    text = '\ufeffslug,name\r\n"a",b\r\n\r\nc,"d\r\ne"'
    table = OwnTable(text)
    for number, row in table.rows():
        table.put(number, row)
    assert table.text == text
