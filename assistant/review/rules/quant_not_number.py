"""Rule `quant-not-number`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import COSTS, has_digit, is_grade_word

_GRADE_LENGTH = 4
"""A value in words longer than this says how something is done, not to what degree."""


class QuantNotNumber:
    """定量指标填了定性词

    检查什么：数量指标或成本指标的值里没有任何数字（“明显”“提高”“完成”）。值是一句做法的（“按测算标准控制”）降为警告。
    质量、时效、效益、满意度不属本条；带文字的数（“10-20户”“不超过48万元”）、空值不报；单列一级的社会成本、生态环境成本不报。
    为什么：数量和成本要算账，没有数年底没法比。
    反例：成本指标“运行费用”，值“合理”。
    正例：成本指标“运行费用”，值“不超过48万元”。
    依据：指标值清晰、可衡量（财预〔2020〕10号附表“绩效指标明确性”的评价要点）。
    """

    code = "quant-not-number"
    title = "定量指标填了定性词"
    chapter = "指标名称和值"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.of("数量指标", *COSTS):
            if not row.value or has_digit(row.value) or has_digit(" ".join(row.indicator.extra.values())):
                continue
            kind = row.level2
            what, advice = (
                ("金额", "请写总成本或单位成本；内容不是花多少钱的，请移到合适的一类。")
                if kind in COSTS
                else ("数", "请写做多少；说不出数的内容，请移到质量或效益。")
            )
            graded = len(row.value) <= _GRADE_LENGTH and is_grade_word(row.value)
            severity = self.severity if graded else Severity.WARNING
            message = f"{kind}“{row.indicator.level3}”写的是“{row.indicator.value.text}”，没有{what}，年底没法比。"
            yield at_row(self.code, severity, row, message, advice)
