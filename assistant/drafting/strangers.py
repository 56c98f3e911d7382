"""Rows and goals that speak of what the project is not about: copied from another project's table."""

from __future__ import annotations

from functools import cache

from assistant.chinese.segment import bigrams
from assistant.drafting.cells import is_cost
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.wording import load_toml


def stranger_rows(table: GoalTable) -> dict[int, str]:
    """Rows, by index, that name something (人才, 社区, 系统) of which the rest of the table says nothing, with its word.

    What the rest says: the project's name, the goal where it belongs to the project, the unit, and the other rows of quantity and
    cost. Rows of satisfaction name the asked, and are not judged; () where the project's name says nothing to compare with.
    """
    own = subjects(table.project) | subjects(table.unit) | subjects(table.department)
    if not subjects(table.project):
        return {}
    if not goal_is_strange(table):
        own |= subjects(table.goal)
    found = {}
    for at, row in enumerate(table.indicators):
        named = subjects(row.level3)
        if named and not named & own and not _is_satisfaction(row):
            beside = [other for other in table.indicators if other is not row and _tells(other)]
            if sum(bool(named & subjects(other.level3)) for other in beside) < 2:
                found[at] = _word(row.level3)
    return found


def goal_is_strange(table: GoalTable) -> bool:
    """Does the goal share no word with the project's name nor with any row of quantity, quality or cost?"""
    goal, name = _words(table.goal), _words(table.project)
    if len(goal) < 8 or len(name) < 3:
        return False
    told = name.union(*(_words(row.level3) for row in table.indicators if _tells(row) or row.level2 == "质量指标"))
    return not goal & told


def subjects(text: str) -> frozenset[int]:
    """What the text is about: the numbers of the groups of prompts/drafting/subjects.toml that it names."""
    return frozenset(at for at, group in enumerate(_groups()) if any(word in text for word in group))


def _word(text: str) -> str:
    return max((word for group in _groups() for word in group if word in text), key=len)


def _tells(row: Indicator) -> bool:
    return row.level2 == "数量指标" or is_cost(row)


def _is_satisfaction(row: Indicator) -> bool:
    return "满意" in row.level2 or "满意" in row.level1 or "满意" in row.level3


def _words(text: str) -> frozenset[str]:
    common = _common()
    return frozenset(
        pair for pair in bigrams(text) if pair not in common and all("\u4e00" <= character <= "\u9fff" for character in pair)
    )


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group) for group in load_toml("drafting/subjects")["groups"])


@cache
def _common() -> frozenset[str]:
    return frozenset(load_toml("drafting/cues")["doubts"]["common"])
