"""Fragments: an utterance that only changes a slot of the last question is merged into it.

那社区的呢 changes the project, 换成200万 the amount, 成本的呢 the category, 第二高的呢 the place, 反过来 the order. A complete
question inherits nothing.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.interpretation import Note, Remark
from assistant.model.query import (
    Aggregate,
    Compare,
    Condition,
    Figure,
    HasRows,
    Measure,
    Not,
    OneOf,
    Operation,
    Places,
    Quantifier,
    Query,
    Selection,
    both,
)
from assistant.questions import slots
from assistant.questions.frame import Frame, year_condition
from assistant.questions.lexicon import cue, says
from assistant.questions.link import Link, names_of
from assistant.questions.mention import Kind, Ranking
from assistant.questions.types.built import Built, list_of, row_condition
from assistant.questions.types.ranking import ranked


def follow(frame: Frame) -> Built | None:
    """The last query with what the fragment changes; None where the utterance is no fragment."""
    last = frame.last
    if last is None or last.query is None:
        return None
    query = last.query
    for merge in (
        _denied,
        _other_operation,
        _other_years,
        _next_place,
        _projects_of_rows,
        _row_values,
        _members,
        _added,
        _without_top,
        _left_out,
        _measure,
        _place,
        _reversed,
        _narrowed,
        _same_rows,
        _swapped,
    ):
        built = merge(frame, query)
        if built is not None:
            return replace(built, remarks=(Remark(Note.TAKEN_OVER, last.utterance), *built.remarks))
    return None


def _is_fragment(frame: Frame) -> bool:
    """Does it end with 呢, begin with 那 or 换成, or say nothing but a slot?"""
    text = frame.text.rstrip("?？。!！")
    if frame.has(Kind.CHANGE, "fresh"):
        return False
    if (
        text.endswith(cue("continues"))
        or text.startswith(cue("opens"))
        or frame.has(Kind.CHANGE, "swap", "only", "correct", "reverse")
    ):
        return True
    asks = frame.reading.of(Kind.ASK, Kind.FIGURE, Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.HEAD, Kind.UNIT_ASKED, Kind.PER_UNIT)
    return not asks and len(text) <= 20


def _own_question(frame: Frame) -> bool:
    """Does it say itself what is asked for?"""
    asks = frame.reading.of(Kind.FIGURE, Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.UNIT_ASKED, Kind.PER_UNIT)
    if asks:
        return True
    if frame.has(Kind.HEAD) and (frame.named or frame.pointed or frame.within is not None):
        return True
    return frame.has(Kind.ASK, "how_much", "what") and bool(frame.reading.of(Kind.HEAD, Kind.LEVEL1, Kind.LEVEL2))


_OPERATIONS = (("growth", Operation.GROWTH), ("ratio", Operation.RATIO), ("difference", Operation.DIFFERENCE))


def _other_operation(frame: Frame, query: Query) -> Built | None:
    """涨了百分之几 after 差多少: the same two figures set against each other in another way; 差多少 after both were listed."""
    asked = next((operation for word, operation in _OPERATIONS if frame.has(Kind.FIGURE, word)), None)
    if (
        asked is None
        or not frame.is_plain
        or frame.about_rows
        or frame.terms
        or frame.heads
        or frame.has(Kind.SINGLE)
        or frame.has(Kind.SET)
    ):
        return None
    if query.versus is not None and query.operation in (Operation.DIFFERENCE, Operation.GROWTH, Operation.RATIO):
        return Built(replace(query, operation=asked))
    figures = _years_of_groups(query) or _last_two(frame)
    return Built(Query(asked, *figures)) if figures is not None else None


def _listed_or_counted(frame: Frame, selection: Selection) -> Query:
    """The members of a selection, or how many they are where that is asked."""
    return Query(Operation.COMPUTE, Figure(selection)) if frame.has(Kind.FIGURE, "count") else list_of(selection)


def _years_of_groups(query: Query) -> tuple[Figure, Figure] | None:
    """The later and the earlier of the two years that the last answer listed."""
    if query.operation != Operation.GROUP or query.grouping is None or query.grouping.field != Field.YEAR:
        return None
    years = slots.years_in(query.selection.where)
    if len(years) != 2:
        return None
    rest = slots.without(query.selection.where, slots.years_slot)
    later, earlier = (
        slots.figure_with(query.figure, both(rest, year_condition((year,)))) for year in sorted(years, reverse=True)
    )
    return later, earlier


def _last_two(frame: Frame) -> tuple[Figure, Figure] | None:
    """The figures of the last two answers, where they are the same of two years."""
    queries = [turn.query for turn in frame.context.conversation.turns if turn.query is not None][-2:]
    if len(queries) < 2 or slots.years_in(queries[0].selection.where) == slots.years_in(queries[1].selection.where):
        return None
    shapes = {
        (query.operation, str(slots.without(query.selection.where, slots.years_slot, slots.projects_slot))) for query in queries
    }
    figures = [_figure_of(query) for query in queries]
    if len(shapes) != 1 or figures[0] is None or figures[1] is None:
        return None
    return figures[1], figures[0]


def _figure_of(query: Query) -> Figure | None:
    """The one figure that an answer came to: its money, or its rows' numbers."""
    if query.operation == Operation.SHOW and query.fields:
        return Figure(query.selection, Aggregate.SUM, query.fields[0])
    if query.operation == Operation.COMPUTE:
        return query.figure
    if query.operation == Operation.LIST and query.selection.subject == Subject.INDICATOR:
        return Figure(query.selection, Aggregate.SUM, Measure(Field.NUMBER))
    return None


def _denied(frame: Frame, query: Query) -> Built | None:
    """反过来，没写的有几个: the tables without the rows that those of the last question had."""
    denied = frame.has(Kind.LOGIC, "not", "blank") and (frame.has(Kind.CHANGE, "reverse") or _is_fragment(frame))
    if not denied or not frame.is_plain or frame.conditions.levels or frame.terms or frame.has(Kind.ROW):
        return None
    parts = slots.parts_of(query.selection.where)
    turned = {Quantifier.SOME: Quantifier.NO, Quantifier.NO: Quantifier.SOME}
    if not any(isinstance(part, HasRows) and part.quantifier in turned for part in parts):
        return None
    where = both(*(replace(part, quantifier=turned[part.quantifier]) if isinstance(part, HasRows) else part for part in parts))
    selection = replace(query.selection, where=where)
    return Built(_listed_or_counted(frame, selection))


def _other_years(frame: Frame, query: Query) -> Built | None:
    """去年这一条定的是多少, 2025年跟2024年比呢: the same of other years, whatever the project was called then."""
    if (
        not frame.years
        or frame.named
        or frame.conditions.table
        or frame.conditions.rows
        or frame.conditions.levels
        or frame.within is not None
    ):
        return None
    if frame.terms or frame.missing_name or (frame.asks_for_projects and not _is_fragment(frame)):
        return None
    if frame.reading.of(Kind.HEAD, Kind.PER_UNIT, Kind.UNIT_ASKED, Kind.PLACE, Kind.RANK) or frame.has(
        Kind.FIGURE, "sum", "count", "share", "average", "median"
    ):
        return None
    if query.versus is not None and query.operation in (Operation.DIFFERENCE, Operation.GROWTH, Operation.RATIO):
        both_years = slots.kept(query.figure.selection.where, slots.years_slot) is not None
        if len(frame.years) != 2 or not both_years:
            return None
        figure = _of_years(frame, query.figure, frame.years[:1])
        return Built(replace(query, figure=figure, versus=_of_years(frame, query.versus, frame.years[1:])))
    if query.versus is not None or query.selection.within is not None or frame.previous:
        return None
    return Built(replace(query, figure=_of_years(frame, query.figure, frame.years)))


def _of_years(frame: Frame, figure: Figure, years: tuple[int, ...]) -> Figure:
    """The figure over other years; the project under the names that it has in them."""
    where = slots.without(figure.selection.where, slots.years_slot)
    names = slots.kept(where, slots.projects_slot)
    if isinstance(names, OneOf):
        found = [project for name in names.values for project in frame.context.names_of(name) if set(project.years) & set(years)]
        if found:
            where = both(
                OneOf(Field.PROJECT, tuple(dict.fromkeys(project.name for project in found))),
                slots.without(where, slots.projects_slot),
            )
    return slots.figure_with(figure, both(where, year_condition(years)))


def _next_place(frame: Frame, query: Query) -> Built | None:
    """再往后一个: the place behind the last one shown."""
    if not frame.has(Kind.SINGLE, "next") or query.selection.order is None:
        return None
    places = query.selection.places or Places(1, 1)
    selection = replace(query.selection, places=Places(places.last + 1, places.last + 1))
    return Built(slots.query_with(query, selection))


def _projects_of_rows(frame: Frame, query: Query) -> Built | None:
    """分别在哪几个项目里 after rows: the projects that they stand in."""
    if query.selection.subject != Subject.INDICATOR or query.operation not in (Operation.LIST, Operation.COMPUTE):
        return None
    if not (frame.asks_for_projects and frame.is_plain) or frame.about_rows or frame.terms or frame.heads:
        return None
    if frame.reading.of(Kind.FIGURE, Kind.RANK, Kind.PLACE, Kind.VERIFY):
        return None
    return Built(list_of(Selection(Subject.PROJECT, within=query.selection)))


def _row_values(frame: Frame, query: Query) -> Built | None:
    """分别定多少 after projects that were chosen by their rows: those rows."""
    if not frame.says("asks_values") or not frame.is_plain or frame.about_rows or frame.terms or frame.named:
        return None
    rows = [
        part.condition
        for part in slots.parts_of(query.selection.where)
        if isinstance(part, HasRows) and part.quantifier != Quantifier.NO
    ]
    if query.selection.subject != Subject.PROJECT or not rows:
        return None
    return Built(list_of(Selection(Subject.INDICATOR, both(*rows), within=query.selection)))


def _members(frame: Frame, query: Query) -> Built | None:
    """都有谁, 分别是哪些, 具体是哪两个项目: the members of the set that was counted or added up."""
    if not frame.says("asks_members") or not frame.is_plain or frame.about_rows or frame.terms or frame.doubtful is not None:
        return None
    if frame.reading.of(Kind.RANK, Kind.PLACE) or query.operation not in (
        Operation.COMPUTE,
        Operation.ANY,
        Operation.LIST,
        Operation.SHARE,
    ):
        return None
    if frame.has(Kind.SUBJECT, "project") and not frame.says("members_again"):
        return None
    return Built(list_of(query.selection))


def _added(frame: Frame, query: Query) -> Built | None:
    """再加上人才工作经费: the set of named projects grows."""
    if not frame.has(Kind.CHANGE, "add") or not frame.named:
        return None
    names = slots.kept(query.selection.where, slots.projects_slot)
    if not isinstance(names, OneOf):
        return None
    both_sides = query.versus is not None and isinstance(
        other := slots.kept(query.versus.selection.where, slots.projects_slot), OneOf
    )
    others = other.values if both_sides and isinstance(other, OneOf) and query.operation == Operation.DIFFERENCE else ()
    where = both(
        OneOf(Field.PROJECT, tuple(dict.fromkeys((*names.values, *others, *names_of(frame.named))))),
        slots.without(query.selection.where, slots.projects_slot),
    )
    measure = query.figure.measure or (query.fields[0] if query.fields else Measure(Field.TOTAL))
    figure = Figure(replace(query.selection, where=where, order=None, places=None), Aggregate.SUM, measure)
    return Built(Query(Operation.COMPUTE, figure))


def _left_out(frame: Frame, query: Query) -> Built | None:
    """不算乡村整治专项资金呢, 去掉500万那个: the set loses members."""
    if not frame.has(Kind.LOGIC, "except") or frame.reading.of(Kind.RANK, Kind.PLACE) or _speaks_of_all(frame):
        return None
    out: list[Condition] = [Not(part) for part in frame.conditions.table if slots.money_slot(part)]
    if frame.excepted or frame.named:
        out.append(Not(OneOf(Field.PROJECT, names_of((*frame.excepted, *frame.named)))))
    if not out:
        return None
    selection = replace(query.selection, where=both(query.selection.where, *out))
    if query.selection.places is not None:
        selection = Selection(query.selection.subject, both(*out), within=query.selection)
    return Built(slots.query_with(query, selection) if query.operation != Operation.SHARE else list_of(selection))


def _without_top(frame: Frame, query: Query) -> Built | None:
    """刨去最大的两个项目呢: the same without the places named."""
    if not frame.has(Kind.LOGIC, "except") or not frame.is_plain or query.selection.places is not None:
        return None
    if query.operation not in (Operation.COMPUTE, Operation.LIST) or query.selection.subject != Subject.PROJECT:
        return None
    selection = ranked(frame, query.selection)
    if selection is None or selection.places is None or selection.places.first == 1:
        return None
    return Built(slots.query_with(query, selection))


def _speaks_of_all(frame: Frame) -> bool:
    return frame.has(Kind.ASK, "which") and frame.has(Kind.SUBJECT, "project") and not frame.has(Kind.CHANGE)


def _measure(frame: Frame, query: Query) -> Built | None:
    """县级资金呢, 财政拨款呢: the same of another fund."""
    if (
        not _is_fragment(frame)
        or not frame.is_plain
        or frame.terms
        or frame.reading.of(Kind.FIGURE, Kind.RANK, Kind.PLACE, Kind.ASK, Kind.VERIFY)
    ):
        return None
    if frame.pointed and frame.has(Kind.SINGLE):
        return None
    measure = frame.measure
    counts = query.figure.aggregate == Aggregate.COUNT and query.operation in (Operation.GROUP, Operation.COMPUTE)
    if counts and frame.speaks_of_money and query.selection.subject == Subject.PROJECT and not frame.about_rows:
        return Built(replace(query, figure=Figure(query.selection, Aggregate.SUM, measure)))
    fields = tuple(Measure(field) for field in frame.other_heads)
    if query.operation == Operation.SHOW and (fields or frame.speaks_of_money) and not frame.about_rows:
        return Built(replace(query, fields=fields or (measure,)))
    if frame.speaks_of_money and query.figure.measure is not None and not frame.about_rows and not fields:
        versus = (
            replace(query.versus, measure=measure)
            if query.versus is not None and query.operation != Operation.SHARE
            else query.versus
        )
        return Built(replace(query, figure=replace(query.figure, measure=measure), versus=versus))
    return None


def _place(frame: Frame, query: Query) -> Built | None:
    """第二高的呢, 2024年呢 (after a ranking): the same ranking at another place."""
    places = frame.reading.of(Kind.PLACE)
    if not places or (not _is_fragment(frame) and not frame.is_plain) or query.selection.order is None:
        return None
    if frame.about_rows or frame.has(Kind.SET) or frame.speaks_of_money or frame.heads:
        return None
    ranking = places[0].value
    assert isinstance(ranking, Ranking)
    order = query.selection.order
    explicit = frame.reading.of(Kind.RANK) or says(places[0].text, "superlative") or ranking.from_end
    if explicit:
        order = replace(order, descending=not (ranking.from_end or frame.has(Kind.RANK, "least", "ascending")))
    selection = replace(query.selection, order=order, places=Places(ranking.first, ranking.last))
    if frame.years:
        selection = replace(selection, where=both(slots.without(selection.where, slots.years_slot), year_condition(frame.years)))
    return Built(slots.query_with(query, selection))


def _reversed(frame: Frame, query: Query) -> Built | None:
    """反过来 alone: the ranking from its other end."""
    if (
        not frame.has(Kind.CHANGE, "reverse")
        or frame.conditions.table
        or frame.reading.of(Kind.PLACE, Kind.RANK)
        or query.selection.order is None
    ):
        return None
    order = replace(query.selection.order, descending=not query.selection.order.descending)
    return Built(slots.query_with(query, replace(query.selection, order=order)))


def _narrowed(frame: Frame, query: Query) -> Built | None:
    """只看低于100%的, 再加个条件, 只看文旅局的: one more condition on what was listed."""
    if frame.named or not (frame.has(Kind.CHANGE, "only", "narrow") or frame.text.startswith(cue("narrows"))):
        return None
    if query.operation not in (Operation.LIST, Operation.COMPUTE, Operation.SHOW, Operation.ANY):
        return None
    rows = row_condition(frame)
    selection = query.selection
    if selection.subject == Subject.INDICATOR:
        added = both(rows, *frame.conditions.table)
    else:
        added = both(HasRows(Quantifier.SOME, rows) if rows is not None else None, *frame.conditions.table)
    if frame.years:
        added = both(added, year_condition(frame.years))
    if added is None:
        return None
    if selection.places is not None:
        return Built(list_of(Selection(selection.subject, added, within=selection)))
    where = selection.where
    if frame.conditions.levels and selection.subject == Subject.INDICATOR:
        where = slots.without(where, slots.levels_slot)
    if frame.years:
        where = slots.without(where, slots.years_slot)
    return Built(slots.query_with(query, replace(selection, where=both(where, added))))


def _same_rows(frame: Frame, query: Query) -> Built | None:
    """填100%的共几个项目 after a question on the same rows: their category is taken over."""
    if (
        not frame.conditions.rows
        or frame.conditions.levels
        or frame.named
        or frame.pointed
        or frame.within is not None
        or frame.terms
    ):
        return None
    if frame.has(Kind.SUBJECT, "indicator") or frame.has(Kind.ROW) or frame.has(Kind.WHOLE):
        return None
    if query.selection.subject == Subject.PROJECT:
        return _swap_table_rows(frame, query)
    levels = slots.kept(query.selection.where, slots.levels_slot)
    if levels is None or frame.asks_for_projects:
        return None
    where = both(slots.without(query.selection.where, slots.values_slot), *frame.conditions.rows)
    selection = replace(query.selection, where=where)
    return Built(_listed_or_counted(frame, selection))


def _swapped(frame: Frame, query: Query) -> Built | None:
    """Another project, year, category, amount or value in the place of the last one."""
    if not _is_fragment(frame) or _own_question(frame) or frame.has(Kind.SET):
        return None
    selection = query.selection
    if frame.named and frame.conditions.levels:
        return None
    if frame.named:
        return _other_project(frame, query, frame.named)
    if frame.pointed and frame.has(Kind.ORDINAL) and (frame.conditions.levels or frame.heads or frame.terms):
        return None
    if frame.pointed and frame.has(Kind.ORDINAL):
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
        return _swap_table_rows(frame, query)
    money = tuple(part for part in frame.conditions.table if slots.money_slot(part))
    if money:
        where = both(slots.without(selection.where, slots.money_slot), *money)
        return Built(slots.query_with(query, replace(selection, where=where, places=None, order=None)))
    return None


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


def _swap_table_rows(frame: Frame, query: Query) -> Built | None:
    """填98%的呢: the rows that the tables must have meet another condition."""
    parts = slots.parts_of(query.selection.where)
    changed: list[Condition] = []
    found = False
    for part in parts:
        if isinstance(part, HasRows) and not found:
            found = True
            inner = part.condition
            if frame.conditions.rows:
                inner_rest = slots.without(inner, slots.values_slot)
                inner = both(inner_rest, *frame.conditions.rows) or inner
            if frame.conditions.levels:
                inner = both(slots.without(inner, slots.levels_slot), frame.conditions.level) or inner
            changed.append(replace(part, condition=inner))
        else:
            changed.append(part)
    if not found:
        return None
    selection = replace(query.selection, where=both(*changed))
    if frame.has(Kind.FIGURE, "count"):
        return Built(Query(Operation.COMPUTE, Figure(selection)))
    return Built(slots.query_with(query, selection))
