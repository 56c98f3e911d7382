"""Rule `number-in-name`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import COSTS, PERSON_UNITS, has_digit, quantities_in, same_unit

_BRACKETED_UNIT = re.compile(r"\(([一-鿿%]{1,4})\)$")
_CLASS = re.compile(r"及?以[上下内]|[A-Z级类]|的|及以上")
_CLASS_BEFORE = re.compile(r"(?:低于|高于|超过|大于|小于|不足|满|每|第)$")


class NumberInName:
    """名称里写了目标数

    检查什么：三级指标名称里有与值同单位的数；或名称括号里的单位与值的单位不同。两处的数不一致为警告，一致为提示。年份、分档（“5000亩以上”）、
    标准名（“5A级”）、文号不报；成本行用名称说明是哪一次、哪一期的不报；时效行的时间不报。
    为什么：数写在两处，改了一处忘了另一处，年底按哪个说不清。
    反例：名称“达标率100%”，值“≥98%”。
    正例：名称“达标率”，值“≥98%”。
    依据：由所见的表归纳；三级指标名称要简洁（一体化系统的填报要素说明）。
    """

    code = "number-in-name"
    title = "名称里写了目标数"
    chapter = "指标名称和值"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.filled:
            quantity = row.indicator.value.quantity
            if quantity is None or row.level2 == "时效指标" or row.level2 in COSTS:
                continue
            named = _BRACKETED_UNIT.search(row.name)
            if (
                named
                and quantity.unit
                and quantities_in(f"1{named[1]}")
                and not _alike(named[1], quantity.unit)
                and not has_digit(named[1])
            ):
                message = (
                    f"名称“{row.indicator.level3}”里的单位是“{named[1]}”，"
                    f"指标值写的是“{row.indicator.value.text}”，年底按哪个单位说不清。"
                )
                yield at_row(self.code, Severity.WARNING, row, message, "请核对单位，写成一样的。")
                continue
            numbers = [
                number
                for number in row.name_numbers
                if _alike(number.unit, quantity.unit) and not _CLASS.match(row.name, number.end)
            ]
            if len(numbers) != 1 or _CLASS_BEFORE.search(row.name[: numbers[0].start]):
                continue
            number = numbers[0]
            if (number.low, number.high) == (quantity.low, quantity.high):
                message = f"名称“{row.indicator.level3}”里写了目标数“{number.text}”，和指标值写了两遍，改了一处容易忘了另一处。"
                yield at_row(self.code, self.severity, row, message, "建议数只写在指标值里，名称去掉数。")
            else:
                message = f"名称里写了“{number.text}”，指标值是“{row.indicator.value.text}”，对不上，年底按哪个说不清。"
                yield at_row(self.code, Severity.WARNING, row, message, "数只写在指标值里，请核对是哪一个。")


def _alike(one: str | None, other: str | None) -> bool:
    """The same unit; 个 counts anything."""
    if one is None or other is None:
        return False
    return one == other or same_unit(one, other) or ("个" in (one, other) and {one, other} <= {"个", *PERSON_UNITS})
