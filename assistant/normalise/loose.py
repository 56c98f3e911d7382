"""Text whose rows lost their columns: cells with one blank between them, or rows of bars in which merged cells are missing.

The way for documents in which the usual repairs found no table. Lines are taken apart by the labels of the lexicon; the rows
below a header are put under its headings by what its columns hold (comparators, numbers, units, weights), the same way for all
rows. The result is a grid like those of documents that keep their cells apart. Where two ways to place a row are as good, it is
said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.chinese.measures import MEASURES
from assistant.chinese.width import close_up, squeeze
from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding
from assistant.model.quantity import OPERATORS
from assistant.normalise.cells import code_and_name, is_number, is_title, looks_like_value, year_alone
from assistant.normalise.grid import Row, doubt, filled, quoted, repair
from assistant.normalise.labels import Labels, key_of

RULE = "loose-text"

_BLANKS = re.compile(r"[ \t\u3000\xa0]+")
_MOST_JOINED = 6
"""So many pieces of a line may make one label: 其中： 财政 拨款."""
_FEWEST_HEADINGS = 3
_MOST_CELLS = 40
"""Longer rows are no rows of a table."""
_SIGNS = frozenset((*OPERATORS, "≧", "≦", "═", "＝", ">=", "<=", "＞", "＜"))
_GOALS = frozenset(("goal", "long_term_goal"))
_MONEY = frozenset(("total", "fiscal", "other", "fund"))
_OFFICES = "office"
"""The kind of a column that names departments or units; `unit` is that of a measure."""
_MULTIPLES = "百千万亿"
"""What may stand before a measure: 万亩."""
_LONG = 12
"""Characters from which on a text is rather a goal than a name."""
NEVER = -100.0
"""What it costs to put a text where it cannot stand."""
TEXTS = ("level3", "value", "", "goal", "project")
"""Kinds of columns whose cells may be of several pieces."""
_CLOSE = 0.01


@dataclass(frozen=True, slots=True)
class _Line:
    """A line taken apart; the last cell of a row may go on in the next line."""

    cells: tuple[Cell, ...]
    apart: bool
    """Whether the line itself held its cells apart."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the header that the rows below are put under."""

    kind: str
    """A kind of `Labels.column`, a field of the head, or ""."""
    cell: Cell
    """The heading itself."""
    texts: Counter[str] = field(default_factory=Counter)
    """What stood under it in rows that were certain."""


def placed_text(grid: Grid, labels: Labels) -> tuple[Grid, tuple[Finding, ...]] | None:
    """The text as a grid with its columns, and what was done; None where no header of an indicator block stands in it."""
    lines = _joined([_taken_apart(row, labels) for row in grid.rows], labels)
    starts = [index for index, line in enumerate(lines) if is_header_row(line.cells, labels)]
    if not starts:
        return None
    rows: list[Row] = list(_head(lines[: starts[0]], labels))
    findings: list[Finding] = []
    placed = 0
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        header = [heading_of(cell, labels) for cell in lines[start].cells]
        first = next((at for at, one in enumerate(header) if one.kind != "indicators"), 0)
        header = header[first:]
        rows.append(tuple(one.cell for one in header))
        stop = _end_of(lines, start + 1, end, labels)
        body, doubts = _placed(lines[start + 1 : stop], header, labels)
        placed += len(body)
        rows.extend(body)
        findings.extend(doubts)
        rows.extend(_head(lines[stop:end], labels))
    if not placed:
        return None
    cells = [cell for _, cell in filled(rows[0])]
    findings.insert(0, repair(RULE, cells, f"文字里的格子没有分开或者缺格，{placed}行按表头和各列的样子归了位。"))
    return Grid(tuple(row for row in rows if row), exact=True), tuple(findings)


def _taken_apart(row: Row, labels: Labels) -> _Line:
    """The line's cells: its own, or the pieces between its blanks with those that make one label joined."""
    cells = list(row)
    while cells and not cells[-1].text.strip():
        cells.pop()
    if not cells:
        return _Line((), True)
    *before, cell = cells
    if any(other.text.strip() for other in before):
        return _Line(tuple(cells), True)
    if is_title(cell.text) or year_alone(cell.text) is not None:
        return _Line((cell,), False)
    pieces = [piece for piece in _BLANKS.split(cell.text) if piece]
    joined: list[str] = []
    at = 0
    while at < len(pieces):
        many = next(
            (
                many
                for many in range(min(_MOST_JOINED, len(pieces) - at), 1, -1)
                if labels.is_label("".join(pieces[at : at + many]))
                and not all(labels.is_label(piece) for piece in pieces[at : at + many])
            ),
            1,
        )
        joined.append("".join(pieces[at : at + many]))
        at += many
    return _Line(tuple(replace(cell, text=piece) for piece in joined), False)


def _joined(lines: Sequence[_Line], labels: Labels) -> list[_Line]:
    """The lines with labels put together that were broken between two of them: 社会效益 over 指标, 总体 over 目标."""
    done: list[_Line] = []
    for line in lines:
        cells = line.cells
        if done and cells and (before := done[-1].cells):
            above, below = before[-1].text, cells[0].text
            if (
                labels.is_label(above + below)
                and not labels.is_label(below)
                and (labels.begins_label(above) or labels.is_label(above))
            ):
                done[-1] = _Line((*before[:-1], replace(before[-1], text=above + below)), done[-1].apart)
                cells = cells[1:]
        if cells:
            done.append(_Line(cells, line.apart))
    return done


def is_header_row(cells: Sequence[Cell], labels: Labels) -> bool:
    """Whether the cells are the headings of an indicator block."""
    kinds = {labels.column(cell.text) for cell in cells} - {None}
    return len(kinds) >= _FEWEST_HEADINGS and bool(kinds & {"level3", "value"})


def heading_of(cell: Cell, labels: Labels) -> Heading:
    """What the column under this heading holds."""
    kind = labels.column(cell.text)
    if kind is None:
        label = labels.head(cell.text)
        kind = label.field if label is not None else "indicators" if key_of(cell.text).startswith("绩效指标") else ""
        kind = _OFFICES if kind in ("department", "unit") else "" if kind == "ignored" else kind
    return Heading(kind, cell)


def _end_of(lines: Sequence[_Line], start: int, end: int, labels: Labels) -> int:
    """Where the rows below a header end: at what stands below a table, at a title, at the head of the next table."""
    for index in range(start, end):
        cells = lines[index].cells
        label = labels.head(cells[0].text)
        if (
            labels.closes(cells[0].text)
            or (len(cells) == 1 and is_title(cells[0].text))
            or (label is not None and label.field != "indicators" and labels.level2(cells[0].text) is None)
        ):
            return index
    return end


def _head(lines: Sequence[_Line], labels: Labels) -> Iterator[Row]:
    """The rows of a head: labels with their values, a text that goes on in the next lines put together."""
    open_goal: list[Cell] | None = None
    in_money = False
    for line in lines:
        cells = line.cells
        known = [labels.head(cell.text) for cell in cells]
        if known[0] is None and in_money and len(cells) > 1 and labels.fund(cells[0].text) and is_number(cells[1].text):
            yield tuple(cells)
            continue
        if known[0] is None:
            text = " ".join(cell.text for cell in cells)
            if open_goal is not None and not is_title(text) and not labels.closes(text):
                open_goal[-1] = replace(open_goal[-1], text=f"{open_goal[-1].text}{text}")
                continue
            if open_goal is not None:
                yield tuple(open_goal)
                open_goal = None
            yield (replace(cells[0], text=text),) if not line.apart else tuple(cells)
            continue
        row: list[Cell] = []
        last = ""
        for cell, label in zip(cells, known, strict=True):
            if label is not None or not row or last == "label" or line.apart:
                row.append(cell)
            else:
                row[-1] = replace(row[-1], text=f"{row[-1].text} {cell.text}")
            last = "label" if label is not None else "value"
        if open_goal is not None:
            yield tuple(open_goal)
            open_goal = None
        fields = [label.field for label in known if label is not None]
        in_money = bool(_MONEY & set(fields)) or "money" in fields
        if fields[-1] in _GOALS:
            open_goal = row if last == "value" else [*row, replace(row[-1], text="")]
        else:
            yield tuple(row)
    if open_goal is not None:
        yield tuple(open_goal)


def _placed(lines: Sequence[_Line], header: Sequence[Heading], labels: Labels) -> tuple[list[Row], list[Finding]]:
    """The rows under their headings; first those that leave no choice, whose texts then tell about the others."""
    lines = [_without_block(line, labels) for line in lines]
    ordered = sorted(range(len(lines)), key=lambda index: -len(filled(lines[index].cells)))
    rows: dict[int, Row] = {}
    findings: dict[int, Finding] = {}
    for index in ordered:
        cells = lines[index].cells
        if len(cells) > _MOST_CELLS:
            continue
        best, other = _places(cells, header, labels, whole=not lines[index].apart)
        if best is None:
            findings[index] = doubt(RULE, cells, f"“{quoted(cells)}”对不上表头的各列，没有读。")
            continue
        score, places = best
        blank = replace(cells[0], text="")
        row = [blank] * len(header)
        for cell, column in zip(cells, places, strict=True):
            before = row[column].text
            row[column] = replace(cell, text=f"{before} {cell.text}".strip()) if before else cell
        rows[index] = tuple(row)
        if other is not None and score - other < _CLOSE:
            findings[index] = doubt(RULE, cells, f"“{quoted(cells)}”缺格，有几种对法，读得未必对。")
        else:
            for cell, column in zip(cells, places, strict=True):
                header[column].texts[squeeze(cell.text)] += 1
    return [rows[index] for index in sorted(rows)], [findings[index] for index in sorted(findings)]


def _without_block(line: _Line, labels: Labels) -> _Line:
    """The line without the name of the block (绩效指标) in front, which stands beside all of its rows."""
    label = labels.head(line.cells[0].text) if len(line.cells) > 1 else None
    return replace(line, cells=line.cells[1:]) if label is not None and label.field == "indicators" else line


_Way = tuple[float, tuple[int, ...]]


def _places(cells: Sequence[Cell], header: Sequence[Heading], labels: Labels, *, whole: bool) -> tuple[_Way | None, float | None]:
    """The best way to put the cells under the headings, in order, and the score of the next best; None where there is none.

    `whole`: whether several pieces may make one cell, because blanks parted them.
    """
    ways: list[list[_Way]] = [[] for _ in range(len(header) + 1)]
    ways[0] = [(0.0, ())]
    for cell in cells:
        scores = [fits(cell.text, heading, labels) for heading in header]
        following: list[list[_Way]] = [[] for _ in range(len(header) + 1)]
        for next_free, known in enumerate(ways):
            for score, places in known:
                if whole and places and header[places[-1]].kind in TEXTS:
                    following[next_free].append((score - 3.0, (*places, places[-1])))
                skipped = 0.0
                for column in range(next_free, len(header)):
                    if scores[column] > NEVER:
                        following[column + 1].append((score + skipped + scores[column], (*places, column)))
                    skipped += MISSED.get(header[column].kind, -1.0)
        ways = [sorted(known, key=lambda way: -way[0])[:3] for known in following]
    ended = [
        (score + sum(MISSED.get(heading.kind, -1.0) for heading in header[next_free:]), places)
        for next_free, known in enumerate(ways)
        for score, places in known
    ]
    ended.sort(key=lambda way: -way[0])
    if not ended:
        return None, None
    return ended[0], ended[1][0] if len(ended) > 1 else None


MISSED: Mapping[str, float] = {"level1": -0.2, "level2": -0.2, "level3": -2.0, "value": -2.0, "project": -0.3, "goal": -0.3}
"""What it costs to leave a column blank."""


def fits(text: str, heading: Heading, labels: Labels) -> float:
    """How well the text stands under the heading."""
    plain = squeeze(text)
    if not plain:
        return 0.3
    known = 2.0 if heading.texts[plain] else 0.0
    is_level = labels.level1(text) is not None or labels.level2(text) is not None
    match heading.kind:
        case "level1":
            return (5.5 if labels.level2(text) is not None else 6.0) if labels.level1(text) is not None else NEVER
        case "level2":
            return 6.0 if labels.level2(text) is not None or labels.marked(text) is not None else NEVER
        case "operator":
            return 5.0 if plain in _SIGNS else 4.0 + known if plain in labels.natures else NEVER
        case "unit":
            if is_number(text) or plain in _SIGNS or is_level:
                return -2.0 if is_number(text) else NEVER
            measured = plain.lstrip(_MULTIPLES) in MEASURES or plain in labels.value_units or "/" in plain
            return (4.0 if measured else -1.0 if len(plain) <= 5 else -6.0) + known
        case "weight" | "number":
            return 3.0 if is_number(text) else NEVER
        case "total" | "fiscal" | "other" | "fund":
            return 4.0 if is_number(text) else NEVER
        case "level3":
            return NEVER if plain in _SIGNS or is_number(text) else -4.0 if is_level or looks_like_value(text, labels) else 2.0
        case "value":
            if plain in _SIGNS or plain in labels.natures or is_level:
                return -6.0
            return 3.0 if looks_like_value(text, labels) else 0.5
        case "office" | "department_code" | "unit_code":
            return _office(text, labels)
        case "project" | "goal" | "long_term_goal" | "attribute" | "period":
            if is_number(text) or is_level or plain in _SIGNS:
                return NEVER
            return 1.5 if heading.kind in _GOALS and len(plain) > _LONG else 1.0
        case "":
            if plain in labels.natures or plain in _SIGNS:
                return 3.0 + known
            return known if known else -2.0
        case _:
            return NEVER


def _office(text: str, labels: Labels) -> float:
    if is_number(text):
        return NEVER
    code, name = code_and_name(text)
    return 4.0 if code else 2.0 if close_up(name).endswith(labels.office_endings) else -1.0
