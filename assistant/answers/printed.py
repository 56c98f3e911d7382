"""A reply as a person reads it on a screen: text, table, sources, how the question was read, what to ask next."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.layout import WIDTH, cut
from assistant.answers.naming import printed
from assistant.answers.terms import items
from assistant.chinese.width import printable
from assistant.model.reply import Reply, ReplySource
from assistant.wording import wording

_PLACES = 6
"""As many places as are printed; the rest is counted."""


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/printed")(key, **slots)


def reply_to_text(reply: Reply, width: int = WIDTH) -> str:
    """What `ask` prints; tables are no wider than `width`, sentences run on."""
    parts = [printable(reply.text)]
    if reply.table_text:
        parts.append("\n".join(cut(line, width) for line in printable(reply.table_text).split("\n")))
    parts.append("\n".join(_notes(reply)))
    return "\n\n".join(part for part in parts if part)


def _notes(reply: Reply) -> list[str]:
    notes = []
    if reply.sources:
        notes.append(_say("source", 各处=_places(reply.sources)))
    if reply.understood:
        notes.append(_say("understood", 内容=printed(reply.understood)))
    if reply.suggestions:
        notes.append(_say("suggestions", 各问="".join(_say("suggestion", 问=printed(one)) for one in reply.suggestions)))
    return notes


def _places(sources: Sequence[ReplySource]) -> str:
    """The first places, each document named once, and how many there are."""
    documents: dict[str, list[str]] = {}
    for source in sources[:_PLACES]:
        place, project = printed(source.place), printed(source.project)
        said = _say("place", 位置=place, 项目=project) if place else project
        documents.setdefault(source.document, []).append(said)
    listed = items([_say("document", 文件=printed(document), 各处=items(said)) for document, said in documents.items()])
    return listed + _say("more", 数=len(sources)) if len(sources) > _PLACES else listed
