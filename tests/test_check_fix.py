"""What `foia check --fix` undoes, cell by cell, and what it leaves alone."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foia.checks import run
from foia.checks.fixing import fix
from foia.checks.mending import mend
from foia.errors import DataError
from tests.checked import AGENCIES, AGENCY, COLUMNS, CONTACT_COLUMNS, TODAY, changed, lay
from tests.conftest import Ran

TABLE = "agencies/wa/agencies.csv"
SOUND = changed(AGENCIES, "Kent Police Department", "Cañon Police, City of").replace(
    "Cañon Police, City of", '"Cañon Police, City of"'
)
FILES = {"agencies/wa/contacts.csv": CONTACT_COLUMNS}


def fixed(folder: Path, content: str | bytes, table: str = TABLE) -> tuple[str, list[str]]:
    """The table after a fix, and what was said of it; a second fix finds nothing to do."""
    lay(folder, {**FILES, table: content})
    path = folder / table
    told = fix(path, TODAY)
    data = path.read_bytes()
    assert fix(path, TODAY).changes == []
    assert path.read_bytes() == data
    said = [*map(str, told.changes), *map(str, told.left)]
    return data.decode(), [one.replace(f"{path}:", "") for one in said]


def rewritten(text: str, separator: str) -> str:
    """The table as a spreadsheet writes it with another separator."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    return out.getvalue()


def semicolons(text: str) -> str:
    return rewritten(text, ";")


def with_columns(text: str) -> str:
    return "".join(f"{line},,\n" for line in text.splitlines())


DAMAGES: dict[str, tuple[Callable[[str], str | bytes], list[str]]] = {
    "cp1252": (lambda text: text.encode("cp1252"), ["1: encoding: Windows-1252 -> UTF-8"]),
    "utf-16": (lambda text: text.encode("utf-16"), ["1: encoding: UTF-16 -> UTF-8"]),
    "byte order mark": (lambda text: text.encode("utf-8-sig"), ["1: encoding: byte order mark -> none"]),
    "semicolons": (semicolons, ["1: separators: semicolons -> commas"]),
    "tabs": (lambda text: rewritten(text, "\t"), ["1: separators: tabs -> commas"]),
    "crlf": (lambda text: text.replace("\n", "\r\n"), ["1: line ends: CRLF -> LF"]),
    "cr": (lambda text: text.replace("\n", "\r"), ["1: line ends: CR -> LF"]),
    "empty columns": (with_columns, ["1: empty columns: 2 -> none"]),
    "empty lines": (lambda text: text + "," * COLUMNS.count(",") + "\n", ["3: empty line: separators -> none"]),
    "garbled": (
        lambda text: text.replace("ñ", "Ã±"),
        ["2: name: CaÃ±on Police, City of -> Cañon Police, City of"],
    ),
    "garbled twice": (
        lambda text: text.replace("ñ", "ÃƒÂ±"),
        ["2: name: CaÃƒÂ±on Police, City of -> Cañon Police, City of"],
    ),
    "dates": (
        lambda text: text.replace("2026-11-20", "11/20/2026"),
        ["2: address_date: 11/20/2026 -> 2026-11-20", "2: phone_date: 11/20/2026 -> 2026-11-20"],
    ),
    "day first": (
        lambda text: text.replace("2026-11-20", "20.11.26"),
        ["2: address_date: 20.11.26 -> 2026-11-20", "2: phone_date: 20.11.26 -> 2026-11-20"],
    ),
    "day numbers": (
        lambda text: text.replace("2026-11-20", "46346"),
        ["2: address_date: 46346 -> 2026-11-20", "2: phone_date: 46346 -> 2026-11-20"],
    ),
    "number": (lambda text: text.replace("98032", "98032.0"), ["2: zip: 98032.0 -> 98032"]),
    "telephone": (
        lambda text: text.replace("(253) 555-0100", "253.555.0100"),
        ["2: phone: 253.555.0100 -> (253) 555-0100"],
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_fix_undoes_one_damage(tmp_path: Path, name: str) -> None:
    damage, said = DAMAGES[name]
    assert fixed(tmp_path, damage(SOUND)) == (SOUND, said)


def test_fix_undoes_all_at_once(tmp_path: Path) -> None:
    text = SOUND.replace("2026-11-20", "11/20/2026").replace("98032", "98032.0") + "," * COLUMNS.count(",") + "\n"
    hurt = semicolons(with_columns(text)).replace("\n", "\r\n").encode("cp1252")
    assert fixed(tmp_path, hurt) == (
        SOUND,
        [
            "1: encoding: Windows-1252 -> UTF-8",
            "1: separators: semicolons -> commas",
            "1: line ends: CRLF -> LF",
            "3: empty line: separators -> none",
            "1: empty columns: 2 -> none",
            "2: address_date: 11/20/2026 -> 2026-11-20",
            "2: phone_date: 11/20/2026 -> 2026-11-20",
            "2: zip: 98032.0 -> 98032",
        ],
    )


def test_fix_gives_back_leading_zeros(tmp_path: Path) -> None:
    sound = AGENCIES.replace("WA,98032", "NJ,08608").replace("WA0170700", "NJ0110000")
    hurt = sound.replace("08608", "8608")
    assert fixed(tmp_path, hurt, "agencies/nj/agencies.csv") == (sound, ["2: zip: 8608 -> 08608"])


def test_fix_leaves_a_zip_code_of_another_state(tmp_path: Path) -> None:
    hurt = AGENCIES.replace("98032", "8608")
    assert fixed(tmp_path, hurt) == (hurt, [])


def test_fix_keeps_every_other_byte(tmp_path: Path) -> None:
    odd = SOUND.replace(",Kent,", ',"Kent", ').replace(",active,", ", active ,").rstrip("\n")
    assert fixed(tmp_path, odd.replace("98032", "98032.0"))[0] == odd


def test_fix_leaves_a_date_that_could_be_two(tmp_path: Path, foia: Callable[..., Ran]) -> None:
    hurt = AGENCIES.replace("2026-11-20,(", "1/5/2026,(")
    assert fixed(tmp_path, hurt) == (hurt, [])
    (found,) = run(tmp_path / TABLE, TODAY)
    assert str(found) == (
        f"{tmp_path / TABLE}:2: address_date: '1/5/2026' is 2026-01-05 or 2026-05-01,"
        " and no other date in the column tells which\n    Type the cell again."
    )
    ran = foia("check", "--fix", tmp_path / TABLE)
    assert ran.code == 1
    assert ran.out.splitlines()[0] == "nothing to change"
    assert "'1/5/2026' is 2026-01-05 or 2026-05-01" in ran.out


@pytest.mark.parametrize(
    ("other", "right"), [("12/31/2025", "2026-01-05"), ("31/12/2025", "2026-05-01"), ("5/5/2026", "1/5/2026")]
)
def test_fix_lets_the_other_dates_of_the_column_decide(tmp_path: Path, other: str, right: str) -> None:
    second = AGENCY.replace("kent-police-department", "kent-pd").replace("WA0170700", "")
    hurt = AGENCIES.replace("2026-11-20,(", "1/5/2026,(") + second.replace("2026-11-20,(", f"{other},(") + "\n"
    assert f",{right},(253)" in fixed(tmp_path, hurt)[0]


def test_fix_leaves_dates_alone_where_a_column_speaks_both_ways(tmp_path: Path) -> None:
    rows = [
        AGENCY.replace("kent-police-department", f"kent-{n}")
        .replace("2026-11-20,(", f"{day},(")
        .replace("WA0170700", "")
        for n, day in enumerate(("1/5/2026", "12/31/2025", "31/12/2025"))
    ]
    text, said = fixed(tmp_path, "\n".join([COLUMNS, *rows, ""]))
    assert ",1/5/2026,(" in text
    assert said == ["3: address_date: 12/31/2025 -> 2025-12-31", "4: address_date: 31/12/2025 -> 2025-12-31"]


def test_fix_leaves_a_file_of_two_encodings(tmp_path: Path) -> None:
    hurt = f"{SOUND}{AGENCY}\n".encode() + AGENCY.replace("Kent Police", "Cañon Police").encode("cp1252") + b"\n"
    lay(tmp_path, {**FILES, TABLE: hurt})
    told = fix(tmp_path / TABLE, TODAY)
    assert (tmp_path / TABLE).read_bytes() == hurt
    assert [str(one).replace(f"{tmp_path}/", "") for one in told.left] == [
        f"{TABLE}:1: left as it is: some lines are UTF-8 and others are in a Windows encoding\n    Type those lines again."
    ]


@pytest.mark.parametrize("hurt", [AGENCIES.replace("220 4th", '"220 4th'), AGENCIES.replace("220 4th", '"220" 4th')])
def test_fix_leaves_a_table_whose_quotes_do_not_close(tmp_path: Path, hurt: str) -> None:
    text, said = fixed(tmp_path, hurt.replace("98032", "98032.0"))
    assert text == hurt.replace("98032", "98032.0")
    assert said[0].startswith("1: left as it is: ")
    assert said[0].endswith('    Close every quoted cell with ".')


def test_fix_keeps_columns_that_hold_something(tmp_path: Path) -> None:
    hurt = SOUND.rstrip("\n") + ",left over\n"
    assert fixed(tmp_path, hurt) == (hurt, [])


def test_fix_mends_own_files_and_keeps_their_rights(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {"fixes.csv": "id;field;value;source;date\nwa/kent-police-department;note;x;https://a.example;20.11.2026\n"},
    )
    (tmp_path / "fixes.csv").chmod(0o600)
    told = fix(tmp_path, TODAY)
    assert [str(one).replace(f"{tmp_path}/", "") for one in told.changes] == [
        "fixes.csv:1: separators: semicolons -> commas",
        "fixes.csv:2: date: 20.11.2026 -> 2026-11-20",
    ]
    assert (tmp_path / "fixes.csv").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["agencies", "fixes.csv", "templates"]


def test_fix_touches_tables_only(tmp_path: Path) -> None:
    lay(tmp_path, {"agencies/wa/notes.csv": "a;b\n1;2\n"})
    assert fix(tmp_path, TODAY).changes == []
    assert (tmp_path / "agencies/wa/notes.csv").read_text() == "a;b\n1;2\n"


def test_command_tells_what_it_changed(tmp_path: Path, foia: Callable[..., Ran]) -> None:
    lay(tmp_path, {TABLE: semicolons(AGENCIES.replace("98032", "98032.0"))})
    ran = foia("check", "--fix", tmp_path)
    assert ran.out.splitlines() == [
        f"{TABLE}:1: separators: semicolons -> commas",
        f"{TABLE}:2: zip: 98032.0 -> 98032",
        "2 changes in 1 file",
        ran.out.splitlines()[-1],
    ]
    assert ran.code == 0
    again = json.loads(foia("check", "--fix", tmp_path, "--json").out)
    assert again == {"changes": [], "problems": []}


def test_command_changes_nothing_unless_asked(tmp_path: Path, foia: Callable[..., Ran]) -> None:
    hurt = semicolons(AGENCIES)
    lay(tmp_path, {TABLE: hurt})
    assert foia("check", tmp_path).code == 1
    assert (tmp_path / TABLE).read_text() == hurt


WORDS = st.text(st.sampled_from("abZ 09,;\"'-éñ§“”–ü\n"), max_size=12).filter(lambda text: text == text.strip())
NAMES = [f"column-{n}" for n in range(4)]


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A clean table: its first cell is never empty, and it is written as our tables are."""
    rows = draw(st.lists(st.tuples(WORDS.filter(bool), WORDS, WORDS, WORDS), max_size=5))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([NAMES, *rows])
    return out.getvalue()


def _damaged(text: str, names: set[str]) -> bytes:
    rows = list(csv.reader(io.StringIO(text)))
    if "empty columns" in names:
        rows = [[*row, "", ""] for row in rows]
    if "empty lines" in names:
        rows.append([""] * len(rows[0]))
    out = io.StringIO()
    ends = "\r\n" if "crlf" in names else "\n"
    csv.writer(out, delimiter=";" if "semicolons" in names else ",", lineterminator=ends).writerows(rows)
    return out.getvalue().encode("cp1252" if "cp1252" in names else "utf-8-sig" if "mark" in names else "utf-8")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.sets(st.sampled_from(["empty columns", "empty lines", "crlf", "semicolons", "cp1252", "mark"])))
def test_fix_gives_back_any_clean_table(text: str, names: set[str]) -> None:
    assert str(mend(Path("agencies.csv"), _damaged(text, names))) == text


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_mending_any_bytes_ends_in_a_table_or_a_message(data: bytes) -> None:
    try:
        once = str(mend(Path("agencies.csv"), data))
    except DataError:
        return
    assert str(mend(Path("agencies.csv"), once.encode())) == once


DAYS = st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2026, 11, 1))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(DAYS, st.integers(7001, 8989)), min_size=1, max_size=6), st.sampled_from(["month", "day"]))
def test_fix_gives_back_dates_and_zip_codes(tmp_path: Path, facts: list[tuple[dt.date, int]], order: str) -> None:
    told = [(dt.date(2026, 3, 31), 7001), *facts]  # one day past the twelfth decides the order
    rows = [
        AGENCY.replace("kent-police-department", f"agency-{n}")
        .replace("WA,98032", f"NJ,{zip_code:05}")
        .replace("2026-11-20,(", f"{day},(")
        .replace("WA0170700", "")
        for n, (day, zip_code) in enumerate(told)
    ]
    hurt = list(rows)
    for n, (day, zip_code) in enumerate(told):
        local = f"{day.month}/{day.day}/{day.year}" if order == "month" else f"{day.day}/{day.month}/{day.year}"
        hurt[n] = hurt[n].replace(f"{zip_code:05}", str(zip_code)).replace(f"{day},(", f"{local},(")
    text, _ = fixed(tmp_path, "\n".join([COLUMNS, *hurt, ""]), "agencies/nj/agencies.csv")
    assert text == "\n".join([COLUMNS, *rows, ""])
