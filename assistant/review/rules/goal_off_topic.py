"""Rule `goal-off-topic`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import GoalTable
from assistant.review.case import Case, at_field
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.verdicts.foreign import same_kind, same_project
from assistant.review.vocabulary import content, share

_CLAUSE = re.compile(r"[,，;；。:：]")
_LITTLE, _MUCH, _NEARLY_ALL = 0.2, 0.6, 0.75
_FEWEST, _SHORTEST = 4, 6


class GoalOffTopic:
    """目标与本项目无关

    检查什么：目标的主要词语在本表的项目名称、指标（可疑的外来行除外）里都没有，却与另一个项目的名称、指标吻合。只有一半句子是别家的，
    为提示。用词不同而内容相符的不报；没有写全、但写的都属于本项目的归 goal-misses-name-part。
    为什么：目标说的是别的事，指标和钱就没有了依据。
    反例：项目是三套系统的维护，目标讲社区党务工作者积极性。
    正例：名称写“延研会”，目标写“弘扬延安精神”。
    依据：由所见的表归纳。
    """

    code = "goal-off-topic"
    title = "目标与本项目无关"
    chapter = "跨表"
    severity = Severity.ERROR
    needs = Needs.PEERS
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        if case.peers is None or not case.goal:
            return
        copied = case.copied_goal
        if copied is not None:
            if copied.own_fit <= _LITTLE and copied.other_fit >= _MUCH:
                yield at_field(
                    self.code, self.severity, case.table, "goal", _told(case, case.goal, copied.other), "请按本项目要办的事写。"
                )
            return
        owner, sure = _owner(case)
        if owner is not None:
            severity = self.severity if sure else Severity.WARNING
            yield at_field(self.code, severity, case.table, "goal", _told(case, case.goal, owner), "请核对，按本项目要办的事写。")
            return
        clauses = [clause for clause in _CLAUSE.split(case.goal) if len(clause) >= _SHORTEST]
        foreign = [(clause, other) for clause in clauses if (other := _clause_owner(case, clause)) is not None]
        if foreign and len(foreign) * 2 >= len(clauses):
            clause, other = max(foreign, key=lambda entry: len(entry[0]))
            message = f"目标里的“{clause}”是“{other.project}”的指标里的话，和本项目不大贴切，看不出本项目要达到什么。"
            yield at_field(self.code, Severity.HINT, case.table, "goal", message, "建议换成本项目自己的效果。")


def _told(case: Case, goal: str, other: GoalTable) -> str:
    first = _CLAUSE.split(goal)[0]
    return f"目标讲的是“{first}”，项目是“{case.table.project}”，对不上，倒和“{other.project}”相符，指标和钱就没有了依据。"


def _own_topics(case: Case) -> frozenset[str]:
    rows = "。".join(row.name for row in case.own(case.filled))
    return content(case.project) | content(rows)


def _owner(case: Case) -> tuple[GoalTable | None, bool]:
    """Another table that the whole goal fits while nothing of it fits this one, and whether it fits well."""
    topics = content(case.goal)
    if case.peers is None or len(topics) < _FEWEST or topics & _own_topics(case) or _abbreviated(case):
        return None, False
    for index in case.peers.speaking_of(topics):
        other = case.peers.tables[index]
        if other is case.table or same_project(other, case.table):
            continue
        theirs = content(squeeze(other.project))
        rows = content("。".join(squeeze(row.level3) for row in other.indicators))
        fit = share(topics, theirs | rows)
        if theirs & topics and fit >= _MUCH:
            return other, fit >= _NEARLY_ALL
    return None, False


def _abbreviated(case: Case) -> bool:
    """Do the characters of the name stand in the goal, if not its words (延研会, 延安精神)?"""
    letters = {character for character in case.project if "一" <= character <= "鿿"}
    return sum(character in case.goal for character in letters) * 3 >= len(letters) * 2


def _clause_owner(case: Case, clause: str) -> GoalTable | None:
    """Another project among whose rows the clause stands and whose name it fits, while it does not fit this one's."""
    assert case.peers is not None
    topics = content(clause)
    if not topics or topics & content(case.project):
        return None
    for place in case.peers.by_name.get(clause, ()):
        other = case.peers.tables[place.table]
        if other is not case.table and not same_kind(other, case.table) and topics & content(squeeze(other.project)):
            return other
    return None
