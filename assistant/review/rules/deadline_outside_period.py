"""Rule `deadline-outside-period`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field, at_row
from assistant.review.rule import NO_OPTIONS, Needs

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|[.\-/](?:0?[1-9]|1[0-2])(?!\d))")


class DeadlineOutsidePeriod:
    """完成时间超出预算年度或项目期

    检查什么：跨年项目里，时效或年度目标的完成时间晚于本年度（在项目期以内）；任何项目里，完成时间晚于项目期终止的归
    time-other-year。    实施期（总）目标里写项目期终了的不报；效益的持续年限（“使用年限≥15年”）不报。
    为什么：年度表只管当年，写到以后年份，今年做到哪一步没法考核。
    反例：2019年度的表，项目期2019-2021，时效写“2021年12月底完成”。
    正例：2019年度的表，项目期2019-2021，时效写“2019年12月底前完成一期”。
    依据：跨年项目既要总目标，也要当年目标（申报表填报说明）；由所见的表归纳。
    """

    code = "deadline-outside-period"
    title = "完成时间超出预算年度或项目期"
    chapter = "年度与时间"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        table = case.table
        year, end = table.year, table.period_end
        if year is None or end is None or end <= year:
            return
        for row in case.of("时效指标"):
            said = f"{row.name} {row.value}"
            if (late := _late(said, year, end)) and not _named(said, year):
                printed = row.indicator.value.text if late in row.value else row.indicator.level3
                message = f"这是{year}年度的表，完成时间写到了“{printed}”，今年做到哪一步没法考核。"
                yield at_row(self.code, self.severity, row, message, "跨年的项目请写当年做到哪一步，请核对。")
        if (late := _late(case.goal, year, end)) and not _named(case.goal, year):
            message = f"这是{year}年度的表，年度目标里的时间写到了“{late}年”，今年做到哪一步没法考核。"
            yield at_field(self.code, self.severity, table, "goal", message, "跨年的项目请写当年做到哪一步，请核对。")


def _late(text: str, year: int, end: int) -> str:
    """The first later year of the period that a text names as its time; "" where it names none."""
    return next((match[1] for match in _YEAR.finditer(text) if year < int(match[1]) <= end), "")


def _named(text: str, year: int) -> bool:
    """Does the text also say what happens in the year itself?"""
    return bool(re.search(rf"{year}年|[当本今]年", text))
