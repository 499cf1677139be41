"""`foia batch` as a newsroom uses it: the plan, the folder, the manifest, and runs that are stopped."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ME = ("--name", "Alex Example", "--email", "alex@example.org", "--date", "2026-11-23")
TABLE = """Dept,St,Records e-mail,Beat,Requester name,Requester email
Seattle Police Department,WA,,metro,,
Spokane Police Departmnet,WA,records@spokane.example,metro,,
King County Sheriff,WA,,county,Kim Partner,kim@example.org
Springfield Police,,,nowhere,,
"""


def lines(folder: Path) -> list[dict[str, str]]:
    text = (folder / "manifest.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def contents(folder: Path) -> dict[str, str]:
    """Every file below the folder with its fingerprint, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def table(text: str = TABLE, name: str = "departments.csv") -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def test_batch_plan_adds_up_and_writes_nothing(foia: Run) -> None:
    ran = foia("batch", table(), "--plan", *ME)
    assert ran.code == 0
    assert "4 rows in = 3 letters + 0 skipped + 1 failed." in ran.out
    assert "Signed by: Alex Example (2), Kim Partner (1)." in ran.out
    assert "Under the law of: WA (3)." in ran.out
    assert "The letters agree to no charge." in ran.out
    assert not Path("batch").exists()


def test_batch_plan_json_has_every_row(foia: Run) -> None:
    told = json.loads(foia("batch", table(), "--plan", "--json", "--fee-cap", 25, *ME).out)
    assert told["totals"] == {"rows": 4, "letter": 3, "skipped": 0, "failed": 1}
    assert told["most_cost"] == 75
    assert [one["agency"] for one in told["rows"]] == [
        "wa/seattle-police-department",
        "wa/spokane-police-department",
        "wa/king-county-sheriff",
        None,
    ]
    own = told["rows"][1]
    assert (own["channel"], own["to"], own["to_source"]) == ("email", "records@spokane.example", "your file, row 3")
    assert told["rows"][3]["reason"].startswith("more than one agency")


def test_batch_writes_letters_and_a_line_for_every_row(foia: Run) -> None:
    ran = foia("batch", table(), "--yes", "--out", "b", "--format", "docx,txt,eml", *ME)
    assert ran.code == 1, ran.err
    assert "4 rows in = 3 letters + 0 skipped + 1 failed." in ran.out
    found = lines(Path("b"))
    assert [one["status"] for one in found] == ["written", "written", "written", "failed"]
    for one in found[:3]:
        names, shas = one["files"].split("; "), one["sha256"].split("; ")
        assert len(names) == 3
        for name, sha in zip(names, shas, strict=True):
            assert hashlib.sha256((Path("b") / name).read_bytes()).hexdigest() == sha
    spokane = (Path("b") / found[1]["files"].split("; ")[2]).read_text()
    assert "To: records@spokane.example" in spokane
    assert "Kim Partner" in (Path("b") / found[2]["files"].split("; ")[1]).read_text()
    assert {"manifest.xlsx", "coding-sheet.xlsx", "batch.json"} <= set(contents(Path("b")))


def test_batch_row_that_cannot_be_written_stops_no_other(foia: Run) -> None:
    bad = TABLE + "Tacoma Police Department,WA,not an address,\"=cmd|' /C calc'!A0\",,\n"
    ran = foia("batch", table(bad), "--yes", "--out", "b", "--format", "txt", *ME)
    assert ran.code == 1
    found = lines(Path("b"))
    assert len(found) == 5
    assert found[4]["status"] == "failed"
    assert "'not an address' is not an e-mail address" in found[4]["reason"]


def test_batch_again_keeps_what_is_there_and_what_people_filled_in(foia: Run) -> None:
    words = ("batch", table(), "--yes", "--out", "b", "--format", "txt", *ME)
    foia(*words)
    path = Path("b/manifest.csv")
    rows = lines(Path("b"))
    rows[0]["sent"], rows[0]["reply"] = "11/24/2026", "asked for more time; see mail"
    with path.open("w", encoding="cp1252", newline="") as file:  # as a spreadsheet saves it
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    ran = foia(*words)
    assert "3 letters (3 were there already)" in ran.out
    kept = lines(Path("b"))[0]
    assert (kept["sent"], kept["reply"]) == ("11/24/2026", "asked for more time; see mail")
    told = json.loads(foia("deadline", "--manifest", path, "--json").out)
    seattle = next(one for one in told if one["row"] == 2)
    assert (seattle["counted_from"], seattle["due"]) == ("2026-11-24", "2026-12-03")


def test_batch_from_other_inputs_stops_and_says_what_differs(foia: Run) -> None:
    foia("batch", table(), "--yes", "--out", "b", "--format", "txt", *ME)
    before = contents(Path("b"))
    ran = foia(
        "batch", table(TABLE + "Tacoma Police Department,WA,,,,\n"), "--yes", "--out", "b", "--format", "txt", *ME
    )
    assert ran.code == 2
    assert ran.err.endswith(
        "b: this folder was made from something else; what differs: the table\n"
        "Nothing was written. Name another folder with --out, add --only-failed to write only what is not there yet,"
        " or --force to write the whole batch again.\n"
    )
    assert contents(Path("b")) == before


def test_batch_only_failed_writes_the_mended_row(foia: Run) -> None:
    foia("batch", table(), "--yes", "--out", "b", "--format", "txt", *ME)
    mended = TABLE.replace("Springfield Police,,", "Tacoma Police Department,WA,")
    ran = foia("batch", table(mended), "--yes", "--only-failed", "--out", "b", "--format", "txt", *ME)
    assert "4 rows in = 4 letters (3 were there already) + 0 skipped + 0 failed." in ran.out
    assert lines(Path("b"))[3]["agency"] == "wa/tacoma-police-department"


def test_batch_folder_of_somebody_else_is_left_alone(foia: Run) -> None:
    Path("b").mkdir()
    Path("b/thesis.docx").write_text("years of work")
    ran = foia("batch", table(), "--yes", "--out", "b", *ME)
    assert ran.code == 2
    assert "b: the folder holds other files, such as thesis.docx; nothing was written" in ran.err
    assert list(Path("b").iterdir()) == [Path("b/thesis.docx")]


def test_batch_same_destination_stops_for_a_choice(foia: Run) -> None:
    twice = TABLE + "Seattle PD,WA,,,,\n"
    ran = foia("batch", table(twice), "--yes", "--out", "b", *ME)
    assert ran.code == 2
    assert (
        "more than one letter would go to the same place; nothing was written\n  wa/seattle-police-department: rows 2, 6"
        in ran.err
    )
    ran = foia("batch", table(twice), "--yes", "--shared", "first", "--out", "b", "--format", "txt", *ME)
    assert lines(Path("b"))[4]["reason"] == "goes to the same place as row 2"
    assert "5 rows in = 3 letters + 1 skipped + 1 failed." in ran.out


def test_batch_same_agency_twice_gets_two_files(foia: Run) -> None:
    foia(
        "batch", table(TABLE + "Seattle PD,WA,,,,\n"), "--yes", "--shared", "all", "--out", "b", "--format", "txt", *ME
    )
    found = lines(Path("b"))
    assert found[0]["files"] != found[4]["files"]


def test_batch_two_runs_at_once(foia: Run) -> None:
    from foia.batch.folder import held

    with held(Path("b")):
        ran = foia("batch", table(), "--yes", "--out", "b", *ME)
    assert ran.code == 2
    assert "b: another run is writing into this folder\nNothing was written." in ran.err


def test_batch_sample_and_skip_manifest(foia: Run) -> None:
    foia("batch", "--state", "WA,OR", "--kind", "municipal", "--min-officers", "60", "--sample", "2-per-state",
         "--yes", "--out", "pilot", "--format", "txt", *ME)  # fmt: skip
    pilot = [one["agency"] for one in lines(Path("pilot")) if one["status"] == "written"]
    assert sorted(one[:2] for one in pilot) == ["or", "or", "wa", "wa"]
    told = json.loads(
        foia("batch", "--state", "WA,OR", "--kind", "municipal", "--min-officers", "60", "--skip-manifest",
             "pilot/manifest.csv", "--plan", "--json", *ME).out)  # fmt: skip
    skipped = [
        one["agency"] for one in told["rows"] if one["reason"].startswith("asked before: pilot/manifest.csv, row ")
    ]
    assert sorted(skipped) == sorted(pilot)


def test_batch_schedule_spreads_letters_over_working_days(foia: Run) -> None:
    told = json.loads(
        foia("batch", "--state", "WA", "--kind", "municipal", "--min-officers", "80", "--schedule", "4-per-day",
             "--plan", "--json", *ME).out)  # fmt: skip
    days = [one["dated"] for one in told["rows"] if one["state"] == "letter"]
    assert max(days.count(day) for day in days) == 4
    assert "2026-11-26" not in days, "Thanksgiving Day"
    assert "2026-11-28" not in days, "a Saturday"
    assert min(days) == "2026-11-23"


def test_batch_reissue_keeps_the_old_line(foia: Run) -> None:
    words = ("batch", table(), "--out", "b", "--format", "txt", *ME[:4])
    foia(*words, "--yes", "--date", "2026-11-23")
    ran = foia(*words, "--reissue", 2, "--date", "2026-12-01")
    assert ran.out.startswith("b/portal/wa-seattle-police-department-2026-12-01-issue-2.txt\n")
    found = lines(Path("b"))
    assert [(one["row"], one["issue"], one["status"]) for one in found] == [
        ("2", "1", "reissued"),
        ("2", "2", "written"),
        ("3", "1", "written"),
        ("4", "1", "written"),
        ("5", "1", "failed"),
    ]
    ran = foia(*words, "--yes", "--date", "2026-11-23")
    assert "4 rows in = 3 letters" in ran.out
    assert [one["issue"] for one in lines(Path("b"))] == ["1", "2", "1", "1", "1"]


def test_batch_sworn_statements_go_on_the_list_to_sign(foia: Run) -> None:
    rows = "agency,state\nBoise Police Department,ID\nNampa Police Department,ID\nSeattle Police Department,WA\n"
    own = ("--address", "1 Main / Boise, ID 83702", "--phone", "(208) 555-0100", "--ground", "id:resident")
    ran = foia("batch", table(rows), "--yes", "--out", "a", "--format", "txt", *ME, *own)
    assert [one["status"] for one in lines(Path("a"))] == ["skipped", "skipped", "written"]
    assert "oath or affirmation" in lines(Path("a"))[0]["reason"]
    ran = foia("batch", table(rows), "--yes", "--out", "b", "--format", "txt", *ME, *own, "--affirm", "id:resident")
    assert "To be signed by hand (sign-by-hand.csv), because a statement in them is sworn: 2." in ran.out
    assert "Boise Police Department,id:resident" in Path("b/sign-by-hand.csv").read_text(encoding="utf-8-sig")


def test_batch_a_partner_signs_her_state(foia: Run) -> None:
    Path("signers.csv").write_text("state,name,email,ground\nTN,Pat Partner,pat@example.org,tn:citizen\n")
    rows = "agency,state\nMemphis Police Department,TN\nSeattle Police Department,WA\n"
    told = json.loads(foia("batch", table(rows), "--signers", "signers.csv", "--plan", "--json", *ME).out)
    assert [one["signer"] for one in told["rows"]] == ["Pat Partner", "Alex Example"]


def test_batch_a_partner_gives_nobody_elses_reasons(foia: Run) -> None:
    Path("signers.csv").write_text("state,name,email,ground\nTN,Pat Partner,pat@example.org,tn:citizen\n")
    rows = "agency,state\nMemphis Police Department,TN\nSeattle Police Department,WA\n"
    mine = ("--role", "news", "--waiver", "I write for the Example Weekly.")
    more = ("--signers", "signers.csv", "--yes", "--format", "txt", "--schedule", "1-per-day")
    foia("batch", table(rows), "--out", "b", *more, *mine, *ME)
    hers, own = [(Path("b") / one["files"]).read_text() for one in lines(Path("b")) if one["files"]]
    assert "Example Weekly" not in hers
    assert "waive" not in hers
    assert ME[1] not in hers
    assert "for this reason: I write for the Example Weekly." in own
    assert [(one["role"], one["remarks"]) for one in lines(Path("b"))] == [
        ("", "the reason for a waiver is not the signer's own, so it is left out"),
        ("news", ""),
    ]


def test_batch_own_words_name_all_that_is_wrong_at_once(foia: Run) -> None:
    Path("words/parts").mkdir(parents=True)
    Path("words/parts/end.txt").write_text("{{ row.beat }} {{ row.editor }} {{ agncy.name }}")
    ran = foia("batch", table(), "--yes", "--template", "words", "--out", "b", *ME)
    assert ran.code == 2
    assert "no variable 'agncy'; did you mean 'agency'?" in ran.err
    assert "the table has no column 'editor'" in ran.err
    assert not Path("b").exists()


def test_batch_own_words_use_the_columns_of_the_table(foia: Run) -> None:
    Path("words/parts").mkdir(parents=True)
    Path("words/parts/end.txt").write_text("Our {{ row.beat }} desk can be called.")
    foia("batch", table(), "--yes", "--template", "words", "--out", "b", "--format", "txt", *ME)
    texts = [(Path("b") / one["files"]).read_text() for one in lines(Path("b")) if one["files"]]
    assert ["Our metro desk can be called." in text for text in texts] == [True, True, False]
    assert "Our county desk can be called." in texts[2]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("{{ 'a' * 10 ** 9 }}", "parts/end.txt:1: the template cannot be used: * is for numbers of ordinary size"),
        ("{% for n in range(10 ** 7) %}x{% endfor %}", "a range has at most 1,000 numbers"),
        ("{{ ''.__class__.__mro__ }}", "__class__"),
        ("{{ 'x'.format(1) }}", "format() cannot be used in a letter"),
        (
            "{% for a in range(900) %}{% for b in range(900) %}{{ act.name }}{% endfor %}{% endfor %}",
            "grows beyond 400,000",
        ),
    ],
)
def test_batch_template_stays_within_bounds(foia: Run, words: str, told: str) -> None:
    Path("words/parts").mkdir(parents=True)
    Path("words/parts/end.txt").write_text(words)
    ran = foia("batch", table(), "--yes", "--template", "words", "--out", "b", *ME)
    assert ran.code == 2
    assert told in ran.err
    assert not Path("b").exists()


def test_batch_template_that_never_ends_is_stopped(foia: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foia.batch.press._TRIAL", 3.0)
    Path("words/parts").mkdir(parents=True)
    loop = "{% for a in range(900) %}" * 4 + "{% if a %}{% endif %}" + "{% endfor %}" * 4
    Path("words/parts/end.txt").write_text(loop + "x")
    monkeypatch.setattr("foia.batch.words.check_words", lambda library, on: [])
    ran = foia("batch", table(), "--yes", "--template", "words", "--out", "b", *ME)
    assert ran.code == 2
    assert "your own templates: a letter was not written within 3 seconds" in ran.err


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "foia", *map(str, words)]


def test_batch_killed_at_any_moment_ends_as_if_it_had_not(tmp_path: Path) -> None:
    """Killed again and again at other moments; the folder then equals that of a run nobody stopped, byte for byte."""
    words = (
        "batch",
        "--state",
        "WA",
        "--kind",
        "municipal",
        "--min-officers",
        "20",
        "--yes",
        "--format",
        "docx,txt",
        *ME,
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(command(*words, "--out", "whole"), check=True, capture_output=True, env=environment)
    for moment in (0.7, 0.9, 1.1, 1.3, 1.6):
        process = subprocess.Popen(
            command(*words, "--out", "stopped"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=environment, start_new_session=True,
        )  # fmt: skip
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        before = contents(Path("stopped")) if Path("stopped").exists() else {}
        time.sleep(0.3)
        assert (contents(Path("stopped")) if Path("stopped").exists() else {}) == before, "a worker writes on"
    subprocess.run(command(*words, "--out", "stopped"), check=True, capture_output=True, env=environment)
    assert contents(Path("stopped")) == contents(Path("whole"))
