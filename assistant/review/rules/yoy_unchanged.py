"""Rule `yoy-unchanged`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import GoalTable
from assistant.review.case import Case, at_field
from assistant.review.rule import Needs
from assistant.review.verdicts.last_year import same_rows, timeless

_FEW = 5
_FIXED = ("津贴", "报酬", "补贴", "工资", "抚恤", "低保", "救助")


class YoyUnchanged:
    """和上年几乎一样

    检查什么：把年份换掉以后，目标和全部指标的名称、值有90%以上没有变。只有四五行、本来就固定的（按标准逐月发放的津贴）降为提示。
    为什么：任务真的没变，还是复制了去年的表没有改，看的人分不清。
    反例：除了年度和时效，一个字没改。
    正例：数量、时间、金额按今年的任务改过。
    依据：一体化系统有“复制上年指标”，审核人常比上年；由所见的表归纳。
    """

    code = "yoy-unchanged"
    title = "和上年几乎一样"
    chapter = "与上年比"
    severity = Severity.WARNING
    needs = Needs.LAST_YEAR
    options = {"比例（%）": 90}

    def check(self, case: Case) -> Iterator[Finding]:
        before = case.last_year
        if before is None or not case.filled:
            return
        same = [(row, earlier) for row, earlier in same_rows(case) if timeless(earlier.value.text) == timeless(row.value)]
        cells, kept = len(case.filled), len(same)
        if case.goal:
            cells += 1
            kept += timeless(before.goal) == timeless(case.goal)
        if kept * 100 < cells * case.option(self.code, "比例（%）", 90):
            return
        fixed = len(case.filled) <= _FEW or any(word in case.project for word in _FIXED)
        changed = list(_changes(case, before))
        what = f"只改了{'、'.join(changed)}" if changed else "一处没有改"
        message = f"和去年几乎一样，{what}，看不出今年的任务是不是真的没变。"
        advice = "建议至少核对数量、时间和金额。" if fixed else "请至少核对数量、时间和金额。"
        yield at_field(self.code, Severity.HINT if fixed else self.severity, case.table, "year", message, advice)


def _changes(case: Case, before: GoalTable) -> Iterator[str]:
    """What differs from last year, in the words of the form."""
    table = case.table
    if table.year != before.year:
        yield "年度"
    if table.total != before.total:
        yield "总额"
    if squeeze(before.goal) != case.goal:
        yield "目标"
    earlier = {(row.level2, squeeze(row.level3)): squeeze(row.value.text) for row in before.indicators}
    for row in case.filled:
        if earlier.get((row.level2, row.name)) != row.value:
            yield f"“{row.indicator.level3}”"
