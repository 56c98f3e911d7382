"""The slots of a query: projects, years, categories, amounts, values; taken out of a condition or put in place of others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.query import And, Compare, Condition, Figure, HasRows, Not, OneOf, Operator, Or, Query, Selection, both

Slot = Callable[[Condition], bool]
"""Does a condition belong to the slot?"""


def _on(condition: Condition, fields: frozenset[Field]) -> bool:
    if isinstance(condition, Compare):
        return condition.measure.field in fields
    if isinstance(condition, OneOf):
        return condition.field in fields
    if isinstance(condition, Not):
        return _on(condition.part, fields)
    if isinstance(condition, Or | And):
        return all(_on(part, fields) for part in condition.parts)
    return False


def projects_slot(condition: Condition) -> bool:
    """Conditions on the project's name."""
    return _on(condition, frozenset({Field.PROJECT})) and not isinstance(condition, Not)


def years_slot(condition: Condition) -> bool:
    """Conditions on the year."""
    return _on(condition, frozenset({Field.YEAR}))


ORGANISATIONS = frozenset({Field.DEPARTMENT, Field.DEPARTMENT_CODE, Field.UNIT, Field.UNIT_CODE})
"""The fields that say whose a table is."""


def organisations_slot(condition: Condition) -> bool:
    """Conditions on department or unit."""
    return _on(condition, ORGANISATIONS)


def on_units(condition: Condition) -> bool:
    """Conditions on the unit (实施单位), by its name or its code."""
    return _on(condition, frozenset({Field.UNIT, Field.UNIT_CODE}))


def attributes_slot(condition: Condition) -> bool:
    """Conditions on the project's attribute."""
    return _on(condition, frozenset({Field.ATTRIBUTE, Field.ATTRIBUTE_CODE}))


def levels_slot(condition: Condition) -> bool:
    """Conditions on the rows' category."""
    return _on(condition, frozenset({Field.LEVEL1, Field.LEVEL2}))


def money_slot(condition: Condition) -> bool:
    """Conditions on the table's money."""
    return _on(condition, MONEY_FIELDS)


def values_slot(condition: Condition) -> bool:
    """Conditions on the rows' values and numbers, and on a date that name or value print."""
    if isinstance(condition, Or) and _on(condition, frozenset({Field.VALUE, Field.LEVEL3})):
        return any(isinstance(part, Compare) and part.measure.field == Field.VALUE for part in condition.parts)
    return _on(condition, frozenset({Field.VALUE, Field.NUMBER, Field.NUMBER_UNIT}))


def row_names_slot(condition: Condition) -> bool:
    """Conditions on the rows' names."""
    return _on(condition, frozenset({Field.LEVEL3}))


def parts_of(condition: Condition | None) -> tuple[Condition, ...]:
    """The conditions that are joined by And."""
    if condition is None:
        return ()
    return condition.parts if isinstance(condition, And) else (condition,)


def kept(condition: Condition | None, slot: Slot) -> Condition | None:
    """What of the condition belongs to the slot."""
    return both(*(part for part in parts_of(condition) if slot(part)))


def without(condition: Condition | None, *slots: Slot) -> Condition | None:
    """What is left of the condition when the slots are taken out, also out of what it says of the table's rows."""
    parts: list[Condition] = []
    for part in parts_of(condition):
        if any(slot(part) for slot in slots):
            continue
        if isinstance(part, HasRows):
            inner = without(part.condition, *slots)
            if inner is None:
                continue
            part = replace(part, condition=inner)
        parts.append(part)
    return both(*parts)


def texts_in(condition: Condition | None) -> tuple[tuple[Field, str], ...]:
    """The words that the condition looks for in texts, with the field that they are looked for in."""
    return tuple(
        (part.measure.field, part.value)
        for part in parts_of(condition)
        if isinstance(part, Compare) and part.operator == Operator.CONTAINS and isinstance(part.value, str)
    )


def years_in(condition: Condition | None) -> frozenset[int]:
    """The years that the condition asks for."""
    found: set[int] = set()
    for part in parts_of(kept(condition, years_slot)):
        for one in part.parts if isinstance(part, Or) else (part,):
            if isinstance(one, Compare) and isinstance(one.value, Decimal):
                found.add(int(one.value))
    return frozenset(found)


def of_years_alone(selection: Selection) -> bool:
    """Are all tables of some years meant, whatever they hold?"""
    plain = selection.order is None and selection.places is None and selection.within is None
    return selection.subject == Subject.PROJECT and plain and without(selection.where, years_slot) is None


def flattened(selection: Selection) -> Selection:
    """A selection out of another unranked one of the same kind, as one selection: its conditions are those of both."""
    within = selection.within
    if within is None or within.subject != selection.subject or within.order is not None or within.places is not None:
        return selection
    return flattened(replace(selection, where=both(selection.where, within.where), within=within.within))


def with_slot(selection: Selection, slot: Slot, condition: Condition) -> Selection:
    """The selection with another condition in the slot, at each level that has one there; at the innermost where none has."""
    within = selection.within
    if within is not None and (fills(within, slot) or kept(selection.where, slot) is None):
        selection = replace(selection, within=with_slot(within, slot, condition))
    if within is None or kept(selection.where, slot) is not None:
        selection = replace(selection, where=both(without(selection.where, slot), condition))
    return selection


def fills(selection: Selection | None, slot: Slot) -> bool:
    """Has the selection, or one that it stands within, a condition in the slot?"""
    while selection is not None:
        if kept(selection.where, slot) is not None:
            return True
        selection = selection.within
    return False


def query_with(query: Query, selection: Selection) -> Query:
    """The query about another selection."""
    return replace(query, figure=replace(query.figure, selection=selection))


def figure_with(figure: Figure, where: Condition | None) -> Figure:
    """The figure over the same selection with another condition."""
    return replace(figure, selection=replace(figure.selection, where=where))
