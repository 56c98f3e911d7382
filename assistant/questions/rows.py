"""Which indicator rows are meant: by the words of their names, their units and their categories."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.chinese.width import squeeze
from assistant.model.fields import Field
from assistant.model.knowledge import KnownRow
from assistant.model.query import Condition, OneOf, both
from assistant.model.record import record
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue, says
from assistant.questions.link import names_of
from assistant.questions.mention import Kind

GOOD = 0.5
"""A row that explains less than this share of the words is none."""
HINTED = 0.2
"""The same where unit or denominator narrow the rows down already."""
CLOSE = 0.8
"""Rows above this share of the best one's score are meant as well."""


@record
class Wanted:
    """What the asked row must look like."""

    terms: tuple[str, ...]
    units: tuple[str, ...] = ()
    """The units asked for (多少人; 订几份、发几期)."""
    per: str | None = None
    """The denominator asked for (每人)."""
    money: bool = False
    percent: bool = False
    standard: bool = False
    """Is it the rate that is paid (标准), which is a price or is called so?"""
    counted: bool = False
    """Is a number of things asked for (多少考生), which is no percentage?"""

    @property
    def has_hint(self) -> bool:
        """Is there more than words to go by?"""
        return bool(self.units or self.per or self.percent or self.standard)


def wanted(frame: Frame) -> Wanted:
    """What the question says of the row."""
    reading = frame.reading
    asked = tuple(dict.fromkeys(str(mention.value) for mention in reading.of(Kind.UNIT_ASKED)))
    by_row = frame.follows_rows and len(frame.pointed) == 1
    if not asked and (frame.terms or frame.named or by_row) and frame.has(Kind.FIGURE, "count") and not frame.asks_for_projects:
        counted = "个家张" if frame.named else "个家" if frame.terms else "家"
        asked = tuple(
            mention.text[-1] for mention in reading.of(Kind.FIGURE) if mention.value == "count" and mention.text[-1] in counted
        )
    if not asked:
        asked = tuple(unit for noun, unit in frame.context.lexicon.counted_in.items() if noun in frame.text)[:1]
    denominators = reading.of(Kind.PER_UNIT)  # 一个保安一个月多少: 个 fits anything, 月 says what is meant
    telling = (mention for mention in denominators if mention.value not in cue("measures_anything"))
    per = next(telling, denominators[0] if denominators else None)
    money = frame.has(Kind.HEAD, "total") or any(says(mention.text, "money_unit") for mention in reading.of(Kind.ASK))
    percent = any(says(mention.text, "percent_asked") for mention in reading.of(Kind.FIGURE)) or says(
        "".join(frame.terms), "rates"
    )
    return Wanted(
        frame.terms,
        asked,
        str(per.value) if per is not None else None,
        money,
        percent and not asked and per is None,
        asks_standard(frame) and not asked and per is None,
        _counts_things(frame),
    )


def _counts_things(frame: Frame) -> bool:
    """多少考生: does what is asked for stand right behind the word for how many, with no unit?"""
    asks = {mention.end for mention in frame.reading.of(Kind.ASK) if mention.text in cue("asked_number")}
    return any(piece.start in asks and not says(piece.text, "rates") for piece in frame.reading.of(Kind.PIECE))


def echoes_a_row(frame: Frame) -> bool:
    """编制库那个项目里，网上名称管理要多少钱: do words of the project's name name one of its rows of money, the project being
    named already?"""
    if not frame.echoes or len(frame.named) != 1 or frame.heads or not frame.asks_money:
        return False
    projects = names_of(frame.named)
    rows = [row for row in frame.context.knowledge.rows_like("".join(frame.echoes), projects) if "元" in (row.unit or "")]
    return any(len(echo) >= _NAMES_A_ROW and echo in squeeze(row.level3).lower() for row in rows for echo in frame.echoes)


_NAMES_A_ROW = 4
"""Characters of a project's name said again that are meant as the name of a row."""


def calls_row(frame: Frame, typed: str, projects: Sequence[str] = ()) -> tuple[KnownRow, ...]:
    """The rows of which the folded words are the whole name; () where they are none's. `projects`: () means all."""
    return tuple(row for row in frame.context.knowledge.rows_like(typed, projects) if squeeze(row.level3).lower() == typed)


def asks_standard(frame: Frame) -> bool:
    """乡村医生补助标准, 慰问老党员的标准: is a rate asked for, by a word that is no part of a name?"""
    return any(mention.text in cue("rate_words") for mention in frame.reading.of(Kind.FILLER))


def find(frame: Frame, want: Wanted, projects: Sequence[str], *, with_names: Sequence[str] = ()) -> tuple[KnownRow, ...]:
    """The rows that are meant, likeliest first; () where none explains enough.

    `projects`: the tables to look in; () means all, and then `with_names` are pieces that may stand in the project's name.
    """
    text = "".join((*want.terms, *with_names)) or frame.text
    rows = list(frame.context.knowledge.rows_like(text, projects))
    levels = frame.conditions.levels
    all_rows = rows
    if levels:
        rows = [row for row in rows if row.level2 in levels or row.level1 in levels]
    rows = [row for row in rows if not (want.counted and row.unit == "%")]
    fitting = [row for row in rows if _fits(row, want, frame)]
    if want.units and not want.per:
        fitting = _in_unit(want, fitting)
    if want.standard:
        fitting = [row for row in fitting if any(word in squeeze(row.level3) for word in cue("rate_words"))] or fitting
    if want.has_hint and not fitting:  # by its whole name a row is meant whatever stands in it
        return tuple(row for row in rows if projects and squeeze(row.level3).lower() in want.terms)
    if projects and want.has_hint and _called_elsewhere(frame, want, all_rows):
        return ()
    rows = fitting or rows
    if want.per and any("元" in (row.unit or "") for row in rows):
        rows = [row for row in rows if "元" in (row.unit or "")]
    words = tuple(dict.fromkeys((*want.terms, *with_names)))
    if not words:
        return _with_number(frame, rows) if want.has_hint else ()
    weights = _weights(words, all_rows)
    scored = [(_score(row, weights, want.terms), row) for row in rows]
    if not scored:
        return ()
    scored = _not_shown(frame, want, scored)
    top = max(score for score, _ in scored)
    if top < (HINTED if want.has_hint and (projects or not want.standard) else GOOD):
        return tuple(rows) if want.has_hint and projects and len({row.level3 for row in rows}) <= 2 else ()
    scored.sort(key=lambda entry: -entry[0])
    return _with_number(frame, [row for score, row in scored if score >= CLOSE * top])


def _not_shown(frame: Frame, want: Wanted, scored: list[tuple[float, KnownRow]]) -> list[tuple[float, KnownRow]]:
    """面积 after 单位面积成本: of rows that hold the words alike not the one that was just shown."""
    shown = {level3 for *_, level3 in frame.last.rows} if frame.last is not None else set()
    holding = [row for _, row in scored if all(term in squeeze(row.level3).lower() for term in want.terms)]
    others = any(row.level3 not in shown for row in holding)
    alone = len(shown) == 1 and not want.has_hint and len(holding) > 1 and len(frame.question) <= _NAMES_ALONE
    return [one for one in scored if one[1].level3 not in shown] if alone and others else scored


_NAMES_ALONE = 6
"""Characters of a question that says no more than a word of a row."""


def _in_unit(want: Wanted, rows: list[KnownRow]) -> list[KnownRow]:
    """The rows in just the unit asked for (多少名), others of its sort (人) where none is, or where their names alone hold all
    of several words."""
    exact = [row for row in rows if row.unit in want.units]
    named = [row for row in rows if len(want.terms) > 1 and all(term in squeeze(row.level3).lower() for term in want.terms)]
    return exact if exact and not (named and not any(row in exact for row in named)) else named or rows


def _called_elsewhere(frame: Frame, want: Wanted, rows: Sequence[KnownRow]) -> bool:
    """热线接通率 of a table without it: is it the whole name of a row, which these tables have in no form?"""
    for term in want.terms:
        if len(term) < _NAMES_A_ROW or any(_shared(term, squeeze(row.level3).lower()) > _HALF for row in rows):
            continue
        if calls_row(frame, term):
            return True
    return False


_HALF = 0.5
"""Of a row's name so much must stand in another for it to be the same in other words."""


def _with_number(frame: Frame, rows: Sequence[KnownRow]) -> tuple[KnownRow, ...]:
    """Of rows that fit alike those whose name has the number that was said (100周岁的津贴标准); all where none has."""
    said = [squeeze(mention.text).lower() for mention in frame.reading.of(Kind.QUANTITY)]
    return tuple(row for row in rows if any(number in squeeze(row.level3).lower() for number in said)) or tuple(rows)


def _weights(words: Sequence[str], rows: Sequence[KnownRow]) -> dict[str, float]:
    """What each word counts for: its length times its rarity among the rows."""
    texts = [squeeze(row.level3 + row.project).lower() for row in rows]
    among = max(len(texts), 1)
    return {word: len(word) * math.log(1 + among / max(sum(word in text for text in texts), 0.5)) for word in words}


def _score(row: KnownRow, weights: Mapping[str, float], terms: Sequence[str]) -> float:
    """The share of the words' weight that the row explains, by its name before its project's."""
    level3 = squeeze(row.level3).lower()
    project = squeeze(row.project).lower()
    total = sum(weights.values())
    score = 0.0
    for word, weight in weights.items():
        if word in level3:
            score += weight
        elif word in project:
            score += 0.8 * weight
        elif _mostly(word, level3) or (len(level3) >= 3 and level3 in word):
            score += 0.6 * weight
        else:
            score += 0.6 * weight * _shared(word, level3)
    if level3 and score:
        score += 0.05 * total * min(1.0, sum(len(term) for term in dict.fromkeys(terms) if term in level3) / len(level3))
    return score / total if total else 0.0


def _shared(term: str, text: str) -> float:
    """The share of the term that its longest part makes up which stands in the text; 0 below two characters."""
    for length in range(len(term) - 1, 1, -1):
        if any(term[at : at + length] in text for at in range(len(term) - length + 1)):
            return length / len(term)
    return 0.0


def longest_shared(one: str, other: str) -> int:
    """How long the longest part is that stands in both."""
    for length in range(min(len(one), len(other)), 0, -1):
        if any(one[at : at + length] in other for at in range(len(one) - length + 1)):
            return length
    return 0


def holds_one(row: KnownRow, terms: Sequence[str]) -> bool:
    """Does the row's name hold one of the words, or two characters of it that stand together?"""
    level3 = squeeze(row.level3).lower()
    return any(term in level3 or _shared(term, level3) > 0 for term in terms)


def _mostly(term: str, text: str) -> bool:
    """Do all but one of the term's two-character parts stand in the text?"""
    parts = [term[at : at + 2] for at in range(len(term) - 1)]
    return len(parts) >= 2 and sum(part in text for part in parts) >= len(parts) - 1


def _fits(row: KnownRow, want: Wanted, frame: Frame) -> bool:
    unit = row.unit or ""
    if want.percent:
        return unit == "%"
    if want.standard:
        return "元" in unit or any(word in squeeze(row.level3) for word in cue("rate_words"))
    if want.units and want.per:
        return _fits(row, replace(want, per=None), frame) or _fits(row, replace(want, units=()), frame)
    if want.units:
        if any({unit, unit.removesuffix("次")} & {*frame.context.lexicon.units_like(asked)} for asked in want.units):
            return True  # 多少家: 104家次
        people = frame.context.lexicon.units_like("人")
        if want.units == ("个",) and unit in people and any(term in squeeze(row.level3) for term in want.terms):
            return True  # 多少个老党员: 50人
        counted = row.level2 == "数量指标" or (bool(unit) and "元" not in unit and unit != "%")
        return counted and any(asked in squeeze(row.level3) for asked in want.units)
    if want.per:
        family = frame.context.lexicon.units_like(want.per)
        if any(unit.endswith(("/" + word, "/" + word + "·月")) or f"/{word}" in unit for word in family):
            return True
        if "元" in unit and set(re.split("[/·]", unit)[1:]) & set(family):
            return True  # 元/人·月 is so much a month
        if unit == "元" and any(f"{one}{want.per}" in squeeze(row.level3) for one in ("1", "一", "每")):
            return True  # 外出培训1期: 15万元
        if want.per in cue("counted_as_pieces") and "元/个" in unit and want.terms:
            return all(term in squeeze(row.level3).lower() for term in want.terms)  # 村级建设一个村补多少: 5万元/个
        if want.per in ("人", "月") or len(want.per) == 1:
            named = any(f"{want.per}{mean}" in squeeze(row.level3) for mean in cue("mean_of"))  # 户均改造费用: 6000元
            return named or f"/{want.per}" in row.value or f"每{want.per}" in row.value
        return "元/" in unit and want.per in squeeze(row.level3)
    if want.money:
        return "元" in unit
    return True


def rows_condition(rows: Sequence[KnownRow]) -> Condition | None:
    """Exactly these rows: their names and categories."""
    return both(
        OneOf(Field.LEVEL3, tuple(dict.fromkeys(row.level3 for row in rows))),
        OneOf(Field.LEVEL2, tuple(dict.fromkeys(row.level2 for row in rows))) if all(row.level2 for row in rows) else None,
    )


def mixed_units(frame: Frame) -> bool:
    """Are the rows of the last answer counted in different units, where no other rows are named?"""
    several = frame.last is not None and len(frame.last.rows) > 1
    named = frame.conditions.rows or frame.conditions.levels
    return several and not named and len(units_of_last(frame)) > 1


def units_of_last(frame: Frame) -> frozenset[str]:
    """The units that the rows of the last answer are counted in, "" for those without one."""
    last = frame.last
    if last is None:
        return frozenset()
    listed = {(squeeze(project), level2, level3) for project, _, level2, level3 in last.rows}
    names = "".join(sorted({level3 for *_, level3 in listed}))[:_LOOKED_FOR]
    known = frame.context.knowledge.rows_like(names, tuple(dict.fromkeys(project for project, _, _, _ in last.rows)))
    return frozenset(row.unit or "" for row in known if (squeeze(row.project), row.level2, row.level3) in listed)


_LOOKED_FOR = 200
"""Characters of the rows' names by which they are looked for."""
