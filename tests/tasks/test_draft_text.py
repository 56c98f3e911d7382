"""A draft as text: what does not add up comes first, long texts by the words that differ."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.drafting.edits import apply
from assistant.drafting.fill import fill
from assistant.model.draft import Brief, Change, ChangeKind
from assistant.model.edit import SetFund, SetTotal
from assistant.tasks.draft_text import changes_text, draft_summary, draft_text
from tests.drafting.tables import table_called


def test_parts_that_do_not_make_the_total_are_said_before_all_else() -> None:
    draft = fill(table_called("人才工作经费"), Brief("", "人才工作经费", 2023, total=Decimal(450_000)))
    for edit in (SetFund("财政拨款", Decimal(350_000)), SetFund("其他资金", Decimal(100_000)), SetTotal(Decimal(770_000))):
        draft = apply(draft, edit)

    for text in (draft_summary(draft, 100), draft_text(draft, 100)):
        assert text.index("资金对不上") < text.index("您要求的")
        assert "各来源合计45万元" in text and "少32万元" in text
        assert text.count("各来源合计") == 1


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [("144", "140", ("144", "140")), ("6694.5", "6684.5", ("6694.5", "6684.5")), ("95%", "92%", ("95%", "92%"))],
)
def test_numbers_that_differ_are_shown_whole(before: str, after: str, shown: tuple[str, str]) -> None:
    goal = "为全县各级党组织做好服务工作，覆盖基层组织{}个以上，进一步提升农村党员的能力和水平。"
    change = Change("目标", goal.format(before), goal.format(after), ChangeKind.REQUESTED, "您要求", "goal")
    text = changes_text([change], 200)

    assert shown[0] in text and shown[1] in text and "…" in text
