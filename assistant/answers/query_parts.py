"""What a query's conditions demand, read off its parts: names, years, levels, bounds, money."""

from __future__ import annotations

from decimal import Decimal

from assistant.answers.amounts import plain
from assistant.model.fields import MONEY_FIELDS, ROW_FIELDS, Field, Subject
from assistant.model.query import (
    Against,
    And,
    Blank,
    Changed,
    Compare,
    Condition,
    Figure,
    HasFindings,
    HasRows,
    InYears,
    Measure,
    Not,
    OfYear,
    OneOf,
    Operator,
    Or,
    Query,
    Repeated,
    Selection,
    both,
)

LOWER_BOUNDS = (Operator.MORE, Operator.AT_LEAST)
UPPER_BOUNDS = (Operator.LESS, Operator.AT_MOST)
_NAME_FIELDS = (Field.PROJECT, Field.SERIES)
_LEVELS = (Field.LEVEL1, Field.LEVEL2)
_BOUNDED = MONEY_FIELDS | {Field.ROWS, Field.NUMBER, Field.WEIGHT}


def parts_of(condition: Condition | None) -> tuple[Condition, ...]:
    """The conditions that all have to hold, nested Ands opened."""
    if condition is None:
        return ()
    if isinstance(condition, And):
        return tuple(part for inner in condition.parts for part in parts_of(inner))
    return (condition,)


def fields_of(condition: Condition) -> frozenset[Field]:
    """The fields that a condition itself looks at; what stands inside `has rows` is the table's business and not counted."""
    match condition:
        case Compare(measure, _, value):
            if isinstance(value, Measure):
                return frozenset({measure.field, value.field})
            return frozenset({measure.field, value} if isinstance(value, Field) else {measure.field})
        case OneOf(field, _):
            return frozenset({field})
        case Blank(measure) | Changed(measure) | Against(measure):
            return frozenset({measure.field})
        case And(parts) | Or(parts):
            return frozenset().union(*map(fields_of, parts))
        case Not(part):
            return fields_of(part)
        case HasRows() | InYears() | OfYear() | Repeated() | HasFindings():
            return frozenset()


def is_on_rows(condition: Condition) -> bool:
    """Whether a condition of a selection of rows is on the rows, not on their tables."""
    return not fields_of(condition).isdisjoint(ROW_FIELDS | {Field.ANYWHERE})


def is_kind(condition: Condition) -> bool:
    """Whether a condition on rows says of what kind or about what they are, not what value they hold."""
    return fields_of(condition) <= {Field.LEVEL1, Field.LEVEL2, Field.LEVEL3} and not looks_for_blanks(condition)


def looks_for_blanks(condition: Condition) -> bool:
    """Whether a condition is about cells being blank."""
    match condition:
        case Blank():
            return True
        case Compare(_, _, value):
            return value == ""
        case And(parts) | Or(parts):
            return any(map(looks_for_blanks, parts))
        case Not(part):
            return looks_for_blanks(part)
    return False


def names_in(condition: Condition) -> tuple[str, ...]:
    """The project names that a condition demands; () where it is another."""
    match condition:
        case Compare(Measure(field), Operator.EQUAL, str(name)) if field in _NAME_FIELDS:
            return (name,)
        case OneOf(field, values) if field in _NAME_FIELDS:
            return values
    return ()


def years_in(condition: Condition) -> tuple[str, ...]:
    """The years that a condition demands, as digits; () where it is another."""
    match condition:
        case Compare(Measure(Field.YEAR), Operator.EQUAL, Decimal() as year):
            return (plain(year),)
        case Compare(Measure(Field.YEAR), Operator.EQUAL, str(year)) if year and not isinstance(year, Field):
            return (year,)
        case OneOf(Field.YEAR, values) if all(values):
            return values
        case Or(parts) if parts and all(map(years_in, parts)):
            return tuple(dict.fromkeys(year for part in parts for year in years_in(part)))
    return ()


def levels_in(condition: Condition) -> tuple[str, ...]:
    """The indicator levels that a condition demands; () where it is another."""
    match condition:
        case Compare(Measure(field), Operator.EQUAL, str(level)) if field in _LEVELS and level and not isinstance(level, Field):
            return (level,)
        case OneOf(field, values) if field in _LEVELS and all(values):
            return values
        case Or(parts) if parts and all(map(levels_in, parts)):
            return tuple(dict.fromkeys(level for part in parts for level in levels_in(part)))
    return ()


def level3_in(condition: Condition) -> tuple[str, ...]:
    """The names of rows that a condition demands; () where it is another."""
    match condition:
        case Compare(Measure(Field.LEVEL3), Operator.EQUAL, str(name)) if name and not isinstance(name, Field):
            return (name,)
        case OneOf(Field.LEVEL3, values) if all(values):
            return values
    return ()


def is_of_one_table(figure: Figure) -> bool:
    """Whether the figure is a field of one table rather than a reckoning: one project named, and one year."""
    selection = figure.selection
    if selection.subject is not Subject.PROJECT or selection.within is not None or selection.order is not None:
        return False
    parts = parts_of(selection.where)
    names = [name for part in parts for name in names_in(part)]
    years = [year for part in parts for year in years_in(part)]
    return len(parts) == 2 and len(names) == 1 and len(years) == 1


def is_bound(condition: Condition) -> bool:
    """Whether a condition sets a counted measure against a number."""
    return isinstance(condition, Compare) and isinstance(condition.value, Decimal) and condition.measure.field in _BOUNDED


def bounds_in(selection: Selection) -> tuple[Compare, ...]:
    """The comparisons with numbers that every member has to meet."""
    return tuple(part for part in parts_of(selection.where) if isinstance(part, Compare) and is_bound(part))


def without(selection: Selection, *dropped: Condition) -> Condition | None:
    """The selection's condition without some of its parts."""
    return both(*(part for part in parts_of(selection.where) if part not in dropped))


def on_tables(selection: Selection) -> Condition | None:
    """For a selection of rows: the part of its condition that is on their tables; None where there is none."""
    return both(*(part for part in parts_of(selection.where) if not is_on_rows(part)))


def on_rows(selection: Selection) -> tuple[Condition, ...]:
    """For a selection of rows: the parts of its condition that are on the rows."""
    return tuple(part for part in parts_of(selection.where) if is_on_rows(part))


def names_projects(selection: Selection) -> bool:
    """Whether the selection is about projects that the question named or an earlier answer gave."""
    if selection.within is not None and selection.within.subject is Subject.PROJECT:
        return True
    return any(names_in(part) for part in parts_of(selection.where))


def measures_in(condition: Condition | None) -> tuple[Measure, ...]:
    """All measures of the table that a condition looks at."""
    match condition:
        case Compare(measure, _, value):
            if isinstance(value, Field | Measure):
                return (measure, value if isinstance(value, Measure) else Measure(value))
            return (measure,)
        case Blank(measure) | Changed(measure) | Against(measure):
            return (measure,)
        case And(parts) | Or(parts):
            return tuple(measure for part in parts for measure in measures_in(part))
        case Not(part):
            return measures_in(part)
    return ()


def change_in(selection: Selection) -> tuple[Measure, int] | None:
    """The number whose change between years the selection asks for or ranks by, and the year it is reckoned from (0: the year
    before); None where there is none."""
    order = selection.order
    if order is not None and order.measure.since is not None:
        return order.measure.now, order.measure.since
    for part in parts_of(selection.where):
        if isinstance(part, Changed):
            return part.measure, part.since
        if isinstance(part, Compare) and part.measure.since is not None:
            return part.measure.now, part.measure.since
    return None


def moneys_of(query: Query) -> tuple[Measure, ...]:
    """The money that the question is about: what it ranks by, sums up, asks for or compares, in this order."""
    selection = query.selection
    candidates = [selection.order.measure.now] if selection.order is not None else []
    if query.figure.measure is not None:
        candidates.append(query.figure.measure)
    candidates += [*query.fields, *(measure.now for measure in measures_in(selection.where))]
    return tuple(dict.fromkeys(measure for measure in candidates if measure.field in MONEY_FIELDS))


def money_of(query: Query) -> Measure | None:
    """The first of these; None where the question is not about money."""
    return next(iter(moneys_of(query)), None)


def texts_sought(condition: Condition | None) -> tuple[tuple[Field, str], ...]:
    """The words that a condition looks for in whole texts, with the field that they are looked for in."""
    match condition:
        case Compare(Measure(field), Operator.CONTAINS, str(text)) if text:
            return ((field, text),)
        case And(parts) | Or(parts):
            return tuple(sought for part in parts for sought in texts_sought(part))
    return ()
