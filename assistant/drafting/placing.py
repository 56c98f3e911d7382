"""Finds the row that a said figure belongs to, by its unit and its words; where it fits several, none is taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.chinese.segment import bigrams
from assistant.chinese.years import find_dates
from assistant.drafting.brief import FactKind, RowFact
from assistant.drafting.cells import is_cost
from assistant.drafting.consistency import alike
from assistant.drafting.proportion import numbers_of, plain_number, with_numbers
from assistant.drafting.quantities import is_whole_cost
from assistant.drafting.years import of_year, years_in
from assistant.model.indicator import Indicator
from assistant.model.record import record
from assistant.wording import load_toml

_COMPARED = re.compile("[≥≤<>≧≦＞＜]|[不至最][低少小超高大多]|以[上下内]|之内")
"""A value that compares already, whatever was said."""


@record
class Place:
    """What became of a said figure."""

    fact: RowFact
    row: int | None = None
    """The row that it belongs to; None where none, or more than one, fits."""
    value: str = ""
    """What the row's value becomes."""
    several: tuple[int, ...] = ()
    """The rows that fit equally well."""


def place_facts(facts: Sequence[RowFact], rows: Sequence[Indicator], year: int | None, project: str = "") -> tuple[Place, ...]:
    """For each figure its row, in order; a row takes one figure. `project`: the project's name, whose words tell nothing."""
    taken: set[int] = set()
    places = []
    deadlines = sum(fact.kind is FactKind.DEADLINE for fact in facts)
    for fact in facts:
        found = [at for at in _fitting(fact, rows) if at not in taken]
        best = _best(fact, found, rows, project, deadlines)
        if len(best) == 1:
            taken.add(best[0])
            places.append(Place(fact, best[0], new_value(rows[best[0]], fact, year)))
        else:
            places.append(Place(fact, several=tuple(best)))
    return tuple(places)


def new_value(row: Indicator, fact: RowFact, year: int | None) -> str:
    """The row's value with the said figure: sign, unit and scale as the row prints them where it holds one number."""
    text, quantity, said = row.value.text, row.value.quantity, fact.quantity
    if fact.kind is FactKind.DEADLINE:
        return fact.value if year is None or years_in(fact.value) or not years_in(text) else of_year(fact.value, year)
    if said is None or quantity is None or said.low != said.high or len(numbers_of(text)) != 1 or not quantity.low:
        return fact.value
    scale = numbers_of(text)[0] / quantity.low
    if scale not in (1, Decimal("0.0001"), Decimal(10) ** -8):
        return fact.value
    value = with_numbers(text, lambda _: Decimal(plain_number(said.low * scale)))
    return value if _COMPARED.search(text) else fact.bound[0] + value + fact.bound[1]


def _fitting(fact: RowFact, rows: Sequence[Indicator]) -> list[int]:
    """The rows whose kind and unit are the figure's."""
    return [at for at, row in enumerate(rows) if row.level3 and _fits(fact, row)]


def _fits(fact: RowFact, row: Indicator) -> bool:
    unit = row.value.quantity.unit if row.value.quantity else None
    said = fact.quantity.unit if fact.quantity else None
    if fact.kind is FactKind.DEADLINE:
        text = row.value.text
        return row.level2 == "时效指标" and (not text or bool(find_dates(text)) or bool(years_in(text)))
    if row.value.quantity is None and row.value.text:
        return False
    if fact.kind is FactKind.COUNT:
        return row.level2 == "数量指标" and said is not None and (unit is None or alike(unit) == alike(said))
    if fact.kind is FactKind.PRICE:
        return is_cost(row) and unit is not None and said is not None and alike(unit) == alike(said)
    if fact.kind is FactKind.MONEY:
        return is_cost(row) and is_whole_cost(row)
    if fact.kind is FactKind.PERCENT:
        return unit == "%"
    return False


def _best(fact: RowFact, found: list[int], rows: Sequence[Indicator], project: str, deadlines: int) -> list[int]:
    """The rows of these that the words fit best; [] where the words speak of something else."""
    if fact.kind is FactKind.DEADLINE and len(found) == 1 and deadlines == 1:
        return found
    if fact.kind is FactKind.PERCENT and any(word in fact.words for word in load_toml("drafting/cues")["brief"]["satisfied"]):
        found = [at for at in found if "满意" in rows[at].level2 or "满意" in rows[at].level3]
        if len(found) == 1:
            return found
    said = frozenset(pair for word in fact.words.split() for pair in bigrams(word) if len(pair) == 2)
    said = said - frozenset(bigrams(project)) or said  # what the whole project is about tells no row from another
    needs_words = fact.kind in (FactKind.MONEY, FactKind.PERCENT)
    if not said:
        sure = [at for at in found if (quantity := rows[at].value.quantity) is not None and quantity.unit is not None]
        return [] if needs_words else sure
    likeness = {at: len(said & frozenset(bigrams(rows[at].level3))) for at in found}
    most = max(likeness.values(), default=0)
    if most == 0:
        return found if len(found) > 1 and fact.kind is not FactKind.MONEY else []
    return [at for at in found if likeness[at] == most]
