"""Edits of a draft: what the table then holds, what is told of it, and what is refused with the draft as it was."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting import edits as package
from assistant.drafting.cells import row_name
from assistant.drafting.edits import EDITS, EditRefused, apply
from assistant.drafting.fill import fill
from assistant.model import edit as edits
from assistant.model.draft import Brief, Change, ChangeKind, Draft
from assistant.model.edit import (
    AcceptSuggestion,
    AddRow,
    RemoveRow,
    RenameRow,
    SetField,
    SetFund,
    SetRowCell,
    SetTotal,
    SetValue,
    SetYear,
    ShiftValue,
    TableEdit,
    WriteGoal,
)
from assistant.model.published import table_to_json
from tests.drafting.tables import corpus, places, table_called

EXAMPLES = Path(__file__).parent.parent / "examples" / "drafting" / "edits.yaml"
REAL = (*corpus(), *places())


def first_draft() -> Draft:
    return fill(table_called("非公企业和社会组织党建项目补助经费"), Brief(year=2023, total=Decimal(200_000)))


def cases() -> Iterator[Any]:
    for case in yaml.safe_load(EXAMPLES.read_text("utf-8")):
        yield pytest.param(case, id=f"{case['edit']} {case['with']}")


def edit_of(case: dict[str, Any]) -> TableEdit:
    given = dict(case["with"])
    for name in ("amount", "factor", "by"):
        if given.get(name) is not None:
            given[name] = Decimal(str(given[name]))
    if "rows" in given:
        given["rows"] = tuple(given["rows"])
    if case["edit"] == "SetFund":
        given.setdefault("amount", None)
    made: TableEdit = getattr(edits, case["edit"])(**given)
    return made


def test_every_edit_has_its_function_in_a_file_of_its_own() -> None:
    assert set(EDITS) == set(get_args(TableEdit))
    files = {f"{package.__name__}.{file.name}" for file in pkgutil.iter_modules(package.__path__)} - {f"{package.__name__}.base"}
    assert {function.__module__ for function in EDITS.values()} == files
    assert len(files) == len(EDITS)


@pytest.mark.parametrize("case", list(cases()))
def test_edit(case: dict[str, Any]) -> None:
    before = first_draft()
    if "refused" in case:
        with pytest.raises(EditRefused) as refusal:
            apply(before, edit_of(case))

        assert case["refused"] in refusal.value.message and refusal.value.advice
        return
    draft = apply(before, edit_of(case))
    published = table_to_json(draft.table)
    values = {at: row.value.text for at, row in enumerate(draft.table.indicators)}
    told = {(change.where, str(change.kind)) for change in draft.changes}

    assert draft.did == case.get("did", draft.did) and draft.did
    assert {field: published[field] for field in case.get("field", {})} == case.get("field", {})
    assert {at: values[at] for at in case.get("row", {})} == case.get("row", {})
    assert case.get("goal", "") in draft.table.goal
    assert set(case.get("told", {}).items()) - told == set()


def test_rows_of_another_form_keep_their_signs_and_units() -> None:
    draft = fill(table_called("青禾县2023年农村道路维修养护"), Brief(year=2024))
    draft = apply(draft, SetValue((10,), "92"))
    draft = apply(draft, SetValue((0,), "40"))
    draft = apply(draft, ShiftValue((8,), factor=Decimal("1.5")))

    assert [draft.table.indicators[at].value.text for at in (10, 0, 8)] == ["≥92%", "≥40公里", "≥1.8万人"]


def test_setting_a_cell_again_keeps_one_entry_with_the_base_in_it() -> None:
    draft = first_draft()
    for value in ("2023年10月底", "11月底", "2023年9月底"):
        draft = apply(draft, SetValue((2,), value))
    entries = [one for one in draft.changes if one.row == 2]

    assert [(one.before, one.after, one.kind) for one in entries] == [("2021年12月底", "2023年9月底", ChangeKind.REQUESTED)]


def test_setting_the_base_value_again_leaves_no_entry() -> None:
    first = first_draft()
    draft = apply(apply(first, SetValue((0,), "30个")), SetValue((0,), "20个"))

    assert (draft.table, draft.changes) == (first.table, first.changes)


def test_a_row_that_was_added_and_removed_leaves_no_trace() -> None:
    first = first_draft()
    draft = apply(first, AddRow("数量指标", "培训人数", "40人"))
    draft = apply(draft, SetValue((1,), "50人"))

    assert [(one.before, one.after) for one in draft.changes if one.row == 1] == [("", "50人")]
    draft = apply(draft, RemoveRow((1,)))
    assert (draft.table, draft.changes) == (first.table, first.changes)


def test_proposals_follow_the_total_and_go_where_it_goes_back() -> None:
    first = first_draft()
    draft = apply(first, SetTotal(Decimal(300_000)))

    assert [one.after for one in draft.changes if one.kind is ChangeKind.SUGGESTED] == ["30个"]
    draft = apply(draft, SetTotal(Decimal(400_000)))
    assert [one.after for one in draft.changes if one.kind is ChangeKind.SUGGESTED] == ["40个"]
    draft = apply(draft, SetTotal(Decimal(200_000)))
    assert [one for one in draft.changes if one.kind is ChangeKind.SUGGESTED] == []


def test_accepting_proposals_brings_row_and_goal_together() -> None:
    draft = apply(first_draft(), SetTotal(Decimal(300_000)))
    one_row = apply(draft, AcceptSuggestion((0,)))

    assert one_row.table.indicators[0].value.text == "30个"
    assert "20个" in one_row.table.goal
    assert any(one.field == "goal" and one.kind is ChangeKind.SUGGESTED for one in one_row.changes)
    all_of_it = apply(draft, AcceptSuggestion())
    assert "30个单位" in all_of_it.table.goal
    assert not any(one.kind is ChangeKind.SUGGESTED for one in all_of_it.changes)


def test_shares_of_several_sources_add_up_when_taken_over() -> None:
    draft = fill(table_called("中小学教师培训"), Brief(year=2023, total=Decimal(555_555)))
    draft = apply(draft, AcceptSuggestion())

    assert sum(fund.amount or 0 for fund in draft.table.funds) == draft.table.total == 555_555


def test_another_year_is_rolled_from_the_base_and_what_was_written_follows() -> None:
    draft = fill(table_called("青禾县2023年农村道路维修养护"), Brief(year=2024))
    draft = apply(draft, SetValue((3,), "2024年2月底前"))
    draft = apply(draft, SetYear(2025))
    table = draft.table

    assert (table.year, table.title, table.project) == (2025, "2025年项目支出绩效目标申报表", "青禾县2025年农村道路维修养护")
    assert [table.indicators[at].value.text for at in (3, 4, 5)] == ["2025年2月底前", "2025年11月30日前", "2024年12月底"]
    assert "〔2021〕18号" in table.goal and "自2019年以来" in table.goal and "2025年养护" in table.goal
    assert [one.kind for one in draft.changes if one.row == 3 and one.part == "value"] == [ChangeKind.REQUESTED]
    assert any("2024年" in one.why for one in draft.changes if one.row == 5)


def test_a_figure_that_found_no_row_is_told_until_it_has_one() -> None:
    draft = fill(table_called("人才工作经费"), Brief("培训师资15人", "人才工作经费", 2023))

    assert [one.before for one in draft.changes if one.where == "您说的"] == ["15人"]
    draft = apply(draft, SetYear(2024))
    assert [one.before for one in draft.changes if one.where == "您说的"] == ["15人"]
    draft = apply(draft, AddRow("数量指标", "培训师资人数", "15人"))
    assert [one for one in draft.changes if one.where == "您说的"] == []


def test_a_removed_row_that_the_goal_speaks_of_is_pointed_out() -> None:
    draft = apply(first_draft(), RemoveRow((0,)))
    goal = next(one for one in draft.changes if one.field == "goal")

    assert "20个" in goal.why and "删去" in goal.why


rows = st.integers(0, 20)
amounts = st.integers(-10, 10**13).map(Decimal)
short = st.sampled_from(("30人", "92%", "11月底", "明显", "", "2022年底", "15", "5-10万元/个", "三十", "≥95%")) | st.text(
    max_size=8
)
one_edit = st.one_of(
    st.builds(SetTotal, amounts | st.none(), st.none() | st.just(Decimal("1.2"))),
    st.builds(SetFund, st.sampled_from(("财政拨款", "其他资金", "自有", "")), amounts | st.none()),
    st.builds(SetField, st.sampled_from(("project", "unit", "attribute", "period", "goal", "year", "x")), short),
    st.builds(SetYear, st.integers(1900, 2200)),
    st.builds(SetValue, st.lists(rows, max_size=2).map(tuple), short),
    st.builds(ShiftValue, st.lists(rows, max_size=2).map(tuple), amounts | st.none(), st.none() | st.just(Decimal("0.5"))),
    st.builds(RenameRow, rows, short),
    st.builds(SetRowCell, rows, st.sampled_from(("weight", "extra:备注")), short),
    st.builds(AddRow, st.sampled_from(("数量指标", "经济成本指标", "满意度", "甲")), short, short),
    st.builds(RemoveRow, st.lists(rows, max_size=3).map(tuple)),
    st.builds(WriteGoal, short, st.booleans(), short),
    st.builds(AcceptSuggestion, st.lists(rows, max_size=2).map(tuple)),
)


def cell_names(draft: Draft) -> set[tuple[str, int | None, str]]:
    return {(one.field, one.row, one.part) for one in draft.changes}


@settings(max_examples=80, deadline=None)
@given(base=st.sampled_from(REAL), steps=st.lists(one_edit, max_size=6))
def test_any_edits_leave_every_difference_told(base: Any, steps: list[TableEdit]) -> None:
    draft = fill(base, Brief(total=Decimal(1_000_000)))
    for step in steps:
        before = draft
        try:
            draft = apply(draft, step)
        except EditRefused:
            continue
        assert draft.did
        assert draft.base == before.base
        for change in draft.changes:
            if change.row is not None:
                assert change.where.startswith(row_name(draft.table.indicators[change.row]))
        assert_told(base, draft)


def assert_told(base: Any, draft: Draft) -> None:
    """Every row that the base has and the draft has not, or otherwise, stands in the list."""
    told = {change.row: change for change in draft.changes if change.row is not None}
    stood = [(row.level2, row.level3, row.value.text) for row in base.indicators]
    for at, row in enumerate(draft.table.indicators):
        if (row.level2, row.level3, row.value.text) not in stood:
            assert at in told
    gone = [change for change in draft.changes if is_gone(change)]
    added = [change for change in draft.changes if change.row is not None and change.part == "" and change.before == ""]
    assert len(draft.table.indicators) == len(stood) - len(gone) + len(added)


def is_gone(change: Change) -> bool:
    return change.row is None and change.field == "" and change.kind is ChangeKind.REQUESTED and change.after == ""
