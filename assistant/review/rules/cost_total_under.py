"""Rule `cost-total-under`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.chinese.numerals import format_amount
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import Needs
from assistant.review.verdicts.costs import Verdict, bounds
from assistant.review.verdicts.name_parts import covers, name_parts
from assistant.review.vocabulary import COSTS


class CostTotalUnder:
    """成本测算明显低于总额

    检查什么：凡成本行的任何读法，取上限的合计都比总额少10%以上：总额里有一部分没有成本依据。缺了数量、月数乘不下去的不报；
    只凭单位配上数量的不报（归 cost-total-unclear）。
    为什么：有一部分钱看不出花在哪里。
    反例：9万＋8万＋8万＝25万，总额30万。
    正例：50人×400元＝2万元，总额2万元。
    依据：指标与任务数、计划数对应（财预〔2020〕10号附表“绩效指标明确性”）；阈值自定。
    """

    code = "cost-total-under"
    title = "成本测算明显低于总额"
    chapter = "成本核算和权重"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = {"差额比例（%）": 10.0}

    def check(self, case: Case) -> Iterator[Finding]:
        costs, total = case.costs, case.table.total
        if costs.verdict is not Verdict.UNDER or total is None:
            return
        parts = name_parts(case.project)
        spoken = "。".join(row.name for row in case.own(case.of(*COSTS)))
        left = [part for part in parts if not covers(spoken, part)]
        most = max((reading.high or Decimal(0) for reading in costs.readings), default=Decimal(0))
        least = min((reading.high or Decimal(0) for reading in costs.readings), default=Decimal(0))
        gap = bounds(total - most, total - least)
        shown = "；或者".join(reading.shown for reading in costs.readings[:3])
        message = f"成本行算下来是{shown}，总额{format_amount(total)}，有{gap}看不出花在哪里。"
        asked = f"是不是漏了“{'”“'.join(left)}”的成本？" if left else "是不是有成本没有列，或者少乘了一个数？"
        yield at_field(self.code, self.severity, case.table, "total", message, f"{asked}请核对。")
