"""Web pages that a browser or WPS packed into one file (mht, mhtml): the page in it is read as html, pictures are left."""

from __future__ import annotations

import re
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser

from assistant.errors import UnreadableFile
from assistant.model.document import RawDocument
from assistant.model.source import Source
from assistant.readers.html import HtmlReader
from assistant.readers.package import incomplete

_HEADERS = re.compile(rb"(?:\s|\xef\xbb\xbf)*(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){1,30}")
_KINDS = re.compile(rb"^content-type:\s*(?:multipart/related|multipart/mixed|text/html|message/rfc822)", re.I | re.M)
_BEGIN = 8192
_LARGEST = 50 * 1024**2
_MOST_PARTS = 2_000


class MhtmlReader:
    """Archived web pages."""

    name = "mhtml"
    suffixes = (".mht", ".mhtml")

    def accepts(self, data: bytes, suffix: str) -> bool:
        """What begins with the headers of a message that holds a page."""
        head = _HEADERS.match(data[:_BEGIN].replace(b"\r", b""))
        if head is None or b"mime-version" not in head[0].lower():
            return False
        return suffix in self.suffixes or _KINDS.search(head[0]) is not None

    def read(self, data: bytes, source: Source) -> RawDocument:
        """Raises UnreadableFile for a message without a page, and for a monstrous one."""
        name = source.document
        if len(data) > _LARGEST:
            raise UnreadableFile(f"“{name}”超过{_LARGEST // 1024**2} MB，没有读。", "请打开网页，把表复制到新文件再导入。")
        if data.count(b"\n--") > _MOST_PARTS:
            raise UnreadableFile(f"“{name}”里的部分超过{_MOST_PARTS}个，没有读。", "请打开网页，把表复制到新文件再导入。")
        try:
            message = BytesParser(policy=policy.compat32).parsebytes(data.lstrip())
            pages = [page for part in message.walk() if (page := _page(part))]
        except (MessageError, ValueError, LookupError, AttributeError, RecursionError) as broken:
            raise incomplete(name) from broken
        if not pages:
            raise UnreadableFile(f"“{name}”里没有网页的内容。", "请在浏览器里打开，另存为网页（html）再导入。")
        return replace(HtmlReader().read(max(pages, key=len), source), source=source)


def _page(part: Message) -> bytes:
    """The page in the part with its encoding declared; b"" for pictures and styles."""
    if part.get_content_type() != "text/html" or part.is_multipart():
        return b""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return b""
    charset = part.get_content_charset() or ""
    if charset.isascii() and re.fullmatch(r"[a-z0-9._-]{2,20}", charset):
        return f'<meta charset="{charset}">'.encode() + content
    return content
