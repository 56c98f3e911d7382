"""Rule `two-values`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.chinese.quantities import QuantityMention
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import PERSON_UNITS, is_time_unit

_ARITHMETIC = re.compile(r"[×*xX÷]|=\d|\+\d")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_SEPARATED = re.compile(r"[,，、;；。和及与]|(?<=[一-鿿])(?=\d)")
_SENTENCE = re.compile(r"[。给按对为于]|达到|完成")
_LONGEST = 24
"""A longer value is a sentence, not a list of values."""


class TwoValues:
    """一格写了两个值

    检查什么：一条指标的值里有两个以上不同事项或不同单位的数。区间、单价的分母、算式（“20人×500元”）、同一个数的换算
    （“1.6万亩（16000亩）”）、带时间的数不报；按乡镇、村分列的多值列不报。
    为什么：一条指标考核一件事，两个数年底没法判完成没完成。
    反例：“30次，2个”；“培训3期、120人”。
    正例：“5万元/个”；“10-20户”。
    依据：由所见的表归纳。
    """

    code = "two-values"
    title = "一格写了两个值"
    chapter = "指标名称和值"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.filled:
            value = _BRACKETED.sub("", row.value)
            if not value or len(value) > _LONGEST or row.level2 == "时效指标" or _ARITHMETIC.search(value):
                continue
            counted = [number for number in row.numbers if _counts(number, value)]
            if len(counted) >= 2 and _differ(counted) and _SEPARATED.search(value[counted[0].end : counted[1].start + 1] or " "):
                message = (
                    f"“{row.indicator.level3}”的值“{row.indicator.value.text}”是{_number(len(counted))}件事，年底一条指标没法判。"
                )
                severity = Severity.HINT if _SENTENCE.search(row.value) else self.severity
                word = "建议" if severity is Severity.HINT else "请"
                yield at_row(self.code, severity, row, message, f"{word}拆成几条，一条一个数。")


def _counts(number: QuantityMention, value: str) -> bool:
    return number.end <= len(value) and number.unit is not None and not is_time_unit(number.unit) and number.unit != "%"


def _differ(numbers: list[QuantityMention]) -> bool:
    units = {"人" if number.unit in PERSON_UNITS else number.unit for number in numbers}
    return len(units) > 1


def _number(count: int) -> str:
    return {2: "两", 3: "三", 4: "四"}.get(count, "几")
