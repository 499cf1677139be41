"""What `foia check` says of a law, of files and folders as a whole, and of the data itself."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from foia.checks import inspect, run
from foia.cli.check import run as check_command
from foia.errors import InputError
from foia.library.places import Library, data_root
from tests.checked import (
    CONTACT,
    CONTACTS,
    FACT,
    LAW,
    OFFICERS,
    TODAY,
    changed,
    contacts,
    lay,
    line,
    told,
)


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
        "Kinds: municipal, county-police, sheriff, state, territorial, campus, school, transit, airport, port, park, tribal, federal,"
        " prosecutor, fusion-center, other, *.",
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
    ('short_name = "Open Records Act"', 'short_name = "[your act]"', "short_name", [
        "'[your act]' is left over",
        "Write what belongs there, or leave the key out.",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "said"), LAW_CASES)
def test_law_message(tmp_path: Path, old: str, new: str, where: str, said: list[str]) -> None:
    text = changed(LAW, old, new)
    found = told(tmp_path, {"agencies/wa/law.toml": text})
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
    found = [str(one) for one in run(Library(data_root()), dt.date(2026, 11, 26)) if one.level == "error"]
    assert "\n".join(found) == ""
