"""A table drawn for the screen: nothing wider than asked for, nothing lost, merged cells merged."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from assistant.chinese.cells import cells
from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import Indicator
from assistant.model.quantity import TargetValue
from assistant.model.source import Place, Source
from assistant.tasks.table_text import NARROWEST, draw_form, table_text


def row(level1: str, level2: str, level3: str, value: str, required: bool | None = None) -> Indicator:
    return Indicator(level1, level2, level3, TargetValue(value), Place(), required=required)


TABLE = GoalTable(
    title="部门项目支出预算绩效目标表",
    year=2023,
    project="河道保洁经费",
    source=Source("河道.txt", ""),
    place=Place(),
    department_code="081",
    department="青泉县水务局",
    unit_code="081002",
    unit="青泉县河道管理所",
    attribute_code="02",
    attribute="延续性项目",
    period="2023-2025",
    total=Decimal("452000"),
    fiscal=Decimal("450000"),
    funds=(Fund("财政拨款", Decimal("450000")), Fund("其他资金", Decimal("2000.50"))),
    goal="保洁河道32公里，汛期前完成全部清淤任务。",
    indicators=(
        row("产出指标", "数量指标", "保洁河道长度", "32公里", True),
        row("产出指标", "数量指标", "清淤河段", "5段", True),
        row("产出指标", "时效指标", "汛期前完成清淤", "2023年5月底", True),
        row("效益指标", "生态效益指标", "水质达到三类以上的断面", "≥90%"),
        row("满意度指标", "服务对象满意度指标", "沿岸群众满意度", "95%"),
    ),
)


@pytest.mark.parametrize("width", [NARROWEST, 50, 72, 80, 100, 140])
def test_no_line_is_wider_than_the_screen_and_all_lines_of_the_form_end_together(width: int) -> None:
    lines = table_text(TABLE, width).splitlines()
    form = [line for line in lines if line[0] in "┌├│└"]

    assert max(map(cells, lines)) <= width
    assert len({cells(line) for line in form}) == 1


def test_everything_that_the_table_holds_is_shown() -> None:
    words = re.sub(r"[\s─-╿]", "", table_text(TABLE, 140))

    for text in (
        "（2023年度）",
        "河道保洁经费",
        "【081】青泉县水务局",
        "【081002】青泉县河道管理所",
        "02-延续性项目",
        "2023-2025",
    ):
        assert text in words
    for text in ("年度资金总额452000", "财政拨款450000", "其他资金2000.5", TABLE.goal, "清淤河段5段", "≥90%", "数量指标（必填）"):
        assert text in words


def test_equal_levels_below_each_other_are_one_cell() -> None:
    text = table_text(TABLE, 140)

    assert text.count("产出指标") == 1
    assert text.count("数量指标（必填）") == 1
    assert text.count("时效指标（必填）") == 1


def test_unit_stands_beside_its_label_in_a_cell_wide_enough_to_read() -> None:
    line = next(line for line in table_text(TABLE, 80).splitlines() if "实施单位" in line)

    assert [cell.strip() for cell in line.strip("│").split("│")] == [
        "主管部门",
        "【081】青泉县水务局",
        "实施单位",
        "【081002】青泉县河道管理所",
    ]


@pytest.mark.parametrize("width", [36, 40, 44, 48])
def test_labels_are_broken_between_their_words(width: int) -> None:
    text = table_text(TABLE, width)

    assert not re.search("实施单 *│", text)
    assert re.search("│实施 *│", text) or "│实施单位" in text


def test_weights_and_further_columns_get_columns_of_their_own() -> None:
    indicator = Indicator(
        "产出指标", "数量指标", "清淤河段", TargetValue("5段"), Place(), weight=Decimal("12.50"), extra={"备注": "分两批"}
    )
    table = GoalTable("绩效目标表", 2023, "清淤", Source("a.txt", ""), Place(), indicators=(indicator,))
    line = next(line for line in table_text(table, 120).splitlines() if "清淤河段" in line)

    assert [cell.strip() for cell in line.strip("│").split("│")][2:] == ["数量指标", "清淤河段", "5段", "12.5", "分两批"]


def inside(line: str, left: int, right: int) -> str:
    """What stands in these columns of a line."""
    starts = [cells(line[:at]) for at in range(len(line))]
    return "".join(letter for letter, start in zip(line, starts, strict=True) if left <= start < right).replace(" ", "")


def test_each_cell_stands_where_the_form_says() -> None:
    form = draw_form(TABLE, 80)
    stands = {
        (area.part, "".join(inside(line, area.left, area.right) for line in form.lines[area.top : area.bottom]))
        for area in form.areas
    }

    assert stands >= {
        ("project", "河道保洁经费"),
        ("fund:1", "2000.5"),
        ("row:1", "清淤河段"),
        ("row:1", "5段"),
        ("", "产出指标"),
    }


def test_signs_stand_before_the_cells_that_they_name_and_the_year_is_a_cell_then() -> None:
    form = draw_form(TABLE, 80, {"row:1.value": "？", "total": "●", "year": "→"})
    stands = {
        area.cell: "".join(inside(line, area.left, area.right) for line in form.lines[area.top : area.bottom])
        for area in form.areas
        if area.part
    }

    assert stands["row:1.value"] == "？5段" and stands["row:1.level3"] == "清淤河段"
    assert stands["total"] == "●452000" and stands["year"] == "（→2023年度）"
    assert not any(area.part == "year" for area in draw_form(TABLE, 80).areas)


def test_control_characters_of_a_document_are_not_drawn() -> None:
    table = GoalTable("标题\x1b[2J", 2023, "名\x07称\x9b31m", Source("a.txt", ""), Place(), goal="第一行\n第二行\x00")

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", table_text(table, 80))
