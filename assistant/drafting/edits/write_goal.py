"""目标写上培训3期, 目标改成…, 目标里的20个改成30个: the goal's text."""

from __future__ import annotations

import re

from assistant.chinese.quantities import find_quantities
from assistant.chinese.width import fold, squeeze
from assistant.drafting.cells import Cell, with_text
from assistant.drafting.edits.base import differences_of, redone, say
from assistant.drafting.refusal import EditRefused
from assistant.drafting.trace import noted
from assistant.model.draft import ChangeKind, Draft
from assistant.model.edit import WriteGoal
from assistant.wording import wording

_STOPS = "。.；;！!"
_LEADING = re.compile(r"^[上中里进]?[\s：:，,；;、]+")
_COLON = re.compile(r"^[\s：:]+")
_QUOTED = re.compile(r"[“\"「『](.*)[”\"」』]", re.DOTALL)
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


def write_goal(draft: Draft, edit: WriteGoal) -> Draft:
    """The draft with the goal added to at its end or beginning, rewritten, or a part of it replaced wherever it stands.

    EditRefused where the part does not stand in the goal, and where nothing is to be written.
    """
    goal, leading = draft.table.goal, _COLON if edit.instead_of else _LEADING
    text = _written(edit.text, leading)
    if edit.instead_of:
        old = _written(edit.instead_of, leading)
        after, did = _replaced(goal, old, text), say("goal_part", 旧=old, 字=text) if text else say("goal_without", 旧=old)
    elif edit.whole:
        after, did = text, say("goal_whole", 字=text) if text else say("goal_blank")
    elif not text:
        raise EditRefused("没有说目标里写什么。", "请说出要写的话，例如：目标写上培训3期。")
    elif squeeze(text) in squeeze(goal):
        raise EditRefused(f"目标里已经有“{text}”了。", "要改请说：目标里的什么改成什么。")
    elif edit.first:
        after, did = text + goal, say("goal_first", 字=text)
    else:
        after, did = _appended(goal, text), say("goal_added", 字=text)
    cell = Cell("goal")
    table = with_text(draft.table, cell, after)
    why = wording("drafting/changes")("asked")
    return redone(draft, table, noted(differences_of(draft), table, cell, goal, ChangeKind.REQUESTED, why), did)


def _written(text: str, leading: re.Pattern[str]) -> str:
    """The words to be written, without the rest of the wish before them (写上：…) and without quotation marks around them."""
    text = leading.sub("", text.strip())
    quoted = _QUOTED.fullmatch(text)
    return quoted[1].strip() if quoted and not re.search("[“”「」『』]", quoted[1]) else text


def _appended(goal: str, text: str) -> str:
    """The goal with a further clause, its closing stop kept at the end."""
    if not goal:
        return text
    stop = goal[-1] if goal[-1] in _STOPS else ""
    return goal + text.rstrip(_STOPS) + stop if stop else f"{goal.rstrip('，,、')}，{text}"


def _replaced(goal: str, old: str, new: str) -> str:
    """The goal with the part replaced, never inside a longer number; EditRefused where it does not stand there.

    A part that names a year of the base is found where the year was rolled. What `new` has in common with the words around the
    place stands once.
    """
    plain = fold(goal)
    places = _places(plain, re.escape(fold(old)), old)
    if old and not places:
        places = _places(plain, _YEAR.sub(r"(?:19|20)\\d\\d", re.escape(fold(old))), old)
    if not places:
        raise EditRefused(f"目标里没有“{old}”。", f"目标现在是：{goal or '（空白）'}")
    figures = find_quantities(goal)
    has_unit = any(one.end == len(new) and one.unit for one in find_quantities(new))
    for start, end in reversed(places):
        whole = next((one.end for one in figures if one.start < end < one.end), None)
        if has_unit and whole is not None:
            end = whole
        start, end = _without_double(goal, start, end, old, new)
        goal = goal[:start] + new + goal[end:]
    return goal


def _places(plain: str, wanted: str, old: str) -> list[tuple[int, int]]:
    if not old:
        return []
    pattern = (r"(?<![\d.])" if old[:1].isdigit() else "") + wanted + (r"(?![\d])" if old[-1:].isdigit() else "")
    return [found.span() for found in re.finditer(pattern, plain)]


def _without_double(goal: str, start: int, end: int, old: str, new: str) -> tuple[int, int]:
    """The place widened by what `new` begins or ends with and the goal has there already."""
    for length in range(min(len(new), len(goal) - end), 0, -1):
        tail = new[-length:]
        if length < len(new) and goal.startswith(tail, end) and not old.endswith(tail) and not tail.isdigit():
            end += length
            break
    for length in range(min(len(new), start), 1, -1):
        head = new[:length]
        if length < len(new) and goal.endswith(head, 0, start) and not old.startswith(head):
            start -= length
            break
    return start, end
