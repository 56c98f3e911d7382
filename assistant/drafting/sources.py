"""Amounts said of a source of the money (其中财政拨款30万，自筹20万), and the row of the money block that each belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.chinese.quantities import find_quantities
from assistant.drafting.brief import FactKind, RowFact
from assistant.drafting.cells import Cell, money_cells, text_in, where, with_amount
from assistant.drafting.trace import noted
from assistant.model.draft import Change, ChangeKind
from assistant.model.goal_table import Fund, GoalTable
from assistant.wording import load_toml, wording

OTHER = Cell("other")
_ENDING = re.compile("(?:专项)?(?:资金|拨款|补助|收入|经费|款)$")


def source_said(table: GoalTable, fact: RowFact) -> Cell | None:
    """The cell of the money block that the amount is said of; `other` also where the table has no such row yet.

    None where the words beside the amount name no source, or more than one.
    """
    if fact.kind is not FactKind.MONEY:
        return None
    for words in _beside(fact):
        found = _named(table, words)
        if len(found) == 1:
            return found[0]
        if (
            not found
            and any(word in words for word in _words()["other"])
            and not any(name in words for name in _words()["not_other"])
        ):
            return OTHER
    return None


def with_fund_facts(
    table: GoalTable, differences: tuple[Change, ...], facts: Sequence[RowFact]
) -> tuple[GoalTable, tuple[Change, ...], tuple[RowFact, ...]]:
    """The table with amounts said of a source of the money in its row, and the facts that are left.

    An amount that is more than the total stays among them. 其他资金 gets a row where the table has none.
    """
    left = []
    for fact in facts:
        cell = source_said(table, fact)
        amount = fact.quantity.low if fact.quantity else None
        if cell is None or amount is None or (table.total is not None and amount > table.total):
            left.append(fact)
            continue
        if cell == OTHER and cell not in money_cells(table):
            table = replace(table, funds=(*table.funds, Fund(wording("drafting/cells")("other"), None))) if table.funds else table
        before = text_in(table, cell)
        table = with_amount(table, cell, amount)
        why = wording("drafting/changes")("asked_said", 话=fact.said)
        if text_in(table, cell) != before or any(one.field == cell.field for one in differences):
            differences = noted(differences, table, cell, before, ChangeKind.REQUESTED, why)
    return table, differences, tuple(left)


def _beside(fact: RowFact) -> tuple[str, ...]:
    """The words before the amount as far as the amount before it, and those behind it as far as the next."""
    start = fact.clause.find(fact.said)
    if start < 0:
        return (fact.clause,)
    end = start + len(fact.said)
    mentions = find_quantities(fact.clause)
    first = max((one.end for one in mentions if one.end <= start), default=0)
    last = min((one.start for one in mentions if one.start >= end), default=len(fact.clause))
    return fact.clause[first:start], fact.clause[end:last]


def _named(table: GoalTable, words: str) -> list[Cell]:
    """The cells that the words name: by the whole label, else by its beginning, else by another word for it."""
    labels = {cell: where(table, cell) for cell in money_cells(table)}
    whole = [cell for cell, label in labels.items() if label and label in words]
    if whole:
        return whole
    short = {cell: _ENDING.sub("", label) for cell, label in labels.items()}
    named = [cell for cell, label in short.items() if len(label) >= 2 and label in words]
    if named:
        return named
    others = [cell for cell in labels if cell == OTHER]
    return others if any(word in words for word in _words()["other"]) else []


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in load_toml("drafting/cues")["sources"].items()}
