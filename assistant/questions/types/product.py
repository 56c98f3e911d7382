"""Products over the rows of one table: 人数乘标准, 数量×单价和总额对得上吗, 户数乘补助标准乘十二个月."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.chinese.quantities import QuantityMention
from assistant.chinese.width import squeeze
from assistant.model.fields import Field, Subject
from assistant.model.knowledge import KnownRow
from assistant.model.query import Aggregate, Condition, Figure, Measure, Operation, Operator, Query, Selection, both
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.rows import rows_condition
from assistant.questions.types.built import Built, Outcome

_NUMBER = Measure(Field.NUMBER)
_MONTHS = Decimal(12)
_MONTH = "月"
_TELLING = 4
"""So many characters of a row's name tell it from others."""


def product(frame: Frame) -> Outcome:
    """A word for multiplying with rows of one table; or a sum asked of a number and its unit price that were just listed."""
    said = frame.has(Kind.FIGURE, "product")
    if said and not frame.projects:
        frame = _of_named_rows(frame)
    if said and frame.says("whole_sum"):
        return (_spoken(frame) if frame.terms else None) or _checked(frame)
    if any(mention.text.endswith(cue("project_word")) for mention in frame.reading.of(Kind.SINGLE)):
        return None  # 这个项目总共安排多少: the project's money, and no product of its rows
    return (_spoken(frame) if said else None) or _of_the_last_two(frame)


def _of_named_rows(frame: Frame) -> Frame:
    """Where rows are named but no project: the one project that has them, by their whole name or else by a telling part of it."""
    rows = frame.context.knowledge.rows_like(frame.text)
    names = [(row, squeeze(row.level3).lower()) for row in rows]
    telling = [term for term in frame.terms if len(term) >= _TELLING]
    found = [row for row, name in names if len(name) >= _TELLING and name in frame.text]
    found = found or [row for row, name in names if any(term in name for term in telling)]
    projects = {(row.project, row.year) for row in found if row.level3}
    latest = max((year for _, year in projects if year), default=None)
    meant = [(name, year) for name, year in projects if year == latest and (not frame.years or year in frame.years)]
    return replace(frame, pointed=tuple(meant)) if len(meant) == 1 else frame


def _rows(frame: Frame) -> tuple[KnownRow, ...]:
    """The rows of the one project that is spoken of, in the year in question."""
    projects = frame.projects
    if not projects or len(frame.named) > 1 or len(frame.pointed) > 1:
        return ()
    rows = frame.context.knowledge.rows_like(frame.text, projects)
    pointed = [year for _, year in frame.pointed if year]
    years = frame.years or tuple(pointed) or (max((row.year for row in rows if row.year), default=0),)
    return tuple(row for row in rows if row.year in years)


def _per(row: KnownRow) -> tuple[str, ...]:
    """What a unit price is by: (人, 月) of 元/人·月; () where the row is no price."""
    unit = row.unit or ""
    return tuple(unit.removeprefix("元/").split("·")) if unit.startswith("元/") else ()


def _counts(frame: Frame, row: KnownRow, price: KnownRow) -> bool:
    """Does the row count what the price is by: in its unit, or by its name where the unit fits anything (40个 of 行政村)?"""
    by = _per(price)[0]
    if not row.unit:
        return False
    return row.unit in frame.context.lexicon.units_like(by) or (
        row.unit in cue("measures_anything") and by in squeeze(row.level3)
    )


def _figure(where: Condition | None, row: KnownRow) -> Figure:
    return Figure(Selection(Subject.INDICATOR, both(where, rows_condition((row,)))), Aggregate.SUM, _NUMBER)


def _times(where: Condition | None, count: KnownRow, price: KnownRow, months: Decimal | None) -> Figure:
    factors: list[Figure | Decimal] = [_figure(where, price)]
    if months is not None:
        factors.append(months)
    return replace(_figure(where, count), times=tuple(factors))


def _said_months(frame: Frame) -> Decimal | None:
    for mention in frame.reading.of(Kind.QUANTITY):
        quantity = mention.value
        if isinstance(quantity, QuantityMention) and quantity.unit in ("月", "个月") and quantity.low == quantity.high:
            return quantity.low
    return None


def _spoken(frame: Frame) -> Outcome:
    """人数乘标准: the count and the price that the words, or else their units, show to belong together."""
    rows = _rows(frame)
    pair = _pair(frame, rows)
    if pair is None:
        return None
    where, remarks = frame.where("latest")
    figure = _times(where, *pair, _said_months(frame))
    operator = _against_total(frame)
    if operator is None:
        return Built(Query(Operation.COMPUTE, figure), remarks)
    total = Figure(Selection(Subject.PROJECT, where), Aggregate.SUM, frame.measure)
    return Built(Query(Operation.IS, figure, total, operator=operator), remarks)


def _pair(frame: Frame, rows: Sequence[KnownRow]) -> tuple[KnownRow, KnownRow] | None:
    """The one count and the one price that are meant; None where there are several, or none."""
    sign = frame.reading.first(Kind.FIGURE, "product")
    assert sign is not None
    prices = [row for row in rows if _per(row)]
    pairs = [(row, price) for price in prices for row in rows if not _per(row) and _counts(frame, row, price)]
    left, right = frame.text[: sign.start], frame.text[sign.end :]
    best: list[tuple[int, tuple[KnownRow, KnownRow]]] = []
    for count, price in pairs:
        score = max(
            _shared(left, count.level3) + _shared(right, price.level3), _shared(right, count.level3) + _shared(left, price.level3)
        )
        best.append((score, (count, price)))
    top = max((score for score, _ in best), default=0)
    if not top and len(pairs) > 1:
        return None
    meant = [pair for score, pair in best if score == top]
    return meant[0] if len(meant) == 1 else None


def _shared(text: str, name: str) -> int:
    """How many pairs of neighbouring characters of the row's name stand in the text."""
    folded = squeeze(name).lower()
    return sum(folded[at : at + 2] in text for at in range(len(folded) - 1))


def _against_total(frame: Frame) -> Operator | None:
    """How the product is compared with the table's money; None where it only is asked for."""
    if not frame.speaks_of_money or not frame.says("checks"):
        return None
    if frame.says("above"):
        return Operator.MORE
    return Operator.LESS if frame.says("below") else Operator.EQUAL


def _checked(frame: Frame) -> Outcome:
    """数量×单价合起来和总额对得上吗: every price of the table with what it is the price of."""
    rows = _rows(frame)
    prices = [row for row in rows if _per(row)]
    where, remarks = frame.where("latest")
    terms: list[Figure] = []
    for price in prices:
        counts = [row for row in rows if not _per(row) and _counts(frame, row, price)]
        close = [row for row in counts if _shared(price.level3, row.level3)] or counts
        if len(close) != 1:
            return None
        by_month = len(_per(price)) > 1 and _per(price)[1] == _MONTH
        terms.append(_times(where, close[0], price, _said_months(frame) or (_MONTHS if by_month else None)))
    if not terms:
        return None
    figure = replace(terms[0], plus=tuple(terms[1:]))
    if not frame.speaks_of_money or not frame.says("checks"):
        return Built(Query(Operation.COMPUTE, figure), remarks)
    total = Figure(Selection(Subject.PROJECT, where), Aggregate.SUM, frame.measure)
    return Built(Query(Operation.IS, figure, total, operator=_against_total(frame)), remarks)


def _of_the_last_two(frame: Frame) -> Outcome:
    """全装完一共要多少 after 加装几部 and 一部补多少: a count and its unit price that the last two answers listed."""
    if not frame.has(Kind.FIGURE, "sum", "product") or frame.named or frame.about_rows or frame.asks_for_projects or frame.years:
        return None
    turns = [turn for turn in frame.context.conversation.turns if turn.query is not None][-2:]
    if len(turns) < 2 or any(len(turn.rows) != 1 for turn in turns):
        return None
    (first,), (second,) = (turn.rows for turn in turns)
    project, year = second[0], second[1]
    if (first[0], first[1]) != (project, year):
        return None
    rows = [row for row in frame.context.knowledge.rows_like(frame.text, (project,)) if row.year == year]
    shown = [row for row in rows for _, _, _, level3 in (first, second) if squeeze(row.level3) == squeeze(level3)]
    prices = [row for row in shown if _per(row)]
    counts = [row for row in shown if not _per(row)]
    if len(prices) != 1 or len(counts) != 1 or not _counts(frame, counts[0], prices[0]):
        return None
    if _MONTH in _per(prices[0]) and _said_months(frame) is None:
        return None  # 总共安排了多少 after 一人一月多少钱: one month's is no sum
    pointing = replace(frame, pointed=((project, year),), within=None)
    where, remarks = pointing.where("latest")
    return Built(Query(Operation.COMPUTE, _times(where, counts[0], prices[0], _said_months(frame))), remarks)
