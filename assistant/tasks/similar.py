"""The past projects most like a described one: whom to copy from."""

from __future__ import annotations

from assistant.drafting.similar.rank import rank
from assistant.drafting.similar.seek import phrases_to_seek
from assistant.drafting.similar.thesaurus import thesaurus
from assistant.model.similar import SimilarProjects
from assistant.tasks.workspace import Workspace

MOST = 10
"""As many projects as are listed."""

COMPARED = 60
"""As many past projects of a large archive are compared closely."""


def similar_projects(workspace: Workspace, description: str, limit: int = MOST) -> SimilarProjects:
    """The past projects that may serve as a base for what is described, best first; none where no past project fits.

    `description` may be keywords, a spoken sentence or a paragraph. The same project of several years counts once, by its latest.
    """
    known = thesaurus()
    past = workspace.store.past_projects(phrases_to_seek(description, known), COMPARED)
    return rank(description, past, known, limit)
