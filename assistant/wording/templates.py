"""Wordings with named slots: `$项目` or `${项目}`. No code can hide in them, and a missing or unknown slot is an error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from string import Template

from assistant.errors import BadWording
from assistant.model.record import record
from assistant.wording.load import load_toml


class _ChineseTemplate(Template):
    """A template whose slots may have Chinese names."""

    idpattern = r"\w+"
    flags = re.UNICODE


@record
class Wording:
    """All wordings of one file, by key."""

    name: str
    """The file without its ending: answers/list_of."""
    texts: Mapping[str, str]

    def __call__(self, key: str, /, **slots: object) -> str:
        """The wording `key` with its slots filled; BadWording names the file, the key and the slot where one is missing."""
        try:
            text = self.texts[key]
        except KeyError:
            raise BadWording(f"prompts/{self.name}.toml 里没有“{key}”。", "请补上这一条。") from None
        try:
            plain = _pieces(text)
            return "".join([str(slots[piece]) if is_slot else piece for is_slot, piece in plain])
        except (KeyError, ValueError) as missing:
            raise BadWording(f"prompts/{self.name}.toml 的“{key}”用了没有的变量：{missing}。", "请检查变量名。") from None

    def slots(self, key: str) -> frozenset[str]:
        """The slots that a wording names."""
        return frozenset(_ChineseTemplate(self.texts[key]).get_identifiers())


@cache
def _pieces(text: str) -> tuple[tuple[bool, str], ...]:
    """A template taken apart once: plain pieces (False) and names of slots (True); ValueError where a `$` begins no slot.

    An answer fills forty of them, and `Template.substitute` looks for the slots anew each time.
    """
    pieces: list[tuple[bool, str]] = []
    end = 0
    for found in _ChineseTemplate.pattern.finditer(text):
        pieces.append((False, text[end : found.start()]))
        end = found.end()
        slot = found["named"] or found["braced"]
        if slot is None and found["escaped"] is None:
            raise ValueError(text[found.start() :])
        pieces.append((slot is not None, slot or "$"))
    pieces.append((False, text[end:]))
    return tuple(piece for piece in pieces if piece[1])


@cache
def wording(name: str) -> Wording:
    """The wordings of `prompts/<name>.toml`: a flat table of key = text, or tables of them (key: `table.key`)."""
    texts: dict[str, str] = {}
    for key, value in load_toml(name).items():
        if isinstance(value, dict):
            for inner, text in value.items():
                if not isinstance(text, str):
                    raise BadWording(f"prompts/{name}.toml 的“{key}.{inner}”不是一段文字。", "请改成带引号的文字。")
                texts[f"{key}.{inner}"] = text
        elif isinstance(value, str):
            texts[key] = value
        else:
            raise BadWording(f"prompts/{name}.toml 的“{key}”不是一段文字。", "请改成带引号的文字。")
    return Wording(name, texts)
