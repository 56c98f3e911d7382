"""Rule `cost-total-unclear`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.chinese.numerals import format_amount, format_number
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.verdicts.costs import Costs, Term, Verdict


class CostTotalUnclear:
    """成本与总额对不对得上，取决于读法

    检查什么：不是任何读法都超，也不是任何读法都不足，但没有一种读法不缺什么又合得上：缺少计算要用的数量或名称。写明各种读法，
    不报成错误。字面合计与总额相差一倍以上的为警告。数量×单价正好等于总额的不报；总额落在各档上下限之间的不报。
    为什么：别人照着表算不出总额，会来问。
    反例：“设备维护 2万元/次”，表里没有次数，总额10万。
    正例：“设备维护 2万元/次”，数量指标“设备维护 5次”，总额10万。
    依据：指标与任务数、计划数对应（财预〔2020〕10号附表“绩效指标明确性”）。
    """

    code = "cost-total-unclear"
    title = "成本与总额对不对得上，取决于读法"
    chapter = "成本核算和权重"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        costs, total = case.costs, case.table.total
        if costs.verdict is not Verdict.DEPENDS or total is None:
            return
        lacking = [term for reading in costs.readings for term in reading.terms if term.missing]
        shown = "；另一种读法：".join(dict.fromkeys(reading.shown for reading in costs.readings[:3]))
        full = [reading.full for reading in costs.readings]
        far = not lacking and all(sum_ is None or sum_ > total * 2 or sum_ * 2 < total for sum_ in full)
        severity = Severity.WARNING if far else self.severity
        message = f"成本按表里写的算是：{shown}；总额{format_amount(total)}，对不对得上要看怎么读，别人照着表算不出总额。"
        yield at_field(self.code, severity, case.table, "total", message, _advice(costs, total, lacking, far))


def _advice(costs: Costs, total: Decimal, lacking: Sequence[Term], far: bool) -> str:
    if costs.nameless:
        return "没有名称的那一行算不算进去？建议补上名称，或删去这一行。"
    if lacking:
        term = lacking[0]
        what = "适用的数量" if term.missing == "份" else f"是多少{term.missing}"
        if len(costs.readings) == 1 and len(costs.readings[0].terms) == 1 and term.full and term.missing != "份":
            times = total / term.full
            if times == times.to_integral_value():
                return f"按总额倒推是{format_number(times)}{term.missing}。建议补上{what}。"
        return f"建议补上{what}。"
    word = "请核对" if far else "建议核对"
    return f"{word}数量和单价说的是不是同一件事，并把数量的单位写全。"
