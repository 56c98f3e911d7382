"""Goal tables as offices have them, to be written and read back: any text, but closed up as the archive keeps it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from assistant.chinese.quantities import read_value
from assistant.chinese.width import close_up, printable
from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import COST, LEVEL2_PARENT, Indicator
from assistant.model.source import Place, Source

NOT_KEPT = re.compile(r"^(?:指标\d*[:：]|[★☆*＊.…·。]|其中|[(（【\[〔]|\d)|[:：]$|[\ufffd-\uffff]")
"""Beginnings and ends that a reader takes for the form's own: 指标1：, ★, 其中, numbering, codes."""

_NOTHING = re.compile(r"[-/\\—－–]*|无")
"""Name and value of a row that says that there is none of its category: no indicator."""
_AWKWARD = (
    "=1+1",
    "+86",
    "-5",
    "@某某",
    "＝甲",
    "'=甲",
    "007",
    "0",
    "<b>甲</b>",
    "&lt;甲&amp;乙",
    "a|b\\|c",
    "甲\\",
    '“甲”,"乙"',
    "_x0041_",
    "项目名称",
    "数量指标",
    "年度总体目标",
    "（2022年度）",
    "绩效目标表",
    "注：甲",
    "A B",
    "# 甲",
    "---",
    "甲" * 700,
    "≥95%",
)
texts = (
    st.one_of(
        st.sampled_from(_AWKWARD),
        st.text("甲乙丙党员培训经费资金=+-@'\"|\\<>&;,，。：（）()%％１1aB_*#`~ ", max_size=12),
        st.text(max_size=8),
    )
    .map(lambda text: close_up(printable(text, one_line=True)))
    .filter(lambda text: not re.search("[\ufffd-\uffff]", text))
)
"""Texts of cells, some of which look like formulas, markup, labels or numbers."""
names = texts.filter(lambda text: bool(text) and not NOT_KEPT.search(text))
"""Texts that are no blank and begin with nothing that is taken off."""
amounts = st.none() | st.one_of(
    st.just(Decimal(0)),
    st.integers(0, 10**12).map(Decimal),
    st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=2),
    st.decimals(0, 10**6, allow_nan=False, allow_infinity=False, places=20),
)
"""Yuan; None for a blank."""
codes = st.sampled_from(("", "074", "074001", "331.02", "A-7"))


@st.composite
def _rows(draw: st.DrawFn) -> tuple[Indicator, ...]:
    """The indicator block: with weights and further columns or without, marked or not."""
    marked = draw(st.booleans())
    weighted = draw(st.booleans())
    headings = draw(st.lists(st.sampled_from(("备注", "优", "评分标准", "指标解释")), max_size=2, unique=True))
    levels = [(parent, name) for name, parent in LEVEL2_PARENT.items()]
    levels += [("", ""), ("产出指标", ""), ("", "自定指标"), ("成本指标", "成本指标"), ("其它指标", "其它指标")]
    rows = []
    for _ in range(draw(st.integers(0, 6))):
        level1, level2 = draw(st.sampled_from(levels))
        name = draw(st.one_of(names, st.just("")))
        value = draw(texts.filter(lambda text: not _NOTHING.fullmatch(text)) if _NOTHING.fullmatch(name) else texts)
        rows.append(
            Indicator(
                level1,
                level2,
                name,
                read_value(value, is_cost=COST in (level1, level2)),
                Place(),
                draw(st.booleans()) if marked else None,
                draw(amounts) if weighted else None,
                {heading: text for heading in headings if (text := draw(texts))},
                level1,
                level2,
            )
        )
    return tuple(rows)


@st.composite
def forms(draw: st.DrawFn) -> GoalTable:
    """A table that the official form can hold: one project, its parts of money under labels, rows with a name or a value."""
    first = draw(st.integers(1990, 2040))
    last = draw(st.integers(first, 2041))
    has_period = draw(st.booleans())
    fiscal, other = draw(amounts), draw(amounts)
    funds = [Fund("财政拨款", fiscal), Fund("其他资金", other)] if draw(st.booleans()) else []
    labels = draw(st.lists(st.sampled_from(("上级资金", "上年结转", "自筹资金", "甲乙丙", "单位资金")), max_size=3, unique=True))
    funds[1:1] = [Fund(label, draw(amounts)) for label in labels]
    has_parts = any(fund.label == "财政拨款" for fund in funds)
    attribute_code, attribute = draw(
        st.sampled_from((("", ""), ("01", "新增一次性项目"), ("", "延续性项目"), ("02", "延续性项目")))
    )
    return GoalTable(
        title=draw(st.sampled_from(("部门项目支出预算绩效目标表", "项目支出绩效目标申报表", "甲乙丙"))),
        year=draw(st.none() | st.integers(1990, 2040)),
        project=draw(names),
        source=Source("", ""),
        place=Place(),
        department_code=draw(codes),
        department=draw(names | st.just("")),
        unit_code=draw(codes),
        unit=draw(names | st.just("")),
        attribute_code=attribute_code,
        attribute=attribute,
        period_start=first if has_period else None,
        period_end=last if has_period else None,
        period=f"{first}-{last}" if has_period else "",
        total=draw(amounts),
        fiscal=fiscal if has_parts else None,
        other=other if has_parts else None,
        funds=tuple(funds),
        goal=draw(texts),
        long_term_goal=draw(texts),
        indicators=draw(_rows()),
    )


def without_places(table: GoalTable) -> GoalTable:
    """The table without what tells one file from another: places, the source, levels as printed."""
    return replace(
        table,
        source=Source("", ""),
        place=Place(),
        places={},
        funds=tuple(replace(fund, place=Place()) for fund in table.funds),
        indicators=tuple(
            replace(row, place=Place(), level1_printed="", level2_printed="", extra=dict(row.extra)) for row in table.indicators
        ),
    )
