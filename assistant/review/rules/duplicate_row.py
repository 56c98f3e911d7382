"""Rule `duplicate-row`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs


class DuplicateRow:
    """完全重复的行

    检查什么：同一张表里二级指标、三级指标、值三者都相同的行出现两次。名称相同而类别不同的不报；长期、年度两段各一次的不报。
    为什么：同一件事考核了两遍，权重也会算两遍。
    反例：两行“数量指标 走访慰问 20户”。
    正例：“数量指标 走访慰问 20户”和“成本指标 走访慰问 500元/户”。
    依据：由所见的表归纳。
    """

    code = "duplicate-row"
    title = "完全重复的行"
    chapter = "归类"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        seen = set()
        for row in case.filled:
            key = (row.level1, row.level2, row.name, row.value, tuple(row.indicator.extra.items()))
            if row.name and key in seen:
                message = f"{row.level2}“{row.indicator.level3} {row.indicator.value.text}”写了两遍，同一件事会考核两次。"
                yield at_row(self.code, self.severity, row, message, "请删去一行；是两件事的，请把名称写清。")
            seen.add(key)
