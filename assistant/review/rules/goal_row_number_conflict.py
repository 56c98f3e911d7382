"""Rule `goal-row-number-conflict`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.chinese.numerals import format_number
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.verdicts.goal_numbers import GoalNumber, number_conflicts


class GoalRowNumberConflict:
    """目标与指标的数量矛盾

    检查什么：目标里的数量与同一事项的数量行不一致。先统一同义单位（人、名、人次），换算单位；同一事项在目标里分几处写的，先相加再比。
    只是量词不同的不报；缺单位但数相同的不报；事项不同的数不报；目标没有写这个数的不报。
    为什么：同一件事两个数，年底按哪个算说不清。
    反例：目标“东片造林300亩、西片造林200亩”，数量指标“造林面积 300亩”。
    正例：目标“培训6000人”，数量指标“培训人数 6000名”。
    依据：指标与任务数、计划数对应（财预〔2020〕10号附表“绩效指标明确性”）。
    """

    code = "goal-row-number-conflict"
    title = "目标与指标的数量矛盾"
    chapter = "目标文字"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for index, numbers in number_conflicts(case).items():
            row = case.rows[index]
            shown = "＋".join(number.text for number in numbers)
            whole = f"（合{_sum(numbers)}）" if len(numbers) > 1 else ""
            message = (
                f"目标里写的是{shown}{whole}，数量指标“{row.indicator.level3}”"
                f"写的是“{row.indicator.value.text}”，年底按哪个算说不清。"
            )
            yield at_row(self.code, self.severity, row, message, "请核对哪个对，改成一致。")


def _sum(numbers: Sequence[GoalNumber]) -> str:
    total = sum((number.mention.low for number in numbers), Decimal(0))
    return f"{format_number(total)}{numbers[0].mention.unit or ''}"
