"""Rule `yoy-target-lowered`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, Row, at_row
from assistant.review.rule import Needs
from assistant.review.verdicts.last_year import same_rows
from assistant.review.vocabulary import COSTS

_FOLLOWS = Decimal("0.9")
"""A quantity that falls at most a tenth further than the money follows it."""
_SMALLER = re.compile(r"投诉|事故|差错|误差|死亡|流失|发病|损耗|违规|违法|返工|能耗|不合格|逾期|缺勤|空置")


class YoyTargetLowered:
    """目标值比上年差

    检查什么：同一二级、三级指标，两年都是数，今年的比去年差（越多越好的变小，越少越好的变大），表里没有说明。总额同比例减少而数量跟着减的不报；
    单位或口径变了的不报；去年的值是空的不报。
    为什么：目标要从严从高，低了要有原因。
    反例：“培训合格率”去年98%，今年90%。
    正例：总额减了一半，培训人数也减了一半。
    依据：历史标准是指标值的来源之一（一体化系统的填报要素说明）。
    """

    code = "yoy-target-lowered"
    title = "目标值比上年差"
    chapter = "与上年比"
    severity = Severity.WARNING
    needs = Needs.LAST_YEAR
    options = {"容差（%）": 0}

    def check(self, case: Case) -> Iterator[Finding]:
        before = case.last_year
        if before is None:
            return
        money = case.table.total / before.total if case.table.total and before.total else Decimal(1)
        tolerance = Decimal(str(case.option(self.code, "容差（%）", 0))) / 100
        for row, earlier in same_rows(case):
            now, then = row.indicator.value.quantity, earlier.value.quantity
            if now is None or then is None or now.unit != then.unit or row.level2 in COSTS or row.level2 == "时效指标":
                continue
            worse = now.high > then.high * (1 + tolerance) if _less_is_better(row) else now.low < then.low * (1 - tolerance)
            if not worse or (now.unit != "%" and money < 1 and now.low >= then.low * money * _FOLLOWS):
                continue
            direction = "多" if _less_is_better(row) else "低"
            both = f"去年是“{earlier.value.text}”，今年定“{row.indicator.value.text}”"
            message = f"“{row.indicator.level3}”{both}，比去年{direction}了，表里没有说明。"
            yield at_row(self.code, self.severity, row, message, "有原因的请说明，没有的请核对后调回来。")


def _less_is_better(row: Row) -> bool:
    return row.indicator.value.operator in ("≤", "<") or bool(_SMALLER.search(row.name))
