"""Which words of weight a query leaves out: read as it is, the question would be answered as if they had not been said.

A question that ranks, averages, denies, compares or names a number must come to a query that does so too. What a query holds is
read from the query, not from the way in which it was built, so that no type of question can pass a word over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from types import MappingProxyType

from assistant.chinese.quantities import QuantityMention
from assistant.chinese.width import squeeze
from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.indicator import LEVEL2_PARENT
from assistant.model.knowledge import KnownOrganisation
from assistant.model.query import Aggregate, OneOf, Operation, Query, Selection
from assistant.model.record import record
from assistant.questions import slots
from assistant.questions.frame import Frame, offers_two
from assistant.questions.levels import COST
from assistant.questions.lexicon import cue, says
from assistant.questions.mention import OF_PRESENCE, Kind, Mention
from assistant.questions.naming import number_in
from assistant.questions.parts import clauses_of

_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_AGGREGATE = re.compile(rf"\b(?:{'|'.join(aggregate.value for aggregate in Aggregate)})\b")
_YES_NO = frozenset({Operation.ANY, Operation.EVERY, Operation.SAME, Operation.IS})
_SET_AGAINST = frozenset({Operation.DIFFERENCE, Operation.RATIO, Operation.GROWTH, Operation.SHARE, Operation.IS, Operation.SAME})


@record
class _Held:
    """What a query holds, gathered once."""

    query: Query
    printed: str
    """Its text without the quoted parts."""
    texts: tuple[str, ...]
    """The quoted parts, blanks aside, in lower case."""
    numbers: frozenset[Decimal]
    selections: tuple[Selection, ...]
    aggregates: frozenset[Aggregate]

    def quotes(self, text: str) -> bool:
        """Does the text stand in a quoted part, or a part of three or more characters in it?"""
        folded = squeeze(text).lower()
        return any(folded in held or (len(held) > 2 and held in folded) for held in self.texts)

    @property
    def about_rows(self) -> bool:
        """Does it look at indicator rows at all?"""
        return any(selection.subject == Subject.INDICATOR for selection in self.selections) or " rows (" in self.printed


def unaccounted(frame: Frame, query: Query) -> tuple[Mention, ...]:
    """The mentions of weight that the query does not reflect, in their order."""
    held = _held(query)
    return tuple(mention for mention in frame.reading.mentions if not _is_accounted(frame, held, mention))


def loses_unit(frame: Frame, query: Query) -> bool:
    """Is a row asked for by its unit (每人多少) of which the query finds none?"""
    held = _held(query)
    if not held.about_rows or "level3" not in held.printed:
        return bool(frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT))
    names = frame.projects or tuple(text for text in held.texts)
    units = [
        row.unit or ""
        for row in frame.context.knowledge.rows_like(frame.text, names)
        if squeeze(row.level3).lower() in held.texts
    ]
    like = frame.context.lexicon.units_like
    asked = [str(mention.value) for mention in frame.reading.of(Kind.UNIT_ASKED)]
    asked += [mention.text[-1] for mention in frame.reading.of(Kind.FIGURE) if mention.value == "count"]
    per = [str(mention.value) for mention in frame.reading.of(Kind.PER_UNIT)]
    return any(not any(unit in like(one) for unit in units) for one in asked) or any(
        not any(f"/{word}" in unit for unit in units for word in like(one)) for one in per
    )


def _loses_clause(frame: Frame, query: Query) -> bool:
    """Does one clause ask for a row by its unit and another for money, while the query is about rows alone?"""
    clauses = clauses_of(frame)
    if len(clauses) < 2 or query.selection.subject != Subject.INDICATOR or query.operation != Operation.LIST:
        return False
    units = frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT)
    amounts = [ask for ask in frame.reading.of(Kind.ASK) if any(word in ask.text for word in cue("money_unit"))]
    by_unit = {at for at, (start, end) in enumerate(clauses) if any(start <= mention.start < end for mention in units)}
    by_money = {at for at, (start, end) in enumerate(clauses) if any(start <= mention.start < end for mention in amounts)}
    return bool(by_unit) and bool(by_money - by_unit)


def loses_amount(frame: Frame, query: Query) -> bool:
    """Is an amount asked for by name (总额多少) while the query is about indicator rows alone?"""
    if _loses_clause(frame, query):
        return True
    named = [head for head in frame.reading.of(Kind.HEAD) if head.is_(Kind.HEAD, "total", "fiscal", "other")]
    asked = any(
        mention.is_(Kind.ASK, "how_much") and 0 <= mention.start - head.end <= 2
        for head in named
        for mention in frame.reading.of(Kind.ASK)
    )
    return asked and bool(frame.conditions.levels) and not re.search(r"\b(?:total|fiscal|other|fund)\b", str(query))


@lru_cache(maxsize=16)
def _held(query: Query) -> _Held:
    printed = str(query)
    figures = (query.figure, *((query.versus,) if query.versus is not None else ()))
    bare = _TEXT.sub('""', printed)
    return _Held(
        query,
        bare,
        tuple(squeeze(text.replace("\\", "")).lower() for text in _TEXT.findall(printed)),
        frozenset(_numbers(bare)),
        tuple(selection for figure in figures for selection in _chain(figure.selection)),
        frozenset(map(Aggregate, _AGGREGATE.findall(bare))),
    )


def _numbers(text: str) -> Iterator[Decimal]:
    for found in _NUMBER.findall(text):
        try:
            yield Decimal(found)
        except InvalidOperation:
            continue


def _chain(selection: Selection | None) -> Iterator[Selection]:
    while selection is not None:
        yield selection
        selection = selection.within


_ALWAYS_CHECKED = (Kind.LEVEL1, Kind.LEVEL2, Kind.ORGANISATION, Kind.CODE)
"""Kinds that must stand in the query even where a condition was made of them: a follow-up may have left it out."""


def _is_accounted(frame: Frame, held: _Held, mention: Mention) -> bool:
    if mention.start in frame.conditions.used and mention.kind not in _ALWAYS_CHECKED:
        return True
    check = _CHECKS.get(mention.kind)
    return check is None or held.quotes(mention.text) or check(frame, held, mention)


def _ranked(frame: Frame, held: _Held, mention: Mention) -> bool:
    extremes = {str(rank.value) for rank in frame.reading.of(Kind.RANK)} & {"most", "least"}
    made = sum(selection.order is not None for selection in held.selections)
    if len(extremes) > 1 and made < len(extremes) and held.query.operation == Operation.LIST:
        return False  # 最大的三个里满意度最低的: two rankings, of which one was made
    orders = [selection.order for selection in held.selections if selection.order is not None]
    of_one = len(frame.pointed) == 1 and not frame.named and frame.pointed[0][0] in str(held.query.selection.where)
    if orders and of_one and not held.about_rows and held.query.operation == Operation.LIST and len(frame.years) < 2:
        return False  # of one project none is the highest
    if orders and orders[0].measure.field == Field.ROWS and any(word in mention.text for word in cue("of_values")):
        return False  # 最低 is said of values, 最少 of how many there are
    if (_ranks_a_row(frame, mention) or _ranks_a_stranger(frame, mention)) and all(
        selection.order is None or selection.order.measure.field == Field.TOTAL for selection in held.selections
    ):
        return False
    if (
        held.query.operation in (Operation.GROUP, *_SET_AGAINST)
        or "changed" in held.printed
        or {Aggregate.HIGHEST, Aggregate.LOWEST} & held.aggregates
    ):
        return True
    if re.search(r"(?:[<>]=?|=) (?:\((?:sum|average|median|highest|lowest|count)|(?:total|fiscal|other|fund)\b)", held.printed):
        return True  # set against a figure: 比人才工作经费少的
    return any(selection.order is not None or selection.places is not None for selection in held.selections)


def _ranks_a_row(frame: Frame, mention: Mention) -> bool:
    """党员人数最多, 年限最长: what is ranked stands just before, and is no money."""
    before = frame.reading.before(mention, skip=())
    if before is None or before.kind != Kind.PIECE or before.text not in frame.terms:
        return False
    rows = frame.context.knowledge.rows_like(before.text)
    return any(before.text in squeeze(row.level3).lower() for row in rows)


def _ranks_a_stranger(frame: Frame, mention: Mention) -> bool:
    """里程最长, 亩数最多: what is ranked is not known, or is a length, and so no money."""
    before = frame.reading.before(mention, skip=())
    if before is not None and before.kind == Kind.FILLER and before.text in cue("number_of"):
        before = frame.reading.before(before, skip=())
    if before is not None and before.kind == Kind.FILLER and before.text in cue("rate_words"):
        return True  # 标准最高的
    strange = before is not None and before.kind == Kind.UNKNOWN and "\u4e00" <= before.text[-1] <= "\u9fff"
    return strange or mention.text in cue("of_lengths")


def _placed(frame: Frame, held: _Held, mention: Mention) -> bool:
    grouping = held.query.grouping
    lower = any(one.places is not None and one.places.first > 1 and one.within is None for one in held.selections)
    of_one = len(frame.pointed) == 1 and not frame.named and frame.pointed[0][0] in str(held.query.selection.where)
    if lower and of_one and not held.about_rows and held.query.operation == Operation.LIST and len(frame.years) < 2:
        return frame.all_years  # among one table none is the second
    if grouping is not None and grouping.places is not None:
        return True
    return bool(frame.pointed) or any(selection.places is not None for selection in held.selections)


def _levelled(frame: Frame, held: _Held, mention: Mention) -> bool:
    """A category: it stands in the query, or the rows that it chose do."""
    if str(mention.value) in held.texts or mention.text in cue("money_unit"):
        return True
    asked = str(mention.value)
    chosen = [name for name in LEVEL2_PARENT if name in held.texts]
    if mention.kind == Kind.LEVEL1 and any(LEVEL2_PARENT[name] == asked for name in chosen):
        return True  # 产出指标里的数量指标
    if chosen and mention.kind == Kind.LEVEL2 and not any(asked in (name, LEVEL2_PARENT[name]) for name in chosen):
        return False  # 满意度 is no row of 成本指标
    return "level3" in held.printed


_NO_SIZE = 10
"""A smaller number may say how many things are meant."""


def _counted(frame: Frame, held: _Held, mention: Mention) -> bool:
    """A number: it, or a bound made from it, stands in the query."""
    quantity = mention.value
    if not isinstance(quantity, QuantityMention):
        return True
    bare = quantity.low >= _NO_SIZE and (quantity.unit or "") not in cue("counts_tables")
    if quantity.unit == "年" or not (quantity.unit in ("%", "元", "倍") or quantity.scaled or bare):
        return True
    if bare and any(mention.text in text for text in held.texts):
        return True
    if any(f"{quantity.low.normalize():f}" in text for text in held.texts):
        return True  # 三千人以下: the name of a row
    made = {quantity.low, quantity.high}
    made |= {bound * factor for bound in made for factor in (Decimal("0.9"), Decimal("1.1"), Decimal(100), Decimal("0.01"))}
    return bool(made & {abs(number) for number in held.numbers})


def _of_one_project(frame: Frame) -> bool:
    """Is one project spoken of, which has one table a year, so that the mean of its tables is that of its years?"""
    listed = {name for name, _ in frame.last.projects} if frame.last is not None and not frame.named else set()
    known = frame.context.knowledge.projects_named(tuple(listed))
    listed = {project.series or project.name for project in known} if len(known) == len(listed) else listed
    return len(frame.named) == 1 or len({name for name, _ in frame.pointed} or listed) == 1


def _of_one_office(frame: Frame, held: _Held) -> bool:
    """两家合起来 is no figure of one department or unit alone."""
    if not (frame.says("both_offices") and frame.last is not None) or frame.conditions.table or held.query.versus is not None:
        return False
    offices = [kept for one in held.selections if (kept := slots.kept(one.where, slots.organisations_slot)) is not None]
    return bool(offices) and all(isinstance(part, OneOf) and len(part.values) == 1 for part in offices)


def _figured(frame: Frame, held: _Held, mention: Mention) -> bool:
    operation = held.query.operation
    match mention.value:
        case "average":
            by_year = frame.says("per_year") or frame.text.startswith(cue("yearly"))
            if by_year and operation not in (Operation.RATIO, Operation.GROUP) and not _of_one_project(frame):
                return False
            mean_alone = operation == Operation.COMPUTE and held.query.figure.aggregate == Aggregate.AVERAGE
            if mean_alone and frame.has(Kind.ASK, "which") and not frame.has(Kind.ASK, "how_much") and len(clauses_of(frame)) < 2:
                return False  # those beside the mean are asked for, and not the mean
            return Aggregate.AVERAGE in held.aggregates or operation in (Operation.RATIO, Operation.GROUP)
        case "product":
            return "times" in held.printed
        case "sum":
            if _of_one_office(frame, held):
                return False
            counts = operation == Operation.COMPUTE and held.query.figure.aggregate == Aggregate.COUNT
            listed = operation == Operation.LIST and frame.has(Kind.FIGURE, "count")
            return not (counts or listed) or len(clauses_of(frame)) < 2 or held.about_rows
        case "count":
            if operation == Operation.SHOW:
                return f"{Field.GOAL.value} has" in held.printed  # a project's total and goal say how many of nothing
            of_one = frame.named or len(frame.pointed) == 1
            if operation == Operation.COMPUTE and of_one and not frame.asks_for_projects and not held.about_rows:
                return held.query.figure.aggregate != Aggregate.COUNT  # how many a named project is, is no question
            placed = any(selection.places is not None for selection in held.selections)
            if operation in (Operation.SHARE, Operation.RATIO, Operation.GROWTH):
                return held.query.figure.aggregate == Aggregate.COUNT or held.about_rows
            return operation != Operation.LIST or not placed or held.about_rows
        case "median":
            return Aggregate.MEDIAN in held.aggregates
        case "share":
            percent_rows = (held.about_rows and not frame.says("compares")) or " share " in held.printed
            return operation in (Operation.SHARE, Operation.GROUP, Operation.GROWTH) or percent_rows
        case "ratio":
            return operation == Operation.RATIO or "times" in held.printed
        case "growth":
            return operation == Operation.GROWTH or "growth" in held.printed
        case "difference":
            return operation in _SET_AGAINST or "minus" in held.printed or "changed" in held.printed
        case "same":
            compared = re.search(r"!?= (?:total|fiscal|other|\()|repeated|changed", held.printed)
            has_rows = operation == Operation.EVERY and len(frame.years) > 1 and " rows (" in held.printed
            return (operation in (Operation.SAME, Operation.EVERY) and not has_rows) or compared is not None
        case "group":
            if operation == Operation.SHOW and len(frame.projects) == 1 and len(held.query.fields) == 1 and len(frame.years) < 2:
                return frame.all_years  # 分别花多少钱: one figure is not several
            several = len(frame.conditions.levels) > 1 and frame.says("row_count") and held.query.grouping is None
            if several and held.about_rows and operation in (Operation.COMPUTE, Operation.LIST):
                return False  # 数量指标和质量指标各几条: one number is not that of each
            return held.query.grouping is not None or not says(mention.text, "by_organisation")
    return True


def _tested(frame: Frame, held: _Held, mention: Mention) -> bool:
    """是不是, 变过没有, 都是100%吗: whether something is so is no question for a list."""
    if mention.value == "ending" and frame.conditions.rows and frame.has(Kind.LOGIC, "all") and not frame.reading.of(Kind.ASK):
        return held.query.operation != Operation.LIST or frame.asks_for_projects
    moved = any(frame.says(name) for name in ("asks_changed", "asks_risen", "asks_fallen"))
    if mention.value == "whether" and moved and not frame.asks_for_projects and frame.projects:
        return held.query.operation in _SET_AGAINST or "changed" in held.printed or "growth" in held.printed
    return (
        mention.value != "whether"
        or mention.text.startswith(cue("whether_there"))
        or held.query.operation
        not in (
            Operation.LIST,
            Operation.SHOW,
            Operation.COMPUTE,
        )
    )


def _asked(frame: Frame, held: _Held, mention: Mention) -> bool:
    """哪个项目: one figure of a whole set names no project; 多少钱 beside another question: no other field answers it."""
    if mention.value == "how_much" and held.query.operation == Operation.SHOW and len(clauses_of(frame)) > 1:
        money = any(measure.field in MONEY_FIELDS for measure in held.query.fields)
        return money or not any(word in mention.text for word in cue("money_unit"))
    if mention.value == "how_much" and any(word in mention.text for word in cue("money_unit")):
        return not _adds_up_no_money(frame, held)
    if mention.text.endswith(cue("asked_number")) and not held.about_rows and _counts_a_thing(frame, mention):
        return held.query.operation not in (Operation.SHOW, Operation.COMPUTE) or held.query.figure.aggregate == Aggregate.COUNT
    if mention.value == "which" and number_in(mention.text) > 2 and frame.last is not None and not frame.named:
        bound = frame.conditions.table or frame.conditions.rows or frame.terms  # 去年的是哪三个: no more than three are meant
        if not bound and held.query.operation == Operation.LIST and "places" not in str(held.query):
            return False
    if mention.value != "which" or not frame.asks_for_projects or frame.projects:
        return True
    figures = (held.query.figure, held.query.versus)
    whole = all(figure is None or figure.selection.places is None for figure in figures)
    return held.query.operation not in (Operation.DIFFERENCE, Operation.GROWTH, Operation.RATIO) or not whole


def _counts_a_thing(frame: Frame, mention: Mention) -> bool:
    """检查多少妇女: a thing stands behind 多少, so that no money is asked for."""
    behind = frame.reading.after(mention, skip=())
    if behind is None or behind.kind not in (Kind.PIECE, Kind.UNKNOWN) or len(behind.text) < 2:
        return False
    return behind.text not in frame.context.lexicon.weak and not behind.text.startswith(cue("money_unit"))


def _adds_up_no_money(frame: Frame, held: _Held) -> bool:
    """这两个项目一共多少钱 is no sum of people: are numbers of rows reckoned with of which none is an amount of money?"""
    figure = held.query.figure
    if (
        held.query.operation != Operation.COMPUTE
        or figure.measure is None
        or figure.measure.field != Field.NUMBER
        or figure.times
    ):
        return False
    if COST in held.texts or any(text.startswith(cue("money_unit")) for text in held.texts):
        return False
    rows = [row for row in frame.context.knowledge.rows_like(frame.text) if squeeze(row.level3).lower() in held.texts]
    return not any((row.unit or "").startswith(cue("money_unit")) for row in rows)


def _each(frame: Frame, held: _Held, mention: Mention) -> bool:
    """每年几张: one figure over all years says nothing of each; 全局: the department must be named, or the only one."""
    if mention.value == "own_department":
        return Field.DEPARTMENT.value in held.printed
    return (
        mention.text not in cue("each_year")
        or "in years" in held.printed
        or held.query.operation != Operation.COMPUTE
        or " since " in held.printed  # 逐年提高的有几个
        or bool(held.query.figure.selection.order)
    )


def _funded(frame: Frame, held: _Held, mention: Mention) -> bool:
    fiscal = "fund" not in held.printed and Field.FISCAL.value in held.printed and says(str(mention.value), "fiscal_labels")
    return fiscal or held.quotes(str(mention.value))


def _rest(frame: Frame, held: _Held, mention: Mention) -> bool:
    """剩下的, 其余: some must be left out; 再加上: what was spoken of must still be there."""
    if mention.value == "add":
        return _still_there(frame, held, mention)
    if mention.value not in ("rest", "swap") or frame.last is None:
        return True
    if mention.value == "swap":
        return str(frame.last_query) != str(held.query)
    ranked = any(selection.places is not None and selection.places.first > 1 for selection in held.selections)
    still = says(mention.text, "still_there") and "in years" in held.printed  # 这几个今年还剩谁
    return ranked or still or "not (" in held.printed or bool(frame.pointed)


def _still_there(frame: Frame, held: _Held, mention: Mention) -> bool:
    """Does a query to which something is added hold the departments and projects of the last question?"""
    last = frame.last_query
    if last is None or mention.start > 1 or mention.text in cue("or_others"):
        return True
    kept = [slots.kept(selection.where, slot) for selection in _chain(last.selection) for slot in _WHOSE]
    names = [name for part in kept if isinstance(part, OneOf) for name in part.values]
    return all(held.quotes(name) for name in names)


def _the_first(frame: Frame, held: _Held, mention: Mention) -> bool:
    """它, 该局 after 哪个局最多: the query must be about the one that came first; where two did, it is not known which."""
    last = frame.last
    if last is None or mention.value not in ("it", "office") or not last.leading or frame.named or frame.pointed:
        return True
    return any(held.quotes(name) for name in last.leading) or all(name.isdigit() for name in last.leading)


_WHOSE = (slots.organisations_slot, slots.projects_slot)


def _denied(frame: Frame, held: _Held, mention: Mention) -> bool:
    words = ("not", "no rows", "blank", "!=", "<", "in years", "changed")
    ends = mention.end >= len(frame.question) - 1
    return ends or held.query.operation in _YES_NO or any(word in held.printed for word in words)


def _joined(frame: Frame, held: _Held, mention: Mention) -> bool:
    match mention.value:
        case "not" | "blank":
            return _denied(frame, held, mention)
        case "except":
            behind = frame.reading.after(mention)
            if behind is not None and behind.text in frame.context.lexicon.empty:
                return True
            return (
                held.query.operation == Operation.DIFFERENCE
                or "not" in held.printed
                or "no rows" in held.printed
                or any(selection.places is not None and selection.places.first > 1 for selection in held.selections)
            )
    return True


def _dated(frame: Frame, held: _Held, mention: Mention) -> bool:
    years: Sequence[object] = mention.value if isinstance(mention.value, tuple) else ()
    if mention.text in cue("that_year") and frame.years:
        years = frame.years
    apart = held.query.operation in (Operation.DIFFERENCE, Operation.GROWTH, Operation.RATIO) and held.query.versus is not None
    if apart or any(word in held.printed for word in ("minus", "growth", "changed")):
        years = (years[0], years[-1]) if years else ()  # a change is reckoned from the first to the last
    return all(not isinstance(year, int) or Decimal(year) in held.numbers for year in years) or "before" in held.printed


def _organised(frame: Frame, held: _Held, mention: Mention) -> bool:
    shown = {measure.field for measure in held.query.fields} if held.query.operation == Operation.SHOW else set()
    if shown & slots.ORGANISATIONS and offers_two(frame):
        return True  # 是组织部还是组织部本级
    fitting: Sequence[object] = mention.value if isinstance(mention.value, tuple) else ()
    known = [organisation for organisation in fitting if isinstance(organisation, KnownOrganisation)]
    return any(held.quotes(organisation.name) or held.quotes(organisation.code) for organisation in known)


def _moved(frame: Frame, held: _Held, mention: Mention) -> bool:
    if mention.value == "previous":
        return True
    if mention.value == "down" and "changed" in held.printed and not re.search(r"changed \w+(?: \"\")? <", held.printed):
        return False
    if mention.text in (*cue("doubles"), *cue("halves")) and held.query.operation == Operation.DIFFERENCE:
        return False  # 翻了一番的: those that did are asked for, and not by how much all rose
    if mention.value == "up" and "changed" in held.printed and not re.search(r"changed \w+(?: \"\")? >", held.printed):
        return False
    words: tuple[str, ...] = ("changed", "in years", "minus", "growth", "not in", Field.ATTRIBUTE.value)
    if mention.is_(Kind.TREND, "each") and "of year" in held.printed:
        return True  # 两年都有中央资金的
    if (
        mention.is_(Kind.TREND, "present")
        and len(frame.years) == 2
        and any(one in held.printed for one in (" minus ", " since "))
    ):
        return True  # 两年都有的项目里，降得最多的: a change is of those that both years have
    if mention.is_(Kind.TREND, *OF_PRESENCE):
        alone = mention.value == "present" and len(frame.years) < 2
        return alone or "in years" in held.printed
    beside_presence = frame.has(Kind.TREND, "each", "present", "absent")  # 三年都有、金额没变的: being there tells no amount
    each_time = held.query.operation == Operation.EVERY and not mention.is_(Kind.TREND, "same", "moved")
    if mention.is_(Kind.TREND, "up", "down", "same", "moved") and (beside_presence or each_time):
        words = ("changed", "minus", "growth")
    return held.query.operation in (*_SET_AGAINST, Operation.GROUP) or any(word in held.printed for word in words)


def _as_many(frame: Frame, held: _Held, mention: Mention) -> bool:
    """这两个项目 are not the three that the last answer listed."""
    number, last, behind = number_in(mention.text), frame.last, frame.reading.after(mention)
    if not mention.text.endswith(cue("project_word")) and (behind is None or not behind.is_(Kind.SUBJECT, "project")):
        return True
    if number < 2 or last is None or frame.named or not (frame.pointed or frame.within is not None):
        return True
    spoken_of = {len(last.projects), len(last.rows), len({name for name, _ in last.projects}), len(frame.pointed)}
    return number in spoken_of or held.query.selection.places is not None


def _compared(frame: Frame, held: _Held, mention: Mention) -> bool:
    """比去年高: two years that stand against each other are no two years of which either will do."""
    behind = frame.reading.after(mention)
    if mention.text not in cue("against") or behind is None or behind.kind not in (Kind.YEAR, Kind.TREND):
        return True
    versus = held.query.versus
    if versus is not None and behind.kind == Kind.YEAR and len(frame.years) > 1:
        sides = [slots.years_in(slots.flattened(one.selection).where) for one in (held.query.figure, versus)]
        if sides[0] == sides[1] and len(sides[0]) > 1:
            return False  # 两局2025年合计比2024年多多少: both years stand on either side
    return held.query.operation in (*_SET_AGAINST, Operation.GROUP) or any(word in held.printed for word in _OF_TWO_YEARS)


_OF_TWO_YEARS = ("changed", "minus", "growth", "in years", " since ", " by year")
"""In the text of a query: years are set against each other."""


def _named_field(frame: Frame, held: _Held, mention: Mention) -> bool:
    field = Field(str(mention.value))
    before = frame.reading.before(mention)
    if field == Field.GOAL and before is not None and before.kind in (Kind.LEVEL1, Kind.LEVEL2):
        return True  # 满意度目标 is the target value of such rows
    if field in (Field.TOTAL, Field.YEAR, Field.PERIOD) or re.search(rf"\b{field.value}", held.printed):
        return True
    return field in (Field.FISCAL, Field.OTHER) and "fund" in held.printed


def _of_rows(frame: Frame, held: _Held, mention: Mention) -> bool:
    return held.about_rows or Field.ROWS.value in held.printed


def _piece(frame: Frame, held: _Held, mention: Mention) -> bool:
    """A piece of a name or a row: it says which one is meant, or it is too weak to say anything."""
    if mention.text in frame.context.lexicon.weak or mention.text in frame.echoes:
        return True
    if frame.doubtful is not None and mention.text in frame.doubtful.pieces:
        meant = {squeeze(project.name).lower() for link in frame.doubtful.links for project in link.projects}
        return _mostly(mention.text, held.texts) or bool(meant & set(held.texts))
    links = (*frame.named, *frame.excepted)
    if any(piece in mention.text or mention.text in piece for link in links for piece in link.explained):
        return True
    return mention.text not in frame.terms or _mostly(mention.text, held.texts) or _rate_of_row(frame, held, mention)


def _rate_of_row(frame: Frame, held: _Held, mention: Mention) -> bool:
    """前年的补助标准 after the row 入户调查补助: is it the rate that the row just shown sets?"""
    last = frame.last
    stem = next((mention.text.removesuffix(word) for word in cue("rate_words") if mention.text.endswith(word)), "")
    if last is None or len(last.rows) != 1 or len(stem) < 2:
        return False
    level3 = squeeze(last.rows[0][-1]).lower()
    return stem in level3 and level3 in held.texts


def _mostly(text: str, texts: Iterable[str]) -> bool:
    """Do half of the pairs of neighbouring characters stand in one of the texts?"""
    pairs = [text[at : at + 2] for at in range(len(text) - 1)]
    return any(sum(pair in held for pair in pairs) * 2 >= len(pairs) for held in texts)


def _stranger(frame: Frame, held: _Held, mention: Mention) -> bool:
    """One character may be a slip; two that stand close, though a small word was seen between them, are a word (区块链)."""
    if mention.text in cue("year_noun") and (" by year" in held.printed or frame.says("other_year")):
        return True
    if held.query.grouping is not None and mention.text in cue("told_apart"):
        return True
    if mention.text in cue("code") and "_code" in held.printed:
        return True
    if mention.text in cue("first_and_last") and held.query.operation in _SET_AGAINST:
        return True
    if any(mention.text in link.explained for link in frame.named):
        return True  # 长护险
    if cuts_off(frame, held.query, mention):
        return False
    near = [
        other
        for other in frame.reading.of(Kind.UNKNOWN)
        if other.start - mention.end <= 1 and mention.start - other.end <= 1 and other.text not in ",.?!"
    ]
    return sum("\u4e00" <= character <= "\u9fff" for other in near for character in other.text) < 2


_WHOLE = 4
"""A phrase of so many characters is whole: a character before it is a word of its own (拍党员电视教育片)."""


def cuts_off(frame: Frame, query: Query, mention: Mention) -> bool:
    """Does one unknown character stand just before a word that tables are searched for (老干部 is no 干部), or is such a word
    only the beginning of what 涉及 and the like are said of (涉及乡村振兴)?"""
    if mention.kind != Kind.UNKNOWN or " has " not in str(query) or not "\u4e00" <= mention.text[0] <= "\u9fff":
        return False
    before = frame.reading.before(mention, skip=(Kind.PIECE,))
    if before is not None and before.kind == Kind.TOPIC and before.text in cue("topical") and _runs_on(frame, before, mention):
        return True
    if len(mention.text) != 1:
        return False
    return any(piece.start == mention.end and len(piece.text) < _WHOLE for piece in _sought(frame))


def _runs_on(frame: Frame, first: Mention, last: Mention) -> bool:
    """Do pieces that are searched for stand between the two, without a gap?"""
    between = [mention for mention in frame.reading.mentions if first.end <= mention.start and mention.end <= last.start]
    ends = [first.end, *(mention.end for mention in between)]
    starts = [*(mention.start for mention in between), last.start]
    return bool(between) and ends == starts and all(mention.kind == Kind.PIECE for mention in between)


def _sought(frame: Frame) -> tuple[Mention, ...]:
    """The pieces that tables are searched for."""
    return tuple(mention for mention in frame.reading.of(Kind.PIECE) if mention.text in frame.terms)


def _spoken_of(frame: Frame, held: _Held, mention: Mention) -> bool:
    """涉及, 提到: something must be sought in texts, or a thing be named."""
    following = frame.reading.after(mention)
    if following is None or following.kind not in (Kind.UNKNOWN, Kind.PIECE) or mention.text not in cue("topical"):
        return True
    if frame.conditions.levels or frame.conditions.rows or frame.conditions.table:
        return True
    return bool(frame.projects or frame.within) or bool(held.texts)


def _attributed(frame: Frame, held: _Held, mention: Mention) -> bool:
    return Field.ATTRIBUTE.value in held.printed or "in years" in held.printed


def _dates_of_rows(frame: Frame, held: _Held, mention: Mention) -> bool:
    """A date within a year: some rows are limited by it, or it says when something is wanted of them."""
    return "deadline" in held.printed or held.quotes(mention.text) or frame.says("when_asked") or bool(frame.pointed)


def _of_units(frame: Frame, held: _Held, mention: Mention) -> bool:
    """下属单位: the units must be what is told apart."""
    grouping = held.query.grouping
    told_apart = grouping is not None and grouping.field in (Field.UNIT, Field.UNIT_CODE)
    return mention.value != "units" or told_apart or any(word in mention.text for word in cue("by_each_bureau"))


def _of_findings(frame: Frame, held: _Held, mention: Mention) -> bool:
    """有什么毛病: the query asks for what the review finds."""
    return held.query.speaks_of_findings


def _by_unit(frame: Frame, held: _Held, mention: Mention) -> bool:
    """每公里, 多少人: no money of a whole table is asked for, but a row's number, or what each comes to."""
    texts = any(measure.field == Field.GOAL for measure in held.query.fields)  # the goal says so many things by unit
    rows = held.about_rows and held.query.selection.subject == Subject.INDICATOR
    if held.query.operation == Operation.LIST and rows and not (frame.projects or frame.within):
        return any(name in held.printed for name in ("level3", Field.NUMBER_UNIT.value)) or _per_year(mention)
    if held.about_rows or texts or Field.ROWS.value in held.printed or held.query.operation == Operation.RATIO:
        return True
    return _per_year(mention) or mention.value in cue("measures_anything")


def _per_year(mention: Mention) -> bool:
    return mention.text in cue("each_year") or mention.value in cue("year_word")


def _sized(frame: Frame, held: _Held, mention: Mention) -> bool:
    """五个局各多少 where there are four, 两个局合计 of one that was asked about: it is not known which are meant."""
    if not frame.text.startswith(cue("office_nouns"), mention.end):
        return True
    grouping = held.query.grouping
    by_office = grouping is not None and grouping.field in (Field.DEPARTMENT, Field.UNIT)
    if by_office and frame.within is not None:
        return True
    organisations = frame.context.knowledge.organisations()
    known = {sum(one.is_unit for one in organisations), sum(not one.is_unit for one in organisations)}
    offices = [slots.kept(slots.flattened(one).where, slots.organisations_slot) for one in held.selections]
    if mention.value in known or (by_office and any(offices)):
        return True
    return not by_office and len({name for one in offices if isinstance(one, OneOf) for name in one.values}) == mention.value


def _graded(frame: Frame, held: _Held, mention: Mention) -> bool:
    """逐年提高: a rise from year to year is no value that a cell holds; 优秀等次的标准 is that of a row called so."""
    behind = frame.text[mention.end : mention.end + 6]
    if behind.startswith("的") and says(behind, "rate_words") and not any(mention.text[:2] in text for text in held.texts):
        return False
    return mention.text not in cue("grades_of_rise") or not frame.says("each_step") or "changed" in held.printed


def _never_held(frame: Frame, held: _Held, mention: Mention) -> bool:
    """What was done, who, why: no query answers it."""
    return mention.text in cue("left_over") and frame.has(Kind.LOGIC, "except")


def _quoted(frame: Frame, held: _Held, mention: Mention) -> bool:
    """Quoted text stands in the query; of “…”这类 it is enough that names much like it do."""
    of_a_kind = frame.text.startswith(cue("of_this_kind"), mention.end)
    return held.quotes(str(mention.value)) or (of_a_kind and _mostly(str(mention.value), held.texts))


_CHECKS: Mapping[Kind, Callable[[Frame, _Held, Mention], bool]] = MappingProxyType(
    {
        Kind.RANK: _ranked,
        Kind.PLACE: _placed,
        Kind.LEVEL1: _levelled,
        Kind.LEVEL2: _levelled,
        Kind.QUANTITY: _counted,
        Kind.FIGURE: _figured,
        Kind.VERIFY: _tested,
        Kind.ASK: _asked,
        Kind.WHOLE: _each,
        Kind.FUND: _funded,
        Kind.CHANGE: _rest,
        Kind.LOGIC: _joined,
        Kind.YEAR: _dated,
        Kind.ORGANISATION: _organised,
        Kind.CODE: _quoted,
        Kind.SUBJECT: _of_units,
        Kind.SINGLE: _the_first,
        Kind.TREND: _moved,
        Kind.SPLIT: _compared,
        Kind.SET: _as_many,
        Kind.PER_UNIT: _by_unit,
        Kind.UNIT_ASKED: _by_unit,
        Kind.HEAD: _named_field,
        Kind.ROW: _of_rows,
        Kind.TOPIC: _spoken_of,
        Kind.PIECE: _piece,
        Kind.UNKNOWN: _stranger,
        Kind.QUOTED: _quoted,
        Kind.DATE: _dates_of_rows,
        Kind.DEADLINE: _dates_of_rows,
        Kind.ATTRIBUTE: _attributed,
        Kind.FINDING: _of_findings,
        Kind.GRADE: _graded,
        Kind.SIZE: _sized,
        Kind.EXECUTION: _never_held,
        Kind.PERSON: _never_held,
        Kind.REASON: _never_held,
        Kind.OTHER_DATA: _never_held,
    }
)
"""By kind: is the mention reflected? Kinds that are not here carry no meaning of their own."""
