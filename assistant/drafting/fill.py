"""Fills a new table from a past one: years, name and money follow, all else stays; every change and every doubt is listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.chinese.numerals import CENT
from assistant.drafting.brief import FactKind, Facts, RowFact, brief_of
from assistant.drafting.cells import Cell, amount_in_words, money_cells, text_in, where, with_text
from assistant.drafting.money import TOTAL, multiplied, with_total, without_carry_over
from assistant.drafting.names import follow_name
from assistant.drafting.placing import Place, place_facts
from assistant.drafting.proportion import plain_number
from assistant.drafting.refusal import EditRefused, sensible_amount
from assistant.drafting.rolling import Differences, roll_table
from assistant.drafting.settle import settled
from assistant.drafting.sources import source_said, with_fund_facts
from assistant.drafting.trace import SAID, noted
from assistant.drafting.values import checked
from assistant.model.draft import Base, Brief, Change, ChangeKind, Draft
from assistant.model.goal_table import GoalTable
from assistant.model.source import Place as SourcePlace
from assistant.model.source import Source
from assistant.wording import wording

DRAFTED = Source("", "", "draft")
"""The source of a table that came from no document."""


def fill(base: GoalTable, brief: Brief) -> Draft:
    """The draft that the brief asks for, made from the base; without a year that of the year after the base's.

    Pure; never raises, whatever the base is.
    """
    facts = brief_of(_without_names(brief.sentence, base.project, brief.project))
    year = brief.year or facts.year or (None if base.year is None else base.year + 1)
    table = _without_source(base)
    differences: Differences = ()
    if brief.project and brief.project != table.project:
        table, differences = _renamed(table, differences, brief.project)
    if year is not None:
        named = brief.project is not None
        table, differences = roll_table(table, differences, base.year, year, lambda cell: not (named and cell == Cell("project")))
    if year != base.year:
        table, carried_over = without_carry_over(table)
        differences += carried_over
    rows = facts.rows
    unsure = facts.total_as_row
    if unsure is not None and _belongs_to_a_row(table, unsure):
        facts, rows = replace(facts, total=None), (*rows, unsure)
    total, how, refused = _total(brief, facts, base.total)
    if total is not None:
        table, differences = with_total_noted(table, differences, total, how)
        refused = (*refused, *same_total_said(table, differences))
    table, differences, rows = with_fund_facts(table, differences, rows)
    table, differences, said = with_facts(table, differences, rows)
    if brief.sentence and not brief.base and not brief.project and base.project not in brief.sentence:
        why = wording("drafting/changes")("no_name")
        said = (Change(where(table, Cell("project")), table.project, table.project, ChangeKind.KEPT, why, SAID), *said)
    return settled(table, differences, Base(base.project, base.year), said=(*refused, *said))


def _without_names(sentence: str, *names: str | None) -> str:
    """What is said beside the names of the old and the new project: words of a name are said of no row."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        sentence = sentence.replace(name, " ")
    return sentence


def with_total_noted(table: GoalTable, differences: Differences, total: Decimal, why: str = "") -> tuple[GoalTable, Differences]:
    """The table with the total and the rows that follow it, with the differences; `why` where more than the amount was said."""
    say = wording("drafting/changes")
    before = text_in(table, TOTAL)
    waits = any(one.after == "" and one.kind is ChangeKind.SUGGESTED for one in differences)
    table, followed = with_total(table, total)
    asked = say("asked_factor", 数=amount_in_words(total), 算式=why) if why else say("asked_amount", 数=amount_in_words(total))
    differences = noted(differences, table, TOTAL, before, ChangeKind.REQUESTED, asked)
    for cell, stood in followed:
        why = say("with_total_carry") if waits else say("with_total")
        differences = noted(differences, table, cell, stood, ChangeKind.ROLLED, why)
    return table, differences


def same_total_said(table: GoalTable, differences: Differences) -> tuple[Change, ...]:
    """The entry for a total that was said and is the base's, so that nobody is asked for it again; () where it differs."""
    text = text_in(table, TOTAL)
    if table.total is None or any(one.field == TOTAL.field for one in differences):
        return ()
    why = wording("drafting/changes")("same_total", 数=amount_in_words(table.total))
    return (Change(where(table, TOTAL), text, text, ChangeKind.KEPT, why, SAID),)


def _belongs_to_a_row(table: GoalTable, fact: RowFact) -> bool:
    """Is the amount that may be the total said of one row of costs, or of one source of the money?"""
    if source_said(table, fact) is not None:
        return len(money_cells(table)) > 1 and table.total is not None
    return place_facts((fact,), table.indicators, table.year, table.project)[0].row is not None


def with_facts(
    table: GoalTable, differences: Differences, facts: Sequence[RowFact]
) -> tuple[GoalTable, Differences, tuple[Change, ...]]:
    """The table with what the sentence says in the rows it belongs to, and an entry for what found none."""
    say = wording("drafting/changes")
    unplaced = []
    for place in place_facts(facts, table.indicators, table.year, table.project):
        if place.row is None:
            unplaced.append(_unplaced(table, place, facts))
            continue
        cell = Cell(row=place.row, part="value")
        before = text_in(table, cell)
        try:
            table = with_text(table, cell, checked(table.indicators[place.row], place.value))
        except EditRefused as refusal:
            unplaced.append(_said(place.fact, refusal.message))
            continue
        why = say("asked_said", 话=place.fact.said)
        differences = noted(differences, table, cell, before, ChangeKind.REQUESTED, why)
    return table, differences, tuple(unplaced)


def _unplaced(table: GoalTable, place: Place, facts: Sequence[RowFact]) -> Change:
    say = wording("drafting/changes")
    fact = place.fact
    if fact.kind is FactKind.MOVE:
        why = say("said_move", 话=fact.said)
    elif place.several:
        rows = "、".join(table.indicators[at].level3 for at in place.several[:5])
        why = say("said_several", 话=fact.said, 各行=rows)
    elif fact.kind is FactKind.COUNT_EACH:
        why = say("said_each", 话=fact.said, 每=fact.per, 合计=_together(fact, facts))
    else:
        why = say("said_nowhere", 话=fact.said)
    return _said(fact, why)


def _said(fact: RowFact, why: str) -> Change:
    """The entry about a figure that was not filled in."""
    return Change(wording("drafting/cells")(SAID), fact.said, fact.said, ChangeKind.KEPT, why, SAID)


def _together(fact: RowFact, facts: Sequence[RowFact]) -> str:
    """两期每期40人: 2期共80人，; "" where the number of what it is for was not said."""
    times = [one for one in facts if one.kind is FactKind.COUNT and one.quantity is not None and one.quantity.unit == fact.per]
    if len(times) != 1 or times[0].quantity is None or fact.quantity is None:
        return ""
    together = plain_number(times[0].quantity.low * fact.quantity.low) + (fact.quantity.unit or "")
    return wording("drafting/changes")("said_each_sum", 次数=times[0].value, 合数=together)


def _renamed(table: GoalTable, differences: Differences, name: str) -> tuple[GoalTable, Differences]:
    old = table.project
    table = replace(table, project=name)
    asked = wording("drafting/changes")("asked")
    differences = noted(differences, table, Cell("project"), old, ChangeKind.REQUESTED, asked)
    return follow_name(table, differences, old, name)


def _total(brief: Brief, facts: Facts, old: Decimal | None) -> tuple[Decimal | None, str, tuple[Change, ...]]:
    """The total that is asked for with the arithmetic, "" where there is none, and an entry where it makes no sense."""
    total, how = brief.total, ""
    known = old if old is not None and old.is_finite() else None
    if total is None and brief.factor is not None and known is not None:
        product = multiplied(known, brief.factor)
        total, how = product.amount, product.how
    if total is None and brief.factor is None:
        total = facts.total
        if total is None and known is not None and facts.factor is not None:
            product = multiplied(known, facts.factor)
            total, how = product.amount, product.how
        if known is not None and facts.more is not None and facts.total is None:
            total = (total if total is not None else known) + facts.more
    if total is None:
        return None, "", ()
    name = wording("drafting/cells")("total")
    try:
        return sensible_amount(total, name).quantize(CENT, ROUND_HALF_UP).normalize() + 0, how, ()
    except EditRefused:
        why = wording("drafting/changes")("bad_total", 数=str(total))
        return None, "", (Change(name, str(total), "", ChangeKind.KEPT, why, SAID),)


def _without_source(base: GoalTable) -> GoalTable:
    """The table without what tells where it was printed: a draft was printed nowhere."""
    nowhere = SourcePlace()
    return replace(
        base,
        source=DRAFTED,
        place=nowhere,
        places={},
        funds=tuple(replace(fund, place=nowhere) for fund in base.funds),
        indicators=tuple(replace(row, place=nowhere) for row in base.indicators),
    )
