"""Rule `weight-unusual`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.chinese.numerals import format_number
from assistant.model.finding import Finding, Severity
from assistant.model.indicator import BENEFIT, COST, OUTPUT
from assistant.model.indicator import SATISFACTION as SATISFIED
from assistant.review.case import Case, at_category, at_row
from assistant.review.rule import Needs

_USUAL = {OUTPUT: 50, BENEFIT: 30, SATISFIED: 10}
_WITH_COST = {COST: 20, OUTPUT: 40, BENEFIT: 20, SATISFIED: 10}


class WeightUnusual:
    """权重的分布少见

    检查什么：一级指标的权重与常用的分法（产出50、效益30、满意度10；设成本一级的：成本20、产出40、效益20、满意度10）相差超过10；或单条超过25。
    权重没填全的、合计已报 weight-sum 的不报；合计100的按比例放大再比。
    为什么：和常见的分法差得多，审核的人会问为什么。
    反例：产出20、效益60。
    正例：产出50、效益30、满意度10。
    依据：自评表注；阈值自定。
    """

    code = "weight-unusual"
    title = "权重的分布少见"
    chapter = "成本核算和权重"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = {"偏离": 10, "单条上限": 25}

    def check(self, case: Case) -> Iterator[Finding]:
        rows = case.filled
        weights = [row.indicator.weight for row in rows]
        if not rows or any(weight is None or weight <= 0 for weight in weights):
            return
        total = sum((weight for weight in weights if weight is not None), Decimal(0))
        if total not in (90, 100):
            return
        usual = _WITH_COST if any(row.level1 == COST for row in rows) else _USUAL
        limit = case.option(self.code, "偏离", 10)
        for level1, common in usual.items():
            summed = sum((row.indicator.weight or Decimal(0) for row in rows if row.level1 == level1), Decimal(0))
            choices = {Decimal(common), Decimal(common) * total / 90, Decimal(common + (10 if total == 100 else 0))}
            if summed and min(abs(summed - choice) for choice in choices) > limit:
                message = f"{level1}的权重合计{format_number(summed)}，常见是{common}，审核的人会问为什么。"
                yield at_category(
                    self.code, self.severity, case.table, level1, "", message, "重要程度确实如此就保留，否则建议调整。"
                )
        most = Decimal(case.option(self.code, "单条上限", 25))
        for row in rows:
            if row.indicator.weight is not None and row.indicator.weight > most:
                message = (
                    f"“{row.indicator.level3}”一条的权重是{format_number(row.indicator.weight)}，"
                    f"超过{format_number(most)}，一条就能定成败。"
                )
                yield at_row(self.code, self.severity, row, message, "建议拆成几条，或调低一些。")
