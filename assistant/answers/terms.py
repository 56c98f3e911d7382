"""What fields, units and blank cells are called in answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.answers.amounts import money, money_exactly, money_in_full, plain, with_unit
from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.query import Aggregate, Figure, Measure
from assistant.wording import wording

YEAR_FIELDS = frozenset({Field.YEAR, Field.PERIOD_START, Field.PERIOD_END})
"""Fields that hold a year."""
TEXT_FIELDS = (
    frozenset(Field)
    - MONEY_FIELDS
    - YEAR_FIELDS
    - {
        Field.ROWS,
        Field.FINDINGS,
        Field.NUMBER,
        Field.SPREAD,
        Field.WEIGHT,
        Field.REQUIRED,
        Field.PERIOD_YEARS,
        Field.DEADLINE,
    }
)
"""Fields that hold text and are neither added up nor set against a number."""
IN_TEXT = 20
"""As many members as a sentence names; the rest is counted."""
IN_FULL = 5
"""As many amounts as a sentence prints both in 万元 and in yuan."""


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/terms")(key, **slots)


def field_name(field: Field) -> str:
    """The official name of a field: 年度资金总额."""
    return _say(f"field.{field.value}")


def yuan_unit() -> str:
    """元."""
    return _say("unit.yuan")


def times_unit() -> str:
    """倍."""
    return _say("unit.times")


def counter(subject: Subject, *, tables: bool = False) -> str:
    """What members are counted in: 个 projects, 张 tables, 条 rows."""
    if subject is Subject.INDICATOR:
        return _say("unit.row")
    return _say("unit.table") if tables else _say("unit.project")


def noun(subject: Subject, *, tables: bool = False) -> str:
    """What members are called: 项目, 绩效目标表, 指标."""
    if subject is Subject.INDICATOR:
        return _say("noun.row")
    return _say("noun.table") if tables else _say("noun.project")


def counted(number: Decimal | int, subject: Subject) -> str:
    """9个项目, 32条指标."""
    return _say("counted.project" if subject is Subject.PROJECT else "counted.row", 数=plain(Decimal(number)))


def blank_name() -> str:
    """What stands for a blank name cell."""
    return _say("blank.name")


def blank_value() -> str:
    """What stands for a blank value cell."""
    return _say("blank.value")


def is_money(measure: Measure | None) -> bool:
    """Whether the measure is in yuan."""
    return measure is not None and measure.field in MONEY_FIELDS and not measure.percent and measure.share_of is None


def unit_of(figure: Figure, *, tables: bool = False) -> str | None:
    """The unit of a figure as far as the query says it; None where the rows decide."""
    if figure.aggregate is Aggregate.COUNT or figure.measure is None:
        return counter(figure.selection.subject, tables=tables)
    if figure.measure.percent or figure.measure.share_of is not None:
        return "%"
    if is_money(figure.measure):
        return yuan_unit()
    if figure.measure.field is Field.PERIOD_YEARS:
        return _say("unit.year")
    if figure.measure.field in (Field.ROWS, Field.FINDINGS):
        return counter(Subject.INDICATOR)
    return _say("unit.year") if figure.measure.field in YEAR_FIELDS else None


def amount(number: Decimal, unit: str | None, *, full: bool = False, exactly: bool = False) -> str:
    """A figure with its unit: money in 万元, with the yuan where `full`, never rounded where `exactly`; others as they are."""
    if unit == yuan_unit():
        return money_exactly(number) if exactly else money_in_full(number) if full else money(number)
    return with_unit(number, unit)


def items(texts: Sequence[str], *, count: int | None = None, unit: str = "", most: int = IN_TEXT) -> str:
    """Members in one sentence: at most `most` of them, then 等 with the whole count."""
    whole = len(texts) if count is None else count
    shown = texts[:most]
    text = _say("join.items").join(shown)
    return text + _say("join.more", 数=whole, 单位=unit) if whole > len(shown) else text


def names(texts: Iterable[str]) -> str:
    """Short names one after another: 数量指标、质量指标."""
    return _say("join.names").join(texts)
