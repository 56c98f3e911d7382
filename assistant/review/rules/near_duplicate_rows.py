"""Rule `near-duplicate-rows`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, Row, at_row
from assistant.review.rule import Needs
from assistant.review.vocabulary import COSTS, content, is_rate, pairs

_PARTICLE = re.compile(r"[的了、，,和与及]")
_SHORTEST = 4
_SUFFIXES = frozenset("性率度力数量")


class NearDuplicateRows:
    """同类别中两行意思重复

    检查什么：同一张表、同一二级指标、值相同，名称几乎相同（一个含有另一个，或大半的字相同）。分档（一等、二等）不报；对象不同的几个满意度
    不报；同一事项在数量、质量、成本各一行不报；名称完全相同的归 duplicate-row。
    为什么：一件事考核两次，看起来像凑数。
    反例：可持续影响指标“管护员的责任心 增强”与“河道管护员责任心 增强”。
    正例：“一等奖补 5户”与“二等奖补 5户”。
    依据：由所见的表归纳。
    """

    code = "near-duplicate-rows"
    title = "同类别中两行意思重复"
    chapter = "归类"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = {"相似度（%）": 70}

    def check(self, case: Case) -> Iterator[Finding]:
        least = case.option(self.code, "相似度（%）", 70) / 100
        groups: dict[tuple[str, str], list[Row]] = {}
        for row in case.filled:
            if row.name and row.value and row.level2 not in COSTS and row.level2 != "时效指标":
                groups.setdefault((row.level2, row.value), []).append(row)
        for rows in groups.values():
            taken: set[int] = set()
            for at, row in enumerate(rows):
                for other in rows[:at]:
                    if other.index in taken or row.name == other.name or not _alike(row, other, least):
                        continue
                    taken.add(row.index)
                    message = (
                        f"“{other.indicator.level3}”和“{row.indicator.level3}”说的像是一件事，值也都是“{row.indicator.value.text}”，"
                        "一件事会考核两次。"
                    )
                    yield at_row(self.code, self.severity, row, message, "建议留一条；是两件事的把名称写清。")
                    break


def _alike(row: Row, other: Row, least: float) -> bool:
    one, two = (_PARTICLE.sub("", name) for name in (row.name, other.name))
    shorter, longer = sorted((one, two), key=len)
    numbers = [re.findall(r"\d+|[一二三四五六甲乙丙ABC](?=[等级类档期])|[上下]半年|[春夏秋冬]季", name) for name in (one, two)]
    if numbers[0] != numbers[1] or len(shorter) < _SHORTEST:
        return False
    if row.level2 == "服务对象满意度指标":
        rest = longer.removesuffix("满意度"), shorter.removesuffix("满意度")
        return len(rest[1]) >= _SHORTEST and rest[0].endswith(rest[1])
    common = pairs(one) & pairs(two)
    if set(shorter) - set(longer) - _SUFFIXES:
        return False
    if is_rate(one) and not content(one) & content(two):
        return False
    return len(common) >= least * len(pairs(shorter)) and bool(content(one) & content(two))
