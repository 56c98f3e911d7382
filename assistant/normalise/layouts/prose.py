"""The notice in prose (正文式): no table at all, fields as 项目名称：…, indicators as 数量指标：新建公厕6座；改建旱厕14座。

The names of the levels cut the text; ； and 。 end an indicator. Where its name ends and its value begins a comparator, a number,
a date or a word of degree tells; what leaves that open is read as a name without a value, with a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.chinese.width import fold, squeeze
from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import LEVEL2_PARENT, Indicator
from assistant.model.source import Place, Source
from assistant.normalise.body import STANDARD
from assistant.normalise.cells import is_complete_value
from assistant.normalise.grid import Row, filled
from assistant.normalise.head import GOALS, Entry
from assistant.normalise.labels import Labels
from assistant.normalise.layouts.base import Reading, Sheet
from assistant.normalise.layouts.form import FormHead, read_indicator, remarks_on
from assistant.normalise.pairs import pairs_in
from assistant.normalise.tables import is_header

_FEWEST = 2
"""So many second levels with a colon behind them make a text a notice in prose."""
_NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、.．](?!\d)|[①-⑳])\s*")
_CLAUSES = re.compile(r"[；;。]|[，,](?=[^，,；;。]*[：:])")
_COMMAS = re.compile("[，,](?!\\d{3}(?!\\d))")
_COMPARED = re.compile(r"[≥≤=＞＜><≧≦═＝]|不低于|不少于|不超过|不高于|不大于|不小于|控制在|大于|小于|高于|低于|超过")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_REACHED = re.compile(r"(?:达到了?|达|为|是)$")
_NUMBER = re.compile(r"(?<![\d.,第])\d")
_ADVERBS = re.compile(r"(?:有效|明显|显著|持续|不断|逐步|进一步|大幅|稳步|得到|有所|较为|基本|切实|全面|较)+$")
_WRAPPED = 20
"""Characters of a line that the page's width may have broken."""
_SENTENCE_END = re.compile(r"[。；;：:！!]$")
_ENDS = re.compile(r"[。；;：:]$")


def is_prose(grid: Grid, labels: Labels) -> bool:
    """Whether the rows are a notice in prose: levels with their indicators behind a colon, and no header of a table."""
    if any(is_header(row, labels) for row in grid.rows):
        return False
    levels = {name for row in grid.rows for name, _, _ in _levels_in(_text(row), labels) if labels.level2(name) is not None}
    if not any(labels.column(cell.text) is not None for row in grid.rows for _, cell in filled(row)):
        levels |= {name for row in grid.rows if labels.level2(name := _NUMBERING.sub("", _text(row)).rstrip("：:。")) is not None}
    return len(levels) >= _FEWEST and any(_label_of(_text(row), labels)[0] == "project" for row in grid.rows)


def read_prose(grid: Grid, source: Source, first: int, labels: Labels) -> Iterator[Reading]:
    """The table of each project, the first with the ordinal `first`."""
    starts = [index for index, row in enumerate(grid.rows) if _label_of(_text(row), labels)[0] == "project"]
    for ordinal, (start, end) in enumerate(zip(starts, [*starts[1:], len(grid.rows)], strict=True), first):
        above = grid.rows[max(0, start - _REACH) : start] if start == starts[0] else ()
        yield _Notice(grid.rows[start:end], labels).read(above, source, ordinal)


_REACH = 6
"""So many lines above 项目名称 title and year may stand."""


@dataclass(slots=True)
class _Notice:
    """The lines of one project, gone through from top to bottom."""

    rows: Sequence[Row]
    labels: Labels
    entries: list[Entry] = field(default_factory=list)
    clauses: list[tuple[str, str, str, Cell]] = field(default_factory=list)
    """First level, second level and text of each indicator, with the line's cell."""
    level1: str = ""
    level2: str = ""
    headed: bool = False
    """Whether the name of a level stands on a line of its own above the indicators."""
    closed: bool = False
    """Whether what stands below the indicators has begun: 公示期间如有异议……"""

    def read(self, above: Sequence[Row], source: Source, ordinal: int) -> Reading:
        """The table with its indicators."""
        for cell, text in _unwrapped(self.rows, self.labels):
            for part in pairs_in(text, self.labels):
                self._line(cell, part)
        head = FormHead(Sheet(Grid(tuple(self.rows)), source, ordinal), self.labels)
        head.take(tuple(above), self.entries)
        indicators: list[Indicator] = []
        findings: list[Finding] = [*head.findings]
        for level1, level2, text, cell in self.clauses:
            name, value = name_and_value(text, self.labels)
            blank = Cell("", Place())
            row = (
                replace(cell, text=level1) if level1 else blank,
                replace(cell, text=level2) if level2 else blank,
                replace(cell, text=name),
                replace(cell, text=value),
            )
            indicator = read_indicator(row, STANDARD, False, self.labels, ordinal)
            if indicator is not None:
                indicators.append(indicator)
                findings.extend(remarks_on(row, indicator))
        table: GoalTable = replace(head.table(), indicators=tuple(indicators))
        return Reading(table, tuple(findings))

    def _line(self, cell: Cell, text: str) -> None:
        plain = _NUMBERING.sub("", text)
        below = plain.startswith(self.labels.closing_lines) or self.labels.closes(plain)
        self.closed = self.closed or (bool(self.level2) and below)
        if self.closed:
            return
        levels = list(_levels_in(plain, self.labels))
        if levels:
            self.headed = False
            if self.level2 and plain[: levels[0][1]].strip():
                self._indicators(plain[: levels[0][1]], cell)
            for (name, _, end), following in zip(levels, [*(start for _, start, _ in levels[1:]), len(plain)], strict=True):
                self._enter(name)
                self._indicators(plain[end:following], cell)
            return
        if _is_heading(plain, self.labels):
            self._enter(plain.rstrip("：:。"))
            self.headed = True
            return
        headed = self.labels.head(plain.rstrip("：:。"))
        if headed is not None and headed.field in ("indicators", *GOALS):
            self.entries.append(
                Entry(headed.field, Cell(plain, cell.place), 0, ())
            )  # its text, where it has one, stands below it
            return
        known, label, value = _label_of(plain, self.labels)
        amounts = list(amounts_in(plain, self.labels))
        if amounts and (not known or known in ("money", "total", "fiscal", "other", "fund")):
            self.entries.extend(
                Entry(kind, Cell(name, cell.place), 0, ((0, Cell(amount, cell.place)),)) for kind, name, amount in amounts
            )
        elif known:
            values = ((0, Cell(value, cell.place)),) if value else ()
            self.entries.append(Entry(known, Cell(label, cell.place), 0, values))
        elif self.level2 and (_ENDS.search(plain) or _COMPARED.search(plain) or (self.headed and self._has_value(plain))):
            self._indicators(plain, cell)
        elif not self.level1 and self.entries and self.entries[-1].field in GOALS:
            last = self.entries[-1]
            self.entries[-1] = replace(last, values=(*last.values, (0, Cell(plain, cell.place))))

    def _has_value(self, text: str) -> bool:
        """Whether the line is an indicator with its value, not the date below all of them."""
        return _DATE.fullmatch(squeeze(text)) is None and all(name_and_value(text, self.labels))

    def _enter(self, name: str) -> None:
        """Goes on with this level."""
        first, second = self.labels.level1(name), self.labels.level2(name)
        parent = LEVEL2_PARENT[second.name] if second is not None else ""
        above = self.labels.level1(self.level1)
        if first is not None and (second is None or not self.level1 or (above is not None and above.name != parent)):
            self.level1, self.level2 = name, name if second is not None and first.name == parent else ""
        else:
            if above is not None and above.name != parent:
                self.level1 = ""
            self.level2 = name

    def _indicators(self, text: str, cell: Cell) -> None:
        for clause in _CLAUSES.split(text):
            clause = _NUMBERING.sub("", clause.strip()).strip(" ，,、：:")
            if self.labels.level1(clause) is not None or self.labels.level2(clause) is not None:
                self._enter(clause)
            elif clause:
                pieces = _whole_pieces(clause, self.labels) or [clause]
                self.clauses.extend((self.level1, self.level2, piece, cell) for piece in pieces)


def _whole_pieces(clause: str, labels: Labels) -> list[str]:
    """The pieces between commas, where each has a name and a value of its own; none elsewhere."""
    pieces = [piece.strip() for piece in _COMMAS.split(clause)]
    whole = len(pieces) > 1 and all(all(name_and_value(piece, labels)) for piece in pieces)
    return pieces if whole else []


def name_and_value(text: str, labels: Labels) -> tuple[str, str]:
    """An indicator of a text as its name and its value; the value is "" where nothing tells where it begins."""
    for colon in "：:":
        name, found, value = text.partition(colon)
        if found and name.strip() and value.strip():
            return name.strip(), value.strip()
    compared = _COMPARED.search(text)
    if compared is not None and compared.start() and any(character.isdigit() for character in text[compared.start() :]):
        return _REACHED.sub("", text[: compared.start()]).strip(), text[compared.start() :].strip()
    for number in _NUMBER.finditer(text):
        before, value = text[: number.start()], text[number.start() :]
        if before.strip() and is_complete_value(value, labels):
            return _REACHED.sub("", before).strip(), value.strip()
    plain = text.rstrip()
    for start in range(1, len(plain) - 1):
        if squeeze(plain[start:]) in labels.grades:
            adverbs = _ADVERBS.search(plain[:start])
            start = adverbs.start() if adverbs is not None else start
            if start > 1:
                return plain[:start].strip(), plain[start:].strip()
            break
    return text.strip(), ""


def _unwrapped(rows: Sequence[Row], labels: Labels) -> Iterator[tuple[Cell, str]]:
    """The lines, those put together that only the width of the page broke: long, without an end, and nothing new below."""
    held: tuple[Cell, str] | None = None
    for row in rows:
        text = _text(row)
        begins = _NUMBERING.match(text) is not None or bool(_label_of(text, labels)[0])
        begins = begins or _is_heading(text, labels) or any(start == 0 for _, start, _ in _levels_in(text, labels))
        if held is not None and not begins and len(held[1]) >= _WRAPPED and not _SENTENCE_END.search(held[1]):
            held = held[0], held[1] + text
            continue
        if held is not None:
            yield held
        held = filled(row)[0][1], text
    if held is not None:
        yield held


def _is_heading(text: str, labels: Labels) -> bool:
    """Whether the line is the name of a level and nothing else: 满意度指标."""
    name = text.rstrip("：:。")
    return labels.level1(name) is not None or labels.level2(name) is not None


def _text(row: Row) -> str:
    return " ".join(cell.text.strip() for _, cell in filled(row))


def _label_of(text: str, labels: Labels) -> tuple[str, str, str]:
    """Field, label and value of a line 项目名称：…; three times "" for other lines."""
    plain = _NUMBERING.sub("", text)
    for colon in "：:":
        name, found, value = plain.partition(colon)
        label = labels.head(name) if found else None
        if label is not None:
            return label.field, name, value.strip()
    return "", "", ""


@lru_cache(maxsize=4)
def _patterns(
    level_names: frozenset[str], money: tuple[tuple[str, str], ...], tiers: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Levels with a colon behind them, and labels of money with an amount behind them."""

    def any_of(names: Sequence[str]) -> str:
        return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))

    number = r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]+)[)）、.．]\s*)?"
    levels = rf"(?:^|(?<=[。；;，,、\s)）])){number}(?P<name>{any_of(list(level_names))})\s*[：:]"
    amounts = (
        rf"{''.join(f'(?<!{re.escape(tier)})' for tier in tiers)}"
        rf"(?P<label>{any_of([name for name, _ in money])})(?:共计|合计|总计|安排|为|是|约)?[:]?"
        rf"(?P<amount>\d[\d,]*(?:\.\d+)?(?:亿元|万元|千元|元))"
    )
    return re.compile(levels), re.compile(amounts)


def _made(labels: Labels) -> tuple[re.Pattern[str], re.Pattern[str], Mapping[str, str]]:
    money = {name: kind for name, kind in labels.head_names.items() if kind in ("total", "fiscal", "other", "fund")}
    levels, amounts = _patterns(
        frozenset((*labels.level1_names, *labels.level2_names)), tuple(sorted(money.items())), labels.tiers
    )
    return levels, amounts, money


def _levels_in(text: str, labels: Labels) -> Iterator[tuple[str, int, int]]:
    """The names of levels with a colon behind them: name, where it begins (with its numbering) and where its text begins."""
    levels, _, _ = _made(labels)
    for found in levels.finditer(fold(text)):
        yield found["name"], found.start(), found.end()


def amounts_in(text: str, labels: Labels) -> Iterator[tuple[str, str, str]]:
    """Kind, label and amount of all money that a sentence names: 年度资金总额114万元，其中：财政拨款86万元."""
    _, pattern, money = _made(labels)
    for found in pattern.finditer(squeeze(text)):
        yield money[found["label"]], found["label"], found["amount"]
