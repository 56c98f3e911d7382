"""The official form with nothing in it but what the official said: where there is no past project to start from."""

from __future__ import annotations

from assistant.drafting.brief import brief_of
from assistant.drafting.cells import Cell, row_name, where
from assistant.drafting.fill import DRAFTED, with_total_noted
from assistant.drafting.refusal import EditRefused, sensible_amount
from assistant.drafting.settle import settled
from assistant.model.draft import Brief, Change, ChangeKind, Draft
from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import LEVEL2_PARENT, Indicator
from assistant.model.quantity import TargetValue
from assistant.model.source import Place
from assistant.wording import load_toml, wording


def blank_form(brief: Brief, year: int | None) -> Draft:
    """A table with the money block and a blank row of every usual second level, each marked to be filled in. Never raises."""
    form = load_toml("drafting/blank_form")
    facts = brief_of(brief.sentence)
    year = brief.year or facts.year or year
    rows = tuple(Indicator(LEVEL2_PARENT[level2], level2, "", TargetValue(), Place(), required=True) for level2 in form["level2"])
    table = GoalTable(
        title=form["title"],
        year=year,
        project=brief.project or "",
        source=DRAFTED,
        place=Place(),
        period_start=year,
        period_end=year,
        period="" if year is None else f"{year}-{year}",
        funds=tuple(Fund(label, None) for label in form["funds"]),
        indicators=rows,
    )
    said = [_to_fill(row_name(row), row=at, part="value") for at, row in enumerate(rows)]
    said += [_to_fill(where(table, Cell(field)), field) for field in form["to_fill"] if not getattr(table, field)]
    total = brief.total if brief.total is not None else facts.total
    differences: tuple[Change, ...] = ()
    if total is not None:
        try:
            table, differences = with_total_noted(table, (), sensible_amount(total, where(table, Cell("total"))))
        except EditRefused as refusal:
            said.append(Change(where(table, Cell("total")), str(total), "", ChangeKind.KEPT, refusal.message, "total"))
    return settled(table, differences, None, said=said)


def _to_fill(called: str, field: str = "", row: int | None = None, part: str = "") -> Change:
    return Change(called, "", "", ChangeKind.KEPT, wording("drafting/changes")("to_fill"), field, row, part)
