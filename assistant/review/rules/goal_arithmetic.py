"""Rule `goal-arithmetic`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.chinese.numerals import format_amount
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, Row, at_field
from assistant.review.rule import Needs
from assistant.review.verdicts.goal_numbers import Product, goal_products
from assistant.review.vocabulary import COSTS, content

_SHARED = re.compile(r"补助|补贴|奖补|配套|单价|标准|人均|均价|其中")
"""A row that pays a part, or a price of one."""


class GoalArithmetic:
    """目标里的单价乘数量超过预算

    检查什么：目标里写明了数量和单价（“N人……每人每天M元……D天”“每个M万元，共N个”），各段相乘再相加，大于年度总额；或者一段乘出来
    大于写明总价的同一件事的成本行。只有数量没有单价、只有单价没有数量的不硬乘；收入目标（“户均收入达到2万元以上”）不算；乘出来等于或小于总额的不报。
    为什么：目标答应的事，预算里的钱不够做。
    反例：目标“办2期，每期30人，每人每天450元，培训6天”，合16.2万元，总额10万元。
    正例：目标“每个食堂5万元”，没有写几个。
    依据：指标与任务数、计划数对应（财预〔2020〕10号附表“绩效指标明确性”）。
    """

    code = "goal-arithmetic"
    title = "目标里的单价乘数量超过预算"
    chapter = "成本核算和权重"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = {"容差（%）": 1.0}

    def check(self, case: Case) -> Iterator[Finding]:
        total = case.table.total
        products = goal_products(case)
        if not products or not total or total <= 0:
            return
        whole = sum((product.amount for product in products), Decimal(0))
        working = "；".join(product.shown for product in products)
        summed = f"，合计{format_amount(whole)}" if len(products) > 1 else ""
        tolerance = 1 + Decimal(str(case.option(self.code, "容差（%）", 1.0))) / 100
        if whole > total * tolerance:
            message = f"按目标里写的，{working}{summed}，总额{format_amount(total)}，多{format_amount(whole - total)}，钱不够做。"
            yield at_field(
                self.code, self.severity, case.table, "goal", message, "人数、天数、标准还是总额要改？请核对后改成一致。"
            )
            return
        for product in products:
            row = _cost_of(case, product, products)
            if row is None:
                continue
            price = row.indicator.value.quantity
            if price is None or product.amount <= price.high * tolerance:
                continue
            message = (
                f"按目标里写的，{product.shown}，成本“{row.indicator.level3}”只写了“{row.indicator.value.text}”，"
                f"多{format_amount(product.amount - price.high)}，两处对不上。"
            )
            yield at_field(
                self.code, self.severity, case.table, "goal", message, "人数、天数、标准还是成本行要改？请核对后改成一致。"
            )


def _cost_of(case: Case, product: Product, products: Sequence[Product]) -> Row | None:
    """The cost row, a whole price, that is about what the goal multiplies; None unless there is just one, of this alone."""
    rows = [row for row in case.own(case.of(*COSTS)) if _is_whole_price(row) and _speaks_of(product, row)]
    if len(rows) != 1 or any(_speaks_of(other, rows[0]) for other in products if other is not product):
        return None
    return rows[0]


def _is_whole_price(row: Row) -> bool:
    quantity = row.indicator.value.quantity
    return quantity is not None and quantity.unit == "元" and not _SHARED.search(row.name)


def _speaks_of(product: Product, row: Row) -> bool:
    """Are all the topics of the row's name in that part of the goal?"""
    topics = content(row.name)
    return bool(topics) and topics <= content(product.about)
