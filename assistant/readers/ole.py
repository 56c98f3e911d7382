"""Compound files of old office programs (OLE): which streams are in them, as their directory names them."""

from __future__ import annotations

import struct

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the files begin."""
_NAME = 64
"""Bytes that a directory entry keeps for a stream's name."""


def has_stream(data: bytes, *names: str) -> bool:
    """Whether the directory names one of these streams; the words alone stand in many a document."""
    return any(_entry(name) in data for name in names)


def is_encrypted(data: bytes) -> bool:
    """Whether it only wraps an encrypted document of the newer kind (docx, xlsx with a password)."""
    return has_stream(data, "EncryptedPackage")


def _entry(name: str) -> bytes:
    """The beginning of the directory entry: the name, blanks, and how long it is in bytes with the zero behind it."""
    return name.encode("utf-16-le").ljust(_NAME, b"\0") + struct.pack("<H", 2 * len(name) + 2)
