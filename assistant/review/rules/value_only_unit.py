"""Rule `value-only-unit`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.chinese.measures import measure_at
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs

_SIGNS = re.compile(r"[≥≤><=%％/每]+")
_UNITS = re.compile(r"(?:万?元|亿元|万|公里|千米|米|平方米|立方米|亩|万亩|吨|%|‰)(?:[/每].{1,3})?")
_FREQUENCY = re.compile(r"每|按|逐")
_WORDS = frozenset({"是", "否", "有", "无", "好", "优", "良", "中", "差", "高", "强", "大", "升", "降"})


class ValueOnlyUnit:
    """值里只有单位或比较符

    检查什么：指标值只有计量单位、比较符或两者，没有数，也没有定性词。“每月”“按季”一类的频次、“完成”“合格”一类的定性词不报。
    为什么：没有数，年底没有标准可比；多半是模板里的指标没有填。
    反例：“新建桥梁座数”，值“座”；“养护里程”，值“≥公里”。
    正例：“巡查”，值“每月”。
    依据：由所见的表归纳（模板里的指标没有填）。
    """

    code = "value-only-unit"
    title = "值里只有单位或比较符"
    chapter = "完整性"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.filled:
            if row.value and _is_unit_alone(row.value):
                name, value = row.indicator.level3, row.indicator.value.text
                message = f"“{name}”只写了“{value}”，没有数，年底没有标准可比。"
                yield at_row(self.code, self.severity, row, message, "请填数；本项目不做的请删掉这一行。")


def _is_unit_alone(value: str) -> bool:
    if any(character.isdigit() for character in value) or _FREQUENCY.match(value) or value in _WORDS:
        return False
    rest = _SIGNS.sub("", value)
    if not rest:
        return True
    if _UNITS.fullmatch(rest):
        return True
    return len(rest) <= 4 and measure_at(rest, 0) == rest
