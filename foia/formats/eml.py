"""A letter as an email draft: a file that mail programs open as a new message, ready to be read and sent.

The body is one text/plain part. Agencies' request systems read plain text, the paragraphs wrap to any window, and
what the requester proofreads is all there is; an HTML twin would be a second text she might not see or edit.
Paragraphs are never broken in the text itself: quoted-printable keeps lines short on the wire (SMTP allows 998 octets)
and every mail program joins them again, whereas format=flowed is ignored by some, which would show broken lines.

The bytes are laid out here, not by the email package: it folds headers differently from one Python to the next, and
starts a long subject on a second line, which some programs show as no subject.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from foia.errors import InputError
from foia.formats.txt import plain_lines
from foia.model import Letter

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@.{{1,253}}\Z){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
_MIME = re.compile(r"[a-z]+/[A-Za-z0-9][A-Za-z0-9.+-]*")
_NOT_IN_HEADERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LINE = 76
"""The longest header line, in octets; the standard asks for 78 at most."""


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that travels with the draft; `mime` is its media type, e.g. application/pdf."""

    name: str
    mime: str
    data: bytes


def write_eml(
    letter: Letter,
    *,
    to: str | None = None,
    from_addr: str | None = None,
    reply_to: str | None = None,
    attach: Sequence[Attachment] = (),
) -> bytes:
    """The draft as bytes; without `to` the address line stays empty, without `from_addr` the sender's own is used.

    There is no Date, which is the mail program's to set; Message-ID and boundary come from a hash of the rest.
    """
    headers = list(_headers(letter, to=to, from_addr=from_addr, reply_to=reply_to))
    parts = [_body(letter), *(_attached(attachment) for attachment in attach)]
    digest = hashlib.sha256("".join([*headers, *parts]).encode("ascii")).hexdigest()[:32]
    headers += [f"Message-ID: <{digest}@foia.invalid>\r\n", "MIME-Version: 1.0\r\n"]
    return ("".join(headers) + _joined(parts, f"=_{digest}")).encode("ascii")


def _headers(letter: Letter, *, to: str | None, from_addr: str | None, reply_to: str | None) -> Iterator[str]:
    """The headers of the draft, each with its line end."""
    yield "X-Unsent: 1\r\n"
    yield _header("Subject", _safe(letter.subject, "the subject line"))
    name = _safe(_sender_line(letter, "name"), "the requester's name")
    if sender := from_addr or _sender_line(letter, "email"):
        address = _address(sender, "the requester's email address")
        yield f"From: {_phrase(name)} <{address}>\r\n" if name else f"From: {address}\r\n"
    if to is not None:
        yield f"To: {_address(to, 'the email address of the agency')}\r\n"
    if reply_to is not None:
        yield f"Reply-To: {_address(reply_to, 'the reply-to address')}\r\n"


def _sender_line(letter: Letter, kind: str) -> str:
    return next((line.text for line in letter.sender if line.kind == kind), "")


def _address(address: str, field: str) -> str:
    """The address, if it is one and no more: a list, a display name or a line break is refused."""
    if not _ADDRESS.fullmatch(_safe(address, field)):
        raise InputError(
            f"{field} is not one plain email address: {address!r}",
            to_do="Give it as name@example.org: one address, no angle brackets, letters without accents.",
        )
    return address


def _safe(text: str, field: str) -> str:
    """The text, if it can stand in a header: a line break in it could smuggle in a header of its own."""
    if found := _NOT_IN_HEADERS.search(text):
        raise InputError(
            f"{field} holds U+{ord(found.group()):04X}, which cannot stand in an email header",
            to_do="Write it on one line, without control characters.",
        )
    return text


def _header(name: str, text: str) -> str:
    """A header of free text: folded between words where it is plain ASCII, else in encoded words (RFC 2047)."""
    words = text.split(" ")
    if not text.isascii() or "=?" in text or not all(0 < len(word) < _LINE - len(name) - 2 for word in words):
        return f"{name}: {_encoded_words(text)}\r\n"
    lines = [f"{name}: {words[0]}"]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= _LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(f" {word}")
    return "\r\n".join(lines) + "\r\n"


def _phrase(name: str) -> str:
    """The name before an address: in quotes where it is short ASCII, else in encoded words."""
    if not name.isascii() or "=?" in name or len(name) > 48:
        return _encoded_words(name) + "\r\n"
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _encoded_words(text: str) -> str:
    """The text as encoded words of at most 64 octets, one a line; no character is split between two."""
    pieces = [""]
    for character in text:
        if len((pieces[-1] + character).encode()) > 39:
            pieces.append("")
        pieces[-1] += character
    return "\r\n ".join(f"=?utf-8?B?{base64.b64encode(piece.encode()).decode()}?=" for piece in pieces)


def _body(letter: Letter) -> str:
    """The letter with its whole sender block: this goes to the agency, not to a public page."""
    text = "\r\n".join(plain_lines(letter, public=False)) + "\r\n"
    encoded = binascii.b2a_qp(text.encode(), istext=True).decode("ascii")
    return f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{encoded}"


def _attached(attachment: Attachment) -> str:
    """A file as a part, in base64 whatever its kind, so that no byte of it is touched on the way."""
    name = _safe(attachment.name, "the name of an attachment")
    if not _MIME.fullmatch(attachment.mime):
        raise InputError(f"{name}: {attachment.mime!r} is not a media type", to_do="Give one such as application/pdf.")
    plain = re.fullmatch(r"[A-Za-z0-9 ._()+-]{1,120}", name)
    param = f'filename="{name}"' if plain else f"filename*=utf-8''{quote(name, safe='')}"
    encoded = base64.encodebytes(attachment.data).decode("ascii").replace("\n", "\r\n")
    return (
        f"Content-Type: {attachment.mime}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment;\r\n {param}\r\n\r\n{encoded}"
    )


def _joined(parts: Sequence[str], boundary: str) -> str:
    """One part stands alone; several are parted by the boundary, which quoted-printable and base64 cannot contain."""
    if len(parts) == 1:
        return parts[0]
    inside = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    return f'Content-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n{inside}--{boundary}--\r\n'
