"""Rule `date-serial`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import bare_number

_TIME = re.compile(r"时间|日期|时限|期限|完成日|截止|工期|何时|日前|月底")
_OTHER = re.compile(r"金额|人数|人次|面积|资金|数量|里程|户数|费用|成本")
_ENDS_AS_TIME = re.compile(r"(?:时间|日期|时限|期限)(?:\([^()]*\))?$")
_DAY_ZERO = date(1899, 12, 30)
_FIRST, _LAST = 30_000, 60_000


class DateSerial:
    """日期被变成了数字

    检查什么：值是30000到60000之间的整数（可带千分位），没有单位，而名称或类别说的是时间、日期。名称说的是金额、人数、面积的不报；
    有单位的不报。
    为什么：表格软件把日期存成了天数，印出来没有人看得懂。
    反例：“检查计划完成时间”，值“44,561”。
    正例：“受益人数”，值“44561”。
    依据：由所见的表归纳。
    """

    code = "date-serial"
    title = "日期被变成了数字"
    chapter = "指标名称和值"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.filled:
            number = bare_number(row.value)
            if number is None or number % 1 or not _FIRST <= number <= _LAST or _is_other(row.name):
                continue
            if row.level2 != "时效指标" and not _TIME.search(row.name):
                continue
            day = _DAY_ZERO + timedelta(days=int(number))
            message = (
                f"“{row.indicator.level3}”写的是“{row.indicator.value.text}”，像是日期被表格软件变成了数字，"
                f"对应{day.year}年{day.month}月{day.day}日，照这样印出来没有人看得懂。"
            )
            yield at_row(self.code, self.severity, row, message, "请照原来的时间填。")


def _is_other(name: str) -> bool:
    """Does the name speak of money or heads? 资金到位时间 speaks of a time."""
    return bool(_OTHER.search(name)) and not _ENDS_AS_TIME.search(name)
