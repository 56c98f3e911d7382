"""From the bytes of a file to a `RawDocument`: one reader a format, chosen by the content."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import PurePath

from assistant.errors import UnreadableFile
from assistant.model.document import RawDocument
from assistant.model.source import Source
from assistant.readers.base import Reader
from assistant.readers.csv import CsvReader
from assistant.readers.doc import DocReader
from assistant.readers.docx import DocxReader
from assistant.readers.html import HtmlReader
from assistant.readers.json import JsonReader
from assistant.readers.markdown import MarkdownReader
from assistant.readers.mhtml import MhtmlReader
from assistant.readers.pdf import PdfReader
from assistant.readers.text import TextReader
from assistant.readers.xls import XlsReader
from assistant.readers.xlsx import XlsxReader

READERS: tuple[Reader, ...] = (
    DocxReader(),
    XlsxReader(),
    XlsReader(),
    DocReader(),
    PdfReader(),
    JsonReader(),
    MhtmlReader(),
    HtmlReader(),
    MarkdownReader(),
    CsvReader(),
    TextReader(),
)
"""The first that accepts a file reads it; text takes what is left."""


def read(data: bytes, source_name: str) -> RawDocument:
    """Reads one file; `source_name` is its name without folders, as users shall see it. Raises UnreadableFile."""
    source = Source(document=source_name, sha256=hashlib.sha256(data).hexdigest())
    suffix = PurePath(source_name).suffix.lower()
    if not data:
        raise UnreadableFile(f"“{source_name}”是空文件，一个字节也没有。", "请确认文件是否保存、下载或复制完整。")
    for reader in READERS:
        if reader.accepts(data, suffix):
            return reader.read(data, replace(source, format=reader.name))
    raise UnreadableFile(f"“{source_name}”不是认得的格式。", "请另存为 docx、xlsx 或 txt 再导入。")
