"""Rankings: 预算最高的, 前三名, 垫底的, 第二名, 从大到小排."""

from __future__ import annotations

from dataclasses import replace

from assistant.chinese.width import squeeze
from assistant.model.fields import Field, Subject
from assistant.model.query import (
    Compare,
    Condition,
    Figure,
    Measure,
    OneOf,
    Operation,
    Operator,
    Order,
    Places,
    Query,
    Selection,
    both,
    either,
)
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.levels import COST, TIMELINESS, level_condition
from assistant.questions.lexicon import cue, says
from assistant.questions.mention import Kind, Mention, Ranking
from assistant.questions.rows import mixed_units
from assistant.questions.topics import topic_condition
from assistant.questions.types.built import Built, Outcome, list_of, row_condition, with_rows

_ALL = 1_000_000


def ranking(frame: Frame) -> Outcome:
    """A ranking word or a place; of rows where the question asks for rows by their numbers, else of tables."""
    if not frame.reading.of(Kind.RANK, Kind.PLACE):
        return None
    if frame.says("which_group") and not frame.asks_for_projects and not frame.about_rows:
        return None  # 哪年最多: groups are ranked
    if frame.says("by_date"):
        return _by_date(frame)
    named = _by_name(frame)
    if named is not None:
        return named
    if frame.has(Kind.ROW, "weight") and not frame.named and not frame.speaks_of_money:
        return _by_weight(frame)
    if _of_rows(frame) and not frame.pointed and not frame.says("the_one") and not _asked_of_it(frame):
        if frame.terms:
            return None
        where, remarks = frame.where("all")
        rows = Selection(Subject.INDICATOR, both(where, row_condition(frame), *_priced_by(frame)), within=frame.within)
        selection = ranked(frame, rows, Measure(Field.NUMBER))
        return Built(list_of(selection), remarks) if selection is not None else None
    if len(frame.pointed) == 1 and frame.about_rows:
        return None
    if frame.within is not None and frame.within.subject == Subject.INDICATOR and frame.last and len(frame.last.projects) == 1:
        return None  # rows of one project in several units: none is the highest
    selection, remarks = frame.tables("latest")
    of_the_one = _of_the_one(frame, selection)
    if of_the_one is not None:
        return Built(of_the_one, remarks)
    selection = replace(selection, where=with_topic(frame, with_rows(frame, selection.where)))
    chosen = ranked(frame, selection)
    if chosen is None:
        return None
    fields = (frame.measure,) if frame.measure.field != Field.TOTAL else ()
    return Built(list_of(chosen, fields), remarks)


def _by_date(frame: Frame) -> Built | None:
    """最晚什么时候完成, 完工最早的是哪个: rows by the date that they give."""
    where, remarks = frame.where("latest")
    level = frame.conditions.level or level_condition((TIMELINESS,))
    rows = Selection(Subject.INDICATOR, both(where, level, *frame.conditions.rows), within=frame.within)
    selection = ranked(frame, rows, Measure(Field.DEADLINE))
    return Built(list_of(selection), remarks) if selection is not None else None


def _by_name(frame: Frame) -> Built | None:
    """培训人数最多的是哪个项目, 哪个项目亩数最多: rows of a name, or counted in a unit, by their numbers of one unit."""
    ranks = [mention for mention in frame.reading.of(Kind.RANK) if mention.value in ("most", "least")]
    if len(ranks) != 1 or frame.named or frame.pointed or frame.within is not None:
        return None
    if frame.speaks_of_money or frame.about_rows:
        return None
    word, counted = _before_rank(frame, ranks[0])
    if not (word or counted) or set(frame.terms) - {word}:
        return None
    years = frame.years or tuple(year for year in (frame.context.latest,) if year is not None)
    rows = [row for row in frame.context.knowledge.rows_like(word or frame.text) if row.year in years and row.level2 != COST]
    rows = [row for row in rows if row.unit and (row.unit in counted if counted else word in squeeze(row.level3).lower())]
    units = tuple(dict.fromkeys(row.unit for row in rows if row.unit))
    if len(units) != 1 and not counted:
        return None
    where, remarks = replace(frame, terms=()).where("latest")
    condition = both(
        Compare(Measure(Field.LEVEL3), Operator.CONTAINS, word) if word else level_condition(("数量指标",)),
        OneOf(Field.NUMBER_UNIT, counted or units),
    )
    selection = ranked(frame, Selection(Subject.INDICATOR, both(where, condition)), Measure(Field.NUMBER))
    return Built(list_of(selection), remarks) if selection is not None else None


def _before_rank(frame: Frame, rank: Mention) -> tuple[str, tuple[str, ...]]:
    """What stands before the ranking word: a part of rows' names, or the units that they are counted in (亩数)."""
    before = frame.reading.before(rank, skip=())
    if before is not None and before.kind == Kind.PIECE and before.text in frame.terms:
        return before.text, ()
    text = frame.text[: rank.start]
    unit = next((one for one in frame.context.measure_words if text.endswith(f"{one}数")), "")
    return "", tuple(frame.context.lexicon.units_like(unit)) if unit and unit not in cue("measures_anything") else ()


def _by_weight(frame: Frame) -> Built | None:
    """权重最高的指标: rows by their weight."""
    where, remarks = frame.where("latest")
    rows = Selection(Subject.INDICATOR, both(where, row_condition(frame)), within=frame.within)
    selection = ranked(frame, rows, Measure(Field.WEIGHT))
    return Built(list_of(selection), remarks) if selection is not None else None


def _of_the_one(frame: Frame, selection: Selection) -> Query | None:
    """金额最大的那个，效益指标列一下: rows or fields of what the ranking gives."""
    if frame.describes_by_rows or not (frame.says("the_one") or _asked_of_it(frame) or asks_of_first(frame)):
        return None
    top = ranked(frame, replace(selection, where=with_topic(frame, selection.where)), frame.measure)
    fields = tuple(Measure(field) for field in frame.other_heads if field != Field.YEAR)
    if top is None or not (fields or frame.about_rows):
        return None
    if fields:
        return Query(Operation.SHOW, Figure(top), fields=fields)
    if any(says(mention.text, "row_count") for mention in frame.reading.of(Kind.FIGURE)):
        return Query(Operation.COMPUTE, Figure(Selection(Subject.INDICATOR, row_condition(frame), within=top)))
    return list_of(Selection(Subject.INDICATOR, row_condition(frame), within=top))


def asks_of_first(frame: Frame) -> bool:
    """第一名归谁管: is a field asked of what stands at an end of the ranking, behind the word for it?"""
    ends = [rank.end for rank in frame.reading.of(Kind.RANK) if rank.text in (*cue("at_head"), *cue("at_foot"))]
    behind = [head for head in frame.reading.of(Kind.HEAD) if ends and head.start >= ends[-1]]
    return bool(behind) and bool(frame.other_heads) and not frame.says("which_group")


def _asked_of_it(frame: Frame) -> bool:
    """预算最高的项目的满意度指标: is the category named behind the ranking and the noun, so that it is what is asked for?"""
    ranks = frame.reading.of(Kind.RANK, Kind.PLACE)
    levels = frame.reading.of(Kind.LEVEL1, Kind.LEVEL2)
    nouns = frame.reading.of(Kind.SUBJECT)
    return bool(ranks and levels) and any(ranks[-1].end <= noun.start and noun.end <= levels[0].start for noun in nouns)


def _priced_by(frame: Frame) -> tuple[Condition, ...]:
    """人均成本最低的: only rows that are priced by the unit can be ranked with one another."""
    like = frame.context.lexicon.units_like
    per = [str(mention.value) for mention in frame.reading.of(Kind.PER_UNIT)]
    unit = Measure(Field.NUMBER_UNIT)
    return tuple(either(*(Compare(unit, Operator.CONTAINS, f"元/{word}") for word in like(one))) for one in per)


def _of_rows(frame: Frame) -> bool:
    """Are rows ranked by their numbers: rows are asked for, or 满意度最高的项目, whose 最高 is no number of rows?"""
    if frame.describes_by_rows:
        return False
    high_or_low = any(says(mention.text, "by_number") for mention in frame.reading.of(Kind.RANK))
    if frame.conditions.levels and frame.asks_for_projects and high_or_low and not frame.speaks_of_money:
        return not frame.has(Kind.SUBJECT, "rows")
    among_rows = frame.within is not None and frame.within.subject == Subject.INDICATOR and not mixed_units(frame)
    about_rows = frame.about_rows or among_rows  # 其中最高的是哪条 after rows
    return about_rows and not frame.asks_for_projects and not frame.speaks_of_money and not frame.has(Kind.SUBJECT, "rows")


def with_topic(frame: Frame, where: Condition | None) -> Condition | None:
    """The condition with the words that the tables must speak of."""
    topic = topic_condition(frame)
    return both(where, topic.condition if topic is not None else None)


def ranked(frame: Frame, selection: Selection, measure: Measure | None = None) -> Selection | None:
    """The selection in the order and with the places that the question names; None where it names none."""
    places = frame.reading.of(Kind.PLACE)
    ranks = frame.reading.of(Kind.RANK)
    if not places and not ranks:
        return None
    ascending = any(mention.value in ("least", "ascending") for mention in ranks)
    if measure is None:
        measure = ranked_measure(frame)
    if _dropped(frame) and {"most", "least"} <= {mention.value for mention in ranks}:
        below = replace(selection, order=Order(measure), places=Places(2, _ALL))
        return Selection(selection.subject, None, Order(measure, descending=False), Places(2, _ALL), below)
    named = places_named(frame)
    taken = None if named is None else Places(named.first, named.last)
    if named is not None and named.from_end:
        ascending = not (ascending and (not places or says(places[0].text, "from_end")))
    if taken is not None and _dropped(frame):
        taken = Places(taken.last + 1, _ALL)
    return replace(selection, order=Order(measure, not ascending), places=taken)


def places_named(frame: Frame) -> Ranking | None:
    """The places that the question takes of a ranking; None where it wants the whole order."""
    places = frame.reading.of(Kind.PLACE)
    if places:
        assert isinstance(places[0].value, Ranking)
        return places[0].value
    extremes = [mention for mention in frame.reading.of(Kind.RANK) if mention.value in ("most", "least")]
    if not extremes:
        position = frame.place_in_order
        return Ranking(abs(position), abs(position), position < 0) if position else None
    sizes = [mention.value for mention in frame.reading.of(Kind.SIZE) if 0 <= mention.start - extremes[-1].end <= 2]
    return Ranking(1, sizes[0] if sizes and isinstance(sizes[0], int) else 1)


def ranked_measure(frame: Frame) -> Measure:
    """The money named; else the number of rows of a kind, or what the last question spoke of."""
    before = [frame.reading.before(rank) for rank in frame.reading.of(Kind.RANK)]
    if (
        any(near is not None and near.is_(Kind.SUBJECT, "indicator") for near in before)
        or frame.has(Kind.SUBJECT, "rows")
        or frame.says("row_number")
        or (
            frame.conditions.levels
            and frame.asks_for_projects
            and not (frame.speaks_of_money or frame.conditions.rows or frame.describes_by_rows)
        )
    ):
        return Measure(Field.ROWS, rows=frame.conditions.level)
    last = frame.last
    if not frame.speaks_of_money and frame.within is not None and last is not None and last.query is not None:
        named = last.query.figure.measure
        if named is not None and named.field in (Field.FISCAL, Field.OTHER, Field.FUND):
            return named
        bounds = [part for part in slots.parts_of(last.query.selection.where) if isinstance(part, Compare)]
        bounds = [part for part in bounds if part.measure.field != Field.YEAR]
        if len(bounds) == 1 and bounds[0].measure.field == Field.ROWS:
            return bounds[0].measure  # 哪张更少 after 指标不到10条的
    return frame.measure


def _dropped(frame: Frame) -> bool:
    """把最高的那个去掉: the places named are left out."""
    ranks = frame.reading.of(Kind.RANK, Kind.PLACE)
    excepts = [mention for mention in frame.reading.of(Kind.LOGIC) if mention.value == "except"]
    return (
        bool(ranks and excepts)
        and not frame.excepted
        and min(max(left.start - right.end, right.start - left.end) for left in excepts for right in ranks) <= 6
    )
