"""村集体经济换成乡村整治，再比一下: one of the projects of the last question gives way to another."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field
from assistant.model.query import Figure, OneOf, Query, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.link import names_of
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def replaced(frame: Frame, query: Query) -> Built | None:
    """甲换成乙, where 甲 is a project of the last question: the same with 乙 in its place, on whichever side it stood."""
    if len(frame.named) != 2 or not frame.has(Kind.CHANGE, "swap"):
        return None
    old, new = frame.named
    known = {project.name for project in old.projects}
    figures = (query.figure, query.versus)
    changed = tuple(figure and _with(figure, known, new.name, names_of((new,))) for figure in figures)
    if changed == figures or changed[0] is None:
        return None
    return Built(replace(query, figure=changed[0], versus=changed[1]))


def _with(figure: Figure, old: set[str], latest: str, names: tuple[str, ...]) -> Figure:
    """The figure with the new project where the old one was."""
    where = figure.selection.where
    held = slots.kept(where, slots.projects_slot)
    if not isinstance(held, OneOf) or not old & set(held.values):
        return figure
    kept = tuple(name for name in held.values if name not in old)
    chosen = OneOf(Field.PROJECT, tuple(dict.fromkeys((*kept, *(names if len(names) > 1 else (latest,))))))
    return slots.figure_with(figure, both(chosen, slots.without(where, slots.projects_slot)))
