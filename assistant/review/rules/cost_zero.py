"""Rule `cost-zero`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import COSTS

_WANTED = re.compile(r"新增|零|增加|超支|超出|超标|额外|债务|结余|隐性|欠|违规|增长|超概")


class CostZero:
    """成本写成0

    检查什么：成本指标的数是0，而总额大于0。“新增债务 0”“零成本”一类本来就要求为0的不报。
    为什么：花了钱的事成本不会是0，多半是按万元四舍五入没有了。
    反例：“人均检查成本”，值“0万元/人”（原数太小，按万元四舍五入成了0）。
    正例：“新增隐性债务”，值“0元”。
    依据：由所见的表归纳。
    """

    code = "cost-zero"
    title = "成本写成0"
    chapter = "指标名称和值"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        if not case.table.total or case.table.total <= 0:
            return
        for row in case.of(*COSTS):
            quantity = row.indicator.value.quantity
            if quantity is None or quantity.high != 0 or quantity.unit == "%" or _WANTED.search(row.name):
                continue
            message = f"成本“{row.indicator.level3}”写的是“{row.indicator.value.text}”，花了钱的事成本不会是0。"
            yield at_row(self.code, self.severity, row, message, "是不是按万元四舍五入没有了？可以改用元。")
