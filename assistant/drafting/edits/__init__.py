"""Edits of a draft, one file each; `EDITS` says which function applies which edit."""

from __future__ import annotations

from assistant.errors import AssistantError
from assistant.model.draft import Draft
from assistant.model.edit import TableEdit


class EditRefused(AssistantError):
    """An edit that cannot be done: an amount below zero, a row that is not there. The draft stays as it was."""


def apply(draft: Draft, edit: TableEdit) -> Draft:
    """The draft after the edit: `did` says it in words, `changes` lists it with kind requested, earlier entries of the same cell merged.

    Raises EditRefused, in Chinese with advice, where the edit cannot be done.
    """
    raise NotImplementedError
