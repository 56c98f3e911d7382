"""剩下的, 其余的, 其他项目: what the last answer left of the set that it was taken from."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.conversation import Turn
from assistant.model.fields import Field, Subject
from assistant.model.interpretation import Note, Remark
from assistant.model.query import Not, OneOf, Selection, both
from assistant.questions import slots
from assistant.questions.frame import Frame, year_condition
from assistant.questions.last_answer import (
    asked_years,
)
from assistant.questions.lexicon import cue, remark
from assistant.questions.mention import Kind
from assistant.questions.pointing import pointing_at, set_of


def rest_of_last(frame: Frame, last: Turn) -> Frame | None:
    """剩下的, 其余的: what the last answer's set leaves of the set that it was taken from.

    Where the last question already left something out, the rest is what it left.
    """
    if not says_rest(frame) or frame.named or frame.excepted or last.query is None or not last.projects:
        return None
    if frame.has(Kind.LOGIC, "except") and frame.conditions.table:
        return None  # 不要名字里有“资金”的，其余的列一下
    if frame.years and not set(frame.years) & {year for _, year in last.projects} and frame.says("still_there"):
        return set_of(frame, last)  # 这几个今年还剩谁: of those listed, the ones that another year still has
    selection = last.query.selection
    beside = _beside_bound(frame, last)
    if beside is not None:
        return beside
    while selection.within is not None and selection.where is None and selection.order is None and selection.places is None:
        selection = selection.within  # 总共多少钱 was asked of just that set
    if selection.subject != Subject.PROJECT:
        return _rest_of_rows(frame, last, selection)
    if any(isinstance(part, Not) for part in slots.parts_of(selection.where)):
        return pointing_at(frame, last.projects) if len(last.projects) == 2 else set_of(frame, last)
    base: Selection | None
    if selection.places is not None:
        base = replace(selection, order=None, places=None)
    elif selection.within is not None:
        base = selection.within
    else:
        base = _narrowed_from(frame, last) or _taken_from(frame, last)
    out = Not(OneOf(Field.PROJECT, tuple(dict.fromkeys(name for name, _ in last.projects))))
    years = asked_years(base) if base is not None else frozenset(year for _, year in last.projects if year)
    where = both(out, year_condition(tuple(sorted(years))) if base is None else None)
    names = remark("rest", 个数=last.size)
    within = Selection(Subject.PROJECT, where, within=base)
    return replace(frame, within=within, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, names)))


def _beside_bound(frame: Frame, last: Turn) -> Frame | None:
    """其余300万以下的 after those over 300万: the bound says which the others are, of all that it was set on."""
    tests = frame.conditions.table
    chosen = slots.flattened(last.query.selection) if last.query is not None else None
    if chosen is None or not tests or not all(map(slots.money_slot, tests)) or chosen.subject != Subject.PROJECT:
        return None
    if slots.kept(chosen.where, slots.money_slot) is None or chosen.places is not None:
        return None
    within = replace(chosen, where=slots.without(chosen.where, slots.money_slot), order=None)
    reading = frame.reading.keeping(tuple(one for one in frame.reading.mentions if not one.is_(Kind.CHANGE, "rest")))
    remarks = (*frame.remarks, Remark(Note.TAKEN_OVER, last.utterance))
    return replace(frame, reading=reading, within=within, remarks=remarks)


def says_rest(frame: Frame) -> bool:
    """剩下的, 其他的呢, 除了这三个: is it the others that are spoken of, and not those of the last answer?"""
    if frame.says("rest_of") or frame.text.startswith(cue("rest_opens")):
        return True
    ends = {mention.end for mention in frame.reading.of(Kind.LOGIC) if mention.value == "except"}
    return any(mention.start in ends for mention in frame.reading.of(Kind.SET))


def _narrowed_from(frame: Frame, last: Turn) -> Selection | None:
    """The set of an earlier answer to which a condition was added (只看不到50万的); None where there was none."""
    assert last.query is not None
    chosen = slots.flattened(last.query.selection)
    parts = set(slots.parts_of(chosen.where))
    for turn in reversed(frame.context.conversation.turns):
        if turn.query is None or turn.query.selection.subject != Subject.PROJECT or len(turn.projects) <= len(last.projects):
            continue
        whole = slots.flattened(turn.query.selection)
        same = (whole.within, whole.places) == (chosen.within, chosen.places)
        if same and set(slots.parts_of(whole.where)) < parts and set(last.projects) <= set(turn.projects):
            return replace(whole, order=None)
    return None


def _rest_of_rows(frame: Frame, last: Turn, selection: Selection) -> Frame | None:
    """另外两条: the rows that a ranking of rows did not give."""
    if selection.places is None or not last.rows:
        return None
    names = tuple(dict.fromkeys(level3 for *_, level3 in last.rows))
    within = Selection(Subject.INDICATOR, Not(OneOf(Field.LEVEL3, names)), within=replace(selection, order=None, places=None))
    return replace(frame, within=within, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, last.utterance)))


def _taken_from(frame: Frame, last: Turn) -> Selection | None:
    """The set of an earlier answer that the last answer's one project was picked from; None where there was none."""
    if len(last.projects) != 1:
        return None
    for turn in reversed(frame.context.conversation.turns):
        if turn.query is not None and len(turn.projects) > 1 and last.projects[0] in turn.projects:
            selection = turn.query.selection
            return selection if selection.subject == Subject.PROJECT else Selection(Subject.PROJECT, within=selection)
    return None
