"""Rule `placeholder-left`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field, at_row
from assistant.review.rule import NO_OPTIONS, Needs

_PLACEHOLDER = re.compile(
    r"\*{2,}|×{2,}|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|_{2,}|□{2,}|…{1,2}$|\.{3,}$|\(请?填写?[^)]*\)|【请?填写?[^】]*】|(?<!等)待定(?![位点向])|待填|指标\d+[:：]?$"
)
_ALONE = re.compile(r"[*×_□○\-—/\\.…?]+|[xX]")
_BRACKET = re.compile(r"[（(][^（()）]*(?:\*{2,}|×{2,}|[Xx]{2,}|_{2,}|□{2,})[^（()）]*[)）]$")
_FIELDS = ("project", "department", "unit", "goal", "long_term_goal")


class PlaceholderLeft:
    """模板的占位没有去掉

    检查什么：任一格里有“**”“××”“XX”“___”“□□”、省略号充当内容，或“指标1：”后面没有字，或“（请填写…）”“待定”。名称末尾带模板
    括号而值已经填好的，降为提示。名称前的“*”“★”（必填、核心的记号）不报，“20*30米”里的乘号不报。
    为什么：占位是模板留下的，不去掉就等于没有填。
    反例：指标值“≥**%”。
    正例：“★培训人数”，值“40人”。
    依据：一体化系统不许值里有“*”“_”“-”；由所见的表归纳。
    """

    code = "placeholder-left"
    title = "模板的占位没有去掉"
    chapter = "完整性"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for field in _FIELDS:
            text = squeeze(getattr(case.table, field))
            if (held := _held(text)) and not (field.endswith("goal") and held.startswith(("…", "."))):
                message = f"这一格里还有模板的占位“{held}”，等于没有填。"
                yield at_field(self.code, self.severity, case.table, field, message, "请填上内容，或去掉占位。")
        for row in case.filled:
            in_value, in_name = _held(row.value), _held(row.name.lstrip("*★☆"))
            if not in_value and not in_name:
                continue
            template = not in_value and row.value and _BRACKET.search(row.name)
            cell = row.indicator.value.text if in_value else row.indicator.level3
            yield at_row(
                self.code,
                Severity.HINT if template else self.severity,
                row,
                f"“{cell}”里还有模板的占位“{in_value or in_name}”，" + ("读起来像没有填完。" if template else "等于没有填。"),
                "请去掉；数写在指标值里。",
            )


def _held(text: str) -> str:
    """The placeholder that a text holds; "" where it holds none."""
    if _ALONE.fullmatch(text):
        return text
    match = _PLACEHOLDER.search(text)
    return match[0] if match else ""
