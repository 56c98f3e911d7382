"""The one-line text form of a query: what tests, logs and `--explain` show, and what can be read back.

`format_query` is total, its text is canonical, and `parse_query` is its inverse. The form::

    query      = aggregate "of"? selection …                      COMPUTE: sum total of project where year = 2022
               | "list" selection                                 list project where total > 1000000 order by total desc
               | "show" measures "of" selection                   show goal, fund "上级资金" of project where project = "甲"
               | "share" figure "in" figure                       share sum total of project where … in sum total of project
               | ("difference" | "ratio" | "growth" | "add") figure "versus" figure
               | "group" figure "by" (field | bands) ["desc" | "asc"] ["places" first-last]
                                                                  group count of project by unit_code
               | "any" selection                                  any project where total > 8000000
               | "every" selection "meets" condition              every project where year = 2022 meets fiscal = total
               | "same" measure "of" selection                    same goal of project where …
               | "is" figure operator (number | figure)           is sum total of project where … > 7000000
    figure     = aggregate measure? "of" selection ("times" (number | "(" figure ")"))* ("plus" "(" figure ")")*
                                                                  `count project …` stands for `count of project …` at the start
    selection  = ("project" | "indicator") ["where" condition] ["order by" measure ("desc" | "asc")] ["places" first-last]
                 ["from" "(" selection ")"]
    condition  = measure operator (number | "text" | field)       total >= 300000, goal has "慰问", fiscal = total
               | measure operator "(" figure ")"                  total > (average total of project where year = 2022)
               | field "in" "(" "text", … ")"                     unit_code in ("074", "074001")
               | "blank" measure
               | ("some" | "no" | "every") "rows" "(" condition ")" ["among" "(" condition ")"]
               | ["not"] "in years" year, …
               | "of year" year "(" condition ")"                 of year 2023 (total > 1000000)
               | "repeated" field                                  repeated goal
               | "changed" measure operator ["since" year] ["of" year]
               | "not" "(" condition ")" | condition "and" … | condition "or" … | "(" condition ")"
    measure    = field ["label"] ["(" condition on the rows that count ")"] ["share" field]
                 [("minus" | "growth") (year | "before")]
                                                                  fund "上级资金", rows (level2 = "成本指标"), total minus 2023
    bands      = "bands" "name": condition; …
    operator   = "=" | "!=" | ">" | ">=" | "<" | "<=" | "has"

Any query may also carry `with` measures (what else is asked of each member) and what another operation usually carries.
Texts stand in double quotes; `"` and `\\` take a backslash before them, characters that do not print are written `\\u{3000}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import TypeVar

from assistant.errors import BadQuery
from assistant.model.fields import Field, Subject
from assistant.model.query import (
    Against,
    Aggregate,
    And,
    Band,
    Blank,
    Changed,
    Compare,
    Condition,
    Figure,
    Grouping,
    HasFindings,
    HasRows,
    InYears,
    Measure,
    Not,
    OfYear,
    OneOf,
    Operation,
    Operator,
    Or,
    Order,
    Places,
    Quantifier,
    Query,
    Repeated,
    Selection,
)
from assistant.model.record import record

_BARE = frozenset({Operation.LIST, Operation.SHOW, Operation.ANY, Operation.EVERY, Operation.REVISED})
"""Operations on the selection alone: its count is not written."""

_PLAIN_DIGITS = 40
"""Numbers of more digits than this are written with an exponent."""

_DEEPEST = 60
"""Brackets within brackets; more is no question anybody asked."""


# writing


_lately: tuple[tuple[Query, str], ...] = ()
"""The queries that were written last, with their lines: a question has the same one written five times over."""
_LATELY = 6


def format_query(query: Query) -> str:
    """The query in one canonical line; `parse_query` gives an equal query back."""
    global _lately  # replaced as a whole: threads may lose each other's entries, nothing else
    for known, line in _lately:
        if known is query:
            return line
    line = _line(query)
    _lately = ((query, line), *_lately[: _LATELY - 1])
    return line


def _line(query: Query) -> str:
    parts: list[str] = []
    if query.operation is not Operation.COMPUTE:
        parts.append(query.operation.value)
    if query.operation is Operation.SHOW and query.fields:
        parts += [_measures(query.fields), "of"]
    parts.append(_main_figure(query))
    parts += _comparison(query)
    if query.grouping is not None:
        parts += ["by", _grouping(query.grouping)]
    if query.test is not None:
        parts += ["meets", format_condition(query.test)]
    if query.fields and query.operation is not Operation.SHOW:
        parts += ["with", _measures(query.fields)]
    return " ".join(parts)


def format_condition(condition: Condition) -> str:
    """One condition in the form of the query text."""
    match condition:
        case Against(measure, operator, figure):
            return f"{_measure(measure)} {operator.value} ({_figure(figure)})"
        case Compare(measure, operator, value):
            return f"{_measure(measure)} {operator.value} {_value(value)}"
        case OneOf(field, values):
            return f"{field.value} in ({', '.join(map(_text, values))})"
        case Blank(measure):
            return f"blank {_measure(measure)}"
        case HasRows(quantifier, rows, among):
            looked_at = "" if among is None else f" among ({format_condition(among)})"
            return f"{quantifier.value} rows ({format_condition(rows)}){looked_at}"
        case InYears(years, present):
            listed = ", ".join(map(str, years))
            return f"{'' if present else 'not '}in years {listed}".rstrip()
        case Changed(measure, operator, since, of):
            reckoned = (f" since {since}" if since else "") + (f" of {of}" if of else "")
            return f"changed {_measure(measure)} {operator.value}{reckoned}"
        case OfYear(year, part):
            return f"of year {year} ({format_condition(part)})"
        case Repeated(field):
            return f"repeated {field.value}"
        case HasFindings(rules, severities):
            levels = f" of ({', '.join(map(_text, severities))})" if severities else ""
            return f"found ({', '.join(map(_text, rules))}){levels}"
        case And(parts):
            return _joined("and", parts)
        case Or(parts):
            return _joined("or", parts)
        case Not(part):
            return f"not ({format_condition(part)})"


def _joined(word: str, parts: tuple[Condition, ...]) -> str:
    if len(parts) < 2:
        return f"{word} ({', '.join(map(format_condition, parts))})"
    return f" {word} ".join(_bracketed(part) for part in parts)


def _bracketed(part: Condition) -> str:
    """The part of an And or Or, in brackets where it joins several itself."""
    text = format_condition(part)
    return f"({text})" if isinstance(part, And | Or) and len(part.parts) > 1 else text


def _main_figure(query: Query) -> str:
    figure = query.figure
    if figure.aggregate is Aggregate.COUNT:
        if query.operation is Operation.SAME and not figure.times and not figure.plus:
            measure = "" if figure.measure is None else f"{_measure(figure.measure)} "
            return f"{measure}of {_selection(figure.selection)}"
        plain = figure.measure is None and not figure.times and not figure.plus
        if plain and query.operation in _BARE:
            return _selection(figure.selection)
        if plain and query.operation is Operation.COMPUTE:
            return f"count {_selection(figure.selection)}"
    return _figure(figure)


def _figure(figure: Figure) -> str:
    measure = "" if figure.measure is None else f" {_measure(figure.measure)}"
    factors = "".join(
        f" times {_number(one)}" if isinstance(one, Decimal) else f" times ({_figure(one)})" for one in figure.times
    )
    terms = "".join(f" plus ({_figure(one)})" for one in figure.plus)
    return f"{figure.aggregate.value}{measure} of {_selection(figure.selection)}{factors}{terms}"


def _comparison(query: Query) -> list[str]:
    """What the figure is set against: `in`, `versus`, or an operator with a number or a figure."""
    versus = None if query.versus is None else _figure(query.versus)
    parts: list[str] = []
    if query.operator is not None:
        parts.append(query.operator.value)
        if query.number is not None:
            parts.append(_number(query.number))
        elif versus is not None:
            return [*parts, versus]
    elif query.number is not None:
        parts += ["number", _number(query.number)]
    if versus is not None:
        parts += ["in" if query.operation is Operation.SHARE else "versus", versus]
    return parts


def _selection(selection: Selection) -> str:
    parts = [selection.subject.value]
    if selection.where is not None:
        parts += ["where", format_condition(selection.where)]
    if selection.order is not None:
        parts += ["order by", _measure(selection.order.measure), "desc" if selection.order.descending else "asc"]
    if selection.places is not None:
        parts += ["places", f"{selection.places.first}-{selection.places.last}"]
    if selection.within is not None:
        parts += ["from", f"({_selection(selection.within)})"]
    return " ".join(parts)


def _grouping(grouping: Grouping) -> str:
    parts = [] if grouping.field is None else [grouping.field.value]
    if grouping.bands or grouping.field is None:
        bands = "; ".join(f"{_text(band.name)}: {format_condition(band.condition)}" for band in grouping.bands)
        parts.append(f"bands {bands}".rstrip())
    if grouping.descending is not None:
        parts.append("desc" if grouping.descending else "asc")
    if grouping.places is not None:
        parts += ["places", f"{grouping.places.first}-{grouping.places.last}"]
    return " ".join(parts)


def _measures(measures: Iterable[Measure]) -> str:
    return ", ".join(map(_measure, measures))


def _measure(measure: Measure) -> str:
    label = f" {_text(measure.label)}" if measure.label else ""
    rows = "" if measure.rows is None else f" ({format_condition(measure.rows)})"
    change = "" if measure.since is None else f" {'growth' if measure.percent else 'minus'} {measure.since or 'before'}"
    share = "" if measure.share_of is None else f" share {measure.share_of.value}"
    return f"{measure.field.value}{label}{rows}{share}{change}"


def _value(value: Decimal | str | Field | Measure) -> str:
    if isinstance(value, Field):
        return value.value
    if isinstance(value, Measure):
        return _measure(value)
    return _number(value) if isinstance(value, Decimal) else _text(value)


def _number(value: Decimal) -> str:
    """The number in digits without needless zeros; with an exponent only where there would be very many digits."""
    if not value:
        return "0"
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"no finite number: {value}")
    kept = "".join(map(str, digits)).lstrip("0")
    stripped = kept.rstrip("0")
    exponent += len(kept) - len(stripped)
    minus = "-" if sign else ""
    if len(stripped) + abs(exponent) > _PLAIN_DIGITS:
        return f"{minus}{stripped}E{exponent:+d}"
    if exponent >= 0:
        return minus + stripped + "0" * exponent
    whole = stripped.rjust(1 - exponent, "0")
    return f"{minus}{whole[:exponent]}.{whole[exponent:]}"


def _text(text: str) -> str:
    return '"' + "".join(_character(character) for character in text) + '"'


def _character(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\u{{{ord(character):x}}}"


# reading

_TOKEN = re.compile(
    r"""(?P<blank>\s+)
    | (?P<text>"(?:[^"\\]|\\.)*")
    | (?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<operator>!=|>=|<=|=|>|<)
    | (?P<word>[a-z_][a-z_0-9]*)
    | (?P<mark>[(),:;-])""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|(.))", re.DOTALL)


_Name = TypeVar("_Name", bound=StrEnum)
_Item = TypeVar("_Item")


@record
class _Token:
    kind: str
    text: str
    start: int


def parse_query(text: str) -> Query:
    """The query of which this is the text form; raises BadQuery with the place."""
    parser = _Parser(text)
    query = parser.query()
    parser.end()
    return query


def parse_condition(text: str) -> Condition:
    """The condition of which this is the text form; raises BadQuery with the place."""
    parser = _Parser(text)
    condition = parser.condition()
    parser.end()
    return condition


class _Parser:
    """Recursive descent over the tokens of one query text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = self._split(text)
        self._at = 0
        self._depth = 0

    def _split(self, text: str) -> list[_Token]:
        tokens: list[_Token] = []
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                raise self._error("这里的字符看不懂", at)
            if found.lastgroup not in (None, "blank"):
                tokens.append(_Token(str(found.lastgroup), found.group(), at))
            at = found.end()
        tokens.append(_Token("end", "", len(text)))
        return tokens

    def _error(self, what: str, at: int) -> BadQuery:
        near = self._text[at : at + 20]
        return BadQuery(f"查询语句第{at + 1}个字符处有误：{what}" + (f"（“{near}”）。" if near else "（语句到此为止）。"))

    # tokens

    def _look(self, ahead: int = 0) -> _Token:
        return self._tokens[min(self._at + ahead, len(self._tokens) - 1)]

    def _take(self) -> _Token:
        token = self._look()
        self._at += 1
        return token

    def _is(self, *texts: str, ahead: int = 0) -> bool:
        token = self._look(ahead)
        return token.kind in ("word", "mark", "operator") and token.text in texts

    def _takes(self, *texts: str) -> bool:
        """Steps over the word or mark where it is one of these."""
        found = self._is(*texts)
        self._at += found
        return found

    def _expect(self, text: str) -> None:
        if not self._takes(text):
            raise self._error(f"这里应为 {text}", self._look().start)

    def end(self) -> None:
        """Raises BadQuery where something is left over."""
        if self._look().kind != "end":
            raise self._error("多出了内容", self._look().start)

    def _name(self, names: type[_Name], what: str) -> _Name:
        """The member of a closed vocabulary that the word names."""
        token = self._look()
        if token.kind in ("word", "operator") and token.text in _values(names):
            self._at += 1
            return names(token.text)
        raise self._error(f"这里应为{what}", token.start)

    def _starts(self, names: type[StrEnum], ahead: int = 0) -> bool:
        token = self._look(ahead)
        return token.kind in ("word", "operator") and token.text in _values(names)

    def _string(self) -> str:
        token = self._take()
        if token.kind != "text":
            raise self._error("这里应为带双引号的文字", token.start)
        try:
            return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else str(found[2]), token.text[1:-1])
        except (ValueError, OverflowError):
            raise self._error("没有这个字符编号", token.start) from None

    def _decimal(self) -> Decimal:
        token = self._take()
        if token.kind == "number":
            with suppress(InvalidOperation):
                return Decimal(token.text)
        raise self._error("这里应为数字", token.start)

    def _integer(self) -> int:
        token = self._take()
        if token.kind != "number" or not token.text.lstrip("-").isdigit() or len(token.text) > _PLAIN_DIGITS:
            raise self._error("这里应为整数", token.start)
        return int(token.text)

    def _several(self, one: Callable[[], _Item], mark: str = ",") -> tuple[_Item, ...]:
        items = [one()]
        while self._takes(mark):
            items.append(one())
        return tuple(items)

    def _bracket(self, inner: Callable[[], _Item]) -> _Item:
        """What stands in round brackets."""
        if self._depth >= _DEEPEST:
            raise self._error("括号套得太深", self._look().start)
        self._depth += 1
        self._expect("(")
        item = inner()
        self._expect(")")
        self._depth -= 1
        return item

    # the query

    def query(self) -> Query:
        operation = Operation.COMPUTE
        if not self._starts(Aggregate):
            operation = self._name(Operation, "查询的动作（list、show、count、sum 等）")
        fields: tuple[Measure, ...] = ()
        if operation is Operation.SHOW and not self._starts(Aggregate) and self._measure_ahead():
            fields = self._several(self._measure)
            self._expect("of")
        figure = self._main_figure(operation)
        operator, number, versus = self._comparison(operation)
        grouping = self._grouping() if self._takes("by") else None
        test = self.condition() if self._takes("meets") else None
        if self._takes("with"):
            fields += self._several(self._measure)
        return Query(operation, figure, versus, fields, grouping, test, operator, number)

    def _measure_ahead(self) -> bool:
        """Whether a measure stands here, not a selection: both can begin with `project`."""
        token = self._look(1)
        return not self._starts(Subject) or token.kind == "text" or self._is("of", ",", "(", "minus", "growth", "share", ahead=1)

    def _main_figure(self, operation: Operation) -> Figure:
        if operation is Operation.SAME and not self._starts(Aggregate):
            measure = None if self._is("of") else self._measure()
            self._expect("of")
            return Figure(self._selection(), measure=measure)
        if operation in _BARE and not self._starts(Aggregate):
            return Figure(self._selection())
        return self._figure(short=operation is Operation.COMPUTE)

    def _figure(self, short: bool = False) -> Figure:
        aggregate = self._name(Aggregate, "统计方式（count、sum、average、median、highest、lowest）")
        if short and aggregate is Aggregate.COUNT and self._starts(Subject) and not self._measure_ahead():
            return Figure(self._selection())
        measure = None if self._is("of") else self._measure()
        self._expect("of")
        selection = self._selection()
        times: list[Figure | Decimal] = []
        while self._takes("times"):
            times.append(self._decimal() if self._look().kind == "number" else self._bracket(self._figure))
        plus: list[Figure] = []
        while self._takes("plus"):
            plus.append(self._bracket(self._figure))
        return Figure(selection, aggregate, measure, tuple(times), tuple(plus))

    def _comparison(self, operation: Operation) -> tuple[Operator | None, Decimal | None, Figure | None]:
        operator: Operator | None = None
        number: Decimal | None = None
        versus: Figure | None = None
        if self._starts(Operator):
            operator = self._name(Operator, "比较符号")
            if self._look().kind == "number":
                number = self._decimal()
            elif self._starts(Aggregate):
                versus = self._figure()
        elif self._takes("number"):
            number = self._decimal()
        if versus is None and self._takes("in" if operation is Operation.SHARE else "versus"):
            versus = self._figure()
        return operator, number, versus

    def _grouping(self) -> Grouping:
        field = self._name(Field, "字段名") if self._starts(Field) else None
        bands: tuple[Band, ...] = ()
        if field is None or self._is("bands"):
            self._expect("bands")
            if self._look().kind == "text":
                bands = self._several(self._band, ";")
        descending = self._take().text == "desc" if self._is("desc", "asc") else None
        return Grouping(field, bands, descending, self._places() if self._takes("places") else None)

    def _band(self) -> Band:
        name = self._string()
        self._expect(":")
        return Band(name, self.condition())

    # selections and conditions

    def _selection(self) -> Selection:
        subject = self._name(Subject, "查询的对象（project 或 indicator）")
        where = self.condition() if self._takes("where") else None
        order = self._order() if self._takes("order") else None
        places = self._places() if self._takes("places") else None
        within = self._bracket(self._selection) if self._takes("from") else None
        return Selection(subject, where, order, places, within)

    def _order(self) -> Order:
        self._expect("by")
        measure = self._measure()
        if not self._is("asc", "desc"):
            raise self._error("这里应为 desc 或 asc", self._look().start)
        return Order(measure, self._take().text == "desc")

    def _places(self) -> Places:
        first = self._integer()
        if self._takes("-"):
            return Places(first, self._integer())
        if not self._look().text.startswith("-"):
            raise self._error("这里应为名次范围，如 1-3", self._look().start)
        return Places(first, -self._integer())

    def condition(self) -> Condition:
        """A condition, joined by `and` or by `or` but not by both without brackets."""
        parts = [self._part()]
        word = self._look().text if self._is("and", "or") else ""
        while word and self._takes(word):
            parts.append(self._part())
        if self._is("and", "or"):
            raise self._error("and 和 or 混用时要加括号", self._look().start)
        if not word:
            return parts[0]
        return And(tuple(parts)) if word == "and" else Or(tuple(parts))

    def _part(self) -> Condition:
        if self._is("("):
            return self._bracket(self.condition)
        if self._takes("and"):
            return And(self._bracket(self._listed))
        if self._takes("or"):
            return Or(self._bracket(self._listed))
        if self._takes("blank"):
            return Blank(self._measure())
        if self._starts(Quantifier) and self._is("rows", ahead=1):
            return self._has_rows()
        if self._takes("in"):
            return self._years(present=True)
        if self._takes("not"):
            return self._years(present=False) if self._takes("in") else Not(self._bracket(self.condition))
        if self._takes("of"):
            self._expect("year")
            year = self._integer()
            return OfYear(year, self._bracket(self.condition))
        if self._takes("repeated"):
            return Repeated(self._name(Field, "字段名"))
        if self._takes("found"):
            rules = self._bracket(self._strings)
            return HasFindings(rules, self._bracket(self._strings) if self._takes("of") else ())
        if self._takes("changed"):
            measure, operator = self._measure(), self._name(Operator, "比较符号")
            since = self._integer() if self._takes("since") else 0
            return Changed(measure, operator, since, self._integer() if self._takes("of") else 0)
        return self._compare()

    def _listed(self) -> tuple[Condition, ...]:
        return () if self._is(")") else self._several(self.condition)

    def _has_rows(self) -> Condition:
        quantifier = self._name(Quantifier, "some、no 或 every")
        self._expect("rows")
        rows = self._bracket(self.condition)
        among = self._bracket(self.condition) if self._takes("among") else None
        return HasRows(quantifier, rows, among)

    def _years(self, present: bool) -> Condition:
        self._expect("years")
        return InYears(self._several(self._integer) if self._look().kind == "number" else (), present)

    def _compare(self) -> Condition:
        measure = self._measure()
        if self._is("in") and self._is("(", ahead=1) and not measure.label and measure.rows is None:
            self._at += 1
            return OneOf(measure.field, self._bracket(self._strings))
        operator = self._name(Operator, "比较符号")
        if self._is("("):
            return Against(measure, operator, self._bracket(self._figure))
        return Compare(measure, operator, self._compared())

    def _strings(self) -> tuple[str, ...]:
        return () if self._is(")") else self._several(self._string)

    def _compared(self) -> Decimal | str | Field | Measure:
        kind = self._look().kind
        if kind == "number":
            return self._decimal()
        if kind == "text":
            return self._string()
        field = self._name(Field, "数字、文字或字段名")
        return Measure(field, self._string()) if self._look().kind == "text" else field

    def _measure(self) -> Measure:
        field = self._name(Field, "字段名")
        label = self._string() if self._look().kind == "text" else ""
        rows = self._bracket(self.condition) if self._is("(") else None
        share_of = self._name(Field, "字段名") if self._takes("share") else None
        if not self._is("minus", "growth"):
            return Measure(field, label, rows, share_of=share_of)
        percent = self._take().text == "growth"
        since = 0 if self._takes("before") else self._integer()
        return Measure(field, label, rows, since, percent, share_of)


@cache
def _values(names: type[StrEnum]) -> frozenset[str]:
    return frozenset(member.value for member in names)
