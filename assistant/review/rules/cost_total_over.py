"""Rule `cost-total-over`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.chinese.numerals import format_amount
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import Needs
from assistant.review.verdicts.costs import Verdict, bounds


class CostTotalOver:
    """成本测算超过资金总额

    检查什么：把成本行按各种合理的读法乘出来、加起来（单价找数量，按月的乘12，分档的取最低到最高，区间取上下限），凡行的任何读法，
    取下限的合计都大于年度总额。有一种读法合得上的不报；别家混进来的行不并进来算；各档标准不相加；收入目标不当支出。
    为什么：任务和钱对不上，照这张表做，钱不够。
    反例：三条成本都是总价，10万＋2万＋3万＝15万，总额13万。
    正例：数量29个，单价5万元/个，总额145万。
    依据：指标与任务数、计划数对应（财预〔2020〕10号附表“绩效指标明确性”）。
    """

    code = "cost-total-over"
    title = "成本测算超过资金总额"
    chapter = "成本核算和权重"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = {"容差（%）": 1.0}

    def check(self, case: Case) -> Iterator[Finding]:
        costs, total = case.costs, case.table.total
        if costs.verdict is not Verdict.OVER or total is None:
            return
        nearest = min(costs.readings, key=lambda reading: reading.low)
        others = "".join(f"另一种读法：{reading.shown}。" for reading in costs.readings if reading is not nearest)[:200]
        more = bounds(nearest.low - total, None if nearest.high is None else nearest.high - total)
        message = f"成本行算下来是{nearest.shown}，总额{format_amount(total)}，多{more}，钱和任务对不上。{others}"
        yield at_field(self.code, self.severity, case.table, "total", message, "单价、数量还是总额要改？请核对后改成一致。")
