"""Rule `level1-level2`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.model.indicator import COST, LEVEL2_PARENT, OUTPUT
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs


class Level1Level2:
    """一级与二级指标对不上

    检查什么：数量、质量、时效、成本不在产出指标下，或四类效益不在效益指标下，或服务对象满意度不在满意度指标下。内容放错而类别对得上的
    归别的规则；成本单列一级、下设经济／社会／生态环境成本的新框架不报；一级空白、由二级认出的不报。
    为什么：系统按一级归类计分，挂错了分就算不到该算的那一组。
    反例：产出指标下的“社会效益指标”。
    正例：成本指标下的“经济成本指标”。
    依据：申报表印明的一、二级指标分类。
    """

    code = "level1-level2"
    title = "一级与二级指标对不上"
    chapter = "归类"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.filled:
            parent = LEVEL2_PARENT.get(row.level2)
            if parent is None or not row.level1 or row.level1 in (parent, COST) or (parent == COST and row.level1 == OUTPUT):
                continue
            message = f"“{row.level2}”应放在“{parent}”下面，这里放在了“{row.level1}”下，系统按一级归类计分会算错。"
            yield at_row(self.code, self.severity, row, message, f"请移到“{parent}”下面。")
