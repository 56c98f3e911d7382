"""The labels that forms print, and how a cell is compared with them.

The words stand in `prompts/lexicon/labels.toml`; a new place is a line there and no code. Labels are compared by `key_of`:
folded, without blanks and colons, doubled characters as one. Only labels are ever compared so: what stands in the table stays
as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any

from assistant.chinese.width import close_up, squeeze
from assistant.errors import BadWording
from assistant.model.indicator import LEVEL1, LEVEL2_PARENT
from assistant.wording import load_toml

FILE = "lexicon/labels"

HEAD_FIELDS = (
    "project",
    "year",
    "department",
    "unit",
    "department_code",
    "unit_code",
    "attribute",
    "period",
    "period_start",
    "period_end",
    "total",
    "goal",
    "long_term_goal",
)
"""Keys of `[head]`: the published keys of the fields that a label in the head of a form introduces."""
FUND_KINDS = ("fiscal", "other", "rows")
"""Keys of `[funds]` with labels: the money row's own published key, or none (`rows`)."""
COLUMN_KINDS = ("number", "section", "level1", "level2", "level3", "value", "operator", "unit", "weight")
"""Keys of `[columns]`: what the columns of the indicator block hold."""

_RUN = re.compile(r"([\u4e00-\u9fff])\1+")
_COLONS = re.compile("[:;]")
_LEADING = re.compile(r"^(?:[*★☆#]+|\(?[一二三四五六七八九十]+[)、]|\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2})*[.、)]|[①-⑳])")
_BRACKETED = re.compile(r"^(?P<name>.+?)\((?P<inside>[^()\d]{0,12})\)$")
_MARKED = re.compile(r"^(?P<name>.*?)\s*[(（](?P<inside>[^()（）]{1,12})[)）]$", re.DOTALL)
_GOALS = ("goal", "long_term_goal")
_MONEY = ("total", "fiscal", "other", "fund")
_YEARS_BEHIND = re.compile(r"^(?P<name>.+?)\((?:19|20)\d\d年?度?(?:[-~至到]+(?:19|20)\d\d年?度?)?\)$")
_ANNOTATED = re.compile(r"\([^()]*权重[^()]*\)$")
"""绩效指标(权重分值90分,其中产出指标50分)."""
_OPEN_BRACKET = re.compile(r"^(?P<name>.+?)\((?P<inside>[^()\d]{0,12})$")
_PUNCTUATION = re.compile("[,。;、!?]")
_AMONG = "其中"
_PROJECT = "项目"
_LONGEST = 30
"""No label has more characters; longer cells are text without a look."""
_LONGEST_CELL = 4 * _LONGEST
"""Characters of a cell with a label in it, blanks among them."""
_REMEMBERED = 20_000
"""Texts of which it is remembered what label they are."""


def _without_first(key: str, beginnings: tuple[str, ...]) -> str:
    """The key without the longest of these that it begins with."""
    return key.removeprefix(max((word for word in beginnings if key.startswith(word)), key=len, default=""))


@lru_cache(maxsize=20_000)
def key_of(text: str) -> str:
    """The form in which labels are compared: 产产出 指标： and 产出指标 have the same key, （元） and (元) as well."""
    return _LEADING.sub("", _COLONS.sub("", _RUN.sub(r"\1", squeeze(text)))) if len(text) <= _LONGEST_CELL else text


def has_doubles(text: str) -> bool:
    """Whether a Chinese character stands twice in a row."""
    return _RUN.search(squeeze(text)) is not None


def without_doubles(text: str) -> str:
    """The text with each run of the same Chinese character made one; only for labels."""
    return _RUN.sub(r"\1", re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", text))


@dataclass(frozen=True, slots=True)
class HeadLabel:
    """A label in the head of a form."""

    field: str
    """The published key; `fund` for a money row without a key, `money` for the big cell of the money block, `indicators` for the
    one of the indicator block, `ignored` for what is known and not kept."""
    unit: Decimal | None = None
    """Yuan in one unit of money, where the label names it: 项目资金(万元)."""


@dataclass(frozen=True, slots=True)
class LevelLabel:
    """A first- or second-level name in the indicator block."""

    name: str
    """The standard name."""
    required: bool | None = None
    """What the mark behind it says, (必填) or (选填); None without a mark."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A table that looks like a goal table and is none."""

    name: str
    title: tuple[str, ...]
    """Words that give it away in its title."""
    unless: tuple[str, ...]
    """Words that speak against that in a title that has them too."""
    columns: tuple[str, ...]
    """Headings and labels, two of which give it away."""
    reason: str
    """Why it is left out, in Chinese."""


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels by their keys (`key_of`)."""

    head_names: Mapping[str, str]
    columns: Mapping[str, str]
    level1_names: Mapping[str, str]
    level2_names: Mapping[str, str]
    marks: Mapping[str, bool]
    fund_endings: tuple[str, ...]
    year_beginnings: tuple[str, ...]
    """What may stand before a label without changing what it says: 本年度, 当年."""
    whole_beginnings: tuple[str, ...]
    """What makes a label one of the whole project's: 中期, 实施期. Its amounts are not the year's, its goal is long-term."""
    tiers: tuple[str, ...]
    """Before 财政资金, what makes it the money of one tier of government: 中央, 省级."""
    closing_rows: tuple[str, ...]
    closing_lines: tuple[str, ...]
    """What a line of a notice begins with that stands below its indicators."""
    money_units: Mapping[str, Decimal]
    grades: frozenset[str]
    unit_or_owner: frozenset[str]
    """Keys of headings that name a measure right of the indicators and an office left of them."""
    year_columns: frozenset[str]
    """Keys of headings over a column of years in a list."""
    look_alikes: tuple[LookAlike, ...]
    sum_names: frozenset[str]
    """What sums are called, squeezed."""
    block_sums: frozenset[str]
    """What the total of a block of amounts may be called, squeezed."""
    other_sources: frozenset[str]
    """What 其他资金 may be called beside other amounts, squeezed."""
    natures: frozenset[str]
    """What a column of natures (指标性质) holds: 正向, 定量."""
    value_units: frozenset[str]
    """Units that stand in columns of their own, besides those that count things."""
    office_endings: tuple[str, ...]
    """What names of departments and units end with."""
    long_term_blocks: frozenset[str]
    """Keys of the names of a block of indicators that are not the year's."""
    beginnings: frozenset[str]
    """Keys of all proper beginnings of names."""
    level_beginnings: frozenset[str]
    """Keys of all beginnings, proper or not, of the names of levels and of the indicator block."""
    endings: frozenset[str]
    """Keys of all proper endings of names and of bracketed marks."""
    level_endings: frozenset[str]
    """Those of level names and their marks alone."""

    _heads: Callable[[str], HeadLabel | None] = field(init=False, repr=False, compare=False)
    """`_head`, remembered; the other three as well."""
    _firsts: Callable[[str], LevelLabel | None] = field(init=False, repr=False, compare=False)
    _seconds: Callable[[str], LevelLabel | None] = field(init=False, repr=False, compare=False)
    _columns: Callable[[str], str | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """A document asks for the same few texts again and again, and its tables have the same labels."""
        looks = {"_heads": self._head, "_firsts": self._first, "_seconds": self._second, "_columns": self._column}
        for name, look in looks.items():
            object.__setattr__(self, name, lru_cache(maxsize=_REMEMBERED)(look))

    def head(self, text: str) -> HeadLabel | None:
        """The label of the head that the whole cell is."""
        return self._heads(text) if len(text) <= _LONGEST_CELL else None

    def _head(self, text: str) -> HeadLabel | None:
        key = key_of(text)
        if self.head_names.get(_ANNOTATED.sub("", squeeze(text))) == "indicators":
            return HeadLabel("indicators")
        if not 0 < len(key) <= _LONGEST:
            return None
        name, inside = self._name(key, self.head_names)
        if name is None and (dated := _YEARS_BEHIND.match(key)) is not None:
            name, inside = self._name(dated["name"], self.head_names)
            name = name if name is not None and self.head_names[name] in _GOALS else None
        if name is None:
            return self._dated(key)
        return None if name is None or inside in self.marks else HeadLabel(self.head_names[name], self.money_units.get(inside))

    def _dated(self, key: str) -> HeadLabel | None:
        """The label that a longer one is with the year or the project in front: 本年度目标, 项目长期绩效目标, 实施期金额."""
        key = key.removeprefix(_AMONG)
        if not key.startswith((_PROJECT, *self.year_beginnings, *self.whole_beginnings)):
            return None
        dated = _YEARS_BEHIND.match(key)
        key = key if dated is None else dated["name"]
        of_the_project = key.removeprefix(_PROJECT)
        rest = _without_first(of_the_project, self.whole_beginnings)
        several = rest != of_the_project
        rest = rest if several else _without_first(of_the_project, self.year_beginnings)
        if rest == key:
            return None
        for candidate in (rest, f"年度{rest}"):
            name, inside = self._name(candidate, self.head_names)
            field = self.head_names[name] if name is not None and inside not in self.marks else ""
            if field in _GOALS:
                return HeadLabel("long_term_goal" if several else field)
            if field in _MONEY:
                return HeadLabel("ignored" if several else field, self.money_units.get(inside))
        return None

    def level1(self, text: str) -> LevelLabel | None:
        """The first-level name that the whole cell is."""
        return self._firsts(text) if len(text) <= _LONGEST_CELL else None

    def _first(self, text: str) -> LevelLabel | None:
        return self._level(text, self.level1_names)

    def level2(self, text: str) -> LevelLabel | None:
        """The second-level name that the whole cell is, with its mark."""
        return self._seconds(text) if len(text) <= _LONGEST_CELL else None

    def _second(self, text: str) -> LevelLabel | None:
        return self._level(text, self.level2_names)

    def column(self, text: str) -> str | None:
        """What a column under this heading holds: one of `COLUMN_KINDS`."""
        return self._columns(text) if len(text) <= _LONGEST_CELL else None

    def _column(self, text: str) -> str | None:
        key = key_of(text)
        if not 0 < len(key) <= _LONGEST:
            return None
        name, inside = self._name(key, self.columns)
        return None if name is None or inside in self.marks else self.columns[name]

    def is_label(self, text: str) -> bool:
        """Whether the whole cell is a label of any kind."""
        return any(look(text) is not None for look in (self.head, self.level1, self.level2, self.column))

    def begins_label(self, text: str) -> bool:
        """Whether the cell is a label cut off: the beginning of one, or one with its bracket still open."""
        key = key_of(text)
        if not 0 < len(key) <= _LONGEST or key.isascii():
            return False
        if key in self.beginnings:
            return True
        opened = _OPEN_BRACKET.match(key)
        return opened is not None and self.is_label(opened["name"]) and self._may_be_mark(opened["inside"], whole=False)

    def begins_level(self, text: str) -> bool:
        """Whether the cell is the name of a level or of the indicator block, or the beginning of one."""
        key = key_of(text)
        opened = _OPEN_BRACKET.match(key) or _BRACKETED.match(key)
        return (key if opened is None else opened["name"]) in self.level_beginnings

    def cut_level(self, text: str, names: Mapping[str, str], parent: str = "") -> LevelLabel | None:
        """The one level whose name begins so, where the rest is lost: 产出指 is 产出指标; None where several do or none.

        `parent`: the first level that a second level must belong to.
        """
        key = key_of(text)
        if not 0 < len(key) <= _LONGEST:
            return None
        opened = _OPEN_BRACKET.match(key)
        if opened is not None and opened["name"] in names:
            marks = {required for mark, required in self.marks.items() if opened["inside"] and mark.startswith(opened["inside"])}
            return LevelLabel(names[opened["name"]], marks.pop() if len(marks) == 1 else None)
        fitting = {name for printed, name in names.items() if printed.startswith(key) and parent in ("", LEVEL2_PARENT.get(name))}
        return LevelLabel(fitting.pop()) if len(fitting) == 1 else None

    def may_end_label(self, text: str) -> bool:
        """Whether the cell can be the rest of a label (标, 代码, 填), or a label that is the rest of a longer one (总体目标)."""
        key = key_of(text)
        return key in self.endings or (key == "" and text.strip() != "") or (len(key) <= _LONGEST and key.endswith(")"))

    def ends_level(self, text: str) -> bool:
        """Whether the cell is nothing but the rest of a level's name: 标, 标), 指标, 填)."""
        key = key_of(text)
        bracketed = _BRACKETED.match(key)
        if bracketed is not None and bracketed["inside"] in self.marks:
            key = bracketed["name"]
        return key in self.level_endings and not self.is_label(text)

    def read_level1(self, text: str) -> LevelLabel | None:
        """The first level, its end lost or not."""
        return self.level1(text) or self.cut_level(text, self.level1_names)

    def read_level2(self, text: str, parent: str = "") -> LevelLabel | None:
        """The second level, its end lost or not; `parent` is its first level where that is known."""
        return self.level2(text) or self.cut_level(text, self.level2_names) or self.cut_level(text, self.level2_names, parent)

    def marked(self, text: str) -> LevelLabel | None:
        """A level that the lexicon does not know, with its mark: its name as printed and what the mark says."""
        found = _MARKED.match(text.strip())
        required = self.marks.get(squeeze(found["inside"])) if found else None
        return LevelLabel(close_up(found["name"]), required) if found and required is not None else None

    def fund(self, text: str) -> bool:
        """Whether a cell of the money block may be the label of a row that the lexicon does not know."""
        key = key_of(text).removeprefix(_AMONG)
        name = _BRACKETED.sub(r"\g<name>", key)
        return 2 <= len(name) <= 20 and name.endswith(self.fund_endings) and _PUNCTUATION.search(name) is None

    def sums(self, text: str) -> bool:
        """Whether the cell says 合计 or 小计: a column of sums by its heading, a row of sums by its name."""
        return squeeze(text) in self.sum_names

    def is_long_term(self, text: str) -> bool:
        """Whether the cell names a block of indicators that are not the year's."""
        return key_of(text) in self.long_term_blocks

    def closes(self, text: str) -> bool:
        """Whether a row that begins with this cell stands below the table: 注：, 填表人 …"""
        plain = squeeze(text)
        return plain.startswith(self.closing_rows) or (plain[:1] in "[【(" and plain[1:].startswith(self.closing_rows))

    def _level(self, text: str, names: Mapping[str, str]) -> LevelLabel | None:
        key = key_of(text)
        if not 0 < len(key) <= _LONGEST:
            return None
        name, inside = self._name(key, names)
        return None if name is None else LevelLabel(names[name], self.marks.get(inside))

    def _may_be_mark(self, inside: str, *, whole: bool) -> bool:
        """Whether a bracket behind a label may hold this: a mark or what does not even begin as one."""
        if not inside or inside in self.marks:
            return True
        if not whole and any(mark.startswith(inside) for mark in self.marks):
            return True
        return not any(inside[0] == mark[0] for mark in self.marks)

    def _name(self, key: str, names: Mapping[str, str]) -> tuple[str | None, str]:
        """The name among `names` that the key is, and what its bracket holds."""
        for candidate in (key, key.removeprefix(_AMONG)):
            if candidate in names:
                return candidate, ""
            bracketed = _BRACKETED.match(candidate)
            if bracketed is not None and bracketed["name"] in names and self._may_be_mark(bracketed["inside"], whole=True):
                return bracketed["name"], bracketed["inside"]
        return None, ""


@cache
def load_labels() -> Labels:
    """The labels of `prompts/lexicon/labels.toml`; BadWording names the key that is missing or wrong."""
    return make_labels(load_toml(FILE))


def make_labels(data: Mapping[str, Any]) -> Labels:
    """Checks the file's data and turns it round, from label to meaning; BadWording names the key."""
    head: dict[str, str] = {}
    for key in HEAD_FIELDS:
        _enter(head, _words(data, "head", key), key, f"head.{key}")
    for kind in FUND_KINDS:
        _enter(head, _words(data, "funds", kind), "fund" if kind == "rows" else kind, f"funds.{kind}")
    for section in ("money", "indicators"):
        _enter(head, _words(data, "sections", section), section, f"sections.{section}")
    long_term = _words(data, "sections", "long_term_indicators")
    _enter(head, long_term, "indicators", "sections.long_term_indicators")
    _enter(head, _words(data, "ignored", "labels"), "ignored", "ignored.labels")
    columns: dict[str, str] = {}
    for kind in COLUMN_KINDS:
        _enter(columns, _words(data, "columns", kind), kind, f"columns.{kind}")
    level1 = _levels(data, "level1", LEVEL1)
    level2 = _levels(data, "level2", tuple(LEVEL2_PARENT))
    marks: dict[str, bool] = {}
    for mark, required in (("required", True), ("optional", False)):
        marks.update((squeeze(word), required) for word in _words(data, "marks", mark))
    units = {squeeze(unit): _decimal(text, f"money_units.{unit}") for unit, text in _section(data, "money_units").items()}
    among = [_AMONG + name for name, field in head.items() if field in FUND_KINDS or field == "fund"]
    names = [*head, *among, *columns, *level1, *level2]
    blocks = [*level1, *level2, *(name for name, field in head.items() if field == "indicators")]
    marked = [*level1, *level2, *(f"*({mark})" for mark in marks)]
    return Labels(
        head_names=head,
        columns=columns,
        level1_names=level1,
        level2_names=level2,
        marks=marks,
        fund_endings=_words(data, "funds", "endings"),
        year_beginnings=_words(data, "beginnings", "year"),
        whole_beginnings=_words(data, "beginnings", "whole"),
        tiers=_words(data, "beginnings", "tiers"),
        closing_rows=_words(data, "endings", "rows"),
        closing_lines=_words(data, "endings", "notices"),
        money_units=units,
        grades=frozenset(_words(data, "values", "grades")),
        unit_or_owner=frozenset(map(key_of, _words(data, "columns", "unit_or_owner"))),
        year_columns=frozenset(map(key_of, _words(data, "columns", "year"))),
        look_alikes=_look_alikes(data),
        sum_names=frozenset(map(squeeze, _words(data, "funds", "sums"))),
        block_sums=frozenset(map(squeeze, _words(data, "funds", "block_sums"))),
        other_sources=frozenset(map(squeeze, _words(data, "funds", "other_sources"))),
        natures=frozenset(_words(data, "values", "natures")),
        value_units=frozenset(_words(data, "values", "units")),
        office_endings=_words(data, "values", "office_endings"),
        long_term_blocks=frozenset(map(key_of, long_term)),
        beginnings=frozenset(name[:end] for name in names for end in range(1, len(name))) - frozenset(names),
        level_beginnings=frozenset(name[:end] for name in blocks for end in range(1, len(name) + 1)),
        endings=_endings(names) | _endings(marked),
        level_endings=_endings(marked),
    )


def _endings(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name[start:] for name in names for start in range(1, len(name)))


def _broken(key: str, what: str) -> BadWording:
    return BadWording(f"prompts/{FILE}.toml 的“{key}”{what}。", "请检查最近改动的那一行。")


def _section(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = data.get(name)
    if not isinstance(section, dict):
        raise _broken(name, "没有，或者不是一节")
    return section


def _words(data: Mapping[str, Any], section: str, key: str) -> tuple[str, ...]:
    return _checked_words(_section(data, section).get(key), f"{section}.{key}")


def _checked_words(words: object, where: str) -> tuple[str, ...]:
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise _broken(where, "没有，或者不是文字的数组")
    return tuple(words)


def _enter(names: dict[str, str], words: Iterable[str], meaning: str, where: str) -> None:
    """Adds the words under their keys; the same label may not mean two things."""
    for word in words:
        key = key_of(word)
        if names.setdefault(key, meaning) != meaning:
            raise _broken(where, f"里的“{word}”已经是 {names[key]} 的写法")


def _levels(data: Mapping[str, Any], section: str, standard: tuple[str, ...]) -> dict[str, str]:
    names: dict[str, str] = {}
    for name, words in _section(data, section).items():
        if name not in standard:
            raise _broken(f"{section}.{name}", "不是归一后的名称")
        _enter(names, _checked_words(words, f"{section}.{name}"), name, f"{section}.{name}")
    missing = [name for name in standard if name not in names.values()]
    if missing:
        raise _broken(f"{section}.{missing[0]}", "没有")
    return names


def _decimal(text: object, where: str) -> Decimal:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        raise _broken(where, "不是数") from None


def _look_alikes(data: Mapping[str, Any]) -> tuple[LookAlike, ...]:
    entries = data.get("look_alikes")
    if not isinstance(entries, list):
        raise _broken("look_alikes", "没有")
    found = []
    for number, entry in enumerate(entries, start=1):
        where = f"look_alikes 第{number}项"
        if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in ("name", "reason")):
            raise _broken(where, "缺 name 或 reason")
        title = _checked_words(entry.get("title"), where)
        unless = _checked_words(entry.get("unless", []), where)
        columns = tuple(squeeze(word) for word in _checked_words(entry.get("columns"), where))
        found.append(LookAlike(entry["name"], title, unless, columns, entry["reason"]))
    return tuple(found)
