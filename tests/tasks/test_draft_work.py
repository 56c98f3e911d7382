"""A draft filled in cell by cell: marked by what each cell is, refused with a sentence, saved and undone like what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.drafting.edits import apply
from assistant.drafting.refusal import EditRefused
from assistant.errors import AssistantError, ExistingFile, UnknownName
from assistant.model.conversation import Conversation
from assistant.model.draft import Base, Change, ChangeKind, Draft
from assistant.model.edit import AcceptSuggestion, AddRow, PutAway, SetValue, Undo
from assistant.model.finding import Where
from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import Indicator
from assistant.model.quantity import TargetValue
from assistant.model.source import Place, Source
from assistant.store.store import Store
from assistant.tasks.converse import converse
from assistant.tasks.draft_form import (
    Mark,
    called,
    cells_of,
    cells_of_finding,
    differing,
    edits_of,
    marks,
    typed_text,
    wanting,
)
from assistant.tasks.draft_work import (
    Stepped,
    against_base,
    base_candidates,
    begin_draft,
    discard_draft,
    draft_of,
    fill_cell,
    kept_drafts,
    proposed_file,
    resume_draft,
    take_step,
    try_cell,
    write_draft,
)
from assistant.tasks.workspace import Workspace, open_workspace

WISH = "照人才工作经费做一份2023年的，预算40万"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An archive with the shipped tables."""
    with open_workspace(tmp_path / "archive.db", tell=lambda text: None) as opened:
        yield opened


@pytest.fixture
def drafted(workspace: Workspace) -> Conversation:
    """A draft in hand."""
    return converse(workspace, Conversation(), WISH)[1]


def filled(workspace: Workspace, conversation: Conversation, cell: str, typed: str) -> Stepped:
    """The step that filling the cell is."""
    step = fill_cell(workspace, conversation, cell, typed)
    assert step is not None
    return step


TABLE = GoalTable(
    title="绩效目标表",
    year=2023,
    project="河道保洁",
    source=Source("河道.txt", ""),
    place=Place(),
    department_code="081",
    department="水务局",
    attribute_code="02",
    attribute="延续性项目",
    total=Decimal(100000),
    fiscal=Decimal(80000),
    funds=(Fund("财政拨款", Decimal(80000)), Fund("其他资金", None)),
    indicators=(
        Indicator("产出指标", "数量指标", "保洁河道", TargetValue("32公里"), Place()),
        Indicator("产出指标", "数量指标", "", TargetValue(""), Place()),
    ),
)


def test_cells_are_marked_by_what_became_of_them(drafted: Conversation) -> None:
    draft = draft_of(drafted)
    marked = marks(draft)

    assert marked["total"] is Mark.REQUESTED and marked["fund:0"] is Mark.ROLLED and marked["year"] is Mark.ROLLED
    assert marked["attribute"] is Mark.KEPT and Mark.SUGGESTED in marked.values()
    assert "project" not in marked
    assert "attribute" in wanting(draft) and "fund:0" not in wanting(draft)
    assert set(marked) <= set(cells_of(draft.table))


def test_cell_that_was_kept_blank_is_missing() -> None:
    kept = Change("项目期", "", "", ChangeKind.KEPT, "空着，请填", "period")

    assert marks(Draft(TABLE, None, (kept,)))["period"] is Mark.MISSING


def test_blank_cells_are_missing() -> None:
    marked = marks(Draft(TABLE, None))

    assert {cell for cell, mark in marked.items() if mark is Mark.MISSING} == {"unit", "goal", "row:1.level3", "row:1.value"}


@pytest.mark.parametrize(
    ("cell", "typed", "edits"),
    [
        ("total", "40万", 1),
        ("total", "100000", 0),
        ("year", "2024年", 1),
        ("department", "【082】农业农村局", 2),
        ("department", "【081】农业农村局", 1),
        ("attribute", "02-延续性项目", 0),
        ("attribute", "新增一次性项目", 2),
        ("fund:1", "", 0),
        ("fund:0", "", 1),
        ("goal", "保洁河道32公里", 1),
        ("row:0.value", "40公里", 1),
        ("row:0.level3", "保洁河道长度", 1),
        ("period", "2023-2025", 1),
    ],
)
def test_what_is_typed_becomes_edits(cell: str, typed: str, edits: int) -> None:
    assert len(edits_of(TABLE, cell, typed)) == edits


@pytest.mark.parametrize(
    ("cell", "typed", "said"),
    [
        ("total", "很多", "不是一个金额"),
        ("total", "", "不能空着"),
        ("year", "明年吧", "不是一个年度"),
        ("year", "", "年度不能空着"),
        ("period", "三年", "没有年份"),
        ("fund:1", "abc", "不是一个金额"),
    ],
)
def test_what_a_cell_cannot_hold_is_refused_with_advice(cell: str, typed: str, said: str) -> None:
    with pytest.raises(EditRefused, match=said) as refused:
        edits_of(TABLE, cell, typed)

    assert refused.value.advice


def test_every_cell_has_a_name_and_a_text() -> None:
    assert all(called(TABLE, cell) for cell in cells_of(TABLE))
    assert typed_text(TABLE, "department") == "【081】水务局" and typed_text(TABLE, "attribute") == "02-延续性项目"


WEIGHED = replace(
    TABLE,
    indicators=(
        Indicator(
            "产出指标", "数量指标", "保洁河道", TargetValue("32公里"), Place(), weight=Decimal(50), extra={"备注": "含支流"}
        ),
        Indicator("效益指标", "社会效益指标", "改善环境", TargetValue("明显"), Place(), weight=Decimal(40)),
    ),
)
"""A table whose form prints weights and a column of its own."""


@pytest.mark.parametrize(
    ("cell", "typed", "stands"),
    [
        ("row:1.weight", "30分", "30"),
        ("row:1.weight", "十二点五", "12.5"),
        ("row:1.weight", "", ""),
        ("row:0.extra:备注", "含支流和 沟渠", "含支流和沟渠"),
        ("row:1.extra:备注", "群众评议", "群众评议"),
        ("row:0.extra:备注", "", ""),
    ],
)
def test_weights_and_further_columns_are_cells_like_others(cell: str, typed: str, stands: str) -> None:
    draft = Draft(WEIGHED, Base("河道保洁", 2022))
    assert cell in cells_of(WEIGHED)
    for edit in edits_of(WEIGHED, cell, typed):
        draft = apply(draft, edit)

    assert typed_text(draft.table, cell) == stands
    assert differing(WEIGHED, draft.table) == {cell} and marks(draft)[cell] is Mark.REQUESTED
    assert cell in cells_of(draft.table), "a column that was emptied can be filled in again"
    column = "权重" if "weight" in cell else "备注"
    assert called(WEIGHED, cell).endswith(f" 的{column}") and f"”的{column}" in draft.did


@pytest.mark.parametrize("typed", ["-5", "很重要", "10%"])
def test_weight_is_a_number_of_at_least_zero(typed: str) -> None:
    with pytest.raises(EditRefused, match="不能作权重"):
        try_all(WEIGHED, "row:0.weight", typed)


def try_all(table: GoalTable, cell: str, typed: str) -> None:
    """Applies what was typed."""
    for edit in edits_of(table, cell, typed):
        apply(Draft(table, None), edit)


def test_weight_and_remark_are_saved_exported_told_and_undone(tmp_path: Path) -> None:
    path = tmp_path / "weighed.db"
    with Store.open(path, write=True) as store:
        store.save(Source("河道.txt", ""), [WEIGHED])
    with open_workspace(path, tell=lambda text: None) as workspace:
        begun = begin_draft(workspace, Conversation(), "", Base("河道保洁", 2023)).conversation
        weighed = filled(workspace, begun, "row:1.weight", "30").conversation
        step = filled(workspace, weighed, "row:0.extra:备注", "含沟渠")
        again = resume_draft(workspace, Conversation(), kept_drafts(workspace)[0].key).conversation
        rows = draft_of(again).table.indicators
        assert (rows[1].weight, rows[0].extra["备注"]) == (Decimal(30), "含沟渠")
        assert "含沟渠" in step.reply.text and "权重" in str(draft_of(again).changes)

        file = write_draft(draft_of(again), str(tmp_path / "表.md"), with_changes=True)
        text = file.read_text("utf-8")
        assert "含沟渠" in text and "| 30 |" in text and "改善环境 权重" in text

        _, undone = converse(workspace, step.conversation, "撤销")
        assert draft_of(undone).table == draft_of(weighed).table


def test_finding_names_its_cells() -> None:
    assert cells_of_finding(Where("fiscal"), TABLE) == ("fund:0",)
    assert cells_of_finding(Where("", "产出指标", "数量指标"), TABLE) == ("row:0.value", "row:1.value")
    assert cells_of_finding(Where("", "产出指标", "数量指标", "", "", 1), TABLE) == ("row:1.level3",)
    assert cells_of_finding(None, TABLE) == ()


def test_filled_cell_is_a_step_that_talking_undoes_and_another_session_finds(workspace: Workspace, drafted: Conversation) -> None:
    step = filled(workspace, drafted, "row:1.value", "27")
    assert draft_of(step.conversation).table.indicators[1].value.text == "27人"
    assert differing(draft_of(drafted).table, draft_of(step.conversation).table) == {"row:1.value"}

    again = resume_draft(workspace, Conversation(), kept_drafts(workspace)[0].key).conversation
    assert draft_of(again).table.indicators[1].value.text == "27人"
    told, _ = converse(workspace, step.conversation, "我前面改了哪些")
    assert "27人" in told.text
    _, undone = converse(workspace, step.conversation, "撤销")
    assert draft_of(undone).table == draft_of(drafted).table


def test_refused_cell_changes_nothing_and_a_cell_left_as_it_is_is_no_step(workspace: Workspace, drafted: Conversation) -> None:
    with pytest.raises(EditRefused):
        fill_cell(workspace, drafted, "total", "-5万")

    assert fill_cell(workspace, drafted, "total", "400000") is None
    assert kept_drafts(workspace)[0].steps == 1


def test_trial_finds_what_a_review_would_find_and_saves_nothing(workspace: Workspace, drafted: Conversation) -> None:
    draft = draft_of(drafted)
    trial = try_cell(workspace, draft, "total", "30万")
    assert "yoy-money-quantity" in {one.rule for one in draft.findings} - {one.rule for one in trial.findings}
    assert try_cell(workspace, draft, "total", "x").refused and kept_drafts(workspace)[0].steps == 1


def test_steps_of_a_screen_are_those_of_the_conversation(workspace: Workspace, drafted: Conversation) -> None:
    accepted = take_step(workspace, drafted, (AcceptSuggestion((1,)),), "按建议改").conversation
    assert draft_of(accepted).table.indicators[1].value.text == "27人"
    assert draft_of(take_step(workspace, accepted, (Undo(),), "撤销").conversation).table == draft_of(drafted).table
    added = take_step(workspace, accepted, (AddRow("质量指标", "参训人员满勤率", "95%"),), "加一条").conversation
    assert len(draft_of(added).table.indicators) == len(draft_of(drafted).table.indicators) + 1
    away = take_step(workspace, added, (PutAway(),), "放一边").conversation
    with pytest.raises(AssistantError, match="手上没有草稿"):
        draft_of(away)


def test_bases_come_with_reasons_and_the_one_that_is_named_first(workspace: Workspace) -> None:
    named = base_candidates(workspace, WISH)
    described = base_candidates(workspace, "慰问高层次人才，办人才培训班")
    assert [match.project for match in named][:1] == ["人才工作经费"]
    assert described and all(match.reasons for match in described)
    assert base_candidates(workspace, " ") == ()


def test_draft_from_a_chosen_base_is_of_the_following_year_unless_another_is_said(workspace: Workspace) -> None:
    plain = draft_of(begin_draft(workspace, Conversation(), "", Base("人才工作经费", 2022)).conversation)
    wished = draft_of(begin_draft(workspace, Conversation(), "2025年，预算50万", Base("人才工作经费", 2022)).conversation)
    assert (plain.table.year, plain.table.total) == (2023, Decimal(300000))
    assert (wished.table.year, wished.table.total) == (2025, Decimal(500000))


def test_kept_drafts_are_listed_and_deleted(workspace: Workspace, drafted: Conversation) -> None:
    (one,) = kept_drafts(workspace)
    discard_draft(workspace, one.key)
    assert not kept_drafts(workspace)
    with pytest.raises(UnknownName):
        resume_draft(workspace, Conversation(), one.key)


def test_differences_from_the_base_carry_their_reasons(workspace: Workspace, drafted: Conversation) -> None:
    found = {change.field: change for change in against_base(workspace, draft_of(drafted))}
    assert found["total"].why and found["total"].before == "300000"


def test_file_that_is_there_is_written_over_only_when_that_is_said(drafted: Conversation, tmp_path: Path) -> None:
    draft = draft_of(drafted)
    file = proposed_file(draft, tmp_path)
    assert write_draft(draft, str(file)) == file and file.exists()
    assert proposed_file(draft, tmp_path) != file
    with pytest.raises(ExistingFile):
        write_draft(draft, str(file))
    assert write_draft(draft, str(file), force=True, with_changes=True) == file


def test_set_value_of_a_screen_is_said_in_words(workspace: Workspace, drafted: Conversation) -> None:
    step = filled(workspace, drafted, "row:1.value", "30人")
    assert "慰问高层次特殊人才" in step.said and "30人" in step.said
    assert isinstance(edits_of(draft_of(drafted).table, "row:1.value", "30人")[0], SetValue)
