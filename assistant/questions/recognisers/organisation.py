"""Departments and units, by full name, code, part of the name or short form (文旅局 is 文化和旅游局, 执法大队 is 综合执法大队).

What a name's short forms are is learnt from the archive's own names; the lexicon only has the words beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.chinese.numerals import parse_numeral
from assistant.model.knowledge import KnownOrganisation
from assistant.questions import slots
from assistant.questions.abbreviations import word_starts
from assistant.questions.context import Context
from assistant.questions.lexicon import any_of, cue, lexicon
from assistant.questions.mention import Kind, Mention
from assistant.questions.organisations import Organisations, asks_each, organisations_of
from assistant.questions.recognisers.entity import money_alone

_LONGEST = 12
"""Characters of a short form; longer stretches must be a full name."""
_LONGEST_NAME = 40
_SHORT_ENDING = 4
"""The last characters of a unit's name, so many or fewer, may as well be those of another."""
_SHORT_CODE = 4
"""A code of so few digits may as well be a number of something."""

_HAN = r"[\u4e00-\u9fa5]"


def organisation(text: str, context: Context) -> Iterable[Mention]:
    """Organisations of the archive (value: those that fit equally well) and words that look like one and fit none (value: ()).

    A short form is a run of characters that stand in the same order in the full name and end as it does or as one of its
    parts does (组织部本级).
    """
    known = organisations_of(context.knowledge)
    named = [*_coded(text, context, known)]
    for end in range(2, len(text) + 1):
        if text[end - 1] in known.last_characters:
            found = _ending_at(text, end, context, known)
            if found is not None:
                named.append(found)
    named.extend(_renamed(text, context, known))
    named.extend(_of_sort(text, context, known))
    named.extend(_shortened(text, context, known))
    yield from named
    yield from _beside(text, named, known)
    yield from _other_department(text, context, known)
    yield from _unknown(text, context, known)
    yield from _so_many(text, known)
    for others in _the_others().finditer(text):
        yield Mention(Kind.CHANGE, others.start(), others.end(), others.group(), "rest")


def _so_many(text: str, known: Organisations) -> Iterable[Mention]:
    """今年两家各多少, 占两个局总数: all departments, where so many are counted as there are."""
    for found in _counted_offices().finditer(text):
        if parse_numeral(found["number"].replace("两", "二")) == known.departments:
            value = "department" if asks_each(text, found.end()) else ""
            kind = Kind.HEAD if value else Kind.FILLER
            yield Mention(kind, found.start(), found.end(), found.group(), value)


@cache
def _counted_offices() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<number>[两二三四五六七八九十]|\d{{1,2}})(?:家(?:{any_of('office_nouns')})?|个(?:{any_of('office_nouns')}))"
    )


@cache
def _the_others() -> re.Pattern[str]:
    """其他局, 其余部门: the departments or units that were not named."""
    return re.compile(rf"{any_of('the_others')}的?{any_of('office_nouns')}")


def _ending_at(text: str, end: int, context: Context, known: Organisations) -> Mention | None:
    """The longest run up to there that is a name or a short form of one."""
    first = end
    while first and end - first < _LONGEST_NAME and known.holds(text[first - 1]):
        first -= 1
    for start in range(first, end - 1):
        if end - start > _LONGEST and not known.is_name(text[start:end]):
            continue
        short = text[start:end]
        fits = known.fitting(short)
        if fits and _is_cut_off(text, start, short, fits, context, known):
            continue
        if fits and (_is_free(short, fits, context) or _stands_alone(text, start, end, fits, context)):
            start, end = _with_belonging(text, start, end, context)
            return Mention(Kind.ORGANISATION, start, end, text[start:end], fits)
        if not fits and (office := known.own_office(short)) and known.fitting(short.removesuffix(office)):
            return Mention(Kind.ORGANISATION, start, end, short, ())
    return None


@cache
def _bureau() -> re.Pattern[str]:
    """A bureau's name that stands free: 财政局有哪些项目."""
    words = lexicon().organisation
    before = "".join(words["before_bureau"])
    behind = "|".join(words["behind_bureau"])
    return re.compile(rf"(?:^|(?<=[,。、{before}])){_HAN}{{2,5}}?局(?={behind}|$|[,。?])")


@cache
def _of_place() -> re.Pattern[str]:
    """县教育局, 市委宣传部: an office of a place."""
    words = lexicon().organisation
    places, offices, behind = ("|".join(words[name]) for name in ("places", "office_ends", "no_office_behind"))
    name = f"(?:(?![{''.join(words['no_office_within'])}]){_HAN}){{1,6}}?"
    return re.compile(rf"(?:{places})(?:委{_HAN}{{2,4}}部|{name}(?:{offices}))(?!{behind})")


def _ends_within_a_word(name: str, short: str) -> bool:
    """Is it an ending that begins in the middle of one of the name's words (育局 of 体育局)?"""
    return name.endswith(short) and len(name) - len(short) not in word_starts(name)


def _is_cut_off(
    text: str, start: int, short: str, fits: tuple[KnownOrganisation, ...], context: Context, known: Organisations
) -> bool:
    """Is it the end of another name: 养老服务中心 is no 市政工程服务中心, though the latter ends so?"""
    if start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff" or known.is_name(short):
        return False
    before = text[:start]
    if all(not one.is_unit and _ends_within_a_word(one.name, short) for one in fits):
        return not context.lexicon.holds(before[-1]) and not before.endswith(tuple(context.lexicon.organisation["before_unit"]))
    if not all(one.is_unit and one.name.endswith(short) for one in fits) or len(short) > _SHORT_ENDING:
        return False
    words = context.lexicon.organisation
    if before.endswith((*words["before_unit"], *words["before_sort"])):
        return False
    if any(context.lexicon.holds(before[-length:]) for length in (1, 2, 3, 4) if length <= start):
        return False
    return not any(known.fitting(before[at:]) for at in range(max(start - _LONGEST, 0), start - 1))


def _with_belonging(text: str, start: int, end: int, context: Context) -> tuple[int, int]:
    """归口交通局的, 交通局归口管理的: the words that say that something belongs there are part of it."""
    words = context.lexicon.organisation
    before = next((word for word in words["belongs_to"] if text.endswith(word, 0, start)), "")
    behind = next((word for word in words["belonging"] if text.startswith(word, end)), "")
    return start - len(before), end + len(behind)


def _is_loose(short: str, fits: Iterable[KnownOrganisation], context: Context) -> bool:
    """Is it put together from the name's characters, by an ending that other words have too (公路段)?"""
    return not short.endswith(context.lexicon.closing) and not any(short in one.name for one in fits)


def _is_free(short: str, fits: Iterable[KnownOrganisation], context: Context) -> bool:
    """Does it end like an organisation, or stand nowhere in the archive's names?"""
    return not _is_loose(short, fits, context) or not context.knowledge.occurs(short)


def _stands_alone(text: str, start: int, end: int, fits: Iterable[KnownOrganisation], context: Context) -> bool:
    """供销社今年多少: a department's short form that also stands in names, where neither neighbour belongs to one of those?"""
    if end - start < _SURE_FORM or all(one.is_unit for one in fits):
        return False
    longer = [text[start - 1 : end]] if start else []
    longer += [text[start : end + 1]] if end < len(text) else []
    return not any(context.knowledge.occurs(one) for one in longer)


_SURE_FORM = 3
"""Characters of a short form that may be a department's although they stand in names."""


# codes


@cache
def _code() -> re.Pattern[str]:
    words = lexicon().organisation
    code, equals, behind = (
        "|".join(sorted(map(re.escape, words[name]), key=len, reverse=True)) for name in ("code", "code_is", "behind_code")
    )
    owner = f"(?:{'|'.join((*words['of_department'], *words['of_unit']))})?"
    return re.compile(
        rf"(?<![\d.])(?P<before>{owner}(?:{code})(?:{equals})?)?(?P<code>\d{{3,12}})(?![\d万亿元%年.]|,\d)(?P<behind>{behind})?"
    )


def _coded(text: str, context: Context, known: Organisations) -> Iterable[Mention]:
    """Codes that the archive has (value: the code), and numbers that are called one or look like one and that it has not."""
    several = sum(bool(known.coded(found["code"])) for found in _code().finditer(text)) > 1
    for found in _code().finditer(text):
        code = found["code"]
        called = bool(found["before"] or found["behind"]) or text.endswith(tuple(_heads_of_codes()), 0, found.start("code"))
        behind = found.end() if found["behind"] else found.end("code")
        if known.coded(code):
            if called or len(code) > _SHORT_CODE or not _is_number(text, found.start("code"), found.end("code"), context):
                holders = _called(known.coded(code), text[: found.start()] + found.group())
                named = several and all(one.name for one in holders)
                kind = Kind.ORGANISATION if named else Kind.CODE
                yield Mention(kind, found.start(), behind, text[found.start() : behind], holders if named else code)
        elif called:
            yield Mention(Kind.ORGANISATION, found.start(), behind, code, ())


def _called(holders: tuple[KnownOrganisation, ...], before: str) -> tuple[KnownOrganisation, ...]:
    """Of those that have the code the sort that it is called the code of (单位代码); all where that tells nothing."""
    words = lexicon().organisation
    unit, department = (max(before.rfind(word) for word in words[name]) for name in ("of_unit", "of_department"))
    wanted = unit > department
    return tuple(one for one in holders if unit != department and one.is_unit == wanted) or holders


def _heads_of_codes() -> Iterable[str]:
    """实施单位代码是, 部门代码: what a code is called by where it is a field that is named."""
    words = lexicon().organisation
    return (code + equals for code in words["code"] for equals in ("", *words["code_is"]))


def _is_number(text: str, start: int, end: int, context: Context) -> bool:
    """Is a number of few digits one of something, or one that is compared?"""
    lexical = context.lexicon
    if text.startswith(lexical.measure_words, end) or any(
        lexical.holds(text[end : end + length], Kind.AFTER) for length in (1, 2, 3, 4)
    ):
        return True
    return any(lexical.holds(text[max(start - length, 0) : start], Kind.BEFORE, Kind.HEAD) for length in (1, 2, 3, 4))


# short forms without the name's own ending


def _renamed(text: str, context: Context, known: Organisations) -> Iterable[Mention]:
    """环保局 is 生态环境局: a name from before, or in passing, of a department that the archive has under another."""
    for core in context.lexicon.former_offices:
        start = text.find(core)
        end = start + len(core) + 1
        if start >= 0 and (fits := known.fitting(text[start:end])) and fits == known.formerly(text[start:end]):
            yield Mention(Kind.ORGANISATION, start, end, text[start:end], fits)


def _of_sort(text: str, context: Context, known: Organisations) -> Iterable[Mention]:
    """中心今年几个项目, 那个大队呢, 本级多少钱: a word for a sort of organisation, where it is spoken of as one."""
    words = context.lexicon.organisation
    money = {mention.text for mention in money_alone(text, context)}  # 本级呢 after 上级给了多少
    for word in dict.fromkeys((*context.lexicon.closing, *words["sort"], *words["own_office"])):
        if len(word) < 2 or (word in words["own_office"] and word in money):
            continue
        start = text.find(word)
        if start < 0:
            continue
        before, behind = text[:start], start + len(word)
        each = _each(before, len(known.of_sort(word)), context)
        free = bool(each) or not before or before.endswith((*words["before_sort"], "的", ",", "、"))
        ends = behind == len(text) or text.startswith((*words["behind_name"], *words["behind_listed"]), behind)
        if not free or not (each or ends):
            continue
        fits = known.of_sort(word)
        if fits:
            if (len(fits) > 1 or word in words["own_office"]) and not each:
                fits = _spoken_of(context, fits)
            start -= len(each)
            yield Mention(Kind.ORGANISATION, start, behind, text[start:behind], fits)


def _each(before: str, number: int, context: Context) -> str:
    """各, 哪个, 三个 before a sort of units, the last only where there are so many of them; empty where nothing like it is."""
    some = next((word for word in context.lexicon.organisation["each_of_sort"] if before.endswith(word)), "")
    counted = re.search(rf"([两二三四五六七八九十]|\d{{1,2}}){any_of('office_counters')}$", before)
    if counted is None or some:
        return some if number > 1 else ""
    return counted.group() if parse_numeral(counted.group(1)) == number else ""


def _spoken_of(context: Context, fits: tuple[KnownOrganisation, ...]) -> tuple[KnownOrganisation, ...]:
    """Those that belong to the department that the last question was about, or to that of its unit, by their codes; all of
    them where it was about none."""
    query = next((turn.query for turn in reversed(context.conversation.turns) if turn.query is not None), None)
    if query is None:
        return fits
    printed = str(query)
    everyone = context.knowledge.organisations()
    spoken = [one for one in everyone if one.name and f'"{one.name}"' in printed]
    own = tuple(one for one in fits if one in spoken)
    above = tuple(
        one.code for one in everyone if not one.is_unit and one.code and any(other.code.startswith(one.code) for other in spoken)
    )
    return own or (tuple(one for one in fits if one.code.startswith(above)) if above else fits)


def _shortened(text: str, context: Context, known: Organisations) -> Iterable[Mention]:
    """Departments without their ending (住建, 人社): two or three characters that shorten a name and stand nowhere else."""
    behind = (*cue("speaks_of_bureau"), *context.lexicon.organisation["behind_name"])
    for start in range(len(text) - 1):
        for length in (4, 3, 2):
            short = text[start : start + length]
            if len(short) < length or not (
                short in context.lexicon.former_offices or all("\u4e00" <= one <= "\u9fff" and known.holds(one) for one in short)
            ):
                continue
            fits = known.departments_shortened(short)
            if length < 4 and len(fits) == 1 and not context.knowledge.occurs(short):
                yield Mention(Kind.ORGANISATION, start, start + length, short, fits)
                break
            if _in_word(text, start):
                continue
            free = text.startswith(cue("speaks_of_bureau"), start + length)
            ends = tuple(one for one in known.fitting(short + "局") if not one.is_unit)
            begun = ends or known.begins(short)
            if len(begun) == 1 and free:
                yield Mention(Kind.ORGANISATION, start, start + length, short, begun)
                break
            fields = context.lexicon.organisation["field_of_work"]
            field = next((word for word in fields if text.startswith(word, start + length)), "")
            if len(begun) == 1 and field and not context.knowledge.occurs(short + field):
                yield Mention(Kind.ORGANISATION, start, start + length + len(field), short + field, begun)
                break
            numbered = known.numbered(short)
            if len(numbered) == 1 and text.startswith(behind, start + length):
                yield Mention(Kind.ORGANISATION, start, start + length, short, numbered)
                break
            units = () if begun else known.units_shortened(short) or known.units_begun(short)
            if len(units) == 1 and text.startswith(behind, start + length) and not context.knowledge.occurs(short):
                yield Mention(Kind.ORGANISATION, start, start + length, short, units)
                break


def _beside(text: str, named: Iterable[Mention], known: Organisations) -> Iterable[Mention]:
    """水务跟文旅差多少: the beginning of a department's name, joined to another that is named."""
    for mention in named:
        before = next((word for word in cue("and_words") if text.endswith(word, 0, mention.start)), "")
        behind = next((word for word in cue("and_words") if text.startswith(word, mention.end)), "")
        spans = [(mention.start - len(before) - length, mention.start - len(before)) for length in (4, 3, 2) if before]
        first = mention.end + len(behind)
        spans += [(first, first + length) for length in (4, 3, 2) if behind]
        for start, end in spans:
            begun = known.begins(text[start:end]) if start >= 0 and end <= len(text) else ()
            if len(begun) == 1 and begun != mention.value:
                yield Mention(Kind.ORGANISATION, start, end, text[start:end], begun)


def _other_department(text: str, context: Context, known: Organisations) -> Iterable[Mention]:
    """交通呢, 那农业那边: after a question about departments the beginning of another one's name."""
    query = next((turn.query for turn in reversed(context.conversation.turns) if turn.query is not None), None)
    if query is None or not (
        slots.kept(query.selection.where, slots.organisations_slot) is not None
        or (query.grouping is not None and query.grouping.field in slots.ORGANISATIONS)
    ):
        return
    words = context.lexicon.organisation
    rest = text.rstrip("".join(cue("trailing")))
    start = next((len(word) for word in words["before_other"] if rest.startswith(word)), 0)
    for ending in sorted(words["behind_other"], key=len, reverse=True):
        if rest.endswith(ending):
            short = rest[start : len(rest) - len(ending)]
            fits = (known.begins(short) or known.formerly(short + "局")) if len(short) >= 2 else ()
            if len(fits) == 1:
                yield Mention(Kind.ORGANISATION, start, start + len(short), short, fits)
            return


def _in_word(text: str, start: int) -> bool:
    """Does a character stand right before that may belong to the same word?"""
    return start > 0 and "\u4e00" <= text[start - 1] <= "\u9fff" and text[start - 1] not in lexicon().organisation["begins_anew"]


# organisations that the archive does not hold


def _unknown(text: str, context: Context, known: Organisations) -> Iterable[Mention]:
    """Names of bureaus and offices that the archive has no table of."""
    some = context.lexicon.organisation["any_of_them"]
    within = (*some, *context.lexicon.organisation["no_bureau_within"])
    for found in _bureau().finditer(text):
        word = found.group()
        known_part = _has_known_end(text, found.start(), word, context, known)
        if not known_part and not any(one in word for one in within) and not context.knowledge.occurs(word):
            yield Mention(Kind.ORGANISATION, found.start(), found.end(), word, ())
    for word in context.lexicon.organisation["usual"]:
        free = text == word or text.startswith(context.lexicon.organisation["behind_name"], len(word))
        if text.startswith(word) and free and not known.fitting(word) and not context.knowledge.occurs(word):
            yield Mention(Kind.ORGANISATION, 0, len(word), word, ())
    yield from _unknown_units(text, context, known)
    for found in _of_place().finditer(text):
        word = found.group()
        if not known.fitting(word) and not known.fitting(word[1:]) and not any(one in word for one in some):
            yield Mention(Kind.ORGANISATION, found.start(), found.end(), word, ())


@cache
def _unit() -> re.Pattern[str]:
    """A unit at the question's beginning, but for the words that open one."""
    return re.compile(rf"^(?:{'|'.join(lexicon().organisation['before_unknown'])})*(?P<name>[\u4e00-\u9fff]{{2,8}})$")


def _unknown_units(text: str, context: Context, known: Organisations) -> Iterable[Mention]:
    """交警大队今年多少钱: what is called like a unit at the question's beginning, and stands nowhere in the archive."""
    words = context.lexicon.organisation
    sorts = [word for word in (*context.lexicon.closing, *words["sort"]) if len(word) > 1]
    for sort in dict.fromkeys(sorts):
        end = text.find(sort) + len(sort)
        if end < len(sort) + 2 or not (end == len(text) or text.startswith(tuple(words["behind_name"]), end)):
            continue
        found = _unit().search(text[:end])
        name = found["name"] if found is not None else ""
        if len(name) < len(sort) + 2 or _has_known_end(text, end - len(name), name, context, known):
            continue
        some = (*words["any_of_them"], *words["no_unit_within"], *words["before_sort"])
        if any(one in name for one in some) or context.knowledge.occurs(name) or _begins_otherwise(name, context):
            continue
        names = (*(one.name for one in context.knowledge.projects_like(name)), *context.knowledge.row_names_like(name))
        if not any(_in_order(name, one) for one in names):
            yield Mention(Kind.ORGANISATION, end - len(name), end, name, ())


def _begins_otherwise(name: str, context: Context) -> bool:
    """除了社区: does a word that leaves out or denies stand first?"""
    return any(context.lexicon.holds(name[:length], Kind.LOGIC) for length in (1, 2, 3))


def _has_known_end(text: str, start: int, name: str, context: Context, known: Organisations) -> bool:
    """Does a name that starts there end with a unit's, other words before it (除了组织部本级)?"""
    for at in range(len(name) - 1):
        fits = known.fitting(name[at:])
        if fits and not (at and _is_cut_off(text, start + at, name[at:], fits, context, known)):
            return True
    return False


def _in_order(short: str, name: str) -> bool:
    """Do the characters stand in this order in the name?"""
    rest = iter(name)
    return all(character in rest for character in short)
