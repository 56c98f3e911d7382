"""What a past project's table says, zone by zone: the name most, then the goal, then the rows.

Offices copy rows from one table to the next, so that a row alone proves little; the name is the project's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from assistant.chinese.width import fold
from assistant.drafting.similar.thesaurus import TOPICAL, Concept, Thesaurus
from assistant.model.record import record
from assistant.model.similar import PastProject

NAME, GOAL, ROWS = 1.0, 0.75, 0.6
"""How far what stands in a zone is believed."""


@record
class Profile:
    """A past project, made ready to be compared."""

    project: PastProject
    name: str
    """Folded, in lower case, as the texts below."""
    goal: str
    rows: str
    """Names and values of the rows, a line each."""
    concepts: Mapping[str, float]
    """The concepts that the table speaks of, by name, with the strongest zone of each."""
    of_name: tuple[Concept, ...]
    """The concepts of its name."""
    trades: frozenset[str]
    """The trades (行业) of the things and people that it speaks of."""

    @property
    def text(self) -> str:
        """The whole table as a text; the name counts twice."""
        return f"{self.name}\n{self.name}\n{self.goal}\n{self.rows}"

    def strength(self, text: str) -> float:
        """The strongest zone in which a text stands; 0 where it stands in none."""
        if text in self.name:
            return NAME
        if text in self.goal:
            return GOAL
        return ROWS if text in self.rows else 0.0


@lru_cache(maxsize=512)
def profile(project: PastProject, thesaurus: Thesaurus) -> Profile:
    """Reads a past project's table; what was read lately is remembered."""
    name, goal = fold(project.project).lower(), fold(project.goal).lower()
    rows = fold("\n".join(f"{row.level3} {row.value}" for row in project.rows)).lower()
    concepts: dict[str, float] = {}
    trades: set[str] = set()
    of_name: tuple[Concept, ...] = ()
    for text, strength in ((name, NAME), (goal, GOAL), (rows, ROWS)):
        said = tuple(dict.fromkeys(mention.concept for mention in thesaurus.find(text)))
        of_name = of_name or (said if strength == NAME else ())
        for concept in said:
            concepts.setdefault(concept.name, strength)
            if concept.facet in TOPICAL:
                trades.add(concept.trade)
    return Profile(project, name, goal, rows, concepts, of_name, frozenset(trades))
