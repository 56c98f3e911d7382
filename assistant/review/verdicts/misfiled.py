"""Rows whose content belongs to another category (放错类别的行): satisfaction under benefits, words of grade under costs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.model.finding import Severity
from assistant.model.record import record
from assistant.review.vocabulary import BENEFITS, COSTS, is_grade_word, is_rate

if TYPE_CHECKING:
    from assistant.review.case import Case, Row

_SATISFIED = re.compile(r"满意")
_RECOGNISED = re.compile(r"认可度|认可率|好评率")
_PERSONS = re.compile(
    r"(?:群众|居民|村民|农民|农户|市民|职工|员工|干部|党员|学生|学员|教师|师生|家长|患者|老人|老年人|企业|商户|用户|观众|读者|游客|人员|对象|代表|"
    r"牧民|移民|业主|司机|旅客|消费者|受益者|工作者|志愿者|残疾人)$"
)
_SATISFACTION = "服务对象满意度指标"


@record
class Misfiled:
    """The verdict on one row."""

    belongs: str
    """Second level that it belongs to; "" where it is only sure that it does not belong where it stands."""
    severity: Severity


def misfiled_rows(case: Case) -> Mapping[int, Misfiled]:
    """The rows that stand in a category that they do not belong to, by index."""
    found = {}
    without = not case.of(_SATISFACTION)
    for row in case.filled:
        if row.level2 == _SATISFACTION:
            continue
        if _SATISFIED.search(row.name) and "不满意" not in row.name:
            if row.level2 in BENEFITS:
                found[row.index] = Misfiled(
                    _SATISFACTION, Severity.ERROR if "满意度" in row.name or "满意率" in row.name else Severity.WARNING
                )
            elif is_rate(row.name):
                found[row.index] = Misfiled(_SATISFACTION, Severity.WARNING)
        elif row.level2 in BENEFITS and _RECOGNISED.search(row.name) and "%" in row.value:
            found[row.index] = Misfiled(_SATISFACTION, Severity.ERROR)
        elif without and row.level2 in BENEFITS and _is_share_of_persons(row):
            found[row.index] = Misfiled(_SATISFACTION, Severity.WARNING)
        elif (
            row.level2 in COSTS and row.value and len(row.value) <= 4 and is_grade_word(row.value) and not _is_of_costs(row.name)
        ):
            found[row.index] = Misfiled("", Severity.HINT)
    return found


def _is_share_of_persons(row: Row) -> bool:
    quantity = row.indicator.value.quantity
    return quantity is not None and quantity.unit == "%" and bool(_PERSONS.search(row.name))


def _is_of_costs(name: str) -> bool:
    return bool(re.search(r"成本|费|价|支出|预算|资金|投入|经费|补助|补贴|标准|开支|节约|造价", name))
