"""The heads of all tables are what a query for them finds, however they are read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.model.draft import Base, Draft, DraftInHand
from assistant.model.fields import Field
from assistant.model.goal_table import GoalTable
from assistant.model.query import Compare, Figure, Measure, Operation, Operator, Query, Selection, TableRow
from assistant.model.source import Place, Source
from assistant.store.drafts import adopt, save_step
from assistant.store.store import Store

SOURCE = Source("甲.txt", "0", "text")
FIRST = GoalTable(
    "绩效目标表", 2025, "公路养护经费", SOURCE, Place(table=1), unit="交通局", department="交通局", total=Decimal("1.50")
)
TABLES = (
    FIRST,
    replace(FIRST, year=2024, place=Place(table=2)),
    replace(FIRST, year=2025, project="桥梁", total=None, department="", place=Place(table=3)),
    replace(FIRST, year=None, project="", unit="", place=Place(table=4)),
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    with Store.open(path, write=True) as store:
        store.save(SOURCE, TABLES)
    return path


def asked_for(store: Store, year: int | None) -> tuple[TableRow, ...]:
    of_year = None if year is None else Compare(Measure(Field.YEAR), Operator.EQUAL, Decimal(year))
    fields = (Measure(Field.DEPARTMENT), Measure(Field.UNIT))
    return store.run(Query(Operation.LIST, Figure(Selection(where=of_year)), fields=fields)).tables


@pytest.mark.parametrize("year", [None, 2024, 2025, 1999])
def test_heads_are_the_members_of_a_query_for_all(archive: Path, year: int | None) -> None:
    with Store.open(archive) as store:
        found, expected = store.heads(year), asked_for(store, year)

    assert [(row.key, row.project, row.year, row.total, row.document, row.rows, row.values) for row in found] == [
        (row.key, row.project, row.year, row.total, row.document, row.rows, row.values) for row in expected
    ]


def test_adopted_drafts_are_left_out(archive: Path) -> None:
    draft = Draft(replace(FIRST, year=2026), Base("公路养护经费", 2025))
    key = save_step(archive, DraftInHand((draft,)))
    adopt(archive, key, draft.table, "草稿：公路养护经费（2026年）")
    with Store.open(archive) as store:
        assert store.adopted_years() == (2026,)
        assert len(store.heads()) == len(TABLES)
        assert store.heads(2026) == ()
