"""Rule `goal-target-without-indicator`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.verdicts.goal_numbers import GoalNumber, covered, number_conflicts
from assistant.review.vocabulary import is_money, is_time_unit, tokens

_SHOWN, _LONGEST = 12, 4
_WHOLE = re.compile(r"总投资|概算|项目总")
_BOUND = re.compile(r"^(?:以上|以下|以内|左右|[一-鿿]{1,4}$)")
_BEHIND_BOUND = re.compile(r"^(?:以上|以下|以内|左右)的?")


class GoalTargetWithoutIndicator:
    """目标里的数字没有对应指标

    检查什么：目标里可考核的数字（年份、单价除外），在本表任何指标里都找不到同一事项的数。数量行、成本行里有的不报（量词不同、缺单位也算有）；
    只说在几个地方做的不报；已报 goal-row-number-conflict 的同一个数不再报。
    为什么：目标答应了的数没有指标管，年底没法考核。
    反例：目标“培育示范户20户，户均增收3000元以上”，指标里没有20户，也没有3000元。
    正例：目标“造林300亩”，数量指标“造林面积 300”。
    依据：指标与任务数、计划数对应（财预〔2020〕10号附表“绩效指标明确性”）。
    """

    code = "goal-target-without-indicator"
    title = "目标里的数字没有对应指标"
    chapter = "目标文字"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        if not case.filled:
            return
        missing = []
        conflicting = {id(number) for numbers in number_conflicts(case).values() for number in numbers}
        for number in case.goal_numbers:
            money = is_money(number.mention)
            if number.is_place or number.is_part or (number.is_price and money) or id(number) in conflicting:
                continue
            if money and _WHOLE.search(number.clause):
                continue
            if money and case.table.total in (number.mention.low, number.mention.high):
                continue
            if (
                is_time_unit(number.mention.unit)
                or number.mention.unit in ("分", "档", "类", "种")
                or (number.mention.high <= 1 and number.mention.unit != "%")
            ):
                continue
            if not any(covered(number, row) for row in case.filled):
                missing.append(number)
        missing = _without_parts(missing, case)
        if missing:
            named = "".join(f"“{_phrase(number)}”" for number in missing)
            message = f"目标里的{named}没有一条指标对应，年底没法考核。"
            yield at_field(self.code, self.severity, case.table, "goal", message, "建议各补一条指标，或并到已有的指标里。")


def _without_parts(missing: Sequence[GoalNumber], case: Case) -> list[GoalNumber]:
    """The numbers but for those that together come to a number of a row (一等奖6名、二等奖12名、三等奖18名)."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    several = Counter(number.mention.unit or "" for number in missing)
    for number in missing:
        sums[number.mention.unit or ""] += number.mention.low
    held = {row.indicator.value.quantity.low for row in case.filled if row.indicator.value.quantity is not None}
    whole = {unit for unit, count in several.items() if count > 1 and sums[unit] in held}
    return [number for number in missing if (number.mention.unit or "") not in whole]


def _phrase(number: GoalNumber) -> str:
    """The number with a few of the words around it."""
    before, _, after = number.around.partition(" ")
    tail = _BOUND.match(after)
    before = _BEHIND_BOUND.sub("", before).lstrip("、和及与")
    if len(before) > _SHOWN:
        before = before[-_SHOWN:]
        before = before[max((before.find(word) + len(word) for word in ("的", "、", "实现", "力争")), default=0) :]
    noun = next((word for word, start, _ in tokens(after) if not start and 1 < len(word) <= _LONGEST), "") if not tail else ""
    return f"{before}{number.text}{tail[0] if tail else noun}"
