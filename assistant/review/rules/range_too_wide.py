"""Rule `range-too-wide`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.chinese.numerals import format_number
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import Needs
from assistant.review.vocabulary import COSTS, is_time_unit

_CLASSES = re.compile(r"年龄|岁|面积|人口|分档|档次|等级")


class RangeTooWide:
    """数量区间过宽

    检查什么：数量或成本的值是“a-b”区间，b不小于a的3倍。上限是下限2倍的补助标准不报；时间范围（“1-12月份”）不报；
    年龄、面积、人口一类写在名称里的分档不报。
    为什么：上下差得太多，做到下限也算完成，指标就不起作用。
    反例：“补助农户”，值“5-30户”。
    正例：“补助标准”，值“5000-10000元/人”。
    依据：指标值清晰、可衡量（财预〔2020〕10号附表“绩效指标明确性”的评价要点）；阈值自定。
    """

    code = "range-too-wide"
    title = "数量区间过宽"
    chapter = "指标名称和值"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = {"倍数": 3.0}

    def check(self, case: Case) -> Iterator[Finding]:
        factor = Decimal(str(case.option(self.code, "倍数", 3.0)))
        for row in case.of("数量指标", *COSTS):
            quantity = row.indicator.value.quantity
            if quantity is None or not quantity.is_range or quantity.low <= 0 or is_time_unit(quantity.unit):
                continue
            if quantity.high < quantity.low * factor or _CLASSES.search(row.name):
                continue
            times = format_number((quantity.high / quantity.low).quantize(Decimal("0.1")).normalize())
            low = format_number(quantity.low)
            message = (
                f"“{row.indicator.level3}”写的是“{row.indicator.value.text}”，上下差{times}倍，年底只做到{low}也算完成，"
                "这条指标就不起作用了。"
            )
            yield at_row(self.code, self.severity, row, message, "建议写一个数，或把范围收窄。")
