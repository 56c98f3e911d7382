"""Rule `goal-numbering`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.chinese.numerals import format_numeral, parse_numeral
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import NO_OPTIONS, Needs

_HAN = "[一二三四五六七八九十]{1,3}"
_STYLES = (
    (re.compile(r"(?<![\d.第〔\[])(\d{1,2})[.．、](?!\d)"), "{}."),
    (re.compile(r"[(（](\d{1,2})[)）]"), "（{}）"),
    (re.compile(rf"[(（]({_HAN})[)）]"), "（{}）"),
    (re.compile(rf"(?:^|(?<=[。；;，,：:]))({_HAN})、"), "{}、"),
    (re.compile(r"(?:^|(?<=[。；;，,：:]))([一二三四五六七八九])是"), "{}是"),
    (re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])"), "{}"),
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_MEASURED = re.compile(r"[个名人次期场套处户所项份部辆台条座亩]、?$")


class GoalNumbering:
    """目标里的编号不连续

    检查什么：目标里出现“2.”“（2）”“二、”等编号而没有前面的编号，或编号跳号。小数（“1.5万”）、日期、文号不报；没有编号的不报。
    第一条不写编号、从“2.”开始的也算没有前面的编号。
    为什么：多半是复制时漏了一条，看的人会问少的那条是什么。
    反例：“（一）……；（三）……”。
    正例：“1.……；2.……；3.……”。
    依据：由所见的表归纳（常是复制时漏了一条）。
    """

    code = "goal-numbering"
    title = "目标里的编号不连续"
    chapter = "目标文字"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for pattern, printed in _STYLES:
            numbers = [_number(match[1]) for match in pattern.finditer(case.goal)]
            gap = _gap(numbers)
            if gap is not None:
                han = "一" in pattern.pattern
                present, missing = (printed.format(_shown(number, pattern, han)) for number in gap)
                message = f"目标里有“{present}”，没有“{missing}”，看的人会问少的那条是什么。"
                yield at_field(self.code, self.severity, case.table, "goal", message, "是漏了一条，还是编号没改？建议核对。")
                return


def _number(text: str) -> int:
    if text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    return int(parse_numeral(text) or 0)


def _shown(number: int, pattern: re.Pattern[str], han: bool) -> str:
    if "①" in pattern.pattern:
        return _CIRCLED[number - 1]
    return format_numeral(number) if han else str(number)


def _gap(numbers: Sequence[int]) -> tuple[int, int] | None:
    """The first number without the one before it, and that one; a number that begins anew at 1 is no gap."""
    before = 0
    for number in numbers:
        if number != 1 and number != before + 1 and number > before:
            return number, before + 1
        before = number
    return None
