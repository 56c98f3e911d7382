"""Rule `annual-same-as-long-term`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import NO_OPTIONS, Needs

_SIGNS = re.compile(r"[^0-9A-Za-z一-鿿%]")


class AnnualSameAsLongTerm:
    """年度目标与总目标相同

    检查什么：跨年项目的年度目标与实施期（中期、长期）目标归一后相同。一年期的项目不报；没有实施期目标一格的表不报。
    为什么：看不出今年完成哪一部分。
    反例：实施期三年，两段目标一字不差。
    正例：实施期三年，年度目标写“今年完成一期工程”。
    依据：跨年项目既要总目标，也要当年目标（申报表填报说明）；把长期目标当年度目标是审核常见问题。
    """

    code = "annual-same-as-long-term"
    title = "年度目标与总目标相同"
    chapter = "目标文字"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        table = case.table
        several = table.period_start is not None and table.period_end is not None and table.period_end > table.period_start
        annual, whole = (_SIGNS.sub("", squeeze(text)) for text in (table.goal, table.long_term_goal))
        if several and annual and annual == whole:
            message = f"项目期是{table.period_start}到{table.period_end}年，年度目标和总目标一样，看不出今年完成哪一部分。"
            yield at_field(self.code, self.severity, table, "goal", message, "请写今年做到哪一步。")
