"""What a spoken wish says about the new table: its money, its year, and figures for rows (两期, 每期40人, 满意度提到92%)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cache

from assistant.chinese.quantities import Form, QuantityMention, find_quantities
from assistant.chinese.width import fold
from assistant.chinese.years import DateMention, find_dates, find_years
from assistant.drafting.proportion import plain_number
from assistant.model.quantity import Quantity
from assistant.model.record import record
from assistant.wording import load_toml


class FactKind(StrEnum):
    """What kind of cell a said figure belongs to."""

    COUNT = "count"
    """两期, 40人: a row of quantity (数量指标)."""
    COUNT_EACH = "count_each"
    """每期40人: a count for each of something else."""
    PRICE = "price"
    """每人500元, 2万元/期: a unit cost (成本指标)."""
    MONEY = "money"
    """慰问费3万元: an amount for a part of the project, not its total."""
    PERCENT = "percent"
    """满意度提到92%, 合格率95%."""
    DEADLINE = "deadline"
    """11月底前完成."""
    MOVE = "move"
    """人数增加20%, 满意度提高两个百分点: a row's number moved, not set."""


@record
class RowFact:
    """One figure that the sentence says for a row."""

    kind: FactKind
    said: str
    """As said: 每期40人."""
    value: str
    """As it would stand in the cell: 40人, 500元/人, 92%, 11月底前."""
    words: str
    """What the same clause says besides the figure: 举办支部书记培训班."""
    quantity: Quantity | None = None
    """The figure understood; None for a deadline."""
    per: str = ""
    """Of 每期40人: 期."""
    clause: str = ""
    """The whole stretch between commas that it stands in."""
    bound: tuple[str, str] = ("", "")
    """Words of comparison before and behind the figure: 不低于, 以上."""


@record
class Facts:
    """What a sentence says; None and () where it says nothing."""

    total: Decimal | None = None
    """Yuan: 预算20万."""
    total_as_row: RowFact | None = None
    """The total as a figure for a row, where no word says that it is the total: 公务员考察6万."""
    factor: Decimal | None = None
    """总额涨两成: 1.2."""
    more: Decimal | None = None
    """Yuan: 预算增加5万; below zero where it is cut."""
    year: int | None = None
    rows: tuple[RowFact, ...] = ()


_BREAK = re.compile(r"[，,。；;！!？?\n：:]+")
_PER = re.compile(
    r"(?:每|人均|户均|生均|亩均)([^\d零一二两三四五六七八九十百千万，,]{0,4}?)"
    "(?:补助|发放|补贴|标准|培训|安排|不超过|还是|仍是|仍|还|约|为|是|按|费用)*$"
)
_AVERAGE = {"人均": "人", "户均": "户", "生均": "生", "亩均": "亩"}
_BY_PIECE = re.compile(r"每个?[^\s\d]?(?=\s|$|补|发|安|标|培|训|按|约|不|还|仍)|[人户生亩]均")
_PAPERS = ("份", "个", "张", "套", "篇")
_TAIL = re.compile("(?:之前|以前|前|底|末|内)+")
_NUMBER_OF = re.compile("(?<=[人户次天期班校村个件家场亩])数(?=[0-9０-９零一二两三四五六七八九十百千])")
_BOUND_BEFORE = re.compile("(?:不低于|不少于|不小于|不超过|不高于|不大于|不多于|至少|最多|至多)$")
_BOUND_AFTER = re.compile("(?:及|之)?(?:以上|以下|以内|之内)")
_PRICE_FROM = 100
"""每盏4000 is money; 每期40 may be persons."""
_MORE = re.compile("[多再增少减](?:办|发|建|修|开|搞|做|买|购|招|聘|设|补|慰问|培训|组织|安排)了?$")
_DOUBLED = re.compile("翻一?番|翻倍|加倍")
_HALVED = re.compile("减半|砍一半|压一半")


def brief_of(sentence: str) -> Facts:
    """The facts of the sentence, in its order; never raises."""
    clauses = _clauses(sentence)
    dates = find_dates(sentence.replace("，", "。"))
    total, factor, more = None, None, None
    rows: list[RowFact] = []
    money: list[tuple[RowFact, int]] = []
    mentions = [
        one
        for one in find_quantities(_NUMBER_OF.sub("：", sentence).replace("，", "。"))  # 4000，120万 are two numbers
        if not any(one.start < date.end and date.start < one.end for date in dates)
    ]
    figures = [(one.start, one.end) for one in mentions]
    figures += [(date.start, _end(sentence, date)) for date in dates]
    for mention in mentions:
        clause = next((one for one in clauses if one.start <= mention.start < one.end), None)
        before = sentence[clause.start : mention.start] if clause else ""
        if clause is None or before.startswith(_cues("past")) or before.endswith(("从", "由")):
            continue  # what was
        moved = _moved(before)
        around = before + sentence[mention.end : clause.end]
        of_total = 2 * any(word in around for word in _cues("total")) or any(word in around for word in _cues("money"))
        if mention.unit == "%" and moved and of_total:
            factor = 1 + moved * mention.low / 100
        elif _is_money(mention) and moved and of_total and "到" not in before[-2:] and "成" not in before[-1:]:
            more = moved * mention.low
        else:
            of_table = before.endswith(_cues("makes")) or sentence.startswith(_cues("whole_thing"), mention.end)
            if mention.low == 1 and mention.unit in _PAPERS and of_table:
                continue
            fact = _fact(sentence, mention, before, clause, _words(sentence, clause, clauses, figures))
            if fact.kind is not FactKind.MONEY:
                rows.append(fact)
            else:
                money.append((fact, int(of_total)))
    as_row = None
    surest = max((sure for _, sure in money), default=0)
    if factor is None and more is None and (surest or len(money) == 1):
        at = next(at for at, (_, sure) in enumerate(money) if sure == surest)
        fact, sure = money.pop(at)
        total = fact.quantity.low if fact.quantity else None
        as_row = None if sure == 2 or not content(fact.clause.replace(fact.said, " ")) else fact  # an amount alone is the total
    if total is None and factor is None and any(word in sentence for word in _cues("total")):
        factor = Decimal(2) if _DOUBLED.search(sentence) else Decimal("0.5") if _HALVED.search(sentence) else None
    for date in dates:
        clause = next((one for one in clauses if one.start <= date.start < one.end), None)
        after = sentence[date.end : clause.end] if clause else ""
        if clause and any(word in date.text[-1:] + after for word in _cues("deadline")):
            said = sentence[date.start : _end(sentence, date)]
            part = any(one.unit == "%" and clause.start <= one.start < clause.end for one in mentions)
            kind = FactKind.MOVE if part else FactKind.DEADLINE
            words = sentence[clause.start : clause.end].replace(said, " ")
            rows.append(RowFact(kind, said, said, words, clause=sentence[clause.start : clause.end]))
    return Facts(total, as_row, factor, more, _year(sentence), (*rows, *(fact for fact, _ in money)))


@record
class _Clause:
    """A stretch between commas."""

    start: int
    end: int


def _clauses(sentence: str) -> list[_Clause]:
    ends = [found.span() for found in _BREAK.finditer(sentence)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(sentence)]
    return [_Clause(start, stop) for start, stop in zip(starts, stops, strict=True) if start < stop]


def _moved(before: str) -> int:
    """1 where the words before say that something rises by what follows, -1 where it falls, 0 where it is set."""
    near = fold(before)[-6:]
    if more := _MORE.search(near):
        return -1 if more[0][0] in "少减" else 1
    if re.search("[到至成为在]$", near):
        return 0
    if any(near.endswith((word, word + "了")) for word in _cues("down")):
        return -1
    return int(any(near.endswith((word, word + "了")) for word in _cues("up")))


def _is_money(mention: QuantityMention) -> bool:
    return mention.unit == "元" or (mention.unit is None and mention.scaled)


def _fact(sentence: str, mention: QuantityMention, before: str, clause: _Clause, words: str) -> RowFact:
    """The figure as a row would have it."""
    per = _per(before, mention)
    start = mention.start - len(per[1])
    said = sentence[start : mention.end]
    unit = mention.unit
    kind = FactKind.COUNT
    if unit is None and per[0] and mention.low >= _PRICE_FROM:
        unit = "元"
    if unit in ("%", "‰"):
        kind = FactKind.PERCENT
    elif _is_money(mention) or (unit or "").split("/")[0] == "元":
        unit = unit or "元"
        if per[0] and "/" not in unit:
            unit = f"元/{per[0]}"
        kind = FactKind.PRICE if "/" in unit else FactKind.MONEY
    elif per[0]:
        kind = FactKind.COUNT_EACH
    whole = sentence[clause.start : clause.end]
    if unit == "百分点" or (_moved(before) and kind in (FactKind.PERCENT, FactKind.COUNT, FactKind.PRICE)):
        kind, said = FactKind.MOVE, whole
    quantity = Quantity(mention.low, mention.high, unit)
    value = _as_value(mention, unit, kind)
    after = _BOUND_AFTER.match(sentence, mention.end)
    ahead = _BOUND_BEFORE.search(before[: len(before) - len(per[1])] if per[1] else before)
    bound = (ahead[0] if ahead else "", after[0] if after else "") if kind is not FactKind.MOVE else ("", "")
    value = bound[0] + value + bound[1]
    return RowFact(kind, said, value, words.replace(said, ""), quantity, per[0], whole, bound)


def _per(before: str, mention: QuantityMention) -> tuple[str, str]:
    """What the figure is reckoned by (每期, 人均), and the words that say so."""
    found = _PER.search(before)
    if not found or (mention.unit or "").startswith("元/"):
        return "", ""
    average = next((unit for word, unit in _AVERAGE.items() if found[0].startswith(word)), None)
    per = "个" if found[1].startswith("个") else found[1]
    return (average or per, found[0]) if average or per else ("", "")


def _as_value(mention: QuantityMention, unit: str | None, kind: FactKind) -> str:
    """The figure as it would stand in a cell: 2期, 500元/人, 92%, 3万元; as said where it is no plain number."""
    if mention.form not in (Form.EXACT, Form.RANGE):
        return mention.text
    by, scale = Decimal(1), ""
    if mention.scaled and mention.low % 1000 == 0:
        by, scale = Decimal(10_000), "万"
    number = plain_number(mention.low / by)
    if mention.form is Form.RANGE:
        number += "-" + plain_number(mention.high / by)
    printed = mention.text.lstrip("0123456789.,-~至到 零〇一二两三四五六七八九十百千万亿") if kind is FactKind.COUNT else ""
    return number + scale + (printed or unit or "")


def _end(sentence: str, date: DateMention) -> int:
    """Where the date ends with the words that make it a deadline: 11月底前."""
    tail = _TAIL.match(sentence, date.end)
    return tail.end() if tail else date.end


def _words(sentence: str, clause: _Clause, clauses: Sequence[_Clause], figures: Sequence[tuple[int, int]]) -> str:
    """What the clause says besides its figures; where that is nothing, what the clause before says."""

    def bare(one: _Clause) -> str:
        text = list(sentence)
        for start, end in figures:
            for at in range(max(start, one.start), min(end, one.end)):
                text[at] = " "
        return content(_BY_PIECE.sub(" ", "".join(text[one.start : one.end])))

    words = bare(clause)
    at = clauses.index(clause)
    return words if words.strip() or not at else bare(clauses[at - 1])


def content(text: str) -> str:
    """The text without words that say nothing about which row is meant."""
    for word in _empty():
        text = text.replace(word, " ")
    return " ".join(text.split())


def _year(sentence: str) -> int | None:
    """The latest year that the sentence names by its number, in a deadline only where it names none elsewhere."""
    dates = find_dates(sentence.replace("，", "。"))
    named = [mention for mention in find_years(sentence) if mention.relative is None and len(mention.years) == 1]
    plain = [one for one in named if not any(date.start <= one.start < date.end for date in dates)]
    return max((one.years[0] for one in plain or named), default=None)


@cache
def _cues(name: str) -> tuple[str, ...]:
    return tuple(load_toml("drafting/cues")["brief"][name])


@cache
def _empty() -> tuple[str, ...]:
    return tuple(sorted(_cues("empty"), key=len, reverse=True))
