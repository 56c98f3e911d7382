"""The categories of indicators that a question asks for, or says are missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.model.fields import Field
from assistant.model.indicator import LEVEL2_PARENT
from assistant.model.query import (
    Compare,
    Condition,
    Measure,
    Operator,
    either,
)
from assistant.questions.lexicon import cue, says
from assistant.questions.mention import Kind, Mention
from assistant.questions.reading import Reading

COST = "成本指标"
TIMELINESS = "时效指标"
_FIRST_LEVELS = frozenset({"产出指标", "效益指标", "满意度指标"})
COUNTED_LEVELS = frozenset({"数量指标", "社会效益指标", "经济效益指标", "生态效益指标"})
"""Categories whose numbers are no money unless 元 is said."""
PERCENT_LEVELS = frozenset({"服务对象满意度指标"})
"""Categories whose bare numbers are percentages (满意度没写到100)."""


def level_condition(levels: Sequence[str]) -> Condition | None:
    """Rows of any of these categories; 成本指标 may be a first or a second level."""
    parts: list[Condition] = []
    for name in levels:
        second = Compare(Measure(Field.LEVEL2), Operator.EQUAL, name)
        first = Compare(Measure(Field.LEVEL1), Operator.EQUAL, name)
        if name == COST:
            parts.extend((second, first))
        else:
            parts.append(first if name in _FIRST_LEVELS else second)
    return either(*parts) if parts else None


def levels_of(reading: Reading, used: set[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Categories asked for, and categories that must be missing."""
    wanted: list[str] = []
    missing: list[str] = []
    mentions = reading.of(Kind.LEVEL1, Kind.LEVEL2)
    negated = [_negated(reading, mention) for mention in mentions]
    for at, mention in enumerate(mentions):
        name = str(mention.value)
        # 经济效益、生态效益两样都没有: the negation behind the last goes for all that are joined to it
        joined = at + 1 < len(mentions) and negated[at + 1] and _joined(reading, mention, mentions[at + 1])
        if negated[at] or joined:
            negated[at] = True
            missing.append(name)
        else:
            wanted.append(name)
        used.add(mention.start)
    for at in range(len(mentions) - 1):
        tested = reading.after(mentions[at + 1])
        if tested is not None and tested.kind in (Kind.BEFORE, Kind.QUANTITY):
            continue  # 没设社会效益指标，同时满意度超过95%的
        if not negated[at + 1] and negated[at] and _joined(reading, mentions[at], mentions[at + 1]):
            name = str(mentions[at + 1].value)
            if name in wanted:
                wanted.remove(name)
                missing.append(name)
    for left, right in pairwise(mentions):
        of_it = LEVEL2_PARENT.get(str(right.value)) == left.value and {str(left.value), str(right.value)} <= {*wanted}
        if of_it and (right.start == left.end or says(reading.text[left.end : right.start], "inside_of")):
            wanted.remove(str(left.value))  # 产出指标里的数量指标: those alone
    return tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(missing))


def _joined(reading: Reading, left: Mention, right: Mention) -> bool:
    if says(reading.text[left.end : right.start], "sets_up"):
        return False  # 没设经济效益、却设了生态效益
    between = [mention for mention in reading.mentions if left.end <= mention.start and mention.end <= right.start]
    return all(mention.kind in (Kind.SPLIT, Kind.FILLER) or mention.is_(Kind.LOGIC, "all") for mention in between)


def _negated(reading: Reading, mention: Mention) -> bool:
    """Is the category said to be missing: 没写…, 没有…, …都缺, …一条都没列? (…设了没有 asks and denies nothing.)"""
    before = reading.before(mention)
    if before is not None and before.is_(Kind.LOGIC, "not", "blank"):
        return not _denies_rows(reading, mention)
    after = mention
    for _ in range(4):
        following = reading.after(after)
        if following is None:
            return False
        if following.is_(Kind.LOGIC, "not", "blank"):
            spoken_of = reading.after(following)
            if spoken_of is not None and spoken_of.kind == Kind.TOPIC and spoken_of.text in cue("topical"):
                return False  # 成本指标里没提到培训的: its rows are there
            beyond = reading.after(following, skip=(Kind.FILLER, Kind.TOPIC))
            if beyond is not None and beyond.text in cue("all_of_them"):
                return False  # 没有全部达到100%: the rows are there
            if beyond is not None and beyond.kind in (Kind.LEVEL1, Kind.LEVEL2):
                return False  # 有经济效益没有生态效益: the negation is that of the next
            ends = beyond is None or beyond.kind in (Kind.SPLIT,)
            if following.text in cue("bare_negation") and ends and following.end >= len(reading.text.rstrip("?？。吗")):
                return reading.before(following, skip=()) is not None and _says_all(reading, mention, following)
            return beyond is None or beyond.kind not in (Kind.QUANTITY, Kind.QUOTED, Kind.ROW, Kind.GRADE, Kind.BEFORE)
        if following.is_(Kind.LOGIC, "all") or following.kind in (
            Kind.SIZE,
            Kind.PER_UNIT,
            Kind.SUBJECT,
            Kind.QUANTITY,
            Kind.SET,
        ):
            after = following
            continue
        return False
    return False


def _denies_rows(reading: Reading, mention: Mention) -> bool:
    """没有满意度低于90%的: is it rows with such numbers that must not be there, not the category?"""
    before, after = reading.before(mention), reading.after(mention)
    denied = before is not None and before.is_(Kind.LOGIC, "not") and before.text in cue("bare_negation")
    return denied and after is not None and after.kind in (Kind.BEFORE, Kind.QUANTITY)


def none_of_rows(reading: Reading) -> bool:
    """没有一条低于90%的, 没有满意度低于90%的: may no row be so? 有没有哪条 only asks."""
    said = any(
        not reading.text[: found.start()].endswith("有") for word in cue("not_one") for found in re.finditer(word, reading.text)
    )
    return said or any(_denies_rows(reading, mention) for mention in reading.of(Kind.LEVEL1, Kind.LEVEL2))


def _says_all(reading: Reading, mention: Mention, until: Mention) -> bool:
    between = [other for other in reading.mentions if mention.end <= other.start and other.end <= until.start]
    return any(other.is_(Kind.LOGIC, "all") or other.text in cue("also_all") for other in between)
