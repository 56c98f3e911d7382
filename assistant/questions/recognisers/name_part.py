"""What a project's name must hold or lack, with or without quotation marks: 名称里带“培训”, 名字中没有资金二字."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.chinese.width import squeeze
from assistant.questions.context import Context
from assistant.questions.lexicon import any_of, cue
from assistant.questions.mention import Kind, Mention

_PLAIN = r"[^\d,，、。;；?？!的了或和与“”\"「」『』《》()]"
"""A character of a text without marks."""


@cache
def _said() -> re.Pattern[str]:
    """The word for the name, what denies, the verb, and the text: in marks, or up to 字样 or 的."""
    name = rf"(?P<name>{any_of('project_word')}?{any_of('whole_names')}{any_of('inside_name')}?)"
    verb = rf"(?:(?P<none>{any_of('finds_none')})|(?P<not>{any_of('denies_name')})?(?P<verb>{any_of('name_verbs')}))"
    marked = r"(?P<marks>[“\"「『《][^“”\"「」『』《》]{1,20}[”\"」』》])"
    called = rf"(?P<called>{_PLAIN}{{1,10}}?)(?P<sort>{any_of('holds_characters')})"
    bare = rf"(?P<bare>{_PLAIN}{{2,8}}?)(?=的)"
    return re.compile(rf"{name}{verb}(?:{marked}|{called}|{bare})")


def name_part(text: str, context: Context) -> Iterable[Mention]:
    """The word for the name (SUBJECT), what denies (LOGIC), the verb (TOPIC) and the text (QUOTED)."""
    if not any(word in text for word in cue("whole_names")):
        return
    for found in _said().finditer(text):
        bare = found["bare"]
        if bare and not (context.lexicon.holds(bare) and _stands_in_names(bare, context)):
            continue  # a word that questions have another meaning for (资金): any other is a piece of a name
        yield Mention(Kind.SUBJECT, found.start(), found.end("name"), found["name"], "name")
        denial = "none" if found["none"] else "not"
        if found[denial]:
            yield Mention(Kind.LOGIC, found.start(denial), found.end(denial), found[denial], "not")
        if found["verb"]:
            yield Mention(Kind.TOPIC, found.start("verb"), found.end("verb"), found["verb"], "about")
        if not found["marks"]:
            part = "called" if found["called"] else "bare"
            end = found.end("sort") if found["called"] else found.end(part)
            yield Mention(Kind.QUOTED, found.start(part), end, text[found.start(part) : end], found[part])


def _stands_in_names(word: str, context: Context) -> bool:
    return any(word in squeeze(project.name).lower() for project in context.knowledge.projects_like(word))
