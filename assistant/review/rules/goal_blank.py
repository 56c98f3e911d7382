"""Rule `goal-blank`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import NO_OPTIONS, Needs


class GoalBlank:
    """年度总体目标没写

    检查什么：表式有年度目标一格而内容空白。列表式等没有目标一列的表不报；只有一格“总体目标”的一年期项目，填了就不报。
    为什么：目标设置是预算安排的前置条件，没有目标不能进项目库。
    反例：目标一格空白。
    正例：目标写“年底前改造公厕12座，验收合格。”
    依据：目标设置是预算安排的前置条件，中发〔2018〕34号（据转述）。
    """

    code = "goal-blank"
    title = "年度总体目标没写"
    chapter = "目标文字"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        table = case.table
        one_year = table.period_start is None or table.period_start == table.period_end
        if case.goal or "goal" not in table.places or (table.long_term_goal.strip() and one_year):
            return
        message = "年度目标没有写，看不出今年要办成什么，没有目标不能申请预算。"
        yield at_field(self.code, self.severity, table, "goal", message, "请写清今年做什么、做多少、达到什么效果。")
