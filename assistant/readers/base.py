"""What every reader is: bytes in, `RawDocument` out, one format a file, nothing interpreted."""

from __future__ import annotations

from typing import Protocol

from assistant.model.document import RawDocument
from assistant.model.source import Source


class Reader(Protocol):
    """One format."""

    @property
    def name(self) -> str:
        """Name of the format, as `Source.format` keeps it."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of file names that are usual for the format, with the dot, lower case."""

    def accepts(self, data: bytes, suffix: str) -> bool:
        """Whether this reader takes the file; the content decides, the ending only where the content is open."""

    def read(self, data: bytes, source: Source) -> RawDocument:
        """The document; UnreadableFile, with advice, where the bytes are not what they seemed."""
