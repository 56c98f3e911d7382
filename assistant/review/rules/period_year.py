"""Rule `period-year`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import NO_OPTIONS, Needs


class PeriodYear:
    """项目期与年度不符

    检查什么：起始年大于终止年；或表头年度不在项目期起止之内。起止只填了一头的，只查这一头。没有项目期一格的不报，
    项目期比年度长的（跨年项目）不报。
    为什么：年度不在项目期里，这一年的钱就没有对应的项目。
    反例：2024年度的表，项目期2022-2023。
    正例：2024年度的表，项目期2023-2025。
    依据：申报表填报说明。
    """

    code = "period-year"
    title = "项目期与年度不符"
    chapter = "年度与时间"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        table = case.table
        start, end, year = table.period_start, table.period_end, table.year
        printed = table.period or "-".join(str(bound) if bound else "" for bound in (start, end))
        if start is not None and end is not None and start > end:
            message = f"项目期写的是“{printed}”，开始的年份比结束的还晚，起止对不上。"
            yield at_field(self.code, self.severity, table, "period_start", message, "请核对起止年份，是不是前后写反了。")
        elif year is not None and ((start is not None and year < start) or (end is not None and year > end)):
            message = f"项目期是“{printed}”，表是{year}年度的，年度不在项目期里，这一年的钱没有对应的项目期。"
            yield at_field(self.code, self.severity, table, "period_start", message, "请核对项目期和年度哪个要改。")
