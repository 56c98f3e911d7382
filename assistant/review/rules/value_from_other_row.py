"""Rule `value-from-other-row`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import COSTS, content, pairs

_SHORTEST = 4


class ValueFromOtherRow:
    """值与名称错位

    检查什么：指标值里含有本表另一行的三级指标名称（4个字以上），而不含本行名称的内容，像是上下两行填串了。值把本行名称又说一遍、没有错位的，
    为提示。名称是名词、值是动词，读得通的（“办事效率 ＝ 得到提高”）不报；值里有数的不报。
    为什么：值和名称说的是两件事，年底没法对照。
    反例：“道路通行能力 ＝ 方便农产品外运”，下一行“农产品外运 ＝ 明显”。
    正例：“办事效率 ＝ 得到提高”。
    依据：由所见的表归纳。
    """

    code = "value-from-other-row"
    title = "值与名称错位"
    chapter = "指标名称和值"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.filled:
            if len(row.value) < _SHORTEST or len(row.name) < 2 or any(character.isdigit() for character in row.value):
                continue
            if len(row.name) >= _SHORTEST and row.name in row.value:
                if row.level2 not in ("数量指标", "质量指标", *COSTS):
                    message = (
                        f"“{row.indicator.level3}”的值写的是“{row.indicator.value.text}”"
                        "，把名称又说了一遍，看不出到什么程度算完成。"
                    )
                    yield at_row(self.code, Severity.HINT, row, message, "建议写出程度，能换成数的换成数。")
                continue
            if content(row.name) & content(row.value) or (not content(row.name) and pairs(row.name) & pairs(row.value)):
                continue
            others = (
                other
                for other in case.filled
                if other.name != row.name and len(other.name) >= _SHORTEST and other.name in row.value
            )
            if other := next(others, None):
                message = (
                    f"“{row.indicator.level3}”的值写的是“{row.indicator.value.text}”，说的是“{other.indicator.level3}”那一行的事，"
                    "值和名称对不上，年底没法对照。"
                )
                yield at_row(self.code, self.severity, row, message, "是不是填串了行？请核对这两行。")
