"""Rule `funded-twice`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.review.case import Case, Row, at_row
from assistant.review.peers import unit_price
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.verdicts.foreign import same_project
from assistant.review.vocabulary import COSTS, content, core, share

_SHORTEST, _LONG = 3, 5
_DONE = re.compile(r"(?:管理|使用|维修|改造|建设|维护|运行|购置|补助|费用|经费)+$")


class FundedTwice:
    """同一件事像是安排了两次

    检查什么：同一部门、同一年的两个项目，成本行的对象相同（去掉动词、限定词后相同或互相包含，或一张表的各行说的就是另一张表成本行的对象），
    单位成本也相同。同类而对象不同的（两种津贴各发各的人）不报；已判为外来行的不报。
    为什么：两个项目给同一件事安排了钱，审核的人会问是不是重复。
    反例：两个项目都有“村级阅览室维修 5-10万元/个”。
    正例：两种津贴都是200元/月，发给不同的人。
    依据：由所见的表归纳；只能请人看，规则断定不了。
    """

    code = "funded-twice"
    title = "同一件事像是安排了两次"
    chapter = "跨表"
    severity = Severity.HINT
    needs = Needs.PEERS
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        if case.peers is None:
            return
        for row in case.own(case.of(*COSTS)):
            price = unit_price(row.indicator)
            if price is None:
                continue
            for place in case.peers.by_price.get(price, ()):
                other = case.peers.tables[place.table]
                theirs = other.indicators[place.row]
                if other is case.table or same_project(other, case.table) or row.index in case.foreign:
                    continue
                if _strays(theirs, other, case):
                    continue
                if _same_object(case, row, other, theirs):
                    message = (
                        f"“{row.indicator.level3} {row.indicator.value.text}”"
                        f"和“{other.project}”里的“{theirs.level3} {theirs.value.text}”"
                        "对象相近，标准也一样，审核的人会问是不是安排了两次。"
                    )
                    yield at_row(self.code, self.severity, row, message, "是两批不同的对象，还是同一件事？建议核对。")
                    break


def _strays(theirs: Indicator, other: GoalTable, case: Case) -> bool:
    """Is their row one that got into their table from this project's?"""
    topics = content(squeeze(theirs.level3))
    own = content(case.project) | content(case.goal)
    others = content(squeeze(other.project)) | content(squeeze(other.goal))
    return share(topics, own) > 0.5 and share(topics, others) <= 0.25


def _same_object(case: Case, row: Row, other: GoalTable, theirs: Indicator) -> bool:
    one, two = core(row.name), core(squeeze(theirs.level3))
    if not one or not two:
        return False
    if one in two or two in one:
        return len(min(one, two, key=len)) >= _SHORTEST
    if not content(one) & content(two):
        return False
    shared = _stem(one)
    rows = "。".join(squeeze(entry.level3) for entry in other.indicators)
    theirs_shared, own_rows = _stem(two), "。".join(entry.name for entry in case.filled)
    return (len(shared) >= _LONG and shared in rows) or (len(theirs_shared) >= _LONG and theirs_shared in own_rows)


def _stem(name: str) -> str:
    """The object of a cost without what is done to it."""
    return _DONE.sub("", name)
