"""A wish for a new table: what was understood of it. Filling in the table is not in the program."""

from __future__ import annotations

import re

from assistant.answers import suggestions
from assistant.answers.amounts import money_in_full
from assistant.answers.facts import Facts
from assistant.answers.naming import printed
from assistant.answers.terms import names
from assistant.model.interpretation import DraftRequest
from assistant.model.reply import Reply, ReplyDraft, Status
from assistant.wording import wording

_NAMED_YEAR = r"(?:19|20)\d\d(?=年)"


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/drafts")(key, **slots)


def draft_reply(question: str, request: DraftRequest, facts: Facts) -> Reply:
    """What the new table would be; the year after the archive's latest where none was named, 0 where there is none."""
    year = request.year or (facts.latest + 1 if facts.latest else 0)
    project = request.project or (renamed(request.base, year) if request.base and year else request.base or "")
    said = [
        _say("base", 项目=printed(request.base)) if request.base else _say("no_base"),
        _say("year", 年=year) if year else _say("no_year"),
        _say("name", 项目=printed(project)) if project else _say("no_name"),
        _say("no_total") if request.total is None else _say("total", 数=money_in_full(request.total)),
    ]
    listed = names(said)
    return Reply(
        question=question,
        status=Status.DRAFT,
        understood=_say("understood_change", 各项=listed) if request.change else _say("understood", 各项=listed),
        text=_say("change", 各项=listed) if request.change else _say("text", 各项=listed),
        draft=ReplyDraft(request.base, year, project, request.total),
        suggestions=suggestions.about([request.base] if request.base else [], facts, question),
    )


def renamed(name: str, year: int) -> str:
    """The name for another year: the one year that it holds becomes that year; 2025年送戏下乡… becomes 2026年送戏下乡…."""
    return re.sub(_NAMED_YEAR, str(year), name) if len(re.findall(_NAMED_YEAR, name)) == 1 else name
