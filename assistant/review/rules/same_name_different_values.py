"""Rule `same-name-different-values`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, Row, at_row
from assistant.review.rule import NO_OPTIONS, Needs


class SameNameDifferentValues:
    """同一指标写了两个不同的值

    检查什么：同一张表、同一二级指标下，同一三级指标出现两次而值不同。名称写明了分档、分对象的不报（名称就不同了）；
    表式分长期、年度两段的不报。
    为什么：两个值，年底按哪个考核说不清。
    反例：两行“河道巡查达标率”，一行≥90%，一行≥95%。
    正例：“一等奖补”和“二等奖补”各有各的标准。
    依据：由所见的表归纳。
    """

    code = "same-name-different-values"
    title = "同一指标写了两个不同的值"
    chapter = "归类"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        first: dict[tuple[str, str, str], Row] = {}
        for row in case.filled:
            if not row.name or not row.value:
                continue
            key = (row.level1, row.level2, row.name)
            before = first.setdefault(key, row)
            if before.value != row.value:
                values = f"“{before.indicator.value.text}”和“{row.indicator.value.text}”"
                message = f"{row.level2}“{row.indicator.level3}”写了两次，值是{values}，年底按哪个说不清。"
                yield at_row(self.code, self.severity, row, message, "请留一条；是两件事的，请把名称写清。")
