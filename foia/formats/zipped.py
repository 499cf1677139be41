"""Zip archives that are the same bytes every time: fixed date, order and compression level.

Parts that do not change from letter to letter are compressed once, which `zipfile` cannot do.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import NamedTuple

LEVEL = 6
DATE = (1 << 5) | 1
"""1 January 1980 in the calendar of zip, as Word itself writes it."""
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


class Packed(NamedTuple):
    """One part, compressed and ready to be laid into an archive."""

    name: bytes
    data: bytes
    crc: int
    size: int
    method: int


def pack(name: str, content: bytes) -> Packed:
    """The part compressed, or left as it is where compressing does not make it smaller (pictures)."""
    squeezer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = squeezer.compress(content) + squeezer.flush()
    if len(data) >= len(content):
        return Packed(name.encode("ascii"), content, zlib.crc32(content), len(content), 0)
    return Packed(name.encode("ascii"), data, zlib.crc32(content), len(content), 8)


def unpack(part: Packed) -> bytes:
    """What was packed."""
    return zlib.decompress(part.data, -zlib.MAX_WBITS) if part.method else part.data


class Squeezed(NamedTuple):
    """The end of a part, compressed by itself, so that it can follow different beginnings."""

    content: bytes
    data: bytes


def squeeze(content: bytes) -> Squeezed:
    """The end of a part."""
    squeezer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Squeezed(content, squeezer.compress(content) + squeezer.flush())


def pack_before(name: str, content: bytes, end: Squeezed) -> Packed:
    """The part that begins with `content`: a flush closes it at a whole byte, after which any stream can follow."""
    squeezer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = squeezer.compress(content) + squeezer.flush(zlib.Z_SYNC_FLUSH) + end.data
    crc = zlib.crc32(end.content, zlib.crc32(content))
    return Packed(name.encode("ascii"), data, crc, len(content) + len(end.content), 8)


def archive(parts: Sequence[Packed]) -> bytes:
    """The parts as one zip file, in the order given."""
    body, index, at = [], [], 0
    for part in parts:
        sizes = (part.method, 0, DATE, part.crc, len(part.data), part.size, len(part.name), 0)
        local = _LOCAL.pack(b"PK\3\4", 20, 0, *sizes)
        body += [local, part.name, part.data]
        index += [_CENTRAL.pack(b"PK\1\2", 20, 20, 0, *sizes, 0, 0, 0, 0, at), part.name]
        at += len(local) + len(part.name) + len(part.data)
    listing = b"".join(index)
    end = _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), len(listing), at, 0)
    return b"".join((*body, listing, end))
