"""Numbers of a question as comparisons: which bounds they set, and on what.

One convention for bounds, for all questions: 超过 高于 不到 低于 exclude the number; 以上 以内 不低于 不超过 include it; 之间 and
到 include both ends; 左右 is plus or minus 10 %.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assistant.chinese.quantities import Form, QuantityMention
from assistant.model.fields import Field
from assistant.model.query import Compare, Condition, Measure, Not, OneOf, Operator, both
from assistant.model.record import record
from assistant.questions.context import Context
from assistant.questions.lexicon import cue, says
from assistant.questions.mention import Kind, Mention
from assistant.questions.reading import Reading

_OPERATORS: Mapping[str | None, Operator] = {
    "more": Operator.MORE,
    "at_least": Operator.AT_LEAST,
    "less": Operator.LESS,
    "at_most": Operator.AT_MOST,
    "equal": Operator.EQUAL,
    "not_equal": Operator.NOT_EQUAL,
}
_STRICT: Mapping[Operator, Operator] = {Operator.AT_LEAST: Operator.MORE, Operator.AT_MOST: Operator.LESS}
_BESIDE = (Kind.FILLER, Kind.TOPIC)
"""Words that may stand between a number and what denies it (没写到100)."""
_TENTH = Decimal("0.1")
_CENT = Decimal("0.01")


@record
class NumberTest:
    """One number with the bounds that its comparison words set."""

    start: int
    end: int
    """The stretch of the utterance with its comparison words."""
    text: str
    bounds: tuple[tuple[Operator, Decimal], ...]
    unit: str | None
    is_money: bool
    compared: bool
    """Was there a comparison word, or only the number?"""
    negated: bool = False

    def condition(self, measure: Measure) -> Condition:
        """The bounds set on a measure."""
        condition = both(*(Compare(measure, operator, number) for operator, number in self.bounds))
        assert condition is not None
        return Not(condition) if self.negated else condition

    def without_ends(self) -> NumberTest:
        """The same with its bounds left out (均不含本数)."""
        return replace(self, bounds=tuple((_STRICT.get(operator, operator), number) for operator, number in self.bounds))

    def on_rows(self, context: Context, *, per_unit: bool = False) -> Condition:
        """The bounds set on the rows' numbers, with the unit that such rows have.

        A count of people is not compared with a count of villages: a measure word asks for rows of that unit. Money meets
        rows in yuan: with an equals sign sums alone, else unit prices as well.
        """
        units: Condition | None = None
        if self.unit == "%":
            units = Compare(Measure(Field.NUMBER_UNIT), Operator.EQUAL, "%")
        elif self.unit and not self.is_money:
            units = OneOf(Field.NUMBER_UNIT, context.lexicon.units_like(self.unit))
        elif self.is_money and per_unit:
            units = Compare(Measure(Field.NUMBER_UNIT), Operator.CONTAINS, "元/")
        elif self.is_money and self.bounds[0][0] == Operator.EQUAL:
            units = Compare(Measure(Field.NUMBER_UNIT), Operator.EQUAL, "元")
        elif self.is_money:
            units = Compare(Measure(Field.NUMBER_UNIT), Operator.CONTAINS, "元")
        condition = both(*(Compare(Measure(Field.NUMBER), operator, number) for operator, number in self.bounds), units)
        assert condition is not None
        return Not(condition) if self.negated else condition


def number_tests(reading: Reading) -> tuple[NumberTest, ...]:
    """Every number of the utterance that sets a bound, in order."""
    return tuple(_number_test(reading, mention) for mention in reading.of(Kind.QUANTITY))


def _number_test(reading: Reading, mention: Mention) -> NumberTest:
    """The number with the comparison words beside it and what denies it."""
    quantity = quantity_of(mention)
    before, after = reading.before(mention), reading.after(mention)
    start, end = mention.start, mention.end
    before_word = after_word = None
    first = mention
    if before is not None and before.kind == Kind.BEFORE:
        first, before_word, start = before, str(before.value), before.start
    if after is not None and after.kind == Kind.AFTER:
        after_word, end = str(after.value), after.end
    bounds, compared = _bounds(quantity, before_word, after_word)
    denial = reading.before(first, skip=_BESIDE)
    negated = False
    ranges = quantity.form in (Form.RANGE, Form.MAGNITUDE)
    if (before_word is not None or not compared or ranges) and denial is not None and denial.is_(Kind.LOGIC, "not", "blank"):
        negated, start = True, denial.start
    if bounds[0][0] == Operator.NOT_EQUAL:
        bounds, negated = ((Operator.EQUAL, bounds[0][1]),), True
    is_money = quantity.unit == "元" or (quantity.scaled and quantity.unit is None)
    if negated and not compared and is_money and denial is not None and denial.text in cue("not_as_much"):
        bounds, compared, negated = ((Operator.LESS, quantity.low),), True, False  # 额度没有40万的
    return NumberTest(start, end, reading.text[start:end], bounds, quantity.unit, is_money, compared, negated)


def _bounds(
    quantity: QuantityMention, before: str | None, after: str | None
) -> tuple[tuple[tuple[Operator, Decimal], ...], bool]:
    """The bounds that the words before and behind the number set, and whether anything compares at all."""
    if quantity.form in (Form.RANGE, Form.MAGNITUDE, Form.APPROXIMATE) and not (after in _OPERATORS or before in _OPERATORS):
        below = quantity.high + _CENT
        if below == below.to_integral_value() and quantity.high != quantity.high.to_integral_value():
            return ((Operator.AT_LEAST, quantity.low), (Operator.LESS, below)), True  # up to just below the next round number
        upper = Operator.LESS if quantity.form == Form.MAGNITUDE else Operator.AT_MOST
        return ((Operator.AT_LEAST, quantity.low), (upper, quantity.high)), True
    if after == "little_more":
        return ((Operator.AT_LEAST, quantity.low), (Operator.AT_MOST, quantity.high + abs(quantity.high) * _TENTH)), True
    if "approximately" in (before, after):
        low, high = quantity.low, quantity.high
        return ((Operator.AT_LEAST, low - abs(low) * _TENTH), (Operator.AT_MOST, high + abs(high) * _TENTH)), True
    if after in _OPERATORS:
        operator = _OPERATORS[after]
        return ((operator, quantity.low if operator in (Operator.AT_LEAST, Operator.MORE) else quantity.high),), True
    if before in _OPERATORS:
        operator = _OPERATORS[before]
        return ((operator, quantity.high if operator in (Operator.AT_MOST, Operator.LESS) else quantity.low),), True
    return ((Operator.EQUAL, quantity.low),), False


def is_description(reading: Reading, mention: Mention, test: NumberTest) -> bool:
    """Does the number only describe (三个项目, 一个人, 两样), so that it is no condition?

    A number without a comparison is a condition when it is money or a percentage, or when a value is spoken of just before it.
    """
    if _is_not_one(reading, mention) or test.unit in cue("counts_kinds"):
        return True
    if (
        test.unit == "条"
        and reading.before(mention) is not None
        and says(reading.text[max(mention.start - 3, 0) : mention.start], "only_so_many")
    ):
        return False
    if test.compared or test.is_money or test.unit == "%" or (test.unit and "/" in test.unit):
        return False
    quantity = quantity_of(mention)
    if quantity.form == Form.RANGE and quantity.unit is None:
        return False
    before = reading.before(mention, skip=(Kind.FILLER, Kind.TOPIC))
    if before is not None and before.is_(Kind.LOGIC, "not", "blank"):
        before = reading.before(before, skip=(Kind.FILLER, Kind.TOPIC))
    return before is None or before.kind not in (Kind.ROW, Kind.LEVEL2)


def _is_not_one(reading: Reading, mention: Mention) -> bool:
    """一条都没写, 一个也没有: is one said, of which there is not even so much?"""
    quantity = quantity_of(mention)
    if quantity.low != 1 or quantity.high != 1 or quantity.unit in ("%", "元"):
        return False
    after = reading.after(mention, skip=())
    if after is None or after.text not in cue("also_all"):
        return False
    beyond = reading.after(after)
    return beyond is not None and beyond.is_(Kind.LOGIC, "not", "blank")


def quantity_of(mention: Mention) -> QuantityMention:
    """The number of a QUANTITY mention."""
    assert isinstance(mention.value, QuantityMention)
    return mention.value
