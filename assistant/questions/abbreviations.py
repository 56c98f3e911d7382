"""Short forms learnt from full names: 厕改 is 厕所改造, 住建 is 住房和城乡建设, by the first characters of their words."""

from __future__ import annotations

from functools import lru_cache

from assistant.chinese.segment import cut


@lru_cache(maxsize=4096)
def word_starts(name: str) -> frozenset[int]:
    """Where the words of a name begin, and the halves of those of four characters; places in the name."""
    starts: set[int] = set()
    for _, start, end in cut(name):
        starts.add(start)
        if end - start >= 4:
            starts.add(start + 2)
    return frozenset(starts)


def abbreviates(short: str, name: str) -> bool:
    """Do the characters of the short form stand in this order in the name, each where a word begins, not all in one run?"""
    if len(short) < 2 or short in name:
        return False
    rest = iter(name)
    if not all(character in rest for character in short):  # cheap, and names need not be cut into words for it
        return False
    starts = word_starts(name)
    position = -1
    for number, character in enumerate(short, 1):
        ends = number == len(short) == 3  # 长护险: the last of three may end a word of two (保险)
        position = next(
            (
                at
                for at in range(position + 1, len(name))
                if name[at] == character and (at in starts or (ends and at - 1 in starts and at + 1 in starts))
            ),
            -1,
        )
        if position < 0:
            return False
    return True


def abbreviates_begin(short: str, name: str) -> bool:
    """Do two characters shorten what the name begins with, and the two behind them stand in it as they are (高企奖励)?"""
    if len(short) != 4 or short in name:
        return False
    position = name.find(short[2:])
    return (
        position > 0 and position in word_starts(name) and name.startswith(short[0]) and abbreviates(short[:2], name[:position])
    )


def begins_and_ends(short: str, name: str) -> bool:
    """Is it one character at the beginning of a word and the name's last one (体校 is 业余体育学校)?"""
    if len(short) != 2 or len(name) < 4 or short[1] != name[-1] or short[0] not in name[:-2]:
        return False
    return any(name[at] == short[0] for at in word_starts(name))
