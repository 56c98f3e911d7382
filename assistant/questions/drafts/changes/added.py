"""A row that comes: its category, name and value as they stand (数量指标再加一条培训人数40人)."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chinese.width import fold
from assistant.chinese.years import find_dates, find_years
from assistant.model.conversation import DraftChoice
from assistant.model.edit import AddRow, SetField
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import LEVEL2_PARENT
from assistant.model.interpretation import DraftDoubt
from assistant.questions.drafts.changes.clause import Clause, Verb
from assistant.questions.drafts.heads import Outcome, head_cell
from assistant.questions.drafts.rows import levels_in, quantities_in, without_noun
from assistant.questions.drafts.values import name_and_value, readable, spoken_as_digits, unquoted
from assistant.questions.drafts.words import has, keys, trimmed, without, words


def added(clause: Clause, verb: Verb, table: GoalTable) -> Outcome:
    """数量指标再加一条培训人数40人: the category before or behind, the name and the value as they stand."""
    text = clause.text
    before, behind = text[: verb.start], text[verb.end :]
    levels = levels_in(before) or _leading_level(behind)
    typed = clause.typed(verb.end, len(text))
    if levels and not levels_in(before):
        typed = _without_leading(typed, [phrase for _, phrase in levels])
    typed = unquoted(trimmed(typed.strip(), before="value_before", after="value_after").strip(" :：,，、。"))
    name, value = name_and_value(typed)
    name = without_noun(name) if value else name
    if before and head_cell(before, table) == "project" and name + value:
        text_said = unquoted(name + value)
        whole = text_said + table.project if find_years(text_said) else table.project + text_said
        return [SetField("project", whole)]
    if not levels and not name and not value and not has(text, "row", "indicators") and not has(text, "row", "row_word"):
        return None
    seconds = list(dict.fromkeys(level for level, _ in levels)) or _guessed(name, value)
    own = [level for level in seconds if any(row.level2 == level for row in table.indicators)]
    seconds = own if own and len(seconds) > 1 else seconds
    value = spoken_as_digits(value)
    if len(seconds) == 1:
        return [AddRow(seconds[0], name, value)]
    used = [level for level in LEVEL2_PARENT if any(row.level2 == level for row in table.indicators)]
    offered = seconds or used or list(LEVEL2_PARENT)[:4]
    return DraftDoubt(
        name or value or readable(text), tuple(DraftChoice(level, (AddRow(level, name, value),)) for level in offered)
    )


def _leading_level(text: str) -> tuple[tuple[str, str], ...]:
    """A category right behind 加一条: 加个质量指标, 合格率95%; 满意度 that belongs to a name is none."""
    beside = ":：" + "".join(words("row", "beside_level"))
    found = [
        (level, phrase)
        for level, phrase in levels_in(text)
        if not without(text.partition(phrase)[0], words("row", "indicators")).strip(beside)
    ]
    return tuple(
        (level, phrase)
        for level, phrase in found
        if phrase.endswith(words("row", "level_ends")) or text.partition(phrase)[2][:1] in (":", ",", "的", "")
    )


def _without_leading(typed: str, phrases: Sequence[str]) -> str:
    folded = fold(typed).lower()
    for phrase in phrases:
        at = folded.find(phrase)
        if 0 <= at <= 2:
            return typed[at + len(phrase) :]
    return typed


def _guessed(name: str, value: str) -> list[str]:
    """The category by the words of the name and the unit of the value."""
    said = fold(name + value)
    for level2 in keys("level"):
        if any(word in said for word in words("level", level2)):
            return [level2]
    if find_dates(value):
        return ["时效指标"]
    found = quantities_in(value)
    if not found:
        return []
    unit = found[0].unit or ""
    if unit == "%":
        return ["质量指标"]
    return ["成本指标"] if "元" in unit or found[0].scaled else ["数量指标"]
