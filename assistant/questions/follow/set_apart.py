"""涨了百分之几 after 差多少, 两年差多少 after one year and the other: two figures of the conversation set against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Figure, Measure, OneOf, Operation, Query, both
from assistant.questions import slots
from assistant.questions.follow.other_years import of_years
from assistant.questions.frame import Frame, year_condition
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, set_against

SHORT = 6
"""多几条: so short a question names no row but what the figures were counted in."""


def set_apart(frame: Frame, query: Query) -> Built | None:
    """A word for a difference, a ratio or a growth, with nothing named but the years, projects or departments just spoken of."""
    if (
        frame.has(Kind.FIGURE, "compare")
        and query.operation == Operation.DIFFERENCE
        and len(frame.text) <= SHORT
        and frame.is_plain
    ):
        return Built(query) if not (frame.terms or frame.heads or frame.about_rows or frame.asks_for_projects) else None
    asked = operation_asked(frame) or _in_percent(frame, query)
    query = slots.query_with(query, slots.flattened(query.selection))
    if asked is None or frame.conditions.rows or frame.conditions.table or frame.excepted or frame.asks_for_projects:
        return None
    if (beside := _one_of_the_two(frame, query, asked)) is not None:
        return beside
    if frame.named or frame.doubtful is not None or frame.has(Kind.RANK) or frame.has(Kind.SINGLE):
        return None
    if asked == Operation.ADD:
        figures = _last_two(frame)
        return Built(Query(asked, *figures)) if figures is not None and not _names_anything(frame) else None
    other = _against_other_year(frame, query)
    if other is not None:
        return other
    if len(frame.pointed) == 2 and frame.last is not None and set(frame.pointed) != set(frame.last.projects):
        return None  # 第三个和第五个差多少 after the second and the first
    if query.versus is not None and query.operation in (Operation.DIFFERENCE, Operation.GROWTH, Operation.RATIO, Operation.ADD):
        if frame.has(Kind.FIGURE, "sum"):
            return None  # 一共少了多少 after one of several
        part = frame.has(Kind.FUND) or set(frame.money_heads) - {Field.TOTAL}
        if part and frame.is_plain and not (frame.terms or frame.about_rows or frame.other_heads):
            now, then = (replace(one, measure=frame.measure) for one in (query.figure, query.versus))
            return Built(replace(query, operation=asked, figure=now, versus=then))  # 上级资金减了多少
        again = not _names_anything(frame) or (len(frame.text) <= SHORT and not frame.terms and not frame.heads)
        if not frame.is_plain or not again:
            return None
        if asked == Operation.RATIO and query.operation == Operation.DIFFERENCE and _told_the_other_first(frame, query):
            return Built(replace(query, operation=asked, figure=query.versus, versus=query.figure))
        return Built(replace(query, operation=asked))
    if _names_anything(frame) and not _of_same_rows(frame, query):
        return None
    figures = _with_other_year(frame, query) or _years_of_groups(frame, query) or _last_two(frame)
    return Built(Query(asked, *figures)) if figures is not None else None


def _in_percent(frame: Frame, query: Query) -> Operation | None:
    """折合百分之几 after 比去年少了多少: the same change in per cent."""
    if query.operation != Operation.DIFFERENCE or query.versus is None or not frame.has(Kind.FIGURE, "share"):
        return None
    years = [slots.years_in(figure.selection.where) for figure in (query.figure, query.versus)]
    bare = frame.says("percent_asked") and not frame.says("share") and len(frame.question) <= LONGEST_BARE
    return Operation.GROWTH if bare and years[0] != years[1] else None


LONGEST_BARE = 8
"""A longer 百分之几 asks for something of its own."""


def _one_of_the_two(frame: Frame, query: Query, asked: Operation) -> Built | None:
    """是后者的几倍 after 甲比乙多多少: the two projects just set apart, the one that is not pointed at against the other."""
    last = frame.last
    if query.versus is None or query.operation not in (Operation.DIFFERENCE, Operation.GROWTH, Operation.RATIO) or last is None:
        return None
    names = [slots.kept(figure.selection.where, slots.projects_slot) for figure in (query.figure, query.versus)]
    two = names[0] != names[1] and all(isinstance(name, OneOf) and len(name.values) == 1 for name in names)
    said = [mention.value for mention in frame.reading.of(Kind.SINGLE)]
    if (
        not two
        or said not in (["former"], ["latter"])
        or asked != Operation.RATIO
        or not frame.is_plain
        or _names_anything(frame)
    ):
        return None
    figure, versus = (query.figure, query.versus) if said == ["latter"] else (query.versus, query.figure)
    return Built(replace(query, operation=asked, figure=figure, versus=versus))


def _told_the_other_first(frame: Frame, query: Query) -> bool:
    """是几倍 after 甲和乙差多少, where 乙 was said to be so much more than 甲: the greater is the one of which that is asked."""
    first = frame.last.projects[:1] if frame.last is not None else ()
    names = slots.kept(query.versus.selection.where, slots.projects_slot) if query.versus is not None else None
    return isinstance(names, OneOf) and [name for name, _ in first] == list(names.values)


def _against_other_year(frame: Frame, query: Query) -> Built | None:
    """那跟23年比呢 after 比去年多了多少: the same figure against its own of another year."""
    if query.versus is None or query.operation not in (Operation.DIFFERENCE, Operation.GROWTH, Operation.RATIO):
        return None
    first, second = (slots.years_in(figure.selection.where) for figure in (query.figure, query.versus))
    one_each = len(first) == len(second) == len(frame.years) == 1 and first != second
    if not one_each or not frame.says("compares") or _names_anything(frame) or set(frame.years) & first:
        return None
    return Built(replace(query, versus=of_years(frame, query.figure, frame.years)))


def _names_anything(frame: Frame) -> bool:
    return frame.about_rows or bool(frame.terms or frame.heads)


def _of_same_rows(frame: Frame, query: Query) -> bool:
    """今年多修几套: the words repeat the row just shown, or only its unit."""
    last = frame.last
    if last is None or frame.conditions.levels or frame.heads or query.selection.subject != Subject.INDICATOR:
        return False
    return all(any(term in level3 for *_, level3 in last.rows) for term in frame.terms)


def operation_asked(frame: Frame) -> Operation | None:
    """Which way of setting apart is asked for: by a word for it, or by 多几, 提高了几个点, 少了多少."""
    named = set_against(frame)
    if named is not None:
        return named
    if frame.has(Kind.FIGURE, "sum") and frame.says("both_of_them"):
        return Operation.ADD
    compared = frame.says("compares") and frame.years and frame.question.endswith(cue("continues"))
    if compared or (frame.has(Kind.TREND, "up", "down") and frame.says("or_else")):
        return Operation.DIFFERENCE
    moved = frame.has(Kind.TREND, "up", "down") or frame.says("by_how_much")
    if not moved or not frame.says("question_words"):
        return None
    percent = frame.has(Kind.FIGURE, "share") and not frame.says("percent_points")
    return Operation.GROWTH if percent else Operation.DIFFERENCE


def _with_other_year(frame: Frame, query: Query) -> tuple[Figure, Figure] | None:
    """比前年多多少: the last figure against its own of the year named."""
    figure = figure_of(query) if frame.last is not None and len(frame.last.rows) < 2 else None
    have = slots.years_in(query.selection.where)
    if figure is None or query.versus is not None or not _compares(frame) or len(have) != 1:
        return None
    others = tuple(year for year in frame.years if year not in have)
    if frame.previous and not frame.years:
        others = (min(have) - 1,)
    if len(others) != 1 or not set(frame.years) <= {*others, *have}:
        return None
    if len(frame.years) == 2:  # 今年比去年涨了多少 after 去年呢: the year that is named first is set against the other
        first, second = (of_years(frame, figure, (year,)) for year in frame.years)
        return first, second
    return figure, of_years(frame, figure, others)


def _compares(frame: Frame) -> bool:
    """比去年多多少, 跟去年差多少: does a word for comparison say what the year is there for?"""
    behind = {mention.end for mention in frame.reading.of(Kind.SPLIT) if mention.text in cue("joined_with")}
    beside = any(year.start in behind for year in frame.reading.of(Kind.YEAR))
    return frame.says("compares") or (beside and frame.has(Kind.FIGURE, "difference", "ratio", "growth"))


def _years_of_groups(frame: Frame, query: Query) -> tuple[Figure, Figure] | None:
    """The later and the earlier of the two years that the last answer listed, or of two that are named of them."""
    if query.operation != Operation.GROUP or query.grouping is None or query.grouping.field != Field.YEAR:
        return None
    years = slots.years_in(query.selection.where) or frozenset(frame.context.knowledge.years())
    if len(frame.years) > 1 and years.issuperset(frame.years):
        years = frozenset({min(frame.years), max(frame.years)})
    elif len(years) > 2 and frame.says("first_and_last"):
        years = frozenset({min(years), max(years)})
    if len(years) != 2:
        return None
    rest = slots.without(query.selection.where, slots.years_slot)
    later, earlier = (
        slots.figure_with(query.figure, both(rest, year_condition((year,)))) for year in sorted(years, reverse=True)
    )
    return later, earlier


def _last_two(frame: Frame) -> tuple[Figure, Figure] | None:
    """The figures of the last two answers, where they are the same of two years or two departments."""
    turns = [turn for turn in frame.context.conversation.turns if turn.query is not None][-2:]
    queries = [slots.query_with(turn.query, slots.flattened(turn.query.selection)) for turn in turns if turn.query is not None]
    if len(queries) < 2 or any(len(turn.rows) > 1 for turn in turns):
        return None  # of several rows it is not known which are meant
    earlier, later = (query.selection.where for query in queries)
    other_year = slots.years_in(earlier) != slots.years_in(later)
    other_office = slots.kept(earlier, slots.organisations_slot) != slots.kept(later, slots.organisations_slot)
    if not other_year and not other_office:
        return _last_two_projects(frame, queries) or (None if len(frame.pointed) > 1 else _last_two_places(queries))
    if other_year and slots.years_in(earlier) & slots.years_in(later):
        return None  # one of them takes the other in
    if other_year == other_office or not set(frame.years) <= slots.years_in(earlier) | slots.years_in(later):
        return None
    apart = (slots.years_slot, slots.projects_slot) if other_year else (slots.organisations_slot,)
    shapes = {_shape(query, *apart) for query in queries}
    if other_year and _projects(frame, queries[0]) != _projects(frame, queries[1]):
        return None
    figures = [figure_of(query) for query in queries]
    if len(shapes) != 1 or figures[0] is None or figures[1] is None:
        return None
    if other_year and max(slots.years_in(earlier)) > max(slots.years_in(later)):
        return figures[0], figures[1]  # a growth is reckoned from the earlier year
    return figures[1], figures[0]


def _last_two_projects(frame: Frame, queries: Sequence[Query]) -> tuple[Figure, Figure] | None:
    """差多少 after one project's figure and another's; where both are pointed at (这两个), in the order in which they are."""
    if len(frame.pointed) > 1:
        return None
    names = [slots.kept(query.selection.where, slots.projects_slot) for query in queries]
    one_each = all(isinstance(name, OneOf) and len(name.values) == 1 for name in names)
    if frame.years or not one_each or names[0] == names[1] or len({_shape(query, slots.projects_slot) for query in queries}) != 1:
        return None
    earlier, later = (figure_of(query) for query in queries)
    return (later, earlier) if later is not None and earlier is not None else None


def _last_two_places(queries: Sequence[Query]) -> tuple[Figure, Figure] | None:
    """差多少 after 最低的是哪笔 and 最高的呢: the money of the two, of one and the same set."""
    chosen = [query.selection for query in queries]
    sets = {replace(selection, order=None, places=None) for selection in chosen}
    measures = {selection.order.measure for selection in chosen if selection.order is not None}
    if len(sets) != 1 or len(measures) != 1 or any(query.operation != Operation.LIST for query in queries):
        return None
    earlier, later = (figure_of(query) for query in queries)
    return (later, earlier) if earlier is not None and later is not None and earlier != later else None


def _shape(query: Query, *apart: slots.Slot) -> tuple[object, ...]:
    """All that two questions must have in common, the slots aside in which they differ."""
    rest = frozenset(slots.parts_of(slots.without(query.selection.where, *apart)))
    return (query.operation, query.fields, query.figure.measure, rest)


def _projects(frame: Frame, query: Query) -> frozenset[str]:
    """The series of the projects that the query names: 2024年… and 2025年… are the same."""
    names = slots.kept(query.selection.where, slots.projects_slot)
    return frozenset(
        project.series or project.name
        for project in frame.context.knowledge.projects_named(names.values if isinstance(names, OneOf) else ())
    )


def figure_of(query: Query) -> Figure | None:
    """The one figure that an answer came to: its money, or its rows' numbers; None where it came to none."""
    if query.operation == Operation.SHOW and len(query.fields) == 1:
        return Figure(query.selection, Aggregate.SUM, query.fields[0])
    if query.operation == Operation.COMPUTE:
        return query.figure
    if query.operation == Operation.LIST and query.selection.subject == Subject.INDICATOR:
        return Figure(query.selection, Aggregate.SUM, Measure(Field.NUMBER))
    order, places = query.selection.order, query.selection.places
    if query.operation == Operation.LIST and order is not None and places is not None and places.first == places.last:
        return Figure(query.selection, Aggregate.SUM, order.measure)
    return None
