"""The form (表单式): one project a table, labels with their values on top, the indicator block below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.chinese.measures import MEASURES
from assistant.chinese.quantities import read_value
from assistant.chinese.width import close_up, squeeze
from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import COST, Indicator
from assistant.model.quantity import OPERATORS
from assistant.model.source import Place, Source
from assistant.normalise.body import GRADES, LEVELS, Column, body_start, columns_of
from assistant.normalise.cells import (
    amount_of,
    caption_unit,
    code_and_name,
    is_number,
    is_title,
    ticked,
    year_in_brackets,
    year_in_title,
    years_of_period,
)
from assistant.normalise.grid import Row, doubt, filled, quoted, repair, shortened
from assistant.normalise.head import MONEY, SECTIONS, Entry, HeadRow, head_range, is_office_beside, take_apart, with_values_beside
from assistant.normalise.labels import Labels, key_of
from assistant.normalise.layouts.base import Reading, Sheet
from assistant.normalise.several import rows_apart
from assistant.normalise.spoiled import is_serial_day, what_it_was
from assistant.normalise.tables import head_fields, title_in, year_in

_LEADING = re.compile(r"^(?:指标\d*[:：]|[★☆*＊]+)+")
_NUMBERED = re.compile(r"\([一二三四五六七八九]\)|[一二三四五六七八九]、")
_OFFICE_ABOVE = re.compile(
    r"(?P<label>[^:]{2,12}):(?:\((?:盖章|公章|章)\))?(?P<name>[^:()]{3,40}?)(?=\(|(?:金额)?单位:|(?:填报|填表|编制)?(?:日期|时间):|$)"
)
_UNIT_ALONE = re.compile(r"[^\d]{0,8}金额\((亿元|万元|千元|元)\)")
"""What heads a column of amounts in place of the total."""
_PAIR = 2
_ELLIPSIS = re.compile(r"[.…·。]+")
_NOTHING = re.compile(r"[-/\\—－–]*|无")
"""Name and value of a category that a table says it has none of."""
_MEASURED = "|".join(map(re.escape, (*sorted(MEASURES, key=len, reverse=True), "公里", "平方米", "万元", "元", "亩")))
_UNFILLED = re.compile(rf"[≥≤=<>≧≦═]*(?:[XxＸ×_*]+|…+)?(?:%|[百千万亿]?(?:{_MEASURED}))?")
"""A value without its number: 公里, ≧%, 座, ≥XX%."""
_PLACEHOLDER = re.compile(r"[XxＸ×]{2,}|_{2,}|请?填写|示例|样表")
"""What templates print where something is to be filled in."""
_NUMBERED_GOAL = re.compile(r"目标\d*[:]|[.…·。;,、]+|[XxＸ×_*]{2,}")
_RANKS = ((1, ("省级", "自治区级")), (2, ("市级",)), (3, ("区级", "县级")), (4, ("乡", "镇")))
"""Where departments of several levels stand in one form, the lowest is the one concerned."""
_SIGNS = {"≧": "≥", "≦": "≤", "═": "=", "＝": "=", ">=": "≥", "<=": "≤", "＞": ">", "＜": "<"}


class Form:
    """The form and its variants that differ in labels and columns only."""

    name = "form"

    def fits(self, grid: Grid, labels: Labels) -> bool:
        """A project's name on top and an indicator block below."""
        return any("project" in head_fields(row, labels) for row in grid.rows) and body_start(grid, labels) < len(grid.rows)

    def read(self, sheet: Sheet, labels: Labels) -> Reading:
        """The table of a mended grid; None, with a doubt, for a form that nobody filled in."""
        head = FormHead(sheet, labels)
        head.read()
        indicators, remarks = _indicators(sheet, labels)
        findings = [*head.findings, *remarks]
        return checked(replace(head.table(), indicators=tuple(indicators)), findings, sheet)


def checked(table: GoalTable, findings: Sequence[Finding], sheet: Sheet) -> Reading:
    """The table with what was found; None for one that nobody filled in, and for one without a project's name."""
    cells = [cell for _, cell in filled(sheet.grid.rows[0])]
    if _is_unfilled(table):
        told = "这里像项目支出绩效目标表，但是一张没有填的空表，没有导入。"
        return Reading(None, (doubt("no-project", cells, told, "请确认选对了文件；填好以后再导入。"),))
    if not table.project:
        told = "这里像项目支出绩效目标表，但没有读到项目名称，没有导入。"
        return Reading(None, (*findings, doubt("no-project", cells, told)))
    return Reading(table, tuple(findings))


def _is_unfilled(table: GoalTable) -> bool:
    """Whether neither money nor goal nor any indicator has more than a template has."""
    has_money = any(amount for amount in (table.total, table.fiscal, table.other, *(fund.amount for fund in table.funds)))
    goals = "".join(_NUMBERED_GOAL.sub("", squeeze(text)) for text in (table.goal, table.long_term_goal))
    has_rows = any(row.value.text or (row.level3 and row.extra) for row in table.indicators)
    if has_rows or (has_money and table.project):
        return False
    return not goals or not table.project or _PLACEHOLDER.search(goals + table.project) is not None


@dataclass(slots=True)
class FormHead:
    """Collects the fields of the head: `read` or `take` first, then `table`."""

    sheet: Sheet
    labels: Labels
    texts: dict[str, str] = field(default_factory=dict)
    """Text of each field, as printed."""
    places: dict[str, Place] = field(default_factory=dict)
    amounts: dict[str, Decimal | None] = field(default_factory=dict)
    funds: list[Fund] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    year: int | None = None
    unit: Decimal | None = None
    """Yuan in one unit of money, from the block's label or a caption."""

    def read(self) -> None:
        """Takes all rows above the indicator block."""
        start, end = head_range(self.sheet.grid, self.labels)
        self.unit = self.sheet.unit
        self._caption(self.sheet.grid.rows[:start])
        in_money = False
        rows = self.sheet.grid.rows[start:end]
        exact = self.sheet.grid.exact
        parts = []
        for row in with_values_beside(rows, self.labels) if exact else rows:
            part = take_apart(row, self.labels, in_money)
            if part.entries:
                in_money = any(entry.field in MONEY or entry.field == "money" for entry in part.entries)
            if part.loose:
                cells = [cell for _, cell in part.loose]
                self.findings.append(doubt("unread-cell", cells, f"“{quoted(row)}”不知道是哪一栏的，没有读进表里。"))
            parts.append(part)
        parts = _with_unit(parts)
        others = _other_years(parts) if exact else frozenset()
        for at, part in enumerate(parts):
            for entry in part.entries:
                if (at, entry.column) not in others:
                    self._take(entry)
        self._sum_up()
        self._remark_on_unit()
        self._remark_on_year()
        self._remark_on_ignored()

    def take(self, above: tuple[Row, ...], entries: Iterable[Entry]) -> None:
        """Takes what is known to be labels and values; `above`: the rows above 项目名称."""
        self._caption(above)
        for entry in entries:
            self._take(entry)
        self._remark_on_unit()
        self._remark_on_year()
        self._remark_on_ignored()

    def _share_unit(self) -> None:
        """The unit of amounts that stand above or beside the only label that names one.

        总额 5.4, 财政拨款（万元） 5.4; 项目资金（万元） in the middle of its rows, of which the first stands above it.
        """
        units = {self.unit} if self.unit is not None else self.label_units
        if not self.bare or len(units) != 1 or self.total_unit is not None:
            return
        (unit,) = units
        for key in filter(None, self.bare):
            known = self.amounts.get(key)
            self.amounts[key] = known if known is None else known * unit
        self.funds = [
            replace(fund, amount=fund.amount * unit) if at in self.bare_funds and fund.amount is not None else fund
            for at, fund in enumerate(self.funds)
        ]

    def _remark_on_unit(self) -> None:
        self._share_unit()
        if self.unit is None and any(self.amounts.values()) and not self.units_printed:
            self.findings.append(
                doubt(
                    "no-money-unit",
                    [Cell("", next(self.places[key] for key in ("total", "fiscal", "other") if key in self.places))],
                    "没有印金额单位，按元读。",
                )
            )

    def _sum_up(self) -> None:
        """A total that is blank while its parts, numbered （一） （二） …, have amounts: their sum, which is said."""
        parts = [amount for amount in self.numbered if amount is not None]
        if self.amounts.get("total") is None and len(self.numbered) > 1 and parts:
            self.amounts["total"] = sum(parts, Decimal(0))
            place = self.places.setdefault("total", self.funds[0].place)
            told = f"年度资金总额没有填数，由{len(parts)}项来源加出，是{self.amounts['total']:f}元。"
            self.findings.append(doubt("total-from-parts", [Cell("", place)], told))

    numbered: list[Decimal | None] = field(default_factory=list)
    """The amounts of the parts that are numbered （一） （二） …"""
    label_units: set[Decimal] = field(default_factory=set)
    """The units of money that labels of single rows name."""
    bare: list[str] = field(default_factory=list)
    """Fields of amounts of which nothing says the unit."""
    bare_funds: set[int] = field(default_factory=set)
    """Where those stand in `funds`."""
    total_unit: Decimal | None = None
    """Yuan in one unit of money, where the label of the total names it; good for the rows that say nothing."""
    split: list[Cell] = field(default_factory=list)
    """Labels whose values stood several times beside each other."""
    ignored: list[Cell] = field(default_factory=list)
    """Labels of what is known, filled in and not kept."""
    units_printed: bool = False
    """Whether a money row or its label names its unit."""
    above: dict[str, tuple[str, Place]] = field(default_factory=dict)
    """Department and unit that stand above the table, taken where it names none."""
    department_rank: int = 0
    """How low in the administration the department's label stands; 0 where it does not say."""

    def _caption(self, rows: tuple[Row, ...]) -> None:
        """Title, year and unit of money from the rows above 项目名称."""
        for index, row in enumerate(rows):
            cells = [cell for _, cell in filled(row)]
            title = title_in(row)
            if title is None and index + 1 < len(rows) and len(cells) == 1 and (below := title_in(rows[index + 1])) is not None:
                joined = cells[0].text + below
                if is_title(joined) and index == 0:
                    title = joined
                    self.findings.append(
                        repair("cut-title", [*cells, filled(rows[1])[0][1]], f"标题断成两行，读作“{close_up(joined)}”。")
                    )
            if title is not None and "title" not in self.texts:
                self.texts["title"] = close_up(title)
                self.places["title"] = self._place(cells[0])
            year = year_in(row)
            if year is not None and self.year is None:
                self.year = year
                self.places["year"] = self._place(cells[0])
            for cell in cells:
                if self.year is None and title is None and (year := year_in_brackets(cell.text)) is not None:
                    self.year = year
                    self.places["year"] = self._place(cell)
                self._take_office(cell)
                unit = caption_unit(cell.text, self.labels)
                self.unit = unit if unit is not None else self.unit
        if self.year is None and "title" in self.texts:
            self.year = year_in_title(self.texts["title"])
            if self.year is not None:
                self.places["year"] = self.places["title"]

    def _take_office(self, cell: Cell) -> None:
        """Department or unit that a line above the table names: 填报单位（盖章）：某局    单位：万元."""
        found = _OFFICE_ABOVE.match(squeeze(cell.text))
        label = self.labels.head(found["label"]) if found else None
        if found is not None and label is not None and label.field in ("department", "unit"):
            self.above.setdefault(label.field, (found["name"], self._place(cell)))

    def _remark_on_year(self) -> None:
        if self.year is None:
            cells = [cell for _, cell in filled(self.sheet.grid.rows[0])] or [self.sheet.grid.rows[0][0]]
            self.findings.append(doubt("no-year", cells, "标题和标题下面都没有印年度，年度空着。", "请补上预算年度。"))

    def _remark_on_ignored(self) -> None:
        if self.split:
            told = f"合并的格拆开以后，“{shortened(self.split[0].text, 12)}”等{len(self.split)}栏的字印了几遍，只读一遍。"
            self.findings.append(Finding("split-cell", Severity.REPAIR, self._place(self.split[0]), told))
        if self.ignored:
            names = "”“".join(shortened(cell.text, 12) for cell in self.ignored)
            told = f"“{names}”几栏不在目标表里，没有保存。" if len(self.ignored) > 1 else f"“{names}”一栏不在目标表里，没有保存。"
            place = self._place(self.ignored[0])
            self.findings.append(Finding("ignored-field", Severity.HINT, place, told))

    def _take(self, entry: Entry) -> None:
        """One label with its value; what a merged cell left in each of its cells, when it was split, is taken once."""
        if self.sheet.grid.exact and (single := _taken_once(entry.values)) != entry.values:
            entry = replace(entry, values=single)
            self.split.append(entry.label)
        if entry.field == "ignored":
            if entry.values:
                self.ignored.append(entry.label)
            return
        if entry.field == "year":
            self._take_year(entry)
            return
        if entry.field == "money" and len(entry.values) == 1 and is_number(entry.values[0][1].text):
            self._take_money(replace(entry, field="total"))  # 预算资金（万元） | 180
        elif entry.field in SECTIONS:
            self.unit = entry.unit if entry.unit is not None else self.unit
        elif entry.field in MONEY:
            self._take_money(entry)
        else:
            self._take_text(entry)

    def _take_year(self, entry: Entry) -> None:
        """The year of a cell of its own: 预算年度 2023."""
        first, last = years_of_period("".join(cell.text for _, cell in entry.values))
        if first is None or first != last:
            return
        if self.year is not None and self.year != first:
            cells = [cell for _, cell in entry.values]
            if self.places["year"] != self.places.get("title"):
                return
            self.findings.append(doubt("year-twice", cells, f"标题上是{self.year}年，表里的年度是{first}，按表里的读。"))
        self.year = first
        self.places["year"] = self._place(entry.values[0][1])

    def _take_text(self, entry: Entry) -> None:
        text = close_up("".join(cell.text for _, cell in entry.values))
        text = ticked(text) if entry.field == "attribute" else text
        if not text:
            self.places.setdefault(entry.field, self._place(entry.label))
            return
        rank = _rank(entry.label.text)
        if rank and entry.field == "department" and rank > self.department_rank:
            self.texts.pop("department", None)
            self.department_rank = rank
        known = self.texts.get(entry.field)
        if known is not None and rank and entry.field == "department" and rank < self.department_rank:
            return
        if known is not None and squeeze(known) != squeeze(text):
            cells = [cell for _, cell in entry.values]
            told = f"“{shortened(entry.label.text)}”印了两次，内容不同；用前一个，这个没有读：“{shortened(text)}”。"
            self.findings.append(doubt("field-twice", cells, told))
            return
        self.texts[entry.field] = text
        self.places[entry.field] = self._place(entry.values[0][1])

    def _take_money(self, entry: Entry) -> None:
        printed = "".join(cell.text for _, cell in entry.values)
        if (headed := _UNIT_ALONE.fullmatch(squeeze(printed))) is not None:
            self.unit = self.labels.money_units.get(headed[1], self.unit)
            printed = ""
        amount = amount_of(printed, entry.unit or self.unit or self.total_unit)
        if entry.unit is not None:
            self.label_units.add(entry.unit)
        elif amount.yuan and not amount.own_unit and (self.unit or self.total_unit) is None:
            self.bare.append(entry.field if entry.field in ("total", "fiscal", "other") else "")
            if entry.field != "total":
                self.bare_funds.add(len(self.funds))
        if entry.field == "total" and entry.unit is not None:
            self.total_unit = entry.unit
        self.units_printed = self.units_printed or amount.own_unit or entry.unit is not None
        place = self._place(entry.values[0][1] if entry.values else entry.label)
        label = _fund_label(entry.label.text)
        if not amount.understood:
            cells = [cell for _, cell in entry.values]
            self.findings.append(doubt("unclear-amount", cells, f"“{label}”的“{shortened(printed)}”读不成一个金额，请核对。"))
        if entry.field != "fund":
            if self.amounts.get(entry.field) is not None and amount.yuan is not None:
                cells = [cell for _, cell in entry.values]
                self.findings.append(
                    doubt("field-twice", cells, f"“{label}”印了两次；用前一个，这个没有读：“{shortened(printed)}”。")
                )
                return
            self.amounts[entry.field] = amount.yuan
            self.places[entry.field] = place
        if _NUMBERED.match(squeeze(entry.label.text)):
            self.numbered.append(amount.yuan)
        if entry.field != "total":
            self.funds.append(Fund(label, amount.yuan, place))

    def _place(self, cell: Cell) -> Place:
        return cell.place.in_table(self.sheet.ordinal)

    def table(self) -> GoalTable:
        """The table without its indicators."""
        texts = self.texts
        for key, (name, place) in self.above.items():
            if not texts.get(key):
                texts[key] = name
                self.places[key] = place
        department_code, department = code_and_name(texts.get("department", ""))
        unit_code, unit = code_and_name(texts.get("unit", ""))
        attribute_code, attribute = code_and_name(texts.get("attribute", ""))
        first, last = years_of_period(texts.get("period", ""))
        begins, ends = years_of_period(texts.get("period_start", "")), years_of_period(texts.get("period_end", ""))
        places = dict(self.places)
        for key, source in (
            ("department_code", "department"),
            ("unit_code", "unit"),
            ("attribute_code", "attribute"),
            ("period_start", "period"),
            ("period_end", "period"),
        ):
            if source in places:
                places.setdefault(key, places[source])
        rows = self.sheet.grid.rows
        last_line = max([cell.place.last_line or cell.place.line for row in rows for cell in row])
        first_place = self._place(filled(rows[0])[0][1])
        return GoalTable(
            title=texts.get("title", ""),
            year=self.year,
            project=texts.get("project", ""),
            source=self.sheet.source,
            place=first_place.over(first_place.line, last_line),
            department_code=department_code or texts.get("department_code", ""),
            department=department,
            unit_code=unit_code or texts.get("unit_code", ""),
            unit=unit,
            attribute_code=attribute_code,
            attribute=attribute,
            period_start=first if first is not None else begins[0],
            period_end=last if last is not None else ends[1],
            period=texts.get("period", ""),
            total=self.amounts.get("total"),
            fiscal=self.amounts.get("fiscal"),
            other=self.amounts.get("other"),
            funds=tuple(self.funds),
            goal=texts.get("goal", ""),
            long_term_goal=texts.get("long_term_goal", ""),
            places=places,
        )


def _with_unit(parts: Sequence[HeadRow]) -> list[HeadRow]:
    """The rows of a head that names no unit with the lower of two departments as the unit: 预算单位 beside 预算部门."""
    entries = [(at, entry) for at, part in enumerate(parts) for entry in part.entries if entry.values]
    departments = [(at, entry) for at, entry in entries if entry.field == "department"]
    if len(departments) != _PAIR or any(entry.field == "unit" for _, entry in entries):
        return list(parts)
    (_, first), (at, second) = departments
    if not is_office_beside(first.label.text, second.label.text):
        first, (at, second) = second, departments[0]
    if not is_office_beside(first.label.text, second.label.text):
        return list(parts)
    done = [replace(entry, field="unit") if entry is second else entry for entry in parts[at].entries]
    return [replace(part, entries=tuple(done)) if index == at else part for index, part in enumerate(parts)]


def _other_years(parts: Sequence[HeadRow]) -> frozenset[tuple[int, int]]:
    """Row and column of the amounts of several years that stand left of the year's own, under the same labels."""
    annual = 0
    below = len(parts)
    for at, part in enumerate(parts):
        for position, entry in enumerate(part.entries):
            if entry.field == "total" and any(before.field == "ignored" for before in part.entries[:position]):
                annual, below = entry.column, min(below, at)
    if not annual:
        return frozenset()
    amounts = [(at, entry) for at, part in enumerate(parts) if at >= below for entry in part.entries if entry.field in MONEY]
    yearly = {_fund_label(entry.label.text) for _, entry in amounts if entry.column >= annual}
    last = {(at, _fund_label(entry.label.text)): entry.column for at, entry in amounts}
    return frozenset(
        (at, entry.column)
        for at, entry in amounts
        if entry.column < last[at, _fund_label(entry.label.text)]
        or (entry.column < annual and len(parts[at].entries) > 1 and _fund_label(entry.label.text) in yearly)
    )


def _taken_once(values: tuple[tuple[int, Cell], ...]) -> tuple[tuple[int, Cell], ...]:
    """The cells without those that repeat the one left of them."""
    kept: list[tuple[int, Cell]] = []
    for column, cell in values:
        if not kept or squeeze(cell.text) != squeeze(kept[-1][1].text):
            kept.append((column, cell))
    return tuple(kept)


def _rank(label: str) -> int:
    """How low the label says that an office stands: 省级 1, 市级 2, 区级 and 县级 3, 乡镇 4; 0 where it does not say."""
    key = key_of(label)
    return next((rank for rank, beginnings in _RANKS if key.startswith(beginnings)), 0)


def _fund_label(text: str) -> str:
    """A money row's label as printed, without 其中, numbering and the colon."""
    plain = close_up(text).rstrip(":：")
    return re.sub(r"^其中[:：]?|^[(（]?[一二三四五六七八九十]+[)）、]|^\d{1,2}[.、]", "", plain)


def _indicators(sheet: Sheet, labels: Labels) -> tuple[list[Indicator], list[Finding]]:
    """The rows of the block; rows with neither name nor value are blank categories and left out."""
    start = body_start(sheet.grid, labels)
    rows = sheet.grid.rows[start + 1 :]
    columns = columns_of(sheet.grid.rows[start], labels)
    whole = [_fitted(row, LEVELS + len(columns)) for row in rows]
    lost = [cell for row in rows for cell in row[LEVELS + len(columns) :] if cell.text.strip()]
    columns = by_content(columns, [row[LEVELS:] for row in whole])
    findings: list[Finding] = []
    if lost:
        told = f"“{shortened(lost[0].text)}”等{len(lost)}格不在表头的任何一栏下面，没有读进表里。"
        findings.append(doubt("unread-cell", lost, told))
    indicators, remarks = indicators_of(whole, columns, labels, sheet.source, sheet.ordinal, without_unfilled=True)
    return indicators, [*findings, *remarks]


def indicators_of(
    rows: Sequence[Row],
    columns: tuple[Column, ...],
    labels: Labels,
    source: Source,
    ordinal: int,
    *,
    without_unfilled: bool = False,
) -> tuple[list[Indicator], list[Finding]]:
    """The indicators of rows (level 1, level 2, contents under `columns`), and what is to be said of them.

    A row may hold several; one with neither name nor value is a blank category and left out. `without_unfilled`: leaves out, with
    a doubt, rows whose value is what a template prints before it is filled in.
    """
    marked = _has_marks((row[1].text for row in rows), labels)
    indicators: list[Indicator] = []
    findings: list[Finding] = []
    for row in rows:
        several, told_apart = rows_apart(row, columns, labels, own_lines=source.format != "pdf")
        findings.extend(told_apart)
        for one in several:
            indicator = read_indicator(one, columns, marked, labels, ordinal)
            if indicator is None:
                continue
            value = indicator.value.text
            if without_unfilled and indicator.level3 and value and _UNFILLED.fullmatch(squeeze(value)):
                told = f"“{shortened(indicator.level3)}”的指标值只有“{value}”，是模板里没有填的，没有读。"
                findings.append(doubt("unfilled-row", [cell for _, cell in filled(one[LEVELS:])], told))
                continue
            indicators.append(indicator)
            findings.extend(remarks_on(one, indicator))
    return indicators, findings


def _fitted(row: Row, width: int) -> Row:
    """The row with so many cells: blank ones where it lacks some, without those behind them."""
    blank = Cell("", row[0].place)
    return (*row[:width], *[blank] * (width - len(row)))


def by_content(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """The columns with 计算符号 where the comparators are, whatever its heading says; `rows`: the contents in their order."""

    def signs(position: int) -> bool:
        texts = [squeeze(row[position].text) for row in rows if row[position].text.strip()]
        return any(_SIGNS.get(text, text) in OPERATORS for text in texts)

    if any(signs(position) for position, column in enumerate(columns) if column.kind == "operator"):
        return columns
    for position, column in enumerate(columns):
        if not column.kind and signs(position):
            return tuple(
                replace(other, kind="operator" if at == position else "" if other.kind == "operator" else other.kind)
                for at, other in enumerate(columns)
            )
    return columns


def _has_marks(levels: Iterable[str], labels: Labels) -> bool:
    """Whether any of the second levels says 必填 or 选填: then those that say nothing are optional."""
    return any((level := labels.read_level2(text) or labels.marked(text)) and level.required is not None for text in levels)


_NO_LEVEL = frozenset("—－-/")
"""What stands in the cell of a level that a row does not have."""


def level_text(printed: str) -> str:
    """A level as it is printed; without a sign that says that the row has none (—, —（选填）)."""
    text = printed.strip()
    return text[1:] if text[:1] in _NO_LEVEL and (len(text) == 1 or text[1] in "（(") else printed


def read_indicator(row: Row, columns: tuple[Column, ...], marked: bool, labels: Labels, ordinal: int) -> Indicator | None:
    """One row (level 1, level 2, contents under `columns`); None where name and value are blank.

    `marked`: whether the table marks what is 必填 (`_has_marks`).
    """
    levels = [cell if (text := level_text(cell.text)) == cell.text else replace(cell, text=text) for cell in row[:LEVELS]]
    row = (*levels, *row[LEVELS:])
    texts = {"level3": "", "value": "", "operator": "", "unit": "", "weight": ""}
    extra: dict[str, str] = {}
    for column, cell in zip(columns, row[LEVELS:], strict=True):
        if column.kind:
            texts[column.kind] = close_up(cell.text)
        elif cell.text.strip():
            extra[close_up(column.heading)] = close_up(cell.text)
    name = _LEADING.sub("", texts["level3"])
    name = "" if _ELLIPSIS.fullmatch(name) else name
    if _NOTHING.fullmatch(name) and _NOTHING.fullmatch(texts["value"]):
        return None
    printed = _value_text(texts, extra, columns)
    if not printed and (not name or labels.sums(name)):
        return None
    first = labels.read_level1(row[0].text)
    second = labels.read_level2(row[1].text, first.name if first else "") or labels.marked(row[1].text)
    level1 = first.name if first else close_up(row[0].text)
    level2 = second.name if second else close_up(row[1].text)
    required = bool(second and second.required) if marked else None
    cells = [cell for _, cell in filled(row[LEVELS:])]
    weight = amount_of(texts["weight"], None).yuan if texts["weight"] else None
    if weight is None and texts["weight"]:
        extra[next(close_up(column.heading) for column in columns if column.kind == "weight")] = texts["weight"]
    indicator = Indicator(
        level1=level1,
        level2=level2,
        level3=name,
        value=read_value(printed, is_cost=level2 == COST or level1 == COST),
        place=_span(cells).in_table(ordinal),
        required=required,
        weight=weight,
        extra=extra,
        level1_printed=close_up(row[0].text) if row[0].place != Place() else "",
        level2_printed=close_up(row[1].text) if row[1].place != Place() else "",
    )
    return replace(indicator, value=replace(indicator.value, quantity=None)) if is_serial_day(indicator) else indicator


def _span(cells: list[Cell]) -> Place:
    first = cells[0].place
    last = max(max(cell.place.line, cell.place.last_line) for cell in cells)
    line = min(cell.place.line for cell in cells)
    return first.over(line, last)


def _value_text(texts: dict[str, str], extra: dict[str, str], columns: tuple[Column, ...]) -> str:
    """Comparator, number and unit together where they stand in columns of their own; what is no comparator goes to `extra`."""
    value, unit = texts["value"], texts["unit"]
    sign = _SIGNS.get(texts["operator"], texts["operator"])
    if texts["operator"] and sign not in OPERATORS:
        heading = next(column.heading for column in columns if column.kind == "operator")
        extra[close_up(heading)] = texts["operator"]
        sign = ""
    if value and unit and not value.endswith(unit) and squeeze(value)[-1:].isdigit():
        value += unit
    elif unit and not value:
        extra["计量单位"] = unit
    return texts["operator"] + value if sign and value else value


def remarks_on(row: Row, indicator: Indicator) -> Iterator[Finding]:
    """What is doubtful about an indicator, at the row that it was read from."""
    cells = [cell for _, cell in filled(row[LEVELS:])]
    if not indicator.level3:
        yield doubt("no-name", cells, f"指标值“{shortened(indicator.value.text)}”旁边没有三级指标，照原样收入。")
    elif not indicator.value.text and not any(grade in indicator.extra for grade in GRADES):
        yield doubt("no-value", cells, f"三级指标“{shortened(indicator.level3)}”没有指标值，照原样收入。")
    if told := what_it_was(indicator):
        what = f"“{shortened(indicator.level3)}”的指标值“{shortened(indicator.value.text)}”{told}；照原样收入，没有改。"
        yield doubt("spoiled-value", cells, what)
    if not indicator.level2:
        yield doubt("no-level", cells, f"“{quoted(row)}”读不出是哪一类指标。")
