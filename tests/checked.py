"""A small sound tree of data for the tests of `foia check`, and what the check says of changed ones."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from foia.checks import run
from foia.library.places import Library

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


def contacts(*changes: tuple[str, str]) -> str:
    """The table of contacts with passages of its line changed."""
    row = CONTACT
    for old, new in changes:
        row = changed(row, old, new)
    return f"{CONTACT_COLUMNS}\n{row}\n"


OFFICERS = "Officers change and their mail is their own: name the office and its mailbox, or leave the line out."
