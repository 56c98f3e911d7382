"""What is written in any format is read back as the same tables."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model.goal_table import GoalTable
from assistant.normalise import normalise
from assistant.readers import read
from assistant.writers import FORMATS, write
from tests.writers.forms import forms, without_places

CORPUS = next((Path(__file__).resolve().parent.parent.parent / "corpus").glob("*.txt"))


def read_back(tables: list[GoalTable], format: str) -> list[GoalTable]:
    document = read(write(tables, format), f"tables.{format}")
    return [without_places(table) for table in normalise(document).tables]


@pytest.mark.parametrize("format", FORMATS)
@settings(deadline=None, max_examples=60)
@given(st.lists(forms(), min_size=1, max_size=3))
def test_what_is_written_is_read_back_the_same(format: str, written: list[GoalTable]) -> None:
    if format == "json":
        written = [_for_json(table) for table in written]

    assert [without_places(table) for table in written] == read_back(written, format)


@pytest.mark.parametrize("format", FORMATS)
def test_the_shipped_document_comes_back_from_every_format(format: str) -> None:
    tables = list(normalise(read(CORPUS.read_bytes(), CORPUS.name)).tables)

    assert [without_places(table) for table in tables] == read_back(tables, format)


def _for_json(table: GoalTable) -> GoalTable:
    """With amounts of two decimals, as JSON's numbers hold them."""
    cent = Decimal("0.01")

    def rounded(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else amount.quantize(cent)

    return replace(
        table,
        total=rounded(table.total),
        fiscal=rounded(table.fiscal),
        other=rounded(table.other),
        funds=tuple(replace(fund, amount=rounded(fund.amount)) for fund in table.funds),
        indicators=tuple(replace(row, weight=rounded(row.weight)) for row in table.indicators),
    )
