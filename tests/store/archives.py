"""Tables to fill archives with: those of the corpus, of two invented bureaus, and any number of small made-up ones."""

from __future__ import annotations

import random
from decimal import Decimal
from functools import cache
from pathlib import Path

from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import LEVEL2_PARENT, Indicator
from assistant.model.quantity import Quantity, TargetValue
from assistant.model.source import Place, Source
from assistant.normalise import normalise
from assistant.readers import read

HERE = Path(__file__).parent
CORPUS = next(Path(__file__).parents[2].joinpath("corpus").glob("*.txt"))

Document = tuple[Source, tuple[GoalTable, ...]]


@cache
def read_document(path: Path) -> Document:
    """A document as the program reads it."""
    raw = read(path.read_bytes(), path.name)
    return raw.source, normalise(raw).tables


def two_bureaus() -> Document:
    """Fifteen tables of an invented county: two bureaus, three years."""
    return read_document(HERE / "two_bureaus.json")


def corpus() -> Document:
    """The tables of the shipped corpus."""
    return read_document(CORPUS)


NAMES = (
    "人才工作经费",
    "人才工作补助经费",
    "2023年人才工作经费",
    "道路养护",
    "道路养护（一期）",
    "道路 养护(一期)",
    "ABC平台项目",
    "",
)
DEPARTMENTS = (("01", "甲县民政局"), ("02", "乙局"), ("", ""), ("01", "甲县 民政局"))
UNITS = (("01001", "甲县民政局本级"), ("02002", "图书馆"), ("", ""))
LABELS = ("财政拨款", "上级资金", "其他资金", "县级 资金")
GOALS = ("", "慰问老党员，１００％完成", "慰问 老党员,100%完成", "提高服务水平", "道路养护")
LEVEL3 = ("", "慰问老党员", "培训合格率", "道路养护里程（公里）", "服务对象满意度", "ABC数量")
UNITS_OF_VALUES = ("%", "人", "元/人", "元", None)
NUMBERS = tuple(map(Decimal, ("0", "50", "95", "95.5", "100", "100.000001", "1000", "160000")))
MONEY = (None, *map(Decimal, ("0", "100", "300000", "300000.5", "1000000", "1000000.01", "7300000")))
YEARS = (None, 2022, 2023, 2024)


def made_up(seed: int, count: int) -> tuple[Document, ...]:
    """Documents of one to four tables with few different values, so that questions meet some of them and ties are many."""
    chance = random.Random(seed)
    documents: list[Document] = []
    while count > 0:
        source = Source(f"文件{len(documents)}.txt", f"{seed}-{len(documents)}")
        several = min(count, chance.randint(1, 4))
        documents.append((source, tuple(made_up_table(chance, source, position) for position in range(1, several + 1))))
        count -= several
    return tuple(documents)


def made_up_table(chance: random.Random, source: Source, position: int) -> GoalTable:
    """One table of small vocabularies."""
    department_code, department = chance.choice(DEPARTMENTS)
    unit_code, unit = chance.choice(UNITS)
    year = chance.choice(YEARS)
    total = chance.choice(MONEY)
    funds = tuple(Fund(label, chance.choice(MONEY)) for label in chance.sample(LABELS, chance.randint(0, 3)))
    rows = tuple(_made_up_row(chance, position, number) for number in range(chance.choice((0, 1, 2, 5))))
    return GoalTable(
        title="项目支出绩效目标表",
        year=year,
        project=chance.choice(NAMES),
        source=source,
        place=Place(table=position, line=position * 40),
        department_code=department_code,
        department=department,
        unit_code=unit_code,
        unit=unit,
        attribute_code="01",
        attribute=chance.choice(("新增一次性项目", "延续项目", "")),
        period_start=year,
        period_end=chance.choice((None, 2024)),
        period="2022-2024",
        total=total,
        fiscal=chance.choice((total, *MONEY)),
        other=chance.choice(MONEY),
        funds=funds,
        goal=chance.choice(GOALS),
        long_term_goal=chance.choice(GOALS),
        indicators=rows,
        places={"project": Place(table=position, line=position * 40 + 1), "total": Place(table=position, line=position * 40 + 3)},
    )


def _made_up_row(chance: random.Random, table: int, number: int) -> Indicator:
    level2 = chance.choice((*LEVEL2_PARENT, ""))
    low = chance.choice((None, *NUMBERS))
    if low is None:
        value = TargetValue(chance.choice(("明显", "每月", "", "慰问")), chance.choice((None, "=")))
    else:
        high, unit = max(low, chance.choice((low, low, *NUMBERS))), chance.choice(UNITS_OF_VALUES)
        text = f"{low}{unit or ''}" if low == high else f"{low}-{high}{unit or ''}"
        value = TargetValue(text, chance.choice((None, "≥", "≤")), Quantity(low, high, unit))
    return Indicator(
        level1=LEVEL2_PARENT.get(level2, ""),
        level2=level2,
        level3=chance.choice(LEVEL3),
        value=value,
        place=Place(table=table, line=table * 40 + 10 + number),
        required=chance.choice((None, True, False)),
        weight=chance.choice((None, Decimal(10), Decimal("2.5"))),
        extra=chance.choice(({}, {"备注": "慰问金"}, {"优": "≥95%", "良": ""})),
        level1_printed=LEVEL2_PARENT.get(level2, ""),
        level2_printed=f"{level2}（必填）",
    )
