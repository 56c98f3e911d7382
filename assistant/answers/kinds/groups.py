"""Figures by group: by a field's values or by the bands that the question names."""

from __future__ import annotations

from decimal import Decimal

from assistant.answers.answer import Answer, Case
from assistant.answers.companions import ALL
from assistant.answers.kinds.figures import unit_of_rows
from assistant.answers.kinds.neighbours import left_out
from assistant.answers.layout import table_of_groups
from assistant.answers.naming import printed
from assistant.answers.phrases import Phrases
from assistant.answers.sources import once, projects_of, row_sources, table_sources
from assistant.answers.terms import IN_FULL, amount, blank_value, field_name, items, names, times_unit, unit_of
from assistant.model.fields import Field
from assistant.model.query import Aggregate, Group, Operation
from assistant.model.reply import Status
from assistant.wording import wording

_PHRASES = Phrases(bounds=False)
_OUTCOMES = frozenset({Operation.SHARE, Operation.GROWTH, Operation.RATIO, Operation.DIFFERENCE})
"""Operations whose groups are set against a whole, or against the group of another figure."""


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/groups")(key, **slots)


def group_figures(case: Case) -> Answer:
    """The figure of each group, in the store's order."""
    figure, result = case.query.figure, case.result
    groups = result.groups
    unit = unit_of(figure, tables=case.understood.counts_tables) or unit_of_rows(result.rows)
    if case.query.operation in _OUTCOMES:
        unit = times_unit() if case.query.operation is Operation.RATIO else "%" if _in_percent(case) else unit
    measures = [figure.measure] if figure.measure is not None else []
    if not groups and figure.measure is not None and figure.measure.field is Field.WEIGHT:
        blank = _say("blank", 范围=_PHRASES.scope(figure.selection), 量=_PHRASES.measure(figure.measure))
        return Answer(blank, status=Status.NOT_FOUND)
    if not groups:
        return Answer(_say("none", 范围=_PHRASES.scope(figure.selection)))
    return Answer(
        _in_order(case, _sentence(case, groups, unit) + _whole(case, groups, unit), _most(case, groups))
        + left_out(case, figure.measure),
        projects=projects_of(result.tables, result.rows),
        groups=groups,
        sources=once([*table_sources(result.tables, *measures), *row_sources(result.rows)]),
        count=len(groups),
        table_text=table_of_groups(groups, unit, width=case.width),
    )


def _in_percent(case: Case) -> bool:
    return case.query.operation in (Operation.SHARE, Operation.GROWTH)


def _sentence(case: Case, groups: tuple[Group, ...], unit: str | None) -> str:
    grouping = case.query.grouping
    field = None if grouping is None or grouping.bands else grouping.field
    full = len(groups) <= IN_FULL
    listed = [_item(group, field, amount(group.value, unit, full=full)) for group in groups]
    scope, each = _scope(case), items(listed, count=len(groups))
    if field is Field.YEAR:
        return _say("by_year", 范围=scope, 各项=each)
    if field is None:
        return _say("by_bands", 范围=scope, 各项=each)
    return _say("by_field", 范围=scope, 组=field_name(field), 各项=each)


def _scope(case: Case) -> str:
    figure = case.query.figure
    scope = _PHRASES.scope(figure.selection)
    if case.query.operation in _OUTCOMES and case.query.versus is not None:
        slots = {"甲": _PHRASES.figure(figure), "乙": _PHRASES.figure(case.query.versus)}
        return _say("each_share" if case.query.operation is Operation.SHARE else "against", **slots)
    if figure.times or figure.plus:
        return _PHRASES.figure(figure)
    if figure.measure is None or figure.aggregate is Aggregate.COUNT:
        return scope
    key = "measure_of" if figure.aggregate is Aggregate.SUM else f"{figure.aggregate.value}_of"
    return _say(key, 范围=scope, 量=_PHRASES.measure(figure.measure))


def _item(group: Group, field: Field | None, figure: str) -> str:
    key = printed(group.key)
    if field is Field.YEAR and key.isdecimal():
        return _say("item_year", 年=key, 数=figure)
    return _say("item", 组=key or blank_value(), 数=figure)


def _in_order(case: Case, sentence: str, most: str) -> str:
    """Which group has most comes first where the question asks for it."""
    ranks = case.query.grouping is not None and case.query.grouping.descending is not None
    return most + sentence if ranks else sentence + most


def _most(case: Case, groups: tuple[Group, ...]) -> str:
    """Which group has most, or least where the question ranks so; "" where all have the same, or for bands."""
    grouping = case.query.grouping
    if grouping is None or grouping.field is None or grouping.places is not None:
        return ""
    least = grouping.descending is False
    extreme = min(group.value for group in groups) if least else max(group.value for group in groups)
    found = [group for group in groups if group.value == extreme]
    if len(found) == len(groups):
        return ""
    key = "least" if least else "most"
    if case.query.figure.plus and (extreme < 0) == least:
        key = "most_fallen" if least else "most_risen"
    return _say(key, 组=names(_key(group, grouping.field) for group in found))


def _key(group: Group, field: Field) -> str:
    key = printed(group.key)
    return _say("year", 年=key) if field is Field.YEAR and key.isdecimal() else key or blank_value()


def _whole(case: Case, groups: tuple[Group, ...], unit: str | None) -> str:
    """All groups together, and what stands in no band."""
    figure, grouping = case.query.figure, case.query.grouping
    some = grouping is not None and (grouping.field is Field.FUND or grouping.places is not None)
    if case.query.operation in _OUTCOMES or some:
        return ""  # a subtotal and its parts are both fund rows: together they are no sum
    if figure.aggregate not in (Aggregate.COUNT, Aggregate.SUM) or len(groups) < 2 or figure.times or figure.plus:
        return ""
    together = sum((group.value for group in groups), Decimal(0))
    text = _say("whole", 数=amount(together, unit, full=True))
    whole = case.beside[ALL].value if ALL in case.beside else None
    if grouping is not None and grouping.bands and isinstance(whole, Decimal) and whole > together:
        text += _say("outside", 数=amount(whole - together, unit))
    return text
