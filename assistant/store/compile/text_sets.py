"""Sets of texts: those that equal a text or hold one, and what is known of levels and rare words before a statement is made."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from assistant.model.fields import Field
from assistant.model.query import Compare, Condition, Measure, OneOf, Operator, Or
from assistant.store.compile.columns import TEXT_COLUMNS
from assistant.store.compile.statement import Statement
from assistant.store.fulltext import CONTAINING_CELLS, substring_expression
from assistant.store.schema import text_key

_CELLS = frozenset({Field.PROJECT, Field.GOAL, Field.LONG_TERM_GOAL, Field.LEVEL3, Field.VALUE})
"""Text fields that the full text covers."""

_FEW_TEXTS = 20
"""So many texts that a field may equal are named one by one."""

_RARE = 2_000
"""Words that stand in fewer cells than this leave few tables to judge."""

_FEW_VALUES: Mapping[Field, str] = {
    Field.NUMBER_UNIT: "indicators",
    Field.DEPARTMENT: "goal_tables",
    Field.UNIT: "goal_tables",
    Field.ATTRIBUTE: "goal_tables",
}
"""Text fields of few values that have an index, with their table: what holds a text is sought among these values."""

_HOLDING_VALUES = """
    WITH RECURSIVE each (id) AS (
        SELECT min({column}) FROM {table} UNION ALL
        SELECT (SELECT min({column}) FROM {table} WHERE {column} > each.id) FROM each WHERE each.id IS NOT NULL
    ) SELECT id FROM each WHERE instr((SELECT key FROM texts WHERE texts.id = each.id), ?)"""


class TextSets(Statement):
    """Texts as sets of their numbers."""

    __slots__ = ()

    def _equal_to(self, keys: Sequence[str]) -> str:
        """The texts whose key is one of these; few stand as numbers in the statement, so that SQLite can weigh its indexes."""
        return self._listed(self.texts(keys))

    def _listed(self, found: Sequence[int]) -> str:
        if len(found) <= _FEW_TEXTS:
            return f"({', '.join(map(self.parameter, found))})"
        return self._set(f"SELECT value FROM json_each({self.parameter(json.dumps(found))})")

    def _holding(self, key: str, field: Field) -> str:
        """The texts whose key holds this one, among those that may stand in the field."""
        if field in _FEW_VALUES:
            table, column = _FEW_VALUES[field], TEXT_COLUMNS[field]
            return self._listed([id_ for (id_,) in self.find(_HOLDING_VALUES.format(table=table, column=column), (key,))])
        everywhere = field is not Field.ANYWHERE and field not in _CELLS
        if not self.indexed:
            found = f"SELECT id FROM texts WHERE instr(key, {self.parameter(key)})"
            return self._set(found if everywhere else f"{found} AND cell")
        found = CONTAINING_CELLS.format(self.parameter(substring_expression(key)))
        if everywhere:
            found += f" UNION ALL SELECT id FROM texts WHERE NOT cell AND instr(key, {self.parameter(key)})"
        return self._set(found)

    def _second_levels(self, condition: Condition) -> list[int] | None:
        """The second levels whose rows are just those that meet a condition on levels; None where it cannot be said so."""
        match condition:
            case Compare(Measure(Field.LEVEL1 | Field.LEVEL2 as name), Operator.EQUAL, str(value)):
                keys = [text_key(value)]
            case OneOf(Field.LEVEL1 | Field.LEVEL2 as name, values):
                keys = [text_key(value) for value in values]
            case Or(parts) if parts:
                each = [self._second_levels(part) for part in parts]
                return None if None in each else sorted({level for levels in each for level in levels or ()})
            case _:
                return None
        texts = self.texts(keys)
        if name is Field.LEVEL2:
            return texts
        pairs = self.find("SELECT level1, level2 FROM levels", ())
        below = {level2 for level1, level2 in pairs if level1 in texts}
        elsewhere = {level2 for level1, level2 in pairs if level1 not in texts}
        return None if below & elsewhere else sorted(below)

    def _is_rare(self, condition: Condition) -> bool:
        """Whether few tables have the words that a condition asks for."""
        match condition:
            case Compare(Measure(name), Operator.CONTAINS, str(value)) if self.indexed and (
                name is Field.ANYWHERE or name in _CELLS
            ):
                key = text_key(value)
                if not key:
                    return False
                found = f"SELECT 1 FROM mentions WHERE text IN ({CONTAINING_CELLS.format('?')}) LIMIT {_RARE}"
                ((count,),) = self.find(f"SELECT count(*) FROM ({found})", (substring_expression(key),)) or [(_RARE,)]
                return count < _RARE
        return False
