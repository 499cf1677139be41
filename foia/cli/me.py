"""`foia me`: the requester's own details."""

from __future__ import annotations

from foia.cli.profile import profile_path, read_profile, save
from foia.cli.say import note, say, table
from foia.errors import InputError
from foia.requesters import FIELDS


def run(changes: list[str], *, show: bool) -> None:
    """Keep the changes, then show what is kept where that was asked for or nothing was changed."""
    if changes:
        note(f"Kept in {save(dict(map(_pair, changes)))}, which only you can read.")
    if show or not changes:
        _show()


def _pair(change: str) -> tuple[str, str]:
    name, equals, value = change.partition("=")
    if not equals:
        raise InputError(f"{change!r} is not field=value", where="--set", to_do=f"Fields: {', '.join(FIELDS)}.")
    return name.strip(), value


def _show() -> None:
    fields = read_profile()
    if not fields:
        note(f"Nothing is kept yet. Fields: {', '.join(FIELDS)}.")
        note('Example: foia me --set name="Your Name" --set email=you@example.org')
        return
    note(f"Kept in {profile_path()}:")
    shown: list[tuple[str, ...]] = [(name, _text(fields[name])) for name in FIELDS if fields.get(name)]
    say(table(shown))


def _text(value: object) -> str:
    return " / ".join(value) if isinstance(value, tuple) else str(value)
