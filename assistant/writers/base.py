"""What every writer is: goal tables in, the bytes of one file out, one format a module."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from assistant.model.draft import Change
from assistant.model.goal_table import GoalTable


class Writer(Protocol):
    """One format."""

    @property
    def name(self) -> str:
        """Name of the format, as `--format` takes it."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of file names that stand for the format, with the dot, lower case, the usual one first."""

    def write(self, tables: Iterable[GoalTable], changes: Sequence[Change] = ()) -> bytes:
        """The file; `changes` of a draft are appended to it where the format has a place for them."""
