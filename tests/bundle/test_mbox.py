"""The mailbox of drafts: every message comes out as it went in."""

from __future__ import annotations

import datetime as dt
import mailbox
import re
from pathlib import Path

from foia.bundle.mail import mbox
from foia.formats.eml import Attachment, write_eml
from foia.model import Block
from tests.samples import sample_letter

TRICKY = ("From here on it is yours.", ">From there", "From", "Fromage")


def messages() -> list[bytes]:
    """Drafts whose paragraphs begin like the line that parts messages, one of them with a file."""
    letters = [sample_letter(blocks=(Block(kind="paragraph", text=text),)) for text in TRICKY]
    letters.append(sample_letter())
    attached = Attachment(name="letter.pdf", mime="application/pdf", data=bytes(range(256)) * 9)
    return [
        write_eml(letter, to="records@kent.example", attach=[attached] if at == 4 else [])
        for at, letter in enumerate(letters)
    ]


def test_mbox_gives_every_message_back(tmp_path: Path) -> None:
    wanted = messages()
    path = tmp_path / "drafts.mbox"
    path.write_bytes(mbox(wanted, dated=dt.date(2026, 11, 23)))
    box = mailbox.mbox(path, create=False)
    found = [re.sub(rb"(?m)^>(>*From )", rb"\1", box.get_bytes(key)) for key in box.keys()]  # noqa: SIM118 a mailbox is no dict
    assert [one.rstrip(b"\n") for one in found] == [one.replace(b"\r\n", b"\n").rstrip(b"\n") for one in wanted]
    assert [message["To"] for message in box] == ["records@kent.example"] * 5
    assert box[4].get_payload()[1].get_payload(decode=True) == bytes(range(256)) * 9


def test_mbox_names_the_day_it_is_given() -> None:
    (draft, *_) = messages()
    assert mbox([draft], dated=dt.date(2026, 12, 4)).startswith(
        b"From draft@foia.invalid Fri Dec  4 00:00:00 2026\nX-Unsent: 1\n"
    )


def test_mbox_of_nothing_is_empty() -> None:
    assert mbox([]) == b""


def test_mbox_same_messages_give_same_bytes() -> None:
    assert mbox(messages()) == mbox(messages())
