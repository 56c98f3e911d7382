"""Projects and sets of earlier answers as what a question points at."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.conversation import Turn
from assistant.model.fields import Subject
from assistant.model.interpretation import Note, Remark
from assistant.model.query import Aggregate, Operation, Selection
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.last_answer import (
    asked_years,
)
from assistant.questions.lexicon import remark
from assistant.questions.mention import Kind


def pointing_at(frame: Frame, projects: tuple[tuple[str, int | None], ...]) -> Frame:
    names = "、".join(name for name, _ in projects[:3])
    if len(projects) > 3:
        names = remark("several", 名称=names, 个数=len(projects))
    return replace(frame, pointed=projects, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, names)))


def set_of(frame: Frame, turn: Turn) -> Frame:
    """The set that a turn's answer was about, as a selection where it was one, else as projects."""
    query = turn.query
    assert query is not None
    if frame.says_these_projects and query.selection.subject == Subject.INDICATOR and len(turn.projects) > 1:
        names = remark("set_of_last", 个数=turn.size)
        within = Selection(Subject.PROJECT, within=query.selection)
        return replace(frame, within=within, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, names)))
    if query.selection.subject == Subject.INDICATOR and len(turn.rows) > 1 and query.operation == Operation.LIST:
        return replace(frame, within=query.selection, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, turn.utterance)))
    moved = frame.years or frame.has(Kind.TREND) or frame.has(Kind.FIGURE, "difference", "growth")
    if moved and len(turn.projects) != 1 and slots.of_years_alone(query.selection):
        years = frame.years or tuple(sorted(asked_years(query.selection)))
        return replace(frame, years=years)  # all of one year are no set that another year could be asked of
    if (
        query.operation in (Operation.LIST, Operation.COMPUTE, Operation.ANY, Operation.GROUP, Operation.SHARE, Operation.EVERY)
        and len(turn.projects) != 1
    ):
        return replace(
            frame,
            within=query.selection,
            remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, remark("set_of_last", 个数=turn.size))),
        )
    if query.figure.aggregate == Aggregate.HIGHEST and query.versus is not None and turn.projects:
        within = query.selection  # 最高的和最低的差多少 was asked of the whole set
        return replace(frame, within=within, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, turn.utterance)))
    if turn.projects:
        return pointing_at(frame, turn.projects)
    return replace(frame, within=query.selection)


def single_project(frame: Frame) -> tuple[str, int | None] | None:
    """The one project that an earlier answer was about, the latest such."""
    turns = map(as_one, reversed(frame.context.conversation.turns))
    return next((turn.projects[0] for turn in turns if len(turn.projects) == 1), None)


def as_one(turn: Turn) -> Turn:
    """The turn with its one project in its latest year, where it listed the same project of several years."""
    if len(turn.projects) < 2 or len({name for name, _ in turn.projects}) > 1:
        return turn
    return replace(turn, projects=(max(turn.projects, key=lambda project: project[1] or 0),))


def several_before(frame: Frame) -> Turn | None:
    """少的那个 after one of several was spoken of: the turn that was about the several; None where there was none."""
    last = frame.last
    turns = [turn for turn in reversed(frame.context.conversation.turns) if turn.query is not None]
    return next((turn for turn in turns if last and len(turn.projects) > 1 and last.projects[0] in turn.projects), None)
