"""The indicator library: what other tables measure, to choose from where a new one is written."""

from __future__ import annotations

from assistant.drafting.similar.seek import phrases_to_seek
from assistant.drafting.similar.thesaurus import thesaurus
from assistant.model.library import LibraryEntry
from assistant.tasks.workspace import Workspace

MOST = 20
"""As many indicators are offered."""


def indicator_library(workspace: Workspace, level2: str = "", topic: str = "", limit: int = MOST) -> tuple[LibraryEntry, ...]:
    """The archive's indicators of a second level ("" for all) on a topic ("" for any), the nearest and commonest first.

    `topic` is a word or a whole description; other ways of saying the same are looked for as well.
    """
    if not topic.strip():
        return workspace.store.library(level2, (), limit)
    known = thesaurus()
    about, said = phrases_to_seek(topic, known, topic=True), phrases_to_seek(topic, known)
    found = workspace.store.library(level2, about, limit) if about else ()
    return found if found or not said or said == about else workspace.store.library(level2, said, limit)
