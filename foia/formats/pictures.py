"""Pictures of a letterhead without what cameras and drawing programs write into them: names, places, times."""

from __future__ import annotations

import struct

KINDS = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
    "image/x-emf": "emf",
    "image/x-wmf": "wmf",
}
"""The kinds of picture that Word and LibreOffice both show, with the ending of their file names."""
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TEXTS = frozenset((b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"))
_JPEG_LOOK = frozenset((0xE0, 0xE2, 0xEE))
"""JFIF, colour profile and Adobe's colour transform: without them a picture changes its look."""


def bare(picture: bytes) -> bytes:
    """The picture without its comments and Exif data; as it came if its parts cannot be read."""
    try:
        if picture.startswith(_PNG):
            return _bare_png(picture)
        if picture.startswith(b"\xff\xd8\xff"):
            return _bare_jpeg(picture)
    except (struct.error, IndexError):
        pass
    return picture


def _bare_png(picture: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at < len(picture):
        (length,) = struct.unpack_from(">L", picture, at)
        end = at + 12 + length
        if picture[at + 4 : at + 8] not in _PNG_TEXTS:
            kept.append(picture[at:end])
        if picture[at + 4 : at + 8] == b"IEND":
            break
        at = end
    return b"".join(kept)


def _bare_jpeg(picture: bytes) -> bytes:
    kept, at = [picture[:2]], 2
    while picture[at] == 0xFF and picture[at + 1] != 0xDA:
        marker = picture[at + 1]
        (length,) = struct.unpack_from(">H", picture, at + 2)
        described = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not described or marker in _JPEG_LOOK:
            kept.append(picture[at : at + 2 + length])
        at += 2 + length
    return b"".join((*kept, picture[at:]))
