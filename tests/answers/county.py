"""An invented county's tables as the store would hand them on: no database, so that each test says what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.answers.compose import compose
from assistant.answers.facts import Facts
from assistant.model.interpretation import Remark, Understood
from assistant.model.query import Group, IndicatorRow, Result, TableRow
from assistant.model.query_text import parse_query
from assistant.model.reply import Reply

DOCUMENT = "青禾县2024年项目支出绩效目标表.txt"


def table(
    key: int,
    project: str,
    total: int | None,
    *,
    year: int | None = 2024,
    rank: int = 0,
    rows: int = 0,
    **values: str | int | None,
) -> TableRow:
    """A table of the county; further head fields by name, funds as `fund_上级资金`."""
    cells: dict[str, str | int | Decimal | None] = {}
    for name, value in values.items():
        key_name = name.replace("fund_", "fund:", 1) if name.startswith("fund_") else name
        is_money = name in ("fiscal", "other", "total") or name.startswith("fund_")
        cells[key_name] = Decimal(value) if is_money and isinstance(value, int) else value
    line = key * 20
    places = {
        name: f"第{key}张表，第{line + 3 + position}行" for position, name in enumerate(("total", "fiscal", "other", "goal"))
    }
    places["project"] = f"第{key}张表，第{line}行"
    return TableRow(
        key, project, year, None if total is None else Decimal(total), DOCUMENT, places["project"], cells, places, rank, rows
    )


def row(
    of: TableRow,
    level2: str,
    level3: str,
    value: str,
    number: float | tuple[float, float] | None = None,
    unit: str | None = None,
    *,
    key: int = 0,
    level1: str = "产出指标",
) -> IndicatorRow:
    """An indicator row of a table; `number` is one figure or a range."""
    low, high = number if isinstance(number, tuple) else (number, number)
    key = key or sum(map(ord, level3 + value)) * 100 + of.key
    return IndicatorRow(
        key=key,
        table=of.key,
        project=of.project,
        year=of.year,
        total=of.total,
        level1=level1,
        level2=level2,
        level3=level3,
        value=value,
        low=None if low is None else Decimal(str(low)),
        high=None if high is None else Decimal(str(high)),
        unit=unit,
        document=of.document,
        place=f"{of.place.split('，')[0]}，第{of.key * 20 + 10}行",
    )


ROADS = table(1, "农村公路养护经费", 3_200_000, rows=8, fiscal=3_200_000, other=None, unit="青禾县公路段")
BUSES = table(2, "校车安全运行补助", 1_000_000, rows=6, fiscal=1_000_000, other=None, unit="青禾县教育局")
CLINICS = table(3, "乡镇卫生院设备更新项目", 1_800_000, rows=7, fiscal=1_500_000, other=300_000, unit="青禾县卫生健康局")
BOOKS = table(4, "图书进社区、进乡村活动经费", 80_000, rows=5, fiscal=80_000, other=None, unit="青禾县图书馆")
RIVERS = table(5, "河道清淤工程", 1_000_000, rows=9, fiscal=1_000_000, other=None, unit="青禾县水务局")
ALL = (ROADS, BUSES, CLINICS, BOOKS, RIVERS)

ROADS_2022 = table(11, "农村公路养护资金", 2_500_000, year=2022)
ROADS_2023 = table(12, "农村公路养护经费", 2_900_000, year=2023)

FACTS = Facts(years=(2024,), tables=5, names=tuple(one.project for one in ALL))
SEVERAL_YEARS = replace(FACTS, years=(2022, 2023, 2024), tables=15)


@dataclass(frozen=True)
class Example:
    """One question, the query that it was understood as, and what the archive would find."""

    question: str
    query: str
    tables: Sequence[TableRow] = ()
    rows: Sequence[IndicatorRow] = ()
    count: int | None = None
    value: Decimal | bool | int | None = None
    operands: tuple[int | None, ...] = ()
    versus_tables: Sequence[TableRow] = ()
    versus_rows: Sequence[IndicatorRow] = ()
    groups: Sequence[tuple[str, int]] = ()
    partly: Sequence[IndicatorRow] = ()
    blank: int = 0
    beside: Mapping[str, Example] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    facts: Facts = FACTS
    asks_which_and_amount: bool = False
    counts_tables: bool = False

    def result(self) -> Result:
        """What the store would give."""
        value = Decimal(self.value) if isinstance(self.value, int) and not isinstance(self.value, bool) else self.value
        return Result(
            parse_query(self.query),
            tuple(self.tables),
            tuple(self.rows),
            len(self.tables) + len(self.rows) if self.count is None else self.count,
            value,
            tuple(None if operand is None else Decimal(operand) for operand in self.operands),
            tuple(self.versus_tables),
            tuple(self.versus_rows),
            tuple(Group(key, Decimal(number), 1) for key, number in self.groups),
            tuple(self.partly),
            self.blank,
        )

    def reply(self) -> Reply:
        """The composed answer."""
        understood = Understood(
            parse_query(self.query),
            self.remarks,
            asks_which_and_amount=self.asks_which_and_amount,
            counts_tables=self.counts_tables,
        )
        beside = {key: one.result() for key, one in self.beside.items()}
        return compose(self.question, understood, self.result(), beside, facts=self.facts)
