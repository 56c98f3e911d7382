"""What recognisers and types may look at beside the utterance."""

from __future__ import annotations

from functools import lru_cache

from assistant.model.conversation import Conversation
from assistant.model.knowledge import Knowledge, KnownProject
from assistant.model.record import record
from assistant.questions.lexicon import Lexicon


@record
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
    def measure_words(self) -> tuple[str, ...]:
        """Units that 多少 and 每 are followed by: those of the lexicon, and those that the archive's rows have."""
        return _longest_first(tuple(self.knowledge.value_units()), self.lexicon.measure_words)

    @property
    def latest(self) -> int | None:
        """The archive's latest year (今年); None where it is empty."""
        years = self.knowledge.years()
        return years[-1] if years else None


@lru_cache(maxsize=16)
def _longest_first(units: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, and those of the units that things are counted in."""
    plain = {unit for unit in units if 0 < len(unit) <= 4 and not set(unit) & set("/%元0123456789·")}
    return tuple(sorted(plain.union(words), key=lambda word: (-len(word), word)))
