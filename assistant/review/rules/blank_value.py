"""Rule `blank-value`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs

_SENTENCE_ENDS = ("。", ".", "；", ";")


class BlankValue:
    """指标值空白

    检查什么：有三级指标名称而指标值空白。名称本身是一句完整的效果（“林草覆盖率提高。”）而表式的定性指标不另填值的，降为警告。
    整行空白的不报；值写在另一列（度量单位、比较符分列）、合起来有数的不报。
    为什么：指标值空着，年底没有标准可比。
    反例：生态效益指标“社区党组织凝聚力”没有值。
    正例：生态效益指标“社区党组织凝聚力”，值“明显增强”；选填的一栏名称和值都空着。
    依据：指标值是一体化系统的必录项；由所见的表归纳。
    """

    code = "blank-value"
    title = "指标值空白"
    chapter = "完整性"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.filled:
            if row.value or any(squeezed.strip() for squeezed in row.indicator.extra.values()):
                continue
            says_it = row.indicator.level3.endswith(_SENTENCE_ENDS)
            yield at_row(
                self.code,
                Severity.WARNING if says_it else self.severity,
                row,
                f"“{row.indicator.level3}”没有填值，年底没有标准可比。",
                "请填上指标值；不用的指标请删掉这一行。",
            )
