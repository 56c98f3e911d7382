"""Rule `category-effectively-empty`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_category, quoted
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import COSTS

_REQUIRED = ("数量指标", "质量指标", "时效指标", "成本指标", "社会效益指标", "可持续影响指标")
_ADVICE = {
    "社会效益指标": "建议补一条做完之后带来的变化。",
    "可持续影响指标": "建议补一条效果能维持多久的指标。",
}


class CategoryEffectivelyEmpty:
    """类别里没有真正属于它的行

    检查什么：某必填类别有行，但每一行都已判为别的类别的内容（满意度、效益……），移走后这一类就空了。成本一类移走后一条金额也没有的，
    为警告。哪怕有一行是本类内容的不报；类别本来就没有行的不报。
    为什么：移走放错的行以后这一栏是空的，等于没有填。
    反例：社会效益指标下只有一行“居民满意率 ≥90%”。
    正例：社会效益指标下有“居民满意率”，也有“受益居民 3000人”。
    依据：由所见的表归纳；质量与效益混、满意度代替效益是审核常见问题。
    """

    code = "category-effectively-empty"
    title = "类别里没有真正属于它的行"
    chapter = "完整性"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for level2 in _REQUIRED:
            rows = case.of(level2)
            if not rows or any(row.index not in case.misfiled for row in rows):
                continue
            cost = level2 in COSTS
            what = "没有一条金额" if cost else f"只有{quoted(rows[:2])}{'等' if len(rows) > 2 else ''}，说的是别的类别的事"
            message = f"“{level2}”下{what}，移走后这一类就没有内容了，等于没有填。"
            advice = "请核对，补上总成本或单位成本。" if cost else _ADVICE.get(level2, "建议补一条属于这一类的。")
            yield at_category(
                self.code, Severity.WARNING if cost else self.severity, case.table, rows[0].level1, level2, message, advice
            )
