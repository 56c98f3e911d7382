"""Numbers of a question as comparisons: which bounds they set, and on what.

One convention for bounds, for all questions: 超过 高于 不到 低于 exclude the number; 以上 以内 不低于 不超过 include it; 之间 and
到 include both ends; 左右 is plus or minus 10 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.chinese.quantities import Form, QuantityMention
from assistant.model.fields import Field
from assistant.model.query import Compare, Condition, Measure, Not, OneOf, Operator, both
from assistant.questions.context import Context
from assistant.questions.lexicon import says
from assistant.questions.mention import Kind, Mention
from assistant.questions.reading import Reading

_OPERATORS = {
    "more": Operator.MORE,
    "at_least": Operator.AT_LEAST,
    "less": Operator.LESS,
    "at_most": Operator.AT_MOST,
    "equal": Operator.EQUAL,
    "not_equal": Operator.NOT_EQUAL,
}
_BESIDE = (Kind.FILLER, Kind.TOPIC)
"""Words that may stand between a number and what denies it (没写到100)."""
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
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
    approximate: bool = False
    negated: bool = False

    def condition(self, measure: Measure) -> Condition:
        """The bounds set on a measure."""
        condition = both(*(Compare(measure, operator, number) for operator, number in self.bounds))
        assert condition is not None
        return Not(condition) if self.negated else condition

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


def number_tests(reading: Reading, context: Context) -> tuple[NumberTest, ...]:
    """Every number of the utterance that sets a bound, in order."""
    found: list[NumberTest] = []
    for mention in reading.of(Kind.QUANTITY):
        quantity = mention.value
        assert isinstance(quantity, QuantityMention)
        before = reading.before(mention)
        after = reading.after(mention)
        start, end = mention.start, mention.end
        bounds: tuple[tuple[Operator, Decimal], ...]
        compared = True
        approximate = False
        negated = False
        before_word = before.value if before is not None and before.kind == Kind.BEFORE else None
        after_word = after.value if after is not None and after.kind == Kind.AFTER else None
        if before_word and before is not None:
            start = before.start
            earlier = reading.before(before, skip=_BESIDE)
            if earlier is not None and earlier.is_(Kind.LOGIC, "not", "blank"):
                negated = True
                start = earlier.start
        if after_word and after is not None:
            end = after.end
        if quantity.form in (Form.RANGE, Form.MAGNITUDE, Form.APPROXIMATE) and not (
            after_word in _OPERATORS or before_word in _OPERATORS
        ):
            upper = Operator.LESS if quantity.form == Form.MAGNITUDE else Operator.AT_MOST
            bounds = ((Operator.AT_LEAST, quantity.low), (upper, quantity.high))
            approximate = quantity.form == Form.APPROXIMATE
        elif before_word == "approximately" or after_word == "approximately":
            low, high = quantity.low, quantity.high
            bounds = ((Operator.AT_LEAST, low - abs(low) * _TENTH), (Operator.AT_MOST, high + abs(high) * _TENTH))
            approximate = True
        elif after_word in _OPERATORS:
            operator = _OPERATORS[str(after_word)]
            bounds = ((operator, quantity.low if operator in (Operator.AT_LEAST, Operator.MORE) else quantity.high),)
        elif before_word in _OPERATORS:
            operator = _OPERATORS[str(before_word)]
            if operator == Operator.NOT_EQUAL:
                operator, negated = Operator.EQUAL, True
            bounds = ((operator, quantity.high if operator in (Operator.AT_MOST, Operator.LESS) else quantity.low),)
        else:
            bounds = ((Operator.EQUAL, quantity.low),)
            compared = False
            logic = reading.before(mention, skip=_BESIDE)
            if logic is not None and logic.is_(Kind.LOGIC, "not", "blank"):
                negated = True
                start = logic.start
        found.append(
            NumberTest(
                start,
                end,
                reading.text[start:end],
                bounds,
                quantity.unit,
                quantity.unit in ("元",) or (quantity.scaled and quantity.unit is None),
                compared,
                approximate,
                negated,
            )
        )
    return tuple(found)


def is_description(reading: Reading, mention: Mention, test: NumberTest) -> bool:
    """Does the number only describe (三个项目, 一个人, 两样), so that it is no condition?

    A number without a comparison is a condition when it is money or a percentage, or when a value is spoken of just before it.
    """
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


def quantity_of(mention: Mention) -> QuantityMention:
    """The number of a QUANTITY mention."""
    assert isinstance(mention.value, QuantityMention)
    return mention.value
