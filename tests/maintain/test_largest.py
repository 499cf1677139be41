"""The page of the two hundred largest agencies: in step with the tables, and no reading outlives what was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from foia.errors import DataError
from foia.library.places import Library, data_root
from foia.maintain.largest import LARGEST, PAGE, READ, largest, page, readings

COLUMNS = "slug,name,kind,street,city,state,zip,address_source,address_date,officers,status"
CITY = "ash-police-department,Ash Police Department,municipal,1 Main Street,Ash,WA,98001,https://ash.example/p,2026-11-01,9"
TOWN = "elm-police-department,Elm Police Department,municipal,2 Main Street,Elm,WA,98002,hifld-2019,2018-07-01,30"
PORT = "oak-police-department,Oak Police Department,municipal,,Oak,WA,,,,20"
GOOD = (
    "wa/ash-police-department,official page,hifld-2019,2026-11-26,headquarters",
    'wa/elm-police-department,"list, agrees",https://elm.example/(a),2026-11-26,headquarters',
    "wa/oak-police-department,gap,,2026-11-26,the list has only the jail",
)


def library(root: Path, *read: str) -> Library:
    folder = root / "agencies" / "wa"
    folder.mkdir(parents=True)
    lines = [COLUMNS, f"{CITY},active", f"{TOWN},active", f"{PORT},no officers", f"{PORT.replace('oak', 'old')},merged"]
    (folder / "agencies.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    contact = "elm-police-department,fax,,(360) 555-0100,https://elm.example,2026-11-01"
    (folder / "contacts.csv").write_text(f"slug,channel,office,value,source,date\n{contact}\n", encoding="utf-8")
    header = "id,verdict,second_source,date,remark"
    (root / "agencies" / READ).write_text("\n".join([header, *read, ""]), encoding="utf-8")
    return Library(root)


def test_largest_page_is_in_step_with_the_tables() -> None:
    again = "run python -m foia.maintain.largest"
    assert PAGE.read_text(encoding="utf-8") == page(Library(data_root())), again


def test_largest_are_read_every_one() -> None:
    packaged = Library(data_root())
    ids = {one.id for one in largest(packaged)}
    assert len(ids) == LARGEST
    assert set(readings(packaged)) == ids


def test_largest_page_ranks_by_officers_and_says_gap(tmp_path: Path) -> None:
    rows = [line for line in page(library(tmp_path, *GOOD)).splitlines() if "wa/" in line]
    assert rows == [
        "| 1 | wa/elm-police-department | 30 | 2 Main Street, Elm, WA 98002 | federal list (HIFLD), 2018-07-01 | fax |"
        " list, agrees | [page](<https://elm.example/(a)>) | 2026-11-26 | headquarters |",
        "| 2 | wa/oak-police-department | 20 | gap | none | none | gap |  | 2026-11-26 | the list has only the jail |",
        "| 3 | wa/ash-police-department | 9 | 1 Main Street, Ash, WA 98001 |"
        " [official page](<https://ash.example/p>), 2026-11-01 | none | official page | hifld-2019 | 2026-11-26 |"
        " headquarters |",
    ]


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (GOOD[:2], "largest-read.csv: wa/oak-police-department is among the 200 largest and has no line\nRead it."),
        (
            (*GOOD, "wa/old-police-department,gap,,2026-11-26,merged"),
            "largest-read.csv: wa/old-police-department is not among the 200 largest\nTake its line out.",
        ),
        (
            (GOOD[0].replace("official page", "gap"), *GOOD[1:]),
            "largest-read.csv: wa/ash-police-department: the verdict is 'gap', but the tables have:"
            " [official page](<https://ash.example/p>), 2026-11-01\nRead the address again and say what you found.",
        ),
    ],
)
def test_largest_reading_of_another_address_is_an_error(tmp_path: Path, read: tuple[str, ...], told: str) -> None:
    with pytest.raises(DataError) as error:
        page(library(tmp_path, *read))
    assert str(error.value) == told


def test_largest_agency_read_twice_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        readings(library(tmp_path, *GOOD, GOOD[2]))
    assert str(error.value).endswith("agencies/largest-read.csv:5: wa/oak-police-department has a line already")


def test_largest_verdict_of_no_known_word_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        readings(library(tmp_path, GOOD[2].replace("gap", "fine")))
    assert "agencies/largest-read.csv:2: verdict ('fine')" in str(error.value)
