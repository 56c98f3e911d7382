"""Texts that reach over the edges of their cells in a ruled table: given to the cell that is theirs, never run together."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model.finding import Severity
from assistant.normalise import normalise
from assistant.readers import read
from assistant.readers.overhang import Box, Settled, settled

SAMPLES = Path(__file__).parent / "samples"
SIZE = 10.0


def drawn(text: str, left: float, top: float) -> list[dict[str, object]]:
    """The characters of a line as the library has them."""
    return [
        {
            "text": character,
            "x0": left + at * SIZE,
            "x1": left + (at + 1) * SIZE,
            "top": top,
            "bottom": top + SIZE,
            "size": SIZE,
        }
        for at, character in enumerate(text)
    ]


def texts(found: Settled) -> dict[int, str]:
    return {cell: "".join(str(char["text"]) for char in chars) for cell, chars in found.cells.items()}


NAMES: tuple[Box, ...] = tuple((0.0, 13.0 * row, 60.0, 13.0 * (row + 1)) for row in range(4))
"""Four low cells below each other, with room for six characters."""


@pytest.mark.parametrize("top", [13.0, 20.0, 5.0])
def test_lines_of_a_low_cell_stay_together_at_its_top_middle_or_bottom(top: float) -> None:
    lines = [*drawn("甲一", 0, 1.5), *drawn("丙三", 0, 27.5), *drawn("丁四", 0, 40.5)]
    lines += [*drawn("乙二乙二乙二", 0, top - 6), *drawn("又乙", 0, top + 8)]
    found = settled(lines, NAMES)

    assert texts(found)[1] == "乙二乙二乙二又乙"
    assert set(texts(found).values()) - {"乙二乙二乙二又乙"} <= {"甲一", "丙三", "丁四", ""}
    assert found.moved == (1,)
    assert found.unsure == ()


def test_a_name_without_room_runs_over_the_next_cells() -> None:
    boxes = ((0.0, 0.0, 40.0, 13.0), (40.0, 0.0, 80.0, 13.0), (80.0, 0.0, 120.0, 13.0))
    found = settled([*drawn("项目名称很长", 1, 1.5), *drawn("12座", 81, 1.5)], boxes)

    assert texts(found) == {0: "项目名称很长", 1: ""}


def test_texts_that_touch_at_an_edge_are_those_of_two_cells() -> None:
    boxes = ((0.0, 0.0, 40.0, 13.0), (40.0, 0.0, 80.0, 13.0))

    assert settled([*drawn("1200", 0, 1.5), *drawn("公里", 40, 1.5)], boxes) == Settled({})


def test_cells_below_each_other_are_no_text_of_several_lines() -> None:
    lines = [char for row in range(4) for char in drawn("甲乙丙丁"[row] * 3, 0, 13 * row + 1.5)]

    assert settled(lines, NAMES) == Settled({})


def test_a_line_below_the_table_is_its_own_unless_the_text_was_wrapped() -> None:
    alone = [*drawn("丁四", 0, 40.5), *drawn("注：以上", 0, 55.0)]
    wrapped = [*drawn("丁四丁四丁四", 0, 40.5), *drawn("丁四", 0, 55.0)]

    assert settled(alone, NAMES).moved == ()
    assert texts(settled(wrapped, NAMES)) == {3: "丁四丁四丁四丁四"}


def test_what_two_cells_may_claim_is_said() -> None:
    boxes = ((0.0, 0.0, 60.0, 13.0), (0.0, 13.0, 60.0, 39.0))
    found = settled([*drawn("甲一甲一甲一", 0, 7.0), *drawn("甲一", 0, 21.0)], boxes)

    assert len(found.unsure) == 1


def test_a_line_that_its_cell_cuts_off_is_said() -> None:
    assert settled(drawn("改造水厂处数和", 0, 1.5), (*NAMES, (60.0, 0.0, 120.0, 13.0))).cut == ()
    assert settled(drawn("改造水厂处数"[:6], 4, 1.5), (*NAMES, (60.0, 0.0, 120.0, 13.0))).cut == (0,)


LINES = st.lists(
    st.tuples(st.text("甲乙1", min_size=1, max_size=9), st.floats(-20, 130), st.floats(-20, 70)), min_size=1, max_size=12
)


@given(LINES)
def test_no_character_is_lost_in_a_cell_or_given_twice(lines: list[tuple[str, float, float]]) -> None:
    """Wherever lines stand: each character that stood in one of the cells stands in one of them after, and in one only."""
    boxes = tuple((40.0 * column, 13.0 * row, 40.0 * (column + 1), 13.0 * (row + 1)) for row in range(4) for column in range(3))
    chars = [char for text, left, top in lines for char in drawn(text, left, top)]
    found = settled(chars, boxes)
    given_to = [id(char) for cell in found.cells.values() for char in cell]
    within = {
        id(char)
        for char in chars
        for cell, (left, top, right, bottom) in enumerate(boxes)
        if left <= (float(str(char["x0"])) + float(str(char["x1"]))) / 2 < right
        and top <= (float(str(char["top"])) + float(str(char["bottom"]))) / 2 < bottom
        and cell in found.cells
    }

    assert len(given_to) == len(set(given_to))
    assert within <= set(given_to)


def test_a_print_of_rows_too_low_for_their_names() -> None:
    found = normalise(read((SAMPLES / "low_rows.pdf").read_bytes(), "表.pdf"))

    (table,) = found.tables
    assert table.unit == "某某自治县农村供水服务中心（县水质检测中心）"
    assert [(row.level3, row.value.text) for row in table.indicators] == [
        ("改造村级集中供水水厂及配套管网设施处数", "12处"),
        ("检测水样份数", "360份"),
        ("供水水质合格率（按生活饮用水卫生标准评价）", "≥95%"),
        ("改造完成时间", "2023年11月30日之前全部完工并通过验收"),
        ("受益农村人口", "1.2万人"),
        ("受益群众对供水保障工作的满意程度", "≥90%"),
    ]
    assert {finding.severity for finding in found.findings if finding.rule == "text-over-edge"} == {Severity.REPAIR}
