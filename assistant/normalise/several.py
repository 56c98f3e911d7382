"""Several indicators in one cell: 指标1：… 指标2：… on lines of their own beside a cell with as many values.

Old forms have one row a category and all of its indicators in it. What belongs together is told by the numbers in front, or by
the lines where the document itself broke them (not the width of a printed cell). Where the lines of names and values cannot be
matched, the row is left whole and doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding
from assistant.normalise.body import LEVELS, Column
from assistant.normalise.cells import is_complete_value, looks_like_value
from assistant.normalise.grid import Row, doubt, repair, shortened
from assistant.normalise.labels import Labels

RULE = "several-in-a-cell"

_NAMED = re.compile(r"指标[ \u3000]*(?P<number>\d{1,2})[ \u3000]*[：:、.．]")
_ITEM = re.compile(r"[ \u3000]*(?:(?P<number>\d{1,2})(?:[、)）]|[.．](?!\d))|[(（](?P<inside>\d{1,2})[)）]|(?P<ring>[①-⑳]))")
_SEMICOLONS = re.compile("[；;]")
_CLEAR = 3
"""So many lines of names beside as many lines of values are no accident of wrapping."""


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What a cell holds, piece by piece."""

    texts: tuple[str, ...]
    numbered: bool
    """Whether the pieces are numbered; otherwise they are lines."""


def rows_apart(
    row: Row, columns: Sequence[Column], labels: Labels, *, own_lines: bool
) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The row (levels, contents under `columns`), or a row for each of the indicators in it, and what is to be said.

    `own_lines`: whether lines within a cell are those of the document, not what a printed cell's width made.
    """
    if not any("\n" in cell.text or "指标" in cell.text for cell in row[LEVELS:]):
        return (row,), ()
    kinds = [column.kind for column in columns]
    if "level3" not in kinds:
        return (row,), ()
    at_name = kinds.index("level3")
    at_value = kinds.index("value") if "value" in kinds else None
    contents = row[LEVELS:]
    held = [_pieces(cell.text) for cell in contents]
    names = held[at_name]
    values = held[at_value] if at_value is not None else _Pieces((), numbered=False)
    if names.numbered:
        blank = sum(not text for text in names.texts)
        many = len(names.texts)
        if blank and len(values.texts) in (0, many - blank):
            names = held[at_name] = _Pieces(tuple(text for text in names.texts if text), numbered=True)
            many -= blank
        if many < 2:
            return ((_with(row, at_name, names.texts[0]),), ()) if many else ((row,), ())
        if at_value is not None and len(values.texts) == 1 != many:
            parts = [part.strip() for part in _SEMICOLONS.split(values.texts[0]) if part.strip()]
            held[at_value] = _Pieces(tuple(parts), numbered=False) if len(parts) == many else values
        return _apart(row, held, at_name, columns)
    lines, several = len(names.texts), _are_several(values, labels)
    if own_lines and lines == len(values.texts) > 1 and (several or lines >= _CLEAR):
        return _apart(row, held, at_name, columns)
    if several and (own_lines or lines == 1):
        told = f"“{shortened(contents[at_name].text)}”旁边的一格里有{len(values.texts)}个值，分不清各是哪一条的，照一条读。"
        return (_in_one_line(row, at_value),), (doubt(RULE, contents, told),)
    return (row,), ()


def _apart(
    row: Row, held: Sequence[_Pieces], at_name: int, columns: Sequence[Column]
) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """A row for each name; the row as it is, with a doubt, where another cell cannot be shared out."""
    names = held[at_name].texts
    many = len(names)
    first = shortened(names[0])
    contents = row[LEVELS:]
    shared: list[tuple[str, ...]] = []
    findings: list[Finding] = []
    for cell, pieces, column in zip(contents, held, columns, strict=True):
        texts = pieces.texts
        if len(texts) == many:
            shared.append(texts)
        elif not texts:
            shared.append(("",) * many)
        elif column.kind == "weight" and len(texts) == 1:
            shared.append((cell.text, *("",) * (many - 1)))
            told = f"“{first}”等{many}条指标合起来只印了一个“{shortened(column.heading)}”{cell.text.strip()}，记在第一条上。"
            findings.append(doubt(RULE, [cell], told))
        elif column.kind not in ("value", "weight") and (len(texts) == 1 or not column.kind):
            shared.append((cell.text,) * many)
        else:
            what = shortened(column.heading)
            told = f"“{first}”等{many}条指标印在一格里，旁边的“{what}”是{len(texts)}行，对不上，没有拆开，照一条读。"
            for at in range(len(contents)):
                row = _in_one_line(row, at)
            return (row,), (doubt(RULE, contents, told),)
    rows = tuple(
        (*row[:LEVELS], *(replace(cell, text=texts[at]) for cell, texts in zip(contents, shared, strict=True)))
        for at in range(many)
    )
    told = f"“{first}”等{many}条指标印在一格里，已和旁边的值逐行对上，拆成{many}条。"
    return rows, (repair(RULE, contents, told), *findings)


def _pieces(text: str) -> _Pieces:
    """The numbered pieces of a cell, else its lines; numbers are left out."""
    named = list(_NAMED.finditer(text))
    if len(named) > 1 and not text[: named[0].start()].strip() and _count_on([int(found["number"]) for found in named]):
        ends = [*(found.start() for found in named[1:]), len(text)]
        return _Pieces(
            tuple(text[found.end() : end].strip(" \n；;") for found, end in zip(named, ends, strict=True)), numbered=True
        )
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    items = [_ITEM.match(line) for line in lines]
    found = [item for item in items if item is not None]
    if len(found) > 1 and items[0] is not None and _count_on([_number(item) for item in found], first=1):
        pieces: list[str] = []
        for line, item in zip(lines, items, strict=True):
            if item is None:
                pieces[-1] += line
            else:
                pieces.append(line[item.end() :].strip())
        return _Pieces(tuple(pieces), numbered=True)
    return _Pieces(tuple(lines), numbered=False)


def _number(item: re.Match[str]) -> int:
    return ord(item["ring"]) - ord("①") + 1 if item["ring"] else int(item["number"] or item["inside"])


def _count_on(numbers: Sequence[int], first: int | None = None) -> bool:
    """Whether the numbers count on one by one, from `first` where it is given."""
    begin = numbers[0] if first is None else first
    return list(numbers) == list(range(begin, begin + len(numbers)))


def _are_several(values: _Pieces, labels: Labels) -> bool:
    """Whether each piece is a value of its own, and all of them together are none."""
    texts = values.texts
    if len(texts) < 2 or not all(looks_like_value(text, labels) for text in texts):
        return False
    return not is_complete_value(squeeze("".join(texts)), labels)


def _with(row: Row, position: int, text: str) -> Row:
    at = LEVELS + position
    return (*row[:at], replace(row[at], text=text), *row[at + 1 :])


def _in_one_line(row: Row, position: int | None) -> Row:
    """The row with the lines of a content cell parted by ； in place of line ends, which would be lost."""
    if position is None:
        return row
    lines = [line.strip() for line in row[LEVELS + position].text.split("\n") if line.strip()]
    return _with(row, position, "；".join(lines)) if len(lines) > 1 else row
