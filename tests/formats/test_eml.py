"""The email draft: read back with the standard library, and attacked through its headers."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.errors import InputError
from foia.formats.eml import Attachment, write_eml
from foia.formats.txt import write_txt
from foia.model import Block, SenderLine
from tests.samples import sample_letter

TO = "records@springfieldpd.example"
# What the one door of user text lets through to a header: no control characters, no line breaks of any kind.
ONE_LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Cs")), min_size=1, max_size=200)
ATTACHMENTS = (
    Attachment(name="request.pdf", mime="application/pdf", data=bytes(range(256)) * 9),
    Attachment(name='Anfräge "1".csv', mime="text/csv", data="é;1\r\n".encode()),
)


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.SMTP)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def body(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def named(name: str, address: str = "rosa@springfield-ledger.example") -> tuple[SenderLine, ...]:
    return (SenderLine(kind="name", text=name), SenderLine(kind="email", text=address))


def test_eml_headers_make_it_a_draft() -> None:
    message = read(write_eml(sample_letter(), to=TO, reply_to="desk@springfield-ledger.example"))
    assert {name: str(value) for name, value in message.items() if name != "Message-ID"} == {
        "X-Unsent": "1",
        "Subject": "Public records request: facial recognition contracts, payments and policies",
        "From": "Rosa Delgado-Whitfield <rosa@springfield-ledger.example>",
        "To": TO,
        "Reply-To": "desk@springfield-ledger.example",
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
    }


def test_eml_without_a_sourced_address_has_no_to() -> None:
    message = read(write_eml(sample_letter()))
    assert message["To"] is None
    assert message["Reply-To"] is None
    assert message["Date"] is None


def test_eml_without_an_address_of_the_sender_has_no_from() -> None:
    assert read(write_eml(sample_letter(sender=())))["From"] is None


@pytest.mark.parametrize("attach", [(), ATTACHMENTS])
def test_eml_body_is_the_whole_private_letter(attach: tuple[Attachment, ...]) -> None:
    letter = sample_letter("deep")
    assert body(read(write_eml(letter, to=TO, attach=attach))) == write_txt(letter, public=False)


def test_eml_lines_end_in_crlf_and_are_short() -> None:
    data = write_eml(sample_letter("deep", subject="Zürich " * 60), to=TO, attach=ATTACHMENTS)
    assert data.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert data.isascii()


def test_eml_subject_starts_on_its_own_line() -> None:
    lines = write_eml(sample_letter(), to=TO).split(b"\r\n")
    assert lines[1] == b"Subject: Public records request: facial recognition contracts, payments and"
    assert lines[2] == b" policies"


def test_eml_attachments_arrive_whole() -> None:
    message = read(write_eml(sample_letter(), attach=ATTACHMENTS))
    found = [(part.get_filename(), part.get_content_type(), part.get_payload(decode=True)) for part in parts(message)]
    assert found == [(each.name, each.mime, each.data) for each in ATTACHMENTS]


def parts(message: EmailMessage) -> list[EmailMessage]:
    return [part for part in message.iter_attachments() if isinstance(part, EmailMessage)]


def test_eml_same_letter_gives_same_bytes() -> None:
    assert write_eml(sample_letter(), to=TO, attach=ATTACHMENTS) == write_eml(
        sample_letter(), to=TO, attach=ATTACHMENTS
    )


def test_eml_message_id_and_boundary_follow_the_content() -> None:
    one, other = (read(write_eml(sample_letter(subject=text), attach=ATTACHMENTS)) for text in ("A", "B"))
    assert one["Message-ID"] != other["Message-ID"]
    assert one.get_boundary() != other.get_boundary()
    assert str(one["Message-ID"]).endswith("@foia.invalid>")


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\x00", "\x0b", "\x85", "\u2028", "\u2029"])
def test_eml_line_breaks_never_reach_a_header(mark: str) -> None:
    evil = f"Rosa{mark}Bcc: everyone@example.org"
    message = f"holds U+{ord(mark[0]):04X}, which cannot stand in an email header"
    with pytest.raises(InputError, match=re.escape(f"the requester's name {message}")):
        write_eml(sample_letter(sender=named(evil)))
    with pytest.raises(InputError, match=re.escape(f"the subject line {message}")):
        write_eml(sample_letter(subject=evil))
    with pytest.raises(InputError, match=re.escape(f"the name of an attachment {message}")):
        write_eml(sample_letter(), attach=[Attachment(name=evil, mime="text/plain", data=b"")])
    with pytest.raises(InputError, match=re.escape(f"the email address of the agency {message}")):
        write_eml(sample_letter(), to=f"a@example.org{mark}Bcc: b@example.org")


@pytest.mark.parametrize(
    "address",
    ["", "rosa", "a@b@c", "a@example.org, b@example.org", "Rosa <a@example.org>", "a b@example.org", "a@exa mple.org",
     "ä@example.org", "a@ex_ample.org", ".a@example.org", "a..b@example.org", "a@.org", "a@example.org ", "a@-x.org",
     "a" * 65 + "@example.org", "a@" + "b." * 130 + "org"],
)  # fmt: skip
def test_eml_takes_one_plain_address_only(address: str) -> None:
    with pytest.raises(InputError) as caught:
        write_eml(sample_letter(), to=address)
    assert str(caught.value) == (
        f"the email address of the agency is not one plain email address: {address!r}\n"
        "Give it as name@example.org: one address, no angle brackets, letters without accents."
    )


def test_eml_refuses_what_is_no_media_type() -> None:
    with pytest.raises(InputError, match=r"^a.bin: 'application/x; a=\"b\"' is not a media type"):
        write_eml(sample_letter(), attach=[Attachment(name="a.bin", mime='application/x; a="b"', data=b"")])


@pytest.mark.parametrize(
    "text",
    ['Rosa "R." Delgado', "back\\slash", "a, b; <c@d.example>", "=?utf-8?B?QQ==?=", "Zoë", "محمد", "😀" * 80, "x" * 300,
     "two  blanks", "O'Neil (desk)"],
)  # fmt: skip
def test_eml_names_and_subjects_come_back_as_typed(text: str) -> None:
    message = read(write_eml(sample_letter(sender=named(text), subject=text)))
    assert message["Subject"] == text
    assert mailbox(write_eml(sample_letter(sender=named(text)))) == (text, "rosa@springfield-ledger.example")


def mailbox(data: bytes) -> tuple[str, str]:
    """The sender as the older parser reads it: the newer one puts blanks between encoded words."""
    name, address = parseaddr(str(message_from_bytes(data)["From"]))
    return str(make_header(decode_header(name))), address


@given(subject=ONE_LINE, name=ONE_LINE, text=ONE_LINE)
def test_eml_any_text_comes_back_and_adds_no_header(subject: str, name: str, text: str) -> None:
    letter = sample_letter("starter", subject=subject, sender=named(name), blocks=(Block(kind="paragraph", text=text),))
    data = write_eml(letter, to=TO)
    message = read(data)
    assert list(message.keys()) == [
        "X-Unsent", "Subject", "From", "To", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    ]  # fmt: skip
    assert message["Subject"] == subject
    assert mailbox(data) == (name, "rosa@springfield-ledger.example")
    assert body(message) == write_txt(letter, public=False)
    assert max(map(len, data.split(b"\r\n"))) <= 78
