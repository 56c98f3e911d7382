"""Comparisons of a field with a number, a text or another field of the same table."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from assistant.model.fields import Field
from assistant.model.query import Compare, Measure, Operator
from assistant.store.compile.columns import FURTHEST, bounded, filled
from assistant.store.compile.measures import Measures
from assistant.store.compile.scope import Number, Scope, table_key_of
from assistant.store.schema import text_key

WHOLLY: Mapping[Operator, str] = {
    Operator.EQUAL: "({low} = {their_high} AND {high} = {their_low})",
    Operator.NOT_EQUAL: "({high} < {their_low} OR {low} > {their_high})",
    Operator.MORE: "{low} > {their_high}",
    Operator.AT_LEAST: "{low} >= {their_high}",
    Operator.LESS: "{high} < {their_low}",
    Operator.AT_MOST: "{high} <= {their_low}",
    Operator.CONTAINS: "0",
}
"""How numbers are compared: a range meets a bound when all of it does."""

PARTLY: Mapping[Operator, str] = {
    Operator.EQUAL: "({low} <= {their_high} AND {high} >= {their_low})",
    Operator.NOT_EQUAL: "NOT ({low} = {their_high} AND {high} = {their_low})",
    Operator.MORE: "{high} > {their_low}",
    Operator.AT_LEAST: "{high} >= {their_low}",
    Operator.LESS: "{low} < {their_high}",
    Operator.AT_MOST: "{low} <= {their_high}",
    Operator.CONTAINS: "0",
}
"""The same where it is enough that a part of the range meets the bound."""


class Comparisons(Measures):
    """Conditions on one field."""

    __slots__ = ()

    def _compare(self, condition: Compare, scope: Scope, partly: bool) -> str:
        measure, operator, value = condition.measure, condition.operator, condition.value
        if measure.field is Field.ANYWHERE and measure.since is None and measure.share_of is None:
            return self._anywhere_compared(operator, value, scope)
        number = self.number(measure, scope)
        if number is not None:
            return self._numbers(number, operator, value, scope, partly)
        if measure.since is not None or measure.share_of is not None:
            return "0"
        if isinstance(value, Measure):
            return "0"
        if isinstance(value, Field):
            return self._texts(measure.field, operator, value, scope)
        wanted = format(value, "f") if isinstance(value, Decimal) and value.adjusted() < 40 else str(value)
        return self._text_compared(measure.field, operator, text_key(wanted), scope)

    def _numbers(
        self, ours: Number, operator: Operator, value: Decimal | str | Field | Measure, scope: Scope, partly: bool
    ) -> str:
        if isinstance(value, Field | Measure):
            theirs = self.number(value if isinstance(value, Measure) else Measure(value), scope)
            return "0" if theirs is None else compared(ours, operator, theirs, partly)
        wanted = value if isinstance(value, Decimal) else _as_number(value)
        return "0" if wanted is None else self._bound(ours, operator, wanted, partly)

    def _bound(self, ours: Number, operator: Operator, value: Decimal, partly: bool) -> str:
        """The number against a constant; the constant is rounded to the side where the comparison stays what it was."""
        down, up = (_small_units(value, ours.scale, rounding) for rounding in (ROUND_FLOOR, ROUND_CEILING))
        template = (PARTLY if partly else WHOLLY)[operator]
        if operator in (Operator.EQUAL, Operator.NOT_EQUAL) and down != up:
            between = "0" if ours.low == ours.high or not partly else f"({ours.low} <= {down} AND {ours.high} >= {up})"
            if operator is Operator.EQUAL:
                return between
            outside = f"({ours.high} < {up} OR {ours.low} > {down})"
            return f"{ours.low} IS NOT NULL" if partly else outside
        rounded = down if operator in (Operator.EQUAL, Operator.NOT_EQUAL, Operator.MORE, Operator.AT_MOST) else up
        bound = self.parameter(rounded)
        if operator is Operator.EQUAL and ours.low == ours.high:
            return f"{ours.low} = {bound}"
        met = template.format(low=ours.low, high=ours.high, their_low=bound, their_high=bound)
        if operator in (Operator.LESS, Operator.AT_MOST) and not partly and ours.low != ours.high:
            return f"({met} AND {ours.low} {operator.value} {bound})"  # the same again, for the index that begins with the least
        return met

    def _text_compared(self, field: Field, operator: Operator, key: str, scope: Scope) -> str:
        text = self.text(field, scope)
        if text is None:
            return "0"
        match operator:
            case Operator.EQUAL:
                return self._one_of(field, [key], scope)
            case Operator.NOT_EQUAL:
                return f"{filled(field, text)} NOT IN {self._equal_to([key])}"
            case Operator.CONTAINS if not key:
                return "1"
            case Operator.CONTAINS:
                return f"{text} IN {self._holding(key, field)}"
        return "0"

    def _one_of(self, field: Field, keys: list[str], scope: Scope) -> str:
        if field is Field.ANYWHERE:
            return self._anywhere(self._equal_to(keys), scope)
        text = self.text(field, scope)
        if text is None:
            return "0"
        return f"{filled(field, text) if '' in keys else text} IN {self._equal_to(keys)}"

    def _texts(self, field: Field, operator: Operator, value: Field, scope: Scope) -> str:
        """A text field against another field of the same table."""
        ours, theirs = self.key(field, scope), self.key(value, scope)
        if ours is None or theirs is None:
            return "0"
        match operator:
            case Operator.EQUAL:
                return f"{ours} = {theirs}"
            case Operator.NOT_EQUAL:
                return f"{ours} != {theirs}"
            case Operator.CONTAINS:
                return f"instr({ours}, {theirs}) > 0"
        return "0"

    def _anywhere_compared(self, operator: Operator, value: Decimal | str | Field | Measure, scope: Scope) -> str:
        if isinstance(value, Field | Measure):
            return "0"
        key = text_key(format(value, "f") if isinstance(value, Decimal) else value)
        match operator:
            case Operator.EQUAL:
                return self._anywhere(self._equal_to([key]), scope)
            case Operator.NOT_EQUAL:
                return f"NOT {self._anywhere(self._equal_to([key]), scope)}"
            case Operator.CONTAINS if not key:
                return "1"
            case Operator.CONTAINS:
                return self._anywhere(self._holding(key, Field.ANYWHERE), scope)
        return "0"

    @staticmethod
    def _anywhere(texts: str, scope: Scope) -> str:
        """The table has one of these texts in its name, its goals, or an indicator's name, value or further columns."""
        return f"{table_key_of(scope)} IN (SELECT goal_table FROM mentions WHERE text IN {texts})"

    def _blank(self, measure: Measure, scope: Scope) -> str:
        if measure.field is Field.ANYWHERE:
            return "0"
        number = self.number(measure, scope)
        if number is not None:
            return f"{number.low} IS NULL"
        if measure.since is not None or measure.share_of is not None:
            return "1"
        return self._one_of(measure.field, [""], scope)


def compared(ours: Number, operator: Operator, theirs: Number, partly: bool) -> str:
    low, high, their_low, their_high = ours.low, ours.high, theirs.low, theirs.high
    if ours.scale > theirs.scale:
        factor = ours.scale // theirs.scale
        their_low, their_high = f"{their_low} * {factor}", f"{their_high} * {factor}"
    elif theirs.scale > ours.scale:
        factor = theirs.scale // ours.scale
        low, high = f"{low} * {factor}", f"{high} * {factor}"
    return (PARTLY if partly else WHOLLY)[operator].format(low=low, high=high, their_low=their_low, their_high=their_high)


def _small_units(value: Decimal, scale: int, rounding: str) -> int:
    """The number in small units, rounded to one side and never beyond what SQLite can hold."""
    if value.adjusted() > 20:
        return -FURTHEST if value.is_signed() else FURTHEST
    if value and value.adjusted() < -20:
        side = rounding == ROUND_CEILING
        return int(side) if not value.is_signed() else int(side) - 1
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int), "only finite numbers are compared"
    whole = int("".join(map(str, digits))) * scale * int(10 ** max(exponent, 0)) * (-1 if sign else 1)
    below = int(10 ** max(-exponent, 0))
    return bounded(whole // below if rounding == ROUND_FLOOR else -(-whole // below))


def _as_number(text: str) -> Decimal | None:
    """A text that is compared with a number field: only where it is one."""
    key = text_key(text)
    return Decimal(key) if key.isascii() and key.isdigit() else None
