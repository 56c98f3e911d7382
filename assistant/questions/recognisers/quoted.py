"""Text in quotation marks or book-title marks: what the official copies from a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.chinese.width import squeeze
from assistant.questions.context import Context
from assistant.questions.lexicon import cue, phrases_of, says
from assistant.questions.mention import WHOLE, Kind, Mention

_QUOTED = re.compile(r"[“\"「『《‘']([^“”\"「」『』《》‘’']{1,80})[”\"」』》’']")
_REACH = 8
"""Characters between a word for a name and the text that must stand in it."""
_FIELDS = (Kind.HEAD, Kind.ROW, Kind.LEVEL1, Kind.LEVEL2)
_TITLE = "《"


def _is_field(inner: str, context: Context) -> bool:
    """Is a field named in the marks (“其他资金”一栏)? The lexicon's word stands then."""
    return context.lexicon.holds(inner, *_FIELDS)


def _is_condition(text: str, found: re.Match[str]) -> bool:
    """符合“没设成本指标”这一条的: do the marks hold a condition, to be read as if they were not there?"""
    return text.endswith(cue("meets"), 0, found.start()) and text.startswith(cue("of_condition"), found.end())


def _names_project(text: str, found: re.Match[str], context: Context) -> bool:
    """Does the text between the marks name a project (“人才工作经费”, 《人才工作》), not said to stand in a name or a cell?

    What is called by most of its name is named as well, where no row is called so: the marks then say nothing.
    """
    inner = squeeze(found.group(1)).lower()
    if (
        len(inner) < _SHORTEST
        or text.endswith(_holding(), 0, found.start())
        or text.startswith(cue("holds_characters"), found.end())
    ):
        return False
    names = {
        squeeze(name).lower() for project in context.knowledge.projects_like(inner) for name in (project.name, project.series)
    }
    if inner in names:
        return True
    title = text[found.start()] == _TITLE or sum(name.startswith(inner) for name in names) == 1
    called = any(
        inner in name and (title or len(inner) >= _MOST * len(name) or re.match(f"{re.escape(inner)}[,，、]", name))
        for name in names
    )
    return called and not any(squeeze(name).lower() == inner for name in context.knowledge.row_names_like(inner))


def _is_within_name(text: str, found: re.Match[str], context: Context) -> bool:
    """Do the marks and a character beside them stand so in the name of a project?"""
    said = _plain_marks(text[max(found.start() - 1, 0) : found.end() + 1])
    whole = _plain_marks(found.group(0))
    if len(said) < len(whole) + 1 or said.strip("的,，。？?有") == whole:
        return False
    names = (_plain_marks(squeeze(project.name).lower()) for project in context.knowledge.projects_like(text))
    return any(whole in name and (said[:-1] in name or said[1:] in name) for name in names)


def _plain_marks(text: str) -> str:
    """The text with one sort of quotation marks."""
    return re.sub("[“”「」『』‘’']", '"', text)


_SHORTEST = 4
"""Characters of the shortest text that names a project by itself."""
_MOST = 0.5
"""The share of a name that must be typed between quotation marks."""


@cache
def _holding() -> tuple[str, ...]:
    """Words before a text that stands in something (名称里有“…”, 写着“…”): it is sought there, and names nothing."""
    return (*cue("holding_verbs"), *cue("standing_verbs"), *phrases_of(Kind.TOPIC))


def any_asked(inner: str) -> bool:
    """Is a question word said between the marks, at the end of a few characters?"""
    return len(inner) <= _FEW and inner.endswith(tuple(cue("how_many")))


_FEW = 6
"""Characters of a kind of value that is spoken of (每人多少)."""


def quoted(text: str, context: Context) -> Iterable[Mention]:
    """The text between a pair of marks; the mention spans the marks as well, which say nothing around the name of a field."""
    for found in _QUOTED.finditer(text):
        if _is_condition(text, found):
            yield from (Mention(Kind.FILLER, at, at + 1, text[at], "marks") for at in (found.start(), found.end() - 1))
            before = next((word for word in cue("meets") if text.endswith(word, 0, found.start())), "")
            yield Mention(
                Kind.FILLER,
                found.start() - len(before),
                found.start() + 1,
                text[found.start() - len(before) : found.start() + 1],
                "marks",
            )
            behind = max((word for word in cue("of_condition") if text.startswith(word, found.end())), key=len)
            yield Mention(
                Kind.FILLER,
                found.end() - 1,
                found.end() + len(behind),
                text[found.end() - 1 : found.end() + len(behind)],
                "marks",
            )
            continue
        if _is_within_name(text, found, context):
            yield from (Mention(Kind.FILLER, at, at + 1, text[at], "marks") for at in (found.start(), found.end() - 1))
            continue  # 春节“八一”走访慰问
        if _names_project(text, found, context):
            yield from (Mention(Kind.FILLER, at, at + 1, text[at], "marks") for at in (found.start(), found.end() - 1))
            yield Mention(Kind.PIECE, found.start() + 1, found.end() - 1, found.group(1), WHOLE)
            continue
        in_name = says(text[max(found.start() - _REACH, 0) : found.start()], "name_words")
        in_name = in_name or text.endswith(cue("in_names"), 0, found.start())
        held = in_name or says(text[max(found.start() - 2, 0) : found.start()], "holding_verbs")
        if _is_field(found.group(1), context) and not held:
            yield from (Mention(Kind.FILLER, at, at + 1, text[at]) for at in (found.start(), found.end() - 1))
            continue
        if any_asked(found.group(1)):
            continue  # 按“每人多少”定的: no cell says so
        yield Mention(Kind.QUOTED, found.start(), found.end(), found.group(0), found.group(1))
