"""What a question is about and what it asks for, drawn from its reading: names, years, conditions, and the set it speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from assistant.model.conversation import Turn
from assistant.model.fields import MONEY_FIELDS, Field, Subject
from assistant.model.interpretation import Note, Remark
from assistant.model.knowledge import KnownProject
from assistant.model.query import Compare, Condition, Measure, Not, OneOf, Operator, Query, Selection, both, either
from assistant.model.record import record
from assistant.questions import slots
from assistant.questions.conditions import Conditions
from assistant.questions.context import Context
from assistant.questions.last_answer import settled
from assistant.questions.lexicon import any_of, cue, says
from assistant.questions.link import Link, names_of
from assistant.questions.mention import Kind, Mention
from assistant.questions.reading import Cluster, Reading

_BESIDE = 2
"""Characters that may stand between a money and what it is set against (预算在30万以上)."""


@record
class Frame:
    """One utterance, made out as far as it goes without deciding what kind of question it is."""

    reading: Reading
    conditions: Conditions
    context: Context
    named: tuple[Link, ...] = ()
    """Projects that the utterance names, in its order, each once."""
    excepted: tuple[Link, ...] = ()
    """Projects that it leaves out (除了…)."""
    doubtful: Cluster | None = None
    """A name that fits several projects equally well."""
    echoes: tuple[str, ...] = ()
    """Pieces that name a project named already: they may say which of its rows is meant."""
    terms: tuple[str, ...] = ()
    """Pieces that no name explains: rows, topics."""
    missing_name: str = ""
    """Words that stand where a project's name should and name none."""
    years: tuple[int, ...] = ()
    all_years: bool = False
    previous: bool = False
    """Is the year before the one in question spoken of (上一年)?"""
    within: Selection | None = None
    """The set of an earlier answer that the question speaks of."""
    pointed: tuple[tuple[str, int | None], ...] = ()
    """Projects of an earlier answer that the question points at (它, 第二个), with their years."""
    remarks: tuple[Remark, ...] = ()

    # what is asked

    def has(self, kind: Kind, *values: str) -> bool:
        """Is there a mention of this kind (and of one of these values)?"""
        return self.reading.has(kind, *values)

    def first(self, kind: Kind, *values: str) -> Mention | None:
        """The first mention of this kind (and of one of these values)."""
        return self.reading.first(kind, *values)

    @property
    def text(self) -> str:
        """The utterance folded, as the recognisers saw it."""
        return self.reading.text

    @property
    def question(self) -> str:
        """The utterance without the politeness that may follow its end."""
        return self.text.rstrip("".join(cue("trailing")))

    def says(self, name: str) -> bool:
        """Does a word of the cue stand in the utterance?"""
        return says(self.reading.utterance.text, name)

    @property
    def last(self) -> Turn | None:
        """The last turn that ran a query."""
        found = next((turn for turn in reversed(self.context.conversation.turns) if turn.query is not None), None)
        return settled(found) if found is not None else None

    @property
    def last_query(self) -> Query | None:
        """The query of the last turn that ran one."""
        return self.last.query if self.last is not None else None

    @property
    def follows_rows(self) -> bool:
        """Was the last query about rows?"""
        return self.last_query is not None and self.last_query.selection.subject == Subject.INDICATOR

    @property
    def projects(self) -> tuple[str, ...]:
        """Names of the projects that the question names, over all years; where it names none, of those that it points at."""
        return names_of(self.named) or tuple(name for name, _ in self.pointed)

    @property
    def heads(self) -> tuple[Field, ...]:
        """Fields of tables that are named, in order."""
        found = [Field(str(mention.value)) for mention in self.reading.of(Kind.HEAD)]
        return tuple(dict.fromkeys(found))

    @property
    def money_heads(self) -> tuple[Field, ...]:
        """The fields named that hold money."""
        return tuple(field for field in self.heads if field in MONEY_FIELDS)

    @property
    def other_heads(self) -> tuple[Field, ...]:
        """The fields named that hold no money."""
        return tuple(field for field in self.heads if field not in MONEY_FIELDS)

    @property
    def measure(self) -> Measure:
        """The money that is spoken of; the total where nothing else is named."""
        fund = self.first(Kind.FUND)
        if fund is not None:
            return Measure(Field.FUND, str(fund.value))
        for field in self.heads:
            if field in (Field.FISCAL, Field.OTHER):
                return Measure(field)
        return Measure(Field.TOTAL)

    @property
    def speaks_of_money(self) -> bool:
        """Is any money named?"""
        if any(mention.text in cue("whole_money") for mention in self.reading.of(Kind.WHOLE)):
            return True
        return self.has(Kind.FUND) or bool(self.money_heads)

    @property
    def money_apart(self) -> bool:
        """Is a money named besides those that are only set against a number (预算超过45万的项目)?"""
        tests = [test.start for test in self.conditions.number_tests]
        moneys = self.reading.of(Kind.FUND, Kind.HEAD)
        moneys = tuple(one for one in moneys if one.kind == Kind.FUND or Field(str(one.value)) in MONEY_FIELDS)
        bound = [one for one in moneys if any(0 <= start - one.end <= _BESIDE for start in tests)]
        return len(bound) < len(moneys) or (self.speaks_of_money and not moneys)

    @property
    def asks_money(self) -> bool:
        """Is an amount of money asked for (多少钱)?"""
        return any(says(mention.text, "money_unit") for mention in self.reading.of(Kind.ASK))

    @property
    def about_rows(self) -> bool:
        """Does it name categories, row fields, row conditions or 指标?"""
        return bool(self.conditions.rows or self.conditions.levels) or self.has(Kind.ROW) or self.has(Kind.SUBJECT, "indicator")

    @property
    def describes_by_rows(self) -> bool:
        """有满意度指标的项目, 质量指标低于95%的当中: do the categories that are named only say which tables are meant?"""
        named = self.reading.of(Kind.LEVEL1, Kind.LEVEL2)
        if not named or self.has(Kind.ROW) or not (self.conditions.levels or self.conditions.missing or self.conditions.rows):
            return False
        if any(says(ask.text, "asks_rows") for ask in self.reading.of(Kind.ASK)):
            return False  # 满意度指标里最低的是哪几条
        tested = [
            mention for mention in self.reading.of(Kind.QUANTITY, Kind.BEFORE, Kind.AFTER) if mention.start >= named[-1].end
        ]
        asked = [one.start for one in self.reading.of(Kind.ASK, Kind.FIGURE, Kind.RANK, Kind.PLACE) if one.start >= named[-1].end]
        inside = [mention.end for mention in tested if not asked or mention.start < asked[0]]
        end = max((named[-1].end, *inside))
        return _describing().match(self.text, end - self.text.endswith("的", 0, end)) is not None

    @property
    def asks_for_projects(self) -> bool:
        """Is the thing asked for a project or table: 哪些项目, 哪张表, 谁?"""
        nouns = [mention for mention in self.reading.of(Kind.SUBJECT) if mention.value == "project"]
        if nouns and not (self.has(Kind.SUBJECT, "indicator") and all(map(self._is_place, nouns))):
            return True
        if self.other_heads and self.says("asks_who"):
            return False
        return any(says(mention.text, "asks_projects") for mention in self.reading.of(Kind.ASK))

    def _is_place(self, noun: Mention) -> bool:
        """2024年的表里头跟电梯有关的指标: does 表 say no more than where something is sought?"""
        return self.text.startswith(cue("within_tables"), noun.end)

    @property
    def names_projects(self) -> bool:
        """Are projects or tables spoken of by that word (哪个项目, 有哪些表), not only pointed at (谁)?"""
        return self.has(Kind.SUBJECT, "project") or any(says(ask.text, "project_nouns") for ask in self.reading.of(Kind.ASK))

    @property
    def says_these_projects(self) -> bool:
        """Is 项目 said of those that are pointed at (这些项目的满意度指标, 这两个项目一共多少钱), so that none is asked for?"""
        nouns = [mention for mention in self.reading.of(Kind.SUBJECT) if mention.value == "project"]
        sets = self.reading.of(Kind.SET)
        said = bool(nouns) or any(mention.text.endswith(cue("table_nouns")) for mention in sets)
        return said and bool(sets) and all(any(mention.start == one.end for one in sets) for mention in nouns)

    @property
    def place_in_order(self) -> int:
        """从少到多排，第二个是谁: the position in the order that the question names itself, −1 for the last; 0 for none."""
        orders = [rank.start for rank in self.reading.of(Kind.RANK) if rank.value in ("ascending", "descending")]
        positions = self.reading.of(Kind.ORDINAL)
        if len(orders) != 1 or len(positions) != 1 or positions[0].start < orders[0] or not isinstance(positions[0].value, int):
            return 0
        return positions[0].value

    @property
    def is_plain(self) -> bool:
        """Does it name nothing of its own: no project, organisation, year or condition?"""
        return not (self.named or self.excepted or self.years or self.all_years or self.conditions.table or self.conditions.rows)

    # the set it is about

    def where(self, default: str, *, names: Sequence[Link] | None = None) -> tuple[Condition | None, tuple[Remark, ...]]:
        """The condition on tables, with what was assumed about the year.

        `default` says what holds where no year is named: "latest" for sums, rankings and lists by money, "all" for words, rows
        and gaps. A single named project is taken in its latest year, whatever the default.
        """
        links = self.named if names is None else tuple(names)
        parts: list[Condition | None] = []
        remarks: list[Remark] = []
        years = self.years
        if links:
            projects = [project for link in links for project in link.projects]
            if not years and not self.all_years:
                latest = {max(project.years, default=0) for link in links for project in (_latest(link.projects),)}
                if len(latest) == 1 and (year := latest.pop()):
                    years = (year,)
                    remarks.append(Remark(Note.LATEST_OF_PROJECT, str(year)))
            fitting = [project for project in projects if not years or set(project.years) & set(years)] or projects
            parts.append(OneOf(Field.PROJECT, tuple(dict.fromkeys(project.name for project in fitting))))
        elif self.pointed:
            pointed = [name for name, _ in self.pointed]
            if years or self.all_years:
                same = [project for name in pointed for project in self.context.names_of(name)]
                pointed = [project.name for project in same if not years or set(project.years) & set(years)] or pointed
            parts.append(OneOf(Field.PROJECT, tuple(dict.fromkeys(pointed))))
            if not years and not self.all_years:
                years = tuple(dict.fromkeys(year for _, year in self.pointed if year))
        elif not years and not self.all_years and self.within is None:
            if default == "latest" and self.context.latest is not None:
                years = (self.context.latest,)
                remarks.append(Remark(Note.LATEST_YEAR, str(self.context.latest)))
            elif len(self.context.knowledge.years()) > 1:
                remarks.append(Remark(Note.ALL_YEARS))
        if self.excepted:
            parts.append(Not(OneOf(Field.PROJECT, names_of(self.excepted))))
        parts.extend(self.conditions.table)
        parts.append(year_condition(years))
        return both(*parts), tuple(remarks)

    def tables(self, default: str) -> tuple[Selection, tuple[Remark, ...]]:
        """The tables that the question is about."""
        where, remarks = self.where(default)
        return Selection(Subject.PROJECT, where, within=self.within), remarks


@cache
def _describing() -> re.Pattern[str]:
    """What ends a description of tables: 的项目, 的当中, 的加起来."""
    return re.compile(rf"[^,，、。的最]{{0,6}}?的?[,，]?(?:{any_of('project_nouns')}|的?(?:{any_of('behind_description')}))")


def asks_only_if_there(frame: Frame) -> bool:
    """2023年有吗: is nothing said but a year and whether there is something?"""
    kinds = {mention.kind for mention in frame.reading.mentions}
    return kinds <= {Kind.YEAR, Kind.FILLER, Kind.VERIFY, Kind.CHANGE} and kinds >= {Kind.YEAR, Kind.VERIFY}


def offers_two(frame: Frame) -> bool:
    """组织部还是组织部本级: are two departments or units offered to choose from, for one project, and nothing else said of it?"""
    offered = [mention for mention in frame.reading.of(Kind.ORGANISATION) if mention.value]
    table = frame.conditions.table
    if len(offered) != 2 or len(frame.projects) != 1 or not table or not all(map(slots.organisations_slot, table)):
        return False
    return frame.text[offered[0].end : offered[1].start] in cue("or_else")


def year_condition(years: Sequence[int]) -> Condition | None:
    """The tables are of one of these years; None for ()."""
    if not years:
        return None
    return either(*(Compare(Measure(Field.YEAR), Operator.EQUAL, number(year)) for year in years))


def number(value: int) -> Decimal:
    """An integer as the queries carry numbers."""
    return Decimal(value)


def _latest(projects: Sequence[KnownProject]) -> KnownProject:
    return max(projects, key=lambda project: max(project.years, default=0))
