"""Rule `satisfaction-100`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import Needs


class Satisfaction100:
    """满意度定为100%

    检查什么：服务对象满意度的目标值是100%（或＝100%）。98%、95%不报；质量指标的100%不报；不在满意度类别下的行先报放错类别。
    为什么：有一个人不满意就没完成，也不好证明。
    反例：“机关事业单位”，值“100%”。
    正例：“机关事业单位”，值“≥95%”。
    依据：难以做到，也难以证明；各地要求不一，只作提示，可以关掉。
    """

    code = "satisfaction-100"
    title = "满意度定为100%"
    chapter = "指标名称和值"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = {"上限（%）": 100}

    def check(self, case: Case) -> Iterator[Finding]:
        limit = Decimal(case.option(self.code, "上限（%）", 100))
        for row in case.of("服务对象满意度指标"):
            quantity = row.indicator.value.quantity
            if quantity is None or quantity.unit != "%" or not limit <= quantity.low <= 100:
                continue
            message = f"“{row.indicator.level3}”的满意度定为“{row.indicator.value.text}”，有一个人不满意就没完成，也不好证明。"
            yield at_row(self.code, self.severity, row, message, "各地常写≥90%或≥95%，建议按本地要求定。")
