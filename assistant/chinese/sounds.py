"""How Chinese characters sound: pinyin without tones, initials, and how alike two words sound.

Officials type 乡村整志 for 乡村整治 and 社区党务工做者 for 社区党务工作者. Readings come from pypinyin's table of single
characters, read as a file at the first call; the package itself, which would load its phrases, is never imported.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from assistant.chinese.width import fold, simplify

SAME_SOUND = 0.1
"""Distance of two characters with a reading in common (治, 志)."""
NEAR_SOUND = 0.3
"""Distance of two characters that southern speakers mix up: zh z, ch c, sh s, n l, ang an, eng en, ing in."""

_FIRST, _BEHIND_LAST = '"19968"', '"40960"'


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Code point as text to readings with tones, parted by commas; the unified ideographs of the basic block."""
    package = find_spec("pypinyin")
    if package is None or not package.submodule_search_locations:
        return {}
    text = (Path(package.submodule_search_locations[0]) / "pinyin_dict.json").read_text(encoding="utf-8")
    first, behind = text.find(_FIRST), text.find(_BEHIND_LAST)
    readings: dict[str, str] = json.loads(text if first < 0 or behind < 0 else "{" + text[first:behind].rstrip(" \n\t,") + "}")
    return readings


@lru_cache(maxsize=8192)
def readings(character: str) -> tuple[str, ...]:
    """All toneless readings of one character, the usual one first, ü written v; any other character is its own reading."""
    character = simplify(fold(character)).lower()
    if not "\u4e00" <= character <= "\u9fff":
        return (character,)
    marked = unicodedata.normalize("NFD", _table().get(str(ord(character)), character)).replace("u\u0308", "v")
    plain = "".join(mark for mark in marked if not unicodedata.combining(mark))
    return tuple(dict.fromkeys(plain.split(",")))


def sounds(text: str) -> tuple[str, ...]:
    """The usual toneless reading of each character: 经费 is jing, fei."""
    return tuple(readings(character)[0] for character in text)


def initials(text: str) -> str:
    """The first letters of the readings, in lower case: 人才工作经费 is rcgzjf. Blanks and punctuation stay."""
    return "".join(reading[:1] for reading in sounds(text))


@lru_cache(maxsize=65536)
def sound_distance(first: str, second: str) -> float:
    """How far apart two characters are: 0 the same, `SAME_SOUND`, `NEAR_SOUND`, or 1."""
    if first == second:
        return 0.0
    one, other = readings(first), readings(second)
    if simplify(fold(first)).lower() == simplify(fold(second)).lower():
        return 0.0
    if not set(one).isdisjoint(other):
        return SAME_SOUND
    if not set(map(_blurred, one)).isdisjoint(map(_blurred, other)):
        return NEAR_SOUND
    return 1.0


def sounds_like(first: str, second: str) -> float:
    """How alike two words sound, 0 to 1: one less the weighted edit distance by the length of the longer.

    A character too many or too few counts 1; meant for words of similar length.
    """
    if not first or not second:
        return 1.0 if first == second else 0.0
    above = [float(column) for column in range(len(second) + 1)]
    for row, character in enumerate(first, 1):
        current = [float(row)]
        for column, other in enumerate(second):
            swapped = above[column] + (0.0 if character == other else sound_distance(character, other))
            current.append(min(swapped, above[column + 1] + 1, current[column] + 1))
        above = current
    return max(0.0, 1 - above[-1] / max(len(first), len(second)))


def _blurred(reading: str) -> str:
    """The reading without the differences that many speakers do not make."""
    if reading[:2] in ("zh", "ch", "sh"):
        reading = reading[0] + reading[2:]
    elif reading[:1] == "n" and len(reading) > 1:
        reading = "l" + reading[1:]
    return reading[:-1] if reading.endswith(("ang", "eng", "ing")) else reading
