"""Rule `goal-no-number`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import quantities_in

_NUMBERING = re.compile(r"(?:^|(?<=[。；;，,：:]))[(（]?\d{1,2}[)）]?[.、．]?(?=[^\d%.元万人个])")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d{2}年?")


class GoalNoNumber:
    """目标没有任何数字

    检查什么：目标里没有阿拉伯数字，也没有作数量用的汉字数字（“三个”“两期”）。“关心下一代”“进一步”的“一”不是数量；只有年份的仍然报；
    有“1部”“5万元”一类的不报。
    为什么：看不出今年要完成多少，目标不能考核。
    反例：“关心教育下一代，丰富老年生活。”
    正例：“制作教育片1部。”
    依据：细化量化（地方绩效评价办法的目标条款）。
    """

    code = "goal-no-number"
    title = "目标没有任何数字"
    chapter = "目标文字"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        goal = _NUMBERING.sub("", _YEAR.sub("", case.goal))
        if not goal or quantities_in(goal) or _DIGIT.search(re.sub(r"\d{1,2}月|七一|八一|\d{1,2}·\d{1,2}", "", goal)):
            return
        example = next((row for row in case.of("数量指标") if row.name and row.indicator.value.quantity is not None), None)
        shown = f"可以把数量指标里的“{example.indicator.level3} {example.indicator.value.text}”一类写进去。" if example else ""
        message = "年度目标里没有数，看不出今年要完成多少，年底没法对照。"
        yield at_field(self.code, self.severity, case.table, "goal", message, f"建议写上做多少。{shown}")
