"""Rule `weight-sum`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.chinese.numerals import format_number
from assistant.model.finding import Finding, Severity
from assistant.model.indicator import LEVEL1, OUTPUT
from assistant.review.case import Case, at_category, at_row
from assistant.review.rule import Needs

_RIGHT = ("90", "100")


class WeightSum:
    """权重合计不对

    检查什么：有权重（分值）列的表，各行都有权重而合计不等于应有的数（默认90、100都认）；或某一行不大于0。没有权重列的不报；
    有行没填权重的只提示补全。
    为什么：编预算时满分90，另10分留给预算执行率；合计不对，自评算不出分。
    反例：各行加起来85。
    正例：各行加起来90。
    依据：有的表头印明“权重分值90分”；自评表注；一体化系统校验合计等于设定数；有的地方用100。
    """

    code = "weight-sum"
    title = "权重合计不对"
    chapter = "成本核算和权重"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = {"应有的合计": _RIGHT}

    def check(self, case: Case) -> Iterator[Finding]:
        weighted = [row for row in case.filled if row.indicator.weight is not None]
        if not weighted:
            return
        for row in weighted:
            if (weight := row.indicator.weight) is not None and weight <= 0:
                message = f"“{row.indicator.level3}”的权重是{format_number(weight)}，不大于0，这一条等于不考核。"
                yield at_row(self.code, self.severity, row, message, "请填权重，不考核的请删去这一行。")
        bare = [row for row in case.filled if row.indicator.weight is None]
        if bare:
            message = f"有{len(bare)}行没有权重（“{bare[0].indicator.level3}”），合计没法核。"
            yield at_row(self.code, Severity.HINT, bare[0], message, "建议先补全权重。")
            return
        total = sum((row.indicator.weight or Decimal(0) for row in weighted), Decimal(0))
        right = [Decimal(number) for number in case.option(self.code, "应有的合计", _RIGHT)]
        if total in right:
            return
        nearest = min(right, key=lambda number: abs(number - total))
        groups = "、".join(
            f"{level1.removesuffix('指标')}{format_number(summed)}"
            for level1 in LEVEL1
            if (summed := sum((row.indicator.weight or Decimal(0) for row in weighted if row.level1 == level1), Decimal(0)))
        )
        message = (
            f"权重合计{format_number(total)}，应为{'或'.join(map(format_number, right))}，"
            f"和{format_number(nearest)}差{format_number(abs(nearest - total))}（{groups}），自评时算不出分。"
        )
        yield at_category(self.code, self.severity, case.table, OUTPUT, "", message, "请调整各行的权重。")
