"""What the answer is counted in: 多少人, 几期, 多少节课; and per what: 每人, 一个月, 人均."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.questions.context import Context
from assistant.questions.lexicon import any_of, cue, phrases_of
from assistant.questions.mention import Kind, Mention


@cache
def _asked(measure_words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{any_of('how_many')}个?({'|'.join(map(re.escape, measure_words))})(?!{any_of('no_thing_counted')})")


@cache
def _projects_counted() -> re.Pattern[str]:
    """有多少个…的项目, 几张…的表: what is counted are the projects that are described between the two."""
    counters, nouns = any_of("counts_tables"), any_of("table_nouns")
    return re.compile(
        rf"(?P<asks>有?(?P<asked>{any_of('how_many')}{counters}))(?=[^,，。?？;；、]+(?:的{nouns}|{nouns}的)(?:$|[^\u4e00-\u9fff]|{any_of('polite_end')}))"
    )


@cache
def _all_counted() -> re.Pattern[str]:
    """全部项目数 at the end: how many there are; 占全部项目数的几成 is a share of them."""
    return re.compile(rf"{any_of('all_projects_number')}(?={any_of('trailing')}*$|[?。!])")


@cache
def _number_at_end() -> re.Pattern[str]:
    """…的项目有多少: how many there are."""
    return re.compile(rf"(?<={cue('project_word')[0]})有{any_of('asked_number')}(?=$|[^\u4e00-\u9fff]|{any_of('polite_end')})")


@cache
def _done() -> re.Pattern[str]:
    return re.compile(rf"{any_of('within_time')}?{any_of('due_ways')}*{any_of('finished')}")


@cache
def _shortly(measure_words: tuple[str, ...]) -> re.Pattern[str]:
    """几批, where the rows count in 批次."""
    times = cue("by_times")[0]
    short = {word.removesuffix(times) for word in measure_words if len(word) == 2 and word.endswith(times)} - {*measure_words}
    if not short:
        return re.compile(r"(?!)")
    return re.compile(rf"{any_of('how_many')}({'|'.join(map(re.escape, sorted(short)))})(?!{times}|{any_of('no_thing_counted')})")


@cache
def _per(measure_words: tuple[str, ...]) -> re.Pattern[str]:
    units = "|".join(map(re.escape, (*measure_words, *cue("further_units"))))
    return re.compile(rf"(?:{any_of('each_one')}|单(?!位))({units})(?!{any_of('no_unit_behind')})")


@cache
def _each_project() -> re.Pattern[str]:
    """每个项目补多少, of one project that consists of several."""
    return re.compile(
        rf"{any_of('each_one')}(?={any_of('project_nouns')}{any_of('treasury_pays')}[^，。？]{{0,2}}{any_of('how_many')})"
    )


@cache
def _counted() -> re.Pattern[str]:
    """多少重度残疾人, 多少困难学生: what is counted stands behind, and is said by more than its unit."""
    return re.compile(
        rf"{any_of('how_many')}(?=[\u4e00-\u9fff]{{0,6}}?(?:(?P<people>{any_of('persons')})|(?P<households>{any_of('households')})))"
    )


@cache
def _averaged() -> re.Pattern[str]:
    """人均, 月均, and 月补助, 月标准 where no number stands before the month."""
    return re.compile(rf"(?P<mean>{any_of('mean_per')})|(?<=[^\d])月(?={any_of('monthly_nouns')})")


@cache
def _far() -> re.Pattern[str]:
    """要修多长, 修建多远: how long what is built will be; 多长时间 is no length."""
    return re.compile(rf"{any_of('asks_length')}(?!{any_of('behind_long')})")


def _noun_follows(text: str, end: int) -> bool:
    """Does a noun follow (几个村)? Measure words of tables and rows ask for a unit only then, and 几个超过30万 for a number."""
    compares = text.startswith(phrases_of(Kind.BEFORE), end) or _amount().match(text, end) is not None
    return bool(text[end:]) and not text.startswith(cue("no_noun"), end) and not compares


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(r"[\d.一二三四五六七八九十百千两]+(?:多|来|把)?[万亿]")


def _is_each_year(text: str, found: re.Match[str]) -> bool:
    """每年各是多少, 一年一年报: the figure of each year, and no price for a year."""
    doubled = text.startswith(found.group(), found.end()) or text.endswith(found.group(), 0, found.start())
    return doubled or text.startswith(cue("each_apart"), found.end())


def unit_asked(text: str, context: Context) -> Iterable[Mention]:
    """The asked unit (kind UNIT_ASKED) and the denominator (kind PER_UNIT)."""
    for found in _projects_counted().finditer(text):
        end = found.end("asks")
        yield Mention(Kind.FIGURE, found.start(), end, text[found.start() : end], "count")
    for found in _all_counted().finditer(text):
        yield Mention(Kind.FIGURE, found.start(), found.end(), found.group(), "count")
    for found in _number_at_end().finditer(text):
        yield Mention(Kind.FIGURE, found.start(), found.end(), found.group(), "count")
    counted = {found.start("asked") for found in _projects_counted().finditer(text)}
    for found in _asked(context.measure_words).finditer(text):
        if found.start() in counted:
            continue
        if found.group(1) in cue("measures_anything") and not _noun_follows(text, found.end()):
            continue
        yield Mention(Kind.UNIT_ASKED, found.start(), found.end(), found.group(), found.group(1))
        done = _done().match(text, found.end()) if found.group(1) in cue("time_units") else None
        if done is not None:
            yield Mention(Kind.FILLER, found.end(), done.end(), done.group(), "words")  # 多少天办完
    for found in _shortly(context.measure_words).finditer(text):
        unit = found.group(1) + cue("by_times")[0]
        yield Mention(Kind.UNIT_ASKED, found.start(), found.end(), found.group(), unit)
    for found in _counted().finditer(text):
        behind = text[found.end() :]
        if not any(behind.startswith(word) for word in (*cue("no_thing_counted"), *context.measure_words)):
            unit = cue("people" if found["people"] else "households")[0]
            yield Mention(Kind.UNIT_ASKED, found.start(), found.end(), found.group(), unit)
    for found in _far().finditer(text):
        yield Mention(Kind.UNIT_ASKED, found.start(), found.end(), found.group(), cue("in_length")[0])
    for found in _per(context.measure_words).finditer(text):
        if found.group(1) in cue("year_word") and _is_each_year(text, found):
            continue
        if found.group(1) in cue("measures_anything") and text.startswith(cue("also_all"), found.end()):
            continue  # 一个也没有
        if found.group(1) in cue("piece_or_money") and text.endswith(cue("points_at_part"), 0, found.start()):
            continue  # 这一块三年多少钱: this part of the work
        yield Mention(Kind.PER_UNIT, found.start(), found.end(), found.group(), found.group(1))
    turns = context.conversation.turns
    if turns and len(turns[-1].projects) == 1:
        for found in _each_project().finditer(text):
            yield Mention(
                Kind.PER_UNIT,
                found.start(),
                found.end(),
                found.group(),
                next(word for word in cue("measures_anything") if word in found.group()),
            )
    for found in _averaged().finditer(text):
        unit = found["mean"][0] if found["mean"] else found.group()
        yield Mention(Kind.PER_UNIT, found.start(), found.end(), found.group(), unit)
