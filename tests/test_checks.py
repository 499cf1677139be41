"""Every message of `foia check`, over small invented trees; then all rules over the data itself."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from foia.checks import Cure, inspect, run
from foia.checks.names import person_in, personal_mailbox
from foia.checks.spreadsheets import damage
from foia.checks.zips import fits, states
from foia.cli.check import run as check_command
from foia.errors import InputError
from foia.library.places import Library, data_root

TODAY = dt.date(2026, 11, 22)
FACT = 'sources = ["code"]\nquality = "statute"\nverified = 2026-11-20\n'
LAW = f"""jurisdiction = "Sample"

[act]
name = "Sample Open Records Act"
short_name = "Open Records Act"
citation = "Sample Code, title 10"
section_pattern = 'Sample Code § \\d+(\\([a-z]\\))*'
words = "Records are open."
{FACT}
[who]
who = "anyone"
section = "Sample Code § 1"
words = "Any person may inspect."
gist = "any person may inspect public records"
{FACT}
[[addressees]]
kinds = ["*"]
office = "Public Records Officer"
of = "agency"
section = "Sample Code § 2"
words = "An officer shall be named."
{FACT}
[[duties]]
id = "respond"
duty = "respond"
days = 5
unit = "business"
counts_from = "receipt"
lead = true
section = "Sample Code § 3(a)"
words = "An agency shall respond in five business days."
gist = "an agency must respond in five business days"
{FACT}
[counting]
first_day = "excluded"
end = "next business day"
day_names = "business days"
section = "Sample Code § 4"
words = "The day of the event is left out."
{FACT}
[fees]
section = "Sample Code § 5"
words = "Costs may be charged."
{FACT}
[denial]
section = "Sample Code § 6"
words = "A denial is in writing."
{FACT}
[[examples]]
duty = "respond"
received = 2026-11-16
due = 2026-11-23
why = "No day off but the weekend."

[[examples]]
duty = "respond"
received = 2026-11-20
due = 2026-11-30
why = "The weekend and Thanksgiving are left out."

[[examples]]
duty = "respond"
received = 2026-11-27
due = 2026-12-04
why = "The weekend is left out."

[sources.code]
title = "Sample Code"
url = "https://legislature.example/code"
date = 2026-11-01
"""
DAYS = ("01-01", "02-16", "05-25", "07-03", "09-07", "11-26", "12-25")
HOLIDAYS = "date,name,source\n" + "".join(f"2026-{day},Day off,Sample Code § 4\n" for day in DAYS)
COLUMNS = (
    "slug,name,kind,street,city,state,zip,address_source,address_date,phone,phone_source,phone_date,"
    "ori,regime,status,successor,source"
)
AGENCY = (
    "kent-police-department,Kent Police Department,municipal,220 4th Avenue,Kent,WA,98032,"
    "https://kent.example/police,2026-11-20,(253) 555-0100,https://kent.example/police,2026-11-20,"
    "WA0170700,state act,active,,fbi-lee-2025"
)
AGENCIES = f"{COLUMNS}\n{AGENCY}\n"
CONTACT_COLUMNS = "slug,channel,office,value,source,date,note"
CONTACT = "kent-police-department,email,Records Unit,records@kent.example,https://kent.example/records,2026-11-20,"
CONTACTS = f"{CONTACT_COLUMNS}\n{CONTACT}\n"
SUBJECT = """
[subject]
id = "sample"
name = "sample"
title = "sample"
definition = "A sample."
excludes = "Nothing."
window = "Any."
privacy = "None."
terms = ["sample"]
custodians = ["procurement"]
"""
SIZED = ((5, '["starter", "standard", "deep"]'), (5, '["standard", "deep"]'), (5, '["deep"]'))


def items() -> str:
    """Fifteen items, five more for each size."""
    sizes = [size for count, size in SIZED for _ in range(count)]
    return "".join(
        f'\n[[items]]\nid = "item-{n}"\ncode = "P{n}"\ntitle = "Item"\ntext = "Each contract {n}."\nwhy = "It tells."\n'
        f"sizes = {size}\n"
        for n, size in enumerate(sizes, 1)
    )


def vendor(more: str = "") -> str:
    """One sound vendor, and more lines."""
    return (
        '[[vendors]]\nid = "alpha"\nname = "Alpha"\nsources = ["https://alpha.example"]\nquality = "secondary"\n'
        f"verified = 2026-11-20\n{more}"
    )


MANDATED = """[[laws]]
id = "act"
title = "Sample act"
citation = "Sample Code § 7"
level = "city"
agencies = ["wa/kent-police-department"]
status = "in force"
effective = 2021-07-01
letter_ready = true
sources = ["code"]
quality = "secondary"
verified = 2026-11-20

[[laws.records]]
id = "report"
title = "Report"
text = "Any report under Sample Code § 7."
section = "Sample Code § 7"
replaces = ["item-1"]
sizes = ["starter"]
letter_ready = true

[[hosts]]
name = "Sample network"
sources = ["code"]

[sources.code]
title = "Sample Code"
url = "https://legislature.example/code"
date = 2026-11-01
"""
HEAD = (
    "Date: {{ dated | long_date }}\nReference: {{ reference }}\nDelivery: {{ channel }}\nTo: {{ addressee.office }}\n"
    "Subject: {{ subject.title }}\nSalutation: Hello:\nClosing: Sincerely,\n\n"
)
FILES: dict[str, str] = {
    "agencies/SOURCES.md": "# Sources\n\n### fbi-lee-2025\n\nA list.\n",
    "agencies/wa/law.toml": LAW,
    "agencies/wa/holidays.csv": HOLIDAYS,
    "agencies/wa/agencies.csv": AGENCIES,
    "agencies/wa/contacts.csv": CONTACTS,
    "agencies/wa/facial-recognition.toml": MANDATED,
    "templates/facial-recognition/records.toml": SUBJECT + items(),
    "templates/facial-recognition/vendors.toml": vendor(),
    "templates/letters/request.txt": HEAD + "I ask for records.\n",
}


def lay(folder: Path, changes: dict[str, str | bytes]) -> Library:
    """A small sound tree with some files changed."""
    for name, content in {**FILES, **changes}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Library(folder)


def told(folder: Path, changes: dict[str, str | bytes]) -> list[str]:
    """What the check says, paths as from the tree."""
    return [str(one).replace(f"{folder}/", "") for one in run(lay(folder, changes), TODAY)]


def changed(text: str, old: str, new: str) -> str:
    """The text with one passage changed; the passage must be there."""
    assert old in text
    return text.replace(old, new, 1)


def line(text: str, passage: str) -> int:
    """The line on which the passage begins."""
    return text[: text.index(passage)].count("\n") + 1


def test_sound_tree_has_no_problem(tmp_path: Path) -> None:
    report = inspect(lay(tmp_path, {}), TODAY)
    assert [str(one) for one in report.problems] == []
    assert (report.files, report.errors, report.warnings) == (8, 0, 0)


LAW_CASES = [
    ("lead = true", "laed = true", "laed", ["unknown key 'laed'; did you mean 'lead'?", "agencies/fields.toml lists every key."]),
    ('duty = "respond"', 'duty = "reply"', 'duty = "reply"', [
        "duty: 'reply' is not a choice",
        "Choices: acknowledge, respond, decide, produce, schedule, notify.",
    ]),
    ("days = 5", 'days = "five"', "days =", ["days: a whole number is wanted here, not 'five'"]),
    ('office = "Public Records Officer"\n', "", "[[addressees]]", [
        "the key 'office' is missing",
        "office: The office's title as the letter prints it.",
    ]),
    ("verified = 2026-11-20", 'verified = "11/20/2026"', 'verified = "', [
        "verified: a date is wanted here, not '11/20/2026'",
        "Dates are written YYYY-MM-DD, without quotes.",
    ]),
    ('jurisdiction = "Sample"', 'jurisdiction = "wa"', "jurisdiction", [
        "jurisdiction: 'wa' is not a name",
        "Write the name as in a sentence: Texas.",
    ]),
    ('of = "agency"\nsection = "Sample Code § 2"', 'of = "agency"\nsection = "Sample Code 2"', '"Sample Code 2"', [
        "addressees 1: 'Sample Code 2' is not in the state's form of a section",
        r"Write it like the other sections, or widen act.section_pattern: Sample Code § \d+(\([a-z]\))*",
    ]),
    (r"'Sample Code § \d+(\([a-z]\))*'", "'Sample ('", "section_pattern", [
        "section_pattern cannot be used: missing ), unterminated subpattern at position 7",
        "It is a regular expression; look at another state's.",
    ]),
    ('words = "A denial is in writing."\n', "", "[denial]", [
        "denial: neither words nor gist",
        "Quote the section in `words` or restate it in `gist`.",
    ]),
    ("gist = \"any person may inspect public records\"", "gist = \"any person may inspect.\"", "gist =", [
        "who: the gist ends with a full stop",
        "The letter says “Under SECTION, gist.” and sets its own full stop.",
    ]),
    ("[sources.code]", "[sources.kode]", None, []),
    ("date = 2026-11-01", "date = 2026-12-01", "date = 2026-12", [
        "sources code: 2026-12-01 has not come yet",
        "Today is 2026-11-22; write the day on which it was read.",
    ]),
    ("https://legislature.example/code", "legislature.example", "url =", [
        "sources code: 'legislature.example' is not a web address",
        "It begins https://.",
    ]),
    ('unit = "business"', 'unit = "words"', "days = 5", [
        'duties 1 (respond): 5 days, but the unit is "words"',
        "Name the unit, or leave `days` out: a number only where the law has one.",
    ]),
    ("lead = true", "lead = false", "[[duties]]", ["no lead duty", "Set lead = true on exactly one."]),
    ('kinds = ["*"]', 'kinds = ["munícipal"]', "kinds =", [
        "addressees 1: no kind 'munícipal'; did you mean 'municipal'?",
        "Kinds: municipal, county-police, sheriff, state, campus, school, transit, airport, port, park, tribal, federal,"
        " prosecutor, other, *.",
    ]),
    ("due = 2026-11-30", "due = 2026-11-27", "due = 2026-11-27", [
        "the example for 'respond', received 2026-11-20 (Friday), says 2026-11-27 (Friday);"
        " counted, it comes to 2026-11-30 (Monday)",
        "Counted: 5 business days counted from Friday, November 20, 2026, that day not included; not counted:"
        " Thu Nov 26 (Day off); Saturdays and Sundays (Nov 21, Nov 22, Nov 28, Nov 29).",
    ]),
    ('[[examples]]\nduty = "respond"', '[[examples]]\nduty = "respnd"', 'duty = "respnd"', [
        "examples 1: no duty 'respnd'; did you mean 'respond'?",
        "Duties: respond.",
    ]),
    ("received = 2026-11-27\ndue = 2026-12-04", "received = 2026-12-29\ndue = 2027-01-06", None, []),
    ('short_name = "Open Records Act"', 'short_name = "[your act]"', "short_name", [
        "'[your act]' is left over",
        "Write what belongs there, or leave the key out.",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "said"), LAW_CASES)
def test_law_message(tmp_path: Path, old: str, new: str, where: str | None, said: list[str]) -> None:
    text = changed(LAW, old, new)
    found = told(tmp_path, {"agencies/wa/law.toml": text})
    if where is None:
        assert len(found) >= 1
        return
    assert f"agencies/wa/law.toml:{line(text, where)}: " + "\n    ".join(said) in found


def test_law_source_that_does_not_exist(tmp_path: Path) -> None:
    text = changed(LAW, 'quality = "statute"', 'quality = "statute"\nnote = ""').replace('["code"]', '["cod"]', 1)
    assert told(tmp_path, {"agencies/wa/law.toml": text}) == [
        "agencies/wa/law.toml:9: act: no source 'cod'; did you mean 'code'?\n"
        "    Add a table [sources.cod] with title, url and date."
    ]


def test_law_source_that_nothing_names(tmp_path: Path) -> None:
    text = LAW + '\n[sources.old]\ntitle = "Old"\nurl = "https://old.example"\ndate = 2020-01-01\n'
    assert told(tmp_path, {"agencies/wa/law.toml": text}) == [
        f"agencies/wa/law.toml:{line(text, '[sources.old]')}: warning: no fact names the source 'old'\n"
        "    Name it where it was used, or delete it."
    ]


def test_law_fact_without_source(tmp_path: Path) -> None:
    text = changed(LAW, '["code"]', "[]")
    assert told(tmp_path, {"agencies/wa/law.toml": text}) == [
        "agencies/wa/law.toml:9: act: no source\n"
        '    Name where it was read, or say quality = "unverified": then no letter claims it.'
    ]
    assert told(tmp_path, {"agencies/wa/law.toml": changed(text, '"statute"', '"unverified"')}) == []


def test_law_statute_without_words(tmp_path: Path) -> None:
    text = changed(LAW, 'words = "Any person may inspect."\n', "")
    assert told(tmp_path, {"agencies/wa/law.toml": text}) == [
        'agencies/wa/law.toml:13: warning: who: quality is "statute", but the statute\'s words are not quoted\n'
        '    Put the words that were read into `words`, or say quality = "secondary".'
    ]


def test_law_claim_without_section(tmp_path: Path) -> None:
    text = changed(LAW, 'section = "Sample Code § 1"\n', "")
    assert told(tmp_path, {"agencies/wa/law.toml": text}) == [
        "agencies/wa/law.toml:13: warning: who: no section\n"
        "    A letter claims nothing without its section; leave a doubtful subsection out, not the section."
    ]


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (
            "verified = 2026-11-23",
            "11: act: verified on 2026-11-23, a day that has not come yet\n"
            "    Today is 2026-11-22; write the day on which it was read.",
        ),
        (
            "verified = 2025-11-20",
            "11: warning: act: last verified on 2025-11-20, more than a year ago\n"
            "    Read the section again and set `verified` to the day on which you did.",
        ),
        (
            "verified = 2026-11-20\nwatch = 2026-07-01",
            "12: act: the watch date 2026-07-01 lies before the day it was verified, 2026-11-20\n"
            '    If the change has been read, delete `watch`; if not, say quality = "unverified".',
        ),
        (
            "verified = 2026-11-20\nwatch = 2026-11-21",
            "12: warning: act: its watch date 2026-11-21 has come, so no letter claims it\n"
            "    Read the section again; then move or delete `watch`.",
        ),
    ],
)
def test_law_dates(tmp_path: Path, dates: str, said: str) -> None:
    text = changed(LAW, "verified = 2026-11-20", dates)
    assert told(tmp_path, {"agencies/wa/law.toml": text}) == [f"agencies/wa/law.toml:{said}"]


def test_law_year_of_verification_is_counted_to_the_day(tmp_path: Path) -> None:
    text = changed(LAW, "verified = 2026-11-20", "verified = 2025-11-22")
    assert told(tmp_path, {"agencies/wa/law.toml": text}) == []


GROUND = f"""
[[who.grounds]]
id = "resident"
label = "You live here"
statement = "I am a resident."
words = "a resident"
section = "Sample Code § 1"
{FACT}"""


def with_ground(ground: str, who: str = "restricted") -> str:
    text = changed(LAW, 'who = "anyone"', f'who = "{who}"\ninstead = "Ask an ally."')
    return changed(text, "\n[[addressees]]", f"{ground}\n[[addressees]]")


def test_law_ground_is_sound(tmp_path: Path) -> None:
    assert told(tmp_path, {"agencies/wa/law.toml": with_ground(GROUND)}) == []


def test_law_ground_without_statement_or_id(tmp_path: Path) -> None:
    text = with_ground(
        GROUND.replace("I am a resident.", "").replace('"resident"', '"Resident of WA"') + GROUND + GROUND
    )
    assert told(tmp_path, {"agencies/wa/law.toml": text}) == [
        "agencies/wa/law.toml:24: the id 'Resident of WA' is not in lower-case words joined by hyphens\n"
        "    Such as: news-media.",
        "agencies/wa/law.toml:26: who grounds 1 (Resident of WA): the statement is empty\n"
        "    Write the sentence the letter prints, in the statute's own words.",
        "agencies/wa/law.toml:44: the id 'resident' stands there twice\n    Give each its own.",
    ]


def test_law_restriction_without_ground(tmp_path: Path) -> None:
    text = changed(LAW, 'who = "anyone"', 'who = "restricted"')
    assert told(tmp_path, {"agencies/wa/law.toml": text}) == [
        'agencies/wa/law.toml:13: who is "restricted", but no ground is given\n    Add [[who.grounds]].',
        'agencies/wa/law.toml:13: warning: who is "restricted", but nothing helps those without a ground\n'
        "    Say in `instead` what a person without a ground can do.",
    ]


def test_law_branches_have_one_lead_each(tmp_path: Path) -> None:
    duty = LAW[LAW.index("[[duties]]") : LAW.index("[counting]")]
    resident = changed(duty, "lead = true", 'lead = true\ngrounds = ["resident"]').replace('"respond"', '"fast"', 1)
    other = changed(duty, "lead = true", 'grounds = ["outsider"]').replace('"respond"', '"slow"', 1)
    outsider = GROUND.replace('"resident"', '"outsider"')
    text = changed(with_ground(GROUND + outsider), duty, resident + other)
    text = text.replace('[[examples]]\nduty = "respond"', '[[examples]]\nduty = "fast"')
    assert told(tmp_path, {"agencies/wa/law.toml": text}) == [
        f"agencies/wa/law.toml:{line(text, '[[duties]]')}: no lead duty for outsider\n    Set lead = true on exactly one."
    ]
    both = changed(text, 'grounds = ["outsider"]', "lead = true")
    assert told(tmp_path, {"agencies/wa/law.toml": both}) == [
        f"agencies/wa/law.toml:{line(text, '[[duties]]')}: 2 lead duties for resident: fast, slow\n"
        "    Set lead = true on exactly one."
    ]


def test_law_duty_names_a_ground_that_does_not_exist(tmp_path: Path) -> None:
    text = changed(with_ground(GROUND), "lead = true", 'lead = true\ngrounds = ["residents"]')
    assert (
        f"agencies/wa/law.toml:{line(text, 'grounds = [')}: duties 1 (respond): no ground 'residents';"
        " did you mean 'resident'?\n    Grounds here: resident."
    ) in told(tmp_path, {"agencies/wa/law.toml": text})


def test_law_number_without_unit(tmp_path: Path) -> None:
    text = changed(LAW, "days = 5\n", "")
    found = told(tmp_path, {"agencies/wa/law.toml": text})
    assert found[0] == (
        "agencies/wa/law.toml:35: duties 1 (respond): unit 'business' without a number of days\n"
        '    Write the number of days, or unit = "words" where the law has none.'
    )
    assert found[1].endswith(
        "examples 1: 'respond' has no such date\n"
        "    Only a duty with a number of days that runs from receipt can be counted."
    )


def test_law_examples_need_the_holidays(tmp_path: Path) -> None:
    found = told(tmp_path, {"agencies/wa/holidays.csv": "date,name,source\n"})
    assert found == [
        "agencies/wa/holidays.csv:1: the holiday table is empty\n    Without it no business day can be counted.",
        f"agencies/wa/law.toml:{line(LAW, '[[examples]]')}: the examples cannot be counted: the holiday table is empty\n"
        "    The worked examples need agencies/wa/holidays.csv.",
    ]


def test_law_example_past_the_holidays(tmp_path: Path) -> None:
    text = changed(LAW, "received = 2026-11-27\ndue = 2026-12-04", "received = 2026-12-29\ndue = 2027-01-06")
    assert told(tmp_path, {"agencies/wa/law.toml": text}) == [
        f"agencies/wa/law.toml:{line(text, 'received = 2026-12-29') - 2}: examples 3: 2027-01-01 lies outside the holiday"
        " table (2026-01-01 to 2026-12-31)\n"
        "    No date can be given without guessing. The table is agencies/<state>/holidays.csv."
    ]


def test_law_with_too_few_examples(tmp_path: Path) -> None:
    start = LAW.rindex("[[examples]]")
    text = LAW[:start] + LAW[LAW.index("[sources.code]") :]
    assert told(tmp_path, {"agencies/wa/law.toml": text}) == [
        f"agencies/wa/law.toml:{line(text, '[[examples]]')}: warning: 2 worked examples\n"
        "    Work out at least three by hand, one of them across Thanksgiving or the turn of a year."
    ]


def test_law_that_is_no_toml(tmp_path: Path) -> None:
    text = changed(LAW, 'who = "anyone"', "who = anyone")
    assert told(tmp_path, {"agencies/wa/law.toml": text}) == [
        "agencies/wa/law.toml:14: not valid TOML: Invalid value\n    Text values stand in straight quotes."
    ]


def test_law_in_a_windows_encoding(tmp_path: Path) -> None:
    assert told(tmp_path, {"agencies/wa/law.toml": LAW.encode("cp1252")}) == [
        "agencies/wa/law.toml:1: the file is not UTF-8 text\n    Save it as UTF-8."
    ]


def test_law_tells_everything_at_once(tmp_path: Path) -> None:
    text = changed(changed(changed(LAW, "lead = true", "laed = true"), "[fees]", "[feess]"), '["code"]', '["cod"]')
    assert [one.partition("\n")[0] for one in told(tmp_path, {"agencies/wa/law.toml": text})] == [
        "agencies/wa/law.toml:1: the key 'fees' is missing",
        "agencies/wa/law.toml:9: act: no source 'cod'; did you mean 'code'?",
        f"agencies/wa/law.toml:{line(text, 'laed')}: unknown key 'laed'; did you mean 'lead'?",
        f"agencies/wa/law.toml:{line(text, '[feess]')}: unknown key 'feess'; did you mean 'fees'?",
    ]


def agencies(*changes: tuple[str, str]) -> str:
    """The table of agencies with passages of its line changed."""
    row = AGENCY
    for old, new in changes:
        row = changed(row, old, new)
    return f"{COLUMNS}\n{row}\n"


AGENCY_CASES = [
    (("kent-police-department", "Kent_PD"), "the slug 'Kent_PD' is not in lower-case words joined by hyphens", "Write kent-pd."),
    (("municipal", "municpal"), "kind: 'municpal' is not a choice; did you mean 'municipal'?",
     "Choices: municipal, county-police, sheriff, state, campus, school, transit, airport, port, park, tribal, federal,"
     " prosecutor, other."),
    (("WA,98032", "OR,97201"), "state: 'OR' in the folder 'wa'", "Write WA, or move the line to agencies/or/agencies.csv."),
    (("98032", "78701"), "zip: 78701 lies in TX, not in WA", "Look at the address again: the state or the ZIP code is wrong."),
    (("98032", "9803"), "zip: '9803' is not a ZIP code", "Five digits, or five, a hyphen and four."),
    (("98032", "98032.0"), "zip: '98032.0' was taken for a number", "Write 98032. Format the column as text before you save."),
    (("(253) 555-0100", "253-555-0100"), "phone: '253-555-0100' is not a telephone number as (206) 625-5011",
     "Write (253) 555-0100."),
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


def test_agency_state_is_any_in_the_federal_folder(tmp_path: Path) -> None:
    row = agencies(("WA,98032", "VA,20598-6020"), ("state act", "federal act"))
    assert told(tmp_path, {"agencies/us/agencies.csv": row.replace("WA0170700", "")}) == []


def test_agency_columns(tmp_path: Path) -> None:
    header = COLUMNS.replace("kind", "knd").replace("source", "", 0)
    assert told(tmp_path, {"agencies/wa/agencies.csv": f"{header}\n{AGENCY}\n", "agencies/wa/contacts.csv": CONTACTS})[
        :3
    ] == [
        "agencies/wa/agencies.csv:1: the column 'kind' is missing\n"
        "    kind: What kind of police it is. Choices: municipal, county-police, sheriff, state, campus, school, transit,"
        " airport, port, park, tribal, federal, prosecutor, other.",
        "agencies/wa/agencies.csv:1: unknown column 'knd'; did you mean 'kind'?\n"
        "    agencies/fields.toml lists every column.",
        "agencies/wa/agencies.csv:2: the cell 'kind' is empty\n"
        "    kind: What kind of police it is. Choices: municipal, county-police, sheriff, state, campus, school, transit,"
        " airport, port, park, tribal, federal, prosecutor, other.",
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


def contacts(*changes: tuple[str, str]) -> str:
    """The table of contacts with passages of its line changed."""
    row = CONTACT
    for old, new in changes:
        row = changed(row, old, new)
    return f"{CONTACT_COLUMNS}\n{row}\n"


OFFICERS = "Officers change and their mail is their own: name the office and its mailbox, or leave the line out."
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
     "Attn: Records Unit", "Attention: Support Services Division", "Chief Legal Officer", "Lt. Governor's Office" * 0],
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
        "wa/kent,phone,(253) 555-0101,my notes,2026-11-20\n",
        encoding="utf-8",
    )
    (own / "me.toml").write_text('naem = "Jane"\nrole = "press"\n', encoding="utf-8")
    library = Library(lay(tmp_path / "data", {}).root, own)
    assert [str(one).replace(f"{own}/", "") for one in run(library, TODAY)] == [
        "fixes.csv:2: field: no field 'phonne'; did you mean 'phone'?\n"
        "    Fields: aliases, city, county, covered_by, email, fax, government, kind, mail, match, name, note, officers,"
        " ori, page, parent, phone, population, portal, regime, source, state, status, street, successor, website, zip.",
        "fixes.csv:3: id: no agency 'wa/kent' is on file; did you mean 'wa/kent-police-department'?\n"
        "    An id is folder/slug, such as wa/seattle-police-department.",
        "fixes.csv:3: source: 'my notes' is not a web address\n"
        "    Write the page's whole address, or one of: fbi-lee-2025.",
        "me.toml:1: unknown key 'naem'; did you mean 'name'?\n"
        "    Keys: name, email, phone, address, organization, role, statement, ground.",
        "me.toml:2: role: 'press' is not a choice\n    Choices: individual, news, nonprofit, scholar, commercial.",
    ]


CATALOGUE = FILES["templates/facial-recognition/records.toml"]
WORDY = " ".join(["Each"] * 56)
SUBJECT_CASES = [
    ("Each contract 2.", "Which contracts?", 'text = "Which', "items 2 (item-2): the text asks a question",
     "Name the records that show the answer: an agency owes records, not answers."),
    ("Each contract 2.", "Any and all contracts.", 'text = "Any', "items 2 (item-2): the text says 'Any and all'",
     "Name the kinds of record; a request for everything can be refused as vague."),
    ("Each contract 2.", WORDY, f'text = "{WORDY}', "items 2 (item-2): the text has 56 words",
     "55 at most, so that a letter of ten items stays on two pages."),
    ('id = "item-2"', 'id = "item-1"', 'id = "item-1"\ncode = "P2"', "the id 'item-1' stands there twice", "Give each its own."),
    ('code = "P2"', 'code = "P1"', 'code = "P1"\ntitle = "Item"\ntext = "Each contract 2', "the code 'P1' stands there twice",
     "Give each its own."),
    ('sizes = ["deep"]', "sizes = []", "[[items]]", "14 items in a deep letter", "Put 'deep' into 15 of them."),
    ('sizes = ["deep"]', 'sizes = ["deeep"]', 'sizes = ["deeep"]', "sizes: 'deeep' is not a choice; did you mean 'deep'?",
     "Choices: starter, standard, deep."),
    ('why = "It tells."', 'why = "It tells."\ntext_for = { federl = "Each contract." }', "text_for",
     "items 1 (item-1): no kind 'federl'; did you mean 'federal'?",
     "Kinds: municipal, county-police, sheriff, state, campus, school, transit, airport, port, park, tribal, federal,"
     " prosecutor, other."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "message", "suggestion"), SUBJECT_CASES)
def test_subject_message(tmp_path: Path, old: str, new: str, where: str, message: str, suggestion: str) -> None:
    text = changed(CATALOGUE, old, new)
    path = "templates/facial-recognition/records.toml"
    assert f"{path}:{line(text, where)}: {message}\n    {suggestion}" in told(tmp_path, {path: text})


VENDOR_CASES = [
    ("default = true\n", 1, "vendors 1 (alpha): default = true, but no letter_name",
     "Write the name as it shall stand in the letter, such as: NeoFace (NEC)."),
    ('domains = ["@alpha.example"]\n', 7, "vendors 1 (alpha): '@alpha.example' is not a mail domain",
     "Such as clearview.ai: no https://, no @."),
    ('statements = [{ date = "May 2022", promise = "None.", quality = "secondary", sources = ["https://a.example"] }]\n', 7,
     "vendors statements 1: 'May 2022' is not a date", "YYYY-MM-DD, or YYYY-MM or YYYY where no more is known."),
    ('statements = [{ date = "2022-05", promise = "None.", quality = "secondary" }]\n', 7, "vendors statements 1: no source",
     'Name the page where it was read, or say quality = "unverified".'),
    ('statements = [{ date = "2022", promise = "None.", quality = "secondary", sources = ["news"] }]\n', 7,
     "vendors statements 1: 'news' is not a web address", "Write the page's whole address: https://..."),
]  # fmt: skip


@pytest.mark.parametrize(("more", "number", "message", "suggestion"), VENDOR_CASES)
def test_vendor_message(tmp_path: Path, more: str, number: int, message: str, suggestion: str) -> None:
    path = "templates/facial-recognition/vendors.toml"
    assert told(tmp_path, {path: vendor(more)}) == [
        f"{path}:{number}: {message.replace('vendors statements 1', 'vendors 1 statements 1')}\n    {suggestion}"
    ]


def test_vendors_thirteen_by_default(tmp_path: Path) -> None:
    path = "templates/facial-recognition/vendors.toml"
    text = "".join(vendor('default = true\nletter_name = "A"\n').replace('"alpha"', f'"alpha-{n}"') for n in range(13))
    assert told(tmp_path, {path: text}) == [
        f"{path}:1: 13 vendors have default = true\n    12 at most stand in an ordinary letter."
    ]


MANDATED_CASES = [
    ('agencies = ["wa/kent-police-department"]\n', "", "[[laws]]", "laws 1 (act): a law of a city, but no agencies are named",
     "Name the ids of the agencies it binds; without them it binds none."),
    ("wa/kent-", "wa/kennt-", "agencies =", "warning: laws 1 (act): no agency 'wa/kennt-police-department' is on file;"
     " did you mean 'wa/kent-police-department'?", "Until that id has a line in agencies.csv, the law reaches no letter."),
    ("effective = 2021-07-01", "effective = 2021-07-01\nended = 2020-07-01", "ended =",
     "laws 1 (act): ended on 2020-07-01, before it took effect on 2021-07-01", "One of the two dates is wrong."),
    ('"secondary"', '"unverified"', "letter_ready", 'laws 1 (act): letter_ready, but quality is "unverified", so no letter names it',
     "Read the law and set its quality, or set letter_ready = false."),
    ('["item-1"]', '["items-1"]', "replaces", "laws 1 records 1 (report): no item 'items-1'; did you mean 'item-1'?",
     "It names ids of items in templates/facial-recognition/records.toml."),
    ('name = "Sample network"\nsources = ["code"]', 'name = "Sample network"', "[[hosts]]", "hosts 1: 'Sample network' has no source",
     "A letter names this system: say where it was read."),
    ('network"\nsources = ["code"]', 'network"\nsources = ["cod"]', 'sources = ["cod"]', "hosts 1: no source 'cod'; did you mean 'code'?",
     "Add a table [sources.cod]."),
    ("Any report under", "Is there a report under", "text =", "laws 1 records 1 (report): the text asks a question",
     "Name the records that show the answer: an agency owes records, not answers."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "message", "suggestion"), MANDATED_CASES)
def test_subject_law_message(tmp_path: Path, old: str, new: str, where: str, message: str, suggestion: str) -> None:
    text = changed(MANDATED, old, new).replace(
        "report under Sample Code § 7.", "report under it?" if "Is there" in new else "report."
    )
    path = "agencies/wa/facial-recognition.toml"
    assert told(tmp_path, {path: text}) == [f"{path}:{line(text, where)}: {message}\n    {suggestion}"]


def template(body: str) -> dict[str, str | bytes]:
    return {"templates/letters/request.txt": HEAD + body}


def test_template_that_cannot_be_read(tmp_path: Path) -> None:
    assert told(tmp_path, template("{% if ground %}I ask.\n")) == [
        "templates/letters/request.txt:9: cannot be read: Unexpected end of template. Jinja was looking for the"
        " following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.\n"
        "    templates/README.md shows how {{ values }} and {% conditions %} are written."
    ]


def test_template_with_unknown_names(tmp_path: Path) -> None:
    found = told(
        tmp_path, template("I ask {{ agancy.name }}.\n\n{{ terms | lised }}\n\n{% include 'parts/no.txt' %}\n")
    )
    assert [one.partition("\n")[0] for one in found] == [
        "templates/letters/request.txt:9: no variable 'agancy'; did you mean 'agency'?",
        "templates/letters/request.txt:11: no filter 'lised'; did you mean 'listed'?",
        "templates/letters/request.txt:13: there is no template 'parts/no.txt'",
    ]


def test_template_with_an_unknown_part(tmp_path: Path) -> None:
    (found,) = told(tmp_path, template("I ask {{ agency.nmae }}.\n"))
    assert found.startswith("templates/letters/request.txt:1: the template cannot be used:")
    assert "'nmae'" in found


@pytest.mark.parametrize("left", ["[your name]", "TODO", "[INSERT DATE]"])
def test_template_with_something_left_over(tmp_path: Path, left: str) -> None:
    assert told(tmp_path, template(f"I am {left}.\n")) == [
        f"templates/letters/request.txt:9: '{left}' is left over\n    Write what belongs there, or take it out."
    ]


def test_template_that_prints_none(tmp_path: Path) -> None:
    assert told(tmp_path, template("My cap: {{ fee_cap }}.\n")) == [
        "templates/letters/request.txt:1: a letter written from it holds 'None'\n    It stands in: My cap: None."
    ]


def test_template_without_its_head(tmp_path: Path) -> None:
    text = (HEAD + "I ask.\n").replace("Subject: {{ subject.title }}\n", "")
    assert told(tmp_path, {"templates/letters/request.txt": text}) == [
        "templates/letters/request.txt:1: the head has no line 'Subject:'"
    ]


def test_file_that_nothing_reads(tmp_path: Path) -> None:
    (found,) = told(tmp_path, {"agencies/wa/contact.csv": CONTACTS})
    assert found.startswith(
        "agencies/wa/contact.csv:1: warning: nothing reads a file of this name; did you mean 'contacts.csv'?"
    )


def test_check_of_one_file_and_of_one_folder(tmp_path: Path) -> None:
    lay(tmp_path, {"agencies/wa/contacts.csv": contacts(("2026-11-20", "2026-12-20")), "agencies/or/law.toml": "x"})
    for where in ("agencies/wa/contacts.csv", "agencies/wa"):
        assert [one.message for one in run(tmp_path / where, TODAY)] == ["date: 2026-12-20 has not come yet"]
    assert len(run(tmp_path / "agencies", TODAY)) > 1


def test_check_of_an_own_folder_lies_over_the_packaged_data(tmp_path: Path) -> None:
    (tmp_path / "fixes.csv").write_text(
        "id,field,value,source,date\nwa/seattle-police-department,phone,(206) 625-5011,https://s.example,2026-11-20\n",
        encoding="utf-8",
    )
    report = inspect(tmp_path, TODAY)
    assert (report.files, [str(one) for one in report.problems]) == (1, [])


def test_check_of_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is nothing to check here"):
        inspect(tmp_path, TODAY)


def test_command_prints_problems_and_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, {"agencies/wa/contacts.csv": contacts(("records@kent.example", "jane.doe@kent.example"))})
    monkeypatch.chdir(tmp_path / "templates")
    with pytest.raises(SystemExit) as ended:
        check_command(tmp_path / "agencies" / "wa" / "contacts.csv", as_json=False)
    assert ended.value.code == 1
    assert capsys.readouterr().out == (
        f"{tmp_path}/agencies/wa/contacts.csv:2: value: 'jane.doe@kent.example' looks like one person's mailbox\n"
        f"    {OFFICERS}\n1 file, 1 fact, 1 problem, 0 warnings\n"
    )


def test_command_json_and_paths_from_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, {"agencies/wa/contacts.csv": f"{CONTACTS}{CONTACT}\n"})
    monkeypatch.chdir(tmp_path)
    check_command(tmp_path / "agencies" / "wa" / "contacts.csv", as_json=True)
    assert json.loads(capsys.readouterr().out) == [
        {
            "path": "agencies/wa/contacts.csv",
            "line": 3,
            "level": "warning",
            "message": "the same contact stands in line 2",
            "suggestion": "Keep one.",
        }
    ]


def test_command_without_such_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file or folder"):
        check_command(tmp_path / "no.toml", as_json=False)


def test_data_has_no_error() -> None:
    found = [str(one) for one in run(Library(data_root()), dt.date(2026, 11, 22)) if one.level == "error"]
    assert "\n".join(found) == ""
