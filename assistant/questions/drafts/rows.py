"""Which rows of the draft are meant: by place (第三条), category (数量指标), name (培训人数), unit (人数), or the last change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.chinese.numerals import parse_numeral
from assistant.chinese.quantities import QuantityMention, find_quantities
from assistant.chinese.width import squeeze
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import LEVEL2_PARENT, Indicator
from assistant.model.record import record
from assistant.questions.drafts.words import any_word, bare, first_of, has, keys, trimmed, without, words
from assistant.questions.lexicon import lexicon
from assistant.questions.mention import Kind

_NUMBER = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
_CLOSE = 8
"""Rows whose score is this much below the best fit as well as it does."""


@record
class Places:
    """How places of rows are said: 第三条, 第二到第四条, 第二和第四条, 前三条, 倒数第二条."""

    one: re.Pattern[str]
    several: re.Pattern[str]
    joined: re.Pattern[str]
    ends: re.Pattern[str]
    from_end: re.Pattern[str]


@cache
def _places() -> Places:
    counted, front = any_word("row", "counters"), any_word("row", "from_front")
    nth = f"第{_NUMBER}{counted}?"
    return Places(
        re.compile(f"{nth}(?!{any_word('row', 'no_place_behind')})"),
        re.compile(f"{nth}(?:到|至|-|~)第?{_NUMBER}{counted}?"),
        re.compile(f"{nth}{any_word('row', 'place_joins')}第?{_NUMBER}{counted}"),
        re.compile(f"(?:(?P<front>{front})|{any_word('row', 'from_back')})(?P<number>{_NUMBER}){counted}"),
        re.compile(f"倒数第?{_NUMBER}{counted}?"),
    )


_NOUN_BEFORE = re.compile(r"[数第](?=\d)")


def quantities_in(text: str) -> tuple[QuantityMention, ...]:
    """All quantities of a text; in 培训人数40人 the 数 belongs to the name, not to the number."""
    return find_quantities(_NOUN_BEFORE.sub(lambda found: "值" if found.group() == "数" else "第", text))


@record
class Meant:
    """The rows that some words mean."""

    rows: tuple[int, ...]
    """Indexes in the table; several where the words fit several."""
    definite: bool
    """Do the words mean these rows, all of them? Otherwise one of them is meant."""
    said: bool = True
    """Do the words speak of rows at all?"""
    left: str = ""
    """Words that no row explains."""
    level2: str = ""
    """The category that was named."""


def levels_in(text: str) -> tuple[tuple[str, str], ...]:
    """Second levels named in the text with the words that name them, longest first; a first level comes with all its seconds."""
    found: list[tuple[str, str]] = []
    taken = text
    named = [
        (phrase, kind, value)
        for start in range(len(text))
        for phrase, kind, value in lexicon().phrases.get(text[start], ())
        if kind in (Kind.LEVEL1, Kind.LEVEL2) and text.startswith(phrase, start)
    ]
    for phrase, kind, value in sorted(set(named), key=lambda entry: -len(entry[0])):
        if phrase not in taken:
            continue
        taken = taken.replace(phrase, "\0")
        seconds = [value] if kind == Kind.LEVEL2 else [two for two, one in LEVEL2_PARENT.items() if one == value]
        found += [(level2, phrase) for level2 in seconds]
    return tuple(found)


def rows_meant(text: str, table: GoalTable, touched: Sequence[int], *, value: str = "") -> Meant:
    """The rows that `text` means; `value` is the new value, whose unit tells rows of the same name apart."""
    rows = table.indicators
    every = has(text, "row", "all")
    pointed = _pointed(text, touched, len(rows))
    if pointed is not None:
        return pointed
    whole = _of_name(_plain(text), rows)
    if whole is not None and not _other_unit(value, rows[whole]):
        return Meant((whole,), True, level2=rows[whole].level2)
    levels = _levels(text, rows)
    named_levels = {level for level, _ in levels}
    among = [at for at, row in enumerate(rows) if not levels or row.level2 in named_levels]
    rest = without(text, (phrase for _, phrase in levels))
    level2 = levels[0][0] if levels else ""
    if levels and not among:
        among = _called(levels, rows)
    if levels and not among:
        return Meant((), False, said=True, left=text, level2=level2)
    placed = _placed(rest, among)
    if placed is not None:
        missing = not placed
        return Meant(tuple(placed), True, left=text if missing else "", level2=level2)
    named = _plain(rest)
    each = _each_of(named, rows) if named and not levels else ()
    if each:
        return Meant(each, len(each) == 1)
    if not named:
        if not levels:
            return Meant(tuple(range(len(rows))) if every else (), every, said=every)
        return _among(among, rows, value, every, level2)
    return _named(named, among, rows, value, every, level2, said=bool(levels))


def without_noun(name: str) -> str:
    """培训人数指标 as 培训人数."""
    return next((name.removesuffix(word) for word in words("row", "indicator") if name.endswith(word)), name)


def _called(levels: Sequence[tuple[str, str]], rows: Sequence[Indicator]) -> list[int]:
    """Rows of other categories whose name ends with the category's word: 群众满意度 below the benefits."""
    said = [without_noun(phrase) for _, phrase in levels]
    return [at for at, row in enumerate(rows) if any(one and squeeze(row.level3).lower().endswith(one) for one in said)]


_EACH = re.compile(r"(?:每一?|一)(个?)(.{1,4})$")


def _each_of(named: str, rows: Sequence[Indicator]) -> tuple[int, ...]:
    """每村, 每家, 一个人: the rows of a price for each of these, by the unit behind the stroke, else the only price there is."""
    found = _EACH.fullmatch(named)
    if found is None:
        return ()
    what = found.group(2)
    costs = [at for at, row in enumerate(rows) if row.level2 == "成本指标" or "元" in (_unit(row) or "")]
    priced = [at for at in costs if (_unit(rows[at]) or "").partition("/")[2].startswith(what)]
    named_so = [at for at in costs if what in rows[at].level3 or words("row", "each")[0] + what in rows[at].value.text]
    return tuple(priced or named_so or (costs if len(costs) == 1 else ()))


def _levels(text: str, rows: Sequence[Indicator]) -> tuple[tuple[str, str], ...]:
    """The categories named; 单价 and 时间 stand for theirs where no row has the word in its name."""
    found = list(levels_in(text))
    names = [squeeze(row.level3).lower() for row in rows]
    for key, level2 in (("deadline", "时效指标"), ("price", "成本指标")):
        word = first_of(text, "row", key)
        if word and not found and not any(word in name for name in names):
            found.append((level2, word))
    return tuple(found)


def _of_name(named: str, rows: Sequence[Indicator]) -> int | None:
    """The one row whose whole name was typed, even where a category's word stands in the name."""
    found = [at for at, row in enumerate(rows) if len(row.level3) > 2 and bare(squeeze(row.level3).lower()) == named]
    return found[0] if len(found) == 1 else None


def _plain(text: str) -> str:
    """The words that can name a row: without those that only point at cells."""
    text = without(text, words("row", "value"))
    text = without(text, words("row", "indicators"))
    text = without(text, words("row", "all"))
    text = without(text, words("row", "one"))
    text = without(text, words("row", "this"))
    text = without(text, words("row", "pointed"))
    plain = bare(text)
    shorter = bare(trimmed(plain, before="noise_before", after="noise_after"))
    return shorter or plain


def _pointed(text: str, touched: Sequence[int], count: int) -> Meant | None:
    """这条, 最后一条: rows meant by what was changed last, or by their end of the table."""
    if has(text, "row", "last") and count and not levels_in(text):
        return Meant((count - 1,), True)
    if has(text, "row", "first") and count and not levels_in(text) and not _places().one.search(text):
        return Meant((0,), True)
    word = first_of(text, "row", "this")
    rest = without(text, (word,)) if word else text
    if word and not _plain(rest) and not levels_in(rest) and not _places().one.search(rest):
        kept = tuple(at for at in touched if at < count)
        return Meant(kept, True) if kept else None
    return None


def _placed(text: str, among: Sequence[int]) -> list[int] | None:
    """The rows at the places that the text names, counted among these; [] for one that is not there, None where it names none."""
    if has(text, "row", "last") and among:
        return [among[-1]]
    if (found := _places().ends.search(text)) is not None and (number := number_said(found["number"])) > 1:
        return [] if number > len(among) else list(among[:number] if found["front"] else among[-number:])
    if (found := _places().from_end.search(text)) is not None:
        number = number_said(found.group(1))
        return [among[-number]] if 1 <= number <= len(among) else []
    places: list[int] = []
    if (found := _places().several.search(text)) is not None:
        places = list(range(number_said(found.group(1)), number_said(found.group(2)) + 1))
    elif (found := _places().joined.search(text)) is not None:
        places = [number_said(found.group(1)), number_said(found.group(2))]
    else:
        places = [number_said(one.group(1)) for one in _places().one.finditer(text)]
    if not places:
        if has(text, "row", "first") and among:
            return [among[0]]
        return None
    return [among[number - 1] for number in places] if all(1 <= number <= len(among) for number in places) else []


def number_said(text: str) -> int:
    """The number of a place or a count (第三条); 0 where it is none."""
    number = parse_numeral(text)
    return int(number) if number is not None else 0


def _among(among: Sequence[int], rows: Sequence[Indicator], value: str, every: bool, level2: str) -> Meant:
    """One of the rows of a category, told apart by the unit of the new value."""
    if every or len(among) == 1:
        return Meant(tuple(among), True, level2=level2)
    fitting = _of_unit(among, rows, value)
    if len(fitting) == 1:
        return Meant(tuple(fitting), True, level2=level2)
    return Meant(tuple(fitting or among), False, level2=level2)


def _named(
    named: str, among: Sequence[int], rows: Sequence[Indicator], value: str, every: bool, level2: str, *, said: bool
) -> Meant:
    scores = {at: _score(named, rows[at]) - _other_unit(value, rows[at]) for at in among}
    best = max(scores.values(), default=0.0)
    if best < 40:
        return Meant((), False, said=said, left=named, level2=level2)
    fitting = [at for at in among if scores[at] >= best - _CLOSE]
    if every:
        return Meant(tuple(fitting), True, level2=level2)
    if len(fitting) > 1:
        noun = next((one for one in keys("noun") if named.endswith(one)), "")
        of_noun = [at for at in fitting if noun and (_unit(rows[at]) or "") in words("noun", noun)]
        if len(of_noun) == 1 and not unit_of(value):
            return Meant(tuple(of_noun), True, level2=level2)
        exact = [at for at in fitting if scores[at] >= 100]
        fitting = exact if len(exact) == 1 else _of_unit(fitting, rows, value) or fitting
    return Meant(tuple(fitting), len(fitting) == 1, level2=level2)


def _other_unit(value: str, row: Indicator) -> float:
    """What counts against a row whose value is of another unit than the new one: 26人 is no price."""
    new, now = unit_of(value), _unit(row)
    if not new or not now or now == new or now in lexicon().units_like(new):
        return 0.0
    return 30.0


def _score(named: str, row: Indicator) -> float:
    """0 to 100: how well words name a row."""
    name = squeeze(row.level3).lower()
    if not name:
        return 0.0
    if named == name:
        return 100.0
    if named in name:
        return 80.0 + 10 * len(named) / len(name)
    if name in named:
        return 70.0 + 10 * len(name) / len(named)
    unit = (row.value.quantity and row.value.quantity.unit) or ""
    for noun in keys("noun"):
        if named.endswith(noun) and unit in words("noun", noun):
            about = named.removesuffix(noun)
            if unit == "个" and noun != "个数" and noun.removesuffix("数") not in name:
                continue
            if not about:
                return 72.0
            return 72.0 + 14 * _shared(about, name) if _shared(about, name) >= 0.5 else 0.0
    if squeeze(row.value.text).lower() == named:
        return 60.0
    share = _shared(named, name)
    return 40.0 + 25 * share if share >= 0.6 else 0.0


def _shared(named: str, name: str) -> float:
    """The share of the words' neighbouring characters that the name has too."""
    if len(named) < 2:
        return float(named in name)
    pairs = [named[at : at + 2] for at in range(len(named) - 1)]
    return sum(pair in name for pair in pairs) / len(pairs)


def _of_unit(among: Sequence[int], rows: Sequence[Indicator], value: str) -> list[int]:
    """Those of the rows whose value is of the new value's unit."""
    unit = unit_of(value)
    if unit is None:
        return []
    like = {unit, *lexicon().units_like(unit)} if unit else {""}
    exact = [at for at in among if _unit(rows[at]) == unit]
    return exact or [at for at in among if _unit(rows[at]) in like]


def _unit(row: Indicator) -> str | None:
    return row.value.quantity.unit or "" if row.value.quantity is not None else None


def unit_of(value: str) -> str | None:
    """The unit of a value as typed, "" where it is a bare number; None where it is no quantity."""
    found = quantities_in(value)
    if not found:
        return None
    return found[0].unit or ""


def holding(text: str, table: GoalTable) -> tuple[int, ...]:
    """The rows in whose value this text stands."""
    wanted = squeeze(text).lower()
    exact = tuple(at for at, row in enumerate(table.indicators) if squeeze(row.value.text).lower() == wanted)
    return exact or tuple(at for at, row in enumerate(table.indicators) if wanted and wanted in squeeze(row.value.text).lower())
