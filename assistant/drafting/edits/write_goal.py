"""目标写上培训3期, 目标改成…, 目标里的20个改成30个: the goal's text."""

from __future__ import annotations

import re

from assistant.chinese.width import fold, squeeze
from assistant.drafting.cells import Cell, with_text
from assistant.drafting.edits.base import differences_of, redone, say
from assistant.drafting.refusal import EditRefused
from assistant.drafting.trace import noted
from assistant.model.draft import ChangeKind, Draft
from assistant.model.edit import WriteGoal
from assistant.wording import wording

_STOPS = "。.；;！!"


def write_goal(draft: Draft, edit: WriteGoal) -> Draft:
    """The draft with the goal appended to, rewritten, or a part of it replaced wherever it stands.

    EditRefused where the part does not stand in the goal, and where nothing is to be written.
    """
    goal, text = draft.table.goal, edit.text.strip()
    if edit.instead_of:
        after, did = _replaced(goal, edit.instead_of.strip(), text), say("goal_part", 旧=edit.instead_of.strip(), 字=text)
    elif edit.whole:
        after, did = text, say("goal_whole", 字=text) if text else say("goal_blank")
    elif not text:
        raise EditRefused("没有说目标里写什么。", "请说出要写的话，例如：目标写上培训3期。")
    elif squeeze(text) in squeeze(goal):
        raise EditRefused(f"目标里已经有“{text}”了。", "要改请说：目标里的什么改成什么。")
    else:
        after, did = _appended(goal, text), say("goal_added", 字=text)
    cell = Cell("goal")
    table = with_text(draft.table, cell, after)
    why = wording("drafting/changes")("asked")
    return redone(draft, table, noted(differences_of(draft), table, cell, goal, ChangeKind.REQUESTED, why), did)


def _appended(goal: str, text: str) -> str:
    """The goal with a further clause, its closing stop kept at the end."""
    if not goal:
        return text
    stop = goal[-1] if goal[-1] in _STOPS else ""
    return goal + text.rstrip(_STOPS) + stop if stop else f"{goal.rstrip('，,、')}，{text}"


def _replaced(goal: str, old: str, new: str) -> str:
    """The goal with the part replaced, never inside a longer number; EditRefused where it does not stand there."""
    plain = fold(goal)
    wanted = re.escape(fold(old))
    pattern = (r"(?<![\d.])" if old[:1].isdigit() else "") + wanted + (r"(?![\d])" if old[-1:].isdigit() else "")
    places = list(re.finditer(pattern, plain)) if old else []
    if not places:
        raise EditRefused(f"目标里没有“{old}”。", f"目标现在是：{goal or '（空白）'}")
    for place in reversed(places):
        goal = goal[: place.start()] + new + goal[place.end() :]
    return goal
