"""Words of the goal replaced, added and never doubled; many rows are taken out only when that was said again."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.drafting.edits import EditRefused, apply
from assistant.drafting.fill import fill
from assistant.model.draft import Brief, Draft
from assistant.model.edit import RemoveRow, WriteGoal
from tests.drafting.tables import table_called

GOAL = "2024年补助10-50个村，集体收入7万元以上的村达到20个，年收入100万元以上的强村5个。"


def with_goal(goal: str = GOAL) -> Draft:
    draft = fill(table_called("村集体经济发展专项资金"), Brief(year=2024, total=Decimal(5_000_000)))
    return apply(draft, WriteGoal(goal, whole=True))


@pytest.mark.parametrize(
    ("old", "new", "stands"),
    [
        ("7万元以上", "8万元以上", "收入8万元以上的村"),
        ("7万元", "8万元以上", "收入8万元以上的村"),
        ("10-50个", "2024年补助30个村", "2024年补助30个村，集体"),
        ("2022年补助10-50个村", "2024年补助30个村", "2024年补助30个村，集体"),
        ("20", "30个", "达到30个，年"),
        ("100万", "120万", "年收入120万元以上的强村"),
        ("100万", "15个", "年收入15个以上的强村"),
        ("：“强村”", "富裕村", "以上的富裕村5个"),
        ("5", "6", "的强村6个"),
        ("，集体收入", "", "10-50个村7万元"),
    ],
)
def test_a_part_is_replaced_and_nothing_is_doubled(old: str, new: str, stands: str) -> None:
    draft = apply(with_goal(), WriteGoal(new, instead_of=old))

    assert stands in draft.table.goal
    assert draft.table.goal.count("以上") <= GOAL.count("以上")


@pytest.mark.parametrize(
    ("edit", "starts", "ends"),
    [
        (WriteGoal("上：全年培训村干部60人次。"), "2024年补助", "5个。全年培训村干部60人次。"),
        (WriteGoal("“全年培训村干部60人次”"), "2024年补助", "5个。全年培训村干部60人次。"),
        (WriteGoal("：“按照上级要求，”", first=True), "按照上级要求，2024年补助", "强村5个。"),
    ],
)
def test_words_come_to_the_end_or_the_beginning(edit: WriteGoal, starts: str, ends: str) -> None:
    goal = apply(with_goal(), edit).table.goal

    assert goal.startswith(starts) and goal.endswith(ends)


def test_quoted_words_inside_a_text_keep_their_marks() -> None:
    assert apply(with_goal(), WriteGoal("“七一”慰问“两优一先”", whole=True)).table.goal == "“七一”慰问“两优一先”"


def test_more_than_half_of_the_rows_go_only_when_that_was_said_again() -> None:
    draft = with_goal()
    everything = tuple(range(len(draft.table.indicators)))
    with pytest.raises(EditRefused) as refusal:
        apply(draft, RemoveRow(everything))

    assert "全部8行" in refusal.value.message and "确定" in refusal.value.advice
    assert apply(draft, RemoveRow(everything, sure=True)).table.indicators == ()
    assert len(apply(draft, RemoveRow(everything[:4])).table.indicators) == 4
