"""Rule `rate-at-bound`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import is_rate, may_pass_100


class RateAtBound:
    """比率写成“≥100%”“≤0%”

    检查什么：比率的比较符和数合起来只剩一个可能（≥100%、>100%、≤0%）。没有比较符的“100%”不报；满意度100%归 satisfaction-100。
    为什么：比率最多100%，这样写的比较符没有意义，看的人会以为还可以更高。
    反例：“完成及时率”，值“≥100%”。
    正例：“完成及时率”，值“＝100%”。
    依据：由所见的表归纳。
    """

    code = "rate-at-bound"
    title = "比率写成“≥100%”“≤0%”"
    chapter = "指标名称和值"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.filled:
            value = row.indicator.value
            quantity = value.quantity
            if quantity is None or quantity.unit != "%" or quantity.is_range or row.level2 == "服务对象满意度指标":
                continue
            if may_pass_100(row.name.replace("完成率", "")) or not (is_rate(row.name) or row.level2 in ("质量指标", "时效指标")):
                continue
            top = value.operator in ("≥", ">") and quantity.low == 100
            bottom = value.operator in ("≤", "<") and quantity.low == 0
            if top or bottom:
                only = "100%" if top else "0%"
                limit = "最多100%" if top else "最少0%"
                message = f"“{row.indicator.level3}”写的是“{value.text}”，比率{limit}，这样写就是“＝{only}”，比较符没有意义。"
                advice = (
                    f"要求全部做到的写“＝{only}”；留余地的请核对数。" if top else "要求一个也没有的写“＝0%”；留余地的请核对数。"
                )
                yield at_row(self.code, self.severity, row, message, advice)
