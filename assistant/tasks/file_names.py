"""File names made from project names: allowed on Windows, macOS and Linux, and no two alike."""

from __future__ import annotations

import re
import unicodedata

from assistant.chinese.width import printable
from assistant.wording import wording

LONGEST = 180
"""Bytes of UTF-8 in a name with its ending: sixty Chinese characters, well below what any system allows."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_WIDE = str.maketrans({"<": "＜", ">": "＞", ":": "：", '"': "＂", "/": "／", "\\": "＼", "|": "｜", "?": "？", "*": "＊"})
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
"""Names of devices, which Windows opens in every folder, whatever ending they have."""


def file_name(text: str, ending: str, *, taken: set[str] | None = None) -> str:
    """A file name that begins as the text does: forbidden signs in their wide forms, no blank or dot at either end.

    `ending` has its dot. `taken`: names used already, casefolded; a number is added until the name is new, and it is noted there.
    """
    plain = unicodedata.normalize("NFC", printable(text, one_line=True)).translate(_WIDE)
    plain = " ".join(_FORBIDDEN.sub("", plain).split()).strip(" .~-") or wording("interface/form")("name")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    number = 1
    while True:
        tail = f"({number}){ending}" if number > 1 else ending
        name = _cut(plain, LONGEST - len(tail.encode())) + tail
        if taken is None or name.casefold() not in taken:
            break
        number += 1
    if taken is not None:
        taken.add(name.casefold())
    return name


def _cut(text: str, room: int) -> str:
    """The beginning of the text in so many bytes, whole characters only."""
    return text.encode("utf-8", "replace")[:room].decode("utf-8", "ignore").rstrip(" .")
