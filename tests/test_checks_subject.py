"""What `foia check` says of items, vendors, laws on the subject and templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checked import (
    FILES,
    HEAD,
    MANDATED,
    changed,
    line,
    told,
    vendor,
)

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
     "Kinds: municipal, county-police, sheriff, state, territorial, campus, school, transit, airport, port, park, tribal, federal,"
     " prosecutor, fusion-center, other."),
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
    ('name = "Sample network"', 'name = "Sample network"\nagency = "wa/kennt-police-department"', 'agency = "wa/kennt',
     "hosts 1: no agency 'wa/kennt-police-department' is on file; did you mean 'wa/kent-police-department'?",
     "Give it a line in agencies.csv, or leave the key out and say in the note whom to ask."),
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
    assert found.startswith("templates/letters/request.txt:9: the template cannot be used:")
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
