"""Further queries that make an answer helpful: what stands just at an excluded bound, what comes nearest, the whole of a share.

They are chosen from the query alone, so that they can run beside it. None is needed for a right answer: whoever runs them may
leave any out, and a small limit is enough, since answers only name a few of what they find.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.answers.query_parts import (
    LOWER_BOUNDS,
    UPPER_BOUNDS,
    bounds_in,
    change_in,
    is_kind,
    measures_in,
    money_of,
    moneys_of,
    names_projects,
    on_rows,
    on_tables,
    parts_of,
    texts_sought,
    without,
    years_in,
)
from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.query import (
    Aggregate,
    And,
    Compare,
    Condition,
    Figure,
    Grouping,
    HasRows,
    InYears,
    Measure,
    Operation,
    Operator,
    Or,
    Order,
    Places,
    Quantifier,
    Query,
    Result,
    Selection,
    both,
    either,
)

SUM = "sum"
"""The money of a list together."""
AT_BOUND = "at_bound"
"""What stands exactly at a bound that is excluded."""
NEAREST = "nearest"
"""What comes nearest where nothing meets a bound."""
NEAREST_ABOVE = "nearest_above"
"""The same on the other side of a range."""
ALL = "all"
"""The whole: what a share is a share of, all groups together."""
EVIDENCE = "evidence"
"""The rows because of which projects meet a condition on rows."""
BEFORE = "before"
"""The tables of the year that a change is reckoned from; joined by series."""
ABOUT = "about"
"""The tables of the projects that a question on rows names, also where no row is found."""
KINDS = "kinds"
"""How many rows of each second level these tables have."""
INSTEAD = "instead"
"""What else of the kind the table has, where the field asked for is blank."""

_AT_HAND = frozenset({Field.PROJECT, Field.YEAR, Field.TOTAL, Field.DOCUMENT})
"""Fields that every table of a result has."""

_OF_FEW = frozenset({EVIDENCE, KINDS})
"""Companions that speak of single members: no answer with more members than `_FEW` states what they find."""

_OF_NONE = frozenset({NEAREST, NEAREST_ABOVE, ABOUT})
"""Companions that an answer states where there is no member."""

_FEW = 100

MOST = 3
"""As many companions as a query may have."""


def companions(query: Query) -> dict[str, Query]:
    """The queries to run beside this one, by what they are for; at most `MOST`, the most useful first."""
    found: dict[str, Query] = {}
    match query.operation:
        case Operation.LIST | Operation.ANY:
            found |= _around(query) | _tables_of(query) | _evidence(query) | _before(query) | _sum(query)
        case Operation.SHOW:
            found |= _instead(query)
        case Operation.COMPUTE:
            found |= _around(query) | _tables_of(query)
        case Operation.SHARE:
            found |= _whole(query.versus)
        case Operation.GROUP:
            found[ALL] = Query(Operation.COMPUTE, query.figure)
        case Operation.EVERY | Operation.SAME:
            found |= _tables_of(query) | _tested(query)
    return dict(list(found.items())[:MOST])


def is_stated(key: str, result: Result) -> bool:
    """Whether an answer with this result can state what the companion finds; if not, it need not be run."""
    if key in _OF_NONE:
        return not result.count or result.value == 0
    if key == SUM:
        return result.count > len(result.tables)
    return key not in _OF_FEW or result.count <= _FEW


def to_run(query: Query) -> Query:
    """The query with the fields that its answer states beside those asked for: what it ranks by, the money it is about, the goal
    that holds the words, the unit that tells tables of one name apart. What is found stays the same."""
    selection = query.selection
    if selection.subject is not Subject.PROJECT:
        return query
    stated = [*moneys_of(query), query.figure.measure, query.versus.measure if query.versus else None]
    stated += [selection.order.measure if selection.order else None, *measures_in(query.test)]
    sought = {field for field, _ in texts_sought(selection.where)}
    stated += [Measure(goal) for goal in (Field.GOAL, Field.LONG_TERM_GOAL) if {goal, Field.ANYWHERE} & sought]
    changed = change_in(selection)
    if changed is not None:
        stated += [Measure(Field.SERIES), changed[0]]
    if any(measure.field is Field.PERIOD for measure in query.fields):
        stated += [Measure(Field.PERIOD_START), Measure(Field.PERIOD_END)]
    if query.operation in (Operation.LIST, Operation.SHOW):
        stated.append(Measure(Field.UNIT))
    added = [measure for measure in stated if measure is not None and measure.field not in _AT_HAND]
    return replace(query, fields=tuple(dict.fromkeys((*query.fields, *added))))


def _list(selection: Selection, *fields: Measure) -> Query:
    return Query(Operation.LIST, Figure(selection), fields=fields)


def _around(query: Query) -> dict[str, Query]:
    """What stands at and beside the bounds of the selection."""
    selection = query.selection
    if selection.places is not None:
        return {}
    found: dict[str, Query] = {}
    bounds = bounds_in(selection)
    excluded = [bound for bound in bounds if bound.operator in (Operator.MORE, Operator.LESS)]
    if excluded:
        bound = excluded[0]
        same = Compare(bound.measure, Operator.EQUAL, bound.value)
        found[AT_BOUND] = _list(Selection(selection.subject, both(without(selection, bound), same), within=selection.within))
    lower = next((bound for bound in bounds if bound.operator in LOWER_BOUNDS), None)
    upper = next((bound for bound in bounds if bound.operator in UPPER_BOUNDS), None)
    equal = next((bound for bound in bounds if bound.operator is Operator.EQUAL), None)
    if equal is not None:
        found[NEAREST] = _nearest(selection, equal, equal, highest=True)
        found[NEAREST_ABOVE] = _nearest(selection, equal, equal, highest=False)
    elif lower is not None and upper is not None:
        found[NEAREST] = _nearest(selection, lower, upper, highest=True)
        found[NEAREST_ABOVE] = _nearest(selection, upper, lower, highest=False)
    elif lower is not None:
        found[NEAREST] = _nearest(selection, lower, lower, highest=True)
    elif upper is not None:
        found[NEAREST] = _nearest(selection, upper, upper, highest=False)
    return found


def _nearest(selection: Selection, bound: Compare, other: Compare, *, highest: bool) -> Query:
    """The members just below (`highest`) or above a bound, whatever the other bound of the range says."""
    assert isinstance(bound.value, Decimal)
    beyond = Compare(bound.measure, Operator.AT_MOST if highest else Operator.AT_LEAST, bound.value)
    where = both(without(selection, bound, other), beyond)
    fields = () if selection.subject is Subject.INDICATOR or bound.measure.field in _AT_HAND else (bound.measure,)
    return _list(Selection(selection.subject, where, Order(bound.measure, highest), Places(), selection.within), *fields)


def _sum(query: Query) -> dict[str, Query]:
    measure = money_of(query)
    if query.operation is not Operation.LIST or query.selection.subject is not Subject.PROJECT or measure is None:
        return {}
    return {} if query.selection.places else {SUM: Query(Operation.COMPUTE, Figure(query.selection, Aggregate.SUM, measure))}


def _evidence(query: Query) -> dict[str, Query]:
    """For projects judged by their rows or words: the rows that made them members."""
    selection = query.selection
    if selection.subject is not Subject.PROJECT:
        return {}
    found = [rows for part in parts_of(selection.where) for rows in _rows_demanded(part)]
    return {EVIDENCE: _list(Selection(Subject.INDICATOR, either(*found), within=selection))} if found else {}


def _rows_demanded(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case HasRows(Quantifier.SOME, rows):
            return (rows,)
        case HasRows(Quantifier.EVERY, rows, among):
            demanded = both(among, rows)
            return () if demanded is None else (demanded,)
        case Compare(Measure(Field.ANYWHERE), Operator.CONTAINS, str(text)):
            return (
                Compare(Measure(Field.LEVEL3), Operator.CONTAINS, text),
                Compare(Measure(Field.VALUE), Operator.CONTAINS, text),
            )
        case And(parts) | Or(parts):
            return tuple(rows for part in parts for rows in _rows_demanded(part))
    return ()


def _tested(query: Query) -> dict[str, Query]:
    """For tables tested by their rows: the rows that meet the test, and the kinds of rows there are."""
    if query.test is None or query.selection.subject is not Subject.PROJECT:
        return {}
    found = _rows_demanded(query.test)
    if not found:
        return {}
    every_row = Figure(Selection(Subject.INDICATOR, within=query.selection))
    return {
        EVIDENCE: _list(Selection(Subject.INDICATOR, either(*found), within=query.selection)),
        KINDS: Query(Operation.GROUP, every_row, grouping=Grouping(Field.LEVEL2)),
    }


def _before(query: Query) -> dict[str, Query]:
    """For projects that changed: the tables of the year before, each with its series."""
    selection = query.selection
    parts = parts_of(selection.where)
    changed = change_in(selection)
    year = next((int(year) for part in parts for year in years_in(part) if year.isdecimal()), None)
    if changed is None or year is None or selection.subject is not Subject.PROJECT:
        return {}
    measure, since = changed[0], changed[1] or year - 1
    of_year = Compare(Measure(Field.YEAR), Operator.EQUAL, Decimal(since))
    fields = (Measure(Field.SERIES), measure)
    return {BEFORE: _list(Selection(Subject.PROJECT, both(of_year, InYears((year,)))), *fields)}


def _tables_of(query: Query) -> dict[str, Query]:
    """For rows of named projects: their tables, and what kinds of rows these have."""
    selection = query.selection
    if selection.subject is not Subject.INDICATOR or not names_projects(selection):
        return {}
    where, within = on_tables(selection), selection.within
    found = {ABOUT: _list(Selection(Subject.PROJECT, where, within=within))}
    if query.operation in (Operation.LIST, Operation.ANY) and all(map(is_kind, on_rows(selection))):
        rows = Selection(Subject.INDICATOR, where, within=within)
        found[KINDS] = Query(Operation.GROUP, Figure(rows), grouping=Grouping(Field.LEVEL2))
    return found


def _instead(query: Query) -> dict[str, Query]:
    """For a field that may be blank: what else of its kind the table has."""
    asked = {measure.field for measure in query.fields}
    shown: tuple[Field, ...]
    if asked & (MONEY_FIELDS - {Field.TOTAL}):
        shown = (Field.TOTAL, Field.FISCAL, Field.OTHER)
    elif asked & {Field.GOAL, Field.LONG_TERM_GOAL}:
        shown = (Field.GOAL, Field.LONG_TERM_GOAL)
    else:
        return {}
    return {INSTEAD: Query(Operation.SHOW, query.figure, fields=tuple(map(Measure, shown)))}


def _whole(versus: Figure | None) -> dict[str, Query]:
    return {} if versus is None else {ALL: Query(Operation.COMPUTE, Figure(versus.selection))}
