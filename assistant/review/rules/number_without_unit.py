"""Rule `number-without-unit`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import COSTS, bare_number, is_rate

_UNIT_IN_NAME = re.compile(
    r"[(（\[][^()（）\[\]]*(?:元|人|名|个|次|期|场|亩|米|里|户|套|台|份|%|天|日|月|年|吨|处|座|辆|件|项|所|条|只|头|株|分)[)）\]]"
)
_NO_UNIT = re.compile(r"(?:指数|评分|得分|分数|系数|比值|倍数|pH值?|PH值?)(?:\(.*\))?$")
"""Names of numbers that have no unit."""
_UNIT_COLUMN = re.compile(r"单位|量纲")


class NumberWithoutUnit:
    """只有数字没有单位

    检查什么：指标值全由数字（可带比较符、千分位、小数点）组成，没有单位。百分数、时间、指数和系数不报；单位在名称括号里或另列的不报；
    区间带分母的归 cost-no-currency。
    为什么：没有单位，看不出是多少个、多少次还是多少钱，别人没法核对。
    反例：成本指标“党史宣传教育”，值“40000”，没写元，也没写是每场还是合计。
    正例：“总面积（亩）”，值“300”；“上课”，值“180节课”。
    依据：非定性指标必须有计量单位（一体化系统的必录项）。
    """

    code = "number-without-unit"
    title = "只有数字没有单位"
    chapter = "指标名称和值"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.filled:
            number = bare_number(row.value)
            if (
                not number
                or _NO_UNIT.search(row.name)
                or _UNIT_IN_NAME.search(row.name)
                or (is_rate(row.name) and 0 < number <= 1)
            ):
                continue
            if any(_UNIT_COLUMN.search(heading) and text.strip() for heading, text in row.indicator.extra.items()):
                continue
            value = row.indicator.value.text
            if row.level2 in COSTS:
                message = f"“{row.indicator.level3}”只写了“{value}”，没有单位，看不出是不是元，是每份的还是一共的，没法核对成本。"
                advice = "请写全，例如“元”“元/场”。"
            else:
                message = f"“{row.indicator.level3}”只写了“{value}”，没有单位，看不出是多少个什么。"
                advice = "请补上单位，例如个、人、次。"
            yield at_row(self.code, self.severity, row, message, advice)
