"""Rule `cost-class-gap`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.chinese.numerals import format_number
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, Row, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import COSTS

_OPEN = re.compile(r"(\d+(?:\.\d+)?)([一-鿿]{1,4}?)(?:及|\(含\))?以([上下])")
_CLOSED = re.compile(r"(\d+(?:\.\d+)?)[一-鿿]{0,4}?[-~至到](\d+(?:\.\d+)?)([一-鿿]{1,4}?)(?![一-鿿])")


class CostClassGap:
    """成本分档有空档

    检查什么：同一类别里“N以上”“M以下”的分档名称之间留有空档（M小于N），落在中间的没有标准。目标里的“3000元以上”一类目标值不报；
    “优秀”“合格”一类不是数的档次不报。
    为什么：落在中间的按什么标准，执行时会各说各的。
    反例：“200亩以上 8万元”“100亩以下 5万元”。
    正例：“100亩以上 8万元”“100亩以下 5万元”。
    依据：由所见的表归纳。
    """

    code = "cost-class-gap"
    title = "成本分档有空档"
    chapter = "成本核算和权重"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        above: list[tuple[Row, Decimal, str]] = []
        below: list[tuple[Row, Decimal, str]] = []
        between: list[tuple[Decimal, Decimal, str]] = []
        for row in case.own(case.of(*COSTS)):
            for number, unit, side in _classes(row.name):
                (above if side == "上" else below).append((row, number, unit))
            between += [(low, high, unit) for low, high, unit in _middles(row.name)]
        for row, floor, unit in above:
            for lower, ceiling, other in below:
                if (
                    unit != other
                    or ceiling >= floor
                    or any(low <= ceiling and high >= floor for low, high, same in between if same == unit)
                ):
                    continue
                message = (
                    f"成本分档有“{row.indicator.level3}”和“{lower.indicator.level3}”，"
                    f"{format_number(ceiling)}{unit}到{format_number(floor)}{unit}之间的没有标准，执行时会各说各的。"
                )
                yield at_row(
                    self.code, self.severity, row, message, "中间的按什么标准？有这样的对象，建议补上；没有的可以不理会。"
                )
                return


def _classes(name: str) -> list[tuple[Decimal, str, str]]:
    """The open classes that a name holds: the bound, its unit, 上 or 下."""
    return [(Decimal(match[1]), match[2], match[3]) for match in _OPEN.finditer(name)]


def _middles(name: str) -> list[tuple[Decimal, Decimal, str]]:
    return [(Decimal(match[1]), Decimal(match[2]), match[3]) for match in _CLOSED.finditer(name)]
