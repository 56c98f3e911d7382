"""The small language between understanding and answering.

A `Query` says what is to be found or reckoned and nothing about how: `questions/` makes it, `store/` runs it, `answers/` words
it. Its one-line text form is in `query_text`. Everything compares by value and is built from three things:

- a `Condition` on tables or on rows, freely combined by And, Or and Not;
- a `Selection`: the tables or rows that meet a condition, perhaps ranked, perhaps out of another selection;
- a `Figure`: one number made from a selection (how many, the sum of what, the median …).
"""

from __future__ import annotations

from dataclasses import field, replace
from decimal import Decimal
from enum import StrEnum

from assistant.model.fields import Field, Subject
from assistant.model.finding import Finding
from assistant.model.record import record
from assistant.model.revision import DocumentRevision


class Operator(StrEnum):
    """How a field is compared. Blank values and grade words meet no comparison of numbers."""

    EQUAL = "="
    NOT_EQUAL = "!="
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    CONTAINS = "has"
    """The text holds these characters, blanks and width aside."""


class Quantifier(StrEnum):
    """How many of a table's rows must meet a condition."""

    SOME = "some"
    NO = "no"
    EVERY = "every"
    """All rows that are there, and at least one."""


class Aggregate(StrEnum):
    """How a set becomes one number."""

    COUNT = "count"
    SUM = "sum"
    AVERAGE = "average"
    MEDIAN = "median"
    HIGHEST = "highest"
    LOWEST = "lowest"


class Operation(StrEnum):
    """What is done with the figure or its selection."""

    LIST = "list"
    """The members of the selection."""
    SHOW = "show"
    """Fields of the selected tables."""
    COMPUTE = "compute"
    """The figure."""
    SHARE = "share"
    """The figure as a percentage of another."""
    DIFFERENCE = "difference"
    """The figure less another, without sign; `Result.operands` keep both."""
    RATIO = "ratio"
    """The figure divided by another."""
    GROWTH = "growth"
    """By how many per cent the figure exceeds another, the base."""
    ADD = "add"
    """The figure and another together."""
    GROUP = "group"
    """The figure for each group."""
    ANY = "any"
    """Yes or no: does the selection have a member?"""
    EVERY = "every"
    """Yes or no: does each member of the selection meet `test`? No where it is empty."""
    SAME = "same"
    """Yes or no: do all members agree in the field `measure`?"""
    IS = "is"
    """Yes or no: how the figure compares with another, or with a number."""
    REVISED = "revised"
    """What the documents of the selected tables changed against the versions imported before; of `fields` alone where there are
    any. Tables that a newer version no longer has are told where the selection has no condition but on the document."""


@record
class Measure:
    """A field that is compared, ordered by or added up."""

    field: Field
    label: str = ""
    """For `Field.FUND`: the label of the fund row. For `Field.FINDINGS` as a field that is shown: what of them. Otherwise ""."""
    rows: Condition | None = None
    """For `Field.ROWS`: which rows are counted; for `Field.FINDINGS`: a `HasFindings` that they must be of. None means all."""
    since: int | None = None
    """Not the number but its change against the same project's table of this year (an indicator's: the one of the same level and
    name there); 0 is the year before the table's own. Blank where either is missing or a range."""
    percent: bool = False
    """The change as a percentage of what the number was then, to a millionth; blank where that was 0."""

    share_of: Field | None = None
    """The number as a percentage of this one of the same table, to a millionth; blank where that is blank, 0 or a range."""

    @property
    def key(self) -> str:
        """Under what the number stands in `TableRow.values`."""
        name = f"fund:{self.label}" if self.field is Field.FUND else self.field.value
        name += "" if self.share_of is None else f":share:{self.share_of.value}"
        return name if self.since is None else f"{name}:{'growth' if self.percent else 'minus'}:{self.since}"

    @property
    def now(self) -> Measure:
        """The number itself, whatever its change."""
        return replace(self, since=None, percent=False)


@record
class Compare:
    """A field set against a number, a text, another field of the same table, or another of its funds (上级资金比本级资金多的)."""

    measure: Measure
    operator: Operator
    value: Decimal | str | Field | Measure


@record
class Against:
    """A measure set against a figure of other tables (比人才工作经费多的); none meets it where the figure is nothing."""

    measure: Measure
    operator: Operator
    figure: Figure


@record
class OneOf:
    """A text field that equals one of several."""

    field: Field
    values: tuple[str, ...]


@record
class Blank:
    """A field whose cell is empty: not filled in, which is not 0."""

    measure: Measure


@record
class HasRows:
    """A table judged by its indicator rows."""

    quantifier: Quantifier
    condition: Condition
    """On the rows."""
    among: Condition | None = None
    """For `EVERY`: which rows are looked at; None means all rows of the table."""


@record
class InYears:
    """A project that has a table (or, with `present` false, none) in each of these years, by its series."""

    years: tuple[int, ...]
    present: bool = True


@record
class Changed:
    """A project whose figure in this table compares so with the same project's table of the year before.

    Projects without a table in the year before meet nothing.
    """

    measure: Measure
    operator: Operator
    """MORE: it rose; LESS: it fell; EQUAL: it stayed."""
    since: int = 0
    """The year compared with; 0 means the year before the one whose figure it is."""
    of: int = 0
    """The year whose figure it is, of the same project; 0 means this table's own."""


@record
class OfYear:
    """A project whose table of this year meets the condition; none meets it where there is no such table."""

    year: int
    condition: Condition


@record
class Repeated:
    """A table whose figure or text in this field another table of the same year has too; blanks repeat nothing."""

    field: Field


@record
class HasFindings:
    """A table in which the review (审核) finds something that the office has not accepted."""

    rules: tuple[str, ...] = ()
    """By one of these rules; () for any."""
    severities: tuple[str, ...] = ()
    """Of one of these levels (error, warning, hint); () for any."""


@record
class And:
    """All of them."""

    parts: tuple[Condition, ...]


@record
class Or:
    """At least one of them."""

    parts: tuple[Condition, ...]


@record
class Not:
    """Whatever does not meet it."""

    part: Condition


Condition = Compare | Against | OneOf | Blank | HasRows | InYears | Changed | OfYear | Repeated | HasFindings | And | Or | Not


@record
class Order:
    """What a selection is ranked by; blanks come last, equals in the order of their document."""

    measure: Measure
    descending: bool = True


@record
class Places:
    """Ranks taken from a ranked selection, both ends included; all that are equal share a place, counted 1, 2, 2, 4. The third
    place alone is then that of the two that share the second and third."""

    first: int = 1
    last: int = 1


@record
class Selection:
    """Tables or rows that meet a condition; every condition is on the subject, but rows may be judged by their table too."""

    subject: Subject = Subject.PROJECT
    where: Condition | None = None
    """None: all there are."""
    order: Order | None = None
    """None: in the order of years (latest first), then of documents."""
    places: Places | None = None
    within: Selection | None = None
    """Another selection that the members must come from: a row comes from a set of tables when its table is in it, a table from a
    set of rows when one of its rows is."""


@record
class Figure:
    """One number: an aggregate of a measure over a selection."""

    selection: Selection
    aggregate: Aggregate = Aggregate.COUNT
    measure: Measure | None = None
    """What is added up; None for COUNT."""
    times: tuple[Figure | Decimal, ...] = ()
    """What it is multiplied by (人数乘标准乘十二个月); None where one of them is."""
    plus: tuple[Figure, ...] = ()
    """What is added to the product, each with factors of its own; None where one of them is. In a grouping each group adds what
    the term comes to in it (by name), a group that only a term has counts as 0."""


@record
class Band:
    """One group of a grouping into bands, named as the question names it."""

    name: str
    condition: Condition


@record
class Grouping:
    """Groups by a field's values, or by bands."""

    field: Field | None = None
    bands: tuple[Band, ...] = ()
    descending: bool | None = None
    """The groups ranked by their figure; None leaves them in their own order."""
    places: Places | None = None
    """Ranks taken of them; None keeps all."""


@record
class Query:
    """One question to the archive."""

    operation: Operation
    figure: Figure
    """The selection is in it; the aggregate and the measure matter where the operation reckons."""
    versus: Figure | None = None
    """The second figure: the whole of a SHARE, the other side of a DIFFERENCE, RATIO or IS, the base of a GROWTH."""
    fields: tuple[Measure, ...] = ()
    """For SHOW: what is shown of each table. For LIST: what else the question asks of each."""
    grouping: Grouping | None = None
    """For GROUP. With two figures: each group's against the whole (SHARE), or against the other figure's of the group."""
    test: Condition | None = None
    """For EVERY: what each member must meet."""
    operator: Operator | None = None
    """For IS."""
    number: Decimal | None = None
    """For IS: a number in place of `versus`."""

    @property
    def selection(self) -> Selection:
        """What the query is about."""
        return self.figure.selection

    @property
    def speaks_of_findings(self) -> bool:
        """Does it ask for what the review finds, anywhere in it?"""
        printed = str(self)
        return "found (" in printed or "findings" in printed

    @property
    def findings_asked(self) -> HasFindings:
        """The findings that are asked for; of any rule and level where the query does not say."""
        selection: Selection | None = self.selection
        while selection is not None:
            where = selection.where
            for part in where.parts if isinstance(where, And) else (where,):
                part = part.part if isinstance(part, Not) else part
                if isinstance(part, HasFindings):
                    return part
            selection = selection.within
        measure = self.figure.measure
        return measure.rows if measure is not None and isinstance(measure.rows, HasFindings) else HasFindings()

    def __str__(self) -> str:
        from assistant.model.query_text import format_query

        return format_query(self)


def both(*conditions: Condition | None) -> Condition | None:
    """The conditions joined by And, flattened and without repeats; None where there are none."""
    parts: list[Condition] = []
    for condition in conditions:
        for part in condition.parts if isinstance(condition, And) else (condition,):
            if part is not None and part not in parts:
                parts.append(part)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def either(*conditions: Condition) -> Condition:
    """The conditions joined by Or, flattened and without repeats; at least one is needed."""
    parts: list[Condition] = []
    for condition in conditions:
        for part in condition.parts if isinstance(condition, Or) else (condition,):
            if part not in parts:
                parts.append(part)
    return parts[0] if len(parts) == 1 else Or(tuple(parts))


@record
class Group:
    """One line of a grouped answer."""

    key: str
    value: Decimal
    size: int = 0
    """How many members the group has."""


@record
class Result:
    """What a query found.

    `tables` and `rows` are what the answer consists of, cut at the limit the store was asked for; `count` is the number of all.
    """

    query: Query
    tables: tuple[TableRow, ...] = ()
    rows: tuple[IndicatorRow, ...] = ()
    count: int = 0
    value: Decimal | bool | None = None
    """The figure, or the yes/no; None where there is nothing to reckon with (no member, only blanks)."""
    operands: tuple[Decimal | None, ...] = ()
    """The figure and `versus` before they were set against each other."""
    versus_tables: tuple[TableRow, ...] = ()
    versus_rows: tuple[IndicatorRow, ...] = ()
    groups: tuple[Group, ...] = ()
    partly: tuple[IndicatorRow, ...] = ()
    """Rows whose range meets the bound only in part: named, not counted."""
    blank: int = 0
    """Members left out of a reckoning because their cell is blank."""
    revisions: tuple[DocumentRevision, ...] = ()
    """For REVISED: the documents that have an earlier version, the last imported first; `tables` are those that differ, or where
    there is no earlier version those that were asked about."""
    review: Review | None = None
    """Of a query about findings: what the review found."""


@record
class TableFindings:
    """What the review finds in one table of a result, as far as the query asks for it."""

    table: TableRow
    findings: tuple[Finding, ...]
    """Worst first, those aside that were accepted."""
    accepted: int = 0
    """How many more the office accepted."""


@record
class Review:
    """What the review of the tables in question found."""

    found: tuple[TableFindings, ...]
    """Of the first tables of the result, in their order."""
    asked: tuple[TableRow, ...]
    """The first tables that were reviewed, whether or not anything was found in them."""
    size: int
    """How many tables were reviewed."""
    reasons: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Why each rule says so and what it rests on, where that is asked for."""


@record
class TableRow:
    """The head of one table in a result."""

    key: int
    """The store's number of the table."""
    project: str
    year: int | None
    total: Decimal | None
    document: str
    place: str
    """Where the project's name and money stand: 第5张表，第117行."""
    values: dict[str, str | int | Decimal | None] = field(default_factory=dict, compare=False)
    """Further head fields by `Measure.key`: the `Field` name, funds as `fund:label`."""
    places: dict[str, str] = field(default_factory=dict, compare=False)
    """Where each head field stands, by the published key."""
    rank: int = 0
    """Its place where the query ranks; 0 otherwise."""
    rows: int = 0
    """How many indicator rows it has."""

    @property
    def is_draft(self) -> bool:
        """Is it an adopted draft? The store's keys of such tables are below zero."""
        return self.key < 0


@record
class IndicatorRow:
    """One indicator row in a result, with the table that it stands in."""

    key: int
    table: int
    """`TableRow.key` of its table."""
    project: str
    year: int | None
    total: Decimal | None
    level1: str
    level2: str
    level3: str
    value: str
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    document: str
    place: str
    rank: int = 0
    weight: Decimal | None = None
    """权重, where the form has a column for it."""

    @property
    def is_draft(self) -> bool:
        """Does it stand in an adopted draft? The store's keys of such tables are below zero."""
        return self.table < 0
