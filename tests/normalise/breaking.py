"""Breaks a document of goal tables as PDF extraction, copying and saving do; a careful reader could still make it out.

A document is a list of rows of cells (`rows_of`, `text_of`). Every breakage is a function `(rows, random) -> rows`; `BREAKAGES`
names them all, `break_document` composes some.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Rows = list[list[str]]
Breakage = Callable[[Rows, random.Random], Rows]

_LEVEL = re.compile(
    r"^(?:产出指标|效益指标|满意度指标|(?:数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|服务对象满意度)指标(?:[（(].*[)）])?)$"
)
_HEAD = re.compile(r"^(?:项目名称|主管部门及代码|实施单位|项目属性|项目期|项目资金|年度资金总额|其中|其他资金|年度总体目标)")
_MARKED = "（必填）"


def rows_of(text: str) -> Rows:
    """The lines of a text with tabs as rows; a blank line is a row of one empty cell."""
    return [line.split("\t") for line in text.splitlines()]


def text_of(rows: Rows) -> str:
    """The rows as lines with tabs."""
    return "\n".join("\t".join(row) for row in rows) + "\n"


def _texts(row: list[str]) -> list[int]:
    return [column for column, cell in enumerate(row) if cell.strip()]


def _is_blank(row: list[str]) -> bool:
    return not any(cell.strip() for cell in row)


def _plain(cell: str) -> str:
    return re.sub(r"\s", "", cell).replace("产产", "产")


def _is_level(cell: str) -> bool:
    return bool(_LEVEL.match(_plain(cell)))


def _is_title(row: list[str]) -> bool:
    return any("绩效目标表" in cell for cell in row) and "附件" not in row[0]


def _is_header(row: list[str]) -> bool:
    return "二级指标" in row


def _tables(rows: Rows) -> list[Rows]:
    """What stands above the first title, then each table with what follows it."""
    parts: list[Rows] = [[]]
    for row in rows:
        if _is_title(row):
            parts.append([])
        parts[-1].append(row)
    return parts


def _indicator_rows(rows: Rows) -> list[int]:
    """The rows of the indicator blocks."""
    found = []
    inside = False
    for index, row in enumerate(rows):
        if _is_header(row):
            inside = True
        elif _is_title(row) or row[0].startswith("("):
            inside = False
        elif inside and not _is_blank(row) and not row[0].startswith(("--", "附件")):
            found.append(index)
    return found


def _contents(row: list[str]) -> list[int]:
    """Columns of name and value."""
    return [column for column in _texts(row) if not _is_level(row[column]) and row[column].strip() != "绩效指标"]


def _cut_somewhere(text: str, chance: random.Random) -> tuple[str, str]:
    position = chance.randrange(1, len(text))
    return text[:position], text[position:]


def _page_break(chance: random.Random) -> Rows:
    return [[""]] * chance.choice((1, 1, 1, 2))


def blank_lines(rows: Rows, chance: random.Random) -> Rows:
    """Blank lines anywhere."""
    out: Rows = []
    for row in rows:
        out.append(row)
        if chance.random() < 0.08:
            out.append([""])
    return out


def no_blank_lines(rows: Rows, chance: random.Random) -> Rows:
    """Not a blank line left."""
    return [row for row in rows if not _is_blank(row)]


def cut_levels(rows: Rows, chance: random.Random) -> Rows:
    """Merged cells of level 1 and level 2 cut by a page break: the rest stands beside another row of the same block, or alone."""
    out = [list(row) for row in rows]
    for index in chance.sample(_indicator_rows(out), 4):
        columns = [column for column in _texts(out[index]) if _is_level(out[index][column])]
        if not columns:
            continue
        below = index + 1
        while below < len(out) and _is_blank(out[below]):
            below += 1
        same_width = below < len(out) and len(out[below]) == len(out[index])
        free = same_width and _contents(out[below]) == _contents(out[index])
        free = free and not any(_is_level(out[below][column]) for column in _texts(out[below]))
        rest = [""] * len(out[index])
        for column in columns:
            text = out[index][column]
            first, second = _cut_somewhere(text, chance)
            out[index][column] = first
            if free and not out[below][column].strip():
                out[below][column] = second
            else:
                rest[column] = second
        if not _is_blank(rest):
            out[index] = out[index] + ["\n"] + rest
    return _unfold(out, chance)


def _unfold(rows: Rows, chance: random.Random) -> Rows:
    """Rows that hold a second row behind a newline cell, with a page break between."""
    out: Rows = []
    for row in rows:
        if "\n" in row:
            at = row.index("\n")
            out += [row[:at], *_page_break(chance), row[at + 1 :]]
        else:
            out.append(row)
    return out


def _cut_cell(row: list[str], column: int, chance: random.Random) -> list[str]:
    """The row with one cell cut: its second row behind a newline cell."""
    rest = [""] * len(row)
    row = list(row)
    row[column], rest[column] = _cut_somewhere(row[column], chance)
    return [*row, "\n", *rest]


def cut_names(rows: Rows, chance: random.Random) -> Rows:
    """Names of indicators cut by a page break, the value on either side."""
    out = list(rows)
    for index in chance.sample(_indicator_rows(out), 3):
        columns = _contents(out[index])
        if len(columns) == 2 and len(out[index][columns[0]]) > 3:
            cut = _cut_cell(out[index], columns[0], chance)
            if chance.random() < 0.5:
                width = len(out[index])
                cut[columns[1]], cut[width + 1 + columns[1]] = "", cut[columns[1]]
            out[index] = cut
    return _unfold(out, chance)


def cut_values(rows: Rows, chance: random.Random) -> Rows:
    """Values cut by a page break."""
    out = list(rows)
    for index in chance.sample(_indicator_rows(out), 3):
        columns = _contents(out[index])
        if len(columns) == 2 and len(out[index][columns[1]]) > 1:
            out[index] = _cut_cell(out[index], columns[1], chance)
    return _unfold(out, chance)


def cut_whole_rows(rows: Rows, chance: random.Random) -> Rows:
    """Rows whose levels and name are cut at once, the value above the break."""
    out = list(rows)
    for index in chance.sample(_indicator_rows(out), 2):
        columns = _contents(out[index])
        if len(columns) != 2 or len(out[index][columns[0]]) < 4:
            continue
        row, rest = list(out[index]), [""] * len(out[index])
        for column in [*(c for c in _texts(row) if _is_level(row[c])), columns[0]]:
            row[column], rest[column] = _cut_somewhere(row[column], chance)
        out[index] = [*row, "\n", *rest]
    return _unfold(out, chance)


def cut_head(rows: Rows, chance: random.Random) -> Rows:
    """Cells of the head cut by a page break: labels, names, goals, amounts; sometimes all of a row."""
    out = list(rows)
    heads = [index for index, row in enumerate(out) if any(_HEAD.match(_plain(cell)) for cell in row)]
    for index in chance.sample(heads, 5):
        row, rest = list(out[index]), [""] * len(out[index])
        every = chance.random() < 0.3
        columns = [column for column in _texts(row) if len(row[column]) > 3]
        for column in columns if every else chance.sample(columns, min(1, len(columns))):
            row[column], rest[column] = _cut_somewhere(row[column], chance)
        out[index] = [*row, "\n", *rest]
    return _unfold(out, chance)


def cut_header(rows: Rows, chance: random.Random) -> Rows:
    """The headings of the indicator block cut."""
    out = list(rows)
    headers = [index for index, row in enumerate(out) if _is_header(row)]
    for index in chance.sample(headers, min(2, len(headers))):
        row, rest = list(out[index]), [""] * len(out[index])
        for column in _texts(row):
            if chance.random() < 0.6:
                row[column], rest[column] = _cut_somewhere(row[column], chance)
        out[index] = [*row, "\n", *rest]
    return _unfold(out, chance)


def extra_column(rows: Rows, chance: random.Random) -> Rows:
    """An empty column more in whole tables or from some row on."""
    parts = _tables(rows)
    for number in chance.sample(range(1, len(parts)), min(5, len(parts) - 1)):
        table = parts[number]
        start = chance.choice((0, chance.randrange(len(table))))
        column = chance.randrange(0, 6)
        for index in range(start, len(table)):
            if len(table[index]) > 1:
                row = table[index]
                table[index] = [*row[:column], "", *row[column:]]
    return [row for part in parts for row in part]


def shift_left(rows: Rows, chance: random.Random) -> Rows:
    """Rows with both name and value lose one or two of the blank cells before their texts."""
    out = list(rows)
    for index in chance.sample(_indicator_rows(out), 6):
        row = out[index]
        blank = next((column for column, cell in enumerate(row) if cell.strip()), 0)
        if len(_contents(row)) == 2 and blank:
            by = chance.randrange(1, min(blank, 2) + 1)
            out[index] = [*row[by:], *[""] * by]
    return out


def drop_trailing(rows: Rows, chance: random.Random) -> Rows:
    """Blank cells at the ends of rows are lost."""
    out = []
    for row in rows:
        end = len(row)
        while end > 1 and not row[end - 1].strip():
            end -= 1
        out.append(row[:end])
    return out


def lose_level1(rows: Rows, chance: random.Random) -> Rows:
    """Names of level 1 beside a level 2 are lost."""
    out = [list(row) for row in rows]
    for index in chance.sample(_indicator_rows(out), 20):
        levels = [column for column in _texts(out[index]) if _is_level(out[index][column])]
        if len(levels) == 2:
            out[index][levels[0]] = ""
    return out


def double_characters(rows: Rows, chance: random.Random) -> Rows:
    """A character of a label printed twice."""
    out = [list(row) for row in rows]
    for row in out:
        for column, cell in enumerate(row):
            if (_is_level(cell) or _HEAD.match(_plain(cell))) and len(cell) < 20 and chance.random() < 0.15:
                at = chance.randrange(len(cell)) if chance.random() < 0.5 else 0
                if "\u4e00" <= cell[at] <= "\u9fff":
                    row[column] = cell[:at] + cell[at] + cell[at:]
    return out


_TO_HALF = str.maketrans("（）：", "():")
_TO_FULL = str.maketrans("():", "（）：")


def other_width(rows: Rows, chance: random.Random) -> Rows:
    """Brackets and colons of labels in the other width, amounts and codes in full-width digits, odd blanks."""
    out = [list(row) for row in rows]
    wide = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}
    for row in out:
        for column, cell in enumerate(row):
            if _is_level(cell) or (_HEAD.match(_plain(cell)) and len(cell) < 20):
                row[column] = cell.translate(chance.choice((_TO_HALF, _TO_FULL)))
                if chance.random() < 0.2:
                    at = chance.randrange(1, len(cell))
                    row[column] = row[column][:at] + chance.choice((" ", "\u3000", "\xa0")) + row[column][at:]
            elif re.fullmatch(r"\d{6,7}|\(2022 年度\)", cell) and chance.random() < 0.3:
                row[column] = cell.translate(wide)
    return out


def wrap_in_tags(rows: Rows, chance: random.Random) -> Rows:
    """Cells wrapped in the tags of a web page."""
    out = [list(row) for row in rows]
    for row in out:
        for column in _texts(row):
            if "<" not in row[column] and chance.random() < 0.05:
                tag = chance.choice(("div", "p", "span", "td", "b"))
                row[column] = f"<{tag}>{row[column]}</{tag}>"
    return out


def page_numbers(rows: Rows, chance: random.Random) -> Rows:
    """Page numbers, and a running header over each page, between rows."""
    style = chance.choice(("- {} -", "第{}页", "第 {} 页 共 30 页", "{}", "{}/30", "—{}—"))
    header = chance.choice(("", "平罗县2022年部门预算公开资料"))
    out: Rows = []
    page = 1
    for row in rows:
        out.append(row)
        if chance.random() < 0.04 or (header and page < 3 and len(out) > 40 * page):
            out += [[""], [style.format(page)], *([[header]] if header else []), [""]]
            page += 1
    return out


def repeated_headings(rows: Rows, chance: random.Random) -> Rows:
    """Title, year and header of the block once more on a new page."""
    out: Rows = []
    header: list[str] = []
    inside = set(_indicator_rows(rows))
    for index, row in enumerate(rows):
        if {"一级指标", "二级指标", "三级指标", "指标值"} <= set(row):
            header = row
        elif _is_title(row):
            header = []
        if header and index in inside and index - 1 in inside and chance.random() < 0.06:
            title = [["部门项目支出预算绩效目标表"], ["(2022 年度)"]]
            out += [[""], *(title if chance.random() < 0.5 else []), header]
        out.append(row)
    return out


def other_order(rows: Rows, chance: random.Random) -> Rows:
    """The tables in another order."""
    parts = _tables(rows)
    tables = [[*table, [""]] for table in parts[1:]]
    chance.shuffle(tables)
    return [*parts[0], *(row for table in tables for row in table)]


def ruled_lines(rows: Rows, chance: random.Random) -> Rows:
    """Lines of dashes between rows."""
    out: Rows = []
    for row in rows:
        out.append(row)
        if chance.random() < 0.03 and len(row) > 1:
            out.append(["-" * chance.randrange(2, 9) for _ in row])
    return out


def far_halves(rows: Rows, chance: random.Random) -> Rows:
    """Names of levels cut by a page's end: the rest stands beside the first row of the block on the new page, some rows below."""
    out = [list(row) for row in rows]
    inside = _indicator_rows(out)
    for index in chance.sample(inside, 12):
        column = next((column for column in _texts(out[index]) if _is_level(out[index][column])), None)
        if column is None:
            continue
        free = []
        for below in inside[inside.index(index) + 1 :]:
            row = out[below]
            if len(row) != len(out[index]) or row[column].strip() or below - index > 9:
                break
            if _contents(row) == _contents(out[index]):
                free.append(below)
        if free:
            out[index][column], out[chance.choice(free)][column] = _cut_somewhere(out[index][column], chance)
    return out


def line_breaks(rows: Rows, chance: random.Random) -> Rows:
    """Lines broken within a cell: the rest of the cell begins the next line, the cells behind it follow."""
    out: Rows = []
    for row in rows:
        columns = [column for column in _texts(row) if len(row[column]) > 3]
        if chance.random() < 0.05 and len(row) > 3 and columns and not _is_title(row) and "--" not in row[0]:
            column = chance.choice(columns)
            first, second = _cut_somewhere(row[column], chance)
            out += [[*row[:column], first], [second, *row[column + 1 :]]]
        else:
            out.append(row)
    return out


def no_blank_cells(rows: Rows, chance: random.Random) -> Rows:
    """Every blank cell lost."""
    return [[cell for cell in row if cell.strip()] or [""] for row in rows]


def shift_right(rows: Rows, chance: random.Random) -> Rows:
    """Some rows with a blank cell more in front."""
    return [["", *row] if chance.random() < 0.05 and len(row) > 1 else row for row in rows]


def remark_column(rows: Rows, chance: random.Random) -> Rows:
    """A column 备注 at the end that nobody filled in, in some tables."""
    parts = _tables(rows)
    for number in chance.sample(range(1, len(parts)), 4):
        parts[number] = [[*row, "备注" if _is_header(row) else ""] if len(row) > 1 else row for row in parts[number]]
    return [row for part in parts for row in part]


def number_column(rows: Rows, chance: random.Random) -> Rows:
    """A column 序号 in front, counting the indicators, in some tables."""
    parts = _tables(rows)
    for number in chance.sample(range(1, len(parts)), 4):
        inside = _indicator_rows(parts[number])
        table = []
        for index, row in enumerate(parts[number]):
            first = "序号" if _is_header(row) else str(inside.index(index) + 1) if index in inside and _contents(row) else ""
            table.append([first, *row] if len(row) > 1 else row)
        parts[number] = table
    return [row for part in parts for row in part]


def control_characters(rows: Rows, chance: random.Random) -> Rows:
    """Characters without a shape in the cells: zero widths, controls, terminal colours, form feeds before titles."""
    out = [list(row) for row in rows]
    for row in out:
        for column in _texts(row):
            if chance.random() < 0.05:
                at = chance.randrange(len(row[column]))
                junk = chance.choice(("\u200b", "\x07", "\x1b[31m", "\ufeff", "\u202e", "\xad"))
                row[column] = row[column][:at] + junk + row[column][at:]
        if _is_title(row):
            row[0] = "\f" + row[0]
    return out


BREAKAGES: dict[str, Breakage] = {
    "other order": other_order,
    "far halves": far_halves,
    "cut levels": cut_levels,
    "cut names": cut_names,
    "cut values": cut_values,
    "cut whole rows": cut_whole_rows,
    "cut head": cut_head,
    "cut header": cut_header,
    "lost level 1": lose_level1,
    "doubled characters": double_characters,
    "other width": other_width,
    "shifted left": shift_left,
    "extra column": extra_column,
    "lost trailing cells": drop_trailing,
    "blank lines": blank_lines,
    "no blank lines": no_blank_lines,
    "line breaks": line_breaks,
    "ruled lines": ruled_lines,
    "page numbers": page_numbers,
    "repeated headings": repeated_headings,
    "tags": wrap_in_tags,
    "shifted right": shift_right,
    "empty remarks": remark_column,
    "ordinals": number_column,
    "no blank cells": no_blank_cells,
    "control characters": control_characters,
}
"""In the order in which they are applied: what looks at whole labels comes before what spoils them."""


def as_pipes(text: str, chance: random.Random) -> str:
    """Tabs as bars, as Markdown has them."""
    lines = []
    for line in text.splitlines():
        lines.append("| " + line.replace("\t", " | ") + " |" if "\t" in line else line)
        if "\t" in line and chance.random() < 0.05:
            lines.append("|" + "---|" * (line.count("\t") + 1))
    return "\n".join(lines)


def as_blanks(text: str, chance: random.Random) -> str:
    """Tabs as blanks, the same number for each."""
    return text.replace("\t", " " * chance.choice((2, 4, 8)))


def break_document(text: str, names: list[str], chance: random.Random) -> str:
    """The document with these breakages, in the order of `BREAKAGES`."""
    rows = rows_of(text)
    for name, breakage in BREAKAGES.items():
        if name in names:
            rows = breakage(rows, chance)
    return text_of(rows)
