"""A table from nothing (空表框架): the usual indicators for what the project is, every value blank for a person to fill.

What kind of project it is (培训, 购置, 补贴发放 …) is read from the description by the thesaurus; the rows of each kind stand in
`prompts/drafting/frame.toml`. Figures that the official said go into the rows they belong to; nothing else is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from string import Template

from assistant.chinese.quantities import find_quantities
from assistant.chinese.width import close_up
from assistant.drafting.brief import FactKind, RowFact, brief_of
from assistant.drafting.cells import Cell, text_in, where, with_text
from assistant.drafting.consistency import alike
from assistant.drafting.fill import DRAFTED, with_facts, with_total_noted
from assistant.drafting.refusal import EditRefused, sensible_amount
from assistant.drafting.settle import settled
from assistant.drafting.similar.thesaurus import Facet, Mention, Thesaurus
from assistant.drafting.sources import with_fund_facts
from assistant.drafting.trace import noted
from assistant.drafting.years import roll
from assistant.model.draft import Brief, Change, ChangeKind, Draft
from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import LEVEL2_PARENT, OUTPUT, Indicator
from assistant.model.quantity import Quantity, TargetValue
from assistant.model.record import record
from assistant.model.source import Place
from assistant.wording import load_toml, wording

FILE = "drafting/frame"
_MOST_KINDS = 2
"""A project is of so many kinds at most; a frame of more would be a list of everything."""

_CLAUSE = re.compile(r"[，,。；;！!？?：:\n]+|\s{2,}")


@record
class FrameRow:
    """A row of a frame."""

    level2: str
    name: str
    """May hold the slot ${对象} until the frame is made."""
    unit: str
    """The usual unit; "" where there is none. May hold the slot ${量} until the frame is made."""


@record
class ProjectKind:
    """A kind of project with its usual rows."""

    name: str
    concepts: tuple[str, ...]
    """The concepts of the thesaurus that tell of it."""
    who: str
    """What the people concerned are called where nobody is named."""
    measure: str
    """What its things are counted in where no measure is said."""
    rows: tuple[FrameRow, ...]


def frame_table(brief: Brief, thesaurus: Thesaurus, office: GoalTable | None = None) -> Draft:
    """A draft without a base: the usual rows for what the brief describes, with changes that say what a person has to fill.

    `office`: a table of the same office, whose title, department, unit and rows of money are taken over. Pure; never raises.
    """
    text = f"{brief.project or ''}\n{brief.sentence}"
    mentions = thesaurus.find(text)
    kinds = kinds_of(mentions)
    facts = brief_of(brief.sentence)
    listed = kinds or (_general(),)
    rows = _rows(listed, _people(mentions), _measure(facts.rows, listed))
    year = brief.year or facts.year
    name = brief.project or name_in(brief.sentence)
    table = _blank(year, name, office, rows)
    differences: tuple[Change, ...] = ()
    if brief.project:
        differences = (
            Change(
                where(table, Cell("project")), "", name, ChangeKind.REQUESTED, wording("drafting/changes")("asked"), "project"
            ),
        )
    total = _sensible(brief.total if brief.total is not None else facts.total, where(table, Cell("total")))
    if total is not None:
        table, differences = with_total_noted(table, differences, total)
    table, differences, others = with_fund_facts(table, differences, facts.rows)
    table, differences, left_over = _with_counts(table, differences, others)
    table, differences, said = with_facts(table, differences, left_over)
    table = replace(table, indicators=tuple(_without_shadow(row) for row in table.indicators))
    left = (*_head(table, brief, office), *_blank_rows(table, rows, kinds), *said)
    return settled(table, differences, None, said=left)


def _with_counts(
    table: GoalTable, differences: tuple[Change, ...], facts: Sequence[RowFact]
) -> tuple[GoalTable, tuple[Change, ...], tuple[RowFact, ...]]:
    """The table with counts and rates that only one row has the unit of, with the differences and the facts left over."""
    left_over: list[RowFact] = []
    units = [row.value.quantity.unit if row.value.quantity else None for row in table.indicators]
    for fact in facts:
        fitting = [at for at, unit in enumerate(units) if _same_unit(fact, table.indicators[at].level2, unit)]
        alike = [one for one in facts if any(_same_unit(one, table.indicators[at].level2, units[at]) for at in fitting)]
        if len(fitting) != 1 or len(alike) != 1:
            left_over.append(fact)
            continue
        cell = Cell(row=fitting[0], part="value")
        table = with_text(table, cell, fact.value)
        why = wording("drafting/changes")("asked_said", 话=fact.said)
        differences = noted(differences, table, cell, "", ChangeKind.REQUESTED, why)
    return table, differences, tuple(left_over)


def _same_unit(fact: RowFact, level2: str, unit: str | None) -> bool:
    said = fact.quantity.unit if fact.quantity else None
    if unit is None or said is None:
        return False
    if fact.kind is FactKind.COUNT:
        return level2 == "数量指标" and alike(unit) == alike(said)
    return fact.kind is FactKind.PRICE and level2 == "成本指标" and bool(_per(unit) & _per(said))


def _per(unit: str) -> frozenset[str]:
    """What a rate is by: 元/人·月 by 人 and 月."""
    return frozenset(unit.partition("/")[2].split("·")) - {""}


def kinds_of(mentions: Iterable[Mention]) -> tuple[ProjectKind, ...]:
    """The kinds of project that concepts tell of, at most two: those of most concepts first, then as the wording lists them."""
    said = {mention.concept.name for mention in mentions}
    counted = [(len(said & set(kind.concepts)), kind) for kind in _kinds()]
    told = sorted(((count, kind) for count, kind in counted if count), key=lambda pair: -pair[0])
    return tuple(kind for _, kind in told[:_MOST_KINDS])


def name_in(sentence: str) -> str:
    """What in a description reads like a project's name; "" where nothing does."""
    naming = load_toml(FILE)["naming"]
    called = _CALLED.search(close_up(sentence))
    if called and len(called[1]) <= naming["longest"]:
        return called[1]
    for clause in _CLAUSE.split(close_up(sentence)):
        wished = _OPENINGS.sub("", clause.strip())
        quantities = find_quantities(wished)
        said = _without_wish(wished[: quantities[0].start] if quantities else wished)
        like_a_name = said.endswith(tuple(naming["endings"])) or said.startswith(tuple(naming["beginnings"]))
        if (
            _GENERIC.fullmatch(said) is None
            and not said.startswith(_NO_NAME)
            and 4 <= len(said) <= naming["longest"]
            and like_a_name
        ):
            return said
    return ""


_NO_NAME = (
    "给",
    "为",
    "对",
    "把",
    "向",
    "让",
    "每",
    "照",
    "按",
    "参照",
    "复制",
    "仿照",
    "套用",
    "去年",
    "上年",
    "同样",
    "预算",
    "总额",
)
"""What a name does not begin with."""

_CALLED = re.compile(
    "(?:(?:项目名称|名称|名字|项目名)(?:就?叫做?|定为|改为|是|为|[：:])|(?<![呼喊])叫做?|名为|项目[：:])"
    "[“「]?([^，,。；;！!？?：:“”「」\\n]{2,})"
)
_GENERIC = re.compile("(?:新建|新增|新上|新|一个|这个|该|本|的)*(?:项目|工程)?")
_OPENINGS = re.compile(
    r"^(?:新项目|新增|新的|新上|新做|新起|明年|今年|拟|计划|准备|打算|申请|想|要|我|请|帮|给我|起草|制作|编制(?=一)|编一|写|做|弄|搞|办|开展|一[个份张]|[个份])+"
)
_TABLE = re.compile("(?:的|新的?|项目支出|部门|预算|绩效|目标|申报|指标)*(?:表|目标|框架)$")
_OF_PROJECT = re.compile("的(?:新)?项目$")


def _without_wish(clause: str) -> str:
    """The clause without 起草一个 before and 的绩效目标表 behind."""
    shorter = _OF_PROJECT.sub("", _TABLE.sub("", _OPENINGS.sub("", clause.strip())).strip())
    shorter = shorter.removesuffix("的").strip()
    return shorter if len(shorter) >= 4 else clause.strip()


def _rows(kinds: Sequence[ProjectKind], people: str, measure: str) -> tuple[FrameRow, ...]:
    """The rows of the kinds in the order of the levels, each name once; benefit and satisfaction are those of the first kind."""
    found: dict[tuple[str, str], FrameRow] = {}
    for kind in kinds:
        for row in kind.rows:
            if kind is kinds[0] or LEVEL2_PARENT[row.level2] == OUTPUT:
                name = _Slots(row.name).substitute(对象=people or kind.who)
                unit = _Slots(row.unit).substitute(量=measure or kind.measure)
                found.setdefault((row.level2, name), FrameRow(row.level2, name, unit))
    order = list(LEVEL2_PARENT)
    return tuple(sorted(found.values(), key=lambda row: order.index(row.level2)))


def _measure(facts: Sequence[RowFact], kinds: Sequence[ProjectKind]) -> str:
    """What the sentence counts the project's things in (三辆: 辆); "" where it counts nothing that has no row of its own."""
    fixed = {row.unit for kind in kinds for row in kind.rows}
    said = (fact.quantity.unit for fact in facts if fact.kind is FactKind.COUNT and fact.quantity is not None)
    return next((unit for unit in said if unit and unit not in fixed and unit not in _PEOPLE), "")


_PEOPLE = frozenset({"人", "名", "位", "人次"})


class _Slots(Template):
    idpattern = r"\w+"


def _people(mentions: Iterable[Mention]) -> str:
    """The people whom the project is for, as the thesaurus calls them; "" where none or several are named."""
    named = {mention.concept.name for mention in mentions if mention.concept.facet is Facet.PEOPLE}
    return named.pop() if len(named) == 1 else ""


def _blank(year: int | None, name: str, office: GoalTable | None, rows: Sequence[FrameRow]) -> GoalTable:
    """The table with its rows; each value is blank but for the unit that a said figure may match."""
    indicators = tuple(Indicator(LEVEL2_PARENT[row.level2], row.level2, row.name, _shadow(row.unit), Place()) for row in rows)
    period = "" if year is None else f"{year}-{year}"
    blank = GoalTable(load_toml(FILE)["title"]["text"], year, name, DRAFTED, Place(), indicators=indicators)
    blank = with_text(blank, Cell("period"), period)
    if office is None:
        return replace(blank, funds=(Fund("财政拨款", None), Fund("其他资金", None)))
    return replace(
        blank,
        title=(office.title if year is None else roll(office.title, office.year, year).text) or blank.title,
        department=office.department,
        department_code=office.department_code,
        unit=office.unit,
        unit_code=office.unit_code,
        funds=tuple(Fund(fund.label, None) for fund in office.funds),
    )


def _shadow(unit: str) -> TargetValue:
    """A blank value that knows its unit."""
    return TargetValue("", None, Quantity(Decimal(0), Decimal(0), unit)) if unit else TargetValue()


def _without_shadow(row: Indicator) -> Indicator:
    return replace(row, value=TargetValue()) if row.value.text == "" else row


def _sensible(total: Decimal | None, name: str) -> Decimal | None:
    """The total that is asked for; None where it makes no sense."""
    try:
        return None if total is None else sensible_amount(total, name)
    except EditRefused:
        return None


def _head(table: GoalTable, brief: Brief, office: GoalTable | None) -> Iterable[Change]:
    """What of the head a person has to fill or to look at."""
    for field in ("project", "department", "unit", "attribute", "period"):
        text = text_in(table, Cell(field))
        if field == "project" and brief.project:
            continue
        why = {"project": "project_said", "period": "period"}.get(field, "from_office") if text else "blank_field"
        if field == "project" and not text:
            why = "blank_project"
        if field == "attribute" and office is not None and not text and not office.attribute:
            continue
        yield Change(where(table, Cell(field)), text, text, ChangeKind.KEPT, _words(why), field)


def _blank_rows(table: GoalTable, rows: Sequence[FrameRow], kinds: Sequence[ProjectKind]) -> Iterable[Change]:
    """One entry for every blank value, with the unit that such a row usually has."""
    frame = _words("kinds", 类别=_words("joint").join(kind.name for kind in kinds)) if kinds else _words("general")
    for at, (row, of_frame) in enumerate(zip(table.indicators, rows, strict=True)):
        if not row.value.text:
            cell = Cell(row=at, part="value")
            slots = {"骨架": frame} | ({"单位": of_frame.unit} if of_frame.unit else {})
            why = _words("value_unit" if of_frame.unit else "value", **slots)
            yield Change(where(table, cell), "", "", ChangeKind.KEPT, why, row=at, part="value")


def _words(key: str, /, **slots: str) -> str:
    return _Slots(load_toml(FILE)["words"][key]).substitute(slots)


@cache
def _kinds() -> tuple[ProjectKind, ...]:
    return tuple(_kind(entry) for entry in load_toml(FILE)["kinds"])


@cache
def _general() -> ProjectKind:
    return _kind(load_toml(FILE)["general"])


def _kind(entry: Mapping[str, object]) -> ProjectKind:
    concepts, rows = entry.get("concepts", []), entry["rows"]
    assert isinstance(concepts, list) and isinstance(rows, list)
    measure = str(entry.get("measure", ""))
    return ProjectKind(str(entry["name"]), tuple(concepts), str(entry["who"]), measure, tuple(FrameRow(*row) for row in rows))
