"""连社区的一起算, 连教育局的也列上: one more thing is taken together with what was spoken of before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.questions.context import Context
from assistant.questions.lexicon import any_of
from assistant.questions.mention import Kind, Mention


@cache
def _joined() -> re.Pattern[str]:
    """连 at the beginning, and behind what is named 一起 or 也, with or without a verb for reckoning or listing."""
    verb = rf"{any_of('joining_verbs')}{any_of('joining_ends')}?"
    return re.compile(rf"^{any_of('joins_on_start')}?(?P<with>{any_of('joins_on')})[^,]+?(?P<behind>{any_of('jointly')}{verb})")


def joined(text: str, context: Context) -> Iterable[Mention]:
    """Both parts as words that something is added."""
    found = _joined().match(text)
    if found is None:
        return
    for part in ("with", "behind"):
        yield Mention(Kind.CHANGE, found.start(part), found.end(part), found[part], "add")
