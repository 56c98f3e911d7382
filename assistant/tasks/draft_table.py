"""Drafts a new table: chooses the past table to start from and fills it."""

from __future__ import annotations

from enum import StrEnum

from assistant.model.draft import Brief, Draft
from assistant.model.record import record
from assistant.tasks.workspace import Workspace


class DraftStatus(StrEnum):
    """What came of the wish; the published `status`."""

    DRAFT = "draft"
    NOT_FOUND = "not_found"
    """The base that was named does not exist."""
    AMBIGUOUS = "ambiguous"
    """The base that was named fits several projects."""


@record
class DraftOutcome:
    """A draft, or why there is none."""

    status: DraftStatus
    draft: Draft | None = None
    """Set with status `draft`; its `base` is None where no past project fits and the table is a frame."""
    choices: tuple[str, ...] = ()
    """Project names: those that fit equally well, or the nearest ones."""
    message: str = ""
    """Why there is none, in Chinese; "" where there is one."""
    advice: str = ""


def draft_table(workspace: Workspace, brief: Brief) -> DraftOutcome:
    """The draft that the brief asks for.

    The base is the project that `brief.base` names (in full, in part or mistyped), else one that the sentence names, else the
    past project most like the sentence; where none fits, a frame of the usual indicators. Nothing is written.
    """
    raise NotImplementedError
