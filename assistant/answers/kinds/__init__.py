"""One kind of answer for every operation of the query language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.answers.answer import Answer, Case
from assistant.answers.kinds.comparisons import compare_figures
from assistant.answers.kinds.fields import show_fields
from assistant.answers.kinds.figures import compute
from assistant.answers.kinds.groups import group_figures
from assistant.answers.kinds.projects import list_projects
from assistant.answers.kinds.revisions import tell_revisions
from assistant.answers.kinds.rows import list_rows
from assistant.answers.kinds.yes_no import has_any, is_compared, is_every, is_same
from assistant.model.fields import Subject
from assistant.model.query import Operation

Kind = Callable[[Case], Answer]


def list_members(case: Case) -> Answer:
    """LIST: projects or indicator rows."""
    return list_projects(case) if case.query.selection.subject is Subject.PROJECT else list_rows(case)


def show_members(case: Case) -> Answer:
    """SHOW: fields of tables; of rows there is nothing to show but the rows."""
    return show_fields(case) if case.query.selection.subject is Subject.PROJECT else list_rows(case)


def compare(case: Case) -> Answer:
    """SHARE, DIFFERENCE, RATIO, GROWTH: of two figures, or of each group's."""
    return group_figures(case) if case.query.grouping is not None else compare_figures(case)


KINDS: Mapping[Operation, Kind] = {
    Operation.LIST: list_members,
    Operation.SHOW: show_members,
    Operation.COMPUTE: compute,
    Operation.SHARE: compare,
    Operation.DIFFERENCE: compare,
    Operation.RATIO: compare,
    Operation.GROWTH: compare,
    Operation.ADD: compare_figures,
    Operation.GROUP: group_figures,
    Operation.ANY: has_any,
    Operation.EVERY: is_every,
    Operation.SAME: is_same,
    Operation.IS: is_compared,
    Operation.REVISED: tell_revisions,
}
"""Who answers what."""
