"""The wish for a new table: its base, year, name and money, as far as the sentence says them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from assistant.chinese.quantities import QuantityMention
from assistant.model.interpretation import DraftRequest
from assistant.questions.drafts.words import any_word, bare, first_of, has, without, words
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue, says
from assistant.questions.link import Link, best, names_of
from assistant.questions.mention import Kind

_CHOICES = 9
"""As many past projects as are offered where the base was left unsaid."""
_LONGEST_NAME = 40
_NAMES = (Kind.PIECE, Kind.HEAD, Kind.LEVEL2, Kind.LEVEL1, Kind.ORGANISATION, Kind.ATTRIBUTE, Kind.FUND, Kind.TOPIC, Kind.ASK)
"""Mentions that a making word may be part of."""
_PARTS = re.compile("[，,。；;：:\n]")


def draft_request(frame: Frame) -> DraftRequest | None:
    """A wish for a new table; None for any other utterance."""
    verify = frame.first(Kind.VERIFY, "whether")
    if verify is not None and verify.text not in cue("can_you"):
        return None  # 是不是所有项目都只做一年
    text = frame.text
    makes = _makes(frame)
    copies = _stands(frame, "copy")
    likens = _stands(frame, "like") or frame.says("like_base") or copies
    opens = any(_opening().match(part) for part in (text, *_PARTS.split(text)))
    if not has(text, "words", "asks") and (again := _again(frame)) is not None:
        return again
    if _asks(frame) or _is_another_paper(frame):
        return None
    if not (likens or copies) and (fresh := _wished(frame)):
        return DraftRequest(None, max(frame.years) if frame.years else None, fresh, _amount_of(frame))
    if not (makes or copies or likens or opens):
        return None
    base, doubtful = _base(frame, likens or makes)
    year = max(frame.years) if frame.years else None
    if year is not None and str(year) not in text and year <= (frame.context.latest or year - 1) and has(text, "make", "unsaid"):
        year = None  # 复制去年的…: the base's year
    table = frame.says("new_table") or has(text, "make", "object")
    wanted = (
        (makes and (table or base is not None or year is not None or doubtful))
        or (copies and (base is not None or year is not None or has(text, "make", "unsaid")))
        or (opens and (_amount_of(frame) is not None or table) and not (frame.within or frame.pointed))
        or (likens and _does(frame) and (base is not None or bool(doubtful)) and (table or _says_year(frame)))
    )
    if not wanted or (not frame.named and year is None and _asks_alike(frame)):
        return None
    total = _amount_of(frame)
    name = _new_name(frame, base is None and not doubtful)
    unknown = ""
    if base is None and not doubtful and likens:
        unknown, linked = _said_base(frame)
        if linked:
            base, doubtful = (linked[0], ()) if len(linked) == 1 else (None, linked[:_CHOICES])
            unknown = ""
        if not unknown and (has(text, "make", "unsaid") or (copies and not name and not frame.named)):
            doubtful = _unsaid(frame)
            if len(doubtful) == 1:
                base, doubtful = doubtful[0], ()
    named = base or unknown or None
    if base is not None and year is None:
        known = (year for project in frame.context.names_of(base) for year in project.years)
        year = max(known, default=frame.context.latest or 0) + 1
    return DraftRequest(named, year, name or None, total, factor=_factor(frame), doubtful=doubtful)


def _asks_alike(frame: Frame) -> bool:
    """人社的也这样来一份 after other figures, 做一张卡成本 after a row: is the last question asked of another thing?"""
    if frame.last is None or _amount_of(frame) is not None:
        return False
    priced = any(term.endswith(cue("priced")) for term in frame.terms)
    return priced or (bool(frame.reading.of(Kind.ORGANISATION)) and frame.says("likewise"))


@cache
def _opening() -> re.Pattern[str]:
    """新上一个项目, 我要新建个项目: a wish that begins with a new project."""
    return re.compile(rf"{any_word('make', 'before_wish')}*{any_word('make', 'opening')}")


_NAME = "[^，,。；;：:“”]{3,40}"
"""A name as typed: no punctuation is part of one."""


@cache
def _wish() -> re.Pattern[str]:
    """帮我新做一个社区食堂补助项目: a making word where a clause or a wish begins, and the name behind it."""
    return re.compile(rf"(?:^|[，,。；;：:\s]|{any_word('make', 'before_wish')}){_making()}(?P<name>[^，,。；;：:\s“”]{{3,40}})")


@cache
def _named() -> re.Pattern[str]:
    """新增项目：社区食堂补助."""
    return re.compile(rf"{_making()}{any_word('make', 'noun')}?[：:\s]\s*(?P<name>[^，,。；;：:\d“”]{{3,40}})")


def _making() -> str:
    """The making word with 一个 and 新的 behind it; one that is not always of a new project needs the 一个."""
    counted = "|".join(word for word in words("make", "begins") if word not in words("make", "fresh"))
    fresh = any_word("make", "fresh")
    measured = any_word("make", "measured")
    return rf"(?P<verb>{fresh}|(?:{counted})(?={measured})){measured}?{any_word('make', 'is_new')}?"


@cache
def _labelled() -> re.Pattern[str]:
    """项目名称：社区食堂补助."""
    return re.compile(rf"^{any_word('make', 'label')}(?:{any_word('make', 'names')}|[：:])\s*(?P<name>{_NAME})")


@cache
def _of_project() -> re.Pattern[str]:
    """社区食堂补助的新项目表."""
    return re.compile(rf"^(?P<name>{_NAME}?)的?{any_word('make', 'new_table')}")


@cache
def _table_tail() -> re.Pattern[str]:
    """的项目支出绩效目标表 behind a name."""
    return re.compile(rf"的?{any_word('make', 'table_parts')}*表$")


_YEARS = re.compile("[0-9]{4}年度?的")


def _says_year(frame: Frame) -> bool:
    """照…做2023年的, 照…做明年的: a year that is one (3023年 is none)."""
    by_word = any(frame.text.startswith("的", mention.end) for mention in frame.reading.of(Kind.YEAR))
    return by_word or any(int(found.group()[:4]) in frame.years for found in _YEARS.finditer(frame.text))


def _wished(frame: Frame) -> str:
    """The whole name of a project that is new by the sentence's words (新做一个…项目, 项目名称：…); "" where none is named so.

    A name that a past project has in full is none.
    """
    original = frame.reading.utterance.original
    found = _labelled().search(original)
    if found is None and frame.reading.of(Kind.ATTRIBUTE):
        return ""
    found = found or _of_project().search(original)
    plain = found is not None
    if found is None:
        found = _named().search(original)
        plain = found is not None and (has(found["verb"], "make", "fresh") or has(found.group(), "make", "is_new"))
    if found is None or not plain:
        found = _wish().search(original)
        if found is None:
            return ""
        fresh = has(found.group("verb"), "make", "fresh")
        name = _table_tail().sub("", found.group("name"))
        said = _table_tail().search(found.group("name")) is not None
        if not (name.endswith(words("make", "noun")) or (fresh and not said and _amount_of(frame) is not None)):
            return ""
    if re.match("的?、|的.*的项目$", found.group("name")):
        return ""  # 今年新增的、超过100万的项目: those that were new, and none to be made
    name = _table_tail().sub("", found.group("name").strip()).strip(" 的")
    name = re.sub(rf"^(?:(?:19|20)\d\d年度?|{any_word('make', 'before_name')})的?", "", name)
    name = re.sub(rf"的({any_word('make', 'noun')})$", r"\1", name)
    if (
        len(name) < 3
        or name.startswith(words("make", "noun"))
        or has(name, "make", "called")
        or _is_pointing(name)
        or name.endswith(words("words", "ends_question"))
        or has(name, "words", "asks")
    ):
        return ""
    known = frame.context.knowledge.projects_named((name, name.removesuffix("项目")))
    return "" if any(project.name for project in known) else name


def _is_pointing(name: str) -> bool:
    plain = without(name, words("make", "pointing"))
    return not bare(plain) or has(name, "make", "unsaid") or has(name, "make", "like") or has(name, "make", "alike")


def _again(frame: Frame) -> DraftRequest | None:
    """人才工作经费照旧, 2023年; 明年还是那个项目; 再做一份一模一样的2024年的: a past project's table for a later year."""
    text = frame.text
    same = first_of(text, "make", "same")
    if not same or text.rstrip("?？。").endswith(words("words", "ends_question")):
        return None
    later = max(frame.years) if frame.years else None
    base, doubtful = _base(frame, True)
    latest = frame.context.latest
    if base is None and not doubtful and (has(text, "make", "makes_again") or has(text, "make", "that_one")):
        doubtful = _unsaid(frame)
        base, doubtful = (doubtful[0], ()) if len(doubtful) == 1 else (None, doubtful)
    if base is None and not doubtful:
        return None
    if later is not None and latest is not None and later <= latest and base is not None:
        later = None
    if later is None and not has(text, "make", "makes_again") and not has(text, "make", "later"):
        return None
    if later is None:
        later = (latest or 0) + 1
    total = _amount_of(frame)
    name = _new_name(frame, False)
    return DraftRequest(base, later, name, total, factor=_factor(frame), doubtful=doubtful)


def starts_new(text: str) -> bool:
    """Does the utterance wish for a new table although one is in hand? The making word stands before any changing one."""
    made = [text.find(word) for key in ("new", "copy") for word in words("make", key) if word in text]
    changed = [
        text.find(word) for key in ("set", "append", "add") for word in words("verb", key) if len(word) > 1 and word in text
    ]
    return bool(made) and min(made) < min(changed, default=len(text))


def _stands(frame: Frame, key: str) -> bool:
    """Does a word of the entry stand in the utterance, not within a name or another word of the tables (编制 in 编制库)?"""
    return bool(_places(frame, key))


def _places(frame: Frame, key: str) -> list[tuple[int, int]]:
    """Where words of the entry begin and end outside of names."""
    said = [word for word in words("make", key) if word in frame.text]
    if not said:
        return []
    named = [(mention.start, mention.end) for mention in frame.reading.mentions if mention.kind in _NAMES]
    found = [match.span() for word in said for match in re.finditer(re.escape(word), frame.text)]
    found = [(start, end) for start, end in found if frame.text[max(start - 1, 0) : start + 1] not in words("make", "no_making")]
    return [(start, end) for start, end in found if not any(first < end and start < last for first, last in named)]


@cache
def _made() -> re.Pattern[str]:
    """What a making word has behind it where it is one: its object, a number or the end of the clause."""
    return re.compile(rf"(?:{any_word('make', 'made')}|\d|[,，。;；!]|$)")


def _does(frame: Frame) -> bool:
    """照…做: a making word with its object, a year or the end of the clause behind it (写法 is none)."""
    text = frame.text
    years = {mention.start for mention in frame.reading.of(Kind.YEAR)}
    return any(_made().match(text, end) or end in years for _, end in _places(frame, "does"))


def _makes(frame: Frame) -> bool:
    made = any(mention.value == "make" for mention in frame.reading.of(Kind.MAKE))
    return made or _stands(frame, "new")


def _is_another_paper(frame: Frame) -> bool:
    """帮我写一份入党申请书: is what is to be written no goal table?"""
    return frame.text.rstrip("?。!,").endswith(words("make", "other_papers")) and not has(frame.text, "make", "table_words")


def _asks(frame: Frame) -> bool:
    """哪些, 多少 ask; 能不能做一份 is polite."""
    return frame.reading.has(Kind.ASK, "which", "how_much", "what") or bool(frame.reading.of(Kind.FIGURE))


def _base(frame: Frame, wished: bool) -> tuple[str | None, tuple[str, ...]]:
    """The past project that is named or pointed at, or those that are meant equally well."""
    if not wished:
        return None, ()
    named = [_of_year(link, frame) for link in frame.named]
    if len(named) > 1 and _joined(frame):
        return None, tuple(named[:_CHOICES])
    if named:
        return named[0], ()
    if frame.doubtful is not None and len(frame.doubtful.links) > 1:
        return None, tuple(link.name for link in frame.doubtful.links[:_CHOICES])
    pointed = tuple(dict.fromkeys(name for name, _ in frame.pointed))
    return (pointed[0], ()) if len(pointed) == 1 else (None, pointed[:_CHOICES])


def _of_year(link: Link, frame: Frame) -> str:
    """The project's name; that of the earlier year where two are said (照2024年的…做2026年的). 去年的 is the latest there is."""
    earlier = min(frame.years) if len(set(frame.years)) > 1 else None
    if earlier is None or str(earlier) not in frame.text:
        return link.name
    return next((project.name for project in link.projects if earlier in project.years), link.name)


def _joined(frame: Frame) -> bool:
    """照甲和乙做: are the two named projects joined by a conjunction?"""
    first, second = (next((c for c in frame.reading.clusters if link in c.links), None) for link in frame.named[:2])
    if first is None or second is None:
        return False
    between = frame.text[min(first.end, second.end) : max(first.start, second.start)]
    return between in words("make", "joins")


def _unsaid(frame: Frame) -> tuple[str, ...]:
    """照去年的做: the project that was spoken of last, else those to choose from."""
    conversation = frame.context.conversation
    hand = conversation.talk.hand
    if hand is not None and hand.draft.base is not None:
        return (hand.draft.base.project,)
    for turn in reversed(conversation.turns):
        names = tuple(dict.fromkeys(name for name, _ in turn.projects))
        if names:
            return names[:_CHOICES]
    known = frame.context.knowledge.projects_like("")
    latest = frame.context.latest
    return tuple(dict.fromkeys(project.name for project in known if latest in project.years))[:_CHOICES]


def _said_base(frame: Frame) -> tuple[str, tuple[str, ...]]:
    """The name behind 照 as typed, and the past projects that it fits; both empty where 照 names nothing."""
    text = frame.text
    word = next((one for one in words("make", "like") if one in text), "")
    if not word:
        return "", ()
    start = text.find(word) + len(word)
    ends = [at for key in ("does", "object") for at, _ in _places(frame, key) if at > start]
    end = min([*ends, *(match.start() for match in _PARTS.finditer(text) if match.start() > start)], default=len(text))
    said = re.sub(r"\d+年?度?的?", "", bare(without(text[start:end], words("make", "unsaid"))))
    if len(said) < 2 or frame.reading.of(Kind.SINGLE):
        return "", ()
    inside = [mention for mention in frame.reading.mentions if start <= mention.start and mention.end <= end]
    pieces = [mention.text for mention in inside if mention.kind in (Kind.PIECE, Kind.HEAD, Kind.QUOTED)]
    strangers = "".join(mention.text for mention in inside if mention.kind == Kind.UNKNOWN)
    linked = tuple(link.name for link in best(frame.reading.linker.links(pieces, strangers))) if pieces else ()
    return frame.reading.utterance.typed(start, end).strip(" 的"), linked


def _factor(frame: Frame) -> Decimal | None:
    """涨两成, 减一成, 翻一番: what the base's total is multiplied by; None where the sentence says none."""
    if has(frame.text, "verb", "twice"):
        return Decimal(2)
    if has(frame.text, "verb", "half"):
        return Decimal("0.5")
    for mention in frame.reading.of(Kind.QUANTITY):
        quantity = mention.value
        if isinstance(quantity, QuantityMention) and quantity.unit == "%":
            before = frame.text[max(mention.start - 3, 0) : mention.start]
            about = frame.text[max(mention.start - 8, 0) : mention.start]
            if not any(word in about for word in words("cell", "total")):
                continue
            if any(word in before for word in cue("rises")):
                return 1 + quantity.low / 100
            if any(word in before for word in cue("falls")):
                return 1 - quantity.low / 100
    return None


def _amount_of(frame: Frame) -> Decimal | None:
    """The total that is said: behind a word for it, else the amount that stands alone between commas; never 每人500元."""
    text = frame.text
    alone: list[Decimal] = []
    for mention in frame.reading.of(Kind.QUANTITY):
        quantity = mention.value
        if not isinstance(quantity, QuantityMention) or not (
            quantity.unit == "元" or (quantity.scaled and quantity.unit is None)
        ):
            continue
        before = _PARTS.split(text[: mention.start])[-1]
        sign = -1 if before.endswith(words("words", "negative")) else 1
        if has(before, "row", "each") or (before.endswith(words("verb", "raise")) and not before.endswith(words("verb", "more"))):
            continue
        if any(word in before for word in words("cell", "total")):
            return quantity.low * sign
        alone.append(quantity.low * sign)
    return alone[0] if alone else None


# the new name


def _new_name(frame: Frame, from_nothing: bool) -> str | None:
    """The name in quotation marks, behind 名称叫, standing alone between commas, or before 的目标表."""
    named = next((mention for mention in frame.reading.of(Kind.MAKE, Kind.SUBJECT) if mention.value in ("named", "name")), None)
    quoted = frame.reading.first(Kind.QUOTED)
    if quoted is not None:
        return str(quoted.value)
    if named is not None:
        rest = frame.reading.utterance.typed(named.end, len(frame.text)).lstrip("".join(cue("before_new_name")))
        end = next((at for at, character in enumerate(rest) if character in "，,；;。 ：" or character.isdigit()), len(rest))
        if rest[:end]:
            return rest[:end]
    return _name_among(frame, from_nothing) or (_name_before_table(frame) if from_nothing else None)


def _name_among(frame: Frame, from_nothing: bool) -> str | None:
    """A part of the sentence that stands alone: like a project's name, or any plain one where there is no base."""
    original = frame.reading.utterance.original
    for at, part in enumerate(_PARTS.split(original)):
        part = part.strip(" “”")
        if not at and not from_nothing:
            continue
        if (
            any(map(str.isdigit, part))
            or not 3 <= len(part) <= _LONGEST_NAME
            or any(part in name for name in names_of(frame.named))
        ):
            continue
        if len(part) >= 4 and part.endswith(cue("name_endings")) and not _is_saying(part):
            return part
        if from_nothing and at and not _is_saying(part):
            return part
    return None


def _is_saying(part: str) -> bool:
    """Does a part say something of the table (做一张, 预算不变, 每期) instead of naming it?"""
    if has(part, "make", "new") or has(part, "make", "does") or has(part, "make", "object") or has(part, "words", "unchanged"):
        return True
    if part.startswith(words("make", "opening")) or says(part, "draft_change") or has(part, "make", "like"):
        return True
    return any(
        part.startswith(word) for word in (*words("cell", "total"), *words("cell", "goal"), *words("make", "says_of_table"))
    )


@cache
def _before_table() -> re.Pattern[str]:
    """一份2024年关于社区食堂补助的目标表: the name between the making word and the table."""
    year = r"(?:(?:19|20)\d\d年度?的?)?"
    about = any_word("make", "about")
    return re.compile(rf"(?:一?[份张个]|[：:，,])?{year}{about}?(.{{3,40}}?)的?{any_word('make', 'table_parts')}*表")


def _name_before_table(frame: Frame) -> str | None:
    """起草一份社区食堂补助的目标表: what stands between the making word and the table."""
    original = frame.reading.utterance.original
    starts = [original.find(word) + len(word) for key in ("new",) for word in words("make", key) if word in original]
    starts += [
        frame.reading.utterance.origin[mention.end - 1] + 1 for mention in frame.reading.of(Kind.MAKE) if mention.value == "make"
    ]
    for start in sorted(starts, reverse=True):
        found = _before_table().match(original, start)
        if found is not None and not has(found.group(1), "make", "object") and not any(map(str.isdigit, found.group(1))):
            name = found.group(1).strip(" 的")
            return name if len(bare(name)) > 2 and not _plain_words(name) else None
    return None


def _plain_words(name: str) -> bool:
    """新的, 绩效: no name at all."""
    return not bare(without(name, words("make", "no_name")))
