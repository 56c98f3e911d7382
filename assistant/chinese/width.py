"""Width, blanks and signs: the forms in which two prints of the same text become equal.

`fold` and `simplify` keep the length, so that a span found in the folded text is a span of the text as printed. What is shown to
a user is never folded, only made `printable`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def _fold_table() -> dict[int, str]:
    """One character to one character: full width, small forms, radicals that PDF files put for characters, blanks, signs."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAFF), (0xFE50, 0xFE6B), (0xFFE0, 0xFFE6)):
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1:
                table[code] = plain
    for blank in "\t\v\f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000":
        table[ord(blank)] = " "
    for signs, plain in (
        ("≧⩾", "≥"),
        ("≦⩽", "≤"),
        ("═", "="),
        ("‐‑‒–—―−─", "-"),
        ("〜∼", "~"),
        ("•・‧∙", "·"),
        ("〇○◯", "〇"),
    ):
        table.update(dict.fromkeys(map(ord, signs), plain))
    table[0xFFE3] = "-"
    return table


_FOLD = _fold_table()

_BLANKS = re.compile(r"\s+")
_INVISIBLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
_STEERING = re.compile(f"[{_INVISIBLE}]")
_UNSEEN = re.compile(rf"[\s{_INVISIBLE}]+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")


def fold(text: str) -> str:
    """The text in half width, character by character: letters, digits, （），：；！？％＞＜＝ and every kind of blank.

    ≧ becomes ≥, ═ becomes =, the dashes become - and the waves ~; 。、“”《》 stay, letters keep their case. The result is as long
    as the text.
    """
    return text if text.isascii() and "\t" not in text and "\v" not in text and "\f" not in text else text.translate(_FOLD)


@lru_cache(maxsize=16_384)
def squeeze(text: str) -> str:
    """The folded text without blanks, line breaks and invisible characters: the form in which prints are compared.

    Remembered, since a question compares the same names many times over.
    """
    return _UNSEEN.sub("", fold(text))


def close_up(text: str) -> str:
    """The text without blanks, width as printed (10 个 becomes 10个); a blank between two words of ASCII stays, once."""
    text = text.strip()
    if not _BLANKS.search(text):
        return text
    folded = fold(text)
    pieces = []
    end = 0
    for blank in _BLANKS.finditer(text):
        before, after = folded[blank.start() - 1], folded[blank.end()]
        pieces.append(text[end : blank.start()])
        if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
            pieces.append(" ")
        end = blank.end()
    pieces.append(text[end:])
    return "".join(pieces)


def simplify(text: str) -> str:
    """Traditional characters made simplified ones, one for one; characters of GB2312 (著, 乾) are left alone, but for 後 and 於.

    The table of zhconv is read when the first such character comes along.
    """
    text = text.replace("後", "后").replace("於", "于")
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return "".join(map(_simplified, text))
    return text


@lru_cache(maxsize=4096)
def _simplified(character: str) -> str:
    if character < "\u3400" or "\ue000" <= character <= "\uf8ff":
        return character
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return _simplified_forms().get(character, character)
    return character


@lru_cache(maxsize=1)
def _simplified_forms() -> dict[str, str]:
    """zhconv's single characters, traditional to simplified; read from its file, without the package."""
    import json
    from importlib.util import find_spec
    from pathlib import Path

    package = find_spec("zhconv")
    if package is None or not package.submodule_search_locations:
        return {}
    text = (Path(package.submodule_search_locations[0]) / "zhcdict.json").read_text(encoding="utf-8")
    forms: dict[str, str] = json.loads(text)["zh2Hans"]
    return {character: plain for character, plain in forms.items() if len(character) == len(plain) == 1}


def printable(text: str, *, one_line: bool = False) -> str:
    """The text without anything that could steer a terminal: control and escape characters, bidirectional controls, zero widths.

    Line breaks become one newline, tabs stay; with `one_line` both become a blank. Halves of surrogate pairs become U+FFFD.
    """
    if text.isprintable():
        return text  # no letter that it speaks of is
    text = _STEERING.sub("", _LINE_BREAK.sub("\n", text))
    text = _LONE_SURROGATE.sub("\ufffd", text)
    return text.replace("\n", " ").replace("\t", " ") if one_line else text
