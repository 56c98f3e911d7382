"""Whose row is this? Rows that belong to another project's table, and goals copied from one (外来的行, 照抄的目标).

A row is foreign when the same row stands in another table whose name or goal speaks of the same things, and this table's name,
goal and other rows do not. Candidates are looked up by the row's name in `Peers`, so no pair of tables is compared. Tables of
the same kind (their names share what they are about) lend each other nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.chinese.width import squeeze
from assistant.model.finding import Severity
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.model.record import record
from assistant.review.vocabulary import content, is_rate, share, tokens

if TYPE_CHECKING:
    from assistant.review.case import Case, Row

SET_PHRASES: tuple[str, ...] = (
    "完成所有任务",
    "完成既定任务",
    "重大方针政策",
    "部门工作效",
    "经济社会发展",
    "社会经济发展",
    "群众的密切联系",
    "群众的联系",
    "专款专用",
    "及时到位",
    "长效机制",
    "知晓率",
    "受益群众",
)
"""Parts of rows that tables of every kind have (通用套话): nobody's own."""

MOST_OWNERS = 4
"""A row that stands in more tables than this is a set phrase of the office and nobody's own."""
_OWN_SHARE, _OWNER_SHARE = 0.25, 0.5
_MOST_OWN_SHARE, _CLEAR_LEAD = 0.4, 0.5
"""With a clear lead of the owner a little more of the row's words may stand in this table too."""
NEARLY = 88.0
"""Names that are alike by so many per cent are nearly the same."""
_LONG_NAME = 8
"""Of shorter names one character makes another thing."""
_MILDER = {Severity.ERROR: Severity.WARNING, Severity.WARNING: Severity.HINT, Severity.HINT: None}
"""How a row is judged that is only nearly the same."""
_SURENESS = {Severity.HINT: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@record
class Foreign:
    """The verdict on one row."""

    owner: GoalTable
    row: Indicator
    """The row in the owner's table."""
    severity: Severity
    words: str
    """What the row speaks of and this table does not."""


@record
class CopiedGoal:
    """The verdict on a goal that another project's table has word for word."""

    other: GoalTable
    own_fit: float
    """Share of what the goal speaks of that stands in this table's name and rows."""
    other_fit: float


def foreign_rows(case: Case) -> Mapping[int, Foreign]:
    """The rows that belong to another table of the batch, by index; none where the table came alone."""
    if case.peers is None:
        return {}
    found = {}
    phrases = case.option("foreign-row", "通用套话", SET_PHRASES)
    for row in case.filled:
        if row.level2 == "时效指标" or not content(row.name) or any(phrase in row.name for phrase in phrases):
            continue
        if verdict := _verdict(case, row):
            found[row.index] = verdict
    return found


def copied_goal(case: Case) -> CopiedGoal | None:
    """Another project whose goal is the same; the one that it fits best, None where there is none."""
    if case.peers is None or not case.goal:
        return None
    others = [case.peers.tables[index] for index in case.peers.by_goal.get(case.goal, ())]
    others = [other for other in others if other is not case.table and not same_project(other, case.table)]
    if not others:
        return None
    return max((_copied(case, other) for other in others), key=lambda copied: copied.other_fit)


def same_project(one: GoalTable, other: GoalTable) -> bool:
    """One project applied for by two units, or its tables of two years: the same name, or the same but for a place or a stage."""
    first, second = squeeze(one.project), squeeze(other.project)
    if first == second:
        return True
    topics, others = content(first), content(second)
    if not topics or not others:
        return False
    return share(topics, others) > 0.6 or share(others, topics) > 0.6


def same_kind(one: GoalTable, other: GoalTable) -> bool:
    """Do the names of two projects share what they are about?"""
    return not content(squeeze(one.project)).isdisjoint(content(squeeze(other.project)))


def _copied(case: Case, other: GoalTable) -> CopiedGoal:
    theirs = {squeeze(row.level3) for row in other.indicators}
    own_names = "。".join(row.name for row in case.filled if row.name not in theirs)
    mine = {row.name for row in case.filled}
    other_names = "。".join(theirs - mine)
    topics = content(case.goal)
    own = content(squeeze(case.table.project)) | content(own_names)
    others = content(squeeze(other.project)) | content(other_names)
    return CopiedGoal(other, share(topics, own), share(topics, others))


def _verdict(case: Case, row: Row) -> Foreign | None:
    assert case.peers is not None
    table = case.table
    places = [place for place in case.peers.by_name.get(row.name, ()) if case.peers.tables[place.table] is not table]
    exact = bool(places)
    if not exact and len(row.name) >= _LONG_NAME:
        least = case.option("foreign-row", "几乎相同的相似度（%）", NEARLY)
        names = case.peers.nearly(row.name, least)
        places = [place for name in names for place in case.peers.by_name[name] if case.peers.tables[place.table] is not table]
    owners = list(dict.fromkeys(place.table for place in places))
    if not owners or len(owners) >= MOST_OWNERS:
        return None
    words = [word for word, _, _ in tokens(row.name) if len(word) > 1 and content(word)]
    if len(words) < 1 + is_rate(row.name):
        return None
    own = _fit(words, _own_text(case, row))
    if own > _MOST_OWN_SHARE:
        return None
    candidates: list[tuple[int, float, int, Foreign]] = []
    for place in places:
        owner = case.peers.tables[place.table]
        if owner is table or same_kind(owner, table) or (squeeze(owner.goal) == case.goal and _fits_goal(case)):
            continue
        head = f"{squeeze(owner.project)}。{squeeze(owner.goal)}"
        if not _fit(words, head) or _fit(words, f"{head}。{_names(owner, place.row)}") < _OWNER_SHARE:
            continue
        theirs = owner.indicators[place.row]
        if own > _OWN_SHARE and _fit(words, head) - own < _CLEAR_LEAD:
            continue
        severity = _severity(row, theirs, words, owner)
        if severity is not None and not exact:
            severity = _MILDER[severity]
        if severity is not None:
            found = Foreign(owner, theirs, severity, "、".join(words))
            candidates.append((_SURENESS[severity], _fit(words, head), len(candidates), found))
    return max(candidates)[3] if candidates else None


def _severity(row: Row, theirs: Indicator, words: list[str], owner: GoalTable) -> Severity | None:
    """How sure it is; None where the likeness proves nothing."""
    value = squeeze(theirs.value.text)
    in_name = bool(_fit(words, squeeze(owner.project)))
    if row.value and row.value != value:
        return Severity.HINT if in_name or row.name in squeeze(owner.goal) else None
    if row.level2 != theirs.level2:
        return Severity.HINT
    own_figure = any(character.isdigit() for character in value) and not value.endswith("%")
    strong = _fit(words, f"{squeeze(owner.project)}。{squeeze(owner.goal)}") >= 0.5
    return Severity.ERROR if strong and (own_figure or not row.value) else Severity.WARNING


def _fit(words: list[str], text: str) -> float:
    """Share of the words that stand in the text."""
    return sum(word in text for word in words) / len(words)


def _own_text(case: Case, row: Row) -> str:
    """What this table says besides the row: name, goal unless it was copied, the other rows."""
    goal = "" if _goal_is_foreign(case) else case.goal
    others = "。".join(other.name for other in case.filled if other.index != row.index and other.name != row.name)
    return f"{squeeze(case.table.project)}。{goal}。{others}"


def _goal_is_foreign(case: Case) -> bool:
    copied = case.copied_goal
    return copied is not None and copied.other_fit > copied.own_fit


def _fits_goal(case: Case) -> bool:
    copied = case.copied_goal
    return copied is not None and copied.own_fit >= copied.other_fit


def _names(table: GoalTable, without: int) -> str:
    """The names of a table's rows but one."""
    return "。".join(squeeze(row.level3) for index, row in enumerate(table.indicators) if index != without)
