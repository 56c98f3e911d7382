"""Rule `rate-over-100`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import Needs
from assistant.review.vocabulary import BEYOND_100, is_rate, may_pass_100


class RateOver100:
    """比率超过100%

    检查什么：合格率、覆盖率、满意度、及时率一类以全体为分母的比率，值大于100%。增长率、增幅、完成率（超额）、利润率、产销率、密度
    一类可以超过100%的不报。
    为什么：部分不会多于全体，这个数年底完不成也没法证明。
    反例：“参训率”，值“120%”。
    正例：“产值增长率”，值“120%”。
    依据：由所见的表归纳。
    """

    code = "rate-over-100"
    title = "比率超过100%"
    chapter = "指标名称和值"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = {"可以超过100%的词": BEYOND_100}

    def check(self, case: Case) -> Iterator[Finding]:
        words = case.option(self.code, "可以超过100%的词", BEYOND_100)
        for row in case.filled:
            quantity = row.indicator.value.quantity
            rate = is_rate(row.name) or row.level2 == "服务对象满意度指标"
            if quantity is None or quantity.unit != "%" or quantity.low <= 100 or not rate or may_pass_100(row.name, words):
                continue
            message = f"“{row.indicator.level3}”写的是“{row.indicator.value.text}”，比率最多100%，这个数没法完成。"
            yield at_row(self.code, self.severity, row, message, "是不是填成了人数？请核对。")
