"""A reply as a person reads it on a screen: text, table, sources, how the question was read, what to ask next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answers.layout import WIDTH, cut
from assistant.answers.naming import printed
from assistant.answers.terms import blank_name, items, names
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
    """The first places, each document, project and table named once, and how many there are."""
    documents: dict[str, dict[str, list[str]]] = {}
    for source in sources[:_PLACES]:
        places = documents.setdefault(source.document, {}).setdefault(source.project, [])
        if source.place:
            places.append(printed(source.place))
    listed = items([_say("document", 文件=printed(document), 各处=_of_projects(found)) for document, found in documents.items()])
    return listed + _say("more", 数=len(sources)) if len(sources) > _PLACES else listed


def _of_projects(projects: Mapping[str, Sequence[str]]) -> str:
    said = []
    for project, places in projects.items():
        name = printed(project) or blank_name()
        said.append(_say("place", 位置=_joined(places), 项目=name) if places else name)
    return items(said)


def _joined(places: Sequence[str]) -> str:
    """Lines of one table together: 第5张表，第113行、第115行."""
    tables: dict[str, list[str]] = {}
    for place in places:
        table, comma, line = place.rpartition("，")
        tables.setdefault(table + comma, []).append(line)
    return items([table + names(lines) for table, lines in tables.items()])
