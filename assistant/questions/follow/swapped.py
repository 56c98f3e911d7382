"""Another project, year, category, amount or value in the place of the last one."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.query import Compare, Condition, OneOf, Operation, Query, Selection, both
from assistant.questions import slots
from assistant.questions.follow.fragment import asks_itself, is_fragment
from assistant.questions.follow.table_rows import with_other_rows
from assistant.questions.frame import Frame, year_condition
from assistant.questions.link import Link
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def swapped(frame: Frame, query: Query) -> Built | None:
    """Another project, year, category, amount or value in the place of the last one."""
    if not is_fragment(frame) or asks_itself(frame) or frame.has(Kind.SET):
        return None
    selection = query.selection
    if frame.named and frame.conditions.levels:
        return None
    if frame.named:
        return _other_project(frame, query, frame.named)
    one_of = frame.has(Kind.ORDINAL) or frame.has(Kind.SINGLE, "former", "latter", "other") or frame.says("that_one")
    picked = frame.pointed and one_of
    if picked and (frame.conditions.levels or frame.heads or frame.terms):
        return None
    if picked:
        names = OneOf(Field.PROJECT, tuple(name for name, _ in frame.pointed))
        years = year_condition(tuple(dict.fromkeys(year for _, year in frame.pointed if year)))
        where = both(names, years, slots.without(selection.where, slots.projects_slot, slots.years_slot, slots.row_names_slot))
        return Built(slots.query_with(query, replace(selection, where=where, order=None, places=None)))
    organisations = tuple(part for part in frame.conditions.table if slots.organisations_slot(part))
    if frame.years or organisations:
        changed = _swap_tables(query, year_condition(frame.years), both(*organisations))
        return Built(changed) if changed is not None else None
    if frame.has(Kind.WHOLE, "all_tables") and query.operation in (Operation.GROUP, Operation.COMPUTE):
        where = slots.without(selection.where, slots.organisations_slot, slots.projects_slot)
        return Built(slots.query_with(query, replace(selection, where=where)))
    rows = frame.conditions.rows
    if frame.conditions.levels or rows:
        if selection.subject == Subject.INDICATOR:
            where = slots.without(
                selection.where,
                *([slots.levels_slot, slots.row_names_slot] if frame.conditions.levels else []),
                *([slots.values_slot] if rows else []),
            )
            return Built(slots.query_with(query, replace(selection, where=both(where, frame.conditions.level, *rows))))
        return with_other_rows(frame, query)
    money = tuple(part for part in frame.conditions.table if slots.money_slot(part))
    if money:
        money = _with_old_bound(frame, query, money)
        where = both(slots.without(selection.where, slots.money_slot), *money)
        return Built(slots.query_with(query, replace(selection, where=where, places=None, order=None)))
    return None


def _with_old_bound(frame: Frame, query: Query, money: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """换成300万 after 超过500万: a bare amount takes over how it is compared, and with which field."""
    old = slots.kept(query.selection.where, slots.money_slot)
    tests = frame.conditions.number_tests
    if len(tests) != 1 or tests[0].compared or len(money) != 1:
        return money
    new = money[0]
    if not isinstance(old, Compare) or not isinstance(new, Compare) or isinstance(old.value, str):
        return money
    return (replace(old, value=new.value),)


def _other_project(frame: Frame, query: Query, links: tuple[Link, ...]) -> Built | None:
    """那社区的呢: the same of the projects named, on the side of a comparison that was named last."""
    where, remarks = frame.where("latest", names=links)
    kept_years = slots.kept(query.selection.where, slots.years_slot)
    old_names = slots.kept(query.selection.where, slots.projects_slot)
    if query.operation == Operation.SHARE and query.versus is not None:
        return Built(replace(query, figure=replace(query.figure, selection=Selection(Subject.PROJECT, where))), remarks)
    if old_names is None and query.operation != Operation.SHOW:
        if query.selection.subject == Subject.INDICATOR and query.selection.within is None:
            where = both(where, slots.without(query.selection.where, slots.years_slot))
            return Built(slots.query_with(query, replace(query.selection, where=where)), remarks)
        return None
    if query.operation == Operation.DIFFERENCE and query.versus is not None:
        return Built(replace(query, versus=replace(query.versus, selection=Selection(Subject.PROJECT, where))), remarks)
    if kept_years is not None and not frame.years:
        named_years = {year for link in links for project in link.projects for year in project.years}
        if len(slots.parts_of(kept_years)) == 1 and isinstance(kept_years, Compare) and int(str(kept_years.value)) in named_years:
            where = both(slots.without(where, slots.years_slot), kept_years)
    rest = slots.without(query.selection.where, slots.projects_slot, slots.years_slot)
    if query.selection.subject == Subject.INDICATOR and slots.kept(rest, slots.levels_slot) is not None:
        rest = slots.without(rest, slots.row_names_slot)
    return Built(slots.query_with(query, replace(query.selection, where=both(where, rest), within=None)), remarks)


def _swap_tables(query: Query, years: Condition | None, organisations: Condition | None) -> Query | None:
    """The same about other years or organisations, on both sides where there are two."""

    def swap(selection: Selection) -> Selection:
        """The selection, or the one that it stands within, over the other years or organisations."""
        where = selection.where
        if years is not None:
            where = both(slots.without(where, slots.years_slot), years)
        if organisations is not None:
            where = both(slots.without(where, slots.organisations_slot), organisations)
        within = selection.within
        if within is not None:
            return replace(selection, within=swap(within))
        return replace(selection, where=where)

    if query.versus is not None and query.operation != Operation.SHARE:
        return None
    versus = (
        replace(query.versus, selection=swap(query.versus.selection))
        if query.versus is not None and years is not None
        else query.versus
    )
    return replace(query, figure=replace(query.figure, selection=swap(query.figure.selection)), versus=versus)
