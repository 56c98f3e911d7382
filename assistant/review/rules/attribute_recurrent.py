"""Rule `attribute-recurrent`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import Needs
from assistant.review.vocabulary import COSTS

_RECURRENT = (
    "津贴",
    "维护费",
    "运行费",
    "运维费",
    "运转费",
    "维护经费",
    "运行经费",
    "运维经费",
    "运转经费",
    "运行维护",
    "报酬",
    "工资",
    "水电费",
    "物业费",
    "租赁费",
    "租金",
    "网络费",
    "年费",
)
_MONTHLY = re.compile(r"[/每]月|/人·月|月/|/年(?!级)|每年|/学期")


class AttributeRecurrent:
    """“一次性”项目看来年年都有

    检查什么：项目属性写“一次性”，而项目名称或本项目自己的成本行是按月、按年持续发生的（津贴、维护费、运行费；值含“元/月”“每月”）。
    名称有“补助”二字但不按月发的不报；时效写“1-12月份”的不报；“元/月”只出现在混进来的别家行里的不报。项目期只有一年，与“一次性”并不
    矛盾，所以只作提示。
    为什么：年年都有的费用按一次性申报，明年又要重新立项。
    反例：名称是“系统维护费”，属性是“新增一次性项目”。
    正例：名称是“办公楼维修”，属性是“新增一次性项目”。
    依据：由所见的表归纳；各地对“一次性”的口径不一。
    """

    code = "attribute-recurrent"
    title = "“一次性”项目看来年年都有"
    chapter = "表头"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = {"持续性费用的词": _RECURRENT}

    def check(self, case: Case) -> Iterator[Finding]:
        if "一次性" not in squeeze(case.table.attribute):
            return
        words = case.option(self.code, "持续性费用的词", _RECURRENT)
        named = next((word for word in words if word in case.project), "")
        monthly = next(
            (row for row in case.own(case.of(*COSTS)) if _MONTHLY.search(row.value) or _MONTHLY.search(row.name)), None
        )
        if named:
            what = f"名称里的“{named}”"
        elif monthly is not None:
            what = f"成本“{monthly.indicator.level3}”写的“{monthly.indicator.value.text}”"
        else:
            return
        message = f"{what}通常年年都有，项目属性写的是“{case.table.attribute}”，明年可能又要重新立项。"
        advice = "建议核对是否应为延续项目；确属一次性的保留即可。"
        yield at_field(self.code, self.severity, case.table, "attribute", message, advice)
