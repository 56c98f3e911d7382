"""Another project, year, category, amount or value in the place of the last one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.interpretation import Note, Remark
from assistant.model.query import Aggregate, Compare, Condition, Figure, OneOf, Operation, Query, Selection, both
from assistant.questions import slots
from assistant.questions.follow.fragment import asks_itself, is_fragment
from assistant.questions.follow.other_years import whatever_level
from assistant.questions.follow.table_rows import with_other_rows
from assistant.questions.frame import Frame, year_condition
from assistant.questions.last_answer import is_by
from assistant.questions.levels import COST
from assistant.questions.link import Link, names_of
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built


def swapped(frame: Frame, query: Query) -> Built | None:
    """Another project, year, category, amount or value in the place of the last one."""
    if not is_fragment(frame) or asks_itself(frame) or frame.has(Kind.SET):
        return None
    selection = query.selection
    if query.operation == Operation.EVERY and frame.has(Kind.TREND) and frame.has(Kind.SUBJECT, "project"):
        return None  # 满意度每年都提高了的项目: those that are so are asked for
    if frame.named and frame.conditions.levels:
        return None
    if frame.named:
        return _other_project(frame, query, frame.named)
    if any(mention.is_(Kind.LOGIC, "not") and mention.end == len(frame.question) for mention in frame.reading.of(Kind.LOGIC)):
        return None  # 设满意度指标没有: whether there is one
    if frame.pointed and frame.has(Kind.SINGLE, "it") and frame.conditions.levels:
        return None  # 该表的数量指标呢: all of them, whatever the rows before were narrowed to
    one_of = frame.has(Kind.ORDINAL) or frame.has(Kind.SINGLE, "former", "latter", "other") or frame.says("that_one")
    picked = frame.pointed and one_of
    if picked and (
        frame.conditions.levels
        or frame.heads
        or frame.terms
        or frame.has(Kind.SUBJECT)
        or (frame.years and frame.has(Kind.ORDINAL))
    ):
        return None
    if picked:
        names = OneOf(Field.PROJECT, tuple(name for name, _ in frame.pointed))
        years = year_condition(tuple(dict.fromkeys(year for _, year in frame.pointed if year)))
        where = both(names, years, slots.without(selection.where, slots.projects_slot, slots.years_slot, slots.row_names_slot))
        return Built(slots.query_with(query, replace(selection, where=where, order=None, places=None)))
    organisations = tuple(part for part in frame.conditions.table if slots.organisations_slot(part))
    if len(frame.years) == 1 and is_by(query, Field.YEAR):
        return None  # 那年有哪些项目: no groups of one year
    if frame.within is not None and frame.has(Kind.SINGLE) and frame.reading.of(Kind.ASK):
        return None  # 那年它有哪些项目: asked of the bureau that came first
    if organisations and query.operation == Operation.SHOW and slots.kept(selection.where, slots.projects_slot) is not None:
        return None  # a project is of one bureau
    attributes = tuple(part for part in frame.conditions.table if slots.attributes_slot(part))
    if attributes and slots.fills(selection, slots.attributes_slot) and not (frame.years or organisations):
        other = both(*attributes)
        return Built(slots.query_with(query, slots.with_slot(selection, slots.attributes_slot, other))) if other else None
    if frame.years or organisations:
        selection = whatever_level(frame, query.selection)
        query = slots.query_with(query, selection)
        changed = _swap_tables(query, year_condition(frame.years), both(*organisations))
        return Built(changed) if changed is not None else None
    if frame.has(Kind.WHOLE, "all_tables") and not frame.about_rows and query.operation in (Operation.GROUP, Operation.COMPUTE):
        where = slots.without(selection.where, slots.organisations_slot, slots.projects_slot)
        return Built(slots.query_with(query, replace(selection, where=where)))
    rows = frame.conditions.rows
    if frame.conditions.levels or rows:
        if selection.subject == Subject.INDICATOR:
            where = slots.without(
                selection.where,
                *([slots.levels_slot, slots.row_names_slot] if frame.conditions.levels else []),
                *([slots.values_slot] if rows or _prices(frame, selection) else []),
            )
            return Built(slots.query_with(query, replace(selection, where=both(where, frame.conditions.level, *rows))))
        return with_other_rows(frame, query)
    money = tuple(part for part in frame.conditions.table if slots.money_slot(part))
    if money:
        query = (
            slots.query_with(query, slots.flattened(selection))
            if slots.kept(selection.where, slots.money_slot) is None
            else query
        )
        selection = query.selection
        money = _with_old_bound(frame, query, money)
        where = both(slots.without(selection.where, slots.money_slot), *money)
        return Built(slots.query_with(query, replace(selection, where=where, places=None, order=None)))
    return None


def _prices(frame: Frame, selection: Selection) -> bool:
    """Are the rows those of a price, which rows of the other category cannot have (满意度呢 after 只看2万元的)?"""
    if frame.conditions.first_level_cost or COST in frame.conditions.levels:
        return False
    return "元" in str(slots.kept(selection.where, slots.values_slot))


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
    """那社区的呢: the same of the projects named, in the same years, on the side of a comparison that was named last."""
    where, remarks = frame.where("latest", names=links)
    old_names = slots.kept(query.selection.where, slots.projects_slot)
    if query.operation == Operation.SHARE and query.versus is not None:
        return Built(replace(query, figure=replace(query.figure, selection=Selection(Subject.PROJECT, where))), remarks)
    if old_names is None and _of_offices(query):
        years = slots.kept(query.selection.where, slots.years_slot)
        where, remarks = _in_years(frame, links, slots.years_in(years)) or (where, remarks)
        return Built(slots.query_with(query, replace(query.selection, where=where)), remarks)
    if old_names is None and query.operation != Operation.SHOW:
        of_one = frame.last is not None and len(frame.last.projects) == 1
        if query.selection.subject == Subject.INDICATOR and (query.selection.within is None or of_one):
            where = both(where, slots.without(query.selection.where, slots.years_slot))
            return Built(slots.query_with(query, replace(query.selection, where=where, within=None)), remarks)
        return None
    if query.versus is not None and _of_one_project(frame, query, query.versus):
        return _in_both_years(frame, query, query.versus, links)
    if query.operation == Operation.DIFFERENCE and query.versus is not None:
        where, remarks = _in_years(frame, links, slots.years_in(query.versus.selection.where)) or (where, remarks)
        return Built(replace(query, versus=replace(query.versus, selection=Selection(Subject.PROJECT, where))), remarks)
    kept_years = slots.years_in(query.selection.where)
    if not frame.years and (kept_years or old_names is not None):
        where, remarks = _in_years(frame, links, kept_years) or (where, remarks)
    rest = slots.without(query.selection.where, slots.projects_slot, slots.years_slot)
    if query.selection.subject == Subject.INDICATOR and slots.kept(rest, slots.levels_slot) is not None:
        rest, lost = _rows_there(frame, links, rest)
        remarks = (*remarks, *lost)
    return Built(slots.query_with(query, replace(query.selection, where=both(where, rest), within=None)), remarks)


def _rows_there(frame: Frame, links: tuple[Link, ...], rest: Condition | None) -> tuple[Condition | None, tuple[Remark, ...]]:
    """The rows of the same name where the other project has them, else all of their kind, and which name it has not."""
    names = slots.kept(rest, slots.row_names_slot)
    if not isinstance(names, OneOf):
        return slots.without(rest, slots.row_names_slot), ()
    own = {row.level3 for row in frame.context.knowledge.rows_like("".join(names.values), names_of(links))}
    if own & set(names.values):
        return rest, ()
    return slots.without(rest, slots.row_names_slot), (Remark(Note.UNUSED, "、".join(names.values)),)


def _of_one_project(frame: Frame, query: Query, versus: Figure) -> bool:
    """Are two years of one project set against each other (今年比去年少多少)?"""
    held = [slots.kept(figure.selection.where, slots.projects_slot) for figure in (query.figure, versus)]
    names = tuple(name for part in held if isinstance(part, OneOf) for name in part.values)
    known = {(project.series, project.department) for project in frame.context.knowledge.projects_named(names)}
    years = [slots.years_in(figure.selection.where) for figure in (query.figure, versus)]
    return len(known) == 1 and all(len(one) == 1 for one in years) and years[0] != years[1]


def _in_both_years(frame: Frame, query: Query, versus: Figure, links: tuple[Link, ...]) -> Built | None:
    """The same two years of the project that is named; None where it has no table in one of them."""
    if frame.years or query.selection.subject != Subject.PROJECT or len(links) != 1:
        return None
    sides = [_in_years(frame, links, slots.years_in(figure.selection.where)) for figure in (query.figure, versus)]
    if sides[0] is None or sides[1] is None:
        return None
    figure, other = (slots.figure_with(one, side[0]) for one, side in zip((query.figure, versus), sides, strict=True) if side)
    return Built(replace(query, figure=figure, versus=other))


def _swap_both_sides(
    query: Query, versus: Figure, years: Condition | None, organisations: Condition | None, swap: Callable[[Selection], Selection]
) -> Query | None:
    """卫健局今年比去年多多少, then 民政局呢: the same two years of another department."""
    held = [slots.kept(figure.selection.where, slots.organisations_slot) for figure in (query.figure, versus)]
    apart = slots.years_in(query.selection.where) != slots.years_in(versus.selection.where)
    if years is not None or organisations is None or held[0] is None or held[0] != held[1] or not apart:
        return None
    figure, other = (replace(one, selection=swap(one.selection)) for one in (query.figure, versus))
    return replace(query, figure=figure, versus=other)


def _of_offices(query: Query) -> bool:
    """Is it the money of a department, a unit or all, which a project can stand in the place of (民政局三年各多少钱)?"""
    selection = query.selection
    sums = query.operation in (Operation.COMPUTE, Operation.GROUP) and query.figure.aggregate == Aggregate.SUM
    plain = selection.subject == Subject.PROJECT and selection.within is None and selection.places is None
    parts = slots.parts_of(selection.where)
    limited = all(slots.years_slot(part) or slots.organisations_slot(part) for part in parts)
    told = query.operation == Operation.COMPUTE or is_by(query, Field.YEAR)
    return sums and plain and limited and told


def _in_years(frame: Frame, links: tuple[Link, ...], years: frozenset[int]) -> tuple[Condition | None, tuple[Remark, ...]] | None:
    """The projects in the years of the last question, in all years where it named none; None where they have no table in them."""
    if frame.years or not (any(set(project.years) & years for link in links for project in link.projects) or not years):
        return None
    return replace(frame, years=tuple(sorted(years)), all_years=not years).where("latest", names=links)


def _swap_tables(query: Query, years: Condition | None, organisations: Condition | None) -> Query | None:
    """The same about other years or organisations, on both sides where there are two."""

    def swap(selection: Selection) -> Selection:
        """The selection with the other years or organisations wherever it, or one that it stands within, has some."""
        for slot, other in ((slots.years_slot, years), (slots.organisations_slot, organisations)):
            if other is not None:
                selection = slots.with_slot(selection, slot, other)
        return selection

    if query.versus is not None and query.operation != Operation.SHARE:
        return _swap_both_sides(query, query.versus, years, organisations, swap)
    versus = (
        replace(query.versus, selection=swap(query.versus.selection))
        if query.versus is not None and years is not None
        else query.versus
    )
    return replace(query, figure=replace(query.figure, selection=swap(query.figure.selection)), versus=versus)
