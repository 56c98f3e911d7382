"""Rule `same-text-two-categories`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, Row, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import BENEFITS


class SameTextTwoCategories:
    """同一指标放在两个类别

    检查什么：同一张表里，同一三级指标出现在两个效益、满意度类别下，一对报一条。一条在数量、一条在成本的不报（数量与其单价同名是正常的）。
    为什么：同一件事算两类效益，看起来像凑数，考核时也会重复计分。
    反例：“改善营商环境 明显”同时在经济效益和社会效益。
    正例：数量指标“慰问困难职工 20人”，成本指标“慰问困难职工 500元/人”。
    依据：由所见的表归纳（凑数）。
    """

    code = "same-text-two-categories"
    title = "同一指标放在两个类别"
    chapter = "归类"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        first: dict[str, Row] = {}
        for row in case.of(*BENEFITS, "服务对象满意度指标"):
            if not row.name:
                continue
            before = first.setdefault(row.name, row)
            if before.level2 != row.level2:
                message = f"“{row.indicator.level3}”在{before.level2}和{row.level2}各写了一次，同一件事会重复考核。"
                yield at_row(self.code, self.severity, row, message, "请核对后留一条，另一类选填的可以空着。")
