"""Whose tables are meant: departments, units, codes; and the attributes of projects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from assistant.model.fields import Field
from assistant.model.knowledge import KnownOrganisation
from assistant.model.query import (
    Compare,
    Condition,
    Measure,
    Not,
    OneOf,
    Operator,
    both,
    either,
)
from assistant.questions.context import Context
from assistant.questions.lexicon import any_of, cue, says
from assistant.questions.mention import Kind, Mention
from assistant.questions.organisations import organisations_of
from assistant.questions.reading import Reading


def organisations_asked(reading: Reading, context: Context, used: set[int]) -> Iterable[Condition]:
    wanted: list[Condition] = []
    for mention in reading.of(Kind.ORGANISATION):
        if isinstance(mention.value, tuple) and mention.value:
            used.add(mention.start)
            if _left_out(reading, mention):
                yield Not(organisation_condition(mention, as_unit=_called_unit(reading, mention)))
            else:
                wanted.append(organisation_condition(mention, as_unit=_called_unit(reading, mention)))
    if wanted:
        yield _one_of_all(wanted)
    for mention in reading.of(Kind.CODE):
        used.add(mention.start)
        condition = _coded(mention, reading, context)
        yield Not(condition) if _left_out(reading, mention) else condition


def _coded(mention: Mention, reading: Reading, context: Context) -> Condition:
    """The tables of the department or unit of a code: what it is called decides, else whose code it is."""
    before = reading.before(mention)
    called = mention.text + (before.text if before is not None and before.kind == Kind.HEAD else "")
    holders = {organisation.is_unit for organisation in organisations_of(context.knowledge).coded(str(mention.value))}
    of_unit = any(word in called for word in context.lexicon.organisation["of_unit"])
    is_unit = True in holders and (of_unit or False not in holders)
    return Compare(Measure(Field.UNIT_CODE if is_unit else Field.DEPARTMENT_CODE), Operator.EQUAL, str(mention.value))


def _one_of_all(conditions: Sequence[Condition]) -> Condition:
    """Several departments named side by side: the tables of any of them; a department and a unit: of both."""
    fields = {condition.field for condition in conditions if isinstance(condition, OneOf)}
    if len(fields) == 1:
        names = (name for condition in conditions if isinstance(condition, OneOf) for name in condition.values)
        return OneOf(next(iter(fields)), tuple(dict.fromkeys(names)))
    together = both(*conditions)
    assert together is not None
    return together


def _called_unit(reading: Reading, mention: Mention) -> bool:
    """实施单位是组织部的, 实施单位是不是组织部: is it named as the unit?"""
    before = reading.before(mention, skip=(Kind.FILLER, Kind.VERIFY, Kind.BEFORE, Kind.CHANGE, Kind.LOGIC))
    return before is not None and before.is_(Kind.HEAD, "unit")


def organisation_condition(mention: Mention, *, as_unit: bool = False) -> Condition:
    """The tables of the organisations that a mention fits: as department where it is one, else as unit.

    `as_unit`: it was called the unit (实施单位), which a department of that name may be too.
    """
    assert isinstance(mention.value, tuple)
    fitting = [organisation for organisation in mention.value if isinstance(organisation, KnownOrganisation)]
    departments = tuple(dict.fromkeys(organisation.name for organisation in fitting if not organisation.is_unit))
    units = tuple(dict.fromkeys(organisation.name for organisation in fitting if organisation.is_unit))
    if as_unit:
        return OneOf(Field.UNIT, units or departments)
    return OneOf(Field.DEPARTMENT, departments) if departments else OneOf(Field.UNIT, units)


def described_by_owner(reading: Reading, used: set[int]) -> set[int]:
    """主管部门是…的, 项目属性为…的: starts of fields that only say whose name or which attribute follows."""
    if reading.of(Kind.VERIFY) or says(reading.text, "or_else"):
        return set()
    found: set[int] = set()
    for head in reading.of(Kind.HEAD):
        if not head.is_(Kind.HEAD, *_OF_OWNER):
            continue
        named = reading.after(head, skip=(Kind.FILLER, Kind.BEFORE, Kind.LOGIC, Kind.CHANGE, Kind.ASK, Kind.UNKNOWN))
        if named is None or named.kind not in (Kind.ORGANISATION, Kind.CODE, Kind.ATTRIBUTE) or named.start not in used:
            continue
        if _is_of().fullmatch(reading.text, head.end, named.start):
            found.add(head.start)
    return found


_OF_OWNER = ("department", "department_code", "unit", "unit_code", "attribute")


@cache
def _is_of() -> re.Pattern[str]:
    """What stands between a field and the name that it holds: 是, 写的是, 一栏填的, 不为."""
    return re.compile(rf"(?:{any_of('cell_words')})?(?:不|{any_of('cell_says')})*的?")


def attributes_of(reading: Reading, used: set[int]) -> Iterable[Condition]:
    wanted: list[Condition] = []
    last_end = -1
    for mention in reading.of(Kind.ATTRIBUTE):
        used.add(mention.start)
        before = reading.before(mention)
        denied = (before is not None and before.is_(Kind.LOGIC, "not")) or _said_not(reading, mention)
        condition = Compare(Measure(Field.ATTRIBUTE), Operator.CONTAINS, str(mention.value))
        if denied:
            yield Not(condition)
        elif mention.start == last_end and wanted:
            wanted[-1] = both(wanted[-1], condition) or condition  # 新增一次性 is one attribute
        else:
            wanted.append(condition)
        last_end = mention.end
    if wanted:
        yield either(*wanted)


def _left_out(reading: Reading, mention: Mention) -> bool:
    """Is the thing named left out (除了…, …除外)?"""
    before = reading.before(mention)
    after = reading.after(mention)
    return (
        _said_not(reading, mention)
        or reading.text.startswith(cue("all_beyond"), mention.end)
        or (before is not None and before.is_(Kind.LOGIC, "except"))
        or (after is not None and after.is_(Kind.LOGIC, "except") and _closes(reading, after))
    )


def _said_not(reading: Reading, mention: Mention) -> bool:
    """不归…管, 主管部门不是…: does a word that denies stand right before? 实施单位是不是组织部本级 asks."""
    before = reading.before(mention)
    asked = before is not None and before.is_(Kind.VERIFY, "whether")
    return not asked and reading.text[: mention.start].endswith(cue("not_of_attribute"))


def _closes(reading: Reading, mention: Mention) -> bool:
    """Does nothing of the same clause follow (住建局不算，…; but not 教体局除了营养改善)?"""
    beyond = reading.after(mention)
    return beyond is None or beyond.kind == Kind.SPLIT
