"""Looking into the archive for one query: compiled bodies, what a statement finds, texts by their numbers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from assistant.model.query import Selection
from assistant.store.adopted import without_drafts
from assistant.store.compile.selections import Body, Compiler

Stored = int | str | None
"""A value as SQLite gives it."""

_REMEMBERED = 10_000
"""So many texts are kept at hand."""


@dataclass(slots=True)
class Lookup:
    """What all parts of running a query share."""

    connection: sqlite3.Connection
    limit: int
    indexed: bool = True
    """Whether the full text can be relied on."""
    has_drafts: bool = False
    """Whether there are adopted drafts, which a selection leaves out unless it speaks of them."""
    remembered: dict[Stored, str] = field(default_factory=dict)
    """Texts that were read before, by their numbers; a text never changes."""

    def _compiler(self) -> Compiler:
        return Compiler(self._texts, self.indexed, self._find)

    def _body(self, selection: Selection) -> tuple[Compiler, Body]:
        compiler = self._compiler()
        return compiler, compiler.body(without_drafts(selection) if self.has_drafts else selection)

    def _all(self, compiler: Compiler, select: str) -> list[tuple[Stored, ...]]:
        return self.connection.execute(compiler.statement(select), compiler.parameters).fetchall()

    def _one(self, compiler: Compiler, select: str) -> tuple[int, ...]:
        row: tuple[int, ...] = self.connection.execute(compiler.statement(select), compiler.parameters).fetchone()
        return row

    def _count(self, compiler: Compiler, body: Body) -> int:
        """How many members there are."""
        (count,) = self._one(compiler, f"SELECT count(*) {body.with_columns('')}")
        return int(count)

    def _find(self, select: str, parameters: Sequence[int | str] | Mapping[str, int | str]) -> list[tuple[int, ...]]:
        return self.connection.execute(select, parameters).fetchall()

    def _texts(self, keys: Sequence[str]) -> list[int]:
        """The numbers of the texts that have one of these keys."""
        if len(keys) == 1:
            found = self.connection.execute("SELECT id FROM texts WHERE key = ? ORDER BY id", (keys[0],))
            return [row[0] for row in found]
        select = "SELECT id FROM texts WHERE key IN (SELECT value FROM json_each(?)) ORDER BY id"
        return [row[0] for row in self.connection.execute(select, (json.dumps(list(keys)),))]

    def _text_of(self, ids: Set[Stored]) -> dict[Stored, str]:
        """The texts of these numbers, among others; names of projects and documents come again, so they are remembered."""
        known = self.remembered
        missing = [id_ for id_ in ids if id_ not in known and id_ is not None]
        if len(known) + len(missing) > _REMEMBERED:
            known.clear()
            missing = [id_ for id_ in ids if id_ is not None]
        if missing:
            select = "SELECT id, text FROM texts WHERE id IN (SELECT value FROM json_each(?))"
            known.update(self.connection.execute(select, (json.dumps(missing),)))
        return known
