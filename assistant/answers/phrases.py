"""Queries in Chinese, part by part: conditions, selections and figures as noun phrases.

Every value of model/query.py has words here, sensible or not; nothing raises. With `bounds` each comparison says whether its
bound is included (the `understood` line); without, it is short (the text of an answer).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answers import findings as findings_words
from assistant.answers.amounts import money_exactly, plain, with_unit
from assistant.answers.query_parts import (
    fields_of,
    is_of_one_table,
    is_on_rows,
    level3_in,
    levels_in,
    names_in,
    parts_of,
    years_in,
)
from assistant.answers.terms import YEAR_FIELDS, counter, field_name, is_money, noun
from assistant.answers.terms import names as join_names
from assistant.chinese.width import printable
from assistant.model.fields import Field, Subject, last_day
from assistant.model.query import (
    Against,
    Aggregate,
    And,
    Blank,
    Changed,
    Compare,
    Condition,
    Figure,
    HasFindings,
    HasRows,
    InYears,
    Measure,
    Not,
    OfYear,
    OneOf,
    Operator,
    Or,
    Order,
    Quantifier,
    Repeated,
    Selection,
)
from assistant.model.record import record
from assistant.wording import wording

_OPERATOR_KEY = {
    Operator.EQUAL: "equal",
    Operator.NOT_EQUAL: "not_equal",
    Operator.MORE: "more",
    Operator.AT_LEAST: "at_least",
    Operator.LESS: "less",
    Operator.AT_MOST: "at_most",
    Operator.CONTAINS: "contains",
}
_LOWER = (Operator.MORE, Operator.AT_LEAST)
_UPPER = (Operator.LESS, Operator.AT_MOST)
_TURNED = {
    Operator.MORE: Operator.LESS,
    Operator.AT_LEAST: Operator.AT_MOST,
    Operator.LESS: Operator.MORE,
    Operator.AT_MOST: Operator.AT_LEAST,
}
_NAMES_SHOWN = 5
_LONGEST_SCOPE = 70
_OPEN_END = 100_000
"""Places that go so far go to the end."""
_Reading = Callable[[Condition], tuple[str, ...]]
_FALSE = frozenset({"0", "false", "no", "否", ""})


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/understood")(key, **slots)


def operator_key(operator: Operator) -> str:
    """The name of an operator among the keys of a wording file."""
    return _OPERATOR_KEY[operator]


@record
class Phrases:
    """The words for the parts of a query."""

    bounds: bool = True
    """Whether comparisons say if their bound is included."""

    # measures and numbers

    def measure(self, measure: Measure) -> str:
        """年度资金总额, 上级资金, 成本指标的条数, 年度资金总额比上一年增加的数."""
        if measure.since is not None:
            before = _before(measure.since)
            return _say("measure.growth" if measure.percent else "measure.minus", 量=self.measure(measure.now), 时=before)
        if measure.share_of is not None:
            return _say("measure.share", 量=self.measure(replace(measure, share_of=None)), 全=field_name(measure.share_of))
        if measure.field is Field.FUND and measure.label:
            return _clean(measure.label)
        if measure.field is Field.FINDINGS:
            return findings_words.measure(measure)
        if measure.field is Field.ROWS and measure.rows is not None:
            return _say("measure.row_count", 指标=self.rows_noun(measure.rows))
        return field_name(measure.field)

    def number(self, measure: Measure, number: Decimal, unit: str = "") -> str:
        """A number as the measure is counted: 100万元, 95%, 10条, 2022年, 11月底."""
        if measure.percent or measure.share_of is not None:
            return with_unit(number, "%")
        if is_money(measure):
            return money_exactly(number)
        if measure.field in (Field.ROWS, Field.FINDINGS):
            return plain(number) + counter(Subject.INDICATOR)
        if measure.field is Field.PERIOD_YEARS or (measure.field in YEAR_FIELDS and measure.since is not None):
            return _say("measure.years", 数=plain(number))
        if measure.field in YEAR_FIELDS:
            return _say("condition.year", 年=plain(number))
        if measure.field is Field.DEADLINE and measure.since is None:
            return _date(number)
        return with_unit(number, _clean(unit))

    # conditions

    def clause(self, condition: Condition) -> str:
        """A condition as a clause: 年度资金总额超过100万元（不含100万元）."""
        match condition:
            case Compare():
                return self._comparison(condition)
            case Against(measure, operator, figure) if (extreme := _EXTREMES.get((operator, figure.aggregate))) is not None:
                return _say(f"first_of.{extreme}", 量=self.measure(measure), 范围=self.selection(figure.selection))
            case Against(measure, operator, figure):
                return _say(f"against.{operator_key(operator)}", 量=self.measure(measure), 数=self.figure(figure))
            case OneOf(field, (value,)):
                return _say("text.equal", 栏=field_name(field), 字=_text(value))
            case OneOf(field, values):
                return _say("condition.one_of", 栏=field_name(field), 各字=_listed(values))
            case Blank(measure):
                key = "condition.blank_fund" if measure.field is Field.FUND else "condition.blank"
                return _say(key, 栏=self.measure(measure))
            case HasRows():
                return self._has_rows(condition)
            case InYears(years, present):
                return _presence(years, present)
            case Changed():
                return self._changes((condition,), "")
            case OfYear(year, part):
                return _say("condition.of_year", 年=year, 条件=self.clause(part))
            case Repeated(field):
                return _say("condition.repeated", 栏=field_name(field))
            case HasFindings():
                return findings_words.clause(condition)
            case And(parts):
                return self.clauses(parts) if parts else _say("condition.always")
            case Or(parts) if (changes := _alike_changes(parts)) is not None:
                return self._changes(changes, _say("changed.or_year"))
            case Or(parts) if (alike := _same_text(parts)) is not None:
                fields = _say("condition.any_field").join(dict.fromkeys(self.measure(part.measure) for part in alike))
                return _say(f"text.{operator_key(alike[0].operator)}", 栏=fields, 字=_text(str(alike[0].value)))
            case Or(parts):
                joined = _say("condition.or").join(map(self.clause, parts))
                return _say("condition.alternatives", 各条件=joined) if parts else _say("condition.never")
            case Not(part):
                return self._negation(part)

    def clauses(self, conditions: Sequence[Condition]) -> str:
        """Conditions that hold together, with two bounds of one measure in one clause and a number beside its unit."""
        rest = list(conditions)
        unit = next((part for part in rest if _unit_in(part)), None)
        if unit is not None and any(_is_number(part) for part in rest):
            rest.remove(unit)
        texts = []
        while rest:
            condition = rest.pop(0)
            if isinstance(condition, Compare) and isinstance(condition.value, Decimal) and not _has_own_words(condition):
                other = _other_bound(condition, rest)
                if other is not None:
                    rest.remove(other)
                texts.append(self._bounds(condition, other, _unit_in(unit)))
            elif isinstance(condition, Changed) and condition.operator == Operator.EQUAL and not condition.of:
                same = [part for part in rest if isinstance(part, Changed) and part == replace(condition, since=part.since)]
                rest = [part for part in rest if part not in same]
                texts.append(self._changes((condition, *same), _say("changed.and_year")))
            else:
                texts.append(self.clause(condition))
        return _say("condition.and").join(texts)

    def _changes(self, changes: Sequence[Changed], joined: str) -> str:
        """One figure against those of one or several years: 指标值和2023年、2024年相比没有变."""
        first = changes[0]
        name = self.measure(first.measure)
        name = _say("measure.of_year", 年=first.of, 量=name) if first.of else name
        return _say(f"changed.{operator_key(first.operator)}", 量=name, 时=joined.join(_before(one.since) for one in changes))

    def _comparison(self, condition: Compare) -> str:
        measure, operator, value = condition.measure, condition.operator, condition.value
        if measure.since is not None and value == 0 and isinstance(value, Decimal):
            return _say(f"changed.{operator_key(operator)}", 量=self.measure(measure.now), 时=_before(measure.since))
        if measure.field is Field.SPREAD and operator is Operator.MORE and value == 0:
            return _say("condition.spread")
        if isinstance(value, Decimal):
            return self._bounds(condition, None, "")
        if isinstance(value, Field | Measure):
            other = self.measure(value) if isinstance(value, Measure) else field_name(value)
            return _say(f"fields.{operator_key(operator)}", 甲=self.measure(measure), 乙=other)
        if measure.field is Field.REQUIRED:
            return self._required(operator, value)
        if measure.field is Field.NUMBER_UNIT and operator is Operator.CONTAINS and "/" in value:
            per = value.rpartition("/")[2]
            return _say("condition.priced_per", 单位=per) if per else _say("condition.priced")
        return _say(f"text.{operator_key(operator)}", 栏=self.measure(measure), 字=_text(value))

    def _bounds(self, one: Compare, other: Compare | None, unit: str) -> str:
        if one.measure.since is not None and isinstance(one.value, Decimal) and one.value < 0:
            return self._fall(one, other)
        measure, number = self.measure(one.measure), self._bound(one, unit)
        if one.measure.field is Field.REQUIRED:
            return self._required(one.operator, number)
        if one.measure.field is Field.DRAFT:
            return _say("condition.draft" if number != "0" else "condition.no_draft")
        key = operator_key(one.operator)
        if other is None:
            if one.measure.field in YEAR_FIELDS:
                return _say(f"year_bound.{key}", 量=measure, 数=number)
            if one.measure.field is Field.DEADLINE:
                return _say(f"date_bound.{key}", 量=measure, 数=number)
            return _say(f"bound.{key}", 量=measure, 数=number) if self.bounds else _say(f"short.{key}", 量=measure, 数=number)
        low, high = (one, other) if one.operator in _LOWER else (other, one)
        ends = {(True, True): "both", (False, False): "none", (True, False): "low", (False, True): "high"}
        kind = ends[low.operator is Operator.AT_LEAST, high.operator is Operator.AT_MOST]
        slots = {"量": measure, "下": self._bound(low, unit), "上": self._bound(high, unit)}
        return _say(f"bound_range.{kind}", **slots) if self.bounds else _say(f"short_range.{kind}", **slots)

    def _fall(self, one: Compare, other: Compare | None) -> str:
        """A change below zero: 降幅在10%以上."""
        turned = [
            replace(part, operator=_TURNED.get(part.operator, part.operator), value=-part.value)
            for part in (one, other)
            if part is not None and isinstance(part.value, Decimal) and part.value
        ]
        name = _say(
            "measure.fall_rate" if one.measure.percent else "measure.fall",
            量=self.measure(one.measure.now),
            时=_before(one.measure.since),
        )
        said = []
        for part in turned:
            key, number = operator_key(part.operator), self._bound(part, "")
            said.append(_say(f"bound.{key}", 量=name, 数=number) if self.bounds else _say(f"short.{key}", 量=name, 数=number))
        return _say("condition.and").join(said)

    def _bound(self, condition: Compare, unit: str) -> str:
        assert isinstance(condition.value, Decimal)
        return self.number(condition.measure, condition.value, unit if condition.measure.field is Field.NUMBER else "")

    def _required(self, operator: Operator, value: str) -> str:
        wanted = (value.lower() in _FALSE) == (operator is Operator.NOT_EQUAL)
        return _say("condition.required" if wanted else "condition.optional")

    def _has_rows(self, condition: HasRows) -> str:
        if condition.quantifier is Quantifier.EVERY:
            looked_at = noun(Subject.INDICATOR) if condition.among is None else self.rows_noun(condition.among)
            every = _say("condition.every_row_of", 指标=looked_at)
            return _say("condition.every_row", 指标=every, 条件=self.clause(condition.condition))
        key = "condition.some_rows" if condition.quantifier is Quantifier.SOME else "condition.no_rows"
        return _say(key, 指标=self.rows_noun(condition.condition))

    def _negation(self, part: Condition) -> str:
        match part:
            case Blank(measure):
                return _say("condition.filled", 栏=self.measure(measure))
            case OneOf(field, values):
                return _say("condition.none_of", 栏=field_name(field), 各字=_listed(values))
            case Compare(measure, Operator.EQUAL, value) if measure.field is not Field.REQUIRED:
                return self._comparison(Compare(measure, Operator.NOT_EQUAL, value))
            case Compare(measure, Operator.CONTAINS, str(value)):
                return _say("condition.not_contains", 栏=self.measure(measure), 字=_text(value))
            case Not(inner):
                return self.clause(inner)
        return _say("condition.not", 条件=self.clause(part))

    def rows_noun(self, condition: Condition | None) -> str:
        """Rows that meet a condition: 成本指标, 指标值低于100%的服务对象满意度指标."""
        name, rest = _rows_named(parts_of(condition))
        return _say("rows.alone", 条件=self.clauses(rest), 指标=name) if rest else name

    # selections

    def selection(self, selection: Selection) -> str:
        """What is looked for: 2022年年度资金总额超过100万元的项目；项目「人才工作经费」（2022年）的质量指标."""
        phrase = self._tables(selection) if selection.subject is Subject.PROJECT else self._rows(selection)
        return self._ranked(phrase, selection)

    def scope(self, selection: Selection) -> str:
        """The same for a sentence that goes on: short where the words would fill it, since `understood` has them in full."""
        phrase = self.selection(selection)
        if len(phrase) <= _LONGEST_SCOPE:
            return phrase
        return _say("scope.projects" if selection.subject is Subject.PROJECT else "scope.rows")

    def _tables(self, selection: Selection) -> str:
        if selection.within is not None and selection.where is None:
            return self.selection(selection.within)
        phrase = self._tables_where(parts_of(selection.where), each=False)
        return phrase if selection.within is None else _say("tables.within", 范围=self.selection(selection.within), 项目=phrase)

    def _tables_where(self, parts: Sequence[Condition], *, each: bool) -> str:
        years, rest = _years_and_rest(parts)
        names, rest = _first(rest, names_in)
        if names:
            named = _named(names)
            phrase = _say("tables.named_of_year", 名=named, 年=years) if years else _say("tables.named", 名=named)
            return _say("tables.among", 范围=phrase, 条件=self.clauses(rest)) if rest else phrase
        if rest:
            clauses = self.clauses(rest)
            if years and all(isinstance(part, InYears) for part in rest):
                if years in _years_there(rest):
                    return _say("tables.with", 条件=clauses)  # 在2022年、2024年都有表的项目: one is the year of the tables
                return _say("tables.there_in_year", 年=years, 条件=clauses)
            return _say("tables.with_of_year", 年=years, 条件=clauses) if years else _say("tables.with", 条件=clauses)
        if years:
            return _say("tables.each_of_year", 年=years) if each else _say("tables.all_of_year", 年=years)
        return _say("tables.each") if each else _say("tables.all")

    def _rows(self, selection: Selection) -> str:
        parts = parts_of(selection.where)
        on_rows = tuple(part for part in parts if is_on_rows(part))
        on_tables = tuple(part for part in parts if not is_on_rows(part))
        name, rest = _rows_named(on_rows)
        within = selection.within
        if within is not None and not on_tables and within.subject is Subject.PROJECT:
            tables = self.selection(within)
            within = None
        else:
            tables = self._tables_where(on_tables, each=True)
        phrase = _say("rows.with", 项目=tables, 条件=self.clauses(rest), 指标=name) if rest else ""
        phrase = phrase or _say("rows.all", 项目=tables, 指标=name)
        return phrase if within is None else _say("rows.within", 范围=self.selection(within), 指标=phrase)

    def _ranked(self, phrase: str, selection: Selection) -> str:
        order, places = selection.order, selection.places
        if order is None:
            return phrase if places is None else _say("ranking.unordered", 范围=phrase, 头=places.first, 尾=places.last)
        if order.measure.since is not None:
            return self._ranked_by_change(phrase, selection, order)
        slots = {"范围": phrase, "量": self.measure(order.measure), "次序": _way(order)}
        if places is None:
            return _say("ranking.order", **slots)
        if places.first == places.last == 1:
            return _say("ranking.top", 范围=phrase, 量=slots["量"], 极=extreme(order))
        if places.first == places.last:
            return _say("ranking.place", **slots, 头=places.first)
        if places.last >= _OPEN_END:
            return _say("ranking.rest", **slots, 头=places.first)
        if places.first == 1:
            return _say("ranking.first", **slots, 尾=places.last)
        return _say("ranking.places", **slots, 头=places.first, 尾=places.last)

    def _ranked_by_change(self, phrase: str, selection: Selection, order: Order) -> str:
        """年度资金总额比2024年增加最多的; 降幅从大到小前三名."""
        falls = Compare(order.measure, Operator.LESS, Decimal(0)) in parts_of(selection.where)
        kind = f"{'rate' if order.measure.percent else 'amount'}_{'fall' if falls else 'rise'}"
        most = order.descending != falls
        name = _say("ranking.since", 量=self.measure(order.measure.now), 时=_before(order.measure.since))
        slots = {"范围": phrase, "量": name, "极": _say(f"change.{kind}_{'most' if most else 'least'}")}
        places = selection.places
        if places is None:
            return _say("ranking.by_change", **slots)
        if places.first == places.last == 1:
            return _say("ranking.top", **slots)
        if places.first == 1:
            return _say("ranking.change_first", **slots, 尾=places.last)
        if places.first == places.last:
            return _say("ranking.change_place", **slots, 头=places.first)
        return _say("ranking.change_places", **slots, 头=places.first, 尾=places.last)

    # figures

    def figure(self, figure: Figure, *, tables: bool = False) -> str:
        """One number: 2022年全部项目的年度资金总额合计; times others, plus others."""
        if figure.times or figure.plus:
            return self._product(figure)
        scope = self.selection(figure.selection)
        if figure.selection.places is not None and figure.selection.subject is Subject.PROJECT:
            scope = _say("figure.of_ranked", 范围=scope)
        if figure.aggregate is Aggregate.COUNT:
            if figure.measure is not None:
                return _say("figure.count_filled", 范围=scope, 量=self.measure(figure.measure))
            if figure.selection.subject is Subject.INDICATOR:
                return _say("figure.count_row", 范围=scope)
            return _say("figure.count_table" if tables else "figure.count_project", 范围=scope)
        measure = _say("figure.nothing") if figure.measure is None else self.measure(figure.measure)
        key = "one" if is_of_one_table(figure) else figure.aggregate.value
        return _say(f"figure.{key}", 范围=scope, 量=measure)

    def _product(self, figure: Figure) -> str:
        said = self.figure(replace(figure, times=(), plus=()))
        for factor in figure.times:
            said = _say("product.times", 数=said, 乘数=plain(factor) if isinstance(factor, Decimal) else self.figure(factor))
        for term in figure.plus:
            less = term.times[-1:] == (Decimal(-1),)
            other = self.figure(replace(term, times=term.times[:-1]) if less else term)
            said = _say("product.less", 数=said, 减数=other) if less else _say("product.plus", 数=said, 加数=other)
        return said


_EXTREMES = {(Operator.AT_LEAST, Aggregate.HIGHEST): "highest", (Operator.AT_MOST, Aggregate.LOWEST): "lowest"}
"""Bounds against a figure of a set that say that something is the first or the last of it."""


def _has_own_words(condition: Compare) -> bool:
    """比上年增加, 是一个范围: conditions against 0 that are said without it."""
    return condition.value == 0 and (condition.measure.since is not None or condition.measure.field is Field.SPREAD)


def _alike_changes(parts: Sequence[Condition]) -> tuple[Changed, ...] | None:
    """Changes that tell different years alone apart; None where the parts are something else."""
    changes = tuple(part for part in parts if isinstance(part, Changed) and not part.of)
    alike = len(changes) == len(parts) > 1 and len({replace(part, since=0) for part in changes}) == 1
    return changes if alike and changes[0].operator == Operator.NOT_EQUAL else None


def _before(since: int | None) -> str:
    """2023年, or 上一年."""
    return _say("condition.year", 年=since) if since else _say("changed.year_before")


def _date(number: Decimal) -> str:
    """A date as `Field.DEADLINE` has it, in words: 11月底; as a plain number where it is none."""
    if abs(number) > 10**7 or number != number.to_integral_value():
        return plain(number)
    years, rest = divmod(int(number), 10_000)
    month, day = divmod(rest, 100)
    said = _say("measure.month", 月=month) if day == last_day(month) else _say("measure.day", 月=month, 日=day)
    if years:
        return _say("measure.years_after" if years > 0 else "measure.years_before", 数=abs(years), 日=said)
    return said


def extreme(order: Order) -> str:
    """最高, 最低; of counts 最多, 最少."""
    return _say(f"order.{_kind(order)}_{'most' if order.descending else 'least'}")


def _way(order: Order) -> str:
    return _say(f"order.{_kind(order)}_{'down' if order.descending else 'up'}")


def _kind(order: Order) -> str:
    if order.measure.field is Field.DEADLINE:
        return "date"
    return "count" if order.measure.field is Field.ROWS else "amount"


def _clean(text: str) -> str:
    return printable(text, one_line=True).strip()


def _text(text: str) -> str:
    return _clean(text) or _say("condition.blank_text")


def _listed(texts: Iterable[str]) -> str:
    return join_names(_say("condition.quoted", 字=_text(text)) for text in texts) or _say("condition.never")


def _named(names: Sequence[str]) -> str:
    shown = "".join(_say("tables.name", 名=_text(name)) for name in names[:_NAMES_SHOWN])
    return shown + _say("tables.names_more", 数=len(names)) if len(names) > _NAMES_SHOWN else shown


def _years_there(parts: Sequence[Condition]) -> frozenset[str]:
    """The years in which there must be a table."""
    found = [part.years for part in parts if isinstance(part, InYears) and part.present and len(part.years) > 1]
    return frozenset(_say("condition.year", 年=year) for years in found for year in years)


def _presence(years: Sequence[int], present: bool) -> str:
    listed = join_names(_say("condition.year", 年=year) for year in years) or _say("condition.any_year")
    if len(years) == 1:
        return _say("condition.in_year" if present else "condition.not_in_year", 年=listed)
    return _say("condition.in_years" if present else "condition.not_in_years", 年=listed)


def _first(parts: Sequence[Condition], read: _Reading) -> tuple[tuple[str, ...], tuple[Condition, ...]]:
    """What the first part that `read` understands says, and the other parts."""
    for position, part in enumerate(parts):
        if found := read(part):
            return found, (*parts[:position], *parts[position + 1 :])
    return (), tuple(parts)


def _years_and_rest(parts: Sequence[Condition]) -> tuple[str, tuple[Condition, ...]]:
    """The years as words ("" where none are demanded), and the other parts."""
    years, rest = _first(parts, years_in)
    if years:
        return _years(years), rest
    bounds = [part for part in parts if isinstance(part, Compare) and part.measure.field is Field.YEAR]
    low = next((part for part in bounds if part.operator is Operator.AT_LEAST and isinstance(part.value, Decimal)), None)
    high = next((part for part in bounds if part.operator is Operator.AT_MOST and isinstance(part.value, Decimal)), None)
    if low is None or high is None or not isinstance(low.value, Decimal) or not isinstance(high.value, Decimal):
        return "", rest
    rest = tuple(part for part in parts if part is not low and part is not high)
    return _say("condition.year_range", 头=plain(low.value), 尾=plain(high.value)), rest


def _years(years: Sequence[str]) -> str:
    """2024年; 2023年、2025年; 2023年至2025年 where they follow each other."""
    numbers = sorted({int(year) for year in years if year.isdecimal()})
    if len(years) == len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return _say("condition.year_range", 头=numbers[0], 尾=numbers[-1])
    return join_names(_say("condition.year", 年=_clean(year)) for year in years)


def _rows_named(parts: Sequence[Condition]) -> tuple[str, tuple[Condition, ...]]:
    """What the rows are called by their level, the finest first, and their name: 成本指标“打造观摩点”; and the other parts."""
    levels, rest = _first(parts, lambda part: levels_in(part) if Field.LEVEL2 in fields_of(part) else ())
    if not levels:
        levels, rest = _first(parts, levels_in)
    rest = tuple(part for part in rest if not levels or levels_in(part) != levels)
    names, rest = _first(rest, level3_in)
    name = join_names(map(_clean, levels)) or noun(Subject.INDICATOR)
    if names:
        name = _say("rows.named", 指标=name, 名称=_say("rows.names_joined").join(map(_text, names)))
    return name, rest


def _same_text(parts: Sequence[Condition]) -> tuple[Compare, ...] | None:
    """The parts where they look for one text in several fields; None where they differ."""
    found = tuple(part for part in parts if isinstance(part, Compare) and isinstance(part.value, str))
    if len(found) != len(parts) or len({(part.operator, part.value) for part in found}) != 1:
        return None
    return None if isinstance(found[0].value, Field) or len(found) < 2 else found


def _unit_in(condition: Condition | None) -> str:
    match condition:
        case Compare(Measure(Field.NUMBER_UNIT), Operator.EQUAL, str(unit)):
            return unit
    return ""


def _is_number(condition: Condition) -> bool:
    return isinstance(condition, Compare) and condition.measure.field is Field.NUMBER and isinstance(condition.value, Decimal)


def _other_bound(one: Compare, others: Sequence[Condition]) -> Compare | None:
    """The bound that makes a range with this one; None where there is none, or for years."""
    wanted = _UPPER if one.operator in _LOWER else _LOWER if one.operator in _UPPER else ()
    if one.measure.field in YEAR_FIELDS:
        return None
    for other in others:
        if not isinstance(other, Compare) or not isinstance(other.value, Decimal):
            continue
        if other.measure == one.measure and other.operator in wanted:
            return other
    return None
