"""What `foia lint` marks in a request, and that our own letters hold nothing to mark."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from foia.checks.context import Context
from foia.checks.lint_words import check_lint
from foia.errors import InputError
from foia.formats.docx import default_skeleton, write_docx
from foia.library.places import Library, data_root
from foia.lint import RULE_IDS, Asked, lint, lint_file
from tests.checked import TODAY
from tests.conftest import Ran
from tests.letters_for import letter

LETTERS = sorted((Path(__file__).parent / "letters").glob("*.txt"))
FILE = data_root() / "templates/lint.toml"
RULES = {one["id"]: one for one in tomllib.loads(FILE.read_text(encoding="utf-8"))["rules"]}
SOUND = """Police Department of Sampletown

Under the Texas Public Information Act, Texas Government Code, chapter 552, I request these records from
January 1, 2019 to the date you begin the search:

1. Each contract, license and order form for facial recognition in force in that period.
2. Records sufficient to show, by year, how many searches were run.
3. E-mail sent or received by the head of procurement in March 2024 that mentions Clearview AI.

This letter agrees to no charge. Please send an estimate first.
"""


def found(library: Library, text: str, code: str = "", name: str = "request.txt") -> list[tuple[int, str, str]]:
    """Line, rule and passage of every finding."""
    return [(one.line, one.rule, one.found) for one in lint(Asked(Path(name), text), library, code)]


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_own_letter_is_clean_for_its_state(library: Library, path: Path) -> None:
    assert [str(one) for one in lint_file(path, library, path.stem)] == []


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_own_letter_holds_no_error_where_the_state_is_not_given(library: Library, path: Path) -> None:
    assert [str(one) for one in lint_file(path, library) if one.level == "error"] == []


@pytest.mark.parametrize("code", ["wa", "ky", "us"])
def test_own_word_file_is_clean_for_its_state(library: Library, code: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(
        write_docx(letter(library, code), default_skeleton(data_root() / "templates/letterhead/letter.docx"))
    )
    assert [str(one) for one in lint_file(path, library, code)] == []


def test_sound_request_is_clean(library: Library) -> None:
    assert found(library, SOUND, "tx") == []
    assert found(library, SOUND) == []


BAD = {
    "one sentence to the wrong law": (
        "wa",
        """To the Seattle Police Department

This is a FOIA request under the federal Freedom of Information Act (5 U.S.C. § 552) for any
and all records relating to facial recognition. As a resident of Seattle and a journalist I ask for
them in the public interest.
""",
        [
            (1, "no-period", ""),
            (1, "not-numbered", ""),
            (1, "no-fees", ""),
            (3, "any-and-all", "any and all"),
            (3, "all-relating", "any and all records relating"),
            (3, "federal-act", "federal Freedom of Information Act"),
            (4, "claim", "As a resident"),
        ],
    ),
    "questions": (
        "tx",
        """Under the Texas Public Information Act I would like to know since 2020:

1. How many times was facial recognition used?
2. Why was Clearview chosen
3. Please explain who approves a search.
4. Records sufficient to show how often it was used.

Could you please confirm receipt? I will pay the fees.
""",
        [
            (1, "question", "Under the Texas Public Information Act I would like to know since 20 …"),
            (3, "question", "How many times was facial recognition used?"),
            (4, "question", "Why was Clearview chosen"),
            (5, "question", "Please explain who approves a search."),
            (8, "open-consent", "I will pay"),
        ],
    ),
    "California's dead numbers": (
        "ca",
        """Pursuant to the California Public Records Act (Government Code Section 6250 et seq.) and § 6253(c), please send,
for the last five years:

1. All emails between the department and any vendor.
2. All communications concerning face recognition, with costs.
""",
        [
            (1, "former-citation", "Government Code Section 6250"),
            (1, "former-citation", "§ 6253"),
            (4, "all-email", "All emails"),
            (5, "all-email", "All communications"),
        ],
    ),
    "a form nobody filled in": (
        "tx",
        """Dear [Name of Records Officer],

Under the California Public Records Act, Cal. Gov. Code § 7922.535, and Tex. Gov't Code § 552-221-9 I request from {{ since }}
to 2026:

1. Contracts with TODO, at a cost of up to $25.
2. Everything about <vendor>.

""",
        [
            (1, "placeholder", "[Name of Records Officer]"),
            (3, "other-act", "California Public Records Act"),
            (3, "placeholder", "{{ since }}"),
            (3, "section-form", "§ 552-221-9"),
            (6, "no-period", ""),
            (6, "placeholder", "TODO"),
            (7, "all-relating", "Everything about"),
            (7, "placeholder", "<vendor>"),
        ],
    ),
    "sixteen items": (
        "",
        "Sheriff of Cook County\n\nBetween January 2020 and today, fee limit $25:\n\n"
        + "".join(f"{n}. Contracts of kind {n}.\n" for n in range(1, 17))
        + "\nThis is a non-commercial request. See 5 USC 552.\n",
        [(20, "too-many-items", ""), (22, "federal-act", "5 USC 552"), (22, "claim", "non-commercial")],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_request(library: Library, name: str) -> None:
    code, text, expected = BAD[name]
    assert sorted(found(library, text, code)) == sorted(expected)


def test_every_rule_is_shown_by_a_bad_request() -> None:
    assert {rule for _, _, expected in BAD.values() for _, rule, _ in expected} == set(RULE_IDS)


def test_message_says_where_what_why_and_what_instead(library: Library) -> None:
    (one,) = lint(
        Asked(Path("my.txt"), SOUND.replace("Each contract, license and order form for", "Any and all paper on")),
        library,
    )
    assert str(one) == (
        f"my.txt:6: any-and-all: “Any and all”: {RULES['any-and-all']['reason']}\n    {RULES['any-and-all']['better']}"
    )


def test_message_names_the_act_to_cite(library: Library) -> None:
    wrong = SOUND.replace("Texas Public Information Act, Texas Government Code, chapter 552", "federal FOIA")
    assert [one.better for one in lint(Asked(Path("my.txt"), wrong), library, "tx")] == [
        "Cite the Texas Public Information Act, Texas Government Code, chapter 552."
    ]
    assert [one.better for one in lint(Asked(Path("my.txt"), wrong), library)] == [
        "Cite the public records act of the agency's own state."
    ]


@pytest.mark.parametrize(
    ("code", "old", "now"),
    [
        ("ca", "Gov. Code §§ 6250-6276.48", "Cal. Gov. Code § 7920.000 et seq."),
        ("wa", "RCW 42.17.260", "chapter 42.56 RCW"),
        ("or", "ORS 192.410 to 192.505", "ORS 192.311 to 192.478"),
        ("ct", "Conn. Gen. Stat. § 1-18a", "Conn. Gen. Stat. § 1-200 et seq."),
        ("va", "Va. Code § 2.1-340", "Va. Code § 2.2-3700 et seq."),
    ],
)
def test_dead_numbers_are_marked_with_the_living(library: Library, code: str, old: str, now: str) -> None:
    for given in (code, ""):
        told = lint(Asked(Path("my.txt"), f"{SOUND}\nSee {old}."), library, given)
        assert [one.better for one in told if one.rule == "former-citation"] == [f"Cite {now.rstrip('.')}."]


@pytest.mark.parametrize(
    "entry", tomllib.loads(FILE.read_text(encoding="utf-8"))["former"], ids=lambda one: one["jurisdiction"]
)
def test_living_citation_is_the_one_in_the_law(library: Library, entry: dict[str, str]) -> None:
    law = (data_root() / "agencies" / entry["jurisdiction"] / "law.toml").read_text(encoding="utf-8")
    assert f'citation = "{entry["now"]}"' in law


def test_dead_numbers_of_california_are_another_states_law_in_texas(library: Library) -> None:
    told = found(library, f"{SOUND}\nSee Gov. Code § 6253.", "tx")
    assert told == [(12, "other-act", "Gov. Code § 6253")]


@pytest.mark.parametrize(
    "text",
    [
        "See N.J.S.A. 47:1A-5.",
        "See M.G.L. c. 66, § 10.",
        "See RCW 42.56.520.",
        "See the Missouri Sunshine Law.",
        "See 5 ILCS 140/3.",
    ],
)
def test_law_of_another_state(library: Library, text: str) -> None:
    assert [rule for _, rule, _ in found(library, f"{SOUND}\n{text}", "tx")] == ["other-act"]


@pytest.mark.parametrize(
    "text",
    [
        "See Section 552.221, Government Code.",
        "See Tex. Gov't Code §552.0222(b).",
        "See section 3 of the contract.",
        "See 42 U.S.C. § 1983.",
    ],
)
def test_section_that_may_stand(library: Library, text: str) -> None:
    assert found(library, f"{SOUND}\n{text}", "tx") == []


@pytest.mark.parametrize(
    "period",
    ["from 2019 to 2024", "since January 2020", "for the past three years", "for fiscal years 2022 and 2023", "dated on or after 1/5/2021",
     "between 3 May 2021 and 2022-01-01", "in 2023", "during 2024", "from January 1, 2019 through the present"],
)  # fmt: skip
def test_period_is_seen(library: Library, period: str) -> None:
    assert found(library, f"1. Contracts for cameras {period}.\nNo charge is agreed to.") == []


def test_date_of_the_letter_is_no_period(library: Library) -> None:
    assert found(library, "November 22, 2026\n\n1. Contracts for cameras.\nNo charge is agreed to.") == [
        (3, "no-period", "")
    ]


@pytest.mark.parametrize(
    "text",
    ["E-mail from clearview.ai received since 2020.", "All e-mail sent or received by Captain Roe since 2020.",
     "All messages in the mailboxes of the training unit since 2020."],
)  # fmt: skip
def test_email_with_custodians_is_left_alone(library: Library, text: str) -> None:
    assert found(library, f"1. {text}\nNo charge is agreed to.") == []


def test_statement_the_law_wants_is_no_claim(library: Library) -> None:
    said = f"{SOUND}\nI am a citizen of Tennessee."
    statement = tomllib.loads((data_root() / "agencies/tn/law.toml").read_text(encoding="utf-8"))["who"]["grounds"][0][
        "statement"
    ]
    assert [rule for _, rule, _ in found(library, said)] == ["claim"]
    assert [rule for _, rule, _ in found(library, f"{SOUND}\n{statement}", "tn") if rule == "claim"] == []


def test_what_a_law_says_is_not_what_the_requester_says(library: Library) -> None:
    assert (
        found(
            library, f"{SOUND}\nUnder Tex. Gov't Code § 552.221, all records relating to the public interest are open."
        )
        == []
    )
    told = found(library, f"{SOUND}\nUnder Tex. Gov't Code § 552.221, I request all records relating to cameras.")
    assert [rule for _, rule, _ in told] == ["all-relating"]


def test_markdown_is_read_without_its_marks(library: Library) -> None:
    text = SOUND.replace("1. Each", "**1.** Each").replace("2. Records", "2. **Records**")
    assert found(library, text, name="request.md") == []
    assert found(library, f"{SOUND}\n**any** and **all** paper", name="request.md") == [
        (12, "any-and-all", "any and all")
    ]


def test_word_file_of_the_users_own(library: Library, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Under the Texas Public Information Act I request, since 2020, at no charge:")
    for _ in range(2):
        document.add_paragraph("Contracts for facial recognition.", style="List Number")
    document.add_paragraph("How many cameras are there?", style="List Bullet")
    path = tmp_path / "request.docx"
    document.save(str(path))
    assert [(one.line, one.rule) for one in lint_file(path, library, "tx")] == [(7, "question")]


@pytest.mark.parametrize(
    "data", [SOUND.encode("utf-16"), SOUND.replace("'", "’").encode("cp1252"), SOUND.replace("\n", "\r\n").encode()]
)
def test_text_of_any_program_is_read(library: Library, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "request.txt"
    path.write_bytes(data)
    assert lint_file(path, library, "tx") == []


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.pdf", b"%PDF", ".pdf cannot be read"),
        ("a.docx", b"no Word file", "this is not a Word file"),
        ("a.docx", b"PK\x05\x06" + bytes(18), "this is not a Word file"),
        ("a.txt", b"\0\1", "this is not text"),
        ("a.txt", b" \n", "there is no text in it"),
    ],
)
def test_file_that_cannot_be_read(library: Library, tmp_path: Path, name: str, data: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        lint_file(tmp_path / name, library)
    assert caught.value.what == what


def test_command_exits_by_level(foia: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "my.txt"
    path.write_text(SOUND, encoding="utf-8")
    ran = foia("lint", path, "--state", "TX")
    assert (ran.code, ran.out, ran.err) == (0, "0 problems, 0 warnings\n", "")
    path.write_text(f"{SOUND}\nI am a journalist.", encoding="utf-8")
    ran = foia("lint", path)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "0 problems, 1 warning"
    assert ran.err == "Give --state to have its citations judged too.\n"
    path.write_text(f"{SOUND}\nWhy?", encoding="utf-8")
    assert foia("lint", path, "--state", "TX").code == 1
    assert foia("lint", path, "--state", "XX").code == 2
    assert foia("lint", tmp_path / "none.txt").code == 2


def test_command_gives_json(foia: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "my.txt").write_text(f"{SOUND}\nWhy?", encoding="utf-8")
    (told,) = json.loads(foia("lint", "my.txt", "--json").out)
    assert told == {
        "path": "my.txt",
        "line": 12,
        "rule": "question",
        "level": "error",
        "found": "Why?",
        "reason": RULES["question"]["reason"],
        "better": RULES["question"]["better"],
    }


def test_rules_and_their_words_are_in_step() -> None:
    assert set(RULES) == set(RULE_IDS)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "claim"', 'id = "clame"', "no rule 'clame'; did you mean 'claim'?"),
        (
            "'''\\blorem ipsum\\b'''",
            "'''('''",
            "rules 15 (placeholder): finds cannot be read: missing ), unterminated subpattern at position 0",
        ),
        (
            "'''\\blorem ipsum\\b'''",
            "''''''",
            "rules 15 (placeholder): '' fits an empty text, so it would fit everywhere",
        ),
        ('jurisdiction = "va"', 'jurisdiction = "vx"', "former 4: no law is on file for 'vx'"),
        ('level = "warning"', 'level = "hint"', "level: 'hint' is not a choice"),
    ],
)
def test_check_of_the_words(library: Library, tmp_path: Path, old: str, new: str, said: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "lint.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    told = check_lint(Context(library, TODAY), tmp_path / "lint.toml", "").problems
    assert said in [one.message for one in told]


def test_words_on_file_are_sound(library: Library) -> None:
    assert check_lint(Context(library, TODAY), FILE, "").problems == []


def test_every_question_of_a_list_is_marked_on_its_own_line(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text("# Request\n\nPlease send, since 2020:\n\n- How many searches were run?\n- Who approved it?\n")
    told = [(one.line, one.found) for one in lint_file(path, library, "tx") if one.rule == "question"]
    assert told == [(5, "How many searches were run?"), (6, "Who approved it?")]


def test_no_advice_ends_in_two_full_stops(library: Library) -> None:
    for code in library.jurisdictions():
        for text in ("See Gov. Code § 6253.", "Under 5 U.S.C. 552 I ask the police department for records."):
            assert not [one.better for one in lint(Asked(Path("my.txt"), text), library, code) if ".." in one.better]
