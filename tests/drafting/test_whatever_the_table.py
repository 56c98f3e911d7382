"""What holds of every draft, whatever the base: nothing changes in silence, nothing is invented, and no table is too odd."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.cells import Cell, money_cells, text_in
from assistant.drafting.differences import differences
from assistant.drafting.edits import apply
from assistant.drafting.fill import fill
from assistant.drafting.proportion import numbers_of
from assistant.drafting.rolling import texts
from assistant.drafting.years import years_in
from assistant.model.draft import Brief, Change, ChangeKind, Draft
from assistant.model.edit import AddRow, RemoveRow, RenameRow, SetValue
from assistant.model.goal_table import GoalTable
from tests.drafting.tables import corpus, places
from tests.strategies_table import tables

REAL = (*corpus(), *places())
TOTALS = (None, Decimal(40_000), Decimal(1_000_000), Decimal(12_345_678))
SENTENCES = (
    "",
    "两期，每期40人，预算20万",
    "满意度提到92%，11月底前完成",
    "预算涨两成",
    "每人500元，慰问30人",
    "２０２６年，一百二十万",
)
HEAD = ("title", "year", "project", "department", "unit", "attribute", "period", "total", "goal", "long_term_goal")


def briefs() -> Iterator[Brief]:
    for year in (None, 2021, 2025):
        for total in TOTALS:
            yield Brief(year=year, total=total, sentence=SENTENCES[(year or 0) % len(SENTENCES)])


def cells_that_differ(base: GoalTable, table: GoalTable) -> list[Cell]:
    """Compared one by one: a filled table has the rows of its base in their places."""
    cells = [Cell(field) for field in HEAD] + list(money_cells(base))
    cells += [Cell(row=at, part=part) for at in range(len(base.indicators)) for part in ("level3", "value")]
    return [cell for cell in cells if text_in(base, cell) != text_in(table, cell)]


def told(draft: Draft, cell: Cell) -> list[Change]:
    return [one for one in draft.changes if (one.field, one.row, one.part) == (cell.field, cell.row, cell.part)]


def assert_all_told(base: GoalTable, draft: Draft) -> None:
    for cell in cells_that_differ(base, draft.table):
        before, after = text_in(base, cell), text_in(draft.table, cell)
        assert any((one.before, one.after) == (before, after) for one in told(draft, cell)), (cell, before, after)


@pytest.mark.parametrize("base", REAL, ids=lambda base: base.project[:12])
def test_nothing_changes_in_silence(base: GoalTable) -> None:
    for brief in briefs():
        assert_all_told(base, fill(base, brief))


@pytest.mark.parametrize("base", REAL, ids=lambda base: base.project[:12])
def test_no_year_but_the_new_one_stands_without_being_pointed_out(base: GoalTable) -> None:
    draft = fill(base, Brief(year=2027, total=Decimal(500_000)))
    for cell, _ in (*texts(draft.table), (Cell("long_term_goal"), False)):
        others = set(years_in(text_in(draft.table, cell))) - {2027}
        said = "".join(one.why for one in told(draft, Cell(cell.field, cell.row, "value" if cell.row is not None else "")))

        assert all(str(year) in said for year in others) or "文号" in said, (cell, others)


@pytest.mark.parametrize("base", REAL, ids=lambda base: base.project[:12])
def test_money_adds_up_or_is_pointed_out(base: GoalTable) -> None:
    for brief in briefs():
        draft = fill(base, brief)
        amounts = [fund.amount or Decimal(0) for fund in draft.table.funds]
        if sum(amounts) != draft.table.total:
            assert any(one.field == "total" and one.kind is ChangeKind.KEPT for one in draft.changes)


@pytest.mark.parametrize("base", REAL, ids=lambda base: base.project[:12])
def test_figures_move_only_when_they_are_asked_for(base: GoalTable) -> None:
    draft = fill(base, Brief(year=2027, total=Decimal(777_777)))
    for before, after in zip(base.indicators, draft.table.indicators, strict=True):
        if not years_in(before.value.text) and "年" not in before.value.text:
            assert after.value == before.value
    assert [row.value.text for row in draft.table.indicators if not row.level3] == [
        row.value.text for row in base.indicators if not row.level3
    ]


@pytest.mark.parametrize("base", REAL, ids=lambda base: base.project[:12])
def test_quantities_are_not_proposed_when_the_money_stays(base: GoalTable) -> None:
    draft = fill(base, Brief(year=2027, total=base.total))

    assert [one.where for one in draft.changes if one.kind is ChangeKind.SUGGESTED and one.row is not None] == []


@pytest.mark.parametrize("base", REAL, ids=lambda base: base.project[:12])
def test_codes_stay_as_printed(base: GoalTable) -> None:
    table = fill(base, Brief(year=2027, total=Decimal(1))).table

    assert (table.department_code, table.unit_code, table.attribute_code) == (
        base.department_code,
        base.unit_code,
        base.attribute_code,
    )


@pytest.mark.parametrize("base", REAL, ids=lambda base: base.project[:12])
def test_proposals_are_not_in_the_table_and_say_how_they_were_reckoned(base: GoalTable) -> None:
    draft = fill(base, Brief(year=2027, total=(base.total or Decimal(1)) * 3))
    for one in draft.changes:
        if one.kind is ChangeKind.SUGGESTED and one.row is not None:
            assert text_in(draft.table, Cell(row=one.row, part="value")) == one.before
            assert numbers_of(one.after) and one.after.lstrip("≥≤=") in one.why


def test_drafting_again_from_a_draft_gives_the_next_year() -> None:
    for base in REAL:
        first = fill(base, Brief(year=2024)).table
        second = fill(first, Brief())

        assert second.table.year == 2025
        assert_all_told(first, second)


@settings(max_examples=80, deadline=None)
@given(
    base=tables,
    year=st.none() | st.integers(1950, 2100),
    total=st.none() | st.decimals(allow_nan=True, allow_infinity=True),
    sentence=st.sampled_from(SENTENCES) | st.text(max_size=20),
    name=st.none() | st.text(max_size=8),
)
def test_any_table_is_filled_and_all_changes_are_told(
    base: GoalTable, year: int | None, total: Decimal | None, sentence: str, name: str | None
) -> None:
    draft = fill(base, Brief(sentence, None, year, name, total))

    assert_all_told(base, draft)


@settings(max_examples=30, deadline=None)
@given(base=tables, other=tables)
def test_any_two_tables_are_compared(base: GoalTable, other: GoalTable) -> None:
    assert differences(base, base) == ()
    assert all(one.before != one.after or not one.after for one in differences(base, other))


def test_another_row_in_the_place_of_one_is_told_as_gone_and_added() -> None:
    base = corpus()[4]
    draft = fill(base, Brief(year=2022, total=base.total))
    draft = apply(draft, AddRow("数量指标", "选派科技特派员", "40人"))
    draft = apply(draft, RemoveRow((2,)))
    draft = apply(draft, RenameRow(1, "慰问各类人才"))
    found = [(one.where, one.before, one.after, one.row) for one in differences(base, draft.table)]

    assert found == [
        ("数量指标 慰问各类人才", "慰问高层次特殊人才", "慰问各类人才", 1),
        ("数量指标 选派科技特派员", "", "40人", 2),
        ("数量指标 举办人才培训班", "1期", "", None),
    ]


def test_a_row_renamed_and_set_anew_is_told_as_both() -> None:
    base = corpus()[4]
    draft = fill(base, Brief(year=2022, total=base.total))
    draft = apply(apply(draft, RenameRow(1, "走访慰问优秀专家人才")), SetValue((1,), "35人"))
    found = [(one.before, one.after, one.row, one.part) for one in differences(base, draft.table)]

    assert found == [("慰问高层次特殊人才", "走访慰问优秀专家人才", 1, "level3"), ("20人", "35人", 1, "value")]


def test_differences_name_what_differs_between_two_years() -> None:
    base = corpus()[4]
    draft = fill(base, Brief(year=2023, total=Decimal(400_000)))
    found = {(one.where, one.before, one.after) for one in differences(base, draft.table)}

    assert found == {
        ("年度", "2022", "2023"),
        ("项目期", "2022-2022", "2023-2023"),
        ("年度资金总额", "300000", "400000"),
        ("财政拨款", "300000", "400000"),
        ("时效指标 本年度完成所有任务", "2022年", "2023年"),
    }
