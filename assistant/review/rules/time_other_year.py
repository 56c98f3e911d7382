"""Rule `time-other-year`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, Row, at_field, at_row
from assistant.review.rule import NO_OPTIONS, Needs

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|(?=[-—~至到](?:19|20)\d{2}年))")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?:\d{1,2}月)?(?:\d{1,2}日)?[-—~至到]((?:19|20)\d{2})年")
_BASE_BEFORE = re.compile(
    r"(?:比|较|与|以|从|自|按|按照|根据|依据|超过|高于|低于|不低于|截至|截止|对照|参照|延续|完成|兑现|清偿|偿还)$"
)
_BASE_AFTER = re.compile(
    r"^(?:度)?(?:底|末|年底|年末)?(?:(?:.{0,12}(?:结转|结余|考核结果|决算|欠款|遗留|尾款|基数|基期|水平|印发|下发|出台|发布|文件|"
    r"评定|评选|普查|统计|相比|增长|提高|下降|以来|为基))|(?:以来|起))"
)
_DOCUMENT = re.compile(r"[〔\[(（【].{0,6}$")


class TimeOtherYear:
    """时效或目标的年份不对

    检查什么：时效行的名称或指标值、年度总体目标里出现“19××年”“20××年”，与表头年度不同。“2022年底”与“2022年”都算本年度；
    “1-12月份”没有年份不报；四位数后面没有“年”的不报；说的是基期、文件、结转的不报；项目期跨年而年份在项目期以内、晚于表头的
    归 deadline-outside-period。
    为什么：年份对不上，年底没法按这张表考核，也多半说明这一格是从去年的表带过来的。
    反例：2024年度的表，时效写“2023年6月底前完成”。
    正例：2024年度的表，目标写“比2023年提高5%”，时效写“2024年11月底前”。
    依据：申报表填报说明（年度填编制预算所属的年份，目标和时限随年度）。
    """

    code = "time-other-year"
    title = "时效或目标的年份不对"
    chapter = "年度与时间"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        year = case.table.year
        if year is None:
            return
        for row in case.of("时效指标"):
            if wrong := _years(row.name, case) + _years(row.value, case):
                later = case.table.period_end is None and all(int(named[:4]) > year for named in wrong)
                severity = Severity.WARNING if later else self.severity
                advice = f"跨年的项目请写{year}年做到哪一步，请核对。" if later else f"请改成{year}年度的时间。"
                yield at_row(self.code, severity, row, _told(year, row), advice)
        goal = squeeze(case.table.goal)
        if wrong := _years(goal, case):
            named = "、".join(f"“{printed}”" for printed in dict.fromkeys(wrong))
            message = f"这是{year}年度的表，目标里写的是{named}，年份对不上。是不是从去年的表带过来的？"
            yield at_field(self.code, self.severity, case.table, "goal", message, f"请核对，是今年的事请改成{year}年。")


def _told(year: int, row: Row) -> str:
    printed = row.value if _YEAR.search(row.value) else row.name
    return f"这是{year}年度的表，时效写的是“{printed}”，年份对不上，年底没法按它考核。是不是从去年的表带过来的？"


def _years(text: str, case: Case) -> list[str]:
    """The years of a text, as printed, that are not the table's and ought to be."""
    year = case.table.year or 0
    end = case.table.period_end
    spans = [(match.span(), int(match[1]), int(match[2])) for match in _SPAN.finditer(text)]
    found = []
    for match in _YEAR.finditer(text):
        named = int(match[1])
        if named == year or str(named) in case.project or (end is not None and year < named <= end):
            continue
        if any(start <= match.start() < stop and first <= year <= last for (start, stop), first, last in spans):
            continue
        before, after = text[: match.start()], text[match.end() :]
        if _BASE_BEFORE.search(before) or _BASE_AFTER.match(after) or _DOCUMENT.search(before):
            continue
        found.append(f"{named}年")
    return found
