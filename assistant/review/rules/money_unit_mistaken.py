"""Rule `money-unit-mistaken`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.chinese.numerals import format_amount
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import Needs
from assistant.review.vocabulary import is_money

_OVERALL = re.compile(r"总(?:投资|额|预算|资金)|(?:全年|项目)?预算|资金$|投资$")


class MoneyUnitMistaken:
    """金额像是差了一万倍

    检查什么：年度总额与上年同一项目的总额，或与本表成本核算的合计、目标里写明的总额相比，恰好相差约1万倍。单价与总额相差悬殊的不报
    （单价本来就小）。没有上年表时只做表内的比较。
    为什么：元和万元填错一栏，批下来的钱就差一万倍。
    反例：上年12.6万元，今年12.6亿元（把126000元填进了“万元”栏）。
    正例：上年12.6万元，今年13万元。
    依据：由所见的表归纳。
    """

    code = "money-unit-mistaken"
    title = "金额像是差了一万倍"
    chapter = "资金"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = {"比值的下限（倍）": 8000, "比值的上限（倍）": 12500}

    def check(self, case: Case) -> Iterator[Finding]:
        total = case.table.total
        if not total or total <= 0:
            return
        for what, amount in _others(case):
            if amount > 0 and (self._far(case, total / amount) or self._far(case, amount / total)):
                message = (
                    f"总额是{format_amount(total)}，{what}是{format_amount(amount)}，正好差一万倍上下，批下来的钱会差得很远。"
                )
                advice = "是不是把元填进了“万元”栏，或者反过来？请核对单位。"
                yield at_field(self.code, self.severity, case.table, "total", message, advice)
                return

    def _far(self, case: Case, ratio: Decimal) -> bool:
        return case.option(self.code, "比值的下限（倍）", 8000) <= ratio <= case.option(self.code, "比值的上限（倍）", 12500)


def _others(case: Case) -> Iterator[tuple[str, Decimal]]:
    """Amounts that the total ought to be near to, each with what it is."""
    if case.last_year is not None and case.last_year.total:
        yield "去年的总额", case.last_year.total
    for reading in case.costs.readings:
        if reading.complete and reading.full is not None and reading.low == reading.high:
            yield "成本行的合计", reading.full
    for number in case.goal_numbers:
        if is_money(number.mention) and not number.is_price and _OVERALL.search(number.around.partition(" ")[0]):
            yield "目标里写的总额", number.mention.low
