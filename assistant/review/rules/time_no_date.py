"""Rule `time-no-date`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs

_TIME = re.compile(
    r"\d{4}年|[年月日周旬天]|季度?|学期|假期|及时|按时|按期|如期|准时|时限|期限|工期|时间|进度|即时|实时|当期|逐期|每期|定期|长期|全程|"
    r"[半一二三四五六七八九十\d]小时|节前|前完成|\d{1,4}[-./]\d{1,2}|春节|国庆|七一|五一|端午|中秋|元旦|汛[前期]|冬|夏|春|秋"
)
_NO_TIME = re.compile(r"日常|日益|月饼|生日|节日|老年|青年|少年|成年|中年|年龄|年轻|年老|年鉴|日间")


class TimeNoDate:
    """时效没有时间

    检查什么：时效行的名称和指标值合起来，没有年、月、季度、日、期限、频次、及时率一类的时间词。时间写在名称里的不报；
    只写到年的（“2022年”）也是有效时限；“及时率≥95%”“每季度一次”不报。
    为什么：没有时间，年底说不清是按时完成还是拖了。
    反例：时效指标“完成所有任务”，值“完成”。
    正例：时效指标“完成所有任务”，值“11月底前”；“补助发放及时率”，值“100%”。
    依据：时效指标说何时完成、频次、及时率；宁夏原州区2022年申报表标为必填。
    """

    code = "time-no-date"
    title = "时效没有时间"
    chapter = "年度与时间"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.of("时效指标"):
            said = f"{row.name} {row.value} {' '.join(row.indicator.extra.values())}"
            if row.value and not _TIME.search(_NO_TIME.sub("", said)):
                message = f"时效“{row.indicator.level3 or row.value}”没有写到什么时候，年底说不清是不是按时完成。"
                yield at_row(self.code, self.severity, row, message, "可以写成几月底前完成，或每季度、每月几次。")
