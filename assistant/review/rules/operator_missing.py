"""Rule `operator-missing`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import COMPARATORS, is_time_unit

_SHOWN = 3
"""As many rows are named in the message."""


class OperatorMissing:
    """有数没有比较符

    检查什么：表式有比较符一列，或本表另有行写了比较符，而其余有数的行没有。一张表报一条，话里列出是哪几行。整张表都不用比较符的
    不报；年份、时间、区间不报；写成文字的（“以上”“不低于”）算有。
    为什么：没有比较符，看不出是至少做到这个数，还是不能超过这个数。
    反例：一半的行写“≥95%”，另一半写“5200株”。
    正例：整张表都写“95%”“5200株”。
    依据：一体化系统先选计算符号再填值（必选）。
    """

    code = "operator-missing"
    title = "有数没有比较符"
    chapter = "指标名称和值"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        numbered = [
            row
            for row in case.filled
            if row.level2 != "时效指标"
            and (quantity := row.indicator.value.quantity) is not None
            and not is_time_unit(quantity.unit)
        ]
        if not any(row.indicator.value.operator for row in case.filled):
            return
        bare = [
            row
            for row in numbered
            if row.indicator.value.operator is None
            and not COMPARATORS.search(row.value)
            and row.indicator.value.quantity is not None
            and row.indicator.value.quantity.high > 0
            and not (row.indicator.value.quantity and row.indicator.value.quantity.is_range)
        ]
        if bare:
            named = "".join(f"“{row.indicator.level3 or row.indicator.value.text}”" for row in bare[:_SHOWN])
            more = "等" if len(bare) > _SHOWN else ""
            message = f"有{len(bare)}行写了数没写≥、≤或＝（{named}{more}），别的行写了，看不出这几行是至少还是至多。"
            yield at_row(self.code, self.severity, bare[0], message, "建议至少完成的写≥，不能超过的写≤，正好的写＝。")
