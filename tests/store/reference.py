"""The meaning of queries once more, in plain Python over goal tables: slow, obvious, and written without a look at the SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from assistant.chinese.width import squeeze
from assistant.chinese.years import find_dates
from assistant.model.fields import ROW_FIELDS, Field, Subject
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import LEVEL1, LEVEL2_PARENT, Indicator
from assistant.model.query import (
    Aggregate,
    And,
    Blank,
    Changed,
    Compare,
    Condition,
    Figure,
    Grouping,
    HasRows,
    InYears,
    Measure,
    Not,
    OfYear,
    OneOf,
    Operation,
    Operator,
    Or,
    Quantifier,
    Query,
    Repeated,
    Selection,
)
from assistant.store.series import series_of

Range = tuple[Decimal, Decimal]
Value = Range | str | None


@dataclass(frozen=True)
class Item:
    """A table, or a row with its table; the keys are those of the archive, and rise in the order of documents."""

    table: GoalTable
    table_key: int
    row: Indicator | None = None
    row_key: int = 0

    @property
    def key(self) -> int:
        return self.row_key if self.row else self.table_key


@dataclass(frozen=True)
class Outcome:
    """What is compared with a `Result`."""

    members: list[tuple[int, int]]
    """Key and rank."""
    value: Decimal | bool | None = None
    operands: tuple[Decimal | None, ...] = ()
    groups: tuple[tuple[str, Decimal, int], ...] = ()
    blank: int = 0
    versus: list[int] | None = None


def plain(text: str) -> str:
    return squeeze(text).casefold()


class Reference:
    """Answers queries over the tables of some documents."""

    def __init__(self, tables: Sequence[GoalTable], table_keys: Sequence[int], row_keys: Sequence[int]) -> None:
        self.items = [Item(table, key) for key, table in zip(table_keys, tables, strict=True)]
        keys = iter(row_keys)
        self.rows = [Item(item.table, item.table_key, row, next(keys)) for item in self.items for row in item.table.indicators]

    # values

    def value(self, measure: Measure, item: Item) -> Value:
        """A number as the least and greatest it may be, a text, or None for a blank number and for what the item has not."""
        table, row, name = item.table, item.row, measure.field
        if measure.since is not None:
            return self.change(measure, item)
        if measure.share_of is not None:
            return self.share(measure, item, measure.share_of)
        if name in ROW_FIELDS and row is None:
            return None
        match name:
            case Field.ROWS:
                count = sum(measure.rows is None or self.meets(measure.rows, other) for other in self.rows_of(item))
                return Decimal(count), Decimal(count)
            case Field.FUND:
                amounts = [f.amount for f in table.funds if plain(f.label) == plain(measure.label) and f.amount is not None]
                return (amounts[0], amounts[0]) if amounts else None
            case Field.DRAFT | Field.FINDINGS:  # no findings are held
                return Decimal(0), Decimal(0)
            case Field.PERIOD_YEARS:
                start, end = table.period_start, table.period_end
                return None if start is None or end is None else (Decimal(end - start + 1),) * 2
            case Field.DEADLINE:
                assert row is not None
                return due(row, table.year)
            case Field.SPREAD:
                ends = None if row is None or row.value.quantity is None else (row.value.quantity.low, row.value.quantity.high)
                if ends is None or ends[0] is None or ends[1] is None:
                    return None
                return (ends[1] - ends[0],) * 2
            case Field.SERIES:
                return series_of(table.project)
            case Field.DOCUMENT:
                return table.source.document
            case Field.ANYWHERE:
                return None
        if row is not None and name in ROW_FIELDS:
            quantity = row.value.quantity
            found: object = {
                Field.LEVEL1: row.level1,
                Field.LEVEL2: row.level2,
                Field.LEVEL3: row.level3,
                Field.VALUE: row.value.text,
                Field.NUMBER: quantity and (quantity.low, quantity.high),
                Field.NUMBER_UNIT: (quantity and quantity.unit) or "",
                Field.OPERATOR: row.value.operator or "",
                Field.REQUIRED: row.required if row.required is None else Decimal(row.required),
                Field.WEIGHT: row.weight,
            }[name]
        else:
            found = getattr(table, name.value)
        if found is None or isinstance(found, str | tuple):
            return found
        number = Decimal(found)  # type: ignore[arg-type]
        return number, number

    def is_number(self, name: Field) -> bool:
        return name in {
            Field.YEAR,
            Field.PERIOD_START,
            Field.PERIOD_END,
            Field.TOTAL,
            Field.FISCAL,
            Field.OTHER,
            Field.FUND,
            Field.ROWS,
            Field.FINDINGS,
            Field.NUMBER,
            Field.SPREAD,
            Field.REQUIRED,
            Field.WEIGHT,
            Field.PERIOD_YEARS,
            Field.DEADLINE,
            Field.DRAFT,
        }

    def share(self, measure: Measure, item: Item, whole: Field) -> Value:
        """The number as a percentage of another one of the same table or row."""
        if not self.is_number(measure.field) or not self.is_number(whole):
            return None
        ours, theirs = self.value(replace(measure, share_of=None), item), self.value(Measure(whole), item)
        if not isinstance(ours, tuple) or not isinstance(theirs, tuple) or ours[0] != ours[1] or theirs[0] != theirs[1]:
            return None
        share = (ours[0] * 100 / theirs[0]).quantize(Decimal("0.000001"), ROUND_HALF_UP) if theirs[0] else None
        return None if share is None else (share, share)

    def change(self, measure: Measure, item: Item) -> Value:
        """How much the number is more than it was in the same project's table of another year."""
        is_row = measure.field in ROW_FIELDS or measure.share_of in ROW_FIELDS
        other = self.then(item, measure.since or 0, is_row)
        if other is None or not self.is_number(measure.field):
            return None
        ours, theirs = self.value(measure.now, item), self.value(measure.now, other)
        if not isinstance(ours, tuple) or not isinstance(theirs, tuple) or ours[0] != ours[1] or theirs[0] != theirs[1]:
            return None
        moved = ours[0] - theirs[0]
        if measure.percent:
            if not theirs[0]:
                return None
            moved = (moved * 100 / abs(theirs[0])).quantize(Decimal("0.000001"), ROUND_HALF_UP)
        return moved, moved

    def then(self, item: Item, since: int, is_row: bool) -> Item | None:
        """The same project's table of another year, or the row of the same level and name in it."""
        year = since or (item.table.year - 1 if item.table.year is not None else None)
        before = [other for other in self.items if self.lineage(other) == self.lineage(item) and other.table.year == year]
        if not before or year is None:
            return None
        before.sort(key=lambda other: (other.table.project != item.table.project, other.table.unit != item.table.unit))
        if not is_row:
            return before[0]
        row = item.row
        if row is None:
            return None
        same = [
            other
            for other in self.rows_of(before[0])
            if other.row and other.row.level2 == row.level2 and plain(other.row.level3) == plain(row.level3)
        ]
        return same[0] if same else None

    def rows_of(self, item: Item) -> list[Item]:
        return [row for row in self.rows if row.table_key == item.table_key]

    def lineage(self, item: Item) -> tuple[str, str]:
        table = item.table
        return plain(series_of(table.project)), plain(table.department) or plain(table.department_code)

    # conditions

    def meets(self, condition: Condition, item: Item) -> bool:
        match condition:
            case And(parts):
                return all(self.meets(part, item) for part in parts)
            case Or(parts):
                return any(self.meets(part, item) for part in parts)
            case Not(part):
                return not self.meets(part, item)
            case HasRows(quantifier, part, among):
                looked_at = [row for row in self.rows_of(item) if among is None or self.meets(among, row)]
                met = [self.meets(part, row) for row in looked_at]
                wanted = {
                    Quantifier.SOME: any(met),
                    Quantifier.NO: not any(met),
                    Quantifier.EVERY: bool(met) and all(met),
                }
                return wanted[quantifier]
            case InYears(years, present):
                there = {other.table.year for other in self.items if self.lineage(other) == self.lineage(item)}
                return all((year in there) == present for year in years)
            case Changed():
                return self.changed(condition, item)
            case OfYear(year, part):
                own = self.then(item, year, is_row=False) if year else None
                return own is not None and self.meets(part, own)
            case Repeated(name):
                return self.repeated(name, item)
        if item.row is None and any(name in ROW_FIELDS for name in named(condition)):
            return any(self.meets(condition, row) for row in self.rows_of(item))
        match condition:
            case OneOf(name, values):
                return any(self.compare(Compare(Measure(name), Operator.EQUAL, value), item, texts_only=True) for value in values)
            case Blank(measure):
                if measure.field is Field.ANYWHERE:
                    return False
                value = self.value(measure, item)
                return value is None or (isinstance(value, str) and not plain(value))
            case Compare():
                return self.compare(condition, item)
        raise AssertionError(condition)

    def repeated(self, name: Field, item: Item) -> bool:
        """Whether another table of the year has the same."""
        none = (Field.ROWS, Field.FINDINGS, Field.FUND, Field.ANYWHERE, Field.PERIOD_YEARS)
        if name in ROW_FIELDS or name in none or item.table.year is None:
            return False
        ours = self.value(Measure(name), item)
        others = (other for other in self.items if other.table.year == item.table.year and other.table_key != item.table_key)
        return bool(ours) and any(self.value(Measure(name), other) == ours for other in others)

    def compare(self, condition: Compare, item: Item, texts_only: bool = False) -> bool:
        measure, operator, wanted = condition.measure, condition.operator, condition.value
        if measure.field is Field.ANYWHERE and not made(measure):
            if isinstance(wanted, Field):
                return False
            cells = [plain(cell) for cell in cells_of(item.table) if plain(cell)]
            text = plain(as_text(wanted))
            if operator is Operator.CONTAINS:
                return any(text in cell for cell in cells) or not text
            equal = text in cells
            return equal if operator is Operator.EQUAL else not equal if operator is Operator.NOT_EQUAL else False
        ours = self.value(measure, item)
        if self.is_number(measure.field):
            if texts_only:
                return False
            theirs = self.as_range(wanted, item)
            return isinstance(ours, tuple) and theirs is not None and wholly(operator, ours, theirs)
        if made(measure):
            return False
        if isinstance(wanted, Field):
            if self.is_number(wanted) or wanted is Field.ANYWHERE:
                return False
            other = self.value(Measure(wanted), item)
            assert isinstance(ours, str) and isinstance(other, str)
            return compare_texts(operator, plain(ours), plain(other))
        assert isinstance(ours, str)
        return compare_texts(operator, plain(ours), plain(as_text(wanted)))

    def as_range(self, wanted: Decimal | str | Field, item: Item) -> Range | None:
        if isinstance(wanted, Field):
            value = self.value(Measure(wanted), item)
            return value if isinstance(value, tuple) else None
        if isinstance(wanted, str):
            if not (plain(wanted).isascii() and plain(wanted).isdigit()):
                return None
            wanted = Decimal(plain(wanted))
        return wanted, wanted

    def changed(self, condition: Changed, item: Item) -> bool:
        is_row = condition.measure.field in ROW_FIELDS
        own = self.then(item, condition.of, is_row) if condition.of else item
        other = None if own is None else self.then(own, condition.since, is_row)
        if own is None or other is None:
            return False
        item = own
        ours, theirs = self.value(condition.measure, item), self.value(condition.measure, other)
        if self.is_number(condition.measure.field):
            return isinstance(ours, tuple) and isinstance(theirs, tuple) and wholly(condition.operator, ours, theirs)
        if condition.measure.field is Field.ANYWHERE or made(condition.measure):
            return False
        if condition.operator not in (Operator.EQUAL, Operator.NOT_EQUAL):
            return False
        assert isinstance(ours, str) and isinstance(theirs, str)
        return compare_texts(condition.operator, plain(ours), plain(theirs))

    # selections

    def select(self, selection: Selection) -> list[tuple[Item, int]]:
        """The members in their order with their ranks."""
        found = list(self.items if selection.subject is Subject.PROJECT else self.rows)
        if selection.within is not None:
            inside = self.select(selection.within)
            by_row = selection.subject is Subject.INDICATOR and selection.within.subject is Subject.INDICATOR
            keys = {member.row_key if by_row else member.table_key for member, _ in inside}
            found = [item for item in found if (item.row_key if by_row else item.table_key) in keys]
        found = [item for item in found if selection.where is None or self.meets(selection.where, item)]
        if selection.order is None:
            found.sort(key=lambda item: -(item.table.year or 0))
            ranked = [(item, 0) for item in found]
            if selection.places is not None:
                ranked = [(item, place) for place, item in enumerate(found, start=1)]
        else:
            ranked = self.rank(found, selection)
        if selection.places is not None:
            first, last = selection.places.first, selection.places.last
            tied = Counter(rank for _, rank in ranked)
            tied = tied if first == last else Counter(set(tied))
            ranked = [(item, rank) for item, rank in ranked if rank and rank <= last and first <= rank + tied[rank] - 1]
        return ranked

    def rank(self, found: list[Item], selection: Selection) -> list[tuple[Item, int]]:
        assert selection.order is not None
        measure, descending = selection.order.measure, selection.order.descending
        values: dict[int, Decimal | str] = {}
        for item in found:
            value = self.value(measure, item)
            if isinstance(value, tuple):
                values[item.key] = value[1] if descending else value[0]
            elif value and plain(value):
                values[item.key] = plain(value)
        filled = [item for item in found if item.key in values]
        filled.sort(key=lambda item: values[item.key], reverse=descending)
        if descending:  # sorting backwards keeps equals in their order
            filled = [
                item
                for value in sorted({values[i.key] for i in filled}, reverse=True)
                for item in found
                if values.get(item.key) == value
            ]
        ranks = {}
        for position, item in enumerate(filled, start=1):
            previous = filled[position - 2] if position > 1 else None
            same = previous is not None and values[previous.key] == values[item.key]
            ranks[item.key] = ranks[previous.key] if same and previous else position
        return [(item, ranks[item.key]) for item in filled] + [(item, 0) for item in found if item.key not in values]

    # figures

    def reckon(self, figure: Figure) -> tuple[Decimal | None, int]:
        items = [item for item, _ in self.select(figure.selection)]
        found = self.aggregate(figure, [self.value(figure.measure, item) if figure.measure else None for item in items])
        return self.finished(figure, *found)

    def finished(self, figure: Figure, value: Decimal | None, blank: int) -> tuple[Decimal | None, int]:
        """The product with the factors, and the sum with the further terms."""
        for factor in figure.times:
            other, more = (factor, 0) if isinstance(factor, Decimal) else self.reckon(factor)
            value, blank = None if value is None or other is None else value * other, blank + more
        for term in figure.plus:
            other, more = self.reckon(term)
            value, blank = None if value is None or other is None else value + other, blank + more
        return value, blank

    def aggregate(self, figure: Figure, values: list[Value]) -> tuple[Decimal | None, int]:
        """The figure, and how many members are blank."""
        if figure.measure is None:
            return (Decimal(len(values)) if figure.aggregate is Aggregate.COUNT else None), 0
        ranges = [value for value in values if isinstance(value, tuple)]
        blank = len(values) - len(ranges)
        points = [low for low, high in ranges if low == high]
        match figure.aggregate:
            case Aggregate.COUNT:
                return Decimal(len(ranges)), blank
            case Aggregate.HIGHEST:
                return max((high for _, high in ranges), default=None), blank
            case Aggregate.LOWEST:
                return min((low for low, _ in ranges), default=None), blank
        if not points:
            return None, blank
        if figure.aggregate is Aggregate.MEDIAN:
            return Decimal(median(points)), blank
        return sum(points, Decimal(0)) / (len(points) if figure.aggregate is Aggregate.AVERAGE else 1), blank

    def behind(self, figure: Figure) -> list[tuple[int, int]]:
        members = self.select(figure.selection)
        if figure.aggregate not in (Aggregate.HIGHEST, Aggregate.LOWEST) or figure.measure is None:
            return [(item.key, rank) for item, rank in members]
        extreme, _ = self.reckon(figure)
        side = 1 if figure.aggregate is Aggregate.HIGHEST else 0
        kept = []
        for item, _ in sorted(members, key=lambda member: member[0].key):
            value = self.value(figure.measure, item)
            if isinstance(value, tuple) and value[side] == extreme:
                kept.append((item.key, 1))
        return kept

    def groups(self, figure: Figure, grouping: Grouping) -> tuple[list[tuple[str, Decimal, int]], int]:
        if figure.plus:
            return self.joined_groups(figure, grouping)
        items = sorted((item for item, _ in self.select(figure.selection)), key=lambda item: item.key)
        labelled: list[tuple[str, list[Item]]] = []
        if grouping.bands:
            left = list(items)
            for band in grouping.bands:
                fits = [item for item in left if self.meets(band.condition, item)]
                left = [item for item in left if item not in fits]
                labelled.append((band.name, fits))
        elif grouping.field is not None:
            labelled = self.by_field(items, grouping.field)
        groups = []
        blanks = 0
        for label, members in labelled:
            value, blank = self.aggregate(figure, [self.value(figure.measure, i) if figure.measure else None for i in members])
            blanks += blank
            if value is None and figure.aggregate is Aggregate.SUM and figure.measure is not None and not members:
                value = Decimal(0)
            value, _ = self.finished(figure, value, 0)
            if value is not None:
                groups.append((label, value, len(members)))
        return groups, blanks

    def joined_groups(self, figure: Figure, grouping: Grouping) -> tuple[list[tuple[str, Decimal, int]], int]:
        """Every group of the figure and of its terms, with the sum of what it comes to in each."""
        alone, blank = self.groups(replace(figure, plus=()), grouping)
        together = {key: (value, size) for key, value, size in alone}
        for term in figure.plus:
            found, more = self.groups(term, grouping)
            blank += more
            for key, value, size in found:
                before, had = together.get(key, (Decimal(0), 0))
                together[key] = (before + value, had or size)
        return [(key, value, size) for key, (value, size) in together.items()], blank

    def by_field(self, items: list[Item], name: Field) -> list[tuple[str, list[Item]]]:
        groups: dict[object, list[Item]] = {}
        labels: dict[object, str] = {}
        for item in items:
            spread = self.rows_of(item) if name in ROW_FIELDS and item.row is None else [item]
            seen = set()
            for one in spread:
                value = self.value(Measure(name), one)
                key: object = value[0] if isinstance(value, tuple) else plain(value) if value is not None else None
                label = "" if value is None else value if isinstance(value, str) else number_label(name, value[0])
                labels.setdefault(key, label)
                if key not in seen:
                    groups.setdefault(key, []).append(item)
                seen.add(key)
        if self.is_number(name):
            order: Callable[[object], object] = lambda key: (key is None, key or 0)  # noqa: E731
        else:
            official = {Field.LEVEL1: LEVEL1, Field.LEVEL2: tuple(LEVEL2_PARENT)}.get(name, ())
            position = list(groups)
            order = lambda key: (  # noqa: E731
                not labels[key],
                official.index(labels[key]) if labels[key] in official else len(official),
                position.index(key),
            )
        return [(labels[key], groups[key]) for key in sorted(groups, key=order)]  # type: ignore[arg-type]

    # queries

    def run(self, query: Query) -> Outcome:
        selection = query.selection
        members = [(item.key, rank) for item, rank in self.select(selection)]
        match query.operation:
            case Operation.LIST | Operation.SHOW | Operation.REVISED:  # of documents without earlier versions
                return Outcome(members)
            case Operation.COMPUTE:
                value, blank = self.reckon(query.figure)
                return Outcome(self.behind(query.figure), value, blank=blank)
            case Operation.ANY:
                return Outcome(members, bool(members))
            case Operation.EVERY:
                test = query.test or And(())
                broken = [item.key for item, _ in self.select(selection) if not self.meets(test, item)]
                return Outcome(members, bool(members) and not broken, versus=broken)
            case Operation.SAME:
                return self.same(query, members)
            case Operation.GROUP:
                grouping = query.grouping or Grouping()
                groups, blank = self.groups(query.figure, grouping)
                groups = ranked_groups(groups, grouping)
                return Outcome(members, groups=tuple(groups), blank=blank)
        ours, blank = self.reckon(query.figure)
        theirs, others, versus = query.number, 0, []
        if query.versus is not None and query.number is None:
            theirs, others = self.reckon(query.versus)
            versus = [key for key, _ in self.behind(query.versus)]
        return Outcome(
            self.behind(query.figure),
            set_against(query, ours, theirs),
            (ours, theirs),
            self.groups_against(query, theirs),
            blank + others,
            versus,
        )

    def groups_against(self, query: Query, whole: Decimal | None) -> tuple[tuple[str, Decimal, int], ...]:
        """What each group comes to against the whole, or against the other figure's group of the name."""
        if query.grouping is None:
            return ()
        beside = self.groups(query.versus, query.grouping)[0] if query.versus is not None else []
        others = {key: value for key, value, _ in beside}
        against_whole = query.operation is Operation.SHARE or query.number is not None
        found = []
        for key, value, size in self.groups(query.figure, query.grouping)[0]:
            outcome = set_against(query, value, whole if against_whole else others.get(key))
            if isinstance(outcome, Decimal):
                found.append((key, outcome, size))
        return tuple(ranked_groups(found, query.grouping))

    def same(self, query: Query, members: list[tuple[int, int]]) -> Outcome:
        measure = query.figure.measure
        if measure is None:
            return Outcome(members)
        kinds = []
        for item, _ in self.select(query.selection):
            value = self.value(measure, item)
            if measure.field is Field.NUMBER and value is not None:
                unit = self.value(Measure(Field.NUMBER_UNIT), item)
                kinds.append((value, plain(str(unit))))
            elif value is not None and not (isinstance(value, str) and not plain(value)):
                kinds.append(plain(value) if isinstance(value, str) else value)  # type: ignore[arg-type]
        blank = len(members) - len(kinds)
        return Outcome(members, (len(set(kinds)) == 1 and not blank) if kinds else None, blank=blank)


def ranked_groups(groups: list[tuple[str, Decimal, int]], grouping: Grouping) -> list[tuple[str, Decimal, int]]:
    """In the order of their figures, equals sharing a place; only those of the places asked for."""
    if grouping.descending is not None:
        sign = -1 if grouping.descending else 1
        groups = sorted(groups, key=lambda group: sign * group[1])
    if grouping.places is None:
        return groups
    place = {}
    for at, (_, value, _) in enumerate(groups, start=1):
        place.setdefault(value, at)
    tied = Counter(value for _, value, _ in groups)
    first, last = grouping.places.first, grouping.places.last
    tied = tied if first == last else Counter(set(tied))
    return [one for one in groups if place[one[1]] <= last and first <= place[one[1]] + tied[one[1]] - 1]


def made(measure: Measure) -> bool:
    """Is it a change or a share, so that there is none where the field is a text?"""
    return measure.since is not None or measure.share_of is not None


def named(condition: Condition) -> Iterable[Field]:
    match condition:
        case Compare(measure, _, value):
            yield measure.field
            if isinstance(value, Field):
                yield value
        case OneOf(name, _):
            yield name
        case Blank(measure):
            yield measure.field


LAST_DAYS = {month: 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31 for month in range(1, 13)}


def due(row: Indicator, year: int | None) -> Value:
    """The last date of the value, else of the name: month and day, 10,000 for each year after the table's."""
    if year is None:
        return None
    for text in (row.value.text, row.level3):
        dates = [date for date in find_dates(text) if date.month is not None]
        if dates:
            date = dates[-1]
            number = ((date.year or year) - year) * 10_000 + (date.month or 0) * 100 + (date.day or LAST_DAYS[date.month or 1])
            return Decimal(number), Decimal(number)
    return None


def cells_of(table: GoalTable) -> Iterable[str]:
    yield from (table.project, table.goal, table.long_term_goal)
    for row in table.indicators:
        yield from (row.level3, row.value.text, *row.extra.values())


def as_text(wanted: Decimal | str) -> str:
    return format(wanted, "f") if isinstance(wanted, Decimal) else wanted


def number_label(name: Field, value: Decimal) -> str:
    if name is Field.REQUIRED:
        return "true" if value else "false"
    return format(value.normalize(), "f") if value % 1 else str(int(value))


def compare_texts(operator: Operator, ours: str, theirs: str) -> bool:
    match operator:
        case Operator.EQUAL:
            return ours == theirs
        case Operator.NOT_EQUAL:
            return ours != theirs
        case Operator.CONTAINS:
            return theirs in ours
    return False


def wholly(operator: Operator, ours: Range, theirs: Range) -> bool:
    """Every number of one range against every number of the other."""
    tests: dict[Operator, Callable[[Decimal, Decimal], bool]] = {
        Operator.EQUAL: lambda a, b: a == b,
        Operator.MORE: lambda a, b: a > b,
        Operator.AT_LEAST: lambda a, b: a >= b,
        Operator.LESS: lambda a, b: a < b,
        Operator.AT_MOST: lambda a, b: a <= b,
    }
    if operator is Operator.NOT_EQUAL:
        return ours[1] < theirs[0] or ours[0] > theirs[1]
    return operator in tests and all(tests[operator](a, b) for a in ours for b in theirs)


def set_against(query: Query, ours: Decimal | None, theirs: Decimal | None) -> Decimal | bool | None:
    if ours is None or theirs is None:
        return None
    match query.operation:
        case Operation.DIFFERENCE:
            return abs(ours - theirs)
        case Operation.ADD:
            return ours + theirs
        case Operation.IS:
            if query.operator in (None, Operator.CONTAINS):
                return None
            if query.operator is Operator.NOT_EQUAL:
                return ours != theirs
            return wholly(query.operator or Operator.EQUAL, (ours, ours), (theirs, theirs))
    if not theirs:
        return None
    match query.operation:
        case Operation.SHARE:
            return ours / theirs * 100
        case Operation.GROWTH:
            return (ours - theirs) / abs(theirs) * 100
    return ours / theirs
