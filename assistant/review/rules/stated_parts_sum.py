"""Rule `stated-parts-sum`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.verdicts.goal_numbers import StatedParts, stated_parts


class StatedPartsSum:
    """写明的分项合计不等于总额

    检查什么：目标或备注里写明“其中甲若干、乙若干”，或“总额（甲若干，乙若干）”，分项合计不等于所说的总数。只列举一部分的（“其中道路180万”）不报；
    跨年项目的总投资与年度金额不比。
    为什么：分项和总数对不上，看的人不知道信哪个。
    反例：“312万（道路180万，水源122万）”。
    正例：“312万（道路180万，水源132万）”。
    依据：由所见的表归纳。
    """

    code = "stated-parts-sum"
    title = "写明的分项合计不等于总额"
    chapter = "成本核算和权重"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for stated in stated_parts(case.goal):
            message, advice = _told(stated)
            yield at_field(self.code, self.severity, case.table, "goal", message, advice)
        for fund in case.table.funds:
            for stated in stated_parts(squeeze(fund.label)):
                message, advice = _told(stated)
                yield at_field(self.code, self.severity, case.table, "total", message, advice)
        for row in case.filled:
            for text in (row.value, *map(squeeze, row.indicator.extra.values())):
                for stated in stated_parts(text):
                    message, advice = _told(stated)
                    yield at_row(self.code, self.severity, row, message, advice)


def _told(stated: StatedParts) -> tuple[str, str]:
    parts = "＋".join(stated.parts)
    message = f"写明的分项是{parts}，加起来{stated.summed}，总数写的是{stated.whole}，差{stated.gap}，看的人不知道信哪个。"
    return message, "请核对，改成一致。"
