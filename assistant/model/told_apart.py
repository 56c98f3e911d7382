"""What tells apart entries of a list that would look the same: tables of one name and year from two offices, from two files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

_Entry = TypeVar("_Entry")


def told_apart(
    entries: Sequence[_Entry], look: Callable[[_Entry], Hashable], by: Sequence[Callable[[_Entry], str]]
) -> Mapping[int, tuple[str, ...]]:
    """By the place of each entry that looks like another one, what stands beside it; () where nothing tells it apart.

    `by` are tried in their order, and as many taken as it needs until all of one look differ; what is the same for all of them
    tells nothing and is left out.
    """
    same: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        same[look(entry)].append(at)
    found: dict[int, tuple[str, ...]] = {}
    for places in same.values():
        if len(places) == 1:
            continue
        marks: dict[int, tuple[str, ...]] = dict.fromkeys(places, ())
        for each in by:
            if len(set(marks.values())) == len(places):
                break
            texts = [each(entries[at]) for at in places]
            if len(set(texts)) > 1:
                marks = {at: (*marks[at], text) for at, text in zip(places, texts, strict=True)}
        found |= {at: tuple(filter(None, mark)) for at, mark in marks.items()}
    return found
