"""Rule `unit-wrong-kind`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import PERSON_UNITS, is_rate

_COUNTED = re.compile(r"(?:元|人|名|个|户|家|次|件|项|场|人次)$")
_OTHER_RATE = re.compile(r"人均|户均|比例尺|每[万千百]")
_MONEY = re.compile(r"(?:金额|总额|单价|造价|总投入|安排支出|支出总额)$")
_NO_SHARE = re.compile(r"(?:年限|次数|面积|里程|长度|天数|户数|人数|人次|个数|件数)$")
_PERSONS = re.compile(r"(?:人数|人员数|人员数量)$")


class UnitWrongKind:
    """单位与指标的性质不符

    检查什么：率、比例、覆盖面、满意度的单位是元、人、个；金额的单位是%，报错误。年限、次数、面积的单位是%，人数用“个”，报警告。‰、百分点、倍不报；
    满意度用分（“≥90分”）不报；成本控制率、成本节约率用%的不报。
    为什么：单位和指标说的不是一回事，年底没法比。
    反例：“支出安排金额”，值“95%”；“服务对象满意度”，值“90人”。
    正例：“成本节约率”，值“≥5%”。
    依据：指标性质、方向、目标值、单位准确（包头市财政局2023-12-29审核要点）；由所见的表归纳。
    """

    code = "unit-wrong-kind"
    title = "单位与指标的性质不符"
    chapter = "指标名称和值"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.filled:
            quantity = row.indicator.value.quantity
            if quantity is None or not quantity.unit or not row.name:
                continue
            name, unit, shown = row.indicator.level3, quantity.unit, row.indicator.value.text
            if is_rate(row.name) and _COUNTED.match(unit) and not _OTHER_RATE.search(row.name):
                message = f"“{name}”是比率，单位写的是“{unit}”（{shown}），年底没法比。"
                yield at_row(
                    self.code,
                    self.severity,
                    row,
                    message,
                    f"请改成%，或核对名称是不是“……{'人数' if unit in PERSON_UNITS else '数'}”。",
                )
            elif unit == "%" and _MONEY.search(row.name):
                message = f"“{name}”是金额，单位写的是“%”（{shown}），年底没法比。"
                yield at_row(self.code, self.severity, row, message, "请改单位，或把名称改成“……率”。")
            elif unit == "%" and _NO_SHARE.search(row.name):
                message = f"“{name}”不是比率，单位写的是“%”（{shown}），年底没法比。"
                yield at_row(self.code, Severity.WARNING, row, message, "请核对单位，或把名称改成“……率”。")
            elif unit == "个" and _PERSONS.search(row.name):
                message = f"“{name}”数的是人，单位写的是“个”（{shown}），和表里别处对不上。"
                yield at_row(self.code, Severity.WARNING, row, message, "请核对，人数写“人”“名”或“人次”。")
