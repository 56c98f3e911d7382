"""Rule `vague-benefit-only`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.model.indicator import BENEFIT
from assistant.review.case import Case, at_category
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import BENEFITS, has_digit

_SHOWN = 3


class VagueBenefitOnly:
    """效益指标全是定性词

    检查什么：经济、社会、生态、可持续影响各行的值没有一个数字，只有明显、提高、提升、较好、良好一类。一张表报一条。有一行带数字的不报；
    定性但写明了分档和判断依据的不报。
    为什么：全是“明显”“提高”，年底没法判断做到了没有，自评也分不出达成、部分达成、未达成。
    反例：六行效益全是“明显”“提高”“较好”。
    正例：五行是“明显”，一行写“受益居民3000人”。
    依据：定性指标要分级分档、可衡量（地方绩效评价办法的目标条款）。
    """

    code = "vague-benefit-only"
    title = "效益指标全是定性词"
    chapter = "指标名称和值"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        rows = [row for row in case.of(*BENEFITS) if row.value]
        graded = any(len(row.value) > 20 or len(row.indicator.extra) >= 3 for row in rows)
        if not rows or graded or any(has_digit(row.value) or has_digit(row.name) for row in rows):
            return
        words = "".join(f"“{word}”" for word in list(dict.fromkeys(row.indicator.value.text for row in rows))[:_SHOWN])
        message = f"效益的{len(rows)}行都是{words}一类，没有一个数，年底没法判断做到了没有。"
        advice = "建议能换成数的换一两条；不能换的写出怎样算达成、部分达成、未达成。"
        yield at_category(self.code, self.severity, case.table, BENEFIT, "", message, advice)
