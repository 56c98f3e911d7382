"""What recognisers and types may look at beside the utterance."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.model.conversation import Conversation
from assistant.model.knowledge import Knowledge, KnownProject
from assistant.questions.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Context:
    """The archive's names, the conversation so far and the lexicon."""

    knowledge: Knowledge
    conversation: Conversation
    lexicon: Lexicon

    def names_of(self, name: str) -> tuple[KnownProject, ...]:
        """The project of this name under all the names that it has over the years."""
        found = next(iter(self.knowledge.projects_named((name,))), None)
        if found is None:
            return ()
        same = [
            project
            for project in self.knowledge.projects_like(name)
            if (project.series, project.department) == (found.series, found.department)
        ]
        return tuple(same) or (found,)

    @property
    def latest(self) -> int | None:
        """The archive's latest year (今年); None where it is empty."""
        years = self.knowledge.years()
        return years[-1] if years else None
