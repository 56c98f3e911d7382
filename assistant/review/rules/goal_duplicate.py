"""Rule `goal-duplicate`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import NO_OPTIONS, Needs

_LEAD = 0.15
"""By so much more the goal has to fit one of two projects than the other."""


class GoalDuplicate:
    """目标与别的项目完全相同

    检查什么：两张表的年度总体目标完全相同。报在与自己的名称、指标不相符的那一张；分不出的两张都报，降为警告；相符的那一张提示被抄。
    句式相近而对象不同的、只有半句相同的不报；同一项目的不同年度、分单位申报的不报。
    为什么：照抄来的目标不是本项目要办的事，年底没法拿它考核。
    反例：系统维护项目的目标与“社区党务工作者津贴”的一字不差。
    正例：两个津贴项目的目标句式相近，发给的人不同。
    依据：指向明确（地方绩效评价办法的目标条款）。
    """

    code = "goal-duplicate"
    title = "目标与别的项目完全相同"
    chapter = "跨表"
    severity = Severity.ERROR
    needs = Needs.PEERS
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        copied = case.copied_goal
        if copied is None:
            return
        other = copied.other.project
        if copied.own_fit + _LEAD < copied.other_fit:
            message = f"目标和“{other}”的一字不差，却和本项目的名称、指标对不上，像是照抄过来没有改，年底没法拿它考核本项目。"
            yield at_field(self.code, self.severity, case.table, "goal", message, "请按本项目要办的事重写。")
        elif copied.other_fit + _LEAD < copied.own_fit or (copied.own_fit and not copied.other_fit):
            message = f"“{other}”的目标和本表的一字不差，像是照抄了本表，看的人会问哪一张是原来的。"
            yield at_field(self.code, Severity.HINT, case.table, "goal", message, "本表可以不改，建议提醒那个项目重写。")
        else:
            message = f"目标和“{other}”的一字不差，看不出两个项目各办什么。"
            yield at_field(self.code, Severity.WARNING, case.table, "goal", message, "请核对，各按自己要办的事写。")
