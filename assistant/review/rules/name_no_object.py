"""Rule `name-no-object`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import COSTS

_CONDITION = re.compile(
    r"(?:[≥≤<>]|不足|超过|高于|低于)?\d+(?:\.\d+)?[万千百]?[一-鿿]{0,3}(?:\(?含\)?)?(?:及?以[上下内]|-\d+[一-鿿]{0,3}|的)?"
)
_BARE = frozenset(
    {
        "社区",
        "村",
        "行政村",
        "村级",
        "单位",
        "人员",
        "企业",
        "学校",
        "项目",
        "党员",
        "学生",
        "农户",
        "居民",
        "群众",
        "个人",
        "乡镇",
        "干部",
        "职工",
        "设备",
        "材料",
        "教师",
        "街道",
        "机关",
        "部门",
        "党支部",
        "老人",
        "其他",
    }
)


class NameNoObject:
    """名称没有说清对象

    检查什么：数量或成本行的名称只是一个条件（“……以上”）或一个裸名词，看不出是什么的数量、什么的成本。与数量行对得上的简称不报；
    满意度行只写对象，是惯例，不报。
    为什么：看不出是什么钱、什么数，别人没法核。
    反例：成本指标“社区 5万元/个”。
    正例：成本指标“慰问 500元/人”，数量指标“慰问困难职工 20人”。
    依据：由所见的表归纳。
    """

    code = "name-no-object"
    title = "名称没有说清对象"
    chapter = "指标名称和值"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.of("数量指标", *COSTS):
            what = "什么钱" if row.level2 in COSTS else "什么的数量"
            if _CONDITION.fullmatch(row.name):
                message = f"{row.level2}的名称“{row.indicator.level3}”只是一个条件，看不出是{what}，别人没法核。"
            elif row.level2 in COSTS and row.name in _BARE:
                message = f"成本的名称只写了“{row.indicator.level3}”，看不出是什么钱，别人没法核。"
            else:
                continue
            example = f"每个{row.name}的工作经费" if row.name in _BARE and "个" in row.value else f"{row.name}的补助标准"
            advice = f"建议写全，例如“{example}”。" if row.level2 in COSTS else "建议写全是什么的数量。"
            yield at_row(self.code, self.severity, row, message, advice)
