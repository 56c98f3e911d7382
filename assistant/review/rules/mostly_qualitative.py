"""Rule `mostly-qualitative`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_category
from assistant.review.rule import Needs
from assistant.review.vocabulary import has_digit

_FEWEST = 4


class MostlyQualitative:
    """大半指标是定性的

    检查什么：全表有值的行里，定性值超过一半。已报 vague-benefit-only 的不再报；不到4行的表不报；写了时间、频次的时效不算定性。
    为什么：大半没有数，审核可能要求再量化。
    反例：12行里8行写“完成”“良好”“提高”。
    正例：12行里5行是定性的。
    依据：细化量化；阈值自定。
    """

    code = "mostly-qualitative"
    title = "大半指标是定性的"
    chapter = "指标名称和值"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = {"比例（%）": 50}

    def check(self, case: Case) -> Iterator[Finding]:
        rows = [row for row in case.filled if row.value]
        vague = [row for row in rows if not has_digit(row.value) and row.level2 != "时效指标"]
        if len(rows) < _FEWEST or len(vague) * 100 <= len(rows) * case.option(self.code, "比例（%）", 50):
            return
        level1 = Counter(row.level1 for row in vague).most_common(1)[0][0]
        message = f"{len(rows)}条里有{len(vague)}条是定性的，审核可能要求再量化。"
        advice = "建议先看看数量、质量、时效里哪几条本来就有数。"
        yield at_category(self.code, self.severity, case.table, level1, "", message, advice)
