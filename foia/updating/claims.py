"""The Atlas of Surveillance: claims of use that are new, and rows on which a person has still to decide."""

from __future__ import annotations

from collections.abc import Sequence

from foia.library.known_use import read_known_uses
from foia.lists.atlas import DECISIONS, TECHNOLOGY, Directory, Row, claim_of, decided_on, read_decisions
from foia.updating.changes import Undecided, Update
from foia.updating.onfile import OnFile
from foia.updating.opening import Opened

SOURCE = "eff-atlas"
_ORI = "newaosnumber (ori9)"
_LINKS = ("link 1", "link 2", "link 3")


def read_claims(opened: Opened, on_file: OnFile) -> Update:
    """Claims that were decided on and are not on file, rows to decide, and claims whose row is gone."""
    update = Update(opened.title, SOURCE, f"downloaded {opened.date}")
    decisions, directory = _decisions(on_file), Directory(on_file.library)
    claimed = _claimed(on_file)
    met: set[tuple[str, str]] = set()
    for row in opened.rows:
        if row["technology"] != TECHNOLOGY:
            continue
        update.rows += 1
        found = _agency(row, on_file, directory)
        decided = decided_on(_as_published(row), decisions)
        names = {found, *(one.get("id", "") for one in decided)}
        known = {(name, row.get(link, "")) for name in names for link in _LINKS} & claimed
        if known:
            met |= known
            update.left["on file already"] += 1
        else:
            _judge(row, found, decided, update)
    update.gone = [f"{name}: {link}" for name, link in sorted(claimed - met)]
    return update


def _decisions(on_file: OnFile) -> list[Row]:
    """The user's own decisions before the packaged ones."""
    paths = reversed(on_file.library.files("agencies", DECISIONS))
    return [one for path in paths for one in read_decisions(path)]


def _claimed(on_file: OnFile) -> set[tuple[str, str]]:
    """Agency and source of every claim on file that an edition of the Atlas gave."""
    codes = on_file.library.jurisdictions()
    every = (item for code in codes for item in read_known_uses(on_file.library, code).items())
    return {(name, one.source) for name, claims in every for one in claims if one.dataset.startswith(SOURCE)}


def _agency(row: Row, on_file: OnFile, directory: Directory) -> str:
    """The agency on file that the row is about, by its FBI id, else by its name; "" if neither tells."""
    if one := on_file.by_ori.get(row.get(_ORI, "")[:9]):
        return one.id
    if row["state"].lower() not in on_file.library.jurisdictions():
        return ""
    return directory.find(_as_published(row), "").id


def _as_published(row: Row) -> dict[str, str]:
    """The row with the columns' names as the Atlas writes them, and its number as the edition of 2020 did."""
    names = {"aosnumber": "AOSNUMBER", "county": "County", "state": "State", "agency": "Agency"}
    links = {f"{name}{part}": f"{name}{part}".title() for name in _LINKS for part in ("", " source", " date")}
    return {new: row.get(old, "") for old, new in (names | links).items()}


def _judge(row: Row, found: str, decided: Sequence[Row], update: Update) -> None:
    """The claims that a person's decision makes of the row; a row without one waits."""
    if any("left_out" in one for one in decided):
        update.left["left out by decision"] += 1
    elif decided and (found or all(one.get("id") for one in decided)):
        for one in decided:
            name = one.get("id") or found
            line = claim_of(_as_published(row), one, name, SOURCE)
            lines = update.claims.setdefault(name.partition("/")[0], [])
            if line not in lines:
                lines.append(line)
    else:
        about = (row["aosnumber"], row["state"], row["agency"], row.get("link 1", ""))
        update.undecided.append(Undecided(*about, found))
