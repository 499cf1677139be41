"""What `foia check` says of agencies, contacts, holidays and the user's own files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from foia.checks import Cure, run
from foia.checks.names import person_in, personal_mailbox
from foia.checks.spreadsheets import damage
from foia.checks.zips import fits, states
from foia.library.places import Library
from tests.checked import (
    AGENCIES,
    AGENCY,
    COLUMNS,
    CONTACT,
    CONTACT_COLUMNS,
    CONTACTS,
    HOLIDAYS,
    OFFICERS,
    TODAY,
    changed,
    contacts,
    lay,
    told,
)


def agencies(*changes: tuple[str, str]) -> str:
    """The table of agencies with passages of its line changed."""
    row = AGENCY
    for old, new in changes:
        row = changed(row, old, new)
    return f"{COLUMNS}\n{row}\n"


AGENCY_CASES = [
    (("kent-police-department", "Kent_PD"), "the slug 'Kent_PD' is not in lower-case words joined by hyphens", "Write kent-pd."),
    (("municipal", "municpal"), "kind: 'municpal' is not a choice; did you mean 'municipal'?",
     "Choices: municipal, county-police, sheriff, state, territorial, campus, school, transit, airport, port, park, tribal, federal,"
     " prosecutor, fusion-center, other."),
    (("WA,98032", "OR,97201"), "state: 'OR' in the folder 'wa'", "Write WA, or move the line to agencies/or/agencies.csv."),
    (("98032", "78701"), "zip: 78701 lies in TX, not in WA", "Look at the address again: the state or the ZIP code is wrong."),
    (("98032", "9803"), "zip: '9803' is not a ZIP code", "Five digits, or five, a hyphen and four."),
    (("98032", "98032.0"), "zip: '98032.0' was taken for a number", "Write 98032. Format the column as text before you save."),
    (("(253) 555-0100", "253-555-0100"), "phone: '253-555-0100' is not a telephone number as (206) 625-5011",
     "Write (253) 555-0100."),
    (("(253) 555-0100", "(253) 155-0100"), "phone: '(253) 155-0100' is not a telephone number as (206) 625-5011",
     "Write it as (206) 625-5011."),
    (("(253) 555-0100", "911"), "phone: '911' is not a telephone number as (206) 625-5011", "Write it as (206) 625-5011."),
    (("(253) 555-0100", "2.53E+09"), "phone: '2.53E+09' is a long number that a spreadsheet has rounded", "Type the cell again."),
    (("98032,https://kent.example/police", "98032,"), "street: '220 4th Avenue' has no address_source",
     "Fill address_source, or leave street empty: an honest gap is worth more than a guess."),
    (("98032,https://kent.example/police", "98032,fbi-lee"),
     "address_source: 'fbi-lee' has no heading in agencies/SOURCES.md; did you mean 'fbi-lee-2025'?",
     "Write the page's whole address, or one of: fbi-lee-2025."),
    (("98032,https://kent.example/police", "98032,the city"), "address_source: 'the city' is not a web address",
     "Write the page's whole address, or one of: fbi-lee-2025."),
    (("police,2026-11-20,(", "police,2026-11-31,("), "address_date: '2026-11-31' is not a date", "Dates are written YYYY-MM-DD."),
    (("police,2026-11-20,(", "police,2027-01-01,("), "address_date: 2027-01-01 has not come yet",
     "Today is 2026-11-22; write the day on which it was read."),
    (("police,2026-11-20,(", "police,11/20/2026,("), "address_date: '11/20/2026' is a date as a spreadsheet writes it",
     "Write 2026-11-20. Format the column as text before you save."),
    (("WA0170700", "WA-17"), "ori: 'WA-17' is not an FBI id", "Nine capitals and digits, such as WA0172000."),
    ((",fbi-lee-2025", ","), "no source says that there is this agency", "Fill the column source."),
    (("active,,", "unit,,"), "status: unit, but no parent is named",
     "Name the agency it is a unit of, as folder/slug: that one gets the letter."),
    (("active,,", "merged,wa/kent-police-department,"), "successor: wa/kent-police-department names itself",
     "Name the other agency, or leave it empty."),
    (("active,,", "merged,,"), "status: merged, but no successor is named", "Name the agency that took it over, as folder/slug."),
    (("active,,", "merged,wa/kent,"), "successor: no agency 'wa/kent' is on file; did you mean 'wa/kent-police-department'?",
     "An id is folder/slug, such as wa/seattle-police-department."),
    (("state act", "own policy"), "regime: 'own policy' has no regime_source",
     "Say in regime_source where that is written: no letter goes to this agency because of it."),
    (("Kent Police Department,", ","), "the cell 'name' is empty", "name: The name as a person writes it."),
    (("220 4th Avenue", "#REF!"), "street: '#REF!' is a spreadsheet's error message", "Type the cell again."),
    (("220 4th Avenue", "220, 4th Avenue"), "18 cells where the header has 17",
     'A comma inside a cell wants the cell in quotes: "Police, City of".'),
    (("220 4th Avenue", '"220 4th Avenue'), "not a CSV line: unexpected end of data", 'Close every quoted cell with ".'),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message", "suggestion"), AGENCY_CASES)
def test_agency_message(tmp_path: Path, change: tuple[str, str], message: str, suggestion: str) -> None:
    found = told(tmp_path, {"agencies/wa/agencies.csv": agencies(change), "agencies/wa/contacts.csv": CONTACT_COLUMNS})
    assert f"agencies/wa/agencies.csv:2: {message}\n    {suggestion}" in found


def test_agency_slug_twice_and_ori_twice(tmp_path: Path) -> None:
    other = AGENCY.replace("kent-police-department", "kent-pd")
    assert told(tmp_path, {"agencies/wa/agencies.csv": f"{COLUMNS}\n{AGENCY}\n{AGENCY}\n{other}\n"}) == [
        "agencies/wa/agencies.csv:2: ori: WA0170700 is that of wa/kent-pd too\n"
        "    One of them is wrong, or both are one agency: keep one line, give the other status and successor.",
        "agencies/wa/agencies.csv:3: ori: WA0170700 is that of wa/kent-pd too\n"
        "    One of them is wrong, or both are one agency: keep one line, give the other status and successor.",
        "agencies/wa/agencies.csv:3: the slug 'kent-police-department' stands in line 2 too\n"
        "    A slug names one agency for good; give the other its own.",
        "agencies/wa/agencies.csv:4: ori: WA0170700 is that of wa/kent-police-department too\n"
        "    One of them is wrong, or both are one agency: keep one line, give the other status and successor.",
    ]


def test_agency_note_names_no_person(tmp_path: Path) -> None:
    table = f"{COLUMNS},note\n{AGENCY},ask for Sgt. Jane Doe\n"
    assert told(tmp_path, {"agencies/wa/agencies.csv": table}) == [
        f"agencies/wa/agencies.csv:2: note: 'Sgt. Jane' names a person\n    {OFFICERS}"
    ]


def test_agency_state_is_any_in_the_federal_folder(tmp_path: Path) -> None:
    row = agencies(("WA,98032", "VA,20598-6020"), ("state act", "federal act"))
    assert told(tmp_path, {"agencies/us/agencies.csv": row.replace("WA0170700", "")}) == []


def test_agency_columns(tmp_path: Path) -> None:
    header = COLUMNS.replace("kind", "knd").replace("source", "", 0)
    assert told(tmp_path, {"agencies/wa/agencies.csv": f"{header}\n{AGENCY}\n", "agencies/wa/contacts.csv": CONTACTS})[
        :3
    ] == [
        "agencies/wa/agencies.csv:1: the column 'kind' is missing\n"
        "    kind: What kind of police it is. Choices: municipal, county-police, sheriff, state, territorial, campus, school, transit,"
        " airport, port, park, tribal, federal, prosecutor, fusion-center, other.",
        "agencies/wa/agencies.csv:1: unknown column 'knd'; did you mean 'kind'?\n"
        "    agencies/fields.toml lists every column.",
        "agencies/wa/agencies.csv:2: the cell 'kind' is empty\n"
        "    kind: What kind of police it is. Choices: municipal, county-police, sheriff, state, territorial, campus, school, transit,"
        " airport, port, park, tribal, federal, prosecutor, fusion-center, other.",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            AGENCIES.replace("Kent Police", "Cañon Police").encode("cp1252"),
            "2: this line is not UTF-8: a spreadsheet saved the file in a Windows encoding",
        ),
        (AGENCIES.encode("utf-16"), "1: the file is 'Unicode text' (UTF-16), as a spreadsheet saves it"),
        (AGENCIES.replace(",", ";").encode(), "1: cells are separated by semicolons, as some spreadsheets do"),
        (AGENCIES.replace(",", "\t").encode(), "1: cells are separated by tabs, as some spreadsheets do"),
        (
            AGENCIES.encode("utf-8-sig"),
            "1: warning: the file begins with a byte order mark, which a spreadsheet put there",
        ),
        (
            AGENCIES.replace("Kent Police", "CaÃ±on Police").encode(),
            "2: garbled letters ('Ã±'): the file was once opened in a wrong encoding",
        ),
    ],
)
def test_spreadsheet_saved_the_file(tmp_path: Path, content: bytes, said: str) -> None:
    found = told(tmp_path, {"agencies/wa/agencies.csv": content})
    assert found == [f"agencies/wa/agencies.csv:{said}\n    Save it as 'CSV UTF-8', with commas."]


def test_spreadsheet_left_an_empty_line(tmp_path: Path) -> None:
    commas = "," * COLUMNS.count(",")
    assert told(tmp_path, {"agencies/wa/agencies.csv": f"{AGENCIES}{commas}\n"}) == [
        "agencies/wa/agencies.csv:3: an empty line of separators\n    Delete the line."
    ]


def test_spreadsheet_took_the_zero(tmp_path: Path) -> None:
    row = agencies(("WA,98032", "NJ,8608"), ("WA0170700", "NJ0110000"))
    library = lay(tmp_path, {"agencies/nj/agencies.csv": row})
    (found,) = run(library, TODAY)
    assert found.message == "zip: '8608' has lost its leading zeros"
    assert found.suggestion == "Write 08608. Format the column as text before you save."
    assert found.cure == Cure("zip", "08608")


@pytest.mark.parametrize(
    ("column", "cell", "state", "right"),
    [
        ("zip", "501", "NY", "00501"),
        ("zip", "8608-1234", "NJ", "08608-1234"),
        ("address_date", "1/2/2026", "", "2026-01-02"),
        ("date", "1/2/26", "", "2026-01-02"),
        ("date", "46348", "", "2026-11-22"),
        ("date", "13/13/2026", "", ""),
        ("officers", "1,487", "", "1487"),
        ("population", "182.0", "", "182"),
    ],
)
def test_spreadsheet_damage_is_undone(column: str, cell: str, state: str, right: str) -> None:
    hurt = damage(column, cell, state)
    assert hurt
    assert hurt[1] == right


@pytest.mark.parametrize(
    ("column", "cell", "state"),
    [
        ("zip", "98104", "WA"),
        ("zip", "8608", "WA"),
        ("date", "2026-11-22", ""),
        ("officers", "1487", ""),
        ("name", "46348", ""),
    ],
)
def test_spreadsheet_damage_is_not_seen_where_there_is_none(column: str, cell: str, state: str) -> None:
    assert damage(column, cell, state) is None


def test_zip_prefixes_name_their_state() -> None:
    assert states("98104") == ("WA",)
    assert states("00100") == ()
    assert fits("20598", "VA")
    assert fits("12345", "ZZ")  # a state that is not in the table is not judged


POSTAL = "Write: Public Records Unit; 610 Fifth Avenue; Seattle, WA 98124"
CONTACT_CASES: list[tuple[Iterable[tuple[str, str]], str, str]] = [
    ([("records@kent.example", "jane.doe@kent.example")], "value: 'jane.doe@kent.example' looks like one person's mailbox", OFFICERS),
    ([("records@kent.example", "records at kent")], "value: 'records at kent' is not an e-mail address",
     "One address, without a name."),
    ([("Records Unit", "Sgt. Jane Doe")], "office: 'Sgt. Jane' names a person", OFFICERS),
    ([("Records Unit", "Officer J. Doe")], "office: 'Officer J. Doe' names a person", OFFICERS),
    ([("email", "portal"), ("records@kent.example", "http://kent.example/x")],
     "value: a portal's address begins https://, not 'http://kent.example/x'",
     "See whether the page opens with https:// in its place."),
    ([("email", "page"), ("records@kent.example", "kent.example")], "value: 'kent.example' is not a web address",
     "Write the whole address as the browser shows it: https://..."),
    ([("email", "fax"), ("records@kent.example", "253.555.0100")],
     "value: '253.555.0100' is not a telephone number as (206) 625-5011", "Write (253) 555-0100."),
    ([("email", "mail"), ("records@kent.example", "220 4th Avenue")],
     "value: not postal lines that end with city, state and ZIP code", POSTAL),
    ([("email", "mail"), ("records@kent.example", '"Records Unit; 220 4th Avenue; Kent, WA 78701"')],
     "value: 78701 lies in TX, not in WA", "Look at the page again: the state or the ZIP code is wrong."),
    ([("email", "e-mail")], "channel: 'e-mail' is not a choice; did you mean 'email'?", "Choices: email, portal, fax, mail, page."),
    ([("kent-police", "kennt-police")], "slug: no agency 'wa/kennt-police-department' is on file;"
     " did you mean 'wa/kent-police-department'?", "An id is folder/slug, such as wa/seattle-police-department."),
    ([("https://kent.example/records", "the page")], "source: 'the page' is not a web address",
     "Write the page's whole address, or one of: fbi-lee-2025."),
    ([("2026-11-20", "2026-12-20")], "date: 2026-12-20 has not come yet",
     "Today is 2026-11-22; write the day on which it was read."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "message", "suggestion"), CONTACT_CASES)
def test_contact_message(tmp_path: Path, changes: list[tuple[str, str]], message: str, suggestion: str) -> None:
    assert told(tmp_path, {"agencies/wa/contacts.csv": contacts(*changes)}) == [
        f"agencies/wa/contacts.csv:2: {message}\n    {suggestion}"
    ]


def test_contact_twice(tmp_path: Path) -> None:
    assert told(tmp_path, {"agencies/wa/contacts.csv": f"{CONTACTS}{CONTACT}\n"}) == [
        "agencies/wa/contacts.csv:3: warning: the same contact stands in line 2\n    Keep one."
    ]


@pytest.mark.parametrize("mailbox", ["jane.doe@kent.gov", "j.doe@kent.gov", "jane_doe@kent.gov"])
def test_mailbox_of_a_person(mailbox: str) -> None:
    assert personal_mailbox(mailbox)


@pytest.mark.parametrize(
    "mailbox",
    ["records@kent.gov", "public.information@austintexas.gov", "ISP.FOIA.Officer@illinois.gov", "right-to-know@x.gov",
     "kent.pd@kent.gov", "records.request@cityoffederalway.com", "publicrecords@x.gov"],
)  # fmt: skip
def test_mailbox_of_an_office(mailbox: str) -> None:
    assert not personal_mailbox(mailbox)


@pytest.mark.parametrize(
    "text", ["Lt. Smith", "Detective Maria Lopez", "Sheriff Ann Poe", "Officer J. Doe", "Attn: Ann Poe"]
)
def test_person_after_a_title(text: str) -> None:
    assert person_in(f"Ask {text} first.") == text.replace("Maria Lopez", "Maria")


@pytest.mark.parametrize(
    "text",
    ["Officer for Public Information", "Public Records Officer; 801 South Street", "Sheriff's Office", "Detective Bureau",
     "Attn: Records Unit", "Attention: Support Services Division", "Chief Legal Officer"],
)  # fmt: skip
def test_office_after_a_title(text: str) -> None:
    assert person_in(text) == ""


def test_holidays_out_of_order_twice_and_missing(tmp_path: Path) -> None:
    more = "2028-01-03,Day off,Code\n2028-01-03,Day off,Code\n2028-01-01,Day off,Code\n"
    assert told(tmp_path, {"agencies/wa/holidays.csv": HOLIDAYS + more}) == [
        "agencies/wa/holidays.csv:1: only 0 days off in 2027\n"
        "    Add the year's days off; dates across it would be counted wrong.",
        "agencies/wa/holidays.csv:1: only 3 days off in 2028\n"
        "    Add the year's days off; dates across it would be counted wrong.",
        "agencies/wa/holidays.csv:10: 2028-01-03 stands there twice\n    Join the names with “and” in one line.",
        "agencies/wa/holidays.csv:11: 2028-01-01 stands after 2028-01-03\n    Keep the days in order.",
    ]


def test_own_fixes_and_details(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "fixes.csv").write_text(
        "id,field,value,source,date\n"
        "wa/kent-police-department,phonne,(253) 555-0101,https://kent.example,2026-11-20\n"
        "wa/kent,phone,(253) 555-0101,mynotes,2026-11-20\n",
        encoding="utf-8",
    )
    (own / "me.toml").write_text('naem = "Jane"\nrole = "press"\n', encoding="utf-8")
    library = Library(lay(tmp_path / "data", {}).root, own)
    assert [str(one).replace(f"{own}/", "") for one in run(library, TODAY)] == [
        "fixes.csv:2: field: no field 'phonne'; did you mean 'phone'?\n"
        "    Fields: aliases, authority, city, country, county, covered_by, email, fax, government, kind, mail, match, name, note, officers,"
        " ori, page, parent, phone, population, portal, regime, source, state, status, street, successor, website, zip.",
        "fixes.csv:3: id: no agency 'wa/kent' is on file; did you mean 'wa/kent-police-department'?\n"
        "    An id is folder/slug, such as wa/seattle-police-department.",
        "fixes.csv:3: source: 'mynotes' has no heading in agencies/SOURCES.md\n"
        "    Write the page's whole address, or one of: fbi-lee-2025.",
        "me.toml:1: unknown key 'naem'; did you mean 'name'?\n"
        "    Keys: name, email, phone, address, organization, role, statement, ground.",
        "me.toml:2: role: 'press' is not a choice\n    Choices: individual, news, nonprofit, scholar, commercial.",
    ]
