"""Rule `blank-name`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs


class BlankName:
    """三级指标名称空白

    检查什么：有指标值而三级指标名称空白。名称和值都空的整行不报。
    为什么：只有值没有名称，看不出考核的是什么。
    反例：数量指标有值“1期”，没有名称。
    正例：选填的类别整行空着。
    依据：三级指标名称是一体化系统的必录项。
    """

    code = "blank-name"
    title = "三级指标名称空白"
    chapter = "完整性"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.filled:
            if row.value and not row.name:
                message = f"{row.level2 or '指标'}里有一行只有“{row.indicator.value.text}”，没有名称，看不出考核的是什么。"
                yield at_row(self.code, self.severity, row, message, "请补名称；多余的请删去整行。")
