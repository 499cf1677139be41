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
    """One part, compressed and ready to be laid into an archive: as it stands there, and its line of the listing."""

    data: bytes
    listed: tuple[bytes, bytes]


def pack(name: str, content: bytes) -> Packed:
    """The part compressed, or left as it is where compressing does not make it smaller (pictures)."""
    squeezer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = squeezer.compress(content) + squeezer.flush()
    stored = len(data) >= len(content)
    return packed(name, content if stored else data, zlib.crc32(content), len(content), 0 if stored else 8)


def packed(name: str, data: bytes, crc: int, size: int, method: int = 8) -> Packed:
    """The part from its compressed data, and the sum and size of what it was."""
    path = name.encode("ascii")
    told = (method, 0, DATE, crc, len(data), size, len(path), 0)
    local = _LOCAL.pack(b"PK\3\4", 20, 0, *told) + path
    listed = _CENTRAL.pack(b"PK\1\2", 20, 20, 0, *told, 0, 0, 0, 0, 0)
    return Packed(local + data, (listed[:-4], path))


def unpack(part: Packed) -> bytes:
    """What was packed."""
    _, _, _, method, *_, length, _ = _LOCAL.unpack_from(part.data)
    data = part.data[_LOCAL.size + length :]
    return zlib.decompress(data, -zlib.MAX_WBITS) if method else data


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
    return packed(name, data, crc, len(content) + len(end.content))


def archive(parts: Sequence[Packed]) -> bytes:
    """The parts as one zip file, in the order given."""
    index, at = [], 0
    for data, (line, path) in parts:
        index += [line, at.to_bytes(4, "little"), path]
        at += len(data)
    listing = b"".join(index)
    end = _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), len(listing), at, 0)
    return b"".join((*[part.data for part in parts], listing, end))
