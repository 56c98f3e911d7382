"""Rule `yoy-money-quantity`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.chinese.numerals import format_number
from assistant.model.finding import Finding, Severity
from assistant.model.indicator import Indicator
from assistant.review.case import Case, at_field
from assistant.review.rule import Needs
from assistant.review.verdicts.last_year import same_rows
from assistant.review.vocabulary import COSTS


class YoyMoneyQuantity:
    """钱变了任务没变，或任务变了钱没变

    检查什么：总额比上年增减20%以上，而各条数量一条没变；或总额变化不到5%，而主要数量增减20%以上。单价变了、乘起来正好说明差额的不报；
    总额大增是因为新增了几行的不报。
    为什么：钱要和任务匹配，一边变了另一边没有跟着变，要说清原因。
    反例：预算加了一半，人数、期数照旧。
    正例：预算加了一半，补助标准也提高了一半。
    依据：指标与任务数、计划数对应（财预〔2020〕10号附表“绩效指标明确性”）；阈值自定。
    """

    code = "yoy-money-quantity"
    title = "钱变了任务没变，或任务变了钱没变"
    chapter = "与上年比"
    severity = Severity.WARNING
    needs = Needs.LAST_YEAR
    options = {"变化大的比例（%）": 20, "变化小的比例（%）": 5}

    def check(self, case: Case) -> Iterator[Finding]:
        before = case.last_year
        if before is None or not case.table.total or not before.total or case.table.total <= 0 or before.total <= 0:
            return
        change = (case.table.total - before.total) * 100 / before.total
        much = Decimal(case.option(self.code, "变化大的比例（%）", 20))
        little = Decimal(case.option(self.code, "变化小的比例（%）", 5))
        common = same_rows(case)
        counted = [(row, earlier) for row, earlier in common if row.level2 == "数量指标" and _comparable(row.indicator, earlier)]
        prices = [(row, earlier) for row, earlier in common if row.level2 in COSTS and _comparable(row.indicator, earlier)]
        if not counted:
            return
        moved = [_growth(row.indicator, earlier) for row, earlier in counted]
        repriced = any(_growth(row.indicator, earlier) for row, earlier in prices)
        fewer = len([row for row in before.indicators if row.level2 in ("数量指标", *COSTS) and row.level3])
        added = len(case.of("数量指标", *COSTS)) != fewer
        word = "多" if change > 0 else "少"
        if abs(change) >= much and not any(moved) and not repriced and not added:
            message = f"总额比去年{word}{format_number(abs(change).quantize(Decimal(1)))}%，数量一条没变，钱和任务对不上。"
            advice = "是标准变了，还是数量没有跟着改？请核对后说明或调整。"
            yield at_field(self.code, self.severity, case.table, "total", message, advice)
        elif (
            abs(change) < little
            and not repriced
            and not added
            and (far := [at for at, rate in enumerate(moved) if abs(rate) >= much])
        ):
            row, earlier = counted[far[0]]
            if len(far) * 2 <= len(moved):
                return
            moves = f"从“{earlier.value.text}”变成“{row.indicator.value.text}”"
            message = f"总额和去年差不多，“{row.indicator.level3}”{moves}，钱和任务对不上。"
            yield at_field(self.code, self.severity, case.table, "total", message, "标准变了的请说明，没有变的请核对数量和总额。")


def _comparable(row: Indicator, earlier: Indicator) -> bool:
    now, then = row.value.quantity, earlier.value.quantity
    return now is not None and then is not None and now.unit == then.unit and then.low > 0


def _growth(row: Indicator, earlier: Indicator) -> Decimal:
    """By how many percent the lower bound grew."""
    now, then = row.value.quantity, earlier.value.quantity
    return (now.low - then.low) * 100 / then.low if now is not None and then is not None and then.low else Decimal(0)
