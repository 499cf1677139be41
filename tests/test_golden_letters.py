"""One letter per jurisdiction, whole: a changed statute or sentence shows its changed letter in the same diff."""

from __future__ import annotations

from pathlib import Path

import pytest

from foia.formats.txt import write_txt
from foia.library.places import Library, data_root
from tests.letters_for import letter

CODES = Library(data_root()).jurisdictions()
FOLDER = Path(__file__).parent / "letters"


@pytest.mark.parametrize("code", CODES)
def test_golden_letter_is_the_one_on_file(library: Library, code: str, request: pytest.FixtureRequest) -> None:
    text = write_txt(letter(library, code), public=False)
    path = FOLDER / f"{code}.txt"
    if request.config.getoption("--update-letters"):
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing: run pytest --update-letters and read the new letter"
    assert text == path.read_text(encoding="utf-8"), "run pytest --update-letters and read the diff"


def test_golden_letters_are_of_jurisdictions_on_file() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(CODES)
