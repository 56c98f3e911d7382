"""Bytes to characters: which encoding, and whether it is text at all.

Chinese offices write UTF-8 with and without a mark, GBK (read as GB18030, which holds it) and, from Notepad's “Unicode”, UTF-16.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from assistant.errors import UnreadableFile

_SAMPLE = 20_000
"""Characters or bytes that are looked at for evidence."""
_TEXT_SHARE = 0.75
"""How plausible characters must be on average for bytes to count as text in an encoding."""
_CONTROL_SHARE = 0.1
"""Share of control characters above which bytes are no text, though they decode."""
_BROKEN_SHARE = 0.01
"""Share of characters that may be unreadable in a text of otherwise certain encoding."""

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "PDF 文件", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件", "Office"),
    (b"{\\rtf", "RTF 文件", "docx"),
    (b"\x89PNG", "图片", "图片"),
    (b"\xff\xd8\xff", "图片", "图片"),
    (b"GIF8", "图片", "图片"),
    (b"SQLite format 3\x00", "数据库文件", "档案库"),
    (b"\x1f\x8b", "压缩包", "压缩包"),
    (b"Rar!", "压缩包", "压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包", "压缩包"),
    (b"MZ\x90\x00", "程序文件", ""),
    (b"\x7fELF", "程序文件", ""),
)
"""First bytes, what such a file is, and which advice helps."""

_ADVICE = {
    "docx": "请用 Word 或 WPS 打开，另存为 docx 再导入。",
    "xlsx": "请用 Excel 或 WPS 打开，另存为 xlsx 再导入。",
    "Office": "请用 Word、Excel 或 WPS 打开，另存为 docx 或 xlsx 再导入。",
    "PDF": "请换一份完好的 PDF，或者另存为 docx 再导入。",
    "图片": "图片里的字读不出来，请找文字版，或者用文字识别（OCR）软件转成文字再导入。",
    "压缩包": "请先解压，再导入里面的文件。",
    "档案库": "如果它是本程序的档案库，请用 --archive 打开，不必导入。",
    "": "请确认选对了文件；能读 docx、doc、xlsx、xls、pdf、html、csv、md、txt 和 json。",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file."""

    text: str
    encoding: str
    broken: bool = False
    """Whether some bytes made no character: each stands as U+FFFD."""


_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9._-]{2,20})", re.IGNORECASE)
_CHINESE = frozenset(("gb2312", "gbk", "gb18030", "gb-2312", "x-gbk", "hz-gb-2312", "cp936"))
_OF_PAGES = re.compile(r"utf-(?:8|16|32)|gb|big5|hz$|cp\d|iso[\d-]|ascii|euc|shift|koi8|mac-")
"""Encodings of characters; Python knows others (base64, rot13, idna) that make no text of a page or raise what they like."""


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names at its beginning, under Python's name for it; None where none is named or known."""
    found = _DECLARED.search(data[:4096])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    try:
        encoding = "gb18030" if name in _CHINESE else codecs.lookup(name).name
    except LookupError:
        return None
    return encoding if _OF_PAGES.match(encoding) else None


def decode(data: bytes, name: str, *, declared: str | None = None) -> Decoded:
    """The text of the bytes; `name` is for the message. Raises UnreadableFile for what is no text, saying what it looks like.

    `declared`: the encoding that the document names, believed where nearly all bytes agree with it.
    """
    refuse_other_formats(data, name)
    if declared is not None and not declared.startswith("utf-16"):
        decoded = _lenient(data, declared)
        if decoded is not None and _plausibility(decoded.text) >= _TEXT_SHARE:
            return decoded
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            decoded = _lenient(data[len(mark) :], encoding)
            if decoded is not None:
                return decoded
    if b"\x00" in data[:_SAMPLE]:
        decoded = _utf16_without_mark(data)
        if decoded is not None:
            return decoded
        if data.count(b"\x00") > max(2, len(data) * _BROKEN_SHARE):
            raise _no_text(name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, name)
    if _control_share(text) > _CONTROL_SHARE:
        raise _no_text(name)
    return Decoded(text, "utf-8")


def refuse_other_formats(data: bytes, name: str) -> None:
    """Raises UnreadableFile, saying what the file is, for formats that are known by their first bytes."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        kind, advice = _zip_kind(data)
        raise UnreadableFile(f"“{name}”看起来是{kind}，不是文本。", _ADVICE[advice])
    for magic, kind, advice in _MAGIC:
        if kind and data.startswith(magic):
            raise UnreadableFile(f"“{name}”看起来是{kind}，不是文本。", _ADVICE[advice])


def _zip_kind(data: bytes) -> tuple[str, str]:
    """What a zip file holds, from the names in it."""
    if b"word/" in data:
        return "Word 文档（docx）", "docx"
    if b"xl/" in data:
        return "Excel 表格（xlsx）", "xlsx"
    return "压缩包（zip）或 Office 文件", "压缩包"


def _no_text(name: str) -> UnreadableFile:
    return UnreadableFile(f"“{name}”不是文本文件：里面大多不是文字。", _ADVICE[""])


def _legacy(data: bytes, name: str) -> Decoded:
    """Bytes that are no clean UTF-8: GB18030, UTF-16 without a mark and without any ASCII, or UTF-8 with a few broken bytes."""
    candidates = []
    for encoding in ("gb18030", "utf-8", "utf-16-le", "utf-16-be"):
        decoded = _lenient(data, encoding)
        if decoded is not None:
            candidates.append((_plausibility(decoded.text), not decoded.broken, decoded))
    best = max(candidates, key=lambda candidate: candidate[:2], default=None)
    if best is None or best[0] < _TEXT_SHARE:
        raise _no_text(name)
    return best[2]


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 is full of zero bytes on one side of each pair: line ends, tabs and digits have them."""
    best: Decoded | None = None
    for encoding in ("utf-16-le", "utf-16-be"):
        decoded = _lenient(data, encoding)
        if decoded is None or _plausibility(decoded.text) < _TEXT_SHARE:
            continue
        if best is None or _plausibility(decoded.text) > _plausibility(best.text):
            best = decoded
    return best


def _lenient(data: bytes, encoding: str) -> Decoded | None:
    """The text in this encoding, with a few broken bytes at most; None where there are more."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") > max(2, len(text) * _BROKEN_SHARE):
            return None
        return Decoded(text, encoding, broken=True)


_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ue000-\uf8ff]")


def _control_share(text: str) -> float:
    """Share of characters that stand in no text."""
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) / max(1, len(sample))


def _plausibility(text: str) -> float:
    """How much the text looks like Chinese office text, 0 to 1; GB 2312 and ASCII count whole, rarer characters half."""
    sample = text[:_SAMPLE]
    if not sample:
        return 1.0
    return sum(many * _plausible(character) for character, many in Counter(sample).items()) / len(sample)


def _plausible(character: str) -> float:
    if character < "\x80":
        return 1.0 if character >= " " or character in "\t\n\r\f\x1b" else 0.0
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        if "\u4e00" <= character <= "\u9fff":
            return 0.5
        return 1.0 if character in "≧≦⩾⩽•·✓☑☐□\u3000\xa0" else 0.0
    return 1.0
