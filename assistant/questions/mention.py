"""Mentions: what a stretch of an utterance was recognised as, and which of them hold where they overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from assistant.chinese.quantities import QuantityMention
from assistant.model.knowledge import KnownOrganisation
from assistant.model.record import record


class Kind(StrEnum):
    """What a mention is; the lexicon's sections have the same names."""

    HEAD = "head"
    """A field of the table: 预算, 年度目标."""
    ROW = "row"
    """A field of indicator rows: 指标值."""
    LEVEL1 = "level1"
    """A first-level category of rows (一级指标)."""
    LEVEL2 = "level2"
    """A second-level category of rows (二级指标)."""
    GRADE = "grade"
    """A grade word: 明显, 较好."""
    BEFORE = "before"
    """A comparison before its number: 超过."""
    AFTER = "after"
    """A comparison behind its number: 以上."""
    ASK = "ask"
    """多少钱, 哪些, 是什么."""
    FIGURE = "figure"
    """一共, 平均, 占比, 相差."""
    RANK = "rank"
    """最多, 从大到小."""
    PLACE = "place"
    """前三, 第二名, 倒数第一: a `Ranking`."""
    VERIFY = "verify"
    """是不是, 吗."""
    LOGIC = "logic"
    """都, 没有, 除了, 或者."""
    WHOLE = "whole"
    """所有项目, 这三年."""
    SUBJECT = "subject"
    """What is asked about: 项目, 指标, 名称里, 定性."""
    TREND = "trend"
    """What became of something over the years: 涨了, 没动过, 新增加的, 上一年."""
    TOPIC = "topic"
    """涉及, 提到."""
    SET = "set"
    """These: 其中, 这几个."""
    SINGLE = "single"
    """It: 它, 这个项目, 前者."""
    CHANGE = "change"
    """A word that changes the last question: 换成, 只看, 反过来."""
    ORDINAL = "ordinal"
    """第二个 of a list, a number."""
    SIZE = "size"
    """How many things a set has: 14个项目, 这三个."""
    EXECUTION = "execution"
    """执行率: what was spent, which goal tables do not hold."""
    PERSON = "person"
    """经办人, 电话: people, whom goal tables do not hold."""
    REASON = "reason"
    """为什么, 依据: why something was set so, which goal tables do not say."""
    OTHER_DATA = "other_data"
    """合同, 文号: other things that goal tables do not hold."""
    MAKE = "make"
    """Draft: 起草."""
    HELP = "help"
    """怎么用."""
    FILLER = "filler"
    """Words that change nothing: 请问, 一下."""
    QUANTITY = "quantity"
    """100万, 95%: a `QuantityMention`."""
    YEAR = "year"
    """2022年, 今年: a tuple of years."""
    QUOTED = "quoted"
    """Text in quotation marks."""
    UNIT_ASKED = "unit_asked"
    """多少人, 几期: the unit that the answer's rows must have."""
    PER_UNIT = "per_unit"
    """每人, 一个月: the denominator that the answer's rows must have."""
    PRICED = "priced"
    """以人计价: the denominator that rows have."""
    COUNTED = "counted"
    """以“期”为单位: the unit that rows have."""
    DATE = "date"
    """2022年底, 1-12月份: what a row prints."""
    DEADLINE = "deadline"
    """11月底前完成: its year (0 where none is named), and the least and the greatest deadline (0: open)."""
    CODE = "code"
    """A department's or unit's code."""
    ORGANISATION = "organisation"
    """A department or unit, as those that fit; () for one that is not in the archive."""
    ATTRIBUTE = "attribute"
    """A project attribute of the archive (新增一次性项目)."""
    FUND = "fund"
    """A fund row by its label."""
    FINDING = "finding"
    """有什么毛病, 时效年份写错了, 要退回: what the review finds; see `recognisers/finding.py`."""
    SPLIT = "split"
    """Punctuation and conjunctions between things: 、 和 跟 比."""
    PIECE = "piece"
    """Characters that stand so in the archive: part of a name, an indicator or a goal."""
    UNKNOWN = "unknown"
    """Characters that nothing explains."""


@record
class Ranking:
    """A place or places in a ranking, from the top of the order that the question names."""

    first: int
    last: int
    from_end: bool = False
    """倒数: counted from the other end."""


Value = (
    str
    | int
    | Ranking
    | QuantityMention
    | KnownOrganisation
    | tuple[int, ...]
    | tuple[str, ...]
    | tuple[KnownOrganisation, ...]
    | None
)


@record
class Mention:
    """A stretch of the utterance and what it was recognised as."""

    kind: Kind
    start: int
    end: int
    text: str
    value: Value = None

    def is_(self, kind: Kind, *values: str) -> bool:
        """Is it of this kind, and of one of these values where any are given?"""
        return self.kind == kind and (not values or self.value in values)


_WEIGHTS = {
    Kind.FILLER: 0.35,
    Kind.PIECE: 1.0,
    Kind.QUOTED: 2.0,
    Kind.QUANTITY: 1.25,
    Kind.SIZE: 1.4,
    Kind.SET: 1.3,
    Kind.UNIT_ASKED: 1.6,
    Kind.PER_UNIT: 1.6,
    Kind.YEAR: 1.4,
    Kind.WHOLE: 1.3,
    Kind.SPLIT: 0.5,
    Kind.VERIFY: 1.8,
    Kind.BEFORE: 1.5,
    Kind.AFTER: 1.7,
    Kind.PRICED: 1.6,
    Kind.COUNTED: 1.6,
    Kind.DATE: 1.45,
    Kind.ATTRIBUTE: 1.15,
    Kind.DEADLINE: 1.45,
    Kind.CODE: 1.5,
    Kind.FINDING: 1.9,
}
"""What a kind's stretch is worth against a lexicon word's 1.1 of the same length."""


WHOLE = "whole"
"""The value of a PIECE that is a whole name of a project or an indicator."""

OF_PRESENCE = ("present", "absent", "first", "gap")
"""The values of a TREND that says of a year whether there was a table in it."""

REPORT = "report"
"""The value of an EXECUTION that tells how far something was done (干完了没有), and is more than one word for it."""


def _worth(mention: Mention) -> float:
    length = mention.end - mention.start
    weight = _WEIGHTS.get(mention.kind, 1.1)
    if mention.kind == Kind.PIECE and mention.value == WHOLE:
        weight = 1.3
    elif mention.is_(Kind.EXECUTION, REPORT):
        weight = _WEIGHTS[Kind.FINDING]
    elif mention.is_(Kind.TREND, *OF_PRESENCE):
        weight = _WEIGHTS[Kind.YEAR]
    elif mention.kind == Kind.ORGANISATION and any(character.isdigit() for character in mention.text):
        weight = _WEIGHTS[Kind.CODE]
    elif mention.kind == Kind.FILLER and length > 1:
        weight = 1.02
    return float(length**1.2 * weight)


def resolve(text: str, candidates: Iterable[Mention]) -> tuple[Mention, ...]:
    """The non-overlapping mentions that together explain most of the text, longer ones before shorter; gaps come as UNKNOWN."""
    by_end: dict[int, list[Mention]] = {}
    for mention in candidates:
        by_end.setdefault(mention.end, []).append(mention)
    best: list[tuple[float, Mention | None]] = [(0.0, None)]
    for position in range(1, len(text) + 1):
        choice: tuple[float, Mention | None] = (best[position - 1][0], None)
        for mention in by_end.get(position, ()):
            worth = best[mention.start][0] + _worth(mention)
            if worth > choice[0] + 1e-9:
                choice = (worth, mention)
        best.append(choice)
    chosen: list[Mention] = []
    position = len(text)
    while position > 0:
        taken = best[position][1]
        if taken is not None:
            chosen.append(taken)
            position = taken.start
            continue
        last = chosen[-1] if chosen else None
        if last is not None and last.kind == Kind.UNKNOWN and last.start == position:
            chosen[-1] = replace(last, start=position - 1, text=text[position - 1 : last.end])
        else:
            chosen.append(Mention(Kind.UNKNOWN, position - 1, position, text[position - 1]))
        position -= 1
    return tuple(reversed(chosen))


def of_kind(mentions: Sequence[Mention], *kinds: Kind) -> tuple[Mention, ...]:
    """The mentions of these kinds, in their order."""
    return tuple(mention for mention in mentions if mention.kind in kinds)
