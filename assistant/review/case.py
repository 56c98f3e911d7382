"""One table under review, with everything that rules look at: its rows as read, the tables beside it, verdicts made once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast

from assistant.chinese.quantities import QuantityMention
from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity, Where
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.model.source import Place
from assistant.review.peers import Peers
from assistant.review.verdicts.costs import Costs, work_out
from assistant.review.verdicts.foreign import CopiedGoal, Foreign, copied_goal, foreign_rows
from assistant.review.verdicts.goal_numbers import GoalNumber, goal_numbers
from assistant.review.verdicts.misfiled import Misfiled, misfiled_rows
from assistant.review.vocabulary import quantities_in

_Option = TypeVar("_Option")

_NONE = frozenset({"", "无", "/", "\\", "-", "--", "——", "不涉及", "无此项", "不适用"})
"""What officials write into a cell that does not apply."""


class Row:
    """One indicator row as rules read it; what is costly is read on first use and kept."""

    def __init__(self, index: int, indicator: Indicator) -> None:
        self.index = index
        """Index in `table.indicators`."""
        self.indicator = indicator
        self.level1 = indicator.level1
        self.level2 = indicator.level2
        self.name = squeeze(indicator.level3)
        """Third level in half width without blanks; "" where blank."""
        self.value = squeeze(indicator.value.text)
        """Target value in half width without blanks; "" where blank."""

    @property
    def is_blank(self) -> bool:
        """Neither name nor value, or only 无 and the like: a row that the form has left over."""
        return self.name in _NONE and self.value in _NONE

    @cached_property
    def numbers(self) -> tuple[QuantityMention, ...]:
        """Quantities in the value's text."""
        return quantities_in(self.value)

    @cached_property
    def name_numbers(self) -> tuple[QuantityMention, ...]:
        """Quantities in the name."""
        return quantities_in(self.name)

    @property
    def where(self) -> Where:
        """The row as the place of a finding."""
        row = self.indicator
        return Where(level1=row.level1, level2=row.level2, level3=row.level3, value=row.value.text, row=self.index)


class Case:
    """One table under review."""

    def __init__(
        self,
        table: GoalTable,
        last_year: GoalTable | None = None,
        peers: Peers | None = None,
        options: Mapping[str, Mapping[str, object]] | None = None,
    ) -> None:
        self.table = table
        self.last_year = last_year
        """The same project's table of the year before; None where there is none at hand."""
        self.peers = peers
        """The other tables of the batch, indexed; None where the table came alone."""
        self._options = options or {}
        """What the settings file says, by rule and name of the option."""

    def option(self, rule: str, name: str, default: _Option) -> _Option:
        """An option of a rule: what the settings say, any number where the default is one; else the default."""
        said = self._options.get(rule, {}).get(name, default)
        if isinstance(said, type(default)):
            return said
        numbers = isinstance(said, int | float) and isinstance(default, int | float)
        return cast(_Option, said) if numbers else default

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows in the order of the form, blank ones included."""
        return tuple(Row(index, indicator) for index, indicator in enumerate(self.table.indicators))

    @cached_property
    def filled(self) -> tuple[Row, ...]:
        """The rows with a name or a value."""
        return tuple(row for row in self.rows if not row.is_blank)

    def of(self, *level2: str) -> tuple[Row, ...]:
        """The filled rows of these second levels (standard names)."""
        return tuple(row for row in self.filled if row.level2 in level2)

    @cached_property
    def goal(self) -> str:
        """The annual goal in half width without blanks."""
        return squeeze(self.table.goal)

    @cached_property
    def project(self) -> str:
        """The project's name in half width without blanks."""
        return squeeze(self.table.project)

    @cached_property
    def foreign(self) -> Mapping[int, Foreign]:
        """Rows that belong to another table of the batch, by index."""
        return foreign_rows(self)

    @cached_property
    def copied_goal(self) -> CopiedGoal | None:
        """Another project with the same goal; None where there is none."""
        return copied_goal(self)

    @cached_property
    def misfiled(self) -> Mapping[int, Misfiled]:
        """Rows whose content belongs to another category, by index."""
        return misfiled_rows(self)

    @cached_property
    def goal_numbers(self) -> tuple[GoalNumber, ...]:
        """The quantities of the annual goal, each with what it counts."""
        return goal_numbers(self)

    @cached_property
    def costs(self) -> Costs:
        """How the costs add up, in every sensible reading."""
        return work_out(self)

    def own(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """The rows that are this project's own: without those of others of which it is fairly sure."""
        return tuple(row for row in rows if row.index not in self.foreign or self.foreign[row.index].severity == Severity.HINT)


def at_row(rule: str, severity: Severity, row: Row, message: str, advice: str) -> Finding:
    """A finding at one row."""
    return Finding(rule, severity, row.indicator.place, message, advice, row.where)


def at_field(rule: str, severity: Severity, table: GoalTable, field: str, message: str, advice: str) -> Finding:
    """A finding at one cell of the head, by its published key."""
    return Finding(rule, severity, table.places.get(field, table.place), message, advice, Where(field=field))


def at_category(rule: str, severity: Severity, table: GoalTable, level1: str, level2: str, message: str, advice: str) -> Finding:
    """A finding at a second level, also one that is missing, or with `level2` "" at a whole first level."""
    place = next(
        (row.place for row in table.indicators if row.level1 == level1 and level2 in ("", row.level2)),
        Place(table=table.place.table, line=table.place.line),
    )
    return Finding(rule, severity, place, message, advice, Where(level1=level1, level2=level2))


def quoted(rows: Iterable[Row] | Sequence[str]) -> str:
    """Names in quotation marks, joined as officials write them: “甲”“乙”."""
    return "".join(f"“{row if isinstance(row, str) else row.indicator.level3}”" for row in rows)
