"""Rule `goal-too-short`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import Needs
from assistant.review.vocabulary import quantities_in

_SIGN = re.compile(r"[^0-9A-Za-z一-鿿]")


class GoalTooShort:
    """目标太短

    检查什么：目标不足20个字，又没有数量。字少而有数量、有时间的（“年底前改造公厕12座，验收合格。”）不报。
    为什么：太笼统的目标换个单位也能用，说不清今年办成什么。
    反例：“做好检测工作。”
    正例：“年底前改造公厕12座，验收合格。”
    依据：指向明确（地方绩效评价办法的目标条款）；由所见的表归纳（目标就是职责复述）。
    """

    code = "goal-too-short"
    title = "目标太短"
    chapter = "目标文字"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = {"字数": 20}

    def check(self, case: Case) -> Iterator[Finding]:
        length = len(_SIGN.sub("", case.goal))
        if not length or length >= case.option(self.code, "字数", 20) or quantities_in(case.goal):
            return
        message = f"目标只有“{case.table.goal.strip()}”，太笼统，换个单位也能用，看不出今年办成什么。"
        yield at_field(self.code, self.severity, case.table, "goal", message, "请写今年做什么、做多少、什么效果。")
