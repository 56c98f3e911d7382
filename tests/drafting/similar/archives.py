"""The archives that the descriptions are about: each project in its latest year."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from assistant.model.similar import PastProject, PastRow
from assistant.store.series import series_of

TESTS = Path(__file__).resolve().parent.parent.parent
TABLES = {
    "corpus": TESTS / "normalise" / "expected_pingluo.json",
    "four_years": TESTS / "questions" / "conversations" / "four_years.tables.json",
    "three_bureaus": TESTS / "questions" / "conversations" / "three_bureaus.tables.json",
    "two_bureaus": TESTS / "questions" / "conversations" / "two_bureaus.tables.json",
}


@cache
def past(archive: str) -> tuple[PastProject, ...]:
    """The projects of an archive, each in its latest year."""
    latest: dict[str, dict[str, Any]] = {}
    for table in json.loads(TABLES[archive].read_text("utf-8")):
        series = series_of(table["project"])
        if series not in latest or table["year"] > latest[series]["year"]:
            latest[series] = table
    return tuple(_project(number, table) for number, table in enumerate(latest.values(), 1))


def _project(number: int, table: dict[str, Any]) -> PastProject:
    total = None if table["total"] is None else Decimal(table["total"])
    rows = tuple(PastRow(row["level2"], row["level3"] or "", row["value"] or "") for row in table["indicators"])
    return PastProject(number, table["project"], table["year"], total, table["goal"] or "", rows)
