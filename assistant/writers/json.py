"""The published JSON form of goal tables: an array, as `show --json` prints each table and `import` reads it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from assistant.model.draft import Change
from assistant.model.goal_table import GoalTable
from assistant.model.published import table_to_json


class JsonWriter:
    """An array of tables; changes have no place in it."""

    name = "json"
    suffixes = (".json",)

    def write(self, tables: Iterable[GoalTable], changes: Sequence[Change] = ()) -> bytes:
        """UTF-8, two blanks a step."""
        text = json.dumps([table_to_json(table) for table in tables], ensure_ascii=False, indent=2)
        return f"{text}\n".encode("utf-8", "replace")
