"""Rule `missing-level1`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.model.indicator import BENEFIT, OUTPUT
from assistant.review.case import Case, at_category
from assistant.review.rule import NO_OPTIONS, Needs

_ADVICE = {
    OUTPUT: ("看不出今年做什么、做多少。", "请补数量、质量、时效一类的指标。"),
    BENEFIT: ("看不出花了钱带来什么变化。", "请补一条做完之后带来的变化；不要用满意度代替。"),
}


class MissingLevel1:
    """整个一级指标没有

    检查什么：产出指标或效益指标一行也没有。已报本条的，不再逐个报其下的二级。满意度整组没有由 missing-required-category 报；
    一级名称是同义写法的、一级一格空白而二级认得出的，不算没有。
    为什么：每个项目都要说清做什么和做成之后怎样，缺一组就不成一张目标表。
    反例：只有产出和满意度，没有效益指标。
    正例：产出、效益、满意度三组都有。
    依据：中发〔2018〕34号（据转述）：不只产出和成本，还要有经济、社会、生态、可持续影响、满意度。
    """

    code = "missing-level1"
    title = "整个一级指标没有"
    chapter = "完整性"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        if not case.filled:
            return
        for level1, (why, advice) in _ADVICE.items():
            if not any(row.level1 == level1 for row in case.filled):
                yield at_category(self.code, self.severity, case.table, level1, "", f"没有{level1}，{why}", advice)
