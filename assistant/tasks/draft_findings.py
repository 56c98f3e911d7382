"""What a reviewer would say of a draft as it stands: reviewed anew at every step, beside last year's table and the department's.

A draft stands in no archive yet. Last year's table is its base where that is of the year before; its peers are the tables of the
same department in the base's year, without the base, whose rows the draft has on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.chinese.width import squeeze
from assistant.errors import AssistantError
from assistant.model.draft import Draft
from assistant.model.fields import Field
from assistant.model.goal_table import GoalTable
from assistant.model.query import And, Compare, Figure, Measure, Operation, Operator, Query, Selection
from assistant.review.peers import Peers
from assistant.review.review import review
from assistant.tasks.draft_base import base_table
from assistant.tasks.review_settings import USUAL, ReviewSettings, load_settings
from assistant.tasks.workspace import Workspace

_MOST_PEERS = 200
"""As many tables of the department as are looked at: a step of a draft must not take seconds."""


def with_findings(workspace: Workspace, draft: Draft) -> Draft:
    """The draft with the findings of a review of its table."""
    settings = _settings()
    base = base_table(workspace, draft)
    follows = base is not None and base.year is not None and draft.table.year == base.year + 1
    peers = Peers((draft.table, *_peers(workspace, draft, base))) if base is not None else None
    found = review(draft.table, base if follows else None, peers, options=settings.options, off=settings.off)
    return replace(draft, findings=found)


def _settings() -> ReviewSettings:
    """The user's settings; the usual ones where the file makes no sense, which `jixiao check` says, and no draft stops for."""
    try:
        return load_settings()
    except AssistantError:
        return USUAL


def _peers(workspace: Workspace, draft: Draft, base: GoalTable | None) -> Iterator[GoalTable]:
    """The other tables of the base's department and year."""
    if base is None or base.year is None or not base.department:
        return
    same = And(
        (
            Compare(Measure(Field.YEAR), Operator.EQUAL, Decimal(base.year)),
            Compare(Measure(Field.DEPARTMENT), Operator.EQUAL, base.department),
        )
    )
    names = {squeeze(base.project), squeeze(draft.table.project)}
    rows = workspace.store.run(Query(Operation.LIST, Figure(Selection(where=same))), limit=_MOST_PEERS).tables
    yield from workspace.store.load_all([row.key for row in rows if squeeze(row.project) not in names])
