"""What is written in any format is read back as the same tables."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
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
@given(st.lists(forms().filter(lambda table: _is_filled_in(table)), min_size=1, max_size=3))
def test_what_is_written_is_read_back_the_same(format: str, written: list[GoalTable]) -> None:
    if format == "json":
        written = [_for_json(table) for table in written]
    assume(format != "txt" or not any(map(_is_named_like_a_label, written)))

    assert [without_places(table) for table in written] == read_back(written, format)


@pytest.mark.parametrize("format", FORMATS)
def test_the_shipped_document_comes_back_from_every_format(format: str) -> None:
    tables = list(normalise(read(CORPUS.read_bytes(), CORPUS.name)).tables)

    assert [without_places(table) for table in tables] == read_back(tables, format)


def _is_filled_in(table: GoalTable) -> bool:
    """Forms without any amount, goal and row are templates that nobody filled in: they are left out, and that is said."""
    amounts = (table.total, table.fiscal, table.other, *(fund.amount for fund in table.funds))
    return bool(table.goal or table.long_term_goal or table.indicators) or any(amounts)


def _is_named_like_a_label(table: GoalTable) -> bool:
    """An indicator that is called 项目名称: in text without cells nothing tells it from a label of the form."""
    texts = [text for row in table.indicators for text in (row.level3, row.value.text, *row.extra.values())]
    return any(label in text for text in texts for label in ("项目名称", "数量指标", "年度总体目标", "绩效目标表"))


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
