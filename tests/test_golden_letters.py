"""Letters of every jurisdiction and kind, whole: a changed statute or sentence shows its letter in the same diff."""

from __future__ import annotations

from pathlib import Path

import pytest

from foia.companion import chosen_host
from foia.directory import find_agency
from foia.drafting import SUBJECT, Wishes
from foia.formats.txt import write_txt
from foia.library.places import Library, data_root
from foia.model import Companion
from foia.steering import steering
from tests.letters_for import DATED, letter

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


SPECIAL: dict[str, tuple[str, Wishes]] = {
    "customs-and-border-protection": ("us/customs-and-border-protection", Wishes(dated=DATED)),
    "federal-bureau-of-investigation": ("us/federal-bureau-of-investigation", Wishes(dated=DATED)),
    "san-francisco": ("ca/san-francisco-police-department", Wishes(dated=DATED)),
    "shared-access": ("fl/tampa-police-department", Wishes(dated=DATED, cite_known_use=True)),
    "pledge": ("wa/spokane-police-department", Wishes(dated=DATED, pledge="microsoft")),
    "expedited": (
        "us/immigration-and-customs-enforcement",
        Wishes(dated=DATED, expedite=("us:urgency",), expedite_reason="The contract ends in January 2027."),
    ),
}
"""Letters that data on one agency or an option of the user makes different, with the agency's own postal lines."""


def special(library: Library, name: str) -> str:
    agency, wishes = SPECIAL[name]
    return write_txt(letter(library, agency[:2], agency=find_agency(library, agency), wishes=wishes), public=False)


def companion(library: Library) -> str:
    """The letter to the host of the system that Tampa's letter names first."""
    first = find_agency(library, "fl/tampa-police-department")
    host = chosen_host(library, first, SUBJECT, steering(library, first, SUBJECT))
    wishes = Wishes(dated=DATED, about=Companion(agency=first, system=host.name))
    return write_txt(letter(library, "fl", agency=find_agency(library, host.agency), wishes=wishes), public=False)


@pytest.mark.parametrize("name", [*SPECIAL, "companion"])
def test_special_letter_is_the_one_on_file(library: Library, name: str, request: pytest.FixtureRequest) -> None:
    text = companion(library) if name == "companion" else special(library, name)
    path = FOLDER / "special" / f"{name}.txt"
    if request.config.getoption("--update-letters"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing: run pytest --update-letters and read the new letter"
    assert text == path.read_text(encoding="utf-8"), "run pytest --update-letters and read the diff"


def test_golden_letters_are_of_jurisdictions_on_file() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(CODES)
