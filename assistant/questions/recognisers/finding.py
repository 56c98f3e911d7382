"""What the review (审核) finds, in the words of officials: 时效年份写错了, 有什么毛病, 要退回, 怎么改.

The words stand in `prompts/lexicon/findings.toml`: of each rule its short title and ways of saying it, things joined with what
can be wrong with them in both orders (成本对不上, 没写单位). They are many and few questions speak of findings: the file is read
where a word of the cue `hints_at_findings` stands in the utterance, which a test holds against all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from assistant.chinese.width import fold
from assistant.errors import BadWording
from assistant.model.record import record
from assistant.questions.context import Context
from assistant.questions.lexicon import cue, says
from assistant.questions.mention import Kind, Mention
from assistant.wording import load_toml

_FILE = "lexicon/findings"
_LEVELS = ("error", "warning", "hint")

Meaning = tuple[str, ...]
"""("rules", id …), ("level", error …), ("any",), ("clean",), ("worst",), ("why",), ("advice",) or ("list",)."""


@record
class _Pair:
    """Things, and what can be wrong with them."""

    things: tuple[str, ...]
    faults: tuple[str, ...]
    meaning: Meaning


@record
class _Begun:
    """A pair, with those of its things and faults that begin with one character."""

    pair: _Pair
    things: tuple[str, ...]
    faults: tuple[str, ...]


@record
class _Words:
    """All phrases, folded."""

    phrases: Mapping[str, tuple[tuple[str, Meaning], ...]]
    """Whole phrases by their first character."""
    follow: tuple[tuple[str, Meaning], ...]
    """Those that mean a finding only after an answer about findings."""
    pairs: Mapping[str, tuple[_Begun, ...]]
    """Pairs by the first character of a thing or a fault of theirs."""
    beginnings: frozenset[str]
    """The first characters of all that begins a phrase of names or errors."""
    between: tuple[str, ...]
    """What may stand between a thing and its fault, at most twice; longest first, as all that follow."""
    after: tuple[str, ...]
    joining: tuple[str, ...]
    """Words before a thing that make it part of another: 和, 单位."""
    names: tuple[str, ...]
    """What findings are called: 问题, 毛病."""
    errors: tuple[str, ...]
    """What errors are called: 错误, 错处."""
    before: tuple[str, ...]
    """What stands before a name where it speaks of findings: 有没有, 什么."""
    behind: tuple[str, ...]
    """And behind: 最多, 清单."""
    polite: tuple[str, ...]
    """What may stand before `review`."""
    review: tuple[str, ...]
    """查一下, 审核 at the beginning, with one of `tables` at the end."""
    tables: tuple[str, ...]
    thorough: tuple[str, ...]
    """Words for a review that need no 的表 behind the name of a project: 审核, 检查."""


def finding(text: str, context: Context) -> Iterable[Mention]:
    """Every such phrase, with what is meant as its value."""
    goes_on = _goes_on(context)
    if not says(text, "hints_at_findings") and not goes_on:
        return
    if any(mention.is_(Kind.FIGURE, "product") for mention in context.lexicon.mentions(text)):
        return  # 面积乘单位成本超过总额了吗: the arithmetic is spelt out, and no finding asked for
    words = _words()
    for start in range(len(text)):
        for end, meaning in _at(words, text, start):
            yield Mention(Kind.FINDING, start, end, text[start:end], meaning)
        if goes_on:
            for phrase, meaning in words.follow:
                if text.startswith(phrase, start):
                    yield Mention(Kind.FINDING, start, start + len(phrase), phrase, meaning)
    reviewed = _reviewed(words, text, context)
    if reviewed:
        yield Mention(Kind.FINDING, *reviewed, text[slice(*reviewed)], ("any",))


def _at(words: _Words, text: str, start: int) -> Iterator[tuple[int, Meaning]]:
    """The phrases that begin here: where each ends and what it means."""
    for phrase, meaning in words.phrases.get(text[start], ()):
        if text.startswith(phrase, start):
            yield start + len(phrase), meaning
    begun_here = words.pairs.get(text[start], ())
    joined = bool(begun_here) and text.endswith(words.joining, 0, start)
    # 财政拨款和总额不一致 is about both, 单位成本 is no cost of the whole
    for begun in begun_here:
        pair = begun.pair
        for thing in begun.things if not joined else ():
            if text.startswith(thing, start):
                for end in _over(text, start + len(thing), words.between):
                    yield from ((_closed(text, one, words.after), pair.meaning) for one in _ends(text, end, pair.faults))
        for fault in begun.faults:
            if text.startswith(fault, start):
                end = start + len(fault)
                end += text.startswith("了", end)
                yield from ((one, pair.meaning) for one in _ends(text, end, pair.things))
    if text[start] not in words.beginnings:
        return
    for end in _over(text, start, words.before):
        if end > start:
            yield from ((one, ("any",)) for one in _ends(text, end, words.names))
            yield from ((one, ("level", "error")) for one in _ends(text, end, words.errors))
    for names, meaning in ((words.names, ("any",)), (words.errors, ("level", "error"))):
        for end in _ends(text, start, names):
            if any(text.startswith(word, end) for word in words.behind):
                yield end, meaning


def _ends(text: str, at: int, words: Iterable[str]) -> Iterator[int]:
    """Where each of the words that stand here ends."""
    return (at + len(word) for word in words if text.startswith(word, at))


def _over(text: str, at: int, words: tuple[str, ...]) -> tuple[int, ...]:
    """Here, and behind one or two of the words."""
    once = tuple(_ends(text, at, words))
    return tuple(dict.fromkeys((at, *once, *(end for one in once for end in _ends(text, one, words)))))


def _closed(text: str, at: int, words: tuple[str, ...]) -> int:
    """Behind the longest of the words that stands here."""
    return max(_ends(text, at, words), default=at)


def _reviewed(words: _Words, text: str, context: Context) -> tuple[int, int] | None:
    """查一下组织部的表, 审核人才工作经费: where the wish for a review stands; None where the utterance is none."""
    start = 0
    while start < len(text) and (polite := next((word for word in words.polite if text.startswith(word, start)), "")):
        start += len(polite)
    end = max(_ends(text, start, words.review), default=0)
    rest = text[end:].rstrip("".join(cue("trailing")) + "。!")
    if not end or not rest:
        return None
    named = text.startswith(words.thorough, start) and context.knowledge.projects_named((rest,))
    return (start, end) if rest.endswith(words.tables) or named else None


def _goes_on(context: Context) -> bool:
    """Was the last answer about findings?"""
    last = next((turn.query for turn in reversed(context.conversation.turns) if turn.query is not None), None)
    return last is not None and last.speaks_of_findings


def rules_with_words() -> Mapping[str, tuple[str, ...]]:
    """The rules that can be asked for, with the phrases of each; a test holds them against all there are."""
    return {name: _listed(entry.get("words", []), f"rule.{name}.words") for name, entry in load_toml(_FILE)["rule"].items()}


def phrases() -> tuple[str, ...]:
    """One part at least of every phrase, for the test of the hints: whole phrases, faults, names, words for a review."""
    words = _words()
    whole = tuple(phrase for entries in words.phrases.values() for phrase, _ in entries)
    faults = {fault: None for begun in words.pairs.values() for one in begun if one.pair.things for fault in one.pair.faults}
    return (*whole, *faults, *words.names, *words.errors, *words.review)


@cache
def _words() -> _Words:
    said = load_toml(_FILE)
    families = {name: _listed(words, f"fault.{name}") for name, words in said["fault"].items()}
    meanings: dict[str, Meaning] = {}
    pairs = []
    for section in ("group", "rule"):  # of one phrase a group's meaning holds: 成本对不上 is no single rule's
        for name, entry in said[section].items():
            where = f"{section}.{name}"
            meaning = ("rules", *(entry["rules"] if section == "group" else (name,)))
            for word in _listed(entry.get("words", []), f"{where}.words"):
                meanings.setdefault(word, meaning)
            faults = _listed(entry.get("faults", []), f"{where}.faults")
            meant = dict.fromkeys(word for fault in faults for word in families.get(fault, (fault,)))
            pairs.append(_Pair(_listed(entry.get("things", []), f"{where}.things"), tuple(meant), meaning))
    for level in _LEVELS:
        meanings.update(dict.fromkeys(_listed(said["severity"][level], f"severity.{level}"), ("level", level)))
    meanings.update(dict.fromkeys(_listed(said["severity"]["worst"], "severity.worst"), ("worst",)))
    of_any = {name: _listed(words, f"any.{name}") for name, words in said["any"].items()}
    meanings.update(dict.fromkeys(of_any["words"], ("any",)))
    meanings.update(dict.fromkeys(of_any["clean"], ("clean",)))
    phrases: dict[str, tuple[tuple[str, Meaning], ...]] = {}
    for word, meaning in meanings.items():
        phrases[word[0]] = (*phrases.get(word[0], ()), (word, meaning))
    error_names = _listed(said["severity"]["error_names"], "severity.error_names")
    follow = tuple((word, (name,)) for name, words in said["follow"].items() for word in _listed(words, f"follow.{name}"))
    return _Words(
        phrases,
        follow,
        _by_beginning(pairs),
        frozenset(word[0] for word in (*of_any["before"], *of_any["names"], *error_names)),
        families["between"],
        families["after"],
        families["joining"],
        of_any["names"],
        error_names,
        of_any["before"],
        of_any["behind"],
        of_any["polite"],
        of_any["review"],
        of_any["tables"],
        of_any["thorough"],
    )


def _by_beginning(pairs: Iterable[_Pair]) -> Mapping[str, tuple[_Begun, ...]]:
    """The pairs in their order, for each character those with a thing or a fault that begins with it."""
    begun: dict[str, list[_Begun]] = {}
    for pair in pairs:
        things, faults = _grouped(pair.things), _grouped(pair.faults)
        for first in dict.fromkeys((*things, *faults)):
            begun.setdefault(first, []).append(_Begun(pair, tuple(things.get(first, ())), tuple(faults.get(first, ()))))
    return {first: tuple(found) for first, found in begun.items()}


def _grouped(words: Iterable[str]) -> Mapping[str, list[str]]:
    """Words by their first character."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[0], []).append(word)
    return found


def _listed(words: object, where: str) -> tuple[str, ...]:
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise BadWording(f"prompts/{_FILE}.toml 的“{where}”不是词的列表。", '请写成 ["词", "词"]。')
    return tuple(fold(word).lower() for word in words)
