"""Moneys that tables have or lack: 有上级资金的, 其他资金一栏没填数的; 除了财政拨款还有其他资金的, 只有中央资金的."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from assistant.model.fields import Field
from assistant.model.query import Blank, Compare, Condition, Measure, Not, Operator
from assistant.questions.lexicon import any_of, cue, says
from assistant.questions.mention import Kind, Mention
from assistant.questions.reading import Reading


def sources(reading: Reading, moneys: Sequence[Mention], used: set[int], described: set[int]) -> list[Condition]:
    """What is said of several moneys, or of one as the only one; the mentions that say it are added to `used`.

    `described` gets those by which tables are only described (除了财政拨款还有其他资金的项目一共多少钱).
    """
    if reading.of(Kind.VERIFY) and not (moneys and _describes(reading, moneys[-1].end)):
        return []
    moneys = [mention for mention in moneys if not mention.is_(Kind.HEAD, "total")]
    amounts = reading.has(Kind.ASK, "how_much")
    found: list[Condition] = []
    for mention in moneys:
        before = reading.before(mention)
        leaves_out = before is not None and before.is_(Kind.LOGIC, "except")
        outside = _outside().match(reading.text, mention.end)
        besides = leaves_out or outside is not None
        behind = re.sub(rf"^{any_of('fund_nouns', 'outside_of')}+", "", reading.text[mention.end :]).lstrip(",，、的")
        only = reading.text.endswith(cue("nothing_but"), 0, mention.start)
        others = [other for other in moneys if other.start > mention.end]
        describes = bool(others) and _describes(reading, others[-1].end)
        if besides and behind.startswith(cue("no_other")):
            only = True
        elif leaves_out and outside is not None and others and behind.startswith(others[0].text):
            used.add(mention.start)  # 除财政拨款外，其他资金是多少: that alone is asked for
            described.update((mention.start, before.start) if before is not None else ())
        elif besides and behind.startswith(cue("besides")) and others:
            together = [one for one in moneys if one.start >= mention.start]
            found.extend(Compare(_money(one), Operator.MORE, Decimal(0)) for one in together if describes or not amounts)
            used.update(one.start for one in together)  # 除了财政拨款还有多少其他资金: both are told
            described.update(one.start for one in together if describes)
        if only and not amounts and (besides or len(moneys) == 1):
            found.append(Compare(_money(mention), Operator.EQUAL, Field.TOTAL))
            used.update(one.start for one in moneys)
            used.update(denial.start for denial in reading.of(Kind.LOGIC) if denial.start >= mention.end)
        if besides and mention.start in used:
            used.update((before.start,) if leaves_out and before is not None else ())
            used.update(one.start for one in reading.mentions if one.start >= mention.end and one.text in _linking())
            if describes:
                described.update(used & {one.start for one in reading.of(Kind.LOGIC, Kind.CHANGE)})
    return found


@cache
def _outside() -> re.Pattern[str]:
    """财政拨款之外, 财政拨款以外."""
    return re.compile(any_of("outside_of"))


@cache
def _linking() -> frozenset[str]:
    """Words between two moneys beside each other: 之外, 还有."""
    return frozenset((*cue("outside_of"), *(f"{word}有" for word in cue("besides"))))


def _money(mention: Mention) -> Measure:
    return Measure(Field.FUND, str(mention.value)) if mention.kind == Kind.FUND else Measure(Field(str(mention.value)))


def had_or_lacked(reading: Reading, used: set[int], described: set[int]) -> list[Condition]:
    """Parts of the money that tables must have or lack; what says so is added to `used`.

    `described` gets the mentions by which tables are only described (有其他资金的项目一共多少钱: of their totals).
    """
    found: list[Condition] = []
    for mention in (*reading.of(Kind.FUND), *(head for head in reading.of(Kind.HEAD) if head.is_(Kind.HEAD, "other", "fiscal"))):
        if mention.start in used or _measured(reading, mention):
            continue
        lacks, end = _said_behind(reading, mention)
        start = mention.start
        if lacks is None:
            lacks, start = _said_before(reading, mention)
        if lacks is None or (reading.has(Kind.ASK, "how_much") and not _describes(reading, end)):
            continue
        used.update(one.start for one in reading.mentions if start <= one.start < end)
        if lacks or _describes(reading, end):
            described.update(one.start for one in reading.mentions if start <= one.start < end)
        found.append(_condition(reading, mention, lacks=lacks, filled=end > mention.end and start == mention.start))
    return found


def _condition(reading: Reading, mention: Mention, *, lacks: bool, filled: bool) -> Condition:
    """有上年结转: 0元 is none; 填了数: whatever stands there."""
    if lacks:
        return Blank(_money(mention))
    spent = not filled or says(reading.text, "not_zero")
    return Compare(_money(mention), Operator.MORE, Decimal(0)) if spent else Not(Blank(_money(mention)))


@cache
def _behind() -> re.Pattern[str]:
    """一栏没填数, 那栏是空的, 里有数, 不是空的: what is said of a money behind its name."""
    cell = rf"[”\"」』》]?(?:{any_of('money_nouns')})?(?:{any_of('cell_words')})?(?:里面?|上|中)?"
    filled = rf"(?P<filled>{any_of('filled_in')})"
    lacks = rf"(?P<lacks>{any_of('left_empty')})"
    return re.compile(rf"{cell}(?:都|也|均|还|那|这)?(?:{filled}|{lacks})")


def _said_behind(reading: Reading, mention: Mention) -> tuple[bool | None, int]:
    """Whether the words behind the money say that there is none, and where they end; None where they say nothing of it."""
    found = _behind().match(reading.text, mention.end)
    if found is None:
        noun = _noun().match(reading.text, mention.end)
        return None, noun.end() if noun is not None and mention.kind == Kind.FUND else mention.end
    if _goes_on(reading, found.end()):
        return None, mention.end
    return found["lacks"] is not None, found.end()


@cache
def _noun() -> re.Pattern[str]:
    """上级给的钱, 上级补助: the noun that a source of money is said with."""
    return re.compile(any_of("money_nouns"))


def _goes_on(reading: Reading, end: int) -> bool:
    """其他资金没有超过10万: does a number or a text follow, of which it is said?"""
    behind = next((one for one in reading.mentions if one.start >= end and one.kind != Kind.FILLER), None)
    return behind is not None and behind.start - end <= 1 and behind.kind in (Kind.QUANTITY, Kind.BEFORE, Kind.QUOTED, Kind.HEAD)


def _said_before(reading: Reading, mention: Mention) -> tuple[bool | None, int]:
    """Whether the words before the money say that there is none, and where they begin; None where they say nothing of it."""
    before = reading.text[: mention.start]
    for lacks, name in ((True, "without_money"), (False, "having_verbs")):
        word = max((word for word in cue(name) if before.endswith(word)), key=len, default="")
        if not word:
            continue
        if lacks and before.removesuffix(word).endswith(("有", "除了")):
            continue  # 有没有其他资金
        return lacks, mention.start - len(word)
    return None, mention.start


def _describes(reading: Reading, end: int) -> bool:
    """有其他资金的项目, 其他资金空着、…: does the clause that ends here say which tables are meant?"""
    rest = reading.text[end:]
    if rest.startswith("的"):
        asked = next((one for one in reading.mentions if one.start > end and one.kind != Kind.FILLER), None)
        return asked is None or asked.kind != Kind.ASK
    return rest.startswith((*cue("clause_ends"), *cue("project_word")))


def _measured(reading: Reading, mention: Mention) -> bool:
    """Is the money set against a number right behind it?"""
    after = reading.after(mention, skip=(Kind.FILLER, Kind.LOGIC))
    if after is None or after.kind not in (Kind.BEFORE, Kind.QUANTITY):
        return False
    return not says(reading.text[mention.end : after.start], "joins")
