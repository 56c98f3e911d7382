"""Zip packages of office programs (docx, xlsx): what is in them, read within limits.

Zip bombs are the normal case: the limits hold for what comes out, whatever the file says of itself.
"""

from __future__ import annotations

import io
import zlib
from zipfile import BadZipFile, ZipFile

from assistant.errors import UnreadableFile

LARGEST_PART = 200 * 1024**2
"""Bytes of one unpacked part; the main part of a thousand goal tables has sixty million."""
LARGEST = 400 * 1024**2
"""Bytes of all parts that are read."""
_PIECE = 1024**2
_MOST_PARTS = 20_000

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip file begins."""


class Package:
    """An opened zip file; close it, or use `with`."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises UnreadableFile for what is no whole zip file."""
        self._name = name
        self._read = 0
        try:
            self._zip = ZipFile(io.BytesIO(data))
            self._entries = {info.filename.replace("\\", "/").lstrip("/"): info for info in self._zip.infolist()}
        except (BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as broken:
            raise incomplete(name) from broken
        if len(self._entries) > _MOST_PARTS:
            raise UnreadableFile(
                f"“{name}”里有{len(self._entries)}个部分，超过{_MOST_PARTS}个，没有读。", "请确认它是正常的文档。"
            )

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def names(self) -> tuple[str, ...]:
        """The parts by their paths."""
        return tuple(self._entries)

    def part(self, path: str) -> bytes | None:
        """A part's bytes; None where there is none. UnreadableFile for a broken, encrypted or far too large one."""
        info = self._entries.get(path)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise UnreadableFile(f"“{self._name}”加了密码，打不开。", "请先去掉密码再导入。")
        pieces = bytearray()
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_PIECE):
                    pieces += piece
                    self._read += len(piece)
                    if len(pieces) > LARGEST_PART or self._read > LARGEST:
                        raise UnreadableFile(
                            f"“{self._name}”解压后超过{min(LARGEST, LARGEST_PART) // 1024**2} MB，没有读。",
                            "目标表不会这么大；请把表复制到新文件再导入。",
                        )
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as broken:
            raise incomplete(self._name) from broken
        return bytes(pieces)


def incomplete(name: str) -> UnreadableFile:
    """The error for a file that breaks off."""
    return UnreadableFile(f"“{name}”不完整或已损坏，打不开。", "可能没有下载完或传完；请重新取一份再导入。")
