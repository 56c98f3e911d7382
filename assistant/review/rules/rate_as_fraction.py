"""Rule `rate-as-fraction`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.chinese.numerals import format_number
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import bare_number, is_rate


class RateAsFraction:
    """比率像是被改成了小数

    检查什么：名称是率、比例、满意度，值是没有单位的数，大于0且不大于1。写了%的不报；密度、人均、比值不报。
    为什么：表格软件会把百分比存成小数，照着送出去就成了百分之一都不到。
    反例：“群众满意度”，值“0.98”。
    正例：“不良率”，值“0.5%”。
    依据：由所见的表归纳（表格软件把百分比存成了小数）。
    """

    code = "rate-as-fraction"
    title = "比率像是被改成了小数"
    chapter = "指标名称和值"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.filled:
            number = bare_number(row.value)
            if number is None or not 0 < number <= 1 or any("%" in text for text in row.indicator.extra.values()):
                continue
            if "%" in row.name[-4:] or not (is_rate(row.name) or row.level2 == "服务对象满意度指标"):
                continue
            message = (
                f"“{row.indicator.level3}”写的是“{row.indicator.value.text}”，像是百分数被表格软件变成了小数，"
                f"是{format_number((number * 100).normalize())}%吗？"
            )
            yield at_row(self.code, self.severity, row, message, "请核对后补上%。")
